// Adam's update over many coordinates: put together anew from the trace of every coordinate, and near what theory says.
#include "math/descent/adam_noise.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "math/descent/adam_trace.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace adam_noise_test {

using math::Adam;
using math::NoiseMeasured;
using math::NoisyGradient;

constexpr std::uint32_t coordinates = 64;

// Updates of all coordinates, each by a trace of its own: [coordinate][step - 1].
std::vector<std::vector<double>> all_updates(const Adam& adam, NoisyGradient noise, std::size_t steps) {
    std::vector<std::vector<double>> all;
    for (noise.coordinate = 0; noise.coordinate < coordinates; ++noise.coordinate)
        all.push_back(math::adam_trace(adam, math::gradients_of(noise, 1, steps)).update);
    return all;
}

struct Setting {
    Adam adam;
    NoisyGradient noise;
    std::size_t steps;
};

std::vector<Setting> settings() {
    return {{{{0.3, 0.9, 0.99, 1e-8}}, {0, 1, 3}, 120},
            {{{1, 0.5, 0.9, 1e-8}}, {0.7, 2, 5}, 60},
            {{{1, 0, 0.999, 1e-8, false}}, {-1.5, 0.1, 8}, 40},
            {{{1, 0.99, 0.999, 1e-3}}, {0.1, 1, 9}, 50}};
}

TEST(AdamNoise, IsTheRootMeanSquareOfTheCoordinatesTraces) {
    for (const auto& [adam, noise, steps] : settings()) {
        const NoiseMeasured measured = math::measure_noise(adam, noise, steps);
        const auto updates = all_updates(adam, noise, steps);
        ASSERT_EQ(measured.rms.size(), steps);
        double settled = 0, theory = 0;
        for (std::size_t i = 0; i < steps; ++i) {
            double square = 0;
            for (const auto& u : updates) square += u[i] * u[i] / coordinates;
            EXPECT_TRUE(close(measured.rms[i], std::sqrt(square), {1e-11, 1e-14}));
            EXPECT_EQ(measured.step[i], static_cast<double>(i + 1));
            EXPECT_EQ(measured.theory[i], math::update_rms(adam, noise.ratio, i + 1));
            if (i + 1 < measured.from) continue;
            settled += square, theory += measured.theory[i] * measured.theory[i];
        }
        const auto count = static_cast<double>(steps + 1 - measured.from);
        EXPECT_TRUE(close(measured.measured, std::sqrt(settled / count), {1e-11, 0}));
        EXPECT_TRUE(close(measured.expected, std::sqrt(theory / count), {1e-11, 0}));
    }
}

// Three windows 1 / (1 - beta1) of the mean, or half of the steps.
TEST(AdamNoise, MeasuresAfterTheMeanHasSettled) {
    const auto from = [](double beta1, std::size_t steps) {
        return math::measure_noise(Adam{{1, beta1, 0.999, 1e-8}}, NoisyGradient{}, steps).from;
    };
    EXPECT_EQ(from(0, 100), 4U);
    EXPECT_EQ(from(0.5, 100), 7U);
    EXPECT_EQ(from(0.99, 100), 51U);
    EXPECT_EQ(from(0.75, 9), 5U);
}

TEST(AdamNoise, TheHistogramCountsTheSettledUpdates) {
    for (const auto& [adam, noise, steps] : settings()) {
        const NoiseMeasured measured = math::measure_noise(adam, noise, steps);
        std::vector<double> settled;
        for (const auto& u : all_updates(adam, noise, steps))
            settled.insert(settled.end(), u.begin() + static_cast<std::ptrdiff_t>(measured.from) - 1,
                           u.end());
        const auto& shares = measured.histogram;
        EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1, 1e-12);
        EXPECT_NEAR(measured.low + measured.width * static_cast<double>(shares.size()), -measured.low, 1e-12);
        for (const double u : settled) EXPECT_LE(std::abs(u), -measured.low * (1 + 1e-12));
        // The share below the edge of a bin, but for updates within rounding of it.
        double below = 0;
        for (std::size_t k = 0; k < shares.size(); ++k) {
            const double edge = measured.low + static_cast<double>(k) * measured.width;
            const auto under =
                std::count_if(settled.begin(), settled.end(), [&](double u) { return u < edge; });
            EXPECT_NEAR(below, static_cast<double>(under) / static_cast<double>(settled.size()),
                        1.5 / static_cast<double>(settled.size()));
            below += shares[k];
        }
    }
}

// Where v is nearly its mean, theory is within a few percent.
TEST(AdamNoise, TheoryAgreesWhereTheSquaresAreRemembered) {
    for (const double ratio : {0.0, 0.5, 3.0}) {
        const NoiseMeasured measured =
            math::measure_noise(Adam{{1, 0.8, 0.999, 1e-8}}, NoisyGradient{ratio, 1, 21}, 3000);
        EXPECT_NEAR(measured.measured / measured.expected, 1, 0.03) << ratio;
    }
}

TEST(AdamNoise, NeitherTheRateNorTheSizeOfTheNoiseMatters) {
    const Adam slow{{0.001, 0.9, 0.99, 0}}, fast{{10, 0.9, 0.99, 0}};
    const NoiseMeasured a = math::measure_noise(slow, NoisyGradient{0.4, 1, 2}, 50);
    const NoiseMeasured b = math::measure_noise(fast, NoisyGradient{0.4, 1, 2}, 50);
    const NoiseMeasured large = math::measure_noise(slow, NoisyGradient{0.4, 1024, 2}, 50);
    EXPECT_EQ(a.rms, b.rms);
    EXPECT_TRUE(close(a.rms, large.rms, {1e-12, 0}));
}

TEST(AdamNoise, AStopLeavesTheRestOut) {
    std::stop_source source;
    source.request_stop();
    const NoiseMeasured none = math::measure_noise(Adam{}, NoisyGradient{}, 30, source.get_token());
    EXPECT_EQ(none.rms, std::vector<double>(30, 0.0));
    EXPECT_EQ(none.theory.size(), 30U);
}

}  // namespace adam_noise_test
}  // namespace lossfield::tests
