// What the parts of the lab share: its parameters (maximum_likelihood.cpp), the models (models), its numbers
// (compute.cpp) and its picture (density.cpp, map.cpp, parts.cpp: NLL = H + KL; coin.cpp,
// figure.cpp).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "math/information/gaussian_projection.hpp"
#include "viz/lab/lab.hpp"
#include "viz/labs/likelihood/maximum_likelihood/models.hpp"

namespace lossfield::viz::maximum_likelihood {

// Thirteen numbers as a Gaussian of mean 0.5 and deviation 1.2 gives them; thirteen about two hills.
[[nodiscard]] Vector bell_samples();
[[nodiscard]] Vector two_hill_samples();

inline constexpr Interval width_range{0.25, 5};  // of the hills of p

struct Inputs {
    std::string view = "fit";
    std::string model = "gaussian";
    Vector data = bell_samples();
    Vector gaussian{1.5, 0.7};  // mu, log v
    Vector laplace{1.3, 0.3};   // mu, log b
    Vector means{-0.5, 1.2};
    double width = 1;
    int heads = 7, tails = 3;
    double chance = 0.4, true_chance = 0.6;
    std::string direction = "reverse";
    Vector seeker{-0.8, 0.3};  // mu, log sigma
    double mean_1 = 0.5, width_1 = 1.2, mean_2 = 3, width_2 = 1, weight = 1;
    Domain gaussian_range{{-1.5, 2.5}, {-1.2, 2.4}};
    Domain laplace_range{{-1.5, 2.5}, {-1, 1.5}};
    Domain means_range{{-6, 6}, {-6, 6}};
    Domain seeker_range{{-6, 6}, {-1, 1.8}};
    LevelRule level_rule = LevelRule::EqualArea;
    int levels = 9;
};

struct Computed {
    math::Mixture p;
    Model model;                 // at the live parameters
    double nll = 0;              // the mean over the samples
    double expected = 0;         // of p
    double entropy = 0, kl = 0;  // of p;  expected = entropy + kl
    Vector gradient;             // of nll, or of the KL of the direction
    double check = 0;
    std::array<double, 2> best{};  // the most likely place; a coin: p alone
    double best_nll = 0;           // -inf where there is none
    GridField excess;              // N (nll - least), or the KL of the direction
    GridField hill;                // e^-excess; the KL again in the other view
    Vector levels;
    double base = 0;                   // what the excess counts from
    math::ExpectationMaximisation em;  // from the live means
    double forward = 0, reverse = 0;   // KL(p||q) and KL(q||p) of the live q
    math::ProjectedGaussian covering;
    std::vector<math::ProjectedGaussian> seeking;  // lowest first
};

[[nodiscard]] inline bool fits(const Inputs& in) { return in.view == "fit"; }
[[nodiscard]] inline bool coin(const Inputs& in) { return fits(in) && in.model == "bernoulli"; }
[[nodiscard]] inline bool reverse(const Inputs& in) { return in.direction == "reverse"; }
[[nodiscard]] Kind kind_of(const Inputs& in);
// The parameter that the map's point moves, where it lies, and the map's range.
[[nodiscard]] std::string place_parameter(const Inputs& in);
[[nodiscard]] std::array<double, 2> place(const Inputs& in);
[[nodiscard]] const Domain& range_of(const Inputs& in);
// Samples of a coin: heads are 1, tails 0.
[[nodiscard]] bool all_equal(const Vector& x);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);
[[nodiscard]] std::vector<PresetOf<Inputs>> presets();

[[nodiscard]] Panel density_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel surface_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel parts_panel(const Computed& r);
[[nodiscard]] Panel integrand_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel counts_panel(const Inputs& in);
[[nodiscard]] Panel chance_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel chance_hill_panel(const Inputs& in, const Computed& r);

}  // namespace lossfield::viz::maximum_likelihood
