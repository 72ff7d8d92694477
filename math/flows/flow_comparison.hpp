// The steps of both Euler methods (euler_steps.hpp) against the flow they follow (gradient_flow.hpp), from one start.
//   horizon  max(until, time, rate): at least one step, of which there are count = floor(horizon / rate + 1e-9)
//   moment   compared * rate, the multiple of the rate that is nearest to `time` among the steps from 1 to count
//   error    |x_compared - x(moment)|;  ratio: over the error of twice as many steps of half the rate, near 2 where the error
//            is of first order
//   errors   of n steps of the rate moment / n, for n = 1, 2, 3, 4, 5, 7, 9, ... <= max(1024, compared) and n = compared, as
//            far as that rate is at most 3.2: one for each entry of `rates`, which fall
//   mu       least curvature on straight ways from the flow to its goal, the minimum nearest to its end: then
//            f(x(t)) - lowest <= e^(-2 mu t) (f(x(0)) - lowest). 0 where f is not convex there, or where the goal is not
//            the lowest minimum. Looked for at 16 places of each way from every fourth place of the flow.
//   steep    the first explicit step from a place where rate times the larger eigenvalue of the Hessian is above 2
//   bent     the first implicit step whose objective |y - x|^2 / (2 rate) + f(y) is not convex where its lowest point must lie:
//            no farther from x than sqrt(2 rate (objective at the step - lowest)). Looked for at 48 places of that disc, at x and
//            at the step, until steps are shorter than 1e-9; without it the step is the lowest point as far as those places tell
// NaN: an error of steps that have run off. rate, until > 0, the landscape with a minimum, else std::invalid_argument;
// other failures are those of flow and steps. [Polyak 1963; Su Jianlin, kexue.fm archives 9660]
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "math/flows/euler_steps.hpp"
#include "math/flows/gradient_flow.hpp"

namespace lossfield::math {

// Entry k of path and heights belongs to t = k rate.
struct FlowSteps {
    StepPath path;
    std::vector<double> heights;  // f - lowest
    double error = 0.0, ratio = 0.0;
    std::vector<double> errors;
    [[nodiscard]] bool reaches(std::size_t k) const { return k < path.points.size(); }
};

struct FlowComparison {
    Landscape landscape;
    StationaryPoints points;
    double lowest = 0.0;  // value of the lowest minimum
    double horizon = 0.0;
    std::size_t count = 0, compared = 0;
    double moment = 0.0;
    double way = 0.0;  // of the flow until the moment, from end to end
    FlowPath flow;
    std::vector<double> times, flow_x, flow_y, flow_heights;  // more where the flow is fast: at the outset
    PlanePoint goal;
    double largest = 0.0;  // curvature there
    double mu = 0.0;
    FlowSteps gd, proximal;  // explicit and implicit
    std::vector<double> rates;
    struct Steep {
        std::size_t step = 0;
        double curvature = 0.0;
    };
    std::optional<Steep> steep;
    std::optional<std::size_t> bent;  // counted from 1
};

[[nodiscard]] FlowComparison compare_with_flow(const Landscape& landscape, const PlanePoint& start,
                                               double rate, double time, double until);

}  // namespace lossfield::math
