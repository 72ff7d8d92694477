// The numbers of the lab: the live model against the samples and against p, the landscape of its parameters, and the
// Gaussians nearest to p in both directions.
#include <algorithm>
#include <cmath>

#include "math/information/information.hpp"
#include "math/likelihood/gaussian_likelihood.hpp"
#include "math/likelihood/simple_likelihoods.hpp"
#include "math/numerics/gradient_check.hpp"
#include "viz/fragments/contour_levels.hpp"
#include "viz/geometry/levels.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr std::size_t full_nodes = 96, drag_nodes = 56;
constexpr int most_steps = 400;  // of EM

// Where the samples' likelihood is largest.
void find_best(Computed& r, const Inputs& in) {
    if (in.model == "gaussian") {
        const auto fit = math::gaussian_mle(in.data);
        r.best = {fit.mean, std::log(fit.variance)}, r.best_nll = fit.average_nll;
    } else if (in.model == "laplace") {
        const auto fit = math::laplace_mle(in.data);
        r.best = {fit.centre, std::log(fit.scale)}, r.best_nll = fit.average_nll;
    } else {
        r.em = math::fit_two_means(in.data, in.means[0], in.means[1], in.width, most_steps);
        // From the live means EM may end on a lower top.
        const auto nll = [&](const std::array<double, 2>& m) {
            return math::two_means_nll<double>(in.data, m[0], m[1], in.width);
        };
        const auto& end = r.em.path.back();
        const auto other = math::likeliest_two_means(in.data, in.width, most_steps);
        r.best = nll(other) < nll(end) - 1e-9 ? other : end;
        r.best_nll = nll(r.best);
    }
}

// N (nll - least) at every node; where there is no least, above the least of the grid.
void fill_excess(Computed& r, const Inputs& in, const math::PlaneGrid& grid, const std::stop_token& stop) {
    const double n = static_cast<double>(in.data.size());
    Vector values(grid.nodes()), across;
    const bool laplace = in.model == "laplace";
    if (in.model != "mixture") {
        for (std::size_t i = 0; i < grid.columns; ++i) {
            double sum = 0;
            for (const double x : in.data) {
                const double off = std::abs(x - grid.x(i));
                sum += (laplace ? off : 0.5 * off * off) / n;
            }
            across.push_back(sum);
        }
    }
    for (std::size_t j = 0; j < grid.rows && !stop.stop_requested(); ++j) {
        const double b = grid.y(j), shrink = std::exp(-b);
        const double base = laplace ? std::numbers::ln2 + b : half_log_two_pi + 0.5 * b;
        for (std::size_t i = 0; i < grid.columns; ++i)
            values[j * grid.columns + i] =
                n * (in.model == "mixture" ? math::two_means_nll<double>(in.data, grid.x(i), b, in.width)
                                           : base + across[i] * shrink);
    }
    const double lowest = *std::min_element(values.begin(), values.end());
    r.base = std::isfinite(r.best_nll) ? std::min(n * r.best_nll, lowest) : lowest;
    Vector hill;
    for (double& v : values) {
        v -= r.base;
        hill.push_back(std::exp(-v));
    }
    const Domain d{{grid.x_low, grid.x_high}, {grid.y_low, grid.y_high}};
    r.excess = {d, grid.columns, grid.rows, std::move(values)};
    r.hill = {d, grid.columns, grid.rows, std::move(hill)};
}

void compare_directions(Computed& r, const Inputs& in, const math::PlaneGrid& grid,
                        const std::stop_token& stop) {
    using enum math::KlDirection;
    const auto direction = reverse(in) ? Reverse : Forward;
    const auto [a, b] = place(in);
    const auto model = math::gaussian_to_mixture_kl(direction, r.p, a, b);
    const auto other = math::gaussian_to_mixture_kl(reverse(in) ? Forward : Reverse, r.p, a, b);
    r.forward = reverse(in) ? other.value : model.value;
    r.reverse = reverse(in) ? model.value : other.value;
    r.gradient = {model.gradient[0], model.gradient[1]};
    r.covering = math::forward_projection(r.p);
    r.seeking = math::reverse_minima(r.p);
    const double s = std::exp(b);
    const auto value = [&](std::span<const math::Dual<>> at) {
        if (reverse(in)) return math::reverse_kl(r.p, at[0], at[1], math::expectation_step(r.p, s) / s);
        const math::Dual<> off = at[0] - math::mixture_mean(r.p);
        return at[1] + 0.5 * (off * off + math::mixture_variance(r.p)) * exp(-2.0 * at[1]);
    };
    const double size = 1e-6 * (1 + (math::mixture_variance(r.p) + a * a) / s / s + s * s);
    r.check = math::check_gradient(value, Vector{a, b}, r.gradient, Vector{size, size}).worst;
    Vector values(grid.nodes());
    math::fill_gaussian_to_mixture_kl(direction, r.p, grid, values, stop);
    const Domain d{{grid.x_low, grid.x_high}, {grid.y_low, grid.y_high}};
    r.excess = {d, grid.columns, grid.rows, std::move(values)};
    r.hill = r.excess;
}

void toss(Computed& r, const Inputs& in) {
    const double n = in.heads + in.tails, q = in.chance, t = in.true_chance;
    const Vector truth{t, 1 - t}, model{q, 1 - q};
    r.entropy = math::entropy(truth), r.kl = math::kl(truth, model);
    r.expected = r.entropy + r.kl;
    if (n == 0) return;
    const auto at = math::bernoulli_average_nll(in.heads, n, q);
    r.nll = at.value, r.gradient = {at.slope};
    r.best = {in.heads / n, 0};
    r.best_nll = math::bernoulli_average_nll(in.heads, n, in.heads / n).value;
    if (!std::isfinite(at.value)) return;
    const double share = in.heads / n;
    const auto value = [&](std::span<const math::Dual<>> p) {
        math::Dual<> sum = 0.0;
        if (share > 0) sum -= share * log(p[0]);
        if (share < 1) sum -= (1 - share) * log1p(-p[0]);
        return sum;
    };
    r.check = math::check_gradient(value, Vector{q}, r.gradient, Vector{1e-6}).worst;
}

}  // namespace

Kind kind_of(const Inputs& in) {
    if (!fits(in)) return Kind::Seeker;
    return in.model == "laplace"     ? Kind::Laplace
           : in.model == "mixture"   ? Kind::Means
           : in.model == "bernoulli" ? Kind::Coin
                                     : Kind::Gaussian;
}

std::string place_parameter(const Inputs& in) {
    if (!fits(in)) return "seeker";
    return in.model == "laplace" ? "laplace" : in.model == "mixture" ? "means" : "gaussian";
}

std::array<double, 2> place(const Inputs& in) {
    const Vector& v = !fits(in)               ? in.seeker
                      : in.model == "laplace" ? in.laplace
                      : in.model == "mixture" ? in.means
                                              : in.gaussian;
    return {v[0], v[1]};
}

const Domain& range_of(const Inputs& in) {
    return !fits(in)               ? in.seeker_range
           : in.model == "laplace" ? in.laplace_range
           : in.model == "mixture" ? in.means_range
                                   : in.gaussian_range;
}

bool all_equal(const Vector& x) {
    return std::all_of(x.begin(), x.end(), [&](double v) { return v == x[0]; });
}

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    Computed r;
    r.p = {in.weight, {in.mean_1, in.width_1}, {in.mean_2, in.width_2}};
    if (coin(in)) {
        toss(r, in);
        return r;
    }
    const std::size_t nodes = detail == Detail::Full ? full_nodes : drag_nodes;
    const Domain& d = range_of(in);
    const math::PlaneGrid grid{d.x.low, d.x.high, d.y.low, d.y.high, nodes, nodes};
    const auto [a, b] = place(in);
    r.model = {kind_of(in), a, b, in.width};
    if (fits(in)) {
        r.nll = r.model.nll(in.data);
        r.entropy = math::mixture_cross_entropy(r.p, r.p);
        r.expected = r.model.expected_nll(r.p);
        r.kl = r.expected - r.entropy;
        const auto g = r.model.gradient(in.data);
        r.gradient = {g[0], g[1]};
        r.check = r.model.check(in.data);
        find_best(r, in);
        fill_excess(r, in, grid, stop);
    } else {
        compare_directions(r, in, grid, stop);
    }
    r.levels = choose_levels(r.excess, Levels{in.level_rule, in.levels});
    return r;
}

}  // namespace lossfield::viz::maximum_likelihood
