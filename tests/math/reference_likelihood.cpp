#include "math/residual_losses.hpp"
#include "tests/math/reference_functions.hpp"

namespace lossfield::tests {
namespace {

// Mean of the squared residuals, by each prediction.
Answer mean_squared_error(const json& inputs) {
    const Vector y = numbers(inputs, "y"), prediction = numbers(inputs, "yhat");
    const double n = static_cast<double>(y.size());
    double mean = 0;
    Vector gradient;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const auto terms = math::residual_terms({math::ResidualLossKind::Mse}, prediction.at(i) - y[i]);
        mean += terms.value / n;
        gradient.push_back(terms.slope / n);
    }
    return {mean, {{"yhat", gradient}}};
}

}  // namespace

Functions likelihood_functions() {
    return {
        {"mse", mean_squared_error},
    };
}

}  // namespace lossfield::tests
