#include "viz/draw/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "viz/text/rich_text.hpp"

namespace lossfield::viz {
namespace {

using std::numbers::pi;

// Above and below the baseline, in em: what letters really cover, not a face's line spacing.
constexpr double text_above = 0.76;
constexpr double text_below = 0.22;

Vec2 turned(Vec2 p, Vec2 about, double degrees) {
    if (degrees == 0) return p;
    const double c = std::cos(degrees * pi / 180), s = -std::sin(degrees * pi / 180);  // y points down
    const double dx = p.x - about.x, dy = p.y - about.y;
    return {about.x + c * dx - s * dy, about.y + s * dx + c * dy};
}

// Corners enough for the size, at least `fewest`.
std::vector<Vec2> circle(Vec2 centre, double radius, int fewest) {
    const int n = std::max(fewest, static_cast<int>(radius * 4));
    std::vector<Vec2> points;
    points.reserve(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i)
        points.push_back(
            {centre.x + radius * std::cos(2 * pi * i / n), centre.y + radius * std::sin(2 * pi * i / n)});
    return points;
}

}  // namespace

Dashes dashes_of(const Theme& theme, Dash dash) {
    const auto on_page = [&](double on, double off) { return Dashes{theme.dash * on, theme.dash * off}; };
    switch (dash) {
        case Dash::Solid:
            return {};
        case Dash::Dashed:
            return on_page(5, 4);
        case Dash::Dotted:
            return on_page(1.5, 3);
        case Dash::LongDashed:
            return on_page(13, 4);
    }
    return {};
}

void Canvas::stroke(std::vector<Vec2> points, const Colour& colour, double width, Dash dash, bool closed,
                    double begun) {
    if (points.size() < 2) return;
    const Dashes d = dashes_of(theme_, dash);
    add(StrokePrim{std::move(points), closed, width, d.on, d.off, colour_of(theme_, colour), begun});
}

void Canvas::line(Vec2 from, Vec2 to, const Colour& colour, double width, Dash dash) {
    stroke({from, to}, colour, width, dash);
}

void Canvas::fill(std::vector<Vec2> convex, const Colour& colour) {
    fill(std::move(convex), colour_of(theme_, colour));
}

void Canvas::fill(std::vector<Vec2> convex, Rgba colour) {
    if (convex.size() < 3) return;
    FillPrim p;
    p.ring_ends = {static_cast<std::uint32_t>(convex.size())};
    p.points = std::move(convex);
    p.colour = colour;
    add(std::move(p));
}

void Canvas::disc(Vec2 centre, double radius, const Colour& colour) {
    fill(circle(centre, radius, 16), colour);
}

void Canvas::ring(Vec2 centre, double radius, const Colour& colour, double width) {
    stroke(circle(centre, radius, 24), colour, width, Dash::Solid, true);
}

void Canvas::arrow(Vec2 from, Vec2 to, Rgba colour, double width) {
    const double dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
    if (!(length > 0.5)) return;
    const double head = std::min(3.2 * width + 3, 0.6 * length), half = 0.42 * head;
    const Vec2 u{dx / length, dy / length}, neck{to.x - head * u.x, to.y - head * u.y};
    StrokePrim shaft{
        {from, {neck.x + 0.2 * head * u.x, neck.y + 0.2 * head * u.y}}, false, width, 0, 0, colour};
    add(std::move(shaft));
    fill({to, {neck.x - half * u.y, neck.y + half * u.x}, {neck.x + half * u.y, neck.y - half * u.x}},
         colour);
}

TextLine Canvas::lay(const std::string& rich, const TextLook& look, Vec2 anchor, Vec2& origin) const {
    TextLine line = fonts_.line(rich, look.size, look.style);
    origin = anchor;
    if (look.align_x == AlignX::Centre) origin.x -= line.width / 2;
    if (look.align_x == AlignX::Right) origin.x -= line.width;
    if (look.align_y == AlignY::Top) origin.y += text_above * look.size;
    if (look.align_y == AlignY::Middle) origin.y += 0.35 * look.size;
    if (look.align_y == AlignY::Bottom) origin.y -= text_below * look.size;
    return line;
}

Rect Canvas::measure(const std::string& rich, Vec2 anchor, const TextLook& look) const {
    Vec2 o;
    const TextLine line = lay(rich, look, anchor, o);
    const double top = o.y - text_above * look.size, bottom = o.y + text_below * look.size;
    if (look.angle == 0) return {o.x, top, line.width, bottom - top};
    Rect box{1e300, 1e300, -1e300, -1e300};
    double right = -1e300, low = -1e300;
    for (const Vec2 corner :
         {Vec2{o.x, top}, Vec2{o.x + line.width, top}, Vec2{o.x, bottom}, Vec2{o.x + line.width, bottom}}) {
        const Vec2 t = turned(corner, anchor, look.angle);
        box.x = std::min(box.x, t.x), box.y = std::min(box.y, t.y);
        right = std::max(right, t.x), low = std::max(low, t.y);
    }
    box.width = right - box.x, box.height = low - box.y;
    return box;
}

double Canvas::text_width(const std::string& rich, double size, Style style) const {
    return fonts_.line(rich, size, style).width;
}

double Canvas::steady_width(const std::string& rich, double size, Style style) const {
    // What may change while it is looked at has a point, more than one digit, or follows an equals sign; others are names.
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::string steady;
    for (std::size_t at = 0; at < rich.size();) {
        if (!is_digit(rich[at])) {
            steady += rich[at++];
            continue;
        }
        std::size_t end = at;
        while (end < rich.size() && (is_digit(rich[end]) || rich[end] == '.')) ++end;
        const std::size_t before = steady.find_last_not_of(' ');
        const bool live = end - at > 1 || (before != std::string::npos && steady[before] == '=');
        steady += live ? "0.000" : rich.substr(at, end - at);
        at = end;
    }
    return text_width(steady, size, style);
}

std::string Canvas::fitted(const std::string& rich, double width, double size, Style style) const {
    width += 1e-6;  // a width that was made of this very text may have lost its last bit
    if (text_width(rich, size, style) <= width) return rich;
    const std::vector<std::size_t> cuts = rich_cuts(rich);
    const auto shortened = [&](std::size_t cut) {
        std::string text = rich.substr(0, cut);
        text.erase(text.find_last_not_of(' ') + 1);
        return text + "…";
    };
    // Widths grow with the cut: the last one that still fits.
    const auto beyond = std::partition_point(cuts.begin(), cuts.end(), [&](std::size_t cut) {
        return text_width(shortened(cut), size, style) <= width;
    });
    if (beyond != cuts.begin()) return shortened(*(beyond - 1));
    return text_width("…", size, style) <= width ? "…" : "";
}

std::vector<std::string> Canvas::wrapped(const std::string& rich, double width, double size) const {
    std::vector<std::string> lines = fonts_.wrap(rich, size, width);
    for (std::string& l : lines) l = fitted(l, width, size);
    return lines;
}

Rect Canvas::text(const std::string& rich, Vec2 anchor, const TextLook& look, const std::string& owner) {
    if (rich.empty() || quiet_) return {anchor.x, anchor.y, 0, 0};
    Vec2 o;
    TextLine line = lay(rich, look, anchor, o);
    const Rgba colour = colour_of(theme_, look.colour);
    for (TextPrim& run : line.runs) {
        const Vec2 at = turned({o.x + run.x, o.y + run.y}, anchor, look.angle);
        run.x = at.x, run.y = at.y, run.angle = look.angle;
        run.colour = colour;
        add(std::move(run));
    }
    const Rect box = measure(rich, anchor, look);
    out_.texts.push_back({owner, box});
    take(box);
    return box;
}

bool Canvas::is_free(const Rect& box) const {
    return std::none_of(taken_.begin(), taken_.end(), [&](const Rect& t) { return t.overlaps(box); });
}

bool Canvas::is_clear(const Rect& box) const {
    return is_free(box) &&
           std::none_of(avoided_.begin(), avoided_.end(), [&](const Rect& t) { return t.overlaps(box); });
}

}  // namespace lossfield::viz
