// The lab triplet, one triplet and its clusters: what its words claim, over random values, from the points and the definitions.
#include "tests/viz/labs/margins/triplet.hpp"

namespace lossfield::tests {
namespace triplet_lab_test {

using namespace triplet_lab;

TEST(TripletClaims, TheZoneAndTheLossAreThoseOfThePoints) {
    int easy = 0, semi_hard = 0, hard = 0, tied = 0;
    at_settings(
        own(), random_count,
        [&](const Said& s) {
            if (!is_one(s)) return;
            const Place a = place(list(s, "anchor")), p = place(list(s, "positive")),
                        n = place(list(s, "negative"));
            const double ap = distance(s, a, p), an = distance(s, a, n), m = real(s, "margin"),
                         size = 1 + ap + an + m;
            EXPECT_NEAR(s.number("to-positive"), ap, 1e-12 * size);
            EXPECT_NEAR(s.number("to-negative"), an, 1e-12 * size);
            EXPECT_NEAR(s.number("swapped"), loss(s, p, a, n), 1e-12 * size);
            if (word(s, "loss") != "triplet") return;
            EXPECT_NEAR(s.number("loss"), loss(s, a, p, n), 1e-12 * size);
            const bool says_tied = s.in_caption("is as far from the anchor");
            tied += says_tied, easy += s.in_caption("is easy"), semi_hard += s.in_caption("is semi-hard");
            hard += s.in_caption("is hard");
            EXPECT_EQ(
                s.in_caption("is easy") + s.in_caption("is semi-hard") + s.in_caption("is hard") + says_tied,
                1)
                << s.figure.caption;
            if (s.in_caption("is easy")) {
                EXPECT_LE(s.number("loss"), 0);
                EXPECT_GE(an, ap + m - 1e-12 * size) << s.told();
                EXPECT_EQ(largest_size(numbers(s.figure, "gradient")), 0);
            }
            if (s.in_caption("is semi-hard")) {
                EXPECT_GT(an, ap);
                EXPECT_LT(an, ap + m + 1e-12 * size);
                EXPECT_TRUE(s.in_caption("is above $d(a,p)$") && s.in_caption("but below $d(a,p) + m$"));
                EXPECT_LT(s.number("loss"), m);
                EXPECT_GT(s.number("loss"), 0);
            }
            if (s.in_caption("is hard")) {
                EXPECT_LE(an, ap + 1e-12 * size);
                EXPECT_GE(s.number("loss"), m);
            }
            if (says_tied) {
                EXPECT_NEAR(s.number("loss"), m, 1e-11 * size);
            }
        },
        adjust);
    for (const int count : {easy, semi_hard, hard, tied}) EXPECT_GT(count, 2);
}

TEST(TripletClaims, ABlindAnchorIsOneForWhichTheOrderOfDistancesAndTheLossesAreSo) {
    int blind = 0;
    at_settings(
        own(), random_count,
        [&](const Said& s) {
            if (!is_one(s)) return;
            const Place a = place(list(s, "anchor")), p = place(list(s, "positive")),
                        n = place(list(s, "negative"));
            const bool claimed =
                s.in_caption("is nearer to $p$ than $a$ is") || s.in_caption("sees nothing of it");
            blind += claimed;
            if (!claimed) return;
            EXPECT_LT(distance(s, n, p), distance(s, a, p));
            EXPECT_LT(distance(s, a, p), distance(s, a, n));
            EXPECT_LE(loss(s, a, p, n), 1e-12 * (1 + distance(s, a, n)));
            EXPECT_GT(loss(s, p, a, n), 0);
            EXPECT_GT(s.number("clusters"), 0);
        },
        adjust);
    EXPECT_GT(blind, 8);
    for (const char* preset : {"blind", "clusters"}) {
        const Said s = shown(own(), preset);
        EXPECT_EQ(loss(s, place(list(s, "anchor")), place(list(s, "positive")), place(list(s, "negative"))),
                  0);
        EXPECT_GT(s.number("clusters"), 0.05);
        EXPECT_GT(s.number("swapped"), 1);
    }
}

TEST(TripletClaims, ClustersAreCountedAndSummedAsTheyAreDefined) {
    int some = 0, none = 0, no_circle = 0, driven_seen = 0;
    at_settings(
        own(), random_count,
        [&](const Said& s) {
            if (!is_one(s)) return;
            const Sides all = sides(s);
            Place c{0, 0};
            const auto count = static_cast<double>(all.positives.size());
            for (const Place& z : all.positives) c.first += z.first / count, c.second += z.second / count;
            const auto square = [&](const Place& z) {
                return std::pow(z.first - c.first, 2) + std::pow(z.second - c.second, 2);
            };
            double nearest = infinity, value = 0, size = 1;
            for (const Place& n : all.negatives) nearest = std::min(nearest, square(n));
            const double m = real(s, "margin");
            std::size_t outside = 0;
            bool near = false;
            for (const Place& z : all.positives) {
                const double bracket = square(z) - nearest + m;
                size = std::max(size, square(z) + nearest);
                value += std::max(0.0, bracket) / (2 * count), outside += bracket > 0 ? 1 : 0;
                near = near || std::abs(bracket) < 1e-10 * size;
            }
            EXPECT_NEAR(s.number("clusters"), value, 1e-12 * size);
            if (word(s, "loss") != "clusters" || near) return;
            const bool without = s.in_caption("there is no circle");
            EXPECT_EQ(s.in_caption("is at the centre"), without && m == 0) << s.told();
            const std::string loss_words = "the loss is 0.", ended = s.figure.caption + "  ";
            const auto told = ended.find(loss_words);
            EXPECT_EQ(told != std::string::npos && ended[told + loss_words.size()] == ' ', outside == 0)
                << s.figure.caption;
            if (std::abs(nearest - m) > 1e-10 * size) {
                EXPECT_EQ(without, nearest < m);
            }
            const auto n = all.positives.size();
            if (without) {
                ++no_circle;
            } else if (outside == 0) {
                ++none;
                EXPECT_TRUE(s.in_caption("None of the")) << s.figure.caption;
            } else {
                ++some;
                EXPECT_EQ(s.figure.caption.find(fmt::format("{} of {} positives lie", outside, n)), 0U);
            }
            const Vector sum = numbers(s.figure, "gradient-sum");
            if (word(s, "centre") == "mean") {
                EXPECT_EQ(std::hypot(sum[0], sum[1]), 0) << s.told();
            }
            // Further from the centre the loss is less: the centre goes along.
            std::size_t driven = 0;
            bool doubtful = false;
            const auto loss_with = [&](std::size_t moved, double dx, double dy) {
                Sides other = all;
                other.positives[moved].first += dx, other.positives[moved].second += dy;
                Place d{0, 0};
                for (const Place& z : other.positives)
                    d.first += z.first / count, d.second += z.second / count;
                const auto to = [&](const Place& z) {
                    return std::pow(z.first - d.first, 2) + std::pow(z.second - d.second, 2);
                };
                double out = infinity, sum_of = 0;
                for (const Place& q : other.negatives) out = std::min(out, to(q));
                for (const Place& z : other.positives) sum_of += std::max(0.0, to(z) - out + m) / (2 * count);
                return sum_of;
            };
            for (std::size_t i = 0; i < n; ++i) {
                const Place& z = all.positives[i];
                if (!(square(z) - nearest + m > 0)) continue;
                const double step = 1e-5, dx = step * (z.first - c.first), dy = step * (z.second - c.second);
                const double slope = (loss_with(i, dx, dy) - loss_with(i, -dx, -dy)) / (2 * step);
                doubtful = doubtful || std::abs(slope) < 1e-5 * size;
                driven += slope < 0 ? 1 : 0;
            }
            if (word(s, "centre") == "constant") {
                EXPECT_FALSE(s.in_caption("points away from"));
            } else if (!doubtful) {
                driven_seen += driven > 0 ? 1 : 0;
                EXPECT_EQ(s.in_caption(fmt::format("force on {} of them points away from", driven)),
                          driven > 0)
                    << s.told() << s.figure.caption;
            }
            EXPECT_EQ(s.in_caption("forces sum to"), word(s, "centre") == "constant" && value > 0);
        },
        adjust);
    for (const int seen : {some, none, no_circle, driven_seen}) EXPECT_GT(seen, 2);
}

TEST(TripletClaims, TheBarOfAnAnchorIsTheMeanOfItsTriplets) {
    at_settings(own(), random_count, [&](const Said& s) {
        if (!is_one(s)) return;
        const Sides all = sides(s);
        const Vector bars = numbers(s.figure, "by-anchor");
        ASSERT_EQ(bars.size(), all.positives.size());
        for (std::size_t i = 0; i < bars.size(); ++i) {
            double sum = 0, size = 1;
            for (std::size_t k = 0; k < bars.size(); ++k)
                for (const Place& n : all.negatives) {
                    if (k != i) sum += loss(s, all.positives[i], all.positives[k], n);
                    size += distance(s, all.positives[i], n);
                }
            const auto count = static_cast<double>((bars.size() - 1) * all.negatives.size());
            EXPECT_NEAR(bars[i], sum / count, 1e-11 * size);
        }
    });
}

TEST(TripletClaims, StuckIsALossWithoutForceAndOnlyAtOnePlace) {
    int stuck = 0, without = 0;
    at_settings(
        own(), random_count,
        [&](const Said& s) {
            if (!is_one(s)) return;
            const Sides all = sides(s);
            const bool claimed = !s.notice("stuck").empty();
            stuck += claimed, without += !s.notice("no-direction").empty();
            if (claimed) {
                EXPECT_GT(s.number("loss"), 0);
                EXPECT_EQ(all.positives[0], all.positives[1]);
                EXPECT_EQ(all.positives[0], all.negatives[0]);
            }
            const bool together =
                all.positives[0] == all.positives[1] && all.positives[0] == all.negatives[0];
            if (together && word(s, "loss") == "triplet" && real(s, "margin") > 0) {
                EXPECT_TRUE(claimed);
                EXPECT_NEAR(s.number("loss"), real(s, "margin"), 1e-15);
            }
            if (!s.notice("no-direction").empty()) {
                EXPECT_EQ(word(s, "distance"), "plain");
                EXPECT_TRUE(all.positives[0] == all.positives[1] || all.positives[0] == all.negatives[0]);
            }
        },
        adjust);
    EXPECT_GT(stuck, 2);
    EXPECT_GT(without, 0);
}

// The negative at d(a, p) + m less a hair: told from both ends.
TEST(TripletClaims, ASemiHardNegativeIsToldFromBothEnds) {
    const Said s = said({{"anchor", Vector{0, 0}},
                         {"positive", Vector{0.5, 0}},
                         {"negative", Vector{0, 0.9999999}},
                         {"margin", 0.75}},
                        "one-place");
    EXPECT_TRUE(s.in_caption("is semi-hard"));
    EXPECT_FALSE(s.in_caption("$d(a,n)$ = 1 ")) << s.figure.caption;
}

TEST(TripletClaims, WithoutACircleAndWithoutALoss) {
    const Vector zero{0, 0};
    const Said s = said(
        {{"loss", "clusters"}, {"anchor", zero}, {"positive", zero}, {"negative", zero}, {"margin", 0.0}},
        "one-place");
    EXPECT_TRUE(s.in_caption("The nearest negative is at the centre"));
    EXPECT_TRUE(s.in_caption("with all 2 positives at the centre the loss is 0"));
    EXPECT_EQ(s.number("loss"), 0);
}

// Bars of squared distances stand beside the clusters' loss without its half; beside those of plain ones there is no line.
TEST(TripletClaims, TheClustersLineIsInTheUnitOfTheBars) {
    for (const char* preset : {"blind", "clusters"}) {
        const Said squared = said({}, preset), plain = said({{"distance", "plain"}}, preset);
        const auto* line = find_mark<Rule>(squared.figure, "anchors", "clusters");
        ASSERT_NE(line, nullptr);
        const Sides all = sides(squared);
        const Place c{(all.positives[0].first + all.positives[1].first) / 2,
                      (all.positives[0].second + all.positives[1].second) / 2};
        double sum = 0;
        for (const Place& z : all.positives) sum += loss(squared, c, z, all.negatives[0]) / 2;
        EXPECT_NEAR(line->at, sum, 1e-12);
        EXPECT_EQ(find_mark<Rule>(plain.figure, "anchors", "clusters"), nullptr);
    }
}

}  // namespace triplet_lab_test
}  // namespace lossfield::tests
