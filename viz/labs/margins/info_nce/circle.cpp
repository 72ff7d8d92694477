// The unit circle: anchor, positive and negatives, the forces on them along it, the density about the anchor as a halo, and the sector
// in which the softmax would choose the positive.
#include "viz/labs/margins/info_nce/info_nce.hpp"

namespace lossfield::viz::info_nce {
namespace {

constexpr double reach = 1.42;  // half of the panel's width
constexpr double halo = 1.05, thick = 0.28;
constexpr double longest = 1;  // of a force of 1 / tau, the most one candidate can feel
constexpr int round_steps = 240;

math::PlanePoint on_circle(double angle, double radius = 1) {
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

Curve arc(std::string id, double from, double to, double radius, Colour colour, double width) {
    Curve line = curve(std::move(id), "", {}, {}, colour, width);
    for (int i = 0; i <= round_steps; ++i) {
        const math::PlanePoint p =
            on_circle(std::lerp(from, to, static_cast<double>(i) / round_steps), radius);
        line.x.push_back(p.x), line.y.push_back(p.y);
    }
    return line;
}

// Density relative to its highest, about the anchor.
Polygon density_ring(const Inputs& in, const Standing& s) {
    Vector x, y;
    for (int i = 0; i <= round_steps; ++i) {
        const double turn = 2 * std::numbers::pi * i / round_steps;
        const math::PlanePoint p =
            on_circle(s.angles[0] + turn, halo + thick * std::exp((std::cos(turn) - 1) / in.temperature));
        x.push_back(p.x), y.push_back(p.y);
    }
    Vector inner_x, inner_y;
    for (int i = 0; i <= round_steps; ++i) {
        const math::PlanePoint p = on_circle(s.angles[0] - 2 * std::numbers::pi * i / round_steps, halo);
        inner_x.push_back(p.x), inner_y.push_back(p.y);
    }
    return {.id = "halo",
            .label = "density about the anchor, $κ = 1/τ$",
            .x = {x, inner_x},
            .y = {y, inner_y},
            .fill = {Role::Accent, 0, 0.22},
            .stroke = {Role::Accent, 0, 0.5},
            .width = 0.8};
}

// From the bisector with the next candidate on one side to that on the other.
Polygon positive_sector(const Standing& s) {
    const double whole = 2 * std::numbers::pi;
    double ahead = whole, behind = whole;
    for (std::size_t k = 2; k < s.angles.size(); ++k) {
        const double turn = std::remainder(s.angles[k] - s.angles[1], whole),
                     left = turn < 0 ? turn + whole : turn;
        ahead = std::min(ahead, left), behind = std::min(behind, left > 0 ? whole - left : 0);
    }
    Vector x{0}, y{0};
    for (int i = 0; i <= round_steps; ++i) {
        const math::PlanePoint p =
            on_circle(s.angles[1] + std::lerp(-behind / 2, ahead / 2, static_cast<double>(i) / round_steps));
        x.push_back(p.x), y.push_back(p.y);
    }
    return {.id = "sector",
            .label = "where the positive has the largest share",
            .x = {x},
            .y = {y},
            .fill = series(0, 0.14),
            .stroke = series(0, 0.5),
            .width = 1};
}

}  // namespace

Panel circle_panel(const Inputs& in, const Standing& s) {
    Panel panel{
        .id = "circle", .title = "embeddings on the unit circle", .cell = {0, 0, 2, 1}, .equal_aspect = true};
    panel.x = {.range = Interval{-reach, reach}, .visible = false};
    panel.y = {.range = Interval{-reach, reach}, .visible = false};
    panel.add(positive_sector(s));
    panel.add(density_ring(in, s));
    panel.add(arc("circle", 0, 2 * std::numbers::pi, 1, {Role::Muted}, 1.2));
    PointSet start{.id = "start", .colours = {}, .shape = PointShape::Ring, .size = 6};
    PointSet now{.id = "now", .colours = {}, .size = 11, .texts = {}};
    Arrows force{.id = "force", .label = "$-τ ∂L/∂φ$", .colours = {{Role::Ink}}, .width = 2.2};

    const std::size_t count = s.angles.size();
    for (std::size_t k = 0; k < count; ++k) {
        const Colour colour = k == 0 ? Colour{Role::Accent} : series(k == 1 ? 0 : 1);
        const double degrees_at_start = k == 0 ? in.anchor : k == 1 ? in.positive : in.negatives[k - 2];
        const math::PlanePoint from = on_circle(degrees_at_start * std::numbers::pi / 180),
                               at = on_circle(s.angles[k]);
        start.x.push_back(from.x), start.y.push_back(from.y), start.colours.push_back(colour);
        now.x.push_back(at.x), now.y.push_back(at.y), now.colours.push_back(colour);
        now.texts.emplace_back(k == 0        ? "anchor"
                               : k == 1      ? "positive"
                               : count <= 10 ? std::to_string(k - 1)
                                             : "");
        const double size = -longest * in.temperature * s.nce.gradient[k];
        force.x.push_back(at.x), force.y.push_back(at.y);
        force.u.push_back(-size * std::sin(s.angles[k])), force.v.push_back(size * std::cos(s.angles[k]));
        const std::string id = k == 0 ? "anchor" : k == 1 ? "positive" : "negative-" + std::to_string(k - 1);
        panel.add(handle_at(
            id, k < 2 ? id + " at the start" : "negative " + std::to_string(k - 1) + " at the start", from,
            k == 0   ? MovePolar{"anchor"}
            : k == 1 ? MovePolar{"positive"}
                     : MovePolar{"negatives", "", k - 2},
            colour));
    }
    panel.add(std::move(start));
    panel.add(std::move(force));
    panel.add(std::move(now));
    return panel;
}

}  // namespace lossfield::viz::info_nce
