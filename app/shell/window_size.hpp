// How large the window is: what its sides take, in logical pixels, and how large it may be.
#pragma once

#include <algorithm>

namespace lossfield::app {

// Below this width the sides lie over the picture.
inline constexpr int left_width = 216, right_width = 272, narrow_below = 1100;

struct WindowSize {
    int width = 0, height = 0;
    bool operator==(const WindowSize&) const = default;
};

// Of the window whose picture has this size.
[[nodiscard]] constexpr WindowSize around(WindowSize picture) {
    const int with_sides = left_width + picture.width + right_width;
    return {with_sides < narrow_below ? picture.width : with_sides, picture.height};
}

// As wanted, but in neither direction larger than the room on the screen, both as the system counts windows; a room that is not known (0) limits nothing.
[[nodiscard]] constexpr WindowSize within(WindowSize wanted, WindowSize room) {
    return {room.width > 0 ? std::min(wanted.width, room.width) : wanted.width,
            room.height > 0 ? std::min(wanted.height, room.height) : wanted.height};
}

}  // namespace lossfield::app
