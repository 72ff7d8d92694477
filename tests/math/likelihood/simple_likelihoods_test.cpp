#include "math/likelihood/simple_likelihoods.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "math/information/information.hpp"
#include "math/numerics/gradient_check.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace simple_likelihoods_test {

using math::Dual;
using Vector = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Bernoulli, LeastAtTheShareOfHeadsWhereItIsTheEntropy) {
    for (const double n : {1.0, 2.0, 7.0, 50.0})
        for (double k = 0; k <= n; ++k) {
            const auto best = math::bernoulli_average_nll(k, n, k / n);
            EXPECT_TRUE(close(best.value, math::entropy(Vector{k / n, (n - k) / n})));
            if (k > 0 && k < n) {
                EXPECT_TRUE(close(best.slope, 0, {0, 1e-13}));
            }
            for (const double p : {1e-9, 0.2, 0.5, 0.77, 1 - 1e-9}) {
                const auto at = math::bernoulli_average_nll(k, n, p);
                EXPECT_GE(at.value, best.value - 1e-12);
                EXPECT_TRUE(close(at.value, -(k / n) * std::log(p) - (n - k) / n * std::log1p(-p)));
                EXPECT_TRUE(close(at.slope, (p - k / n) / (p * (1 - p)), {1e-7, 1e-9}));
                const Dual<> x{p, 1};
                const Dual<> dual = -(k / n) * log(x) - (n - k) / n * log1p(-x);
                EXPECT_TRUE(close(at.slope, dual.derivative, {1e-10, 1e-9}));
            }
        }
}

TEST(Bernoulli, Ends) {
    EXPECT_EQ(math::bernoulli_average_nll(0, 5, 0).value, 0);
    EXPECT_EQ(math::bernoulli_average_nll(5, 5, 1).value, 0);
    EXPECT_FALSE(std::signbit(math::bernoulli_average_nll(5, 5, 1).value));
    EXPECT_EQ(math::bernoulli_average_nll(1, 5, 0).value, infinity);
    EXPECT_EQ(math::bernoulli_average_nll(4, 5, 1).value, infinity);
    EXPECT_THROW((void)math::bernoulli_average_nll(6, 5, 0.5), std::invalid_argument);
    EXPECT_THROW((void)math::bernoulli_average_nll(1, 0, 0.5), std::invalid_argument);
    EXPECT_THROW((void)math::bernoulli_average_nll(1, 5, 1.5), std::invalid_argument);
}

TEST(Laplace, GradientAgreesWithDualNumbersAndDifferences) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const Vector x = random_point(s, 1 + s % 9, s % 4 == 3 ? 1000 : 4);
        const Vector at{3 * uniform_at(3, s, 0) - 1, 4 * uniform_at(3, s, 1) - 2};
        const auto closed = math::laplace_gradient(x, at[0], at[1]);
        const auto dual = math::dual_gradient(
            [&](std::span<const Dual<>> p) { return math::laplace_nll(x, p[0], p[1]); }, at);
        EXPECT_TRUE(close(closed, dual, {1e-11, 1e-13}));
        const auto value = [&](std::span<const double> p) { return math::laplace_nll(x, p[0], p[1]); };
        EXPECT_TRUE(close(closed, central_differences(value, at, 1e-6), {1e-4, 1e-4}));
    }
}

TEST(Laplace, MedianAndMeanDistanceAreLeast) {
    const Vector x{-1, 0, 0.5, 4, 11};
    const auto fit = math::laplace_mle(x);
    EXPECT_EQ(fit.centre, 0.5);
    EXPECT_TRUE(close(fit.scale, (1.5 + 0.5 + 0 + 3.5 + 10.5) / 5));
    EXPECT_TRUE(close(fit.average_nll, math::laplace_nll(x, 0.5, std::log(fit.scale))));
    EXPECT_EQ(math::laplace_gradient(x, 0.5, std::log(fit.scale))[0], 0);
    EXPECT_TRUE(close(math::laplace_gradient(x, 0.5, std::log(fit.scale))[1], 0, {0, 1e-15}));
    for (int k = 0; k < 16; ++k)
        EXPECT_GT(math::laplace_nll(x, 0.5 + 0.1 * std::cos(k * 0.4),
                                    std::log(fit.scale) + 0.1 * std::sin(k * 0.4)),
                  fit.average_nll);
    EXPECT_EQ(math::laplace_mle(Vector{2, 2}).average_nll, -infinity);
}

}  // namespace simple_likelihoods_test
}  // namespace lossfield::tests
