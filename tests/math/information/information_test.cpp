#include "math/information/information.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace information_test {

using math::Dual;
using Vector = std::vector<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<Vector> distributions(std::size_t n) {
    std::vector<Vector> result{Vector(n, 1.0 / static_cast<double>(n))};
    for (std::uint64_t s = 0; s < 40; ++s) {
        Vector z;
        for (std::size_t k = 0; k < n; ++k) {
            z.push_back((s % 3 == 0 ? 30.0 : 4.0) * uniform_at(11, s, static_cast<std::uint32_t>(k)));
        }
        result.push_back(math::softmax(z));
    }
    return result;
}

double oracle_kl(const Vector& p, const Vector& q) {
    Real sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
        const Real ratio = (static_cast<Real>(p[i]) - static_cast<Real>(q[i])) / static_cast<Real>(q[i]);
        if (p[i] > 0) sum += static_cast<Real>(p[i]) * std::log1p(ratio) - static_cast<Real>(p[i]);
        sum += static_cast<Real>(q[i]);
    }
    return static_cast<double>(sum);
}

TEST(SelfInformation, IsZeroForTheCertainAndInfiniteForTheImpossible) {
    EXPECT_TRUE(close(math::self_information(1), 0, {0, 0}));
    EXPECT_FALSE(std::signbit(math::self_information(1)));
    EXPECT_TRUE(close(math::self_information(0), infinity));
    EXPECT_TRUE(close(math::in_base(math::self_information(0.125), 2), 3, {1e-15, 0}));
    EXPECT_TRUE(close(math::in_base(1, 2), 1.4426950408889634, {1e-15, 0}));
}

TEST(Entropy, LiesBetweenZeroAndLogN) {
    EXPECT_TRUE(close(math::entropy(Vector{0, 1, 0}), 0, {0, 0}));
    EXPECT_TRUE(close(math::in_base(math::entropy(Vector(8, 0.125)), 2), 3, {1e-15, 0}));
    EXPECT_TRUE(close(math::entropy(Vector{0.7, 0.2, 0.1}), 0.8018185525433373, {1e-15, 0}));
    for (const Vector& p : distributions(7)) {
        EXPECT_GE(math::entropy(p), 0);
        EXPECT_LE(math::entropy(p), std::log(7.0) * (1 + 1e-15));
    }
}

TEST(Entropy, IsStrictlyConcaveAndAddsUpByTheChainRule) {
    const auto all = distributions(4);
    for (std::size_t s = 0; s + 1 < all.size(); ++s) {
        Vector mixture;
        Vector joint;
        double conditional = 0;
        for (std::size_t k = 0; k < 4; ++k) mixture.push_back(0.5 * (all[s][k] + all[s + 1][k]));
        EXPECT_GT(math::entropy(mixture), 0.5 * (math::entropy(all[s]) + math::entropy(all[s + 1])));
        Vector second(4, 0.0);
        for (std::size_t i = 0; i < 4; ++i) {
            const Vector& row = all[(s + i) % all.size()];
            for (std::size_t j = 0; j < 4; ++j) joint.push_back(all[s][i] * row[j]);
            for (std::size_t j = 0; j < 4; ++j) second[j] += all[s][i] * row[j];
            conditional += all[s][i] * math::entropy(row);
        }
        EXPECT_TRUE(close(math::entropy(joint), math::entropy(all[s]) + conditional, {1e-13, 1e-14}));
        EXPECT_LE(math::entropy(joint), math::entropy(all[s]) + math::entropy(second) + 1e-14);
    }
}

TEST(Entropy, OfACoinPeaksAtOneHalfAndIsSteepAtTheEnds) {
    EXPECT_TRUE(close(math::entropy(Vector{0.5, 0.5}), std::log(2.0), {1e-15, 0}));
    for (double p : {1e-9, 0.1, 0.5, 0.8}) {
        const Vector g = math::entropy_gradient(Vector{p, 1 - p});
        EXPECT_TRUE(close(g[0] - g[1], std::log((1 - p) / p), {1e-14, 1e-15}));
    }
    EXPECT_TRUE(close(math::entropy_gradient(Vector{0, 1}), Vector{infinity, -1}));
}

TEST(Entropy, GradientsAgreeWithDualNumbers) {
    const auto entropy = [](std::span<const Dual<>> p) {
        Dual<> sum = 0.0;
        for (const Dual<>& x : p) sum -= x * log(x);
        return sum;
    };
    const auto through_logits = [&](std::span<const Dual<>> z) {
        Dual<> sum = 0.0;
        std::vector<Dual<>> p;
        for (const Dual<>& x : z) sum += exp(x);
        for (const Dual<>& x : z) p.push_back(exp(x) / sum);
        return entropy(p);
    };
    for (const Vector& p : distributions(5)) {
        EXPECT_TRUE(close(math::entropy_gradient(p), math::dual_gradient(entropy, p), {1e-13, 1e-14}));
        const Vector z = math::logits_for(p, 1, 0);
        EXPECT_TRUE(
            close(math::entropy_logit_gradient(p), math::dual_gradient(through_logits, z), {1e-9, 1e-14}));
    }
    EXPECT_TRUE(close(math::entropy_logit_gradient(Vector{0, 1, 0}), Vector(3, 0.0), {0, 0}));
    EXPECT_TRUE(close(math::entropy_logit_gradient(Vector(4, 0.25)), Vector(4, 0.0), {0, 0}));
}

TEST(Kl, IsNeverNegativeAndZeroOnlyForEqualDistributions) {
    const auto all = distributions(6);
    for (const Vector& p : all) {
        EXPECT_TRUE(close(math::kl(p, p), 0, {0, 0}));
        for (const Vector& q : all) {
            const double value = math::kl(p, q);
            EXPECT_TRUE(close(value, oracle_kl(p, q), {1e-11, 1e-18}));
            EXPECT_EQ(value > 0, &p != &q) << value;
        }
    }
}

TEST(Kl, KeepsItsDigitsNearEquality) {
    const Vector p{0.25, 0.25, 0.5};
    for (double shift : {0x1p-10, 0x1p-20, 0x1p-30, 0x1p-45}) {
        const Vector q{0.25 + shift, 0.25 - shift, 0.5};
        const double x = 4 * shift;
        EXPECT_TRUE(close(math::kl(p, q), -0.25 * std::log1p(-x * x), {1e-14, 0})) << shift;
        EXPECT_TRUE(close(math::kl(q, p),
                          0.25 * (x * std::log1p(x) - x * std::log1p(-x) + std::log1p(-x * x)),
                          {1e-9, 1e-16 * x}))
            << shift;
    }
}

TEST(Kl, PublishedValuesAndAsymmetry) {
    EXPECT_TRUE(close(math::kl(Vector{0.5, 0.5}, Vector{0.9, 0.1}), 0.5108256237659906, {1e-15, 0}));
    EXPECT_TRUE(close(math::kl(Vector{0.9, 0.1}, Vector{0.5, 0.5}), 0.3680642071684971, {1e-15, 0}));
    EXPECT_TRUE(close(math::kl(Vector{1, 0}, Vector{0.25, 0.75}), std::log(4.0), {1e-15, 0}));
    // No triangle inequality: the way round by the middle is shorter.
    const Vector a{0.9, 0.1};
    const Vector b{0.5, 0.5};
    const Vector c{0.1, 0.9};
    EXPECT_GT(math::kl(a, c), math::kl(a, b) + math::kl(b, c));
}

TEST(Kl, TreatsZerosAsTheDefinitionDoes) {
    EXPECT_TRUE(close(math::kl(Vector{0.5, 0.5}, Vector{1, 0}), infinity));
    EXPECT_TRUE(close(math::kl(Vector{1, 0}, Vector{1, 0}), 0, {0, 0}));
    EXPECT_TRUE(close(math::kl(Vector{0.5, 0.5}, Vector{1, 1e-320}),
                      0.5 * std::log(0.5) + 0.5 * (std::log(0.5) - std::log(1e-320)), {1e-15, 0}));
    EXPECT_TRUE(close(math::kl(Vector{0.3, 0.3}, Vector{0.5, 0.5}), 0.6 * std::log(0.6), {1e-14, 0}))
        << "sums that differ";
    EXPECT_THROW((void)math::kl(Vector{1}, Vector{0.5, 0.5}), std::invalid_argument);
}

TEST(Kl, BoundsTotalVariationAndShrinksUnderProcessing) {
    const auto all = distributions(6);
    for (std::size_t s = 0; s + 1 < all.size(); ++s) {
        const Vector& p = all[s];
        const Vector& q = all[s + 1];
        double variation = 0;
        for (std::size_t k = 0; k < 6; ++k) variation += 0.5 * std::abs(p[k] - q[k]);
        const double full = math::kl(p, q);
        EXPECT_LE(variation, std::sqrt(full / 2) + 1e-15);
        EXPECT_LE(variation, std::sqrt(-std::expm1(-full)) + 1e-15);
        const Vector coarse_p{p[0] + p[1] + p[2], p[3] + p[4], p[5]};
        const Vector coarse_q{q[0] + q[1] + q[2], q[3] + q[4], q[5]};
        EXPECT_LE(math::kl(coarse_p, coarse_q), full * (1 + 1e-14));
        // Chain rule: the coarse part and the expected divergence within the groups make the whole.
        double parts = math::kl(coarse_p, coarse_q);
        parts += coarse_p[0] * math::kl(Vector{p[0] / coarse_p[0], p[1] / coarse_p[0], p[2] / coarse_p[0]},
                                        Vector{q[0] / coarse_q[0], q[1] / coarse_q[0], q[2] / coarse_q[0]});
        parts += coarse_p[1] * math::kl(Vector{p[3] / coarse_p[1], p[4] / coarse_p[1]},
                                        Vector{q[3] / coarse_q[1], q[4] / coarse_q[1]});
        EXPECT_TRUE(close(parts, full, {1e-12, 1e-13}));
    }
}

TEST(Kl, FromLogarithmsIsFiniteWhereTheProbabilityUnderflows) {
    const Vector z{1000, 0, -1000};
    const Vector y{0.2, 0.5, 0.3};
    EXPECT_TRUE(close(math::kl(y, math::softmax(z)), infinity));
    EXPECT_TRUE(close(math::kl_from_log(y, math::log_softmax(z)), 1100 - math::entropy(y), {1e-15, 0}));
    EXPECT_TRUE(close(math::kl_from_log(y, Vector{0, -infinity, -infinity}), infinity));
    EXPECT_TRUE(close(math::kl_from_log(Vector{1, 0}, Vector{0, -infinity}), 0, {0, 0}));
    const auto all = distributions(5);
    for (std::size_t s = 0; s + 1 < all.size(); ++s) {
        const Vector logits = math::logits_for(all[s + 1], 1, 0);
        EXPECT_TRUE(close(math::kl_from_log(all[s], math::log_softmax(logits)), math::kl(all[s], all[s + 1]),
                          {1e-12, 1e-14}));
    }
}

TEST(Kl, GradientsAgreeWithDualNumbers) {
    const auto all = distributions(5);
    for (std::size_t s = 0; s + 1 < all.size(); ++s) {
        const Vector& fixed_p = all[s];
        const Vector& fixed_q = all[s + 1];
        const auto of_p = [&](std::span<const Dual<>> p) {
            Dual<> sum = 0.0;
            for (std::size_t i = 0; i < p.size(); ++i) sum += p[i] * log(p[i] / fixed_q[i]);
            return sum;
        };
        const auto of_q = [&](std::span<const Dual<>> q) {
            Dual<> sum = 0.0;
            for (std::size_t i = 0; i < q.size(); ++i) sum += fixed_p[i] * log(fixed_p[i] / q[i]);
            return sum;
        };
        EXPECT_TRUE(
            close(math::kl_gradient_p(fixed_p, fixed_q), math::dual_gradient(of_p, fixed_p), {1e-12, 1e-14}));
        EXPECT_TRUE(
            close(math::kl_gradient_q(fixed_p, fixed_q), math::dual_gradient(of_q, fixed_q), {1e-14, 0}));
    }
    EXPECT_TRUE(close(math::kl_gradient_q(Vector{1, 0}, Vector{0.25, 0.75}), Vector{-4, 0}, {0, 0}));
    EXPECT_TRUE(
        close(math::kl_gradient_p(Vector{0, 1, 0}, Vector{0.5, 0, 0}), Vector{-infinity, infinity, 1}));
}

TEST(GaussianKl, AgreesWithItsFormulaItsMinimumAndItsIntegral) {
    for (double m : {-3.0, 0.0, 0.7}) {
        for (double s : {0.2, 0.999999, 1.0, 3.0}) {
            const double expected =
                std::log(1.5 / s) + (s * s + (m - 0.5) * (m - 0.5)) / (2 * 1.5 * 1.5) - 0.5;
            EXPECT_TRUE(close(math::gaussian_kl(m, s, 0.5, 1.5), expected, {1e-13, 1e-15})) << m << ' ' << s;
            EXPECT_TRUE(close(math::gaussian_kl(m, s, m, s), 0, {0, 0}));
        }
    }
    const double shift = 0x1p-20;
    EXPECT_TRUE(
        close(math::gaussian_kl(0, 1 + shift, 0, 1), shift * shift - shift * shift * shift / 3, {1e-9, 0}));
    double integral = 0;
    for (double x = -12; x <= 12; x += 1.0 / 64) {
        const double log_p = -0.5 * (x - 1) * (x - 1);
        const double log_q = -0.5 * (x + 1) * (x + 1) / 4 - std::log(2.0);
        integral += std::exp(log_p) / std::sqrt(2 * std::numbers::pi) * (log_p - log_q) / 64;
    }
    EXPECT_TRUE(close(math::gaussian_kl(1, 1, -1, 2), integral, {1e-12, 0}));
}

TEST(CrossEntropyOf, IsEntropyPlusDivergence) {
    const auto all = distributions(6);
    for (const Vector& p : all) {
        for (const Vector& q : all) {
            const double total = math::cross_entropy_of(p, q);
            EXPECT_TRUE(close(total, math::entropy(p) + math::kl(p, q), {1e-13, 1e-14}));
            EXPECT_GE(total, math::entropy(p) - 1e-15);
        }
        EXPECT_TRUE(close(math::cross_entropy_of(p, Vector(6, 1.0 / 6)), std::log(6.0), {1e-14, 0}));
    }
    EXPECT_TRUE(close(math::cross_entropy_of(Vector{1, 0}, Vector{1, 0}), 0, {0, 0}));
    EXPECT_TRUE(close(math::cross_entropy_of(Vector{0.5, 0.5}, Vector{1, 0}), infinity));
    EXPECT_TRUE(close(math::cross_entropy_gradient_p(Vector{1, 0.5, 0}), Vector{0, std::log(2.0), infinity}));
    EXPECT_TRUE(close(math::perplexity(math::entropy(Vector(8, 0.125))), 8, {1e-14, 0}));
}

TEST(Information, TheChainRuleOfEntropy) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const Vector p = math::softmax(random_point(s, 4, 3));
        for (std::size_t k = 0; k < 4; ++k)
            EXPECT_TRUE(close(math::coin_entropy(p[k]) + (1 - p[k]) * math::rest_entropy(p, k),
                              math::entropy(p), {1e-13, 1e-15}));
        const double x = p[0], h = 1e-6 * x * (1 - x);
        EXPECT_TRUE(close((math::coin_entropy(x + h) - math::coin_entropy(x - h)) / (2 * h),
                          math::coin_entropy_slope(x), {1e-6, 1e-6}));
    }
    EXPECT_EQ(math::coin_entropy(0), 0);
    EXPECT_TRUE(std::isinf(math::coin_entropy_slope(0)));
    EXPECT_TRUE(std::isnan(math::rest_entropy(Vector{1, 0}, 0)));
}

TEST(Information, EntropyAscendsAlongItsProjectedGradient) {
    const Vector p{0.2, 0.3, 0.5}, up = math::entropy_ascent(p), gradient = math::entropy_gradient(p);
    EXPECT_TRUE(close(up[0] + up[1] + up[2], 0, {0, 1e-15}));
    // The gradient less its mean.
    for (std::size_t k = 0; k < 3; ++k)
        EXPECT_TRUE(close(up[k] - up[0], gradient[k] - gradient[0], {1e-14, 1e-15}));
    EXPECT_TRUE(
        close(math::entropy_ascent(Vector{0, 0.4, 0.6}), Vector{2.0 / 3, -1.0 / 3, -1.0 / 3}, {1e-15, 0}));
}

}  // namespace information_test
}  // namespace lossfield::tests
