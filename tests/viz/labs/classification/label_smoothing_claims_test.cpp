// What the lab label-smoothing says, held against the loss of a right logit g above K - 1 equal ones in long double.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
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
