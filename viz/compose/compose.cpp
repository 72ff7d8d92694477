#include "viz/compose/compose.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double margin = 24;
constexpr double column_gap = 26;
constexpr double row_gap = 20;

// One direction of the grid. A track holds what its panels need around their plots, and its share of the rest by weight.
struct Tracks {
    std::vector<double> start, size;

    Tracks(const std::vector<double>& weights, const std::vector<double>& fixed, double from, double length,
           double gap) {
        std::vector<double> w(weights);
        w.resize(fixed.size(), 1.0);
        const double total = std::accumulate(w.begin(), w.end(), 0.0);
        const double taken = std::accumulate(fixed.begin(), fixed.end(), 0.0);
        const double rest = std::max(0.0, length - gap * static_cast<double>(fixed.size() - 1) - taken);
        for (std::size_t i = 0; i < fixed.size(); ++i) {
            start.push_back(from);
            size.push_back(fixed[i] + rest * w[i] / total);
            from += size.back() + gap;
        }
    }
    [[nodiscard]] double length(int first, int span) const {
        const auto a = static_cast<std::size_t>(first), b = a + static_cast<std::size_t>(span) - 1;
        return start[b] + size[b] - start[a];
    }
};

// Puts every panel's cell into the room; what panels of one track need around their plots is kept out of the sharing.
void lay_grid(const Figure& figure, const Page& page, const Rect& room, std::vector<Plan>& plans) {
    if (!page.panel.empty()) {
        for (Plan& p : plans) p.cell = p.held != nullptr ? p.held->cell : room;
        return;
    }
    std::size_t rows = 1, columns = 1;
    for (const Plan& p : plans) {
        rows = std::max(rows, static_cast<std::size_t>(p.panel->cell.row + p.panel->cell.row_span));
        columns =
            std::max(columns, static_cast<std::size_t>(p.panel->cell.column + p.panel->cell.column_span));
    }
    std::vector<double> above(rows, 0), below(rows, 0), none(columns, 0);
    for (const Plan& p : plans) {
        const Cell& c = p.panel->cell;
        if (c.row_span != 1) continue;
        double& top = above[static_cast<std::size_t>(c.row)];
        double& bottom = below[static_cast<std::size_t>(c.row)];
        top = std::max(top, p.insets.top), bottom = std::max(bottom, p.insets.bottom);
    }
    for (std::size_t r = 0; r < rows; ++r) above[r] += below[r];
    const Tracks vertical(figure.row_weights, above, room.y, room.height, row_gap);
    const Tracks horizontal(figure.column_weights, none, room.x, room.width, column_gap);
    for (Plan& p : plans) {
        if (p.held != nullptr) {
            p.cell = p.held->cell;
            continue;
        }
        const Cell& c = p.panel->cell;
        p.cell = {horizontal.start[static_cast<std::size_t>(c.column)],
                  vertical.start[static_cast<std::size_t>(c.row)], horizontal.length(c.column, c.column_span),
                  vertical.length(c.row, c.row_span)};
    }
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

// Axes that share a name share the union of their ranges, or what one of them was zoomed to; only the outermost are
// labelled.
void share_axes(const Figure& figure, View& view, std::vector<Plan>& plans) {
    struct Shared {
        Interval range;
        bool zoomed = false;
    };
    std::map<std::string, Shared> x_union, y_union;
    // A zoom of one panel holds for all.
    const auto widen = [](std::map<std::string, Shared>& all, const std::string& name, Interval r,
                          bool zoomed) {
        const auto [it, fresh] = all.emplace(name, Shared{r, zoomed});
        Shared& s = it->second;
        if (fresh || (s.zoomed && !zoomed)) return;
        if (zoomed && !s.zoomed)
            s = {r, true};
        else
            s.range = {std::min(s.range.low, r.low), std::max(s.range.high, r.high)};
    };
    std::map<const Panel*, Domain> own;
    for (const Panel& p : figure.panels) {
        if (p.x.shared.empty() && p.y.shared.empty()) continue;
        const Domain* zoomed = zoomed_range(view, p.id);
        const bool given = zoomed != nullptr;
        const Domain d = own[&p] = given ? *zoomed : fitted_range(p);
        if (!p.x.shared.empty()) widen(x_union, p.x.shared, d.x, given);
        if (!p.y.shared.empty()) widen(y_union, p.y.shared, d.y, given);
    }
    for (Plan& p : plans) {
        const Panel& panel = *p.panel;
        if (panel.x.shared.empty() && panel.y.shared.empty()) continue;
        Domain d = own[&panel];
        if (!panel.x.shared.empty()) d.x = x_union[panel.x.shared].range;
        if (!panel.y.shared.empty()) d.y = y_union[panel.y.shared].range;
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

const PanelFrame* held_frame(const Page& page, const std::string& panel) {
    if (!page.hold) return nullptr;
    const std::vector<PanelFrame>& all = page.hold->panels;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const PanelFrame& f) { return f.id == panel; });
    return found == all.end() ? nullptr : &*found;
}

Composition compose_page(const Figure& figure, const View& view, const Page& page, const Theme& theme,
                         const FontSet& fonts, double shrink) {
    Composition out;
    out.list.width = page.width;
    out.list.height = page.height;
    out.list.ground = theme.ground;
    Canvas canvas(out, theme, fonts, shrink);

    Rect room{margin, margin * 0.7, page.width - 2 * margin, page.height - margin * 1.4};
    if (!page.title.empty()) {
        canvas.group("title");
        canvas.text(canvas.fitted(page.title, room.width, type_sizes.title, Style::Strong), {room.x, room.y},
                    {type_sizes.title, {Role::Ink}, Style::Strong, AlignX::Left, AlignY::Top}, "title");
        room.y += 38, room.height -= 38;
    }
    const double footer = page.hold ? page.hold->footer : footer_height(figure, page, room.width, canvas);
    out.footer = footer;
    const Rect footer_room{room.x, room.bottom() - footer, room.width, footer};
    room.height -= footer + (footer > 0 ? 14 : 0);

    std::vector<Plan> plans;
    for (const Panel& panel : figure.panels) {
        if (!page.panel.empty() && page.panel != panel.id) continue;
        plans.emplace_back();
        plans.back().panel = &panel;
        plans.back().held = held_frame(page, panel.id);
        plans.back().key = bar_key(panel);
    }
    View shown = view;
    lay_grid(figure, page, room, plans);
    share_axes(figure, shown, plans);
    // Twice: how much room labels need depends on the plots' sizes, and those on the room.
    for (int pass = 0; pass < 2; ++pass) {
        for (Plan& p : plans) plan_panel(p, shown, canvas);
        lay_grid(figure, page, room, plans);
    }
    for (Plan& p : plans) plan_panel(p, shown, canvas);
    align(plans);
    for (Plan& p : plans) {
        place_panel(p, shown);
        p.bar = colour_bar_room(p, canvas);
    }
    for (const Plan& p : plans) {
        draw_panel(p, page, canvas);
        out.panels.push_back(p.frame);
    }
    if (footer > 0) draw_footer(figure, page, footer_room, canvas);
    return out;
}

}  // namespace

Hold hold_of(const Composition& composition) { return {composition.panels, composition.footer}; }

Composition compose(const Figure& figure, const View& view, const Page& page, const Theme& theme,
                    const FontSet& fonts) {
    // Small pages are laid out larger and drawn smaller: everything shrinks together, down to type that still reads.
    const double shrink = std::clamp(std::min(page.width / 860, page.height / 700), 0.85, 1.0);
    if (shrink == 1) return compose_page(figure, view, page, theme, fonts, shrink);
    Page larger = page;
    larger.width /= shrink;
    larger.height /= shrink;
    if (larger.hold) scale(*larger.hold, 1 / shrink);
    Composition out = compose_page(figure, view, larger, theme, fonts, shrink);
    scale(out, shrink);
    return out;
}

}  // namespace lossfield::viz
