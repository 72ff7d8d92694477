#include "viz/draw/handles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "viz/draw/frame_cut.hpp"

namespace lossfield::viz {
namespace {

constexpr double apart = 2 * handle_radius + 4;  // of half markers side by side
constexpr std::size_t most_apart = 40;           // of more in a panel some stand one over the other

// The border's own handles are those that are outside by more than rounding.
bool is_inside(const Rect& plot, Vec2 at) {
    return Rect{plot.x - 0.01, plot.y - 0.01, plot.width + 0.02, plot.height + 0.02}.contains(at);
}

// What a logarithmic axis has no place for, zero and less, lies below its low end.
Vec2 place_on_page(const PanelFrame& frame, const Handle& handle) {
    constexpr double far = std::numeric_limits<double>::infinity();
    Vec2 place = place_of(frame, handle);
    if (frame.x_scale == ScaleKind::Log && handle.x <= 0) place.x = -far;
    if (frame.y_scale == ScaleKind::Log && handle.y <= 0) place.y = far;
    return place;
}

// Not so near to an end that the marker would lose a part there.
double along_side(double low, double length, double at) {
    const double end = std::min(apart / 2, length / 2);
    return std::clamp(at, low + end, low + length - end);
}

// The nearest place of the border and not where a line from the middle meets it: what moves along one axis keeps its place on the
// other, and a marker stays where a hand looks for it while the range moves.
void to_border(const Rect& plot, Vec2 place, PlacedHandle& h) {
    const double beyond_x = std::max(plot.x - place.x, place.x - plot.right());
    const double beyond_y = std::max(plot.y - place.y, place.y - plot.bottom());
    if (beyond_x >= beyond_y) {
        const bool left = place.x < plot.x;
        h.frame.at = {left ? plot.x : plot.right(), along_side(plot.y, plot.height, place.y)};
        h.inward = {left ? 1.0 : -1.0, 0};
    } else {
        const bool top = place.y < plot.y;
        h.frame.at = {along_side(plot.x, plot.width, place.x), top ? plot.y : plot.bottom()};
        h.inward = {0, top ? 1.0 : -1.0};
    }
}

// Beside those that stand there already, as far as its side of the plot has room.
void step_aside(const Rect& plot, const std::vector<Vec2>& taken, PlacedHandle& h) {
    const bool level = h.inward.x == 0;
    const double low = level ? plot.x : plot.y, length = level ? plot.width : plot.height;
    const double wanted = level ? h.frame.at.x : h.frame.at.y;
    const int most = static_cast<int>(length / apart) + 1;  // at either side
    for (const double gap : {apart, apart / 2})
        for (int k = 0; k <= 2 * most; ++k) {
            const double along = wanted + gap * (k % 2 == 0 ? -k / 2 : (k + 1) / 2);
            const Vec2 at = level ? Vec2{along, h.frame.at.y} : Vec2{h.frame.at.x, along};
            if (along != along_side(low, length, along) ||
                std::any_of(taken.begin(), taken.end(), [&](Vec2 other) {
                    return std::hypot(other.x - at.x, other.y - at.y) < gap - 0.01;
                }))
                continue;
            h.frame.at = at;
            return;
        }
}

Rect box_of(const PlacedHandle& h) {
    const Vec2 at = h.frame.at, in = h.inward;
    const Rect whole{at.x - handle_reach, at.y - handle_reach, 2 * handle_reach, 2 * handle_reach};
    // Half of it, as what lies outside of the plot belongs to others.
    return {whole.x + std::max(in.x, 0.0) * handle_reach, whole.y + std::max(in.y, 0.0) * handle_reach,
            in.x == 0 ? whole.width : handle_reach, in.y == 0 ? whole.height : handle_reach};
}

std::vector<Vec2> outline(HandleShape shape, Vec2 at, double radius) {
    const auto around = [&](const std::vector<Vec2>& from) {
        std::vector<Vec2> ring;
        for (const Vec2 p : from) ring.push_back({at.x + p.x, at.y + p.y});
        return ring;
    };
    const double d = radius + 1;
    if (shape == HandleShape::Diamond) return around({{0, -d}, {d, 0}, {0, d}, {-d, 0}});
    if (shape == HandleShape::Bar) return around({{-9, -3}, {9, -3}, {9, 3}, {-9, 3}});
    std::vector<Vec2> ring;
    constexpr int corners = 32;
    for (int k = 0; k < corners; ++k) {
        const double angle = 2 * std::numbers::pi * k / corners;
        ring.push_back({at.x + radius * std::cos(angle), at.y + radius * std::sin(angle)});
    }
    return ring;
}

void draw_half(const Plan& plan, const PlacedHandle& h, Canvas& canvas) {
    const double radius = handle_radius + 1.5;
    const HandleShape shape = h.handle->shape == HandleShape::Bar ? HandleShape::Disc : h.handle->shape;
    const std::vector<Vec2> half = clip_ring(outline(shape, h.frame.at, radius), extent(plan.frame.plot));
    if (half.size() < 3) return;
    canvas.fill(half, Colour{Role::Ground});
    canvas.stroke(half, h.handle->colour, 2.2, Dash::Solid, true);
}

void draw_whole(const PlacedHandle& h, bool held, Canvas& canvas) {
    const Vec2 at = h.frame.at;
    const Colour& colour = h.handle->colour;
    const double radius = handle_radius + (held ? 1.5 : 0);
    if (held) canvas.disc(at, radius + 6, {colour.role, colour.index, 0.18});
    if (h.handle->shape == HandleShape::Disc) {
        canvas.disc(at, radius, {Role::Ground});
        canvas.ring(at, radius, colour, 2.4);
    } else {
        const std::vector<Vec2> ring = outline(h.handle->shape, at, radius);
        canvas.fill(ring, Colour{Role::Ground});
        canvas.stroke(ring, colour, h.handle->shape == HandleShape::Diamond ? 2.4 : 2, Dash::Solid, true);
    }
}

}  // namespace

std::size_t count_beyond(const std::vector<PlacedHandle>& placed) {
    return static_cast<std::size_t>(
        std::count_if(placed.begin(), placed.end(), [](const PlacedHandle& h) { return h.frame.beyond(); }));
}

std::vector<PlacedHandle> place_handles(const Plan& plan, const std::string& held, Canvas& canvas) {
    const Rect& plot = plan.frame.plot;
    std::vector<PlacedHandle> placed;
    std::vector<Vec2> taken;
    std::vector<std::size_t> beyond;
    for (const Handle& handle : plan.panel->handles) {
        const Vec2 place = place_on_page(plan.frame, handle);
        placed.push_back({&handle, {handle.id, plan.panel->id, place, place, {}}});
        PlacedHandle& h = placed.back();
        if (std::isnan(place.x) || std::isnan(place.y)) continue;  // it has no place
        const bool pulled_out = handle.id == held && grown(plan.cell, frame_margin).contains(place);
        if (is_inside(plot, place) || pulled_out) {
            h.frame.box = box_of(h);
            taken.push_back(place);
        } else {
            beyond.push_back(placed.size() - 1);
        }
    }
    for (const std::size_t k : beyond) {
        PlacedHandle& h = placed[k];
        to_border(plot, h.frame.place, h);
        if (beyond.size() <= most_apart) step_aside(plot, taken, h);
        h.frame.box = box_of(h);
        taken.push_back(h.frame.at);
    }
    // What has been pulled out hides what it passes, as the hand does.
    for (const PlacedHandle& h : placed)
        if (h.frame.box.width > 0 && (h.frame.beyond() || is_inside(plot, h.frame.at)))
            canvas.take(grown(h.frame.box, 1));
    return placed;
}

void draw_handles(const Plan& plan, const std::vector<PlacedHandle>& placed, const std::string& held,
                  bool live, Canvas& canvas) {
    const std::size_t beyond = count_beyond(placed);
    const bool halves = live || beyond <= most_told_beyond;
    if (!placed.empty() && (live || (halves && beyond > 0))) canvas.group(plan.panel->id + "/handles");
    for (const PlacedHandle& h : placed) {
        canvas.out().handles.push_back(h.frame);
        if (h.frame.box.width == 0) continue;
        if (h.frame.beyond() && halves) draw_half(plan, h, canvas);
        if (!h.frame.beyond() && live) draw_whole(h, h.handle->id == held, canvas);
        if (h.words.empty()) continue;
        canvas.rect(grown(canvas.measure(h.words, h.anchor, h.look), 2), {Role::Ground, 0, 0.75});
        canvas.text(h.words, h.anchor, h.look, plan.panel->id + "/handle/" + h.handle->id);
    }
}

const HandleFrame* handle_under(const Composition& composition, Vec2 pointer) {
    // Of handles at one place the one drawn last lies on top.
    constexpr double same_place = 1.5;
    const HandleFrame* best = nullptr;
    double nearest = 0;
    for (const HandleFrame& frame : composition.handles) {
        const double distance = std::hypot(frame.at.x - pointer.x, frame.at.y - pointer.y);
        if (frame.box.contains(pointer) && (best == nullptr || distance < nearest + same_place))
            best = &frame, nearest = distance;
    }
    return best;
}

}  // namespace lossfield::viz
