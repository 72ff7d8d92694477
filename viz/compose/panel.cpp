#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/compose/heading.hpp"
#include "viz/compose/parts.hpp"
#include "viz/draw/frame_cut.hpp"
#include "viz/draw/handles.hpp"

namespace lossfield::viz {
namespace {

// Where words of a panel may stand.
Domain words_room(const Plan& plan) { return extent(grown(plan.cell, frame_margin)); }

// The boxes that a straight line runs through, as far as words may stand there.
template <class Use>
void along(Vec2 a, Vec2 b, double half, const Domain& room, const Use& use) {
    const auto seen = clip_segment(a, b, room);
    const double length = std::hypot(b.x - a.x, b.y - a.y), box = 2 * half;
    if (!seen || !std::isfinite(length)) return;
    const double first = std::floor(seen->begin * length / box);
    const int steps = static_cast<int>(std::min(length / box, seen->end * length / box + 1) - first);
    for (int i = 0; i <= steps; ++i) {
        const double f = length > 0 ? box * (first + i) / length : 0;
        use(Rect{a.x + f * (b.x - a.x) - half, a.y + f * (b.y - a.y) - half, box, box});
    }
}

// Words are put beside curves rather than on them where they can be.
void reserve_lines(const Plan& plan, const Mark& mark, Canvas& canvas) {
    const Domain room = words_room(plan);
    const auto line = [&](Vec2 a, Vec2 b) {
        along(a, b, 3, room, [&](const Rect& box) { canvas.avoid(box); });
    };
    if (const auto* curve = std::get_if<Curve>(&mark)) {
        const ToPixels at(plan.frame);
        // Points closer than this keep the same boxes free.
        constexpr double apart = 2;
        Vec2 from{std::nan(""), 0};
        for (std::size_t i = 0; i < curve->x.size(); ++i) {
            const Vec2 to = at(curve->x[i], curve->y[i]);
            const Vec2 way{to.x - from.x, to.y - from.y};
            if (way.x * way.x + way.y * way.y < apart * apart && i + 1 < curve->x.size()) continue;
            line(from, to);
            from = to;
        }
    } else if (const auto* rule = std::get_if<Rule>(&mark)) {
        const Domain& d = plan.frame.range;
        if (rule->vertical)
            line(plan.frame.to_pixels(rule->at, d.y.low), plan.frame.to_pixels(rule->at, d.y.high));
        else
            line(plan.frame.to_pixels(d.x.low, rule->at), plan.frame.to_pixels(d.x.high, rule->at));
    }
}

// Words keep off the single arrows of a figure (a field's arrows give way to words instead).
void reserve_arrows(const Plan& plan, const Mark& mark, Canvas& canvas) {
    const auto* arrows = std::get_if<Arrows>(&mark);
    if (arrows == nullptr || arrows->length == ArrowLength::Uniform) return;
    for (std::size_t i = 0; i < arrows->x.size(); ++i) {
        const Vec2 a = plan.frame.to_pixels(arrows->x[i], arrows->y[i]);
        const Vec2 b = plan.frame.to_pixels(arrows->x[i] + arrows->u[i], arrows->y[i] + arrows->v[i]);
        along(a, b, 4, words_room(plan), [&](const Rect& box) { canvas.take(box); });
    }
}

}  // namespace

std::vector<Vec2> simplex_corners(const Panel& panel) {
    std::vector<Vec2> c{{0, 0}, {1, 0}, {0.5, std::sqrt(3.0) / 2}};
    c.resize(std::min<std::size_t>(c.size(), panel.corners.size()));
    return c;
}

void draw_marks(const Plan& plan, Canvas& canvas) {
    for (const Mark& m : plan.panel->marks) {
        canvas.group(plan.panel->id + "/" + m.id());
        canvas.clip(grown(plan.frame.plot, 1));  // room for strokes that run along the edge
        draw_mark(plan, m, canvas);
        canvas.unclip();
    }
    if (plan.panel->kind == PanelKind::Simplex) draw_simplex_outline(plan, canvas);
}

void draw_panel(const Plan& plan, const Page& page, Canvas& canvas) {
    const Panel& panel = *plan.panel;
    canvas.group(panel.id);
    if (plan.folded) return draw_folded(plan, page, canvas);
    draw_heading(plan, settled_heading(plan, canvas), canvas);
    if (panel.kind == PanelKind::Matrix) {
        draw_table(plan, canvas);
        return;
    }
    if (panel.kind == PanelKind::Sheet) {
        draw_sheets(plan, canvas);
        return;
    }
    // Labels keep clear of handles, so their places are taken first.
    std::vector<PlacedHandle> handles = place_handles(plan, page.held_handle, canvas);
    if (panel.kind == PanelKind::Space) {
        reserve_colour_bar(plan, canvas);
        place_values(plan, handles, canvas);
        draw_space(plan, page, canvas);
        draw_colour_bar(plan, canvas);
        draw_handles(plan, handles, page.held_handle, page.show_handles, canvas);
        return;
    }
    Plan drawn = plan;
    settle_ticks(drawn, canvas);
    reserve_colour_bar(drawn, canvas);
    if (panel.kind == PanelKind::Simplex)
        draw_simplex_frame(drawn, canvas);
    else
        draw_axes(drawn, canvas);
    place_values(plan, handles, canvas);
    for (const Mark& m : panel.marks) reserve_arrows(drawn, m, canvas), reserve_lines(drawn, m, canvas);
    const std::vector<Vec2> corners = simplex_corners(panel);
    for (std::size_t k = 0; k < corners.size(); ++k) {
        const Vec2 a = corners[k], b = corners[(k + 1) % corners.size()];
        along(plan.frame.to_pixels(a.x, a.y), plan.frame.to_pixels(b.x, b.y), 2, words_room(plan),
              [&](const Rect& box) { canvas.avoid(box); });
    }
    // Words take their places first, so that labels and arrows give way to them, but lie on top.
    std::vector<Prim> beneath = std::exchange(canvas.out().list.prims, {});
    for (const Mark& m : panel.marks) draw_mark_texts(drawn, m, canvas);
    std::vector<Prim> words = std::exchange(canvas.out().list.prims, std::move(beneath));
    draw_marks(drawn, canvas);
    canvas.group(panel.id + "/words");
    for (Prim& w : words) canvas.add(std::move(w));
    draw_colour_bar(drawn, canvas);
    draw_handles(plan, handles, page.held_handle, page.show_handles, canvas);
}

}  // namespace lossfield::viz
