// Where the theory told by the lab angular-margins holds, and where its runs end.
#include "tests/viz/labs/margins/angular_margins.hpp"

namespace lossfield::tests {
namespace angular_margins_limits_test {

using namespace angular_margins_settings;

// Directions at even steps around the circle.
bool even_directions(Vector angle) {
    std::sort(angle.begin(), angle.end());
    const double step = 2 * std::numbers::pi / static_cast<double>(angle.size());
    for (std::size_t k = 1; k < angle.size(); ++k)
        if (std::abs(angle[k] - angle[k - 1] - step) > 1e-9) return false;
    return true;
}

// In places of the circle: the widest run that one class wins, and the narrowest that none does.
struct Widths {
    int won, empty;
};
Widths widths(const Classes& own) {
    constexpr int places = 3600;
    std::vector<int> winner(places, -1);
    for (int i = 0; i < places; ++i)
        for (std::size_t k = 0; k < own.angle.size(); ++k)
            if (own.lead(k, 2 * std::numbers::pi * (i + 0.5) / places) > 0) winner[i] = static_cast<int>(k);
    Widths all{0, places};
    int first = 0;
    while (first < places && winner[first] == winner[(first + places - 1) % places]) ++first;
    for (int i = 0; i < places;) {
        int run = 1;
        while (run < places && winner[(first + i + run) % places] == winner[(first + i) % places]) ++run;
        if (winner[(first + i) % places] < 0)
            all.empty = std::min(all.empty, run);
        else
            all.won = std::max(all.won, run);
        i += run;
    }
    return all;
}

// A mark or a number for compact classes stands wherever theory has its premises, and there brute force over the whole m agrees.
TEST(AngularMarginsClaims, CompactFromAMultipleIsSaidWhereItIsSoAndOnlyThere) {
    int said_so = 0, silent = 0, theory = 0, compared = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            const Said start = at_start(said);
            const auto told = [&](const char* id) {
                return std::any_of(start.figure.readouts.begin(), start.figure.readouts.end(),
                                   [&](const auto& r) { return r.id == id; });
            };
            Classes own(start);
            const double gap = own.between(own.angle[0], 1);
            const auto [shortest, longest] = std::minmax_element(own.length.begin(), own.length.end());
            const bool premises =
                own.factor.psi() && own.factor.annealing == 0 && *longest - *shortest <= 1e-12 * *longest;
            EXPECT_EQ(told("angle-12"), premises) << said.told();
            if (premises) {
                ++theory;
                const double m = own.factor.multiple;
                EXPECT_NEAR(start.number("angle-12"), degrees(gap), 1e-9);
                EXPECT_NEAR(start.number("wedge-12"), (m - 1) / (m + 1) * degrees(gap), 1e-6);
            }
            const bool two = own.angle.size() == 2 && gap > 1e-9, even = even_directions(own.angle);
            EXPECT_EQ(told("compact"), premises && (two || even)) << said.told();
            EXPECT_EQ(std::any_of(said.figure.slider_marks.begin(), said.figure.slider_marks.end(),
                                  [](const SliderMark& m) { return m.parameter == "multiple"; }),
                      told("compact"))
                << said.told();
            if (!told("compact")) {
                ++silent;
                return;
            }
            ++said_so;
            const double from = start.number("compact");
            EXPECT_NEAR(from, even ? 3 : 2 + std::sqrt(3), 1e-12) << said.told();
            for (int m = 2; m <= 5; ++m) {
                own.factor.multiple = m;
                const Widths w = widths(own);
                if (w.empty < 20) continue;
                ++compared;
                if (std::abs(m - from) < 1e-9) {
                    EXPECT_LE(w.won, w.empty + 3) << m << said.told();
                } else {
                    EXPECT_EQ(w.won <= w.empty, m > from)
                        << m << ' ' << w.won << ' ' << w.empty << said.told();
                }
            }
        },
        [random = Random(91)](Values& values) mutable {
            put(lab(), values, "steps", 1LL);
            if (random.below(4) > 0) put(lab(), values, "train-directions", false);
            if (random.below(2) == 0) put(lab(), values, "annealing", 0.0);
            if (random.below(2) == 0) put(lab(), values, "kind", "a-softmax");
            const auto turn = random.between(-90, 90);
            const auto put_classes = [&](const Vector& angles) {
                put(lab(), values, "angles", angles);
                put(lab(), values, "lengths", Vector(angles.size(), 1));
            };
            switch (random.below(6)) {
                case 0:
                    put_classes({turn, turn + 120, turn - 120});
                    break;
                case 1:
                    put_classes({turn, turn + 90, turn + 180, turn - 90});
                    break;
                case 2:
                    put_classes({turn, turn + 180});
                    break;
                case 3:
                case 4:
                    put_classes({turn, turn + random.between(20, 170)});
                    break;
                default:
                    break;
            }
        });
    EXPECT_GT(said_so, 25);
    EXPECT_GT(silent, 20);
    EXPECT_GT(theory, 30);
    EXPECT_GT(compared, 60);
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
                    wins[k] = own.lead(k, at) > 1e-11;
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

}  // namespace angular_margins_limits_test
}  // namespace lossfield::tests
