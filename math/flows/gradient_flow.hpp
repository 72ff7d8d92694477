// Gradient flow in the plane: the path that every descent with small steps comes close to.
//   dx/dt = -grad f(x),  x(0) = start;     d f(x(t))/dt = -|grad f|^2, so f never rises along it
// Integrated by the pair of orders 5 and 4 of Dormand and Prince with steps chosen by its own error estimate, and
// interpolated to order 4 within a step. tolerance: of each step's error, relative to |coordinate| plus the larger of both, at
// most 1: close to the origin too a path keeps its digits. The pair is
// explicit: steps are at most about 3.3 / (largest curvature), so that a stiff valley costs steps, never accuracy.
// start: finite; end > 0, tolerance > 0, else std::invalid_argument. Times are in the unit of 1 / curvature.
// Failure: the path stops before `end` where it leaves |x|, |y| <= escape_bound (f unbounded below), where no step
// is short enough (f without derivative or not finite), or after most_flow_steps; `reached` tells how far it came.
// [Dormand, Prince 1980; Hairer, Norsett, Wanner 1993, II.5 and II.6; Su Jianlin, kexue.fm archives 9660]
#pragma once

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "math/landscapes/landscapes.hpp"
#include "math/numerics/plane.hpp"

namespace lossfield::math {

constexpr double escape_bound = 1e6;
constexpr std::size_t most_flow_steps = 200'000;

// Beyond the bound, or no number at all.
[[nodiscard]] inline bool escaped(const PlanePoint& x) {
    return !(std::abs(x.x) <= escape_bound && std::abs(x.y) <= escape_bound);
}

// One step: x(time + theta length) = p0 + theta (p1 + (1 - theta) (p2 + theta (p3 + (1 - theta) p4))).
struct FlowStep {
    double time = 0.0;
    double length = 0.0;
    PlanePoint p0, p1, p2, p3, p4;
};

class FlowPath {
  public:
    FlowPath() = default;
    FlowPath(std::vector<FlowStep> steps, const PlanePoint& last, double reached)
        : steps_(std::move(steps)), last_(last), reached_(reached) {}
    // t below 0 gives the start, beyond the end the last point.
    [[nodiscard]] PlanePoint at(double t) const;
    [[nodiscard]] double reached() const { return reached_; }
    [[nodiscard]] std::size_t steps() const { return steps_.size(); }

  private:
    std::vector<FlowStep> steps_;
    PlanePoint last_;
    double reached_ = 0.0;
};

[[nodiscard]] FlowPath gradient_flow(const Landscape& landscape, const PlanePoint& start, double end,
                                     double tolerance = 1e-10);

}  // namespace lossfield::math
