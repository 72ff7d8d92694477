#include "math/losses/fit_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "math/losses/line_moments.hpp"

namespace lossfield::math {
namespace {

using Vector = std::vector<double>;

constexpr double separable_reach = 300.0;
constexpr double straight =
    40.0;  // from here on log(1 + e^-r), and so log cosh r - r + log 2, is below rounding
constexpr double vanishing = -746.0;  // e^r is 0
constexpr double lost = -60.0;        // any number of e^r is lost in the rounding of a thousandth
constexpr std::size_t rows_between_looks = 4;
// A product of so many factors of at most 2 stays within the range of doubles; then its logarithm is taken.
constexpr std::size_t factors_at_once = 512;

void check_fill(const PlaneGrid& grid, std::size_t points, std::size_t observations, RowRange rows,
                std::size_t values) {
    check_at_least("fit_grid: number of points", points, 1);
    check_size("fit_grid: number of observations", observations, points);
    if (rows.last > grid.rows) violated("fit_grid: last row", rows.last, "<=", grid.rows);
    check_size("fit_grid: number of values", values, grid.nodes());
}

// row(j, out) for every row, until a stop.
void each_row(const PlaneGrid& grid, RowRange rows, std::span<double> values, const std::stop_token& stop,
              const auto& row) {
    for (std::size_t j = rows.first; j < rows.last; ++j) {
        if ((j - rows.first) % rows_between_looks == 0 && stop.stop_requested()) return;
        row(j, values.data() + j * grid.columns);
    }
}

Vector slopes(const PlaneGrid& grid) {
    Vector at(grid.columns);
    for (std::size_t i = 0; i < grid.columns; ++i) at[i] = grid.x(i);
    return at;
}

// out += log(1 + excess), and the products begin anew.
void take_logarithms(Vector& excess, double* out) {
    for (std::size_t i = 0; i < excess.size(); ++i) out[i] += std::log1p(excess[i]), excess[i] = 0.0;
}

// The largest |slope x + intercept - y| over the grid: linear, so it is at a corner.
double largest_residual(const PlaneGrid& grid, double x, double y) {
    double largest = 0.0;
    for (const double slope : {grid.x_low, grid.x_high})
        for (const double intercept : {grid.y_low, grid.y_high})
            largest = std::max(largest, std::abs(slope * x + (intercept - y)));
    return largest;
}

double largest_slope(const PlaneGrid& grid) { return std::max(std::abs(grid.x_low), std::abs(grid.x_high)); }

// e^(factor slope x_k) of every point k and column, point by point.
Vector column_exponentials(const PlaneGrid& grid, std::span<const double> x, double factor) {
    Vector out;
    out.reserve(x.size() * grid.columns);
    for (const double at : x)
        for (std::size_t i = 0; i < grid.columns; ++i) out.push_back(std::exp(factor * grid.x(i) * at));
    return out;
}

void fill_quadratic(const PlaneGrid& grid, std::span<const double> x, std::span<const double> y,
                    RowRange rows, std::span<double> values, const std::stop_token& stop) {
    const LineMoments m = line_moments(x, y);
    const Vector slope = slopes(grid);
    each_row(grid, rows, values, stop, [&](std::size_t j, double* out) {
        for (std::size_t i = 0; i < slope.size(); ++i) out[i] = m.value(slope[i], grid.y(j));
    });
}

// Point by point along whole rows: term(r) of every residual, summed in the order of the points.
void fill_by_sums(const PlaneGrid& grid, std::span<const double> x, std::span<const double> y, RowRange rows,
                  std::span<double> values, const std::stop_token& stop, const auto& term) {
    const Vector slope = slopes(grid);
    const double n = static_cast<double>(x.size());
    each_row(grid, rows, values, stop, [&](std::size_t j, double* out) {
        std::fill(out, out + grid.columns, 0.0);
        for (std::size_t k = 0; k < x.size(); ++k) {
            const double lift = grid.y(j) - y[k];
            for (std::size_t i = 0; i < slope.size(); ++i) out[i] += term(slope[i] * x[k] + lift);
        }
        for (std::size_t i = 0; i < slope.size(); ++i) out[i] /= n;
    });
}

// Of margins of any size: far from 0 no exponential is needed.
void fill_margins(const PlaneGrid& grid, LogisticLossKind kind, std::span<const double> x,
                  std::span<const double> labels, RowRange rows, std::span<double> values,
                  const std::stop_token& stop) {
    const Vector slope = slopes(grid);
    const double n = static_cast<double>(x.size());
    each_row(grid, rows, values, stop, [&](std::size_t j, double* out) {
        std::fill(out, out + grid.columns, 0.0);
        for (std::size_t k = 0; k < x.size(); ++k)
            for (std::size_t i = 0; i < slope.size(); ++i) {
                const double score = slope[i] * x[k] + grid.y(j), wrong = -labels[k] * score;
                if (wrong > straight)
                    out[i] += kind == LogisticLossKind::Logistic ? wrong : 0.5;
                else if (wrong > (out[i] > 1e-3 ? lost : vanishing))
                    out[i] += logistic_loss(kind, score, labels[k]);
            }
        for (std::size_t i = 0; i < slope.size(); ++i) out[i] /= n;
    });
}

void fill_student_t(const PlaneGrid& grid, const ResidualLoss& loss, std::span<const double> x,
                    std::span<const double> y, RowRange rows, std::span<double> values,
                    const std::stop_token& stop) {
    const Vector slope = slopes(grid);
    const double n = static_cast<double>(x.size());
    const double square = 1.0 / (loss.nu * loss.scale * loss.scale);
    const double constant = student_t_constant(loss.nu, loss.scale);
    // Where the product so far could overflow with the next point's factor, its logarithm is taken first.
    std::vector<bool> rest(x.size(), false);
    double held = 0.0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        const double reach = largest_residual(grid, x[k], y[k]);
        const double factor = std::log1p(reach * reach * square);
        rest[k] = k > 0 && held + factor > separable_reach;
        held = rest[k] ? factor : held + factor;
    }
    Vector excess(grid.columns);
    each_row(grid, rows, values, stop, [&](std::size_t j, double* out) {
        std::fill(out, out + grid.columns, 0.0);
        std::fill(excess.begin(), excess.end(), 0.0);
        for (std::size_t k = 0; k < x.size(); ++k) {
            if (rest[k]) take_logarithms(excess, out);
            const double lift = grid.y(j) - y[k];
            for (std::size_t i = 0; i < slope.size(); ++i) {
                const double r = slope[i] * x[k] + lift;
                const double v = r * r * square;
                excess[i] += v * (1.0 + excess[i]);
            }
        }
        take_logarithms(excess, out);
        for (std::size_t i = 0; i < slope.size(); ++i)
            out[i] = 0.5 * (loss.nu + 1.0) * (out[i] / n) + constant;
    });
}

void fill_log_cosh(const PlaneGrid& grid, std::span<const double> x, std::span<const double> y, RowRange rows,
                   std::span<double> values, const std::stop_token& stop) {
    const Vector slope = slopes(grid);
    const double n = static_cast<double>(x.size());
    const Vector up = column_exponentials(grid, x, 2.0), down = column_exponentials(grid, x, -2.0);
    Vector excess(grid.columns);
    each_row(grid, rows, values, stop, [&](std::size_t j, double* out) {
        std::fill(out, out + grid.columns, 0.0);
        std::fill(excess.begin(), excess.end(), 0.0);
        for (std::size_t k = 0; k < x.size(); ++k) {
            if (k % factors_at_once == 0 && k > 0) take_logarithms(excess, out);
            const double lift = grid.y(j) - y[k];
            const double rise = std::exp(2.0 * lift), fall = std::exp(-2.0 * lift);
            const double* const u = up.data() + k * grid.columns;
            const double* const d = down.data() + k * grid.columns;
            for (std::size_t i = 0; i < slope.size(); ++i) {
                out[i] += std::abs(slope[i] * x[k] + lift);
                const double v = std::min(u[i] * rise, d[i] * fall);
                excess[i] += v * (1.0 + excess[i]);
            }
        }
        take_logarithms(excess, out);
        for (std::size_t i = 0; i < slope.size(); ++i) out[i] = out[i] / n - std::numbers::ln2;
    });
}

}  // namespace

void fill_line_loss(const PlaneGrid& grid, const ResidualLoss& loss, std::span<const double> x,
                    std::span<const double> y, RowRange rows, std::span<double> values,
                    const std::stop_token& stop) {
    check_residual_loss(loss);
    check_fill(grid, x.size(), y.size(), rows, values.size());
    const double delta = loss.delta;
    switch (loss.kind) {
        case ResidualLossKind::Mse:
            return fill_quadratic(grid, x, y, rows, values, stop);
        case ResidualLossKind::Mae:
            return fill_by_sums(grid, x, y, rows, values, stop, [](double r) { return std::abs(r); });
        case ResidualLossKind::Huber:
            return fill_by_sums(grid, x, y, rows, values, stop, [delta](double r) {
                const double size = std::abs(r), inner = std::min(size, delta);
                return inner * (size - 0.5 * inner);
            });
        case ResidualLossKind::StudentT:
            return fill_student_t(grid, loss, x, y, rows, values, stop);
        case ResidualLossKind::LogCosh:
            break;
    }
    double reach = 0.0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        reach = std::max(reach, 2.0 * largest_residual(grid, x[k], y[k]));
        reach = std::max(reach, 2.0 * largest_slope(grid) * std::abs(x[k]));
    }
    if (reach <= separable_reach) return fill_log_cosh(grid, x, y, rows, values, stop);
    fill_by_sums(grid, x, y, rows, values, stop, [&loss](double r) {
        const double size = std::abs(r);
        return size > straight ? size - std::numbers::ln2 : residual_loss(loss, r);
    });
}

void fill_logistic_loss(const PlaneGrid& grid, LogisticLossKind kind, std::span<const double> x,
                        std::span<const double> labels, RowRange rows, std::span<double> values,
                        const std::stop_token& stop) {
    check_labels(x, labels);
    check_fill(grid, x.size(), labels.size(), rows, values.size());
    double reach = std::max(std::abs(grid.y_low), std::abs(grid.y_high));
    for (const double at : x) reach = std::max(reach, largest_slope(grid) * std::abs(at));
    if (!(reach <= separable_reach)) return fill_margins(grid, kind, x, labels, rows, values, stop);
    const Vector slope = slopes(grid);
    const double n = static_cast<double>(x.size());
    // e^m and e^-m of the margin m = -label (slope x + intercept), but for the row's factor.
    Vector wrong(x.begin(), x.end());
    for (std::size_t k = 0; k < x.size(); ++k) wrong[k] *= -labels[k];
    const Vector up = column_exponentials(grid, wrong, 1.0), down = column_exponentials(grid, wrong, -1.0);
    Vector excess(grid.columns);
    each_row(grid, rows, values, stop, [&](std::size_t j, double* out) {
        const double intercept = grid.y(j);
        const double rise = std::exp(intercept), fall = std::exp(-intercept);
        std::fill(out, out + grid.columns, 0.0);
        std::fill(excess.begin(), excess.end(), 0.0);
        for (std::size_t k = 0; k < x.size(); ++k) {
            if (k % factors_at_once == 0 && k > 0) take_logarithms(excess, out);
            const double* const u = up.data() + k * grid.columns;
            const double* const d = down.data() + k * grid.columns;
            const double to_wrong = labels[k] > 0.0 ? fall : rise, to_right = labels[k] > 0.0 ? rise : fall;
            if (kind == LogisticLossKind::SquaredError) {
                for (std::size_t i = 0; i < slope.size(); ++i) {
                    const double w = 1.0 / (1.0 + d[i] * to_right);
                    out[i] += 0.5 * w * w;
                }
                continue;
            }
            const double lift = -labels[k] * intercept;
            for (std::size_t i = 0; i < slope.size(); ++i) {
                out[i] += std::max(slope[i] * wrong[k] + lift, 0.0);
                const double v = std::min(u[i] * to_wrong, d[i] * to_right);
                excess[i] += v * (1.0 + excess[i]);
            }
        }
        take_logarithms(excess, out);
        for (std::size_t i = 0; i < slope.size(); ++i) out[i] /= n;
    });
}

}  // namespace lossfield::math
