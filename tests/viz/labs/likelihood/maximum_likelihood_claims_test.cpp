// The sentences of the lab maximum-likelihood, held against numbers found from its values alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "tests/contract/situations.hpp"
#include "tests/support/claims.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace maximum_likelihood_claims_test {

using namespace viz;

constexpr double infinity = std::numeric_limits<double>::infinity();

const Lab& lab() { return find_lab(catalog(), "maximum-likelihood"); }

TEST(MaximumLikelihoodClaims, WithoutATossNothingIsMostLikely) {
    int tossed = 0, none = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            if (word(said, "view") != "fit" || word(said, "model") != "bernoulli") return;
            const auto heads = std::get<long long>(said.value("heads")),
                       tails = std::get<long long>(said.value("tails"));
            const bool any = heads + tails > 0;
            EXPECT_EQ(said.in_caption("most likely"), any) << said.told();
            EXPECT_EQ(!said.notice("no-toss").empty(), !any) << said.told();
            const double f = real(said, "chance");
            EXPECT_EQ(!said.notice("impossible").empty(), (heads > 0 && f == 0) || (tails > 0 && f == 1))
                << said.told();
            EXPECT_EQ(!said.notice("certain").empty(), any && (heads == 0 || tails == 0)) << said.told();
            // p is the truth, f the model, everywhere.
            EXPECT_EQ(said.figure.caption.find("moving $p$"), std::string::npos);
            if (!any) return void(++none);
            ++tossed;
            const double share = static_cast<double>(heads) / static_cast<double>(heads + tails);
            const double least =
                share > 0 && share < 1 ? -share * std::log(share) - (1 - share) * std::log(1 - share) : 0;
            EXPECT_NEAR(said.number("least"), least, 1e-12) << said.told();
            EXPECT_GE(said.number("loss"), least - 1e-12) << said.told();
        },
        [&](Values& values) {
            put(lab(), values, "view", std::string("fit")),
                put(lab(), values, "model", std::string("bernoulli"));
            if (count++ % 3 == 0) put(lab(), values, "heads", 0LL), put(lab(), values, "tails", 0LL);
        });
    EXPECT_GT(tossed, 20);
    EXPECT_GT(none, 20);
}

TEST(MaximumLikelihoodClaims, OneHillIsNotTwo) {
    int one = 0, two = 0, many = 0, one_mean = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 60,
        [&](const Said& said) {
            if (word(said, "view") != "direction") return;
            const double w = real(said, "weight");
            const bool single = w == 0 || w == 1 ||
                                (real(said, "mean-1") == real(said, "mean-2") &&
                                 real(said, "width-1") == real(said, "width-2"));
            EXPECT_EQ(said.in_caption("With a single hill"), single) << said.told();
            EXPECT_FALSE(single && (said.in_caption("both hills") || said.in_caption("seeks a hill")))
                << said.told();
            EXPECT_EQ(find_panel(said.figure, "density")->title.find("two hills") == std::string::npos,
                      single)
                << said.told();
            EXPECT_EQ(said.figure.caption.find("near"), std::string::npos) << said.told();
            ++(single ? one : two);
            int minima = 0;
            double lowest = infinity, second = infinity;
            for (const Readout& r : said.figure.readouts)
                if (r.id.rfind("seeking-", 0) == 0) {
                    const double kl = std::get<Vector>(r.value)[2];
                    if (kl < lowest)
                        second = std::exchange(lowest, kl);
                    else
                        second = std::min(second, kl);
                    ++minima;
                }
            if (said.in_caption("the lowest at")) {
                EXPECT_GT(minima, 1) << said.told();
                EXPECT_TRUE(said.in_caption(std::to_string(minima) + " minima")) << said.told();
                EXPECT_FALSE(said.in_caption("2 minima, 2 of them")) << said.told();
                // About one mean nothing is to the left or right of it.
                if (real(said, "mean-1") == real(said, "mean-2")) {
                    EXPECT_NEAR(said_numbers::after(said.figure.caption, "lowest at ("), real(said, "mean-1"),
                                0.006 * (1 + std::abs(real(said, "mean-1"))))
                        << said.figure.caption << said.told();
                    ++one_mean;
                }
                EXPECT_EQ(said.in_caption("as low, at"), second - lowest < 1e-9) << said.told();
                ++many;
            }
        },
        [&](Values& values) {
            put(lab(), values, "view", std::string("direction"));
            const std::size_t k = count++;
            if (k % 3 == 0) put(lab(), values, "weight", k % 2 == 0 ? 1.0 : 0.0);
            const double mean = static_cast<double>(k % 5) - 2;
            if (k % 6 == 1)
                put(lab(), values, "weight", 0.5), put(lab(), values, "mean-1", mean),
                    put(lab(), values, "mean-2", mean), put(lab(), values, "width-1", 0.25),
                    put(lab(), values, "width-2", 5.0),
                    put(lab(), values, "direction", std::string("reverse"));
            if (k % 3 == 2)
                put(lab(), values, "weight", 0.5), put(lab(), values, "mean-1", -3.0),
                    put(lab(), values, "mean-2", 3.0), put(lab(), values, "width-1", 1.0),
                    put(lab(), values, "width-2", k % 2 == 0 ? 1.0 : 0.8),
                    put(lab(), values, "direction", std::string("reverse"));
        });
    EXPECT_GT(one, 5);
    EXPECT_GT(two, 5);
    EXPECT_GT(many, 5);
    EXPECT_GT(one_mean, 3);
}

TEST(MaximumLikelihoodClaims, EmEndsWhereItIsSaidTo) {
    int ends = 0, elsewhere = 0, zeros = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 60,
        [&](const Said& said) {
            if (word(said, "view") != "fit" || word(said, "model") != "mixture") return;
            const Vector& x = list(said, "data");
            const double s = real(said, "model-width");
            std::array<double, 2> m{list(said, "means")[0], list(said, "means")[1]};
            double reach = s, moved = infinity;
            for (const double v : x) reach = std::max(reach, std::abs(v));
            const auto nll = [&](double a, double b) {
                double sum = 0;
                for (const double v : x) {
                    const double p = -0.5 * (v - a) * (v - a) / s / s, q = -0.5 * (v - b) * (v - b) / s / s,
                                 top = std::max(p, q);
                    sum -= top + std::log(std::exp(p - top) + std::exp(q - top));
                }
                return sum / static_cast<double>(x.size());
            };
            for (int step = 0; step < 400 && moved > 1e-12 * reach; ++step) {
                std::array<double, 2> sum{}, weight{};
                for (const double v : x) {
                    const double share = 1 / (1 + std::exp((v - m[0]) * (v - m[0]) / (2 * s * s) -
                                                           (v - m[1]) * (v - m[1]) / (2 * s * s)));
                    sum[0] += share * v, weight[0] += share, sum[1] += (1 - share) * v,
                        weight[1] += 1 - share;
                }
                const auto old = m;
                for (std::size_t k = 0; k < 2; ++k)
                    if (weight[k] > 0) m[k] = sum[k] / weight[k];
                moved = std::max(std::abs(m[0] - old[0]), std::abs(m[1] - old[1]));
            }
            const double least = said.number("least"), end = nll(m[0], m[1]);
            const bool symmetric = x == Vector{-1, 0, 1} || x == Vector{0, 0, 10};
            EXPECT_EQ(said.figure.caption.find("top"), std::string::npos);
            if (said.in_caption("less likely")) {
                const Vector& best = [&]() -> const Vector& {
                    for (const Readout& r : said.figure.readouts)
                        if (r.id == "best") return std::get<Vector>(r.value);
                    throw std::logic_error("best");
                }();
                EXPECT_GT(end, nll(best[0], best[1]) + 1e-10) << said.told();
                ++elsewhere;
            }
            const std::string& text = said.figure.caption;
            EXPECT_EQ(text.find(" 1 steps"), std::string::npos) << text;
            // What is 0 to rounding is told as 0.
            if (symmetric && text.find("where EM ends") != std::string::npos) {
                EXPECT_EQ(text.find("·$10^{-"), std::string::npos) << text;
                ++zeros;
            }
            if (said.in_caption("where EM ends")) {
                EXPECT_LE(moved, 1e-9 * reach) << said.told();
                ++ends;
            }
            if (said.in_caption("still moving")) {
                EXPECT_GT(moved, 1e-13 * reach) << said.told();
            }
            EXPECT_TRUE(std::isfinite(least)) << said.told();
        },
        [&](Values& values) {
            put(lab(), values, "view", std::string("fit")),
                put(lab(), values, "model", std::string("mixture"));
            if (count++ % 3 == 0) put(lab(), values, "means", Vector{1, 1});
            if (count % 6 == 2)
                put(lab(), values, "data", Vector{-1, 0, 1}), put(lab(), values, "means", Vector{-3, 3}),
                    put(lab(), values, "model-width", 1.0);
            if (count % 6 == 5)
                put(lab(), values, "data", Vector{0, 0, 10}), put(lab(), values, "means", Vector{0, 10}),
                    put(lab(), values, "model-width", 1.0);
        });
    EXPECT_GT(zeros, 5);
    EXPECT_GT(ends, 5);
    EXPECT_GT(elsewhere, 3);
}

TEST(MaximumLikelihoodClaims, TheMapSaysWhatItCounts) {
    int least = 0, none = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 60,
        [&](const Said& said) {
            if (word(said, "view") != "fit" || word(said, "model") == "bernoulli") return;
            const Vector& x = list(said, "data");
            const bool unbounded = word(said, "model") != "mixture" &&
                                   std::all_of(x.begin(), x.end(), [&](double v) { return v == x[0]; });
            const std::string& bar = find_panel(said.figure, "map")->colour_bar->label;
            EXPECT_EQ(bar.find("least shown") != std::string::npos, unbounded) << said.told();
            EXPECT_EQ(!said.notice("unbounded").empty(), unbounded) << said.told();
            ++(unbounded ? none : least);
        },
        [&](Values& values) {
            put(lab(), values, "view", std::string("fit"));
            if (count++ % 3 == 0)
                put(lab(), values, "data", Vector{0.7, 0.7}),
                    put(lab(), values, "model", std::string("laplace"));
        });
    EXPECT_GT(least, 5);
    EXPECT_GT(none, 5);
}

TEST(MaximumLikelihoodClaims, PresetsDoWhatTheySay) {
    const Said seeking = shown(lab(), "seeking");
    EXPECT_TRUE(seeking.in_caption("3 minima, 2 of them on a hill")) << seeking.figure.caption;
    EXPECT_TRUE(seeking.in_caption("as low, at"));
    EXPECT_NEAR(shown(lab(), "coin").number("best"), 0.7, 1e-12);
}

}  // namespace maximum_likelihood_claims_test
}  // namespace lossfield::tests
