// Under the picture: notices, caption, formula, readouts.
#include <algorithm>

#include "viz/compose_parts.hpp"
#include "viz/formulas.hpp"

namespace lossfield::viz {
namespace {

constexpr double line_step = 1.45;  // em
constexpr double readout_row = 22;
constexpr double readout_gap = 26;

// Width kept for a value whatever it is now, so that live numbers do not push their neighbours about.
double reserved_width(const Readout& r, const Canvas& canvas) {
    const double digit = canvas.text_width("0", type_sizes.readout, Style::Strong);
    const double now = canvas.text_width(readout_text(r), type_sizes.readout, Style::Strong);
    if (std::holds_alternative<double>(r.value)) return std::max(now, 7 * digit);
    if (const auto* v = std::get_if<Vector>(&r.value)) {
        const double entry = 6.2 * digit + canvas.text_width("  ", type_sizes.readout);
        return std::max(now, entry * static_cast<double>(v->size()));
    }
    return now;
}

std::string readout_name(const Readout& r) { return r.symbol.empty() ? r.label : r.symbol; }

struct Slot {
    double x = 0;
    int row = 0;
    double name_width = 0;
};

std::vector<Slot> lay_readouts(const Figure& figure, double width, const Canvas& canvas, int& rows) {
    std::vector<Slot> slots;
    double x = 0;
    int row = 0;
    for (const Readout& r : figure.readouts) {
        const double name = canvas.text_width(readout_name(r), type_sizes.readout) + 8;
        const double need = name + reserved_width(r, canvas);
        if (x > 0 && x + need > width) x = 0, ++row;
        slots.push_back({x, row, name});
        x += need + readout_gap;
    }
    rows = figure.readouts.empty() ? 0 : row + 1;
    return slots;
}

double formula_drop(const Page& page, double& rise) {
    const Formula* f = find_formula(page.formula);
    rise = f != nullptr ? (f->height - f->depth) * type_sizes.formula : type_sizes.formula;
    return f != nullptr ? f->depth * type_sizes.formula : 0.3 * type_sizes.formula;
}

std::vector<std::string> caption_lines(const Figure& figure, double width, const Canvas& canvas) {
    if (figure.caption.empty()) return {};
    return canvas.fonts().wrap(figure.caption, type_sizes.caption, width);
}

}  // namespace

std::string readout_text(const Readout& readout) {
    std::string text;
    if (const auto* number = std::get_if<double>(&readout.value)) {
        text = readable(*number, 5);
    } else if (const auto* vector = std::get_if<Vector>(&readout.value)) {
        for (std::size_t i = 0; i < vector->size(); ++i)
            text += (i == 0 ? "" : "  ") + readable((*vector)[i], 4);
    } else {
        text = std::get<std::string>(readout.value);
    }
    return readout.unit.empty() ? text : text + " " + readout.unit;
}

double footer_height(const Figure& figure, const Page& page, double width, const Canvas& canvas) {
    double height = 0;
    if (page.caption) {
        for (const Notice& n : figure.notices)
            height += static_cast<double>(canvas.fonts().wrap(n.text, type_sizes.label, width - 16).size()) *
                      type_sizes.label * line_step;
        if (!figure.notices.empty()) height += 4;
        const std::size_t lines = caption_lines(figure, width, canvas).size();
        height += static_cast<double>(lines) * type_sizes.caption * line_step;
        if (!page.formula.empty()) {
            double rise = 0;
            const double drop = formula_drop(page, rise);
            height += rise + drop + 12;
        }
    }
    if (page.readouts) {
        int rows = 0;
        (void)lay_readouts(figure, width, canvas, rows);
        height += rows * readout_row + (rows > 0 ? 4 : 0);
    }
    return height > 0 ? height + 12 : 0;
}

void draw_footer(const Figure& figure, const Page& page, const Rect& room, Canvas& canvas) {
    canvas.group("footer");
    canvas.line({room.x, room.y}, {room.right(), room.y}, {Role::Faint}, 1);
    double y = room.y + 12;
    if (page.caption) {
        for (const Notice& n : figure.notices) {
            const Colour colour{n.severity == Severity::Info ? Role::Muted : Role::Warning};
            canvas.disc({room.x + 4, y + 0.55 * type_sizes.label}, 3.2, colour);
            for (const std::string& l : canvas.fonts().wrap(n.text, type_sizes.label, room.width - 16)) {
                canvas.text(l, {room.x + 14, y},
                            {type_sizes.label, colour, Style::Regular, AlignX::Left, AlignY::Top},
                            "notice/" + n.id);
                y += type_sizes.label * line_step;
            }
        }
        if (!figure.notices.empty()) y += 4;
        for (const std::string& l : caption_lines(figure, room.width, canvas)) {
            canvas.text(l, {room.x, y},
                        {type_sizes.caption, {Role::Ink}, Style::Regular, AlignX::Left, AlignY::Top},
                        "caption");
            y += type_sizes.caption * line_step;
        }
        if (!page.formula.empty()) {
            double rise = 0;
            const double drop = formula_drop(page, rise);
            canvas.add(
                FormulaPrim{page.formula, room.x, y + 4 + rise, type_sizes.formula, canvas.theme().ink});
            y += rise + drop + 12;
        }
    }
    if (!page.readouts) return;
    int rows = 0;
    const auto slots = lay_readouts(figure, room.width, canvas, rows);
    y += 4;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const Readout& r = figure.readouts[i];
        const Vec2 at{room.x + slots[i].x, y + slots[i].row * readout_row + 0.76 * type_sizes.readout};
        canvas.text(readout_name(r), at, {type_sizes.readout, {Role::Muted}}, "readout-name/" + r.id);
        canvas.text(readout_text(r), {at.x + slots[i].name_width, at.y},
                    {type_sizes.readout, {Role::Ink}, Style::Strong}, "readout/" + r.id);
    }
}

}  // namespace lossfield::viz
