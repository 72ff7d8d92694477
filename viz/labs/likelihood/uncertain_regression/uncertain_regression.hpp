// What the parts of the lab share: declarations and presets (uncertain_regression.cpp), numbers (compute.cpp) and
// picture (panels.cpp: data, weights and loss; surface.cpp: the loss of one point over r and s; figure.cpp, with the words).
#pragma once

#include "math/descent/rule_descent.hpp"
#include "math/likelihood/uncertain_fit.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::uncertain_regression {

enum class Start { Zero, LeastSquares };
enum class Shown { Both, Map, Surface };

// Few and exact near the left end, wide at the right one.
[[nodiscard]] Points funnel();

struct Inputs {
    Points data = funnel();
    math::NoiseFamily likelihood = math::NoiseFamily::Gaussian;
    int mean_degree = 1, spread_degree = 1;
    bool use_floor = true;
    double floor = -7;
    math::StepRule optimizer = math::StepRule::Adam;
    Start start = Start::Zero;
    double rate = 0.05;
    int steps = 300;
    Shown view = Shown::Both;
};

struct Computed : math::RuleDescent {
    math::UncertainModel model;
    Vector x, y;
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
// Without a floor, and far below any: what is predicted exactly is predicted ever more surely.
[[nodiscard]] bool runs_away(const Inputs& in, const Computed& r);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_map(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_data(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_loss(const Inputs& in, const Computed& r, double x, double y);

[[nodiscard]] Panel data_panel(const Inputs& in, const Computed& r, const Vector& theta, const Moment& now);
[[nodiscard]] Panel weight_panel(const Computed& r, const Moment& now);
[[nodiscard]] Panel loss_panel(const Computed& r, std::size_t step);
[[nodiscard]] Panel map_panel(const Computed& r, const Moment& now);
[[nodiscard]] Panel surface_panel(const Computed& r, const Moment& now, const char* title);

}  // namespace lossfield::viz::uncertain_regression
