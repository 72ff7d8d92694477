// Landscapes that are the loss of a small model.
//   matrix regression    f(W) = 1/2 |(W - W*) A|_F^2 over 2 x 2 matrices W, A = R diag(1, sqrt kappa) R^T
//                        = 1/2 sum over rows d of W - W* of d A^2 d^T: a bowl for each row, the same for both
//     gradient (W - W*) A^2;  Hessian I (x) A^2 with curvatures 1 and kappa, each twice;  least at W*, value 0
//     Coordinates w11, w12, w21, w22. The plane is the slice over (w11, w22) through the minimum, w12 and w21 being
//     those of W*: value, gradient, Hessian and stationary points of two numbers are the slice's own.
//   gaussian likelihood  f(mu, s) = s + log(2 pi)/2 + (v + (mu - m)^2) e^{-2s}/2,  s = log sigma
//     the average negative log-likelihood in nats of the sample 1, 2, 4 under N(mu, sigma^2); m and v its mean and
//     variance.  gradient ((mu - m) e^{-2s}, 1 - (v + (mu - m)^2) e^{-2s}).  Least at mu = m, s = log(v)/2, value
//     (log(2 pi v) + 1)/2 = 1.6399. Fisher metric diag(e^{-2s}, 2), the Hessian's at the minimum.
// Any finite numbers; kappa > 0, else std::invalid_argument; rotation in degrees, counter-clockwise. Far out the
// values overflow to inf, gradients to inf or NaN (s below about -350). [Matrix least squares, where the gradient is
// a matrix: Jordan 2024, Muon; likelihood: Fisher 1922; its metric: Amari 1998]
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "math/landscapes/facts.hpp"
#include "math/landscapes/quadratics.hpp"

namespace lossfield::math {

class MatrixRegression {
  public:
    static constexpr LandscapeFacts facts{"matrix-regression",
                                          "matrix regression",
                                          "f = ‖(W - W^*) A‖^2/2,\\text{ slice } w_{11}, w_{22}",
                                          true,
                                          {-1.5, 4.5, -2.5, 3.5},
                                          {-1, 3},
                                          "least squares over matrices, for Muon: Jordan 2024",
                                          4};
    // W* = ((1.5, -0.5), (1, 0.5)), of determinant 1.25.
    static constexpr std::array<double, 4> goal{1.5, -0.5, 1.0, 0.5};
    explicit MatrixRegression(double kappa = 20.0, double rotation_degrees = 30.0);

    template <typename Scalar>
    [[nodiscard]] Scalar value4(const std::array<Scalar, 4>& w) const {
        return row_.value<Scalar>(w[0] - goal[0], w[1] - goal[1]) +
               row_.value<Scalar>(w[2] - goal[2], w[3] - goal[3]);
    }
    [[nodiscard]] std::array<double, 4> gradient4(const std::array<double, 4>& w) const {
        const PlanePoint first = row_.gradient(w[0] - goal[0], w[1] - goal[1]);
        const PlanePoint second = row_.gradient(w[2] - goal[2], w[3] - goal[3]);
        return {first.x, first.y, second.x, second.y};
    }
    [[nodiscard]] std::array<std::array<double, 4>, 4> hessian4(const std::array<double, 4>& w) const;
    // All of it, the directions outside of the slice too.
    [[nodiscard]] Eigenvalues2 curvatures() const;

    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        return value4<Scalar>({x, Scalar(goal[1]), Scalar(goal[2]), y});
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const std::array<double, 4> g = gradient4({x, goal[1], goal[2], y});
        return {g[0], g[3]};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;

  private:
    double kappa_;
    Bowl row_;
};

struct GaussianLikelihood {
    static constexpr LandscapeFacts facts{
        "gaussian-likelihood",
        "Gaussian likelihood",
        "f(μ, \\text{log} σ) = -∑_i \\text{log} p(t_i)/3,\\text{ } t = (1, 2, 4)",
        false,
        {-1, 5, -2, 4},
        {-0.5, 2.5},
        "Fisher 1922; metric: Amari 1998",
        2};
    static constexpr std::array<double, 3> sample{1.0, 2.0, 4.0};
    static constexpr double mean = 7.0 / 3.0;
    static constexpr double variance = 14.0 / 9.0;
    static constexpr double half_log_two_pi = 0.91893853320467274178;

    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        using std::exp;
        const Scalar d = x - mean;
        return y + half_log_two_pi + 0.5 * (variance + d * d) * exp(-2.0 * y);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double d = x - mean;
        const double precision = std::exp(-2.0 * y);
        return {d * precision, 1.0 - (variance + d * d) * precision};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] Symmetric2 metric(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

}  // namespace lossfield::math
