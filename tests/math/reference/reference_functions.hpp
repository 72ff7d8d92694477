// The functions that reference cases name, by family: each takes a case's inputs and answers with its value and
// gradients.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace lossfield::tests {

using nlohmann::json;
using Vector = std::vector<double>;

// value: a number, a list of numbers, a matrix as the list of its rows, or an object of them by name.
struct Answer {
    json value;
    std::map<std::string, Vector> gradient;
};

using Functions = std::map<std::string, std::function<Answer(const json&)>>;

[[nodiscard]] inline Vector numbers(const json& inputs, const char* name) {
    return inputs.at(name).get<Vector>();
}

[[nodiscard]] Functions logit_functions();
[[nodiscard]] Functions information_functions();
[[nodiscard]] Functions likelihood_functions();
[[nodiscard]] Functions optimizer_functions();
[[nodiscard]] Functions descent_functions();

}  // namespace lossfield::tests
