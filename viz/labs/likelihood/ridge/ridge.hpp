// What the parts of the lab share: its numbers and words (ridge.cpp) and its panels (panels.cpp).
#pragma once

#include "math/likelihood/ridge_data.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::ridge {

struct Inputs {
    double lambda = 4;
    double collinearity = 0.9;
    Vector truth{2.5, 0.5};
    double noise = 1.5;
    int observations = 20;
    int sample = 1;
    double rate = 0.01;
    std::optional<Domain> range{};  // none: automatic
    bool stopping = true;

    // What is shown of the plane: by itself as far as the truth lies.
    [[nodiscard]] Domain domain() const;
};

inline constexpr Interval lambda_range{1e-4, 1e3};

struct Computed {
    math::RidgeData data;
    math::Pair full{}, weights{};           // lambda = 0 (the shortest solution) and lambda
    math::Pair kept{}, kept_by_stopping{};  // by direction
    math::WeightPath path;                  // falling lambda
    double time = 0;                        // 1 / (rate lambda)
    double steps = 0;                       // that, rounded
    math::Pair stopped{};                   // the weights after them
    math::WeightPath way;                   // all of the way that is shown
    GridField data_term;
    Vector levels;
};

// Gradient steps lead away along the first direction: rate > 2 / s_1^2, beyond which |1 - rate s_1^2| > 1. They do where the
// data have a part along it to grow from: above 1e-12 of the length of least squares.
[[nodiscard]] bool diverges(const Inputs& in, const Computed& r);
[[nodiscard]] bool has_first_part(const Computed& r);
// y has no part along the features: every solution is 0.
[[nodiscard]] bool nothing_to_fit(const Computed& r);
// The features are the same to rounding: X has the rank 1.
[[nodiscard]] bool rank_deficient(const Computed& r);
// Nearly collinear, and the penalty does not help: (s_1^2 + lambda) / (s_2^2 + lambda) > 300.
[[nodiscard]] bool ill_held(const Inputs& in, const Computed& r);

[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel path_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel shares_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel features_panel(const Inputs& in, const Computed& r);

}  // namespace lossfield::viz::ridge
