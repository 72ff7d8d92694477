#include "math/losses/log_sum_exp.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "math/information/information.hpp"
#include "math/losses/floating_log_sum_exp.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace log_sum_exp_test {

using Vector = std::vector<double>;
using math::Evaluation;

double tau_at(std::uint64_t s) { return 0.01 * std::pow(500.0, uniform_at(91, s, 0)); }
std::size_t count_at(std::uint64_t s) { return 2 + s % 19; }
Vector entries_at(std::uint64_t s) { return random_point(s, count_at(s), s % 5 == 4 ? 1000.0 : 3.0); }

// A distribution that has nothing to do with x, some of its entries 0.
Vector distribution_at(std::uint64_t s) {
    Vector p;
    for (std::size_t k = 0; k < count_at(s); ++k)
        p.push_back(k > 0 && (s + k) % 4 == 0 ? 0.0 : uniform_at(92, s, static_cast<std::uint32_t>(k)));
    const double sum = std::accumulate(p.begin(), p.end(), 0.0);
    for (double& v : p) v /= sum;
    return p;
}

TEST(LogSumExp, LiesBetweenItsBounds) {
    for (std::uint64_t s = 0; s < 300; ++s) {
        const Vector x = entries_at(s);
        const double tau = tau_at(s), value = math::log_sum_exp(x, tau);
        const double rounding = 1e-14 * (1 + std::abs(value));
        const auto other = math::log_sum_exp_bounds(x, tau, distribution_at(s));
        const auto own = math::log_sum_exp_bounds(x, tau, math::softmax(x, tau));
        EXPECT_GE(value, own.largest - rounding) << s;
        EXPECT_LE(value, own.highest + rounding) << s;
        EXPECT_GE(value, own.from_mean - rounding) << s;
        // Every distribution gives a lower bound, its own the value: the Legendre dual of the negative entropy.
        EXPECT_GE(value, other.from_entropy - rounding) << s;
        EXPECT_TRUE(close(own.from_entropy, value, {1e-12, 1e-12})) << s;
        EXPECT_LE(other.from_collision, other.from_entropy + rounding) << s;
        EXPECT_LE(own.weighted_mean, own.largest + rounding) << s;
    }
}

TEST(LogSumExp, BoundsByTheirDefinition) {
    const Vector x{1, 3, -1}, p{0.5, 0.25, 0.25};
    const auto b = math::log_sum_exp_bounds(x, 2, p);
    EXPECT_EQ(b.largest, 3);
    EXPECT_TRUE(close(b.highest, 3 + 2 * std::log(3.0)));
    EXPECT_TRUE(close(b.from_mean, 1 + 2 * std::log(3.0)));
    EXPECT_TRUE(close(b.weighted_mean, 1));
    EXPECT_TRUE(close(b.from_entropy, 1 + 2 * 1.5 * std::log(2.0)));
    EXPECT_TRUE(close(b.from_collision, 1 - 2 * std::log(0.375)));
    EXPECT_THROW((void)math::log_sum_exp_bounds(x, 0, p), std::invalid_argument);
    EXPECT_THROW((void)math::log_sum_exp_bounds(x, 1, Vector{1}), std::invalid_argument);
}

TEST(LogSumExp, EqualEntriesAttainTheUpperBound) {
    for (const double at : {-1000.0, 0.0, 2.5, 1000.0}) {
        const Vector x(7, at);
        const auto b = math::log_sum_exp_bounds(x, 0.3, Vector(7, 1.0 / 7));
        for (const double bound : {b.highest, b.from_mean, b.from_entropy, b.from_collision})
            EXPECT_TRUE(close(math::log_sum_exp(x, 0.3), bound, {1e-14, 1e-14})) << at;
    }
}

TEST(LogSumExp, FallsWithTauToTheMaximum) {
    for (std::uint64_t s = 0; s < 60; ++s) {
        const Vector x = entries_at(s);
        double before = math::log_sum_exp(x, 1e-6);
        EXPECT_NEAR(before, *std::max_element(x.begin(), x.end()), 1e-5);
        for (double tau = 0.01; tau < 6; tau *= 1.5) {
            const double now = math::log_sum_exp(x, tau);
            EXPECT_GE(now, before - 1e-14 * std::abs(before)) << s << ' ' << tau;
            before = now;
        }
    }
}

TEST(LogSumExp, MovesNoFurtherThanItsEntriesAndIsConvex) {
    for (std::uint64_t s = 0; s < 200; ++s) {
        const std::size_t n = count_at(s);
        const double tau = tau_at(s);
        const Vector x = random_point(2 * s, n, 5), y = random_point(2 * s + 1, n, 5);
        double most = 0;
        Vector between;
        const double t = uniform_at(93, s, 0);
        for (std::size_t k = 0; k < n; ++k) {
            most = std::max(most, std::abs(x[k] - y[k]));
            between.push_back(t * x[k] + (1 - t) * y[k]);
        }
        const double at_x = math::log_sum_exp(x, tau), at_y = math::log_sum_exp(y, tau);
        EXPECT_LE(std::abs(at_x - at_y), most * (1 + 1e-14));
        EXPECT_LE(math::log_sum_exp(between, tau), t * at_x + (1 - t) * at_y + 1e-13);
    }
}

TEST(LogSumExp, DifferenceOfTwoIsTheLogOddsOfTheirGroups) {
    const Vector x{0.3, -1.2, 2.0, 0.7, -0.4};
    for (const double tau : {0.2, 1.0, 3.0}) {
        const Vector p = math::softmax(x, tau), a(x.begin(), x.begin() + 2), b(x.begin() + 2, x.end());
        const double odds = (p[0] + p[1]) / (p[2] + p[3] + p[4]);
        EXPECT_TRUE(
            close((math::log_sum_exp(a, tau) - math::log_sum_exp(b, tau)) / tau, std::log(odds), {1e-13, 0}));
    }
}

TEST(LogSumExp, GradientIsTheSoftmax) {
    for (std::uint64_t s = 0; s < 120; ++s) {
        const Vector x = entries_at(s);
        const double tau = tau_at(s);
        EXPECT_LT(math::check_log_sum_exp_gradient(x, tau).worst, 1e-9) << s;
        if (tau < 0.05 || s % 5 == 4) continue;
        const Vector differences = central_differences(
            [&](std::span<const double> at) { return math::log_sum_exp(at, tau); }, x, 1e-5 * tau);
        EXPECT_TRUE(close(math::softmax(x, tau), differences, {0, 1e-8})) << s;
    }
    EXPECT_LT(math::check_log_sum_exp_gradient(Vector{1000, -1000, 1000}, 0.01).worst, 1e-12);
}

// (diag p - p p^T) / tau, whose quadratic form is a variance: at most 1 / (2 tau) by the largest row sum.
TEST(LogSumExp, HessianIsTheCovarianceOfOneChoice) {
    for (const double tau : {0.3, 1.0, 4.0}) {
        const Vector x{0.4, -0.2, 1.1, 0.9}, p = math::softmax(x, tau);
        for (std::size_t i = 0; i < x.size(); ++i) {
            const Vector row = central_differences(
                [&](std::span<const double> at) { return math::softmax(at, tau)[i]; }, x, 1e-5);
            double sum = 0, size = 0;
            for (std::size_t j = 0; j < x.size(); ++j) {
                EXPECT_NEAR(row[j], ((i == j ? p[i] : 0) - p[i] * p[j]) / tau, 1e-9);
                sum += row[j], size += std::abs(row[j]);
            }
            EXPECT_NEAR(sum, 0, 1e-9);
            EXPECT_LE(size, 0.5 / tau + 1e-9);
        }
    }
}

TEST(LogSumExp, PlaneAgreesWithThePoints) {
    const math::PlaneGrid grid{-3, 2, -1, 4, 13, 9};
    for (const Vector& rest : {Vector{}, Vector{0.5}, Vector{-2, 1, 1.5}})
        for (const double tau : {0.01, 0.4, 5.0}) {
            const Vector values = math::log_sum_exp_plane(grid, rest, tau);
            ASSERT_EQ(values.size(), grid.nodes());
            for (std::size_t j = 0; j < grid.rows; ++j)
                for (std::size_t i = 0; i < grid.columns; ++i) {
                    Vector x{grid.x(i), grid.y(j)};
                    x.insert(x.end(), rest.begin(), rest.end());
                    EXPECT_TRUE(
                        close(values[j * grid.columns + i], math::log_sum_exp(x, tau), {1e-13, 1e-14}));
                }
        }
}

// The largest and the smallest argument of exp, alone: log of the largest number, log of half the smallest one.
TEST(FloatingLogSumExp, OneExponentBreaksWhereExpDoes) {
    const Vector alone{0};
    const auto doubles = math::working_range<double>(Evaluation::Naive, alone);
    EXPECT_DOUBLE_EQ(doubles.highest, 709.782712893384);
    EXPECT_DOUBLE_EQ(doubles.lowest, -745.1332191019411);
    const auto floats = math::working_range<float>(Evaluation::Naive, alone);
    EXPECT_FLOAT_EQ(floats.highest, 88.72283F);
    EXPECT_FLOAT_EQ(floats.lowest, -103.97207F);
}

template <typename Float>
void expect_last(const Vector& offsets) {
    const auto result = [&](Evaluation way, Float top) {
        return math::floating_log_sum_exp<Float>(way, math::placed_exponents<Float>(offsets, top));
    };
    const auto range = math::working_range<Float>(Evaluation::Naive, offsets);
    const Float up = std::numeric_limits<Float>::infinity();
    EXPECT_TRUE(std::isfinite(result(Evaluation::Naive, range.highest)));
    EXPECT_EQ(result(Evaluation::Naive, std::nextafter(range.highest, up)), up);
    EXPECT_TRUE(std::isfinite(result(Evaluation::Naive, range.lowest)));
    EXPECT_EQ(result(Evaluation::Naive, std::nextafter(range.lowest, -up)), -up);
    const auto stable = math::working_range<Float>(Evaluation::Stable, offsets);
    EXPECT_EQ(stable.highest, std::numeric_limits<Float>::max());
    EXPECT_EQ(stable.lowest, std::numeric_limits<Float>::lowest());
}

TEST(FloatingLogSumExp, TheNextNumberAfterTheLastFails) {
    for (const Vector& offsets :
         {Vector{0}, Vector{0, 0, 0, 0}, Vector{-0.7, 0, -3, -200}, Vector(20, 0.0)}) {
        expect_last<float>(offsets);
        expect_last<double>(offsets);
    }
    // n equal exponents overflow when n e^M does.
    const auto four = math::working_range<double>(Evaluation::Naive, Vector(4, 0.0));
    EXPECT_NEAR(four.highest, 709.782712893384 - std::log(4.0), 1e-12);
}

TEST(FloatingLogSumExp, BothWaysAgreeWhereNothingOverflows) {
    const Vector offsets{-0.5, 0, -2};
    for (double top = -80; top <= 80; top += 3.7) {
        const auto z = math::placed_exponents<double>(offsets, top);
        const double exact = top + std::log(1 + std::exp(-0.5) + std::exp(-2.0));
        for (const Evaluation way : {Evaluation::Naive, Evaluation::Stable}) {
            EXPECT_TRUE(close(math::floating_log_sum_exp<double>(way, z), exact, {1e-14, 1e-14})) << top;
            EXPECT_LT(math::floating_error<double>(way, z), 1e-15) << top;
            const auto f = math::placed_exponents<float>(offsets, static_cast<float>(top));
            EXPECT_LT(math::floating_error<float>(way, f), 1e-6) << top;
            EXPECT_TRUE(close(math::floating_softmax<double>(way, z), math::softmax(z), {1e-13, 0})) << top;
        }
    }
}

// The exact value is taken in more digits than the evaluation has.
TEST(FloatingLogSumExp, ErrorIsThatOfTheEvaluationAlone) {
    const Vector offsets{0, -0.3, -1.7, -2.9};
    for (float top = -60; top < 60; top += 7.3F) {
        const auto z = math::placed_exponents<float>(offsets, top);
        const double exact = math::log_sum_exp(Vector(z.begin(), z.end()), 1);
        for (const Evaluation way : {Evaluation::Naive, Evaluation::Stable}) {
            const double off = std::abs(math::floating_log_sum_exp<float>(way, z) - exact);
            EXPECT_NEAR(math::floating_error<float>(way, z), off / std::max(1.0, std::abs(exact)), 1e-15)
                << top;
        }
    }
}

// Below the smallest normal number digits go one by one, before the sum is 0: half an octave at the very end.
TEST(FloatingLogSumExp, ErrorGrowsThroughTheSubnormals) {
    const Vector alone{0};
    const auto naive_error = [&](double top) {
        return math::floating_error<double>(Evaluation::Naive, math::placed_exponents<double>(alone, top));
    };
    EXPECT_LT(naive_error(-708), 1e-15);
    EXPECT_GT(naive_error(-741.3), 1e-6);
    EXPECT_TRUE(std::isinf(naive_error(-745.2)));
    EXPECT_TRUE(std::isinf(naive_error(709.8)));
    EXPECT_LT(math::floating_error<double>(Evaluation::Stable, std::vector<double>{-745.2}), 1e-15);
    for (const double top : {1000.0, -1000.0}) {
        const auto z = math::placed_exponents<double>(Vector{0, -1}, top);
        EXPECT_TRUE(std::isnan(math::floating_softmax<double>(Evaluation::Naive, z)[0])) << top;
        EXPECT_TRUE(
            close(math::floating_softmax<double>(Evaluation::Stable, z)[0], 1 / (1 + std::exp(-1.0))));
    }
}

TEST(FloatingLogSumExp, RefusesOffsetsWithoutALargestOne) {
    for (const Vector& bad : {Vector{}, Vector{-1}, Vector{0, 0.5}, Vector{0, std::nan("")}})
        EXPECT_THROW((void)math::placed_exponents<double>(bad, 0), std::invalid_argument);
}

TEST(FloatingLogSumExp, AnEvaluationIsItsParts) {
    const std::vector<double> offsets{0.0, -2.0, -2.8};
    for (const Evaluation way : {Evaluation::Naive, Evaluation::Stable}) {
        const auto e =
            math::evaluate_floating(math::FloatingType::Float, way, offsets, 20.1, -130.0, 130.0, {});
        const auto z = math::placed_exponents<float>(offsets, 20.1F);
        EXPECT_EQ(e.at, 20.1F);
        EXPECT_EQ(e.value, math::floating_log_sum_exp<float>(way, z));
        EXPECT_EQ(e.first_share, math::floating_softmax<float>(way, z)[0]);
        EXPECT_EQ(e.error, math::floating_error<float>(way, z));
        EXPECT_EQ(e.highest, math::working_range<float>(way, offsets).highest);
        EXPECT_EQ(e.alone_low, math::working_range<float>(way, std::vector{0.0}).lowest);
        ASSERT_EQ(e.m.size(), way == Evaluation::Naive ? 130U : 90U);
        EXPECT_TRUE(std::is_sorted(e.m.begin(), e.m.end()));
        EXPECT_GE(e.m.front(), std::max(-130.0, e.lowest));
        EXPECT_LE(e.m.back(), std::min(130.0, e.highest));
        // Errors of a float are about 6e-8, but for the naive way among the subnormal numbers.
        const double worst = *std::max_element(e.errors.begin(), e.errors.end());
        EXPECT_EQ(worst > 1e-5, way == Evaluation::Naive) << worst;
    }
}

TEST(LogSumExp, LevelLinesOfTheMaximumAreCorners) {
    const math::PlaneGrid grid{-3, 3, -2, 5, 2, 2};
    const std::vector<double> levels{-1, 0.5, 2, 4};
    const auto lines = math::maximum_corners(grid, levels, 0);
    // None at -1, below the rest; two parts at 0.5 and 2; at 4, beyond the right end, one part.
    ASSERT_EQ(lines.x.size(), 15u);
    ASSERT_EQ(lines.y.size(), 15u);
    const std::vector<double> level_of{0.5, 0.5, 2, 2, 4};
    for (std::size_t part = 0; part < 5; ++part) {
        for (std::size_t i = 3 * part; i < 3 * part + 2; ++i) {
            const double highest = std::max(lines.x[i], lines.y[i]);
            EXPECT_EQ(highest, level_of[part]) << i;
            EXPECT_LE(lines.x[i], 3);
            EXPECT_GE(lines.y[i], -2);
        }
        EXPECT_TRUE(std::isnan(lines.x[3 * part + 2]));
    }
}

}  // namespace log_sum_exp_test
}  // namespace lossfield::tests
