// The landscape with the paths on it, the axes that the optimizers work along, and what is reached for every angle.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr double arm = 0.17, inset = 0.23;  // of the axes' cross, in shares of the map's width
constexpr double decades = 1e10;            // what the logarithmic axis shows below its highest value

struct Way {
    const Vector& x;
    const Vector& y;
};

void add_path(Panel& panel, const Way& path, std::size_t step, const std::string& id,
              const std::string& label, OptimizerKind who) {
    const auto colour = [&](double opacity) { return optimizer_colour(number_of(who), opacity); };
    const std::size_t last = path.x.size() - 1, now = std::min(step, last);
    const auto part = [](const Vector& all, std::size_t from, std::size_t to) {
        return Vector(all.data() + from, all.data() + to + 1);
    };
    if (now < last)
        panel.add(
            curve(id + "-ahead", "", part(path.x, now, last), part(path.y, now, last), colour(0.35), 1.3));
    panel.add(curve(id, label, part(path.x, 0, now), part(path.y, 0, now), colour(1), 2.2));
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
    const Vector angles = evenly({0, 90}, 90);
    MoveAlong along{"rotation", {}, {}, angles};
    for (const double angle : angles) {
        const double a = angle * std::numbers::pi / 180;
        along.x.push_back(at.x + length * std::cos(a)), along.y.push_back(at.y + length * std::sin(a));
    }
    const math::PlanePoint tip{at.x + arrows.u.front(), at.y + arrows.v.front()};
    panel.add(std::move(arrows));
    panel.add(handle_at("axes", "first axis of the optimizers", tip, std::move(along), {Role::Ink}));
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r, std::size_t step) {
    const Ground& ground = *r.ground;
    const Domain& d = ground.height.domain;
    Panel panel = ground_panel("map", ground.landscape, d, {0, 1, 6, 1});
    panel.title = math::facts(ground.landscape).name;
    panel.colour_bar = ColourBar{.label = height_name(ground.lowest), .mark = "height"};
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
        add_path(panel, {descent.x, descent.y}, step, "descent", "gradient descent",
                 OptimizerKind::GradientDescent);
        add_path(panel, {adam.x, adam.y}, step, "adam", "Adam", OptimizerKind::Adam);
        add_axes(panel, in, d);
    } else if (r.recording->unfit.empty()) {
        add_path(panel, {r.recording->x, r.recording->y}, step, "recorded", recorder_name(in),
                 in.recorded_by);
    }
    panel.add(point("start", in.from(), {Role::Ink}, PointShape::Ring, 10));
    panel.add(handle_at("start", "start", in.from(), MovePair{"start", 0, 1}, {Role::Ink}));
    return panel;
}

Panel turn_panel(const Inputs& in, const Computed& r, std::size_t step) {
    const Ravine& ravine = *r.ravine;
    Panel panel{.id = "turn", .title = fmt::format("reached in {} steps", step), .cell = {3, 2, 3, 1}};
    panel.x = {.label = "axes turned", .range = Interval{0, 90}};
    panel.x.ticks = {{0, "0°"}, {45, "45°"}, {90, "90°"}};
    // The range of all steps, so that it stands while the playhead moves.
    double top = 0, low = 0, least = ravine.adam_reached.front();
    const auto widen = [&](const Vector& list) {
        for (const double v : list)
            top = std::max(top, v), low = std::min(low, v), least = std::min(least, v);
    };
    widen(ravine.adam_reached), widen(ravine.descent_reached);
    for (const Vector& list : ravine.reached) widen(list);
    const std::optional<double>& lowest = r.ground->lowest;
    const bool logarithmic = lowest && top > 0;
    panel.y.scale = logarithmic ? ScaleKind::Log : ScaleKind::Symlog;
    const Interval range = logarithmic ? Interval{std::max(least, top / decades), 2 * top}
                                       : Interval{low, std::max(top, low + 1)};
    panel.y.range = round_range(panel.y.scale, range);
    panel.y.label = lowest && *lowest == 0 ? "lowest $f$"
                    : lowest               ? "lowest $f - f_{\\text{min}}$"
                                           : "lowest $f$";
    const auto shown = [&](double v) { return logarithmic ? std::max(v, panel.y.range->low) : v; };
    const double there = shown(ravine.descent_reached[step]);
    const Colour descent_colour = optimizer_colour(number_of(OptimizerKind::GradientDescent)),
                 adam_colour = optimizer_colour(number_of(OptimizerKind::Adam));
    Vector reached;
    for (const Vector& list : ravine.reached) reached.push_back(shown(list[step]));
    panel.add(curve("descent", "gradient descent", {0, 90}, {there, there}, descent_colour, 1.8));
    panel.add(curve("adam", "Adam", ravine.angles, reached, adam_colour, 2.2));
    panel.add(Handle{"rotation", "angle of the axes", in.rotation, shown(ravine.adam_reached[step]),
                     MoveReal{"rotation", Along::X}, adam_colour});
    return panel;
}

}  // namespace lossfield::viz::adam_anatomy
