// Gradient flow in steps of one length, forwards and backwards.
//   explicit  x <- x - rate grad f(x)                            gradient descent
//   implicit  x <- argmin_y |y - x|^2 / (2 rate) + f(y)          proximal point: y + rate grad f(y) = x
// Both follow x(t) of gradient_flow.hpp at t = k rate with an error of first order in the rate. On a quadratic the
// explicit step converges for rate < 2 / (largest curvature), the implicit one for every rate > 0; f never rises in
// an implicit step: f(y) <= f(x) - |y - x|^2 / (2 rate).
// The implicit step is solved by Newton's method from x, damped until the objective falls, with the Hessian lifted
// where it is not positive definite. Where the objective is convex (rate times the most negative curvature > -1)
// that is its minimiser. Elsewhere it is a stationary point that descent from x reaches: one of several, and x
// itself where grad f(x) = 0. Failure: none where Newton's method does not settle or meets a value that is not finite.
//   steepest  x <- x + rate |grad f(x)|* d     d steepest of a norm, |.|* its dual: with l2 the explicit step
// rate > 0, else std::invalid_argument. A path has count + 1 points unless it stops: after the first point beyond
// escape_bound, which is in it, or before a step that is none.
// [Rockafellar 1976; Parikh, Boyd 2014, 4.1; Su Jianlin, kexue.fm archives 9660]
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "math/landscapes/landscapes.hpp"
#include "math/landscapes/steepest_direction.hpp"
#include "math/numerics/plane.hpp"

namespace lossfield::math {

[[nodiscard]] PlanePoint explicit_step(const Landscape& landscape, const PlanePoint& from, double rate);

[[nodiscard]] std::optional<PlanePoint> implicit_step(const Landscape& landscape, const PlanePoint& from,
                                                      double rate);

// |y + rate grad f(y) - x|: 0 where y is the implicit step from x.
[[nodiscard]] double implicit_residual(const Landscape& landscape, const PlanePoint& from,
                                       const PlanePoint& to, double rate);

struct StepPath {
    std::vector<PlanePoint> points;
    bool complete = true;
};

[[nodiscard]] StepPath explicit_path(const Landscape& landscape, const PlanePoint& start, double rate,
                                     std::size_t count);
[[nodiscard]] StepPath implicit_path(const Landscape& landscape, const PlanePoint& start, double rate,
                                     std::size_t count);
[[nodiscard]] StepPath steepest_path(const Landscape& landscape, const PlanePoint& start, Norm norm,
                                     double rate, std::size_t count);

}  // namespace lossfield::math
