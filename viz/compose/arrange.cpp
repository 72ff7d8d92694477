// Where panels stand on the page: ranges and the room of labels are planned, columns and rows solved for, and where one panel
// has the picture, or the page is too small for all, the others are folded into a strip beside it.
#include <algorithm>
#include <map>

#include "viz/compose/heading.hpp"
#include "viz/compose/layout_items.hpp"
#include "viz/compose/parts.hpp"
#include "viz/layout/arrangement.hpp"

namespace lossfield::viz {
namespace {

constexpr double column_gap = 16;
constexpr double row_gap = 10;
constexpr double compact_panel = 260000;  // square pixels of a panel, below which axes are compact
constexpr double uneven_tops =
    18;  // headings that differ by more keep their plots apart, not empty bands over them
// Sides of plots on the finished page, and a share of its height: below these panels beside the leading one are folded.
constexpr double least_lead = 200, least_lead_share = 0.5, least_other = 44;
constexpr double strip_gap = 12, strip_aside = 1.35;

std::string lead_of(const Figure& figure, const Page& page) {
    if (page.even) return {};
    return figure.lead.empty() && figure.panels.size() > 0 ? figure.panels.begin()->id : figure.lead;
}

// Where panels stand in the grid.
void place_in_grid(const Figure& figure, const Page& page, const Rect& room, const Canvas& canvas,
                   std::vector<Plan>& plans) {
    if (page.even) {
        for (Plan& p : plans) p.place = p.panel->cell;
        return;
    }
    const std::string lead = lead_of(figure, page);
    std::vector<const Panel*> panels;
    std::vector<LayoutItem> items;
    for (const Plan& p : plans)
        panels.push_back(p.panel), items.push_back(usual_item(*p.panel, lead, canvas));
    const std::vector<Cell> cells = arranged(panels, lead, items, room, column_gap, row_gap);
    for (std::size_t i = 0; i < plans.size(); ++i) plans[i].place = cells[i];
}

// Puts every panel's cell into the room.
void lay_grid(const Figure& figure, const Page& page, const Rect& room, std::vector<Plan>& plans) {
    if (!page.panel.empty()) {
        for (Plan& p : plans) p.cell = p.held != nullptr ? p.held->cell : room;
        return;
    }
    const std::string lead = lead_of(figure, page);
    std::vector<LayoutItem> items;
    for (const Plan& p : plans) items.push_back(item_of(p, lead));
    const Layout layout = solve_layout(items, room, column_gap, row_gap);
    for (Plan& p : plans) p.cell = p.held != nullptr ? p.held->cell : layout.cell(p.place);
}

// Panels whose cells begin or end at the same track get the same inset there, so their axes line up.
void align(std::vector<Plan>& plans, bool even) {
    const auto lined_up = [](const Plan& p) {
        return p.panel->kind == PanelKind::Axes || p.panel->kind == PanelKind::Bars;
    };
    const std::vector<Plan> before = plans;
    for (Plan& p : plans) {
        if (!lined_up(p)) continue;
        const Cell& a = p.place;
        for (const Plan& q : before) {
            if (!lined_up(q)) continue;
            const Cell& b = q.place;
            if (a.column == b.column) p.insets.left = std::max(p.insets.left, q.insets.left);
            if (a.column + a.column_span == b.column + b.column_span)
                p.insets.right = std::max(p.insets.right, q.insets.right);
            if (a.row == b.row && (even || q.insets.top - p.insets.top < uneven_tops))
                p.insets.top = std::max(p.insets.top, q.insets.top);
            if (a.row + a.row_span == b.row + b.row_span)
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
            const Cell &a = p.place, &b = q.place;
            if (!panel.x.shared.empty() && q.panel->x.shared == panel.x.shared && b.column == a.column &&
                b.row > a.row)
                p.x_labels = false;
            if (!panel.y.shared.empty() && q.panel->y.shared == panel.y.shared && b.row == a.row &&
                b.column < a.column)
                p.y_labels = false;
        }
    }
}

// Axes of one range have the same ticks: as many as the narrowest of them holds.
void share_ticks(std::vector<Plan>& plans) {
    const std::vector<Plan> before = plans;
    for (Plan& p : plans)
        for (const Plan& q : before) {
            if (!p.panel->x.shared.empty() && q.panel->x.shared == p.panel->x.shared &&
                q.x_ticks.size() < p.x_ticks.size())
                p.x_ticks = q.x_ticks;
            if (!p.panel->y.shared.empty() && q.panel->y.shared == p.panel->y.shared &&
                q.y_ticks.size() < p.y_ticks.size())
                p.y_ticks = q.y_ticks;
        }
}

// Twice: how much room labels need depends on the plots' sizes, and those on the room.
template <class Lay>
void plan_all(const View& view, bool even, std::vector<Plan>& plans, const Canvas& canvas, const Lay& lay) {
    lay();
    for (int pass = 0; pass < 2; ++pass) {
        for (Plan& p : plans) plan_panel(p, view, canvas);
        align(plans, even);
        lay();
    }
    for (Plan& p : plans) plan_panel(p, view, canvas);
    align(plans, even);
    share_ticks(plans);
    for (Plan& p : plans) {
        place_panel(p, view);
        const Heading heading = settled_heading(p, canvas);
        p.bar = p.panel->kind == PanelKind::Simplex ? standing_bar(p, canvas) : heading.bar;
        p.name_x = std::max(p.cell.x, heading.left - p.insets.left);
    }
}

// Whether a plot came out too small to be read: the leading one, or one beside it.
bool too_small(const std::vector<Plan>& plans, const std::string& lead, const Page& page,
               const Canvas& canvas) {
    const double enough = std::min(least_lead / canvas.shrink(), least_lead_share * page.height);
    return std::any_of(plans.begin(), plans.end(), [&](const Plan& p) {
        if (p.folded || p.panel->kind == PanelKind::Sheet) return false;
        const Rect& plot = p.frame.plot;
        return std::min(plot.width, plot.height) < (p.panel->id == lead ? enough : least_other);
    });
}

// Whether there is hardly room for what stands around a plot, and none for the plot.
bool squeezed(const std::vector<Plan>& plans) {
    constexpr double least = 20;
    return std::any_of(plans.begin(), plans.end(), [](const Plan& p) {
        const Insets& in = p.insets;
        return p.held == nullptr && p.panel->kind != PanelKind::Sheet &&
               std::min(p.cell.width - in.left - in.right, p.cell.height - in.top - in.bottom) < least;
    });
}

// The leading panel has the room but for a strip along its right or its lower side, whichever leaves it more like a square.
void fold(const std::string& lead, const Rect& room, std::vector<Plan>& plans) {
    std::erase_if(plans,
                  [&](const Plan& p) { return p.panel->kind == PanelKind::Sheet && p.panel->id != lead; });
    const auto others = static_cast<double>(plans.size()) - 1;
    const bool aside = room.width > strip_aside * room.height;
    const double thickness = std::clamp(0.2 * (aside ? room.width : room.height), 70.0, 220.0);
    const double length = aside ? room.height : room.width;
    const double each =
        others > 0 ? std::min((length - strip_gap * (others - 1)) / others, 1.6 * thickness) : 0;
    Rect whole = room;
    if (others > 0) (aside ? whole.width : whole.height) -= thickness + row_gap;
    double from = aside ? room.y : room.x;
    for (Plan& p : plans) {
        p.folded = p.panel->id != lead;
        if (!p.folded) {
            p.cell = whole;
            continue;
        }
        p.cell = aside ? Rect{room.right() - thickness, from, thickness, each}
                       : Rect{from, room.bottom() - thickness, each, thickness};
        from += each + strip_gap;
    }
}

}  // namespace

bool leads_small(const Figure& figure, const View& view, const Page& page, const std::vector<Plan>& plans,
                 const Canvas& canvas) {
    const bool chosen = find_panel(figure, view.lead) != nullptr;
    return page.panel.empty() && too_small(plans, chosen ? view.lead : lead_of(figure, page), page, canvas);
}

void arrange(const Figure& figure, const View& view, const Page& page, const Rect& room,
             std::vector<Plan>& plans, const Canvas& canvas) {
    const double of_a_panel =
        room.width * room.height / static_cast<double>(std::max<std::size_t>(1, plans.size()));
    for (Plan& p : plans) p.compact = of_a_panel < compact_panel;
    place_in_grid(figure, page, room, canvas, plans);
    View shown = view;
    share_axes(figure, shown, plans);
    const auto folded = [&](const std::string& lead) {
        fold(lead, room, plans);
        plan_all(shown, page.even, plans, canvas, [&] {
            for (Plan& p : plans)
                if (p.held != nullptr) p.cell = p.held->cell;
        });
    };
    if (page.panel.empty() && find_panel(figure, view.lead) != nullptr) return folded(view.lead);
    plan_all(shown, page.even, plans, canvas, [&] { lay_grid(figure, page, room, plans); });
    const std::string lead = lead_of(figure, page);
    if (!page.panel.empty() || page.even || plans.size() < 2) return;
    if (squeezed(plans) || (is_small(page, canvas) && too_small(plans, lead, page, canvas))) folded(lead);
}

}  // namespace lossfield::viz
