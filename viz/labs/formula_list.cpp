// Build tool: prints the LaTeX of every formula of the labs as one JSON array.
#include <iostream>

#include "viz/lab/catalog.hpp"
#include "viz/text/json.hpp"

int main() {
    lossfield::viz::Json formulas = lossfield::viz::Json::array();
    for (const lossfield::viz::Lab& lab : lossfield::viz::catalog()) {
        if (!lab.formula.empty()) formulas.push_back(lab.formula);
        for (const std::string& f : lab.formulas) formulas.push_back(f);
    }
    std::cout << formulas.dump(1) << '\n';
}
