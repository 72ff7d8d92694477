// The lab softmax-cross-entropy: its readouts, notices and words against the mathematics and reference numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stop_token>

#include "math/losses/cross_entropy.hpp"
#include "math/simplex/simplex.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/support/random_values.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/softmax.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace softmax_lab_test {

using namespace softmax_lab;
using tests::close, tests::figure_of;

TEST(SoftmaxLab, ReadoutsOfTheStart) {
    // Computed with 50 digits: z = 2, 0.5, -1; T = 1; target the second class.
    const Figure f = figure_of(lab(), defaults(lab()));
    EXPECT_TRUE(close(number(f, "loss"), 1.741311296657157));
    EXPECT_TRUE(close(numbers(f, "probabilities"),
                      Vector{0.7855970345892759, 0.1752903921400367, 0.03911257327068752}));
    EXPECT_TRUE(
        close(numbers(f, "gradient"), Vector{0.7855970345892759, -0.8247096078599633, 0.03911257327068752}));
    EXPECT_EQ(number(f, "entropy"), 0);
    EXPECT_TRUE(close(number(f, "kl"), 1.741311296657157));
    EXPECT_LT(number(f, "gradient-check"), 1e-12);
    EXPECT_TRUE(f.notices.empty());
    EXPECT_EQ(find_readout(f, "naive-loss"), nullptr);
}

TEST(SoftmaxLab, ReadoutsAgreeWithTheCore) {
    tests::Random random(31);
    for (const auto& s : tests::situations(lab(), 60)) {
        const Figure f = figure_of(lab(), s.values);
        const auto& z = std::get<Vector>(s.values[index_of(lab(), "logits")]);
        const double t = std::get<double>(s.values[index_of(lab(), "temperature")]);
        const Vector y = as_distribution(std::get<Vector>(s.values[index_of(lab(), "target")]), z.size());
        const auto expected = math::cross_entropy(z, t, y);
        EXPECT_TRUE(close(number(f, "loss"), expected.loss)) << s.name;
        EXPECT_TRUE(close(numbers(f, "gradient"), expected.gradient)) << s.name;
        EXPECT_TRUE(close(numbers(f, "probabilities"), math::softmax(z, t))) << s.name;
        EXPECT_TRUE(close(number(f, "entropy") + number(f, "kl"), expected.loss, {1e-9, 1e-9})) << s.name;
        EXPECT_LT(number(f, "gradient-check"), 1e-6) << s.name;
        const Vector g = numbers(f, "gradient");
        EXPECT_NEAR(std::accumulate(g.begin(), g.end(), 0.0), 0, 1e-9 / t) << s.name;
    }
}

TEST(SoftmaxLab, SaturatedCornerSaysSo) {
    const Preset& cold = find_preset(lab(), "cold");
    const Figure f = figure_of(lab(), cold.values);
    ASSERT_EQ(f.notices.size(), 1U);
    EXPECT_EQ(f.notices[0].id, "saturated");
    // 1 - p_1 = e^-30 + e^-60 and the loss is 30 and a little.
    EXPECT_NE(f.notices[0].text.find(readable(std::exp(-30.0), 2)), std::string::npos) << f.notices[0].text;
    EXPECT_TRUE(close(number(f, "loss"), 30 + std::exp(-30.0)));
    EXPECT_TRUE(find_mark<Arrows>(f, "simplex", "direction")->x.empty());
}

TEST(SoftmaxLab, AThousandInALogit) {
    const Figure f = figure_of(lab(), find_preset(lab(), "overflow").values);
    EXPECT_TRUE(close(number(f, "loss"), 999.5));
    EXPECT_FALSE(std::isfinite(number(f, "naive-loss")));
    EXPECT_TRUE(close(numbers(f, "gradient"), Vector{1, -1, 0}));
    ASSERT_EQ(f.notices[0].id, "saturated");
    EXPECT_NE(f.notices[0].text.find("is 1 to the last bit"), std::string::npos) << f.notices[0].text;
    EXPECT_TRUE(std::any_of(f.notices.begin(), f.notices.end(), [](const Notice& n) {
        return n.id == "naive-overflow" && n.severity == Severity::Failure;
    }));
}

TEST(SoftmaxLab, CaptionTellsTheGradientsLargestEntries) {
    tests::Random random(33);
    for (int i = 0; i < 20; ++i) {
        const double t = i == 0 ? 1.0 : 2.5;
        const Values values =
            with({{"temperature", t},
                  {"logits", Vector{random.between(-2, 2), random.between(-2, 2), random.between(-2, 2)}}});
        const Figure f = figure_of(lab(), values);
        const Vector g = numbers(f, "gradient");
        const auto [low, high] = std::minmax_element(g.begin(), g.end());
        for (const double entry : {*high, -*low})
            EXPECT_NE(f.caption.find("by " + brief(entry, 2)), std::string::npos)
                << f.caption << " lacks " << entry;
        EXPECT_NE(f.caption.find("class " + std::to_string(low - g.begin() + 1) + " up"), std::string::npos)
            << f.caption;
    }
}

TEST(SoftmaxLab, ProbeTellsTheTrueValue) {
    const Values values = defaults(lab());
    const Result result = lab().compute(values, Detail::Full, std::stop_token());
    const math::PlanePoint at = math::to_plane({0.2, 0.5, 0.3});
    const auto told = lab().probe(values, result, {}, "simplex", at.x, at.y);
    ASSERT_FALSE(told.empty());
    EXPECT_TRUE(close(std::get<double>(told[0].value), std::log(2.0)));
    EXPECT_TRUE(lab().probe(values, result, {}, "simplex", 2, 2).empty());
    const auto bar = lab().probe(values, result, {}, "logits", 1.2, 0);
    ASSERT_EQ(bar.size(), 3U);
    EXPECT_EQ(std::get<double>(bar[0].value), 2);
}

}  // namespace softmax_lab_test
}  // namespace lossfield::viz
