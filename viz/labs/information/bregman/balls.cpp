// The balls around c over plane or simplex, with the two lines that meet at b, and the three-point identity as bars.
#include "viz/labs/information/bregman/bregman.hpp"

namespace lossfield::viz::bregman {
namespace {

const Colour ball_colour{Role::Accent}, ab_colour = series(0), bc_colour = series(1);

// The nearest of 1, 2 and 5 times a power of ten.
double round_unit(double v) {
    const double power = std::pow(10.0, std::floor(std::log10(v)));
    double best = power;
    for (const double digit : {2.0, 5.0, 10.0})
        if (std::abs(std::log(digit * power / v)) < std::abs(std::log(best / v))) best = digit * power;
    return best;
}

void add_field(Panel& panel, const Inputs& in, const Computed& r) {
    if (!(r.field_top > 0)) return;
    panel.colour_bar =
        ColourBar{.label = in.field == Contoured::OfSecond ? "$D(c, x)$" : "$D(x, c)$", .mark = "divergence"};
    Contours contours{.id = "divergence",
                      .field = r.field,
                      .scale = {.low = 0, .high = r.field_top},
                      .line_colour = {Role::Ink, 0, 0.3}};
    // Even steps of the root, as circles of evenly growing radius.
    const double unit = round_unit(r.field_top / std::pow(in.levels + 0.5, 2));
    for (int k = 1; unit * k * k < r.field_top; ++k) contours.levels.exactly.push_back(unit * k * k);
    if (in.generator == math::Generator::ItakuraSaito ||
        (in.generator == math::Generator::NegativeEntropy && in.field == Contoured::OfSecond))
        contours.interpolation = Interpolation::NegativeExponential;
    panel.add(std::move(contours));
}

void add_points(Panel& panel, const Inputs& in) {
    PointSet points{.id = "points", .colours = {{Role::Ink}}, .size = 9};
    for (const char letter : {'a', 'b', 'c'}) {
        const std::string name(1, letter);
        const math::PlanePoint at = place(in, in.point(letter));
        points.x.push_back(at.x), points.y.push_back(at.y);
        points.texts.push_back("$" + name + "$");
        const Move move =
            in.simplex() ? Move(MoveProbabilities{"share-" + name, {0, 1, 2}}) : MovePair{name, 0, 1};
        panel.add(handle_at(name, "point " + name, at, move, {Role::Ink}));
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
    Panel panel{.id = "balls", .title = "$D(a, c)$ is infinite", .cell = {0, 1, 2, 1}};
    if (radius_is_finite(r))
        panel.title = fmt::format("as far from $c$ as $a$: $r = D(a, c)$ = {}", readable(r.d.ac, 3));
    if (in.simplex()) {
        panel.kind = PanelKind::Simplex;
        panel.corners = {{"class 1", series(0)}, {"class 2", series(1)}, {"class 3", series(2)}};
    } else {
        panel.x = {.label = "$x_1$", .range = Interval{0, domain_end}};
        panel.y = {.label = "$x_2$", .range = Interval{0, domain_end}};
        panel.equal_aspect = true;
    }
    add_field(panel, in, r);
    if (!r.ball_first.x.empty()) {
        const math::PlaneCurve &first = r.ball_first, &second = r.ball_second;
        Polygon disc{.id = "ball-fill", .x = {first.x}, .y = {first.y}, .fill = {Role::Accent, 0, 0.14}};
        disc.stroke = {Role::Accent, 0, 0};
        panel.add(std::move(disc));
        panel.add(curve("ball-first", "$D(x, c) = r$", first.x, first.y, ball_colour, 2.6));
        panel.add(curve("ball-second", "$D(c, x) = r$", second.x, second.y, series(5), 2.2, Dash::Dashed));
    }
    const math::PlanePoint a = place(in, in.point('a')), b = place(in, in.point('b'));
    panel.add(curve("ab", "$ab$ straight", {a.x, b.x}, {a.y, b.y}, ab_colour, 2.4));
    if (!r.dual.x.empty())
        panel.add(curve("bc", "$bc$ straight in $∇φ$", r.dual.x, r.dual.y, bc_colour, 2.4));
    add_points(panel, in);
    return panel;
}

Panel identity_panel(const Computed& r) {
    Panel panel{.id = "identity", .title = "three points: what lies between the sum and the whole"};
    panel.cell = {2, 1, 1, 1};
    panel.y = {.range = Interval{-0.5, 2.5}, .visible = false};
    const auto& [ac, ab, bc, product] = r.d;
    const double sum = ab + bc;
    const double longest = std::max({std::isfinite(ac) ? ac : 0, std::isfinite(sum) ? sum : 0, 0.0});
    const double end = longest > 0 ? longest : 1;
    panel.x.range = Interval{-0.03 * end, 1.08 * end};  // room for the zero's own label
    if (!adds_up(r)) {
        const auto say = [&](const char* id, double row, std::string text) {
            panel.add(words_at(id, {0, row}, "  " + std::move(text), Anchor::Left, {Role::Warning}));
        };
        say("whole", 2, "$D(a, c)$ = " + told(ac));
        say("first", 1, fmt::format("$D(a, b) + D(b, c)$ = {} + {}", told(ab), told(bc)));
        say("product", 0, "$⟨∇φ(b) - ∇φ(c), a - b⟩$ = " + told(product));
        return panel;
    }
    const auto piece = [&](const char* id, const char* label, double row, double from, double to,
                           Colour colour, double value) {
        Bars bar{.id = id, .label = label, .position = {row}, .base = {from}, .value = {to}};
        bar.colours = {colour}, bar.width = 0.72, bar.lying = true, bar.texts = {told(value)};
        panel.add(std::move(bar));
    };
    piece("whole", "$D(a, c)$", 2, 0, ac, ball_colour, ac);
    piece("first", "$D(a, b)$", 1, 0, ab, ab_colour, ab);
    piece("second", "$D(b, c)$", 1, ab, sum, bc_colour, bc);
    piece("product", "$⟨∇φ(b) - ∇φ(c), a - b⟩$", 0, sum, ac, series(2), product);
    panel.add(
        curve("ends", "", {ac, ac, nan, sum, sum}, {2, -0.3, nan, 1, -0.3}, {Role::Muted}, 1, Dash::Dotted));
    return panel;
}

}  // namespace lossfield::viz::bregman
