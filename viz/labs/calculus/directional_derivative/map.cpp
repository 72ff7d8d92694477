// The map: level lines, gradient and direction at the point, the half-plane that descends, the unit ball of the norm and
// the place where it reaches farthest down, the steps of exact line search.
#include "viz/labs/calculus/directional_derivative/directional_derivative.hpp"

namespace lossfield::viz::directional_derivative {
namespace {

constexpr double colour_share = 1e-3;     // of the greatest height: where the logarithmic colours end
constexpr double gradient_length = 1.45;  // in radii of the ball
constexpr double touching_length = 1.2;

Contours height_contours(const Inputs& in, const Computed& r) {
    Contours contours{.id = "height"};
    contours.field = r.height;
    contours.levels = Levels{in.level_rule, in.levels};
    contours.labels = false;
    contours.line_colour = {Role::Ink, 0, 0.28};
    const Interval range = finite_range(r.height.values);
    const double least = std::max(range.low, colour_share * range.high);
    if (in.level_rule == LevelRule::Logarithmic && r.lowest && least > 0 && least < range.high) {
        contours.scale.logarithmic = true;
        contours.scale.low = least, contours.scale.high = range.high;
    }
    return contours;
}

// Through the point; none where the point is the highest or lowest of the map.
void add_level_line(Panel& panel, const Computed& r) {
    const double level = r.line.value - r.lowest.value_or(0);
    const Interval range = finite_range(r.height.values);
    if (!(level > range.low && level < range.high)) return;
    Contours line{.id = "level-line", .label = "level line of $x$"};
    line.field = r.height;
    line.levels.exactly = {level};
    line.filled = false, line.labels = false;
    line.line_colour = {Role::Ink, 0, 0.8};
    line.line_width = 1.6;
    panel.add(std::move(line));
}

// The part of the map where <g, p - x> < 0: its corners that do, and where its sides cross the edge.
void add_half_plane(Panel& panel, const Computed& r) {
    const Domain& d = r.view;
    const std::array<math::PlanePoint, 4> corners{
        {{d.x.low, d.y.low}, {d.x.high, d.y.low}, {d.x.high, d.y.high}, {d.x.low, d.y.high}}};
    const auto rise = [&](const math::PlanePoint& p) {
        return math::dot(r.gradient, {p.x - r.at.x, p.y - r.at.y});
    };
    Vector x, y;
    for (std::size_t k = 0; k < corners.size(); ++k) {
        const math::PlanePoint &a = corners[k], &b = corners[(k + 1) % corners.size()];
        const double from = rise(a), to = rise(b);
        if (from < 0) x.push_back(a.x), y.push_back(a.y);
        if ((from < 0) == (to < 0)) continue;
        const double part = from / (from - to);
        x.push_back(std::lerp(a.x, b.x, part)), y.push_back(std::lerp(a.y, b.y, part));
    }
    if (x.size() < 3) return;
    panel.add(Polygon{.id = "descent",
                      .label = "directions of descent",
                      .x = {std::move(x)},
                      .y = {std::move(y)},
                      .fill = {of_descent.role, of_descent.index, 0.2},
                      .stroke = {of_descent.role, of_descent.index, 0},
                      .width = 0});
    const double far = 2 * std::hypot(d.x.length(), d.y.length());
    const double size = math::norm_of(math::Norm::L2, r.gradient);
    const math::PlanePoint across{-r.gradient.y / size * far, r.gradient.x / size * far};
    panel.add(Curve{.id = "edge",
                    .label = "90°: no descent",
                    .x = {r.at.x - across.x, r.at.x + across.x},
                    .y = {r.at.y - across.y, r.at.y + across.y},
                    .colour = of_descent,
                    .width = 1.4,
                    .dash = Dash::Dashed});
}

// The border of the ball, every degree.
MoveAlong border(const Computed& r) {
    MoveAlong along{"angle", {}, {}, {}};
    for (int degrees = -180; degrees <= 180; ++degrees) {
        const math::PlanePoint p = r.on_map(direction_at(degrees, norm_names[r.norm].norm));
        along.x.push_back(p.x), along.y.push_back(p.y), along.value.push_back(degrees);
    }
    return along;
}

void add_ball(Panel& panel, const Computed& r, const MoveAlong& along) {
    panel.add(Polygon{.id = "ball",
                      .label = fmt::format("unit ball of {}, own scale", norm_names[r.norm].length),
                      .x = {along.x},
                      .y = {along.y},
                      .fill = {Role::Ground, 0, 0.35},
                      .stroke = of_steepest,
                      .width = 1.4});
}

Arrows arrow(const char* id, const Computed& r, const math::PlanePoint& way, Colour colour, double width,
             const char* text, const char* label = "") {
    Arrows a{.id = id, .label = label};
    a.x = {r.at.x}, a.y = {r.at.y};
    a.u = {way.x}, a.v = {way.y};
    a.colours = {colour};
    a.width = width;
    a.texts = {text};
    return a;
}

void add_arrows(Panel& panel, const Computed& r) {
    const auto scaled = [&](const math::PlanePoint& d, double length) {
        return math::PlanePoint{d.x * length * r.ball, d.y * length * r.ball};
    };
    if (r.sloping()) {
        const math::PlanePoint down = r.steepest[1].direction;
        panel.add(arrow("gradient", r, scaled(down, -gradient_length), of_gradient, 1.6, "$∇f$"));
        panel.add(
            arrow("minus-gradient", r, scaled(down, gradient_length), {Role::Ink, 0, 0.6}, 1.6, "$−∇f$"));
        const math::SteepestDirection& steepest = r.steepest[r.norm];
        // The lowest level line of the linear model that the ball reaches.
        const math::PlanePoint tip = r.on_map(steepest.direction);
        Curve touching{.id = "touching"};
        for (const double side : {-touching_length, touching_length}) {
            const math::PlanePoint p = math::along(tip, {-down.y, down.x}, side * r.ball);
            touching.x.push_back(p.x), touching.y.push_back(p.y);
        }
        touching.colour = of_steepest;
        touching.width = 1.2;
        touching.dash = Dash::Dotted;
        panel.add(std::move(touching));
        panel.add(arrow("steepest", r, scaled(steepest.direction, 1), of_steepest, 3, "", "steepest"));
    }
    panel.add(arrow("direction", r, scaled(r.v, 1), of_v, 2.6, "$v$"));
    panel.add(PointSet{.id = "point", .x = {r.at.x}, .y = {r.at.y}, .colours = {of_gradient}, .size = 7});
}

void add_points(Panel& panel, const Computed& r, const std::vector<math::PlanePoint>& points, const char* id,
                PointShape shape, double size) {
    PointSet set{.id = id};
    for (const math::PlanePoint& p : points)
        if (r.view.x.contains(p.x) && r.view.y.contains(p.y)) set.x.push_back(p.x), set.y.push_back(p.y);
    if (set.x.empty()) return;
    set.shape = shape, set.size = size;
    set.colours = {{Role::Ink, 0, 0.7}};
    panel.add(std::move(set));
}

void add_zigzag(Panel& panel, const Zigzag& z) {
    Curve way{.id = "zigzag", .label = "exact line searches"};
    PointSet stops{.id = "stops"};
    for (const math::PlanePoint& p : z.path.places) way.x.push_back(p.x), way.y.push_back(p.y);
    stops.x = way.x, stops.y = way.y;
    way.colour = of_path, way.width = 1.8;
    stops.colours = {of_path}, stops.size = 4.5;
    if (way.x.size() > 1) panel.add(std::move(way));
    panel.add(std::move(stops));
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map", .cell = {0, 0, 2, 1}};
    const math::LandscapeFacts& facts = math::facts(r.landscape);
    panel.title = fmt::format("{}: ${}$", facts.name, facts.formula);
    const AxisNames names = axis_names(r.landscape);
    panel.x.label = names.x, panel.y.label = names.y;
    panel.x.range = r.view.x, panel.y.range = r.view.y;
    panel.equal_aspect = true;
    panel.add(height_contours(in, r));
    add_points(panel, r, r.points.minima, "minima", PointShape::Cross, 8);
    add_points(panel, r, r.points.saddles, "saddles", PointShape::Ring, 6);
    if (r.finite) {
        if (r.sloping()) add_half_plane(panel, r);
        add_level_line(panel, r);
        const MoveAlong along = border(r);
        add_ball(panel, r, along);
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
