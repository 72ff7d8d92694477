#include "viz/geometry/levels.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "viz/figure/field.hpp"
#include "viz/geometry/scale.hpp"

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

// Brings what belongs at these ranks (ascending, distinct, counted from `all`) to its place in sorted order, all
// of them within [first, last). A selection for each rank on its own would look at every value each time.
void sort_ranks(Vector::iterator all, Vector::iterator first, Vector::iterator last,
                std::span<const std::ptrdiff_t> ranks) {
    if (ranks.empty()) return;
    const std::size_t half = ranks.size() / 2;
    const auto middle = all + ranks[half];
    std::nth_element(first, middle, last);
    sort_ranks(all, first, middle, ranks.first(half));
    sort_ranks(all, middle + 1, last, ranks.subspan(half + 1));
}

// Values that stand for all of them where areas are concerned: all up to 5500, beyond that those of a Fibonacci
// lattice, which is even in every direction: every b-th of a row, from column a * row (mod b).
Vector area_sample(const Field& field) {
    constexpr std::size_t enough = 5500;
    const Vector& values = values_of(field);
    std::size_t a = 1, b = 1;
    while (values.size() > b * enough) a = std::exchange(b, a + b);
    const auto* grid = std::get_if<GridField>(&field);
    Vector out;
    std::size_t start = 0;
    for (std::size_t row = 0; start < values.size(); ++row) {
        const std::size_t length =
            grid != nullptr ? grid->columns : std::get<TriangleField>(field).subdivisions + 1 - row;
        for (std::size_t i = a * row % b; i < length; i += b)
            if (!std::isnan(values[start + i])) out.push_back(values[start + i]);
        start += length;
    }
    return out;
}

Vector equal_area(const Field& field, int count) {
    Vector sorted = area_sample(field);
    if (sorted.empty()) return {};
    const double bands = count + 1;
    const auto rank = [&](double q) {
        return static_cast<std::ptrdiff_t>(q / bands * static_cast<double>(sorted.size() - 1));
    };
    const auto at = [&](double q) { return sorted[static_cast<std::size_t>(rank(q))]; };
    // A level is free to move by a third of a band either way.
    constexpr double reach = 0.34;
    std::vector<std::ptrdiff_t> ranks;
    for (int i = 1; i <= count; ++i) ranks.insert(ranks.end(), {rank(i - reach), rank(i), rank(i + reach)});
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    sort_ranks(sorted.begin(), sorted.begin(), sorted.end(), ranks);
    Vector out;
    for (int i = 1; i <= count; ++i) {
        const double level = shortest_within(at(i), at(i - reach), at(i + reach));
        if (std::isfinite(level)) out.push_back(level);
    }
    return out;
}

}  // namespace

Vector choose_levels(const Field& field, const Levels& levels) {
    Vector out = levels.exactly;
    if (out.empty()) {
        const Interval range = finite_range(values_of(field));
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
                out = equal_area(field, levels.count);
                break;
        }
        // Rounding may have put a level on the range's end.
        std::erase_if(out, [&](double v) { return !(v > range.low && v < range.high); });
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace lossfield::viz
