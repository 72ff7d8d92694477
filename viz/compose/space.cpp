// A 3-D panel on the page: back walls with their grid, the scene, then axes in front.
#include "viz/compose/space.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "viz/draw/frame_cut.hpp"
#include "viz/inputs/resolvable.hpp"

namespace lossfield::viz {
namespace {

constexpr double room_above = 8, room_below = 42;  // for labels around the box
constexpr double shortest_axis = 40;               // pixels; seen end on, an axis has no labels
using std::numbers::pi;

// One of the three axes: from `low` to `high` in the box, its labels pushed along `out`.
struct Edge {
    const Axis* axis = nullptr;
    Interval range{};
    Vec3 low{}, high{};
    Vec2 out{};  // on the page, length 1
    std::vector<Tick> ticks{};
    const char* name = "";
};

Vec2 direction(Vec2 v) {
    const double length = std::hypot(v.x, v.y);
    return length > 0 ? Vec2{v.x / length, v.y / length} : Vec2{0, 1};
}

class Space {
  public:
    Space(const Plan& plan, const SpaceFrame& frame, Canvas& canvas)
        : plan_(plan),
          frame_(frame),
          canvas_(canvas),
          half_{frame.side.x / 2, frame.side.y / 2, frame.side.z / 2} {
        const Vec3 to = frame.projection.towards();
        front_ = {to.x >= 0 ? half_.x : -half_.x, to.y >= 0 ? half_.y : -half_.y,
                  to.z >= 0 ? half_.z : -half_.z};
        const Panel& panel = *plan.panel;
        const double floor = -half_.z;
        edges_ = {make_edge(panel.x, frame.ground.x, {-half_.x, front_.y, floor}, {half_.x, front_.y, floor},
                            {0, front_.y, 0}, "x"),
                  make_edge(panel.y, frame.ground.y, {front_.x, -half_.y, floor}, {front_.x, half_.y, floor},
                            {front_.x, 0, 0}, "y"),
                  upright_edge()};
    }

    // Faces that look away from the viewer, with a grid at the ticks.
    void draw_walls() const {
        if (std::none_of(edges_.begin(), edges_.end(), [](const Edge& e) { return e.axis->visible; })) return;
        const Vec3 back{-front_.x, -front_.y, -front_.z};
        const double h = half_.z;
        for (const Tick& t : edges_[0].ticks) {
            const double x = frame_.x_in_box(t.at);
            grid({x, -half_.y, back.z}, {x, half_.y, back.z});
            grid({x, back.y, -h}, {x, back.y, h});
        }
        for (const Tick& t : edges_[1].ticks) {
            const double y = frame_.y_in_box(t.at);
            grid({-half_.x, y, back.z}, {half_.x, y, back.z});
            grid({back.x, y, -h}, {back.x, y, h});
        }
        for (const Tick& t : edges_[2].ticks) {
            const double z = frame_.z_in_box(t.at);
            grid({back.x, -half_.y, z}, {back.x, half_.y, z});
            grid({-half_.x, back.y, z}, {half_.x, back.y, z});
        }
        for (const double s : {-1.0, 1.0}) {
            wall({s * half_.x, back.y, -h}, {s * half_.x, back.y, h});
            wall({back.x, s * half_.y, -h}, {back.x, s * half_.y, h});
            wall({-half_.x, back.y, s * h}, {half_.x, back.y, s * h});
            wall({back.x, -half_.y, s * h}, {back.x, half_.y, s * h});
            wall({s * half_.x, -half_.y, back.z}, {s * half_.x, half_.y, back.z});
            wall({-half_.x, s * half_.y, back.z}, {half_.x, s * half_.y, back.z});
        }
    }

    void draw_axes() const {
        for (const Edge& e : edges_) {
            const Vec2 a = at(e.low), b = at(e.high);
            if (!e.axis->visible || std::hypot(b.x - a.x, b.y - a.y) < shortest_axis) continue;
            // No farther than its labels go.
            const Rect& c = plan_.cell;
            const double top = plan_.frame.plot.y - 4;
            line(a, b, {c.x, top, c.width, c.bottom() - top}, {Role::Muted});
            draw_ticks(e);
        }
        for (const Edge& e : edges_) draw_name(e);
    }

  private:
    [[nodiscard]] Vec2 at(const Vec3& p) const { return frame_.projection.to_pixels(p); }
    // Of a box that is seen from nearby most lies outside of the plot.
    void line(Vec2 a, Vec2 b, const Rect& room, const Colour& colour) const {
        if (const auto seen = clip_segment(a, b, extent(room))) canvas_.line(seen->from, seen->to, colour, 1);
    }
    void grid(const Vec3& a, const Vec3& b) const {
        line(at(a), at(b), grown(plan_.frame.plot, frame_margin), {Role::Faint});
    }
    void wall(const Vec3& a, const Vec3& b) const {
        line(at(a), at(b), grown(plan_.frame.plot, frame_margin), {Role::Muted, 0, 0.35});
    }

    [[nodiscard]] Edge make_edge(const Axis& axis, Interval range, Vec3 low, Vec3 high, Vec3 outwards,
                                 const char* name) const {
        Edge e{&axis, range, low, high, {}, {}, name};
        const Vec2 a = at(low), b = at(high), o = at({0, 0, 0}), v = at(outwards);
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        // Across the edge, to the side that leads out of the box.
        const Vec2 along = direction({b.x - a.x, b.y - a.y});
        const Vec2 across{-along.y, along.x};
        const double side = across.x * (v.x - o.x) + across.y * (v.y - o.y);
        e.out = side >= 0 ? across : Vec2{-across.x, -across.y};
        // An edge seen nearly flat has its labels below it.
        if (std::abs(side) < 1) e.out = {0, 1};
        if (axis.visible && length >= shortest_axis) {
            e.ticks = axis.ticks.empty()
                          ? choose_ticks(axis.scale, range, std::clamp(static_cast<int>(length / 46), 2, 8))
                          : static_cast<const std::vector<Tick>&>(axis.ticks);
            std::erase_if(e.ticks, [&](const Tick& t) { return !range.contains(t.at); });
        }
        return e;
    }

    // The upright edge at the left end of what is seen.
    [[nodiscard]] Edge upright_edge() const {
        const Vec2 one = at({front_.x, -front_.y, 0}), other = at({-front_.x, front_.y, 0});
        const bool first = one.x < other.x;
        const double x = first ? front_.x : -front_.x, y = first ? -front_.y : front_.y;
        Edge e = make_edge(plan_.panel->z, frame_.z, {x, y, -half_.z}, {x, y, half_.z}, {x, y, 0}, "z");
        e.out = {-1, 0};
        return e;
    }

    [[nodiscard]] Vec2 place(const Edge& e, double value) const {
        const double f = fraction(e.axis->scale, e.range, value);
        return at({std::lerp(e.low.x, e.high.x, f), std::lerp(e.low.y, e.high.y, f),
                   std::lerp(e.low.z, e.high.z, f)});
    }

    // A text whose box begins `gap` beyond a point, in a direction.
    [[nodiscard]] Vec2 beyond(const std::string& text, const TextLook& look, Vec2 from, Vec2 out,
                              double gap) const {
        const Rect box = canvas_.measure(text, {0, 0}, look);
        const double reach = std::abs(out.x) * box.width / 2 + std::abs(out.y) * box.height / 2 + gap;
        return {from.x + reach * out.x, from.y + reach * out.y};
    }

    [[nodiscard]] bool inside(const Rect& box) const {
        const Rect& c = plan_.cell;
        return box.x >= c.x && box.right() <= c.right() && box.y >= plan_.frame.plot.y - 4 &&
               box.bottom() <= c.bottom();
    }

    void draw_ticks(const Edge& e) const {
        for (const Tick& t : e.ticks) {
            const Vec2 p = place(e, t.at);
            if (!inside({p.x, p.y, 0, 0})) continue;
            const Vec2 end{p.x + tick_length * e.out.x, p.y + tick_length * e.out.y};
            canvas_.line(p, end, {Role::Muted}, 1);
            const TextLook look{type_sizes.tick, t.colour, Style::Regular, AlignX::Centre, AlignY::Middle};
            const Vec2 where = beyond(t.label, look, end, e.out, 3);
            Rect box = canvas_.measure(t.label, where, look);
            if (!inside(box)) continue;
            box.x -= 2, box.width += 4;
            if (canvas_.is_free(box))
                canvas_.text(t.label, where, look, plan_.panel->id + "/" + e.name + "-tick");
        }
    }

    // Beyond the tick labels, as near as it stands free.
    void draw_name(const Edge& e) const {
        if (e.ticks.empty() || e.axis->label.empty()) return;
        const bool upright = e.out.x == -1 && e.out.y == 0 && e.axis == &plan_.panel->z;
        TextLook look{type_sizes.label, {Role::Ink}, Style::Regular, AlignX::Centre, AlignY::Middle};
        if (upright) look.angle = 90;
        const std::string name = canvas_.fitted(
            e.axis->label, upright ? plan_.frame.plot.height : plan_.cell.width / 2, look.size);
        const Vec2 low = at(e.low), high = at(e.high);
        for (double gap = 12; gap < 70; gap += 2)
            for (const double along : {0.5, 0.4, 0.6, 0.3, 0.7}) {
                const Vec2 middle{std::lerp(low.x, high.x, along), std::lerp(low.y, high.y, along)};
                const Vec2 where = beyond(name, look, middle, e.out, gap);
                const Rect box = canvas_.measure(name, where, look);
                const Rect air{box.x - 3, box.y - 1, box.width + 6, box.height + 2};
                if (!inside(box) || !canvas_.is_free(air)) continue;
                canvas_.text(name, where, look, plan_.panel->id + "/" + e.name + "-label");
                return;
            }
    }

    const Plan& plan_;
    const SpaceFrame& frame_;
    Canvas& canvas_;
    Vec3 half_, front_;
    std::array<Edge, 3> edges_;
};

}  // namespace

Interval height_range(const Panel& panel) {
    if (panel.z.range && resolvable(*panel.z.range)) return *panel.z.range;
    const bool positive = panel.z.scale == ScaleKind::Log;
    Interval all{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    const auto add = [&](double v) {
        if (!(std::abs(v) <= farthest_end) || (positive && v <= 0)) return;
        all = {std::min(all.low, v), std::max(all.high, v)};
    };
    for (const Mark& m : panel.marks) {
        if (const auto* s = std::get_if<Surface>(&m)) {
            // A local model rises out of any box; only surfaces with a colour scale count.
            if (s->colour) continue;
            for (const double v : s->field.values) add(s->cut ? std::min(v, *s->cut) : v);
        } else if (const auto* c = std::get_if<Curve>(&m)) {
            for (const double v : c->z) add(v);
        } else if (const auto* p = std::get_if<Patch>(&m)) {
            for (const double v : p->z) add(v);
        } else if (const auto* points = std::get_if<PointSet>(&m)) {
            for (const double v : points->z) add(v);
        } else if (const auto* a = std::get_if<Arrows>(&m)) {
            for (std::size_t i = 0; i < a->z.size(); ++i) add(a->z[i]), add(a->z[i] + a->w[i]);
        }
    }
    if (!(all.low <= all.high)) return positive ? Interval{0.1, 10} : Interval{0, 1};
    return shown_range(panel.z.scale, all);
}

Camera camera_of(const Panel& panel, const View& view) {
    const auto turned = view.cameras.find(panel.id);
    return turned != view.cameras.end() ? turned->second : panel.camera;
}

SpaceFrame space_frame(const Panel& panel, const View& view, const Rect& plot, bool labelled) {
    const Camera camera = camera_of(panel, view);
    SpaceFrame f;
    f.ground = fitted_range(panel);
    f.z = height_range(panel);
    f.x_scale = panel.x.scale, f.y_scale = panel.y.scale, f.z_scale = panel.z.scale;
    const double longer = std::max(f.ground.x.length(), f.ground.y.length());
    f.side = {1, 1, panel.height};
    constexpr double thinnest = 1e-3;
    if (panel.equal_aspect)
        f.side.x = std::max(thinnest, f.ground.x.length() / longer),
        f.side.y = std::max(thinnest, f.ground.y.length() / longer);
    f.projection.camera = camera;
    // As wide and as high as the box is from any side at this elevation: it does not breathe while it turns.
    const double around = std::hypot(f.side.x, f.side.y), e = std::abs(camera.elevation) * pi / 180;
    const double high = around * std::sin(e) + f.side.z * std::cos(e);
    const double beside = labelled ? std::clamp(0.09 * plot.width, 30.0, 48.0) : 0;
    const double above = labelled ? room_above : 0, below = labelled ? room_below : 0;
    const double width = std::max(40.0, plot.width - 2 * beside),
                 height = std::max(40.0, plot.height - above - below);
    const double fit = std::min(width / around, height / high);
    f.projection.scale = fit * camera.zoom;
    // In a high plot nearer to its title than to its end.
    f.projection.centre = {plot.x + plot.width / 2,
                           plot.y + above + fit * high / 2 + 0.3 * (height - fit * high)};
    return f;
}

void draw_space(const Plan& plan, const Page& page, Canvas& canvas) {
    const Rect& plot = plan.frame.plot;
    const SpaceFrame& frame = *plan.frame.space;
    const Space space(plan, frame, canvas);
    auto scene = std::make_shared<Scene>();
    scene->theme = canvas.theme().id;
    scene->finish = page.finish;
    scene->projection = frame.projection;
    scene->ground = {frame.ground, frame.x_scale, frame.y_scale, {frame.side.x, frame.side.y}};
    add_marks(*scene, *plan.panel, frame, canvas.theme());
    canvas.group(plan.panel->id + "/walls");
    canvas.clip(plot);
    space.draw_walls();
    canvas.unclip();
    canvas.group(plan.panel->id + "/surface");
    canvas.add(ScenePrim{plot, std::move(scene), 1});
    canvas.group(plan.panel->id + "/axes");
    space.draw_axes();
    canvas.group(plan.panel->id + "/words");
    for (const Mark& m : plan.panel->marks) draw_mark_texts(plan, m, canvas);
}

}  // namespace lossfield::viz
