// The frame of a ternary panel: the triangle, its corners' names and the shares along its sides.
#include <algorithm>
#include <cmath>

#include "viz/compose/parts.hpp"
#include "viz/draw/frame_cut.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

// Along side k (from corner k to corner k+1) the share of corner k+1 grows from 0 to 1.
void draw_side_ticks(const Plan& plan, const std::vector<Vec2>& corner, std::size_t k, Canvas& canvas) {
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
        Rect box = canvas.measure(fixed(f, 1), at, look);
        box.x -= 5, box.width += 10;  // a gap to the corners' names
        if (canvas.is_free(box)) canvas.text(fixed(f, 1), at, look, plan.panel->id + "/side-tick");
    }
}

// The names of the first two corners stand below the triangle, each on its own side; the third one above it.
void draw_corner_names(const Plan& plan, const std::vector<Vec2>& corner, Canvas& canvas) {
    const Panel& panel = *plan.panel;
    const Rect &cell = plan.cell, &plot = plan.frame.plot;
    const Rect seen{plot.x - 2, plot.y - 2, plot.width + 4, plot.height + 4};
    const double middle = (corner[0].x + corner[1].x) / 2;
    for (std::size_t k = 0; k < corner.size(); ++k) {
        if (!seen.contains(corner[k])) continue;
        const double low = k == 1 ? std::max(cell.x, middle + 4) : cell.x;
        double high = k == 0 ? std::min(cell.right(), middle - 4) : cell.right();
        // Above the right slope there is the colour bar with its label.
        constexpr double to_bar = 40;
        if (k == 2 && plan.bar.width > 0) high = std::min(high, plan.bar.x - to_bar);
        const TextLook look{type_sizes.panel_title, panel.corners[k].colour, Style::Strong, AlignX::Centre,
                            k == 2 ? AlignY::Bottom : AlignY::Middle};
        const std::string name = canvas.fitted(panel.corners[k].label, high - low, look.size, look.style);
        const double half = canvas.text_width(name, look.size, look.style) / 2;
        if (name.empty()) continue;
        const Vec2 at{std::clamp(corner[k].x, low + half, high - half), corner[k].y + (k == 2 ? -9 : 15)};
        // Of a zoomed triangle handles from beyond the border may stand there.
        const bool whole =
            std::all_of(corner.begin(), corner.end(), [&](Vec2 c) { return seen.contains(c); });
        if (whole || canvas.is_free(canvas.measure(name, at, look)))
            canvas.text(name, at, look, panel.id + "/corner");
    }
}

}  // namespace

void draw_simplex_frame(const Plan& plan, Canvas& canvas) {
    std::vector<Vec2> corner;
    for (const Vec2& c : simplex_corners(*plan.panel)) corner.push_back(plan.frame.to_pixels(c.x, c.y));
    if (corner.size() < 2) return;
    draw_corner_names(plan, corner, canvas);
    for (std::size_t k = 0; k < 3 && corner.size() == 3; ++k) draw_side_ticks(plan, corner, k, canvas);
}

void draw_simplex_outline(const Plan& plan, Canvas& canvas) {
    const FrameCut cut(plan.frame);
    std::vector<Vec2> round;
    for (const Vec2& c : simplex_corners(*plan.panel)) round.push_back(cut.offset(c.x, c.y));
    const bool whole = std::all_of(round.begin(), round.end(), [&](Vec2 p) { return cut.holds(p); });
    if (!whole && !round.empty()) round.push_back(round.front());
    canvas.clip(grown(plan.frame.plot, 1));
    for (LinePiece& piece : cut.line(std::move(round)))
        canvas.stroke(std::move(piece.points), {Role::Ink}, 1.2, Dash::Solid, whole);
    canvas.unclip();
}

}  // namespace lossfield::viz
