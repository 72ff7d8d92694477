// A matrix as a table: headings, numbers on one decimal point, cells shaded by value.
#include <algorithm>

#include "viz/compose_parts.hpp"
#include "viz/contour.hpp"

namespace lossfield::viz {
namespace {

// With the wanted decimals, else as short as a number gets, else as much of it as there is room for.
std::string entry_text(double v, int digits, double width, double size, const Canvas& canvas) {
    const std::string full = fixed(v, digits);
    return canvas.text_width(full, size) <= width ? full : canvas.fitted(readable(v, 3), width, size);
}

}  // namespace

void draw_table(const Plan& plan, Canvas& canvas) {
    const Panel& panel = *plan.panel;
    if (!panel.table || panel.table->entries.rows == 0 || panel.table->entries.columns == 0) return;
    const Table& t = *panel.table;
    const Rect& plot = plan.frame.plot;
    double head = 0;
    for (const std::string& l : t.row_labels) head = std::max(head, canvas.text_width(l, type_sizes.label));
    head = std::min(head, plot.width / 3);
    const double row_label_width = head;
    head += head > 0 ? 10 : 0;
    const double top = t.column_labels.empty() ? 0 : 20;
    const double width = std::min((plot.width - head) / static_cast<double>(t.entries.columns), 96.0);
    const double height = std::min((plot.height - top) / static_cast<double>(t.entries.rows), 34.0);
    const Vec2 origin{plot.x + head, plot.y + top};
    const auto centre = [&](std::size_t r, std::size_t c) {
        return Vec2{origin.x + width * (static_cast<double>(c) + 0.5),
                    origin.y + height * (static_cast<double>(r) + 0.5)};
    };
    const double entry_size = std::min(type_sizes.label, height * 0.6);
    const TextLook heading{type_sizes.label, {Role::Muted}, Style::Regular, AlignX::Centre, AlignY::Middle};
    for (std::size_t c = 0; c < std::min(t.entries.columns, t.column_labels.size()); ++c)
        canvas.text(canvas.fitted(t.column_labels[c], width - 6, heading.size), {centre(0, c).x, plot.y + 8},
                    heading, panel.id + "/column");
    TextLook row_heading = heading;
    row_heading.align_x = AlignX::Left;
    for (std::size_t r = 0; r < t.entries.rows; ++r) {
        if (r < t.row_labels.size())
            canvas.text(canvas.fitted(t.row_labels[r], row_label_width, row_heading.size),
                        {plot.x, centre(r, 0).y}, row_heading, panel.id + "/row");
        for (std::size_t c = 0; c < t.entries.columns; ++c) {
            const Vec2 at = centre(r, c);
            const double v = t.entries.at(r, c);
            if (t.shading) {
                const Rect box{at.x - width / 2 + 1, at.y - height / 2 + 1, width - 2, height - 2};
                canvas.fill({{box.x, box.y},
                             {box.right(), box.y},
                             {box.right(), box.bottom()},
                             {box.x, box.bottom()}},
                            colour_at(canvas.theme(), fitted(*t.shading, t.entries.entries), v));
            }
            canvas.text(entry_text(v, t.digits, width - 6, entry_size, canvas), at,
                        {entry_size, {Role::Ink}, Style::Regular, AlignX::Centre, AlignY::Middle},
                        panel.id + "/entry");
        }
    }
}

}  // namespace lossfield::viz
