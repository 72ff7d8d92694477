// The notices of the lab angular-margins, held against its losses by brute force over random settings.
#include "tests/viz/labs/margins/angular_margins.hpp"

namespace lossfield::tests {
namespace angular_margins_notices_test {

using namespace angular_margins_settings;

std::size_t class_told(const Said& said) {
    return static_cast<std::size_t>(std::stoi(word(said, "class").substr(6)));
}

TEST(AngularMarginsClaims, TwinsAndWinlessClassesAreNamed) {
    int twins = 0, winless = 0;
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
            EXPECT_EQ(!said.notice("class").empty(), class_told(said) > angles.size());

            const Classes own(at_start(said));
            const std::string text = said.notice("winless");
            bool some = false;
            for (std::size_t k = 0; k < own.angle.size(); ++k) {
                bool wins = false;
                for (int i = 0; i < 7200 && !wins; ++i)
                    wins = own.lead(k, 0.0003 + i * std::numbers::pi / 3600) > 1e-11;
                some = some || !wins;
                if (wins && !alike) {
                    EXPECT_FALSE(has(text, fmt::format("Class {} wins", k + 1))) << said.told();
                }
            }
            if (!alike && !text.empty()) {
                EXPECT_TRUE(some) << said.told();
            }
            winless += !text.empty();
        },
        [adjust = likely(80)](Values& values) mutable {
            adjust(values);
            put(lab(), values, "steps", 1LL);
        });
    EXPECT_GT(twins, 10);
    EXPECT_GT(winless, 3);
}

// Ideal: every feature on its direction, all cosines between directions -1 / (C - 1).
TEST(AngularMarginsClaims, ScalesTooSmallForTheIdealLayoutAreTold) {
    int scales = 0, even = 0, plain = 0, left_out = 0, space = 0;
    at_settings(
        lab(), 150,
        [&](const Said& said) {
            const Factor factor(said);
            const double rivals = static_cast<double>(list(said, "angles").size()) - 1,
                         s = real(said, "scale"), wanted = real(said, "probability");
            const auto reached = [&](double lead) { return 1 / (1 + rivals * std::exp(-lead)); };
            const double lead = factor.at(0) + 1 / rivals, p = reached(s * lead);
            // All directions alike and the feature opposite to them.
            const double opposite = factor.at(std::numbers::pi) + 1;
            const bool below = normalises(factor.kind) && p < wanted;
            const std::string text = said.notice("scale");
            if (std::abs(p - wanted) > 1e-12) {
                EXPECT_EQ(!text.empty(), below && opposite <= lead) << said.told();
            }
            left_out += below && opposite > lead;
            if (text.empty()) return;
            ++scales;
            EXPECT_TRUE(near(after(text, "reaches $p$ ="), p, 0.01)) << text << p;
            if (!has(text, "no scale")) {
                const double needed = after(text, "it takes $s$ =");
                EXPECT_GT(needed, s * 0.99) << text;
                EXPECT_NEAR(reached(needed * lead), wanted, 0.01) << text;
            }
            EXPECT_EQ(has(text, "three dimensions"), rivals == 3) << text;
            space += rivals == 3;
            // "Even" where no layout of a search leads by more at its worst feature.
            (has(text, "even") ? even : plain) += 1;
            if (!has(text, "even")) {
                EXPECT_TRUE(factor.kind == "arcface" && factor.angle_margin > 0) << text;
                return;
            }
            Random random(static_cast<std::uint64_t>(scales));
            for (int i = 0; i < 200; ++i) {
                Vector w(list(said, "angles").size());
                for (double& angle : w) angle = random.between(-3.15, 3.15);
                double worst = infinity;
                for (std::size_t k = 0; k < w.size(); ++k) {
                    const double x = w[k] + random.between(-0.3, 0.3) * static_cast<double>(random.below(2));
                    double others = 0;
                    for (std::size_t j = 0; j < w.size(); ++j)
                        if (j != k) others += std::exp(s * std::cos(x - w[j]));
                    const double theta =
                        std::min(std::numbers::pi, std::abs(std::remainder(x - w[k], 2 * std::numbers::pi)));
                    worst = std::min(worst, 1 / (1 + others * std::exp(-s * factor.at(theta))));
                }
                EXPECT_LE(worst, p + 1e-9) << said.told();
            }
        },
        [random = Random(81)](Values& values) mutable {
            put(lab(), values, "steps", 1LL);
            const std::array kinds{"normalised-softmax", "cosface", "arcface", "arcface"};
            if (random.below(5) > 0) put(lab(), values, "kind", kinds[random.below(kinds.size())]);
            put(lab(), values, "scale", random.between(0.1, 8));
            put(lab(), values, "angle-margin", random.between(0, 2.5));
        });
    EXPECT_GT(scales, 30);
    EXPECT_GT(even, 10);
    EXPECT_GT(plain, 10);
    EXPECT_GT(left_out, 10);
    EXPECT_GT(space, 5);
}

TEST(AngularMarginsClaims, RunsThatEndEarlyOrRiseAreTold) {
    int rising = 0, falling = 0, ended = 0;
    at_settings(
        lab(), 45,
        [&](const Said& said) {
            // A run that ends early does so before a step beyond all bounds; what is shown is within them.
            const long long last = said.figure.playhead->last;
            const bool early = said.notice("cannot-train").empty() && last < get<long long>(said, "steps");
            EXPECT_EQ(has(said.notice("ran-off"), "of the plane"), early) << said.told();
            ended += early;
            const auto* live = find_mark<PointSet>(said.figure, "plane", "live");
            EXPECT_LE(std::hypot(live->x[0], live->y[0]), 2e6);

            const auto result = lab().compute(said.values, Detail::Full, {});
            int up = 0;
            double before = 0;
            View view;
            for (view.step = 0; *view.step <= last; ++*view.step) {
                const double loss = read_figure::number(lab().draw(said.values, result, view), "mean-loss");
                up += *view.step > 0 && loss > before * (1 + 1e-12);
                before = loss;
            }
            EXPECT_EQ(!said.notice("rises").empty(), up > 0) << said.told();
            if (up > 0) {
                EXPECT_EQ(after(said.notice("rises"), "rises in"), static_cast<double>(up)) << said.told();
            }
            ++(up > 0 ? rising : falling);
        },
        [random = Random(82)](Values& values) mutable {
            put(lab(), values, "steps", static_cast<long long>(1 + random.below(12)));
            put(lab(), values, "train-directions", false);
            if (random.below(2) == 0) put(lab(), values, "optimizer", "gd");
            if (random.below(2) == 0) put(lab(), values, "gd-rate", std::pow(10, random.between(0, 8)));
            if (random.below(4) > 0) return;
            put(lab(), values, "kind", "softmax");
            put(lab(), values, "optimizer", "gd");
            put(lab(), values, "gd-rate", 1e9);
            put(lab(), values, "keep-lengths", false);
        });
    EXPECT_GT(rising, 15);
    EXPECT_GT(falling, 15);
    EXPECT_GT(ended, 5);
}

TEST(AngularMarginsClaims, FeaturesWhereTheLogitRisesAreCounted) {
    int astray = 0, none = 0;
    at_settings(
        lab(), 60,
        [&](const Said& said) {
            const Said start = at_step(said, 0);
            const Classes own(start);
            const double m = own.factor.angle_margin;
            std::size_t beyond = 0;
            for (std::size_t k = 0; k < own.angle.size(); ++k) {
                const auto count = [&](const PointSet* dots) {
                    for (std::size_t i = 0; dots != nullptr && i < dots->x.size(); ++i)
                        beyond += (dots->x[i] != 0 || dots->y[i] != 0) &&
                                  own.between(std::atan2(dots->y[i], dots->x[i]), k) > std::numbers::pi - m;
                };
                count(find_mark<PointSet>(start.figure, "plane", fmt::format("class-{}", k + 1)));
                if (k + 1 == std::min(class_told(said), own.angle.size()))
                    count(find_mark<PointSet>(start.figure, "plane", "live"));
            }
            const std::string text = said.notice("astray");
            const bool rises = own.factor.kind == "arcface" && !own.factor.repair && m > 0;
            EXPECT_EQ(!text.empty(), rises && beyond > 0) << said.told();
            ++(text.empty() ? none : astray);
            if (!text.empty()) {
                EXPECT_EQ(after(text, ""), static_cast<double>(beyond)) << text;
            }
        },
        [random = Random(83)](Values& values) mutable {
            put(lab(), values, "steps", static_cast<long long>(1 + random.below(10)));
            if (random.below(3) > 0) put(lab(), values, "kind", "arcface");
            if (random.below(3) > 0) put(lab(), values, "repair", false);
        });
    EXPECT_GT(astray, 10);
    EXPECT_GT(none, 10);
}

}  // namespace angular_margins_notices_test
}  // namespace lossfield::tests
