// What the parts of the lab share: declarations and presets (adam_anatomy.cpp), numbers (compute.cpp), picture (strips.cpp,
// memory.cpp, laws.cpp, map.cpp, put together in figure.cpp) and words (words.cpp, captions.cpp).
#pragma once

#include "math/descent/adam_noise.hpp"
#include "math/descent/adam_trace.hpp"
#include "math/descent/ema.hpp"
#include "math/descent/run_record.hpp"
#include "math/descent/turned_axes.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/optimizer_inputs.hpp"

namespace lossfield::viz::adam_anatomy {

enum class Stream { Constant, Alternating, Spike, Change, Noise, Ravine, Recorded };
enum class Component { First, Second };

// The stream Recorded is that of a run of the race: its parameters have the race's names and meanings.
struct Inputs : LandscapeInputs, OptimizerInputs {
    // In the ravine `rotation` turns the axes that the optimizers work along, on every landscape; the landscape stays.
    Inputs() {
        landscape = LandscapeKind::Bowl, kappa = 100, rotation = 30;
        beta2 = 0.99;
        rate_of(OptimizerKind::Adam) = 0.1, rate_of(OptimizerKind::GradientDescent) = 0.019;
    }
    Stream stream = Stream::Change;
    double scale = 1;
    int event = 60;     // the spike's or the change's place among the steps shown
    double after = -1;  // the gradient after the change, the one before being 1
    int silence = 0;    // steps without a gradient before those shown
    double ratio = 0.5;
    OptimizerKind recorded_by = OptimizerKind::Adam;
    Component component = Component::First;
    Vector start{2.5, 1};
    int steps = 160;

    [[nodiscard]] bool constant() const { return stream == Stream::Constant; }
    [[nodiscard]] bool alternating() const { return stream == Stream::Alternating; }
    [[nodiscard]] bool spike() const { return stream == Stream::Spike; }
    [[nodiscard]] bool change() const { return stream == Stream::Change; }
    [[nodiscard]] bool noisy() const { return stream == Stream::Noise; }
    [[nodiscard]] bool ravine() const { return stream == Stream::Ravine; }
    [[nodiscard]] bool recorded() const { return stream == Stream::Recorded; }
    // Silent steps before the first one shown.
    [[nodiscard]] std::uint64_t silent() const { return spike() ? static_cast<std::uint64_t>(silence) : 0; }
    // The number of the event's step.
    [[nodiscard]] std::uint64_t event_number() const { return silent() + static_cast<std::uint64_t>(event); }
    [[nodiscard]] math::PlanePoint from() const { return {start[0], start[1]}; }
    [[nodiscard]] math::Adam adam(bool corrected) const {
        return {{rate_of(OptimizerKind::Adam), beta1, beta2, epsilon, corrected}};
    }
    [[nodiscard]] math::Adam adam() const { return adam(bias_correction); }
};

inline constexpr Interval window_range{1, 1e4}, weight_range{1e-6, 10};
inline constexpr double largest_beta = 0.9999;
inline constexpr Interval silence_range{0, 1e5};
inline constexpr Interval ratio_range{0, 3};

// Gradient, m, v and u keep their colours in every panel; optimizers have those of all labs.
[[nodiscard]] inline Colour gradient_colour(double opacity = 1) { return {Role::Ink, 0, 0.55 * opacity}; }
[[nodiscard]] inline Colour mean_colour(double opacity = 1) { return series(2, opacity); }
[[nodiscard]] inline Colour root_colour(double opacity = 1) { return series(4, opacity); }
[[nodiscard]] inline Colour update_colour(double opacity = 1) { return {Role::Accent, 0, opacity}; }

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

// A run of the race.
struct Recording : math::RecordedGradients {
    std::string unfit;  // why the optimizer cannot run here; empty: it can
};

struct Computed {
    math::AdamTrace trace;  // of the steps shown
    std::optional<math::NoiseMeasured> noise;
    std::optional<Ground> ground;
    std::optional<Recording> recording;
    std::optional<Ravine> ravine;
    math::LargestUpdate largest;
    [[nodiscard]] std::size_t last() const { return trace.size(); }
};

// What the words claim. The spike or the change is among the steps shown.
[[nodiscard]] inline bool shows_event(const Inputs& in) { return in.event <= in.steps; }
// A run to record.
[[nodiscard]] inline bool has_gradients(const Computed& r) {
    return !r.recording || r.recording->unfit.empty();
}
// |u| of the largest step, had its means been corrected: (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon).
[[nodiscard]] double largest_corrected(const Inputs& in, const Computed& r);
// |u| > 2 somewhere: only because nothing corrects the means, or all the same.
[[nodiscard]] bool jumps_uncorrected(const Inputs& in, const Computed& r);
[[nodiscard]] bool jumps(const Inputs& in, const Computed& r);
[[nodiscard]] bool jumps_by_spike(const Inputs& in, const Computed& r);
// sqrt(beta2) < beta1: of a gradient seen once, beta1^n / sqrt(beta2^n) is left of its share in u n steps later, which grows.
[[nodiscard]] inline bool forgets_faster(const Inputs& in) { return std::sqrt(in.beta2) < in.beta1; }
// epsilon = 0 and v = 0: such an update is m/0 or 0/0.
[[nodiscard]] bool is_undefined(const Inputs& in, const Computed& r, std::size_t entry);
[[nodiscard]] bool has_undefined_steps(const Inputs& in, const Computed& r);
// epsilon > a tenth of the largest corrected root of v.
[[nodiscard]] double largest_root(const Computed& r);
[[nodiscard]] bool is_softened(const Inputs& in, const Computed& r);
// The spike's update is within a hundredth of the one without epsilon, which does not depend on its size.
[[nodiscard]] bool is_scale_free(const Inputs& in);
// The run's gradients end before the steps do, though it has not diverged.
[[nodiscard]] inline bool ends_early(const Inputs& in, const Computed& r) {
    return r.recording && !r.recording->diverged && r.last() < static_cast<std::size_t>(in.steps);
}
// What the update does from the change on, against the one before it: the first step of the other sign, and the first at which
// it is 0; none up to the last step.
struct Turn {
    std::optional<std::size_t> turned{}, vanished{};
};
[[nodiscard]] Turn turn_after(const Inputs& in, const Computed& r);
// The first updates tend to (1 - beta1) / sqrt(1 - beta2) while v is empty.
[[nodiscard]] inline bool has_silence_limit(const Inputs& in) {
    return in.spike() || (in.constant() && !in.bias_correction);
}

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
inline constexpr const char* means_formula =
    R"(m_t = \beta_1 m_{t-1} + (1-\beta_1)\, g_t, \quad v_t = \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2)";
inline constexpr const char* corrected_formula =
    R"(u_t = \frac{m_t / c_1}{\sqrt{v_t / c_2} + \varepsilon}, \quad c_i = 1-\beta_i^t, \quad x_t = x_{t-1} - \eta\, u_t)";
inline constexpr const char* uncorrected_formula =
    R"(u_t = \frac{m_t}{\sqrt{v_t} + \varepsilon}, \quad x_t = x_{t-1} - \eta\, u_t)";

[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] std::vector<ProbeOf<Inputs, Computed>> probes();

// Each at a step, 0 to last, which has entry step - 1 of the trace and the number silent + step.
Panel gradient_panel(const Inputs& in, const Computed& r, std::size_t step);
Panel square_panel(const Inputs& in, const Computed& r, std::size_t step);
Panel update_panel(const Inputs& in, const Computed& r, std::size_t step);
Panel kernel_panel(const Inputs& in, const Computed& r, std::size_t step);
Panel ratio_panel(const Inputs& in, const Computed& r, std::size_t step);
Panel rms_panel(const Inputs& in, const Computed& r, std::size_t step);
Panel map_panel(const Inputs& in, const Computed& r, std::size_t step);
Panel turn_panel(const Inputs& in, const Computed& r, std::size_t step);
Panel sheets_panel(const Inputs& in, const Computed& r, std::size_t step);
Panel silence_panel(const Inputs& in);
Panel histogram_panel(const Inputs& in, const Computed& r);
Panel law_panel(const Inputs& in, const Computed& r);
// In words.
[[nodiscard]] inline std::string number(double v) { return brief(v, 3); }
// "1 rate", "0.148 rates"
[[nodiscard]] inline std::string counted(double v, const char* unit) { return viz::counted(number(v), unit); }
[[nodiscard]] inline const char* recorder_name(const Inputs& in) {
    return math::facts(math::default_optimizer(number_of(in.recorded_by))).name;
}
[[nodiscard]] std::string caption(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts readouts(const Inputs& in, const Computed& r, std::size_t step);

}  // namespace lossfield::viz::adam_anatomy
