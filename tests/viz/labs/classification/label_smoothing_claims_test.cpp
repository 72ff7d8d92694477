// What the lab label-smoothing says, held against the loss of a right logit g above K - 1 equal ones in long double.
#include <gtest/gtest.h>

#include <cmath>

#include "math/simplex/simplex.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace label_smoothing_claims_test {

using namespace viz;
using said_numbers::after, said_numbers::has, said_numbers::near;

const Lab& lab() { return find_lab(catalog(), "label-smoothing"); }

struct Own {
    long double e = 0, k = 2, g = 0, target = 0, p = 0;
    explicit Own(const Said& said)
        : e(std::get<double>(said.value("smoothing"))),
          k(static_cast<long double>(std::get<long long>(said.value("classes")))),
          g(std::get<double>(said.value("gap"))),
          target(1 - e + e / k),
          p(1 / (1 + (k - 1) * std::exp(-g))) {}
    // p - t, from the other classes where both are near 1.
    long double slope() const {
        const long double rest = (k - 1) * std::exp(-g) / (1 + (k - 1) * std::exp(-g));
        return e * (k - 1) / k - rest;
    }
    long double best() const { return std::log((k * (1 - e) + e) / e); }
};

TEST(LabelSmoothingClaims, TheLossPullsAndPushesAsIsSaid) {
    int pulls = 0, pushes = 0, without = 0;
    at_settings(
        lab(), 300,
        [&](const Said& said) {
            const Own own(said);
            const std::string& text = said.figure.caption;
            EXPECT_EQ(!said.notice("no-optimum").empty(), own.e == 0) << said.told();
            EXPECT_EQ(has(text, "goes on falling"), own.e == 0) << said.told();
            EXPECT_TRUE(near(after(text, "class has"), static_cast<double>(own.p), 0.01)) << text;
            EXPECT_TRUE(near(after(text, "target of"), static_cast<double>(own.target), 0.01)) << text;
            if (own.e == 0) {
                ++without;
                return;
            }
            const auto slope = static_cast<double>(own.slope());
            if (std::abs(slope) < 1e-13) return;
            EXPECT_EQ(has(text, "pulls down"), slope > 0) << text << said.told();
            EXPECT_EQ(has(text, "pushes up"), slope < 0) << text << said.told();
            ++(slope > 0 ? pulls : pushes);
            EXPECT_TRUE(near(after(text, "logit with"), std::abs(slope))) << text << slope << said.told();
            EXPECT_TRUE(near(after(text, "least at $g$ ="), static_cast<double>(own.best()), 0.01)) << text;
        },
        [](Values& values) {
            static Random random(41);
            if (random.below(6) == 0) std::get<double>(values[index_of(lab(), "smoothing")]) = 0;
        });
    EXPECT_GT(pulls, 20);
    EXPECT_GT(pushes, 20);
    EXPECT_GT(without, 5);
}

// Mixup's label is one of three classes, smoothed where it is said; the axis of the loss is that of the gaps shown; the density of
// small alphas is seen to rise to its ends.
TEST(LabelSmoothingClaims, ThePanelsShowWhatTheirTitlesSay) {
    int smooth = 0, hard = 0, far = 0, rising = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            const Own own(said);
            const Panel& mixup = *find_panel(said.figure, "mixup");
            EXPECT_EQ(has(mixup.title, "smoothed labels"), own.e > 0) << said.told();
            EXPECT_TRUE(has(mixup.title, "$K$ = 3"));
            ++(own.e > 0 ? smooth : hard);
            const double w = std::get<double>(said.value("weight")), e = static_cast<double>(own.e);
            const math::PlanePoint t =
                math::to_plane({w * (1 - e) + e / 3, (1 - w) * (1 - e) + e / 3, e / 3});
            const auto* target = read_figure::find_mark<PointSet>(said.figure, "mixup", "mixed-target");
            EXPECT_NEAR(target->x[0], t.x, 1e-12);
            EXPECT_NEAR(target->y[0], t.y, 1e-12);
            const double top = find_panel(said.figure, "gap")->y.range->high;
            double highest = 0;
            for (const char* id : {"cross-entropy", "loss"})
                for (const double v : read_figure::find_mark<Curve>(said.figure, "gap", id)->y)
                    highest = std::max(highest, v);
            EXPECT_LE(top, 1.06 * highest) << said.told();
            far += own.g < -4 || own.g > 12;
            const double alpha = std::get<double>(said.value("alpha"));
            const Vector& density = read_figure::find_mark<Curve>(said.figure, "weights", "density")->y;
            if (alpha < 0.85) {
                ++rising;
                double end = 0;
                for (const double v : density)
                    if (std::isfinite(v)) end = std::max(end, v);
                EXPECT_GT(end, find_panel(said.figure, "weights")->y.range->high) << said.told();
            }
        },
        [](Values& values) {
            static Random random(43);
            if (random.below(6) == 0) std::get<double>(values[index_of(lab(), "smoothing")]) = 0;
            if (random.below(3) == 0)
                std::get<double>(values[index_of(lab(), "alpha")]) = random.between(0.01, 0.8);
            if (random.below(3) == 0)
                std::get<double>(values[index_of(lab(), "gap")]) = random.between(-100, 100);
        });
    EXPECT_GT(smooth, 20);
    EXPECT_GT(hard, 5);
    EXPECT_GT(far, 10);
    EXPECT_GT(rising, 10);
}

TEST(LabelSmoothingClaims, PresetsShowWhatTheySay) {
    at_settings(lab(), 0, [&](const Said& said) {
        const Own own(said);
        if (said.name == "preset two-classes") {
            EXPECT_NEAR(static_cast<double>(own.best()), std::log(99.0), 1e-9);
        }
        if (said.name == "preset over-confident") {
            EXPECT_GT(own.slope(), 0);
        }
        if (said.name == "preset strong") {
            EXPECT_NEAR(static_cast<double>(own.target), 0.75, 1e-12);
        }
        if (said.name == "preset even-blend") {
            EXPECT_EQ(std::get<double>(said.value("weight")), 0.5);
        }
        if (said.name == "preset no-smoothing") {
            EXPECT_EQ(own.e, 0);
        }
    });
}

}  // namespace label_smoothing_claims_test
}  // namespace lossfield::tests
