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

// The rate is the limit to twelve digits: the root of the steepest mode is −1, and its error neither grows nor falls.
[[nodiscard]] inline bool is_at_limit(const Inputs& in, const Computed& r) {
    return std::abs(in.rate - r.limit) <= 1e-12 * r.limit;
}
// Above it: |z| > 1 for the steepest mode.
[[nodiscard]] inline bool diverges(const Inputs& in, const Computed& r) {
    return in.rate > r.limit && !is_at_limit(in, r);
}
// Both roots are 0, to seven digits: the mode's error is gone after one step.
[[nodiscard]] inline bool stops_dead(const Mode& m) { return m.contraction < 1e-7; }
// Steps in which a contraction makes a tenth of an error in the end; at least one.
[[nodiscard]] inline double steps_to_tenth(double contraction) {
    return std::max(1.0, math::steps_per_decade(contraction));
}
// A mode's error rises to more than twice the first one before it falls.
[[nodiscard]] inline bool swells(const Inputs& in, const Computed& r) {
    return r.peak > 2 && !diverges(in, r);
}
// At a rate and momentum of the map: every mode is complex; the flattest has two real roots, and nothing diverges.
[[nodiscard]] bool all_swing(const Inputs& in, double rate, double momentum);
[[nodiscard]] bool flattest_creeps(const Inputs& in, double rate, double momentum);

// The larger of |z| at rate * h.
[[nodiscard]] double contraction_at(const Inputs& in, double h);

inline constexpr const char* heavy_ball_formula =
    R"(v \leftarrow \beta v - \eta\,\nabla f(x), \quad x \leftarrow x + v: \quad z^2 - (1 + \beta - \eta h)\,z + \beta = 0)";
inline constexpr const char* nesterov_formula =
    R"(v \leftarrow \beta v - \eta\,\nabla f(x + \beta v), \quad x \leftarrow x + v: \quad z^2 - (1 + \beta)(1 - \eta h)\,z + \beta\,(1 - \eta h) = 0)";
inline constexpr const char* contraction_formula = R"(\rho = \max_{\mu \le h \le L}\, \max |z|)";

[[nodiscard]] Panel roots_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel spectrum_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel errors_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);

}  // namespace lossfield::viz::momentum_map
