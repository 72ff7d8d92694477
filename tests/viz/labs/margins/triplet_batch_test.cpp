// The lab triplet, a batch in training: what its words claim of mining, dead ends and collapse.
#include "tests/viz/labs/margins/triplet.hpp"

namespace lossfield::tests {
namespace triplet_batch_test {

using namespace triplet_lab;

View at_step(long long step) {
    View view;
    view.step = step;
    return view;
}

TEST(TripletClaims, WhatIsSaidOfTheBatchIsSeenInIt) {
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
TEST(TripletClaims, TheOtherWaysOfMiningAreToldAsTheyAreByThemselves) {
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

TEST(TripletClaims, RunsEndBeforeAStepWithoutFiniteNumbers) {
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

TEST(TripletClaims, DeadEndsOfABatchAreNamed) {
    const Said stalled = said({{"margin", 0.0}});
    EXPECT_FALSE(stalled.notice("stalled").empty());
    EXPECT_EQ(stalled.number("mined"), 0);
    const Said huddled = said({{"distance", "plain"}}, "collapse");
    EXPECT_FALSE(huddled.notice("huddled").empty());
    EXPECT_LT(huddled.number("extent"), 0.05);
    EXPECT_EQ(huddled.number("share"), 100);
}

TEST(TripletClaims, TwinsAreBothSeen) {
    const Said s = shown(own(), "collapse");
    const auto* under = find_mark<PointSet>(s.figure, "batch", "points-under");
    const auto* points = find_mark<PointSet>(s.figure, "batch", "points");
    ASSERT_NE(under, nullptr);
    EXPECT_GE(under->size, 1.5 * points->size);
    EXPECT_NE(under->colours.front(), points->colours[1]);
}

// At the same settings hardest mining ends at one place with the loss m, and the other two do not.
TEST(TripletClaims, HardestMiningCollapsesWhereTheOthersDoNot) {
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

TEST(TripletClaims, OnTheUnitCircleEveryPointHasLengthOne) {
    const Values values = with(own(), {{"show", "batch"}, {"unit-circle", true}});
    const Result result = own().compute(values, Detail::Full, {});
    for (const long long step : {0LL, 1LL, 77LL}) {
        const Figure figure = own().draw(values, result, at_step(step));
        const auto* points = find_mark<PointSet>(figure, "batch", "points");
        for (std::size_t i = 0; i < points->x.size(); ++i)
            EXPECT_NEAR(std::hypot(points->x[i], points->y[i]), 1, 1e-14);
    }
}

}  // namespace triplet_batch_test
}  // namespace lossfield::tests
