// The lab triplet: what its words claim, over random values, from the points and the definitions.
#include "viz/labs/margins/triplet/triplet.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/claims.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace triplet_lab_test {

using namespace viz;
using namespace viz::read_figure;

constexpr int random_count = 200;

const Lab& own() { return find_lab(catalog(), "triplet"); }

bool is_one(const Said& s) { return word(s, "show") == "one"; }
bool says(const Figure& f, const char* words) { return f.caption.find(words) != std::string::npos; }

using Place = std::pair<double, double>;
Place place(const Vector& v) { return {v[0], v[1]}; }

double distance(const Said& s, const Place& x, const Place& y) {
    const double d = std::hypot(x.first - y.first, x.second - y.second);
    return word(s, "distance") == "squared" ? d * d : d;
}
double loss(const Said& s, const Place& a, const Place& p, const Place& n) {
    return std::max(0.0, distance(s, a, p) - distance(s, a, n) + real(s, "margin"));
}

struct Sides {
    std::vector<Place> positives, negatives;
};
Sides sides(const Said& s) {
    Sides all{{place(list(s, "anchor")), place(list(s, "positive"))}, {place(list(s, "negative"))}};
    for (const DataPoint& p : get<Points>(s, "others"))
        (p.label == "positive" ? all.positives : all.negatives).emplace_back(p.x, p.y);
    return all;
}

// Every fourth setting within reach of each other, every fifth with points at one place, every seventh blind.
void adjust(Values& values) {
    static int count = 0;
    ++count;
    const auto entry = [&](const char* id) -> Vector& {
        return std::get<Vector>(values[index_of(own(), id)]);
    };
    if (count % 4 == 0)
        for (const char* id : {"anchor", "positive", "negative"})
            for (double& v : entry(id)) v *= 0.1;
    if (count % 5 == 0) entry("negative") = entry("positive");
    if (count % 10 == 0) entry("anchor") = entry("positive");
    if (count % 7 == 0) {
        const double e = 0.05 + 0.02 * (count % 11);
        entry("anchor") = {0, 0}, entry("positive") = {1, 0}, entry("negative") = {1 + e, 0};
        values[index_of(own(), "margin")] = 1.5 * e + e * e, values[index_of(own(), "others")] = Points{};
        values[index_of(own(), "distance")] = "squared";
    }
    if (count % 11 == 0) {
        entry("anchor") = entry("positive") = {0.5, 0.5}, entry("negative") = {0.5, 0.6};
        values[index_of(own(), "margin")] = 0.75, values[index_of(own(), "distance")] = "plain";
        values[index_of(own(), "loss")] = "triplet", values[index_of(own(), "show")] = "one";
    }
    if (count % 6 == 0)
        for (DataPoint& d : std::get<Points>(values[index_of(own(), "data")])) d.label = "2";
    if (count % 3 != 0) values[index_of(own(), "show")] = "one";
}

TEST(TripletLab, TheZoneAndTheLossAreThoseOfThePoints) {
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

TEST(TripletLab, ABlindAnchorIsOneForWhichTheOrderOfDistancesAndTheLossesAreSo) {
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

TEST(TripletLab, ClustersAreCountedAndSummedAsTheyAreDefined) {
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

TEST(TripletLab, TheBarOfAnAnchorIsTheMeanOfItsTriplets) {
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

TEST(TripletLab, StuckIsALossWithoutForceAndOnlyAtOnePlace) {
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

View at_step(long long step) {
    View view;
    view.step = step;
    return view;
}

TEST(TripletLab, WhatIsSaidOfTheBatchIsSeenInIt) {
    int batches = 0, collapses = 0, without = 0;
    at_settings(
        own(), random_count,
        [&](const Said& s) {
            if (is_one(s)) return;
            const auto& data = get<Points>(s, "data");
            const Result result = s.lab.compute(s.values, Detail::Full, {});
            const long long last = s.figure.playhead->last;
            double first_extent = 0, end_extent = 0, end_share = 0;
            bool semi_hard = false, doubtful = false;
            for (const long long step : {0LL, last / 2, last}) {
                const Figure f = s.lab.draw(s.values, result, at_step(step));
                const auto* points = find_mark<PointSet>(f, "batch", "points");
                std::size_t triplets = 0, active = 0;
                double sum = 0, extent = 0;
                bool near = false, finite = true;
                semi_hard = false;
                const auto at = [&](std::size_t i) { return Place{points->x[i], points->y[i]}; };
                for (std::size_t a = 0; a < data.size(); ++a)
                    for (std::size_t p = 0; p < data.size(); ++p) {
                        extent = std::max(extent,
                                          std::hypot(at(a).first - at(p).first, at(a).second - at(p).second));
                        finite = finite && std::isfinite(at(a).first) && std::abs(at(a).first) < 1e5;
                        if (p == a || data[p].label != data[a].label) continue;
                        for (std::size_t n = 0; n < data.size(); ++n) {
                            if (data[n].label == data[a].label) continue;
                            const double bracket =
                                distance(s, at(a), at(p)) - distance(s, at(a), at(n)) + real(s, "margin");
                            semi_hard = semi_hard || (distance(s, at(a), at(p)) < distance(s, at(a), at(n)) &&
                                                      bracket > 0);
                            ++triplets, active += bracket > 0 ? 1 : 0, sum += std::max(0.0, bracket);
                            near = near || std::abs(bracket) < 1e-9 * (1 + distance(s, at(a), at(n)));
                        }
                    }
                if (step == 0) first_extent = extent;
                end_extent = extent;
                if (!finite) return;
                ++batches;
                EXPECT_EQ(number(f, "triplets"), static_cast<double>(triplets));
                EXPECT_EQ(says(f, "has no triplet"), triplets == 0);
                if (triplets == 0) continue;
                const auto count = static_cast<double>(triplets);
                end_share = static_cast<double>(active) / count, doubtful = near;
                EXPECT_NEAR(number(f, "mean-loss"), sum / count, 1e-9 * (1 + sum / count)) << s.told();
                EXPECT_NEAR(number(f, "extent"), extent, 1e-9 * (1 + extent));
                if (!near) {
                    EXPECT_NEAR(number(f, "share"), 100 * static_cast<double>(active) / count, 1e-9);
                }
                EXPECT_LE(number(f, "mined-active"), number(f, "mined"));
            }
            const bool no_triplets = !s.notice("no-triplets").empty();
            without += no_triplets;
            if (no_triplets) {
                const Figure& f = s.figure;
                EXPECT_EQ(says(f, "of one class has no triplet") && !says(f, "without two points"),
                          std::all_of(data.begin(), data.end(),
                                      [&](const DataPoint& d) { return d.label == data[0].label; }));
            }
            EXPECT_EQ(!s.notice("one-place").empty(), !no_triplets && first_extent == 0);
            if (!doubtful) {
                EXPECT_EQ(!s.notice("stalled").empty(),
                          !no_triplets && word(s, "mining") == "semi-hard" && !semi_hard && end_share > 0)
                    << s.told();
                EXPECT_EQ(!s.notice("huddled").empty(),
                          !no_triplets && first_extent > 0 && end_extent >= first_extent / 1000 &&
                              end_extent < first_extent / 20 && end_share >= 0.99)
                    << s.told();
            }
            const bool collapsed = !s.notice("collapsed").empty();
            collapses += collapsed;
            EXPECT_EQ(collapsed, !no_triplets && first_extent > 0 && end_extent < first_extent / 1000)
                << s.told();
        },
        adjust);
    EXPECT_GT(batches, 60);
    EXPECT_GT(collapses, 0);
    EXPECT_GT(without, 0);
}

// What is said of each way of mining at a step is what it has come to by itself; a run that has left is not said to be there.
TEST(TripletLab, TheOtherWaysOfMiningAreToldAsTheyAreByThemselves) {
    for (const double rate : {0.1, 10.0})
        for (const std::string mining : {"random", "semi-hard", "hardest"}) {
            const Values values = with(own(), {{"show", "batch"}, {"mining", mining}, {"gd-rate", rate}});
            const Result result = own().compute(values, Detail::Full, {});
            for (const std::string other : {"random", "semi-hard", "hardest"}) {
                if (other == mining) continue;
                const Values alone = with(own(), {{"show", "batch"}, {"mining", other}, {"gd-rate", rate}});
                const Result by_itself = own().compute(alone, Detail::Full, {});
                for (const long long asked : {3LL, 150LL}) {
                    const Figure f = own().draw(values, result, at_step(asked));
                    const long long step = std::min(asked, f.playhead->last);
                    const Figure g = own().draw(alone, by_itself, at_step(step));
                    const std::string told = step <= g.playhead->last
                                                 ? told_from(number(g, "share"), 100, 3) + " %"
                                                 : fmt::format("left at step {}", g.playhead->last);
                    EXPECT_TRUE(says(f, fmt::format("{} {}", other, told).c_str())) << f.caption << told;
                }
            }
        }
}

Said said(const std::vector<std::pair<const char*, Value>>& changes, const char* preset = "batch") {
    Said s = shown(own(), preset);
    for (const auto& [id, value] : changes) put(own(), s.values, id, value);
    s.figure = own().draw(s.values, own().compute(s.values, Detail::Full, {}), View{});
    return s;
}

TEST(TripletLab, RunsEndBeforeAStepWithoutFiniteNumbers) {
    const Said undefined = said({{"optimizer", "adam"},
                                 {"epsilon", 0.0},
                                 {"data", Points{{0.2, 0.1, "1"}, {0.2, 0.1, "1"}, {0.2, 0.1, "2"}}}});
    const Said large = said({{"gd-rate", 1e300}});
    for (const Said* s : {&undefined, &large}) {
        EXPECT_EQ(s->figure.playhead->last, 0);
        EXPECT_NE(s->notice("broken-semi-hard").find("step 1 leads to no finite numbers"), std::string::npos);
        EXPECT_EQ(s->notice("broken-semi-hard").find("0/0") != std::string::npos, s == &undefined);
        EXPECT_TRUE(s->notice("diverged-semi-hard").empty());
        EXPECT_TRUE(std::isfinite(s->number("extent")));
    }
    EXPECT_EQ(undefined.number("share"), 100);
    EXPECT_FALSE(undefined.notice("one-place").empty());
}

TEST(TripletLab, DeadEndsOfABatchAreNamed) {
    const Said stalled = said({{"margin", 0.0}});
    EXPECT_FALSE(stalled.notice("stalled").empty());
    EXPECT_EQ(stalled.number("mined"), 0);
    const Said huddled = said({{"distance", "plain"}}, "collapse");
    EXPECT_FALSE(huddled.notice("huddled").empty());
    EXPECT_LT(huddled.number("extent"), 0.05);
    EXPECT_EQ(huddled.number("share"), 100);
}

// The negative at d(a, p) + m less a hair: told from both ends.
TEST(TripletLab, ASemiHardNegativeIsToldFromBothEnds) {
    const Said s = said({{"anchor", Vector{0, 0}},
                         {"positive", Vector{0.5, 0}},
                         {"negative", Vector{0, 0.9999999}},
                         {"margin", 0.75}},
                        "one-place");
    EXPECT_TRUE(s.in_caption("is semi-hard"));
    EXPECT_FALSE(s.in_caption("$d(a,n)$ = 1 ")) << s.figure.caption;
}

TEST(TripletLab, WithoutACircleAndWithoutALoss) {
    const Vector zero{0, 0};
    const Said s = said(
        {{"loss", "clusters"}, {"anchor", zero}, {"positive", zero}, {"negative", zero}, {"margin", 0.0}},
        "one-place");
    EXPECT_TRUE(s.in_caption("The nearest negative is at the centre"));
    EXPECT_TRUE(s.in_caption("with all 2 positives at the centre the loss is 0"));
    EXPECT_EQ(s.number("loss"), 0);
}

TEST(TripletLab, TwinsAreBothSeen) {
    const Said s = shown(own(), "collapse");
    const auto* under = find_mark<PointSet>(s.figure, "batch", "points-under");
    const auto* points = find_mark<PointSet>(s.figure, "batch", "points");
    ASSERT_NE(under, nullptr);
    EXPECT_GE(under->size, 1.5 * points->size);
    EXPECT_NE(under->colours.front(), points->colours[1]);
}

// At the same settings hardest mining ends at one place with the loss m, and the other two do not.
TEST(TripletLab, HardestMiningCollapsesWhereTheOthersDoNot) {
    const auto end = [&](const char* mining) {
        Said s = shown(own(), "collapse");
        put(own(), s.values, "mining", mining);
        return own().draw(s.values, own().compute(s.values, Detail::Full, {}), View{});
    };
    const Figure hardest = end("hardest");
    EXPECT_LT(number(hardest, "extent"), 1e-4);
    EXPECT_EQ(number(hardest, "share"), 100);
    EXPECT_NEAR(number(hardest, "mean-loss"), 0.2, 1e-8);
    for (const char* mining : {"semi-hard", "random"}) {
        const Figure other = end(mining);
        EXPECT_GT(number(other, "extent"), 0.5) << mining;
        EXPECT_LT(number(other, "share"), 10) << mining;
        for (const Notice& n : other.notices) EXPECT_NE(n.severity, Severity::Failure) << mining;
    }
}

TEST(TripletLab, OnTheUnitCircleEveryPointHasLengthOne) {
    const Values values = with(own(), {{"show", "batch"}, {"unit-circle", true}});
    const Result result = own().compute(values, Detail::Full, {});
    for (const long long step : {0LL, 1LL, 77LL}) {
        const Figure figure = own().draw(values, result, at_step(step));
        const auto* points = find_mark<PointSet>(figure, "batch", "points");
        for (std::size_t i = 0; i < points->x.size(); ++i)
            EXPECT_NEAR(std::hypot(points->x[i], points->y[i]), 1, 1e-14);
    }
}

}  // namespace triplet_lab_test
}  // namespace lossfield::tests
