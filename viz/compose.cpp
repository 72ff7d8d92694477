#include "viz/compose.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "viz/compose_parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double margin = 24;
constexpr double column_gap = 26;
constexpr double row_gap = 20;

// Starts of `count` + 1 tracks over `length`, with gaps between them.
std::vector<double> tracks(const std::vector<double>& weights, int count, double start, double length,
                           double gap, std::vector<double>& sizes) {
    std::vector<double> w(weights);
    w.resize(static_cast<std::size_t>(count), 1.0);
    const double total = std::accumulate(w.begin(), w.end(), 0.0);
    const double usable = std::max(0.0, length - gap * (count - 1));
    std::vector<double> starts;
    sizes.clear();
    for (const double weight : w) {
        starts.push_back(start);
        sizes.push_back(usable * weight / total);
        start += sizes.back() + gap;
    }
    return starts;
}

std::vector<Plan> grid(const Figure& figure, const Page& page, const Rect& room) {
    std::vector<Plan> plans;
    if (!page.panel.empty()) {
        if (const Panel* p = find_panel(figure, page.panel)) {
            plans.emplace_back();
            plans.back().panel = p;
            plans.back().cell = room;
        }
        return plans;
    }
    int rows = 1, columns = 1;
    for (const Panel& p : figure.panels) {
        rows = std::max(rows, p.cell.row + p.cell.row_span);
        columns = std::max(columns, p.cell.column + p.cell.column_span);
    }
    std::vector<double> heights, widths;
    const auto tops = tracks(figure.row_weights, rows, room.y, room.height, row_gap, heights);
    const auto lefts = tracks(figure.column_weights, columns, room.x, room.width, column_gap, widths);
    for (const Panel& p : figure.panels) {
        const auto r = static_cast<std::size_t>(p.cell.row), c = static_cast<std::size_t>(p.cell.column);
        const auto r_end = r + static_cast<std::size_t>(p.cell.row_span) - 1;
        const auto c_end = c + static_cast<std::size_t>(p.cell.column_span) - 1;
        plans.emplace_back();
        plans.back().panel = &p;
        plans.back().cell = {lefts[c], tops[r], lefts[c_end] + widths[c_end] - lefts[c],
                             tops[r_end] + heights[r_end] - tops[r]};
    }
    return plans;
}

// Panels whose cells begin or end at the same track get the same inset there, so their axes line up.
void align(std::vector<Plan>& plans) {
    const auto lined_up = [](const Plan& p) {
        return p.panel->kind == PanelKind::Axes || p.panel->kind == PanelKind::Bars;
    };
    const std::vector<Plan> before = plans;
    for (Plan& p : plans) {
        if (!lined_up(p)) continue;
        for (const Plan& q : before) {
            if (!lined_up(q)) continue;
            if (q.cell.x == p.cell.x) p.insets.left = std::max(p.insets.left, q.insets.left);
            if (q.cell.right() == p.cell.right()) p.insets.right = std::max(p.insets.right, q.insets.right);
            if (q.cell.y == p.cell.y) p.insets.top = std::max(p.insets.top, q.insets.top);
            if (q.cell.bottom() == p.cell.bottom())
                p.insets.bottom = std::max(p.insets.bottom, q.insets.bottom);
        }
    }
}

// Axes that share a name share the union of their ranges; only the outermost are labelled.
void share_axes(const Figure& figure, View& view, std::vector<Plan>& plans) {
    std::map<std::string, Interval> x_union, y_union;
    const auto widen = [](std::map<std::string, Interval>& all, const std::string& name, Interval r) {
        const auto [it, fresh] = all.emplace(name, r);
        if (!fresh) it->second = {std::min(it->second.low, r.low), std::max(it->second.high, r.high)};
    };
    for (const Panel& p : figure.panels) {
        if (p.x.shared.empty() && p.y.shared.empty()) continue;
        const auto zoomed = view.ranges.find(p.id);
        const Domain d = zoomed != view.ranges.end() ? zoomed->second : fitted_range(p);
        if (!p.x.shared.empty()) widen(x_union, p.x.shared, d.x);
        if (!p.y.shared.empty()) widen(y_union, p.y.shared, d.y);
    }
    for (Plan& p : plans) {
        const Panel& panel = *p.panel;
        if (panel.x.shared.empty() && panel.y.shared.empty()) continue;
        const auto zoomed = view.ranges.find(panel.id);
        Domain d = zoomed != view.ranges.end() ? zoomed->second : fitted_range(panel);
        if (!panel.x.shared.empty()) d.x = x_union[panel.x.shared];
        if (!panel.y.shared.empty()) d.y = y_union[panel.y.shared];
        view.ranges[panel.id] = d;
        for (const Plan& q : plans) {
            if (&q == &p) continue;
            if (!panel.x.shared.empty() && q.panel->x.shared == panel.x.shared && q.cell.x == p.cell.x &&
                q.cell.y > p.cell.y)
                p.x_labels = false;
            if (!panel.y.shared.empty() && q.panel->y.shared == panel.y.shared && q.cell.y == p.cell.y &&
                q.cell.x < p.cell.x)
                p.y_labels = false;
        }
    }
}

}  // namespace

Vec2 PanelFrame::to_pixels(double x, double y) const {
    return {plot.x + plot.width * fraction(x_scale, range.x, x),
            plot.bottom() - plot.height * fraction(y_scale, range.y, y)};
}

Vec2 PanelFrame::to_data(Vec2 pixel) const {
    return {from_fraction(x_scale, range.x, (pixel.x - plot.x) / plot.width),
            from_fraction(y_scale, range.y, (plot.bottom() - pixel.y) / plot.height)};
}

Composition compose(const Figure& figure, const View& view, const Page& page, const Theme& theme,
                    const FontSet& fonts) {
    Composition out;
    out.list.width = page.width;
    out.list.height = page.height;
    out.list.ground = theme.ground;
    Canvas canvas(out, theme, fonts);

    Rect room{margin, margin * 0.7, page.width - 2 * margin, page.height - margin * 1.4};
    if (!page.title.empty()) {
        canvas.group("title");
        canvas.text(page.title, {room.x, room.y},
                    {type_sizes.title, {Role::Ink}, Style::Strong, AlignX::Left, AlignY::Top}, "title");
        room.y += 38, room.height -= 38;
    }
    const double footer = footer_height(figure, page, room.width, canvas);
    const Rect footer_room{room.x, room.bottom() - footer, room.width, footer};
    room.height -= footer + (footer > 0 ? 14 : 0);

    std::vector<Plan> plans = grid(figure, page, room);
    View shown = view;
    share_axes(figure, shown, plans);
    for (Plan& p : plans) plan_panel(p, shown, canvas);
    align(plans);
    for (Plan& p : plans) place_panel(p);
    for (const Plan& p : plans) {
        draw_panel(p, shown, page, canvas);
        out.panels.push_back(p.frame);
    }
    if (footer > 0) draw_footer(figure, page, footer_room, canvas);
    return out;
}

}  // namespace lossfield::viz
