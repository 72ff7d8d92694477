// Build tool: prints the LaTeX of every formula as one JSON array.
#include <iostream>
#include <nlohmann/json.hpp>

#include "viz/formula_strings.hpp"
#include "viz/formulas.hpp"

namespace lossfield::viz {

// The table of set formulas is made from this tool's output, so the tool itself has none.
const Formula* find_formula(std::string_view) { return nullptr; }

}  // namespace lossfield::viz

int main() { std::cout << nlohmann::json(lossfield::viz::formula_strings()).dump(1) << '\n'; }
