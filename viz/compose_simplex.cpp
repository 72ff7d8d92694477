// The frame of a ternary panel: the triangle, its corners' names and the shares along its sides.
#include <array>
#include <cmath>

#include "viz/compose_parts.hpp"

namespace lossfield::viz {
namespace {

// Along side k (from corner k to corner k+1) the share of corner k+1 grows from 0 to 1.
void draw_side_ticks(const Plan& plan, const std::array<Vec2, 3>& corner, std::size_t k, Canvas& canvas) {
    const Vec2 a = corner[k], b = corner[(k + 1) % 3], opposite = corner[(k + 2) % 3];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length < 180) return;
    const Vec2 middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
    const double reach = std::hypot(middle.x - opposite.x, middle.y - opposite.y);
    const Vec2 out{(middle.x - opposite.x) / reach, (middle.y - opposite.y) / reach};
    const Colour colour = plan.panel->corners[(k + 1) % 3].colour;
    const Interval seen_x{plan.frame.plot.x - 1, plan.frame.plot.right() + 1};
    const Interval seen_y{plan.frame.plot.y - 1, plan.frame.plot.bottom() + 1};
    for (int i = 1; i < 5; ++i) {
        const double f = 0.2 * i;
        const Vec2 p{a.x + f * (b.x - a.x), a.y + f * (b.y - a.y)};
        if (!seen_x.contains(p.x) || !seen_y.contains(p.y)) continue;
        canvas.line(p, {p.x + tick_length * out.x, p.y + tick_length * out.y}, {Role::Muted}, 1);
        const TextLook look{type_sizes.tick, colour, Style::Regular, AlignX::Centre, AlignY::Middle};
        const Vec2 at{p.x + 16 * out.x, p.y + 14 * out.y};
        if (canvas.is_free(canvas.measure(fixed(f, 1), at, look)))
            canvas.text(fixed(f, 1), at, look, plan.panel->id + "/side-tick");
    }
}

}  // namespace

void draw_simplex_frame(const Plan& plan, Canvas& canvas) {
    const Panel& panel = *plan.panel;
    if (panel.corners.size() != 3) return;
    std::array<Vec2, 3> corner;
    const std::vector<Vec2> plane = simplex_corners(panel);
    for (std::size_t k = 0; k < 3; ++k) corner[k] = plan.frame.to_pixels(plane[k].x, plane[k].y);
    const std::array<TextLook, 3> looks{
        TextLook{type_sizes.panel_title, {}, Style::Strong, AlignX::Centre, AlignY::Middle},
        TextLook{type_sizes.panel_title, {}, Style::Strong, AlignX::Centre, AlignY::Middle},
        TextLook{type_sizes.panel_title, {}, Style::Strong, AlignX::Centre, AlignY::Bottom}};
    const Rect& cell = plan.cell;
    for (std::size_t k = 0; k < 3; ++k) {
        const Rect& plot = plan.frame.plot;
        const bool visible = corner[k].x > plot.x - 2 && corner[k].x < plot.right() + 2 &&
                             corner[k].y > plot.y - 2 && corner[k].y < plot.bottom() + 2;
        if (!visible) continue;
        TextLook look = looks[k];
        look.colour = panel.corners[k].colour;
        Vec2 at{corner[k].x, corner[k].y + (k == 2 ? -9 : 15)};
        // A long name is moved inwards rather than over the edge of its cell.
        const Rect box = canvas.measure(panel.corners[k].label, at, look);
        if (box.x < cell.x) at.x += cell.x - box.x;
        if (box.right() > cell.right()) at.x -= box.right() - cell.right();
        canvas.text(panel.corners[k].label, at, look, panel.id + "/corner");
    }
    for (std::size_t k = 0; k < 3; ++k) draw_side_ticks(plan, corner, k, canvas);
}

void draw_simplex_outline(const Plan& plan, Canvas& canvas) {
    std::vector<Vec2> corners;
    for (const Vec2& c : simplex_corners(*plan.panel)) corners.push_back(plan.frame.to_pixels(c.x, c.y));
    const Rect& plot = plan.frame.plot;
    canvas.clip({plot.x - 1, plot.y - 1, plot.width + 2, plot.height + 2});
    canvas.stroke(std::move(corners), {Role::Ink}, 1.2, Dash::Solid, true);
    canvas.unclip();
}

}  // namespace lossfield::viz
