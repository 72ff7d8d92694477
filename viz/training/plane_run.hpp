// Points of the plane, with classes, that are themselves what is trained: x_1, y_1, x_2, ... A run with what a lab measures of every
// step, and the ways of its points.
//   Measures     what a lab measures of the points; finite() says whether it holds numbers
// The run ends before a step of which there are no finite numbers; of the start there always is something measured.
#pragma once

#include <utility>
#include <vector>

#include "viz/training/run_end.hpp"

namespace lossfield::viz {

// The points after every `stride` steps.
struct Trail {
    std::size_t stride = 1;
    std::vector<Vector> places{};
};
[[nodiscard]] Trail empty_trail(std::uint64_t steps);

template <typename Measures>
struct PlaneRun {
    Simulation<math::Training> run;
    std::vector<Measures> measures{};  // one a step
    Trail trail{};
    RunEnd end = RunEnd::Taken;

    [[nodiscard]] std::size_t last() const { return measures.size() - 1; }
    [[nodiscard]] const Measures& at_end() const { return measures.back(); }
    [[nodiscard]] Vector points(std::size_t step) const { return run.at(step).x; }
    [[nodiscard]] Vector each_step(double Measures::*of) const {
        Vector all;
        for (const Measures& m : measures) all.push_back(m.*of);
        return all;
    }
};

template <typename Measures, typename Measure>
[[nodiscard]] PlaneRun<Measures> plane_run(const TrainingInputs& in, math::Training model,
                                           const std::stop_token& stop, const Measure& measure) {
    std::vector<Measures> measures;
    Trail trail = empty_trail(steps_of(in));
    const auto observe = [&](const math::TrainingState& s, std::uint64_t t) {
        if (!math::is_finite(s)) return false;
        const Measures now = measure(s.x);
        if (t > 0 && !now.finite()) return false;
        measures.push_back(now);
        if (t % trail.stride == 0) trail.places.push_back(s.x);
        return true;
    };
    Simulation<math::Training> run(std::move(model), {.steps = steps_of(in)}, stop, observe);
    const RunEnd end = end_of(in, run);
    return {std::move(run), std::move(measures), std::move(trail), end};
}

// The ways up to a step of all points of a class, with gaps between them; `now`: the points at that step.
[[nodiscard]] Curve ways(const Trail& trail, const std::vector<int>& labels, int of, std::size_t step,
                         const Vector& now, double width);

// A square about 0 that holds all coordinates up to `most`, and grows by quarters.
[[nodiscard]] Domain square(double most);
// That of a whole run, as far as it stays within four times the size of its start.
[[nodiscard]] Domain square(const Trail& trail, double start);

[[nodiscard]] inline double distance_between(const Vector& points, std::size_t i, std::size_t k) {
    return std::hypot(points[2 * i] - points[2 * k], points[2 * i + 1] - points[2 * k + 1]);
}

}  // namespace lossfield::viz
