// Least squares of a line as the nearest point: y is projected onto the span of the columns 1 and x, or onto a disc in it.
//   P = U U^T over the rank of X = (1, x);  yhat = P y, or its nearest point of the disc |s| <= radius of the span
//   s = B k: a point of the span by its coordinates k along 1 and along the centred x, the orthonormal columns of B
// What is seen of it in space, with all lengths and angles kept: three observations as they are, or coordinates along the
// two directions of B and along the rest y - P y.
// x, y: n >= 1 finite entries each; radius >= 0. Equal x leave the rank 1, without a second direction.
// Failure: sizes that differ, radius < 0; three or fewer axes asked of more than three observations: std::invalid_argument.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "math/numerics/space.hpp"

namespace lossfield::math {

struct LineProjection {
    std::size_t rank = 0;
    std::vector<double> weights;           // intercept and slope of yhat
    std::vector<double> fitted;            // yhat
    std::vector<double> normal_equations;  // X^T (y - yhat)
    std::vector<double> hat;               // P, row by row
    double trace = 0.0;
    double idempotent = 0.0, symmetric = 0.0;   // largest entries of P P - P and of P - P^T
    double whole = 0.0, fit = 0.0, rest = 0.0;  // |y|^2, |yhat|^2, |y - yhat|^2
    double in_span = 0.0;                       // |P y|
    double mixed = 0.0;                         // 2 <y - yhat, yhat>
    double product = 0.0;                       // <y - yhat, s - yhat>
    double inside = 0.0, way = 0.0;             // |s|, |s - yhat|
    double r_squared = 0.0;                     // NaN without spread
    double squared_cosine = 0.0;  // between y and yhat from their mean; NaN where one has no length

    // At the foot between rest and way, in radians; NaN where one of them has no length. From the mean between y and yhat,
    // no more than a right one.
    [[nodiscard]] double foot_angle() const;
    [[nodiscard]] double mean_angle() const;

    struct Seen {
        SpacePoint y, fitted, inside, rest, way;
        SpacePoint one, x, mean;   // the columns; the mean of y in every entry
        SpacePoint first, second;  // the directions of B; the second is 0 at rank 1
    } seen;
};

[[nodiscard]] LineProjection project_onto_line_fits(const std::vector<double>& x,
                                                    const std::vector<double>& y,
                                                    const std::array<double, 2>& inside,
                                                    std::optional<double> radius, bool own_axes);

}  // namespace lossfield::math
