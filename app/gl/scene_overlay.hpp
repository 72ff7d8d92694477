// Lines and points of a 3-D scene as quads on the page, each corner with its depth: lengths in pixels stay what they
// are from wherever the scene is seen.
//   Segments of a line that bends gently meet on the bisector of their directions and do not overlap; at a sharp
//   bend, at a gap and at its ends a line is round.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/space/scene.hpp"

namespace lossfield::app {

// As assets/shaders/overlay.vert reads it.
struct OverlayVertex {
    float x = 0, y = 0, depth = 0;         // pixels of the image from its upper left; -1 near .. 1 far
    float along = 0, across = 0;           // pixels within the quad's form
    float radius = 0, extent = 0;          // pixels
    float shape = 0;                       // -1: a stroke, else viz::PointShape
    std::uint32_t colour = 0, ground = 0;  // 0xAABBGGRR
};

// Scene to pixels of an image: page pixels times `scale`, less the image's corner.
struct ImagePlace {
    double scale = 1;
    double left = 0, top = 0;
    int width = 0, height = 0;
    bool operator==(const ImagePlace&) const = default;
};

// Depth in the unit of OpenGL; what is farther out than any box reaches is held at its ends.
[[nodiscard]] double clip_depth(double depth);

// Quads, four corners each, in the order in which they are to be painted: first those of lines, then of points.
struct Overlay {
    std::vector<OverlayVertex> corners;
    std::size_t of_lines = 0;  // corners
};
[[nodiscard]] Overlay overlay_of(const viz::Scene& scene, const ImagePlace& place);

}  // namespace lossfield::app
