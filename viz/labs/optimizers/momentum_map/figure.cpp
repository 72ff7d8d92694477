// The plane of rate and momentum, coloured by the contraction of the slowest mode: where roots turn complex, where steps
// diverge, which choice is best; the picture put together, its words and its numbers.
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

void add_names(Panel& panel, const Inputs& in, const Computed& r) {
    constexpr double height = 0.12;
    add_words(panel, "diverges", 0.5 * (math::rate_limit(in.method, height, in.largest) + r.end), height,
              "diverges", Anchor::Centre, {Role::Warning});
    if (std::hypot((r.best.rate - r.best_descent.rate) / r.end, r.best.momentum) > 0.1)
        add_beside(panel, "best-descent-name", r, r.best_descent.rate, 0.03, "best at $β$ = 0");
    if (all_swing(in, 0.5 * r.end, 0.93))
        add_words(panel, "swinging", 0.5 * r.end, 0.93, "every mode swings");
    if (flattest_creeps(in, 0.33 * r.end, 0.3))
        add_words(panel, "creeping", 0.33 * r.end, 0.3, "the flattest mode creeps");
}

Panel map_panel(const Inputs& in, const Computed& r) {
    const ColourScale scale{.low = r.best.contraction, .high = 1};
    Panel panel{.id = "map", .title = "contraction $ρ$ per step", .cell = {0, 0, 2, 1}};
    panel.x = {.label = "rate $η$", .range = Interval{0, r.end}, .ticks = rate_ticks(in, r)};
    panel.y = {.label = "momentum $β$", .range = Interval{0, 1}};
    panel.colour_bar = ColourBar{.label = "$ρ$", .scale = scale};
    panel.add(
        Contours{.id = "contraction", .field = r.field, .levels = {.exactly = r.levels}, .scale = scale});
    add_divergence(panel, in, r);
    for (const Mode* mode : {&r.modes.front(), &r.modes.back()}) {
        auto [rates, momenta] = math::critical_curve(in.method, mode->h, curve_samples);
        panel.add(curve("critical-" + mode->id, "double root of " + mode->name, std::move(rates),
                        std::move(momenta), mode->colour, 1.8, Dash::Dashed));
    }
    panel.add(point("best-descent", r.best_descent.rate, 0, ink, PointShape::Square, 8));
    add_names(panel, in, r);
    panel.add(point("optimum", r.best.rate, r.best.momentum, ink, PointShape::Diamond, 10));
    add_beside(panel, "optimum-name", r, r.best.rate, std::max(0.04, r.best.momentum - 0.045), "optimum",
               true);
    panel.add(point("here", in.rate, in.momentum, {Role::Accent}, PointShape::Ring, 12));
    panel.add(Handle{"point", "rate and momentum", in.rate, in.momentum, MoveTwo{"rate", "momentum"}});
    return panel;
}

const char* limit_formula(const Inputs& in) {
    return in.method == Method::HeavyBall ? "2(1 + $β$)/$L$" : "2(1 + $β$)/((1 + 2$β$)$L$)";
}

// What one mode does, and what two do.
std::array<const char*, 2> words(math::Damping damping) {
    switch (damping) {
        case math::Damping::Monotone:
            return {"creeps without swinging", "creep without swinging"};
        case math::Damping::Critical:
            return {"is critically damped", "are critically damped"};
        case math::Damping::Oscillating:
            return {"swings", "swing"};
        case math::Damping::Alternating:
            return {"changes sign at every step", "change sign at every step"};
    }
    return {"", ""};
}

const char* word(const Mode& m, bool two) {
    if (stops_dead(m)) return two ? "are at 0 after one step" : "is at 0 after one step";
    return words(m.damping)[two ? 1 : 0];
}

std::string ends(const Computed& r) {
    const Mode &flat = r.modes.front(), &steep = r.modes.back();
    if (flat.damping == steep.damping && stops_dead(flat) == stops_dead(steep))
        return fmt::format("The flattest and the steepest mode {}.", word(flat, true));
    return fmt::format("The flattest mode {}, the steepest {}.", word(flat, false), word(steep, false));
}

std::string caption(const Inputs& in, const Computed& r) {
    if (diverges(in, r))
        return fmt::format(
            "$β$ = {} carries rates up to {}, this is {}: in the end the steepest mode grows {}-fold a step.",
            brief(in.momentum, 3), told_from(r.limit, in.rate, 3), told_from(in.rate, r.limit, 3),
            told_from(r.modes.back().contraction, 1, 3));
    if (is_at_limit(in, r))
        return fmt::format(
            "$ρ$ = 1: the rate is the limit that $β$ = {} carries, and the steepest mode neither grows nor "
            "falls in "
            "the end. {}",
            brief(in.momentum, 3), ends(r));
    const auto steps = [](double contraction) {
        return counted(brief(steps_to_tenth(contraction), 3), "step");
    };
    return fmt::format(
        "$ρ$ = {}: {} to a tenth of the error in the end, {} at the optimum, {} without momentum at best. {}",
        told_from(r.contraction, 1, 4), steps(r.contraction), steps(r.best.contraction),
        steps(r.best_descent.contraction), ends(r));
}

Notices notices(const Inputs& in, const Computed& r) {
    const std::string mode = fmt::format("the mode of $L$ = {} has a root at", brief(in.largest, 4));
    if (is_at_limit(in, r))
        return {{"at-limit", Severity::Warning,
                 fmt::format("The steps neither diverge nor arrive: $η$ = {} is {}, and {} −1.",
                             brief(in.rate, 4), limit_formula(in), mode)}};
    if (!diverges(in, r)) return {};
    return {{"diverges", Severity::Failure,
             fmt::format("The steps diverge: $η$ = {} is above {} = {}, and {} {}.",
                         told_from(in.rate, r.limit, 4), limit_formula(in), told_from(r.limit, in.rate, 4),
                         mode, told_from(r.modes.back().roots.first.real(), -1, 3))}};
}

Readouts readouts(const Inputs& in, const Computed& r) {
    return {
        {"contraction", "contraction per step", "$ρ$", r.contraction},
        {"steps-per-decade", "steps for a tenth of the error", "steps to a tenth",
         steps_to_tenth(r.contraction)},
        {"limit", "limit of the rate", limit_formula(in), r.limit},
        {"effective-rate", "rate along a constant gradient", "$η/(1 - β)$", in.rate / (1 - in.momentum)},
        {"condition", "condition number", "$κ = L/μ$", in.largest / in.mu},
        {"best-rate", "best rate", "$η^*$", r.best.rate},
        {"best-momentum", "best momentum", "$β^*$", r.best.momentum},
        {"best-contraction", "best contraction", "$ρ^*$", r.best.contraction},
        {"descent-rate", "best rate without momentum", "2/($μ$ + $L$)", r.best_descent.rate},
        {"descent-contraction", "best contraction without momentum", "$ρ$ with it",
         r.best_descent.contraction},
        {"eigenvalue", "eigenvalue between", "$h$", r.modes[1].h},
        {"mode-contraction", "its contraction", "its $|z|$", r.modes[1].contraction},
        {"peak", "largest error of the modes shown", "max $|e_t|$", r.peak},
        {"peak-step", "step of the largest error", "at step", r.peak_step, "", true},
    };
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{
        .panels = {map_panel(in, r), roots_panel(in, r), spectrum_panel(in, r), errors_panel(in, r)},
        .lead = "map",
        .readouts = readouts(in, r),
        .notices = notices(in, r),
        .caption = caption(in, r)};
    const bool heavy = in.method == Method::HeavyBall;
    figure.formulas = {heavy ? heavy_ball_formula : nesterov_formula, contraction_formula};
    figure.slider_marks = {{"rate", {r.limit, "limit", true}},
                           {"rate", {1 / in.largest, "1/L"}},
                           {"rate", {r.best_descent.rate, "2/(μ + L)"}},
                           {"rate", {r.best.rate, heavy ? "Polyak" : "best"}},
                           {"momentum", {r.best.momentum, heavy ? "Polyak" : "best"}}};
    if (heavy) figure.slider_marks.push_back({"rate", {2 / in.largest, "2/L"}});
    return figure;
}

}  // namespace lossfield::viz::momentum_map
