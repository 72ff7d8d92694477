// The straight line of least loss of its residuals r_i = slope x_i + intercept - y_i, for any residual loss.
//   MSE                         closed (least_squares_line)
//   MAE                         exact: some line of least sum |r_i| runs through two of the points, tried all, or of more
//                               than 64 found by turning about them (absolute_line.hpp)
//   Huber, log-cosh, Student-t  iteratively reweighted least squares, weights l'(r)/r, which never raises the loss;
//                               a Newton step in its place wherever that comes lower
// Stops where the gradient is zero to rounding (`converged`), else after 300 steps. Huber and log-cosh are convex, so
// that is the least; Student-t is not: of the minima reached from the lines of least squares and of MAE and from the
// most likely one through two points (all x equal: through one), the lowest is taken. Of more than 64 points the latter is that of
// 40, and of more than 400 it is 400 that tell which minimum is the lowest, all taken evenly.
// Where all x are equal the slope is 0 and the intercept is the location of the y (MAE: their median, the middle of the
// two middle ones). x, y: N >= 1 numbers. Cost: about N, with N^3 for up to 64 points.
// Failure: sizes that differ, no points, parameters outside their range throw std::invalid_argument.
// [Edgeworth 1887; Holland, Welsch 1977; Lange, Little, Taylor 1989]
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "math/losses/residual_losses.hpp"

namespace lossfield::math {

struct LineFit {
    Line line;
    double loss = 0.0;  // the mean over the points
    bool converged = true;
};

[[nodiscard]] LineFit fit_line(const ResidualLoss& loss, std::span<const double> x,
                               std::span<const double> y);

// The middle one of n >= 1 numbers, or the middle of the two middle ones.
[[nodiscard]] double median(std::span<const double> values);

// r_i of a line.
[[nodiscard]] std::vector<double> line_residuals(const Line& line, std::span<const double> x,
                                                 std::span<const double> y);

// Of n >= 1 residuals: their median size, and the place of the largest where it is more than `far` times as large (none of fewer
// than 5, or where the median is 0).
struct ResidualSizes {
    double typical = 0.0;
    std::optional<std::size_t> outlier{};
};
[[nodiscard]] ResidualSizes residual_sizes(std::span<const double> residuals, double far);

// Whether no direction of (slope, intercept) leads down from a line of MAE: the least one-sided derivative over the
// directions that can be lowest, divided by the mean of |(x_i, 1)|; >= 0 up to rounding exactly at the minimisers.
// Residuals of a size up to `zero` count as 0.
[[nodiscard]] double absolute_descent(const Line& line, std::span<const double> x, std::span<const double> y,
                                      double zero);

}  // namespace lossfield::math
