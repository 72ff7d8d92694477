// The numbers of the lab: contractions over the plane, and the modes of a spectrum one by one.
#include <algorithm>
#include <cmath>

#include "viz/labs/optimizers/momentum_map/momentum_map.hpp"

namespace lossfield::viz::momentum_map {
namespace {

constexpr std::size_t columns = 161, rows = 121;
// Lines of equal contraction where a step takes these shares of the error; each a third to a half of the one before.
constexpr std::array shares{0.7, 0.5, 0.3, 0.2, 0.15, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001};

// The axis ends at 4/L, where heavy ball's limit does without end of momentum, for Nesterov a little beyond 2/L; for a
// point beyond at twice that, or four times, ...
void choose_axis(Computed& r, const Inputs& in) {
    const bool heavy = r.method == math::MomentumMethod::HeavyBall;
    double end = heavy ? 4 : 2.5;
    r.unit = heavy ? 1 : 0.5;
    while (in.rate * in.largest > end * (1 + 1e-12)) end *= 2, r.unit *= 2;
    r.end = end / in.largest;
}

void fill_field(Computed& r) {
    Vector rates, momenta;
    for (std::size_t c = 0; c < columns; ++c)
        rates.push_back(r.end * static_cast<double>(c) / static_cast<double>(columns - 1));
    for (std::size_t i = 0; i < rows; ++i)
        momenta.push_back(static_cast<double>(i) / static_cast<double>(rows - 1));
    r.field = {
        {{0, r.end}, {0, 1}}, columns, rows, math::contraction_grid(r.method, rates, momenta, r.spectrum)};
    for (const double share : shares)
        if (1 - share > r.best.contraction) r.levels.push_back(1 - share);
}

Vector sizes(Vector errors) {
    for (double& e : errors) e = std::abs(e);
    return errors;
}

Mode follow(const Inputs& in, const Computed& r, const char* id, const char* name, int colour, double h) {
    const double a = in.rate * h;
    const auto steps = static_cast<std::size_t>(in.steps);
    Mode m{id, name, colour, h};
    m.roots = math::mode_roots(r.method, a, in.momentum);
    m.contraction = math::mode_contraction(r.method, a, in.momentum);
    m.damping = math::damping(r.method, a, in.momentum);
    m.errors = sizes(math::mode_errors(r.method, a, in.momentum, steps));
    if (in.worst) m.growth = math::mode_growth(r.method, a, in.momentum, steps);
    return m;
}

}  // namespace

double contraction_at(const Inputs& in, const Computed& r, double h) {
    return math::mode_contraction(r.method, in.rate * h, in.momentum);
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.method = in.method == "nesterov" ? math::MomentumMethod::Nesterov : math::MomentumMethod::HeavyBall;
    r.spectrum = {in.mu, in.largest};
    r.best = math::best_momentum(r.method, r.spectrum);
    r.best_descent = math::best_gradient_descent(in.mu, in.largest);
    r.contraction = math::slowest_contraction(r.method, in.rate, in.momentum, r.spectrum);
    r.limit = math::rate_limit(r.method, in.momentum, in.largest);
    const double between = in.mu * std::pow(in.largest / in.mu, in.mode);
    r.modes = {follow(in, r, "mu", "$μ$", 0, in.mu), follow(in, r, "mode", "$h$", 5, between),
               follow(in, r, "largest", "$L$", 1, in.largest)};
    for (std::size_t i = 0; i < r.modes.size(); ++i) {
        const Mode& m = r.modes[i];
        const auto top = std::max_element(m.errors.begin(), m.errors.end());
        if (*top <= r.peak) continue;
        r.peak = *top, r.peak_mode = i;
        r.peak_step = static_cast<double>(top - m.errors.begin());
    }
    choose_axis(r, in);
    fill_field(r);
    return r;
}

}  // namespace lossfield::viz::momentum_map
