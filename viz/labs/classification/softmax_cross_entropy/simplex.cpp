// The simplex panel of the softmax lab: a triangle with iso-loss contours, field and the point's arrow; for two classes a
// segment with the loss above it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "math/losses/cross_entropy.hpp"
#include "math/simplex/softmax.hpp"
#include "viz/fragments/contour_levels.hpp"
#include "viz/labs/classification/softmax_cross_entropy/softmax_cross_entropy.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::softmax_cross_entropy {
namespace {

constexpr std::size_t arrow_subdivisions = 16;

math::Barycentric on_shown(const Vector& v, const std::vector<std::size_t>& corners) {
    return {v[corners[0]], v[corners[1]], v[corners[2]]};
}

// The three directions of the point on the triangle; each as a change of the shown proportions b.
math::Barycentric velocity(const std::string& direction, const math::Barycentric& b,
                           const math::Barycentric& y, double share, double temperature) {
    const math::Classes all{0, 1, 2};
    const Vector at{b[0], b[1], b[2]};
    Vector v;
    if (direction == "logit-flow") {
        // On a face only d = y - share b of the shown classes enters; the others drop out.
        const double mean =
            b[0] * (y[0] - share * b[0]) + b[1] * (y[1] - share * b[1]) + b[2] * (y[2] - share * b[2]);
        const double t2 = temperature * temperature;
        math::Barycentric out;
        for (std::size_t c = 0; c < 3; ++c) out[c] = b[c] * (y[c] - share * b[c] - mean) / t2;
        return out;
    }
    const double total = y[0] + y[1] + y[2];
    if (direction == "difference") {
        v = {y[0] - total * b[0], y[1] - total * b[1], y[2] - total * b[2]};
    } else {
        v = math::steepest_direction(at, Vector{y[0], y[1], y[2]});
    }
    return math::face_velocity(at, v, all);
}

const char* direction_name(const std::string& direction) {
    if (direction == "logit-flow") return "gradient flow";
    return direction == "difference" ? "$y - p$" : "$-∂L/∂p$";
}

Panel triangle_panel(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    Panel panel{.id = "simplex",
                .title = "simplex: loss and descent",
                .kind = PanelKind::Simplex,
                .cell = {0, 1, 2, 1}};
    if (in.logits.size() > 3)
        panel.title = fmt::format("simplex of three classes; the others hold {}", readable(1 - r.share, 3));
    const math::Barycentric y = on_shown(r.y, r.corners);
    for (const std::size_t c : r.corners)
        panel.corners.push_back(
            {r.y[c] == 1 ? names[c] + " · target" : names[c], series(static_cast<int>(c))});
    if (in.contours) {
        Contours contours;
        contours.id = "loss";
        contours.field = r.field;
        contours.levels = Levels{in.level_rule, in.levels};
        contours.interpolation = Interpolation::NegativeExponential;
        contours.scale.reversed = true;
        panel.add(std::move(contours));
    }
    const std::string field_direction = in.direction == "all" ? "logit-flow" : in.direction;
    if (in.field) {
        Arrows field = triangle_field(arrow_subdivisions, [&](const math::Barycentric& b) {
            return velocity(field_direction, b, y, r.share, in.temperature);
        });
        field.id = "field";
        field.colours = {{Role::Ink, 0, 0.5}};
        panel.add(std::move(field));
    }
    const math::PlanePoint at = math::to_plane(r.b);
    const double y_total = y[0] + y[1] + y[2];
    if (y_total > 0) {
        const math::PlanePoint t = math::to_plane({y[0] / y_total, y[1] / y_total, y[2] / y_total});
        panel.add(PointSet{.id = "target",
                           .x = {t.x},
                           .y = {t.y},
                           .colours = {{Role::Ink}},
                           .shape = PointShape::Diamond,
                           .size = 10});
        panel.add(Handle{"target",
                         "target",
                         t.x,
                         t.y,
                         MoveProbabilities{"target", r.corners},
                         {Role::Ink},
                         HandleShape::Diamond});
    }
    const bool all = in.direction == "all";
    for (const std::string d : {"logit-flow", "difference", "steepest"}) {
        if (!all && in.direction != d) continue;
        // Three at a time have their names in the legend: at their tips there is seldom room.
        Arrows arrow;
        arrow.id = all ? "direction-" + d : "direction";
        arrow.label = all ? direction_name(d) : "";
        arrow.width = 2.6;
        const Colour colour = !all || d == "logit-flow" ? Colour{Role::Accent}
                              : d == "difference"       ? Colour{Role::Ink}
                                                        : series(5);
        add_velocity_arrow(arrow, r.b, velocity(d, r.b, y, r.share, in.temperature), 0.26, colour);
        panel.add(std::move(arrow));
    }
    panel.add(PointSet{.id = "point",
                       .x = {at.x},
                       .y = {at.y},
                       .shape = PointShape::Ring,
                       .size = 12,
                       .texts = {"$L$ = " + readable(r.loss, 4)}});
    panel.add(Handle{
        "point", "prediction", at.x, at.y, MoveLogits{"logits", "temperature", r.corners}, {Role::Accent}});
    return panel;
}

// Two classes: the simplex is a segment, and the loss a curve over it.
Panel segment_panel(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    Panel panel{
        .id = "simplex", .title = "simplex of two classes: loss along the segment", .cell = {0, 1, 2, 1}};
    panel.x.label = "probability of " + names[1] + " $p_2$";
    panel.x.range = Interval{0, 1};
    panel.y.label = "loss $L$";
    const double top = std::isfinite(r.loss) ? std::max(4.0, std::ceil(1.15 * r.loss)) : 4;
    panel.y.range = Interval{0, top};
    Curve curve;
    curve.id = "loss";
    curve.colour = series(0);
    // By the logit of p, so that both ends rise out of the panel, where the loss is infinite: evenly in the middle,
    // then in growing steps as far as the smaller target needs.
    const double least = std::min(r.y[0] > 0 ? r.y[0] : 1, r.y[1] > 0 ? r.y[1] : 1);
    const double growth = std::pow(std::max(2.0, (top + 1) / (8 * least)), 1.0 / 40);
    for (int i = -240; i <= 240; ++i) {
        const int outside = std::max(0, std::abs(i) - 200);
        const double logit = std::copysign(0.04 * std::min(200, std::abs(i)) * std::pow(growth, outside), i);
        curve.x.push_back(math::softmax(Vector{0, logit})[1]);
        curve.y.push_back(math::cross_entropy_loss({0, logit}, 1, r.y));
    }
    panel.add(std::move(curve));
    PointSet target;
    target.id = "target";
    target.x = {r.y[1]};
    target.y = {0};
    target.shape = PointShape::Diamond;
    target.size = 10;
    target.colours = {{Role::Ink}};
    Arrows arrow;
    arrow.id = "direction";
    arrow.width = 2.6;
    const double flow = 2 * r.p[0] * r.p[1] * (r.y[1] - r.p[1]) / (in.temperature * in.temperature);
    const double speed = in.direction == "difference" ? r.y[1] - r.p[1] : flow;
    if (std::abs(speed) > 1e-9) {
        arrow.x = {r.p[1]}, arrow.y = {0}, arrow.v = {0};
        arrow.u = {std::copysign(0.3 * std::abs(speed) / (std::abs(speed) + 0.12), speed)};
        arrow.colours = {{Role::Accent}};
        panel.add(std::move(arrow));
    }
    PointSet point;
    point.id = "point";
    point.x = {r.p[1]};
    point.y = {r.loss};
    point.shape = PointShape::Ring;
    point.size = 12;
    point.texts = {"$L$ = " + readable(r.loss, 4)};
    panel.add(Rule{.id = "drop", .at = r.p[1], .vertical = true, .dash = Dash::Dotted});
    panel.add(std::move(target));
    panel.add(std::move(point));
    panel.add(Handle{"target",
                     "target",
                     r.y[1],
                     0,
                     MoveProbabilities{"target", r.corners},
                     {Role::Ink},
                     HandleShape::Diamond});
    panel.add(Handle{"point",
                     "prediction",
                     r.p[1],
                     r.loss,
                     MoveLogits{"logits", "temperature", r.corners},
                     {Role::Accent}});
    return panel;
}

}  // namespace

Panel simplex_panel(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    return r.corners.size() == 3 ? triangle_panel(in, r, names) : segment_panel(in, r, names);
}

}  // namespace lossfield::viz::softmax_cross_entropy
