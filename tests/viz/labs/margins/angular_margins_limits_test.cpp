// Where the theory told by the lab angular-margins holds, where its runs end, and its handles.
#include "tests/viz/labs/margins/angular_margins.hpp"

namespace lossfield::tests {
namespace angular_margins_limits_test {

using namespace angular_margins_settings;

// A mark or a number for compact classes stands only where brute force over the whole m agrees with it.
TEST(AngularMarginsClaims, CompactFromAMultipleIsSaidWhereItIsSo) {
    int said_so = 0, silent = 0, theory = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            View start;
            start.step = 0;
            const Figure figure =
                lab().draw(said.values, lab().compute(said.values, Detail::Full, {}), start);
            const Said at_start{lab(), said.name, said.values, figure};
            const auto told = [&](const char* id) {
                return std::any_of(figure.readouts.begin(), figure.readouts.end(),
                                   [&](const auto& r) { return r.id == id; });
            };
            const std::string& kind = word(said, "kind");
            const bool psi = kind == "l-softmax" || kind == "a-softmax";
            const Classes own(at_start);
            const double gap = own.between(own.angle[0], 1);
            if (told("angle-12")) {
                ++theory;
                const double m = static_cast<double>(get<long long>(said, "multiple"));
                EXPECT_NEAR(at_start.number("angle-12"), degrees(gap), 1e-9);
                EXPECT_NEAR(at_start.number("wedge-12"), (m - 1) / (m + 1) * degrees(gap), 1e-6);
            }
            if (!told("compact")) {
                ++silent;
                return;
            }
            ++said_so;
            EXPECT_TRUE(psi) << said.told();
            EXPECT_EQ(real(said, "annealing"), 0);
            for (long long m = 2; m <= 5; ++m) {
                Said other = at_start;
                put(lab(), other.values, "multiple", m);
                constexpr int places = 7200;
                // Runs of places won by one class and of places won by none.
                std::vector<int> winner(places, -1);
                for (int i = 0; i < places; ++i)
                    for (std::size_t k = 0; k < own.angle.size(); ++k)
                        if (own.lead(other, k, 2 * std::numbers::pi * (i + 0.5) / places) > 0)
                            winner[static_cast<std::size_t>(i)] = static_cast<int>(k);
                int most = 0, least = places, first = 0;
                while (first < places && winner[first] == winner[(first + places - 1) % places]) ++first;
                for (int i = 0; i < places;) {
                    int run = 1;
                    while (run < places && winner[(first + i + run) % places] == winner[(first + i) % places])
                        ++run;
                    if (winner[(first + i) % places] < 0) {
                        least = std::min(least, run);
                    } else {
                        most = std::max(most, run);
                    }
                    i += run;
                }
                if (least < 40) continue;
                const double from = at_start.number("compact");
                if (std::abs(static_cast<double>(m) - from) < 1e-9) {
                    EXPECT_LE(most, least + 3) << m << said.told();
                } else {
                    EXPECT_EQ(most <= least, static_cast<double>(m) > from)
                        << m << ' ' << most << ' ' << least << said.told();
                }
            }
        },
        [&](Values& values) {
            static Random random(91);
            if (random.below(2) == 0) put(lab(), values, "annealing", 0.0);
            if (random.below(2) == 0) put(lab(), values, "kind", "a-softmax");
            const auto turn = random.between(-90, 90);
            if (random.below(3) == 0) {
                std::get<Vector>(values[index_of(lab(), "angles")]) = {turn, turn + 120, turn - 120};
                std::get<Vector>(values[index_of(lab(), "lengths")]) = {1, 1, 1};
            } else if (random.below(2) == 0) {
                std::get<Vector>(values[index_of(lab(), "angles")]) = {turn, turn + random.between(20, 170)};
                std::get<Vector>(values[index_of(lab(), "lengths")]) = {1, 1};
            }
        });
    EXPECT_GT(said_so, 20);
    EXPECT_GT(silent, 20);
    EXPECT_GT(theory, 20);
}

TEST(AngularMarginsClaims, WhatClassesNearerThanTheMarginWinIsNoRegionOfTheirs) {
    for (const double apart : {5.0, 10.0, 28.0, 29.0, 90.0})
        for (const bool repair : {false, true}) {
            Values values = defaults(lab());
            put(lab(), values, "kind", "arcface");
            put(lab(), values, "repair", repair);
            put(lab(), values, "angles", Vector{0, apart});
            put(lab(), values, "lengths", Vector{1, 1});
            const Said said{lab(), "near", values,
                            lab().draw(values, lab().compute(values, Detail::Full, {}), {})};
            const Classes own(said);
            std::array<bool, 2> near{}, far{};
            bool both = false;
            for (int i = 0; i < 7200; ++i) {
                const double at = 0.0003 + i * std::numbers::pi / 3600;
                std::array<bool, 2> wins{};
                for (std::size_t k = 0; k < 2; ++k) {
                    wins[k] = own.lead(said, k, at) > 1e-11;
                    (own.between(at, k) > std::numbers::pi - 0.5 ? far : near)[k] |= wins[k];
                }
                both = both || (wins[0] && wins[1]);
            }
            const bool rising = !near[0] && far[0] && !near[1] && far[1];
            EXPECT_EQ(rising, apart < 28.5 && !repair);
            EXPECT_EQ(has(said.notice("rising"), "Classes 1 and 2 win only where"), rising) << said.told();
            EXPECT_EQ(find_mark<Polygon>(said.figure, "plane", "several") != nullptr, both) << said.told();
        }
}

TEST(AngularMarginsClaims, HugeStepsLeaveNoNumbersThatAreNone) {
    for (const double rate : {1e154, 1e300}) {
        Values values = defaults(lab());
        put(lab(), values, "gd-rate", rate);
        const Said said{lab(), "huge", values,
                        lab().draw(values, lab().compute(values, Detail::Full, {}), {})};
        for (const Readout& r : said.figure.readouts)
            if (const auto* number = std::get_if<double>(&r.value)) {
                EXPECT_FALSE(std::isnan(*number)) << r.id;
            }
        const auto* live = find_mark<PointSet>(said.figure, "plane", "live");
        EXPECT_NEAR(std::hypot(live->x[0], live->y[0]), 1.3, 1e-9);
    }
}

// Vectors that are given their lengths back never pass the bound: only what is not finite ends their run.
TEST(AngularMarginsClaims, ARunEndsBeforeWhatIsNoNumber) {
    const auto ran_off = [](bool normalised, long long steps) {
        Values values = defaults(lab());
        put(lab(), values, "steps", steps);
        if (normalised) {
            put(lab(), values, "kind", "cosface");
            put(lab(), values, "optimizer", "hypergradient");
            put(lab(), values, "hypergradient-rate", 1e300);
            put(lab(), values, "meta", 2.0);
        } else {
            put(lab(), values, "keep-lengths", false);
            put(lab(), values, "gd-rate", 1e300);
        }
        return Said{lab(), "run", values, lab().draw(values, lab().compute(values, Detail::Full, {}), {})}
            .notice("ran-off");
    };
    const std::string text = ran_off(true, 200);
    EXPECT_TRUE(has(text, "to no finite numbers")) << text;
    EXPECT_EQ(ran_off(true, static_cast<long long>(after(text, "Step")) - 1), "");
    EXPECT_TRUE(has(ran_off(false, 60), "Step 1 leads beyond"));
}

TEST(AngularMarginsClaims, ClassesContract) {
    for (const char* preset : {"wedge", "annealed", "cosface"}) {
        const Said end = shown(lab(), preset);
        View view;
        view.step = 0;
        const Figure start = lab().draw(end.values, lab().compute(end.values, Detail::Full, {}), view);
        EXPECT_LT(end.number("within"), read_figure::number(start, "within")) << preset;
        EXPECT_GT(end.number("between"), read_figure::number(start, "between")) << preset;
        EXPECT_LT(end.number("mean-loss"), read_figure::number(start, "mean-loss")) << preset;
    }
}

TEST(AngularMarginsClaims, ADirectionIsDraggedByItsAngleAndItsLength) {
    const Values values = defaults(lab());
    const Figure figure = lab().draw(values, lab().compute(values, Detail::Full, {}), {});
    const Values after = drag(lab().parameters, values, read_figure::handle(figure, "direction-2"), 0, 1.5);
    EXPECT_NEAR(std::get<Vector>(after[index_of(lab(), "angles")])[1], 90, 1e-12);
    EXPECT_NEAR(std::get<Vector>(after[index_of(lab(), "lengths")])[1], 1.5, 1e-12);
    // Along the curve of the logit the live feature turns away from its class.
    const Handle& along = read_figure::handle(figure, "live-logit");
    const Values turned = drag(lab().parameters, values, along, 120, -10);
    EXPECT_NE(std::get<double>(turned[index_of(lab(), "angle")]),
              std::get<double>(values[index_of(lab(), "angle")]));
}

}  // namespace angular_margins_limits_test
}  // namespace lossfield::tests
