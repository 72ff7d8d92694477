// The ways in which the panels of a figure can stand about the leading one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/figure/figure.hpp"

namespace lossfield::viz {

// Panels that stand over one another upon one x axis stay together.
using Stack = std::vector<std::size_t>;

struct PlacementParts {
    Stack lead;
    std::vector<Stack> others;      // in reading order
    std::vector<std::size_t> last;  // words and tables over the whole width below all
    bool lead_right = false;
};

// Nothing where all have to stay: there are too many, none beside the leading one, or some to be read.
[[nodiscard]] std::optional<PlacementParts> placement_parts(const std::vector<const Panel*>& panels,
                                                            const std::string& lead);
// Each gives every panel its cell.
[[nodiscard]] std::vector<std::vector<Cell>> placements(const PlacementParts& parts, std::size_t panels);

}  // namespace lossfield::viz
