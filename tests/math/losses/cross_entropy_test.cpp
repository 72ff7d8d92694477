#include "math/losses/cross_entropy.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "math/information/information.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace cross_entropy_test {

using math::Dual;
using Vector = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();

double sum(const Vector& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

TEST(CrossEntropy, AgreesWithTheDefinitionInLongDouble) {
    for (const Sample& s : cross_entropy_samples()) {
        const Real highest = *std::max_element(s.z.begin(), s.z.end());
        const Real t = s.temperature;
        const Reals p = oracle_softmax(s.z, s.temperature);
        Real others = 0;
        const std::size_t leader = math::largest(std::span<const double>(s.z));
        for (std::size_t k = 0; k < p.size(); ++k) {
            if (k != leader) others += std::exp((static_cast<Real>(s.z[k]) - highest) / t);
        }
        Real loss = 0;
        for (std::size_t k = 0; k < p.size(); ++k) {
            loss +=
                static_cast<Real>(s.y[k]) * ((highest - static_cast<Real>(s.z[k])) / t + std::log1p(others));
        }
        const auto result = math::cross_entropy(s.z, s.temperature, s.y);
        EXPECT_TRUE(close(result.loss, static_cast<double>(loss), {1e-12, 0})) << s.name;
        EXPECT_GE(result.loss, 0.0) << s.name;
    }
}

TEST(CrossEntropy, GradientKeepsItsDigitsWhenSaturated) {
    for (const Sample& s : cross_entropy_samples()) {
        Reals expected = oracle_difference(s.z, s.temperature, s.y);
        for (Real& x : expected) x /= static_cast<Real>(s.temperature);
        const auto gradient = math::cross_entropy(s.z, s.temperature, s.y).gradient;
        const bool one_hot = *std::max_element(s.y.begin(), s.y.end()) == 1.0;
        EXPECT_TRUE(close(gradient, to_doubles(expected), {1e-12, one_hot ? 0 : 1e-15 / s.temperature}))
            << s.name;
        EXPECT_TRUE(close(sum(gradient), 0, {0, 4e-16 / s.temperature})) << s.name;
    }
    const Vector saturated = math::cross_entropy(Vector{40, 0}, 1, Vector{1, 0}).gradient;
    EXPECT_TRUE(close(saturated, Vector{-std::exp(-40), std::exp(-40)}, {1e-15, 0}));
}

TEST(CrossEntropy, GradientAgreesWithDualNumbers) {
    for (const Sample& s : cross_entropy_samples()) {
        const math::GradientCheck check = math::check_cross_entropy_gradient(s.z, s.temperature, s.y);
        EXPECT_LT(check.worst, 1e-9) << s.name << ": component " << check.component << ", closed "
                                     << check.closed << ", dual " << check.dual;
    }
}

TEST(CrossEntropy, GradientAgreesWithCentralDifferences) {
    for (const Sample& s : cross_entropy_samples()) {
        const double h = 1e-5 * s.temperature;
        const auto loss = [&](std::span<const double> x) {
            return math::cross_entropy_loss(x, s.temperature, s.y);
        };
        const auto [value, gradient] = math::cross_entropy(s.z, s.temperature, s.y);
        // Rounding of the loss and of z +- h, and h^2 times the third derivative (at most 1/T^3).
        const double highest = std::abs(*std::max_element(
            s.z.begin(), s.z.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
        const double allowed = (1e-9 + 1e-15 * (value + highest / s.temperature) / 1e-5) / s.temperature;
        EXPECT_TRUE(close(central_differences(loss, s.z, h), gradient, {1e-8, allowed})) << s.name;
    }
}

TEST(CrossEntropy, HessianIsTheDerivativeOfTheGradient) {
    for (const Sample& s : cross_entropy_samples()) {
        const std::size_t n = s.z.size();
        const Vector hessian = math::cross_entropy_hessian(s.z, s.temperature, s.y);
        std::vector<Dual<Dual<>>> x(s.z.begin(), s.z.end());
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                x[i].value.derivative = 1.0;
                x[j].derivative.value = 1.0;
                const double dual =
                    math::cross_entropy_loss(std::span<const Dual<Dual<>>>(x), s.temperature, s.y)
                        .derivative.derivative;
                x[i].value.derivative = 0.0;
                x[j].derivative.value = 0.0;
                EXPECT_TRUE(close(hessian[i * n + j], dual, {1e-9, 1e-14 / s.temperature / s.temperature}))
                    << s.name << " row " << i << " column " << j;
            }
        }
    }
}

TEST(CrossEntropy, HessianIsSemidefiniteBoundedAndBlindToShifts) {
    for (const Sample& s : cross_entropy_samples()) {
        const std::size_t n = s.z.size();
        const double unit = 1.0 / s.temperature / s.temperature;
        const Vector hessian = math::cross_entropy_hessian(s.z, s.temperature, s.y);
        Vector direction;
        for (std::size_t k = 0; k < n; ++k) direction.push_back(uniform_at(3, k, 0) - 0.5);
        double form = 0;
        double length = 0;
        for (std::size_t i = 0; i < n; ++i) {
            double row = 0;
            for (std::size_t j = 0; j < n; ++j) {
                row += hessian[i * n + j];
                form += direction[i] * hessian[i * n + j] * direction[j];
                EXPECT_TRUE(close(hessian[i * n + j], hessian[j * n + i], {1e-14, 0})) << s.name;
            }
            EXPECT_TRUE(close(row, 0, {0, 1e-15 * unit})) << s.name;
            length += direction[i] * direction[i];
        }
        EXPECT_GE(form, -1e-15 * unit) << s.name;
        EXPECT_LE(form, 0.5 * unit * length * (1 + 1e-14)) << s.name;
    }
    // The bound 1/2 is attained by two equally likely classes.
    EXPECT_TRUE(close(math::cross_entropy_hessian(Vector{0, 0}, 1, Vector{1, 0}),
                      Vector{.25, -.25, -.25, .25}, {0, 0}));
}

TEST(CrossEntropy, PublishedValues) {
    EXPECT_TRUE(close(math::cross_entropy_loss(Vector{1000, 0, -1000}, 1, math::one_hot(0, 3)), 0, {0, 0}));
    EXPECT_TRUE(
        close(math::cross_entropy_loss(Vector{1000, 0, -1000}, 1, math::one_hot(2, 3)), 2000, {0, 0}));
    EXPECT_TRUE(
        close(math::cross_entropy_loss(Vector{3, 1, 0.2}, 1, math::one_hot(1, 3)), 2.1791041747850026));
    EXPECT_TRUE(
        close(math::cross_entropy_loss(Vector{2, 1, 0.1}, 1, Vector{0.2, 0.5, 0.3}), 1.4870300162778334));
    EXPECT_TRUE(
        close(math::cross_entropy_loss(Vector{1, 2}, 1, Vector{1, 0}), std::log1p(std::exp(1)), {1e-15, 0}));
}

TEST(CrossEntropy, IsBlindToShiftsAndOnlySeesTheRatioOfLogitsAndTemperature) {
    const Vector z{2, 1, 0.125, -3};
    const Vector y{0.25, 0.5, 0, 0.25};
    const auto base = math::cross_entropy(z, 0.5, y);
    for (double shift : {-1000.0, 1000.0}) {
        Vector shifted = z;
        for (double& x : shifted) x += shift;
        const auto moved = math::cross_entropy(shifted, 0.5, y);
        EXPECT_TRUE(close(moved.loss, base.loss, {1e-15, 0}));
        EXPECT_TRUE(close(moved.gradient, base.gradient, {1e-14, 0}));
    }
    const auto scaled = math::cross_entropy(Vector{4, 2, 0.25, -6}, 1, y);
    EXPECT_TRUE(close(scaled.loss, base.loss, {1e-15, 0}));
    for (std::size_t k = 0; k < 4; ++k)
        EXPECT_TRUE(close(2 * scaled.gradient[k], base.gradient[k], {1e-15, 0}));
}

TEST(CrossEntropy, DecomposesIntoEntropyAndDivergence) {
    for (const Sample& s : cross_entropy_samples()) {
        const Vector log_p = math::log_softmax(s.z, s.temperature);
        const double parts = math::entropy(s.y) + math::kl_from_log(s.y, log_p);
        EXPECT_TRUE(close(math::cross_entropy_loss(s.z, s.temperature, s.y), parts, {1e-12, 1e-12}))
            << s.name;
    }
}

TEST(CrossEntropy, ErrorOfProbabilitiesIsBounded) {
    for (const Sample& s : cross_entropy_samples()) {
        if (*std::max_element(s.y.begin(), s.y.end()) < 1.0) continue;
        const Vector g = math::cross_entropy(s.z, s.temperature, s.y).gradient;
        const Vector p = math::softmax(s.z, s.temperature);
        double first = 0;
        double second = 0;
        for (double x : g) {
            first += std::abs(x) * s.temperature;
            second += x * x * s.temperature * s.temperature;
        }
        const double target = std::inner_product(p.begin(), p.end(), s.y.begin(), 0.0);
        EXPECT_TRUE(close(first, 2 * (1 - target), {1e-12, 4e-16})) << s.name;
        EXPECT_LE(std::sqrt(second), std::sqrt(2.0) * (1 + 1e-15)) << s.name;
    }
}

TEST(CrossEntropy, IsConvexAlongChords) {
    const auto samples = cross_entropy_samples();
    for (std::size_t s = 0; s + 10 < 120; ++s) {
        const Sample& a = samples[s];
        const Vector& b = samples[s + 10].z;
        Vector middle = a.z;
        for (std::size_t k = 0; k < b.size(); ++k) middle[k] = 0.5 * (a.z[k] + b[k]);
        const auto loss = [&](const Vector& z) { return math::cross_entropy_loss(z, a.temperature, a.y); };
        const double chord = 0.5 * (loss(a.z) + loss(b));
        EXPECT_LE(loss(middle), chord * (1 + 1e-13) + 1e-15) << a.name;
    }
}

TEST(CrossEntropy, GeneralTargetWeightsScaleTheSoftmax) {
    const Vector z{2, 1, 0.1};
    const Vector y{0.5, 2, 0.7};
    const Vector p = math::softmax(z);
    const Vector gradient = math::cross_entropy(z, 1, y).gradient;
    for (std::size_t k = 0; k < 3; ++k) EXPECT_TRUE(close(gradient[k], 3.2 * p[k] - y[k], {1e-14, 1e-15}));
    EXPECT_LT(math::check_cross_entropy_gradient(z, 1, y).worst, 1e-9);
}

TEST(CrossEntropy, ExcludedClassesCostNothingUnlessTheyAreTheTarget) {
    const Vector z{-infinity, 1, 2};
    EXPECT_TRUE(close(math::cross_entropy_loss(z, 1, Vector{0, 1, 0}),
                      math::cross_entropy_loss(Vector{1, 2}, 1, Vector{1, 0}), {0, 0}));
    EXPECT_TRUE(close(math::cross_entropy_loss(z, 1, Vector{1, 0, 0}), infinity));
    EXPECT_TRUE(close(math::cross_entropy_loss(Vector{5}, 1, Vector{1}), 0, {0, 0}));
}

TEST(CrossEntropy, NaiveFormFailsBeyondTheRangeOfExp) {
    const Vector y{0.2, 0.5, 0.3};
    EXPECT_TRUE(close(math::naive_cross_entropy(Vector{2, 1, 0.1}, 0.5, y),
                      math::cross_entropy_loss(Vector{2, 1, 0.1}, 0.5, y), {1e-14, 0}));
    EXPECT_TRUE(std::isnan(math::naive_cross_entropy(Vector{1000, 0, -1000}, 1, y)));
    EXPECT_TRUE(close(math::naive_cross_entropy(Vector{0, -800}, 1, Vector{0.5, 0.5}), infinity));
    EXPECT_TRUE(std::isnan(math::naive_cross_entropy(Vector{0, -800}, 1, Vector{1, 0})));
}

TEST(CrossEntropy, TheCauseOfANaiveFailureIsTheFirstThatHappens) {
    using math::NaiveFailure;
    const auto cause = [](const Vector& z, const Vector& y, double t = 1) {
        const auto found = math::naive_cause(z, t, y);
        return found ? std::pair{static_cast<int>(found->failure), found->of} : std::pair{-1, z.size()};
    };
    const auto is = [](NaiveFailure failure, std::size_t of) {
        return std::pair{static_cast<int>(failure), of};
    };
    EXPECT_EQ(cause({2, 1000, -1000}, {1, 0, 0}), is(NaiveFailure::Overflow, 1));
    EXPECT_EQ(cause({2, 1000}, {1, 0}, 2), (std::pair{-1, std::size_t{2}}));
    EXPECT_EQ(cause({709.5, 709.6, 0}, {1, 0, 0}), is(NaiveFailure::SumOverflow, 1));
    EXPECT_EQ(cause({-800, -760}, {1, 0}), is(NaiveFailure::SumVanishes, 1));
    // What is no number comes before what is infinite, the smallest first.
    EXPECT_EQ(cause({0, -800, -900, -950}, {0.5, 0.5, 0, 0}), is(NaiveFailure::Vanishes, 3));
    EXPECT_EQ(cause({0, -800, -900}, {0, 0.5, 0.5}), is(NaiveFailure::Vanishes, 2));
    EXPECT_EQ(cause({700, -60}, {0, 1}), is(NaiveFailure::ShareVanishes, 1));
    EXPECT_EQ(cause({0, -740}, {0, 1}), is(NaiveFailure::Subnormal, 1));
    EXPECT_EQ(cause({690, -50}, {0, 1}), is(NaiveFailure::ShareSubnormal, 1));
    EXPECT_EQ(cause({3, 1, -2}, {0, 0, 1}), (std::pair{-1, std::size_t{3}}));
    EXPECT_THROW((void)math::naive_cause(Vector{1, 2}, 1, Vector{1}), std::invalid_argument);
}

TEST(CrossEntropy, RefusesSizesThatDiffer) {
    EXPECT_THROW((void)math::cross_entropy(Vector{1, 2}, 1, Vector{1}), std::invalid_argument);
    EXPECT_THROW((void)math::cross_entropy_hessian(Vector{1, 2}, 1, Vector{1}), std::invalid_argument);
    EXPECT_THROW((void)math::cross_entropy_loss(Vector{1, 2}, 0, Vector{1, 0}), std::invalid_argument);
    EXPECT_THROW((void)math::one_hot(3, 3), std::invalid_argument);
}

}  // namespace cross_entropy_test
}  // namespace lossfield::tests
