#include "math/losses/logistic.hpp"

#include <gtest/gtest.h>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace logistic_test {

using math::Dual;
using math::LogisticLossKind;
using Vector = std::vector<double>;

constexpr LogisticLossKind kinds[] = {LogisticLossKind::Logistic, LogisticLossKind::SquaredError};

std::vector<double> scores() {
    std::vector<double> s{0, 1e-9, -1e-9, 1, -1, 30, -30, 700, -700, 1000, -1000};
    for (std::uint64_t k = 0; k < 40; ++k) s.push_back(20 * (2 * uniform_at(37, k, 0) - 1));
    return s;
}

TEST(Logistic, ValuesAndDerivativesAgreeWithLongDoubleAndDualNumbers) {
    for (const double s : scores()) {
        for (const double label : {1.0, -1.0}) {
            const Real m = -label * s;
            const Real softplus = m > 0 ? m + std::log1p(std::exp(-m)) : std::log1p(std::exp(m));
            const Real wrong = m > 0 ? 1 / (1 + std::exp(-m)) : std::exp(m) / (1 + std::exp(m));
            const double expected[] = {static_cast<double>(softplus), static_cast<double>(wrong * wrong / 2)};
            for (const LogisticLossKind kind : kinds) {
                const auto terms = math::logistic_terms(kind, s, label);
                EXPECT_TRUE(close(terms.value, expected[static_cast<int>(kind)], {1e-14, 1e-300}))
                    << s << ' ' << label;
                const Dual<Dual<>> x{{s, 1}, {1, 0}};
                const auto dual = math::logistic_loss(kind, x, label);
                EXPECT_TRUE(close(terms.slope, dual.value.derivative, {1e-12, 1e-300})) << s << ' ' << label;
                EXPECT_TRUE(close(terms.curvature, dual.derivative.derivative, {1e-11, 1e-16}))
                    << s << ' ' << label;
            }
        }
    }
}

TEST(Logistic, OnlyItsOwnLossPullsWhereTheAnswerIsWrongAndSure) {
    EXPECT_TRUE(close(math::logistic_terms(LogisticLossKind::Logistic, -20, 1).slope, -1, {1e-8, 0}));
    EXPECT_LT(std::abs(math::logistic_terms(LogisticLossKind::SquaredError, -20, 1).slope), 3e-9);
    // The curvature of the squared error turns negative beyond w = 2/3, where the score is below -log 2.
    EXPECT_TRUE(close(math::logistic_terms(LogisticLossKind::SquaredError, -std::numbers::ln2, 1).curvature,
                      0, {0, 1e-16}));
}

TEST(LogisticFit, GradientAndHessianAgreeWithDualNumbersAndDifferences) {
    const Vector x{-2, -1, 0, 0.5, 1, 3}, labels{-1, -1, 1, -1, 1, 1};
    for (const LogisticLossKind kind : kinds) {
        for (std::uint64_t s = 0; s < 40; ++s) {
            const Vector at = random_point(s, 2, s % 4 == 3 ? 1000 : 5);
            const auto model = math::logistic_fit_model(kind, at[0], at[1], x, labels);
            const auto value = [&](std::span<const double> z) {
                return math::logistic_fit_loss(kind, z[0], z[1], x, labels);
            };
            EXPECT_TRUE(close(model.value, value(at), {1e-14, 0}));
            const auto check = math::check_logistic_fit_gradient(kind, at[0], at[1], x, labels);
            EXPECT_LT(check.worst, 1e-9) << check.closed << " against " << check.dual;
            if (s % 4 != 3) {
                EXPECT_TRUE(close(central_differences(value, at, 1e-5), model.gradient, {1e-6, 1e-9}));
            }
            const double hessian[2][2] = {{model.hessian.xx, model.hessian.xy},
                                          {model.hessian.xy, model.hessian.yy}};
            for (std::size_t i = 0; i < 2; ++i) {
                for (std::size_t j = 0; j < 2; ++j) {
                    Dual<Dual<>> z[2] = {at[0], at[1]};
                    z[i].value.derivative = 1.0;
                    z[j].derivative.value = 1.0;
                    const auto dual = math::logistic_fit_loss<Dual<Dual<>>>(kind, z[0], z[1], x, labels);
                    EXPECT_TRUE(close(hessian[i][j], dual.derivative.derivative, {1e-9, 1e-14}));
                }
            }
        }
    }
}

TEST(LogisticFit, AMinimumExistsUnlessAThresholdTellsTheLabelsApart) {
    EXPECT_FALSE(math::logistic_minimum_exists(Vector{0, 1, 2, 3}, Vector{-1, -1, 1, 1}));
    EXPECT_FALSE(math::logistic_minimum_exists(Vector{0, 1, 2, 3}, Vector{1, 1, -1, -1}));
    EXPECT_FALSE(math::logistic_minimum_exists(Vector{0, 1, 1, 3}, Vector{-1, -1, 1, 1}));
    EXPECT_TRUE(math::logistic_minimum_exists(Vector{0, 1, 2, 3}, Vector{-1, 1, -1, 1}));
    EXPECT_FALSE(math::logistic_minimum_exists(Vector{0, 1}, Vector{1, 1}));
    EXPECT_TRUE(math::logistic_minimum_exists(Vector{2, 2}, Vector{1, -1}));
    // Ever better along a ray, here through the touching point.
    const auto along = [](double t) {
        return math::logistic_fit_loss(LogisticLossKind::Logistic, t, -t, Vector{0, 1, 1, 3},
                                       Vector{-1, -1, 1, 1});
    };
    for (const double t : {1.0, 2.0, 5.0, 10.0, 20.0}) EXPECT_LT(along(2 * t), along(t));
}

TEST(LogisticFit, RefusesLabelsThatAreNone) {
    EXPECT_THROW(math::check_labels(Vector{1, 2}, Vector{1, 0}), std::invalid_argument);
    EXPECT_THROW(math::check_labels(Vector{1, 2}, Vector{1}), std::invalid_argument);
}

}  // namespace logistic_test
}  // namespace lossfield::tests
