// What the parts of the lab share: declarations (race.cpp, presets.cpp), numbers (compute.cpp, tracks.cpp, tuning.cpp),
// picture (figure.cpp, map.cpp, paths.cpp, arrows.cpp, series.cpp, tables.cpp) and words (steps.cpp, words.cpp,
// notices.cpp, jumps.cpp).
#pragma once

#include "math/landscapes/landscapes.hpp"
#include "math/optimizers/engine.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/fragments/optimizer_inputs.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/lab/simulation.hpp"
#include "viz/labs/optimizers/race/tuning.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::race {

enum class Height { Logarithmic, Linear, Clipped };
enum class PathColour { Optimizer, Loss, Step };
// What stands below map and surface.
enum class Lower { Words, Rates, Results, Tuning, Nothing };
// By optimizer or by a column of the table of results.
enum class SortBy { Optimizer, Rate, Steps, Final, Least, LeastStep, Distance, Diverged };

struct Inputs : LandscapeInputs, OptimizerInputs {
    Vector start{-0.3, -1};
    Points starts;  // further ones
    std::array<bool, math::optimizer_count> shown{true, true, true, true};
    int steps = 100;
    Height height = Height::Logarithmic;
    bool field = true, contours = true, arrows = false;
    PathColour path_colour = PathColour::Optimizer;
    LevelRule level_rule = LevelRule::Logarithmic;
    int levels = 12;
    Lower lower = Lower::Words;
    double target = 1e-3;  // of the height
    SortBy sort_by = SortBy::Optimizer;
    bool falling = false;
    double tune_from = 1e-4, tune_to = 10;
    int tune_count = 25;
    int words_from = 1, words_start = 1;
};

// So many sheets stand beside each other and can still be read.
inline constexpr std::size_t most_sheets = 5;

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

// Of the whole run, every step counted; only where it is asked for.
struct Outcome {
    std::optional<std::size_t> reached{};  // the first step at which the height is at most the target
    double least = nan;                    // height
    std::size_t least_step = 0;

    void look(double height, std::size_t step, double target) {
        if (!reached && height <= target) reached = step;
        if (!(height >= least) && !std::isnan(height)) least = height, least_step = step;
    }
};

// The path of one optimizer from one start.
struct Track {
    std::size_t optimizer = 0;
    std::size_t start = 0;  // 0: the first; n: the n-th of the further ones
    std::string id;         // "adam"; from further starts "adam-2", "adam-3", ...
    Simulation<math::Walk> run;
    // Entry k of every list is the state after step k * every; the last entry that after the last step.
    std::size_t every = 1;
    Vector x{}, y{}, loss{};
    Vector height{};            // loss above the lowest minimum, or the loss where there is none
    Vector slope{};             // |gradient|
    Vector distance{};          // to the nearest minimum, or to the saddle where there is none
    Vector rate_x{}, rate_y{};  // |move / gradient seen|, NaN where that is 0; empty unless asked for
    double rate = 0, limit = 0;
    double highest_rate = 0;  // of a diverged run: the highest that a schedule has made of the rate
    bool diverged = false;
    Outcome outcome{};
    std::optional<std::size_t> last_inside{};  // the last step in the visible range
    std::optional<Exit> exit{};
    std::optional<Throw> thrown{};
    [[nodiscard]] std::size_t last() const { return static_cast<std::size_t>(run.last()); }
    // The step of entry k, and the last entry at or before a step.
    [[nodiscard]] std::size_t step_of(std::size_t k) const { return k + 1 < x.size() ? k * every : last(); }
    [[nodiscard]] std::size_t entry_of(std::size_t step) const {
        return step >= last() ? x.size() - 1 : step / every;
    }
};

// An optimizer that cannot run here.
struct LeftOut {
    std::size_t optimizer = 0;
    std::string sentence;
    std::size_t starts = 0;  // from how many of them
};

struct Computed {
    math::Landscape landscape;
    math::StationaryPoints points;
    std::optional<double> lowest;                 // value of the lowest minimum
    std::optional<math::Eigenvalues2> curvature;  // mu and L at the nearest minimum, coupled decay added
    std::vector<math::PlanePoint> starts;         // all of them
    std::vector<Track> tracks;                    // by optimizer, then by start
    std::vector<LeftOut> left_out;                // by optimizer, whether shown or not
    std::uint64_t steps = 0;                      // that every track may take
    Tuning tuning;                                // empty unless asked for
    double loss = 0, check = 0;                   // at the start
    math::PlanePoint gradient;
    GridField height;   // above the lowest minimum, or the value itself where there is none
    GridField surface;  // the same, lifted to a smallest value where its axis is logarithmic
    Levels levels;      // of both
    double cut = 0;     // of the clipped surface
    Arrows field;       // minus the gradient

    [[nodiscard]] const math::LandscapeFacts& facts() const { return math::facts(landscape); }
    // Whether the map is a slice through the coordinates of a matrix.
    [[nodiscard]] bool matrix() const { return facts().dimension == math::max_dimension; }
    // The minima, or the saddles where there is none: what can be missed.
    [[nodiscard]] const std::vector<math::PlanePoint>& goals() const {
        return points.minima.empty() ? points.saddles : points.minima;
    }
    [[nodiscard]] const char* goal_name() const { return points.minima.empty() ? "saddle" : "minimum"; }
    // Above the lowest minimum, or the loss where there is none.
    [[nodiscard]] double height_of(double value) const {
        return lowest ? std::max(0.0, value - *lowest) : value;
    }
    // Whether heights are other numbers than losses.
    [[nodiscard]] bool raised() const { return lowest && *lowest != 0; }
    [[nodiscard]] std::size_t last_step() const;
    // Those that run, from however many starts.
    [[nodiscard]] std::vector<std::size_t> optimizers() const;
};

// A track at the step shown (or at its last): the states about it and the gradient it went by.
struct Moment {
    const Track* track = nullptr;
    std::size_t t = 0;
    math::DescentState before{}, after{};  // the same at step 0
    math::Walk::Seen seen{};               // at step 0 that of the step to come
    math::PlanePoint from, at;             // on the map
    double loss_before = 0, loss = 0;
    [[nodiscard]] const math::Descent& descent() const { return track->run.model().descent(); }
    [[nodiscard]] bool ended() const { return track->diverged && t == track->last(); }
};
using Moments = std::vector<Moment>;
using Told = std::vector<const Moment*>;

[[nodiscard]] Moment moment_of(const Track& track, std::size_t step);
// The start that is told of: the one asked for, or the last there is.
[[nodiscard]] std::size_t told_start(const Inputs& in);

[[nodiscard]] inline const math::OptimizerFacts& facts_of(std::size_t optimizer) {
    return math::facts(math::default_optimizer(optimizer));
}
[[nodiscard]] inline const char* name_of(const Track& track) { return facts_of(track.optimizer).name; }
// Whether the height's axis is logarithmic: only above a minimum.
[[nodiscard]] inline bool logarithmic_height(const Inputs& in, const Computed& r) {
    return in.height == Height::Logarithmic && r.lowest.has_value();
}
[[nodiscard]] math::PlanePoint nearest(const std::vector<math::PlanePoint>& points,
                                       const math::PlanePoint& at);
// "(−3.86, −2.5)"
[[nodiscard]] std::string pair(double x, double y, int digits = 3);
[[nodiscard]] inline std::string pair(const math::PlanePoint& p) { return pair(p.x, p.y); }
// "1 step", "2 steps"
[[nodiscard]] inline std::string steps_of(std::uint64_t n) {
    return fmt::format("{} step{}", n, n == 1 ? "" : "s");
}
// " from start 2", of further starts only.
[[nodiscard]] inline std::string from_start(const Track& track) {
    return track.start > 0 ? fmt::format(" from start {}", track.start + 1) : "";
}

[[nodiscard]] std::vector<PresetOf<Inputs>> presets();
[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
// Fills steps, left_out and tracks from all the rest.
void run_tracks(const Inputs& in, Computed& r, const std::stop_token& stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] std::vector<ProbeOf<Inputs, Computed>> probes();

// The marks of the paths, the same on map and surface; weak ones first.
[[nodiscard]] Marks path_marks(const Inputs& in, const Computed& r, const Moments& moments);
// What their colours mean; nothing where it is the optimizer.
[[nodiscard]] std::optional<ColourBar> path_bar(const Inputs& in, const Computed& r);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r, const Moments& moments,
                              const Marks& paths);
[[nodiscard]] Panel surface_panel(const Inputs& in, const Computed& r, const Moments& moments,
                                  const Marks& paths);
// What the step shown is put together from, at every current position.
void add_step_arrows(Panel& panel, const Domain& map, const Computed& r, const Moments& moments);
// Who is which colour: labels of the curves that belong to them.
void name_paths(Marks& marks, const Computed& r, std::size_t start);
// How far above the rest, or the start, a diverging run is followed.
inline constexpr double headroom = 1e3;
// Of an axis for positive numbers up to `top`, the least of them being `least`.
[[nodiscard]] Interval logarithmic_range(double least, double top);
// What the axis of the heights shows where there is a lowest minimum.
[[nodiscard]] Interval height_range(const Computed& r);
// Loss, slope and distance; the rate that each coordinate really has.
[[nodiscard]] Panels series_panels(const Computed& r, std::size_t step);
[[nodiscard]] Panels rate_panels(const Inputs& in, const Computed& r, std::size_t step);
// A row for each run, whatever the step shown; a click on a heading sorts.
[[nodiscard]] std::vector<OptionOf<SortBy>> sort_options();
[[nodiscard]] Panel results_panel(const Inputs& in, const Computed& r);
// How many arrive, who is the first, how many diverge.
[[nodiscard]] std::string results_sentence(const Inputs& in, const Computed& r);
// What one step did, line by line, in the optimizer's own words.
[[nodiscard]] std::vector<std::string> step_lines(const Computed& r, const Moment& m);
[[nodiscard]] std::string caption(const Inputs& in, const Computed& r, const Moments& moments,
                                  std::size_t step);
// Places of theory that the rates of those who run can jump to.
[[nodiscard]] Jumps theory_jumps(const Computed& r);
// The way to the lab adam-anatomy with the gradients of Adam, or of the first that runs from the start told of.
[[nodiscard]] std::optional<Jump> way_to_anatomy(const Inputs& in, const Computed& r);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts readouts(const Computed& r, const Moments& moments, const Told& in_words,
                                std::size_t step);

}  // namespace lossfield::viz::race
