// What the parts of the lab share: declarations and numbers (directional_derivative.cpp), the map (map.cpp), the panels beside
// it (panels.cpp) and words (figure.cpp).
#pragma once

#include "math/descent/line_search.hpp"
#include "math/landscapes/directional_derivative.hpp"
#include "math/landscapes/steepest_direction.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/fragments/plane_places.hpp"
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

inline constexpr const char* derivative_formula =
    R"(D_v f(a) = \lim_{h \to 0} \frac{f(a + hv) - f(a)}{h} = \langle \nabla f(a), v \rangle = \|\nabla f\|_2\,\|v\|_2 \cos\alpha)";
// In the order of math::Norm.
inline constexpr std::array<const char*, 3> steepest_formulas{
    R"(\min_{\|v\|_1 \le 1} D_v f = -\|\nabla f\|_{\infty})",
    R"(\min_{\|v\|_2 \le 1} D_v f = -\|\nabla f\|_2)",
    R"(\min_{\|v\|_{\infty} \le 1} D_v f = -\|\nabla f\|_1)"};

inline constexpr Interval h_range{1e-16, 1};

struct NormName {
    math::Norm norm;
    const char* id;
    const char* length;  // in words
};
// In the order of math::Norm.
inline constexpr std::array<NormName, 3> norm_names{{{math::Norm::L1, "l1", "$ℓ_1$"},
                                                     {math::Norm::L2, "l2", "$ℓ_2$"},
                                                     {math::Norm::LInfinity, "linf", "$ℓ_∞$"}}};

// The same colours in all panels.
inline constexpr Colour of_v{Role::Accent}, of_gradient{Role::Ink}, of_steepest{Role::Series, 2},
    of_descent{Role::Series, 0}, of_forward{Role::Series, 5}, of_central{Role::Series, 3},
    of_dual{Role::Series, 1}, of_path{Role::Series, 9};

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
    bool finite = true, stationary = false;  // finite: there is a derivative, and it is a number
    bool tip = false;
    std::array<math::SteepestDirection, 3> steepest;
    double ball = 1;   // what a length 1 has on the map
    double reach = 1;  // of the slice
    bool relative = true;
    double unit = 1;  // of errors
    Vector h;
    math::DifferenceSweep forward, central;
    double dual_error = 0;
    Vector slice_t, slice_f;
    std::optional<math::LineSearchPath> zigzag;
    math::LineSearchRates rates;  // of the zig-zag
    GridField height;             // above the lowest minimum, or the value itself where there is none

    [[nodiscard]] math::PlanePoint on_map(const math::PlanePoint& d, double length = 1) const {
        return math::along(at, d, length * ball);
    }
};

// There is a direction of the gradient to speak of: it is finite and not 0.
[[nodiscard]] bool sloping(const Computed& r);
// D_v f is 0, of the gradient or of the right angle.
[[nodiscard]] bool level(const Computed& r);
[[nodiscard]] bool descends(const Computed& r);
// v^T H v is 0 but for rounding, |v^T H v| <= 1e-12 (|H_xx| + 2 |H_xy| + |H_yy|): what no slope tells, no curvature tells either.
[[nodiscard]] bool flat_along(const Computed& r);
// Most of the error to be expected of the forward quotient is rounding: h is below the best one. And it is seen: above 1e-5 D_v f.
[[nodiscard]] bool rounding_rules(const Inputs& in, const Computed& r);
// A line search ended elsewhere than in a minimum.
[[nodiscard]] bool misses_minimum(const Computed& r);
// Where steps of the zig-zag leave a gradient that is more than rounding: every such step ends at right angles to it, the largest
// cosine of both is below 0.01; or one does not.
[[nodiscard]] bool searches_turn(const Computed& r);
[[nodiscard]] bool misses_right_angle(const Computed& r);
// The height that the slowest step keeps can be held against the worst case, which is known for l2; on a quadratic it is one.
[[nodiscard]] bool has_worst_case(const Computed& r);
[[nodiscard]] bool quadratic(const Computed& r);
// A function with a tip has no gradient there: where the closed form gives 0, the quotient forwards stays as large when h becomes
// a hundredth, |q(1e-6)| > |q(1e-4)| / 2, beyond 1e-3 and what rounding makes of it.
[[nodiscard]] bool has_tip(const math::Landscape& landscape, const math::PlanePoint& at,
                           const math::PlanePoint& v);

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
