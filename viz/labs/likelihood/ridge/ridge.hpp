// What the parts of the lab share: its numbers and words (ridge.cpp), the map of the weights (map.cpp) and the panels beside
// it (panels.cpp).
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
    Domain domain{{-2, 5}, {-2, 5}};
    bool stopping = true;
};

inline constexpr Interval lambda_range{1e-4, 1e3};

struct Computed {
    math::RidgeData data;
    math::Pair full{}, weights{};           // lambda = 0 (the shortest solution) and lambda
    math::Pair kept{}, kept_by_stopping{};  // by direction
    math::WeightPath path;                  // falling lambda
    double steps = 0;                       // round(1 / (rate lambda))
    math::Pair stopped{};                   // the weights after them
    math::WeightPath way;                   // all of the way that is shown
    double limit = 0;                       // of the rate
    GridField data_term;
    Vector levels;
};

// Steps at least twice the limit apart from it double the distance each time.
[[nodiscard]] bool diverges(const Inputs& in, const Computed& r);
[[nodiscard]] bool rank_deficient(const Computed& r);

[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel path_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel shares_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel features_panel(const Inputs& in, const Computed& r);

}  // namespace lossfield::viz::ridge
