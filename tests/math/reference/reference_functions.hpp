// The functions that reference cases name, by family: each takes a case's inputs and answers with its value and
// gradients.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "viz/text/json.hpp"

namespace lossfield::tests {

using viz::Json;
using Vector = std::vector<double>;

// value: a number, a list of numbers, a matrix as the list of its rows, or an object of them by name.
struct Answer {
    Json value;
    std::map<std::string, Vector> gradient;
};

using Functions = std::map<std::string, std::function<Answer(const Json&)>>;

[[nodiscard]] inline Vector numbers(const Json& inputs, const char* name) {
    return inputs.at(name).get<Vector>();
}

[[nodiscard]] Functions logit_functions();
[[nodiscard]] Functions information_functions();
[[nodiscard]] Functions likelihood_functions();
[[nodiscard]] Functions margin_functions();
[[nodiscard]] Functions metric_functions();
[[nodiscard]] Functions optimizer_functions();
[[nodiscard]] Functions ranking_functions();
[[nodiscard]] Functions descent_functions();
[[nodiscard]] Functions hinge_functions();

}  // namespace lossfield::tests
