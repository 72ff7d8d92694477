// What the parts of the lab share: declarations and numbers (gradient_flow.cpp), the map (map.cpp), the panels beside it
// (panels.cpp) and words (figure.cpp).
#pragma once

#include "math/flows/flow_comparison.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::gradient_flow {

struct Inputs : LandscapeInputs {
    Inputs() { landscape = LandscapeKind::Bowl, kappa = 10; }
    Vector start{-2.6, 0.3};
    double alpha = 0.12;
    double time = 0.6;
    double until = 3;
    math::Norm norm = math::Norm::L1;
};

struct Computed : math::FlowComparison {
    math::PlanePoint gradient;  // at the start
    math::SteepestDirection steepest;
    std::vector<math::PlanePoint> norm_path;  // first steps of steepest descent in the norm chosen
    double check = 0;                         // of the gradient, against dual numbers
    Domain domain;
    GridField field;  // f - lowest
};

[[nodiscard]] bool quadratic(const Computed& r);
// Gradient descent runs off: on a quadratic whenever alpha is above 2/L, elsewhere when it has.
[[nodiscard]] bool diverges(const Inputs& in, const Computed& r);
[[nodiscard]] bool has_run_off(const Computed& r);
// alpha > 2/L; and, L being that of the minimum near by: alpha L > 2, every step ends higher, alpha L > 1, it ends on the other
// side of the valley. Up to 1 the error is of first order.
[[nodiscard]] bool above_limit(const Inputs& in, const Computed& r);
[[nodiscard]] bool climbs(const Inputs& in, const Computed& r);
[[nodiscard]] bool overshoots(const Inputs& in, const Computed& r);
// Gradient descent ends near another minimum than the flow.
[[nodiscard]] bool other_well(const Inputs& in, const Computed& r);
// Both kinds of steps are at the moment, and off the flow.
[[nodiscard]] bool errs(const Computed& r);
[[nodiscard]] bool proximal_stops(const Computed& r);
[[nodiscard]] bool flow_stops(const Computed& r);
// f is convex between the flow and the lowest minimum, so that e^(-2 mu t) bounds it.
[[nodiscard]] bool bounded(const Computed& r);

// { |x - centre| <= radius } with its fill and its outline of these opacities.
[[nodiscard]] Polygon unit_ball(const char* id, math::Norm norm, double radius,
                                const math::PlanePoint& centre, double fill, double stroke, double width);

[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel value_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel error_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel norm_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts probe_map(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_value(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);

// Colours and words of what is compared.
inline constexpr Colour flow_colour{Role::Ink}, gd_colour{Role::Series, 0}, proximal_colour{Role::Series, 5},
    norm_colour{Role::Series, 4};
[[nodiscard]] std::string norm_symbol(const Inputs& in);

}  // namespace lossfield::viz::gradient_flow
