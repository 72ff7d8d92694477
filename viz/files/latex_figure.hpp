// A picture's place in a paper.
#pragma once

#include <string>

#include "viz/lab/lab.hpp"

namespace lossfield::viz {

// \begin{figure} with the picture of this name, the figure's caption and a label, ready to paste. Throws InputError for a name that
// LaTeX would not read as it stands, and for a picture that it cannot include.
[[nodiscard]] std::string latex_figure(const Lab& lab, const Figure& figure, const std::string& picture);

}  // namespace lossfield::viz
