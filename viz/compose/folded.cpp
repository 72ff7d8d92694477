// A panel beside the one that has the page: a small picture.
#include <algorithm>

#include "viz/compose/parts.hpp"
#include "viz/figure/field.hpp"

namespace lossfield::viz {
namespace {

constexpr double stroke_apart = 6;

void fill_box(const Rect& r, const Rgba& colour, Canvas& canvas) {
    canvas.fill({{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}}, colour);
}

// Entries too small to be read are their colours.
void draw_shades(const Table& table, const Rect& room, Canvas& canvas) {
    const double width = room.width / static_cast<double>(table.entries.columns),
                 height = room.height / static_cast<double>(table.entries.rows);
    const ColourScale scale = fitted(*table.shading, table.entries.entries);
    for (std::size_t r = 0; r < table.entries.rows; ++r)
        for (std::size_t c = 0; c < table.entries.columns; ++c)
            fill_box({room.x + width * static_cast<double>(c), room.y + height * static_cast<double>(r),
                      width - 1, height - 1},
                     colour_at(canvas.theme(), scale, table.entries.at(r, c)), canvas);
}

// Words too small to be read are strokes below each other, the first ones in the colour of what they are about.
void draw_strokes(std::size_t lines, const Colour& colour, const Rect& room, Canvas& canvas) {
    for (std::size_t i = 0; i < lines; ++i) {
        const double y = room.y + stroke_apart * (static_cast<double>(i) + 0.5);
        if (y > room.bottom() - 1) return;
        const bool last = i > 0 && i + 1 == lines;
        canvas.line({room.x, y}, {room.right() - (last ? room.width / 3 : 0), y},
                    i == 0 ? colour : Colour{Role::Faint}, i == 0 ? 2 : 1);
    }
}

void draw_words(const Panel& panel, const Rect& room, Canvas& canvas) {
    if (panel.table && panel.table->shading && !panel.table->entries.entries.empty())
        return draw_shades(*panel.table, room, canvas);
    if (panel.table) return draw_strokes(panel.table->entries.rows + 1, {Role::Muted}, room, canvas);
    const double column = room.width / static_cast<double>(std::max<std::size_t>(1, panel.sheets.size()));
    for (std::size_t i = 0; i < panel.sheets.size(); ++i)
        draw_strokes(panel.sheets[i].lines.size() + 1, panel.sheets[i].colour,
                     {room.x + column * static_cast<double>(i), room.y, column - 4, room.height}, canvas);
}

}  // namespace

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
    if (panel.kind == PanelKind::Matrix || panel.kind == PanelKind::Sheet)
        return draw_words(panel, plan.frame.plot, canvas);
    canvas.keep_quiet(true);
    if (panel.kind == PanelKind::Space) {
        draw_space(plan, page, canvas);
    } else {
        draw_marks(plan, canvas);
    }
    canvas.keep_quiet(false);
}

}  // namespace lossfield::viz
