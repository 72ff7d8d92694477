// The LaTeX of every formula that a lab shows.
#pragma once

#include <string>
#include <vector>

namespace lossfield::viz {

std::vector<std::string> formula_strings();

}  // namespace lossfield::viz
