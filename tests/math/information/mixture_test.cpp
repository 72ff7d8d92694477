#include "math/information/mixture.hpp"

#include <gtest/gtest.h>

#include "math/numerics/gradient_check.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace mixture_test {

using math::Dual;
using math::Mixture;
using Vector = std::vector<double>;

std::vector<Mixture> mixtures() {
    std::vector<Mixture> all{{},
                             {1, {0.5, 1.2}, {3, 1}},
                             {0, {0.5, 1.2}, {3, 2}},
                             {0.5, {1, 1}, {1, 1}},
                             {0.3, {-3, 0.3}, {4, 2.5}},
                             {0.9, {-1, 3}, {0, 0.3}}};
    for (std::uint64_t s = 0; s < 12; ++s)
        all.push_back({uniform_at(2, s, 0),
                       {8 * uniform_at(2, s, 1) - 4, 0.3 + 2 * uniform_at(2, s, 2)},
                       {8 * uniform_at(2, s, 3) - 4, 0.3 + 2 * uniform_at(2, s, 4)}});
    return all;
}

// The definition in long double.
Real density(const Mixture& p, Real x) {
    const auto term = [&](Real weight, const math::Gaussian& g) {
        const Real u = (x - g.mean) / static_cast<Real>(g.deviation);
        return weight * std::exp(-u * u / 2) / (g.deviation * std::sqrt(2 * std::numbers::pi_v<Real>));
    };
    return term(p.weight, p.first) + term(1 - static_cast<Real>(p.weight), p.second);
}

// By very many trapezoids, far beyond where p vanishes.
double integral(const std::function<Real(Real)>& f) {
    Real sum = 0;
    const Real step = 1.0L / 512;
    for (int k = -40 * 512; k <= 40 * 512; ++k) sum += step * f(step * k);
    return static_cast<double>(sum);
}

TEST(Mixture, LogDensityAndItsDerivatives) {
    for (const Mixture& p : mixtures())
        for (const double x : {-60.0, -5.0, -3.0, -0.4, 0.0, 1.0, 2.5, 9.0, 1000.0}) {
            const Real d = density(p, x);
            const auto terms = math::mixture_log_density_terms(p, x);
            // Beyond the reach of long double only the shares of the components decide.
            if (d > 0) {
                EXPECT_TRUE(close(terms[0], static_cast<double>(std::log(d)), {1e-13, 1e-13}));
            }
            const Dual<Dual<>> at{{x, 1}, {1, 0}};
            const auto dual = math::mixture_log_density(p, at);
            EXPECT_TRUE(close(terms[1], dual.value.derivative, {1e-11, 1e-12}));
            EXPECT_TRUE(close(terms[2], dual.derivative.derivative, {1e-9, 1e-9})) << x;
            EXPECT_TRUE(close(math::mixture_density(p, x), static_cast<double>(d), {1e-12, 1e-300}));
        }
}

TEST(Mixture, MomentsAndDistances) {
    for (const Mixture& p : mixtures()) {
        const double mean = integral([&](Real x) { return x * density(p, x); });
        EXPECT_TRUE(close(math::mixture_mean(p), mean, {1e-12, 1e-12}));
        EXPECT_TRUE(close(math::mixture_variance(p),
                          integral([&](Real x) { return (x - mean) * (x - mean) * density(p, x); }),
                          {1e-11, 0}));
        for (const double from : {-2.0, 0.5, 7.0})
            EXPECT_TRUE(close(math::mixture_mean_distance(p, from),
                              integral([&](Real x) { return std::abs(x - from) * density(p, x); }),
                              {2e-5, 0}));
    }
}

TEST(Mixture, EntropyAndCrossEntropy) {
    for (const Mixture& p : mixtures()) {
        const Mixture f{0.4, {-1, 1.5}, {2, 1}};
        const auto minus = [&](const Mixture& of) {
            return integral([&](Real x) {
                const Real d = density(p, x);
                return d > 0 ? -d * std::log(density(of, x)) : Real(0);
            });
        };
        EXPECT_TRUE(close(math::mixture_cross_entropy(p, p), minus(p), {2e-9, 2e-9}));
        EXPECT_TRUE(close(math::mixture_cross_entropy(p, f), minus(f), {2e-9, 2e-9}));
        EXPECT_GE(math::mixture_cross_entropy(p, f), math::mixture_cross_entropy(p, p) - 1e-9);
    }
    // One Gaussian: 1/2 log(2 pi e s^2).
    EXPECT_TRUE(close(math::mixture_cross_entropy({1, {4, 0.7}, {}}, {1, {4, 0.7}, {}}),
                      0.5 * std::log(2 * std::numbers::pi * std::numbers::e * 0.49)));
}

TEST(TwoMeans, GradientAgreesWithDualNumbersAndDifferences) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const Vector x = random_point(s, 1 + s % 9, s % 5 == 4 ? 500 : 4);
        const Vector at = random_point(s + 50, 2, 3);
        const double width = 0.2 + uniform_at(4, s, 0);
        const auto closed = math::two_means_gradient(x, at[0], at[1], width);
        const auto value = [&](auto p) { return math::two_means_nll(x, p[0], p[1], width); };
        EXPECT_TRUE(close(closed, math::dual_gradient(value, at), {1e-10, 1e-12}));
        EXPECT_TRUE(
            close(closed, central_differences([&](auto p) { return value(p); }, at, 1e-5), {1e-5, 1e-5}));
    }
}

TEST(TwoMeans, EmNeverLowersTheLikelihoodAndEndsWhereItIsFlat) {
    for (std::uint64_t s = 0; s < 30; ++s) {
        const Vector x = random_point(s, 4 + s % 9, 5);
        const Vector at = random_point(s + 50, 2, 6);
        const double width = 0.4 + uniform_at(4, s, 0);
        const auto em = math::fit_two_means(x, at[0], at[1], width, 20000);
        EXPECT_TRUE(em.converged) << s;
        double before = math::two_means_nll(x, at[0], at[1], width);
        for (const auto& [a, b] : em.path) {
            const double now = math::two_means_nll(x, a, b, width);
            EXPECT_LE(now, before + 1e-13);
            before = now;
        }
        const auto [a, b] = em.path.back();
        EXPECT_TRUE(close(math::two_means_gradient(x, a, b, width), Vector{0, 0}, {0, 1e-9}));
    }
}

// Against every pair of a fine grid.
TEST(TwoMeans, TheLikeliestOnesAreThoseOfTheWholePlane) {
    for (std::uint64_t s = 0; s < 20; ++s) {
        const Vector x = random_point(s + 300, 1 + s * 2, 6);
        const double width = s % 2 == 0 ? 0.35 : 0.4 + 2 * uniform_at(5, s, 0);
        const auto [a, b] = math::likeliest_two_means(x, width, 2000);
        const double nll = math::two_means_nll(x, a, b, width);
        for (double m1 = -6; m1 <= 6; m1 += 0.2)
            for (double m2 = m1; m2 <= 6; m2 += 0.2)
                EXPECT_LE(nll, math::two_means_nll(x, m1, m2, width) + 1e-9) << s << ' ' << m1 << ' ' << m2;
    }
    EXPECT_EQ(math::likeliest_two_means(Vector{2}, 1, 5), (std::array<double, 2>{2, 2}));
    EXPECT_THROW((void)math::likeliest_two_means(Vector{}, 1, 5), std::invalid_argument);
}

TEST(TwoMeans, EqualMeansStayEqualAndFarOnesStay) {
    const Vector x{-3, -2.5, 2, 3.5};
    for (const auto& [a, b] : math::fit_two_means(x, 1, 1, 1, 50).path) EXPECT_EQ(a, b);
    const auto em = math::fit_two_means(x, 0, 1e6, 1, 50);
    EXPECT_EQ(em.path.back()[1], 1e6);
    EXPECT_TRUE(close(em.path.back()[0], 0, {0, 1e-12}));
    EXPECT_THROW((void)math::fit_two_means(Vector{}, 0, 1, 1, 5), std::invalid_argument);
    EXPECT_THROW(math::check_mixture({1.5, {}, {}}), std::invalid_argument);
}

}  // namespace mixture_test
}  // namespace lossfield::tests
