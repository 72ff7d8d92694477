#include "math/descent/turned_axes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "math/optimizers/engine.hpp"

namespace lossfield::math {
namespace {

// coefficients(t): what the stepper's update takes at step t.
template <typename Stepper, typename Coefficients>
TurnedPath follow(const Landscape& landscape, const TurnedAxes& axes, const Stepper& stepper,
                  const Coefficients& coefficients, const PlanePoint& start, std::size_t steps) {
    TurnedPath path;
    for (std::vector<double>* list : {&path.x, &path.y, &path.value, &path.first, &path.second})
        list->reserve(steps + 1);
    std::visit(
        [&](const auto& f) {
            PlanePoint p = axes.to_axes(start), z = start;
            MemoryOf<Stepper> first{}, second{};
            for (std::size_t t = 0;; ++t) {
                const PlanePoint g = axes.to_axes(f.gradient(z.x, z.y));
                path.x.push_back(z.x);
                path.y.push_back(z.y);
                path.value.push_back(f.value(z.x, z.y));
                path.first.push_back(g.x);
                path.second.push_back(g.y);
                path.diverged = diverged(z);
                if (t == steps || path.diverged) return;
                stepper.update(p.x, g.x, first, coefficients(t + 1));
                stepper.update(p.y, g.y, second, coefficients(t + 1));
                z = axes.to_plane(p);
            }
        },
        landscape);
    return path;
}

}  // namespace

TurnedAxes::TurnedAxes(double degrees) {
    const double quarters = std::round(degrees / 90.0);
    const double rest = (degrees - 90.0 * quarters) * std::numbers::pi / 180.0;
    cosine = std::cos(rest), sine = std::sin(rest);
    const int turns = static_cast<int>(std::fmod(std::fmod(quarters, 4.0) + 4.0, 4.0));
    for (int i = 0; i < turns; ++i) {
        const double kept = cosine;
        cosine = 0.0 - sine, sine = kept;
    }
}

TurnedPath turned_path(const Landscape& landscape, const TurnedAxes& axes, const GradientDescent& stepper,
                       const PlanePoint& start, std::size_t steps) {
    return follow(
        landscape, axes, stepper, [&](std::size_t t) { return at_step(stepper, t); }, start, steps);
}

TurnedPath turned_path(const Landscape& landscape, const TurnedAxes& axes, const Adam& stepper,
                       const PlanePoint& start, std::size_t steps) {
    return follow(
        landscape, axes, stepper, [&](std::size_t t) { return at_step(stepper, t); }, start, steps);
}

std::vector<double> lowest_so_far(const TurnedPath& path) {
    std::vector<double> out = path.value;
    for (std::size_t t = 1; t < out.size(); ++t)
        out[t] = std::isfinite(out[t]) ? std::min(out[t], out[t - 1]) : out[t - 1];
    return out;
}

std::vector<double> lowest_heights(const TurnedPath& path, const std::optional<double>& lowest,
                                   std::size_t steps) {
    std::vector<double> heights = lowest_so_far(path);
    for (double& v : heights) v = height_above(lowest, v);
    heights.resize(steps + 1, heights.back());
    return heights;
}

std::vector<std::vector<double>> heights_by_angle(const Landscape& landscape,
                                                  const std::vector<double>& degrees, const Adam& stepper,
                                                  const PlanePoint& start, std::size_t steps,
                                                  const std::optional<double>& lowest,
                                                  const std::stop_token& stop) {
    std::vector<std::vector<double>> all;
    for (const double angle : degrees) {
        if (stop.stop_requested()) break;
        const TurnedPath path = turned_path(landscape, TurnedAxes(angle), stepper, start, steps);
        all.push_back(lowest_heights(path, lowest, steps));
    }
    return all;
}

}  // namespace lossfield::math
