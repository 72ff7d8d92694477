// Plays the steps 0 to `last` of a simulation, paced by time: a whole run takes `seconds_of_run` at speed 1. Knows
// neither a clock nor the view: it is told how much time has gone and says which step to show.
#pragma once

#include "viz/figure/figure.hpp"
#include "viz/figure/view.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::app {

class Player {
  public:
    static constexpr double seconds_of_run = 6;
    static constexpr double seconds_at_end = 0.6;  // before a loop begins again
    static constexpr viz::Interval speeds{0.25, 8};

    bool loop = false;
    double speed = 1;

    [[nodiscard]] bool playing() const { return playing_; }
    // The step to begin with: the one shown, or the first where the run is at its end. A run without steps does
    // not play.
    long long play(long long step, long long last);
    void pause() { playing_ = false; }
    // The step `seconds` after `step` was shown. At the last step it pauses, or, in a loop, goes on with the first.
    // A long frame counts as a tenth of a second, so that nothing is skipped over.
    [[nodiscard]] long long advance(long long step, long long last, double seconds);

  private:
    bool playing_ = false;
    double position_ = 0;  // in steps
    double at_end_ = 0;    // seconds
};

// The step that a view shows of a run: its own, or the last one where the run is shorter.
[[nodiscard]] long long step_shown(const viz::View& view, const viz::Playhead& playhead);
// Shows a step, held within the run; the last one is shown as such, and stays the last when the run changes.
void show_step(viz::View& view, const viz::Playhead& playhead, long long step);

// Whether a change of values starts the lab's simulation anew.
[[nodiscard]] bool restarts(const viz::Lab& lab, const viz::Values& before, const viz::Values& after);

}  // namespace lossfield::app
