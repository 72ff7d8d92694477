#include "viz/figure/field.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <variant>

namespace lossfield::viz {

const Vector& values_of(const Field& field) {
    return std::visit([](const auto& f) -> const Vector& { return f.values; }, field);
}

Interval finite_range(const Vector& values) {
    constexpr double largest = std::numeric_limits<double>::max(),
                     inf = std::numeric_limits<double>::infinity();
    // Lanes, as one smallest value alone waits for each comparison; conditions that are false for what is not
    // finite.
    constexpr std::size_t lanes = 8;
    std::array<double, lanes> low, high;
    low.fill(inf);
    high.fill(-inf);
    const auto take = [&](double v, std::size_t lane) {
        low[lane] = v < low[lane] && v >= -largest ? v : low[lane];
        high[lane] = v > high[lane] && v <= largest ? v : high[lane];
    };
    std::size_t i = 0;
    for (; i + lanes <= values.size(); i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) take(values[i + lane], lane);
    for (; i < values.size(); ++i) take(values[i], 0);
    const Interval r{*std::min_element(low.begin(), low.end()), *std::max_element(high.begin(), high.end())};
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    return r.low > r.high ? Interval{nan, nan} : r;
}

ColourScale fitted(const ColourScale& scale, const Vector& values) {
    return scale.low < scale.high ? scale : fitted(scale, finite_range(values));
}

ColourScale fitted(ColourScale scale, Interval range) {
    if (!(scale.low < scale.high)) scale.low = range.low, scale.high = range.high;
    return scale;
}

}  // namespace lossfield::viz
