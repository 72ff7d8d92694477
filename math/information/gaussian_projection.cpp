#include "math/information/gaussian_projection.hpp"

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr int most_steps = 200;
constexpr double finest_step = 0.03;         // in x
constexpr double nodes_per_deviation = 1.3;  // at least
constexpr double coarse_nodes = 6.0;         // to a deviation, where there is no table
constexpr double table_reach = 7.0;          // deviations
const double half_log_two_pi_e = 0.5 * std::log(2.0 * std::numbers::pi * std::numbers::e);

double entropy_of(const Mixture& p) { return mixture_cross_entropy(p, p); }

// H(p, q) and its derivatives by (m, log s): with a = 1/2 E_p (x - m)^2 / s^2 it is 1/2 log 2 pi + log s + a.
LocalModel gaussian_cross_entropy(const Mixture& p, double mean, double log_deviation) {
    const double v = std::exp(2.0 * log_deviation), off = mean - mixture_mean(p);
    const double a = 0.5 * (mixture_variance(p) + off * off) / v;
    return {0.5 * std::log(2.0 * std::numbers::pi) + log_deviation + a,
            {off / v, 1.0 - 2.0 * a},
            {1.0 / v, -2.0 * off / v, 4.0 * a}};
}

constexpr double all_nodes = 400.0, some_nodes = 100.0, few_nodes = 16.0;  // to a deviation, at most

LocalModel reverse_model(const Mixture& p, double mean, double log_deviation, double most_nodes = all_nodes) {
    const double s = std::exp(log_deviation);
    LocalModel m{-half_log_two_pi_e - log_deviation, {0.0, -1.0}, {}};
    each_node(s, std::max(expectation_step(p, s), s / most_nodes), [&](double u, double weight) {
        const auto [log_p, slope, curvature] = mixture_log_density_terms(p, mean + s * u);
        const double z = s * u;
        m.value -= weight * log_p;
        m.gradient[0] -= weight * slope;
        m.gradient[1] -= weight * z * slope;
        m.hessian.xx -= weight * curvature;
        m.hessian.xy -= weight * z * curvature;
        m.hessian.yy -= weight * (z * slope + z * z * curvature);
    });
    return m;
}

// Newton's step with the Hessian lifted until it leads down, halved until it comes lower.
bool descend(const Mixture& p, std::array<double, 2>& at, LocalModel& model, double nodes) {
    model = reverse_model(p, at[0], at[1], nodes);
    for (int step = 0; step < most_steps; ++step) {
        const auto& g = model.gradient;
        if (std::hypot(g[0], g[1]) < 1e-10) break;
        const auto& [xx, xy, yy] = model.hessian;
        const double lift =
            std::max(0.0, 1e-3 * (1.0 + std::abs(xx) + std::abs(yy)) - curvatures(model.hessian).smallest);
        const double a = xx + lift, b = yy + lift, determinant = a * b - xy * xy;
        const double dx = -(b * g[0] - xy * g[1]) / determinant, dy = -(a * g[1] - xy * g[0]) / determinant;
        double length = 1.0;
        bool lower = false;
        for (; length > 1e-6 && !lower; length *= 0.5) {
            const std::array<double, 2> next{at[0] + length * dx, at[1] + length * dy};
            if (std::abs(length * dy) > 2.0) continue;  // no leaps of scale
            const LocalModel there = reverse_model(p, next[0], next[1], nodes);
            const double gain = model.value - there.value;
            const bool closer = std::hypot(there.gradient[0], there.gradient[1]) < std::hypot(g[0], g[1]);
            // Near the minimum the value no longer tells, but the gradient does.
            lower = gain > 0.0 || (gain > -1e-13 * (1.0 + std::abs(model.value)) && closer);
            if (lower) at = next, model = there;
            if (lower) break;
        }
        if (!lower) break;
    }
    return std::hypot(model.gradient[0], model.gradient[1]) < 1e-9 &&
           curvatures(model.hessian).smallest > 0.0;
}

// Values of log p at the nodes of every column, for all rows: on one line of nodes where columns are as far apart as nodes
// may be, else on a line each.
struct Table {
    double step = 0.0;
    double least_deviation = 0.0;  // of the rows that it is fine enough for
    int before = 0, stride = 1;    // nodes below a column's own, and from one column's to the next one's
    std::vector<double> log_p;

    Table(const Mixture& p, const PlaneGrid& grid) {
        constexpr double most_terms = 2e4, most_nodes = 2e5;  // of a sum; in all
        const double column = grid.columns > 1 ? grid.x(1) - grid.x(0) : 1.0;
        const double columns = static_cast<double>(grid.columns);
        const double rows = std::exp(grid.y_low) / nodes_per_deviation;
        const double wanted = std::max(std::min(expectation_step(p, 12.0), rows), finest_step);
        const double length = 2.0 * table_reach * std::exp(grid.y_high);
        const double least = std::max(wanted, length / most_terms);
        const double one_line = std::max(least, column * columns / most_nodes),
                     many_lines = std::max(least, length * columns / most_nodes);
        const bool shared = column >= one_line && one_line <= many_lines;
        step = shared ? one_line : many_lines;
        least_deviation = (step > wanted ? coarse_nodes : nodes_per_deviation - 0.01) * step;
        const int parts = shared ? static_cast<int>(std::ceil(column / step)) : 1;
        if (shared) step = column / parts;
        before = static_cast<int>(std::ceil(0.5 * length / step));
        stride = shared ? parts : 2 * before + 1;
        const int nodes = 2 * before + 1 + stride * (static_cast<int>(grid.columns) - 1);
        for (int k = 0; k < nodes; ++k) {
            const int line = shared ? 0 : k / stride;
            log_p.push_back(
                mixture_log_density(p, grid.x_low + column * line + step * (k - line * stride - before)));
        }
    }
};

void fill_reverse(const Mixture& p, const PlaneGrid& grid, std::span<double> values,
                  const std::stop_token& stop) {
    const Table table(p, grid);
    std::vector<double> weight;
    for (std::size_t j = 0; j < grid.rows; ++j) {
        if (stop.stop_requested()) return;
        const double log_s = grid.y(j), s = std::exp(log_s);
        double* out = values.data() + j * grid.columns;
        if (s < table.least_deviation) {
            for (std::size_t i = 0; i < grid.columns; ++i)
                out[i] = reverse_kl(p, grid.x(i), log_s, 1.0 / coarse_nodes);
            continue;
        }
        weight.clear();
        const int half = static_cast<int>(table_reach * s / table.step);
        double total = 0.0;
        for (int k = -half; k <= half; ++k) {
            const double u = k * table.step / s;
            weight.push_back(std::exp(-0.5 * u * u));
            total += weight.back();
        }
        for (std::size_t i = 0; i < grid.columns; ++i) {
            const double* at = table.log_p.data() + table.before + static_cast<int>(i) * table.stride - half;
            // Eight sums side by side, in an order that is always the same.
            std::array<double, 8> sum{};
            std::size_t k = 0;
            for (; k + 8 <= weight.size(); k += 8)
                for (std::size_t lane = 0; lane < 8; ++lane) sum[lane] += weight[k + lane] * at[k + lane];
            for (; k < weight.size(); ++k) sum[k % 8] += weight[k] * at[k];
            double expected = 0.0;
            for (const double part : sum) expected += part;
            out[i] = -half_log_two_pi_e - log_s - expected / total;
        }
    }
}

}  // namespace

LocalModel gaussian_to_mixture_kl(KlDirection direction, const Mixture& p, double mean,
                                  double log_deviation) {
    check_mixture(p);
    if (direction == KlDirection::Reverse) return reverse_model(p, mean, log_deviation);
    LocalModel m = gaussian_cross_entropy(p, mean, log_deviation);
    m.value -= entropy_of(p);
    return m;
}

ProjectedGaussian forward_projection(const Mixture& p) {
    check_mixture(p);
    const double mean = mixture_mean(p), s = std::sqrt(mixture_variance(p));
    return {mean, s, gaussian_cross_entropy(p, mean, std::log(s)).value - entropy_of(p)};
}

std::vector<ProjectedGaussian> reverse_minima(const Mixture& p) {
    check_mixture(p);
    const double middle = mixture_mean(p), wide = std::sqrt(mixture_variance(p));
    std::vector<ProjectedGaussian> found;
    for (const Gaussian& start : {p.first, p.second, Gaussian{middle, wide}}) {
        std::array<double, 2> at{start.mean, std::log(start.deviation)};
        LocalModel model;
        // Most of the way on few nodes, which may end beside the minimum but not far from it. Not from between the
        // components: where their logarithms meet few nodes see a ridge, though there may be a shallow dip.
        if (start.deviation != wide)
            for (const double nodes : {few_nodes, some_nodes}) (void)descend(p, at, model, nodes);
        if (!descend(p, at, model, all_nodes)) continue;
        const double s = std::exp(at[1]);
        const bool known = std::any_of(found.begin(), found.end(), [&](const ProjectedGaussian& f) {
            return std::abs(f.mean - at[0]) < 1e-3 * s && std::abs(f.deviation - s) < 1e-3 * s;
        });
        if (!known) found.push_back({at[0], s, model.value});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.kl < b.kl - 1e-9; });
    return found;
}

void fill_gaussian_to_mixture_kl(KlDirection direction, const Mixture& p, const PlaneGrid& grid,
                                 std::span<double> values, const std::stop_token& stop) {
    check_mixture(p);
    check_size("fill_gaussian_to_mixture_kl: number of values", values.size(), grid.nodes());
    if (direction == KlDirection::Reverse) return fill_reverse(p, grid, values, stop);
    const double entropy = entropy_of(p), mean = mixture_mean(p), variance = mixture_variance(p);
    for (std::size_t j = 0; j < grid.rows; ++j) {
        const double log_s = grid.y(j), half = 0.5 * std::exp(-2.0 * log_s);
        const double base = 0.5 * std::log(2.0 * std::numbers::pi) + log_s - entropy + half * variance;
        for (std::size_t i = 0; i < grid.columns; ++i) {
            const double off = grid.x(i) - mean;
            values[j * grid.columns + i] = base + half * off * off;
        }
    }
}

}  // namespace lossfield::math
