// What a painter draws: few primitives in logical pixels (y down), already laid out and coloured. Window,
// SVG, PDF and PNG are painted from the same list; no painter measures text or chooses a place.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "viz/geometry/vectors.hpp"

namespace lossfield::viz {

// 0..255, straight (not premultiplied) alpha.
struct Rgba {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Rgba&) const = default;
};

// An open or closed line with round joins; dash {on, off} in pixels, on = 0: solid. `dash_begun`: how much of the pattern
// lies before the first point, where a line was cut.
struct StrokePrim {
    std::vector<Vec2> points;
    bool closed = false;
    double width = 1;
    double dash_on = 0, dash_off = 0;
    Rgba colour;
    double dash_begun = 0;
};

// A filled region: rings (even-odd) for vector outputs, and triangles for painters that fill triangles only:
// the same region, perhaps without what the next fills of the list cover anyway. `points` holds ring after
// ring; `ring_ends` their ends; `triangle_indices` are corner triples.
struct FillPrim {
    std::vector<Vec2> points;
    std::vector<std::uint32_t> ring_ends;
    std::vector<Vec2> triangle_points;  // empty: one convex ring, `points` itself
    std::vector<std::uint32_t> triangle_indices;
    Rgba colour;
};

// One run of glyphs of one face at one size; the face is an index into the FontSet. (x, y) is the left end of
// the baseline; the run turns about it by `angle` degrees counter-clockwise.
struct TextPrim {
    std::string text;
    int face = 0;
    double size = 12;  // em in logical pixels
    double x = 0, y = 0;
    double angle = 0;
    double width = 0;  // sum of advances
    Rgba colour;
};

// A typeset formula; (x, y) is the left end of its baseline.
struct FormulaPrim {
    std::string latex;
    double x = 0, y = 0;
    double size = 15;  // em in logical pixels
    Rgba colour;
};

// Pixels (rows from the top) over a rectangle.
struct ImagePrim {
    Rect rect;
    int width = 0, height = 0;
    std::shared_ptr<const std::vector<std::uint32_t>> rgba;  // 0xAABBGGRR, straight alpha
    bool smooth = true;
};

// A 3-D scene seen in a rectangle; lengths of the scene count `unit` pixels. Painted by a surface painter alone.
struct Scene;
struct ScenePrim {
    Rect rect;
    std::shared_ptr<const Scene> scene;
    double unit = 1;
};

struct ClipPrim {
    Rect rect;
};
struct UnclipPrim {};

// Names what follows until the next group: "panel/mark"; vector outputs carry it as an id.
struct GroupPrim {
    std::string id;
};

using Prim = std::variant<StrokePrim, FillPrim, TextPrim, FormulaPrim, ImagePrim, ScenePrim, ClipPrim,
                          UnclipPrim, GroupPrim>;

struct DisplayList {
    double width = 0, height = 0;  // logical pixels
    Rgba ground{255, 255, 255, 255};
    std::vector<Prim> prims;
};

}  // namespace lossfield::viz
