// A landscape of the plane descended along turned axes, and what is reached there.
//   z = p_1 e_1 + p_2 e_2,  e_1 = (cos a, sin a),  e_2 = (-sin a, cos a)      the optimizer works on p, f is f(z)
//   df/dp_k = e_k . grad f(z)
// Turning the axes by a is turning the landscape by -a. Gradient descent takes the same path z_t for every a; Adam
// divides coordinate by coordinate and does not, but any multiple of 90 degrees only renames and mirrors its axes,
// so that its paths have the period 90. Angles in degrees; the sine and cosine of multiples of 90 are exact.
// Paths are given in z. They end early after the first place that is not finite or is beyond divergence_bound.
// [Kingma, Ba 2015; Su Jianlin, kexue.fm archives 11267]
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "math/landscapes/landscapes.hpp"
#include "math/optimizers/steppers.hpp"

namespace lossfield::math {

struct TurnedAxes {
    explicit TurnedAxes(double degrees = 0.0);
    [[nodiscard]] PlanePoint to_plane(const PlanePoint& p) const {
        return {cosine * p.x - sine * p.y, sine * p.x + cosine * p.y};
    }
    [[nodiscard]] PlanePoint to_axes(const PlanePoint& z) const {
        return {cosine * z.x + sine * z.y, cosine * z.y - sine * z.x};
    }
    double cosine = 1.0;
    double sine = 0.0;
};

struct TurnedPath {
    std::vector<double> x, y;           // z_0, z_1, ...
    std::vector<double> value;          // f there
    std::vector<double> first, second;  // df/dp_k at z_0, z_1, ...: what the step from there goes by
    bool diverged = false;
};

[[nodiscard]] TurnedPath turned_path(const Landscape& landscape, const TurnedAxes& axes,
                                     const GradientDescent& stepper, const PlanePoint& start,
                                     std::size_t steps);
[[nodiscard]] TurnedPath turned_path(const Landscape& landscape, const TurnedAxes& axes, const Adam& stepper,
                                     const PlanePoint& start, std::size_t steps);

// Entry t: the lowest f at the steps 0 to t; what is not a number counts for nothing.
[[nodiscard]] std::vector<double> lowest_so_far(const TurnedPath& path);

// The lowest height above `lowest` (or the lowest f without one) at the steps 0 to t, t = 0 .. steps; a path that ended early
// keeps what it had reached.
[[nodiscard]] std::vector<double> lowest_heights(const TurnedPath& path, const std::optional<double>& lowest,
                                                 std::size_t steps);
// lowest_heights of Adam's path for each angle of the axes; a requested stop leaves the rest out.
[[nodiscard]] std::vector<std::vector<double>> heights_by_angle(const Landscape& landscape,
                                                                const std::vector<double>& degrees,
                                                                const Adam& stepper, const PlanePoint& start,
                                                                std::size_t steps,
                                                                const std::optional<double>& lowest,
                                                                const std::stop_token& stop = {});

}  // namespace lossfield::math
