#include "viz/compose/compose.hpp"

#include <algorithm>
#include <cmath>

#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double margin = 20;
constexpr double title_height = 38;
constexpr double most_words = 0.3;  // of a small page, with its title

const PanelFrame* held_frame(const Page& page, const std::string& panel) {
    if (!page.hold) return nullptr;
    const std::vector<PanelFrame>& all = page.hold->panels;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const PanelFrame& f) { return f.id == panel; });
    return found == all.end() ? nullptr : &*found;
}

// What a small page does without, until its plots have most of it.
Omissions omissions(const Figure& figure, const Page& page, double width, const Canvas& canvas) {
    Page tried = page;
    const bool small = is_small(page, canvas);
    for (bool Omissions::*next : {&Omissions::numbers, &Omissions::formulas, &Omissions::caption}) {
        const double taken = (page.title.empty() || page.without.title ? 0 : title_height) +
                             footer_height(figure, tried, width, canvas);
        if (small && taken > most_words * page.height) tried.without.*next = true;
    }
    return tried.without;
}

Composition compose_page(const Figure& figure, const View& view, const Page& given, const Theme& theme,
                         const FontSet& fonts, double shrink) {
    Composition out;
    out.list.width = given.width;
    out.list.height = given.height;
    out.list.ground = theme.ground;
    Canvas canvas(out, theme, fonts, shrink);

    Rect room{margin, margin * 0.7, given.width - 2 * margin, given.height - margin * 1.4};
    Page page = given;
    page.without = omissions(figure, given, room.width, canvas);
    if (!page.title.empty() && !page.without.title) {
        canvas.group("title");
        canvas.text(canvas.fitted(page.title, room.width, type_sizes.title, Style::Strong), {room.x, room.y},
                    {type_sizes.title, {Role::Ink}, Style::Strong, AlignX::Left, AlignY::Top}, "title");
        room.y += title_height, room.height -= title_height;
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
        plans.back().live = page.live;
        plans.back().legend = panel.legend && !page.without.legend;
        if (!page.without.colour_bar) plans.back().key = bar_key(panel);
    }
    arrange(figure, view, page, room, plans, canvas);
    for (const Plan& p : plans) {
        draw_panel(p, page, canvas);
        out.panels.push_back(p.frame);
    }
    if (footer > 0) draw_footer(figure, page, footer_room, canvas);
    return out;
}

}  // namespace

Hold hold_of(const Composition& composition) { return {composition.panels, composition.footer}; }

bool is_small(const Page& page, const Canvas& canvas) {
    return page.width * canvas.shrink() < 801 && page.height * canvas.shrink() < 501;
}

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
