// Losses of a residual r = prediction - observation, and their mean over the data of a straight line.
//   MSE        r^2                                        2 r                    2
//   MAE        |r|                                        sign r (0 at 0)        0
//   Huber      r^2/2 (|r| <= d), d (|r| - d/2) beyond     clip(r, -d, d)         [|r| < d]
//   log-cosh   log cosh r                                 tanh r                 1 / cosh^2 r
//   Student-t  (n+1)/2 log(1 + r^2/(n s^2)) + log s + log Gamma(n/2) - log Gamma((n+1)/2) + log(n pi)/2
//                                                         (n+1) r / (n s^2 + r^2)
//                                                         (n+1) (n s^2 - r^2) / (n s^2 + r^2)^2
//   line: L(slope, intercept) = 1/N sum_i l(slope x_i + intercept - y_i)
// d > 0; n > 0 degrees of freedom; s > 0 the scale; |r| < 1e150. Student-t is the negative log-likelihood, in nats;
// log-cosh near 0 is log1p(sinh^2 r)/2, so that it keeps its digits. x, y: N >= 1 numbers each.
// Failure: sizes that differ, N = 0 or a parameter outside its range throw std::invalid_argument.
// [Huber 1964; Lange, Little, Taylor 1989 (Student-t)]
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>

#include "math/numerics/check.hpp"
#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"
#include "math/numerics/local_model.hpp"

namespace lossfield::math {

enum class ResidualLossKind { Mse, Mae, Huber, LogCosh, StudentT };

struct ResidualLoss {
    ResidualLossKind kind = ResidualLossKind::Mse;
    double delta = 1.0;  // Huber
    double nu = 3.0;     // Student-t
    double scale = 1.0;  // Student-t
};

void check_residual_loss(const ResidualLoss& loss);

// What the Student-t loss is at r = 0.
[[nodiscard]] double student_t_constant(double nu, double scale);

template <typename Scalar>
[[nodiscard]] Scalar residual_loss(const ResidualLoss& loss, const Scalar& r) {
    using std::abs, std::exp, std::log1p, std::sinh;
    const Scalar size = abs(r);
    switch (loss.kind) {
        case ResidualLossKind::Mse:
            return r * r;
        case ResidualLossKind::Mae:
            return size;
        case ResidualLossKind::Huber:
            return size <= loss.delta ? Scalar(0.5 * r * r) : Scalar(loss.delta * (size - 0.5 * loss.delta));
        case ResidualLossKind::LogCosh: {
            if (size > 0.5) return size + log1p(exp(-2.0 * size)) - std::numbers::ln2;
            const Scalar s = sinh(r);
            return 0.5 * log1p(s * s);
        }
        case ResidualLossKind::StudentT: {
            const Scalar u = r / loss.scale;
            return 0.5 * (loss.nu + 1.0) * log1p(u * u / loss.nu) + student_t_constant(loss.nu, loss.scale);
        }
    }
    return Scalar(0.0);
}

[[nodiscard]] double residual_slope(const ResidualLoss& loss, double r);
// The least upper bound of |l'|: 1, delta, (n+1) / (2 s sqrt n) of Student-t (at s sqrt n); +inf of the MSE.
[[nodiscard]] double steepest_slope(const ResidualLoss& loss);
[[nodiscard]] ScalarTerms residual_terms(const ResidualLoss& loss, double r);

template <typename Scalar>
[[nodiscard]] Scalar line_loss(const ResidualLoss& loss, const Scalar& slope, const Scalar& intercept,
                               std::span<const double> x, std::span<const double> y) {
    check_residual_loss(loss);
    check_at_least("line_loss: number of points", x.size(), 1);
    check_size("line_loss: number of observations", y.size(), x.size());
    Scalar sum = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const Scalar r = slope * x[i] + (intercept - y[i]);
        sum += residual_loss(loss, r);
    }
    return sum / static_cast<double>(x.size());
}

[[nodiscard]] LocalModel line_model(const ResidualLoss& loss, double slope, double intercept,
                                    std::span<const double> x, std::span<const double> y);

// Its gradient alone, for long paths.
[[nodiscard]] std::array<double, 2> line_gradient(const ResidualLoss& loss, double slope, double intercept,
                                                  std::span<const double> x, std::span<const double> y);

// The closed gradient against dual numbers; scale of a component: 1e-6 times the mean size of its terms.
[[nodiscard]] GradientCheck check_line_gradient(const ResidualLoss& loss, double slope, double intercept,
                                                std::span<const double> x, std::span<const double> y);

// The line of least squares: slope = cov(x, y) / var(x) (0 where all x are equal), intercept through the means.
struct Line {
    double slope = 0.0;
    double intercept = 0.0;
};
[[nodiscard]] Line least_squares_line(std::span<const double> x, std::span<const double> y);

}  // namespace lossfield::math
