// Two panels of the entropy lab: entropy over the triangle of three outcomes, and the chain rule along the share of one
// outcome: the coin "this one or another" and, above it, what the others add among themselves.
#include "viz/labs/information/entropy/entropy.hpp"

namespace lossfield::viz::entropy {
namespace {

// How far the tangent reaches on either side of its point, as a share of the panel.
constexpr double tangent_reach = 0.16;

// Steepest ascent of the entropy within the triangle. Where an outcome has no share the slope is infinite: it leads
// straight to that outcome.
math::Barycentric uphill(const math::Barycentric& b) {
    math::Barycentric slope{};
    const bool on_side = *std::min_element(b.begin(), b.end()) <= 0;
    double mean = 0;
    for (std::size_t c = 0; c < 3; ++c) {
        slope[c] = on_side ? (b[c] <= 0 ? 1.0 : 0.0) : -std::log(b[c]);
        mean += slope[c] / 3;
    }
    for (double& x : slope) x -= mean;
    return slope;
}

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
    Panel panel{
        .id = "simplex",
        .title = more ? fmt::format("entropy, {}; the other outcomes hold {}", r.unit, brief(1 - r.share, 3))
                      : "entropy of three outcomes, " + r.unit,
        .kind = PanelKind::Simplex,
        .cell = {0, 1, 2, 1}};
    for (const std::size_t c : r.corners) {
        const std::string k = std::to_string(c + 1);
        panel.corners.push_back({more ? "outcome " + k : "$p_{" + k + "}$ = 1", series(static_cast<int>(c))});
    }
    panel.add(Contours{.id = "entropy", .field = r.field, .levels = {LevelRule::Linear, in.levels, {}}});
    const math::PlanePoint centre = math::to_plane({1.0 / 3, 1.0 / 3, 1.0 / 3}), at = math::to_plane(r.b);
    panel.add(point("even", centre.x, centre.y, {Role::Ink}, PointShape::Cross, 8));
    Arrows arrow{.id = "uphill", .width = 2.6};
    add_velocity_arrow(arrow, r.b, uphill(r.b), 0.22, {Role::Accent});
    panel.add(std::move(arrow));
    panel.add(PointSet{.id = "point",
                       .x = {at.x},
                       .y = {at.y},
                       .shape = PointShape::Ring,
                       .size = 12,
                       .texts = {"$H$ = " + readable(r.entropy, 4)}});
    panel.add(Handle{"point", "the distribution", at.x, at.y, MoveProbabilities{"probabilities", r.corners}});
    return panel;
}

Panel coin_panel(const Computed& r) {
    const bool alone = r.p.size() == 2;
    const std::string k = std::to_string(r.chosen + 1), symbol = "$p_{" + k + "}$";
    const double top = 1.06 * r.largest, p = r.p[r.chosen];
    Panel panel{.id = "coin",
                .title = alone ? "entropy along the segment" : "outcome " + k + " or another: $h$ + rest",
                .cell = {alone ? 0 : 2, 1, alone ? 3 : 1, 1},
                .x = {.label = symbol, .range = Interval{0, 1}},
                .y = {.label = r.unit, .range = Interval{0, top}}};
    Vector xs, coin, whole;
    // Closer towards the ends, where the curve is steep without bound.
    constexpr int pieces = 160;
    for (int i = 0; i <= pieces; ++i) {
        const double s = std::sin(0.5 * std::acos(-1.0) * i / pieces), x = s * s;
        xs.push_back(x);
        coin.push_back(coin_entropy(r, x));
        whole.push_back(coin.back() + (1 - x) * r.rest);
    }
    if (!alone) {
        panel.add(Band{.id = "rest",
                       .label = "$(1 - p_{" + k + "}) H_\\text{rest}$",
                       .x = xs,
                       .low = coin,
                       .high = whole,
                       .colour = {Role::Muted, 0, 0.22}});
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
    panel.add(
        Handle{"share", "share of outcome " + k, p, r.coin, MoveShare{"probabilities", r.chosen, Along::X}});
    return panel;
}

}  // namespace lossfield::viz::entropy
