// The balls around c over plane or simplex, with the two lines that meet at b, and the three-point identity as bars.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/fragments/named.hpp"
#include "viz/labs/information/bregman/bregman.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::bregman {
namespace {

const Colour ball_colour{Role::Accent}, second_colour = series(5), ab_colour = series(0),
                                        bc_colour = series(1), product_colour = series(2);

Curve outline(const char* id, std::string label, const Ring& ring, Colour colour, double width, Dash dash) {
    auto curve = named<Curve>(id, std::move(label));
    curve.x = ring.x, curve.y = ring.y;
    curve.colour = colour;
    curve.width = width;
    curve.dash = dash;
    return curve;
}

// The nearest of 1, 2 and 5 times a power of ten.
double round_unit(double v) {
    const double power = std::pow(10.0, std::floor(std::log10(v)));
    double best = power;
    for (const double digit : {2.0, 5.0, 10.0})
        if (std::abs(std::log(digit * power / v)) < std::abs(std::log(best / v))) best = digit * power;
    return best;
}

void add_field(Panel& panel, const Inputs& in, const Computed& r) {
    if (!r.field_finite || !(r.field_top > 0)) return;
    auto contours = named<Contours>("divergence");
    contours.field = r.field;
    // Even steps of the root, as circles of evenly growing radius.
    const double unit = round_unit(r.field_top / std::pow(in.levels + 0.5, 2));
    for (int k = 1; unit * k * k < r.field_top; ++k) contours.levels.exactly.push_back(unit * k * k);
    contours.scale = {.low = 0, .high = r.field_top, .reversed = true};
    if (r.phi.generator == math::Generator::ItakuraSaito ||
        (r.phi.generator == math::Generator::NegativeEntropy && in.field == "of-second"))
        contours.interpolation = Interpolation::NegativeExponential;
    contours.line_colour = {Role::Ink, 0, 0.3};
    panel.add(std::move(contours));
}

void add_points(Panel& panel, const Inputs& in) {
    auto points = named<PointSet>("points");
    points.size = 9;
    points.colours = {{Role::Ink}};
    for (const char name : {'a', 'b', 'c'}) {
        const math::PlanePoint at = place(in, in.point(name));
        points.x.push_back(at.x);
        points.y.push_back(at.y);
        points.texts.push_back(fmt::format("${}$", name));
        Handle handle{std::string(1, name), fmt::format("point {}", name), at.x, at.y, {}, {Role::Ink}};
        if (in.simplex())
            handle.move = MoveProbabilities{fmt::format("share-{}", name), {0, 1, 2}};
        else
            handle.move = MovePair{std::string(1, name), 0, 1};
        panel.add(std::move(handle));
    }
    panel.add(std::move(points));
}

// A number on its bar, or that there is none.
std::string told(double v) {
    if (std::isnan(v)) return "undefined";
    return std::isfinite(v) ? readable(v, 3) : v > 0 ? "∞" : "−∞";
}

}  // namespace

Panel balls_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "balls", .cell = {0, 1, 2, 1}};
    panel.title = std::isfinite(r.ac)
                      ? fmt::format("as far from $c$ as $a$: $r = D(a, c)$ = {}", readable(r.ac, 3))
                      : "$D(a, c)$ is infinite";
    if (in.simplex()) {
        panel.kind = PanelKind::Simplex;
        panel.corners = {{"class 1", series(0)}, {"class 2", series(1)}, {"class 3", series(2)}};
    } else {
        panel.x = {"$x_1$"}, panel.y = {"$x_2$"};
        panel.x.range = panel.y.range = Interval{0, domain_end};
        panel.equal_aspect = true;
    }
    add_field(panel, in, r);
    if (!r.ball_first.x.empty()) {
        panel.add(Polygon{.id = "ball-fill",
                          .x = {r.ball_first.x},
                          .y = {r.ball_first.y},
                          .fill = {Role::Accent, 0, 0.14},
                          .stroke = {Role::Accent, 0, 0}});
        panel.add(outline("ball-first", "$D(x, c) = r$", r.ball_first, ball_colour, 2.6, Dash::Solid));
        panel.add(outline("ball-second", "$D(c, x) = r$", r.ball_second, second_colour, 2.2, Dash::Dashed));
    }
    const math::PlanePoint a = place(in, in.point('a')), b = place(in, in.point('b'));
    panel.add(outline("ab", "$ab$ straight", {{a.x, b.x}, {a.y, b.y}}, ab_colour, 2.4, Dash::Solid));
    if (!r.dual.x.empty())
        panel.add(outline("bc", "$bc$ straight in $∇φ$", r.dual, bc_colour, 2.4, Dash::Solid));
    add_points(panel, in);
    return panel;
}

Panel identity_panel(const Computed& r) {
    Panel panel{.id = "identity",
                .title = "three points: what lies between the sum and the whole",
                .cell = {2, 1, 1, 1}};
    panel.y.range = Interval{-0.5, 2.5};
    panel.y.visible = false;
    const auto piece = [&](const char* id, const char* label, double row, double from, double to,
                           Colour colour, double value) {
        panel.add(Bars{.id = id,
                       .label = label,
                       .position = {row},
                       .base = {from},
                       .value = {to},
                       .colours = {colour},
                       .width = 0.72,
                       .lying = true,
                       .texts = {told(value)}});
    };
    const double sum = r.ab + r.bc;
    const double longest = std::max({std::isfinite(r.ac) ? r.ac : 0, std::isfinite(sum) ? sum : 0, 0.0});
    const double end = longest > 0 ? longest : 1;
    panel.x.range = Interval{-0.03 * end, 1.08 * end};  // room for the zero's own label
    if (adds_up(r)) {
        piece("whole", "$D(a, c)$", 2, 0, r.ac, ball_colour, r.ac);
        piece("first", "$D(a, b)$", 1, 0, r.ab, ab_colour, r.ab);
        piece("second", "$D(b, c)$", 1, r.ab, sum, bc_colour, r.bc);
        piece("product", "$⟨∇φ(b) - ∇φ(c), a - b⟩$", 0, sum, r.ac, product_colour, r.product);
        auto ends = named<Curve>("ends");
        constexpr double gap = std::numeric_limits<double>::quiet_NaN();
        ends.x = {r.ac, r.ac, gap, sum, sum};
        ends.y = {2, -0.3, gap, 1, -0.3};
        ends.colour = {Role::Muted};
        ends.width = 1;
        ends.dash = Dash::Dotted;
        panel.add(std::move(ends));
    } else {
        const auto say = [&](const char* id, double row, const std::string& text) {
            panel.add(TextMark{.id = id,
                               .x = 0,
                               .y = row,
                               .text = "  " + text,
                               .anchor = Anchor::Left,
                               .colour = {Role::Warning}});
        };
        say("whole", 2, "$D(a, c)$ = " + told(r.ac));
        say("first", 1, "$D(a, b) + D(b, c)$ = " + told(r.ab) + " + " + told(r.bc));
        say("product", 0, "$⟨∇φ(b) - ∇φ(c), a - b⟩$ = " + told(r.product));
    }
    return panel;
}

}  // namespace lossfield::viz::bregman
