// Every kind of mark but contours, drawn into its panel's frame.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "viz/compose/parts.hpp"
#include "viz/display/triangulate.hpp"
#include "viz/figure/field.hpp"
#include "viz/geometry/thin.hpp"

namespace lossfield::viz {
namespace {

template <class T>
const T& pick(const std::vector<T>& one_or_each, std::size_t i) {
    return one_or_each.size() == 1 ? one_or_each[0] : one_or_each[std::min(i, one_or_each.size() - 1)];
}

bool finite(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }

// Keeps coordinates within what painters can take; far outside is far outside.
Vec2 tame(Vec2 p) { return {std::clamp(p.x, -3e4, 3e4), std::clamp(p.y, -3e4, 3e4)}; }

struct Draw {
    const Plan& plan;
    Canvas& canvas;
    ToPixels at{plan.frame};

    void operator()(const Curve& m) const {
        if (!m.values.empty()) return by_value(m);
        std::vector<Vec2> piece;
        const auto flush = [&] {
            // Thousands of steps crowd where an optimizer comes to rest.
            Vec2* const points = piece.data();
            piece.resize(static_cast<std::size_t>(thin(points, points + piece.size(), invisible) - points));
            canvas.stroke(std::move(piece), m.colour, m.width, m.dash);
            piece.clear();
        };
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const Vec2 p = at(m.x[i], m.y[i]);
            if (finite(p))
                piece.push_back(tame(p));
            else
                flush();
        }
        flush();
    }

    void by_value(const Curve& m) const {
        const ColourScale scale = fitted(m.scale, m.values);
        std::vector<ValuedPoint> line;
        line.reserve(m.x.size());
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const Vec2 p = at(m.x[i], m.y[i]);
            line.push_back({{}, finite(p) ? tame(p) : p, position_on(scale, m.values[i])});
        }
        draw_coloured_line(line, m, canvas);
    }

    void operator()(const Band& m) const {
        const Rgba colour = colour_of(canvas.theme(), m.colour);
        FillPrim fill;
        fill.colour = colour;
        std::vector<Vec2> upper, lower;
        const auto flush = [&] {
            if (upper.size() > 1) {
                const auto first = static_cast<std::uint32_t>(fill.triangle_points.size());
                for (std::size_t i = 0; i < upper.size(); ++i) {
                    fill.triangle_points.push_back(upper[i]);
                    fill.triangle_points.push_back(lower[i]);
                }
                for (std::uint32_t i = first; i + 3 < fill.triangle_points.size(); i += 2)
                    fill.triangle_indices.insert(fill.triangle_indices.end(),
                                                 {i, i + 1, i + 2, i + 1, i + 3, i + 2});
                fill.points.insert(fill.points.end(), upper.begin(), upper.end());
                fill.points.insert(fill.points.end(), lower.rbegin(), lower.rend());
                fill.ring_ends.push_back(static_cast<std::uint32_t>(fill.points.size()));
            }
            upper.clear(), lower.clear();
        };
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const Vec2 lo = at(m.x[i], m.low[i]), hi = at(m.x[i], m.high[i]);
            if (finite(lo) && finite(hi))
                lower.push_back(tame(lo)), upper.push_back(tame(hi));
            else
                flush();
        }
        flush();
        if (!fill.points.empty()) canvas.add(std::move(fill));
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
            const Vec2 p = m.lying ? at(m.base[i], a) : at(a, m.base[i]);
            const Vec2 q = m.lying ? at(m.value[i], b) : at(b, m.value[i]);
            if (!finite(p) || !finite(q)) continue;
            const Vec2 s = tame(p), t = tame(q);
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
        for (std::size_t i = 0; i < m.x.size(); ++i) {
            const Vec2 from = at(m.x[i], m.y[i]), to = at(m.x[i] + m.u[i], m.y[i] + m.v[i]);
            if (!finite(from) || !finite(to)) continue;
            canvas.arrow(tame(from), tame(to), colour_of(canvas.theme(), pick(m.colours, i)), m.width);
            ++canvas.out().arrows;
        }
    }

    void operator()(const Heat& m) const {
        const GridField& f = m.field;
        if (f.values.empty()) return;
        auto pixels = m.classes.empty() ? heat_pixels(m, canvas.theme()) : class_pixels(m, canvas.theme());
        // Nodes are pixel centres, so the picture reaches half a step beyond them; the panel clips it.
        const double hx = 0.5 * f.domain.x.length() / static_cast<double>(f.columns - 1);
        const double hy = 0.5 * f.domain.y.length() / static_cast<double>(f.rows - 1);
        const Vec2 a = at(f.domain.x.low - hx, f.domain.y.high + hy),
                   b = at(f.domain.x.high + hx, f.domain.y.low - hy);
        canvas.add(ImagePrim{{a.x, a.y, b.x - a.x, b.y - a.y},
                             static_cast<int>(f.columns),
                             static_cast<int>(f.rows),
                             std::move(pixels),
                             m.smooth});
    }

    void operator()(const Contours& m) const { draw_contours(plan, m, canvas); }
    // In 3-D panels alone.
    void operator()(const Surface&) const {}
    void operator()(const Patch&) const {}

    void operator()(const Polygon& m) const {
        FillPrim fill;
        fill.colour = colour_of(canvas.theme(), m.fill);
        for (std::size_t k = 0; k < m.x.size(); ++k) {
            std::vector<Vec2> ring;
            for (std::size_t i = 0; i < m.x[k].size(); ++i) {
                const Vec2 p = at(m.x[k][i], m.y[k][i]);
                if (finite(p)) ring.push_back(tame(p));
            }
            if (ring.size() < 3) continue;
            fill.points.insert(fill.points.end(), ring.begin(), ring.end());
            fill.ring_ends.push_back(static_cast<std::uint32_t>(fill.points.size()));
        }
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
        if (!finite(p)) return;
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

void draw_coloured_line(const std::vector<ValuedPoint>& line, const Curve& m, Canvas& canvas) {
    const std::vector<ColouredPoint> cut = coloured_line(line, dashes_of(m.dash));
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
