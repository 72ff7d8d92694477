// Which cells of the grid panels take. A lab names those that suit a wide page; on a page of other proportions the leading panel
// may stand with the others below it, beside it, or with some of them beside it and the rest in a row below, where its plot and
// theirs become larger. The choice follows the page's room and the panels' kinds and never a value, so that nothing changes
// places while a value is dragged.
#pragma once

#include <vector>

#include "viz/layout/layout.hpp"

namespace lossfield::viz {

// `items` in the order of `panels`: what each would need wherever it stands. Only a clear gain leaves the lab's own cells.
[[nodiscard]] std::vector<Cell> arranged(const std::vector<const Panel*>& panels, const std::string& lead,
                                         const std::vector<LayoutItem>& items, const Rect& room,
                                         double between_columns, double between_rows);

}  // namespace lossfield::viz
