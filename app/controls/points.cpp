// The control of points: number cells, a label or a class, and which class the next ones get.
#include <algorithm>
#include <array>

#include "app/controls/controls.hpp"
#include "app/session/take_points.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::app {
namespace {

constexpr int most_rows_kept = 100;

std::size_t number_of_points(Controls& c, std::size_t i) {
    return std::get<viz::Points>(c.session.values()[i]).size();
}

void set_points(Controls& c, std::size_t i, viz::Points points) {
    viz::Values values = c.session.values();
    values[i] = std::move(points);
    c.session.apply(std::move(values));
}

// A new point beside the last one, so that both can be seen.
viz::DataPoint next_point(const viz::Points& points, std::string label) {
    if (points.empty()) return {0, 0, std::move(label)};
    const auto& last = points.back();
    const auto& first = points.front();
    const double step = points.size() > 1 ? (last.x - first.x) / static_cast<double>(points.size() - 1) : 1;
    return {last.x + (step == 0 ? 1 : step), last.y, std::move(label)};
}

// Of points with classes: a click gives the next one.
void class_cell(Controls& c, std::size_t i, std::size_t row, float width) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    const Item item = c.ui.item(cell_name(parameter, row, 2), ImVec2(width, c.ui.px(22)));
    const std::string label = std::get<viz::Points>(c.session.values()[i])[row].label;
    c.ui.text(ImVec2(item.min.x + c.ui.px(3), item.min.y + c.ui.px(15)), c.ui.fitted(label, 12, width), 12,
              faded(c.ui.theme().ink, item.hovered ? 1 : 0.8));
    if (!item.clicked) return;
    viz::Points points = std::get<viz::Points>(c.session.values()[i]);
    points[row].label = next_label(parameter, label);
    set_points(c, i, std::move(points));
}

// Which class the next new points get.
void class_choice(Controls& c, const viz::Parameter& parameter) {
    if (parameter.labels.size() < 2) return;
    Ui& ui = c.ui;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui.text(at + ImVec2(0, ui.px(15)), "new points", 12, ui.theme().muted);
    float x = ui.width("new points", 12) + ui.px(12);
    const std::string now = new_label(c.state, parameter);
    for (std::size_t k = 0; k < parameter.labels.size(); ++k) {
        const std::string& label = parameter.labels[k];
        const float width = ui.width(label, 12) + ui.px(14);
        ImGui::SetCursorScreenPos(at + ImVec2(x, 0));
        const Item item = ui.item("new-label/" + parameter.id + "/" + label, ImVec2(width, ui.px(22)));
        if (label == now)
            ImGui::GetWindowDrawList()->AddRectFilled(item.min, item.max, packed(ui.theme().selected),
                                                      ui.px(3));
        ui.text_centred(ImVec2((item.min.x + item.max.x) / 2, item.min.y + ui.px(15)), label, 12,
                        faded(ui.theme().ink, label == now || item.hovered ? 1 : 0.6));
        if (item.clicked) c.state.new_label = k;
        x += width + ui.px(4);
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(c.width, ui.px(cell_row_height)));
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
    const float rest = c.width - 2 * (number + gap) - cross - gap;
    parameter.labels.empty() ? label_cell(c, i, row, rest) : class_cell(c, i, row, rest);
    beside(at, c.width - cross);
    const std::size_t count = number_of_points(c, i);
    if (word_button(ui, "remove/" + parameter.id + "/" + std::to_string(row + 1), "×",
                    count > parameter.min_length)) {
        viz::Points fewer = std::get<viz::Points>(c.session.values()[i]);
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(row));
        set_points(c, i, std::move(fewer));
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(c.width, ui.px(cell_row_height)));
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
    clipper.Begin(count, c.ui.px(cell_row_height));
    while (clipper.Step())
        for (int row = clipper.DisplayStart; row < clipper.DisplayEnd && kept; ++row)
            kept = point_row(c, i, static_cast<std::size_t>(row));
    return kept;
}

}  // namespace

std::string new_label(const ControlState& state, const viz::Parameter& points) {
    if (points.labels.empty()) return {};
    return points.labels[std::min(state.new_label, points.labels.size() - 1)];
}

std::string next_label(const viz::Parameter& points, const std::string& label) {
    const auto& labels = points.labels;
    const auto found = std::find(labels.begin(), labels.end(), label);
    return found == labels.end() || found + 1 == labels.end() ? labels.front() : *(found + 1);
}

void points_control(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    Ui& ui = c.ui;
    const std::size_t count = number_of_points(c, i);
    control_label(c, parameter, std::to_string(count));
    column_choice(c, i);
    if (number_of_points(c, i) != count) return;
    class_choice(c, parameter);
    if (!point_rows(c, i)) return;
    if (word_button(ui, "add/" + parameter.id, "+ add a point", count < parameter.max_length)) {
        viz::Points more = std::get<viz::Points>(c.session.values()[i]);
        more.push_back(next_point(more, new_label(c.state, parameter)));
        set_points(c, i, std::move(more));
    }
    ImGui::SameLine(0, ui.px(18));
    if (word_button(ui, "paste/" + parameter.id, "paste")) {
        const char* text = ImGui::GetClipboardText();
        take_points(c.session, i, text != nullptr ? text : "", "the clipboard");
    }
    room_below(c);
}

}  // namespace lossfield::app
