// What is shown of the plane of parameters when nobody has zoomed.
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

constexpr double longest_half = 1e15;
constexpr double line_reach = 1.3;      // along the slope, in deviations of y over those of x
constexpr double constant_reach = 2.5;  // along the mean, in deviations of y
constexpr double log_reach = 1.5;       // along log sigma

// 1, 2 or 5 times a power of ten times a unit, the nearest one in ratio.
double round_half(double wanted, double unit) {
    if (!(wanted > 0)) return unit;
    const double power = std::pow(10, std::floor(std::log10(wanted / unit))), digits = wanted / unit / power;
    const double round = digits < std::sqrt(2)    ? 1
                         : digits < std::sqrt(10) ? 2
                         : digits < std::sqrt(50) ? 5
                                                  : 10;
    return std::min(longest_half, round * unit * power);
}

// Its middle a multiple of `step` halves.
Interval about(double value, double half, double step) {
    value = std::clamp(value, -longest_half, longest_half);
    half = std::max(half, round_half(1e-8 * std::abs(value), half));
    const double middle = std::round(value / (step * half)) * (step * half);
    return {middle - half, middle + half};
}

}  // namespace

Domain automatic_range(const Inputs& in) {
    Vector x, y;
    for (const DataPoint& p : in.data) x.push_back(p.x), y.push_back(p.y);
    const math::LineMoments m = math::line_moments(x, y);
    const double wide = std::sqrt(m.variance_x), high = std::sqrt(m.variance_y);
    if (!of_line(in)) {
        const double middle = high > 0 ? std::round(2 * std::log(high)) / 2 : 0.5;
        return {about(m.mean_y, round_half(constant_reach * (high > 0 ? high : 1), 3.5), 2.0 / 7),
                {middle - log_reach, middle + log_reach}};
    }
    const double across = round_half(line_reach * (high > 0 ? high : 1) / (wide > 0 ? wide : 1), 8);
    const double down = round_half(across * std::hypot(m.mean_x, wide > 0 ? wide : 1), 8);
    return {about(m.slope, across, 0.625), about(m.intercept(), down, 0.625)};
}

}  // namespace lossfield::viz::gaussian_mse
