// What the parts of the lab share: declarations (directional_derivative.cpp), numbers
// (compute.cpp), the map (map.cpp), the panels beside it
// (panels.cpp) and words (figure.cpp).
#pragma once

#include "math/descent/line_search.hpp"
#include "math/landscapes/directional_derivative.hpp"
#include "math/landscapes/steepest_direction.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::directional_derivative {

enum class ErrorKind { Relative, Absolute };

struct Inputs : LandscapeInputs {
    Inputs() = default;  // g++ 12 warns of the base of an aggregate made as Inputs{}
    Vector point{-0.5, -2.5};
    double angle = 100;  // of v, degrees
    math::Norm norm = math::Norm::L2;
    double reach = 0.15;  // of the map's shorter side: how far the slice goes to either side
    double h = 1e-6;
    ErrorKind error = ErrorKind::Relative;
    bool zigzag = false;
    int steps = 8;
    LevelRule level_rule = LevelRule::Logarithmic;
    int levels = 12;
};

inline constexpr Interval h_range{1e-16, 1};

struct NormName {
    math::Norm norm;
    const char* id;
    const char* name;
    const char* sign;    // of its ball's vectors
    const char* length;  // in words
};
inline constexpr std::array<NormName, 3> norm_names{{{math::Norm::L1, "l1", "ℓ_1", "1", "$ℓ_1$"},
                                                     {math::Norm::L2, "l2", "ℓ_2", "2", "$ℓ_2$"},
                                                     {math::Norm::LInfinity, "linf", "ℓ_∞", "∞", "$ℓ_∞$"}}};

// The same colours in all panels.
inline constexpr Colour of_v{Role::Accent}, of_gradient{Role::Ink}, of_steepest{Role::Series, 2},
    of_descent{Role::Series, 0}, of_forward{Role::Series, 5}, of_central{Role::Series, 3},
    of_dual{Role::Series, 1}, of_path{Role::Series, 9};

// One kind of difference quotient: over all h, and at the h chosen.
struct Differences {
    Vector errors;  // as measured: absolute or relative
    Vector sums;    // truncation and rounding as they are expected
    double value = 0, error = 0;
    double best_h = 0, best_sum = 0;
};

struct Zigzag {
    math::LineSearchPath path;
    double cosine = 0;              // largest |cos| of a step and the gradient after it
    std::optional<double> slowest;  // largest ratio of heights above the minimum after and before a step
    std::optional<double> bound;    // ((kappa - 1) / (kappa + 1))^2 at that minimum
    double kappa = 0;
};

struct Computed {
    math::Landscape landscape;
    Domain view;
    math::StationaryPoints points;
    std::optional<double> lowest;
    std::size_t norm = 1;  // in norm_names
    math::PlanePoint at, v, gradient;
    math::LineDerivatives line;
    double alpha = 0;  // radians
    math::Slope slope = math::Slope::Level;
    bool finite = true, stationary = false;
    std::array<math::SteepestDirection, 3> steepest;
    double ball = 1;   // what a length 1 has on the map
    double reach = 1;  // of the slice
    bool relative = true;
    double unit = 1;  // of errors
    Vector h;
    Differences forward, central;
    double dual_error = 0;
    Vector slice_t, slice_f;
    std::optional<Zigzag> zigzag;
    GridField height;  // above the lowest minimum, or the value itself where there is none

    // Whether there is a direction of the gradient to speak of.
    [[nodiscard]] bool sloping() const { return finite && !stationary; }
    [[nodiscard]] bool inside() const { return view.x.contains(at.x) && view.y.contains(at.y); }
    [[nodiscard]] math::PlanePoint on_map(const math::PlanePoint& d, double length = 1) const {
        return math::along(at, d, length * ball);
    }
};

// The direction of an angle in degrees, of length 1 in a norm but for 1e-13; quarter turns are exact.
[[nodiscard]] math::PlanePoint direction_at(double degrees, math::Norm norm);
// In (-180, 180].
[[nodiscard]] double degrees_of(const math::PlanePoint& d);
// A rounding error above which digits are missed, relative to the derivative.
inline constexpr double missed_digits = 1e-5;
[[nodiscard]] bool rounding_rules(const Inputs& in, const Computed& r);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel slice_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel angle_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel error_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_map(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_slice(const Inputs& in, const Computed& r, double t, double y);
[[nodiscard]] Readouts probe_angle(const Inputs& in, const Computed& r, double degrees, double y);
[[nodiscard]] Readouts probe_error(const Inputs& in, const Computed& r, double h, double y);

}  // namespace lossfield::viz::directional_derivative
