// Gradient flow and its steps: the streamline, gradient descent (explicit), the proximal point (implicit), how far
// either is from the flow, and the norm that decides what is steepest. Declarations and numbers.
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

constexpr Interval alpha_range{0.001, 2.5};
constexpr std::size_t norm_steps = 6, nodes = 129;

Parameters<Inputs> parameters() {
    return {landscape_parameters({LandscapeKind::Bowl, LandscapeKind::DoubleWell, LandscapeKind::Rosenbrock,
                                  LandscapeKind::Himmelblau}),
            start_parameter(&Inputs::start, "where all paths begin; drag it on the map",
                            {.group = "Landscape", .soft = {-3, 3}, .hard = {-6, 6}}),
            group("Steps",
                  Parameters<Inputs>{
                      real(&Inputs::alpha, "alpha",
                           {"Step", "$α$",
                            "the step of gradient descent, of the proximal point and of steepest descent"},
                           {.soft = alpha_range, .spacing = Spacing::Log}),
                      real(&Inputs::time, "time",
                           {"Moment", "$t$",
                            "when flow and steps are compared: at the multiple of the step nearest to it, "
                            "after one step at least"},
                           {.soft = {0, 10}}),
                      real(&Inputs::until, "until",
                           {"Until", "$T$", "how long everything is followed; at least to the moment"},
                           {.soft = {0.1, 10}, .spacing = Spacing::Log})}),
            choice(&Inputs::norm, "norm", {"Norm", "", "how steepest descent measures the length of a step"},
                   {{math::Norm::L1, "l1", "ℓ1: sum"},
                    {math::Norm::L2, "l2", "ℓ2: Euclid"},
                    {math::Norm::LInfinity, "linf", "ℓ∞: largest"}},
                   {.group = "Steepest descent"})};
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("no-overshoot", "No overshoot, $α$ = 1/L",
               "One step takes gradient descent to the valley's floor; below 1/L it never crosses it.",
               [](Inputs& in) { in.alpha = 0.1; }),
        preset("zigzag", "Zigzag, $α$ near 2/L",
               "Gradient descent crosses the valley at every step, the proximal point never does.",
               [](Inputs& in) { in.alpha = 0.19; }),
        preset(
            "signs", "Steepest in ℓ∞",
            "In ℓ∞ the signs of the gradient alone say which way is steepest: the first steps are diagonal.",
            [](Inputs& in) {
                in.alpha = 0.05, in.norm = math::Norm::LInfinity;
                in.start = {-2.2, -1.9}, in.until = 2;
            }),
        preset("two-wells", "Over the ridge",
               "A long step carries gradient descent into the other well; flow and proximal point stay in "
               "theirs.",
               [](Inputs& in) {
                   in.landscape = LandscapeKind::DoubleWell, in.start = {1.9, 1.5};
                   in.alpha = 0.6, in.time = 1.2, in.until = 6;
               }),
        preset("valley", "Rosenbrock's valley",
               "The flow falls into the valley at once and then creeps: two time scales, and the fast one "
               "limits the step.",
               [](Inputs& in) {
                   in.landscape = LandscapeKind::Rosenbrock, in.start = {-1.2, 1.8};
                   in.alpha = 0.0012, in.time = 0.06, in.until = 2;
               }),
        preset(
            "diverges", "$α$ beyond 2/L",
            "Every step of gradient descent ends higher up on the other side; the proximal point is "
            "stable for every step.",
            [](Inputs& in) { in.alpha = 0.21; }, failure),
    };
}

// The landscape's own part of the plane, or as much more on all sides as the start with a little air needs: a map that grows keeps
// its proportions.
Domain domain_with(const math::PlaneRange& view, const Vector& start) {
    const auto beyond = [](double low, double high, double v) {
        const double half = (high - low) / 2;
        return std::max(0.0, std::abs(v - low - half) / half + 0.1 - 1);
    };
    const double more =
        std::max(beyond(view.x_low, view.x_high, start[0]), beyond(view.y_low, view.y_high, start[1]));
    const double x = more * (view.x_high - view.x_low) / 2, y = more * (view.y_high - view.y_low) / 2;
    return {{view.x_low - x, view.x_high + x}, {view.y_low - y, view.y_high + y}};
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    const math::PlanePoint start{in.start[0], in.start[1]};
    static_cast<math::FlowComparison&>(r) =
        math::compare_with_flow(landscape_of(in), start, in.alpha, in.time, in.until);
    r.gradient = math::gradient(r.landscape, start);
    r.steepest = math::steepest_direction(in.norm, r.gradient);
    r.norm_path = math::steepest_path(r.landscape, start, in.norm, in.alpha, norm_steps).points;
    r.check = math::check_landscape_gradient(r.landscape, start).worst;
    r.domain = domain_with(math::facts(r.landscape).view, in.start);
    Vector values(nodes * nodes);
    math::grid_values(r.landscape, evenly(r.domain.x, nodes - 1), evenly(r.domain.y, nodes - 1), values);
    for (double& v : values) v = std::max(0.0, v - r.lowest);
    r.field = {r.domain, nodes, nodes, std::move(values)};
    return r;
}

}  // namespace

bool quadratic(const Computed& r) { return math::facts(r.landscape).quadratic; }

bool has_valley(const Computed& r) {
    return r.largest > math::eigenvalues(math::hessian(r.landscape, r.goal)).low * (1 + 1e-12);
}

bool has_steep_part(const Inputs& in, const Computed& r) {
    const math::PlanePoint d{in.start[0] - r.goal.x, in.start[1] - r.goal.y};
    const double size = std::hypot(d.x, d.y);
    if (!has_valley(r)) return size > 0;
    const auto [xx, xy, yy] = math::hessian(r.landscape, r.goal);
    const double mu = math::eigenvalues({xx, xy, yy}).low;
    const double part = std::hypot((xx - mu) * d.x + xy * d.y, xy * d.x + (yy - mu) * d.y) / (r.largest - mu);
    const double growth = std::pow(std::max(1.0, std::abs(1 - in.alpha * r.largest)), r.count);
    return part * growth > 1e-9 * size;
}

double governing(const Inputs& in, const Computed& r) {
    if (!quadratic(r) || has_steep_part(in, r)) return r.largest;
    return math::eigenvalues(math::hessian(r.landscape, r.goal)).low;
}

bool stays(const Computed& r) { return r.gradient.x == 0 && r.gradient.y == 0; }
bool above_limit(const Inputs& in, const Computed& r) {
    return in.alpha * governing(in, r) > 2 * (1 + 1e-12);
}
bool at_limit(const Inputs& in, const Computed& r) {
    return std::abs(in.alpha * governing(in, r) - 2) <= 2e-12;
}
bool overshoots(const Inputs& in, const Computed& r) { return in.alpha * governing(in, r) > 1 + 1e-12; }
bool neither_falls_nor_grows(const Inputs& in, const Computed& r) {
    return quadratic(r) && !stays(r) && at_limit(in, r);
}

bool diverges(const Inputs& in, const Computed& r) {
    return has_run_off(r) || (quadratic(r) && !stays(r) && above_limit(in, r));
}
bool has_run_off(const Computed& r) { return !r.gd.path.complete; }

std::size_t rises(const Computed& r) {
    std::size_t count = 0;
    const Vector& h = r.gd.heights;
    const double noise = 1e-13 * std::abs(r.lowest);
    for (std::size_t k = 1; k < h.size(); ++k) count += h[k] <= h[k - 1] * (1 + 1e-9) + noise ? 0 : 1;
    return count;
}

bool other_well(const Inputs& in, const Computed& r) {
    return !diverges(in, r) && r.points.minima.size() > 1 &&
           !(*math::nearest_minimum(r.points, r.gd.path.points.back()) == r.goal);
}

bool errs(const Computed& r) {
    return std::isfinite(r.gd.error) && std::isfinite(r.proximal.error) && r.way > 0 &&
           r.flow.reached() >= r.moment;
}

double flow_accuracy(const Computed& r) {
    const math::PlanePoint x = r.flow.at(r.moment);
    return 1e-8 * (1 + std::hypot(x.x, x.y));
}

bool first_order(const Computed& r) {
    const auto halves = [&](const math::FlowSteps& s) {
        return s.error > flow_accuracy(r) && s.ratio > 1.5 && s.ratio < 2.7;
    };
    return halves(r.gd) && halves(r.proximal);
}

bool proximal_stops(const Computed& r) { return !r.proximal.path.complete; }
bool proximal_escapes(const Computed& r) {
    return proximal_stops(r) && math::escaped(r.proximal.path.points.back());
}
bool bent_at_the_end(const Inputs& in, const Computed& r) {
    return 1 + in.alpha * math::eigenvalues(math::hessian(r.landscape, r.proximal.path.points.back())).low <=
           0;
}
bool flow_stops(const Computed& r) { return r.flow.reached() < r.horizon; }
bool bounded(const Computed& r) { return r.mu > 0; }

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "gradient-flow",
        .topic = "dynamics",
        .title = "Gradient flow and its steps",
        .formula = flow_formula,
        .formulas = {steepest_formulas.begin(), steepest_formulas.end()},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"map", probe_map}, {"value", probe_value}},
    });
}

}  // namespace lossfield::viz::gradient_flow
