// The directional derivative: which directions descend and how fast, which is the steepest of each norm, and how well a
// difference quotient finds it. Declarations and numbers.
#include "viz/labs/calculus/directional_derivative/directional_derivative.hpp"

namespace lossfield::viz::directional_derivative {
namespace {

constexpr std::size_t grid_nodes = 161;
constexpr int slice_samples = 160;    // to either side
constexpr double ball_share = 0.16;   // of the map's shorter side
constexpr double right_angle = 0.01;  // the largest cosine of one
constexpr double missed_digits =
    1e-5;  // a rounding error above which digits are missed, relative to the derivative

Parameters<Inputs> parameters() {
    return {
        landscape_parameters(),
        vector(&Inputs::point, "point", {"Point", "$a$", "where the derivative is taken; drag it on the map"},
               {.group = "Point and direction",
                .soft = {-6, 6},
                .hard = {-1000, 1000},
                .min_length = 2,
                .max_length = 2}),
        real(&Inputs::angle, "angle",
             {"Direction", "$v$",
              "the angle of v to the x axis; drag its tip on the map or its place on the curve"},
             {.unit = "°",
              .group = "Point and direction",
              .soft = {-180, 180},
              .snaps = {{-90, "−90"}, {0, "0"}, {90, "90"}}}),
        choice(
            &Inputs::norm, "norm",
            {"Norm", "", "what measures a direction's length: v has length 1 in it, and so has the steepest"},
            {{math::Norm::L2, "l2", "ℓ2: Euclidean"},
             {math::Norm::L1, "l1", "ℓ1: sum"},
             {math::Norm::LInfinity, "linf", "ℓ∞: largest entry"}},
            {.group = "Point and direction"}),
        real(&Inputs::reach, "reach",
             {"Reach of the slice", "",
              "to either side, as a share of the map's shorter side: a short one looks straight"},
             {.group = "Slice", .soft = {0.001, 0.5}, .spacing = Spacing::Log}),
        real(&Inputs::h, "h", {"Step", "$h$", "of the difference quotients"},
             {.group = "Finite differences", .soft = h_range, .spacing = Spacing::Log}),
        choice(&Inputs::error, "error",
               {"Error", "",
                "of the difference quotients against the closed form; relative needs a derivative "
                "that is not 0"},
               {{ErrorKind::Relative, "relative", "relative"}, {ErrorKind::Absolute, "absolute", "absolute"}},
               {.group = "Finite differences"}),
        toggle(&Inputs::zigzag, "zigzag",
               {"Zig-zag", "", "steps of exact line search along the steepest direction of the norm"},
               {.group = "Exact line search"}),
        whole(&Inputs::steps, "steps", {"Steps", "", "how many line searches follow each other"},
              {.group = "Exact line search", .soft = {1, 40}}),
        level_rule_parameter(&Inputs::level_rule),
        level_count_parameter(&Inputs::levels)};
}

void describe_point(const Inputs& in, Computed& r) {
    r.at = {in.point[0], in.point[1]};
    r.norm = static_cast<std::size_t>(in.norm);
    r.v = math::direction_at(in.angle, in.norm);
    r.gradient = math::gradient(r.landscape, r.at);
    r.line = math::line_derivatives(r.landscape, r.at, r.v);
    r.finite = std::isfinite(r.line.value) && std::isfinite(r.gradient.x) && std::isfinite(r.gradient.y) &&
               std::isfinite(r.line.curvature);
    if (!r.finite) return;
    r.stationary = math::is_stationary(r.landscape, r.at);
    r.tip = r.stationary && has_tip(r.landscape, r.at, r.v);
    r.finite = !r.tip;
    if (r.tip) return;
    r.slope = r.stationary ? math::Slope::Level : math::slope_along(r.gradient, r.v);
    r.alpha = math::angle_between(r.gradient, r.v);
    for (std::size_t k = 0; k < norm_names.size(); ++k)
        r.steepest[k] = math::steepest_direction(norm_names[k].norm, r.gradient);
}

// Both quotients at every h, measured against the closed form.
void sweep_differences(const Inputs& in, Computed& r) {
    r.relative = in.error == ErrorKind::Relative && !level(r);
    r.unit = r.relative ? std::abs(r.line.slope) : 1;
    r.h = math::swept_steps();
    const auto sweep = [&](math::Quotient quotient) {
        return math::difference_sweep(quotient, r.landscape, r.at, r.v, r.line, r.h, in.h, r.unit);
    };
    r.forward = sweep(math::Quotient::Forward), r.central = sweep(math::Quotient::Central);
    r.dual_error = std::abs(math::dual_slope(r.landscape, r.at, r.v) - r.line.slope) / r.unit;
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.landscape = landscape_of(in);
    r.view = domain_of(math::facts(r.landscape).view);
    r.points = math::stationary(r.landscape);
    r.lowest = lowest_value(r.landscape, r.points.minima);
    const double side = std::min(r.view.x.length(), r.view.y.length());
    r.ball = ball_share * side, r.reach = in.reach * side;
    describe_point(in, r);
    r.height = height_field(r.landscape, r.view, grid_nodes, r.lowest);
    if (!r.finite) return r;
    sweep_differences(in, r);
    for (int i = -slice_samples; i <= slice_samples; ++i) r.slice_t.push_back(r.reach * i / slice_samples);
    r.slice_f =
        each(r.slice_t, [&](double t) { return math::value(r.landscape, math::along(r.at, r.v, t)); });
    if (in.zigzag) {
        r.zigzag = math::steepest_descent(r.landscape, r.at, in.norm, in.steps);
        r.rates = math::line_search_rates(r.landscape, r.points, *r.zigzag);
    }
    return r;
}

}  // namespace

bool sloping(const Computed& r) { return r.finite && !r.stationary; }
bool level(const Computed& r) { return r.slope == math::Slope::Level; }
bool flat_along(const Computed& r) {
    const auto [xx, xy, yy] = math::hessian(r.landscape, r.at);
    return std::abs(r.line.curvature) <= 1e-12 * (std::abs(xx) + 2 * std::abs(xy) + std::abs(yy));
}

bool has_tip(const math::Landscape& landscape, const math::PlanePoint& at, const math::PlanePoint& v) {
    constexpr double short_step = 1e-6;
    const double near = std::abs(math::forward_difference(landscape, at, v, short_step));
    const double far = std::abs(math::forward_difference(landscape, at, v, 100 * short_step));
    return near > 1e-3 + 10 * math::value_noise(landscape, at) / short_step && near > 0.5 * far;
}
bool descends(const Computed& r) { return r.slope == math::Slope::Descent; }

bool rounding_rules(const Inputs& in, const Computed& r) {
    if (level(r) || !(in.h < r.forward.best_h)) return false;
    const double noise = math::value_noise(r.landscape, r.at);
    return math::forward_error(r.line, noise, in.h).rounding > missed_digits * std::abs(r.line.slope);
}

bool misses_minimum(const Computed& r) { return r.zigzag && r.zigzag->end != math::LineEnd::Minimum; }

bool searches_turn(const Computed& r) { return r.rates.cosine && *r.rates.cosine < right_angle; }
bool misses_right_angle(const Computed& r) { return r.rates.cosine && !searches_turn(r); }
bool quadratic(const Computed& r) { return math::facts(r.landscape).quadratic; }

bool has_worst_case(const Computed& r) {
    return r.rates.slowest && r.rates.bound && norm_names[r.norm].norm == math::Norm::L2;
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "directional-derivative",
        .topic = "calculus",
        .title = "Directional derivative",
        .formula = derivative_formula,
        .formulas = {steepest_formulas.begin(), steepest_formulas.end()},
        .parameters = parameters(),
        .presets =
            {preset("valley", "On the valley's floor",
                    "A small slope and a large curvature: v = (0.6, 0.8) descends, but not for long.",
                    [](Inputs& in) {
                        in.landscape = LandscapeKind::Rosenbrock;
                        in.point = {-1, 1};
                        in.angle = 53.13010235415598;  // (0.6, 0.8)
                    }),
             preset("sign-step", "Steepest in another norm",
                    "The square's corner reaches farther down than the circle: the step by signs.",
                    [](Inputs& in) {
                        in.point = {-1, 0.5};
                        in.norm = math::Norm::LInfinity;
                        in.angle = 75;
                    }),
             preset("zig-zag", "Exact line search",
                    "From the worst start every step turns by a right angle and keeps the same share of the "
                    "height.",
                    [](Inputs& in) {
                        in.landscape = LandscapeKind::Bowl;
                        in.kappa = 10, in.rotation = 0;
                        in.point = {2, 0.2};  // (kappa, 1): the worst start there is
                        in.angle = 180;
                        in.zigzag = true;
                        in.steps = 10;
                    }),
             preset(
                 "tiny-step", "A step too small",
                 "With h = 10^-12 rounding takes all but two or three digits of the quotient; nothing of f "
                 "is to blame.",
                 [](Inputs& in) {
                     in.point = {-2.2, 0.4};
                     in.angle = 40;
                     in.h = 1e-12;
                 },
                 failure),
             preset(
                 "right-angle", "Exactly 90 degrees",
                 "On the edge of the half-plane the slope is 0: not a descent direction.",
                 [](Inputs& in) {
                     in.landscape = LandscapeKind::Bowl;
                     in.kappa = 3, in.rotation = 0;
                     in.point = {1.5, 0};
                     in.angle = 90;
                 },
                 failure),
             preset(
                 "stationary", "No slope at all",
                 "At the saddle every slope is 0, and yet some directions lead down: only the curvature "
                 "knows.",
                 [](Inputs& in) {
                     in.landscape = LandscapeKind::Saddle;
                     in.point = {0, 0};
                     in.angle = 70;
                     in.error = ErrorKind::Absolute;
                     in.level_rule = LevelRule::Linear;
                 },
                 failure)},
        .compute = compute,
        .draw = draw,
        .probes =
            {{"map", probe_map}, {"slice", probe_slice}, {"angle", probe_angle}, {"error", probe_error}},
    });
}

}  // namespace lossfield::viz::directional_derivative
