// Coupled clusters: the positives z_1 ... z_N of one class are held around their centre, nearer than the nearest negative.
//   c = (1/N) sum_i z_i,   z* = the negative nearest to c,   u_i = z_i - c,   v = z* - c
//   L = (1/N) sum_i 1/2 [|u_i|^2 - |v|^2 + m]_+
// (the paper sums without 1/N). A = { i : bracket > 0 }; with the centre as what it is, the mean of the positives:
//   dL/dz_i = (1/N) (1_A(i) u_i + (1/N) sum_{j in A} (v - u_j)),   dL/dz* = -(|A|/N) v
// The common shortcut takes the centre as a constant and keeps the first term of dL/dz_i only; then the gradients do not sum to 0 any more.
// Positives outside of the circle of radius^2 = |v|^2 - m about c are active; where |v|^2 < m all are.
// N = 1: c = z_1, u = 0, and only the negative's term is left. Choices: 0 at the kinks; of equally near negatives the first one
// has the gradient.
// positives: N >= 1 points, negatives: one at least, all of as many coordinates, one after the other; m >= 0, in units of squares.
// No triplet chooses an anchor here, so no choice of it matters.  [Liu, Tian, Yang, Pang, Huang 2016, sec. 3.2]
// Failure: no positive, no negative, a length that is no multiple of the coordinates, m < 0: std::invalid_argument.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "math/numerics/check.hpp"
#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"

namespace lossfield::math {

enum class CentreGradient { True, Constant };

namespace coupled {

// What `check_*` would find in all of them.
void check(std::size_t positives, std::size_t negatives, std::size_t coordinates, double margin);

template <typename Scalar>
[[nodiscard]] std::vector<Scalar> centre(std::span<const Scalar> positives, std::size_t coordinates) {
    std::vector<Scalar> c(coordinates, Scalar(0.0));
    for (std::size_t i = 0; i < positives.size(); ++i) c[i % coordinates] += positives[i];
    for (Scalar& x : c) x /= static_cast<double>(positives.size() / coordinates);
    return c;
}

template <typename Scalar>
[[nodiscard]] Scalar square_to(std::span<const Scalar> points, std::size_t i, const std::vector<Scalar>& c) {
    Scalar square = 0.0;
    for (std::size_t k = 0; k < c.size(); ++k) {
        const Scalar d = points[i * c.size() + k] - c[k];
        square += d * d;
    }
    return square;
}

// The first of the nearest.
template <typename Scalar>
[[nodiscard]] std::size_t nearest(std::span<const Scalar> points, const std::vector<Scalar>& c) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < points.size() / c.size(); ++i)
        if (square_to(points, i, c) < square_to(points, best, c)) best = i;
    return best;
}

}  // namespace coupled

template <typename Scalar>
[[nodiscard]] Scalar coupled_clusters_loss(double margin, std::span<const Scalar> positives,
                                           std::span<const Scalar> negatives, std::size_t coordinates) {
    coupled::check(positives.size(), negatives.size(), coordinates, margin);
    const std::vector<Scalar> c = coupled::centre(positives, coordinates);
    const Scalar out = coupled::square_to(negatives, coupled::nearest(negatives, c), c);
    const std::size_t count = positives.size() / coordinates;
    Scalar sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        const Scalar bracket = coupled::square_to(positives, i, c) - out + margin;
        if (bracket > 0.0) sum += 0.5 * bracket;
    }
    return sum / static_cast<double>(count);
}

struct CoupledClusters {
    double value = 0;
    std::vector<double> centre{};
    std::size_t nearest = 0;     // of the negatives
    double radius_square = 0;    // |v|^2 - m; may be negative
    std::vector<bool> active{};  // one a positive
    std::vector<double> by_positives{}, by_negatives{};

    [[nodiscard]] std::size_t active_count() const;
};

[[nodiscard]] CoupledClusters coupled_clusters(double margin, std::span<const double> positives,
                                               std::span<const double> negatives, std::size_t coordinates,
                                               CentreGradient gradient = CentreGradient::True);

// The true gradient by all points against dual numbers.
[[nodiscard]] GradientCheck check_coupled_gradient(double margin, std::span<const double> positives,
                                                   std::span<const double> negatives,
                                                   std::size_t coordinates);

}  // namespace lossfield::math
