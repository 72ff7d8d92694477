// Under the picture: notices, caption, formula, readouts. Where there is no room for all of it the formula gives way
// first, then the end of the caption, notices, and the last readouts.
#include <algorithm>
#include <cmath>
#include <optional>

#include "viz/compose/parts.hpp"
#include "viz/display/formulas.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

constexpr double line_step = 1.45;  // em
constexpr double readout_row = 22;
constexpr double readout_gap = 26;
constexpr double under_rule = 12;        // from the line to the first text
constexpr double largest_share = 0.42;   // of the page, less the title
constexpr double smallest_formula = 10;  // em in pixels
// Of a live page, whatever its words are now.
constexpr int live_lines = 3;
constexpr double live_formula = 42;

// Width kept for a value whatever it is now, so that live numbers do not push their neighbours about.
double reserved_width(const Readout& r, bool live, const Canvas& canvas) {
    const double digit = canvas.text_width("0", type_sizes.readout, Style::Strong);
    const double now = canvas.text_width(readout_text(r), type_sizes.readout, Style::Strong);
    if (live) {
        const double unit =
            r.unit.empty() ? 0 : canvas.text_width(" " + r.unit, type_sizes.readout, Style::Strong);
        if (std::holds_alternative<double>(r.value)) return unit + (r.whole ? 4.0 : 8.2) * digit;
        if (const auto* v = std::get_if<Vector>(&r.value))
            return unit + 6.8 * digit * static_cast<double>(std::min<std::size_t>(v->size(), 4));
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

double readouts_height(const Figure& figure, const Page& page, double width, const Canvas& canvas) {
    if (page.without.numbers) return 0;
    int rows = 0;
    (void)lay_readouts(figure, page, width, canvas, rows);
    return rows > 0 ? 4 + rows * readout_row : 0;
}

constexpr double formula_gap = 2;  // em between two formulas

// What is set under the caption: the figure's own choice, or the lab's formula.
std::vector<std::string> formulas_of(const Figure& figure, const Page& page) {
    if (page.without.formulas || page.formula.empty()) return {};
    return figure.formulas.empty() ? std::vector{page.formula} : figure.formulas;
}

struct SetFormula {
    double size = 0, rise = 0, drop = 0, right = 0;
    std::vector<double> left{};  // of each formula that has room
    [[nodiscard]] double height() const { return 4 + rise + drop + 8; }
};

// Wide formulas are set smaller, down to what can be read; of several the last ones give way.
std::optional<SetFormula> set_formulas(const std::vector<std::string>& latex, const Page& page,
                                       double width) {
    // In em. One that was not set stands there as its source.
    SetFormula set;
    double right = 0;
    for (const std::string& source : latex) {
        const Formula* f = find_formula(source);
        const double end = right + (f != nullptr ? f->width : 0);
        if (smallest_formula * end > width) break;
        set.left.push_back(right);
        set.right = end;
        right = end + formula_gap;
        set.rise = std::max(set.rise, f != nullptr ? f->height - f->depth : 1);
        set.drop = std::max(set.drop, f != nullptr ? f->depth : 0.3);
    }
    if (set.left.empty()) return std::nullopt;
    set.size = type_sizes.formula;
    if (set.right > 0) set.size = std::min(set.size, width / set.right);
    if (page.live) set.size = std::min(set.size, (live_formula - 12) / (set.rise + set.drop));
    set.rise *= set.size, set.drop *= set.size;
    for (double& x : set.left) x *= set.size;
    return set;
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
        canvas.text(canvas.fitted(readout_text(r), width, type_sizes.readout, Style::Strong),
                    {at.x + s.name_width, at.y}, {type_sizes.readout, {Role::Ink}, Style::Strong},
                    "readout/" + r.id);
    }
}

}  // namespace

std::string readout_text(const Readout& readout) {
    std::string text;
    if (const auto* number = std::get_if<double>(&readout.value)) {
        text = readout.whole ? fixed(*number, 0) : readable(*number, 5);
    } else if (const auto* vector = std::get_if<Vector>(&readout.value)) {
        for (std::size_t i = 0; i < vector->size(); ++i)
            text += (i == 0 ? "" : "  ") + readable((*vector)[i], 4);
    } else {
        text = std::get<std::string>(readout.value);
    }
    return readout.unit.empty() ? text : text + " " + readout.unit;
}

double footer_height(const Figure& figure, const Page& page, double width, const Canvas& canvas) {
    if (page.live) {
        const double words = page.without.caption ? 0 : live_lines * type_sizes.caption * line_step;
        const double formula = formulas_of(figure, page).empty() ? 0 : live_formula;
        return under_rule + words + formula + readouts_height(figure, page, width, canvas);
    }
    const auto formula = set_formulas(formulas_of(figure, page), page, width);
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
    const std::vector<std::string> latex = formulas_of(figure, page);
    auto formula = set_formulas(latex, page, room.width);
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
        for (std::size_t k = 0; k < formula->left.size(); ++k)
            canvas.add(FormulaPrim{latex[k], room.x + formula->left[k], y + 4 + formula->rise, formula->size,
                                   canvas.theme().ink});
        y += formula->height();
    }
    if (page.live) y = numbers;
    if (!page.without.numbers)
        draw_readouts(figure, page, {room.x, y + 4, room.width, room.bottom() - y - 4}, canvas);
}

}  // namespace lossfield::viz
