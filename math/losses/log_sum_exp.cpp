#include "math/losses/log_sum_exp.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/information/information.hpp"
#include "math/simplex/softmax.hpp"

namespace lossfield::math {

LogSumExpBounds log_sum_exp_bounds(std::span<const double> x, double tau, std::span<const double> p) {
    check_positive("log_sum_exp_bounds: temperature", tau);
    check_size("log_sum_exp_bounds: number of probabilities", p.size(), x.size());
    LogSumExpBounds b;
    b.largest = x[largest(x)];
    const double spread = tau * std::log(static_cast<double>(x.size()));
    b.highest = b.largest + spread;
    double mean_below = 0.0, weighted_below = 0.0, collision = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double below = x[i] - b.largest;
        mean_below += below / static_cast<double>(x.size());
        if (p[i] > 0.0) weighted_below += p[i] * below;
        collision += p[i] * p[i];
    }
    b.from_mean = b.highest + mean_below;
    b.weighted_mean = b.largest + weighted_below;
    b.from_entropy = b.weighted_mean + tau * entropy(p);
    b.from_collision = b.weighted_mean - tau * std::log(collision);
    return b;
}

namespace {

double pair(double a, double b, double tau) {
    const double top = std::max(a, b);
    return top + tau * std::log1p(std::exp((std::min(a, b) - top) / tau));
}

}  // namespace

std::vector<double> log_sum_exp_plane(const PlaneGrid& grid, std::span<const double> rest, double tau) {
    check_positive("log_sum_exp_plane: temperature", tau);
    std::vector<double> first(grid.columns), values;
    for (std::size_t i = 0; i < grid.columns; ++i)
        first[i] = rest.empty() ? grid.x(i) : pair(grid.x(i), log_sum_exp(rest, tau), tau);
    values.reserve(grid.nodes());
    for (std::size_t j = 0; j < grid.rows; ++j)
        for (std::size_t i = 0; i < grid.columns; ++i) values.push_back(pair(first[i], grid.y(j), tau));
    return values;
}

Corners maximum_corners(const PlaneGrid& grid, std::span<const double> levels, double rest) {
    constexpr double gap = std::numeric_limits<double>::quiet_NaN();
    Corners lines;
    const auto add = [&](double x_from, double y_from, double x_to, double y_to) {
        lines.x.insert(lines.x.end(), {x_from, x_to, gap});
        lines.y.insert(lines.y.end(), {y_from, y_to, gap});
    };
    for (const double c : levels) {
        if (c <= rest) continue;
        if (c < grid.x_high && c > grid.x_low) add(c, grid.y_low, c, std::min(c, grid.y_high));
        if (c < grid.y_high && c > grid.y_low) add(std::min(c, grid.x_high), c, grid.x_low, c);
    }
    return lines;
}

GradientCheck check_log_sum_exp_gradient(std::span<const double> x, double tau) {
    const std::vector<double> p = softmax(x, tau);
    const double top = x[largest(x)];
    std::vector<double> scale(p.size());
    // A share that no double can hold is as right as nothing.
    std::transform(p.begin(), p.end(), scale.begin(), [](double share) { return 1e-6 * share + 1e-300; });
    return check_gradient(
        [&](std::span<const Dual<double>> z) {
            Dual<double> sum = 0.0;
            for (const Dual<double>& entry : z) sum += exp((entry - top) / tau);
            return tau * log(sum) + top;
        },
        x, p, scale);
}

}  // namespace lossfield::math
