#include "app/shell/window_size.hpp"

#include <gtest/gtest.h>

namespace lossfield::tests {
namespace window_size_test {

using app::WindowSize;
using app::within;

TEST(WindowSizeOnScreen, IsAsWantedWhereThereIsRoom) {
    EXPECT_EQ(within({1280, 800}, {1600, 1000}), (WindowSize{1280, 800}));
    EXPECT_EQ(within({1600, 1000}, {1600, 1000}), (WindowSize{1600, 1000}));
}

TEST(WindowSizeOnScreen, IsNeverLargerThanTheScreen) {
    EXPECT_EQ(within({2048, 1280}, {1600, 1000}), (WindowSize{1600, 1000}));
    EXPECT_EQ(within({1280, 1280}, {1600, 1000}), (WindowSize{1280, 1000}));
    EXPECT_EQ(within({2048, 800}, {1600, 1000}), (WindowSize{1600, 800}));
}

TEST(WindowSizeOnScreen, IsAsWantedWhereTheScreenIsNotKnown) {
    EXPECT_EQ(within({2048, 1280}, {0, 0}), (WindowSize{2048, 1280}));
}

TEST(WindowSizeOfAPicture, HasRoomForTheSidesWhereTheyStandBesideIt) {
    EXPECT_EQ(app::around({792, 800}), (WindowSize{1280, 800}));
    EXPECT_EQ(app::around({612, 400}), (WindowSize{1100, 400}));
    EXPECT_EQ(app::around({611, 400}), (WindowSize{611, 400}));
}

}  // namespace window_size_test
}  // namespace lossfield::tests
