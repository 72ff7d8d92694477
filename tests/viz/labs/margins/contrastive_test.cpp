// The lab contrastive: what its words claim, over random values, from the positions that it draws and the definitions.
#include "viz/labs/margins/contrastive/contrastive.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/claims.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace contrastive_lab_test {

using namespace viz;
using namespace viz::read_figure;

constexpr int random_count = 160;

const Lab& own() { return find_lab(catalog(), "contrastive"); }

struct Pair {
    bool similar = false;
    double distance = 0;
};

// Class numbers, of the pair's points and of the data.
std::vector<std::string> labels(const Said& s) {
    std::vector<std::string> all{"1", get<bool>(s, "similar") ? "1" : "2"};
    for (const DataPoint& p : get<Points>(s, "data")) all.push_back(p.label);
    return all;
}

std::vector<Pair> pairs_of(const Said& s, const Vector& x, const Vector& y) {
    const auto label = labels(s);
    std::vector<Pair> all;
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t k = i + 1; k < x.size(); ++k)
            all.push_back({label[i] == label[k], std::hypot(x[i] - x[k], y[i] - y[k])});
    return all;
}

std::vector<Pair> at_start(const Said& s) {
    Vector x{list(s, "first")[0], list(s, "second")[0]}, y{list(s, "first")[1], list(s, "second")[1]};
    for (const DataPoint& p : get<Points>(s, "data")) x.push_back(p.x), y.push_back(p.y);
    return pairs_of(s, x, y);
}

// Of the step that the figure shows, as it is drawn.
std::vector<Pair> as_drawn(const Said& s, const Figure& figure) {
    Vector x, y;
    for (const char* id : {"first-now", "second-now", "points"})
        if (const auto* set = find_mark<PointSet>(figure, "embedding", id)) {
            x.insert(x.end(), set->x.begin(), set->x.end());
            y.insert(y.end(), set->y.begin(), set->y.end());
        }
    return pairs_of(s, x, y);
}

double loss_of(const Said& s, const Pair& p) {
    const double square = p.distance * p.distance;
    if (word(s, "form") == "original")
        return p.similar ? square / 2 : std::pow(std::max(0.0, real(s, "margin") - p.distance), 2) / 2;
    const bool twice = word(s, "form") == "double-margin";
    const double m1 = twice ? real(s, "similar-margin") : 0, m2 = real(s, twice ? "far-margin" : "margin");
    return std::max(0.0, p.similar ? square - m1 : m2 - square) / 2;
}

double reach_of(const Said& s) {
    if (word(s, "form") == "original") return real(s, "margin");
    return std::sqrt(real(s, word(s, "form") == "squared" ? "margin" : "far-margin"));
}

// Every third setting with the pair at one place, or just at the margin.
void adjust(Values& values) {
    static int count = 0;
    auto& second = std::get<Vector>(values[index_of(own(), "second")]);
    const auto& first = std::get<Vector>(values[index_of(own(), "first")]);
    switch (++count % 6) {
        case 0:
            second = first;
            break;
        case 2:
            second = {first[0], first[1] + (first[1] > 8 ? -1.25 : 1.25)};
            break;
        case 4:
            values[index_of(own(), "data")] = Points{};
            break;
        default:
            break;
    }
}

View at_step(long long step) {
    View view;
    view.step = step;
    return view;
}

TEST(ContrastiveClaims, WhatIsSaidOfThePairFollowsFromItsLoss) {
    int pulled = 0, pushed = 0, resting = 0, together = 0;
    at_settings(
        own(), random_count,
        [&](const Said& s) {
            const Pair pair = at_start(s).front();
            const double loss = loss_of(s, pair), step = 1e-6 * (1 + pair.distance);
            const double further = loss_of(s, {pair.similar, pair.distance + step});
            EXPECT_NEAR(s.number("loss"), loss, 1e-9 * (1 + loss));
            EXPECT_NEAR(s.number("distance"), pair.distance, 1e-12 * (1 + pair.distance));
            const bool pull = s.in_caption("is pulled together"), push = s.in_caption("pushed apart"),
                       rest = s.in_caption("no force");
            EXPECT_EQ(pull + push + rest, 1) << s.told() << s.figure.caption;
            pulled += pull, pushed += push, resting += rest;
            if (pull) {
                EXPECT_TRUE(pair.similar);
                EXPECT_GT(further, loss);
                EXPECT_NEAR(s.number("slope"), pair.distance, 1e-9 * (1 + pair.distance));
            }
            if (push) {
                EXPECT_FALSE(pair.similar);
                EXPECT_GT(pair.distance, 0);
                EXPECT_LT(pair.distance, reach_of(s));
            }
            if (rest && pair.distance > 0) {
                EXPECT_LE(loss, 1e-14) << s.told();
            }
            const bool one_place = pair.distance == 0;
            together += one_place;
            EXPECT_EQ(s.in_caption("is at one place"), one_place);
            EXPECT_EQ(!s.notice("coincident").empty(), one_place && !pair.similar) << s.told();
            if (one_place && !pair.similar) {
                EXPECT_GE(loss, loss_of(s, {false, 0.01}));
            }
        },
        adjust);
    for (const int count : {pulled, pushed, resting, together}) EXPECT_GT(count, 10);
}

TEST(ContrastiveClaims, WhatIsSaidOfTheRunIsSeenInIt) {
    int settled = 0, means = 0;
    at_settings(
        own(), random_count,
        [&](const Said& s) {
            const long long last = s.figure.playhead->last;
            const Result result = s.lab.compute(s.values, Detail::Full, {});
            for (const long long step : {0LL, last / 2, last}) {
                const Figure f = s.lab.draw(s.values, result, at_step(step));
                const auto first = at_start(s), now = as_drawn(s, f);
                double sum = 0, within = 0, between = 0, similar = 0;
                bool finite = true;
                for (const Pair& p : now) {
                    sum += loss_of(s, p), (p.similar ? within : between) += p.distance, similar += p.similar;
                    finite = finite && std::isfinite(p.distance);
                }
                if (!finite || sum > 1e9) continue;
                const auto count = static_cast<double>(now.size());
                EXPECT_NEAR(number(f, "mean-loss"), sum / count, 1e-9 * (1 + sum / count)) << s.told();
                if (similar > 0) {
                    EXPECT_NEAR(number(f, "within"), within / similar, 1e-9 * (1 + within));
                }
                if (similar < count) {
                    EXPECT_NEAR(number(f, "between"), between / (count - similar), 1e-9 * (1 + between));
                }
                const bool none = f.caption.find("no pair has any loss") != std::string::npos;
                settled += none, means += f.caption.find("on average") != std::string::npos;
                if (none) {
                    EXPECT_LE(sum, 1e-13) << s.told();
                }
                if (step > 0 && sum > 1e-9 * count) {
                    EXPECT_FALSE(none);
                }
            }
        },
        adjust);
    EXPECT_GT(settled, 3);
    EXPECT_GT(means, 100);
}

TEST(ContrastiveClaims, NoticesOfTheRun) {
    int collapses = 0, still = 0;
    at_settings(
        own(), random_count,
        [&](const Said& s) {
            const auto first = at_start(s), now = as_drawn(s, s.figure);
            double widest = 0, widest_first = 0;
            for (std::size_t i = 0; i < now.size(); ++i)
                if (now[i].similar)
                    widest = std::max(widest, now[i].distance),
                    widest_first = std::max(widest_first, first[i].distance);
            const bool collapsed = !s.notice("collapsed").empty();
            collapses += collapsed;
            if (std::isfinite(widest)) {
                EXPECT_EQ(collapsed, widest_first > 0 && widest < widest_first / 1000) << s.told();
            }
            const std::string coincident = s.notice("coincident");
            const bool moves = coincident.find("nothing has moved") == std::string::npos;
            still += !moves;
            for (std::size_t i = 0; !moves && i < now.size(); ++i) {
                EXPECT_EQ(now[i].distance, first[i].distance);
            }
            if (!moves || coincident.find("never apart") != std::string::npos) {
                EXPECT_EQ(now.front().distance, 0);
                EXPECT_EQ(number(s.lab.draw(s.values, s.lab.compute(s.values, Detail::Full, {}), at_step(1)),
                                 "pair-now"),
                          0);
            }
            const bool parts = coincident.find("what first parted them") != std::string::npos;
            EXPECT_EQ(parts, !coincident.empty() && moves && now.front().distance > 0) << s.told();
            EXPECT_EQ(!s.notice("crossed").empty(), word(s, "form") == "double-margin" &&
                                                        real(s, "similar-margin") > real(s, "far-margin"));
            if (!s.notice("crossed").empty()) {
                const double between = std::sqrt(0.5 * (real(s, "similar-margin") + real(s, "far-margin")));
                for (const bool similar : {true, false}) EXPECT_EQ(loss_of(s, {similar, between}), 0);
            }
            for (const Pair& p : now) EXPECT_TRUE(std::isfinite(p.distance * p.distance)) << s.told();
            if (!s.notice("broken").empty()) return;
            EXPECT_EQ(!s.notice("diverged").empty(), std::any_of(now.begin(), now.end(), [](const Pair& p) {
                return !(p.distance < 1e5);
            })) << s.told();
        },
        adjust);
    EXPECT_GT(collapses, 2);
    EXPECT_GT(still, 2);
}

Said said(const std::vector<std::pair<const char*, Value>>& changes) {
    Said s{own(), "set", defaults(own())};
    for (const auto& [id, value] : changes) put(own(), s.values, id, value);
    s.figure = own().draw(s.values, own().compute(s.values, Detail::Full, {}), View{});
    return s;
}

// 0 / 0 at the first step of every rule that divides by the root of squares, where a point of no force has a gradient of 0.
TEST(ContrastiveClaims, ARunEndsBeforeAStepWithoutFiniteNumbers) {
    for (const char* optimizer : {"adam", "rmsprop", "adagrad", "adamw", "amsgrad"}) {
        const Said s =
            said({{"optimizer", optimizer}, {"epsilon", 0.0}, {"data", Points{}}, {"second", Vector{3, 3}}});
        EXPECT_EQ(s.figure.playhead->last, 0) << optimizer;
        EXPECT_EQ(s.notice("broken"),
                  "Step 1 leads to no finite numbers: with $ε$ = 0 a gradient of 0 gives 0/0; the run ends "
                  "before it.");
        EXPECT_TRUE(s.notice("diverged").empty());
        EXPECT_EQ(s.number("pair-now"), s.number("distance"));
    }
    const Said far = said({{"gd-rate", 1e300}});
    EXPECT_EQ(far.figure.playhead->last, 0);
    EXPECT_EQ(far.notice("broken"), "Step 1 leads to no finite numbers; the run ends before it.");
    EXPECT_TRUE(std::isfinite(far.number("mean-loss")));
}

// With N points of the original form no step of gradient descent up to the rate N - 1 raises the mean loss; the other forms are not said to
// have such a rate.
TEST(ContrastiveClaims, NoStepUpToTheSafeRateRaisesTheLoss) {
    int safe = 0, told = 0, count = 0;
    at_settings(
        own(), random_count,
        [&](const Said& s) {
            const Vector& loss = find_mark<Curve>(s.figure, "course", "course")->y;
            std::size_t up = 0;
            for (std::size_t t = 1; t < loss.size(); ++t) up += loss[t] > loss[t - 1] * (1 + 1e-12) ? 1 : 0;
            const auto& marks = s.figure.slider_marks;
            const auto mark = std::find_if(marks.begin(), marks.end(),
                                           [](const SliderMark& m) { return m.parameter == "gd-rate"; });
            const auto limit = static_cast<double>(get<Points>(s, "data").size()) + 1;
            const bool descent = word(s, "optimizer") == "gd", original = word(s, "form") == "original";
            ASSERT_EQ(mark != marks.end(), descent && original) << s.told();
            if (descent && original) {
                EXPECT_EQ(mark->snap.at, limit);
            }
            const bool within = real(s, "gd-rate") <= limit;
            if (descent && original && within && loss.size() > 1) {
                ++safe;
                // Of points almost at one place the loss is the rounding of their places.
                for (std::size_t t = 1; t < loss.size(); ++t)
                    EXPECT_LE(loss[t], loss[t - 1] * (1 + 1e-12) + 1e-25) << s.told();
            }
            const bool said = !s.notice("rises").empty();
            told += said;
            EXPECT_TRUE(!said || (up > 0 && original && descent && !within)) << s.told();
            if (said) {
                EXPECT_NE(s.notice("rises").find(fmt::format("rises in {} of", up)), std::string::npos);
            }
        },
        [&](Values& values) {
            if (++count % 3 == 0) return;
            put(own(), values, "form", std::string("original"));
            put(own(), values, "optimizer", std::string("gd"));
            const auto limit =
                static_cast<double>(std::get<Points>(values[index_of(own(), "data")]).size()) + 1;
            put(own(), values, "gd-rate", limit * (count % 3 == 1 ? 1 : 8));
        });
    EXPECT_GT(safe, 40);
    EXPECT_GT(told, 10);
}

TEST(ContrastiveClaims, ForcesAreDrawnAtOneScale) {
    const Figure alone = said({{"data", Points{{9, 9, "3"}}}}).figure;
    const auto* mean = find_mark<Arrows>(alone, "plane", "forces");
    const auto* own_force = find_mark<Arrows>(alone, "plane", "pair-forces");
    // The other point is far: of the two partners of the first one only the second pushes.
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_NEAR(2 * mean->u[i], own_force->u[i], 1e-12);
        EXPECT_NEAR(2 * mean->v[i], own_force->v[i], 1e-12);
    }
}

TEST(ContrastiveClaims, ManySpringsArePale) {
    Points many;
    for (int i = 0; i < 40; ++i)
        many.push_back({-1 + 0.05 * i, i % 7 * 0.2 - 0.6, std::to_string(1 + i % 3)});
    const Figure usual = said({}).figure, full = said({{"data", many}}).figure;
    const auto* few = find_mark<Curve>(usual, "plane", "springs");
    const auto* tangle = find_mark<Curve>(full, "plane", "springs");
    ASSERT_TRUE(few != nullptr && tangle != nullptr);
    EXPECT_LT(tangle->width, few->width);
    EXPECT_LT(tangle->colour.opacity, 0.5 * few->colour.opacity);
}

TEST(ContrastiveClaims, WhatPartsACoincidentPairIsNotItself) {
    const Said parted = said({{"form", "squared"}, {"second", Vector{-0.35, -0.1}}});
    EXPECT_NE(parted.notice("coincident").find("do not part each other. At the run's end the two are"),
              std::string::npos);
    EXPECT_GT(parted.number("pair-now"), 1);
    const Said alone = said({{"form", "squared"}, {"second", Vector{-0.35, -0.1}}, {"data", Points{}}});
    EXPECT_NE(alone.notice("coincident").find("nothing has moved"), std::string::npos);
    EXPECT_EQ(alone.number("pair-now"), 0);
}

TEST(ContrastiveClaims, NearlyEqualMarginsAreToldApart) {
    const Said s = said({{"form", "double-margin"}, {"similar-margin", 0.5000001}, {"far-margin", 0.5}});
    const std::string told = s.notice("crossed");
    const auto from = told.find("from ") + 5, to = told.find(" to ", from);
    EXPECT_NE(told.substr(from, to - from), told.substr(to + 4, told.find(" no pair") - to - 4)) << told;
}

TEST(ContrastiveClaims, TheOnlyPartnersForceIsDrawnOnce) {
    EXPECT_EQ(find_mark<Arrows>(said({{"data", Points{}}}).figure, "plane", "forces"), nullptr);
    EXPECT_NE(find_mark<Arrows>(said({}).figure, "plane", "forces"), nullptr);
}

// A margin of 1 of D and of 1 of D^2 reach as far; their pushes differ.
TEST(ContrastiveClaims, TheOriginalPushesHardestNearByTheSquaredFormAtTheMargin) {
    const auto slope = [](const char* form, double distance) {
        return number(own().draw(with(own(), {{"form", form},
                                              {"margin", 1.0},
                                              {"first", Vector{0, 0}},
                                              {"second", Vector{distance, 0}}}),
                                 own().compute(with(own(), {{"form", form},
                                                            {"margin", 1.0},
                                                            {"first", Vector{0, 0}},
                                                            {"second", Vector{distance, 0}}}),
                                               Detail::Full, {}),
                                 View{}),
                      "slope");
    };
    EXPECT_NEAR(slope("original", 0.01), -0.99, 1e-12);
    EXPECT_NEAR(slope("squared", 0.01), -0.01, 1e-12);
    EXPECT_NEAR(slope("original", 0.99), -0.01, 1e-12);
    EXPECT_NEAR(slope("squared", 0.99), -0.99, 1e-12);
    EXPECT_EQ(slope("squared", 1.01), 0);
}

TEST(ContrastiveClaims, TheHandleOnTheCurveMovesTheSecondPointAlongThePair) {
    const Values before = with(own(), {{"first", Vector{0.5, 0}}, {"second", Vector{0.5, 0.4}}});
    const Figure f = own().draw(before, own().compute(before, Detail::Full, {}), View{});
    const Values after = drag(own().parameters, before, handle(f, "distance"), 1.25, 7);
    const Vector moved = std::get<Vector>(after[index_of(own(), "second")]);
    EXPECT_NEAR(moved[0], 0.5, 1e-15);
    EXPECT_NEAR(moved[1], 1.25, 1e-15);
    const Values none = drag(own().parameters, before, handle(f, "distance"), -3, 0);
    EXPECT_EQ(std::get<Vector>(none[index_of(own(), "second")]), (Vector{0.5, 0}));
}

TEST(ContrastiveClaims, AMarginOfTheSquareIsDraggedByItsRoot) {
    const Values before = with(own(), {{"form", "squared"}});
    const Figure f = own().draw(before, own().compute(before, Detail::Full, {}), View{});
    const Values after = drag(own().parameters, before, handle(f, "margin"), std::sqrt(2.0), 0);
    EXPECT_NEAR(std::get<double>(after[index_of(own(), "margin")]), 2, 2e-3);
}

}  // namespace contrastive_lab_test
}  // namespace lossfield::tests
