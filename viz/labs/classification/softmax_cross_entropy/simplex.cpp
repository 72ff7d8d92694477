// The simplex panel of the softmax lab: a triangle with iso-loss contours, field and the point's arrow; for two classes a
// segment with the loss above it.
#include "math/losses/cross_entropy.hpp"
#include "math/simplex/softmax.hpp"
#include "viz/labs/classification/softmax_cross_entropy/softmax_cross_entropy.hpp"

namespace lossfield::viz::softmax_cross_entropy {
namespace {

constexpr std::size_t arrow_subdivisions = 16;

// The three directions of the point on the triangle; each as a change of the shown proportions b.
math::Barycentric velocity(Direction direction, const math::Barycentric& b, const Computed& r,
                           double temperature) {
    const math::Barycentric& y = r.b_y;
    const math::Classes all{0, 1, 2};
    switch (direction) {
        case Direction::Difference:
            return math::face_velocity(b, math::straight_direction(shown_shares(y[0] + y[1] + y[2], b), y),
                                       all);
        case Direction::Steepest:
            return math::face_velocity(b, math::steepest_direction(b, y), all);
        case Direction::LogitFlow:
        case Direction::All:
            break;
    }
    return math::face_logit_flow({r.shown.share, b}, temperature, y);
}

void add_target(Panel& panel, const Computed& r, const math::PlanePoint& at) {
    panel.add(point("target", at, {Role::Ink}, PointShape::Diamond, 10));
    panel.add(handle_at("target", "target", at, MoveProbabilities{"target", r.corners}, {Role::Ink},
                        HandleShape::Diamond));
}

void add_prediction(Panel& panel, const Computed& r, const math::PlanePoint& at) {
    panel.add(point("point", at, {Role::Accent}, PointShape::Ring, 12, "$L$ = " + readable(r.loss, 4)));
    panel.add(handle_at("point", "prediction", at, MoveLogits{"logits", "temperature", r.corners}));
}

// The chosen direction at the point, or all three: those have their names in the legend, for at their tips there is seldom
// room.
void add_directions(Panel& panel, const Inputs& in, const Computed& r) {
    const bool all = in.direction == Direction::All;
    for (const auto& [direction, id, name, colour] :
         {std::tuple{Direction::LogitFlow, "logit-flow", "gradient flow", Colour{Role::Accent}},
          {Direction::Difference, "difference", "$y - p$", Colour{Role::Ink}},
          {Direction::Steepest, "steepest", "$-∂L/∂p$", series(5)}}) {
        if (!all && in.direction != direction) continue;
        Arrows arrow{.id = "direction", .width = 2.6};
        if (all) arrow.id += std::string("-") + id, arrow.label = name;
        add_velocity_arrow(arrow, r.shown.b, velocity(direction, r.shown.b, r, in.temperature), 0.26,
                           all ? colour : Colour{Role::Accent});
        panel.add(std::move(arrow));
    }
}

Panel triangle_panel(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    Panel panel{.id = "simplex", .title = "simplex: loss and descent", .kind = PanelKind::Simplex};
    panel.cell = {0, 1, 2, 1};
    if (in.logits.size() > 3)
        panel.title =
            fmt::format("simplex of three classes; the others hold {}", readable(1 - r.shown.share, 3));
    for (const std::size_t c : r.corners)
        panel.corners.push_back(
            {r.y[c] == 1 ? names[c] + " · target" : names[c], series(static_cast<int>(c))});
    if (in.contours) {
        panel.colour_bar = ColourBar{.label = "loss $L$", .mark = "loss"};
        panel.add(Contours{.id = "loss",
                           .field = r.field,
                           .levels = {in.level_rule, in.levels},
                           .interpolation = Interpolation::NegativeExponential});
    }
    if (in.field) {
        Arrows field = triangle_field(arrow_subdivisions, [&](const math::Barycentric& b) {
            return velocity(in.direction, b, r, in.temperature);
        });
        field.id = "field", field.colours = {{Role::Ink, 0, 0.5}};
        panel.add(std::move(field));
    }
    const math::Barycentric& y = r.b_y;
    const double total = y[0] + y[1] + y[2];
    if (total > 0) add_target(panel, r, math::to_plane({y[0] / total, y[1] / total, y[2] / total}));
    add_directions(panel, in, r);
    add_prediction(panel, r, math::to_plane(r.shown.b));
    return panel;
}

// Two classes: the simplex is a segment, and the loss a curve over it.
Panel segment_panel(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    const double top = std::isfinite(r.loss) ? std::max(4.0, std::ceil(1.15 * r.loss)) : 4;
    Panel panel{.id = "simplex", .title = "simplex of two classes: loss along the segment"};
    panel.cell = {0, 1, 2, 1};
    panel.x = {.label = fmt::format("probability of {} $p_2$", names[1]), .range = Interval{0, 1}};
    panel.y = {.label = "loss $L$", .range = Interval{0, top}};
    Curve loss{.id = "loss", .colour = series(0)};
    // By the logit of p, so that both ends rise out of the panel, where the loss is infinite: evenly in the middle,
    // then in growing steps as far as the smaller target needs.
    const double least = std::min(r.y[0] > 0 ? r.y[0] : 1, r.y[1] > 0 ? r.y[1] : 1);
    const double growth = std::pow(std::max(2.0, (top + 1) / (8 * least)), 1.0 / 40);
    for (int i = -240; i <= 240; ++i) {
        const int outside = std::max(0, std::abs(i) - 200);
        const double logit = std::copysign(0.04 * std::min(200, std::abs(i)) * std::pow(growth, outside), i);
        loss.x.push_back(math::softmax(Vector{0, logit})[1]);
        loss.y.push_back(math::cross_entropy_loss({0, logit}, 1, r.y));
    }
    panel.add(std::move(loss));
    const double flow = 2 * r.p[0] * r.p[1] * (r.y[1] - r.p[1]) / (in.temperature * in.temperature);
    const double speed = in.direction == Direction::Difference ? r.y[1] - r.p[1]
                         : in.direction == Direction::Steepest ? math::steepest_direction(r.p, r.y)[1]
                                                               : flow;
    if (std::abs(speed) > 1e-9) {
        const double length = std::copysign(0.3 * std::abs(speed) / (std::abs(speed) + 0.12), speed);
        Arrows arrow{"direction", "", {r.p[1]}, {0}, {length}, {0}};
        arrow.colours = {{Role::Accent}}, arrow.width = 2.6;
        panel.add(std::move(arrow));
    }
    panel.add(vertical_rule("drop", r.p[1], {Role::Muted}, Dash::Dotted));
    add_target(panel, r, {r.y[1], 0});
    add_prediction(panel, r, {r.p[1], r.loss});
    return panel;
}

}  // namespace

Panel simplex_panel(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    return r.corners.size() == 3 ? triangle_panel(in, r, names) : segment_panel(in, r, names);
}

Readouts probe_simplex(const Inputs& /*in*/, const Computed& r, double x, double y) {
    if (r.corners.size() == 2) {
        if (x < 0 || x > 1) return {};
        const Vector p{1 - x, x};
        return {{"loss", "loss", "$L$", shown_loss(0, r.y, p)}, {"p", "probabilities", "$p$", p}};
    }
    const auto b = inside_triangle(x, y);
    if (!b) return {};
    return {{"loss", "loss", "$L$", shown_loss(r.held, r.b_y, *b)},
            {"p", "probabilities of the shown classes", "$p$", shown_shares(r.shown.share, *b)}};
}

}  // namespace lossfield::viz::softmax_cross_entropy
