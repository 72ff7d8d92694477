// A slider's track: value <-> position 0..1 (left to right), for linear, logarithmic and log-with-zero-stop
// spacing, and the text of a value at the resolution a hand can choose on it.
//   linear: (v - low) / length;  log: log(v / low) / log(high / low)
//   log with zero: 0 at the left end, then a gap of `zero_gap`, then the log track
// Values outside the soft range sit at the ends.
#pragma once

#include <string>
#include <vector>

#include "viz/inputs/parameter.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::app {

inline constexpr double zero_gap = 0.06;

struct Track {
    viz::Interval soft{0, 1};
    viz::Spacing spacing = viz::Spacing::Linear;
    bool whole = false;
    std::vector<viz::Snap> snaps;

    [[nodiscard]] double position(double value) const;
    // The value at a position, rounded to the coarsest decimal step that stays below `resolution` (the share of
    // the track that one pixel covers), so that dragging gives numbers a person would write.
    [[nodiscard]] double value(double position, double resolution) const;
    // The snap within `reach` of a position, or nullptr.
    [[nodiscard]] const viz::Snap* near(double position, double reach) const;
    // The next value for an arrow key: `share` of the track further, at least 1 on a whole track.
    [[nodiscard]] double nudged(double value, double share) const;
    // Decimals that stand still while the value moves; more only where the value needs them to be told apart.
    [[nodiscard]] std::string text(double value) const;
};

// What a vector's entries, a probability's entries and plain numbers ride on.
[[nodiscard]] Track track_of(const viz::Parameter& parameter);

// Up to `digits` significant digits, with a true minus sign.
[[nodiscard]] std::string brief(double value, int digits = 4);

}  // namespace lossfield::app
