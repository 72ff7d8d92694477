// The group "Time" of a lab whose figure has a playhead.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/controls/controls.hpp"
#include "app/ui/actions.hpp"
#include "app/ui/heading.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {
namespace {

// A number of the window's own, which no undo takes back.
class PlainKnob : public Knob {
  public:
    PlainKnob(Controls& c, std::string name, viz::Interval range, bool whole, double fallback)
        : c_(c), name_(std::move(name)), range_(range), whole_(whole), fallback_(fallback) {}

    void press() override { c_.state.number_before = value(); }
    void drag(double number) override { put(std::clamp(number, range_.low, range_.high)); }
    bool release() override { return value() != c_.state.number_before; }
    void take_back() override { put(c_.state.number_before); }
    void nudge(double number, bool /*repeat*/) override { drag(number); }
    void reset() override { put(fallback_); }
    void type(const std::string& text) override {
        const auto number = viz::parse_number(text);
        const bool fits = number && range_.contains(*number) && (!whole_ || *number == std::floor(*number));
        if (fits)
            put(*number);
        else
            c_.session.refuse(fmt::format("{}: {} is not a {} from {} to {}", name_, viz::in_quotes(text),
                                          whole_ ? "whole number" : "number", viz::shortest(range_.low),
                                          viz::shortest(range_.high)));
        c_.ui.finish_edit(fits);
    }

  protected:
    virtual void put(double number) = 0;

  private:
    Controls& c_;
    std::string name_;
    viz::Interval range_;
    bool whole_;
    double fallback_;
};

class StepKnob : public PlainKnob {
  public:
    StepKnob(Controls& c, const viz::Playhead& playhead)
        : PlainKnob(c, playhead.label, {0, static_cast<double>(playhead.last)}, true,
                    static_cast<double>(playhead.last)),
          view_(c.session.view()),
          playhead_(playhead) {}
    [[nodiscard]] double value() const override { return static_cast<double>(step_shown(view_, playhead_)); }

  protected:
    void put(double number) override { show_step(view_, playhead_, std::llround(number)); }

  private:
    viz::View& view_;
    const viz::Playhead& playhead_;
};

class SpeedKnob : public PlainKnob {
  public:
    SpeedKnob(Controls& c, Player& player)
        : PlainKnob(c, "speed", Player::speeds, false, 1), player_(player) {}
    [[nodiscard]] double value() const override { return player_.speed; }

  protected:
    void put(double number) override { player_.speed = number; }

  private:
    Player& player_;
};

// Signs in a square of 14 logical pixels, as no text font has all of them.
struct Sign {
    ImDrawList& list;
    ImVec2 corner;
    float unit;  // a logical pixel
    ImU32 colour;

    [[nodiscard]] ImVec2 at(double x, double y) const {
        return {corner.x + static_cast<float>(x) * unit, corner.y + static_cast<float>(y) * unit};
    }
    void triangle(double left, double right) const {  // its tip at `right`
        list.AddTriangleFilled(at(left, 2), at(right, 7), at(left, 12), colour);
    }
    void bar(double left, double width) const {
        list.AddRectFilled(at(left, 2), at(left + width, 12), colour);
    }
};

void sign_of(Action action, bool playing, const Sign& sign) {
    switch (action) {
        case Action::FirstStep:
            return sign.bar(2, 1.6), sign.triangle(12, 4.5);
        case Action::StepBack:
            return sign.triangle(9, 2), sign.bar(10.4, 1.6);
        case Action::StepForward:
            return sign.triangle(5, 12), sign.bar(2, 1.6);
        case Action::LastStep:
            return sign.triangle(2, 9.5), sign.bar(10.4, 1.6);
        default:
            if (!playing) return sign.triangle(3, 12);
            return sign.bar(3, 2.8), sign.bar(8.2, 2.8);
    }
}

struct Button {
    const char* name;
    const char* words;
    Action action;
    bool enabled;
};

}  // namespace

std::optional<Action> draw_time(Controls& c, Player& player, const viz::Playhead& playhead) {
    Ui& ui = c.ui;
    heading(ui, "Time", c.width);
    Track track;
    track.soft = {0, static_cast<double>(playhead.last)};
    track.whole = true;
    StepKnob knob(c, playhead);
    slider(c, knob, track,
           {"time/step", playhead.label, fmt::format("of {}", playhead.last), "",
            "which step of the run is shown; nothing is computed anew", false});
    const long long step = step_shown(c.session.view(), playhead);

    const ImVec2 start = ImGui::GetCursorScreenPos();
    const ImVec2 size(ui.px(30), ui.px(26));
    const auto& theme = ui.theme();
    std::optional<Action> asked;
    float x = -ui.px(8);
    for (const Button& button :
         {Button{"time/start", "to the start", Action::FirstStep, step > 0},
          Button{"time/back", "a step back", Action::StepBack, step > 0},
          Button{"time/play", player.playing() ? "pause" : "play", Action::Play, playhead.last > 0},
          Button{"time/forward", "a step forward", Action::StepForward, step < playhead.last},
          Button{"time/end", "to the end", Action::LastStep, step < playhead.last}}) {
        ImGui::SetCursorScreenPos(start + ImVec2(x, 0));
        const Item item = ui.item(button.name, size, button.enabled);
        const auto colour = !button.enabled ? faded(theme.muted, 0.4)
                            : item.hovered  ? ui.accent()
                                            : theme.muted;
        sign_of(
            button.action, player.playing(),
            {*ImGui::GetWindowDrawList(), item.min + ImVec2(ui.px(8), ui.px(6)), ui.scale(), packed(colour)});
        if (item.hovered)
            ui.tooltip(button.name, {fmt::format("{}  ({})", button.words, key_of(button.action))});
        if (button.enabled && item.clicked) asked = button.action;
        x += size.x;
    }
    const float loop = ui.width("loop", 12) + ui.px(8);
    ImGui::SetCursorScreenPos(start + ImVec2(c.width - loop + ui.px(4), 0));
    const Item item = ui.item("time/loop", ImVec2(loop, size.y));
    ui.text(ImVec2(item.min.x + ui.px(4), item.min.y + ui.px(17)), "loop", 12,
            player.loop || item.hovered ? ui.accent() : theme.muted,
            player.loop ? viz::Style::Strong : viz::Style::Regular);
    if (item.hovered) ui.tooltip("time/loop", {player.loop ? "plays over and over" : "stops at the end"});
    if (item.clicked) player.loop = !player.loop;
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy(ImVec2(c.width, size.y + ui.px(4)));

    Track speeds;
    speeds.soft = Player::speeds;
    speeds.spacing = viz::Spacing::Log;
    speeds.snaps = {{1, ""}};
    SpeedKnob speed(c, player);
    slider(c, speed, speeds,
           {"time/speed", "speed", "", "×", "how fast it plays; at 1 a run takes six seconds", false});
    return asked;
}

}  // namespace lossfield::app
