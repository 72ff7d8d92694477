// What the parts of the lab share: its numbers (compute.cpp), the plane of rate and momentum
// (plane.cpp), roots, contractions and errors mode by mode (modes.cpp), words and numbers under
// the picture (figure.cpp), declarations and presets (momentum_map.cpp).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "math/descent/momentum_spectrum.hpp"
#include "viz/fragments/named.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz::momentum_map {

struct Inputs {
    std::string method = "heavy-ball";
    double rate = 0.025;
    double momentum = 0.8;
    double mu = 1;
    double largest = 100;
    double mode = 0.5;  // place in the spectrum, in its logarithm
    int steps = 60;
    bool worst = false;
};

inline constexpr Interval mu_range{0.1, 10}, largest_range{10, 1000};

// One eigenvalue of the spectrum that the picture follows.
struct Mode {
    std::string id{};    // mu, mode, largest
    std::string name{};  // rich text
    int colour = 0;      // series
    double h = 0;
    math::ModeRoots roots{};
    double contraction = 0;
    math::Damping damping = math::Damping::Monotone;
    Vector errors{};  // |e_0| ... as far as finite
    Vector growth{};  // of the worst start
};

struct Computed {
    math::MomentumMethod method = math::MomentumMethod::HeavyBall;
    math::Spectrum spectrum{1, 1};
    std::array<Mode, 3> modes{};  // of mu, between, of L
    double contraction = 0;
    double limit = 0;  // of the rate
    math::BestRate best{}, best_descent{};
    double peak = 0;  // largest error of a mode that is followed, and its step
    double peak_step = 0;
    std::size_t peak_mode = 0;
    double end = 0;   // of the map's rate axis
    double unit = 0;  // of its ticks, in 1/L
    GridField field;
    Vector levels;
};

[[nodiscard]] inline bool diverges(const Computed& r) { return r.contraction > 1; }

// The larger of |z| at rate * h.
[[nodiscard]] double contraction_at(const Inputs& in, const Computed& r, double h);

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel roots_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel spectrum_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel errors_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);

}  // namespace lossfield::viz::momentum_map
