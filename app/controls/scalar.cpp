// Controls for one number, a yes or no, a choice and a text.
#include <algorithm>

#include "app/controls/controls.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::app {
namespace {

constexpr double box_lead = 24;  // from the left of a toggle's box to its words

// A box with a tick, and words beside it in `width` pixels; a click turns it.
void toggle_box(Controls& c, std::size_t i, float width, const std::string& words) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    Ui& ui = c.ui;
    const bool on = std::get<bool>(c.session.values()[i]);
    const Item item = ui.item("toggle/" + parameter.id, ImVec2(width, ui.px(26)));
    auto& list = *ImGui::GetWindowDrawList();
    const ImVec2 min(item.min.x, item.min.y + ui.px(5)), max = min + ImVec2(ui.px(15), ui.px(15));
    const auto& theme = ui.theme();
    if (on) {
        list.AddRectFilled(min, max, packed(ui.accent()), ui.px(3));
        const ImVec2 tick[] = {min + ImVec2(ui.px(3.5), ui.px(8)), min + ImVec2(ui.px(6.3), ui.px(10.8)),
                               min + ImVec2(ui.px(11.5), ui.px(4.8))};
        for (int k = 0; k < 2; ++k) list.AddLine(tick[k], tick[k + 1], packed(theme.ground), ui.px(1.6));
    } else {
        list.AddRectFilled(min, max, packed(theme.ground), ui.px(3));
        list.AddRect(min, max, packed(item.hovered ? ui.accent() : faded(theme.muted, 0.6)), ui.px(3));
    }
    ui.text(ImVec2(min.x + ui.px(box_lead), item.min.y + ui.px(17)), words, 13, on ? theme.ink : theme.muted);
    const std::string why = viz::why_unfit(c.figure, parameter.id);
    const std::string& told = why.empty() ? parameter.help : why;
    if (item.hovered && !told.empty()) ui.tooltip(parameter.id, {told});
    const viz::Value next = item.right_clicked ? parameter.fallback : viz::Value(!on);
    if (item.clicked || item.right_clicked)
        c.session.apply(viz::with_settings(c.session.lab(), c.session.values(), {{parameter.id, next}}));
}

void choice_control(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    Ui& ui = c.ui;
    std::vector<std::string> words, unfit;
    std::size_t chosen = 0;
    float widest = 0;
    for (std::size_t k = 0; k < parameter.options.size(); ++k) {
        const auto& option = parameter.options[k];
        words.push_back(option.label.empty() ? option.id : option.label);
        unfit.push_back(viz::why_unfit(c.figure, parameter.id, option.id));
        widest = std::max(widest, ui.width(words.back(), 13));
        if (option.id == std::get<std::string>(c.session.values()[i])) chosen = k;
    }
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float label = ui.width(parameter.label, 13) + ui.px(12);
    const float wanted = std::max(widest + ui.px(34), ui.px(110));
    const bool beside = label + wanted <= c.width;
    const float box = beside ? std::max(wanted, std::min(c.width * 0.52F, c.width - label)) : c.width;
    ui.text(ImVec2(at.x, at.y + ui.px(beside ? 18 : 15)), parameter.label, 13, ui.theme().ink);
    ImGui::SetCursorScreenPos(ImVec2(at.x + c.width - box, at.y + ui.px(beside ? 1 : 22)));
    const auto picked = choice_box(ui, "choice/" + parameter.id, words, chosen, box, unfit);
    const std::string& said = unfit[chosen].empty() ? parameter.help : unfit[chosen];
    if (ImGui::IsItemHovered() && !said.empty()) ui.tooltip(parameter.id, {said});
    const bool reset = ImGui::IsItemHovered() && ImGui::IsMouseClicked(1);
    const viz::Value next = picked && !reset ? viz::Value(parameter.options[*picked].id) : parameter.fallback;
    if (picked || reset)
        c.session.apply(viz::with_settings(c.session.lab(), c.session.values(), {{parameter.id, next}}));
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(c.width, ui.px(beside ? 32 : 54)));
}

void text_control(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    Ui& ui = c.ui;
    const std::string name = "text/" + parameter.id;
    const std::string& now = std::get<std::string>(c.session.values()[i]);
    control_label(c, parameter);
    if (ui.editing(name)) {
        if (const auto text = ui.field(c.width)) {
            viz::Values values = c.session.values();
            values[i] = *text;
            ui.finish_edit(c.session.apply(std::move(values)));
        }
        return ImGui::Dummy(ImVec2(c.width, ui.px(4)));
    }
    const Item item = ui.item(name, ImVec2(c.width, ui.px(26)));
    auto& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(item.min, item.max, packed(ui.theme().ground), ui.px(4));
    list.AddRect(item.min, item.max, packed(item.hovered ? ui.theme().muted : ui.theme().faint), ui.px(4));
    ui.text(ImVec2(item.min.x + ui.px(8), item.min.y + ui.px(17.5)),
            now.empty() ? "none" : ui.fitted(now, 13, c.width - ui.px(16)), 13,
            now.empty() ? faded(ui.theme().muted, 0.6) : ui.theme().ink);
    if (item.hovered && !parameter.help.empty()) ui.tooltip(parameter.id, {parameter.help});
    if (item.clicked) ui.edit(name, now);
    if (item.right_clicked) {
        viz::Values values = c.session.values();
        values[i] = parameter.fallback;
        c.session.apply(std::move(values));
    }
    ImGui::Dummy(ImVec2(c.width, ui.px(4)));
}

}  // namespace

void scalar_control(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    if (parameter.kind == viz::Kind::Toggle) return toggle_box(c, i, c.width, parameter.label);
    if (parameter.kind == viz::Kind::Choice) return choice_control(c, i);
    if (parameter.kind == viz::Kind::Text) return text_control(c, i);
    Track track = track_of(parameter);
    const std::vector<std::string>& labelled = c.state.standing->labelled;
    const auto has_label = [](const viz::Snap& s) { return !s.label.empty(); };
    SliderLook look{"slider/" + parameter.id, parameter.label, parameter.symbol, parameter.unit,
                    parameter.help};
    look.tall = std::any_of(track.snaps.begin(), track.snaps.end(), has_label) ||
                std::find(labelled.begin(), labelled.end(), parameter.id) != labelled.end();
    for (const auto& mark : c.figure.slider_marks)
        if (mark.parameter == parameter.id) track.snaps.push_back(mark.snap);
    if (parameter.toggle.empty()) return slider(c, {i, 0}, track, look);
    // Its label is the toggle's: a click on it there, a press on the track or the number here.
    Ui& ui = c.ui;
    look.lead = ui.px(box_lead);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(ImVec2(at.x, at.y - ui.px(2)));
    if (!ui.editing(look.name))
        toggle_box(c, viz::index_of(c.session.lab(), parameter.toggle),
                   std::min(look.lead + ui.width(parameter.label, 13), c.width * 0.8F), "");
    ImGui::SetCursorScreenPos(at);
    slider(c, {i, 0}, track, look);
}

std::optional<std::size_t> choice_box(Ui& ui, const std::string& name, const std::vector<std::string>& words,
                                      std::size_t chosen, float width,
                                      const std::vector<std::string>& unfit) {
    const auto& theme = ui.theme();
    const auto is_fit = [&](std::size_t k) { return k >= unfit.size() || unfit[k].empty(); };
    const Item item = ui.item(name, ImVec2(width, ui.px(26)));
    auto& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(item.min, item.max, packed(theme.ground), ui.px(4));
    list.AddRect(item.min, item.max, packed(item.hovered ? theme.muted : theme.faint), ui.px(4));
    const std::string& word = chosen < words.size() ? words[chosen] : name;
    ui.text(ImVec2(item.min.x + ui.px(9), item.min.y + ui.px(17.5)), ui.fitted(word, 13, width - ui.px(30)),
            13, is_fit(chosen) ? theme.ink : faded(theme.muted, 0.6));
    const ImVec2 tip(item.max.x - ui.px(13), item.min.y + ui.px(15.5));
    list.AddLine(tip, tip + ImVec2(-ui.px(3.5), -ui.px(4)), packed(theme.muted), ui.px(1.2));
    list.AddLine(tip, tip + ImVec2(ui.px(3.5), -ui.px(4)), packed(theme.muted), ui.px(1.2));

    std::optional<std::size_t> picked;
    if (item.focused) {
        const auto nudge = ui.take_nudge();
        const int step = nudge.x - nudge.y;
        // To the next one that can be chosen.
        for (std::size_t k = chosen; step > 0 && !picked && ++k < words.size();)
            if (is_fit(k)) picked = k;
        for (std::size_t k = chosen; step < 0 && !picked && k-- > 0;)
            if (is_fit(k)) picked = k;
    }
    if (item.clicked) ImGui::OpenPopup(name.c_str());
    ImGui::SetNextWindowPos(ImVec2(item.min.x, item.max.y + ui.px(2)));
    if (ImGui::BeginPopup(name.c_str())) {
        for (std::size_t k = 0; k < words.size(); ++k) {
            const Item row =
                ui.item(name + "/" + std::to_string(k + 1), ImVec2(width - ui.px(8), ui.px(24)), false);
            const bool fit = is_fit(k);
            if ((row.hovered && fit) || k == chosen)
                ImGui::GetWindowDrawList()->AddRectFilled(row.min, row.max, packed(theme.selected), ui.px(3));
            ui.text(ImVec2(row.min.x + ui.px(7), row.min.y + ui.px(16.5)), words[k], 13,
                    !fit          ? faded(theme.muted, 0.5)
                    : k == chosen ? ui.accent()
                                  : theme.ink);
            if (row.hovered && !fit) ui.tooltip(name + "/" + std::to_string(k + 1), {unfit[k]});
            if (row.clicked && fit) {
                picked = k;
                ImGui::CloseCurrentPopup();
            }
        }
        ImGui::EndPopup();
    }
    return picked && *picked != chosen ? picked : std::nullopt;
}

}  // namespace lossfield::app
