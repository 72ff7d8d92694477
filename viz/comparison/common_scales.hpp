// The same ranges, colours and level lines for panels that are to be compared.
#pragma once

#include <vector>

#include "viz/figure/figure.hpp"

namespace lossfield::viz {

// Axes: the union of what each would show. Colours: marks with one id have one scale, over all their values, and level sets at
// the same heights, chosen from all values together. Tables are shaded alike.
void share_scales(const std::vector<Panel*>& panels);

}  // namespace lossfield::viz
