// Which controls stand where, and the lines that open those that are folded away.
#include <algorithm>

#include "app/controls/controls.hpp"
#include "app/ui/heading.hpp"

namespace lossfield::app {
namespace {

bool lists(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool is_on(const Controls& c, const std::string& toggle) {
    return std::get<bool>(c.session.values()[viz::index_of(c.session.lab(), toggle)]);
}

}  // namespace

void settle_standing(Controls& c) {
    std::optional<Standing>& standing = c.state.standing;
    const bool held = c.session.pressed() || !c.state.held.empty();
    if (standing && (held || standing->drawn == c.session.drawn())) return;
    standing.emplace();
    standing->drawn = c.session.drawn();
    standing->hidden = c.figure.hidden;
    standing->jumps = c.figure.jumps;
    // What cannot be used but is on can be switched off, so it stays in sight.
    for (const viz::Parameter& p : c.session.lab().parameters)
        if (!viz::has_effect(c.figure, p.id) && !(p.kind == viz::Kind::Toggle && is_on(c, p.id)))
            standing->idle.push_back(p.id);
    for (const viz::SliderMark& mark : c.figure.slider_marks)
        if (!mark.snap.label.empty()) standing->labelled.push_back(mark.parameter);
}

std::optional<std::size_t> control_at(const Controls& c, std::size_t place) {
    const auto& all = c.session.lab().parameters;
    const Standing& standing = *c.state.standing;
    const viz::Parameter& here = all[place];
    if (lists(standing.hidden, here.id)) return std::nullopt;
    if (!here.toggle.empty()) {
        if (!is_on(c, here.toggle)) return std::nullopt;
        const bool comes_later = viz::index_of(all, here.toggle) < place;
        return comes_later && !lists(standing.idle, here.id) ? std::nullopt : std::optional(place);
    }
    if (here.kind != viz::Kind::Toggle || !is_on(c, here.id)) return place;
    const auto slider = std::find_if(all.begin(), all.end(), [&](const viz::Parameter& p) {
        return p.toggle == here.id && !lists(standing.hidden, p.id) && !lists(standing.idle, p.id);
    });
    if (slider == all.end()) return place;
    const auto other = static_cast<std::size_t>(slider - all.begin());
    return place < other ? std::optional(other) : std::nullopt;
}

std::string fold_of(const Controls& c, const viz::Parameter& parameter) {
    if (!parameter.more.empty() && !is_on(c, parameter.id)) return parameter.more;
    return lists(c.state.standing->idle, parameter.id) ? idle_fold : std::string();
}

bool fold_line(Controls& c, const std::string& group, const std::string& fold, std::size_t count) {
    const std::string name = fold == idle_fold ? "idle/" + group : "more/" + fold;
    const auto opened = std::find(c.state.open_folds.begin(), c.state.open_folds.end(), name);
    const bool open = opened != c.state.open_folds.end();
    const std::string words = std::to_string(count) + " more" + (fold == idle_fold ? "" : " " + fold + "…");
    const bool turned = folding_line(c.ui, name, words, c.width, open);
    if (fold == idle_fold && ImGui::IsItemHovered()) c.ui.tooltip(name, {"without effect as things stand"});
    if (!turned) return open;
    if (open)
        c.state.open_folds.erase(opened);
    else
        c.state.open_folds.push_back(name);
    return !open;
}

}  // namespace lossfield::app
