// The plane of rate and momentum, coloured by the contraction of the slowest mode: where roots turn complex, where steps
// diverge, which choice is best.
#include "viz/labs/optimizers/momentum_map/momentum_map.hpp"

namespace lossfield::viz::momentum_map {
namespace {

constexpr int curve_samples = 160;
constexpr Colour ink{Role::Ink};

// Multiples of 1/L, so that they stand still while L changes.
Ticks rate_ticks(const Inputs& in, const Computed& r) {
    Ticks ticks{{0, "0"}};
    for (double k = r.unit; k / in.largest <= r.end * (1 + 1e-9); k += r.unit)
        ticks.push_back({k / in.largest, fmt::format("{}/$L$", brief(k, 3))});
    return ticks;
}

// Where the mode of h has a double root. Heavy ball: momentum s^2 at the rate (1 + s)^2 / h, s from -1 to 1, one curve that
// touches the axis; Nesterov: down along ((1 - b)/(1 + b))^2 / h and up again at 1/h.
Curve critical_curve(const Inputs& in, const Mode& mode) {
    Vector rates, momenta;
    for (int i = -curve_samples; i <= curve_samples; ++i) {
        const double s = static_cast<double>(i) / curve_samples;
        const double b = in.method == Method::HeavyBall ? s * s : std::abs(s);
        const math::ComplexRange range = math::complex_range(in.method, b);
        rates.push_back((s < 0 ? range.low : range.high) / mode.h);
        momenta.push_back(b);
    }
    return curve("critical-" + mode.id, "double root of " + mode.name, rates, momenta, mode.colour, 1.8,
                 Dash::Dashed);
}

void add_words(Panel& panel, const char* id, double x, double y, const char* text,
               Anchor anchor = Anchor::Centre, Colour colour = ink, bool strong = false) {
    panel.add(TextMark{id, "", x, y, text, anchor, colour, strong, !strong});
}

// Right of the place, or left of it where the plane ends soon.
void add_beside(Panel& panel, const char* id, const Computed& r, double rate, double momentum,
                const char* text, bool strong = false) {
    const bool right = rate < 0.6 * r.end;
    add_words(panel, id, rate + (right ? 0.025 : -0.025) * r.end, momentum, text,
              right ? Anchor::Left : Anchor::Right, ink, strong);
}

void add_divergence(Panel& panel, const Inputs& in, const Computed& r) {
    Vector y = evenly({0, 1}, curve_samples);
    Vector x = each(y, [&](double b) { return math::rate_limit(in.method, b, in.largest); });
    const Curve limit = curve("limit", "limit of the rate", x, y, {Role::Warning}, 2.2);
    x.insert(x.end(), {r.end, r.end});
    y.insert(y.end(), {1, 0});
    const auto add = [&](const char* id, Colour fill) {
        panel.add(
            Polygon{.id = id, .x = {x}, .y = {y}, .fill = fill, .stroke = {Role::Ground, 0, 0}, .width = 0});
    };
    add("divergence-ground", {Role::Ground});
    add("divergence", {Role::Warning, 0, 0.16});
    panel.add(limit);
}

bool swing_at(const Inputs& in, double rate, double momentum) {
    const math::ComplexRange range = math::complex_range(in.method, momentum);
    return range.low < rate * in.mu && rate * in.largest < range.high;
}

bool creeps_at(const Inputs& in, double rate, double momentum) {
    return rate * in.mu < math::complex_range(in.method, momentum).low &&
           rate < math::rate_limit(in.method, momentum, in.largest);
}

void add_names(Panel& panel, const Inputs& in, const Computed& r) {
    constexpr double height = 0.12;
    add_words(panel, "diverges", 0.5 * (math::rate_limit(in.method, height, in.largest) + r.end), height,
              "diverges", Anchor::Centre, {Role::Warning});
    if (std::hypot((r.best.rate - r.best_descent.rate) / r.end, r.best.momentum) > 0.1)
        add_beside(panel, "best-descent-name", r, r.best_descent.rate, 0.03, "best at $β$ = 0");
    if (swing_at(in, 0.5 * r.end, 0.93)) add_words(panel, "swinging", 0.5 * r.end, 0.93, "every mode swings");
    if (creeps_at(in, 0.33 * r.end, 0.3))
        add_words(panel, "creeping", 0.33 * r.end, 0.3, "the flattest mode creeps");
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    const ColourScale scale{.low = r.best.contraction, .high = 1};
    Panel panel{.id = "map",
                .title = "contraction $ρ$ per step",
                .cell = {0, 0, 2, 1},
                .x = {.label = "rate $η$", .range = Interval{0, r.end}, .ticks = rate_ticks(in, r)},
                .y = {.label = "momentum $β$", .range = Interval{0, 1}},
                .colour_bar = ColourBar{.label = "$ρ$", .scale = scale}};
    panel.add(
        Contours{.id = "contraction", .field = r.field, .levels = {.exactly = r.levels}, .scale = scale});
    add_divergence(panel, in, r);
    panel.add(critical_curve(in, r.modes.front()));
    panel.add(critical_curve(in, r.modes.back()));
    panel.add(point("best-descent", r.best_descent.rate, 0, ink, PointShape::Square, 8));
    add_names(panel, in, r);
    panel.add(point("optimum", r.best.rate, r.best.momentum, ink, PointShape::Diamond, 10));
    add_beside(panel, "optimum-name", r, r.best.rate, std::max(0.04, r.best.momentum - 0.045), "optimum",
               true);
    panel.add(point("here", in.rate, in.momentum, {Role::Accent}, PointShape::Ring, 12));
    panel.add(Handle{"point", "rate and momentum", in.rate, in.momentum, MoveTwo{"rate", "momentum"}});
    return panel;
}

}  // namespace lossfield::viz::momentum_map
