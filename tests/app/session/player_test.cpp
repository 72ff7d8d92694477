#include "app/session/player.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/specimen.hpp"

namespace lossfield::tests {
namespace player_test {

using app::Player;

// Plays frame by frame until it pauses or `seconds` are over; the steps shown.
std::vector<long long> played(Player& player, long long step, long long last, double frame, double seconds) {
    std::vector<long long> steps{player.play(step, last)};
    for (double gone = 0; player.playing() && gone < seconds; gone += frame)
        steps.push_back(player.advance(steps.back(), last, frame));
    return steps;
}

TEST(Player, AWholeRunTakesItsTimeWhateverTheFrameRateAndTheLength) {
    for (const long long last : {7LL, 100LL, 300LL, 5000LL})
        for (const double frame : {1.0 / 120, 1.0 / 60, 1.0 / 12})
            for (const double speed : {0.25, 1.0, 8.0}) {
                Player player;
                player.speed = speed;
                const auto steps = played(player, 0, last, frame, 60);
                EXPECT_FALSE(player.playing());
                EXPECT_EQ(steps.front(), 0);
                EXPECT_EQ(steps.back(), last);
                const double seconds = static_cast<double>(steps.size() - 1) * frame;
                EXPECT_NEAR(seconds, Player::seconds_of_run / speed, 1.5 * frame)
                    << last << " steps, " << frame;
            }
}

TEST(Player, NoStepIsLeftOutWhereFramesAreEnough) {
    Player player;
    const auto steps = played(player, 0, 300, 1.0 / 60, 60);
    for (std::size_t i = 1; i < steps.size(); ++i) {
        EXPECT_GE(steps[i], steps[i - 1]);
        EXPECT_LE(steps[i], steps[i - 1] + 1);
    }
}

TEST(Player, ALongFrameDoesNotJump) {
    Player player;
    EXPECT_EQ(player.play(10, 600), 10);
    EXPECT_EQ(player.advance(10, 600, 30), 20);
    EXPECT_EQ(player.advance(20, 600, -1), 20);
}

TEST(Player, BeginsAgainAtTheEnd) {
    Player player;
    EXPECT_EQ(player.play(50, 50), 0);
    EXPECT_TRUE(player.playing());
    EXPECT_EQ(player.play(20, 50), 20);
}

TEST(Player, ALoopShowsTheEndForAWhileAndGoesOn) {
    Player player;
    player.loop = true;
    const auto steps = played(player, 0, 60, 0.05, 2.2 * (Player::seconds_of_run + Player::seconds_at_end));
    EXPECT_TRUE(player.playing());
    std::vector<std::size_t> starts;
    long long ends = 0;
    for (std::size_t i = 1; i < steps.size(); ++i) {
        if (steps[i] == 0 && steps[i - 1] == 60) starts.push_back(i);
        if (starts.empty() && steps[i] == 60) ++ends;
    }
    ASSERT_EQ(starts.size(), 2U);
    EXPECT_NEAR(static_cast<double>(starts[1] - starts[0]) * 0.05,
                Player::seconds_of_run + Player::seconds_at_end, 0.2);
    EXPECT_NEAR(static_cast<double>(ends) * 0.05, Player::seconds_at_end, 0.11);
}

TEST(Player, GoesOnFromWhereThePlayheadWasMoved) {
    Player player;
    (void)player.play(0, 600);
    EXPECT_EQ(player.advance(0, 600, 0.05), 5);
    EXPECT_EQ(player.advance(300, 600, 0.05), 305);
    EXPECT_EQ(player.advance(0, 600, 0.05), 5);
}

TEST(Player, ARunWithoutStepsDoesNotPlay) {
    Player player;
    EXPECT_EQ(player.play(0, 0), 0);
    EXPECT_FALSE(player.playing());
    (void)player.play(0, 10);
    EXPECT_EQ(player.advance(5, 0, 0.01), 0);
    EXPECT_FALSE(player.playing());
}

TEST(Playhead, TheLastStepStaysTheLastAndAnotherStaysItself) {
    viz::View view;
    viz::Playhead run{100};
    EXPECT_EQ(app::step_shown(view, run), 100);
    app::show_step(view, run, 40);
    EXPECT_EQ(view.step, 40);
    run.last = 30;
    EXPECT_EQ(app::step_shown(view, run), 30);
    app::show_step(view, run, 30);
    EXPECT_EQ(view.step, std::nullopt);
    run.last = 200;
    EXPECT_EQ(app::step_shown(view, run), 200);
    app::show_step(view, run, -1);
    EXPECT_EQ(view.step, 0);
}

TEST(Playhead, OnlyWhatRestartsARunDoes) {
    viz::Lab lab = specimen();
    const std::size_t temperature = viz::index_of(lab, "temperature"), offset = viz::index_of(lab, "offset");
    lab.parameters[temperature].restarts = true;
    const viz::Values before = viz::defaults(lab);
    viz::Values after = before;
    EXPECT_FALSE(app::restarts(lab, before, after));
    after[offset] = 0.25;
    EXPECT_FALSE(app::restarts(lab, before, after));
    after[temperature] = 2.0;
    EXPECT_TRUE(app::restarts(lab, before, after));
}

}  // namespace player_test
}  // namespace lossfield::tests
