#include "app/controls/controls.hpp"

#include <algorithm>

#include "app/ui/heading.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {
namespace {

void one_control(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    switch (parameter.kind) {
        case viz::Kind::Real:
        case viz::Kind::Whole:
        case viz::Kind::Toggle:
        case viz::Kind::Choice:
        case viz::Kind::Text:
            return scalar_control(c, i);
        case viz::Kind::Vector:
            return parameter.distribution ? distribution_control(c, i) : vector_control(c, i);
        case viz::Kind::Points:
            return points_control(c, i);
        case viz::Kind::Matrix:
            return matrix_control(c, i);
        case viz::Kind::Domain:
            return domain_control(c, i);
    }
}

// A control without effect stays usable but steps back; one that cannot be used is disabled, but what is on can be
// switched off.
void one_control_as_it_is(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    const std::string why = viz::why_unfit(c.figure, parameter.id);
    const bool on = parameter.kind == viz::Kind::Toggle && std::get<bool>(c.session.values()[i]);
    const bool disabled = !why.empty() && !on, blocked = c.ui.blocked();
    const bool faint = !viz::has_effect(c.figure, parameter.id);
    const ImVec2 from = ImGui::GetCursorScreenPos();
    if (disabled) c.ui.block(true), ImGui::BeginDisabled();
    one_control(c, i);
    jumps_beside(c, {parameter.id, parameter.toggle});
    if (disabled) ImGui::EndDisabled(), c.ui.block(blocked);
    if (!faint) return;
    const float margin = c.ui.px(8);
    const ImVec2 end(from.x + c.width, ImGui::GetCursorScreenPos().y);
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(from.x - margin, from.y), ImVec2(end.x + margin, end.y),
                                              packed(faded(c.ui.theme().side, 0.6)));
    if (disabled && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(from, end))
        c.ui.tooltip("unfit/" + parameter.id, {why});
}

std::string group_of(const viz::Parameter& p) { return p.group.empty() ? "Input" : p.group; }

void draw_group(Controls& c, const std::string& group) {
    heading(c.ui, group, c.width);
    struct Fold {
        std::string word;
        std::vector<std::size_t> controls;
    };
    std::vector<Fold> folds;
    // The list of parameters stays as it is while controls change their values.
    for (std::size_t i = 0; i < c.session.lab().parameters.size(); ++i) {
        if (group_of(c.session.lab().parameters[i]) != group) continue;
        const auto control = control_at(c, i);
        if (!control) continue;
        const std::string word = fold_of(c, c.session.lab().parameters[*control]);
        if (word.empty()) {
            one_control_as_it_is(c, *control);
            continue;
        }
        const auto found =
            std::find_if(folds.begin(), folds.end(), [&](const Fold& f) { return f.word == word; });
        if (found == folds.end())
            folds.push_back({word, {*control}});
        else
            found->controls.push_back(*control);
    }
    // One more of a kind takes no more room than the line.
    for (const Fold& fold : folds)
        if ((fold.word != idle_fold && fold.controls.size() == 1) ||
            fold_line(c, group, fold.word, fold.controls.size()))
            for (const std::size_t i : fold.controls) one_control_as_it_is(c, i);
}

}  // namespace

void draw_controls(Controls& c) {
    settle_standing(c);
    // Groups in the order in which they are first named; a parameter without one belongs to "Input".
    std::vector<std::string> groups;
    const auto& parameters = c.session.lab().parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (control_at(c, i) &&
            std::find(groups.begin(), groups.end(), group_of(parameters[i])) == groups.end())
            groups.push_back(group_of(parameters[i]));
    for (const auto& group : groups) draw_group(c, group);
}

void control_label(Controls& c, const viz::Parameter& parameter, const std::string& right) {
    Ui& ui = c.ui;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float baseline = at.y + ui.px(15);
    ui.text(ImVec2(at.x, baseline), parameter.label, 13, ui.theme().ink);
    if (!parameter.symbol.empty())
        ui.text(ImVec2(at.x + ui.width(parameter.label, 13) + ui.px(10), baseline), parameter.symbol, 13,
                ui.theme().muted);
    if (!right.empty())
        ui.text_right(ImVec2(at.x + c.width, baseline), right, 13, ui.theme().ink, viz::Style::Strong);
    const ImVec2 size(c.width, ui.px(22));
    ImGui::Dummy(size);
    if (ImGui::IsItemHovered() && !parameter.help.empty())
        ui.tooltip("help/" + parameter.id, {parameter.help});
}

namespace {

bool is_automatic(Controls& c, const Spot& spot) {
    return std::holds_alternative<viz::Automatic>(c.session.values()[spot.parameter]);
}

// The values that an edit of this number starts from.
viz::Values before_edit(Controls& c, const Spot& spot) {
    viz::Values values = c.session.values();
    if (is_automatic(c, spot)) values[spot.parameter] = c.session.settled()[spot.parameter];
    return values;
}

}  // namespace

void take_typed(Controls& c, const Spot& spot, const std::string& text) {
    const auto number = viz::parse_number(text);
    if (!number) {
        const viz::Parameter& parameter = c.session.lab().parameters[spot.parameter];
        c.session.refuse(parameter.id + ": " + viz::in_quotes(text) + " is not a number");
        return c.ui.finish_edit(false);
    }
    c.ui.finish_edit(c.session.apply(with_number(c.session.lab(), before_edit(c, spot), spot, *number)));
}

bool word_button(Ui& ui, const std::string& name, const std::string& text, bool enabled) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Item item = ui.item(name, ImVec2(ui.width(text, 12) + ui.px(8), ui.px(22)), enabled);
    const auto& theme = ui.theme();
    const auto colour = !enabled ? faded(theme.muted, 0.45) : item.hovered ? ui.accent() : theme.muted;
    ui.text(ImVec2(at.x + ui.px(4), at.y + ui.px(15)), text, 12, colour);
    return enabled && item.clicked;
}

void number_cell(Controls& c, const std::string& name, const Spot& spot, float width) {
    Ui& ui = c.ui;
    if (ui.editing(name)) {
        if (const auto text = ui.field(width)) take_typed(c, spot, *text);
        return;
    }
    const bool automatic = is_automatic(c, spot);
    const double value = number_at(automatic ? c.session.settled() : c.session.values(), spot);
    const Item item = ui.item(name, ImVec2(width, ui.px(22)));
    auto& list = *ImGui::GetWindowDrawList();
    list.AddLine(ImVec2(item.min.x, item.max.y - ui.px(2)), ImVec2(item.max.x, item.max.y - ui.px(2)),
                 packed(item.hovered ? ui.theme().muted : ui.theme().faint));
    ui.text_right(ImVec2(item.max.x - ui.px(3), item.min.y + ui.px(15)), brief(value, 4), 12,
                  automatic ? ui.theme().muted : ui.theme().ink);
    if (item.clicked) ui.edit(name, viz::shortest(value));
    if (item.right_clicked) c.session.apply(with_default(c.session.lab(), c.session.values(), spot));
    if (!item.focused) return;
    if (const char typed = ui.take_number_start()) ui.edit(name, viz::shortest(value), typed);
    const auto nudge = ui.take_nudge();
    if (const int steps = nudge.x + nudge.y; steps != 0) {
        const double size = std::max(std::abs(value), 1.0) * (nudge.fine ? 0.001 : 0.01);
        c.session.apply(with_number(c.session.lab(), before_edit(c, spot), spot, value + steps * size),
                        nudge.repeat);
    }
}

}  // namespace lossfield::app
