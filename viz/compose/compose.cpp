#include "viz/compose/compose.hpp"

#include <algorithm>
#include <cmath>

#include "viz/compose/formula_row.hpp"
#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double margin = 16, margin_above = 10;
constexpr double title_height = 32;
constexpr double over_footer = 5, under_formulas = 4;
constexpr double most_words = 0.3;  // of a small page, with its title

const PanelFrame* held_frame(const Page& page, const std::string& panel) {
    if (!page.hold) return nullptr;
    const std::vector<PanelFrame>& all = page.hold->panels;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const PanelFrame& f) { return f.id == panel; });
    return found == all.end() ? nullptr : &*found;
}

constexpr bool Omissions::*words_that_leave[]{&Omissions::numbers, &Omissions::formulas, &Omissions::caption};

// A page that is laid out and not yet drawn.
struct Laid {
    Page page;
    std::optional<FormulaRow> formulas;  // beside the title
    double formulas_at = 0;              // their baseline, from the upper margin
    double footer = 0;
    Rect room;  // of panels and footer
    std::vector<Plan> plans;
};

Laid laid_out(const Figure& figure, const View& view, const Page& page, const Canvas& canvas) {
    Laid laid{page, {}, 0, 0, {}, {}};
    Rect& room = laid.room;
    room = {margin, margin_above, page.width - 2 * margin, page.height - 2 * margin_above};
    if (!page.title.empty() && !page.without.title) {
        double row = title_height;
        laid.formulas = formulas_beside_title(figure, page, room.width, canvas);
        if (laid.formulas) {
            // On the title's baseline; what is higher than the title reaches into the margin.
            laid.formulas_at = std::max(0.95 * type_sizes.title, laid.formulas->rise - 0.6 * margin_above);
            row = std::max(row, laid.formulas_at + laid.formulas->drop + under_formulas);
        }
        room.y += row, room.height -= row;
    }
    laid.footer = page.hold ? page.hold->footer : footer_height(figure, page, room.width, canvas);
    for (const Panel& panel : figure.panels) {
        if (!page.panel.empty() && page.panel != panel.id) continue;
        Plan& plan = laid.plans.emplace_back();
        plan.panel = &panel;
        plan.held = held_frame(page, panel.id);
        plan.live = page.live;
        plan.legend = panel.legend && !page.without.legend;
        if (!page.without.colour_bar) plan.key = bar_key(panel);
    }
    const double under = laid.footer + (laid.footer > 0 ? over_footer : 0);
    arrange(figure, view, page, {room.x, room.y, room.width, room.height - under}, laid.plans, canvas);
    return laid;
}

// Small pages do without words until plots have most of them, and the leading one a size that can be read.
Laid laid_out_small(const Figure& figure, const View& view, Page page, const Canvas& canvas) {
    const double title = page.title.empty() || page.without.title ? 0 : title_height;
    for (bool Omissions::*next : words_that_leave)
        if (title + footer_height(figure, page, page.width - 2 * margin, canvas) > most_words * page.height)
            page.without.*next = true;
    Laid laid = laid_out(figure, view, page, canvas);
    if (page.hold) return laid;
    for (bool Omissions::*next : words_that_leave) {
        if (!leads_small(figure, view, page, laid.plans, canvas)) break;
        if (page.without.*next) continue;
        page.without.*next = true;
        laid = laid_out(figure, view, page, canvas);
    }
    return laid;
}

Composition compose_page(const Figure& figure, const View& view, const Page& given, const Theme& theme,
                         const FontSet& fonts, double shrink) {
    Composition out;
    out.list.width = given.width;
    out.list.height = given.height;
    out.list.ground = theme.ground;
    Canvas canvas(out, theme, fonts, shrink);
    const Laid laid = is_small(given, canvas) ? laid_out_small(figure, view, given, canvas)
                                              : laid_out(figure, view, given, canvas);
    const Rect& room = laid.room;
    if (!given.title.empty() && !given.without.title) {
        canvas.group("title");
        canvas.text(canvas.fitted(given.title, room.width, type_sizes.title, Style::Strong),
                    {room.x, margin_above},
                    {type_sizes.title, {Role::Ink}, Style::Strong, AlignX::Left, AlignY::Top}, "title");
        if (laid.formulas)
            draw_formulas(*laid.formulas,
                          {room.right() - laid.formulas->width, margin_above + laid.formulas_at}, canvas);
    }
    out.footer = laid.footer;
    for (const Plan& p : laid.plans) {
        draw_panel(p, laid.page, canvas);
        out.panels.push_back(p.frame);
    }
    if (out.footer > 0)
        draw_footer(figure, laid.page, {room.x, room.bottom() - out.footer, room.width, out.footer}, canvas);
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
    const double factor = page.type > 0 ? page.type : shrink;
    if (factor == 1) return compose_page(figure, view, page, theme, fonts, 1);
    Page laid = page;
    laid.width /= factor;
    laid.height /= factor;
    if (laid.hold) scale(*laid.hold, 1 / factor);
    // Type of a given size is no smaller on a small page.
    Composition out = compose_page(figure, view, laid, theme, fonts, page.type > 0 ? 1 : shrink);
    scale(out, factor);
    return out;
}

}  // namespace lossfield::viz
