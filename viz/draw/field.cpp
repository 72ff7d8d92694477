// A field of arrows.
#include <algorithm>
#include <cmath>

#include "viz/draw/frame_cut.hpp"
#include "viz/draw/marks.hpp"

namespace lossfield::viz {
namespace {

constexpr double shortest_arrow = 5;  // pixels; below this a field is left out
constexpr double closest = 10.5;      // pixels; a grid that is closer is thinned out

bool finite(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }

// How far apart a field's arrows stand, in pixels: the median from one to the next.
double spacing(const ToPixels& at, const Arrows& m) {
    std::vector<double> steps;
    for (std::size_t i = 1; i < m.x.size(); ++i) {
        const Vec2 a = at(m.x[i - 1], m.y[i - 1]), b = at(m.x[i], m.y[i]);
        if (finite(a) && finite(b)) steps.push_back(std::hypot(b.x - a.x, b.y - a.y));
    }
    if (steps.empty()) return m.pixels;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

// Which way a direction leads on the page, of any length: on linear axes exactly, else the map of a short step.
Vec2 on_page(const PanelFrame& frame, const ToPixels& at, Vec2 from, Vec2 way, double strength) {
    if (frame.x_scale == ScaleKind::Linear && frame.y_scale == ScaleKind::Linear)
        return {way.x / strength * (frame.plot.width / frame.range.x.length()),
                -way.y / strength * (frame.plot.height / frame.range.y.length())};
    const double h = 1e-6 / strength;
    const Vec2 here = at(from.x, from.y), ahead = at(from.x + h * way.x, from.y + h * way.y);
    return {ahead.x - here.x, ahead.y - here.y};
}

// Arrows to a row where they stand in rows of one length, as on a grid; otherwise all of them.
std::size_t row_length(const Arrows& m) {
    std::size_t n = 1;
    while (n < m.y.size() && m.y[n] == m.y[0]) ++n;
    if (m.y.size() % n != 0) return m.y.size();
    for (std::size_t i = 0; i < m.y.size(); ++i)
        if (m.y[i] != m.y[i - i % n]) return m.y.size();
    return n;
}

}  // namespace

// Arrows of one length, shorter where they stand close; weaker ones are fainter (logarithmically, over three decades). An arrow gives way
// to a label.
void draw_field(const Plan& plan, const Arrows& m, Canvas& canvas) {
    double strongest = 0;
    for (std::size_t i = 0; i < m.u.size(); ++i) {
        const double s = std::hypot(m.u[i], m.v[i]);
        if (std::isfinite(s)) strongest = std::max(strongest, s);
    }
    const ToPixels at(plan.frame);
    const double apart = spacing(at, m);
    const std::size_t row = row_length(m);
    const std::size_t stride = apart < closest && row < m.x.size() ? 2 : 1;
    const double pixels = std::min(m.pixels, 0.9 * apart * static_cast<double>(stride));
    if (!(pixels >= shortest_arrow)) return;
    const Rect room = grown(plan.frame.plot, frame_margin);
    for (std::size_t i = 0; i < m.x.size(); ++i) {
        if (stride == 2 && (i % row % 2 == 1 || i / row % 2 == 1)) continue;
        const double strength = std::hypot(m.u[i], m.v[i]);
        const Vec2 middle = at(m.x[i], m.y[i]);
        if (!(strength > 0) || !std::isfinite(strength) || !room.contains(middle)) continue;
        const Vec2 way = on_page(plan.frame, at, {m.x[i], m.y[i]}, {m.u[i], m.v[i]}, strength);
        const double step = std::hypot(way.x, way.y);
        if (!(step > 0) || !std::isfinite(step)) continue;
        const Vec2 half{way.x / step * pixels / 2, way.y / step * pixels / 2};
        const Vec2 from{middle.x - half.x, middle.y - half.y}, to{middle.x + half.x, middle.y + half.y};
        const Rect box{std::min(from.x, to.x) - 1, std::min(from.y, to.y) - 1, std::abs(to.x - from.x) + 2,
                       std::abs(to.y - from.y) + 2};
        if (!canvas.is_free(box)) continue;
        Colour c = m.colours[std::min(i, m.colours.size() - 1)];
        c.opacity *= std::clamp(1 + std::log10(strength / strongest) / 3, 0.2, 1.0);
        canvas.arrow(from, to, colour_of(canvas.theme(), c), m.width);
        ++canvas.out().arrows;
    }
}

}  // namespace lossfield::viz
