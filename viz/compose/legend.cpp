// Legend rows above a plot, where they cover nothing.
#include <algorithm>
#include <cmath>

#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double key_width = 18;
constexpr double entry_gap = 16;
constexpr double legend_row = 17;

struct Entry {
    const Mark* mark = nullptr;
    std::string name;
    double x = 0;
    int row = 0;
};

std::vector<Entry> lay(const Panel& panel, double width, const Canvas& canvas, int& rows) {
    std::vector<Entry> entries;
    double x = 0;
    int row = 0;
    for (const Mark& m : panel.marks) {
        const std::string& label = m.label();
        if (label.empty()) continue;
        std::string name = canvas.fitted(label, width - key_width - 6, type_sizes.tick);
        const double need =
            key_width + 6 + std::min(canvas.steady_width(label, type_sizes.tick), width - key_width - 6);
        if (x > 0 && x + need > width) x = 0, ++row;
        entries.push_back({&m, std::move(name), x, row});
        x += need + entry_gap;
    }
    rows = entries.empty() ? 0 : row + 1;
    return entries;
}

// The small picture of a mark at the left of its name.
struct Key {
    Vec2 left;  // middle of the left end
    Canvas& canvas;

    void swatch(const Colour& c) const { canvas.rect({left.x + 2, left.y - 5, key_width - 6, 10}, c); }
    void stroke(const Colour& c, double w, Dash d) const {
        canvas.line(left, {left.x + key_width, left.y}, c, w, d);
    }

    void operator()(const Curve& m) const {
        if (m.values.empty()) return stroke(m.colour, m.width, m.dash);
        draw_coloured_line({{{}, left, 0}, {{}, {left.x + key_width, left.y}, 1}}, m, canvas);
    }
    void operator()(const Band& m) const { swatch(m.colour); }
    void operator()(const PointSet& m) const {
        draw_marker(canvas, {left.x + key_width / 2, left.y}, std::clamp(m.size, 7.0, 10.0), m.shape,
                    m.colours.empty() ? Colour{Role::Accent} : m.colours[0]);
    }
    void operator()(const Bars& m) const { swatch(m.colours.empty() ? Colour{Role::Accent} : m.colours[0]); }
    void operator()(const Arrows& m) const {
        canvas.arrow(left, {left.x + key_width, left.y},
                     colour_of(canvas.theme(), m.colours.empty() ? Colour{Role::Ink} : m.colours[0]),
                     m.width);
    }
    void operator()(const Heat&) const { swatch({Role::Muted}); }
    void operator()(const Contours& m) const { stroke(m.line_colour, m.line_width, m.dash); }
    void operator()(const Surface& m) const {
        if (m.colour) swatch(*m.colour);
    }
    void operator()(const Patch& m) const {
        if (m.values.empty()) swatch(m.colour);
    }
    void operator()(const Polygon& m) const { swatch(m.fill), stroke(m.stroke, m.width, Dash::Solid); }
    void operator()(const Rule& m) const { stroke(m.colour, m.width, m.dash); }
    void operator()(const TextMark& m) const { swatch(m.colour); }
    void operator()(const FormulaMark& m) const { swatch(m.colour); }
};

}  // namespace

double legend_height(const Panel& panel, double width, const Canvas& canvas) {
    int rows = 0;
    (void)lay(panel, width, canvas, rows);
    return rows * legend_row;
}

double legend_width(const Panel& panel, const Canvas& canvas) {
    constexpr double without_end = 1e6;
    int rows = 0;
    double right = 0;
    for (const Entry& e : lay(panel, without_end, canvas, rows))
        right = e.x + key_width + 6 + canvas.steady_width(e.name, type_sizes.tick);
    return right;
}

void draw_legend(const Panel& panel, Vec2 corner, double width, Canvas& canvas) {
    int rows = 0;
    for (const Entry& e : lay(panel, width, canvas, rows)) {
        const Vec2 left{corner.x + e.x, corner.y + legend_row * (e.row + 0.5)};
        std::visit(Key{left, canvas}, *e.mark);
        canvas.text(e.name, {left.x + key_width + 6, left.y},
                    {type_sizes.tick, {Role::Ink}, Style::Regular, AlignX::Left, AlignY::Middle},
                    panel.id + "/legend");
    }
}

}  // namespace lossfield::viz
