// Controls made of number cells: points, a matrix, a visible range.
#include <algorithm>
#include <array>

#include "app/controls/controls.hpp"
#include "app/session/take_points.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::app {
namespace {

constexpr float row_height = 24;
constexpr int most_rows_kept = 100;

std::size_t number_of_points(Controls& c, std::size_t i) {
    return std::get<viz::Points>(c.session.values()[i]).size();
}

std::string cell_name(const viz::Parameter& parameter, std::size_t row, std::size_t column) {
    return "cell/" + parameter.id + "/" + std::to_string(row + 1) + "/" + std::to_string(column + 1);
}

void beside(const ImVec2& row, float x) { ImGui::SetCursorScreenPos(ImVec2(row.x + x, row.y)); }

void room_below(Controls& c) { ImGui::Dummy(ImVec2(c.width, c.ui.px(8))); }

void set_points(Controls& c, std::size_t i, viz::Points points) {
    viz::Values values = c.session.values();
    values[i] = std::move(points);
    c.session.apply(std::move(values));
}

// A new point beside the last one, so that both can be seen.
viz::DataPoint next_point(const viz::Points& points) {
    if (points.empty()) return {};
    const auto& last = points.back();
    const auto& first = points.front();
    const double step = points.size() > 1 ? (last.x - first.x) / static_cast<double>(points.size() - 1) : 1;
    return {last.x + (step == 0 ? 1 : step), last.y, {}};
}

void label_cell(Controls& c, std::size_t i, std::size_t row, float width) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    const std::string name = cell_name(parameter, row, 2);
    Ui& ui = c.ui;
    if (ui.editing(name)) {
        if (const auto text = ui.field(width)) {
            viz::Points points = std::get<viz::Points>(c.session.values()[i]);
            points[row].label = *text;
            set_points(c, i, std::move(points));
            ui.finish_edit(true);
        }
        return;
    }
    const Item item = ui.item(name, ImVec2(width, ui.px(22)));
    const std::string label = std::get<viz::Points>(c.session.values()[i])[row].label;
    ui.text(ImVec2(item.min.x + ui.px(3), item.min.y + ui.px(15)),
            label.empty() ? "label" : ui.fitted(label, 12, width), 12,
            label.empty() ? faded(ui.theme().muted, item.hovered ? 0.8 : 0.35) : ui.theme().ink);
    if (item.clicked) ui.edit(name, label);
}

// Which columns of the table that the points came from are x and y.
void column_choice(Controls& c, std::size_t i) {
    const auto kept = c.session.kept();
    if (!kept || kept->table.parameter != i || kept->table.numbers.size() < 3) return;
    const TakenTable& table = kept->table;
    const TakenTable::Choice& choice_now = kept->choice;
    Ui& ui = c.ui;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float letter = ui.px(18), gap = ui.px(10), box = (c.width - 2 * letter - gap) / 2;
    std::vector<std::string> names;
    for (const std::size_t column : table.numbers) {
        const std::string& name = table.table.columns[column].name;
        names.push_back(name.empty() ? "column " + std::to_string(column + 1)
                                     : ui.fitted(viz::escaped(name), 13, box - ui.px(22)));
    }
    const auto choice = [&](const char* name, const char* symbol, std::size_t column, float x) {
        ui.text(at + ImVec2(x, ui.px(17)), symbol, 13, ui.theme().muted);
        beside(at, x + letter);
        const auto now = static_cast<std::size_t>(
            std::find(table.numbers.begin(), table.numbers.end(), column) - table.numbers.begin());
        std::vector<std::string> unfit(names.size());
        if (choice_now.refused)
            unfit[now] = "these two columns cannot be taken; choose another for one of them";
        return choice_box(ui, "column/" + c.session.lab().parameters[i].id + "/" + name, names, now, box,
                          unfit);
    };
    const ColumnPair now = choice_now.columns;
    const auto x = choice("x", "$x$", now.x, 0), y = choice("y", "$y$", now.y, letter + box + gap);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(c.width, ui.px(32)));
    if (x || y) take_columns(c.session, {x ? table.numbers[*x] : now.x, y ? table.numbers[*y] : now.y});
}

// The cells of one point; false where it was removed.
bool point_row(Controls& c, std::size_t i, std::size_t row) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    Ui& ui = c.ui;
    const float number = c.width * 0.27F, gap = ui.px(6), cross = ui.px(20);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (c.state.chosen_point == row)
        ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x - ui.px(4), at.y),
                                                  at + ImVec2(c.width, ui.px(22)),
                                                  packed(ui.theme().selected), ui.px(3));
    number_cell(c, cell_name(parameter, row, 0), {i, 2 * row}, number);
    beside(at, number + gap);
    number_cell(c, cell_name(parameter, row, 1), {i, 2 * row + 1}, number);
    beside(at, 2 * (number + gap));
    label_cell(c, i, row, c.width - 2 * (number + gap) - cross - gap);
    beside(at, c.width - cross);
    const std::size_t count = number_of_points(c, i);
    if (word_button(ui, "remove/" + parameter.id + "/" + std::to_string(row + 1), "×",
                    count > parameter.min_length)) {
        viz::Points fewer = std::get<viz::Points>(c.session.values()[i]);
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(row));
        set_points(c, i, std::move(fewer));
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(c.width, ui.px(row_height)));
    return number_of_points(c, i) == count;
}

// All rows, so that Tab walks through them; of very many only those in sight.
bool point_rows(Controls& c, std::size_t i) {
    const auto count = static_cast<int>(number_of_points(c, i));
    if (count <= most_rows_kept) {
        for (int row = 0; row < count; ++row)
            if (!point_row(c, i, static_cast<std::size_t>(row))) return false;
        return true;
    }
    bool kept = true;
    ImGuiListClipper clipper;
    clipper.Begin(count, c.ui.px(row_height));
    while (clipper.Step())
        for (int row = clipper.DisplayStart; row < clipper.DisplayEnd && kept; ++row)
            kept = point_row(c, i, static_cast<std::size_t>(row));
    return kept;
}

}  // namespace

void points_control(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    Ui& ui = c.ui;
    const std::size_t count = number_of_points(c, i);
    control_label(c, parameter, std::to_string(count));
    column_choice(c, i);
    if (number_of_points(c, i) != count || !point_rows(c, i)) return;
    if (word_button(ui, "add/" + parameter.id, "+ add a point", count < parameter.max_length)) {
        viz::Points more = std::get<viz::Points>(c.session.values()[i]);
        more.push_back(next_point(more));
        set_points(c, i, std::move(more));
    }
    ImGui::SameLine(0, ui.px(18));
    if (word_button(ui, "paste/" + parameter.id, "paste")) {
        const char* text = ImGui::GetClipboardText();
        take_points(c.session, i, text != nullptr ? text : "", "the clipboard");
    }
    room_below(c);
}

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
