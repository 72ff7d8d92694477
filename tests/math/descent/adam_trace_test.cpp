#include "math/descent/adam_trace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/descent/ema.hpp"
#include "math/descent/gradient_stream.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace adam_trace_test {

using math::Adam;
using math::adam_trace;
using math::AdamTrace;

Adam with_correction(Adam adam, bool corrected) {
    adam.bias_correction = corrected;
    return adam;
}

std::vector<double> noise(double ratio, std::size_t count, std::uint32_t coordinate = 0) {
    return math::gradients_of(math::NoisyGradient{ratio, 1.0, 4, coordinate}, 1, count);
}

// m_t = (1 - beta) sum_k beta^k g_(t-k), summed anew for every step.
Real weighted_sum(const std::vector<double>& g, std::size_t t, Real beta, int power) {
    Real sum = 0;
    for (std::size_t k = 0; k < t; ++k)
        sum += std::pow(beta, static_cast<Real>(k)) *
               std::pow(static_cast<Real>(g[t - 1 - k]), static_cast<Real>(power));
    return (1 - beta) * sum;
}

TEST(AdamTrace, IsTheWeightedSumsAndTheirRatio) {
    const Adam adam{{7, 0.8, 0.97, 1e-3}};
    const std::vector<double> g = noise(0.4, 60);
    for (const bool corrected : {true, false}) {
        const AdamTrace trace = adam_trace(with_correction(adam, corrected), g);
        ASSERT_EQ(trace.size(), 60U);
        for (std::size_t t = 1; t <= 60; ++t) {
            const Real m = weighted_sum(g, t, 0.8, 1), v = weighted_sum(g, t, 0.97, 2);
            const Real c1 = corrected ? 1 - std::pow(Real(0.8), static_cast<Real>(t)) : 1;
            const Real c2 = corrected ? 1 - std::pow(Real(0.97), static_cast<Real>(t)) : 1;
            const auto expect = [&](const std::vector<double>& list, Real exact) {
                EXPECT_TRUE(close(list[t - 1], static_cast<double>(exact), {1e-11, 1e-15})) << t;
            };
            expect(trace.mean, m);
            expect(trace.mean_square, v);
            expect(trace.correction1, c1);
            expect(trace.correction2, c2);
            expect(trace.corrected_mean, m / c1);
            expect(trace.root, std::sqrt(v));
            expect(trace.corrected_root, std::sqrt(v / c2));
            expect(trace.update, m / c1 / (std::sqrt(v / c2) + Real(1e-3)));
        }
    }
}

// Places after the steps of a trace, from 0.
std::vector<double> places(const AdamTrace& trace, double rate) {
    std::vector<double> out;
    double x = 0;
    for (const double u : trace.update) out.push_back(x -= rate * u);
    return out;
}

// Published sequences of Adam (T57-1, T57-2, T57-4).
TEST(AdamTrace, GivesThePublishedSequences) {
    const AdamTrace ones = adam_trace({1e-3, 0.9, 0.999, 1e-8}, std::vector<double>{1, 1, 1});
    EXPECT_TRUE(
        close(places(ones, 1e-3), std::vector<double>{-0.00099999999, -0.00199999998, -0.00299999997}));
    EXPECT_TRUE(close(ones.mean[2], 0.271));
    EXPECT_TRUE(close(ones.mean_square[2], 0.0029970010000000026));
    const AdamTrace mixed = adam_trace({0.01, 0.9, 0.999, 1e-8}, std::vector<double>{0.1, -0.2, 0.3, 0.05});
    EXPECT_TRUE(close(places(mixed, 0.01), std::vector<double>{-0.0099999990000001, -0.00633896396115109,
                                                               -0.00977137460522569, -0.013328452903193962}));
    EXPECT_TRUE(close(mixed.mean[3], 0.023089999999999992));
    EXPECT_TRUE(close(mixed.mean_square[3], 0.0001423000699900001));
    const AdamTrace spike = adam_trace({0.1, 0.5, 0.9, 1e-8}, std::vector<double>{1e-6, 1});
    EXPECT_TRUE(close(places(spike, 0.1), std::vector<double>{-0.09900990099009901, -0.1909036040174877}));
    EXPECT_TRUE(close(spike.mean[1], 0.50000025));
    EXPECT_TRUE(close(spike.mean_square[1], 0.10000000000008998));
}

TEST(AdamTrace, AConstantGradientGivesItsSignForEveryMemory) {
    for (const double beta1 : {0.0, 0.5, 0.9, 0.9999})
        for (const double beta2 : {0.0, 0.9, 0.999, 0.9999})
            for (const double g : {3.0, -1e-5}) {
                const AdamTrace trace = adam_trace({1, beta1, beta2, 0}, std::vector<double>(300, g));
                for (const double u : trace.update)
                    EXPECT_TRUE(close(u, g > 0 ? 1 : -1, {1e-12, 0})) << beta1 << ' ' << beta2;
            }
}

TEST(AdamTrace, AlternatingGradientsLeaveTheShareOfTheirNoise) {
    const std::vector<double> g = math::gradients_of(math::AlternatingGradient{2.5}, 1, 400);
    const AdamTrace trace = adam_trace({1, 0.9, 0.999, 0}, g);
    // sum_k (1 - beta) (-beta)^k = (1 - beta) / (1 + beta), the mean square is that of the size.
    EXPECT_TRUE(close(std::abs(trace.update.back()), 0.1 / 1.9, {1e-12, 0}));
    EXPECT_LT(trace.update[399] * trace.update[398], 0);
}

TEST(AdamTrace, WithoutEpsilonTheScaleDoesNotMatter) {
    const std::vector<double> g = noise(0.2, 150);
    std::vector<double> larger, mirrored;
    for (const double x : g) larger.push_back(0x1p30 * x), mirrored.push_back(-x);
    const Adam adam{1, 0.9, 0.99, 0};
    EXPECT_EQ(adam_trace(adam, g).update, adam_trace(adam, larger).update);
    const AdamTrace other_way = adam_trace(adam, mirrored);
    for (std::size_t i = 0; i < g.size(); ++i) EXPECT_EQ(other_way.update[i], -adam_trace(adam, g).update[i]);
    // Softened where the gradients are no larger than epsilon.
    const Adam soft{1, 0.9, 0.99, 1e-8};
    std::vector<double> tiny;
    for (const double x : g) tiny.push_back(1e-8 * x);
    EXPECT_LT(std::abs(adam_trace(soft, tiny).update[0]), 0.9 * std::abs(adam_trace(soft, g).update[0]));
}

TEST(AdamTrace, WithoutMemoryItIsTheSign) {
    const AdamTrace trace = adam_trace({1, 0, 0, 0}, std::vector<double>{3, -1e-5, 7, -2});
    EXPECT_EQ(trace.update, (std::vector<double>{1, -1, 1, -1}));
}

TEST(AdamTrace, AHugeEpsilonLeavesTheMeanOfTheGradients) {
    const std::vector<double> g = noise(0.5, 50);
    const AdamTrace trace = adam_trace({1, 0.9, 0.99, 1e9}, g);
    for (std::size_t i = 0; i < g.size(); ++i)
        EXPECT_TRUE(close(1e9 * trace.update[i], trace.corrected_mean[i], {1e-8, 1e-12}));
}

TEST(AdamTrace, SilenceIsAsManyGradientsOfZero) {
    const Adam adam{1, 0.9, 0.99, 1e-8};
    const std::vector<double> g = noise(0, 30);
    std::vector<double> padded(500, 0.0);
    padded.insert(padded.end(), g.begin(), g.end());
    for (const bool corrected : {true, false}) {
        const AdamTrace with = adam_trace(with_correction(adam, corrected), g, 500);
        const AdamTrace plain = adam_trace(with_correction(adam, corrected), padded);
        EXPECT_EQ(with.silent, 500U);
        for (std::size_t i = 0; i < 30; ++i) {
            EXPECT_EQ(with.update[i], plain.update[500 + i]);
            EXPECT_EQ(with.corrected_root[i], plain.corrected_root[500 + i]);
        }
    }
}

TEST(AdamTrace, TheFirstGradientAfterSilenceMovesAsTheLawSays) {
    for (const double beta1 : {0.0, 0.5, 0.9})
        for (const double beta2 : {0.5, 0.99, 0.999})
            for (const std::uint64_t t : {1U, 2U, 10U, 500U, 40000U})
                for (const bool corrected : {true, false}) {
                    const Adam adam{{1, beta1, beta2, 0, corrected}};
                    const AdamTrace trace = adam_trace(adam, std::vector<double>{-8}, t - 1);
                    const double law = math::update_after_silence(adam, t);
                    EXPECT_TRUE(close(-trace.update[0], law, {1e-12, 0}))
                        << beta1 << ' ' << beta2 << ' ' << t;
                    const double limit = (1 - beta1) / std::sqrt(1 - beta2);
                    if (!corrected || t == 40000) {
                        EXPECT_TRUE(close(law, limit, {1e-12, 0})) << t;
                    }
                    if (corrected && t == 1) {
                        EXPECT_TRUE(close(law, 1, {1e-12, 0}));
                    }
                }
    const Adam usual;
    EXPECT_TRUE(
        close(math::update_after_silence(with_correction(usual, false), 1), 3.1622776601683795, {1e-12, 0}));
    EXPECT_TRUE(close(math::update_after_silence(usual, 1000000), 3.1622776601683795, {1e-12, 0}));
    // In between it is below 1: m is corrected sooner than v.
    EXPECT_LT(math::update_after_silence(usual, 10), 0.5);
}

TEST(AdamTrace, SilenceWithoutEpsilonIsNoNumber) {
    const AdamTrace trace = adam_trace({1, 0.9, 0.999, 0}, std::vector<double>{0, 0, 1});
    EXPECT_TRUE(std::isnan(trace.update[0]));
    EXPECT_TRUE(std::isnan(trace.update[1]));
    EXPECT_TRUE(std::isfinite(trace.update[2]));
    EXPECT_EQ(adam_trace({1, 0.9, 0.999, 1e-8}, std::vector<double>{0, 0, 1}).update[1], 0.0);
}

// A subnormal number times beta > 1/2 rounds to itself in the end.
TEST(AdamTrace, DecayingMomentsNeverStayAmongTheSubnormalNumbers) {
    std::vector<double> g(1000000, 0.0);
    g[0] = 1;
    const AdamTrace trace = adam_trace({1, 0.9, 0.999, 1e-8}, g);
    const auto subnormal = [](double x) { return std::fpclassify(x) == FP_SUBNORMAL; };
    EXPECT_EQ(std::count_if(trace.mean.begin(), trace.mean.end(), subnormal), 0);
    EXPECT_EQ(std::count_if(trace.mean_square.begin(), trace.mean_square.end(), subnormal), 0);
    EXPECT_GT(trace.mean[5000], 0);
    EXPECT_EQ(trace.mean.back(), 0);
    EXPECT_EQ(trace.mean_square.back(), 0);
}

TEST(MemoryWeight, SumsUpToTheCorrection) {
    for (const double beta : {0.0, 0.3, 0.9, 0.999})
        for (const std::uint64_t t : {1U, 2U, 30U, 20000U}) {
            double sum = 0, age = 0;
            for (std::uint64_t k = 0; k < t; ++k) {
                sum += math::memory_weight(beta, k);
                age += static_cast<double>(k) * math::memory_weight(beta, k);
            }
            EXPECT_TRUE(close(sum, math::bias_correction(beta, t), {1e-11, 0})) << beta << ' ' << t;
            if (t == 20000) {
                EXPECT_TRUE(close(age, math::memory_mean_age(beta), {1e-5, 0})) << beta;
            }
        }
    EXPECT_TRUE(close(math::memory_weight(0.9, 3), 0.1 * 0.729, {1e-14, 0}));
    EXPECT_EQ(math::memory_weight(0.0, 0), 1.0);
    EXPECT_EQ(math::memory_weight(0.0, 5), 0.0);
    EXPECT_EQ(math::memory_weight(0.5, 1000000), 0.0);
    EXPECT_EQ(math::memory_weight(0.5, 1050), 0.0);  // 4e-317, a subnormal number
    EXPECT_GT(math::memory_weight(0.5, 990), 0.0);
    EXPECT_TRUE(close(math::memory_window(0.9), 10));
    EXPECT_TRUE(close(math::memory_mean_age(0.9), 9));
}

// Root mean square of u_t over independent streams.
std::vector<double> measured_rms(const Adam& adam, double ratio, std::size_t streams, std::size_t steps) {
    std::vector<double> square(steps, 0.0);
    for (std::size_t s = 0; s < streams; ++s) {
        const AdamTrace trace = adam_trace(adam, noise(ratio, steps, static_cast<std::uint32_t>(s)));
        for (std::size_t i = 0; i < steps; ++i) square[i] += trace.update[i] * trace.update[i];
    }
    for (double& x : square) x = std::sqrt(x / static_cast<double>(streams));
    return square;
}

TEST(UpdateRms, IsThatOfManyNoisyStreams) {
    const std::size_t streams = 1000;
    for (const double ratio : {0.0, 0.5, 2.0}) {
        for (const bool corrected : {true, false}) {
            const Adam adam{{1, 0.9, 0.999, 0, corrected}};
            const auto rms = measured_rms(adam, ratio, streams, 300);
            // Five standard errors of a root mean square of Gaussians, 1 / sqrt(2 n), and the error of the mean field
            // while v has seen few gradients.
            for (const std::size_t t : {30U, 100U, 300U})
                EXPECT_NEAR(rms[t - 1] / math::update_rms(adam, ratio, t), 1,
                            0.112 + 1.0 / static_cast<double>(t))
                    << ratio << ' ' << t << ' ' << corrected;
        }
    }
    // Pure noise under v with equal weights: exact from the first step, where every |u| is 1.
    const Adam equal{1, 0.9, 0.999999, 0};
    const auto rms = measured_rms(equal, 0, streams, 12);
    for (std::size_t t = 1; t <= 12; ++t)
        EXPECT_NEAR(rms[t - 1] / math::update_rms(equal, 0, t), 1, 0.112) << t;
    EXPECT_TRUE(close(rms[0], 1, {1e-12, 0}));
}

TEST(UpdateRms, HasTheKnownLimits) {
    EXPECT_TRUE(close(math::update_rms(0.9, 0), 0.22941573387056174, {1e-12, 0}));
    EXPECT_TRUE(close(math::update_rms(0.0, 0.7), 1, {1e-14, 0}));
    for (const double ratio : {0.0, 0.3, 1.0, 3.0})
        for (const bool corrected : {true, false}) {
            const Adam adam{{1, 0.9, 0.99, 0, corrected}};
            EXPECT_TRUE(
                close(math::update_rms(adam, ratio, 100000), math::update_rms(0.9, ratio), {1e-12, 0}));
            EXPECT_TRUE(close(math::update_rms(adam, ratio, 1),
                              corrected ? 1 : math::update_after_silence(adam, 1), {1e-12, 0}));
        }
    // T30-5: the variance of the corrected mean.
    const Adam adam{1, 0.9, 0.999, 0};
    for (const std::uint64_t t : {1U, 3U, 50U}) {
        const double power = std::pow(0.9, static_cast<double>(t));
        EXPECT_TRUE(close(std::pow(math::update_rms(adam, 0, t), 2), (0.1 / 1.9) * (1 + power) / (1 - power),
                          {1e-12, 0}));
    }
}

TEST(AdamTrace, TheLargestUpdateIsTheFirstAfterASilence) {
    const Adam adam{{0.1, 0.9, 0.999, 0}};
    std::vector<double> g(20, 0.0);
    g[4] = -3;
    const AdamTrace trace = adam_trace(adam, g, 500);
    const math::LargestUpdate largest = math::largest_update(trace);  // the steps before are 0/0
    EXPECT_EQ(largest.step, 505U);
    EXPECT_TRUE(close(largest.size, math::update_after_silence(adam, 505)));
    EXPECT_EQ(math::largest_update(adam_trace(adam, std::vector<double>(5, 0.0))).step, 0U);
}

TEST(AdamTrace, TheUpdateKeepsItsSignUntilTheMeanHasTurned) {
    const Adam adam{{0.1, 0.9, 0.99, 1e-8}};
    std::vector<double> g(60, 1.0);
    std::fill(g.begin() + 30, g.end(), -1.0);
    const AdamTrace trace = adam_trace(adam, g);
    std::size_t turned = 30;
    while (trace.update[turned] > 0) ++turned;
    EXPECT_GT(turned, 30U);
    EXPECT_EQ(math::updates_before_turn(trace, 30), turned - 30);
    EXPECT_EQ(math::updates_before_turn(trace, turned), 0U);
    EXPECT_EQ(math::updates_before_turn(trace, turned + 1), 59 - turned);
    EXPECT_EQ(math::updates_before_turn(trace, 0), 0U);
}

TEST(MemoryWeights, RunOverWholeNumbersUntilTheyAreTooSmall) {
    const math::MemoryWeights all = math::memory_weights(0.9, 40, 0.5, 50, 0);
    ASSERT_GT(all.n.size(), 20U);
    EXPECT_EQ(all.n.front(), 1);
    EXPECT_EQ(all.n.back(), 40);
    for (std::size_t k = 0; k < all.n.size(); ++k) {
        EXPECT_EQ(all.n[k], std::round(all.n[k]));
        EXPECT_TRUE(k == 0 || all.n[k] > all.n[k - 1]);
        EXPECT_TRUE(close(all.weight[k], 0.1 * std::pow(0.9, all.n[k] - 1) / 0.5));
    }
    const math::MemoryWeights large = math::memory_weights(0.9, 40, 0.5, 50, 0.1);
    ASSERT_LT(large.n.size(), all.n.size());
    EXPECT_GE(large.weight.back(), 0.1);
    EXPECT_LT(all.weight[large.n.size()], 0.1);
}

TEST(MemoryWeights, FewGradientsAreAllTakenHoweverOld) {
    std::vector<double> g(300, 0.0);
    g[0] = 4, g[250] = -2;
    const math::MemoryWeights single = math::contributions(g, 0.999, 1, false, 24, 1e-6);
    ASSERT_EQ(single.n.size(), 2U);
    EXPECT_EQ(single.n[0], 50);
    EXPECT_EQ(single.n[1], 300);
    EXPECT_TRUE(close(single.weight[0], 0.5 * math::memory_weight(0.999, 49)));
    EXPECT_TRUE(close(single.weight[1], math::memory_weight(0.999, 299)));
    const math::MemoryWeights squares = math::contributions(g, 0.999, 1, true, 24, 1e-6);
    EXPECT_TRUE(close(squares.weight[0], 0.25 * math::memory_weight(0.999, 49)));
    EXPECT_TRUE(math::contributions(std::vector<double>(9, 0.0), 0.9, 1, false, 24, 1e-6).n.empty());
    // Of many a choice.
    const std::vector<double> many(300, 1.0);
    EXPECT_LT(math::contributions(many, 0.999, 1, false, 24, 0).n.size(), 100U);
}

}  // namespace adam_trace_test
}  // namespace lossfield::tests
