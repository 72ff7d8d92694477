// What the parts of the lab share: declarations (race.cpp, race_presets.cpp), numbers (race_compute.cpp), picture (race_figure.cpp,
// race_map.cpp, race_series.cpp) and words (race_sheets.cpp, race_words.cpp).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "math/descent.hpp"
#include "math/landscapes.hpp"
#include "math/steppers.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/lab.hpp"
#include "viz/simulation.hpp"

namespace lossfield::viz::race {

struct Inputs : LandscapeInputs {
    Vector start{-0.3, -1};
    bool show_gd = true, show_momentum = true, show_nesterov = true, show_adam = true;
    double gd_rate = 0.006, momentum_rate = 0.006, nesterov_rate = 0.006, adam_rate = 0.18;
    double momentum = 0.85, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
    double noise = 0;
    int seed = 1, steps = 100;
    std::string height = "logarithmic";
    bool field = true, contours = true;
    std::string level_rule = "logarithmic";
    int levels = 12;
};

// Every optimizer keeps its place, and with it its colour, whichever are shown.
enum Optimizer : std::size_t { Gd, HeavyBall, NesterovAhead, AdamMoments, optimizer_count };
struct OptimizerName {
    const char* id;      // of parameters and readouts
    const char* name;    // in the middle of a sentence
    const char* title;   // at its beginning
    const char* symbol;  // in subscripts
};
inline constexpr std::array<OptimizerName, optimizer_count> optimizer_names{{
    {"gd", "gradient descent", "Gradient descent", "GD"},
    {"momentum", "momentum", "Momentum", "mom"},
    {"nesterov", "Nesterov", "Nesterov", "Nes"},
    {"adam", "Adam", "Adam", "Adam"},
}};
// Of the rate on curvature L; Adam has none.
inline constexpr std::array<const char*, optimizer_count> limit_words{"2/L", "2(1+β)/L", "2(1+β)/((1+2β)L)",
                                                                      ""};
[[nodiscard]] inline Colour colour_of(std::size_t optimizer, double opacity = 1) {
    return series(static_cast<int>(optimizer), opacity);
}

template <typename Stepper>
struct Walk {
    using State = math::Walker<Stepper>;
    Stepper stepper;
    math::Landscape landscape;
    math::GradientNoise noise;
    math::PlanePoint from;

    [[nodiscard]] State start() const { return {from, {}}; }
    [[nodiscard]] State step(const State& before, std::uint64_t t) const {
        return std::visit([&](const auto& l) { return math::stepped(stepper, l, noise, before, t); },
                          landscape);
    }
    [[nodiscard]] bool finished(const State& state) const { return math::diverged(state.x); }
};

using Run = std::variant<Simulation<Walk<math::GradientDescent>>, Simulation<Walk<math::Momentum>>,
                         Simulation<Walk<math::Nesterov>>, Simulation<Walk<math::Adam>>>;

// Where a path leaves the visible range and does not come back: on the way to the point of this step.
struct Exit {
    std::size_t step = 0;
    math::PlanePoint at;
};

// A move much longer than the rate: m still holds a large gradient that v has forgotten, or v has seen none.
struct Throw {
    std::size_t step = 0;
    char coordinate = 'x';
    double move = 0, times_rate = 0;
    std::size_t spike_step = 0;  // the step that saw the largest gradient until then
    double spike = 0;            // and that gradient
};

// The path of one optimizer; entry t of every list is its state after step t.
struct Track {
    std::size_t optimizer = 0;
    Run run;
    Vector x, y, loss;
    Vector height;    // loss above the lowest minimum, or the loss where there is none
    Vector slope;     // |gradient|
    Vector distance;  // to the nearest minimum, or to the saddle where there is none
    double rate = 0, limit = 0;
    bool diverged = false;
    std::optional<std::size_t> last_inside{};  // the last point in the visible range
    std::optional<Exit> exit{};
    std::optional<Throw> thrown{};
    [[nodiscard]] std::size_t last() const { return x.size() - 1; }
};

struct Computed {
    math::Landscape landscape;
    math::StationaryPoints points;
    std::optional<double> lowest;     // value of the lowest minimum
    std::optional<double> curvature;  // largest one at the minimum nearest to the start: L
    std::vector<Track> tracks;        // of the shown optimizers
    double loss = 0, check = 0;       // at the start
    math::PlanePoint gradient;
    GridField height;   // above the lowest minimum, or the value itself where there is none
    GridField surface;  // the same, lifted to a smallest value where its axis is logarithmic
    Levels levels;      // of both
    double cut = 0;     // of the clipped surface
    Vector arrow_x, arrow_y, arrow_u, arrow_v;  // minus the gradient
};

// The step shown, and the same within a track that ended early.
[[nodiscard]] std::size_t last_step(const Computed& r);
[[nodiscard]] std::size_t shown_step(const Computed& r, const View& view);
[[nodiscard]] inline std::size_t within(const Track& track, std::size_t step) {
    return step < track.last() ? step : track.last();
}
// Whether the height's axis is logarithmic: only above a minimum.
[[nodiscard]] inline bool logarithmic_height(const Inputs& in, const Computed& r) {
    return in.height == "logarithmic" && r.lowest.has_value();
}
// "(−3.86, −2.5)"
[[nodiscard]] std::string pair(double x, double y, int digits = 3);

[[nodiscard]] std::vector<PresetOf<Inputs>> presets();
[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] std::vector<Readout> probe(const Inputs& in, const Computed& r, const std::string& panel,
                                         double x, double y);

[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel surface_panel(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Panel loss_panel(const Computed& r, std::size_t step);
[[nodiscard]] Panel slope_panel(const Computed& r, std::size_t step);
[[nodiscard]] Panel distance_panel(const Computed& r, std::size_t step);
[[nodiscard]] Panel sheets_panel(const Computed& r, std::size_t step);
[[nodiscard]] std::string caption(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] std::vector<Notice> notices(const Computed& r);
[[nodiscard]] std::vector<Readout> readouts(const Computed& r, std::size_t step);

}  // namespace lossfield::viz::race
