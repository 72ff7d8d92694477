// Losses of a straight line (residual_losses.hpp) and of a logistic fit (logistic.hpp) at every node
// (slope, intercept) of a grid, over N >= 1 data points.
//   MSE       a quadratic form of the moments (line_moments.hpp)
//   log-cosh  |r| and prod (1 + e^(-2|r|)),  e^(2r) = e^(2 slope x_i) e^(2 (intercept - y_i))
//   Student-t prod (1 + r^2 / (nu s^2)),  logistic: prod (1 + e^(-|s|)),  e^s = e^(slope x_i) e^intercept
//   a product Q = prod (1 + v_i) is carried as Q - 1 (grown by v Q), so that log1p of it keeps its digits; the
//   exponentials are one per column and point, and one per row and point; its logarithm is taken every 512 points, or
//   before it could leave the range of doubles.
// Relative error 1e-12 against the pointwise mean, plus 1e-15 N of the largest term for log-cosh. Where an exponent
// exceeds 300 somewhere on the grid, every node is evaluated point by point, exponentials only of what is not beyond them.
// values: of all nodes, of which only `rows` are written. A stop request is looked at before every 4 rows.
// Failure: as the pointwise losses; rows beyond the grid, values of another size: std::invalid_argument.
#pragma once

#include <span>
#include <stop_token>

#include "math/losses/logistic.hpp"
#include "math/losses/residual_losses.hpp"
#include "math/numerics/plane_grid.hpp"

namespace lossfield::math {

// x: slope, y: intercept of the grid.
void fill_line_loss(const PlaneGrid& grid, const ResidualLoss& loss, std::span<const double> x,
                    std::span<const double> y, RowRange rows, std::span<double> values,
                    const std::stop_token& stop);

void fill_logistic_loss(const PlaneGrid& grid, LogisticLossKind kind, std::span<const double> x,
                        std::span<const double> labels, RowRange rows, std::span<double> values,
                        const std::stop_token& stop);

}  // namespace lossfield::math
