// Heat maps as pixels.
#include <algorithm>
#include <cmath>

#include "viz/draw/frame_cut.hpp"
#include "viz/draw/marks.hpp"
#include "viz/figure/field.hpp"

namespace lossfield::viz {
namespace {

constexpr std::size_t shades = 64;

std::uint32_t packed(const Rgba& k) {
    return static_cast<std::uint32_t>(k.r) | static_cast<std::uint32_t>(k.g) << 8 |
           static_cast<std::uint32_t>(k.b) << 16 | static_cast<std::uint32_t>(k.a) << 24;
}

// value(i): the pixel of node i.
template <class Pixel>
std::shared_ptr<std::vector<std::uint32_t>> pixels_of(const GridField& f, const Pixel& pixel) {
    auto pixels = std::make_shared<std::vector<std::uint32_t>>(f.values.size());
    for (std::size_t r = 0; r < f.rows; ++r)
        for (std::size_t c = 0; c < f.columns; ++c)
            (*pixels)[r * f.columns + c] = pixel((f.rows - 1 - r) * f.columns + c);
    return pixels;
}

// Corners of a picture on the page; where the frame is much smaller, they lie far outside or nowhere.
struct Box {
    double left, top, right, bottom;
};

std::uint32_t blended(std::uint32_t a, std::uint32_t b, double share) {
    std::uint32_t out = 0;
    for (const unsigned shift : {0U, 8U, 16U, 24U}) {
        const double part = std::lerp(static_cast<double>(a >> shift & 0xffU),
                                      static_cast<double>(b >> shift & 0xffU), share);
        out |= static_cast<std::uint32_t>(std::lround(part)) << shift;
    }
    return out;
}

// Where a place lies among nodes: the nearest one, or two and the share of the second.
struct Among {
    std::size_t first, second;
    double share;
};
Among among(const Interval& nodes, std::size_t count, double at, bool smooth) {
    const auto last = static_cast<double>(count - 1);
    const double place = std::clamp((at - nodes.low) / nodes.length() * last, 0.0, last);
    if (!smooth)
        return {static_cast<std::size_t>(std::lround(place)), static_cast<std::size_t>(std::lround(place)),
                0};
    const double below = std::min(std::floor(place), std::max(0.0, last - 1));
    const auto first = static_cast<std::size_t>(below);
    return {first, std::min(first + 1, count - 1), place - below};
}

// The part of a picture in a box, with two pixels of its own to each of the page.
ImagePrim part_of(const Heat& m, const std::vector<std::uint32_t>& whole, const PanelFrame& frame,
                  const Box& box) {
    constexpr double fine = 2, most = 4096;
    const GridField& f = m.field;
    const Rect rect{box.left, box.top, box.right - box.left, box.bottom - box.top};
    const auto count = [&](double length) {
        return static_cast<int>(std::clamp(std::ceil(fine * length), 1.0, most));
    };
    const int columns = count(rect.width), rows = count(rect.height);
    std::vector<Among> across;
    for (int i = 0; i < columns; ++i) {
        const double x = frame.to_data({rect.x + (i + 0.5) * rect.width / columns, rect.y}).x;
        across.push_back(among(f.domain.x, f.columns, x, m.smooth));
    }
    auto pixels = std::make_shared<std::vector<std::uint32_t>>();
    pixels->reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    for (int j = 0; j < rows; ++j) {
        const double y = frame.to_data({rect.x, rect.y + (j + 0.5) * rect.height / rows}).y;
        const Among up = among(f.domain.y, f.rows, y, m.smooth);
        const auto row = [&](std::size_t from_below) {
            return &whole[(f.rows - 1 - from_below) * f.columns];
        };
        const std::uint32_t *low = row(up.first), *high = row(up.second);
        for (const Among& i : across)
            pixels->push_back(m.smooth ? blended(blended(low[i.first], low[i.second], i.share),
                                                 blended(high[i.first], high[i.second], i.share), up.share)
                                       : low[i.first]);
    }
    return {rect, columns, rows, std::move(pixels), m.smooth};
}

}  // namespace

void draw_heat(const Plan& plan, const Heat& m, Canvas& canvas) {
    const GridField& f = m.field;
    if (f.values.empty()) return;
    auto pixels = m.classes.empty() ? heat_pixels(m, canvas.theme()) : class_pixels(m, canvas.theme());
    // Nodes are pixel centres, so the picture reaches half a step beyond them; the panel clips it.
    const ToPixels at(plan.frame);
    const double hx = 0.5 * f.domain.x.length() / static_cast<double>(f.columns - 1);
    const double hy = 0.5 * f.domain.y.length() / static_cast<double>(f.rows - 1);
    const Vec2 a = at(f.domain.x.low - hx, f.domain.y.high + hy),
               b = at(f.domain.x.high + hx, f.domain.y.low - hy);
    // Of a range that is far wider nothing of it can be seen.
    constexpr double invisible_side = 1e-3;
    if (!(b.x - a.x >= invisible_side && b.y - a.y >= invisible_side)) return;
    const Rect room = grown(plan.frame.plot, frame_margin);
    if (room.contains(a) && room.contains(b)) {
        canvas.add(ImagePrim{{a.x, a.y, b.x - a.x, b.y - a.y},
                             static_cast<int>(f.columns),
                             static_cast<int>(f.rows),
                             std::move(pixels),
                             m.smooth});
        return;
    }
    const Box box{std::max(a.x, room.x), std::max(a.y, room.y), std::min(b.x, room.right()),
                  std::min(b.y, room.bottom())};
    if (box.right - box.left >= invisible_side && box.bottom - box.top >= invisible_side)
        canvas.add(part_of(m, *pixels, plan.frame, box));
}

std::shared_ptr<std::vector<std::uint32_t>> heat_pixels(const Heat& m, const Theme& theme) {
    const ColourScale scale = fitted(m.scale, m.field.values);
    return pixels_of(m.field,
                     [&](std::size_t i) { return packed(colour_at(theme, scale, m.field.values[i])); });
}

std::shared_ptr<std::vector<std::uint32_t>> class_pixels(const Heat& m, const Theme& theme) {
    std::vector<std::uint32_t> table;
    for (const Colour& colour : m.classes) {
        const Rgba full = colour_of(theme, colour);
        for (std::size_t k = 0; k < shades; ++k)
            table.push_back(packed(shaded(theme, full, static_cast<double>(k) / (shades - 1))));
    }
    return pixels_of(m.field, [&](std::size_t i) -> std::uint32_t {
        const double value = m.field.values[i];
        if (!(value >= 0 && value < static_cast<double>(m.classes.size()))) return 0;
        const double shade = m.shade.empty() ? 1 : std::clamp(m.shade[i], 0.0, 1.0);
        return table[static_cast<std::size_t>(value) * shades +
                     static_cast<std::size_t>(shade * (shades - 1) + 0.5)];
    });
}

}  // namespace lossfield::viz
