#include "app/ui/input.hpp"

#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/ui/actions.hpp"

namespace lossfield::tests {
namespace input_test {

using app::ButtonEvent;
using app::CharacterEvent;
using app::InputEvent;
using app::KeyEvent;
using app::MoveEvent;

using Queue = std::deque<InputEvent>;

KeyEvent key(int code, int action) { return {code, 0, action, 0}; }

std::vector<std::size_t> frame_sizes(Queue queue) {
    std::vector<std::size_t> sizes;
    while (!queue.empty()) sizes.push_back(app::next_frame(queue, false).size());
    return sizes;
}

TEST(Input, AClickShorterThanAFrameIsSeenAsPressAndRelease) {
    EXPECT_EQ(frame_sizes({MoveEvent{5, 5}, ButtonEvent{0, GLFW_PRESS, 0}, ButtonEvent{0, GLFW_RELEASE, 0}}),
              (std::vector<std::size_t>{2, 1}));
}

TEST(Input, ADragWithinAFrameKeepsItsPlaces) {
    Queue queue{MoveEvent{5, 5}, ButtonEvent{0, GLFW_PRESS, 0}, MoveEvent{9, 9},
                ButtonEvent{0, GLFW_RELEASE, 0}};
    const auto press = app::next_frame(queue, false);
    EXPECT_EQ(std::get<MoveEvent>(press.front()).x, 5);
    const auto move = app::next_frame(queue, false);
    ASSERT_EQ(move.size(), 1U);
    EXPECT_EQ(std::get<MoveEvent>(move.front()).x, 9);
    const auto release = app::next_frame(queue, false);
    EXPECT_EQ(std::get<ButtonEvent>(release.at(0)).action, GLFW_RELEASE);
}

TEST(Input, AKeyPressedAndReleasedWithinAFrameIsNotLost) {
    EXPECT_EQ(frame_sizes({key(GLFW_KEY_F, GLFW_PRESS), key(GLFW_KEY_F, GLFW_RELEASE),
                           key(GLFW_KEY_F, GLFW_PRESS), key(GLFW_KEY_F, GLFW_RELEASE)}),
              (std::vector<std::size_t>{1, 1, 1, 1}));
    EXPECT_EQ(frame_sizes({key(GLFW_KEY_A, GLFW_PRESS), key(GLFW_KEY_B, GLFW_PRESS)}),
              (std::vector<std::size_t>{2}));
}

TEST(Input, KeysWaitInOrderForAFieldThatOpens) {
    Queue queue{key(GLFW_KEY_1, GLFW_PRESS), CharacterEvent{'1'}, MoveEvent{1, 1}, CharacterEvent{'2'}};
    const auto frame = app::next_frame(queue, true);
    ASSERT_EQ(frame.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<MoveEvent>(frame[0]));
    ASSERT_EQ(queue.size(), 3U);
    EXPECT_EQ(std::get<CharacterEvent>(queue.back()).character, U'2');
    EXPECT_EQ(app::next_frame(queue, false).size(), 3U);
}

TEST(Actions, EveryActionHasAKeyThatTheHelpShows) {
    for (int i = 0; i <= static_cast<int>(app::Action::Quit); ++i)
        EXPECT_STRNE(app::key_of(static_cast<app::Action>(i)), "") << i;
}

TEST(Actions, NoTwoActionsShareAKey) {
    const auto all = app::shortcuts();
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = i + 1; j < all.size(); ++j)
            EXPECT_FALSE(all[i].key == all[j].key && all[i].modifiers == all[j].modifiers &&
                         all[i].character == all[j].character)
                << all[i].words << " and " << all[j].words;
}

}  // namespace input_test
}  // namespace lossfield::tests
