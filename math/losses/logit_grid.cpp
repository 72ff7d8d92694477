#include "math/losses/logit_grid.hpp"

#include <algorithm>
#include <cmath>

namespace lossfield::math {
namespace {

constexpr double whole_row_reach = 300.0;
constexpr std::size_t rows_between_stops = 16;

// One row of nodes: what the losses are made of.
struct Row {
    std::vector<double> p, q, c;  // p_t, 1 - p_t, -log p_t
    std::vector<double> squares;  // sum_{k != t} p_k^2, where a loss asks for it

    explicit Row(std::size_t columns) : p(columns), q(columns), c(columns), squares(columns) {}
};

// e^((z_k - z3) / T) and e^((z3 - z_k) / T) of the columns or rows of a grid within reach.
struct Exponentials {
    std::vector<double> up, down;

    Exponentials(std::size_t count, double third, double temperature, const auto& place) {
        for (std::size_t i = 0; i < count; ++i) {
            const double gap = (place(i) - third) / temperature;
            up.push_back(std::exp(gap));
            down.push_back(std::exp(-gap));
        }
    }
};

void gather(const Exponentials& columns, const Exponentials& rows, std::size_t j, std::size_t target,
            bool squares, Row& row) {
    const std::size_t n = row.p.size();
    const double up = rows.up[j], down = rows.down[j];
    std::vector<double>& x = row.q;
    if (target == 0)
        for (std::size_t i = 0; i < n; ++i) x[i] = columns.down[i] * (1.0 + up);
    else if (target == 1)
        for (std::size_t i = 0; i < n; ++i) x[i] = down * (1.0 + columns.up[i]);
    else
        for (std::size_t i = 0; i < n; ++i) x[i] = columns.up[i] + up;
    for (std::size_t i = 0; i < n; ++i) row.p[i] = 1.0 / (1.0 + x[i]);
    for (std::size_t i = 0; i < n; ++i) row.c[i] = std::log(1.0 + x[i]);
    // log1p(x) = log(u) + (x - (u - 1)) / u, u = 1 + x rounded: the second term is what the rounding lost.
    for (std::size_t i = 0; i < n; ++i) {
        row.c[i] += (x[i] - ((1.0 + x[i]) - 1.0)) * row.p[i];
        x[i] *= row.p[i];
    }
    if (!squares) return;
    // e^((z_k - z_t)/T) p_t is p_k; squared only then, so that nothing leaves the range of doubles.
    for (std::size_t i = 0; i < n; ++i) {
        const double factor = row.p[i] * (target == 0 ? columns.down[i] : target == 1 ? down : columns.up[i]);
        const double other = target == 0 ? up : target == 1 ? columns.up[i] : 0.0;
        const double second = target == 2 ? row.p[i] * up : factor * other;
        row.squares[i] = factor * factor + second * second;
    }
}

// The same about the largest logit of each node.
void gather_directly(const PlaneGrid& grid, std::size_t j, double third, double temperature,
                     std::size_t target, Row& row) {
    for (std::size_t i = 0; i < row.p.size(); ++i) {
        const double z[3] = {grid.x(i), grid.y(j), third};
        double weight[3];
        const ShiftedExponentials e = shifted_exponentials(z, temperature, weight);
        row.p[i] = weight[target] / e.sum();
        row.q[i] = e.sum_without(target, weight[target]) / e.sum();
        row.c[i] = (z[e.leader] - z[target]) / temperature + std::log1p(e.others);
        row.squares[i] = 0.0;
        for (std::size_t k = 0; k < 3; ++k)
            if (k != target) row.squares[i] += (weight[k] / e.sum()) * (weight[k] / e.sum());
    }
}

void write_row(const LogitLoss& loss, const Row& row, double* out) {
    const std::size_t n = row.p.size();
    if (is_squared(loss)) {
        const double factor = loss.kind == LogitLossKind::Brier ? 1.0 : 0.5;
        for (std::size_t i = 0; i < n; ++i) out[i] = factor * (row.q[i] * row.q[i] + row.squares[i]);
    } else if (loss.kind == LogitLossKind::GammaCrossEntropy && loss.gamma > 0.0) {
        for (std::size_t i = 0; i < n; ++i) out[i] = gamma_cross_entropy_of(row.p[i], row.q[i], loss.gamma);
    } else if (loss.kind == LogitLossKind::Focal && loss.focal_gamma == 2.0) {
        for (std::size_t i = 0; i < n; ++i) out[i] = row.q[i] * row.q[i] * row.c[i];
    } else if (loss.kind == LogitLossKind::Focal) {
        for (std::size_t i = 0; i < n; ++i) out[i] = std::pow(row.q[i], loss.focal_gamma) * row.c[i];
    } else {
        std::copy(row.c.begin(), row.c.end(), out);
    }
}

// sum_k s_k c_k with c_k = c + (z_t - z_k) / T.
void write_smoothed_row(const LogitLoss& loss, const PlaneGrid& grid, double y, double third,
                        double temperature, std::size_t target, const Row& row, double* out) {
    const std::vector<double> s = smoothed_target(target, 3, loss.smoothing);
    for (std::size_t i = 0; i < row.p.size(); ++i) {
        const double z[3] = {grid.x(i), y, third};
        double sum = row.c[i];
        for (std::size_t k = 0; k < 3; ++k) sum += s[k] * ((z[target] - z[k]) / temperature);
        out[i] = sum;
    }
}

}  // namespace

void fill_logit_losses(const PlaneGrid& grid, double third_logit, double temperature, std::size_t target,
                       std::span<const LogitFill> fills, RowRange rows, const std::stop_token& stop) {
    check_positive("fill_logit_losses: temperature", temperature);
    if (target > 2) violated("fill_logit_losses: target", target, "<=", 2);
    if (rows.last > grid.rows) violated("fill_logit_losses: last row", rows.last, "<=", grid.rows);
    for (const LogitFill& fill : fills) {
        check_logit_loss(fill.loss);
        check_size("fill_logit_losses: number of values", fill.values.size(), grid.nodes());
    }
    double reach = 0.0;
    for (const double z : {grid.x_low, grid.x_high, grid.y_low, grid.y_high})
        reach = std::max(reach, std::abs(z - third_logit) / temperature);
    const bool separable = reach <= whole_row_reach;
    const Exponentials of_columns(separable ? grid.columns : 0, third_logit, temperature,
                                  [&](std::size_t i) { return grid.x(i); });
    const Exponentials of_rows(separable ? grid.rows : 0, third_logit, temperature,
                               [&](std::size_t j) { return grid.y(j); });
    const bool squares =
        std::any_of(fills.begin(), fills.end(), [](const LogitFill& fill) { return is_squared(fill.loss); });
    Row row(grid.columns);
    for (std::size_t j = rows.first; j < rows.last; ++j) {
        if ((j - rows.first) % rows_between_stops == 0 && stop.stop_requested()) return;
        if (separable)
            gather(of_columns, of_rows, j, target, squares, row);
        else
            gather_directly(grid, j, third_logit, temperature, target, row);
        for (const LogitFill& fill : fills) {
            double* const out = fill.values.data() + j * grid.columns;
            if (fill.loss.kind == LogitLossKind::LabelSmoothed)
                write_smoothed_row(fill.loss, grid, grid.y(j), third_logit, temperature, target, row, out);
            else
                write_row(fill.loss, row, out);
        }
    }
}

}  // namespace lossfield::math
