// Beside the map: the slice along v with its tangent, the slope against v's angle in every norm, the error of the
// difference quotients against h.
#include "viz/labs/calculus/directional_derivative/directional_derivative.hpp"

namespace lossfield::viz::directional_derivative {
namespace {

constexpr double lowest_error = 1e-18;  // the least that an axis shows, in units of the error's own
constexpr double zero_gap = 300;        // of the 0 at an axis' lower end and the ticks above it
constexpr double quarter = 90;
constexpr int angle_step = 2;  // degrees

// f + slope t over the slice, f and the slope as given.
Curve straight(const char* id, const char* label, const Computed& r, double slope, Colour colour) {
    Curve line{.id = id, .label = label};
    line.x = {-r.reach, r.reach};
    line.y = {r.line.value - slope * r.reach, r.line.value + slope * r.reach};
    line.colour = colour;
    return line;
}

PointSet point(const char* id, double x, double y, Colour colour, PointShape shape, double size) {
    PointSet set{.id = id};
    set.x = {x}, set.y = {y};
    set.colours = {colour};
    set.shape = shape, set.size = size;
    return set;
}

double slope_at(const Computed& r, double degrees, math::Norm norm) {
    return math::dot(r.gradient, direction_at(degrees, norm));
}

// From -180 to 180.
double wrapped(double degrees) { return std::remainder(degrees, 4 * quarter); }

}  // namespace

Panel slice_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "slice", .title = "slice along $v$", .cell = {0, 1, 1, 1}};
    panel.x.label = "$t$", panel.y.label = "$f(x + tv)$";
    panel.x.range = Interval{-r.reach, r.reach};
    const Interval seen = finite_range(r.slice_f);
    panel.y.range =
        round_range(ScaleKind::Linear, {seen.low - 0.06 * seen.length(), seen.high + 0.06 * seen.length()});
    Curve parabola{.id = "parabola", .label = "second order"};
    for (const double t : r.slice_t) {
        parabola.x.push_back(t);
        parabola.y.push_back(r.line.value + t * (r.line.slope + 0.5 * t * r.line.curvature));
    }
    parabola.colour = {Role::Muted}, parabola.width = 1.2, parabola.dash = Dash::Dotted;
    panel.add(std::move(parabola));
    panel.add(Curve{
        .id = "slice", .label = "$f$", .x = r.slice_t, .y = r.slice_f, .colour = {Role::Ink}, .width = 2});
    Curve quotient = straight("quotient", "forward quotient", r, r.forward.value, of_forward);
    quotient.width = 1.6, quotient.dash = Dash::Dashed;
    panel.add(std::move(quotient));
    panel.add(straight("tangent", "tangent, slope $D_v f$", r, r.line.slope, of_v));
    panel.add(point("here", 0, r.line.value, {Role::Ink}, PointShape::Disc, 8));
    if (in.h <= r.reach)
        panel.add(point("ahead", in.h, math::value(r.landscape, math::along(r.at, r.v, in.h)), of_forward,
                        PointShape::Disc, 6));
    return panel;
}

Panel angle_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "angle", .title = "slope against the direction", .cell = {0, 2, 1, 1}};
    panel.x.label = "angle of $v$, degrees", panel.y.label = "$D_v f$";
    panel.x.range = Interval{-2 * quarter, 2 * quarter};
    for (const int degrees : {-180, -90, 0, 90, 180})
        panel.x.ticks.push_back({static_cast<double>(degrees), fixed(degrees, 0)});
    const double end = axis_end(1.08 * math::norm_of(math::Norm::L1, r.gradient));
    panel.y.range = Interval{-end, end};
    Band below{.id = "descent"};
    below.colour = {of_descent.role, of_descent.index, 0.2};
    std::vector<Curve> curves;
    for (std::size_t k = 0; k < norm_names.size(); ++k) {
        const bool chosen = k == r.norm;
        Curve curve{.id = norm_names[k].id, .label = norm_names[k].length};
        for (int degrees = -180; degrees <= 180; degrees += angle_step) {
            curve.x.push_back(degrees);
            curve.y.push_back(slope_at(r, degrees, norm_names[k].norm));
        }
        if (chosen) {
            below.x = curve.x, below.high.assign(curve.x.size(), 0.0);
            for (const double slope : curve.y) below.low.push_back(std::min(slope, 0.0));
        }
        curve.colour = chosen ? of_steepest : Colour{Role::Muted};
        curve.width = chosen ? 2.4 : 1.2;
        curve.dash = chosen ? Dash::Solid : k == 1 ? Dash::Dashed : Dash::Dotted;
        curves.push_back(std::move(curve));
    }
    // A dotted curve for each of l1 and l-infinity could not be told apart.
    if (r.norm == 1) curves[0].dash = Dash::Dashed;
    panel.add(std::move(below));
    panel.add(Rule{.id = "zero", .colour = {Role::Muted}});
    for (Curve& curve : curves) panel.add(std::move(curve));
    if (r.sloping()) {
        panel.add(Rule{.id = "gradient-angle",
                       .at = degrees_of(r.gradient),
                       .vertical = true,
                       .colour = of_gradient,
                       .dash = Dash::Dotted,
                       .text = "$∇f$"});
        PointSet level{.id = "right-angles"};
        for (const double turn : {-quarter, quarter}) {
            level.x.push_back(wrapped(degrees_of(r.gradient) + turn));
            level.y.push_back(0);
        }
        level.colours = {of_descent}, level.shape = PointShape::Ring, level.size = 8;
        panel.add(std::move(level));
        PointSet steepest{.id = "steepest"};
        for (std::size_t k = 0; k < norm_names.size(); ++k) {
            steepest.x.push_back(degrees_of(r.steepest[k].direction));
            steepest.y.push_back(r.steepest[k].slope);
            steepest.colours.push_back(k == r.norm ? of_steepest : Colour{Role::Muted});
        }
        steepest.shape = PointShape::Diamond, steepest.size = 9;
        panel.add(std::move(steepest));
    }
    panel.add(point("here", in.angle, r.line.slope, of_v, PointShape::Disc, 9));
    panel.add(Handle{"angle", "angle of v", in.angle, r.line.slope, MoveReal{"angle", Along::X}, of_v});
    return panel;
}

namespace {

// What lies below the axis, a zero among it, sits on its lower end.
Vector shown(const Vector& errors, const Interval& range) {
    Vector out = errors;
    for (double& v : out) v = std::clamp(v, range.low, range.high);
    return out;
}

Interval error_range(const Computed& r) {
    double low = std::max(r.dual_error, lowest_error), high = low;
    for (const Differences* d : {&r.forward, &r.central})
        for (const double v : d->errors) {
            if (!(v > 0) || !std::isfinite(v)) continue;
            low = std::min(low, v), high = std::max(high, v);
        }
    low = std::min(std::max(low, lowest_error), 1e-16);
    return {std::pow(10.0, std::floor(std::log10(low)) - 2), std::pow(10.0, std::ceil(std::log10(high)))};
}

// The lower end stands for 0, which a logarithm never reaches.
Ticks ticks_with_zero(const Interval& range) {
    Ticks ticks = choose_ticks(ScaleKind::Log, {range.low * zero_gap, range.high}, 5);
    ticks.push_back({range.low, "0"});
    return ticks;
}

void add_differences(Panel& panel, const Computed& r, const Differences& d, const Interval& range,
                     const char* id, const char* label, Colour colour) {
    panel.add(Curve{.id = fmt::format("{}-expected", id),
                    .x = r.h,
                    .y = d.sums,
                    .colour = colour,
                    .width = 1.3,
                    .dash = Dash::Dashed});
    panel.add(PointSet{
        .id = id, .label = label, .x = r.h, .y = shown(d.errors, range), .colours = {colour}, .size = 3.5});
    if (!h_range.contains(d.best_h) || !(d.best_sum > 0)) return;
    PointSet best =
        point("", d.best_h, std::clamp(d.best_sum, range.low, range.high), colour, PointShape::Diamond, 11);
    best.id = fmt::format("{}-best", id);
    panel.add(std::move(best));
}

}  // namespace

Panel error_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "error", .title = "finite differences of $D_v f$", .cell = {1, 1, 1, 2}};
    panel.x.label = "step $h$";
    panel.y.label = r.relative ? "relative error" : "absolute error";
    panel.x.scale = panel.y.scale = ScaleKind::Log;
    panel.x.range = h_range;
    const Interval range = error_range(r);
    panel.y.range = range;
    if (r.dual_error == 0) panel.y.ticks = ticks_with_zero(range);
    panel.add(Rule{.id = "dual",
                   .label = "dual numbers: no step",
                   .at = std::clamp(r.dual_error, range.low, range.high),
                   .colour = of_dual,
                   .width = 2});
    add_differences(panel, r, r.forward, range, "forward", "forward, best near $ε^{1/2}$", of_forward);
    add_differences(panel, r, r.central, range, "central", "central, best near $ε^{1/3}$", of_central);
    panel.add(Rule{.id = "here", .at = in.h, .vertical = true, .colour = of_v});
    panel.add(PointSet{.id = "at-h",
                       .x = {in.h, in.h},
                       .y = shown({r.forward.error, r.central.error}, range),
                       .colours = {of_forward, of_central},
                       .shape = PointShape::Ring,
                       .size = 9});
    panel.add(Handle{"h", "step of the difference quotients", in.h,
                     std::clamp(r.forward.error, range.low, range.high), MoveReal{"h", Along::X}, of_v});
    return panel;
}

}  // namespace lossfield::viz::directional_derivative
