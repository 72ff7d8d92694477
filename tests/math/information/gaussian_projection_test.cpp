#include "math/information/gaussian_projection.hpp"

#include <gtest/gtest.h>

#include <numbers>

#include "math/information/information.hpp"
#include "math/numerics/gradient_check.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace gaussian_projection_test {

using math::KlDirection;
using math::Mixture;
using Vector = std::vector<double>;

std::vector<Mixture> mixtures() {
    return {{},
            {1, {0.5, 1.2}, {3, 1}},
            {0.5, {-1, 1}, {1, 1}},
            {0.3, {-3, 0.5}, {2.5, 1.5}},
            {0.8, {-4, 0.3}, {4, 0.6}},
            {0.5, {0, 0.25}, {0, 5}}};
}

// 1/2 N(+-3, 1): the moments cover, each hill is sought for itself.
TEST(GaussianProjection, CoversOrSeeks) {
    const Mixture p;
    const auto forward = math::forward_projection(p);
    EXPECT_TRUE(close(forward.mean, 0, {0, 1e-15}));
    EXPECT_TRUE(close(forward.deviation, std::sqrt(10.0)));
    const auto reverse = math::reverse_minima(p);
    ASSERT_EQ(reverse.size(), 3U);
    for (std::size_t k = 0; k < 2; ++k) {
        EXPECT_TRUE(close(std::abs(reverse[k].mean), 2.984, {0, 5e-4}));
        EXPECT_TRUE(close(reverse[k].deviation, 1.023, {0, 5e-4}));
        // Nearly one half of p is left out: log 2, a little less for the overlap.
        EXPECT_TRUE(close(reverse[k].kl, std::numbers::ln2, {0, 0.005}));
    }
    EXPECT_TRUE(close(reverse[0].mean, -reverse[1].mean, {1e-6, 0}));
    EXPECT_TRUE(close(reverse[2].mean, 0, {0, 1e-6}));
}

TEST(GaussianProjection, OfOneGaussianIsItself) {
    const Mixture p{1, {0.5, 1.2}, {3, 1}};
    const auto forward = math::forward_projection(p);
    const auto reverse = math::reverse_minima(p);
    ASSERT_EQ(reverse.size(), 1U);
    for (const auto& q : {forward, reverse[0]}) {
        EXPECT_TRUE(close(Vector{q.mean, q.deviation, q.kl}, Vector{0.5, 1.2, 0}, {1e-9, 1e-9}));
    }
    // Between two Gaussians the closed form.
    for (const double mean : {-2.0, 0.5, 3.0})
        for (const double s : {0.4, 1.0, 2.5}) {
            const double l = std::log(s);
            EXPECT_TRUE(close(math::gaussian_to_mixture_kl(KlDirection::Forward, p, mean, l).value,
                              math::gaussian_kl(0.5, 1.2, mean, s), {1e-9, 1e-9}));
            EXPECT_TRUE(close(math::gaussian_to_mixture_kl(KlDirection::Reverse, p, mean, l).value,
                              math::gaussian_kl(mean, s, 0.5, 1.2), {1e-9, 1e-9}));
        }
}

TEST(GaussianProjection, DerivativesAgreeWithDualNumbersAndDifferences) {
    for (const Mixture& p : mixtures())
        for (std::uint64_t s = 0; s < 12; ++s) {
            const Vector at{6 * uniform_at(6, s, 0) - 3, 2.2 * uniform_at(6, s, 1) - 1};
            const auto reverse = math::gaussian_to_mixture_kl(KlDirection::Reverse, p, at[0], at[1]);
            const double scale = std::exp(at[1]);
            const auto dual = math::dual_gradient(
                [&](std::span<const math::Dual<>> x) {
                    return math::reverse_kl(p, x[0], x[1], math::expectation_step(p, scale) / scale);
                },
                at);
            EXPECT_TRUE(close(reverse.gradient, dual, {1e-8, 1e-8}));
            for (const KlDirection d : {KlDirection::Forward, KlDirection::Reverse}) {
                const auto m = math::gaussian_to_mixture_kl(d, p, at[0], at[1]);
                const auto value = [&](std::span<const double> x) {
                    return math::gaussian_to_mixture_kl(d, p, x[0], x[1]).value;
                };
                EXPECT_TRUE(close(m.gradient, central_differences(value, at, 1e-5), {1e-5, 1e-5}));
                for (std::size_t k = 0; k < 2; ++k) {
                    const auto slope = [&](std::span<const double> x) {
                        return math::gaussian_to_mixture_kl(d, p, x[0], x[1]).gradient[k];
                    };
                    const Vector row =
                        k == 0 ? Vector{m.hessian.xx, m.hessian.xy} : Vector{m.hessian.xy, m.hessian.yy};
                    EXPECT_TRUE(close(row, central_differences(slope, at, 1e-5), {1e-4, 1e-4}));
                }
            }
        }
}

// KL(q || p) on so many nodes that no strip is too narrow for them.
double fine_reverse_kl(const Mixture& p, double mean, double s) {
    constexpr int half = 30000;
    long double sum = 0, total = 0;
    for (int k = -half; k <= half; ++k) {
        const double u = 10.0 * k / half;
        const long double weight = std::exp(-0.5L * u * u);
        total += weight;
        sum += weight * (-0.5L * u * u - math::mixture_log_density(p, mean + s * u));
    }
    return static_cast<double>(sum / total - std::log(s) -
                               0.5L * std::log(2 * std::numbers::pi_v<long double>));
}

// Components of any two widths, at one mean and at two.
TEST(GaussianProjection, TheNodesFollowTheStripOfLogP) {
    for (std::uint64_t s = 0; s < 24; ++s) {
        const auto draw = [s](std::uint64_t k, double low, double high) {
            return low + (high - low) * uniform_at(17, s, k);
        };
        const Mixture p{draw(0, 0.01, 0.99),
                        {1, std::exp(draw(1, -1.4, 1.6))},
                        {s % 3 == 0 ? 1 : draw(2, -3, 3), std::exp(draw(3, -1.4, 1.6))}};
        const double mean = draw(4, -3, 3), l = draw(5, -1, 1.6);
        const double kl = math::gaussian_to_mixture_kl(KlDirection::Reverse, p, mean, l).value;
        EXPECT_TRUE(close(kl, fine_reverse_kl(p, mean, std::exp(l)), {1e-7, 1e-8}))
            << p.weight << ' ' << p.first.deviation << ' ' << p.second.deviation;
    }
    const auto minima = math::reverse_minima({0.5, {0, 0.25}, {0, 5}});
    EXPECT_NEAR(minima[0].mean, 0, 1e-6);
    EXPECT_NEAR(minima[0].deviation, 4.3067, 1e-4);
    EXPECT_NEAR(minima[0].kl, 0.453762, 1e-6);
}

TEST(GaussianProjection, EveryMinimumIsOne) {
    for (const Mixture& p : mixtures()) {
        const auto forward = math::forward_projection(p);
        std::vector<std::pair<KlDirection, math::ProjectedGaussian>> all{{KlDirection::Forward, forward}};
        for (const auto& q : math::reverse_minima(p)) all.emplace_back(KlDirection::Reverse, q);
        EXPECT_GE(all.size(), 2U);
        for (const auto& found : all) {
            const KlDirection direction = found.first;
            const math::ProjectedGaussian& q = found.second;
            const auto at = [&](double mean, double l) {
                return math::gaussian_to_mixture_kl(direction, p, mean, l);
            };
            const double l = std::log(q.deviation);
            EXPECT_TRUE(close(at(q.mean, l).gradient, Vector{0, 0}, {0, 1e-8}));
            EXPECT_GE(q.kl, -1e-9);
            for (int k = 0; k < 16; ++k)
                EXPECT_GT(
                    at(q.mean + 0.02 * q.deviation * std::cos(0.4 * k), l + 0.02 * std::sin(0.4 * k)).value,
                    q.kl - 1e-10);
        }
    }
}

// Narrow components far apart: KL(q || p) has a shallow dip between them, for q as wide as |x| = 5 is near.
//   E (|x| - 5)^2 / (2 s^2) - log sigma:  2 sigma^2 - 10 sqrt(2 / pi) sigma - 2 s^2 = 0
TEST(GaussianProjection, TheDipBetweenTheComponentsIsFound) {
    const auto minima = math::reverse_minima({0.5, {-5, 0.3}, {5, 0.3}});
    ASSERT_EQ(minima.size(), 3U);
    const double b = 10 * std::sqrt(2 / std::numbers::pi);
    EXPECT_NEAR(minima[2].mean, 0, 1e-6);
    EXPECT_NEAR(minima[2].deviation, (b + std::sqrt(b * b + 16 * 0.09)) / 4, 1e-3);
    EXPECT_NEAR(minima[0].kl, std::numbers::ln2, 1e-9);
}

TEST(GaussianProjection, GridsAreTheValues) {
    for (const Mixture& p : mixtures())
        for (const math::PlaneGrid& grid :
             {math::PlaneGrid{-6, 6, -1, 1.8, 25, 19}, math::PlaneGrid{-1, 2, -4, 3, 12, 9},
              math::PlaneGrid{8.3, 8.5, 3.9, 4.5, 12, 9},  // columns closer than nodes
              math::PlaneGrid{-1e6, 1e6, -20, 20, 5, 5}, math::PlaneGrid{-1e12, 1e12, -20, 20, 5, 5}}) {
            for (const KlDirection d : {KlDirection::Forward, KlDirection::Reverse}) {
                Vector values(grid.nodes());
                math::fill_gaussian_to_mixture_kl(d, p, grid, values, {});
                for (std::size_t j = 0; j < grid.rows; j += 2)
                    for (std::size_t i = 0; i < grid.columns; ++i) {
                        const double exact = math::gaussian_to_mixture_kl(d, p, grid.x(i), grid.y(j)).value;
                        EXPECT_TRUE(close(values[j * grid.columns + i], exact, {1e-4, 1e-5}));
                    }
            }
        }
}

}  // namespace gaussian_projection_test
}  // namespace lossfield::tests
