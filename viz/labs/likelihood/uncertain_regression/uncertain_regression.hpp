// What the parts of the lab share: declarations and presets (uncertain_regression.cpp), numbers (compute.cpp) and
// picture (panels.cpp; figure.cpp, with the words).
#pragma once

#include "math/descent/rule_descent.hpp"
#include "math/likelihood/uncertain_fit.hpp"
#include "math/losses/line_moments.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::uncertain_regression {

enum class Start { Zero, LeastSquares };
enum class Shown { Both, Map, Surface };

// Few and exact near the left end, wide at the right one.
[[nodiscard]] Points funnel();

struct Inputs {
    Points data = funnel();
    bool standardise = false;
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

using Moment = math::UncertainPoints;

struct Computed : math::RuleDescent {
    math::UncertainModel model;
    Vector x, y;              // the data, y in the units of the fit; some of many while one is dragged
    math::Spread of_y{0, 1};  // those units: y less its mean, over its deviation; as it is: less 0, over 1
    math::OneSpreadFit fit;   // least squares
    std::optional<std::size_t> thrown;  // the first step that raises the loss by more than a nat
    double check = 0;   // worst relative error of the gradient at the start against dual numbers
    Domain range;       // data and band of the last step, with air: stays while the run is played
    GridField surface;  // the loss of one point over residual and log scale
    double cut = 0;     // of its heights

    // The mean and a deviation in the units of the data.
    [[nodiscard]] double mean_at(const Vector& coefficients, double at) const {
        return of_y.mean + of_y.deviation * model.mean(coefficients, at);
    }
    [[nodiscard]] double deviation_at(const Vector& theta, double at) const {
        return of_y.deviation * math::noise_deviation(model.family, model.log_scale(theta, at));
    }
    [[nodiscard]] Moment at_step(std::size_t step) const {
        return math::uncertain_points(model, path[step], x, y);
    }
};

[[nodiscard]] inline bool both(const Inputs& in) { return in.view == Shown::Both; }
// s is a constant: all points weigh alike.
[[nodiscard]] inline bool one_spread(const Inputs& in) { return in.spread_degree == 0; }
[[nodiscard]] inline bool gaussian(const Inputs& in) { return in.likelihood == math::NoiseFamily::Gaussian; }
// The loss of least squares with its best spread, of one on the floor where that is below it.
[[nodiscard]] double one_spread_loss(const Computed& r);
// The last ten steps all come lower, and yet the loss ends more than 2 nats above that one.
[[nodiscard]] bool falls_short(const Computed& r);
// Without a floor a log scale of the last step is below -15; then, least squares hits all points exactly: there is no minimum.
[[nodiscard]] bool runs_away(const Inputs& in, const Computed& r);
[[nodiscard]] bool unbounded(const Inputs& in, const Computed& r);
// With one Gaussian spread: its best variance, the MSE, is above the floor e^s0 (or there is none) and above 0.
[[nodiscard]] bool reaches_mse(const Inputs& in, const Computed& r);
// What the loss is above its least with one Gaussian spread that can reach the MSE, in nats.
[[nodiscard]] double above_least(const Computed& r, std::size_t step);
// The largest curvature of the Gaussian loss by the mean's coefficients at a step, 1/N sum e^-s_i u_i u_i^T with u_i = (1, u, u^2);
// and the local limit of the rate there: 2 over it, of momentum 2 (1 + 0.9), of Adam none (+inf).
[[nodiscard]] double mean_curvature(const Computed& r, std::size_t step);
[[nodiscard]] double rate_limit(const Inputs& in, const Computed& r, std::size_t step);
// Gaussian, and the rate is above that limit.
[[nodiscard]] bool oversteps(const Inputs& in, const Computed& r, std::size_t step);
// The least log scale is less than 0.5 above the floor.
[[nodiscard]] bool rests_on_floor(const Computed& r, const Moment& now);
// The heaviest point weighs less than 1.05 times the lightest.
[[nodiscard]] bool weigh_alike(const Moment& now);
// At the last step they do not.
[[nodiscard]] bool comes_to_differ(const Computed& r);
// The surest point has no residual at all.
[[nodiscard]] bool hits_exactly(const Moment& now);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
inline constexpr const char* gaussian_formula =
    R"(\ell = \tfrac{1}{2}\log 2\pi + \tfrac{1}{2}\,s + \tfrac{1}{2}\,(y - \mu)^2 e^{-s} \qquad )"
    R"(\frac{\partial \ell}{\partial \mu} = (\mu - y)\,e^{-s} \qquad )"
    R"(\frac{\partial \ell}{\partial s} = \tfrac{1}{2} - \tfrac{1}{2}\,(y - \mu)^2 e^{-s})";
inline constexpr const char* laplace_formula =
    R"(\ell = \log 2 + \tfrac{1}{2}\,s + |y - \mu|\, e^{-s/2} \qquad )"
    R"(\frac{\partial \ell}{\partial \mu} = \mathrm{sign}(\mu - y)\, e^{-s/2} \qquad )"
    R"(\frac{\partial \ell}{\partial s} = \tfrac{1}{2} - \tfrac{1}{2}\,|y - \mu|\, e^{-s/2})";
inline constexpr const char* floor_formula = R"(s = s_0 + \log(1 + e^{a(x) - s_0}))";

[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_map(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_data(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_loss(const Inputs& in, const Computed& r, double x, double y);

[[nodiscard]] Panel data_panel(const Inputs& in, const Computed& r, const Vector& theta, const Moment& now,
                               const View& view, Notices& notices);
[[nodiscard]] Panel weight_panel(const Computed& r, const Moment& now);
[[nodiscard]] Panel loss_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r, const Moment& now);
[[nodiscard]] Panel surface_panel(const Inputs& in, const Computed& r, const Moment& now);

}  // namespace lossfield::viz::uncertain_regression
