// What the lab loss-surfaces says of plateaus and ramps, and what its presets say.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "tests/support/random_values.hpp"
#include "tests/viz/labs/classification/loss_surfaces.hpp"
#include "tests/viz/labs/said_numbers.hpp"

namespace lossfield::tests {
namespace loss_surfaces_plateau_claims_test {

using namespace loss_surfaces_claims;
using namespace viz;
using said_numbers::after, said_numbers::has, said_numbers::near;

// Lowest and highest loss on the map, of a coarse grid: a little less wide than the figure's own.
Interval heights(const Said& said, const math::PlaneLoss& loss) {
    const Domain d = said.range("domain");
    Interval range{infinity, -infinity};
    for (int j = 0; j <= 48; ++j)
        for (int i = 0; i <= 48; ++i) {
            const double v =
                loss.value(std::lerp(d.x.low, d.x.high, i / 48.0), std::lerp(d.y.low, d.y.high, j / 48.0));
            range = {std::min(range.low, v), std::max(range.high, v)};
        }
    return range;
}

struct Standing {
    double above = 0, fall = 0;  // height over all heights, gradient by the sides over all heights
};
Standing standing(const Said& said, const math::PlaneLoss& loss) {
    const Vector& at = get<Vector>(said, get<std::string>(said, "over") == "logits" ? "point" : "line");
    const Domain d = said.range("domain");
    const Interval range = heights(said, loss);
    const auto [gx, gy] = loss.gradient(at[0], at[1]);
    return {(loss.value(at[0], at[1]) - range.low) / range.length(),
            std::hypot(gx * d.x.length(), gy * d.y.length()) / range.length()};
}

TEST(LossSurfacesClaims, APlateauIsFlatAndARampIsNot) {
    int plateaus = 0, slow = 0, ramps = 0, rests = 0, neither = 0, alike = 0;
    at_settings(
        lab(), 130,
        [&](const Said& said) {
            const math::PlaneLoss loss = loss_of(said, main_name(said));
            const Standing s = standing(said, loss);
            const Roll run(said, loss);
            const Domain d = said.range("domain");
            double way = 0;
            for (std::size_t k = 1; k < run.x.size(); ++k)
                way += std::hypot((run.x[k] - run.x[k - 1]) / d.x.length(),
                                  (run.y[k] - run.y[k - 1]) / d.y.length());
            if (!said.notice("stuck").empty()) {
                ++plateaus;
                EXPECT_LT(s.fall, 0.12) << said.told();
                EXPECT_LT(way, 0.0201) << said.told();
            }
            if (!said.notice("slow").empty()) {
                ++slow;
                EXPECT_GT(s.fall, 0.0999) << said.told();
                EXPECT_LT(way, 0.0201) << said.told();
                EXPECT_TRUE(near(after(said.notice("slow"), "moved by"), run.length)) << said.told();
            }
            if (s.above > 0.27 && way < 0.0199 && !run.thrown) {
                EXPECT_NE(said.notice("slow").empty(), said.notice("stuck").empty()) << said.told();
            }
            if (get<std::string>(said, "over") != "logits" || get<std::string>(said, "overlay") == "none")
                return;
            if (said.in_caption("one shape") || run.thrown) return;
            EXPECT_EQ(said.in_caption("of one loss"), main_name(said) == get<std::string>(said, "overlay"))
                << said.told();
            if (said.in_caption("of one loss")) return void(++alike);
            const Standing o = standing(said, loss_of(said, get<std::string>(said, "overlay")));
            const bool ramp = said.in_caption("the one is a ramp"),
                       rest = said.in_caption("the one is a plateau");
            ramps += ramp ? 1 : 0, rests += rest ? 1 : 0, neither += ramp || rest ? 0 : 1;
            if (ramp) {
                EXPECT_TRUE(s.fall > 0.0999 && o.fall < 0.12 && o.above > 0.2)
                    << s.fall << ' ' << o.fall << ' ' << o.above << said.told();
            }
            if (rest) {
                EXPECT_TRUE(o.fall > 0.0999 && s.fall < 0.12 && s.above > 0.2)
                    << s.fall << ' ' << o.fall << ' ' << s.above << said.told();
            }
            if (s.fall > 0.12 && o.fall < 0.09 && o.above > 0.27) {
                EXPECT_TRUE(ramp) << said.told();
            }
            if (o.fall > 0.12 && s.fall < 0.09 && s.above > 0.27) {
                EXPECT_TRUE(rest) << said.told();
            }
        },
        [](Values& values) {
            static Random random(17);
            get<std::string>(values, "over") = "logits";
            get<Vector>(values, "point") = {random.between(-9, 9), random.between(-9, 9)};
            get<double>(values, "temperature") = random.between(0.5, 3);
            get<double>(values, "third-logit") = random.between(-3, 3);
            tests::put(lab(), values, "domain", Domain{{-10, 10}, {-10, 10}});
            if (random.below(2) == 0) get<double>(values, "rate") = std::pow(10, random.between(-4, -1));
            if (random.below(2) == 0) return;
            if (random.below(4) == 0) {
                get<std::string>(values, "overlay") = get<std::string>(values, "loss");
                return;
            }
            // Far from the target squares of probabilities are flat, where cross-entropy is steep.
            get<long long>(values, "target") = 1,
                                   get<double>(values, "temperature") = random.between(0.5, 1.5);
            get<Vector>(values, "point") = {random.between(-9, -4), random.between(4, 9)};
            get<std::string>(values, "loss") = "softmax-mse",
                                     get<std::string>(values, "overlay") = "cross-entropy";
            if (random.below(2) == 0)
                std::swap(get<std::string>(values, "loss"), get<std::string>(values, "overlay"));
        });
    EXPECT_GT(plateaus, 3);
    EXPECT_GT(slow, 3);
    EXPECT_GT(ramps, 3);
    EXPECT_GT(rests, 2);
    EXPECT_GT(neither, 3);
    EXPECT_GT(alike, 3);
}

TEST(LossSurfacesClaims, PresetsShowWhatTheySay) {
    double student = 0, without = 0;
    at_settings(lab(), 0, [&](const Said& said) {
        math::PlaneLoss loss = loss_of(said, main_name(said));
        const Roll run(said, loss);
        if (said.name == "preset plateau") {
            EXPECT_LT(standing(said, loss).fall, 0.1);
            EXPECT_LT(run.length, 0.02 * 12);
        }
        if (said.name == "preset outlier-student") {
            student = run.x.back();
            loss.x.erase(loss.x.begin() + 18), loss.y.erase(loss.y.begin() + 18);
            double w = run.x.back(), b = run.y.back();
            for (int k = 0; k < 4000; ++k) {
                const auto [gw, gb] = loss.gradient(w, b);
                w -= 0.05 * gw, b -= 0.05 * gb;
            }
            without = w;
        }
        if (said.name == "preset step-too-large") {
            EXPECT_GT(get<double>(said, "rate") * curvature_of_squares(loss), 2);
        }
        if (said.name == "preset kink") {
            EXPECT_TRUE(has(said.notice("hopping"), "the kink"));
        }
    });
    EXPECT_NEAR(student, without, 0.02);
    EXPECT_NE(student, without);
}

}  // namespace loss_surfaces_plateau_claims_test
}  // namespace lossfield::tests
