// Two panels of the entropy lab: entropy over the triangle of three outcomes, and the chain rule along the share of one
// outcome: the coin "this one or another" and, above it, what the others add among themselves.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/information/information.hpp"
#include "viz/labs/information/entropy/entropy.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::entropy {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
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
    Curve tangent;
    tangent.id = "tangent";
    tangent.colour = {Role::Accent};
    tangent.width = 1.6;
    if (std::isinf(r.coin_slope)) {
        tangent.x = {x, x};
        tangent.y = {y, y + 2 * tangent_reach * top};
        return tangent;
    }
    const double dx = tangent_reach / std::hypot(1.0, r.coin_slope / top);
    tangent.x = {x - dx, x + dx};
    tangent.y = {y - r.coin_slope * dx, y + r.coin_slope * dx};
    return tangent;
}

}  // namespace

Panel triangle_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "simplex",
                .title = fmt::format("entropy of three outcomes, {}", r.unit),
                .kind = PanelKind::Simplex,
                .cell = {0, 1, 2, 1}};
    if (r.p.size() > 3)
        panel.title = fmt::format("entropy, {}; the other outcomes hold {}", r.unit, brief(1 - r.share, 3));
    for (const std::size_t c : r.corners)
        panel.corners.push_back({fmt::format("$p_{{{}}}$ = 1", c + 1), series(static_cast<int>(c))});
    if (r.p.size() > 3)
        for (std::size_t i = 0; i < 3; ++i)
            panel.corners[i].label = fmt::format("outcome {}", r.corners[i] + 1);
    panel.add(Contours{.id = "entropy", .field = r.field, .levels = {LevelRule::Linear, in.levels, {}}});
    const math::PlanePoint centre = math::to_plane({1.0 / 3, 1.0 / 3, 1.0 / 3});
    panel.add(PointSet{.id = "even",
                       .x = {centre.x},
                       .y = {centre.y},
                       .colours = {{Role::Ink}},
                       .shape = PointShape::Cross,
                       .size = 8});
    Arrows arrow;
    arrow.id = "uphill";
    arrow.width = 2.6;
    add_velocity_arrow(arrow, r.b, uphill(r.b), 0.22, {Role::Accent});
    panel.add(std::move(arrow));
    const math::PlanePoint at = math::to_plane(r.b);
    panel.add(PointSet{.id = "point",
                       .x = {at.x},
                       .y = {at.y},
                       .shape = PointShape::Ring,
                       .size = 12,
                       .texts = {"$H$ = " + readable(r.entropy, 4)}});
    panel.add(Handle{"point",
                     "the distribution",
                     at.x,
                     at.y,
                     MoveProbabilities{"probabilities", r.corners},
                     {Role::Accent}});
    return panel;
}

Panel coin_panel(const Computed& r) {
    const bool coin_alone = r.p.size() == 2;
    const std::string symbol = fmt::format("$p_{{{}}}$", r.chosen + 1);
    Panel panel{.id = "coin",
                .title = coin_alone ? "entropy along the segment"
                                    : fmt::format("outcome {} or another: $h$ + rest", r.chosen + 1),
                .cell = {coin_alone ? 0 : 2, 1, coin_alone ? 3 : 1, 1}};
    panel.x.label = symbol;
    panel.x.range = Interval{0, 1};
    panel.y.label = r.unit;
    const double top = 1.06 * r.largest;
    panel.y.range = Interval{0, top};
    const double p = r.p[r.chosen];
    Curve coin;
    coin.id = "coin-entropy";
    coin.colour = series(static_cast<int>(r.chosen));
    coin.width = 2.6;
    Band rest;
    rest.id = "rest";
    rest.colour = {Role::Muted, 0, 0.22};
    Curve whole;
    whole.id = "whole";
    whole.colour = {Role::Ink};
    whole.width = 1.6;
    // Closer towards the ends, where the curve is steep without bound.
    constexpr int pieces = 160;
    for (int i = 0; i <= pieces; ++i) {
        const double s = std::sin(0.5 * std::acos(-1.0) * i / pieces);
        const double x = s * s;
        const double h = coin_entropy(r, x);
        coin.x.push_back(x), coin.y.push_back(h);
        whole.x.push_back(x), whole.y.push_back(h + (1 - x) * r.rest);
        rest.x.push_back(x), rest.low.push_back(h), rest.high.push_back(h + (1 - x) * r.rest);
    }
    if (!coin_alone) {
        coin.label = fmt::format("$h$({})", symbol);
        rest.label = fmt::format("$(1 - p_{{{}}}) H_\\text{{rest}}$", r.chosen + 1);
        whole.label = "$H$";
        panel.add(std::move(rest));
        panel.add(std::move(whole));
    }
    panel.add(std::move(coin));
    Curve tangent = tangent_at(r, p, r.coin, top);
    tangent.label = fmt::format("slope {}", r.coin_slope == infinity    ? "$+∞$"
                                            : r.coin_slope == -infinity ? "$-∞$"
                                                                        : readable(r.coin_slope, 3));
    panel.add(std::move(tangent));
    panel.add(Curve{.id = "drop",
                    .x = {p, p},
                    .y = {0, r.entropy},
                    .colour = {Role::Muted},
                    .width = 1,
                    .dash = Dash::Dotted});
    PointSet points;
    points.id = "points";
    points.shape = PointShape::Ring;
    points.size = 12;
    // The handle's own lies on top where both meet.
    if (!coin_alone) points.x = {p}, points.y = {r.entropy}, points.colours = {{Role::Ink}};
    points.x.push_back(p), points.y.push_back(r.coin), points.colours.push_back({Role::Accent});
    panel.add(std::move(points));
    panel.add(Handle{"share",
                     fmt::format("share of outcome {}", r.chosen + 1),
                     p,
                     r.coin,
                     MoveShare{"probabilities", r.chosen, Along::X},
                     {Role::Accent}});
    return panel;
}

}  // namespace lossfield::viz::entropy
