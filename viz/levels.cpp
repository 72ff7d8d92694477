#include <algorithm>
#include <cmath>

#include "viz/contour.hpp"
#include "viz/scale.hpp"

namespace lossfield::viz {
namespace {

// v rounded to `digits` significant digits.
double rounded(double v, int digits) {
    if (v == 0) return 0;
    const double power = std::pow(10.0, digits - 1 - std::floor(std::log10(std::abs(v))));
    return std::round(v * power) / power;
}

// The value nearest to v with the fewest digits that stays inside (low, high).
double shortest_within(double v, double low, double high) {
    for (int digits = 1; digits <= 4; ++digits) {
        const double r = rounded(v, digits);
        if (r > low && r < high) return r;
    }
    return v;
}

Vector ticks_inside(ScaleKind scale, Interval range, int count) {
    Vector out;
    for (const Tick& t : choose_ticks(scale, range, count))
        if (t.at > range.low && t.at < range.high) out.push_back(t.at);
    return out;
}

Vector equal_area(const Vector& values, int count) {
    Vector sorted;
    sorted.reserve(values.size());
    for (const double v : values)
        if (!std::isnan(v)) sorted.push_back(v);
    if (sorted.empty()) return {};
    const auto quantile = [&](double q) {
        const auto k = static_cast<std::ptrdiff_t>(q * static_cast<double>(sorted.size() - 1));
        std::nth_element(sorted.begin(), sorted.begin() + k, sorted.end());
        return sorted[static_cast<std::size_t>(k)];
    };
    Vector out;
    const double bands = count + 1;
    for (int i = 1; i <= count; ++i) {
        const double v = quantile(i / bands);
        // Free to move by a third of a band either way.
        const double level = shortest_within(v, quantile((i - 0.34) / bands), quantile((i + 0.34) / bands));
        if (std::isfinite(level)) out.push_back(level);
    }
    return out;
}

}  // namespace

Vector choose_levels(const Field& field, const Levels& levels) {
    Vector out = levels.exactly;
    const Vector& values = values_of(field);
    if (out.empty()) {
        const Interval range = finite_range(values);
        if (!(range.high > range.low)) return {};
        switch (levels.rule) {
            case LevelRule::Linear:
                out = ticks_inside(ScaleKind::Linear, range, levels.count);
                break;
            case LevelRule::Logarithmic: {
                // Distances above the minimum, from a thousandth of the span upwards.
                const double span = range.length();
                for (const double d : ticks_inside(ScaleKind::Log, {span * 1e-3, span}, levels.count))
                    out.push_back(range.low + d);
                break;
            }
            case LevelRule::EqualArea:
                out = equal_area(values, levels.count);
                break;
        }
    }
    if (levels.exactly.empty()) {
        // Rounding may have put a level on the range's end.
        const Interval range = finite_range(values);
        std::erase_if(out, [&](double v) { return !(v > range.low && v < range.high); });
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

ColourScale fitted(ColourScale scale, const Vector& values) {
    if (scale.low < scale.high) return scale;
    const Interval range = finite_range(values);
    scale.low = range.low, scale.high = range.high;
    return scale;
}

}  // namespace lossfield::viz
