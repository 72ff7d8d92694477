// Exact line search: the minimum of phi(t) = f(x + t d), t > 0, where d descends.
//   phi'(t) = <grad f(x + t d), d>,  phi''(t) = d^T H(x + t d) d;   on a quadratic t = -phi'(0) / phi''(0)
// A bracket is widened from there by doubling until phi' has changed its sign or phi has risen; inside of it Newton's
// steps on phi', halvings where these do not help. The answer is a point where phi' rises through 0, no higher than the
// start; of several minima not always the first.
// After an exact step the new gradient is at right angles to d; for d = -grad f so is every gradient to the one before,
// and on a quadratic of condition kappa the height above the minimum shrinks, at each step, at least by
//   ((kappa - 1) / (kappa + 1))^2                              [Kantorovich 1948; Nocedal, Wright 2006, 3.3]
// x, d: finite. Failure is said in `end`: the place is then the start (NotDescent, Failed) or the last one tried
// (Unbounded: phi still falls where a coordinate passes divergence_bound).
#pragma once

#include <optional>
#include <vector>

#include "math/landscapes/landscapes.hpp"
#include "math/landscapes/steepest_direction.hpp"
#include "math/numerics/plane.hpp"

namespace lossfield::math {

enum class LineEnd {
    Minimum,
    NotDescent,  // phi'(0) >= 0
    Unbounded,
    Failed  // phi or phi' is not finite at the start
};

struct LineSearch {
    double step = 0.0;  // t
    PlanePoint at;
    double value = 0.0;
    LineEnd end = LineEnd::Minimum;
};

[[nodiscard]] LineSearch exact_line_search(const Landscape& landscape, const PlanePoint& from,
                                           const PlanePoint& direction);

// Steps of exact line search along the steepest direction of a norm, from a point on: `places` begins with it. Ends early
// at a stationary point, where a search does not end in a minimum (its place is not taken in, `end` says why), and where
// a step no longer lowers f.
struct LineSearchPath {
    std::vector<PlanePoint> places;
    std::vector<double> values;
    LineEnd end = LineEnd::Minimum;
};

[[nodiscard]] LineSearchPath steepest_descent(const Landscape& landscape, const PlanePoint& from, Norm norm,
                                              int steps);

// How a path of line searches goes, against the minimum that it would come to: Newton's method finds it from the path's end or
// from where up to 85 further searches along -grad f lead, f never rising on the straight way there; else it is the landscape's
// only stationary point. None: neither.
struct LineSearchRates {
    // Largest |cos| of a step and the gradient after it. Left out is what rounding makes: gradients below 1e-10 |H| (|x before| +
    // |x|), by sums of sizes; those that promise less, |g|^2 / (2 |H|), than 1e4 times the noise of f; and cosines above 0.01 of
    // slopes along the step that do, slope^2 / (2 curvature). None: nothing else is there.
    std::optional<double> cosine;
    std::optional<double>
        slowest;         // largest ratio of heights above the minimum after and before a step, as long as
                         // they are above 1e-9 of the first one: below it ratios are rounding
    double kappa = 0.0;  // of the Hessian at that minimum; 0: no minimum, or a flat one
    std::optional<double> bound;  // worst_line_search_ratio(kappa), where that is finite
};

[[nodiscard]] LineSearchRates line_search_rates(const Landscape& landscape, const StationaryPoints& points,
                                                const LineSearchPath& path);

// kappa >= 1, else std::invalid_argument.
[[nodiscard]] double worst_line_search_ratio(double kappa);

}  // namespace lossfield::math
