// Handles on the page. One whose place lies outside of its plot keeps a half marker on the plot's border, at the nearest place of
// it, with its true value beside it: zoomed, panned or far away, none is ever lost.
#pragma once

#include <string>
#include <vector>

#include "viz/draw/canvas.hpp"
#include "viz/draw/plan.hpp"

namespace lossfield::viz {

inline constexpr double handle_reach = handle_radius + 2;  // of the box that takes a pointer
// Of more beyond the border of a panel, a cloud of points, no values are told, and files go without the markers.
inline constexpr std::size_t most_told_beyond = 6;

struct PlacedHandle {
    const Handle* handle = nullptr;
    HandleFrame frame{};
    Vec2 inward{};        // of a half marker: from the border into the plot
    std::string words{};  // the value beside it
    Vec2 anchor{};
    TextLook look{};
};

// Takes their places on the page, so that what is drawn later keeps clear of them. `held`: the id of one that is held; it may
// leave its plot, but not the panel.
[[nodiscard]] std::vector<PlacedHandle> place_handles(const Plan& plan, const std::string& held,
                                                      Canvas& canvas);
[[nodiscard]] std::size_t count_beyond(const std::vector<PlacedHandle>& placed);
// The values beside half markers, where bars, axes and ticks have left room.
void place_values(const Plan& plan, std::vector<PlacedHandle>& placed, Canvas& canvas);
// `live`: also what lies in its plot, where files have the marks alone. Records where each can be taken.
void draw_handles(const Plan& plan, const std::vector<PlacedHandle>& placed, const std::string& held,
                  bool live, Canvas& canvas);

// The handle that a pointer takes; null where there is none.
[[nodiscard]] const HandleFrame* handle_under(const Composition& composition, Vec2 pointer);

}  // namespace lossfield::viz
