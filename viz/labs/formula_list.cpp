// Build tool: prints the LaTeX of every formula of the labs as one JSON array.
#include <iostream>
#include <nlohmann/json.hpp>

#include "viz/lab/catalog.hpp"

int main() {
    nlohmann::json formulas = nlohmann::json::array();
    for (const lossfield::viz::Lab& lab : lossfield::viz::catalog()) {
        if (!lab.formula.empty()) formulas.push_back(lab.formula);
        for (const std::string& f : lab.formulas) formulas.push_back(f);
    }
    std::cout << formulas.dump(1) << '\n';
}
