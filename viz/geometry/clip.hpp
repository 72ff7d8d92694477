// Lines and polygons cut at a rectangle with sides along the axes, in double precision, before they become pixels.
//   clip_segment  what of the segment from a to b lies in the room, sides included  [Liang, Barsky 1984]
//   clip_line     the pieces of a polyline that lie in it, in order; a segment counts, not only its ends
//   clip_ring     what of a closed ring lies in it, cut at one side after the other [Sutherland, Hodgman 1974]. Parts of a
//                 concave ring that fall apart stay joined along the sides by stretches without area, so that rings and
//                 holes filled even-odd keep their area within the room.
// Points inside stay bit for bit. A point that a cut makes lies on its side exactly and on the segment to rounding, worked
// out from the nearer end; so the clip of a clip is the clip. Coordinates may be as large as doubles are; a point that is
// not finite is a gap of a line and left out of a ring. Sides: finite numbers of at most 1e302.
#pragma once

#include <optional>
#include <vector>

#include "viz/geometry/vectors.hpp"
#include "viz/inputs/value.hpp"

namespace lossfield::viz {

[[nodiscard]] inline bool holds(const Domain& room, Vec2 p) {
    return room.x.contains(p.x) && room.y.contains(p.y);
}

struct ClippedSegment {
    Vec2 from, to;
    double begin = 0, end = 1;  // shares of the way from a to b
};
[[nodiscard]] std::optional<ClippedSegment> clip_segment(Vec2 a, Vec2 b, const Domain& room);

// Its ends lie at these places along the line, in points: 2.25 is a quarter of the way from the third to the fourth. What
// lies between them are points of the line.
struct LinePiece {
    std::vector<Vec2> points;
    double begin = 0, end = 0;
    [[nodiscard]] double place_of(std::size_t i) const;
};
[[nodiscard]] std::vector<LinePiece> clip_line(std::vector<Vec2> line, const Domain& room);

[[nodiscard]] std::vector<Vec2> clip_ring(std::vector<Vec2> ring, const Domain& room);

}  // namespace lossfield::viz
