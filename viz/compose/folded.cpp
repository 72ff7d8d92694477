// A panel beside the one that has the page: a small picture.
#include "viz/compose/parts.hpp"

namespace lossfield::viz {

void draw_folded(const Plan& plan, const Page& page, Canvas& canvas) {
    const Panel& panel = *plan.panel;
    const Rect& cell = plan.cell;
    const TextLook small{type_sizes.tick, {Role::Muted}, Style::Regular, AlignX::Left, AlignY::Top};
    const std::string title = panel.title.substr(0, panel.title.find(':'));
    canvas.text(canvas.fitted(title, cell.width, small.size), {cell.x, cell.y}, small, panel.id + "/title");
    canvas.stroke({{cell.x, cell.y + 15},
                   {cell.right(), cell.y + 15},
                   {cell.right(), cell.bottom()},
                   {cell.x, cell.bottom()}},
                  {Role::Faint}, 1, Dash::Solid, true);
    if (panel.kind == PanelKind::Matrix || panel.kind == PanelKind::Sheet) return;
    canvas.keep_quiet(true);
    if (panel.kind == PanelKind::Space) {
        draw_space(plan, page, canvas);
    } else {
        draw_marks(plan, canvas);
    }
    canvas.keep_quiet(false);
}

}  // namespace lossfield::viz
