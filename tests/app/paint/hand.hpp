// A person's hand on a lab, for what shows pictures one after the other.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "tests/contract/situations.hpp"
#include "tests/support/random_values.hpp"
#include "viz/compose/compose.hpp"

namespace lossfield::tests {

using namespace viz;

inline constexpr int most_width = 760, most_height = 520;

// A picture, and beside and above it what a window has there.
struct Scenery {
    DisplayList list;
    double scale = 1;
    int width = most_width, height = most_height;
    Vec2 tip{50, 50};
    double slider = 0.3;
};

// What it does next: mostly the pointer moves on; values, cameras, themes, sizes and steps change.
class Hand {
  public:
    Hand(const Lab& lab, std::uint64_t seed) : lab_(lab), random_(seed), values_(defaults(lab)) { redraw(); }

    void act(Scenery& s) {
        switch (random_.below(12)) {
            case 0:
                if (Values tried = random_values(lab_, random_); accepts(lab_, tried))
                    values_ = std::move(tried);
                break;
            case 1:
            case 2:
                if (Values tried = values_; nudge(tried) && accepts(lab_, tried)) values_ = std::move(tried);
                break;
            case 3:
                turn();
                break;
            case 4:
                finish_ = finish_ == Finish::Draft ? Finish::Screen : Finish::Draft;
                break;
            case 5:
                theme_ = static_cast<ThemeId>(random_.below(3));
                break;
            case 6:
                s.width = most_width - static_cast<int>(random_.below(300));
                s.height = most_height - static_cast<int>(random_.below(200));
                s.scale = random_.below(3) == 0 ? 1.25 : 1;
                break;
            case 7:
                view_.step = static_cast<long long>(random_.below(60));
                break;
            default:  // the pointer moves on
                hover();
                s.tip = {random_.between(0, s.width), random_.between(0, s.height)};
                s.slider = random_.between(0, 1);
        }
        compose_into(s);
    }

    void compose_into(Scenery& s) {
        redraw();
        Page page;
        page.width = std::max(1.0, (s.width - 100) / s.scale);
        page.height = std::max(1.0, s.height / s.scale);
        page.title = lab_.title;
        page.formula = lab_.formula;
        page.live = page.show_handles = true;
        page.finish = finish_;
        Composition made = compose(figure_, view_, page, theme(theme_), fonts());
        s.list = std::move(made.list);
    }

  private:
    bool nudge(Values& values) {
        const std::size_t i = random_.below(values.size());
        auto* number = std::get_if<double>(&values[i]);
        const Parameter& p = lab_.parameters[i];
        if (number == nullptr) return false;
        *number =
            std::clamp(*number + random_.between(-0.02, 0.02) * p.soft.length(), p.hard.low, p.hard.high);
        return true;
    }
    void turn() {
        for (const Panel& p : figure_.panels)
            if (p.kind == PanelKind::Space)
                view_.cameras[p.id] = {random_.between(-180, 180), random_.between(0, 80),
                                       random_.between(0.7, 1.5)};
    }
    void hover() {
        const Panel& p = figure_.panels[random_.below(figure_.panels.size())];
        view_.pointer = Pointer{p.id, random_.between(-2, 2), random_.between(-2, 2)};
    }
    void redraw() {
        if (computed_ != values_) result_ = lab_.compute(values_, Detail::Drag, {}), computed_ = values_;
        figure_ = lab_.draw(values_, result_, view_);
    }

    const Lab& lab_;
    Random random_;
    Values values_;
    std::optional<Values> computed_;
    Result result_;
    View view_;
    Figure figure_;
    ThemeId theme_ = ThemeId::Light;
    Finish finish_ = Finish::Screen;
};

}  // namespace lossfield::tests
