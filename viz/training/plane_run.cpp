#include "viz/training/plane_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/fragments/marks.hpp"
#include "viz/fragments/samples.hpp"

namespace lossfield::viz {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t most_places = 160;  // of a trail
constexpr double follows = 4;             // how far beyond the start's own size a run is shown

}  // namespace

Trail empty_trail(std::uint64_t steps) { return {static_cast<std::size_t>(steps) / most_places + 1, {}}; }

Curve ways(const Trail& trail, const std::vector<int>& labels, int of, std::size_t step, const Vector& now,
           double width) {
    Curve line = curve(fmt::format("ways-{}", of + 1), fmt::format("class {}", of + 1), {}, {},
                       series(of, 0.7), width);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] != of) continue;
        for (std::size_t k = 0; k < trail.places.size() && k * trail.stride <= step; ++k)
            line.x.push_back(trail.places[k][2 * i]), line.y.push_back(trail.places[k][2 * i + 1]);
        line.x.insert(line.x.end(), {now[2 * i], gap}), line.y.insert(line.y.end(), {now[2 * i + 1], gap});
    }
    return line;
}

Domain square(double most) {
    const double half = std::max(1.25, std::ceil(4 * (most + 0.05)) / 4);
    return {{-half, half}, {-half, half}};
}

Domain square(const Trail& trail, double start) {
    double most = 0;
    for (const Vector& x : trail.places) most = std::max(most, largest_size(x));
    return square(std::max(start, std::min(most, follows * std::max(start, 0.5))));
}

}  // namespace lossfield::viz
