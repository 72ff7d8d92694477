#include "math/information/divergences.hpp"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <limits>
#include <numbers>

#include "math/information/information.hpp"
#include "math/numerics/dual.hpp"
#include "math/numerics/gradient_check.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace divergences_test {

using math::Divergence;
using math::Dual;
using Vector = std::vector<double>;
using Duals = std::span<const Dual<>>;
constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr std::array kinds{
    Divergence::KlForward,      Divergence::KlReverse,        Divergence::JensenShannon,
    Divergence::TotalVariation, Divergence::SquaredHellinger, Divergence::Hellinger,
    Divergence::ChiSquared,     Divergence::Euclidean,        Divergence::FisherRao};

std::vector<Vector> distributions(std::size_t n) {
    std::vector<Vector> all{Vector(n, 1.0 / static_cast<double>(n))};
    for (std::uint64_t s = 0; s < 24; ++s)
        all.push_back(math::softmax(random_point(s, n, s % 3 == 0 ? 12 : 3)));
    return all;
}

Vector one_hot(std::size_t n, std::size_t k) {
    Vector p(n, 0.0);
    p[k] = 1;
    return p;
}

// The definitions, written out for any number type.
template <class T>
T definition(Divergence kind, std::span<const T> p, std::span<const T> q) {
    using std::abs, std::acos, std::log, std::sqrt;
    const auto sum = [&](auto term) {
        T total = 0;
        for (std::size_t i = 0; i < p.size(); ++i) total += term(p[i], q[i]);
        return total;
    };
    const auto half_kl_to_middle = [](const T& a, const T& b) {
        return T(0.5) * a * log(T(2) * a / (a + b));
    };
    switch (kind) {
        case Divergence::KlForward:
            return sum([](const T& a, const T& b) { return a * log(a / b); });
        case Divergence::KlReverse:
            return sum([](const T& a, const T& b) { return b * log(b / a); });
        case Divergence::JensenShannon:
            return sum(
                [&](const T& a, const T& b) { return half_kl_to_middle(a, b) + half_kl_to_middle(b, a); });
        case Divergence::TotalVariation:
            return T(0.5) * sum([](const T& a, const T& b) { return abs(a - b); });
        case Divergence::SquaredHellinger:
            return T(0.5) *
                   sum([](const T& a, const T& b) { return (sqrt(a) - sqrt(b)) * (sqrt(a) - sqrt(b)); });
        case Divergence::Hellinger:
            return sqrt(T(0.5) * sum([](const T& a, const T& b) {
                            return (sqrt(a) - sqrt(b)) * (sqrt(a) - sqrt(b));
                        }));
        case Divergence::ChiSquared:
            return sum([](const T& a, const T& b) { return (a - b) * (a - b) / b; });
        case Divergence::Euclidean:
            return sqrt(sum([](const T& a, const T& b) { return (a - b) * (a - b); }));
        case Divergence::FisherRao:
            return T(2) * acos(sum([](const T& a, const T& b) { return sqrt(a * b); }));
    }
    return T(0);
}

Vector tangential(const Vector& gradient) {
    double mean = 0;
    for (const double g : gradient) mean += g / static_cast<double>(gradient.size());
    Vector t;
    for (const double g : gradient) t.push_back(g - mean);
    return t;
}

TEST(Divergences, AgreeWithTheirDefinitions) {
    const auto all = distributions(5);
    for (const Divergence kind : kinds)
        for (const Vector& p : all)
            for (const Vector& q : all) {
                if (&p == &q) {
                    EXPECT_EQ(math::divergence(kind, p, q), 0.0);
                    continue;
                }
                const Reals a(p.begin(), p.end()), b(q.begin(), q.end());
                const double expected = static_cast<double>(
                    definition<Real>(kind, std::span<const Real>(a), std::span<const Real>(b)));
                const double value = math::divergence(kind, p, q);
                EXPECT_TRUE(close(value, expected, {1e-9, 1e-14})) << static_cast<int>(kind);
                EXPECT_GT(value, 0);
                EXPECT_LE(value, math::largest_divergence(kind) * (1 + 1e-15));
            }
}

TEST(Divergences, GradientsAgreeWithDualNumbersAndCentralDifferences) {
    const auto all = distributions(4);
    for (const Divergence kind : kinds)
        for (std::size_t s = 0; s + 1 < all.size(); ++s) {
            const Vector &p = all[s], &q = all[s + 1];
            const auto constants = [](const Vector& v) { return std::vector<Dual<>>(v.begin(), v.end()); };
            const auto dp = constants(p), dq = constants(q);
            const auto of_p = [&](Duals x) { return definition<Dual<>>(kind, x, dq); };
            const auto of_q = [&](Duals x) { return definition<Dual<>>(kind, dp, x); };
            // The arc's two forms agree along the simplex.
            const bool arc = kind == Divergence::FisherRao;
            const auto seen = [&](const Vector& g) { return arc ? tangential(g) : g; };
            EXPECT_TRUE(close(seen(math::divergence_gradient_p(kind, p, q)),
                              seen(math::dual_gradient(of_p, p)), {1e-8, 1e-9}))
                << static_cast<int>(kind) << ' ' << s;
            EXPECT_TRUE(close(seen(math::divergence_gradient_q(kind, p, q)),
                              seen(math::dual_gradient(of_q, q)), {1e-8, 1e-9}))
                << static_cast<int>(kind) << ' ' << s;
            const Vector logits = math::logits_for(q, 1, 0);
            const auto through = [&](std::span<const double> z) {
                return math::divergence(kind, p, math::softmax(z));
            };
            const Vector g = math::divergence_gradient_q(kind, p, q);
            double mean = 0;
            for (std::size_t k = 0; k < q.size(); ++k) mean += q[k] * g[k];
            Vector by_logits;
            for (std::size_t k = 0; k < q.size(); ++k) by_logits.push_back(q[k] * (g[k] - mean));
            EXPECT_TRUE(close(by_logits, central_differences(through, logits, 1e-5), {1e-5, 1e-7}))
                << static_cast<int>(kind) << ' ' << s;
        }
}

TEST(Divergences, AtFacesAndAtEqualityTheyHaveTheirLimits) {
    const Vector half{0.5, 0.5, 0}, other{0.5, 0, 0.5};
    for (const Divergence kind : {Divergence::KlForward, Divergence::KlReverse, Divergence::ChiSquared})
        EXPECT_EQ(math::divergence(kind, half, other), infinity);
    EXPECT_EQ(math::divergence(Divergence::KlReverse, Vector{0, 1}, Vector{0.5, 0.5}), infinity);
    EXPECT_TRUE(close(math::divergence(Divergence::ChiSquared, Vector{0, 1}, Vector{0.5, 0.5}), 1));
    for (const Divergence kind : kinds) {
        const Vector p = one_hot(3, 0), q = one_hot(3, 1);
        EXPECT_TRUE(close(math::divergence(kind, p, q), math::largest_divergence(kind), {1e-15, 0}));
        const double rest = kind == Divergence::KlForward || kind == Divergence::KlReverse ? 1 : 0;
        const Vector u(3, 1.0 / 3);
        const Vector at_equal = math::divergence_gradient_p(kind, u, u);
        const bool reverse = kind == Divergence::KlReverse;
        EXPECT_TRUE(close(at_equal, Vector(3, reverse ? -1 : rest), {0, 0})) << static_cast<int>(kind);
    }
    EXPECT_TRUE(close(math::divergence_gradient_p(Divergence::JensenShannon, half, other),
                      Vector{0, std::numbers::ln2 / 2, -infinity}));
    EXPECT_TRUE(close(math::divergence_gradient_p(Divergence::SquaredHellinger, half, other),
                      Vector{0, 0.5, -infinity}));
    EXPECT_TRUE(
        close(math::divergence_gradient_q(Divergence::ChiSquared, half, other), Vector{0, -infinity, 1}));
    EXPECT_TRUE(close(math::divergence_gradient_p(Divergence::TotalVariation, half, other),
                      Vector{0, 0.5, -0.5}, {0, 0}));
    EXPECT_THROW((void)math::js(Vector{1}, Vector{0.5, 0.5}), std::invalid_argument);
    EXPECT_THROW((void)math::js(Vector{}, Vector{}), std::invalid_argument);
}

TEST(Divergences, JensenShannonIsWhatTheMixtureGainsInEntropy) {
    const auto all = distributions(5);
    for (const Vector& p : all)
        for (const Vector& q : all) {
            Vector m;
            for (std::size_t i = 0; i < 5; ++i) m.push_back(0.5 * (p[i] + q[i]));
            EXPECT_TRUE(close(math::js(p, q),
                              math::entropy(m) - 0.5 * math::entropy(p) - 0.5 * math::entropy(q),
                              {1e-12, 1e-15}));
            EXPECT_TRUE(close(math::js(p, q), 0.5 * math::kl(p, m) + 0.5 * math::kl(q, m), {1e-13, 1e-17}));
        }
}

// Also where the entropies' difference would keep no digit.
TEST(Divergences, KeepTheirDigitsNearEquality) {
    const double h = 0x1p-30;
    const Vector p{0.25, 0.25, 0.5}, q{0.25 + h, 0.25 - h, 0.5};
    const double fisher = 8 * h * h;  // sum (dp)^2 / p
    EXPECT_TRUE(close(math::js(p, q), fisher / 8, {1e-8, 0}));
    EXPECT_TRUE(close(math::divergence(Divergence::SquaredHellinger, p, q), fisher / 8, {1e-8, 0}));
    EXPECT_TRUE(close(math::divergence(Divergence::ChiSquared, p, q), fisher, {1e-8, 0}));
    EXPECT_TRUE(close(math::fisher_rao_distance(p, q), std::sqrt(fisher), {1e-8, 0}));
    EXPECT_TRUE(close(math::kl(p, q), fisher / 2, {1e-8, 0}));
    // Roots that round.
    const Vector a{0.3, 0.3, 0.4}, b{0.3 + h, 0.3 - h, 0.4};
    const double up = b[0] - a[0], down = b[1] - a[1];
    EXPECT_TRUE(close(math::divergence(Divergence::SquaredHellinger, a, b), (up * up + down * down) / 0.3 / 8,
                      {1e-8, 0}));
    // Gradients that are differences of roots.
    for (const double share : {0.11, 0.17, 0.23, 0.29, 0.37, 0.43}) {
        const Vector from{share, 1 - share}, to{share + 1e-11, 1 - (share + 1e-11)};
        const Vector expected{(to[0] - from[0]) / from[0] / 4, (to[1] - from[1]) / from[1] / 4};
        EXPECT_TRUE(
            close(math::divergence_gradient_q(Divergence::SquaredHellinger, from, to), expected, {1e-9, 0}));
    }
}

TEST(Divergences, AVanishingShareThatIsRuledOutStillCostsInfinity) {
    const Vector p{1, 1e-300, 0}, q{1, 0, 0};
    EXPECT_EQ(math::divergence(Divergence::ChiSquared, p, q), infinity);
    EXPECT_EQ(math::divergence(Divergence::KlForward, p, q), infinity);
}

TEST(Divergences, JensenShannonStaysBelowLogTwoDownToTheSmallestNumber) {
    for (const double tiny : {5e-324, 1e-310, 3e-300, 1e-91, 1e-20, 0.0}) {
        const double js = math::js(Vector{tiny, 1}, Vector{1, tiny});
        EXPECT_LE(js, std::numbers::ln2) << tiny;
        EXPECT_NEAR(js, std::numbers::ln2, 1e-15 + 60 * tiny) << tiny;
        EXPECT_NEAR(math::js(Vector{tiny, 1}, Vector{0, 1}), 0.5 * std::numbers::ln2 * tiny,
                    1e-12 * tiny + 5e-324)
            << tiny;
    }
}

TEST(Divergences, BoundOneAnother) {
    const auto all = distributions(6);
    constexpr double slack = 1 + 1e-12;
    for (const Vector& p : all)
        for (const Vector& q : all) {
            const double kl = math::kl(p, q), tv = math::total_variation(p, q), js = math::js(p, q);
            const double h = math::divergence(Divergence::Hellinger, p, q);
            EXPECT_LE(tv, math::pinsker_bound(kl) * slack);
            EXPECT_LE(tv, math::bretagnolle_huber_bound(kl) * slack);
            EXPECT_LE(kl, std::log1p(math::divergence(Divergence::ChiSquared, p, q)) * slack);
            EXPECT_LE(js, tv * std::numbers::ln2 * slack);
            EXPECT_LE(h * h, tv * slack);
            EXPECT_LE(tv, h * std::numbers::sqrt2 * slack);
        }
    for (std::size_t k = 0; k < 4; ++k) {
        const Vector p = distributions(4)[7];
        EXPECT_TRUE(close(math::total_variation(one_hot(4, k), p), 1 - p[k], {1e-14, 1e-16}));
    }
    EXPECT_EQ(math::bretagnolle_huber_bound(infinity), 1);
}

TEST(Divergences, TheDistancesAmongThemObeyTheTriangleInequality) {
    const auto all = distributions(4);
    const auto root_js = [](const Vector& p, const Vector& q) { return std::sqrt(math::js(p, q)); };
    const auto of = [](Divergence kind) {
        return [kind](const Vector& p, const Vector& q) { return math::divergence(kind, p, q); };
    };
    const std::array<std::function<double(const Vector&, const Vector&)>, 5> distances{
        root_js, of(Divergence::TotalVariation), of(Divergence::Hellinger), of(Divergence::Euclidean),
        of(Divergence::FisherRao)};
    for (const auto& d : distances)
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t k = 0; k < all.size(); ++k) {
                const Vector &a = all[i], &b = all[(i + k) % all.size()], &c = all[(i * 7 + k) % all.size()];
                EXPECT_LE(d(a, c), d(a, b) + d(b, c) + 1e-14);
                EXPECT_TRUE(close(d(a, b), d(b, a), {1e-14, 1e-17}));
            }
    // The KL of the same kind of path does not (nor does JS without its root).
    const Vector a{0.9, 0.1}, b{0.5, 0.5}, c{0.1, 0.9};
    EXPECT_GT(math::js(a, c), math::js(a, b) + math::js(b, c));
}

TEST(Divergences, DoNotGrowWhenClassesAreMerged) {
    const auto all = distributions(6);
    for (const Divergence kind : kinds) {
        if (kind == Divergence::Euclidean) continue;  // the one that may
        for (std::size_t s = 0; s + 1 < all.size(); ++s) {
            const auto merged = [](const Vector& v) { return Vector{v[0] + v[3], v[1], v[2] + v[4] + v[5]}; };
            EXPECT_LE(math::divergence(kind, merged(all[s]), merged(all[s + 1])),
                      math::divergence(kind, all[s], all[s + 1]) * (1 + 1e-12));
        }
    }
    const Vector p{0.5, 0.5, 0, 0}, q{0, 0, 0.5, 0.5};
    EXPECT_GT(math::divergence(Divergence::Euclidean, Vector{1, 0}, Vector{0, 1}),
              math::divergence(Divergence::Euclidean, p, q));
}

}  // namespace divergences_test
}  // namespace lossfield::tests
