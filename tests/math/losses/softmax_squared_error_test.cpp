#include <gtest/gtest.h>

#include "math/losses/cross_entropy.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace softmax_squared_error_test {

using math::Dual;
using Vector = std::vector<double>;

TEST(SoftmaxSquaredError, ValueAndGradientAgreeWithLongDoubleAndDualNumbers) {
    for (const Sample& s : cross_entropy_samples()) {
        const auto result = math::softmax_squared_error(s.z, s.temperature, s.y);
        const Reals p = oracle_softmax(s.z, s.temperature);
        const Reals d = oracle_difference(s.z, s.temperature, s.y);
        Real loss = 0;
        Vector gradient;
        for (std::size_t k = 0; k < d.size(); ++k) {
            loss += d[k] * d[k] / 2;
            Real slope = 0;
            for (std::size_t j = 0; j < d.size(); ++j) slope += p[j] * (d[k] - d[j]);
            gradient.push_back(static_cast<double>(p[k] * slope / static_cast<Real>(s.temperature)));
        }
        const double noise = 1e-15 / s.temperature;
        EXPECT_TRUE(close(result.loss, static_cast<double>(loss), {1e-12, 1e-30})) << s.name;
        const bool one_hot = *std::max_element(s.y.begin(), s.y.end()) == 1.0;
        EXPECT_TRUE(close(result.gradient, gradient, {1e-11, one_hot ? 1e-300 : noise})) << s.name;
        const auto value = [&](std::span<const Dual<>> x) {
            return math::softmax_squared_error_loss(x, s.temperature, s.y);
        };
        EXPECT_TRUE(close(result.gradient, math::dual_gradient(value, s.z), {1e-9, noise})) << s.name;
    }
}

TEST(SoftmaxSquaredError, StallsOnASaturatedWrongAnswerWhereCrossEntropyDoesNot) {
    const Vector z{-10, 10};
    const Vector y{1, 0};
    EXPECT_TRUE(close(math::cross_entropy(z, 1, y).gradient[1], 1, {1e-8, 0}));
    const double p = 1 / (1 + std::exp(20));
    EXPECT_TRUE(
        close(math::softmax_squared_error(z, 1, y).gradient[1], 2 * p * (1 - p) * (1 - p), {1e-14, 0}));
    EXPECT_TRUE(close(math::softmax_squared_error(z, 1, y).gradient[1], 4e-9, {0.05, 0}));
}

TEST(SoftmaxSquaredError, IsNotConvexInTheLogits) {
    const auto loss = [](double x) {
        return math::softmax_squared_error(Vector{-x, x}, 1, Vector{1, 0}).loss;
    };
    EXPECT_GT(loss(3), 0.5 * (loss(1) + loss(5)));
}

}  // namespace softmax_squared_error_test
}  // namespace lossfield::tests
