// Every kind of mark but contours, drawn into its panel's frame.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "viz/display/triangulate.hpp"
#include "viz/draw/frame_cut.hpp"
#include "viz/draw/marks.hpp"
#include "viz/figure/field.hpp"
#include "viz/geometry/thin.hpp"

namespace lossfield::viz {
namespace {

template <class T>
const T& pick(const std::vector<T>& one_or_each, std::size_t i) {
    return one_or_each.size() == 1 ? one_or_each[0] : one_or_each[std::min(i, one_or_each.size() - 1)];
}

bool finite(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }

void append(FillPrim& fill, const std::vector<Vec2>& ring) {
    if (ring.size() < 3) return;
    fill.points.insert(fill.points.end(), ring.begin(), ring.end());
    fill.ring_ends.push_back(static_cast<std::uint32_t>(fill.points.size()));
}

// Around a triangle there is room for the arrows that lead out of it.
Rect arrow_room(const Plan& plan) {
    const Rect &plot = plan.frame.plot, &cell = plan.cell;
    if (plan.frame.kind != PanelKind::Simplex) return grown(plot, frame_margin);
    return grown({cell.x, plot.y - 22, cell.width, plot.height + 44}, frame_margin);
}

struct Draw {
    const Plan& plan;
    Canvas& canvas;
    ToPixels at{plan.frame};
    FrameCut cut{plan.frame};

    void operator()(const Curve& m) const {
        if (!m.values.empty()) return by_value(m);
        const std::vector<Vec2> line = offsets_of(cut, m.x, m.y);
        const Dashes dashes = dashes_of(canvas.theme(), m.dash);
        for (LinePiece& piece : cut.line(line)) {
            const double begun =
                dashes.on > 0 && piece.begin > 0 ? cut.phase(line, piece.begin, dashes.on + dashes.off) : 0;
            // Thousands of steps crowd where an optimizer comes to rest.
            Vec2* const points = piece.points.data();
            piece.points.resize(
                static_cast<std::size_t>(thin(points, points + piece.points.size(), invisible) - points));
            canvas.stroke(std::move(piece.points), m.colour, m.width, m.dash, false, begun);
        }
    }

    void by_value(const Curve& m) const {
        const ColourScale scale = fitted(m.scale, m.values);
        const std::vector<Vec2> whole = offsets_of(cut, m.x, m.y);
        const Dashes dashes = dashes_of(canvas.theme(), m.dash);
        for (const LinePiece& piece : cut.line(whole)) {
            std::vector<ValuedPoint> line;
            for (std::size_t i = 0; i < piece.points.size(); ++i) {
                const double place = piece.place_of(i);
                const auto k = static_cast<std::size_t>(place);
                const double share = place - static_cast<double>(k), here = position_on(scale, m.values[k]);
                line.push_back(
                    {{},
                     piece.points[i],
                     share > 0 ? std::lerp(here, position_on(scale, m.values[k + 1]), share) : here});
            }
            const double begun =
                dashes.on > 0 && piece.begin > 0 ? cut.phase(whole, piece.begin, dashes.on + dashes.off) : 0;
            draw_coloured_line(line, m, canvas, begun);
        }
    }

    void operator()(const Band& m) const {
        FillPrim fill;
        fill.colour = colour_of(canvas.theme(), m.colour);
        std::vector<Vec2> upper, lower;
        const auto flush = [&] {
            if (upper.size() > 1) add_band(fill, upper, lower);
            upper.clear(), lower.clear();
        };
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const Vec2 lo = cut.offset(m.x[i], m.low[i]), hi = cut.offset(m.x[i], m.high[i]);
            if (finite(lo) && finite(hi))
                lower.push_back(lo), upper.push_back(hi);
            else
                flush();
        }
        flush();
        if (!fill.points.empty()) canvas.add(std::move(fill));
    }

    // Between two lines with a point each at the same places: a ring, and for painters of triangles its stretches.
    void add_band(FillPrim& fill, const std::vector<Vec2>& upper, const std::vector<Vec2>& lower) const {
        std::vector<Vec2> ring = upper;
        ring.insert(ring.end(), lower.rbegin(), lower.rend());
        append(fill, cut.ring(std::move(ring)));
        for (std::size_t i = 1; i < upper.size(); ++i) {
            const std::array<Vec2, 4> corners{upper[i - 1], lower[i - 1], lower[i], upper[i]};
            const std::vector<Vec2> part = cut.ring({corners.begin(), corners.end()});
            const auto first = static_cast<std::uint32_t>(fill.triangle_points.size());
            fill.triangle_points.insert(fill.triangle_points.end(), part.begin(), part.end());
            for (std::uint32_t k = 2; k < part.size(); ++k)
                fill.triangle_indices.insert(fill.triangle_indices.end(), {first, first + k - 1, first + k});
        }
    }

    // A point whose centre is visible is drawn whole, also at the edge.
    void operator()(const PointSet& m) const {
        const double r = m.size / 2;
        const Rect& plot = plan.frame.plot;
        const Rect seen{plot.x - 1, plot.y - 1, plot.width + 2, plot.height + 2};
        canvas.unclip();
        canvas.clip({seen.x - r - 2, seen.y - r - 2, seen.width + 2 * r + 4, seen.height + 2 * r + 4});
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const Vec2 p = at(m.x[i], m.y[i]);
            if (!finite(p) || !seen.contains(p)) continue;
            const Colour c = m.colours.empty() ? Colour{Role::Accent} : pick(m.colours, i);
            draw_marker(canvas, p, m.size, m.shape_of(i), c);
        }
    }

    void operator()(const Bars& m) const {
        for (std::size_t i = 0; i < m.position.size(); ++i) {
            const double a = m.position[i] - m.width / 2, b = m.position[i] + m.width / 2;
            const Vec2 p = m.lying ? cut.offset(m.base[i], a) : cut.offset(a, m.base[i]);
            const Vec2 q = m.lying ? cut.offset(m.value[i], b) : cut.offset(b, m.value[i]);
            if (!finite(p) || !finite(q)) continue;
            const Domain& room = cut.room();
            const auto [left, right] = std::minmax(p.x, q.x);
            const auto [low, high] = std::minmax(p.y, q.y);
            if (right < room.x.low || left > room.x.high || high < room.y.low || low > room.y.high) continue;
            // What a rectangle with sides along the axes has in common with another is found side by side.
            const auto held = [&](Vec2 v) {
                return cut.page(
                    {std::clamp(v.x, room.x.low, room.x.high), std::clamp(v.y, room.y.low, room.y.high)});
            };
            const Vec2 s = held(p), t = held(q);
            canvas.rect({std::min(s.x, t.x), std::min(s.y, t.y), std::abs(t.x - s.x), std::abs(t.y - s.y)},
                        m.colours.empty() ? series(static_cast<int>(i)) : pick(m.colours, i));
        }
    }

    void operator()(const Arrows& m) const {
        if (m.length == ArrowLength::Uniform) {
            draw_field(plan, m, canvas);
            return;
        }
        if (plan.frame.kind == PanelKind::Simplex) {
            // A direction may lead out of the triangle; there is room around it.
            const Rect& plot = plan.frame.plot;
            canvas.unclip();
            canvas.clip({plan.cell.x, plot.y - 22, plan.cell.width, plot.height + 44});
        }
        const FrameCut room(plan.frame, arrow_room(plan));
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const auto seen =
                room.segment(room.offset(m.x[i], m.y[i]), room.offset(m.x[i] + m.u[i], m.y[i] + m.v[i]));
            if (!seen) continue;
            const Rgba colour = colour_of(canvas.theme(), pick(m.colours, i));
            if (seen->whole_end)
                canvas.arrow(seen->from, seen->to, colour, m.width);
            else
                canvas.add(StrokePrim{{seen->from, seen->to}, false, m.width, 0, 0, colour});
            ++canvas.out().arrows;
        }
    }

    void operator()(const Heat& m) const { draw_heat(plan, m, canvas); }
    void operator()(const Contours& m) const { draw_contours(plan, m, canvas); }
    // In 3-D panels alone.
    void operator()(const Surface&) const {}
    void operator()(const Patch&) const {}

    void operator()(const Polygon& m) const {
        FillPrim fill;
        fill.colour = colour_of(canvas.theme(), m.fill);
        for (std::size_t k = 0; k < m.x.size(); ++k) append(fill, cut.ring(offsets_of(cut, m.x[k], m.y[k])));
        if (fill.points.empty()) return;
        triangulate(fill);
        const FillPrim outline = fill;
        if (m.fill.opacity > 0) canvas.add(std::move(fill));
        std::size_t start = 0;
        for (const std::uint32_t end : outline.ring_ends) {
            canvas.stroke({outline.points.begin() + static_cast<std::ptrdiff_t>(start),
                           outline.points.begin() + static_cast<std::ptrdiff_t>(end)},
                          m.stroke, m.width, Dash::Solid, true);
            start = end;
        }
    }

    void operator()(const Rule& m) const {
        const Rect& plot = plan.frame.plot;
        const Domain& d = plan.frame.range;
        const Vec2 p = m.vertical ? at(m.at, d.y.low) : at(d.x.low, m.at);
        if (!grown(plot, frame_margin).contains(p)) return;
        if (m.vertical)
            canvas.line({p.x, plot.y}, {p.x, plot.bottom()}, m.colour, m.width, m.dash);
        else
            canvas.line({plot.x, p.y}, {plot.right(), p.y}, m.colour, m.width, m.dash);
    }

    // Drawn with the words, unclipped.
    void operator()(const TextMark&) const {}
    void operator()(const FormulaMark&) const {}
};

}  // namespace

void draw_marker(Canvas& canvas, Vec2 p, double size, PointShape shape, const Colour& c) {
    const double r = size / 2;
    switch (shape) {
        case PointShape::Disc:
            return canvas.disc(p, r, c);
        case PointShape::Ring:
            canvas.disc(p, r, {Role::Ground});
            return canvas.ring(p, r, c, std::max(1.5, size / 5));
        case PointShape::Cross:
            canvas.line({p.x - r, p.y - r}, {p.x + r, p.y + r}, c, 1.8);
            return canvas.line({p.x - r, p.y + r}, {p.x + r, p.y - r}, c, 1.8);
        case PointShape::Square:
            return canvas.rect({p.x - r, p.y - r, size, size}, c);
        case PointShape::Diamond:
            return canvas.fill({{p.x, p.y - r}, {p.x + r, p.y}, {p.x, p.y + r}, {p.x - r, p.y}}, c);
        case PointShape::Triangle:
            return canvas.fill({{p.x, p.y - r}, {p.x + r, p.y + r}, {p.x - r, p.y + r}}, c);
    }
}

void draw_coloured_line(const std::vector<ValuedPoint>& line, const Curve& m, Canvas& canvas, double begun) {
    const std::vector<ColouredPoint> cut = coloured_line(line, dashes_of(canvas.theme(), m.dash), begun);
    std::vector<Vec2> piece;
    for (const ColouredPoint& p : cut) {
        if (m.halo <= 0) break;
        piece.push_back(p.page);
        if (p.step >= 0) continue;
        canvas.stroke(std::exchange(piece, {}), halo_colour, m.width + 2 * m.halo);
    }
    for (ColouredRun& run : runs_of(cut))
        canvas.add(StrokePrim{std::move(run.points), false, m.width, 0, 0,
                              colour_of_step(canvas.theme(), m.scale.map, run.step)});
}

void draw_mark(const Plan& plan, const Mark& mark, Canvas& canvas) { std::visit(Draw{plan, canvas}, mark); }

}  // namespace lossfield::viz
