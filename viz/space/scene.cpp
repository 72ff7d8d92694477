#include "viz/space/scene.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "viz/geometry/scale.hpp"

namespace lossfield::viz {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double node_at(const Interval& range, std::size_t i, std::size_t count) {
    return std::lerp(range.low, range.high, static_cast<double>(i) / static_cast<double>(count - 1));
}

// Position in units of nodes; the last node counts to the square before it.
struct Position {
    std::size_t square = 0;
    double within = 0;  // 0..1
};

Position position_in(const Interval& range, std::size_t count, double v) {
    const double f = (v - range.low) / range.length() * static_cast<double>(count - 1);
    const auto last = static_cast<double>(count - 2);
    const double square = std::clamp(std::floor(f), 0.0, last);
    return {static_cast<std::size_t>(square), f - square};
}

// Between the four corners of a square of a grid, bilinearly; a NaN corner makes NaN.
double between(const Vector& values, std::size_t columns, Position i, Position j) {
    const std::size_t a = j.square * columns + i.square, c = a + columns;
    const double low = i.within == 0 ? values[a] : std::lerp(values[a], values[a + 1], i.within);
    if (j.within == 0) return low;
    const double high = i.within == 0 ? values[c] : std::lerp(values[c], values[c + 1], i.within);
    return std::lerp(low, high, j.within);
}

bool is_cut(const SceneSurface& s) { return s.cut <= s.box_z.high; }

// Of the triangles, whether they are cut off or not.
double whole_height_at(const HeightMesh& m, double x, double y) {
    if (m.columns < 2 || m.rows < 2 || !m.x.contains(x) || !m.y.contains(y)) return nan;
    const Position i = position_in(m.x, m.columns, x), j = position_in(m.y, m.rows, y);
    const std::size_t a = j.square * m.columns + i.square, c = a + m.columns;
    const double low = m.height[a], high = m.height[c + 1];
    // Right of the diagonal the third corner is the lower right one.
    if (i.within >= j.within)
        return low + i.within * (m.height[a + 1] - low) + j.within * (high - m.height[a + 1]);
    return low + j.within * (m.height[c] - low) + i.within * (high - m.height[c]);
}

// Crossings of a segment with the lines u = 0, 1, 2, ... as fractions of the segment.
void add_crossings(double from, double to, std::vector<double>& at) {
    const double low = std::min(from, to), high = std::max(from, to);
    for (double k = std::floor(low) + 1; k < high; ++k) at.push_back((k - from) / (to - from));
}

}  // namespace

Vec3 Projection::right() const {
    const double a = camera.azimuth * degree;
    return {-std::sin(a), std::cos(a), 0};
}

Vec3 Projection::up() const {
    const double a = camera.azimuth * degree, e = camera.elevation * degree;
    return {-std::sin(e) * std::cos(a), -std::sin(e) * std::sin(a), std::cos(e)};
}

Vec3 Projection::towards() const {
    const double a = camera.azimuth * degree, e = camera.elevation * degree;
    return {std::cos(e) * std::cos(a), std::cos(e) * std::sin(a), std::sin(e)};
}

Vec2 Projection::to_pixels(const Vec3& p) const { return Sight(*this).to_pixels(p); }

double Projection::depth(const Vec3& p) const { return dot(p, towards()); }

Sight::Sight(const Projection& seen)
    : right(seen.right()), up(seen.up()), towards(seen.towards()), centre(seen.centre), scale(seen.scale) {}

Vec2 Sight::to_pixels(const Vec3& p) const {
    return {centre.x + scale * dot(p, right), centre.y - scale * dot(p, up)};
}

double Sight::depth(const Vec3& p) const { return dot(p, towards); }

Vec2 Ground::to_data(Vec2 box) const {
    return {from_fraction(x_scale, range.x, box.x / side.x + 0.5),
            from_fraction(y_scale, range.y, box.y / side.y + 0.5)};
}

double SpaceFrame::x_in_box(double x) const { return side.x * (fraction(x_scale, ground.x, x) - 0.5); }
double SpaceFrame::y_in_box(double y) const { return side.y * (fraction(y_scale, ground.y, y) - 0.5); }
double SpaceFrame::z_in_box(double v) const { return side.z * (fraction(z_scale, z, v) - 0.5); }
Vec3 SpaceFrame::to_box(double x, double y, double v) const {
    return {x_in_box(x), y_in_box(y), z_in_box(v)};
}
Vec3 SpaceFrame::to_data(const Vec3& box) const {
    return {from_fraction(x_scale, ground.x, box.x / side.x + 0.5),
            from_fraction(y_scale, ground.y, box.y / side.y + 0.5),
            from_fraction(z_scale, z, box.z / side.z + 0.5)};
}
Vec2 SpaceFrame::to_pixels(double x, double y, double v) const {
    return projection.to_pixels(to_box(x, y, v));
}

BoxHeight::BoxHeight(const SceneSurface& s)
    : place_(s.z_scale, s.z),
      box_(s.box_z),
      held_{s.box_z.low - (s.colour ? 1 : 0), s.colour || is_cut(s) ? s.box_z.high + 1 : s.box_z.high} {}

double BoxHeight::operator()(double value) const {
    if (std::isnan(value)) return nan;
    // Below a logarithmic axis lies everything that is too small for it.
    double f = place_(value);
    if (std::isnan(f)) f = 0;
    return std::clamp(std::lerp(box_.low, box_.high, std::clamp(f, -1e6, 1e6)), held_.low, held_.high);
}

HeightMesh mesh_of(const SceneSurface& s, std::size_t most_nodes) {
    const GridField& f = s.field;
    HeightMesh mesh = s.mesh;  // its place over the ground
    mesh.columns = std::min(f.columns, most_nodes);
    mesh.rows = std::min(f.rows, most_nodes);
    if (is_cut(s)) mesh.kept.high = s.cut;
    if (s.colour) mesh.kept = {s.box_z.low, std::min(s.box_z.high, mesh.kept.high)};
    mesh.height.clear();
    mesh.height.reserve(mesh.columns * mesh.rows);
    const BoxHeight height(s);
    const bool every_node = mesh.columns == f.columns && mesh.rows == f.rows;
    const Interval across{0, 1};
    for (std::size_t j = 0; j < mesh.rows; ++j) {
        const Position row = position_in(across, f.rows, node_at(across, j, mesh.rows));
        for (std::size_t i = 0; i < mesh.columns; ++i) {
            const double value =
                every_node ? f.values[j * f.columns + i]
                           : between(f.values, f.columns,
                                     position_in(across, f.columns, node_at(across, i, mesh.columns)), row);
            mesh.height.push_back(std::isfinite(value) ? height(value) : nan);
        }
    }
    return mesh;
}

double height_at(const HeightMesh& m, double x, double y) {
    return std::clamp(whole_height_at(m, x, y), m.kept.low, m.kept.high);
}

std::vector<Vec3> drape(const HeightMesh& m, const std::vector<Vec2>& line, Vector* from_where) {
    std::vector<Vec3> out;
    Vec2 last{};
    double before = nan;  // height at the last point, were nothing cut off
    double last_place = 0;
    const auto note = [&](double place) {
        if (from_where != nullptr) from_where->push_back(place);
    };
    if (from_where != nullptr) from_where->clear();
    const auto put = [&](Vec2 p, double place) {
        const double here = whole_height_at(m, p.x, p.y);
        // Where it passes a rim; from one triangle's side to the next it passes each at most once.
        std::array<double, 2> rims{m.kept.low, m.kept.high};
        if (before > here) std::swap(rims[0], rims[1]);
        for (const double rim : rims)
            if (rim > std::min(before, here) && rim < std::max(before, here)) {
                const double f = (rim - before) / (here - before);
                out.push_back({std::lerp(last.x, p.x, f), std::lerp(last.y, p.y, f), rim});
                note(std::lerp(last_place, place, f));
            }
        out.push_back({p.x, p.y, std::clamp(here, m.kept.low, m.kept.high)});
        note(place);
        before = here, last = p, last_place = place;
    };
    const double per_x = static_cast<double>(m.columns - 1) / m.x.length(),
                 per_y = static_cast<double>(m.rows - 1) / m.y.length();
    const auto in_nodes = [&](Vec2 p) { return Vec2{(p.x - m.x.low) * per_x, (p.y - m.y.low) * per_y}; };
    std::vector<double> at;
    for (std::size_t k = 0; k < line.size(); ++k) {
        if (!std::isfinite(line[k].x) || !std::isfinite(line[k].y)) {
            out.push_back({nan, nan, nan});
            note(static_cast<double>(k));
            before = nan;
            continue;
        }
        const bool joined = k > 0 && std::isfinite(line[k - 1].x) && std::isfinite(line[k - 1].y);
        if (joined) {
            // Only what lies over the ground: a step may lead very far away.
            const Vec2 p = line[k - 1], q = line[k];
            double from = 0, to = 1;
            const auto keep = [&](double a, double b, const Interval& range) {
                if (a == b) return;
                const double s = (range.low - a) / (b - a), t = (range.high - a) / (b - a);
                from = std::max(from, std::min(s, t)), to = std::min(to, std::max(s, t));
            };
            keep(p.x, q.x, m.x), keep(p.y, q.y, m.y);
            if (from < to) {
                const auto along = [&](double f) {
                    return Vec2{std::lerp(p.x, q.x, f), std::lerp(p.y, q.y, f)};
                };
                const auto inside = [&](Vec2 v) {
                    return Vec2{std::clamp(v.x, m.x.low, m.x.high), std::clamp(v.y, m.y.low, m.y.high)};
                };
                const Vec2 start = inside(along(from)), end = inside(along(to));
                const Vec2 u = in_nodes(start), v = in_nodes(end);
                at.clear();
                add_crossings(u.x, v.x, at), add_crossings(u.y, v.y, at);
                add_crossings(u.x - u.y, v.x - v.y, at);
                std::sort(at.begin(), at.end());
                const double begun = static_cast<double>(k - 1);
                if (from > 0) put(start, begun + from);
                for (const double f : at)
                    put(inside({std::lerp(start.x, end.x, f), std::lerp(start.y, end.y, f)}),
                        begun + std::lerp(from, to, f));
                if (to < 1) put(end, begun + to);
            }
        }
        put(line[k], static_cast<double>(k));
    }
    return out;
}

std::optional<Vec2> pick(const HeightMesh& m, const Projection& projection, Vec2 pixel) {
    const Sight seen(projection);
    struct Node {
        Vec3 box;
        Vec2 page;
    };
    std::vector<Node> nodes;
    nodes.reserve(m.height.size());
    for (std::size_t j = 0; j < m.rows; ++j)
        for (std::size_t i = 0; i < m.columns; ++i) {
            const Vec3 box{node_at(m.x, i, m.columns), node_at(m.y, j, m.rows), m.height[j * m.columns + i]};
            nodes.push_back({box, seen.to_pixels(box)});
        }
    std::optional<Vec2> best;
    double nearest = -std::numeric_limits<double>::infinity();
    const auto test = [&](const Node& a, const Node& b, const Node& c) {
        const Vec2 &p = a.page, &q = b.page, &r = c.page;
        const double area = (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
        const double v = ((pixel.x - p.x) * (r.y - p.y) - (pixel.y - p.y) * (r.x - p.x)) / area;
        const double w = ((q.x - p.x) * (pixel.y - p.y) - (q.y - p.y) * (pixel.x - p.x)) / area;
        // Seen edge on, or a hole, it is no number. No crack between two triangles.
        constexpr double slack = 1e-9;
        if (!(v >= -slack && w >= -slack && v + w <= 1 + slack)) return;
        const double u = 1 - v - w;
        const Vec3 hit{u * a.box.x + v * b.box.x + w * c.box.x, u * a.box.y + v * b.box.y + w * c.box.y,
                       u * a.box.z + v * b.box.z + w * c.box.z};
        const double depth = seen.depth(hit);
        if (depth <= nearest || !m.kept.contains(hit.z)) return;
        nearest = depth;
        best = Vec2{std::clamp(hit.x, m.x.low, m.x.high), std::clamp(hit.y, m.y.low, m.y.high)};
    };
    for (std::size_t j = 0; j + 1 < m.rows; ++j)
        for (std::size_t i = 0; i + 1 < m.columns; ++i) {
            const Node* a = &nodes[j * m.columns + i];
            const Node* c = a + m.columns;
            test(a[0], a[1], c[1]);
            test(a[0], c[1], c[0]);
        }
    return best;
}

std::optional<Vec2> data_under(const Scene& scene, Vec2 pixel) {
    const auto over_ground = std::find_if(scene.surfaces.begin(), scene.surfaces.end(),
                                          [](const SceneSurface& s) { return s.nodes.empty(); });
    if (over_ground == scene.surfaces.end()) return std::nullopt;
    const auto box = pick(over_ground->mesh, scene.projection, pixel);
    return box ? std::optional(scene.ground.to_data(*box)) : std::nullopt;
}

}  // namespace lossfield::viz
