// Fits of regression with its own uncertainty: steps by hand, least squares, and descents that leave.
#include "math/likelihood/uncertain_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "math/descent/rule_descent.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace uncertain_fit_test {

using math::StepRule;
using Numbers = std::vector<double>;

const Numbers x{-2, -1, 0, 1, 2}, y{-1.5, 0.2, 0.1, 1.4, 1.1};
const math::UncertainModel model{.floor = -6.0, .centre = 0, .reach = 2};

math::ValueAndGradient likelihood(const Numbers& theta) {
    const auto at = math::uncertain_loss_and_gradient(model, theta, x, y);
    return {at.value, at.gradient};
}

TEST(UncertainFit, FirstStepOfGradientDescentIsTheGradient) {
    const Numbers from{0.1, -0.2, 0.3, 0.4};
    const auto run = math::rule_descent(likelihood, StepRule::GradientDescent, 0.05, from, 1);
    ASSERT_EQ(run.path.size(), 2U);
    EXPECT_EQ(run.path[0], from);
    const auto at = math::uncertain_loss_and_gradient(model, from, x, y);
    EXPECT_EQ(run.loss[0], at.value);
    for (std::size_t k = 0; k < from.size(); ++k)
        EXPECT_TRUE(close(run.path[1][k], from[k] - 0.05 * at.gradient[k]));
}

TEST(UncertainFit, EveryRuleComesDown) {
    for (const StepRule rule : {StepRule::GradientDescent, StepRule::Momentum, StepRule::Adam}) {
        const auto run = math::rule_descent(likelihood, rule, 0.02, Numbers(4, 0.0), 400);
        ASSERT_EQ(run.loss.size(), 401U);
        EXPECT_FALSE(run.diverged);
        EXPECT_LT(run.loss.back(), run.loss.front());
    }
}

TEST(UncertainFit, DivergenceAndAStopEndTheDescent) {
    const auto wild = math::rule_descent(likelihood, StepRule::GradientDescent, 1e9, Numbers(4, 0.0), 50);
    EXPECT_TRUE(wild.diverged);
    EXPECT_LT(wild.loss.size(), 51U);
    std::stop_source source;
    source.request_stop();
    const auto stopped =
        math::rule_descent(likelihood, StepRule::Adam, 0.1, Numbers(4, 0.0), 50, source.get_token());
    EXPECT_EQ(stopped.loss.size(), 1U);
}

TEST(UncertainFit, LeastSquaresFindsTheLineAndTheParabola) {
    Numbers line, parabola;
    for (const double v : x) line.push_back(0.5 * v + 0.25), parabola.push_back(v * v - v);
    EXPECT_EQ(math::mean_by_least_squares(model, x, line), (Numbers{0.25, 1}));
    math::UncertainModel bent = model;
    bent.mean_terms = 3;
    EXPECT_EQ(math::mean_by_least_squares(bent, x, parabola), (Numbers{0, -2, 4}));
}

TEST(UncertainFit, TheGradientIsThatOfDualNumbers) {
    EXPECT_LT(math::check_uncertain_gradient(model, Numbers{0.1, -0.2, 0.3, 0.4}, x, y), 1e-9);
}

}  // namespace uncertain_fit_test
}  // namespace lossfield::tests
