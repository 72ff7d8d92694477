// What the lab angular-margins says, held against its losses by brute force over random settings.
#include "tests/viz/labs/margins/angular_margins.hpp"

namespace lossfield::tests {
namespace angular_margins_lab_test {

using namespace angular_margins_settings;

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
                    won = won || classes.lead(k, at) > 1e-12 * largest;
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
                    EXPECT_NEAR(classes.factor.at(theta), std::cos(theta), 1e-9);
            }
        },
        likely(77));
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
            for (std::size_t k = 0; k < classes.angle.size(); ++k) won = won || classes.lead(k, at) > 0;
            if (won) continue;
            ++tried;
            const double s = real(said, "scale");
            for (std::size_t t = 0; t < classes.angle.size(); ++t) {
                double rival = -infinity;
                for (std::size_t j = 0; j < classes.angle.size(); ++j)
                    if (j != t)
                        rival = std::max(rival, s * classes.length[j] * std::cos(at - classes.angle[j]));
                const double own = s * classes.length[t] * classes.factor.at(classes.between(at, t));
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
        likely(78));
    EXPECT_GT(narrow, 15);
    EXPECT_GT(wide, 15);
}

TEST(AngularMarginsClaims, PresetsShowWhatTheySay) {
    const Said wedge = shown(lab(), "wedge");
    EXPECT_TRUE(has(find_mark<TextMark>(wedge.figure, "plane", "wedge-1")->text +
                        find_mark<TextMark>(wedge.figure, "plane", "wedge-2")->text,
                    "54.0°"));
    // The longer class of one ray wins near it, the shorter one the far side; A-Softmax none.
    const Said ray = shown(lab(), "one-ray");
    const Classes two(ray);
    EXPECT_GT(two.lead(0, two.angle[0]), 0);
    EXPECT_GT(two.lead(1, two.angle[0] + std::numbers::pi), 0);
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
}

}  // namespace angular_margins_lab_test
}  // namespace lossfield::tests
