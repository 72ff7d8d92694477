#include "math/information/gaussian_divergences.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <numbers>
#include <vector>

#include "math/information/information.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace gaussian_divergences_test {

using math::Gaussian;

const std::vector<std::pair<Gaussian, Gaussian>> pairs{
    {{0, 1}, {0.5, 1}},   {{0, 1}, {4, 1}},     {{0, 1}, {8, 1}},       {{-4, 0.2}, {4, 3}},
    {{1, 3}, {0.5, 0.2}}, {{0, 1}, {0, 2}},     {{0, 1}, {0.1, 1.001}}, {{2, 0.5}, {-1, 0.7}},
    {{0, 0.2}, {0, 3}},   {{-4, 0.2}, {4, 0.2}}};

// Trapezoids, finer and wider than those under test, in long double.
double integral(const std::function<Real(Real)>& f, const Gaussian& p, const Gaussian& q) {
    const double reach = 13 * std::max(p.deviation, q.deviation);
    const double low = std::min(p.mean, q.mean) - reach, high = std::max(p.mean, q.mean) + reach;
    const double step = std::min(p.deviation, q.deviation) / 48;
    Real sum = 0;
    for (double x = low; x < high; x += step) sum += f(x) * static_cast<Real>(step);
    return static_cast<double>(sum);
}

Real log_density(const Gaussian& g, Real x) {
    const Real u = (x - static_cast<Real>(g.mean)) / static_cast<Real>(g.deviation);
    return -u * u / 2 - std::log(static_cast<Real>(g.deviation)) - std::log(2 * std::numbers::pi_v<Real>) / 2;
}

TEST(Gaussians, DensityHasUnitMass) {
    for (const auto& pair : pairs) {
        const Gaussian &p = pair.first, &q = pair.second;
        EXPECT_TRUE(
            close(integral([&](Real x) { return math::gaussian_density(p, static_cast<double>(x)); }, p, q),
                  1, {1e-12, 0}));
        EXPECT_TRUE(
            close(std::exp(math::gaussian_log_density(p, 1.3)), math::gaussian_density(p, 1.3), {1e-12, 0}));
    }
}

TEST(Gaussians, JensenShannonIsItsIntegral) {
    for (const auto& pair : pairs) {
        const Gaussian &p = pair.first, &q = pair.second;
        const auto integrand = [&](Real x) {
            const Real lp = log_density(p, x), lq = log_density(q, x);
            const Real top = std::max(lp, lq);
            const Real lm = top + std::log((std::exp(lp - top) + std::exp(lq - top)) / 2);
            return (std::exp(lp) * (lp - lm) + std::exp(lq) * (lq - lm)) / 2;
        };
        const double value = math::gaussian_js(p, q).value;
        EXPECT_TRUE(close(value, integral(integrand, p, q), {0, 1e-13})) << q.mean << ' ' << q.deviation;
        EXPECT_TRUE(close(math::gaussian_js(q, p).value, value, {1e-12, 1e-15}));
        EXPECT_LE(value, std::numbers::ln2);
    }
    EXPECT_TRUE(close(math::gaussian_js({1, 2}, {1, 2}).value, 0, {0, 1e-15}));
}

TEST(Gaussians, SlidingApart) {
    const double ts[]{0.5, 1, 2, 4, 8}, published[]{0.0303, 0.1114, 0.3368, 0.6327, 0.6931};
    for (std::size_t i = 0; i < 5; ++i) {
        const Gaussian p{0, 1}, q{ts[i], 1};
        EXPECT_TRUE(close(math::gaussian_js(p, q).value, published[i], {0, 5e-5}));
        EXPECT_TRUE(close(math::gaussian_kl_slope(p, q).value, ts[i] * ts[i] / 2, {1e-14, 0}));
        EXPECT_TRUE(close(math::gaussian_w1(p, q).value, ts[i], {0, 0}));
    }
    // Far apart Jensen-Shannon rests at log 2 and tells no direction; W1 always does.
    EXPECT_TRUE(close(math::gaussian_js({0, 1}, {40, 1}).value, std::numbers::ln2, {1e-15, 0}));
    EXPECT_LT(std::abs(math::gaussian_js({0, 1}, {40, 1}).slope), 1e-15);
    EXPECT_EQ(math::gaussian_w1({0, 1}, {40, 1}).slope, 1);
    EXPECT_EQ(math::gaussian_w1({0, 1}, {0, 1}).slope, 0);
}

TEST(Gaussians, SlopesAreDerivativesByTheMeanOfQ) {
    using Function = math::ValueAndSlope (*)(const Gaussian&, const Gaussian&);
    for (const Function f :
         {Function{math::gaussian_kl_slope}, Function{math::gaussian_js}, Function{math::gaussian_w1}})
        for (const auto& pair : pairs) {
            const Gaussian &p = pair.first, &q = pair.second;
            const double h = 1e-4 * std::min(p.deviation, q.deviation);
            Gaussian above = q, below = q;
            above.mean += h, below.mean -= h;
            const double difference = (f(p, above).value - f(p, below).value) / (above.mean - below.mean);
            EXPECT_TRUE(close(f(p, q).slope, difference, {1e-6, 1e-9})) << q.mean << ' ' << q.deviation;
        }
}

TEST(Gaussians, TotalVariationAndHellingerAreTheirIntegrals) {
    for (const auto& pair : pairs) {
        const Gaussian &p = pair.first, &q = pair.second;
        const auto root = [&](Real x) {
            const Real d = std::exp(log_density(p, x) / 2) - std::exp(log_density(q, x) / 2);
            return d * d / 2;
        };
        EXPECT_TRUE(close(math::gaussian_squared_hellinger(p, q), integral(root, p, q), {1e-10, 1e-13}));
        // Its kinks cost the trapezoids accuracy.
        const auto gap = [&](Real x) {
            return std::abs(std::exp(log_density(p, x)) - std::exp(log_density(q, x))) / 2;
        };
        EXPECT_TRUE(close(math::gaussian_total_variation(p, q), integral(gap, p, q), {0, 2e-4}))
            << q.mean << ' ' << q.deviation;
        EXPECT_TRUE(close(math::gaussian_total_variation(p, q), math::gaussian_total_variation(q, p),
                          {1e-12, 1e-15}));
        const double tv = math::gaussian_total_variation(p, q);
        const double kl = math::gaussian_kl(p.mean, p.deviation, q.mean, q.deviation);
        EXPECT_LE(tv * tv, kl / 2 * (1 + 1e-12));
        EXPECT_LE(tv * tv, -std::expm1(-kl) * (1 + 1e-12));
    }
    EXPECT_TRUE(close(math::gaussian_total_variation({0, 1}, {2, 1}), std::erf(1 / std::numbers::sqrt2)));
    EXPECT_TRUE(close(math::gaussian_total_variation({0, 1}, {2, 1 + 1e-9}),
                      std::erf(1 / std::numbers::sqrt2), {1e-8, 0}));
    EXPECT_EQ(math::gaussian_total_variation({3, 1}, {3, 1}), 0);
    EXPECT_EQ(math::gaussian_squared_hellinger({3, 1}, {3, 1}), 0);
}

// |quantile - quantile| averaged over the unit interval.
TEST(Gaussians, TransportIsTheMeanDistanceOfQuantiles) {
    for (const auto& pair : pairs) {
        const Gaussian &p = pair.first, &q = pair.second;
        const double shift = p.mean - q.mean, spread = p.deviation - q.deviation;
        Real sum = 0;
        for (int i = -12 * 512; i <= 12 * 512; ++i) {
            const Real z = static_cast<Real>(i) / 512;
            sum += std::abs(static_cast<Real>(shift) + static_cast<Real>(spread) * z) * std::exp(-z * z / 2) /
                   512;
        }
        sum /= std::sqrt(2 * std::numbers::pi_v<Real>);
        EXPECT_TRUE(close(math::gaussian_w1(p, q).value, static_cast<double>(sum), {1e-5, 1e-9}));
        EXPECT_GE(math::gaussian_w1(p, q).value, std::abs(shift) * (1 - 1e-15));
    }
    EXPECT_THROW((void)math::gaussian_w1({0, 0}, {0, 1}), std::invalid_argument);
    EXPECT_THROW((void)math::gaussian_js({0, 1}, {0, -1}), std::invalid_argument);
}

}  // namespace gaussian_divergences_test
}  // namespace lossfield::tests
