// The landscape with the paths on it, the axes that the optimizers work along, and what is reached for every angle.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr double arm = 0.17, inset = 0.23;  // of the axes' cross, in shares of the map's width
constexpr int turn_samples = 90;
constexpr double decades = 1e10;  // what the logarithmic axis shows below its highest value

struct Way {
    const Vector& x;
    const Vector& y;
};

Curve path_of(const Way& path, std::size_t from, std::size_t to, const std::string& id, const Colour& colour,
              double width) {
    Curve line = curve(id, "", {}, {}, colour, width);
    for (std::size_t t = from; t <= std::min(to, path.x.size() - 1); ++t) {
        line.x.push_back(path.x[t]);
        line.y.push_back(path.y[t]);
    }
    return line;
}

template <class ColourOf>
void add_path(Panel& panel, const Way& path, std::size_t step, const std::string& id,
              const std::string& label, const ColourOf& colour) {
    const std::size_t now = std::min(step, path.x.size() - 1);
    Curve ahead = path_of(path, now, path.x.size() - 1, id + "-ahead", colour(0.35), 1.3);
    if (ahead.x.size() > 1) panel.add(std::move(ahead));
    Curve taken = path_of(path, 0, now, id, colour(1), 2.2);
    taken.label = label;
    panel.add(std::move(taken));
    panel.add(point(id + "-here", path.x[now], path.y[now], colour(1), PointShape::Disc, 8));
}

// The two axes in the lower left inset; the tip of the first is a handle.
void add_axes(Panel& panel, const Inputs& in, const Domain& d) {
    const math::TurnedAxes axes(in.rotation);
    const double length = arm * d.x.length();
    const math::PlanePoint at{d.x.low + inset * d.x.length(), d.y.low + 0.07 * d.y.length()};
    Arrows arrows{.id = "axes", .colours = {{Role::Ink}}, .width = 1.8, .texts = {"first axis", "second"}};
    for (const math::PlanePoint& unit : {math::PlanePoint{1, 0}, math::PlanePoint{0, 1}}) {
        const math::PlanePoint e = axes.to_plane(unit);
        arrows.x.push_back(at.x), arrows.y.push_back(at.y);
        arrows.u.push_back(length * e.x), arrows.v.push_back(length * e.y);
    }
    panel.add(std::move(arrows));
    MoveAlong along{"rotation", {}, {}, {}};
    for (int i = 0; i <= turn_samples; ++i) {
        const double degrees = 90.0 * i / turn_samples, a = degrees * std::numbers::pi / 180;
        along.x.push_back(at.x + length * std::cos(a));
        along.y.push_back(at.y + length * std::sin(a));
        along.value.push_back(degrees);
    }
    const math::PlanePoint tip = axes.to_plane({1, 0});
    panel.add(Handle{"axes",
                     "first axis of the optimizers",
                     at.x + length * tip.x,
                     at.y + length * tip.y,
                     std::move(along),
                     {Role::Ink}});
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r, std::size_t step) {
    const Ground& ground = *r.ground;
    const Domain& d = ground.height.domain;
    Panel panel{.id = "map", .title = math::facts(ground.landscape).name, .cell = {0, 1, 6, 1}};
    const AxisNames names = axis_names(ground.landscape);
    panel.x.label = names.x, panel.y.label = names.y;
    panel.x.range = d.x;
    panel.y.range = d.y;
    panel.equal_aspect = true;
    Contours contours{.id = "height",
                      .field = ground.height,
                      .levels = {ground.lowest ? LevelRule::Logarithmic : LevelRule::Linear, 14, {}},
                      .labels = false};
    const auto [low, high] = std::minmax_element(ground.height.values.begin(), ground.height.values.end());
    if (ground.lowest && *high > 0 && std::isfinite(*high)) {
        contours.scale.logarithmic = true;
        contours.scale.low = std::max(*low, 1e-3 * *high), contours.scale.high = *high;
    }
    panel.add(std::move(contours));
    if (r.ravine) {
        const math::TurnedPath &descent = r.ravine->descent, &adam = r.ravine->adam;
        add_path(panel, {descent.x, descent.y}, step, "descent", "gradient descent", descent_colour);
        add_path(panel, {adam.x, adam.y}, step, "adam", "Adam", adam_colour);
        add_axes(panel, in, d);
    } else if (r.recording->unfit.empty()) {
        const std::size_t who = number_of(in.recorded_by);
        add_path(panel, {r.recording->x, r.recording->y}, step, "recorded",
                 math::facts(math::default_optimizer(who)).name,
                 [&](double opacity) { return optimizer_colour(who, opacity); });
    }
    panel.add(point("start", in.start[0], in.start[1], {Role::Ink}, PointShape::Ring, 10));
    panel.add(Handle{"start", "start", in.start[0], in.start[1], MovePair{"start", 0, 1}, {Role::Ink}});
    return panel;
}

Panel turn_panel(const Inputs& in, const Computed& r, std::size_t step) {
    const Ravine& ravine = *r.ravine;
    Panel panel{.id = "turn", .title = fmt::format("reached in {} steps", step), .cell = {3, 2, 3, 1}};
    panel.x.label = "axes turned";
    panel.x.range = Interval{0, 90};
    panel.x.ticks = {{0, "0°"}, {45, "45°"}, {90, "90°"}};
    // The range of all steps, so that it stands while the playhead moves.
    double top = 0, low = 0, least = ravine.adam_reached.front();
    for (const Vector* list : {&ravine.adam_reached, &ravine.descent_reached})
        for (const double v : *list)
            top = std::max(top, v), low = std::min(low, v), least = std::min(least, v);
    for (const Vector& list : ravine.reached)
        for (const double v : list)
            top = std::max(top, v), low = std::min(low, v), least = std::min(least, v);
    const std::optional<double>& lowest = r.ground->lowest;
    const bool logarithmic = lowest && top > 0;
    double floor = low;
    if (logarithmic) {
        floor = std::max(least, top / decades);
        panel.y.scale = ScaleKind::Log;
        panel.y.range = round_range(ScaleKind::Log, {floor, 2 * top});
        floor = panel.y.range->low;
    } else {
        panel.y.scale = ScaleKind::Symlog;
        panel.y.range = round_range(ScaleKind::Symlog, {low, std::max(top, low + 1)});
    }
    panel.y.label = lowest && *lowest == 0 ? "lowest $f$"
                    : lowest               ? "lowest $f - f_{\\text{min}}$"
                                           : "lowest $f$";
    const auto shown = [&](double v) { return logarithmic ? std::max(v, floor) : v; };
    const double there = shown(ravine.descent_reached[step]);
    Vector reached;
    for (const Vector& list : ravine.reached) reached.push_back(shown(list[step]));
    panel.add(curve("descent", "gradient descent", {0, 90}, {there, there}, descent_colour(), 1.8));
    panel.add(curve("adam", "Adam", ravine.angles, reached, adam_colour(), 2.2));
    panel.add(Handle{"rotation", "angle of the axes", in.rotation, shown(ravine.adam_reached[step]),
                     MoveReal{"rotation", Along::X}, adam_colour()});
    return panel;
}

}  // namespace lossfield::viz::adam_anatomy
