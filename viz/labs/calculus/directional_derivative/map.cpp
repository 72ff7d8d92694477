// The map: level lines, gradient and direction at the point, the half-plane that descends, the unit ball of the norm and
// the place where it reaches farthest down, the steps of exact line search.
#include "math/numerics/plane_section.hpp"
#include "viz/labs/calculus/directional_derivative/directional_derivative.hpp"

namespace lossfield::viz::directional_derivative {
namespace {

constexpr double gradient_length = 1.45;  // in radii of the ball
constexpr double touching_length = 1.2;

// Through the point; none where the point is the highest or lowest of the map.
void add_level_line(Panel& panel, const Computed& r) {
    const double level = r.line.value - r.lowest.value_or(0);
    const Interval range = finite_range(r.height.values);
    if (!(level > range.low && level < range.high)) return;
    panel.add(Contours{.id = "level-line",
                       .label = "level line of $a$",
                       .field = r.height,
                       .levels = {.exactly = {level}},
                       .filled = false,
                       .labels = false,
                       .line_colour = {Role::Ink, 0, 0.8},
                       .line_width = 1.6});
}

// The part of the map where <g, p - x> < 0, and its edge.
void add_half_plane(Panel& panel, const Computed& r) {
    const double size = math::norm_of(math::Norm::L2, r.gradient);
    if (size == 0) return;
    const auto corners = plane_range(r.view).corners();
    const math::PlanePolygon half = math::cut({corners.begin(), corners.end()}, r.gradient,
                                              r.gradient.x * r.at.x + r.gradient.y * r.at.y);
    const Curve outline = way("", "", half, of_descent);
    if (outline.x.size() < 3) return;
    panel.add(Polygon{.id = "descent",
                      .label = "directions of descent",
                      .x = {outline.x},
                      .y = {outline.y},
                      .fill = series(of_descent.index, 0.2),
                      .stroke = series(of_descent.index, 0),
                      .width = 0});
    const double far = 2 * std::hypot(r.view.x.length(), r.view.y.length());
    const math::PlanePoint across{-r.gradient.y / size * far, r.gradient.x / size * far};
    panel.add(curve("edge", "90°: no descent", {r.at.x - across.x, r.at.x + across.x},
                    {r.at.y - across.y, r.at.y + across.y}, of_descent, 1.4, Dash::Dashed));
}

// The border of the ball, every degree.
MoveAlong border(const Computed& r) {
    MoveAlong along{"angle", {}, {}, evenly({-180, 180}, 360)};
    for (const double degrees : along.value) {
        const math::PlanePoint p = r.on_map(math::direction_at(degrees, norm_names[r.norm].norm));
        along.x.push_back(p.x), along.y.push_back(p.y);
    }
    return along;
}

// From the point; `length` in radii of the ball.
Arrows arrow(const char* id, const Computed& r, const math::PlanePoint& d, double length, Colour colour,
             double width, const char* text, const char* label = "") {
    Arrows a{.id = id, .label = label, .x = {r.at.x}, .y = {r.at.y}};
    a.u = {d.x * length * r.ball}, a.v = {d.y * length * r.ball};
    a.colours = {colour}, a.width = width, a.texts = {text};
    return a;
}

void add_arrows(Panel& panel, const Computed& r) {
    if (sloping(r)) {
        const math::PlanePoint down = r.steepest[1].direction, steepest = r.steepest[r.norm].direction;
        panel.add(arrow("gradient", r, down, -gradient_length, of_gradient, 1.6, "$∇f$"));
        panel.add(arrow("minus-gradient", r, down, gradient_length, {Role::Ink, 0, 0.6}, 1.6, "$−∇f$"));
        // The lowest level line of the linear model that the ball reaches.
        const math::PlanePoint tip = r.on_map(steepest), across{-down.y, down.x};
        panel.add(way("touching", "",
                      {math::along(tip, across, -touching_length * r.ball),
                       math::along(tip, across, touching_length * r.ball)},
                      of_steepest, 1.2, Dash::Dotted));
        panel.add(arrow("steepest", r, steepest, 1, of_steepest, 3, "", "steepest"));
    }
    panel.add(arrow("direction", r, r.v, 1, of_v, 2.6, "$v$"));
    panel.add(point("point", r.at.x, r.at.y, of_gradient));
}

void add_zigzag(Panel& panel, const math::LineSearchPath& path) {
    Curve steps = way("zigzag", "exact line searches", path.places, of_path, 1.8);
    PointSet stops{.id = "stops", .x = steps.x, .y = steps.y, .colours = {of_path}, .size = 4.5};
    if (steps.x.size() > 1) panel.add(std::move(steps));
    panel.add(std::move(stops));
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    const math::LandscapeFacts& facts = math::facts(r.landscape);
    const AxisNames names = axis_names(r.landscape);
    Panel panel{.id = "map",
                .title = fmt::format("{}: ${}$", facts.name, facts.formula),
                .cell = {0, 0, 2, 1},
                .x = {.label = names.x, .range = r.view.x},
                .y = {.label = names.y, .range = r.view.y},
                .equal_aspect = true};
    const bool logarithmic = in.level_rule == LevelRule::Logarithmic && r.lowest;
    panel.colour_bar = ColourBar{.label = height_name(r.lowest), .mark = "height"};
    panel.add(Contours{.id = "height",
                       .field = r.height,
                       .levels = {in.level_rule, in.levels, {}},
                       .labels = false,
                       .scale = logarithmic ? height_colours(r.height) : ColourScale{},
                       .line_colour = {Role::Ink, 0, 0.28}});
    const auto add = [&](const char* id, const auto& places, PointShape shape, double size) {
        const std::vector<Colour> faint{{Role::Ink, 0, 0.7}};
        add_places(panel, {.id = id, .colours = faint, .shape = shape, .size = size}, places, r.view);
    };
    add("minima", r.points.minima, PointShape::Cross, 8);
    add("saddles", r.points.saddles, PointShape::Ring, 6);
    if (r.finite) {
        if (sloping(r)) add_half_plane(panel, r);
        add_level_line(panel, r);
        const MoveAlong along = border(r);
        panel.add(Polygon{.id = "ball",
                          .label = fmt::format("unit ball of {}, own scale", norm_names[r.norm].length),
                          .x = {along.x},
                          .y = {along.y},
                          .fill = {Role::Ground, 0, 0.35},
                          .stroke = of_steepest,
                          .width = 1.4});
        if (r.zigzag) add_zigzag(panel, *r.zigzag);
        add_arrows(panel, r);
        const math::PlanePoint tip = r.on_map(r.v);
        panel.add(Handle{"direction", "direction v", tip.x, tip.y, along, of_v});
    }
    panel.add(Handle{
        "point", "point x", r.at.x, r.at.y, MovePair{"point", 0, 1}, {Role::Ink}, HandleShape::Diamond});
    return panel;
}

}  // namespace lossfield::viz::directional_derivative
