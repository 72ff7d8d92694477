// What the parts of the lab share: declarations and numbers (multiclass_hinge.cpp), the panels (panels.cpp) and words (words.cpp).
#pragma once

#include "math/margins/multiclass_hinge.hpp"
#include "math/simplex/triangle.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::multiclass_hinge {

using LossKind = math::MulticlassHingeKind;

struct Inputs {
    LossKind loss = LossKind::OneVsRest;
    double power = 1;
    Vector scores{0.5, -0.2, 1.3};
    int target = 1;
    double shift = 0;
    Vector probabilities{0.58, 0.27, 0.15};
};

struct Computed {
    Vector scores{};  // with the shift
    std::size_t target = 0;
    std::size_t rival = 0;
    double loss = 0, ovr_loss = 0, cs_loss = 0;
    Vector gradient{}, ovr_gradient{}, cs_gradient{};
    Vector p{};                    // class probabilities
    Vector ovr_best{}, cs_best{};  // for them
    double least = 0;              // of the expected loss
    std::optional<std::size_t> decided{};
    double check = 0;
};

[[nodiscard]] math::MulticlassHinge one_vs_rest(const Inputs& in);
[[nodiscard]] math::MulticlassHinge loss_of(const Inputs& in);
[[nodiscard]] double loss_at_shift(const math::MulticlassHinge& loss, const Inputs& in, double shift);

// Nothing is left to ask for: the loss is 0.
[[nodiscard]] bool met(const Computed& r);
// Scores that one against the rest asks for more of: t_j s_j < 1.
[[nodiscard]] std::size_t short_scores(const Computed& r);
// By how much the target's score lies above the best other one.
[[nodiscard]] double lead(const Computed& r);
// A class is decided for, but its best score lies above the next by less than the 0.001 that is shown.
[[nodiscard]] bool hardly_decided(const Inputs& in, const Computed& r);
// Its best scores decide only for a class of more than 1/2.
[[nodiscard]] bool needs_half(const Inputs& in);
// For the probabilities no class is decided for: all are below 1/2 and each is rejected, or alike; the likeliest has 1/2 to the last
// bit; or, of q > 1, the likeliest are equal.
[[nodiscard]] bool all_below_half(const Inputs& in, const Computed& r);
[[nodiscard]] bool at_half(const Inputs& in, const Computed& r);
[[nodiscard]] bool equally_likely(const Inputs& in, const Computed& r);

inline constexpr const char* ovr_formula =
    R"(L_{\mathrm{ovr}} = \sum_j [1 - t_j s_j]_+^{q}, \quad t_c = 1,\; t_{j \ne c} = -1)";
inline constexpr const char* cs_formula = R"(L_{\mathrm{cs}} = [1 + \max_{j \ne c} s_j - s_c]_+)";

[[nodiscard]] Panel score_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel shift_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel triangle_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel best_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel gradient_panel(const Inputs& in, const Computed& r);
[[nodiscard]] std::string caption(const Inputs& in, const Computed& r);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_shift(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_triangle(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::multiclass_hinge
