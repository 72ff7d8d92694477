// Whether a lab and one of its figures keep the form that command line, files and window rely on.
#pragma once

#include <string>
#include <vector>

#include "viz/lab/lab.hpp"

namespace lossfield::tests {

// Ids are kebab-case and unique, formulas are set, presets are complete. One sentence for each fault.
[[nodiscard]] std::vector<std::string> lab_faults(const viz::Lab& lab);

// Ids, lengths of columns, sizes of fields, what handles move, readouts of a loss.
[[nodiscard]] std::vector<std::string> figure_faults(const viz::Lab& lab, const viz::Figure& figure);

// Sizes of tables; what headings and jumps set; what is named as unfit. A part of figure_faults.
[[nodiscard]] std::vector<std::string> click_faults(const viz::Lab& lab, const viz::Figure& figure);

}  // namespace lossfield::tests
