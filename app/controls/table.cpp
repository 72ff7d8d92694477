// Controls made of number cells: a matrix, a visible range.
#include <algorithm>
#include <array>

#include "app/controls/controls.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::app {

std::string cell_name(const viz::Parameter& parameter, std::size_t row, std::size_t column) {
    return "cell/" + parameter.id + "/" + std::to_string(row + 1) + "/" + std::to_string(column + 1);
}

void beside(const ImVec2& row, float x) { ImGui::SetCursorScreenPos(ImVec2(row.x + x, row.y)); }

void room_below(Controls& c) { ImGui::Dummy(ImVec2(c.width, c.ui.px(8))); }

void matrix_control(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    const auto& matrix = std::get<viz::Matrix>(c.session.values()[i]);
    const std::size_t rows = matrix.rows, columns = matrix.columns;
    control_label(c, parameter, std::to_string(rows) + " × " + std::to_string(columns));
    const float gap = c.ui.px(6);
    const float width = (c.width - gap * static_cast<float>(columns - 1)) /
                        static_cast<float>(std::max<std::size_t>(columns, 1));
    for (std::size_t row = 0; row < rows; ++row) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        for (std::size_t column = 0; column < columns; ++column) {
            beside(at, static_cast<float>(column) * (width + gap));
            number_cell(c, cell_name(parameter, row, column), {i, row * columns + column}, width);
        }
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy(ImVec2(c.width, c.ui.px(24)));
    }
    room_below(c);
}

void domain_control(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    Ui& ui = c.ui;
    const bool automatic = c.session.values()[i] == viz::Value(viz::Automatic{});
    control_label(c, parameter, automatic ? "automatic" : "");
    const float axis = ui.px(24), width = (c.width - axis - ui.px(24)) / 2;
    constexpr std::array<const char*, 2> axes{"$x$", "$y$"};
    for (std::size_t row = 0; row < 2; ++row) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ui.text(at + ImVec2(ui.px(4), ui.px(15)), axes[row], 13, ui.theme().muted);
        beside(at, axis);
        number_cell(c, cell_name(parameter, row, 0), {i, 2 * row}, width);
        ui.text_centred(at + ImVec2(axis + width + ui.px(12), ui.px(15)), "to", 12, ui.theme().muted);
        beside(at, axis + width + ui.px(24));
        number_cell(c, cell_name(parameter, row, 1), {i, 2 * row + 1}, width);
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy(ImVec2(c.width, ui.px(24)));
    }
    if (word_button(ui, "reset/" + parameter.id, "back to automatic", !automatic)) {
        viz::Values values = c.session.values();
        values[i] = viz::Automatic{};
        c.session.apply(std::move(values));
    }
    room_below(c);
}

}  // namespace lossfield::app
