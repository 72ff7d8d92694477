// The numbers of the lab: the live model against the samples and against p, the landscape of its parameters, and the
// Gaussians nearest to p in both directions.
#include "math/information/information.hpp"
#include "math/likelihood/gaussian_likelihood.hpp"
#include "math/likelihood/simple_likelihoods.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr std::size_t full_nodes = 96, drag_nodes = 56;
constexpr int most_steps = 400;  // of EM

// Where the samples' likelihood is largest.
void find_best(Computed& r, const Inputs& in) {
    if (r.model.kind == Kind::Gaussian) {
        const auto fit = math::gaussian_mle(in.data);
        r.best = {fit.mean, std::log(fit.variance)}, r.best_nll = fit.average_nll;
    } else if (r.model.kind == Kind::Laplace) {
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
    Vector values = math::nll_over_parameters(r.model.kind, in.width, in.data, grid, stop), hill;
    const double lowest = *std::min_element(values.begin(), values.end());
    const double least = static_cast<double>(in.data.size()) * r.best_nll;
    r.base = std::isfinite(r.best_nll) ? std::min(least, lowest) : lowest;
    for (double& v : values) {
        v -= r.base;
        hill.push_back(std::exp(-v));
    }
    r.excess = {live(in).range, grid.columns, grid.rows, std::move(values)};
    r.hill = {live(in).range, grid.columns, grid.rows, std::move(hill)};
}

void compare_directions(Computed& r, const Inputs& in, const math::PlaneGrid& grid,
                        const std::stop_token& stop) {
    using enum math::KlDirection;
    const auto& [kind, a, b, width] = r.model;
    const auto reverse_kl = math::gaussian_to_mixture_kl(Reverse, r.p, a, b);
    const auto forward_kl = math::gaussian_to_mixture_kl(Forward, r.p, a, b);
    r.forward = forward_kl.value, r.reverse = reverse_kl.value;
    const auto& gradient = (reverse(in) ? reverse_kl : forward_kl).gradient;
    r.gradient = {gradient[0], gradient[1]};
    r.check = math::check_gaussian_to_mixture_kl(in.direction, r.p, a, b, gradient);
    r.covering = math::forward_projection(r.p);
    r.seeking = math::reverse_minima(r.p);
    Vector values(grid.nodes());
    math::fill_gaussian_to_mixture_kl(in.direction, r.p, grid, values, stop);
    r.excess = r.hill = {live(in).range, grid.columns, grid.rows, std::move(values)};
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
    if (std::isfinite(at.value)) r.check = math::check_bernoulli_slope(r.best[0], q, at.slope);
}

}  // namespace

Live live(const Inputs& in) {
    if (!fits(in)) return {Kind::Seeker, "seeker", "mean $μ$", "log $σ$", in.seeker, in.seeker_range};
    if (in.model == Choice::Laplace)
        return {Kind::Laplace, "laplace", "centre $μ$", "log $b$", in.laplace, in.laplace_range};
    if (in.model == Choice::Mixture)
        return {Kind::Means, "means", "first mean $μ_1$", "second mean $μ_2$", in.means, in.means_range};
    return {Kind::Gaussian, "gaussian", "mean $μ$", "log $v$", in.gaussian, in.gaussian_range};
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
    const Live here = live(in);
    const auto& [x, y] = here.range;
    const math::PlaneGrid grid{x.low, x.high, y.low, y.high, nodes, nodes};
    r.model = {here.kind, here.at[0], here.at[1], in.width};
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
