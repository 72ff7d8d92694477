// The sentences of the lab bregman, held against numbers found from its values alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include "tests/contract/situations.hpp"
#include "tests/support/claims.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace bregman_claims_test {

using namespace viz;

constexpr double infinity = std::numeric_limits<double>::infinity();

const Lab& lab() { return find_lab(catalog(), "bregman"); }

// D of one coordinate, in its plainest form.
double gap(const std::string& generator, double weight, double p, double q) {
    if (p == q) return 0;
    if (generator == "half-square") return 0.5 * (p - q) * (p - q);
    if (generator == "quadratic") return 0.5 * weight * (p - q) * (p - q);
    if (generator == "negative-entropy") return (p > 0 ? p * std::log(p / q) : 0) - p + q;
    return p == 0 || q == 0 ? infinity : p / q - std::log(p / q) - 1;
}

TEST(BregmanClaims, TheMeanIsLeastWhereThereIsALeast) {
    int least = 0, none = 0, bends = 0, exchanged = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 200,
        [&](const Said& said) {
            const std::string& generator = word(said, "generator");
            const Vector& sample = list(said, "sample");
            const double w = real(said, "weight-1"), n = static_cast<double>(sample.size());
            const auto mean_gap = [&](double q) {
                double sum = 0;
                for (const double x : sample) sum += gap(generator, w, x, q) / n;
                return sum;
            };
            const auto back = [&](double q) {
                double sum = 0;
                for (const double x : sample) sum += gap(generator, w, q, x) / n;
                return sum;
            };
            const double mean = std::accumulate(sample.begin(), sample.end(), 0.0) / n;
            const bool zero = std::count(sample.begin(), sample.end(), 0.0) > 0, all_zero = mean == 0;
            const bool has_least = !(generator == "itakura-saito" && zero && !all_zero);
            const bool simplex_kl = word(said, "over") == "simplex" && generator == "negative-entropy";
            if (said.in_caption("is least at the sample's mean") || said.in_caption("is the minimum")) {
                EXPECT_TRUE(has_least) << said.told();
                for (const double off : {0.7, 0.95, 1.05, 1.6}) {
                    EXPECT_GE(mean_gap(off * mean) - mean_gap(mean), -1e-12 * (1 + mean_gap(mean)))
                        << said.told();
                }
                ++least;
            }
            if (said.in_caption("no finite value, wherever")) {
                EXPECT_FALSE(has_least) << said.told();
                ++none;
            } else if (!simplex_kl && !has_least) {
                EXPECT_TRUE(said.in_caption("right angle")) << said.told();
            }
            if (said.in_caption("With the arguments exchanged")) {
                const double at = said.number("dual-mean");
                EXPECT_TRUE(std::isfinite(back(at))) << said.told();
                for (const double off : {0.9, 1.1}) {
                    EXPECT_GE(back(off * at) - back(at), -1e-12) << said.told();
                }
                ++exchanged;
            }
            if (const std::string notice = said.notice("not-convex"); !notice.empty()) {
                const double q = real(said, "q"), h = 1e-4 * q;
                EXPECT_GT(q, 2 * mean) << said.told();
                EXPECT_LT(mean_gap(q + h) - 2 * mean_gap(q) + mean_gap(q - h), 1e-12) << said.told();
                ++bends;
            }
        },
        [&](Values& values) {
            const std::size_t k = count++;
            if (k % 2 == 0) return;
            put(lab(), values, "over", std::string("plane"));
            put(lab(), values, "generator", std::string(k % 3 == 0 ? "negative-entropy" : "itakura-saito"));
            if (k % 4 == 1) put(lab(), values, "sample", Vector{3.5, 0, 3.9});
            if (k % 4 == 3) put(lab(), values, "sample", Vector{0.5, 0.9, 0.7});
        });
    EXPECT_GT(least, 10);
    EXPECT_GT(none, 5);
    EXPECT_GT(bends, 3);
    EXPECT_GT(exchanged, 3);
}

TEST(BregmanClaims, ARightAngleHasTwoLinesAndAddsUp) {
    int right = 0, joined = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 160,
        [&](const Said& said) {
            const bool says = said.in_caption("right angle");
            const double ac = said.number("d-ac"), ab = said.number("d-ab"), bc = said.number("d-bc");
            const bool simplex = word(said, "over") == "simplex";
            const auto& a = list(said, simplex ? "share-a" : "a");
            const auto& b = list(said, simplex ? "share-b" : "b");
            const auto& c = list(said, simplex ? "share-c" : "c");
            if (a == b || b == c) {
                EXPECT_FALSE(says) << said.told();
                ++joined;
            }
            if (!says) return;
            EXPECT_GT(ab, 0);
            EXPECT_GT(bc, 0);
            EXPECT_NEAR(ac, ab + bc, 1.1e-3 * (ab + bc)) << said.told();
            ++right;
        },
        [&](Values& values) {
            const std::size_t k = count++;
            if (k % 4 == 0) return;
            put(lab(), values, "over", std::string("plane"));
            if (k % 4 == 1) put(lab(), values, "b", values[index_of(lab(), "a")]);
            if (k % 4 == 2) put(lab(), values, "b", values[index_of(lab(), "c")]);
            if (k % 4 != 3) return;
            put(lab(), values, "generator", std::string("half-square"));
            put(lab(), values, "a", Vector{1, 2}), put(lab(), values, "b", Vector{1, 1}),
                put(lab(), values, "c", Vector{3, 1});
        });
    EXPECT_GT(right, 5);
    EXPECT_GT(joined, 10);
}

TEST(BregmanClaims, TheBoundarySaysWhichArgumentVanishes) {
    int infinite = 0, finite = 0, shares = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            const double ac = said.number("d-ac"), ab = said.number("d-ab"), bc = said.number("d-bc");
            const bool all = std::isfinite(ac) && std::isfinite(ab) && std::isfinite(bc);
            EXPECT_EQ(said.notice("infinite-divergence").empty(), all) << said.told();
            if (said.in_caption("Where the second argument vanishes")) {
                EXPECT_EQ(word(said, "generator"), "negative-entropy") << said.told();
            }
            if (said.in_caption("Where one of both arguments")) {
                EXPECT_EQ(word(said, "generator"), "itakura-saito") << said.told();
            }
            ++(all ? finite : infinite);
            const bool two = word(said, "over") == "simplex" && word(said, "generator") == "quadratic";
            EXPECT_EQ(!said.notice("two-shares").empty(), two) << said.told();
            shares += two;
        },
        [&](Values& values) {
            const std::size_t k = count++;
            if (k % 2 == 0) return;
            put(lab(), values, "over", std::string("plane")),
                put(lab(), values, "sample", Vector{3, 2.5, 3.5});
            put(lab(), values, "generator", std::string(k % 4 == 1 ? "itakura-saito" : "negative-entropy"));
            put(lab(), values, k % 8 < 4 ? "a" : "c", Vector{0, 1});
        });
    EXPECT_GT(infinite, 10);
    EXPECT_GT(finite, 10);
    EXPECT_GT(shares, 2);
}

}  // namespace bregman_claims_test
}  // namespace lossfield::tests
