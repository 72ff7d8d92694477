// The modes of the spectrum: their roots in the complex plane, their contractions, their errors step by step.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "viz/fragments/axis_end.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/optimizers/momentum_map/momentum_map.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::momentum_map {
namespace {

constexpr int circle_samples = 120, trail_samples = 160, mode_samples = 240, handle_samples = 160;
constexpr Interval curvatures{0.1, 1000};
constexpr double smallest_error = 1e-12, largest_error = 1e6;

double between(const Inputs& in, double t) { return in.mu * std::pow(in.largest / in.mu, t); }

Curve circle(const char* id, const char* label, double centre, double radius, Colour colour) {
    auto curve = named<Curve>(id, label);
    for (int i = 0; i <= circle_samples; ++i) {
        const double angle = 2 * std::numbers::pi * i / circle_samples;
        curve.x.push_back(centre + radius * std::cos(angle));
        curve.y.push_back(radius * std::sin(angle));
    }
    curve.colour = colour;
    curve.width = 1.2;
    return curve;
}

// Both roots while h runs from mu to L, through the double roots, where they turn a corner.
void add_trails(Panel& panel, const Inputs& in, const Computed& r) {
    Vector places;
    for (int i = 0; i <= trail_samples; ++i) places.push_back(static_cast<double>(i) / trail_samples);
    const math::ComplexRange range = math::complex_range(r.method, in.momentum);
    for (const double a : {range.low, range.high}) {
        const double h = a / in.rate;
        if (h > in.mu && h < in.largest) places.push_back(std::log(h / in.mu) / std::log(in.largest / in.mu));
    }
    std::sort(places.begin(), places.end());
    auto first = named<Curve>("roots-first", "roots, $μ ≤ h ≤ L$"), second = named<Curve>("roots-second");
    for (const double t : places) {
        const math::ModeRoots z = math::mode_roots(r.method, in.rate * between(in, t), in.momentum);
        first.x.push_back(z.first.real()), first.y.push_back(z.first.imag());
        second.x.push_back(z.second.real()), second.y.push_back(z.second.imag());
    }
    for (Curve* c : {&first, &second}) {
        c->colour = {Role::Ink, 0, 0.55};
        c->width = 2.4;
        panel.add(std::move(*c));
    }
}

Curve contraction_curve(const char* id, const char* label, Colour colour, double width) {
    auto curve = named<Curve>(id, label);
    curve.colour = colour;
    curve.width = width;
    return curve;
}

double error_floor(const Inputs& in, const Computed& r) {
    const double last = std::pow(std::max(r.contraction, r.best.contraction), in.steps);
    return std::clamp(0.1 * last, smallest_error, 1e-3);
}

}  // namespace

Panel roots_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "roots", .title = "roots $z$", .cell = {0, 1, 1, 1}};
    panel.x.label = "real part", panel.y.label = "imaginary part";
    double end = 1;
    for (const Mode& m : r.modes) end = std::max(end, m.contraction);
    end = end > 1.15 ? axis_end(1.1 * end) : 1.2;
    panel.x.range = panel.y.range = Interval{-end, end};
    panel.equal_aspect = true;
    panel.add(circle("unit-circle", "", 0, 1, {Role::Ink, 0, 0.7}));
    const double b = in.momentum;
    Curve orbit =
        r.method == math::MomentumMethod::HeavyBall
            ? circle("complex-circle", "$|z| = √β$", 0, std::sqrt(b), {Role::Muted})
            : circle("complex-circle", "circle of complex roots", b / (1 + b), b / (1 + b), {Role::Muted});
    orbit.dash = Dash::Dotted;
    panel.add(std::move(orbit));
    Curve reach = circle("contraction-circle", "$|z| = ρ$", 0, r.contraction, {Role::Accent});
    reach.dash = Dash::Dashed;
    panel.add(std::move(reach));
    add_trails(panel, in, r);
    for (const Mode& m : r.modes) {
        panel.add(PointSet{.id = m.id,
                           .label = m.name,
                           .x = {m.roots.first.real(), m.roots.second.real()},
                           .y = {m.roots.first.imag(), m.roots.second.imag()},
                           .colours = {series(m.colour)},
                           .size = 9});
    }
    return panel;
}

Panel spectrum_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "spectrum", .title = "contraction of a mode", .cell = {0, 2, 1, 1}};
    panel.x.label = "eigenvalue $h$", panel.y.label = "$|z|$";
    panel.x.scale = ScaleKind::Log;
    panel.x.range = curvatures;
    for (const double h : {0.1, 1.0, 10.0, 100.0, 1000.0}) panel.x.ticks.push_back({h, brief(h, 2)});
    const double top = r.contraction > 1.15 ? axis_end(1.1 * r.contraction) : 1.2;
    panel.y.range = Interval{0, top};
    panel.add(Band{.id = "range",
                   .x = {in.mu, in.largest},
                   .low = {0, 0},
                   .high = {top, top},
                   .colour = {Role::Muted, 0, 0.12}});
    panel.add(viz::Rule{.id = "one", .at = 1, .colour = {Role::Ink, 0, 0.7}});
    Curve slow = contraction_curve("descent", "best without momentum", {Role::Muted}, 1.6);
    Curve here = contraction_curve("momentum", "momentum", {Role::Accent}, 2.4);
    Vector all{1 / in.rate, 1 / r.best_descent.rate};  // where roots vanish: the tips of the curves
    for (int i = 0; i <= mode_samples; ++i)
        all.push_back(curvatures.low *
                      std::pow(curvatures.high / curvatures.low, static_cast<double>(i) / mode_samples));
    std::sort(all.begin(), all.end());
    for (const double h : all) {
        if (!curvatures.contains(h)) continue;
        slow.x.push_back(h), slow.y.push_back(std::abs(1 - r.best_descent.rate * h));
        here.x.push_back(h), here.y.push_back(contraction_at(in, r, h));
    }
    slow.dash = Dash::Dashed;
    panel.add(std::move(slow));
    panel.add(std::move(here));
    for (const Mode& m : r.modes) {
        panel.add(
            PointSet{.id = m.id, .x = {m.h}, .y = {m.contraction}, .colours = {series(m.colour)}, .size = 9});
    }
    panel.add(Handle{"mu", "smallest curvature", in.mu, 0, MoveReal{"mu", Along::X},
                     series(r.modes[0].colour), HandleShape::Bar});
    panel.add(Handle{"largest", "largest curvature", in.largest, 0, MoveReal{"largest", Along::X},
                     series(r.modes[2].colour), HandleShape::Bar});
    if (in.largest > in.mu) {
        MoveAlong along{"mode", {}, {}, {}};
        for (int i = 0; i <= handle_samples; ++i) {
            const double t = static_cast<double>(i) / handle_samples;
            along.x.push_back(between(in, t));
            along.y.push_back(contraction_at(in, r, along.x.back()));
            along.value.push_back(t);
        }
        panel.add(Handle{"mode", "eigenvalue between", r.modes[1].h, r.modes[1].contraction, std::move(along),
                         series(r.modes[1].colour)});
    }
    return panel;
}

Panel errors_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "errors", .title = "error of each mode", .cell = {1, 1, 1, 2}};
    panel.x.label = "step $t$", panel.y.label = "$|e_t|$";
    panel.x.range = Interval{0, static_cast<double>(in.steps)};
    panel.y.scale = ScaleKind::Log;
    const double low = error_floor(in, r);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    double top = 1;
    for (const Mode& m : r.modes)
        for (const Vector* list : {&m.errors, &m.growth})
            for (const double e : *list) top = std::max(top, e);
    panel.y.range = round_range(ScaleKind::Log, {low, std::min(3 * top, largest_error)});
    const auto line = [&](std::string id, std::string label, const Vector& values, Colour colour,
                          double width, Dash dash) {
        auto curve = named<Curve>(std::move(id), std::move(label));
        for (std::size_t t = 0; t < values.size(); ++t) {
            curve.x.push_back(static_cast<double>(t));
            curve.y.push_back(values[t] > 0 ? values[t] : nan);
        }
        curve.colour = colour;
        curve.width = width;
        curve.dash = dash;
        panel.add(std::move(curve));
    };
    const auto powers = [&](double factor) {
        Vector all;
        for (int t = 0; t <= in.steps; ++t) all.push_back(std::pow(factor, t));
        return all;
    };
    line("descent", "best without momentum", powers(r.best_descent.contraction), {Role::Muted}, 1.6,
         Dash::Dashed);
    for (const Mode& m : r.modes)
        line("slope-" + m.id, m.id == "mu" ? "$|z|^t$" : "", powers(m.contraction), series(m.colour, 0.7),
             1.4, Dash::Dotted);
    for (const Mode& m : r.modes) {
        if (in.worst) line("worst-" + m.id, "", m.growth, series(m.colour, 0.6), 1.2, Dash::Dashed);
        line(m.id, fmt::format("{} = {}", m.name, brief(m.h, 3)), m.errors, series(m.colour), 1.6,
             Dash::Solid);
    }
    if (r.peak > 2 && !diverges(r)) {
        panel.add(PointSet{.id = "peak",
                           .x = {r.peak_step},
                           .y = {r.peak},
                           .colours = {series(r.modes[r.peak_mode].colour)},
                           .size = 6,
                           .texts = {fmt::format("up to {}", brief(r.peak, 2))}});
    }
    return panel;
}

}  // namespace lossfield::viz::momentum_map
