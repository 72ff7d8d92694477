// What the parts of the lab share: its numbers (entropy.cpp), its picture (figure.cpp) and the panels of the
// simplex and of one outcome against the rest (simplex.cpp).
#pragma once

#include "viz/fragments/simplex.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::entropy {

enum class Unit { Bits, Nats, Bans };

struct Inputs {
    Vector probabilities{0.6, 0.3, 0.1};
    Unit unit = Unit::Bits;
    int outcome = 1;
    Vector triangle{1, 2, 3};
    int levels = 9;
};

// Entropies and surprises in the chosen unit.
struct Computed {
    double scale = 1;  // units of a nat
    std::string unit;
    Vector p, surprise, gradient, logit_gradient;
    double entropy = 0, largest = 0;
    std::size_t chosen = 0;  // 0-based outcome that is set against the rest
    double coin = 0, coin_slope = 0;
    double rest = 0;                   // entropy of the others among themselves
    std::vector<std::size_t> corners;  // 0-based outcomes on the simplex: 2 or 3
    math::Face shown;                  // of three: their common probability and their proportions
    double held = 0;                   // what the others add to the entropy
    TriangleField field;               // entropy over the triangle
};

// Entropy of a coin of probability x and its slope, in the unit of r.
[[nodiscard]] double coin_entropy(const Computed& r, double x);
[[nodiscard]] double coin_slope(const Computed& r, double x);
[[nodiscard]] double entropy_on_triangle(const Computed& r, const math::Barycentric& b);

// What caption and notices claim: H = 0; every p_k is 1/n to 1e-9 of it, so that H is log n to the last digit; p_k = 0; the chosen
// outcome is beyond the last one.
[[nodiscard]] bool is_certain(const Computed& r);
[[nodiscard]] bool all_equal(const Computed& r);
[[nodiscard]] std::size_t impossible_outcomes(const Computed& r);
[[nodiscard]] bool beyond_last(const Inputs& in);

[[nodiscard]] Panel triangle_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel coin_panel(const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_shares(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_surprise(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_simplex(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_coin(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::entropy
