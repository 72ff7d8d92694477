// Two features with a chosen correlation, and where ridge regression and gradient steps on them lead, as plain pairs.
//   x_1 = sqrt(n) u_1,  x_2 = rho x_1 + sqrt(1 - rho^2) sqrt(n) u_2: centred, of variance 1, with the correlation rho
//   u_1, u_2: orthonormal and at right angles to the constant, from normal draws;  y = X truth + noise times normal draws
//   the singular values of X are sqrt(n (1 + rho)) and sqrt(n (1 - rho)), whatever the sample
// 0 <= rho <= 1, at least 3 observations (not checked). Solutions, shares and steps: least_squares.hpp, which says how they fail.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace lossfield::math {

using Pair = std::array<double, 2>;
[[nodiscard]] double length(const Pair& v);
[[nodiscard]] double distance(const Pair& a, const Pair& b);

struct RidgeDraw {
    double correlation = 0;
    Pair truth{};
    double noise = 0;
    int observations = 3;
    std::uint64_t seed = 0;
};

// Weights along a way, and at which lambda or after how many steps they are taken.
struct WeightPath {
    std::vector<double> at;
    std::array<std::vector<double>, 2> w;
};

// value = floor + 1/2 (w - centre)^T form (w - centre)
struct PlaneQuadratic {
    double floor = 0;
    Pair centre{};
    std::array<Pair, 2> form{};
    [[nodiscard]] double operator()(double w1, double w2) const;
};

// X, y and the decomposition of X (ridge_data.cpp).
struct RidgeSystem;

struct RidgeData {
    std::vector<double> x_1, x_2;
    Pair sigma{};                      // singular values of X, falling
    std::array<Pair, 2> directions{};  // of the weights, one for each of them
    int rank = 0;
    std::shared_ptr<const RidgeSystem> system;

    [[nodiscard]] Pair weights(double lambda) const;
    [[nodiscard]] Pair kept(double lambda) const;
    [[nodiscard]] Pair after_steps(double rate, double steps) const;
    [[nodiscard]] Pair kept_by_steps(double rate, double steps) const;
    [[nodiscard]] double objective(const Pair& w, double lambda) const;
    [[nodiscard]] double condition_number(double lambda) const;
    // Length of the objective's gradient, in units of the length of X^T y.
    [[nodiscard]] double relative_gradient(const Pair& w, double lambda) const;
    // |X (a - b)|
    [[nodiscard]] double fit_distance(const Pair& a, const Pair& b) const;
    // Half-axes of the ellipse {u : |X (u - w_0)| = |X (w - w_0)|} about the solution w_0 without a penalty, through w: along
    // directions[i], of length |X (w - w_0)| / sigma_i. Of rank 2.
    [[nodiscard]] std::array<Pair, 2> half_axes(const Pair& w) const;
    // 1/2 |y - X w|^2
    [[nodiscard]] PlaneQuadratic data_term() const;
    // The largest rate whose steps do not lead away.
    [[nodiscard]] double rate_limit() const { return 2 / (sigma[0] * sigma[0]); }

    // `samples` + 1 solutions from the penalty `high` down to `low`, evenly in its logarithm.
    [[nodiscard]] WeightPath ridge_path(double high, double low, int samples) const;
    // Every step at first, then in growing strides, up to `last` or as long as the weights are shorter than `far`.
    [[nodiscard]] WeightPath step_path(double rate, double last, double far) const;
};

[[nodiscard]] RidgeData ridge_data(const RidgeDraw& draw);

}  // namespace lossfield::math
