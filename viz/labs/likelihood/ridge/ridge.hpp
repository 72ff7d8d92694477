// What the parts of the lab share: its numbers (compute.cpp), the map of the weights (map.cpp), the panels
// beside it (figure.cpp, with the words), declarations and presets (ridge.cpp).
#pragma once

#include <string>
#include <vector>

#include "math/likelihood/least_squares.hpp"
#include "viz/fragments/named.hpp"
#include "viz/lab/lab.hpp"

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
    Eigen::MatrixXd x;
    Eigen::VectorXd y;
    math::SingularSystem system;
    Eigen::VectorXd full, weights;           // lambda = 0 (the shortest solution) and lambda
    Eigen::VectorXd other;                   // of the loss (2/n) |y - X w|^2 + lambda/2 |w|^2
    Eigen::VectorXd kept, kept_by_stopping;  // by direction
    double rest_gradient = 0;                // of the objective at the solution, of the size of its terms
    Vector lambdas, path_1, path_2;          // falling lambda
    double steps = 0;                        // round(1 / (rate lambda))
    Eigen::VectorXd stopped;                 // the weights after them
    Vector counts, steps_1, steps_2;         // all of the way that is shown
    double limit = 0;                        // of the rate
    GridField data_term;
    Vector levels;
};

// Steps at least twice the limit apart from it double the distance each time.
[[nodiscard]] bool diverges(const Inputs& in, const Computed& r);
[[nodiscard]] bool rank_deficient(const Computed& r);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);

}  // namespace lossfield::viz::ridge
