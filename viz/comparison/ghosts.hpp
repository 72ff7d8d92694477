// Pinned states of a lab behind the live one: what a panel showed there, thin and pale, so that the change is seen.
//   curves, outlines of bars, bands and regions, contour lines at the live levels: thin; points: hollow; surfaces: translucent
//   the first pin is solid, the second dashed, the third dotted
// Words, fields' colours and arrows of a field have no ghost, nor has what is as it was.
#pragma once

#include <string>
#include <vector>

#include "viz/comparison/pin.hpp"
#include "viz/figure/figure.hpp"

namespace lossfield::viz {

// A figure of the same lab at other values.
struct Pinned {
    std::string name{};  // plain words: in legends, and before the differences
    Figure figure{};
};

// The live figure with ghosts in every panel that a pinned one has, too. Of every readout that is one number and has changed the
// difference live - pinned is told as well.
[[nodiscard]] Figure with_ghosts(Figure live, const std::vector<Pinned>& pins);

// The leading panel (or `panel`) of each, the live one first, each titled by its name, at common scales; to be composed on a page that
// is `even`. Throws InputError where one of them lacks it.
[[nodiscard]] Figure beside(const Figure& live, const std::string& live_name, const std::vector<Pinned>& pins,
                            const View& view, const std::string& panel);

}  // namespace lossfield::viz
