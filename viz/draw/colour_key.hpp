// What the colours of a mark mean: a scale that runs evenly, or bands between levels that do not.
#pragma once

#include <optional>

#include "viz/display/theme.hpp"
#include "viz/figure/marks.hpp"

namespace lossfield::viz {

struct ColourKey {
    ColourScale scale{};  // low < high, but where there are bands
    Vector bounds{};      // between the bands, ascending
    Vector values{};      // whose colours the bands have, one more than bounds; empty: the scale runs evenly
    bool shades = false;  // of classes: pale to full, in no colour of its own
};

// None: the mark is not coloured by value, or has none. Of classes the scale is not the mark's.
[[nodiscard]] std::optional<ColourKey> colour_key(const Mark& mark);

// Whose colour a band of filled contours has. Colours go by area rank for equal-area levels: evenly over the map; otherwise by
// value, in the middle of the band.
[[nodiscard]] double band_value(const Levels& rule, const ColourScale& scale, const Vector& levels,
                                std::size_t band);

// A class's colour where there is this share of it.
[[nodiscard]] Rgba shaded(const Theme& theme, const Rgba& full, double share);

}  // namespace lossfield::viz
