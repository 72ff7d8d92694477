// What moves by itself: a slider that is swept, the playhead of a simulation.
#include <algorithm>

#include "app/shell/shell.hpp"

namespace lossfield::app {

void Shell::leave_lab() {
    controls_ = {};
    topic_closed_ = false;
    show_chosen_ = true;
    player_.pause();
    played_values_.clear();
}

void Shell::sweep() {
    if (playback_) {
        playback_.reset();
        session_.release();
        return;
    }
    if (!controls_.touched) controls_.touched = first_sweep(session_.lab(), session_.last_figure());
    if (!controls_.touched) return say("This lab has no slider to play.");
    const Spot spot = *controls_.touched;
    player_.pause();
    session_.release();
    session_.press();
    controls_.before = session_.values();
    playback_.emplace(track_of(session_.lab().parameters[spot.parameter]),
                      number_at(session_.values(), spot));
    played_at_ = ui_.now();
}

void Shell::step_sweep() {
    if (!playback_) return;
    // Anything else that changes values has closed the step that playing had opened.
    if (!session_.pressed() || !controls_.held.empty() || picture_.holding()) {
        playback_.reset();
        return;
    }
    const double value = playback_->advance(ui_.now() - played_at_);
    played_at_ = ui_.now();
    session_.change(with_number(session_.lab(), controls_.before, *controls_.touched, value));
}

const std::optional<viz::Playhead>& Shell::playhead() const { return session_.last_figure().playhead; }

void Shell::play_simulation() {
    if (player_.playing()) return player_.pause();
    if (playback_) sweep();
    const long long step = player_.play(step_shown(session_.view(), *playhead()), playhead()->last);
    if (!player_.playing()) return;
    show_step(session_.view(), *playhead(), step);
    played_values_ = session_.values();
    played_at_ = ui_.now();
}

void Shell::move_playhead(Action action) {
    if (!playhead()) return;
    player_.pause();
    const long long step = step_shown(session_.view(), *playhead());
    show_step(session_.view(), *playhead(),
              action == Action::FirstStep     ? 0
              : action == Action::StepBack    ? step - 1
              : action == Action::StepForward ? step + 1
                                              : playhead()->last);
}

void Shell::step_simulation() {
    if (!playhead()) return player_.pause();
    if (!player_.playing()) return;
    viz::View& view = session_.view();
    const double gone = ui_.now() - played_at_;
    played_at_ = ui_.now();
    if (restarts(session_.lab(), played_values_, session_.values())) {
        show_step(view, *playhead(), 0);
    } else if (controls_.held != "time/step") {
        show_step(view, *playhead(), player_.advance(step_shown(view, *playhead()), playhead()->last, gone));
    }
    played_values_ = session_.values();
}

}  // namespace lossfield::app
