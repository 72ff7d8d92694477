// Two panels of the entropy lab: entropy over the triangle of three outcomes, and the chain rule along the share of one
// outcome: the coin "this one or another" and, above it, what the others add among themselves.
#include "math/information/information.hpp"
#include "viz/labs/information/entropy/entropy.hpp"

namespace lossfield::viz::entropy {
namespace {

// How far the tangent reaches on either side of its point, as a share of the panel.
constexpr double tangent_reach = 0.16;

Curve tangent_at(const Computed& r, double x, double y, double top) {
    const bool up = std::isinf(r.coin_slope);
    const std::string slope = !up ? readable(r.coin_slope, 3) : r.coin_slope > 0 ? "$+∞$" : "$-∞$";
    const double dx = tangent_reach / std::hypot(1.0, r.coin_slope / top), dy = r.coin_slope * dx;
    return curve("tangent", "slope " + slope, up ? Vector{x, x} : Vector{x - dx, x + dx},
                 up ? Vector{y, y + 2 * tangent_reach * top} : Vector{y - dy, y + dy}, {Role::Accent}, 1.6);
}

}  // namespace

Panel triangle_panel(const Inputs& in, const Computed& r) {
    const bool more = r.p.size() > 3;
    Panel panel{.id = "simplex", .kind = PanelKind::Simplex, .cell = {0, 1, 2, 1}};
    panel.title =
        more ? fmt::format("entropy, {}; the other outcomes hold {}", r.unit, brief(1 - r.shown.share, 3))
             : "entropy of three outcomes, " + r.unit;
    for (const std::size_t c : r.corners) {
        const std::string k = std::to_string(c + 1);
        panel.corners.push_back({more ? "outcome " + k : "$p_{" + k + "}$ = 1", series(static_cast<int>(c))});
    }
    panel.colour_bar = ColourBar{.label = "$H$, " + r.unit, .mark = "entropy"};
    panel.add(Contours{.id = "entropy", .field = r.field, .levels = {LevelRule::Linear, in.levels, {}}});
    panel.add(point("even", math::to_plane({1.0 / 3, 1.0 / 3, 1.0 / 3}), {Role::Ink}, PointShape::Cross, 8));
    const Vector up = math::entropy_ascent(r.shown.b);
    Arrows arrow{.id = "uphill", .width = 2.6};
    add_velocity_arrow(arrow, r.shown.b, {up[0], up[1], up[2]}, 0.22, {Role::Accent});
    panel.add(std::move(arrow));
    const math::PlanePoint at = math::to_plane(r.shown.b);
    panel.add(point("point", at, {Role::Accent}, PointShape::Ring, 12, "$H$ = " + readable(r.entropy, 4)));
    panel.add(handle_at("point", "the distribution", at, MoveProbabilities{"probabilities", r.corners}));
    return panel;
}

Panel coin_panel(const Computed& r) {
    const bool alone = r.p.size() == 2;
    const std::string k = std::to_string(r.chosen + 1), symbol = "$p_{" + k + "}$";
    const double top = 1.06 * r.largest, p = r.p[r.chosen];
    Panel panel{.id = "coin", .cell = {alone ? 0 : 2, 1, alone ? 3 : 1, 1}};
    panel.title = alone ? "entropy along the segment" : fmt::format("outcome {} or another: $h$ + rest", k);
    panel.x = {.label = symbol, .range = Interval{0, 1}};
    panel.y = {.label = r.unit, .range = Interval{0, top}};
    const Vector xs = closer_at_ends(160), coin = each(xs, [&](double x) { return coin_entropy(r, x); });
    const Vector whole = each(xs, [&](double x) { return coin_entropy(r, x) + (1 - x) * r.rest; });
    if (!alone) {
        const std::string label = fmt::format("$(1 - p_{{{}}}) H_\\text{{rest}}$", k);
        panel.add(Band{"rest", label, xs, coin, whole, {Role::Muted, 0, 0.22}});
        panel.add(curve("whole", "$H$", xs, whole, {Role::Ink}, 1.6));
    }
    panel.add(curve("coin-entropy", alone ? "" : "$h$(" + symbol + ")", xs, coin,
                    series(static_cast<int>(r.chosen)), 2.6));
    panel.add(tangent_at(r, p, r.coin, top));
    panel.add(curve("drop", "", {p, p}, {0, r.entropy}, {Role::Muted}, 1, Dash::Dotted));
    PointSet points{.id = "points", .shape = PointShape::Ring, .size = 12};
    // The handle's own lies on top where both meet.
    if (!alone) points.x = {p}, points.y = {r.entropy}, points.colours = {{Role::Ink}};
    points.x.push_back(p), points.y.push_back(r.coin), points.colours.push_back({Role::Accent});
    panel.add(std::move(points));
    panel.add(handle_at("share", "share of outcome " + k, {p, r.coin},
                        MoveShare{"probabilities", r.chosen, Along::X}));
    return panel;
}

}  // namespace lossfield::viz::entropy
