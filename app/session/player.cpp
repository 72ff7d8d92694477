#include "app/session/player.hpp"

#include <algorithm>
#include <cmath>

namespace lossfield::app {

long long Player::play(long long step, long long last) {
    playing_ = last > 0;
    at_end_ = 0;
    position_ = static_cast<double>(step >= last ? 0 : step);
    return static_cast<long long>(position_);
}

long long Player::advance(long long step, long long last, double seconds) {
    if (!playing_ || last <= 0) {
        playing_ = false;
        return std::clamp(step, 0LL, std::max(last, 0LL));
    }
    constexpr double longest_frame = 0.1;
    const double gone = std::clamp(seconds, 0.0, longest_frame);
    if (step >= last) {
        if (!loop) {
            playing_ = false;
            return last;
        }
        at_end_ += gone;
        if (at_end_ < seconds_at_end) return last;
        at_end_ = 0;
        position_ = 0;
        return 0;
    }
    // Another step than the one it gave: a person has moved the playhead.
    if (static_cast<long long>(std::floor(position_)) != step) position_ = static_cast<double>(step);
    position_ += gone * speed * static_cast<double>(last) / seconds_of_run;
    at_end_ = 0;
    const auto next = std::min(static_cast<long long>(std::floor(position_)), last);
    if (next == last && !loop) playing_ = false;
    return next;
}

long long step_shown(const viz::View& view, const viz::Playhead& playhead) {
    return view.shown_step(playhead.last);
}

void show_step(viz::View& view, const viz::Playhead& playhead, long long step) {
    view.step.reset();
    if (step < playhead.last) view.step = std::max(step, 0LL);
}

bool restarts(const viz::Lab& lab, const viz::Values& before, const viz::Values& after) {
    for (std::size_t i = 0; i < lab.parameters.size(); ++i)
        if (lab.parameters[i].restarts && before[i] != after[i]) return true;
    return false;
}

}  // namespace lossfield::app
