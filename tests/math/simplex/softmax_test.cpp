#include "math/simplex/softmax.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace softmax_test {

using Vector = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Softmax, AgreesWithTheDefinitionInLongDouble) {
    for (const Sample& s : cross_entropy_samples()) {
        const Vector p = math::softmax(s.z, s.temperature);
        EXPECT_TRUE(close(p, to_doubles(oracle_softmax(s.z, s.temperature)), {1e-12, 0})) << s.name;
        EXPECT_TRUE(close(std::accumulate(p.begin(), p.end(), 0.0), 1, {0, 1e-15})) << s.name;
    }
}

TEST(Softmax, LogarithmIsExactWhereTheProbabilityUnderflows) {
    const Vector z{1000, 0, -1000};
    EXPECT_TRUE(close(math::log_softmax(z, 1), Vector{0, -1000, -2000}, {0, 0}));
    EXPECT_TRUE(close(math::log_softmax(z, 0.05), Vector{0, -20000, -40000}, {1e-15, 0}));
    for (const Sample& s : cross_entropy_samples()) {
        const Reals p = oracle_softmax(s.z, s.temperature);
        const Vector log_p = math::log_softmax(s.z, s.temperature);
        for (std::size_t k = 0; k < p.size(); ++k) {
            if (p[k] > 0 && p[k] < 0.9L) {
                EXPECT_TRUE(close(log_p[k], static_cast<double>(std::log(p[k])), {1e-13, 0})) << s.name;
            }
        }
    }
}

TEST(Softmax, IgnoresACommonShiftOfTheLogits) {
    const Vector z{2, 1, 0.125, -3};
    for (double shift : {-1000.0, 7.5, 1000.0}) {
        Vector shifted = z;
        for (double& x : shifted) x += shift;
        EXPECT_TRUE(close(math::softmax(shifted, 0.5), math::softmax(z, 0.5), {1e-15, 0})) << shift;
        EXPECT_TRUE(close(math::log_sum_exp(shifted, 0.5), math::log_sum_exp(z, 0.5) + shift, {1e-15, 0}))
            << shift;
    }
}

TEST(Softmax, TendsToTheSharedArgmaxAndToTheUniformDistribution) {
    const Vector z{3, 3, 1};
    EXPECT_TRUE(close(math::softmax(z, 1e-300), Vector{0.5, 0.5, 0}, {0, 0}));
    EXPECT_TRUE(close(math::softmax(z, 1e300), Vector(3, 1.0 / 3), {1e-15, 0}));
}

TEST(Softmax, IsDefinedForOneClassExcludedClassesAndTheLargestNumbers) {
    EXPECT_TRUE(close(math::softmax(Vector{-1000}, 0.05), Vector{1}, {0, 0}));
    EXPECT_TRUE(close(math::log_sum_exp(Vector{-1000}, 0.05), -1000, {0, 0}));
    EXPECT_TRUE(close(math::softmax(Vector{-infinity, 2, 2}), Vector{0, 0.5, 0.5}, {0, 0}));
    EXPECT_TRUE(close(math::log_softmax(Vector{-infinity, 2}), Vector{-infinity, 0}, {0, 0}));
    const double huge = std::numeric_limits<double>::max();
    EXPECT_TRUE(close(math::softmax(Vector{huge, -huge}), Vector{1, 0}, {0, 0}));
    EXPECT_TRUE(close(math::log_sum_exp(Vector{huge, -huge}), huge, {0, 0}));
    EXPECT_TRUE(close(math::log_sum_exp(Vector{-infinity, -infinity}), -infinity, {0, 0}));
    EXPECT_TRUE(close(math::log_sum_exp(Vector{infinity, 0}), infinity, {0, 0}));
}

TEST(Softmax, RefusesWhatHasNoMeaningAndShowsBothOperands) {
    EXPECT_THROW((void)math::softmax(Vector{}, 1), std::invalid_argument);
    EXPECT_THROW((void)math::log_sum_exp(Vector{}, 1), std::invalid_argument);
    EXPECT_THROW((void)math::softmax(Vector{1, 2}, std::nan("")), std::invalid_argument);
    Vector too_small(1);
    EXPECT_THROW(math::softmax(Vector{1, 2}, 1, too_small), std::invalid_argument);
    try {
        (void)math::softmax(Vector{1, 2}, -0.5);
        FAIL() << "a negative temperature was accepted";
    } catch (const std::invalid_argument& error) {
        EXPECT_STREQ(error.what(), "softmax: temperature is -0.5, required: > 0");
    }
}

TEST(Softmax, InverseKeepsTheMeanAndReturnsTheProbabilities) {
    for (double t : {0.05, 1.0, 20.0}) {
        for (double mean : {-1000.0, 0.0, 3.5}) {
            const Vector p{0.1, 0.2, 1e-12, 0.7 - 1e-12};
            const Vector z = math::logits_for(p, t, mean);
            EXPECT_TRUE(close(std::accumulate(z.begin(), z.end(), 0.0) / 4, mean, {1e-14, 1e-13}));
            EXPECT_TRUE(close(math::softmax(z, t), p, {t < 1 ? 1e-10 : 1e-12, 0})) << t << ' ' << mean;
        }
    }
    const Vector z{1.5, -2, 0.25, 8};
    EXPECT_TRUE(close(math::logits_for(math::softmax(z, 2), 2, 1.9375), z, {1e-13, 0}));
    EXPECT_THROW((void)math::logits_for(Vector{1, 0}, 1, 0), std::invalid_argument);
}

TEST(LogSumExp, LiesBetweenItsBounds) {
    for (const Sample& s : cross_entropy_samples()) {
        const double t = s.temperature;
        const double lse = math::log_sum_exp(s.z, t);
        const Vector p = math::softmax(s.z, t);
        const double n = static_cast<double>(p.size());
        const double highest = *std::max_element(s.z.begin(), s.z.end());
        double mean = 0;
        double expected = 0;
        double entropy = 0;
        double squares = 0;
        for (std::size_t k = 0; k < p.size(); ++k) {
            mean += s.z[k] / n;
            expected += p[k] * s.z[k];
            if (p[k] > 0) entropy -= p[k] * std::log(p[k]);
            squares += p[k] * p[k];
        }
        const double slack = 1e-14 * (std::abs(highest) + t);
        EXPECT_GE(lse, highest) << s.name;
        EXPECT_LE(lse, highest + t * std::log(n) + slack) << s.name;
        EXPECT_GE(lse, mean + t * std::log(n) - slack) << s.name;
        EXPECT_GE(lse, expected - t * std::log(squares) - slack) << s.name;
        EXPECT_TRUE(close(lse, expected + t * entropy, {1e-13, 1e-12})) << s.name;
    }
}

TEST(LogSumExp, HasTheSoftmaxAsGradient) {
    const Vector z{2, 1, 0.1, -3};
    for (double t : {0.1, 1.0, 5.0}) {
        const auto lse = [t](std::span<const double> x) { return math::log_sum_exp(x, t); };
        EXPECT_TRUE(close(central_differences(lse, z, 1e-5), math::softmax(z, t), {1e-8, 1e-9})) << t;
    }
}

TEST(NaiveForms, AgreeInsideTheRangeOfExpAndFailOutsideAsTheyDo) {
    const Vector z{2, 1, 0.1};
    EXPECT_TRUE(close(math::naive_softmax(z, 0.5), math::softmax(z, 0.5), {1e-14, 0}));
    EXPECT_TRUE(close(math::naive_log_sum_exp(z, 0.5), math::log_sum_exp(z, 0.5), {1e-14, 0}));
    EXPECT_TRUE(std::isfinite(math::naive_log_sum_exp(Vector{709.7, 0})));
    EXPECT_TRUE(close(math::naive_log_sum_exp(Vector{710, 0}), infinity));
    EXPECT_TRUE(close(math::naive_log_sum_exp(Vector{-746, -800}), -infinity));
    EXPECT_TRUE(close(math::naive_softmax(Vector{1000, 0}), Vector{std::nan(""), 0}));
    EXPECT_TRUE(close(math::naive_softmax(Vector{-1000, -1000}), Vector(2, std::nan(""))));
}

}  // namespace softmax_test
}  // namespace lossfield::tests
