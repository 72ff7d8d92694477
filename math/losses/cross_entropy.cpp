#include "math/losses/cross_entropy.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace lossfield::math {
namespace {

// Sums of all entries but one, without subtracting the largest entry from a sum that it dominates.
class SumWithout {
  public:
    explicit SumWithout(std::span<const double> y) : y_(y), largest_(largest(y)) {
        for (std::size_t k = 0; k < y.size(); ++k) {
            if (k != largest_) others_ += y[k];
        }
    }
    [[nodiscard]] double operator()(std::size_t k) const {
        return k == largest_ ? others_ : y_[largest_] + (others_ - y_[k]);
    }
    [[nodiscard]] double total() const { return y_[largest_] + others_; }

  private:
    std::span<const double> y_;
    std::size_t largest_;
    double others_ = 0.0;
};

// p, 1 - p and e_k of the squared error; 1 - p is summed from the other classes, never subtracted.
struct SquaredErrorParts {
    std::vector<double> p, rest, pull;
};

SquaredErrorParts squared_error_parts(std::span<const double> z, double temperature,
                                      std::span<const double> y) {
    check_size("softmax_squared_error: number of targets", y.size(), z.size());
    const std::size_t classes = z.size();
    SquaredErrorParts parts{std::vector<double>(classes), std::vector<double>(classes),
                            std::vector<double>(classes)};
    const ShiftedExponentials e = shifted_exponentials(z, temperature, parts.p);
    std::vector<double> difference(classes);
    for (std::size_t k = 0; k < classes; ++k) {
        const double rest = e.sum_without(k, parts.p[k]);
        difference[k] = (parts.p[k] * (1.0 - y[k]) - y[k] * rest) / e.sum();
        parts.rest[k] = rest / e.sum();
    }
    for (double& x : parts.p) x /= e.sum();
    for (std::size_t k = 0; k < classes; ++k) {
        double slope = 0.0;
        for (std::size_t j = 0; j < classes; ++j) slope += parts.p[j] * (difference[k] - difference[j]);
        parts.pull[k] = slope;
    }
    return parts;
}

}  // namespace

std::vector<double> one_hot(std::size_t target, std::size_t classes) {
    check_at_least("one_hot: number of classes", classes, target + 1);
    std::vector<double> y(classes, 0.0);
    y[target] = 1.0;
    return y;
}

void cross_entropy_gradient(std::span<const double> z, double temperature, std::span<const double> y,
                            std::span<double> gradient) {
    check_size("cross_entropy: number of targets", y.size(), z.size());
    const ShiftedExponentials e = shifted_exponentials(z, temperature, gradient);
    const SumWithout other_targets(y);
    for (std::size_t k = 0; k < z.size(); ++k) {
        const double weight = gradient[k];
        const double pull = weight * other_targets(k) - y[k] * e.sum_without(k, weight);
        gradient[k] = pull / e.sum() / temperature;
    }
}

LossAndGradient cross_entropy(std::span<const double> z, double temperature, std::span<const double> y) {
    LossAndGradient result{cross_entropy_loss(z, temperature, y), std::vector<double>(z.size())};
    cross_entropy_gradient(z, temperature, y, result.gradient);
    return result;
}

std::vector<double> cross_entropy_hessian(std::span<const double> z, double temperature,
                                          std::span<const double> y) {
    check_size("cross_entropy: number of targets", y.size(), z.size());
    const std::size_t classes = z.size();
    std::vector<double> weight(classes);
    const ShiftedExponentials e = shifted_exponentials(z, temperature, weight);
    const double factor = SumWithout(y).total() / temperature / temperature;
    std::vector<double> hessian(classes * classes);
    for (std::size_t i = 0; i < classes; ++i) {
        const double p = weight[i] / e.sum();
        for (std::size_t j = 0; j < classes; ++j) {
            const double rest = i == j ? e.sum_without(i, weight[i]) : -weight[j];
            hessian[i * classes + j] = factor * p * (rest / e.sum());
        }
    }
    return hessian;
}

double naive_cross_entropy(std::span<const double> z, double temperature, std::span<const double> y) {
    check_size("naive_cross_entropy: number of targets", y.size(), z.size());
    const std::vector<double> p = naive_softmax(z, temperature);
    double loss = 0.0;
    for (std::size_t k = 0; k < p.size(); ++k) loss -= y[k] * std::log(p[k]);
    return loss;
}

std::optional<NaiveCause> naive_cause(std::span<const double> z, double temperature,
                                      std::span<const double> y) {
    check_size("naive_cause: number of targets", y.size(), z.size());
    constexpr double subnormal = std::numeric_limits<double>::min();
    std::vector<double> e(z.size());
    double sum = 0.0;
    for (std::size_t k = 0; k < z.size(); ++k) sum += e[k] = std::exp(z[k] / temperature);
    const std::size_t top = largest(z);
    if (std::isinf(e[top])) return NaiveCause{NaiveFailure::Overflow, top};
    if (std::isinf(sum)) return NaiveCause{NaiveFailure::SumOverflow, top};
    if (sum == 0.0) return NaiveCause{NaiveFailure::SumVanishes, top};
    for (const bool asked_for : {false, true}) {
        std::optional<std::size_t> least;
        for (std::size_t k = 0; k < z.size(); ++k)
            if (e[k] / sum == 0.0 && (y[k] > 0.0) == asked_for && (!least || z[k] < z[*least])) least = k;
        if (least)
            return NaiveCause{e[*least] == 0.0 ? NaiveFailure::Vanishes : NaiveFailure::ShareVanishes,
                              *least};
    }
    const std::vector<double> exact = log_softmax(z, temperature);
    std::optional<std::size_t> worst;
    double error = 0.0;
    for (std::size_t k = 0; k < z.size(); ++k) {
        const double off = y[k] * std::abs(std::log(e[k] / sum) - exact[k]);
        if (e[k] / sum < subnormal || e[k] < subnormal)
            if (off > error) worst = k, error = off;
    }
    if (!worst) return std::nullopt;
    return NaiveCause{e[*worst] < subnormal ? NaiveFailure::Subnormal : NaiveFailure::ShareSubnormal, *worst};
}

LossAndGradient softmax_squared_error(std::span<const double> z, double temperature,
                                      std::span<const double> y) {
    LossAndGradient result{softmax_squared_error_loss(z, temperature, y), std::vector<double>(z.size())};
    const SquaredErrorParts s = squared_error_parts(z, temperature, y);
    for (std::size_t k = 0; k < z.size(); ++k) result.gradient[k] = s.p[k] * s.pull[k] / temperature;
    return result;
}

std::vector<double> softmax_squared_error_hessian(std::span<const double> z, double temperature,
                                                  std::span<const double> y) {
    const std::size_t classes = z.size();
    const SquaredErrorParts s = squared_error_parts(z, temperature, y);
    std::vector<double> hessian(classes * classes, 0.0);
    for (std::size_t i = 0; i < classes; ++i) {
        for (std::size_t j = i + 1; j < classes; ++j) {
            double sum = s.pull[i] + s.pull[j] + s.p[i] * s.rest[i] + s.p[j] * s.rest[j];
            for (std::size_t k = 0; k < classes; ++k) {
                if (k != i && k != j) sum -= s.p[k] * s.p[k];
            }
            const double entry = -s.p[i] * s.p[j] * sum / temperature / temperature;
            hessian[i * classes + j] = hessian[j * classes + i] = entry;
            hessian[i * classes + i] -= entry;
            hessian[j * classes + j] -= entry;
        }
    }
    return hessian;
}

GradientCheck check_cross_entropy_gradient(std::span<const double> z, double temperature,
                                           std::span<const double> y) {
    std::vector<double> closed(z.size());
    cross_entropy_gradient(z, temperature, y, closed);
    std::vector<double> weight(z.size());
    const ShiftedExponentials e = shifted_exponentials(z, temperature, weight);
    const SumWithout other_targets(y);
    std::vector<double> scale(z.size());
    for (std::size_t k = 0; k < z.size(); ++k) {
        const double terms = weight[k] * other_targets(k) + y[k] * e.sum_without(k, weight[k]);
        scale[k] = 1e-6 * terms / e.sum() / temperature;
    }
    const auto loss = [&](std::span<const Dual<double>> x) { return cross_entropy_loss(x, temperature, y); };
    return check_gradient(loss, z, closed, scale);
}

}  // namespace lossfield::math
