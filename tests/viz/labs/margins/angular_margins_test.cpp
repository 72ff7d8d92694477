// What the lab angular-margins says, held against its losses by brute force over random settings.
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace angular_margins_lab_test {

using namespace viz;
using read_figure::find_mark, read_figure::with;
using said_numbers::after, said_numbers::has, said_numbers::near;

const Lab& lab() { return find_lab(catalog(), "angular-margins"); }

bool lengths_count(const std::string& kind) { return kind == "softmax" || kind == "l-softmax"; }
bool normalises(const std::string& kind) { return !lengths_count(kind) && kind != "a-softmax"; }

// The right class's factor by its definition.
double factor(const Said& said, double theta) {
    const std::string& kind = word(said, "kind");
    const double pi = std::numbers::pi, c = std::cos(theta);
    if (kind == "cosface") return c - real(said, "cosine-margin");
    if (kind == "arcface") {
        const double m = real(said, "angle-margin");
        return get<bool>(said, "repair") && theta > pi - m ? c - m * std::sin(m) : std::cos(theta + m);
    }
    if (kind != "l-softmax" && kind != "a-softmax") return c;
    const auto m = static_cast<int>(get<long long>(said, "multiple"));
    int k = 0;
    while (k + 1 < m && theta > (k + 1) * pi / m) ++k;
    const double psi = (k % 2 == 0 ? 1 : -1) * std::cos(m * theta) - 2 * k, l = real(said, "annealing");
    return (l * c + psi) / (1 + l);
}

// Directions (degrees) and lengths as the logits see them: of the arrows that are drawn.
struct Classes {
    Vector angle{}, length{};
    explicit Classes(const Said& said) {
        const Arrows& arrows = *find_mark<Arrows>(said.figure, "plane", "directions");
        for (std::size_t k = 0; k < arrows.u.size(); ++k) {
            angle.push_back(std::atan2(arrows.v[k], arrows.u[k]));
            length.push_back(lengths_count(word(said, "kind")) ? std::hypot(arrows.u[k], arrows.v[k]) : 1);
        }
    }
    double between(double a, std::size_t k) const {
        return std::min(std::numbers::pi, std::abs(std::remainder(a - angle[k], 2 * std::numbers::pi)));
    }
    // By how much class k's logit with its margin leads.
    double lead(const Said& said, std::size_t k, double at) const {
        double rival = -infinity;
        for (std::size_t j = 0; j < angle.size(); ++j)
            if (j != k) rival = std::max(rival, length[j] * std::cos(at - angle[j]));
        return length[k] * factor(said, between(at, k)) - rival;
    }
};

void likely(Values& values) {
    static Random random(77);
    auto& angles = std::get<Vector>(values[index_of(lab(), "angles")]);
    if (random.below(5) == 0) angles[1] = angles[0];
    if (random.below(3) == 0) put(lab(), values, "steps", static_cast<long long>(1 + random.below(40)));
    if (random.below(3) == 0) put(lab(), values, "optimizer", "gd");
    if (random.below(4) == 0) put(lab(), values, "kind", "arcface");
    if (random.below(2) == 0) put(lab(), values, "scale", random.between(0.1, 12));
}

TEST(AngularMarginsClaims, WedgesAreWhereNoClassWinsAndRegionsWhereOneDoes) {
    int wedges = 0, none = 0, all = 0;
    at_settings(
        lab(), 80,
        [&](const Said& said) {
            const Classes classes(said);
            const double largest = *std::max_element(classes.length.begin(), classes.length.end());
            double empty = 0;
            bool any = false;
            constexpr int places = 3600;
            Random random(3);
            const double shift = random.between(0, 0.001);
            for (int i = 0; i < places; ++i) {
                const double at = shift + 2 * std::numbers::pi * i / places;
                bool won = false;
                for (std::size_t k = 0; k < classes.angle.size(); ++k)
                    won = won || classes.lead(said, k, at) > 1e-12 * largest;
                empty += won ? 0 : 360.0 / places;
                any = any || won;
            }
            const std::string& text = said.figure.caption;
            EXPECT_EQ(has(text, "No class wins"), !any) << text << said.told();
            const bool wedge = has(text, "wedge");
            if (empty > 2 * 360.0 / places) {
                EXPECT_TRUE(wedge || !any) << text << empty << said.told();
            }
            if (empty == 0) {
                EXPECT_TRUE(has(text, "very direction is won") || said.number("wedge") < 0.2)
                    << text << said.told();
            }
            EXPECT_LE(said.number("wedge"), empty + 4 * 360.0 / places) << said.told();
            if (wedge && has(text, "one wedge")) {
                EXPECT_NEAR(said.number("wedge"), empty, 4 * 360.0 / places) << said.told();
                EXPECT_TRUE(near(after(text, "one wedge of"), said.number("wedge"), 0.01)) << text;
            } else if (wedge) {
                EXPECT_TRUE(near(after(text, "up to"), said.number("wedge"), 0.01)) << text;
                EXPECT_GE(said.number("wedge") * after(text, "In"), empty - 1) << text;
            }
            (!any ? none : wedge ? wedges : all) += 1;
            if (has(text, "lines of two neighbours are one")) {
                for (const double theta : {0.1, 1.0, 3.0})
                    EXPECT_NEAR(factor(said, theta), std::cos(theta), 1e-9);
            }
        },
        likely);
    EXPECT_GT(wedges, 25);
    EXPECT_GT(none, 2);
    EXPECT_GT(all, 5);
}

// A feature in a wedge has a loss of log 2 or more, whatever its class.
TEST(AngularMarginsClaims, AFeatureInAWedgePays) {
    Random random(6);
    int tried = 0;
    at_settings(lab(), 60, [&](const Said& said) {
        const auto* wedge = find_mark<Polygon>(said.figure, "plane", "empty");
        if (wedge == nullptr) return;
        const Classes classes(said);
        for (int i = 0; i < 200; ++i) {
            const double at = random.between(-3.14, 3.14);
            bool won = false;
            for (std::size_t k = 0; k < classes.angle.size(); ++k) won = won || classes.lead(said, k, at) > 0;
            if (won) continue;
            ++tried;
            const double s = real(said, "scale");
            for (std::size_t t = 0; t < classes.angle.size(); ++t) {
                double rival = -infinity;
                for (std::size_t j = 0; j < classes.angle.size(); ++j)
                    if (j != t)
                        rival = std::max(rival, s * classes.length[j] * std::cos(at - classes.angle[j]));
                const double own = s * classes.length[t] * factor(said, classes.between(at, t));
                EXPECT_GE(std::log1p(std::exp(rival - own)), std::log(2) - 1e-12);
            }
        }
    });
    EXPECT_GT(tried, 500);
}

// The features that are drawn: the live one and the dots of every class.
TEST(AngularMarginsClaims, AnglesWithinAndBetweenClassesAreThoseOfTheFeaturesDrawn) {
    int narrow = 0, wide = 0;
    at_settings(
        lab(), 70,
        [&](const Said& said) {
            Vector x, y;
            std::vector<std::size_t> label;
            const auto add = [&](const PointSet* dots, std::size_t k) {
                if (dots == nullptr) return;
                for (std::size_t i = 0; i < dots->x.size(); ++i)
                    x.push_back(dots->x[i]), y.push_back(dots->y[i]), label.push_back(k);
            };
            const std::size_t classes = list(said, "angles").size();
            for (std::size_t k = 0; k < classes; ++k)
                add(find_mark<PointSet>(said.figure, "plane", fmt::format("class-{}", k + 1)), k);
            const std::size_t own =
                std::min(static_cast<std::size_t>(std::stoi(word(said, "class").substr(6))), classes) - 1;
            add(find_mark<PointSet>(said.figure, "plane", "live"), own);
            double within = 0, between = infinity;
            for (std::size_t a = 0; a < x.size(); ++a)
                for (std::size_t b = 0; b < a; ++b) {
                    if (std::hypot(x[a], y[a]) == 0 || std::hypot(x[b], y[b]) == 0) continue;
                    const double angle =
                        std::abs(std::atan2(x[a] * y[b] - y[a] * x[b], x[a] * x[b] + y[a] * y[b])) * 180 /
                        std::numbers::pi;
                    if (label[a] == label[b]) {
                        within = std::max(within, angle);
                    } else {
                        between = std::min(between, angle);
                    }
                }
            const std::string& text = said.figure.caption;
            EXPECT_EQ(has(text, "At step"), std::isfinite(between)) << text;
            EXPECT_NEAR(said.number("within"), within, 1e-5);
            if (!std::isfinite(between)) return;
            EXPECT_NEAR(said.number("between"), between, 1e-5);
            if (std::abs(within - between) > 1e-6) {
                EXPECT_EQ(has(text, "every class is narrower"),
                          within < between && said.notice("twins").empty())
                    << text;
                EXPECT_EQ(has(text, "no narrower"), within >= between) << text;
            }
            EXPECT_TRUE(within < 1e-9 || near(after(text, "one class are up to"), within, 0.01))
                << text << within;
            EXPECT_TRUE(between < 1e-9 || near(after(text, "two classes at least"), between, 0.01))
                << text << between;
            ++(within < between ? narrow : wide);
        },
        likely);
    EXPECT_GT(narrow, 15);
    EXPECT_GT(wide, 15);
}

TEST(AngularMarginsClaims, NoticesSayWhatIsSo) {
    int twins = 0, winless = 0, astray = 0, scales = 0;
    at_settings(
        lab(), 90,
        [&](const Said& said) {
            const std::string& kind = word(said, "kind");
            const Vector &angles = list(said, "angles"), &lengths = list(said, "lengths");
            bool alike = false;
            for (std::size_t a = 0; a < angles.size(); ++a)
                for (std::size_t b = 0; b < a; ++b)
                    alike = alike || (std::abs(std::remainder(angles[a] - angles[b], 360)) < 1e-9 &&
                                      (!lengths_count(kind) || lengths[a] == lengths[b]));
            EXPECT_EQ(!said.notice("twins").empty(), alike) << said.told();
            twins += alike;

            const bool kept = normalises(kind);
            const double classes = static_cast<double>(angles.size()), s = real(said, "scale");
            const double gap = s * (factor(said, 0) + 1 / (classes - 1)),
                         p = 1 / (1 + (classes - 1) * std::exp(-gap));
            if (std::abs(p - real(said, "probability")) > 1e-12) {
                EXPECT_EQ(!said.notice("scale").empty(), kept && p < real(said, "probability"))
                    << said.told();
            }
            if (const std::string text = said.notice("scale"); !text.empty()) {
                ++scales;
                EXPECT_TRUE(near(after(text, "reaches $p$ ="), p, 0.01)) << text << p;
                if (!has(text, "no scale")) {
                    const double needed = after(text, "it takes $s$ =");
                    EXPECT_GT(needed, s * 0.99) << text;
                    const double there = needed * (factor(said, 0) + 1 / (classes - 1));
                    EXPECT_NEAR(1 / (1 + (classes - 1) * std::exp(-there)), real(said, "probability"), 0.01)
                        << text;
                }
            }

            // At step 0 the arrows are the directions of the start.
            View start;
            start.step = 0;
            Said at_start{lab(), said.name, said.values,
                          lab().draw(said.values, lab().compute(said.values, Detail::Full, {}), start)};
            const Classes own(at_start);
            bool some = false;
            for (std::size_t k = 0; k < own.angle.size(); ++k) {
                bool wins = false;
                for (int i = 0; i < 7200; ++i)
                    wins = wins || own.lead(said, k, 0.0003 + i * std::numbers::pi / 3600) > 1e-11;
                some = some || !wins;
                if (wins && !alike) {
                    EXPECT_FALSE(has(said.notice("winless") + " ", fmt::format("Class {} wins", k + 1)))
                        << said.told();
                }
            }
            if (!alike && !said.notice("winless").empty()) {
                EXPECT_TRUE(some) << said.told();
            }
            winless += !said.notice("winless").empty();

            // A run that ends early does so before a step beyond all bounds; what is shown is within them.
            const bool early = said.notice("cannot-train").empty() &&
                               said.figure.playhead->last < get<long long>(said, "steps");
            EXPECT_EQ(has(said.notice("ran-off"), "of the plane"), early) << said.told();
            const auto* live = find_mark<PointSet>(said.figure, "plane", "live");
            EXPECT_LE(std::hypot(live->x[0], live->y[0]), 2e6);
            EXPECT_EQ(!said.notice("class").empty(),
                      static_cast<std::size_t>(std::stoi(word(said, "class").substr(6))) > angles.size());

            const double m = real(said, "angle-margin");
            std::size_t beyond = 0;
            for (std::size_t k = 0; k < own.angle.size(); ++k) {
                const auto count = [&](const PointSet* dots) {
                    for (std::size_t i = 0; dots != nullptr && i < dots->x.size(); ++i)
                        beyond += (dots->x[i] != 0 || dots->y[i] != 0) &&
                                  own.between(std::atan2(dots->y[i], dots->x[i]), k) > std::numbers::pi - m;
                };
                count(find_mark<PointSet>(at_start.figure, "plane", fmt::format("class-{}", k + 1)));
                if (k + 1 ==
                    std::min<std::size_t>(static_cast<std::size_t>(std::stoi(word(said, "class").substr(6))),
                                          angles.size()))
                    count(find_mark<PointSet>(at_start.figure, "plane", "live"));
            }
            const bool rises = kind == "arcface" && !get<bool>(said, "repair") && m > 0;
            EXPECT_EQ(!said.notice("astray").empty(), rises && beyond > 0) << said.told();
            if (rises && beyond > 0) {
                ++astray;
                EXPECT_EQ(after(said.notice("astray"), ""), static_cast<double>(beyond))
                    << said.notice("astray");
            }
        },
        likely);
    EXPECT_GT(twins, 10);
    EXPECT_GT(winless, 3);
    EXPECT_GT(astray, 5);
    EXPECT_GT(scales, 4);
}

TEST(AngularMarginsClaims, PresetsShowWhatTheySay) {
    const Said wedge = shown(lab(), "wedge");
    EXPECT_TRUE(has(find_mark<TextMark>(wedge.figure, "plane", "wedge-1")->text +
                        find_mark<TextMark>(wedge.figure, "plane", "wedge-2")->text,
                    "54.0°"));
    // The longer class of one ray wins near it, the shorter one the far side; A-Softmax none.
    const Said ray = shown(lab(), "one-ray");
    const Classes two(ray);
    EXPECT_GT(two.lead(ray, 0, two.angle[0]), 0);
    EXPECT_GT(two.lead(ray, 1, two.angle[0] + std::numbers::pi), 0);
    EXPECT_TRUE(ray.figure.notices.empty());
    EXPECT_TRUE(shown(lab(), "same-ray").in_caption("No class wins"));
    // The annealed wedge is narrower than that of lambda = 0.
    Values plain = find_preset(lab(), "annealed").values;
    put(lab(), plain, "annealing", 0.0);
    const double narrow = shown(lab(), "annealed").number("wedge");
    EXPECT_LT(narrow,
              read_figure::number(lab().draw(plain, lab().compute(plain, Detail::Full, {}), {}), "wedge"));
    // Trained directions end farther apart than they began.
    const Said cosface = shown(lab(), "cosface");
    const Classes end(cosface);
    const Vector& start = list(cosface, "angles");
    EXPECT_GT(degrees(end.between(end.angle[0], 2)), std::abs(start[0] - start[2]) + 5);
    // The features that ArcFace holds on the wrong side come home with the repair.
    const Said wrong = shown(lab(), "wrong-way");
    EXPECT_GT(wrong.number("theta"), 150);
    Values repaired = wrong.values;
    put(lab(), repaired, "repair", true);
    EXPECT_LT(
        read_figure::number(lab().draw(repaired, lab().compute(repaired, Detail::Full, {}), {}), "theta"),
        60);
    EXPECT_LT(shown(lab(), "small-scale").number("ideal"), 0.9);
}

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

}  // namespace angular_margins_lab_test
}  // namespace lossfield::tests
