// What a 3-D panel shows inside its axes: surfaces and what lies on them, placed in a box, with the projection that
// they are seen by. Plain numbers; a SurfacePainter turns them into pixels.
//   box coordinates: origin at the middle of the box, longest ground side 1, z up
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "viz/display/display_list.hpp"
#include "viz/display/theme.hpp"
#include "viz/figure/marks.hpp"
#include "viz/figure/view.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/geometry/vectors.hpp"

namespace lossfield::viz {

// Parallel projection. With azimuth a and elevation e (radians):
//   right = (-sin a, cos a, 0)   up = (-sin e cos a, -sin e sin a, cos e)   towards = (cos e cos a, cos e sin a, sin e)
struct Projection {
    Camera camera{};
    Vec2 centre{};     // pixels: where the box' middle is seen
    double scale = 1;  // pixels per unit of the box, zoom included
    [[nodiscard]] Vec3 right() const;
    [[nodiscard]] Vec3 up() const;
    [[nodiscard]] Vec3 towards() const;
    [[nodiscard]] Vec2 to_pixels(const Vec3& p) const;
    [[nodiscard]] double depth(const Vec3& p) const;  // grows towards the viewer
    bool operator==(const Projection&) const = default;
};

// A projection with its directions worked out, for many points.
struct Sight {
    explicit Sight(const Projection& seen);
    Vec3 right, up, towards;
    Vec2 centre;
    double scale;
    [[nodiscard]] Vec2 to_pixels(const Vec3& p) const;
    [[nodiscard]] double depth(const Vec3& p) const;
};

// Where the data of a 3-D panel lie in its box, and the box on the page.
struct SpaceFrame {
    Domain ground{};
    Interval z{};
    ScaleKind x_scale = ScaleKind::Linear, y_scale = ScaleKind::Linear, z_scale = ScaleKind::Linear;
    Vec3 side{1, 1, 0.6};  // of the box
    Projection projection{};

    [[nodiscard]] double x_in_box(double x) const;
    [[nodiscard]] double y_in_box(double y) const;
    [[nodiscard]] double z_in_box(double z) const;
    [[nodiscard]] Vec3 to_box(double x, double y, double z) const;
    [[nodiscard]] Vec3 to_data(const Vec3& box) const;
    [[nodiscard]] Vec2 to_pixels(double x, double y, double z) const;
};

// A grid of nodes over the ground, row 0 at the lower y; every square is cut from its lower left to its upper right
// corner. NaN: a hole.
struct HeightMesh {
    std::size_t columns = 0, rows = 0;
    Interval x, y;               // box coordinates of the outermost nodes
    std::vector<double> height;  // box z
    // What lies outside is cut off; nodes there keep their heights, for the slope towards the rim.
    Interval kept{-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
};

struct SceneSurface {
    HeightMesh mesh;
    // Of a patch, which has no mesh over the ground: the box coordinates of its field's nodes.
    std::vector<Vec3> nodes;
    // Values at their own, finer grid: for colour, contour lines and light.
    GridField field;
    Interval z{};  // the axis that heights are measured on, ...
    ScaleKind z_scale = ScaleKind::Linear;
    Interval box_z{};            // ... and where its ends lie in the box
    ColourScale scale;           // with its range
    std::optional<Rgba> colour;  // one colour instead of the scale
    double opacity = 1;          // of the scale's colours
    bool by_rank = false;        // colours evenly over the levels instead of the values
    Vector levels;               // contour lines; ascending
    Rgba line{};
    double line_width = 1;
    double cut = 0;  // box z above which the surface is cut off; above the box: nowhere
    Rgba edge{};
};

// NaN separates pieces.
struct SceneLine {
    std::vector<Vec3> points;
    Rgba colour{};
    double width = 2;             // pixels
    std::vector<Rgba> colours{};  // one a point: of the stretch that begins there, instead of the one colour
};

struct ScenePoint {
    Vec3 at;
    PointShape shape = PointShape::Disc;
    double size = 7;  // pixels across
    Rgba colour{}, ground{};
};

// Draft: while something moves; without multisampling.
enum class Finish { Draft, Screen, File };

// The ground of the box, its middle at the origin, and what it shows.
struct Ground {
    Domain range{};
    ScaleKind x_scale = ScaleKind::Linear, y_scale = ScaleKind::Linear;
    Vec2 side{1, 1};  // in the box
    [[nodiscard]] Vec2 to_data(Vec2 box) const;
};

struct Scene {
    ThemeId theme = ThemeId::Light;
    Finish finish = Finish::File;
    Projection projection{};
    Ground ground{};
    std::vector<SceneSurface> surfaces;
    std::vector<SceneLine> lines;
    std::vector<ScenePoint> points;
};

// The mesh of a field with at most so many nodes a side, values read off between the field's nodes.
[[nodiscard]] HeightMesh mesh_of(const SceneSurface& surface, std::size_t most_nodes);
// Where a value of the surface's field lies in the box: held inside of it, or, beyond a cut and of a surface in one
// colour, within a box length of it.
class BoxHeight {
  public:
    explicit BoxHeight(const SceneSurface& surface);
    [[nodiscard]] double operator()(double value) const;

  private:
    Placement place_;
    Interval box_, held_;
};

// Height of the mesh's triangles, where they are cut off that of the rim; NaN outside and in holes.
[[nodiscard]] double height_at(const HeightMesh& mesh, double x, double y);
// A line over the ground laid upon the mesh: it runs within its triangles, and level where they are cut off. `from` takes
// where along the line each point comes from, in points: 2.25 is a quarter of the way from the third to the fourth.
[[nodiscard]] std::vector<Vec3> drape(const HeightMesh& mesh, const std::vector<Vec2>& line,
                                      Vector* from = nullptr);
// The ground under the point of the mesh that is seen at a pixel; nothing beside the surface.
[[nodiscard]] std::optional<Vec2> pick(const HeightMesh& mesh, const Projection& projection, Vec2 pixel);
// The same in data of the axes, for the scene's first surface over the ground.
[[nodiscard]] std::optional<Vec2> data_under(const Scene& scene, Vec2 pixel);

// Colour (0xAABBGGRR, lit; alpha 0: a hole) and place among the contour levels (k at the k-th one, from 0) at each node
// of the field. Nodes of a hole beside the surface carry their neighbours' colour and level, for interpolation. The
// light comes over the viewer's left shoulder; a patch is lit alike from both sides.
struct SurfaceTexels {
    int columns = 0, rows = 0;
    std::vector<std::uint32_t> colour;
    std::vector<float> level;
};
[[nodiscard]] SurfaceTexels texels_of(const SceneSurface& surface, const Camera& camera, const Theme& theme);

}  // namespace lossfield::viz
