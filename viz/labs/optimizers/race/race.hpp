// What the parts of the lab share: declarations (race.cpp, presets.cpp), numbers (compute.cpp, runs.cpp), picture (figure.cpp,
// map.cpp, paths.cpp, series.cpp, results.cpp, tuning.cpp) and words (steps.cpp, words.cpp, notices.cpp, causes.cpp, jumps.cpp).
#pragma once

#include "math/descent/rate_search.hpp"
#include "math/descent/run_record.hpp"
#include "math/optimizers/taken_step.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/lab/simulation.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/optimizer_formulas.hpp"
#include "viz/training/optimizer_inputs.hpp"

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

// The path of one optimizer from one start, heights and distances as Computed has them.
struct Track : math::RunRecord {
    std::size_t optimizer = 0;
    std::size_t start = 0;  // 0: the first; n: the n-th of the further ones
    std::string id;         // "adam"; from further starts "adam-2", "adam-3", ...
    Simulation<math::Walk> run;
    double rate = 0;
    math::PlanePoint minimum{};     // the one nearest to the start
    double limit = math::no_limit;  // of the rate there
    std::string limit_name{};       // "2/L"; with weight decay "2/(L+λ)"
    bool limit_is_local = false;    // of a model near that minimum
    double highest_rate = 0;        // of a diverged run: the highest that a schedule has made of the rate
    bool diverged = false;
    [[nodiscard]] const math::Descent& descent() const { return run.model().descent(); }
};
using Series = Vector math::RunRecord::*;

// An optimizer that cannot run here.
struct LeftOut {
    std::size_t optimizer = 0;
    std::string sentence;
    std::size_t starts = 0;  // from how many of them
};

// What the rates tried make of an optimizer, and its own rate after as many steps.
struct Tuned : math::RateSearch {
    std::size_t optimizer = 0;
    double rate = 0, height = 0;
};

// Equal budgets: the same rates for every optimizer shown, from the first start, with runs of as many steps.
struct Tuning {
    Vector rates{};
    std::vector<Tuned> all{};  // by optimizer
    std::uint64_t steps = 0;   // of every run
    [[nodiscard]] std::size_t runs() const { return rates.size() * all.size(); }
};

struct Computed {
    math::Landscape landscape;
    math::StationaryPoints points;
    std::optional<double> lowest;                 // value of the lowest minimum
    std::optional<math::Eigenvalues2> curvature;  // mu and L at the nearest minimum, weight decay added
    std::vector<math::PlanePoint> starts;         // all of them
    std::vector<Track> tracks;                    // by optimizer, then by start
    std::vector<LeftOut> left_out;                // by optimizer, whether shown or not
    std::vector<std::size_t> running;             // the optimizers of the tracks
    std::uint64_t steps = 0;                      // that every track may take
    std::size_t last_step = 0;                    // that any track takes
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
    [[nodiscard]] double height_of(double value) const { return math::height_above(lowest, value); }
    // Whether heights are other numbers than losses.
    [[nodiscard]] bool raised() const { return lowest && *lowest != 0; }
    // Lower than the lowest minimum known, by more than rounding.
    [[nodiscard]] bool is_below(double value) const {
        return lowest && value < *lowest - 1e-9 * (1 + std::abs(*lowest));
    }
};

// A track at the step shown (or at its last): places on the map and losses before and after it.
struct Moment : math::TakenStep {
    const Track* track = nullptr;
    math::PlanePoint from, at;
    double loss_before = 0, loss = 0;
    [[nodiscard]] bool ended() const { return track->diverged && t == track->last; }
};
// The step shown, of every track.
struct Shown {
    std::size_t step = 0;
    std::vector<Moment> moments{};
    std::vector<const Moment*> told{};  // those told of in words
};

[[nodiscard]] Moment moment_of(const Track& track, std::size_t step);
// From the place on the map to the nearest goal, and from the matrix to the slice.
[[nodiscard]] double distance_to_goal(const Computed& r, const Moment& m);
// The start that is told of: the one asked for, or the last there is.
[[nodiscard]] inline std::size_t told_start(const Inputs& in) {
    return std::min(static_cast<std::size_t>(in.words_start - 1), in.starts.size());
}

// What the words claim.
[[nodiscard]] inline bool has_arrived(double distance_to_goal) { return distance_to_goal < 1e-6; }
// Of one of many runs.
inline constexpr double near_enough = 1e-3;
[[nodiscard]] inline bool is_near(const Computed& r, const Moment& m) {
    return distance_to_goal(r, m) < near_enough;
}
// The gradient is 0 where it stands, which is none of the goals.
[[nodiscard]] bool is_without_slope(const Computed& r, const Moment& m);
// The limit is that of the largest curvature at the minimum nearest to the start: of this step's rate, of the highest of all.
[[nodiscard]] inline bool is_above_limit(const Moment& m) { return m.rate > m.track->limit; }
[[nodiscard]] inline bool was_above_limit(const Track& track) { return track.highest_rate > track.limit; }
[[nodiscard]] inline bool has_changing_rate(const Track& t) { return t.descent().schedule.changes(); }
[[nodiscard]] bool is_clipped(const Moment& m);  // |g| > norm before it was clipped
// Of a whole step d for the gradient g it was made from: g d > 0, or not < 0 (then no line search is made).
[[nodiscard]] bool leads_up(const Moment& m, const math::Coordinates& way);
[[nodiscard]] bool does_not_descend(const Moment& m, const math::Coordinates& way);
[[nodiscard]] inline bool is_finite(const math::Coordinates& x) {
    return std::all_of(x.begin(), x.end(), [](double v) { return std::isfinite(v); });
}
// What the last step of a run that diverged was made of; of several the first.
enum class Cause {
    NoGradient,  // the landscape's gradient is no finite number
    NoQuotient,  // epsilon = 0, and a root that the optimizer divides by is 0
    Singular,    // Newton's matrix or the metric has no inverse, or has entries that are no finite numbers
    Clipped,     // a gradient cut to its greatest length
    Noise,       // a linear step from a gradient whose noise is longer than all the rest of it
    Slope,       // the loss falls, and is below the lowest minimum known, or there is none
    Decay,       // rate times decoupled decay > 2: |1 - rate decay| > 1
    Limit,       // on a quadratic the rate was above the limit
    Curvature,   // elsewhere it is above the limit of the curvature where the gradient was taken
    Curved,      // Newton: the whole step by the curvatures there
    Unknown
};
// The last step before m that was linear from a gradient with more noise than all the rest of it, if the rate has been above the
// limit of the curvature ever since, at most twenty steps long.
[[nodiscard]] std::optional<Moment> thrown_by_noise(const Inputs& in, const Computed& r, const Track& track,
                                                    const Moment& m);
[[nodiscard]] Cause cause_of(const Inputs& in, const Computed& r, const Track& track, const Moment& end);
[[nodiscard]] std::string cause_words(const Inputs& in, const Computed& r, const Track& track,
                                      const Moment& end);
// Of a run thrown off: the length of that move in rates, had its means been corrected. Missing corrections throw it where
// with them it would not count as thrown.
[[nodiscard]] double times_corrected(const Computed& r, const Track& track);
[[nodiscard]] bool lacks_correction(const Computed& r, const Track& track);
// The means of a run that can be thrown off.
[[nodiscard]] const math::AdamMeans* means_of(const Track& track);
// sqrt(beta2) < beta1: of a gradient seen once, beta1^n / sqrt(beta2^n) is left n steps later, which grows.
[[nodiscard]] bool forgets_faster(const Track& track);
// The largest gradient came before the long move.
[[nodiscard]] inline bool has_forgotten(const Track& track) {
    return track.thrown->spike_step < track.thrown->step && forgets_faster(track);
}
// Of a tuned optimizer: its own rate ends lower than every rate tried.
[[nodiscard]] inline bool beats_search(const Tuned& t) { return t.height < t.best_height; }
// A loss below the lowest minimum known: of a start, or on the way of a run.
[[nodiscard]] bool goes_below(const Computed& r);
// Jumps to theory hold for these alone: one rate, gradients as they are, no decay beside the curvature's.
[[nodiscard]] inline bool is_plain(const Inputs& in) {
    return in.schedule == math::ScheduleKind::Constant && in.warm_up == 0 && in.noise == 0 && !in.clip;
}
// A bowl of two curvatures, mu < L, before decay.
[[nodiscard]] inline bool steep_direction_caps(const Inputs& in, const Computed& r) {
    return in.landscape == LandscapeKind::Bowl && in.kappa > 1 && r.curvature;
}
[[nodiscard]] inline bool has_one_well(const Inputs& in, const Computed& r) {
    return in.landscape == LandscapeKind::DoubleWell && r.points.minima.size() == 1;
}
[[nodiscard]] inline bool starts_outside(const Inputs& in, const Computed& r) {
    return !contains(in.domain(), r.starts.front());
}
// The landscape's own start, which is a good one, can be seen.
[[nodiscard]] inline bool shows_good_start(const Inputs& in, const Computed& r) {
    return contains(in.domain(), r.facts().start);
}
// On Ackley's tip: a finite gradient, and a Hessian of 1e100 or more or none.
[[nodiscard]] bool starts_on_cusp(const Computed& r);
// All runs together would take too many steps.
[[nodiscard]] inline bool is_cut_short(const Inputs& in, const Computed& r) {
    return r.steps < static_cast<std::uint64_t>(in.steps);
}
[[nodiscard]] inline bool tuning_is_cut_short(const Computed& r) {
    return r.tuning.steps < r.steps && !r.tuning.all.empty();
}

[[nodiscard]] inline const math::OptimizerFacts& facts_of(std::size_t optimizer) {
    return math::facts(math::default_optimizer(optimizer));
}
// "2/L = 0.019", told from the rate beside it; "2" where the limit is its own name.
[[nodiscard]] std::string limit_text(const std::string& name, double limit, double rate);
// The same with ", at the minimum (3, 2)" where it holds near that only.
[[nodiscard]] std::string limit_text(const Track& track, double rate);
[[nodiscard]] inline const char* name_of(const Track& track) { return facts_of(track.optimizer).name; }
// Whether the height's axis is logarithmic: only above a minimum.
[[nodiscard]] inline bool logarithmic_height(const Inputs& in, const Computed& r) {
    return in.height == Height::Logarithmic && r.lowest.has_value();
}
// "(−3.86, −2.5)"
[[nodiscard]] std::string pair(double x, double y);
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
// The limit of an optimizer's rate for a largest curvature that has weight decay lambda in it, and its name:
//   gradient descent, Langevin   decay of either kind is lambda more curvature
//   coupled                      so it is for momentum, Nesterov and quasi-hyperbolic momentum
//   momentum, decoupled          2(1+b)/(L + (1+b) lambda), where z^2 - (1 + b - rate (L + lambda)) z + b (1 - rate lambda)
//                                has the root -1
// None is told of Nesterov and quasi-hyperbolic momentum with decoupled decay, of Newton and natural gradient with any.
[[nodiscard]] double limit_for(const Inputs& in, const math::Optimizer& optimizer, double curvature);
[[nodiscard]] std::string limit_name(const Inputs& in, std::size_t optimizer);
// Fills tracks, left_out, running and steps from all the rest.
void run_tracks(const Inputs& in, Computed& r, const std::stop_token& stop);
[[nodiscard]] Tuning tune(const Inputs& in, const Computed& r, const std::stop_token& stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] std::vector<ProbeOf<Inputs, Computed>> probes();

// The marks of the paths, the same on map and surface; weak ones first.
[[nodiscard]] Marks path_marks(const Inputs& in, const Computed& r, const Shown& shown);
// What their colours mean; nothing where it is the optimizer.
[[nodiscard]] std::optional<ColourBar> path_bar(const Inputs& in, const Computed& r);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r, const Shown& shown, const Marks& paths);
[[nodiscard]] Panel surface_panel(const Inputs& in, const Computed& r, const Shown& shown,
                                  const Marks& paths);
// What the step shown is put together from, at every current position.
void add_step_arrows(Panel& panel, const Domain& map, const Shown& shown);
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
// A row for each run, whatever the step shown; a click on a heading sorts. How many arrive, who is first, how many diverge.
[[nodiscard]] std::vector<OptionOf<SortBy>> sort_options();
[[nodiscard]] Panel results_panel(const Inputs& in, const Computed& r);
[[nodiscard]] std::string results_sentence(const Inputs& in, const Computed& r);
// Final height against rate and a table of the best; jumps to the best rate of each, and of all at once.
[[nodiscard]] Panels tuning_panels(const Computed& r);
[[nodiscard]] Jumps tuning_jumps(const Computed& r);
[[nodiscard]] std::string tuning_sentence(const Computed& r);
// What one step did, line by line, in the optimizer's own words.
[[nodiscard]] std::vector<std::string> step_lines(const Moment& m);
[[nodiscard]] std::string caption(const Inputs& in, const Computed& r, const Shown& shown);
// Places of theory that the rates of those who run can jump to.
[[nodiscard]] Jumps theory_jumps(const Inputs& in, const Computed& r);
// The way to the lab adam-anatomy with the gradients of Adam, or of the first that runs from the start told of.
[[nodiscard]] std::optional<Jump> way_to_anatomy(const Inputs& in, const Computed& r);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts readouts(const Computed& r, const Shown& shown);

}  // namespace lossfield::viz::race
