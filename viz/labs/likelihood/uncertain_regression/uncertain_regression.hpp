// What the parts of the lab share: declarations (uncertain_regression.cpp, presets.cpp), numbers (compute.cpp) and
// picture (figure.cpp, data.cpp: data and weights, surface.cpp: the loss of one point over r and s).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "math/likelihood/uncertain_regression.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz::uncertain_regression {

// Few and exact near the left end, wide at the right one.
[[nodiscard]] Points funnel();

struct Inputs {
    Points data = funnel();
    std::string likelihood = "gaussian";
    int mean_degree = 1, spread_degree = 1;
    bool use_floor = true;
    double floor = -7;
    std::string optimizer = "adam", start = "zero";
    double rate = 0.05;
    int steps = 300;
    std::string view = "both";
};

struct Computed {
    math::UncertainModel model;
    Vector x, y;
    std::vector<Vector> path;  // the parameters after every step
    Vector loss;
    bool diverged = false;
    std::optional<std::size_t> thrown;  // the first step at which the loss jumps up
    double check = 0;  // worst relative error of the gradient at the start against dual numbers

    // Data and band of the last step, with air: stays while the run is played.
    Domain range;

    // Least squares with one spread for all.
    Vector fit;  // powers of u
    double mse = 0, fit_loss = 0;

    // The loss of one point.
    GridField surface;
    double cut = 0;  // of its heights

    [[nodiscard]] std::size_t last() const { return path.size() - 1; }
    [[nodiscard]] double fitted(double at) const;
};

// Everything about the data at one step.
struct Moment {
    Vector residual, log_scale, weight;  // of each point; weights are shares of the pull on the mean
    double least_sigma = 0, most_sigma = 0;
    double weight_ratio = 1;  // of the heaviest to the lightest
    std::vector<double> gradient;
};
[[nodiscard]] Moment moment_of(const Computed& r, std::size_t step);
// Standard deviation at a log scale.
[[nodiscard]] double sigma_of(math::NoiseFamily family, double log_scale);

[[nodiscard]] std::size_t shown_step(const Computed& r, const View& view);
// Without a floor, and far below any: what is predicted exactly is predicted ever more surely.
[[nodiscard]] bool runs_away(const Inputs& in, const Computed& r);

[[nodiscard]] std::vector<PresetOf<Inputs>> presets();
[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);

[[nodiscard]] Panel data_panel(const Inputs& in, const Computed& r, const Vector& theta, const Moment& now);
[[nodiscard]] Panel weight_panel(const Computed& r, const Moment& now);
[[nodiscard]] Panel map_panel(const Computed& r, const Moment& now);
[[nodiscard]] Panel surface_panel(const Computed& r, const Moment& now, const char* title);

}  // namespace lossfield::viz::uncertain_regression
