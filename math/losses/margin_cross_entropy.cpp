#include "math/losses/margin_cross_entropy.hpp"

#include <algorithm>
#include <limits>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

constexpr double grid_reach = 300.0;
// The two other classes.
constexpr std::array<std::array<std::size_t, 2>, 3> other_classes{{{1, 2}, {2, 0}, {0, 1}}};

}  // namespace

MarginCrossEntropy::MarginCrossEntropy(double temperature, const ThreeLogits& target, double margin,
                                       double smoothing)
    : temperature_(temperature), margin_(margin), y_(target) {
    check_positive("MarginCrossEntropy: temperature", temperature);
    if (!(smoothing >= 0.0)) violated("MarginCrossEntropy: smoothing", smoothing, ">=", 0.0);
    if (!(smoothing <= 1.0)) violated("MarginCrossEntropy: smoothing", smoothing, "<=", 1.0);
    for (std::size_t k = 0; k < 3; ++k) {
        if (!(y_[k] >= 0.0)) violated("MarginCrossEntropy: target", y_[k], ">=", 0.0);
        t_[k] = (1.0 - smoothing) * y_[k] + smoothing / 3.0;
    }
}

MarginCrossEntropy::Weights MarginCrossEntropy::weights(const ThreeLogits& z) const {
    const auto above = [&](std::size_t a, std::size_t b) {
        return ((z[a] - z[b]) - margin_ * (y_[a] - y_[b])) / temperature_;
    };
    Weights out;
    for (const std::size_t k : {1U, 2U})
        if (above(k, out.top) > 0.0) out.top = k;
    for (std::size_t k = 0; k < 3; ++k) out.w[k] = k == out.top ? 1.0 : std::exp(above(k, out.top));
    const auto [a, b] = other_classes[out.top];
    out.sum = 1.0 + (out.w[a] + out.w[b]);
    return out;
}

ThreeLogits MarginCrossEntropy::probabilities(const ThreeLogits& z) const {
    const Weights e = weights(z);
    return {e.w[0] / e.sum, e.w[1] / e.sum, e.w[2] / e.sum};
}

ThreeLogits MarginCrossEntropy::log_probabilities(const ThreeLogits& z) const {
    const Weights e = weights(z);
    const auto [a, b] = other_classes[e.top];
    const double log_sum = std::log1p(e.w[a] + e.w[b]);
    ThreeLogits out{};
    for (std::size_t k = 0; k < 3; ++k)
        out[k] = ((z[k] - z[e.top]) - margin_ * (y_[k] - y_[e.top])) / temperature_ - log_sum;
    return out;
}

ThreeLogits MarginCrossEntropy::gradient(const ThreeLogits& z) const {
    const Weights e = weights(z);
    ThreeLogits g{};
    for (std::size_t k = 0; k < 3; ++k) {
        const auto [a, b] = other_classes[k];
        g[k] = (e.w[k] * (t_[a] + t_[b]) - t_[k] * (e.w[a] + e.w[b])) / e.sum / temperature_;
    }
    return g;
}

Symmetric2 MarginCrossEntropy::hessian(const ThreeLogits& z) const {
    const ThreeLogits p = probabilities(z);
    const double squared = temperature_ * temperature_;
    const double first = p[0] * p[2], second = p[1] * p[2];
    return {(2.0 * p[0] * p[1] + 0.5 * (first + second)) / squared,
            0.5 * std::numbers::sqrt3 * (first - second) / squared, 1.5 * (first + second) / squared};
}

ThreeLogits MarginCrossEntropy::natural(const ThreeLogits& z, const ThreeLogits& g) const {
    const Weights e = weights(z);
    const ThreeLogits own = gradient(z);
    ThreeLogits out{};
    for (std::size_t k = 0; k < 3; ++k)
        out[k] = t_[k] == 0.0 ? 0.0 : -temperature_ * t_[k] * (e.sum / e.w[k]);
    if (g != own) {
        // What was added to the gradient, without its shift, which F does not see.
        const ThreeLogits added{g[0] - own[0], g[1] - own[1], g[2] - own[2]};
        const double shift = mean_of(added);
        for (std::size_t k = 0; k < 3; ++k)
            out[k] += temperature_ * temperature_ * (added[k] - shift) * (e.sum / e.w[k]);
    }
    const double mean = mean_of(out);
    for (double& v : out) v -= mean;
    return out;
}

std::optional<ThreeLogits> MarginCrossEntropy::minimum() const {
    if (!(t_[0] > 0.0 && t_[1] > 0.0 && t_[2] > 0.0)) return std::nullopt;
    return logits_of(t_);
}

double MarginCrossEntropy::least() const {
    double entropy = 0.0;
    for (const double t : t_)
        if (t > 0.0) entropy -= t * std::log(t);
    return entropy;
}

double MarginCrossEntropy::value_at(const ThreeLogits& p) const {
    double loss = 0.0;
    for (std::size_t k = 0; k < 3; ++k)
        if (t_[k] > 0.0) loss -= t_[k] * std::log(p[k]);
    return loss;
}

ThreeLogits MarginCrossEntropy::logits_of(const ThreeLogits& p) const {
    ThreeLogits z{};
    for (std::size_t k = 0; k < 3; ++k) z[k] = temperature_ * std::log(p[k]) + margin_ * y_[k];
    const double mean = mean_of(z);
    for (double& v : z) v -= mean;
    return z;
}

GradientCheck MarginCrossEntropy::check(const ThreeLogits& z) const {
    const ThreeLogits g = gradient(z);
    const Weights e = weights(z);
    ThreeLogits scale{};
    for (std::size_t k = 0; k < 3; ++k) {
        const auto [a, b] = other_classes[k];
        scale[k] = 1e-6 * (e.w[k] * (t_[a] + t_[b]) + t_[k] * (e.w[a] + e.w[b])) / e.sum / temperature_;
        scale[k] = std::max(scale[k], std::numeric_limits<double>::min());
    }
    return check_gradient(
        [&](std::span<const Dual<double>> x) {
            return value(std::array<Dual<double>, 3>{x[0], x[1], x[2]});
        },
        z, g, scale);
}

std::vector<double> MarginCrossEntropy::over_plane(const PlaneGrid& grid) const {
    // Counted from the class with the largest share of the target: there nothing cancels where the loss is small.
    const auto r = static_cast<std::size_t>(std::max_element(t_.begin(), t_.end()) - t_.begin());
    const auto [a, b] = other_classes[r];
    struct Gap {  // (s_k - s_r) / T = x by_x + y by_y + constant
        double by_x, by_y, constant;
    };
    const auto gap = [&](std::size_t k) {
        return Gap{(plane_x[k] - plane_x[r]) / temperature_, (plane_y[k] - plane_y[r]) / temperature_,
                   -margin_ * (y_[k] - y_[r]) / temperature_};
    };
    const Gap first = gap(a), second = gap(b);
    const auto most = [&](const Gap& g) {
        return std::abs(g.constant) +
               std::abs(g.by_x) * std::max(std::abs(grid.x_low), std::abs(grid.x_high)) +
               std::abs(g.by_y) * std::max(std::abs(grid.y_low), std::abs(grid.y_high));
    };
    std::vector<double> values(grid.nodes());
    if (!(most(first) < grid_reach && most(second) < grid_reach)) {
        for (std::size_t j = 0; j < grid.rows; ++j)
            for (std::size_t i = 0; i < grid.columns; ++i)
                values[j * grid.columns + i] = value(logits_at({grid.x(i), grid.y(j)}));
        return values;
    }
    std::vector<double> in_first(grid.columns), in_second(grid.columns), linear(grid.columns);
    for (std::size_t i = 0; i < grid.columns; ++i) {
        const double x = grid.x(i);
        in_first[i] = std::exp(first.by_x * x + first.constant);
        in_second[i] = std::exp(second.by_x * x + second.constant);
        linear[i] = t_[a] * (first.by_x * x + first.constant) + t_[b] * (second.by_x * x + second.constant);
    }
    for (std::size_t j = 0; j < grid.rows; ++j) {
        const double y = grid.y(j);
        const double up_first = std::exp(first.by_y * y), up_second = std::exp(second.by_y * y);
        const double height = (t_[a] * first.by_y + t_[b] * second.by_y) * y;
        double* row = values.data() + j * grid.columns;
        for (std::size_t i = 0; i < grid.columns; ++i) {
            const double weight = in_first[i] * up_first + in_second[i] * up_second;
            const double sum = 1.0 + weight;
            // log1p: the second term is what rounding the sum has lost.
            row[i] = std::log(sum) + (weight - (sum - 1.0)) / sum - (linear[i] + height);
        }
    }
    return values;
}

}  // namespace lossfield::math
