#include "app/gl/scene_overlay.hpp"

#include <algorithm>
#include <cmath>

namespace lossfield::app {
namespace {

constexpr double depth_reach = 4;  // box units that depth spans to both sides of the middle
constexpr double softened = 1;     // pixels beyond a form that its soft edge needs
constexpr double shortest = 0.2;   // pixels; nearer points are one
// Cosine of the sharpest bend at which segments still meet on the bisector.
constexpr double gentle = 0.7;
constexpr double steepest = 3;  // pixels of depth per pixel of height that a point follows the ground

std::uint32_t packed(const viz::Rgba& c) {
    return static_cast<std::uint32_t>(c.r) | static_cast<std::uint32_t>(c.g) << 8 |
           static_cast<std::uint32_t>(c.b) << 16 | static_cast<std::uint32_t>(c.a) << 24;
}

struct Spot {
    viz::Vec2 at;
    double depth = 0;
    viz::Rgba colour{};  // of the segment that begins here
};

struct Builder {
    const viz::Scene& scene;
    const ImagePlace& place;
    viz::Sight seen{scene.projection};
    std::vector<OverlayVertex> out{};

    [[nodiscard]] Spot spot(const viz::Vec3& p) const {
        const viz::Vec2 page = seen.to_pixels(p);
        return {{page.x * place.scale - place.left, page.y * place.scale - place.top}, seen.depth(p), {}};
    }

    [[nodiscard]] bool outside(const viz::Vec2& a, const viz::Vec2& b, double margin) const {
        return std::max(a.x, b.x) < -margin || std::min(a.x, b.x) > place.width + margin ||
               std::max(a.y, b.y) < -margin || std::min(a.y, b.y) > place.height + margin;
    }

    void line(const viz::SceneLine& l) {
        std::vector<Spot> run;
        for (std::size_t i = 0; i < l.points.size(); ++i) {
            Spot s = spot(l.points[i]);
            s.colour = l.colours.empty() ? l.colour : l.colours[i];
            if (!std::isfinite(s.at.x + s.at.y + s.depth)) {
                stroke(run, l);
                run.clear();
            } else if (run.empty() ||
                       std::hypot(s.at.x - run.back().at.x, s.at.y - run.back().at.y) > shortest) {
                run.push_back(s);
            } else {
                run.back().depth = std::max(run.back().depth, s.depth);
            }
        }
        stroke(run, l);
    }

    void stroke(const std::vector<Spot>& run, const viz::SceneLine& l) {
        // Thinner than a pixel: a pixel, but paler.
        const double width = l.width * place.scale, radius = std::max(width, 1.0) / 2,
                     reach = radius + softened;
        const auto paled = [&](viz::Rgba colour) {
            colour.a = static_cast<std::uint8_t>(std::lround(colour.a * std::min(width, 1.0)));
            return packed(colour);
        };
        const auto direction = [&](std::size_t from) {
            if (from + 1 >= run.size()) return viz::Vec2{};
            const viz::Vec2 a = run[from].at, b = run[from + 1].at;
            const double length = std::hypot(b.x - a.x, b.y - a.y);
            return viz::Vec2{(b.x - a.x) / length, (b.y - a.y) / length};
        };
        viz::Vec2 before{}, here = direction(0);
        for (std::size_t k = 0; k + 1 < run.size(); ++k) {
            const viz::Vec2 after = direction(k + 1);
            const viz::Vec2 a = run[k].at, b = run[k + 1].at;
            if (!outside(a, b, reach)) {
                OverlayVertex v;
                v.radius = static_cast<float>(radius);
                v.extent = static_cast<float>(std::hypot(b.x - a.x, b.y - a.y));
                v.shape = -1;
                v.colour = paled(run[k].colour);
                const auto corner = [&](const Spot& end, viz::Vec2 beside, double outwards, double side) {
                    const viz::Vec2 off = to_corner(here, beside, outwards, side);
                    const viz::Vec2 p{end.at.x + reach * off.x, end.at.y + reach * off.y};
                    put(v, p, end.depth, (p.x - a.x) * here.x + (p.y - a.y) * here.y,
                        (p.y - a.y) * here.x - (p.x - a.x) * here.y);
                };
                corner(run[k], before, -1, -1), corner(run[k], before, -1, 1);
                corner(run[k + 1], after, 1, 1), corner(run[k + 1], after, 1, -1);
            }
            before = here, here = after;
        }
    }

    // From a segment's end to its quad's corner on one side, in half widths: on the bisector with the segment that is
    // `beside` it, or beyond the end.
    [[nodiscard]] static viz::Vec2 to_corner(viz::Vec2 along, viz::Vec2 beside, double outwards,
                                             double side) {
        const double bend = along.x * beside.x + along.y * beside.y;
        if (bend < gentle) return {outwards * along.x - side * along.y, outwards * along.y + side * along.x};
        const double f = side / (1 + bend);
        return {-f * (along.y + beside.y), f * (along.x + beside.x)};
    }

    void point(const viz::ScenePoint& p) {
        const Spot s = spot(p.at);
        const double line = line_of(p) * place.scale, radius = p.size / 2 * place.scale;
        // A ring's line lies on its radius, a cross' arms end beyond theirs.
        const double rim = p.shape == viz::PointShape::Ring ? radius + line / 2 : radius;
        const double reach = rim + line / 2 + softened;
        if (!std::isfinite(s.at.x + s.at.y + s.depth) || outside(s.at, s.at, reach)) return;
        OverlayVertex v;
        v.radius = static_cast<float>(rim);
        v.extent = static_cast<float>(line);
        v.shape = static_cast<float>(p.shape);
        v.colour = packed(p.colour);
        v.ground = packed(p.ground);
        // In front by its radius, and below its middle by what level ground comes nearer there: or the surface would cut
        // into it.
        const double unit = 1 / (seen.scale * place.scale), slope = std::abs(seen.up.z / seen.towards.z);
        const double above = s.depth + radius * unit,
                     below = above + reach * std::min(slope, steepest) * unit;
        for (const auto& [x, y] : {std::pair{-1, -1}, {-1, 1}, {1, 1}, {1, -1}})
            put(v, {s.at.x + x * reach, s.at.y + y * reach}, y < 0 ? above : below, x * reach, y * reach);
    }

    // Width of the lines that a shape is drawn with.
    [[nodiscard]] static double line_of(const viz::ScenePoint& p) {
        if (p.shape == viz::PointShape::Ring) return std::max(1.5, p.size / 5);
        return p.shape == viz::PointShape::Cross ? 1.8 : 0;
    }

    void put(OverlayVertex v, viz::Vec2 at, double depth, double along, double across) {
        v.x = static_cast<float>(at.x), v.y = static_cast<float>(at.y);
        v.depth = static_cast<float>(clip_depth(depth));
        v.along = static_cast<float>(along), v.across = static_cast<float>(across);
        out.push_back(v);
    }
};

}  // namespace

double clip_depth(double depth) { return std::clamp(-depth / depth_reach, -1.0, 1.0); }

Overlay overlay_of(const viz::Scene& scene, const ImagePlace& place) {
    Builder build{scene, place};
    for (const auto& line : scene.lines) build.line(line);
    const std::size_t of_lines = build.out.size();
    for (const auto& point : scene.points) build.point(point);
    return {std::move(build.out), of_lines};
}

}  // namespace lossfield::app
