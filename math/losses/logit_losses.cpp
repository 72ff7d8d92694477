#include "math/losses/logit_losses.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lossfield::math {
namespace {

void check_between(const char* what, double found, double low, double high) {
    if (!(found >= low)) violated(what, found, ">=", low);
    if (!(found <= high)) violated(what, found, "<=", high);
}

// u = p - y with every component relative to itself, and what losses of p_t alone need of log p_t.
struct TargetView {
    std::vector<double> p, u;
    double q = 0.0, c = 0.0;

    TargetView(std::span<const double> z, double temperature, std::size_t target) : p(z.size()), u(z.size()) {
        const ShiftedExponentials e = shifted_exponentials(z, temperature, p);
        q = e.sum_without(target, p[target]) / e.sum();
        for (double& x : p) x /= e.sum();
        u = p;
        u[target] = -q;
        c = cross_entropy_loss(z, temperature, one_hot(target, z.size()));
    }
};

// w = -F' and q F'' of F(log p_t): q F'' u u^T / q stays finite where q^(f-1) does not.
struct Pull {
    double w;
    double bend;
};

Pull pull_of(const LogitLoss& loss, const TargetView& v, std::size_t target) {
    const double p = v.p[target];
    if (loss.kind == LogitLossKind::GammaCrossEntropy && loss.gamma > 0.0) {
        const double mixed = loss.gamma + (1.0 - loss.gamma) * p;
        return {p / mixed, -loss.gamma * p / mixed / mixed * v.q};
    }
    if (loss.kind == LogitLossKind::Focal && loss.focal_gamma > 0.0) {
        const double f = loss.focal_gamma;
        const double power = std::pow(v.q, f);
        const double ratio = v.q > 0.0 ? v.c / v.q : 1.0;
        return {power * (1.0 + f * p * ratio), f * p * power * (2.0 - v.c + (f - 1.0) * p * ratio)};
    }
    return {1.0, 0.0};
}

// Below it the terms themselves become subnormal and lose digits.
constexpr double smallest_exact = 1e-285;

}  // namespace

void check_logit_loss(const LogitLoss& loss) {
    if (loss.kind == LogitLossKind::GammaCrossEntropy)
        check_between("gamma_cross_entropy: gamma", loss.gamma, 0.0, 1.0);
    if (loss.kind == LogitLossKind::Focal)
        check_between("focal: gamma", loss.focal_gamma, 0.0, std::numeric_limits<double>::max());
    if (loss.kind == LogitLossKind::LabelSmoothed)
        check_between("label_smoothed: smoothing", loss.smoothing, 0.0, 1.0);
}

std::vector<double> smoothed_target(std::size_t target, std::size_t classes, double smoothing) {
    std::vector<double> s = one_hot(target, classes);
    for (double& x : s) x = (1.0 - smoothing) * x + smoothing / static_cast<double>(classes);
    return s;
}

LossAndGradient logit_loss_and_gradient(const LogitLoss& loss, std::span<const double> z, double temperature,
                                        std::size_t target) {
    check_logit_loss(loss);
    if (is_squared(loss)) {
        LossAndGradient result = softmax_squared_error(z, temperature, one_hot(target, z.size()));
        if (loss.kind == LogitLossKind::SoftmaxMse) return result;
        result.loss *= 2.0;
        for (double& g : result.gradient) g *= 2.0;
        return result;
    }
    if (loss.kind == LogitLossKind::LabelSmoothed)
        return cross_entropy(z, temperature, smoothed_target(target, z.size(), loss.smoothing));
    LossAndGradient result{logit_loss(loss, z, temperature, target), {}};
    TargetView v(z, temperature, target);
    const double w = pull_of(loss, v, target).w;
    for (double& u : v.u) u *= w / temperature;
    result.gradient = std::move(v.u);
    return result;
}

std::vector<double> logit_loss_hessian(const LogitLoss& loss, std::span<const double> z, double temperature,
                                       std::size_t target) {
    check_logit_loss(loss);
    const std::vector<double> y = one_hot(target, z.size());
    if (is_squared(loss)) {
        std::vector<double> hessian = softmax_squared_error_hessian(z, temperature, y);
        if (loss.kind == LogitLossKind::Brier)
            for (double& h : hessian) h *= 2.0;
        return hessian;
    }
    std::vector<double> hessian = cross_entropy_hessian(z, temperature, y);
    if (loss.kind == LogitLossKind::LabelSmoothed || loss.kind == LogitLossKind::CrossEntropy) return hessian;
    const TargetView v(z, temperature, target);
    const auto [w, bend] = pull_of(loss, v, target);
    for (std::size_t i = 0; i < z.size(); ++i) {
        for (std::size_t j = 0; j < z.size(); ++j) {
            double& entry = hessian[i * z.size() + j];
            entry *= w;
            if (v.q > 0.0) entry += bend * (v.u[i] / v.q) * v.u[j] / temperature / temperature;
        }
    }
    return hessian;
}

GradientCheck check_logit_loss_gradient(const LogitLoss& loss, std::span<const double> z, double temperature,
                                        std::size_t target) {
    const std::vector<double> closed = logit_loss_and_gradient(loss, z, temperature, target).gradient;
    const TargetView v(z, temperature, target);
    double largest_component = smallest_exact;
    for (const double g : closed) largest_component = std::max(largest_component, std::abs(g));
    double swing = 0.0;
    for (std::size_t k = 0; k < z.size(); ++k) swing += std::abs(v.u[k]) * v.p[k];
    std::vector<double> scale(z.size(), 1e-6 * largest_component);
    for (std::size_t k = 0; k < z.size(); ++k) {
        double rest = v.q;
        if (k != target) {
            rest = 0.0;
            for (std::size_t j = 0; j < z.size(); ++j) rest += j != k ? v.p[j] : 0.0;
        }
        const double own = std::abs(v.u[k]) * v.p[k];
        if (is_squared(loss)) scale[k] += 4e-6 * (own * rest + v.p[k] * (swing - own)) / temperature;
        if (loss.kind == LogitLossKind::LabelSmoothed) scale[k] += 1e-6 * (v.p[k] + rest) / temperature;
    }
    const auto value = [&](std::span<const Dual<double>> x) {
        return logit_loss(loss, x, temperature, target);
    };
    return check_gradient(value, z, closed, scale);
}

}  // namespace lossfield::math
