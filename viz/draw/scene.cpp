// The marks of a 3-D panel as a scene: surfaces into the box, what has no height of its own laid upon the first one.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "viz/draw/marks.hpp"
#include "viz/figure/field.hpp"
#include "viz/geometry/levels.hpp"

namespace lossfield::viz {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double beyond = 10;   // box units; nothing is cut off there
constexpr double slack = 1e-6;  // box units; no pixel

// How fine a surface is: a draft keeps software rendering at pace with the pointer.
std::size_t most_nodes(Finish finish) {
    switch (finish) {
        case Finish::Draft:
            return 72;
        case Finish::Screen:
            return 96;
        case Finish::File:
            return 256;
    }
    return 256;
}

struct Builder {
    const SpaceFrame& frame;
    const Theme& theme;
    Scene& scene;

    void operator()(const Surface& m) {
        SceneSurface s;
        s.field = m.field;
        s.mesh.x = {frame.x_in_box(m.field.domain.x.low), frame.x_in_box(m.field.domain.x.high)};
        s.mesh.y = {frame.y_in_box(m.field.domain.y.low), frame.y_in_box(m.field.domain.y.high)};
        s.z = frame.z, s.z_scale = frame.z_scale;
        s.box_z = {-frame.side.z / 2, frame.side.z / 2};
        s.cut =
            m.cut ? std::lerp(s.box_z.low, s.box_z.high, fraction(frame.z_scale, frame.z, *m.cut)) : beyond;
        s.scale = fitted(m.scale, m.field.values);
        if (m.colour) s.colour = colour_of(theme, *m.colour);
        s.levels =
            m.lines || m.levels.rule == LevelRule::EqualArea ? choose_levels(m.field, m.levels) : Vector{};
        s.by_rank = m.levels.rule == LevelRule::EqualArea;
        s.line = colour_of(theme, m.line_colour);
        s.line_width = m.lines ? m.line_width : 0;
        s.edge = theme.warning;
        s.mesh = mesh_of(s, most_nodes(scene.finish));
        scene.surfaces.push_back(std::move(s));
    }

    void operator()(const Patch& m) {
        SceneSurface s;
        s.field = {{}, m.columns, m.rows, m.values.empty() ? Numbers(Vector(m.x.size(), 0.0)) : m.values};
        s.nodes = in_box(m);
        s.scale = fitted(m.scale, s.field.values);
        s.opacity = m.opacity;
        if (m.values.empty()) s.colour = colour_of(theme, m.colour);
        const bool lines = m.lines && !m.values.empty();
        if (lines || (!m.values.empty() && m.levels.rule == LevelRule::EqualArea))
            s.levels = choose_levels(s.field, m.levels);
        s.by_rank = m.levels.rule == LevelRule::EqualArea;
        s.line = colour_of(theme, m.line_colour);
        s.line_width = lines ? m.line_width : 0;
        s.cut = beyond;
        scene.surfaces.push_back(std::move(s));
    }

    // Points of a mark, in box coordinates; some may lie outside.
    template <class Placed>
    [[nodiscard]] std::vector<Vec3> in_box(const Placed& m) const {
        std::vector<Vec3> out;
        for (std::size_t i = 0; i < m.x.size(); ++i)
            out.push_back({frame.x_in_box(m.x[i]), frame.y_in_box(m.y[i]), frame.z_in_box(m.z[i])});
        return out;
    }
    // What of the way from a to b lies in the box, as shares of it; a side holds what rounding has put next to it.
    [[nodiscard]] std::optional<Interval> inside(const Vec3& a, const Vec3& b) const {
        Interval kept{0, 1};
        const auto along = [&](double from, double to, double side) {
            const double half = side / 2 + slack, way = to - from;
            if (way == 0) return std::abs(from) <= half;
            const double one = (-half - from) / way, other = (half - from) / way;
            kept = {std::max(kept.low, std::min(one, other)), std::min(kept.high, std::max(one, other))};
            return kept.low <= kept.high;
        };
        const bool finite = std::isfinite(a.x + a.y + a.z) && std::isfinite(b.x + b.y + b.z);
        if (!finite || !along(a.x, b.x, frame.side.x) || !along(a.y, b.y, frame.side.y) ||
            !along(a.z, b.z, frame.side.z))
            return std::nullopt;
        return kept;
    }
    // A line through space cut to the box, NaN between its pieces. `places`: where along it each point comes from.
    [[nodiscard]] std::vector<Vec3> cut_to_box(const std::vector<Vec3>& line,
                                               Vector* places = nullptr) const {
        std::vector<Vec3> out;
        const auto put = [&](const Vec3& p, double place) {
            out.push_back(p);
            if (places != nullptr) places->push_back(place);
        };
        bool open = false;
        for (std::size_t i = 1; i < line.size(); ++i) {
            const Vec3 &a = line[i - 1], &b = line[i];
            const auto kept = inside(a, b);
            if (!kept) {
                open = false;
                continue;
            }
            const double at = static_cast<double>(i - 1);
            if (!open || kept->low > 0) {
                if (!out.empty()) put({nan, nan, nan}, at);
                put(kept->low > 0 ? between(a, b, kept->low) : a, at + kept->low);
            }
            put(kept->high < 1 ? between(a, b, kept->high) : b, at + kept->high);
            open = kept->high == 1;
        }
        return out;
    }
    static Vec3 between(const Vec3& a, const Vec3& b, double f) {
        return {std::lerp(a.x, b.x, f), std::lerp(a.y, b.y, f), std::lerp(a.z, b.z, f)};
    }
    [[nodiscard]] Vec2 ground(double x, double y) const { return {frame.x_in_box(x), frame.y_in_box(y)}; }
    [[nodiscard]] const HeightMesh* base() const {
        for (const SceneSurface& s : scene.surfaces)
            if (s.nodes.empty()) return &s.mesh;
        return nullptr;
    }

    void operator()(const Curve& m) {
        if (m.z.empty() && base() == nullptr) return;
        SceneLine line;
        line.width = m.width;
        line.colour = colour_of(theme, m.colour);
        if (!m.values.empty() || m.dash != Dash::Solid)
            cut(m, line);
        else
            line.points = m.z.empty() ? drape(*base(), thinned(m)) : cut_to_box(in_box(m));
        if (line.points.empty()) return;
        if (m.halo > 0 && !m.values.empty())
            scene.lines.push_back({line.points, colour_of(theme, halo_colour), m.width + 2 * m.halo});
        scene.lines.push_back(std::move(line));
    }

    void operator()(const PointSet& m) {
        const std::vector<Vec3> placed = m.z.empty() ? std::vector<Vec3>{} : in_box(m);
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            ScenePoint p;
            if (!placed.empty()) {
                if (!inside(placed[i], placed[i])) continue;
                p.at = placed[i];
            } else if (base() != nullptr) {
                const Vec2 g = ground(m.x[i], m.y[i]);
                p.at = {g.x, g.y, height_at(*base(), g.x, g.y)};
            } else {
                continue;
            }
            if (std::isnan(p.at.x + p.at.y + p.at.z)) continue;
            const Colour c =
                m.colours.empty() ? Colour{Role::Accent} : m.colours[m.colours.size() == 1 ? 0 : i];
            p.shape = m.shape_of(i);
            p.size = m.size;
            p.colour = colour_of(theme, c);
            p.ground = theme.ground;
            scene.points.push_back(p);
        }
    }

    // Shaft and head as lines on the surface or in space.
    void operator()(const Arrows& m) {
        if (!m.z.empty()) return in_space(m);
        if (m.length == ArrowLength::Uniform || base() == nullptr) return;
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const Vec2 from = ground(m.x[i], m.y[i]), to = ground(m.x[i] + m.u[i], m.y[i] + m.v[i]);
            const Vec2 along{to.x - from.x, to.y - from.y};
            const double length = std::hypot(along.x, along.y);
            if (!(length > 0) || !std::isfinite(length)) continue;
            const double head = std::min(0.035, 0.4 * length) / length;
            const auto barb = [&](double side) {
                return Vec2{to.x - head * (along.x + side * 0.5 * along.y),
                            to.y - head * (along.y - side * 0.5 * along.x)};
            };
            SceneLine line;
            line.colour = colour_of(theme, m.colours[m.colours.size() == 1 ? 0 : i]);
            line.width = m.width;
            line.points = drape(*base(), {from, to, {nan, nan}, barb(1), to, barb(-1)});
            scene.lines.push_back(std::move(line));
        }
    }

    template <class Other>
    void operator()(const Other&) const {}

  private:
    // The head is as long on the page from wherever it is seen, and lies flat on it.
    void in_space(const Arrows& m) {
        const Vec3 towards = scene.projection.towards();
        const double unit = 1 / scene.projection.scale;
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const Vec3 from = frame.to_box(m.x[i], m.y[i], m.z[i]),
                       to = frame.to_box(m.x[i] + m.u[i], m.y[i] + m.v[i], m.z[i] + m.w[i]);
            const Vec3 way{to.x - from.x, to.y - from.y, to.z - from.z};
            const double length = std::hypot(way.x, way.y, way.z);
            if (!(length > 0) || !std::isfinite(length)) continue;
            SceneLine line;
            line.colour = colour_of(theme, m.colours[m.colours.size() == 1 ? 0 : i]);
            line.width = m.width;
            const auto kept = inside(from, to);
            if (!kept) continue;
            line.points = {between(from, to, kept->low), between(from, to, kept->high)};
            const Vec3 beside{way.y * towards.z - way.z * towards.y, way.z * towards.x - way.x * towards.z,
                              way.x * towards.y - way.y * towards.x};
            const double across = std::hypot(beside.x, beside.y, beside.z);  // its length on the page
            const double head = std::min(unit * (5 + 2.5 * m.width), 0.5 * across);
            if (across > 1e-9 && kept->high == 1) {
                const auto barb = [&](double side) {
                    const double back = head / across, aside = 0.42 * side * head / across;
                    return Vec3{to.x - back * way.x + aside * beside.x,
                                to.y - back * way.y + aside * beside.y,
                                to.z - back * way.z + aside * beside.z};
                };
                line.points.insert(line.points.end(), {{nan, nan, nan}, barb(1), to, barb(-1)});
            }
            scene.lines.push_back(std::move(line));
        }
    }

    // Into the colours of its values and into dashes, which are measured on the page.
    void cut(const Curve& m, SceneLine& out) const {
        const ColourScale scale = fitted(m.scale, m.values);
        Vector positions(m.x.size(), 0.0);
        for (std::size_t i = 0; i < m.values.size(); ++i) positions[i] = position_on(scale, m.values[i]);
        std::vector<Vec3> points;
        if (!m.z.empty()) {
            Vector from, kept;
            points = cut_to_box(in_box(m), &from);
            for (const double place : from) {
                const auto k = static_cast<std::size_t>(place);
                const double f = place - static_cast<double>(k);
                kept.push_back(f > 0 ? std::lerp(positions[k], positions[k + 1], f) : positions[k]);
            }
            positions = std::move(kept);
        } else {
            std::vector<std::size_t> kept;
            Vector from, draped;
            points = drape(*base(), thinned(m, &kept), &from);
            for (const double place : from) {
                const auto k = static_cast<std::size_t>(place);
                const double f = place - static_cast<double>(k), here = positions[kept[k]];
                draped.push_back(f > 0 ? std::lerp(here, positions[kept[k + 1]], f) : here);
            }
            positions = std::move(draped);
        }
        std::vector<ValuedPoint> line;
        for (std::size_t i = 0; i < points.size(); ++i)
            line.push_back({points[i], scene.projection.to_pixels(points[i]), positions[i]});
        // On a surface foreshortening takes some of a gap.
        Dashes dashes = dashes_of(theme, m.dash);
        if (m.dash != Dash::Solid) dashes.on = std::ceil(dashes.on + 0.5), dashes.off = 4;
        for (const ColouredPoint& p : coloured_line(line, dashes)) {
            out.points.push_back(p.at);
            if (p.step < 0) out.points.push_back({nan, nan, nan});
            if (m.values.empty()) continue;
            out.colours.resize(out.points.size(), colour_of_step(theme, scale.map, std::max(p.step, 0)));
        }
    }

    // Points closer than a third of a pixel to the one before are left out: a path may have thousands in one place.
    // `kept` takes which ones stay.
    [[nodiscard]] std::vector<Vec2> thinned(const Curve& m, std::vector<std::size_t>* kept = nullptr) const {
        std::vector<Vec2> out;
        const double least = 0.3 / scene.projection.scale;
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const Vec2 p = ground(m.x[i], m.y[i]);
            const bool last = i + 1 == m.x.size();
            if (!out.empty() && !last && std::hypot(p.x - out.back().x, p.y - out.back().y) < least) continue;
            out.push_back(p);
            if (kept != nullptr) kept->push_back(i);
        }
        return out;
    }
};

}  // namespace

void add_marks(Scene& scene, const Panel& panel, const SpaceFrame& frame, const Theme& theme) {
    Builder build{frame, theme, scene};
    // Surfaces first, whatever the order: the rest lies on them.
    const auto is_surface = [](const Mark& m) {
        return std::holds_alternative<Surface>(m) || std::holds_alternative<Patch>(m);
    };
    for (const Mark& m : panel.marks)
        if (is_surface(m)) std::visit(build, m);
    for (const Mark& m : panel.marks)
        if (!is_surface(m)) std::visit(build, m);
}

}  // namespace lossfield::viz
