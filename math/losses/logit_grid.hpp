// Losses of three logits (logit_losses.hpp) at every node (z1, z2) of a grid, z3 fixed: the loss surface.
//   x = q / p_t = sum_{k != t} e^((z_k - z_t) / T) is a product or a sum of one exponential per column and row:
//   t = 1:  x = A B,  A = e^((z3 - z1)/T),  B = 1 + e^((z2 - z3)/T);   t = 2: the same with z1 and z2 exchanged
//   t = 3:  x = e^((z1 - z3)/T) + e^((z2 - z3)/T)
//   and p_t = 1/(1 + x), q = x/(1 + x), c = log1p(x): columns + rows exponentials instead of 2 columns rows.
// Relative error 1e-12 against the pointwise loss. Where |z1 - z3| or |z2 - z3| exceeds 300 T somewhere on the grid,
// products could leave the range of doubles: then every node is evaluated directly, exact for |z| = 1e3, slower.
// fills: any number of losses in one pass, `values` of all nodes each, of which only `rows` are written.
// A stop request is looked at before every 16 rows and leaves the rest unwritten.
// Failure: T <= 0, target > 2, rows beyond the grid, values of another size: std::invalid_argument.
#pragma once

#include <cstddef>
#include <span>
#include <stop_token>

#include "math/losses/logit_losses.hpp"
#include "math/numerics/plane_grid.hpp"

namespace lossfield::math {

struct LogitFill {
    LogitLoss loss;
    std::span<double> values;
};

void fill_logit_losses(const PlaneGrid& grid, double third_logit, double temperature, std::size_t target,
                       std::span<const LogitFill> fills, RowRange rows, const std::stop_token& stop);

}  // namespace lossfield::math
