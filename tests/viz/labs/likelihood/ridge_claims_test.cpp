// The sentences of the lab ridge, held against numbers found from its values alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include "tests/contract/situations.hpp"
#include "tests/support/claims.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace ridge_claims_test {

using namespace viz;

const Lab& lab() { return find_lab(catalog(), "ridge"); }

TEST(RidgeClaims, TheSolutionTouchesWhatIsThere) {
    int ellipse = 0, line = 0, nothing = 0, no_step = 0, steps = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 240,
        [&](const Said& said) {
            const double rho = real(said, "collinearity"), lambda = real(said, "lambda"),
                         rate = real(said, "rate");
            const auto n = static_cast<double>(std::get<long long>(said.value("observations")));
            const Vector& truth = list(said, "truth");
            const bool zero = real(said, "noise") == 0 &&
                              ((truth[0] == 0 && truth[1] == 0) || (rho == 1 && truth[0] == -truth[1]));
            EXPECT_EQ(said.in_caption("no part along the features"), zero) << said.told();
            if (zero) return void(++nothing);
            const bool same = rho > 1 - 1e-12;
            EXPECT_EQ(said.in_caption("a line of equal fit"), same) << said.told();
            EXPECT_EQ(!said.notice("collinear").empty(), same) << said.told();
            ++(same ? line : ellipse);
            if (std::abs(rate * n * (1 + rho) / 2 - 1) < 1e-9) return;  // at the limit, to rounding
            const double s1 = n * (1 + rho), s2 = n * (1 - rho), t = 1 / rate / lambda;
            EXPECT_EQ(said.notice("steps-diverge").empty(),
                      !(std::get<bool>(said.value("stopping")) && rate > 2 / s1))
                << said.told();
            const bool ill = !same && (s1 + lambda) / (s2 + lambda) > 300;
            if (std::abs((s1 + lambda) / (s2 + lambda) - 300) > 1e-6) {
                EXPECT_EQ(!said.notice("ill-conditioned").empty(), ill) << said.told();
            }
            if (said.in_caption("no step to stop after")) {
                EXPECT_LE(t, 0.5) << said.told();
                ++no_step;
            }
            EXPECT_FALSE(said.in_caption(" 1 steps")) << said.told();
            if (said.in_caption("from 0 (")) {
                EXPECT_GE(t, 0.5) << said.told();
                EXPECT_EQ(said.in_caption("; 1 step from"), t < 1.4999) << said.told();
                ++steps;
            }
            const Domain map = said.range("domain");
            if (std::holds_alternative<Automatic>(said.value("domain"))) {
                EXPECT_TRUE(map.x.contains(truth[0]) && map.y.contains(truth[1])) << said.told();
            }
        },
        [&](Values& values) {
            const std::size_t k = count++;
            if (k % 6 == 0)
                put(lab(), values, "lambda", 50.0), put(lab(), values, "rate", 0.018),
                    put(lab(), values, "stopping", true);
            if (k % 6 == 1) put(lab(), values, "collinearity", 1.0);
            if (k % 6 == 3) put(lab(), values, "noise", 0.0), put(lab(), values, "truth", Vector{0, 0});
            if (k % 6 == 5)
                put(lab(), values, "lambda", 300.0), put(lab(), values, "rate", 0.008),
                    put(lab(), values, "observations", 20LL);
        });
    EXPECT_GT(ellipse, 20);
    EXPECT_GT(line, 10);
    EXPECT_GT(nothing, 10);
    EXPECT_GT(no_step, 5);
    EXPECT_GT(steps, 10);
}

// With true weights at right angles to the first direction and no noise, nothing grows along it.
TEST(RidgeClaims, StepsDivergeOnlyAlongWhatTheDataHave) {
    int grows = 0, rests = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 60,
        [&](const Said& said) {
            const std::string notice = said.notice("steps-diverge");
            if (notice.empty()) return;
            const Vector& truth = list(said, "truth");
            const bool none =
                real(said, "noise") == 0 && truth[0] == -truth[1] && real(said, "collinearity") > 0.1;
            if (none) {
                EXPECT_NE(notice.find("no part along"), std::string::npos) << said.told();
                ++rests;
            } else if (real(said, "noise") > 0.1) {
                EXPECT_NE(notice.find("The gradient steps diverge"), std::string::npos) << said.told();
                ++grows;
            }
        },
        [&](Values& values) {
            put(lab(), values, "stopping", true), put(lab(), values, "rate", 0.1),
                put(lab(), values, "observations", 20LL);
            if (count++ % 2 == 0)
                put(lab(), values, "noise", 0.0), put(lab(), values, "truth", Vector{1, -1}),
                    put(lab(), values, "collinearity", 0.9);
        });
    EXPECT_GT(grows, 5);
    EXPECT_GT(rests, 5);
}

TEST(RidgeClaims, PresetsGiveTheirNumbers) {
    const Said strong = shown(lab(), "prior-wins");
    const double first = 20 * 1.9 / (20 * 1.9 + 300), second = 20 * 0.1 / (20 * 0.1 + 300);
    EXPECT_NEAR(first, 0.1, 0.02);
    EXPECT_LT(second, 0.01);
    EXPECT_NEAR(strong.number("degrees-of-freedom"), first + second, 1e-9);
    EXPECT_TRUE(strong.in_caption("no step to stop after"));
    EXPECT_LT(real(shown(lab(), "flies-away"), "lambda"), 1e-3);
    // σ is the noise: singular values go by another name.
    EXPECT_EQ(lab().formula.find("sigma_i"), std::string::npos);
    EXPECT_EQ(shown(lab(), "steps-too-large").notice("steps-diverge").find("σ"), std::string::npos);
}

}  // namespace ridge_claims_test
}  // namespace lossfield::tests
