// What the parts of the lab share: declarations (adam_anatomy.cpp, presets.cpp), numbers
// (compute.cpp, landscape.cpp), picture (strips.cpp, memory.cpp,
// laws.cpp, map.cpp, put together in figure.cpp) and words
// (words.cpp, captions.cpp).
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "math/descent/adam_trace.hpp"
#include "math/descent/ema.hpp"
#include "math/descent/turned_axes.hpp"
#include "math/landscapes/landscapes.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/fragments/optimizer_inputs.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::viz::adam_anatomy {

// The stream "recorded" is that of a run of the race: its parameters have the race's names and meanings.
struct Inputs : LandscapeInputs, OptimizerInputs {
    // In the ravine `rotation` turns the axes that the optimizers work along, on every landscape; the landscape stays.
    Inputs() {
        landscape = LandscapeKind::Bowl, kappa = 100, rotation = 30;
        beta2 = 0.99;
        rate_of(OptimizerKind::Adam) = 0.1, rate_of(OptimizerKind::GradientDescent) = 0.019;
    }
    std::string stream = "change";
    double scale = 1;
    int event = 60;     // the spike's or the change's place among the steps shown
    double after = -1;  // the gradient after the change, the one before being 1
    int silence = 0;    // steps without a gradient before those shown
    double ratio = 0.5;
    OptimizerKind recorded_by = OptimizerKind::Adam;
    std::string component = "first";
    Vector start{2.5, 1};
    int steps = 160;

    [[nodiscard]] bool constant() const { return stream == "constant"; }
    [[nodiscard]] bool alternating() const { return stream == "alternating"; }
    [[nodiscard]] bool spike() const { return stream == "spike"; }
    [[nodiscard]] bool change() const { return stream == "change"; }
    [[nodiscard]] bool noisy() const { return stream == "noise"; }
    [[nodiscard]] bool ravine() const { return stream == "ravine"; }
    [[nodiscard]] bool recorded() const { return stream == "recorded"; }
    // Silent steps before the first one shown.
    [[nodiscard]] std::uint64_t silent() const { return spike() ? static_cast<std::uint64_t>(silence) : 0; }
    [[nodiscard]] math::Adam adam(bool corrected) const {
        return {{rate_of(OptimizerKind::Adam), beta1, beta2, epsilon, corrected}};
    }
    [[nodiscard]] math::Adam adam() const { return adam(bias_correction); }
};

inline constexpr Interval window_range{1, 1e4}, weight_range{1e-6, 2};
inline constexpr double largest_beta = 0.9999;
inline constexpr Interval silence_range{0, 1e5};
inline constexpr Interval ratio_range{0, 3};

// Gradient, m, v and u keep their colours in every panel; Adam and gradient descent have those of all labs.
[[nodiscard]] inline Colour gradient_colour(double opacity = 1) { return {Role::Ink, 0, 0.55 * opacity}; }
[[nodiscard]] inline Colour mean_colour(double opacity = 1) { return series(2, opacity); }
[[nodiscard]] inline Colour root_colour(double opacity = 1) { return series(4, opacity); }
[[nodiscard]] inline Colour update_colour(double opacity = 1) { return {Role::Accent, 0, opacity}; }
[[nodiscard]] inline Colour adam_colour(double opacity = 1) { return series(3, opacity); }
[[nodiscard]] inline Colour descent_colour(double opacity = 1) { return series(0, opacity); }

// The update over many independent coordinates with the same noise.
struct NoiseMeasured {
    Vector step, rms, theory;
    double measured = 0;  // root mean square over coordinates and steps from `from` on
    double expected = 0;  // the same of theory
    std::uint64_t from = 1;
    // Of the updates from that step on: the share in bin k, which begins at low + k width.
    Vector histogram;
    double low = 0, width = 0;
};

// Where gradients are taken on a landscape.
struct Ground {
    math::Landscape landscape;
    std::optional<double> lowest;  // value of the lowest minimum
    GridField height;              // above it, or the value itself
};

// Adam and gradient descent along turned axes, and what is reached on them.
struct Ravine {
    math::TurnedPath adam, descent;
    Vector adam_reached, descent_reached;  // lowest height so far, step by step
    Vector angles;
    std::vector<Vector> reached;  // Adam's, one list of steps for each angle
};

// A run of the race; entry t after step t.
struct Recording {
    Vector x, y;
    Vector gradient;  // what step t + 1 goes by, of the coordinate shown
    bool diverged = false;
    std::string unfit;  // why the optimizer cannot run here; empty: it can
};

struct Computed {
    math::AdamTrace trace;  // of the steps shown
    std::optional<NoiseMeasured> noise;
    std::optional<Ground> ground;
    std::optional<Recording> recording;
    std::optional<Ravine> ravine;
    double largest = 0;            // |u| among the finite ones
    std::uint64_t largest_at = 0;  // the step that had it
    [[nodiscard]] std::size_t last() const { return trace.size(); }
};

// Steps taken among those shown, 0 to last; step i has entry i - 1 of the trace and the number silent + i.
[[nodiscard]] std::size_t shown_step(const Computed& r, const View& view);

[[nodiscard]] std::vector<PresetOf<Inputs>> presets();
[[nodiscard]] Ground ground_of(const Inputs& in);
[[nodiscard]] Ravine descend(const Inputs& in, const Ground& ground, const std::stop_token& stop);
[[nodiscard]] Recording record(const Inputs& in, const Ground& ground, const std::stop_token& stop);
[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);

[[nodiscard]] Panel gradient_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel square_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel update_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel kernel_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel ratio_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel silence_panel(const Inputs& in);
[[nodiscard]] Panel rms_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel histogram_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel law_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel turn_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel sheets_panel(const Inputs& in, const Computed& r, std::size_t step);
// In words.
[[nodiscard]] std::string number(double v);
[[nodiscard]] std::string caption(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts readouts(const Inputs& in, const Computed& r, std::size_t step);

}  // namespace lossfield::viz::adam_anatomy
