// How large the window may be.
#pragma once

#include <algorithm>

namespace lossfield::app {

// In the units in which the system counts windows.
struct WindowSize {
    int width = 0, height = 0;
    bool operator==(const WindowSize&) const = default;
};

// As wanted, but in neither direction larger than the room on the screen; a room that is not known (0) limits nothing.
[[nodiscard]] constexpr WindowSize within(WindowSize wanted, WindowSize room) {
    return {room.width > 0 ? std::min(wanted.width, room.width) : wanted.width,
            room.height > 0 ? std::min(wanted.height, room.height) : wanted.height};
}

}  // namespace lossfield::app
