#include "app/command/sweep.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "app/command/stage_times.hpp"
#include "tests/support/specimen.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::tests {
namespace sweep_test {

using app::parse_sweep;
using app::swept;

std::string refusal(const std::string& text) {
    const viz::Lab lab = specimen();
    try {
        (void)parse_sweep(lab, viz::defaults(lab), text);
    } catch (const viz::InputError& e) {
        return e.what();
    }
    return "accepted";
}

TEST(SweepText, ReadsWhatItWrites) {
    const viz::Lab lab = specimen();
    for (const char* text : {"temperature=0.05..10", "offset=-1..0.5", "count=2..5", "logits[2]=-3..1e2"})
        EXPECT_EQ(app::sweep_text(lab, parse_sweep(lab, viz::defaults(lab), text)),
                  std::string(text) == "logits[2]=-3..1e2" ? "logits[2]=-3..100" : text);
}

TEST(SweepText, EveryErrorNamesWhatIsAccepted) {
    EXPECT_EQ(refusal("temperature"), "--sweep: \"temperature\" is not of the form ID=A..B");
    EXPECT_EQ(refusal("temperature=1"), "--sweep: \"temperature=1\" is not of the form ID=A..B");
    EXPECT_NE(refusal("temprature=1..2").find("nearest: temperature"), std::string::npos);
    EXPECT_NE(refusal("mode=1..2").find("temperature"), std::string::npos);
    EXPECT_NE(refusal("logits=1..2").find("logits[k]"), std::string::npos);
    EXPECT_NE(refusal("temperature[1]=1..2").find("logits[k]"), std::string::npos);
    EXPECT_NE(refusal("logits[4]=1..2").find("from 1 to 3"), std::string::npos);
    EXPECT_NE(refusal("logits[0]=1..2").find("k from 1"), std::string::npos);
    EXPECT_NE(refusal("logits[=1..2").find("k from 1"), std::string::npos);
    for (const char* range : {"2..1", "1..1", "1..", "..2", "a..b", "0.01..1", "1..11", "1..nan", "1..2..3"})
        EXPECT_NE(refusal(std::string("temperature=") + range).find("from 0.05 to 10"), std::string::npos)
            << refusal(std::string("temperature=") + range);
    EXPECT_NE(refusal("count=1.5..3").find("whole numbers"), std::string::npos);
}

TEST(SweepValues, RunFromEndToEndInEqualRatiosOnALogScale) {
    const viz::Lab lab = specimen();
    const auto sweep = parse_sweep(lab, viz::defaults(lab), "temperature=0.1..10");
    const auto all = swept(lab, viz::defaults(lab), sweep, 5);
    ASSERT_EQ(all.size(), 5u);
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_NEAR(std::get<double>(all[i][sweep.parameter]),
                    0.1 * std::pow(10.0, 0.5 * static_cast<double>(i)), 1e-14);
    EXPECT_EQ(std::get<double>(all[4][sweep.parameter]), 10);
}

TEST(SweepValues, EachDiffersFromTheOneBeforeInNothingElse) {
    const viz::Lab lab = specimen();
    for (const char* text : {"temperature=0.05..10", "offset=-1..0.5", "count=2..4", "logits[2]=-3..3"}) {
        const auto sweep = parse_sweep(lab, viz::defaults(lab), text);
        const auto all = swept(lab, viz::defaults(lab), sweep, 50);
        for (std::size_t i = 1; i < all.size(); ++i)
            for (std::size_t p = 0; p < lab.parameters.size(); ++p)
                EXPECT_EQ(all[i][p] == all[i - 1][p], p != sweep.parameter) << text << ", frame " << i;
    }
}

TEST(SweepValues, OnesThatTheLabRefusesAreNamed) {
    const viz::Lab lab = specimen();
    viz::Values values = viz::defaults(lab);
    values[viz::index_of(lab, "target")] = viz::Vector{0.5, 0.25, 0.25};
    const auto sweep = parse_sweep(lab, values, "target[1]=0..1");
    try {
        (void)swept(lab, values, sweep, 3);
        FAIL() << "accepted";
    } catch (const viz::InputError& e) {
        EXPECT_EQ(std::string(e.what()).find("--sweep: at target[1]=0: "), 0u) << e.what();
    }
}

TEST(SweepUsual, IsTheFirstRealParameterOverItsSliderRange) {
    const viz::Lab lab = specimen();
    EXPECT_EQ(app::sweep_text(lab, app::usual_sweep(lab, {})), "temperature=0.05..10");
}

TEST(StageTime, MedianAndNearestRank) {
    EXPECT_EQ(app::stage_time({3}).median, 3);
    EXPECT_EQ(app::stage_time({3}).p95, 3);
    EXPECT_EQ(app::stage_time({4, 1, 2, 3}).median, 2.5);
    std::vector<double> hundred;
    for (int i = 100; i > 0; --i) hundred.push_back(i);
    EXPECT_EQ(app::stage_time(hundred).median, 50.5);
    EXPECT_EQ(app::stage_time(hundred).p95, 95);
}

}  // namespace sweep_test
}  // namespace lossfield::tests
