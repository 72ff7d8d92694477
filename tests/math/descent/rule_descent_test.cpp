// Steps of a rule on functions whose paths are known: quadratics in closed form, the rules' own laws, and descents that leave.
#include "math/descent/rule_descent.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "math/likelihood/uncertain_regression.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace rule_descent_test {

using math::RuleDescent;
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

// size * 1/2 sum h_k x_k^2
struct Bowl {
    Numbers curvature;
    double size = 1;
    math::ValueAndGradient operator()(const Numbers& at) const {
        math::ValueAndGradient out;
        for (std::size_t k = 0; k < at.size(); ++k) {
            out.value += size * 0.5 * curvature[k] * at[k] * at[k];
            out.gradient.push_back(size * curvature[k] * at[k]);
        }
        return out;
    }
};

Bowl random_bowl(std::uint64_t s) {
    Bowl bowl;
    for (std::uint32_t k = 0; k < 1 + s % 5; ++k) bowl.curvature.push_back(0.1 + 3 * uniform_at(40, s, k));
    return bowl;
}

TEST(RuleDescent, OnABowlEveryCoordinateShrinksByItsOwnFactor) {
    for (std::uint64_t s = 0; s < 30; ++s) {
        const Bowl bowl = random_bowl(s);
        const Numbers from = random_point(s, bowl.curvature.size(), 5);
        const double rate = 0.6 * uniform_at(41, s, 0);
        const RuleDescent run = math::rule_descent(bowl, StepRule::GradientDescent, rate, from, 60);
        ASSERT_EQ(run.last(), 60U);
        EXPECT_FALSE(run.diverged);
        for (std::size_t t = 0; t <= run.last(); ++t) {
            EXPECT_EQ(run.loss[t], bowl(run.path[t]).value);
            for (std::size_t k = 0; k < from.size(); ++k) {
                const Real factor = 1 - static_cast<Real>(rate) * static_cast<Real>(bowl.curvature[k]);
                const Real exact = static_cast<Real>(from[k]) * std::pow(factor, static_cast<Real>(t));
                EXPECT_TRUE(close(run.path[t][k], static_cast<double>(exact), {1e-11, 1e-13}));
            }
        }
    }
}

TEST(RuleDescent, MomentumKeepsNineTenthsOfItsLastMove) {
    for (std::uint64_t s = 0; s < 20; ++s) {
        const Bowl bowl = random_bowl(s);
        const Numbers from = random_point(s + 50, bowl.curvature.size(), 5);
        const double rate = 0.3 * uniform_at(42, s, 0);
        const auto path = math::rule_descent(bowl, StepRule::Momentum, rate, from, 80).path;
        for (std::size_t t = 1; t < path.size(); ++t)
            for (std::size_t k = 0; k < from.size(); ++k) {
                const double before = t == 1 ? 0 : path[t - 1][k] - path[t - 2][k];
                const double pull = rate * bowl.curvature[k] * path[t - 1][k];
                EXPECT_NEAR(path[t][k] - path[t - 1][k], 0.9 * before - pull, 1e-12);
            }
    }
}

// Adam's first move is the rate in every coordinate, and the size of the function does not matter.
TEST(RuleDescent, AdamDoesNotFeelTheSizeOfTheFunction) {
    for (std::uint64_t s = 0; s < 20; ++s) {
        Bowl bowl = random_bowl(s);
        const Numbers from = random_point(s + 90, bowl.curvature.size(), 5);
        const double rate = 0.01 + 0.2 * uniform_at(43, s, 0);
        const auto path = math::rule_descent(bowl, StepRule::Adam, rate, from, 40).path;
        for (std::size_t k = 0; k < from.size(); ++k)
            EXPECT_NEAR(path[1][k], from[k] - std::copysign(rate, from[k]), 1e-6 * rate / std::abs(from[k]));
        bowl.size = 1000;
        const auto steep = math::rule_descent(bowl, StepRule::Adam, rate, from, 40).path;
        for (std::size_t t = 0; t < path.size(); ++t) EXPECT_TRUE(close(steep[t], path[t], {1e-3, 1e-4}));
    }
}

// |1 - rate h| > 1: the distance grows by that factor until it is beyond 10^6, with one step more to see it.
TEST(RuleDescent, DivergesWhenTheFactorSaysSo) {
    for (std::uint64_t s = 0; s < 20; ++s) {
        const double h = 0.5 + 3 * uniform_at(44, s, 0), rate = (2.2 + uniform_at(44, s, 1)) / h;
        const double from = 0.1 + uniform_at(44, s, 2);
        const RuleDescent run =
            math::rule_descent(Bowl{{h}}, StepRule::GradientDescent, rate, {from}, 100000);
        EXPECT_TRUE(run.diverged);
        const double steps = std::ceil(std::log(1e6 / from) / std::log(rate * h - 1));
        EXPECT_EQ(static_cast<double>(run.last()), steps);
    }
    const auto cliff = [](const Numbers& at) {
        const double value = at[0] > 2 ? std::numeric_limits<double>::quiet_NaN() : -at[0];
        return math::ValueAndGradient{value, {-1}};
    };
    const RuleDescent fell = math::rule_descent(cliff, StepRule::GradientDescent, 1, {0}, 10);
    EXPECT_TRUE(fell.diverged);
    EXPECT_EQ(fell.last(), 3U);
}

TEST(RuleDescent, FirstRiseIsWhereOneWasPut) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        Draws draw(s);
        RuleDescent run;
        double value = 10;
        for (int t = 0; t < 30; ++t) run.loss.push_back(value -= draw.between(0, 2));
        EXPECT_FALSE(run.first_rise(0).has_value());
        const std::size_t place = 1 + s % 29;
        for (std::size_t t = place; t < 30; ++t) run.loss[t] += 5;
        EXPECT_EQ(run.first_rise(1), place);  // by 3 at least
        EXPECT_FALSE(run.first_rise(5).has_value());
        run.loss[place] = std::numeric_limits<double>::quiet_NaN();
        EXPECT_EQ(run.first_rise(1e9), place);
    }
    EXPECT_FALSE(RuleDescent{}.first_rise(0).has_value());
}

}  // namespace rule_descent_test
}  // namespace lossfield::tests
