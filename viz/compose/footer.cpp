// Under the picture: notices, caption, formula, readouts. Where there is no room for all of it the formula gives way
// first, then the end of the caption, notices, and the last readouts.
#include <algorithm>
#include <cmath>

#include "viz/compose/formula_row.hpp"
#include "viz/compose/parts.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

constexpr double line_step = 1.38;  // em
constexpr double readout_row = 19;
constexpr double readout_gap = 22;
constexpr double under_rule = 8;        // from the line to the first text
constexpr double largest_share = 0.42;  // of the page, less the title
// Of a live page, whatever its words are now: a caption of two lines over the formula, or of three, which take its room; under
// notices, how many there are decides and not how long they are.
constexpr int live_lines = 2, most_caption_lines = 3, notice_lines = 2;

// Width kept for a value whatever it is now, so that live numbers do not push their neighbours about.
double reserved_width(const Readout& r, bool live, const Canvas& canvas) {
    const double digit = canvas.text_width("0", type_sizes.readout, Style::Strong);
    const double now = canvas.text_width(readout_text(r), type_sizes.readout, Style::Strong);
    if (live) {
        const double unit =
            r.unit.empty() ? 0 : canvas.text_width(" " + r.unit, type_sizes.readout, Style::Strong);
        if (std::holds_alternative<double>(r.value)) return unit + (r.whole ? 5.5 : 6.6) * digit;
        if (const auto* v = std::get_if<Vector>(&r.value))
            return unit + 6.0 * digit * static_cast<double>(std::min<std::size_t>(v->size(), 6));
    }
    if (std::holds_alternative<double>(r.value)) return std::max(now, (r.whole ? 4 : 7) * digit);
    if (const auto* v = std::get_if<Vector>(&r.value)) {
        const double entry = 6.2 * digit + canvas.text_width("  ", type_sizes.readout);
        return std::max(now, entry * static_cast<double>(v->size()));
    }
    return now;
}

std::string readout_name(const Readout& r) { return r.symbol.empty() ? r.label : r.symbol; }

struct Slot {
    const Readout* readout = nullptr;
    double x = 0;
    int row = 0;
    double name_width = 0;
};

std::vector<Slot> lay_readouts(const Figure& figure, const Page& page, double width, const Canvas& canvas,
                               int& rows) {
    std::vector<Slot> slots;
    double x = 0;
    int row = 0;
    for (const Readout& r : figure.readouts) {
        if (r.aside) continue;
        const double name = canvas.text_width(readout_name(r), type_sizes.readout) + 8;
        const double need = name + reserved_width(r, page.live, canvas);
        if (x > 0 && x + need > width) x = 0, ++row;
        slots.push_back({&r, x, row, std::min(name, width / 2)});
        x += need + readout_gap;
    }
    rows = slots.empty() ? 0 : slots.back().row + 1;
    return slots;
}

// Of words and formula.
double live_height(const Figure& figure, const Page& page, double formula) {
    if (page.without.caption) return formula;
    const double caption = type_sizes.caption * line_step,
                 notice = notice_lines * type_sizes.label * line_step;
    const double notices = static_cast<double>(figure.notices.size());
    return std::max(live_lines * caption + formula,
                    most_caption_lines * caption + (notices > 0 ? 8 + notices * notice : 0));
}

double readouts_height(const Figure& figure, const Page& page, double width, const Canvas& canvas) {
    if (page.without.numbers) return 0;
    int rows = 0;
    (void)lay_readouts(figure, page, width, canvas, rows);
    return rows > 0 ? 4 + rows * readout_row : 0;
}

struct Line {
    std::string text;
    double size = 0;
    Colour colour{};
    std::string owner;
    bool notice = false, first = false;  // of its notice
    [[nodiscard]] double step() const { return size * line_step; }
};

std::vector<Line> text_lines(const Figure& figure, const Page& page, double width, const Canvas& canvas) {
    std::vector<Line> lines;
    if (page.without.caption) return lines;
    for (const Notice& n : figure.notices) {
        const Colour colour{n.severity == Severity::Info ? Role::Muted : Role::Warning};
        bool first = true;
        for (std::string& l : canvas.wrapped(n.text, width - 16, type_sizes.label)) {
            lines.push_back({std::move(l), type_sizes.label, colour, "notice/" + n.id, true, first});
            first = false;
        }
    }
    for (std::string& l : canvas.wrapped(figure.caption, width, type_sizes.caption))
        lines.push_back({std::move(l), type_sizes.caption, {Role::Ink}, "caption"});
    return lines;
}

double height_of(const std::vector<Line>& lines) {
    double height = !lines.empty() && lines.front().notice ? 4 : 0;
    for (const Line& l : lines) height += l.step();
    return height;
}

void draw_lines(const std::vector<Line>& lines, double x, double& y, Canvas& canvas) {
    bool notices = false;
    for (const Line& l : lines) {
        if (notices && !l.notice) y += 4;
        notices = l.notice;
        if (l.first) canvas.disc({x + 4, y + 0.55 * l.size}, 3.2, l.colour);
        canvas.text(l.text, {x + (l.notice ? 14 : 0), y},
                    {l.size, l.colour, Style::Regular, AlignX::Left, AlignY::Top}, l.owner);
        y += l.step();
    }
    if (notices) y += 4;
}

// With as many digits as there is room for, before anything of it is cut off.
std::string fitted_readout(const Readout& r, double width, const Canvas& canvas) {
    std::string text = readout_text(r);
    for (int fewer = 1; fewer <= 4 && canvas.text_width(text, type_sizes.readout, Style::Strong) > width;
         ++fewer)
        text = readout_text(r, fewer);
    return canvas.fitted(text, width, type_sizes.readout, Style::Strong);
}

void draw_readouts(const Figure& figure, const Page& page, const Rect& room, Canvas& canvas) {
    int rows = 0;
    const auto slots = lay_readouts(figure, page, room.width, canvas, rows);
    for (const Slot& s : slots) {
        const Readout& r = *s.readout;
        const Vec2 at{room.x + s.x, room.y + s.row * readout_row + 0.76 * type_sizes.readout};
        if (at.y + 0.25 * type_sizes.readout > room.bottom()) return;
        canvas.text(canvas.fitted(readout_name(r), s.name_width - 8, type_sizes.readout), at,
                    {type_sizes.readout, {Role::Muted}}, "readout-name/" + r.id);
        double width = room.width - s.x - s.name_width;
        if (page.live) width = std::min(width, reserved_width(r, true, canvas) + readout_gap - 6);
        canvas.text(fitted_readout(r, width, canvas), {at.x + s.name_width, at.y},
                    {type_sizes.readout, {Role::Ink}, Style::Strong}, "readout/" + r.id);
    }
}

}  // namespace

std::string readout_text(const Readout& readout, int fewer) {
    std::string text;
    if (const auto* number = std::get_if<double>(&readout.value)) {
        text = readout.whole ? fixed(*number, 0) : readable(*number, 5 - fewer);
    } else if (const auto* vector = std::get_if<Vector>(&readout.value)) {
        for (std::size_t i = 0; i < vector->size(); ++i)
            text += (i == 0 ? "" : "  ") + readable((*vector)[i], std::max(1, 4 - fewer));
    } else {
        text = std::get<std::string>(readout.value);
    }
    return readout.unit.empty() ? text : text + " " + readout.unit;
}

double footer_height(const Figure& figure, const Page& page, double width, const Canvas& canvas) {
    const auto formula = formulas_below(figure, page, width, canvas);
    if (page.live) {
        const double height = live_height(figure, page, formula ? formula->height() : 0) +
                              readouts_height(figure, page, width, canvas);
        return height > 0 ? under_rule + height : 0;
    }
    const double height = height_of(text_lines(figure, page, width, canvas)) +
                          (formula ? formula->height() : 0) + readouts_height(figure, page, width, canvas);
    const double most = largest_share * page.height - (page.title.empty() ? 0 : 38);
    return height > 0 ? std::min(height + under_rule, std::max(most, under_rule + readout_row)) : 0;
}

void draw_footer(const Figure& figure, const Page& page, const Rect& room, Canvas& canvas) {
    canvas.group("footer");
    canvas.line({room.x, room.y}, {room.right(), room.y}, {Role::Faint}, 1);
    std::vector<Line> lines = text_lines(figure, page, room.width, canvas);
    const double space = room.height - under_rule + 0.01;
    double readouts = readouts_height(figure, page, room.width, canvas);
    // Where words and numbers do not both fit, each gets half.
    if (height_of(lines) + readouts > space)
        readouts = std::min(readouts,
                            std::max(space - height_of(lines),
                                     4 + readout_row * std::max(1.0, std::floor(space / 2 / readout_row))));
    const double rest = space - readouts;
    auto formula = formulas_below(figure, page, room.width, canvas);
    if (formula && height_of(lines) + formula->height() > rest) formula.reset();
    if (height_of(lines) > rest) {
        while (!lines.empty() && height_of(lines) > rest) lines.pop_back();
        if (!lines.empty()) {
            Line& last = lines.back();
            last.text = canvas.fitted(last.text + " …", room.width - (last.notice ? 16 : 0), last.size);
        }
    }
    double y = room.y + under_rule;
    draw_lines(lines, room.x, y, canvas);
    // Numbers and formulas of a live page keep their places, however many lines the words have.
    const double numbers = room.bottom() - readouts;
    if (formula) {
        if (page.live) y = numbers - formula->height();
        draw_formulas(*formula, {room.x, y + formula->rise}, canvas);
        y += formula->height();
    }
    if (page.live) y = numbers;
    if (!page.without.numbers)
        draw_readouts(figure, page, {room.x, y + 4, room.width, room.bottom() - y - 4}, canvas);
}

}  // namespace lossfield::viz
