#include "math/descent/ema.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace ema_test {

constexpr double betas[] = {0.0, 0.1, 1.0 / 3, 0.5, 0.9, 0.95, 0.99};

double noise(std::uint32_t stream, std::uint64_t step, std::uint32_t coordinate) {
    return math::random_normal({.seed = 30, .stream = stream, .step = step, .coordinate = coordinate});
}

TEST(MovingAverage, IsTheSumOfItsWeights) {
    const auto g = random_point(3, 60, 2);
    for (double beta : betas) {
        const auto m = math::moving_average(g, beta);
        for (std::size_t t : {1u, 2u, 7u, 60u}) {
            const auto weights = math::average_weights(beta, t, false);
            const auto corrected = math::average_weights(beta, t, true);
            double sum = 0;
            for (std::size_t age = 0; age < t; ++age) sum += weights[age] * g[t - 1 - age];
            EXPECT_NEAR(m[t - 1], sum, 1e-14);
            EXPECT_NEAR(std::accumulate(corrected.begin(), corrected.end(), 0.0), 1, 1e-14);
            EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0),
                        1 - std::pow(beta, static_cast<double>(t)), 1e-14);
        }
    }
    EXPECT_THROW((void)math::moving_average(g, 1), std::invalid_argument);
    EXPECT_THROW((void)math::average_weights(0.9, 0, true), std::invalid_argument);
}

// Var m / Var g is the sum of the squared weights; 1 over it, the number of equal weights that average as well.
TEST(MovingAverage, TheVarianceIsTheSumOfTheSquaredWeights) {
    for (double beta : betas) {
        for (std::size_t t : {1u, 2u, 5u, 40u, 4000u}) {
            double plain = 0;
            double corrected = 0;
            for (double w : math::average_weights(beta, t, false)) plain += w * w;
            for (double w : math::average_weights(beta, t, true)) corrected += w * w;
            EXPECT_TRUE(close(math::variance_ratio_at(beta, t), plain, {1e-12, 0})) << beta << ' ' << t;
            EXPECT_TRUE(close(math::corrected_variance_ratio_at(beta, t), corrected, {1e-12, 0}))
                << beta << ' ' << t;
        }
        EXPECT_TRUE(close(math::variance_ratio_at(beta, 5000), math::variance_ratio(beta), {1e-12, 0}));
        EXPECT_TRUE(
            close(math::corrected_variance_ratio_at(beta, 5000), math::variance_ratio(beta), {1e-12, 0}));
        EXPECT_TRUE(close(math::corrected_variance_ratio_at(beta, 1), 1, {1e-12, 0}));
    }
    EXPECT_TRUE(close(math::batch_multiplier(0.9), 19));
    EXPECT_TRUE(close(math::batch_multiplier(0.95), 39));
    EXPECT_THROW((void)math::variance_ratio_at(0.9, 0), std::invalid_argument);
    EXPECT_THROW((void)math::corrected_variance_ratio_at(0.9, 0), std::invalid_argument);
}

TEST(MovingAverage, AgeAndWindowOfTheWeights) {
    for (double beta : betas) {
        const auto weights = math::average_weights(beta, 5000, true);
        double age = 0;
        for (std::size_t s = 0; s < weights.size(); ++s) age += static_cast<double>(s) * weights[s];
        EXPECT_TRUE(close(math::mean_age(beta), age, {1e-10, 1e-15}));
        EXPECT_TRUE(close(math::window_length(beta), 1 / weights[0], {1e-12, 0}));
    }
    EXPECT_THROW((void)math::mean_age(1), std::invalid_argument);
    EXPECT_THROW((void)math::window_length(-0.1), std::invalid_argument);
}

TEST(MovingAverage, SimulatedVariancesAgree) {
    constexpr std::uint32_t paths = 4000;
    for (std::uint64_t t : {1u, 3u, 10u, 40u}) {
        double square = 0;
        for (std::uint32_t p = 0; p < paths; ++p) {
            std::vector<double> g;
            for (std::uint64_t s = 0; s < t; ++s) g.push_back(noise(1, s, p));
            const double m = math::moving_average(g, 0.9).back();
            square += m * m / paths;
        }
        EXPECT_TRUE(close(square, math::variance_ratio_at(0.9, t), {0.06, 0})) << t;
    }
}

TEST(UpdateSize, GrowsFromRootRhoToOneAndIsInverted) {
    EXPECT_NEAR(math::update_rms(0.9, 0), 0.229416, 5e-7);
    for (double beta : betas) {
        EXPECT_TRUE(close(math::update_rms(beta, 0), std::sqrt(math::variance_ratio(beta)), {1e-15, 0}));
        double last = 0;
        for (double snr : {0.0, 1e-3, 0.1, 0.999, 1.0, 1.001, 3.0, 100.0}) {
            const double rms = math::update_rms(beta, snr);
            EXPECT_GE(rms, last);
            last = rms;
            // At SNR 0 the inverse takes the root of a rounding error.
            const double lost = snr == 0.0 ? 1e-7 : 1e-11 * (1 + snr * snr * snr);
            if (beta > 0) {
                EXPECT_NEAR(math::signal_to_noise_of_rms(beta, rms), snr, lost);
            }
            // rho + (1 - rho) a^2 with the alignment a of a mean whose squared SNR is B / N.
            if (snr > 0) {
                const double a = math::sign_alignment(snr * snr, 1);
                const double rho = math::variance_ratio(beta);
                EXPECT_TRUE(close(rms * rms, rho + (1 - rho) * a * a, {1e-12, 0}));
            }
        }
        EXPECT_EQ(math::update_rms(beta, 1e200), 1);
        EXPECT_EQ(math::signal_to_noise_of_rms(beta, 1), INFINITY);
        EXPECT_TRUE(std::isnan(math::signal_to_noise_of_rms(beta, 1.01)));
    }
    EXPECT_TRUE(std::isnan(math::signal_to_noise_of_rms(0.9, 0.2)));
    EXPECT_THROW((void)math::update_rms(0.9, -1), std::invalid_argument);
}

struct Moments {
    double mean = 0;
    double square = 0;
};

// Adam's update of one coordinate with gradients mean + noise, averaged over coordinates late in the run.
Moments simulated_update(double beta2, double mean, double sd) {
    constexpr std::uint32_t coordinates = 100;
    constexpr std::uint64_t steps = 3000;
    constexpr std::uint64_t from = 1000;
    const math::Adam adam{1.0, 0.9, beta2, 0.0};
    Moments result;
    for (std::uint32_t k = 0; k < coordinates; ++k) {
        math::MemoryOf<math::Adam> memory{};
        for (std::uint64_t t = 1; t <= steps; ++t) {
            double x = 0;
            adam.update(x, mean + sd * noise(2, t, k), memory, at_step(adam, t));
            if (t <= from) continue;
            constexpr double count = coordinates * static_cast<double>(steps - from);
            result.mean -= x / count;
            result.square += x * x / count;
        }
    }
    return result;
}

TEST(UpdateSize, SimulatedAdamAgrees) {
    EXPECT_NEAR(std::sqrt(simulated_update(0.95, 0, 1).square), 0.2263, 0.003);
    EXPECT_NEAR(std::sqrt(simulated_update(0.999, 0, 1).square), math::update_rms(0.9, 0), 0.004);
    EXPECT_NEAR(std::sqrt(simulated_update(0.999, 0.5, 1).square), math::update_rms(0.9, 0.5), 0.01);
}

TEST(AdamRate, TendsToTheRateOfTheFullBatch) {
    for (double beta : betas) {
        EXPECT_NEAR(math::adam_rate_of_batch(beta, 1e12, 25), 1, 1e-9);
        // Without momentum it is SignSGD: the alignment alone.
        EXPECT_TRUE(close(math::adam_rate_of_batch(0, 3, 25), math::sign_alignment(3, 25), {1e-14, 0}));
    }
    EXPECT_THROW((void)math::sign_alignment(0, 1), std::invalid_argument);
    EXPECT_THROW((void)math::sign_alignment(1, -1), std::invalid_argument);
    EXPECT_NEAR(math::sign_alignment(25, 25), std::sqrt(0.5), 1e-15);
}

TEST(AdamRate, SurgesExactlyAboveOneThird) {
    for (double beta : {0.0, 0.2, 0.33, 1.0 / 3}) {
        EXPECT_FALSE(math::adam_surge(beta)) << beta;
        for (double batch = 0.01; batch < 1e4; batch *= 1.5)
            EXPECT_LT(math::adam_rate_of_batch(beta, batch, 1),
                      math::adam_rate_of_batch(beta, 1.5 * batch, 1));
    }
    for (double beta : {0.34, 0.5, 0.9, 0.95, 0.99}) {
        const auto surge = math::adam_surge(beta);
        ASSERT_TRUE(surge) << beta;
        const double scale = 25;
        const double best = surge->batch * scale;
        EXPECT_TRUE(close(math::sign_alignment(best, scale), surge->alignment, {1e-12, 0}));
        EXPECT_TRUE(close(math::adam_rate_of_batch(beta, best, scale), surge->rate, {1e-12, 0}));
        EXPECT_GT(surge->rate, 1);
        for (double factor : {0.1, 0.9, 1.1, 10.0})
            EXPECT_LT(math::adam_rate_of_batch(beta, factor * best, scale), surge->rate);
    }
    EXPECT_NEAR(math::adam_surge(0.9)->batch, 0.0588, 5e-5);
}

TEST(AdamRate, TakesTheValuesOfTheSourceAndOfASimulation) {
    const double batches[] = {0.25, 1, 1.47, 5, 25};
    const double formula[] = {1.605, 2.202, 2.239, 1.939, 1.344};
    for (std::size_t i = 0; i < std::size(batches); ++i)
        EXPECT_NEAR(math::adam_rate_of_batch(0.9, batches[i], 25), formula[i], 5e-4);
    double last = 0;
    for (double batch : {0.25, 1.47}) {
        const Moments update = simulated_update(0.999, 1, std::sqrt(25 / batch));
        // The rate that a diagonal Hessian asks for: E[u] / E[u^2] in units of its value at B = inf.
        const double rate = update.mean / update.square;
        EXPECT_TRUE(close(rate, math::adam_rate_of_batch(0.9, batch, 25), {0.1, 0}));
        EXPECT_GT(rate, last);
        last = rate;
    }
}

}  // namespace ema_test
}  // namespace lossfield::tests
