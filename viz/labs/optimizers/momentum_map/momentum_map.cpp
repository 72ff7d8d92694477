// Descent with momentum: how fast for which rate and momentum, over a spectrum of curvatures, and what each curvature
// does: its roots, its contraction, its error step by step.
#include "viz/labs/optimizers/momentum_map/momentum_map.hpp"

namespace lossfield::viz::momentum_map {
namespace {

void take(Inputs& in, const math::BestRate& best) { in.rate = best.rate, in.momentum = best.momentum; }

Parameters<Inputs> parameters() {
    return {
        choice(&Inputs::method, "method",
               {"Method", "",
                "where the gradient is taken: at the point (heavy ball), or where momentum would carry it"},
               {{Method::HeavyBall, "heavy-ball", "heavy ball (Polyak)"},
                {Method::Nesterov, "nesterov", "Nesterov"}}),
        real(&Inputs::rate, "rate", {"Rate", "$η$", "the learning rate"},
             {.soft = {1e-4, 0.4}, .hard = {1e-6, 0.4}, .spacing = Spacing::Log}),
        real(&Inputs::momentum, "momentum",
             {"Momentum", "$β$", "the share of the last move that is kept; 0 is gradient descent"},
             {.soft = {0, 0.999}}),
        group<Inputs>(
            "Spectrum",
            {real(&Inputs::mu, "mu",
                  {"Smallest curvature", "$μ$", "the smallest eigenvalue of the quadratic"},
                  {.soft = {0.1, 10}, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
             real(&Inputs::largest, "largest",
                  {"Largest curvature", "$L$", "the largest eigenvalue of the quadratic"},
                  {.soft = {10, 1000}, .spacing = Spacing::Log, .snaps = {{100, "100"}}}),
             real(&Inputs::mode, "mode",
                  {"Mode between", "",
                   "an eigenvalue between both, by its place on the logarithmic axis: 0 is μ, 1 is L"})}),
        group<Inputs>(
            "Picture",
            {whole(&Inputs::steps, "steps", {"Steps", "", "how many steps are shown"},
                   {.soft = {20, 400}, .hard = {10, 2000}}),
             toggle(&Inputs::worst, "worst",
                    {"Worst start", "",
                     "what the worst of all starts makes of a mode: the norm of the power of its matrix"})}),
    };
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("polyak", "Polyak's optimum",
               "Where the two critical curves cross: both ends of the spectrum have a double root, and no "
               "choice is faster.",
               [](Inputs& in) { take(in, math::best_momentum(in.method, in.spectrum())); }),
        preset("nesterov", "Nesterov at its best",
               "The flattest mode is critically damped, the steepest as slow beyond its dead stop at 1/L.",
               [](Inputs& in) {
                   in.method = Method::Nesterov;
                   take(in, math::best_momentum(in.method, in.spectrum()));
               }),
        preset("critical", "Critically damped",
               "At the rate 1/L the momentum 0.81 gives the flattest mode a double root at 0.9: less "
               "creeps, more swings.",
               [](Inputs& in) { in.rate = 0.01, in.momentum = 0.81; }),
        preset("gradient-descent", "No momentum",
               "Gradient descent at its best rate: both ends shrink to 0.98 a step, 115 steps for a tenth.",
               [](Inputs& in) { take(in, math::best_gradient_descent(in.mu, in.largest)); }),
        preset("too-much", "Too much momentum",
               "All roots lie on the circle of radius √β close to 1: every mode swings on for long.",
               [](Inputs& in) { in.rate = 0.02, in.momentum = 0.97, in.steps = 100; }),
        preset(
            "beyond", "Beyond the limit",
            "A root has left the unit circle through -1: the steepest mode grows, changing sign at "
            "every step.",
            [](Inputs& in) { in.rate = 0.0312, in.momentum = 0.5; }, failure)};
}

constexpr int columns = 161, rows = 121;
// Lines of equal contraction where a step takes these shares of the error; each a third to a half of the one before.
constexpr std::array shares{0.7, 0.5, 0.3, 0.2, 0.15, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001};

// The axis ends at 4/L, where heavy ball's limit does without end of momentum, for Nesterov a little beyond 2/L; for a
// point beyond at twice that, or four times, ...
void choose_axis(Computed& r, const Inputs& in) {
    const bool heavy = in.method == Method::HeavyBall;
    double end = heavy ? 4 : 2.5;
    r.unit = heavy ? 1 : 0.5;
    while (in.rate * in.largest > end * (1 + 1e-12)) end *= 2, r.unit *= 2;
    r.end = end / in.largest;
}

Mode follow(const Inputs& in, const char* id, const char* name, int colour, double h) {
    const double a = in.rate * h;
    const auto steps = static_cast<std::size_t>(in.steps);
    Mode m{id, name, series(colour), h};
    m.roots = math::mode_roots(in.method, a, in.momentum);
    m.contraction = contraction_at(in, h);
    m.damping = math::damping(in.method, a, in.momentum);
    m.errors = math::mode_errors(in.method, a, in.momentum, steps);
    for (double& e : m.errors) e = std::abs(e);
    if (in.worst) m.growth = math::mode_growth(in.method, a, in.momentum, steps);
    return m;
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.best = math::best_momentum(in.method, in.spectrum());
    r.best_descent = math::best_gradient_descent(in.mu, in.largest);
    r.contraction = math::slowest_contraction(in.method, in.rate, in.momentum, in.spectrum());
    r.limit = math::rate_limit(in.method, in.momentum, in.largest);
    if (is_at_limit(in, r)) r.contraction = 1;
    r.modes = {follow(in, "mu", "$μ$", 0, in.mu),
               follow(in, "mode", "$h$", 5, in.spectrum().eigenvalue(in.mode)),
               follow(in, "largest", "$L$", 1, in.largest)};
    for (std::size_t i = 0; i < r.modes.size(); ++i) {
        const Vector& errors = r.modes[i].errors;
        const auto top = std::max_element(errors.begin(), errors.end());
        if (*top <= r.peak) continue;
        r.peak = *top, r.peak_mode = i;
        r.peak_step = static_cast<double>(top - errors.begin());
    }
    choose_axis(r, in);
    const Vector rates = evenly({0, r.end}, columns - 1), momenta = evenly({0, 1}, rows - 1);
    r.field = {{{0, r.end}, {0, 1}},
               columns,
               rows,
               math::contraction_grid(in.method, rates, momenta, in.spectrum())};
    for (const double share : shares)
        if (1 - share > r.best.contraction) r.levels.push_back(1 - share);
    return r;
}

// Of the slowest mode, or of one.
Readouts probe_map(const Inputs& in, const Computed& /*r*/, double rate, double momentum) {
    if (!(rate >= 0 && momentum >= 0 && momentum <= 1)) return {};
    const double there = math::slowest_contraction(in.method, rate, momentum, in.spectrum());
    const double steps = steps_to_tenth(there);
    return {{"contraction", "contraction per step", "$ρ$", there},
            {"steps-per-decade", "steps for a tenth of the error", "steps to a tenth", steps}};
}
Readouts probe_spectrum(const Inputs& in, const Computed& r, double h, double /*y*/) {
    if (!(h > 0)) return {};
    const double descent = std::abs(1 - r.best_descent.rate * h);
    return {{"contraction", "contraction of the mode", "$|z|$", contraction_at(in, h)},
            {"descent", "best without momentum", "best without momentum", descent}};
}
Readouts probe_roots(const Inputs& /*in*/, const Computed& /*r*/, double x, double y) {
    return {{"modulus", "modulus", "$|z|$", std::hypot(x, y)}};
}

}  // namespace

bool all_swing(const Inputs& in, double rate, double momentum) {
    const math::ComplexRange range = math::complex_range(in.method, momentum);
    return range.low < rate * in.mu && rate * in.largest < range.high;
}

bool flattest_creeps(const Inputs& in, double rate, double momentum) {
    return rate * in.mu < math::complex_range(in.method, momentum).low &&
           rate < math::rate_limit(in.method, momentum, in.largest);
}

double contraction_at(const Inputs& in, double h) {
    return math::mode_contraction(in.method, in.rate * h, in.momentum);
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "momentum-map",
        .topic = "optimizers",
        .title = "Momentum",
        .formula = heavy_ball_formula,
        .formulas = {nesterov_formula, contraction_formula},
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"map", probe_map}, {"spectrum", probe_spectrum}, {"roots", probe_roots}},
    });
}

}  // namespace lossfield::viz::momentum_map
