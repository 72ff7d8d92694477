// What the parts of the lab share: its numbers (softmax_cross_entropy.cpp) and its picture (figure.cpp, simplex.cpp).
#pragma once

#include <span>

#include "math/losses/cross_entropy.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::softmax_cross_entropy {

enum class Direction { LogitFlow, Difference, Steepest, All };

struct Inputs {
    Vector logits{2, 0.5, -1};
    double temperature = 1;
    Vector target{2};
    std::string names;
    Vector triangle{1, 2, 3};
    Direction direction = Direction::LogitFlow;
    bool contours = true, field = true;
    LevelRule level_rule = LevelRule::EqualArea;
    int levels = 10;
};

struct Computed {
    Vector p, y, gradient;
    double loss = 0, entropy = 0, kl = 0, naive_loss = 0;
    double check = 0;                             // worst relative error of the gradient against dual numbers
    std::optional<math::NaiveCause> naive_cause;  // why the naive loss is none
    double rest = 0;                              // 1 - largest probability, without cancellation
    std::size_t top = 0;                          // its class
    double flow_speed = 0;                        // |dp/dt| of the flow dz/dt = -dL/dz
    std::vector<std::size_t> corners;             // 0-based classes on the simplex panel: 2 or 3
    math::Face shown;                             // of three: their common probability and its proportions
    math::Barycentric b_y{};                      // their entries of y
    double held = 0;                              // the part of the loss that does not depend on b
    TriangleField field;                          // loss over the triangle
};

// held - sum y log b: what the classes shown add to the loss of the others; a class that is no target adds nothing.
[[nodiscard]] double shown_loss(double held, std::span<const double> y, std::span<const double> b);

// What captions and notices claim: 1 - largest probability below a millionth, or 0; its class at a corner of the simplex shown;
// the naive loss off by more than a millionth of max(1, L), or no number; prediction and target one as far as one sees,
// max |p - y| < 0.0005.
[[nodiscard]] bool saturated(const Computed& r);
[[nodiscard]] bool one_to_the_last_bit(const Computed& r);
[[nodiscard]] bool in_a_corner(const Computed& r);
[[nodiscard]] bool naive_fails(const Computed& r);
[[nodiscard]] bool agree(const Computed& r);
// max |p - y|.
[[nodiscard]] double difference(const Computed& r);

[[nodiscard]] Panel simplex_panel(const Inputs& in, const Computed& r, const std::vector<std::string>& names);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_bars(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_loss(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_simplex(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::softmax_cross_entropy
