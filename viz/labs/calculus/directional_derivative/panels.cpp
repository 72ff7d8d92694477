// Beside the map: the slice along v with its tangent, the slope against v's angle in every norm, the error of the
// difference quotients against h.
#include "viz/labs/calculus/directional_derivative/directional_derivative.hpp"

namespace lossfield::viz::directional_derivative {
namespace {

constexpr double lowest_error = 1e-18;  // the least that an axis shows, in units of the error's own
constexpr double zero_gap = 300;        // of the 0 at an axis' lower end and the ticks above it
constexpr double quarter = 90;

Interval error_range(const Computed& r) {
    double low = std::max(r.dual_error, lowest_error), high = low;
    for (const math::DifferenceSweep* d : {&r.forward, &r.central})
        for (const double v : d->errors) {
            if (!(v > 0) || !std::isfinite(v)) continue;
            low = std::min(low, v), high = std::max(high, v);
        }
    low = std::min(std::max(low, lowest_error), 1e-16);
    return {std::pow(10.0, std::floor(std::log10(low)) - 2), std::pow(10.0, std::ceil(std::log10(high)))};
}

}  // namespace

Panel slice_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "slice", .title = "slice along $v$", .cell = {0, 1, 1, 1}};
    const Interval seen = finite_range(r.slice_f), across{-r.reach, r.reach};
    const double air = 0.06 * seen.length();
    panel.x = {.label = "$t$", .range = across};
    panel.y = {.label = "$f(a + tv)$",
               .range = round_range(ScaleKind::Linear, {seen.low - air, seen.high + air})};
    const auto parabola = [&](double t) {
        return r.line.value + t * (r.line.slope + 0.5 * t * r.line.curvature);
    };
    const auto add_straight = [&](const char* id, const char* label, double slope, Colour colour,
                                  double width, Dash dash) {
        panel.add(curve(id, label, {across.low, across.high},
                        {r.line.value - slope * r.reach, r.line.value + slope * r.reach}, colour, width,
                        dash));
    };
    panel.add(curve("parabola", "second order", r.slice_t, each(r.slice_t, parabola), {Role::Muted}, 1.2,
                    Dash::Dotted));
    panel.add(curve("slice", "$f$", r.slice_t, r.slice_f, {Role::Ink}));
    add_straight("quotient", "forward quotient", r.forward.value, of_forward, 1.6, Dash::Dashed);
    add_straight("tangent", "tangent, slope $D_v f$", r.line.slope, of_v, 2, Dash::Solid);
    panel.add(point("here", 0, r.line.value, {Role::Ink}, PointShape::Disc, 8));
    if (in.h <= r.reach) {
        const double ahead = math::value(r.landscape, math::along(r.at, r.v, in.h));
        panel.add(point("ahead", in.h, ahead, of_forward, PointShape::Disc, 6));
    }
    return panel;
}

Panel angle_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "angle", .title = "slope against the direction", .cell = {0, 2, 1, 1}};
    const double end = axis_end(1.08 * math::norm_of(math::Norm::L1, r.gradient));
    panel.x = {.label = "angle of $v$, degrees", .range = Interval{-2 * quarter, 2 * quarter}};
    panel.y = {.label = "$D_v f$", .range = Interval{-end, end}};
    for (double at = -2 * quarter; at <= 2 * quarter; at += quarter)
        panel.x.ticks.push_back({at, fixed(at, 0)});
    const Vector angles = evenly({-2 * quarter, 2 * quarter}, 180);
    const auto slopes = [&](std::size_t norm) {
        return each(angles, [&](double angle) {
            return math::dot(r.gradient, math::direction_at(angle, norm_names[norm].norm));
        });
    };
    panel.add(Band{.id = "descent",
                   .x = angles,
                   .low = each(slopes(r.norm), [](double slope) { return std::min(slope, 0.0); }),
                   .high = Vector(angles.size(), 0.0),
                   .colour = series(of_descent.index, 0.2)});
    panel.add(horizontal_rule("zero", 0));
    PointSet steepest{.id = "steepest", .shape = PointShape::Diamond, .size = 9};
    for (std::size_t k = 0; k < norm_names.size(); ++k) {
        const bool chosen = k == r.norm;
        // A dotted curve for each of l1 and l-infinity could not be told apart.
        const bool dashed = k == 1 || (k == 0 && r.norm == 1);
        const Colour colour = chosen ? of_steepest : Colour{Role::Muted};
        panel.add(curve(norm_names[k].id, norm_names[k].length, angles, slopes(k), colour, chosen ? 2.4 : 1.2,
                        chosen   ? Dash::Solid
                        : dashed ? Dash::Dashed
                                 : Dash::Dotted));
        steepest.x.push_back(math::degrees_of(r.steepest[k].direction));
        steepest.y.push_back(r.steepest[k].slope);
        steepest.colours.push_back(colour);
    }
    if (sloping(r)) {
        const double turn = math::degrees_of(r.gradient);
        const auto wrapped = [](double angle) { return std::remainder(angle, 4 * quarter); };
        panel.add(vertical_rule("gradient-angle", turn, of_gradient, Dash::Dotted, 1, "$∇f$"));
        panel.add(PointSet{.id = "right-angles",
                           .x = {wrapped(turn - quarter), wrapped(turn + quarter)},
                           .y = {0, 0},
                           .colours = {of_descent},
                           .shape = PointShape::Ring,
                           .size = 8});
        panel.add(std::move(steepest));
    }
    panel.add(point("here", in.angle, r.line.slope, of_v, PointShape::Disc, 9));
    panel.add(Handle{"angle", "angle of v", in.angle, r.line.slope, MoveReal{"angle", Along::X}, of_v});
    return panel;
}

Panel error_panel(const Inputs& in, const Computed& r) {
    const Interval range = error_range(r);
    Panel panel{.id = "error", .title = "finite differences of $D_v f$", .cell = {1, 1, 1, 2}};
    panel.x = {.label = "step $h$", .scale = ScaleKind::Log, .range = h_range};
    panel.y = {
        .label = r.relative ? "relative error" : "absolute error", .scale = ScaleKind::Log, .range = range};
    if (r.dual_error == 0) {
        // The lower end stands for 0, which a logarithm never reaches.
        panel.y.ticks = choose_ticks(ScaleKind::Log, {range.low * zero_gap, range.high}, 5);
        panel.y.ticks.push_back({range.low, "0"});
    }
    // What lies below the axis, a zero among it, sits on its lower end.
    const auto shown = [&](double error) { return std::clamp(error, range.low, range.high); };
    const auto add = [&](const std::string& id, const char* label, const math::DifferenceSweep& d,
                         Colour colour) {
        panel.add(curve(id + "-expected", "", r.h, d.expected, colour, 1.3, Dash::Dashed));
        panel.add(PointSet{.id = id,
                           .label = label,
                           .x = r.h,
                           .y = each(d.errors, shown),
                           .colours = {colour},
                           .size = 3.5});
        if (h_range.contains(d.best_h) && d.best_expected > 0)
            panel.add(point(id + "-best", d.best_h, shown(d.best_expected), colour, PointShape::Diamond, 11));
    };
    Rule dual = horizontal_rule("dual", shown(r.dual_error), of_dual, Dash::Solid, 2);
    dual.label = "dual numbers: no step";
    panel.add(std::move(dual));
    add("forward", "forward, best near $ε^{1/2}$", r.forward, of_forward);
    add("central", "central, best near $ε^{1/3}$", r.central, of_central);
    panel.add(vertical_rule("here", in.h, of_v));
    panel.add(PointSet{.id = "at-h",
                       .x = {in.h, in.h},
                       .y = {shown(r.forward.error), shown(r.central.error)},
                       .colours = {of_forward, of_central},
                       .shape = PointShape::Ring,
                       .size = 9});
    panel.add(Handle{"h", "step of the difference quotients", in.h, shown(r.forward.error),
                     MoveReal{"h", Along::X}, of_v});
    return panel;
}

}  // namespace lossfield::viz::directional_derivative
