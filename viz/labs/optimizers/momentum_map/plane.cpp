// The plane of rate and momentum, coloured by the contraction of the slowest mode: where roots turn complex, where steps
// diverge, which choice is best.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/labs/optimizers/momentum_map/momentum_map.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::momentum_map {
namespace {

constexpr int curve_samples = 160;

// Multiples of 1/L, so that they stand still while L changes.
Ticks rate_ticks(const Inputs& in, const Computed& r) {
    Ticks ticks{{0, "0"}};
    for (double k = r.unit; k / in.largest <= r.end * (1 + 1e-9); k += r.unit)
        ticks.push_back({k / in.largest, fmt::format("{}/$L$", brief(k, 3))});
    return ticks;
}

// Where the mode of h has a double root. Heavy ball: momentum s^2 at the rate (1 + s)^2 / h, s from -1 to 1, one curve that
// touches the axis; Nesterov: down along ((1 - b)/(1 + b))^2 / h and up again at 1/h.
Curve critical_curve(const Computed& r, double h, const char* id, const char* label, int colour) {
    auto curve = named<Curve>(id, label);
    for (int i = -curve_samples; i <= curve_samples; ++i) {
        const double s = static_cast<double>(i) / curve_samples;
        const bool heavy = r.method == math::MomentumMethod::HeavyBall;
        const double b = heavy ? s * s : std::abs(s);
        const math::ComplexRange range = math::complex_range(r.method, b);
        curve.x.push_back((s < 0 ? range.low : range.high) / h);
        curve.y.push_back(b);
    }
    curve.colour = series(colour);
    curve.width = 1.8;
    curve.dash = Dash::Dashed;
    return curve;
}

TextMark words(const char* id, double x, double y, const char* text, Anchor anchor) {
    auto mark = named<TextMark>(id);
    mark.x = x, mark.y = y;
    mark.text = text;
    mark.anchor = anchor;
    mark.optional = true;
    return mark;
}

// Right of the place, or left of it where the plane ends soon.
TextMark beside(const char* id, const Computed& r, double rate, double momentum, const char* text) {
    const bool right = rate < 0.6 * r.end;
    return words(id, rate + (right ? 0.025 : -0.025) * r.end, momentum, text,
                 right ? Anchor::Left : Anchor::Right);
}

void add_divergence(Panel& panel, const Inputs& in, const Computed& r) {
    Vector x, y;
    auto limit = named<Curve>("limit", "limit of the rate");
    for (int i = 0; i <= curve_samples; ++i) {
        const double b = static_cast<double>(i) / curve_samples;
        limit.x.push_back(math::rate_limit(r.method, b, in.largest));
        limit.y.push_back(b);
    }
    x = limit.x, y = limit.y;
    x.push_back(r.end), y.push_back(1);
    x.push_back(r.end), y.push_back(0);
    for (const bool tint : {false, true}) {
        panel.add(Polygon{.id = tint ? "divergence" : "divergence-ground",
                          .x = {x},
                          .y = {y},
                          .fill = tint ? Colour{Role::Warning, 0, 0.16} : Colour{Role::Ground},
                          .stroke = {Role::Ground, 0, 0},
                          .width = 0});
    }
    limit.colour = {Role::Warning};
    limit.width = 2.2;
    panel.add(std::move(limit));
}

bool swing_at(const Computed& r, double rate, double momentum) {
    const math::ComplexRange range = math::complex_range(r.method, momentum);
    return range.low < rate * r.spectrum.mu && rate * r.spectrum.largest < range.high;
}

bool creeps_at(const Computed& r, double rate, double momentum) {
    return rate * r.spectrum.mu < math::complex_range(r.method, momentum).low &&
           rate < math::rate_limit(r.method, momentum, r.spectrum.largest);
}

void add_names(Panel& panel, const Inputs& in, const Computed& r) {
    constexpr double height = 0.12;
    TextMark word = words("diverges", 0.5 * (math::rate_limit(r.method, height, in.largest) + r.end), height,
                          "diverges", Anchor::Centre);
    word.colour = {Role::Warning};
    panel.add(std::move(word));
    if (std::hypot((r.best.rate - r.best_descent.rate) / r.end, r.best.momentum) > 0.1)
        panel.add(beside("best-descent-name", r, r.best_descent.rate, 0.03, "best at $β$ = 0"));
    if (swing_at(r, 0.5 * r.end, 0.93))
        panel.add(words("swinging", 0.5 * r.end, 0.93, "every mode swings", Anchor::Centre));
    if (creeps_at(r, 0.33 * r.end, 0.3))
        panel.add(words("creeping", 0.33 * r.end, 0.3, "the flattest mode creeps", Anchor::Centre));
}

PointSet place(const char* id, double x, double y, PointShape shape, double size, Colour colour) {
    auto point = named<PointSet>(id);
    point.x = {x}, point.y = {y};
    point.shape = shape;
    point.size = size;
    point.colours = {colour};
    return point;
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map", .title = "contraction $ρ$ per step", .cell = {0, 0, 2, 1}};
    panel.x.label = "rate $η$", panel.y.label = "momentum $β$";
    panel.x.range = Interval{0, r.end}, panel.y.range = Interval{0, 1};
    panel.x.ticks = rate_ticks(in, r);
    auto field = named<Contours>("contraction");
    field.field = r.field;
    field.levels.exactly = r.levels;
    field.scale.low = r.best.contraction, field.scale.high = 1;
    panel.colour_bar = ColourBar{.label = "$ρ$", .scale = field.scale};
    panel.add(std::move(field));
    add_divergence(panel, in, r);
    panel.add(critical_curve(r, in.mu, "critical-mu", "double root of $μ$", r.modes[0].colour));
    panel.add(critical_curve(r, in.largest, "critical-largest", "double root of $L$", r.modes[2].colour));
    panel.add(place("best-descent", r.best_descent.rate, 0, PointShape::Square, 8, {Role::Ink}));
    add_names(panel, in, r);
    panel.add(place("optimum", r.best.rate, r.best.momentum, PointShape::Diamond, 10, {Role::Ink}));
    TextMark name =
        beside("optimum-name", r, r.best.rate, std::max(0.04, r.best.momentum - 0.045), "optimum");
    name.strong = true, name.optional = false;
    panel.add(std::move(name));
    panel.add(place("here", in.rate, in.momentum, PointShape::Ring, 12, {Role::Accent}));
    panel.add(Handle{"point", "rate and momentum", in.rate, in.momentum, MoveTwo{"rate", "momentum"}});
    return panel;
}

}  // namespace lossfield::viz::momentum_map
