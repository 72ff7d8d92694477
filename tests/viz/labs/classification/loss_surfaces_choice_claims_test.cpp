// What the lab loss-surfaces says of labels without a minimum, and which formulas it shows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/random_values.hpp"
#include "tests/viz/labs/classification/loss_surfaces.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace loss_surfaces_choice_claims_test {

using namespace loss_surfaces_claims;
using namespace viz;
using said_numbers::has;

// Both kinds of labels, one of them, or such that touch at one place.
void few_labels(Values& values) {
    static Random random(19);
    get<std::string>(values, "over") = "logistic";
    Points points;
    for (std::size_t i = 0; i < 2 + random.below(5); ++i)
        points.push_back({std::floor(random.between(-3, 3)), random.below(2) == 0 ? 0.0 : 1.0, ""});
    if (random.below(3) == 0)
        for (DataPoint& p : points) p.y = points[0].y;
    get<Points>(values, "labelled-data") = points;
}

TEST(LossSurfacesClaims, TheLogisticLossHasNoMinimumForTheReasonSaid) {
    int alike = 0, apart = 0, touching = 0, mixed = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            if (get<std::string>(said, "over") != "logistic") return;
            Vector of[2];
            for (const DataPoint& p : get<Points>(said, "labelled-data"))
                of[p.y > 0.5 ? 1 : 0].push_back(p.x);
            for (Vector& v : of) std::sort(v.begin(), v.end());
            const std::string text = said.notice("no-minimum");
            const bool one = of[0].empty() || of[1].empty();
            const double gap = one ? 0 : std::max(of[1].front() - of[0].back(), of[0].front() - of[1].back());
            const bool one_place = !one && of[0].front() == of[0].back() && of[0].front() == of[1].front() &&
                                   of[1].front() == of[1].back();
            EXPECT_EQ(has(text, "All labels"), one) << said.told();
            if (one) {
                ++alike;
                EXPECT_EQ(has(text, "−∞"), of[1].empty()) << said.told();
                return;
            }
            EXPECT_EQ(has(text, "A threshold on"), gap > 0) << said.told();
            EXPECT_EQ(has(text, "But for points"), gap == 0 && !one_place) << said.told();
            EXPECT_EQ(text.empty(), gap < 0 || one_place) << said.told();
            ++(gap > 0 ? apart : gap == 0 ? touching : mixed);
        },
        few_labels);
    EXPECT_GT(alike, 5);
    EXPECT_GT(apart, 5);
    EXPECT_GT(touching, 2);
    EXPECT_GT(mixed, 5);
}

// The formula that stands there is that of the loss that is chosen, with what it needs.
TEST(LossSurfacesClaims, FormulasFollowTheChoice) {
    const std::pair<const char*, const char*> of[] = {{"cross-entropy", "CE"},
                                                      {"softmax-mse", "MSE"},
                                                      {"brier", "Brier"},
                                                      {"gamma-cross-entropy", "gamma"},
                                                      {"focal", "focal"},
                                                      {"label-smoothed", "varepsilon"},
                                                      {"mse", "ell_{\\mathrm{MSE}}"},
                                                      {"mae", "MAE"},
                                                      {"huber", "delta"},
                                                      {"log-cosh", "cosh"},
                                                      {"student-t", "Gamma"},
                                                      {"logistic", "log(1 + e"}};
    int seen = 0;
    at_settings(lab(), 60, [&](const Said& said) {
        const auto& formulas = said.figure.formulas;
        ASSERT_FALSE(formulas.empty());
        for (const auto& [loss, token] : of)
            if (main_name(said) == loss) {
                ++seen;
                EXPECT_TRUE(has(formulas[0], token)) << said.told();
            }
        std::string all;
        for (const std::string& f : formulas) all += f + ' ';
        EXPECT_EQ(has(all, "r_i"), get<std::string>(said, "over") == "line") << said.told();
        if (has(all, "p_t") || has(all, "p_k")) {
            EXPECT_TRUE(has(all, "p_k = ")) << said.told();
        }
        if (has(all, "- y\\|") || has(all, "y_k")) {
            EXPECT_TRUE(has(all, "y_t = 1")) << said.told();
        }
    });
    EXPECT_GT(seen, 60);
}

}  // namespace loss_surfaces_choice_claims_test
}  // namespace lossfield::tests
