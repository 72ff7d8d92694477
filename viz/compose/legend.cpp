// The small pictures of marks in a legend.
#include <algorithm>
#include <cmath>

#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double key_width = 18;

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

void draw_legend_key(const Mark& mark, Vec2 left, Canvas& canvas) { std::visit(Key{left, canvas}, mark); }

}  // namespace lossfield::viz
