// A slider with marks of theory on its track.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/controls/controls.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::app {
namespace {

struct Rail {
    float left, right, y;
    [[nodiscard]] float x(double position) const {
        return left + (right - left) * static_cast<float>(position);
    }
    [[nodiscard]] double position(float at) const { return (at - left) / (right - left); }
    [[nodiscard]] double pixel() const { return 1.0 / std::max(1.0F, right - left); }
};

void draw_rail(Ui& ui, const Rail& rail, const Track& track, double value, bool hot) {
    auto& list = *ImGui::GetWindowDrawList();
    const auto& theme = ui.theme();
    const float half = ui.px(3) / 2, radius = ui.px(hot ? 7 : 6);
    const bool inside = value >= track.soft.low - 1e-12 * track.soft.length() || value == 0;
    const float knob = rail.x(track.position(value));
    const bool centred = track.spacing == viz::Spacing::Linear && track.soft.low < 0 && track.soft.high > 0;
    const float from = centred ? rail.x(track.position(0)) : rail.left;
    list.AddRectFilled(ImVec2(rail.left, rail.y - half), ImVec2(rail.right, rail.y + half),
                       packed(theme.faint), half);
    list.AddRectFilled(ImVec2(std::min(from, knob), rail.y - half),
                       ImVec2(std::max(from, knob), rail.y + half), packed(ui.accent()), half);
    for (const auto& snap : track.snaps) {
        if (snap.at < track.soft.low || snap.at > track.soft.high) continue;
        const float x = std::round(rail.x(track.position(snap.at)));
        const auto colour = packed(snap.limit ? theme.warning : theme.muted);
        list.AddRectFilled(ImVec2(x, rail.y - ui.px(6)),
                           ImVec2(x + std::max(1.0F, ui.px(1)), rail.y + ui.px(6)), colour);
    }
    const bool beyond = !inside || value > track.soft.high;
    list.AddCircleFilled(ImVec2(knob, rail.y), radius, packed(beyond ? theme.warning : ui.accent()), 0);
    list.AddCircleFilled(ImVec2(knob, rail.y), radius - ui.px(2), packed(theme.ground), 0);
}

// Labels under the marks, left out where they would meet.
void draw_mark_labels(Ui& ui, const Rail& rail, const Track& track) {
    float taken = -1e9F;
    std::vector<const viz::Snap*> sorted;
    for (const auto& snap : track.snaps)
        if (!snap.label.empty() && snap.at >= track.soft.low && snap.at <= track.soft.high)
            sorted.push_back(&snap);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->at < b->at; });
    for (const auto* snap : sorted) {
        const float width = ui.width(snap->label, 9.5);
        const float x = std::clamp(rail.x(track.position(snap->at)) - width / 2, rail.left - ui.px(6),
                                   std::max(rail.left, rail.right + ui.px(6) - width));
        if (x < taken) continue;
        ui.text(ImVec2(x, rail.y + ui.px(17)), snap->label, 9.5,
                snap->limit ? ui.theme().warning : ui.theme().muted);
        taken = x + width + ui.px(6);
    }
}

// A number among a lab's values.
class SpotKnob : public Knob {
  public:
    SpotKnob(Controls& c, const Spot& spot) : c_(c), spot_(spot) {}

    [[nodiscard]] double value() const override { return number_at(c_.session.values(), spot_); }
    void press() override {
        c_.session.press();
        c_.state.touched = spot_;
        c_.state.before = c_.session.values();
    }
    void drag(double number) override {
        c_.session.change(with_number(c_.session.lab(), c_.state.before, spot_, number));
    }
    bool release() override { return c_.session.release(); }
    void take_back() override { c_.session.forget_step(); }
    void nudge(double number, bool repeat) override {
        c_.state.touched = spot_;
        c_.session.apply(with_number(c_.session.lab(), c_.session.values(), spot_, number), repeat);
    }
    void type(const std::string& text) override { take_typed(c_, spot_, text); }
    void reset() override { c_.session.apply(with_default(c_.session.lab(), c_.session.values(), spot_)); }

  private:
    Controls& c_;
    Spot spot_;
};

void follow_pointer(Controls& c, Knob& knob, const Track& track, const Rail& rail) {
    const float pointer = ImGui::GetIO().MousePos.x;
    double next;
    if (c.ui.input().shift()) {
        const double step = ImGui::GetIO().MouseDelta.x * rail.pixel() / 10;
        if (step == 0) return;
        next = track.value(track.position(knob.value()) + step, rail.pixel() / 10);
        c.state.grip = rail.position(pointer) - track.position(next);
    } else {
        const double at = std::clamp(rail.position(pointer) - c.state.grip, 0.0, 1.0);
        const viz::Snap* snap = track.near(at, 4 * rail.pixel() * c.ui.scale());
        next = snap != nullptr ? snap->at : track.value(at, rail.pixel());
    }
    knob.drag(next);
}

void act(Controls& c, Knob& knob, const Track& track, const Rail& rail, const SliderLook& look,
         const Item& item) {
    Ui& ui = c.ui;
    if (item.pressed && item.double_clicked) {
        if (c.state.last_click_changed) knob.take_back();
        c.state.held.clear();
        return ui.edit(look.name, viz::shortest(knob.value()));
    }
    if (item.pressed) {
        knob.press();
        c.state.held = look.name;
        // A press on the knob takes it where it is; one beside it calls it over.
        const double off = rail.position(ImGui::GetIO().MousePos.x) - track.position(knob.value());
        c.state.grip = std::abs(off) <= ui.px(8) * rail.pixel() ? off : 0;
        if (c.state.grip == 0) follow_pointer(c, knob, track, rail);
    } else if (item.held && c.state.held == look.name && ImGui::GetIO().MouseDelta.x != 0) {
        follow_pointer(c, knob, track, rail);
    }
    if (item.released && c.state.held == look.name) {
        c.state.last_click_changed = knob.release();
        c.state.held.clear();
    }
    if (item.right_clicked) knob.reset();
    if (!item.focused) return;
    if (const char typed = ui.take_number_start()) ui.edit(look.name, viz::shortest(knob.value()), typed);
    const auto nudge = ui.take_nudge();
    if (const int steps = nudge.x + nudge.y; steps != 0)
        knob.nudge(track.nudged(knob.value(), steps * (nudge.fine ? 0.001 : 0.01)), nudge.repeat);
}

}  // namespace

void slider(Controls& c, const Spot& spot, const Track& track, const SliderLook& look) {
    SpotKnob knob(c, spot);
    slider(c, knob, track, look);
}

void slider(Controls& c, Knob& knob, const Track& track, const SliderLook& look) {
    Ui& ui = c.ui;
    const bool labelled =
        !look.compact && look.tall.value_or(std::any_of(track.snaps.begin(), track.snaps.end(),
                                                        [](const viz::Snap& s) { return !s.label.empty(); }));
    const float height = ui.px(look.compact ? 24 : labelled ? 52 : 42);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    if (ui.editing(look.name)) {
        ui.text(ImVec2(corner.x, corner.y + ui.px(15)), look.compact ? look.symbol : look.label, 13,
                ui.theme().ink);
        const float field = ui.px(110);
        ImGui::SetCursorScreenPos(ImVec2(corner.x + c.width - field, corner.y));
        if (const auto text = ui.field(field)) knob.type(*text);
        ImGui::SetCursorScreenPos(corner);
        return ImGui::Dummy(ImVec2(c.width, height));
    }
    const float symbol_width = ui.px(30), value_width = ui.px(52);
    const Rail rail = look.compact
                          ? Rail{corner.x + symbol_width + ui.px(8),
                                 corner.x + c.width - value_width - ui.px(8), corner.y + ui.px(12)}
                          : Rail{corner.x + ui.px(6), corner.x + c.width - ui.px(6), corner.y + ui.px(29)};
    const Item item = ui.item(look.name, ImVec2(c.width, height));
    act(c, knob, track, rail, look, item);
    const double value = knob.value();

    const float baseline = corner.y + ui.px(look.compact ? 16 : 15);
    const auto& theme = ui.theme();
    const std::string shown = track.text(value) + (look.unit.empty() ? "" : " " + look.unit);
    if (look.compact) {
        ui.text(ImVec2(corner.x + ui.px(4), baseline), look.symbol, 13, theme.muted);
    } else {
        const float end = corner.x + c.width - ui.width(shown, 13, viz::Style::Strong) - ui.px(8);
        const float start = corner.x + look.lead;
        const std::string label = ui.fitted(look.label, 13, end - start);
        ui.text(ImVec2(start, baseline), label, 13, theme.ink);
        const float symbol = std::max(start + ui.width(label, 13) + ui.px(10), corner.x + c.width * 0.5F);
        if (symbol + ui.width(look.symbol, 13) <= end)
            ui.text(ImVec2(symbol, baseline), look.symbol, 13, theme.muted);
    }
    ui.text_right(ImVec2(corner.x + c.width, baseline), shown, look.compact ? 12 : 13, theme.ink,
                  viz::Style::Strong);
    draw_rail(ui, rail, track, value, item.hovered || item.held);
    if (labelled) draw_mark_labels(ui, rail, track);
    if (item.hovered && !item.held && !look.help.empty()) ui.tooltip(look.name, {look.help});
}

}  // namespace lossfield::app
