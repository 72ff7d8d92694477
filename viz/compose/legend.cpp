// Legend rows above a plot, where they cover nothing, and the colour bar beside it.
#include <algorithm>
#include <cmath>

#include "viz/compose/parts.hpp"
#include "viz/text/numbers.hpp"

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
        const double need = key_width + 6 + canvas.text_width(name, type_sizes.tick);
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

std::vector<Tick> bar_ticks(const ColourBar& bar, double height) {
    std::vector<Tick> ticks;
    if (bar.levels.empty())
        return choose_ticks(bar.scale.logarithmic ? ScaleKind::Log : ScaleKind::Linear,
                            {bar.scale.low, bar.scale.high}, std::max(2, static_cast<int>(height / 46)));
    const std::vector<std::string> texts = told_apart(bar.levels, 3);
    for (std::size_t k = 0; k < texts.size(); ++k) ticks.push_back({bar.levels[k], texts[k]});
    return ticks;
}

}  // namespace

double legend_height(const Panel& panel, double width, const Canvas& canvas) {
    int rows = 0;
    (void)lay(panel, width, canvas, rows);
    return rows * legend_row;
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

double colour_bar_width(const Panel& panel, const Canvas& canvas) {
    double widest = 0;
    for (const Tick& t : bar_ticks(*panel.colour_bar, 300))
        widest = std::max(widest, canvas.text_width(t.label, type_sizes.tick));
    return 14 + 10 + tick_length + 4 + widest + (panel.colour_bar->label.empty() ? 0 : type_sizes.label + 8);
}

void draw_colour_bar(const Plan& plan, Canvas& canvas) {
    const ColourBar& bar = *plan.panel->colour_bar;
    const Rect& plot = plan.frame.plot;
    const Rect box{plot.right() + (plan.panel->kind == PanelKind::Simplex ? 34.0 : 14.0), plot.y, 10,
                   plot.height};
    canvas.group(plan.panel->id + "/colour-bar");
    constexpr int steps = 128;
    auto pixels = std::make_shared<std::vector<std::uint32_t>>();
    const ScaleKind kind = bar.scale.logarithmic ? ScaleKind::Log : ScaleKind::Linear;
    const Interval range{bar.scale.low, bar.scale.high};
    for (int i = 0; i < steps; ++i) {
        const Rgba c =
            colour_at(canvas.theme(), bar.scale, from_fraction(kind, range, 1 - (i + 0.5) / steps));
        pixels->push_back(static_cast<std::uint32_t>(c.r) | static_cast<std::uint32_t>(c.g) << 8 |
                          static_cast<std::uint32_t>(c.b) << 16 | 0xff000000U);
    }
    canvas.add(ImagePrim{box, 1, steps, pixels, true});
    canvas.stroke({{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}},
                  {Role::Muted}, 0.8, Dash::Solid, true);
    double last = 1e300;
    for (const Tick& t : bar_ticks(bar, box.height)) {
        const double y = box.bottom() - box.height * fraction(kind, range, t.at);
        if (y < box.y - 0.5 || y > box.bottom() + 0.5) continue;
        canvas.line({box.right(), y}, {box.right() + tick_length, y}, {Role::Muted}, 1);
        if (std::abs(last - y) < type_sizes.tick * 1.2) continue;
        last = y;
        canvas.text(t.label, {box.right() + tick_length + 4, y},
                    {type_sizes.tick, {Role::Muted}, Style::Regular, AlignX::Left, AlignY::Middle},
                    plan.panel->id + "/bar-tick");
    }
    if (!bar.label.empty()) {
        const double x = plot.right() + colour_bar_width(*plan.panel, canvas) + (box.x - plot.right() - 14);
        // Beside a short plot it may rise as far as the title, but not into the legend.
        const bool legend = plan.panel->legend && legend_height(*plan.panel, plan.cell.width, canvas) > 0;
        const std::string label =
            canvas.fitted(bar.label, plot.bottom() - (legend ? plot.y : plan.cell.y), type_sizes.label);
        const double half = canvas.text_width(label, type_sizes.label) / 2;
        canvas.text(label, {x, std::min(plot.y + plot.height / 2, plot.bottom() - half)},
                    {type_sizes.label, {Role::Ink}, Style::Regular, AlignX::Centre, AlignY::Baseline, 90},
                    plan.panel->id + "/bar-label");
    }
}

}  // namespace lossfield::viz
