// What the parts of the lab share: declarations and numbers (momentum_map.cpp), the plane of rate and momentum and words
// (figure.cpp), roots, contractions and errors mode by mode (modes.cpp).
#pragma once

#include "math/descent/momentum_spectrum.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::momentum_map {

using Method = math::MomentumMethod;

struct Inputs {
    Method method = Method::HeavyBall;
    double rate = 0.025, momentum = 0.8;
    double mu = 1, largest = 100;
    double mode = 0.5;  // place in the spectrum, in its logarithm
    int steps = 60;
    bool worst = false;

    [[nodiscard]] math::Spectrum spectrum() const { return {mu, largest}; }
};

// One eigenvalue of the spectrum that the picture follows.
struct Mode {
    std::string id{};    // mu, mode, largest
    std::string name{};  // rich text
    Colour colour{};
    double h = 0;
    math::ModeRoots roots{};
    double contraction = 0;
    math::Damping damping = math::Damping::Monotone;
    Vector errors{};  // |e_0| ... as far as finite
    Vector growth{};  // of the worst start
};

struct Computed {
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
// A mode's error rises to more than twice the first one before it falls.
[[nodiscard]] inline bool swells(const Computed& r) { return r.peak > 2 && !diverges(r); }
// At a rate and momentum of the map: every mode is complex; the flattest has two real roots, and nothing diverges.
[[nodiscard]] bool all_swing(const Inputs& in, double rate, double momentum);
[[nodiscard]] bool flattest_creeps(const Inputs& in, double rate, double momentum);

// The larger of |z| at rate * h.
[[nodiscard]] double contraction_at(const Inputs& in, double h);

[[nodiscard]] Panel roots_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel spectrum_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel errors_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);

}  // namespace lossfield::viz::momentum_map
