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

inline constexpr const char* flow_formula =
    R"(\dot x = -\nabla f(x) \qquad x_{k+1} = x_k - \alpha \nabla f(x_k) \qquad )"
    R"(x_{k+1} = \mathrm{argmin}_x\; \frac{\|x - x_k\|_2^2}{2 \alpha} + f(x))";
// A step of steepest descent in the norm, in the order of math::Norm: as long as the slope along it tells.
inline constexpr std::array<const char*, 3> steepest_formulas{
    R"(x_{k+1} = x_k + \alpha\, \|\nabla f(x_k)\|_{\infty}\, d_k, \quad d_k = \mathrm{argmin}_{\|d\|_1 \le 1} \langle \nabla f(x_k), d \rangle)",
    R"(x_{k+1} = x_k + \alpha\, \|\nabla f(x_k)\|_2\, d_k, \quad d_k = \mathrm{argmin}_{\|d\|_2 \le 1} \langle \nabla f(x_k), d \rangle)",
    R"(x_{k+1} = x_k + \alpha\, \|\nabla f(x_k)\|_1\, d_k, \quad d_k = \mathrm{argmin}_{\|d\|_{\infty} \le 1} \langle \nabla f(x_k), d \rangle)"};

[[nodiscard]] bool quadratic(const Computed& r);
// On a quadratic: there is one steepest direction; the start has a part along it, |(H - mu) d| / (L - mu) of d = start - minimum
// (all of d where all directions are alike). That part is multiplied by 1 - alpha L at every step, and it counts where it is above
// 1e-9 |d| at its largest.
[[nodiscard]] bool has_valley(const Computed& r);
[[nodiscard]] bool has_steep_part(const Inputs& in, const Computed& r);
// The gradient at the start is 0: neither steps nor the flow leave it.
[[nodiscard]] bool stays(const Computed& r);
// The curvature that decides over gradient descent: L, the largest at the minimum near by; on a quadratic mu for a start without a
// steep part. alpha times it above 2: the minimum repels its steps; 2 to twelve digits: it is at the limit; above 1: they end on
// the other side of it.
[[nodiscard]] double governing(const Inputs& in, const Computed& r);
[[nodiscard]] bool above_limit(const Inputs& in, const Computed& r);
[[nodiscard]] bool at_limit(const Inputs& in, const Computed& r);
[[nodiscard]] bool overshoots(const Inputs& in, const Computed& r);
// On a quadratic at the limit: the part along that curvature's direction keeps its size.
[[nodiscard]] bool neither_falls_nor_grows(const Inputs& in, const Computed& r);
// Gradient descent runs off: it has; or, on a quadratic, alpha is above the limit and the start is not the minimum.
[[nodiscard]] bool diverges(const Inputs& in, const Computed& r);
[[nodiscard]] bool has_run_off(const Computed& r);
// Steps of gradient descent that end higher than they began, by more than 1e-9 of the height and 1e-13 of the lowest value.
[[nodiscard]] std::size_t rises(const Computed& r);
// Gradient descent has not run off, and its last step is nearest to another minimum than the flow's end.
[[nodiscard]] bool other_well(const Inputs& in, const Computed& r);
// Both kinds of steps and a flow that moves are at the moment. Distances below what the flow itself is off by are not told
// apart: 1e-8 (1 + |x|).
[[nodiscard]] bool errs(const Computed& r);
[[nodiscard]] double flow_accuracy(const Computed& r);
// Half the step about halves both errors: by 1.5 to 2.7.
[[nodiscard]] bool first_order(const Computed& r);
[[nodiscard]] bool proximal_stops(const Computed& r);
[[nodiscard]] bool proximal_escapes(const Computed& r);
// The proximal objective is not convex at the last place: 1 + alpha (least curvature) <= 0.
[[nodiscard]] bool bent_at_the_end(const Inputs& in, const Computed& r);
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
