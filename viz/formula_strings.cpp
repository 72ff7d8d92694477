#include "viz/formula_strings.hpp"

namespace lossfield::viz {

std::vector<std::string> formula_strings() {
    return {R"(L(z) = -\sum_j y_j \log \operatorname{softmax}(z / T)_j)",
            R"(\frac{\partial L}{\partial z_j} = \tfrac1T (p_j - y_j))"};
}

}  // namespace lossfield::viz
