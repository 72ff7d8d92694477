// The numbers of the lab: the live model against the samples and against p, the landscape of its parameters, and the
// Gaussians nearest to p in both directions.
#include "math/information/information.hpp"
#include "math/likelihood/absolute_line.hpp"
#include "math/likelihood/simple_likelihoods.hpp"
#include "viz/fragments/likelihood_landscape.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr std::size_t full_nodes = 96, drag_nodes = 56, least_nodes = 48;
// Of two means every sample is taken at every node, so many times in all; while something is dragged so many samples stand for all.
constexpr double most_terms = 2.4e7;
constexpr std::size_t most_means_in_drag = 128;

std::size_t nodes_of(const Inputs& in, Detail detail) {
    if (detail != Detail::Full) return drag_nodes;
    if (!fits(in) || in.model != Choice::Mixture) return full_nodes;
    const double borne = std::sqrt(most_terms / static_cast<double>(in.data.size()));
    return std::clamp(static_cast<std::size_t>(borne), least_nodes, full_nodes);
}

// The samples that the two means and the map are of.
Vector stand_ins(const Inputs& in, Detail detail) {
    if (detail == Detail::Full || in.model != Choice::Mixture || in.data.size() <= most_means_in_drag)
        return in.data;
    Vector sorted = in.data;
    std::sort(sorted.begin(), sorted.end());
    return math::at_places(sorted, math::even_places(sorted.size(), most_means_in_drag));
}

Domain grid_domain(const math::PlaneGrid& grid) {
    return {{grid.x_low, grid.x_high}, {grid.y_low, grid.y_high}};
}

// N (nll - least) at every node; where there is no least, above the least of the grid.
void fill_excess(Computed& r, const Inputs& in, const Vector& data, const math::PlaneGrid& grid,
                 const std::stop_token& stop) {
    const auto n = static_cast<double>(in.data.size());
    Vector values = math::nll_over_parameters(r.model.kind, in.width, data, grid, stop);
    if (data.size() < in.data.size())
        for (double& v : values) v *= n / static_cast<double>(data.size());
    r.base = *std::min_element(values.begin(), values.end());
    if (has_maximum(r)) r.base = std::min(n * r.best.nll, r.base);
    for (double& v : values) v -= r.base;
    Vector risen = values;
    if (crowded(in))
        for (double& v : risen) v /= n;
    r.excess = {grid_domain(grid), grid.columns, grid.rows, std::move(values)};
    r.hill = relative_likelihood({r.excess.domain, grid.columns, grid.rows, std::move(risen)});
    const double above = n * r.model.nll(data) - r.base;
    r.height = std::exp(-(crowded(in) ? above / n : above));
}

void fit(Computed& r, const Inputs& in, const Vector& data) {
    r.nll = r.model.nll(in.data);
    r.entropy = math::mixture_cross_entropy(r.p, r.p);
    r.expected = r.model.expected_nll(r.p);
    r.kl = r.expected - r.entropy;
    const auto g = r.model.gradient(in.data);
    r.gradient = {g[0], g[1]};
    r.check = r.model.check(in.data);
    r.best = math::most_likely(r.model.kind, in.width, data, {in.means[0], in.means[1]});
}

void compare_directions(Computed& r, const Inputs& in, const math::PlaneGrid& grid,
                        const std::stop_token& stop) {
    using enum math::KlDirection;
    const double mean = r.model.a, log_deviation = r.model.b;
    const auto reverse_kl = math::gaussian_to_mixture_kl(Reverse, r.p, mean, log_deviation);
    const auto forward_kl = math::gaussian_to_mixture_kl(Forward, r.p, mean, log_deviation);
    r.forward = forward_kl.value, r.reverse = reverse_kl.value;
    const auto& gradient = (reverse(in) ? reverse_kl : forward_kl).gradient;
    r.gradient = {gradient[0], gradient[1]};
    r.check = math::check_gaussian_to_mixture_kl(in.direction, r.p, mean, log_deviation, gradient);
    r.covering = math::forward_projection(r.p);
    r.seeking = math::reverse_minima(r.p);
    Vector values(grid.nodes());
    math::fill_gaussian_to_mixture_kl(in.direction, r.p, grid, values, stop);
    r.excess = r.hill = {grid_domain(grid), grid.columns, grid.rows, std::move(values)};
}

void toss(Computed& r, const Inputs& in) {
    const double n = in.heads + in.tails, q = in.chance, t = in.true_chance;
    const Vector truth{t, 1 - t}, model{q, 1 - q};
    r.entropy = math::entropy(truth), r.kl = math::kl(truth, model);
    r.expected = r.entropy + r.kl;
    if (n == 0) {
        r.nll = nan;
        return;
    }
    const auto at = math::bernoulli_average_nll(in.heads, n, q);
    r.nll = at.value, r.gradient = {at.slope};
    r.best.at = {in.heads / n, 0};
    r.best.nll = math::bernoulli_average_nll(in.heads, n, in.heads / n).value;
    if (!calls_impossible(r)) r.check = math::check_bernoulli_slope(r.best.at[0], q, at.slope);
}

}  // namespace

Live live(const Inputs& in) {
    if (!fits(in)) return {Kind::Seeker, "seeker", "mean $μ$", "log $σ$", in.seeker};
    if (in.model == Choice::Laplace) return {Kind::Laplace, "laplace", "centre $μ$", "log $b$", in.laplace};
    if (in.model == Choice::Mixture)
        return {Kind::Means, "means", "first mean $μ_1$", "second mean $μ_2$", in.means};
    return {Kind::Gaussian, "gaussian", "mean $μ$", "log $v$", in.gaussian};
}

Domain Inputs::domain() const { return range ? *range : automatic_range(*this); }

bool all_equal(const Vector& samples) {
    return std::all_of(samples.begin(), samples.end(), [&](double v) { return v == samples[0]; });
}

bool unbounded(const Inputs& in) {
    return fits(in) && !coin(in) && in.model != Choice::Mixture && all_equal(in.data);
}

bool has_two_hills(const Inputs& in) {
    return in.weight > 0 && in.weight < 1 && (in.mean_1 != in.mean_2 || in.width_1 != in.width_2);
}

std::size_t minima_on_hills(const Inputs& in, const Computed& r) {
    const auto on = [](const math::ProjectedGaussian& q, double mean, double width) {
        return std::abs(q.mean - mean) <= width && q.deviation <= 1.5 * width;
    };
    return static_cast<std::size_t>(std::count_if(r.seeking.begin(), r.seeking.end(), [&](const auto& q) {
        return on(q, in.mean_1, in.width_1) || on(q, in.mean_2, in.width_2);
    }));
}

bool two_lowest(const Computed& r) {
    return r.seeking.size() > 1 && r.seeking[1].kl - r.seeking[0].kl <= 1e-9;
}

bool never_parts(const Inputs& in) {
    return fits(in) && in.model == Choice::Mixture && in.means[0] == in.means[1] && !all_equal(in.data);
}

Computed compute(const Inputs& in, Detail detail, std::stop_token stop) {
    Computed r;
    r.p = {in.weight, {in.mean_1, in.width_1}, {in.mean_2, in.width_2}};
    if (coin(in)) {
        toss(r, in);
        return r;
    }
    const std::size_t nodes = nodes_of(in, detail);
    const Live here = live(in);
    const auto [x, y] = in.domain();
    const math::PlaneGrid grid{x.low, x.high, y.low, y.high, nodes, nodes};
    r.model = {here.kind, here.at[0], here.at[1], in.width};
    if (fits(in)) {
        const Vector data = stand_ins(in, detail);
        r.fitted = data.size();
        fit(r, in, data), fill_excess(r, in, data, grid, stop);
    } else {
        compare_directions(r, in, grid, stop);
    }
    r.levels = choose_levels(r.excess, Levels{in.level_rule, in.levels});
    return r;
}

}  // namespace lossfield::viz::maximum_likelihood
