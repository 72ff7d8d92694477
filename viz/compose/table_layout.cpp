#include "viz/compose/table_layout.hpp"

#include <algorithm>
#include <cmath>

#include "viz/text/numbers.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::viz {
namespace {

constexpr double lowest_row = 1.15;  // in sizes of type
constexpr double highest_row = 34;
constexpr double one_line = 20, two_lines = 33;  // headings
constexpr double widest_plain = 96;              // of a column without headings
constexpr double cell_air = 12, most_air = 44, label_gap = 10;
constexpr double narrowest = 30;  // of a column in a block beside others
constexpr std::size_t most_blocks = 3;
constexpr double large = 1e7;      // with all their digits such numbers say no more
constexpr double rounding = 1e-9;  // relative: numbers this near are one number
constexpr int most_more = 3;       // digits, to tell one row from the next

// A heading in one line, or in the two that make it narrowest.
std::vector<std::string> heading_lines(const std::string& heading, bool two, double size,
                                       const Canvas& canvas) {
    std::vector<std::string> best{heading};
    double narrowest_yet = canvas.text_width(heading, size);
    const std::vector<std::string> words = two ? rich_words(heading) : std::vector<std::string>{};
    for (std::size_t cut = 1; cut < words.size(); ++cut) {
        std::vector<std::string> lines(2);
        for (std::size_t w = 0; w < words.size(); ++w) {
            std::string& line = lines[w < cut ? 0 : 1];
            line += (line.empty() ? "" : " ") + words[w];
        }
        const double width = std::max(canvas.text_width(lines[0], size), canvas.text_width(lines[1], size));
        if (width < narrowest_yet) narrowest_yet = width, best = std::move(lines);
    }
    return best;
}

// Writes a column with so many digits; whether all rows can be told from the next.
bool set_column(const Table& t, std::size_t c, int digits, std::vector<std::string>& texts) {
    const TableColumn& column = column_of(t, c);
    bool apart = true;
    const std::string* last = nullptr;
    double before = 0;
    for (std::size_t r = 0; r < t.entries.rows; ++r) {
        const std::size_t entry = r * t.entries.columns + c;
        const double v = t.entries.entries[entry];
        std::string& text = texts[entry];
        if (has_words(t, entry)) {
            text = t.texts[entry];
            continue;
        }
        if (std::isnan(v) && t.gaps)
            text = "–";
        else if (column.digits)
            text = brief(v, digits);
        else if (std::isfinite(v) && std::abs(v) >= large)
            text = readable(v, 3);
        else
            text = fixed(v, digits);
        if (v != 0 && text.find_first_not_of("0.") == std::string::npos) text = brief(v, 2);
        if (last != nullptr && text == *last && std::abs(v - before) > rounding * std::abs(v)) apart = false;
        last = &text, before = v;
    }
    return apart;
}

struct Layouter {
    const Table& t;
    const Rect& plot;
    const Canvas& canvas;
    double smallest = canvas.smallest_type();
    std::vector<std::string> texts = entry_texts(t);

    [[nodiscard]] bool labelled() const { return !t.column_labels.empty(); }

    [[nodiscard]] TableLayout in_blocks(std::size_t blocks) const {
        TableLayout l;
        l.blocks = blocks;
        l.block =
            (plot.width - table_block_gap * static_cast<double>(blocks - 1)) / static_cast<double>(blocks);
        l.rows = (t.entries.rows + blocks - 1) / blocks;
        l.shown = t.entries.rows;
        // Headings in two lines are better than small type, and that is better than shortened numbers.
        for (const double largest : {type_sizes.label, (type_sizes.label + smallest) / 2, smallest})
            for (const bool two : {false, true}) {
                if (l.fits || (two && !labelled())) continue;
                l.top = !labelled() ? 0 : two ? two_lines : one_line;
                l.row = std::min((plot.height - l.top) / static_cast<double>(l.rows), highest_row);
                l.size = std::clamp(0.6 * l.row, smallest, largest);
                set_widths(l, two);
            }
        if (l.row >= lowest_row * smallest) return l;
        // The last line says how many are left out.
        l.row = lowest_row * smallest;
        l.rows = static_cast<std::size_t>(std::max(0.0, (plot.height - l.top) / l.row - 1));
        l.shown = std::min(t.entries.rows, l.rows * blocks);
        return l;
    }

    void set_widths(TableLayout& l, bool two) const {
        l.width.clear(), l.headings.clear();
        l.label = 0;
        for (const std::string& text : t.row_labels)
            l.label = std::max(l.label, canvas.text_width(text, l.size));
        l.label = std::min(l.label, l.block / 3);
        l.head = l.label + (t.row_colours.empty() ? 0 : table_mark_room);
        l.head += l.head > 0 ? label_gap : 0;
        const double room = l.block - l.head;
        const auto count = static_cast<double>(t.entries.columns);
        if (t.shading || !labelled()) {
            for (const std::string& label : t.column_labels) l.headings.push_back({label});
            const double width = std::min(room / count, widest_plain);
            l.width.assign(t.entries.columns, width);
            l.fits = width >= narrowest;
            return;
        }
        double sum = 0;
        for (std::size_t c = 0; c < t.entries.columns; ++c) {
            const double entries = widest_entry(l.size, c), arrow = arrow_room(c);
            const std::string label = c < t.column_labels.size() ? t.column_labels[c] : std::string();
            const bool too_long = canvas.text_width(label, l.size) + arrow > entries;
            l.headings.push_back(heading_lines(label, two && too_long, l.size, canvas));
            l.width.push_back(entries);
            for (const std::string& line : l.headings.back())
                l.width.back() = std::max(l.width.back(), canvas.text_width(line, l.size) + arrow);
            l.width.back() += cell_air;
            sum += l.width.back();
        }
        l.fits = sum <= room;
        const double air = std::min((room - sum) / count, most_air - cell_air);
        for (double& w : l.width) w = l.fits ? w + air : w * room / sum;
    }

    // The arrow stands at the right of a heading that is centred.
    [[nodiscard]] double arrow_room(std::size_t c) const {
        return column_of(t, c).sorted == Sorted::No ? 0 : 2 * table_arrow_room;
    }

    [[nodiscard]] double widest_entry(double size, std::size_t c) const {
        const Style style = column_of(t, c).best == Best::None ? Style::Regular : Style::Strong;
        double widest = 0;
        for (std::size_t r = 0; r < t.entries.rows; ++r)
            widest = std::max(widest, canvas.text_width(texts[r * t.entries.columns + c], size, style));
        return widest;
    }
};

}  // namespace

const TableColumn& column_of(const Table& t, std::size_t c) {
    static const TableColumn usual;
    return c < t.columns.size() ? t.columns[c] : usual;
}

bool has_words(const Table& t, std::size_t entry) {
    return entry < t.texts.size() && !t.texts[entry].empty();
}

std::vector<std::string> entry_texts(const Table& t) {
    std::vector<std::string> texts(t.entries.entries.size());
    for (std::size_t c = 0; c < t.entries.columns; ++c) {
        const TableColumn& column = column_of(t, c);
        const int usual = column.digits  ? *column.digits
                          : column.whole ? 0
                                         : column.decimals.value_or(t.digits);
        for (int digits = usual; digits <= usual + most_more; ++digits)
            if (set_column(t, c, digits, texts) || column.whole) break;
    }
    return texts;
}

// The first number of blocks with rows high enough and everything at its full width, else the first with rows high enough,
// else as many rows as there is room for.
TableLayout lay_table(const Table& t, const Rect& plot, const Canvas& canvas) {
    const Layouter layouter{t, plot, canvas};
    const auto chosen = [&] {
        TableLayout high_enough, most;
        for (std::size_t blocks = 1; blocks <= most_blocks; ++blocks) {
            TableLayout l = layouter.in_blocks(blocks);
            if (l.shown == t.entries.rows) {
                if (l.fits || blocks == 1) return l;
                const bool usable = *std::min_element(l.width.begin(), l.width.end()) >= narrowest;
                if (high_enough.shown == 0 && usable) high_enough = std::move(l);
            } else if (blocks == 1 || l.fits) {
                most = std::move(l);
            }
        }
        return high_enough.shown > 0 ? high_enough : most;
    };
    TableLayout layout = chosen();
    layout.texts = layouter.texts;
    return layout;
}

}  // namespace lossfield::viz
