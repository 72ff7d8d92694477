// All labs, in the order in which they are listed.
#pragma once

#include <string>
#include <vector>

#include "viz/lab/lab.hpp"

namespace lossfield::viz {

using Catalog = std::vector<Lab>;

[[nodiscard]] const Catalog& catalog();

// Throws InputError naming the nearest known lab.
[[nodiscard]] const Lab& find_lab(const Catalog& labs, const std::string& id);

}  // namespace lossfield::viz
