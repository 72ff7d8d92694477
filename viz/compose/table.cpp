// A matrix as a table: headings, numbers on one decimal point, cells shaded by value, the best ones marked.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/compose/parts.hpp"
#include "viz/compose/table_layout.hpp"
#include "viz/figure/field.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

class TableDrawing {
  public:
    TableDrawing(const Plan& plan, Canvas& canvas)
        : panel_(*plan.panel),
          t_(*plan.panel->table),
          plot_(plan.frame.plot),
          canvas_(canvas),
          layout_(lay_table(t_, plot_, canvas)) {}

    void draw() {
        std::vector<double> numbers;  // widest of each column
        for (std::size_t c = 0; c < columns(); ++c) {
            double widest = 0;
            for (std::size_t r = 0; r < layout_.shown; ++r)
                if (!words_at(r, c)) widest = std::max(widest, canvas_.text_width(shown(r, c), layout_.size));
            numbers.push_back(widest);
        }
        for (std::size_t b = 0; b * layout_.rows < layout_.shown; ++b) draw_headings(left_of(b));
        for (std::size_t r = 0; r < layout_.shown; ++r) draw_row(r, numbers);
        const std::size_t more = t_.entries.rows - layout_.shown;
        if (more > 0)
            canvas_.text(
                fmt::format("and {} more", more),
                {plot_.x, plot_.y + layout_.top + layout_.row * (static_cast<double>(layout_.rows) + 0.5)},
                look({Role::Muted}, AlignX::Left), panel_.id + "/more");
    }

  private:
    [[nodiscard]] std::size_t columns() const { return t_.entries.columns; }
    [[nodiscard]] bool words_at(std::size_t r, std::size_t c) const {
        return has_words(t_, r * columns() + c);
    }
    [[nodiscard]] Style style_of(std::size_t c) const {
        return column_of(t_, c).best == Best::None ? Style::Regular : Style::Strong;
    }

    // As it is, else as short as a number gets, else as much of it as there is room for.
    [[nodiscard]] std::string shown(std::size_t r, std::size_t c) const {
        const double width = layout_.width[c] - 6;
        const std::string& text = layout_.texts[r * columns() + c];
        if (canvas_.text_width(text, layout_.size, style_of(c)) <= width) return text;
        if (!words_at(r, c))
            for (int digits = 3; digits > 0; --digits)
                if (std::string number = brief(t_.entries.at(r, c), digits);
                    canvas_.text_width(number, layout_.size, style_of(c)) <= width)
                    return number;
        return canvas_.fitted(text, width, layout_.size, style_of(c));
    }

    [[nodiscard]] bool is_best(std::size_t r, std::size_t c) const {
        const Best best = column_of(t_, c).best;
        const double v = t_.entries.at(r, c);
        if (best == Best::None || !std::isfinite(v) || words_at(r, c)) return false;
        for (std::size_t other = 0; other < t_.entries.rows; ++other) {
            const double w = t_.entries.at(other, c);
            if (!words_at(other, c) && (best == Best::Lowest ? w < v : w > v)) return false;
        }
        return true;
    }

    [[nodiscard]] TextLook look(Colour colour, AlignX x, Style style = Style::Regular) const {
        return {layout_.size, colour, style, x, AlignY::Middle};
    }
    [[nodiscard]] double left_of(std::size_t block) const {
        return plot_.x + static_cast<double>(block) * (layout_.block + table_block_gap);
    }
    [[nodiscard]] double column_x(double left, std::size_t c) const {
        double x = left + layout_.head;
        for (std::size_t k = 0; k < c; ++k) x += layout_.width[k];
        return x;
    }

    void draw_headings(double left) {
        if (t_.column_labels.empty()) return;
        for (std::size_t c = 0; c < std::min(columns(), t_.column_labels.size()); ++c) {
            const TableColumn& column = column_of(t_, c);
            const double x = column_x(left, c), width = layout_.width[c], middle = x + width / 2;
            const Colour colour{column.sorted == Sorted::No ? Role::Muted : Role::Ink};
            const auto& lines = layout_.headings[c];
            const double room = width - 6 - (column.sorted == Sorted::No ? 0 : 2 * table_arrow_room);
            double y = plot_.y + layout_.top - 12 - 13 * static_cast<double>(lines.size() - 1),
                   right = middle;
            for (const std::string& line : lines) {
                const std::string text = canvas_.fitted(line, room, layout_.size);
                canvas_.text(text, {middle, y}, look(colour, AlignX::Centre), panel_.id + "/column");
                right = middle + canvas_.text_width(text, layout_.size) / 2;
                y += 13;
            }
            if (column.sorted != Sorted::No)
                draw_arrow({right + 7, y - 13}, column.sorted == Sorted::Ascending);
            if (!column.sets.empty())
                canvas_.out().headings.push_back({panel_.id, c, {x, plot_.y, width, layout_.top}});
        }
        const double y = plot_.y + layout_.top - 2;
        if (!t_.shading) canvas_.line({left, y}, {column_x(left, columns()), y}, {Role::Faint}, 1);
    }

    void draw_arrow(Vec2 at, bool up) {
        const double d = up ? -1 : 1;
        canvas_.fill({{at.x - 3, at.y - 2 * d}, {at.x + 3, at.y - 2 * d}, {at.x, at.y + 2.5 * d}},
                     Colour{Role::Ink});
    }

    void draw_row(std::size_t r, const std::vector<double>& numbers) {
        const double left = left_of(r / layout_.rows);
        const double y = plot_.y + layout_.top + layout_.row * (static_cast<double>(r % layout_.rows) + 0.5);
        double x = left;
        if (r < t_.row_colours.size()) canvas_.disc({x + 4.5, y}, 4, t_.row_colours[r]);
        if (!t_.row_colours.empty()) x += table_mark_room;
        if (r < t_.row_labels.size())
            canvas_.text(canvas_.fitted(t_.row_labels[r], layout_.label, layout_.size), {x, y},
                         look({t_.row_colours.empty() ? Role::Muted : Role::Ink}, AlignX::Left),
                         panel_.id + "/row");
        for (std::size_t c = 0; c < columns(); ++c) {
            const double width = layout_.width[c], begin = column_x(left, c), middle = begin + width / 2;
            const Rect box{begin + 1, y - layout_.row / 2 + 1, width - 2, layout_.row - 2};
            const bool best = is_best(r, c);
            if (t_.shading) {
                canvas_.fill(
                    {{box.x, box.y},
                     {box.right(), box.y},
                     {box.right(), box.bottom()},
                     {box.x, box.bottom()}},
                    colour_at(canvas_.theme(), fitted(*t_.shading, t_.entries.entries), t_.entries.at(r, c)));
            } else if (best) {
                canvas_.rect(box, {Role::Accent, 0, 0.16});
            }
            const Style style = best ? Style::Strong : Style::Regular;
            // Numbers end on one line, so that their points stand beneath each other; words stand in the middle.
            const bool words = words_at(r, c);
            const double at = words ? middle : middle + numbers[c] / 2;
            canvas_.text(
                shown(r, c), {at, y},
                look({words ? Role::Muted : Role::Ink}, words ? AlignX::Centre : AlignX::Right, style),
                panel_.id + "/entry");
        }
    }

    const Panel& panel_;
    const Table& t_;
    const Rect& plot_;
    Canvas& canvas_;
    TableLayout layout_;
};

}  // namespace

void draw_table(const Plan& plan, Canvas& canvas) {
    const Panel& panel = *plan.panel;
    if (!panel.table || panel.table->entries.rows == 0 || panel.table->entries.columns == 0) return;
    TableDrawing(plan, canvas).draw();
}

}  // namespace lossfield::viz
