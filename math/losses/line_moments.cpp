#include "math/losses/line_moments.hpp"

#include <cmath>

#include "math/numerics/check.hpp"

namespace lossfield::math {
namespace {

double mean_of(std::span<const double> numbers) {
    const double first = numbers.front();
    double sum = 0.0;
    for (const double v : numbers) sum += v - first;
    return first + sum / static_cast<double>(numbers.size());
}

double lift(const LineMoments& m, double slope, double intercept) {
    return (intercept - m.mean_y) + slope * m.mean_x;
}

}  // namespace

Spread spread_of(std::span<const double> numbers) {
    check_at_least("spread_of: number of values", numbers.size(), 1);
    const double mean = mean_of(numbers);
    double square = 0.0;
    for (const double v : numbers) square += (v - mean) * (v - mean);
    return {mean, std::sqrt(square / static_cast<double>(numbers.size()))};
}

LineMoments line_moments(std::span<const double> x, std::span<const double> y) {
    check_at_least("line_moments: number of points", x.size(), 1);
    check_size("line_moments: number of observations", y.size(), x.size());
    const double n = static_cast<double>(x.size());
    LineMoments m{.mean_x = mean_of(x), .mean_y = mean_of(y)};
    double xx = 0.0, xy = 0.0, yy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double u = x[i] - m.mean_x, v = y[i] - m.mean_y;
        xx += u * u, xy += u * v, yy += v * v;
    }
    m.variance_x = xx / n, m.variance_y = yy / n;
    m.slope = xx > 0.0 ? xy / xx : 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double r = m.slope * (x[i] - m.mean_x) - (y[i] - m.mean_y);
        m.least += r * r;
    }
    m.least /= n;
    return m;
}

double LineMoments::value(double at_slope, double at_intercept) const {
    const double turn = at_slope - slope, up = lift(*this, at_slope, at_intercept);
    return variance_x * turn * turn + up * up + least;
}

std::array<double, 2> LineMoments::gradient(double at_slope, double at_intercept) const {
    const double up = lift(*this, at_slope, at_intercept);
    return {2.0 * (variance_x * (at_slope - slope) + up * mean_x), 2.0 * up};
}

LocalModel LineMoments::model(double at_slope, double at_intercept) const {
    return {value(at_slope, at_intercept),
            gradient(at_slope, at_intercept),
            {2.0 * (variance_x + mean_x * mean_x), 2.0 * mean_x, 2.0}};
}

}  // namespace lossfield::math
