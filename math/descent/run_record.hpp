// What is kept of a run of an optimizer on a landscape, given the states after the steps 0, 1, 2, ... of its walk.
//   entry k of a list    the state after step k `every`; the last entry that after the last step
//   loss f(x), height f(x) above `lowest`, slope |grad f(x)|, distance from x to the nearest goal
//   rate along d         |x_t - x_(t-1)| / |g_t|, g_t the gradient of step t; NaN where that is 0, and at the start
//   reached, least       over all steps: the first of a height of at most `target`, the least height and its step
//   seen                 a step from place to place that has a point in `range`, and a place in it or in `home`: of a narrow
//                        range the places may lie outside, but a run that flies apart has left for good, though each of its
//                        steps may pass over the range
//   exit                 where the last step seen leaves the range, which may be at a corner; none where it ends inside
//   thrown               of optimizers that divide a mean of gradients by the root of a mean square that can forget: the
//                        longest move of one of the two coordinates shown, without what decay took, if it is at least 3
//                        rates of its step. The mean then holds a gradient that the mean square has forgotten or never saw
// Of a slice through the matrices all four coordinates count; those shown are the first and the last.
#pragma once

#include <limits>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "math/optimizers/engine.hpp"

namespace lossfield::math {

struct RecordSettings {
    PlaneRange range;
    std::optional<PlaneRange> home{};  // wider than the range; none: the range itself
    std::vector<PlanePoint> goals{};
    std::optional<double> lowest{};
    std::size_t every = 1;
    bool rates = false;              // along both coordinates
    std::optional<double> target{};  // none: `reached` and `least` are not looked for
};

// On the way to the place of this step.
struct RangeExit {
    std::size_t step = 0;
    PlanePoint at;
};

// So many rates of its step make a move a long one.
inline constexpr double thrown_times = 3.0;

struct LongMove {
    std::size_t step = 0;
    std::size_t coordinate = 0;  // 0 or 1 of those shown
    double move = 0.0, times_rate = 0.0;
    std::size_t spike_step = 0;  // the step that saw the largest gradient until then
    double spike = 0.0;          // and that gradient
};

struct RunRecord {
    std::size_t every = 1, last = 0;
    std::vector<double> x{}, y{}, loss{}, height{}, slope{}, distance{};
    std::vector<double> rate_x{}, rate_y{};  // empty unless asked for
    std::optional<std::size_t> reached{};
    double least = std::numeric_limits<double>::quiet_NaN();
    std::size_t least_step = 0;
    std::optional<std::size_t> last_seen{};  // the last step before the exit: all that follows lies outside
    std::optional<RangeExit> exit{};         // none: it is there at the end, or never was
    std::optional<LongMove> thrown{};
    // The step of entry k, and the last entry at or before a step.
    [[nodiscard]] std::size_t step_of(std::size_t k) const { return k + 1 < x.size() ? k * every : last; }
    [[nodiscard]] std::size_t entry_of(std::size_t step) const {
        return step >= last ? x.size() - 1 : step / every;
    }
    // The steps of all entries.
    [[nodiscard]] std::vector<double> steps() const {
        std::vector<double> all(x.size());
        for (std::size_t k = 0; k < all.size(); ++k) all[k] = static_cast<double>(step_of(k));
        return all;
    }
};

class RunRecorder {
  public:
    RunRecorder(Walk walk, RecordSettings settings, std::size_t most_steps);
    // The states of all steps one after another, the start's first.
    void operator()(const DescentState& state, std::uint64_t t);
    // After the last of them.
    [[nodiscard]] RunRecord finished(const DescentState& last);

  private:
    void record(const DescentState& state);
    void watch(const PlanePoint& at);
    void find_spike();

    Walk walk_;
    RecordSettings settings_;
    Objective objective_;
    std::pair<std::size_t, std::size_t> shown_;  // coordinates
    bool can_be_thrown_;
    RunRecord out_;
    std::size_t recorded_ = 0;
    DescentState previous_{}, current_{};  // only for rates
    PlanePoint inside_, beyond_;  // of the last step seen: a point in the range, and the place after it
    PlanePoint before_;
    bool was_inside_ = false;
    LongMove longest_;
};

// What a run goes by along one of the two coordinates shown (0 or 1), and where it is: entry t of the places after step t,
// entry t of the gradients what step t + 1 goes by. Ends with the step that diverges, before a gradient that is no finite
// number (the first of which counts as 0), and soon after a requested stop.
struct RecordedGradients {
    std::vector<double> x, y, gradient;
    bool diverged = false;
};
[[nodiscard]] RecordedGradients recorded_gradients(const Descent& descent, const PlanePoint& start,
                                                   std::size_t coordinate, std::uint64_t steps,
                                                   const std::stop_token& stop = {});

// A place that is passed, with its height.
struct Passed {
    PlanePoint at;
    double height = 0.0;
    std::size_t step = 0;
};
// The way from one step of a run to another, as far as it lies before its exit, whose place on the border has the height of
// the last one before it. The ends are given: not every step is recorded of a long run. Empty for a run that is never seen.
[[nodiscard]] std::vector<Passed> way_between(const RunRecord& run, const Passed& from, const Passed& to);

// The nearest of some places; `at` itself where there is none.
[[nodiscard]] PlanePoint nearest(const std::vector<PlanePoint>& places, const PlanePoint& at);

// Where the way from a place in a range to one outside crosses its border; `from` where `to` is not finite.
[[nodiscard]] PlanePoint border_crossing(const PlaneRange& range, const PlanePoint& from,
                                         const PlanePoint& to);
// A point of the way between two places outside of a range that lies in it; none where it passes by, or a place is not finite.
[[nodiscard]] std::optional<PlanePoint> point_passed(const PlaneRange& range, const PlanePoint& from,
                                                     const PlanePoint& to);

}  // namespace lossfield::math
