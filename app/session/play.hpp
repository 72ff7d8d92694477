// Plays a slider to and fro over its soft range, paced by time: `seconds_across` from one end to the other.
#pragma once

#include <algorithm>

#include "app/session/track.hpp"

namespace lossfield::app {

class Playback {
  public:
    static constexpr double seconds_across = 4;

    Playback(Track track, double value) : track_(std::move(track)), position_(track_.position(value)) {}

    // The value `seconds` later; turns round at the ends.
    double advance(double seconds) {
        position_ += direction_ * std::clamp(seconds, 0.0, 0.1) / seconds_across;
        if (position_ >= 1 || position_ <= 0) {
            direction_ = position_ >= 1 ? -1 : 1;
            position_ = std::clamp(position_, 0.0, 1.0);
        }
        return track_.value(position_, 1.0 / 500);
    }

  private:
    Track track_;
    double position_;
    double direction_ = 1;
};

}  // namespace lossfield::app
