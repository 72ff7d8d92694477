// How a level cuts a cell with 3 or 4 corners (counter-clockwise; edge i runs from corner i to corner i+1), for every
// set of corners inside: the cases of marching triangles and squares, made from one rule. A saddle (0101, 1010) is
// cut as if its middle were inside; otherwise it is cut as its two corners one by one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace lossfield::viz {

// What a level does to a cell whose corners inside it are the bits of a mask: isolines from edge to edge, and the
// part inside as a polygon of corners (0 to 3) and crossings (4 + edge).
struct Cut {
    std::size_t lines = 0, vertices = 0;
    std::array<std::uint8_t, 2> from{}, to{};
    std::array<std::uint8_t, 8> polygon{};
};

[[nodiscard]] constexpr Cut cut_of(int corners, int mask) {
    Cut cut;
    const auto inside = [&](int i) { return (mask >> i % corners & 1) != 0; };
    for (int i = 0; i < corners; ++i) {
        if (inside(i)) cut.polygon[cut.vertices++] = static_cast<std::uint8_t>(i);
        if (inside(i) == inside(i + 1)) continue;
        cut.polygon[cut.vertices++] = static_cast<std::uint8_t>(4 + i);
        if (!inside(i)) continue;
        int enters = i + 1;
        while (!inside(enters + 1)) ++enters;
        cut.from[cut.lines] = static_cast<std::uint8_t>(i);
        cut.to[cut.lines++] = static_cast<std::uint8_t>(enters % corners);
    }
    return cut;
}

// By number of corners, less three, and mask.
inline constexpr std::array<std::array<Cut, 16>, 2> cuts = [] {
    std::array<std::array<Cut, 16>, 2> all;
    for (int mask = 0; mask < 16; ++mask) {
        all[0][static_cast<std::size_t>(mask)] = cut_of(3, mask & 7);
        all[1][static_cast<std::size_t>(mask)] = cut_of(4, mask);
    }
    return all;
}();

}  // namespace lossfield::viz
