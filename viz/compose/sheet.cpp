// Sheets: columns of words, each under its heading. As many side by side as can be read; type shrinks before words are
// lost.
#include <algorithm>
#include <cmath>

#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double narrowest_sheet = 176, sheet_gap = 22, between = 8, heading_height = 20, sheet_line = 1.42;
constexpr double heading_bar = 3;  // the heading's colour, left of the words
constexpr double key_length = 38;

struct Column {
    std::vector<std::string> lines;
};

struct SheetLayout {
    std::size_t columns = 1, rows = 1;
    double size = type_sizes.label, width = 0, height = 0;
    std::vector<Column> texts;
    bool fits = false;
};

SheetLayout lay(const std::vector<Sheet>& sheets, std::size_t columns, double size, const Rect& room,
                const Canvas& canvas) {
    SheetLayout l;
    l.columns = columns, l.size = size;
    l.rows = (sheets.size() + columns - 1) / columns;
    l.width = (room.width - sheet_gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
    l.height = (room.height - between * static_cast<double>(l.rows - 1)) / static_cast<double>(l.rows);
    l.fits = true;
    for (const Sheet& s : sheets) {
        Column c;
        for (const std::string& line : s.lines)
            for (std::string& piece : canvas.wrapped(line, l.width - heading_bar - 8, size))
                c.lines.push_back(piece);
        l.fits =
            l.fits && heading_height + static_cast<double>(c.lines.size()) * size * sheet_line <= l.height;
        l.texts.push_back(std::move(c));
    }
    return l;
}

void draw_key(const SeriesKey& key, Vec2 left, const Colour& colour, Canvas& canvas) {
    canvas.line(left, {left.x + key_length, left.y}, colour, 2, key.dash);
    draw_marker(canvas, {left.x + key_length / 2, left.y}, 8, key.marker, colour);
}

std::size_t most_columns(const std::vector<Sheet>& sheets, double width) {
    return std::clamp<std::size_t>(
        static_cast<std::size_t>((width + sheet_gap) / (narrowest_sheet + sheet_gap)), 1, sheets.size());
}

// Of a page whose numbers change: every second line takes two, whatever its words are now, and one more or less changes nothing
// mostly; type shrinks before that is too few.
std::size_t live_lines_of(const Sheet& sheet) { return ((3 * sheet.lines.size() + 1) / 2 + 2) / 3 * 3; }

}  // namespace

double sheets_height(const Panel& panel, double width, bool live, const Canvas& canvas) {
    if (panel.sheets.empty()) return 0;
    const SheetLayout l =
        lay(panel.sheets, most_columns(panel.sheets, width), type_sizes.label, {0, 0, width, 1e6}, canvas);
    std::size_t lines = 0;
    for (std::size_t k = 0; k < l.texts.size(); ++k)
        lines = std::max(lines, live ? live_lines_of(panel.sheets[k]) : l.texts[k].lines.size());
    const double each = heading_height + static_cast<double>(lines) * type_sizes.label * sheet_line;
    return static_cast<double>(l.rows) * (each + between) - between;
}

void draw_sheets(const Plan& plan, Canvas& canvas) {
    const std::vector<Sheet>& sheets = plan.panel->sheets;
    const Rect& plot = plan.frame.plot;
    const Rect room{plot.x, plot.y, plot.width, std::max(20.0, plan.cell.bottom() - plot.y)};
    if (sheets.empty()) return;
    const std::size_t most = most_columns(sheets, room.width);
    SheetLayout l;
    for (const double size : {type_sizes.label, 11.0, 10.0, 9.0}) {
        for (std::size_t columns = most; columns >= 1 && !l.fits; --columns)
            l = lay(sheets, columns, size, room, canvas);
        if (l.fits) break;
        l = lay(sheets, most, size, room, canvas);
    }
    for (std::size_t k = 0; k < sheets.size(); ++k) {
        const double x = room.x + static_cast<double>(k % l.columns) * (l.width + sheet_gap);
        const double y = room.y + static_cast<double>(k / l.columns) * (l.height + between);
        const std::string owner = plan.panel->id + "/sheet-" + std::to_string(k + 1);
        const auto& lines = l.texts[k].lines;
        const auto room_for =
            static_cast<std::size_t>(std::max(0.0, (l.height - heading_height) / (l.size * sheet_line)));
        const std::size_t shown = std::min(lines.size(), room_for);
        const double bottom = y + heading_height + static_cast<double>(shown) * l.size * sheet_line;
        canvas.rect({x, y, heading_bar, bottom - y - 2}, sheets[k].colour);
        const double left = x + heading_bar + 8;
        const double key = sheets[k].key ? key_length + 8 : 0;
        if (sheets[k].key) draw_key(*sheets[k].key, {left, y + 8}, sheets[k].colour, canvas);
        canvas.text(canvas.fitted(sheets[k].title, l.width - heading_bar - 8 - key, type_sizes.panel_title,
                                  Style::Strong),
                    {left + key, y},
                    {type_sizes.panel_title, sheets[k].colour, Style::Strong, AlignX::Left, AlignY::Top},
                    owner);
        for (std::size_t i = 0; i < shown; ++i) {
            // What has no room is not cut off unsaid.
            const bool more = i + 1 == shown && shown < lines.size();
            canvas.text(more ? canvas.fitted(lines[i] + " …", l.width - heading_bar - 8, l.size) : lines[i],
                        {left, y + heading_height + static_cast<double>(i) * l.size * sheet_line},
                        {l.size, {Role::Ink}, Style::Regular, AlignX::Left, AlignY::Top}, owner);
        }
    }
}

}  // namespace lossfield::viz
