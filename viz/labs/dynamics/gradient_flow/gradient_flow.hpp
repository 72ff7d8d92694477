// What the parts of the lab share: declarations and presets (gradient_flow.cpp), numbers (compute.cpp),
// the map (map.cpp), the panels beside it (panels.cpp) and words (figure.cpp).
#pragma once

#include "math/flows/euler_steps.hpp"
#include "math/flows/gradient_flow.hpp"
#include "math/landscapes/steepest_direction.hpp"
#include "viz/fragments/landscape_inputs.hpp"
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

inline constexpr Interval alpha_range{0.001, 2.5};
inline constexpr std::size_t norm_steps = 6;  // shown of steepest descent in the norm chosen

// Entry k of every list belongs to t = k alpha.
struct Steps {
    math::StepPath path;
    Vector height;     // f - lowest
    double error = 0;  // |x_k - x(k alpha)| at the step that is compared; NaN where there is none
    double ratio = 0;  // that error over the one with half the step
    Vector errors;     // the same for every alpha of Computed::alphas
    [[nodiscard]] bool reaches(std::size_t k) const { return k < path.points.size(); }
};

struct Computed {
    math::Landscape landscape;
    math::StationaryPoints points;
    double lowest = 0;                    // value of the lowest minimum
    double horizon = 0;                   // until when everything is followed
    std::size_t count = 0, compared = 0;  // steps until then; the step that is compared
    double moment = 0;                    // compared * alpha
    double way = 0;                       // of the flow until then, from end to end
    math::FlowPath flow;
    Vector times, flow_x, flow_y, flow_height;
    math::PlanePoint goal;  // the minimum nearest to the flow's end
    double largest = 0;     // curvature there
    double mu = 0;          // least curvature between the flow and the goal; 0: not convex there
    Steps gd, proximal;
    Vector alphas;              // falling: moment / n
    math::PlanePoint gradient;  // at the start
    math::SteepestDirection steepest;
    std::vector<math::PlanePoint> norm_path;
    double check = 0;  // of the gradient, against dual numbers
    Domain domain;
    GridField field;  // f - lowest
};

[[nodiscard]] bool quadratic(const Computed& r);
// Gradient descent runs off: on a quadratic whenever alpha is above 2/L, elsewhere when it has.
[[nodiscard]] bool diverges(const Inputs& in, const Computed& r);

// { |x - centre| <= radius } with its fill and its outline of these opacities.
[[nodiscard]] Polygon unit_ball(const char* id, math::Norm norm, double radius,
                                const math::PlanePoint& centre, double fill, double stroke, double width);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
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
