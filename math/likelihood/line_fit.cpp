#include "math/likelihood/line_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "math/likelihood/absolute_line.hpp"
#include "math/losses/line_moments.hpp"

namespace lossfield::math {
namespace {

using Vector = std::vector<double>;

constexpr int most_steps = 300;
constexpr std::size_t every_pair = 64;  // so many points at most have all lines through two of them tried
constexpr std::size_t first_points =
    400;  // of more, so many taken evenly tell which of several minima is the lowest
constexpr double zero_gradient = 1e-11;  // of the sizes that cancel in it
constexpr double eps = std::numeric_limits<double>::epsilon();

// Points with x moved to their mean and stretched to reach 1, y moved to theirs: what is squared here keeps its digits.
struct Data {
    Vector x, y;
    double mean = 0.0, reach = 0.0, height = 0.0, level = 0.0;

    Data(std::span<const double> given_x, std::span<const double> given_y) {
        mean = spread_of(given_x).mean, level = level_of(given_y);
        for (const double v : given_y) y.push_back(v - level);
        const auto [low, high] = std::minmax_element(given_x.begin(), given_x.end());
        if (*low < *high) reach = std::max(*high - mean, mean - *low);
        for (const double v : given_x) x.push_back(reach > 0.0 ? (v - mean) / reach : 0.0);
        for (const double v : y) height = std::max(height, std::abs(v));
    }
    [[nodiscard]] Line outside(const Line& line) const {
        const double slope = reach > 0.0 ? line.slope / reach : 0.0;
        return {slope, (line.intercept - slope * mean) + level};
    }

  private:
    // Only of numbers far from 0 against their spread: others stay as they are, to the last bit.
    static double level_of(std::span<const double> numbers) {
        const Spread spread = spread_of(numbers);
        return std::abs(spread.mean) > 1e3 * spread.deviation ? spread.mean : 0.0;
    }
};

double loss_of(const ResidualLoss& loss, const Data& d, const Line& line) {
    return line_loss(loss, line.slope, line.intercept, d.x, d.y);
}

double weight(const ResidualLoss& loss, double r) {
    switch (loss.kind) {
        case ResidualLossKind::Huber:
            return std::abs(r) <= loss.delta ? 1.0 : loss.delta / std::abs(r);
        case ResidualLossKind::StudentT:
            return (loss.nu + 1.0) / (loss.nu * loss.scale * loss.scale + r * r);
        default:
            return r != 0.0 ? residual_slope(loss, r) / r : 1.0;
    }
}

Line reweighted(const ResidualLoss& loss, const Data& d, const Line& from) {
    Vector w;
    double sum = 0.0, mean_x = 0.0, mean_y = 0.0;
    for (std::size_t i = 0; i < d.x.size(); ++i) {
        w.push_back(weight(loss, from.slope * d.x[i] + from.intercept - d.y[i]));
        sum += w[i];
    }
    for (std::size_t i = 0; i < d.x.size(); ++i) {
        w[i] /= sum;
        mean_x += w[i] * d.x[i], mean_y += w[i] * d.y[i];
    }
    double variance = 0.0, covariance = 0.0;
    for (std::size_t i = 0; i < d.x.size(); ++i) {
        variance += w[i] * (d.x[i] - mean_x) * (d.x[i] - mean_x);
        covariance += w[i] * (d.x[i] - mean_x) * (d.y[i] - mean_y);
    }
    const double slope = variance > 0.0 ? covariance / variance : 0.0;
    return {slope, mean_y - slope * mean_x};
}

// Against the sizes of the terms that cancel, and against the rounding of the residuals themselves.
bool stationary(const ResidualLoss& loss, const Data& d, const Line& line) {
    double by_slope = 0.0, by_intercept = 0.0, size = 0.0;
    for (std::size_t i = 0; i < d.x.size(); ++i) {
        const double r = line.slope * d.x[i] + line.intercept - d.y[i], pull = residual_slope(loss, r);
        by_slope += pull * d.x[i], by_intercept += pull;
        const double rounding = 8.0 * eps * (std::abs(line.slope) + std::abs(line.intercept) + d.height);
        size += zero_gradient * std::abs(pull) + weight(loss, r) * rounding;
    }
    return std::abs(by_intercept) <= size && std::abs(by_slope) <= size;
}

Line newton(const ResidualLoss& loss, const Data& d, const Line& from, bool& possible) {
    const LocalModel m = line_model(loss, from.slope, from.intercept, d.x, d.y);
    const auto& [xx, xy, yy] = m.hessian;
    if (d.reach == 0.0) {
        possible = yy > 0.0;
        return {0.0, from.intercept - m.gradient[1] / yy};
    }
    const double determinant = xx * yy - xy * xy;
    possible = yy > 0.0 && determinant > 1e-12 * xx * yy;
    return {from.slope - (yy * m.gradient[0] - xy * m.gradient[1]) / determinant,
            from.intercept - (xx * m.gradient[1] - xy * m.gradient[0]) / determinant};
}

LineFit descended(const ResidualLoss& loss, const Data& d, Line line) {
    for (int step = 0; step < most_steps; ++step) {
        if (stationary(loss, d, line)) return {line, loss_of(loss, d, line), true};
        const Line safe = reweighted(loss, d, line);
        bool possible = false;
        const Line quick = newton(loss, d, line, possible);
        const double least = loss_of(loss, d, safe);
        // Near the minimum both are equal to rounding, and Newton's is nearer to it.
        const bool lower = possible && loss_of(loss, d, quick) <= least + 8.0 * eps * std::abs(least);
        line = lower ? quick : safe;
    }
    return {line, loss_of(loss, d, line), stationary(loss, d, line)};
}

// Of the lines through two of the points the one with the least sum of score(residual); where all x are equal, of the
// level ones through the median or a point.
template <class Score>
Line best_through_two(const Data& d, const Score& score) {
    Line best{0.0, median(d.y)};
    double least = std::numeric_limits<double>::infinity();
    const auto consider = [&](const Line& line) {
        double sum = 0.0;
        for (std::size_t k = 0; k < d.x.size(); ++k)
            sum += score(line.slope * d.x[k] + (line.intercept - d.y[k]));
        // Of lines that are equally good the first one, whatever the rounding.
        if (sum < least * (1.0 - 1e-13)) least = sum, best = line;
    };
    if (d.reach == 0.0) {
        consider(Line{best});
        for (const double y : d.y) consider({0.0, y});
        return best;
    }
    for (std::size_t i = 0; i < d.x.size(); ++i)
        for (std::size_t j = i + 1; j < d.x.size(); ++j) {
            if (d.x[i] == d.x[j]) continue;
            const double slope = (d.y[j] - d.y[i]) / (d.x[j] - d.x[i]);
            consider({slope, d.y[i] - slope * d.x[i]});
        }
    return best;
}

Data some_of(const Data& d, std::size_t most) {
    const auto places = even_places(d.x.size(), most);
    Data some = d;
    some.x = at_places(d.x, places), some.y = at_places(d.y, places);
    return some;
}

// The best of them by Student-t itself, up to its constants.
Line most_likely(const ResidualLoss& loss, const Data& d) {
    const double square = loss.nu * loss.scale * loss.scale;
    return best_through_two(some_of(d, every_pair), [&](double r) { return std::log1p(r * r / square); });
}

Line least_absolute(const Data& d) {
    if (d.x.size() <= every_pair) return best_through_two(d, [](double r) { return std::abs(r); });
    return d.reach > 0.0 ? least_absolute_line(d.x, d.y) : Line{0.0, median(d.y)};
}

// The lowest of the minima reached from these lines.
LineFit lowest(const ResidualLoss& loss, const Data& d, std::span<const Line> starts) {
    LineFit best = descended(loss, d, starts.front());
    for (const Line& start : starts.subspan(1)) {
        const LineFit other = descended(loss, d, start);
        if (other.loss < best.loss - 1e-13 * std::abs(best.loss)) best = other;
    }
    return best;
}

}  // namespace

double median(std::span<const double> values) {
    check_at_least("median: number of values", values.size(), 1);
    Vector sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const std::size_t n = sorted.size();
    return 0.5 * sorted[(n - 1) / 2] + 0.5 * sorted[n / 2];
}

std::vector<double> line_residuals(const Line& line, std::span<const double> x, std::span<const double> y) {
    check_size("line_residuals: number of observations", y.size(), x.size());
    Vector residuals;
    for (std::size_t i = 0; i < x.size(); ++i)
        residuals.push_back(line.slope * x[i] + (line.intercept - y[i]));
    return residuals;
}

ResidualSizes residual_sizes(std::span<const double> residuals, double far) {
    Vector sizes;
    for (const double r : residuals) sizes.push_back(std::abs(r));
    ResidualSizes found{.typical = median(sizes)};
    const auto largest = std::max_element(sizes.begin(), sizes.end());
    if (sizes.size() >= 5 && *largest > far * found.typical && found.typical > 0)
        found.outlier = static_cast<std::size_t>(largest - sizes.begin());
    return found;
}

LineFit fit_line(const ResidualLoss& loss, std::span<const double> x, std::span<const double> y) {
    check_residual_loss(loss);
    check_at_least("fit_line: number of points", x.size(), 1);
    check_size("fit_line: number of observations", y.size(), x.size());
    const Data d(x, y);
    const Line squares = least_squares_line(d.x, d.y);
    if (loss.kind == ResidualLossKind::Mse) return {d.outside(squares), loss_of(loss, d, squares), true};
    const Line absolute = least_absolute(d);
    if (loss.kind == ResidualLossKind::Mae) return {d.outside(absolute), loss_of(loss, d, absolute), true};
    std::vector<Line> starts{absolute};
    if (loss.kind == ResidualLossKind::StudentT) {
        starts.insert(starts.end(), {squares, most_likely(loss, d)});
        if (d.x.size() > first_points) starts = {lowest(loss, some_of(d, first_points), starts).line};
    }
    LineFit best = lowest(loss, d, starts);
    best.line = d.outside(best.line);
    return best;
}

double absolute_descent(const Line& line, std::span<const double> x, std::span<const double> y, double zero) {
    check_at_least("absolute_descent: number of points", x.size(), 1);
    check_size("absolute_descent: number of observations", y.size(), x.size());
    // Along (a, b) the derivative is sum sign(r_i) (a x_i + b) + sum over r_i = 0 of |a x_i + b|: linear between the
    // directions in which one of the latter vanishes, so that its least is at one of them or straight along a term.
    std::vector<std::pair<double, double>> directions{{1, 0}, {0, 1}};
    double size = 0.0;
    std::pair<double, double> total{0, 0};
    Vector touched;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double r = line.slope * x[i] + line.intercept - y[i];
        size += std::hypot(x[i], 1.0);
        if (std::abs(r) <= zero) {
            touched.push_back(x[i]);
            directions.emplace_back(1.0, -x[i]);
        } else {
            total.first += r > 0.0 ? x[i] : -x[i], total.second += r > 0.0 ? 1.0 : -1.0;
        }
    }
    directions.emplace_back(total);
    double least = std::numeric_limits<double>::infinity();
    for (const auto& [a, b] : directions) {
        const double length = std::hypot(a, b);
        if (length == 0.0) continue;
        for (const double way : {1.0 / length, -1.0 / length}) {
            double slope = way * (a * total.first + b * total.second);
            for (const double at : touched) slope += std::abs(way * (a * at + b));
            least = std::min(least, slope / size);
        }
    }
    return least;
}

}  // namespace lossfield::math
