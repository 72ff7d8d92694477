// What the parts of the lab share: numbers and declarations (label_smoothing.cpp), pictures and words (figure.cpp).
#pragma once

#include "math/losses/label_smoothing.hpp"
#include "math/simplex/simplex.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::label_smoothing {

struct Inputs {
    double smoothing = 0.1;
    int classes = 10;
    double gap = 2.5;
    double weight = 0.7;
    double alpha = 0.2;
    Vector logits{1, 0.3, -0.4};
    int levels = 9;
};

inline constexpr const char* smoothing_formula =
    R"(t_c = 1 - \varepsilon + \tfrac{\varepsilon}{K},\; t_{k \ne c} = \tfrac{\varepsilon}{K} \qquad )"
    R"(L = \log\sum_k e^{z_k} - \sum_k t_k z_k \qquad )"
    R"(\frac{\partial L}{\partial z_k} = \frac{e^{z_k}}{\sum_j e^{z_j}} - t_k = p_k - t_k)";
// Of a smoothed target only.
inline constexpr const char* optimum_formula =
    R"(z_c - z_k = \log\frac{K(1-\varepsilon)+\varepsilon}{\varepsilon}\text{ at the least})";

inline constexpr Interval gap_range{-4, 12};

struct Computed {
    math::GapLoss now, plain;     // at the gap: of the smoothed target and of the hard one
    double right = 0, other = 0;  // the smoothed target's entries
    double optimum = 0, least = 0;
    math::Barycentric mixed{}, p{};  // mixup's target (smoothed as well) and the prediction
    double mixed_loss = 0;
    TriangleField field;  // the mixed target's cross-entropy over the triangle
};

// Only a smoothed target has a best gap that is finite.
[[nodiscard]] bool has_optimum(const Inputs& in);
// Whether the loss pulls the right logit back down.
[[nodiscard]] bool too_confident(const Computed& r);
// Or not at all: p_c = t_c to the last bit.
[[nodiscard]] bool at_rest(const Computed& r);

// Mixup's target of a weight: of classes 1 and 2 of three, each smoothed.
[[nodiscard]] math::Barycentric blended(const Inputs& in, double weight);
// -sum_k t_k log p_k of the blended target t; +inf where p has nothing that t asks for.
[[nodiscard]] double mixed_loss_at(const Inputs& in, const math::Barycentric& p);

[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_gap(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_mixup(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::label_smoothing
