// The modes of the spectrum: their roots in the complex plane, their contractions, their errors step by step.
#include "viz/labs/optimizers/momentum_map/momentum_map.hpp"

namespace lossfield::viz::momentum_map {
namespace {

constexpr int circle_samples = 120, samples = 160, mode_samples = 240;
constexpr math::Spectrum curvatures{0.1, 1000};  // of the axis
constexpr double smallest_error = 1e-12, largest_error = 1e6;

Curve circle(const char* id, const char* label, double centre, double radius, Colour colour,
             Dash dash = Dash::Solid) {
    const Vector angles = evenly({0, 2 * std::numbers::pi}, circle_samples);
    return curve(id, label, each(angles, [&](double a) { return centre + radius * std::cos(a); }),
                 each(angles, [&](double a) { return radius * std::sin(a); }), colour, 1.2, dash);
}

// Both roots while h runs from mu to L, through the double roots.
void add_trails(Panel& panel, const Inputs& in) {
    Curve first = curve("roots-first", "roots, $μ ≤ h ≤ L$", {}, {}, {Role::Ink, 0, 0.55}, 2.4);
    Curve second = curve("roots-second", "", {}, {}, first.colour, first.width);
    for (const double place : math::root_places(in.method, in.rate, in.momentum, in.spectrum(), samples)) {
        const double h = in.spectrum().eigenvalue(place);
        const math::ModeRoots z = math::mode_roots(in.method, in.rate * h, in.momentum);
        first.x.push_back(z.first.real()), first.y.push_back(z.first.imag());
        second.x.push_back(z.second.real()), second.y.push_back(z.second.imag());
    }
    panel.add(std::move(first));
    panel.add(std::move(second));
}

// Of an axis from 0 or about 0 that holds the contractions: 1.2, or beyond a larger one.
double end_of(double contraction) { return contraction > 1.15 ? axis_end(1.1 * contraction) : 1.2; }

}  // namespace

Panel roots_panel(const Inputs& in, const Computed& r) {
    double largest = 1;
    for (const Mode& m : r.modes) largest = std::max(largest, m.contraction);
    const double end = end_of(largest);
    Panel panel{.id = "roots", .title = "roots $z$", .cell = {0, 1, 1, 1}, .equal_aspect = true};
    panel.x = {.label = "real part", .range = Interval{-end, end}};
    panel.y = {.label = "imaginary part", .range = Interval{-end, end}};
    panel.add(circle("unit-circle", "", 0, 1, {Role::Ink, 0, 0.7}));
    const bool heavy = in.method == Method::HeavyBall;
    const double b = in.momentum, nesterov = b / (1 + b);
    panel.add(circle("complex-circle", heavy ? "$|z| = √β$" : "circle of complex roots", heavy ? 0 : nesterov,
                     heavy ? std::sqrt(b) : nesterov, {Role::Muted}, Dash::Dotted));
    panel.add(circle("contraction-circle", "$|z| = ρ$", 0, r.contraction, {Role::Accent}, Dash::Dashed));
    add_trails(panel, in);
    for (const Mode& m : r.modes)
        panel.add(PointSet{.id = m.id,
                           .label = m.name,
                           .x = {m.roots.first.real(), m.roots.second.real()},
                           .y = {m.roots.first.imag(), m.roots.second.imag()},
                           .colours = {m.colour},
                           .size = 9});
    return panel;
}

Panel spectrum_panel(const Inputs& in, const Computed& r) {
    const double top = end_of(r.contraction);
    const Interval axis{curvatures.mu, curvatures.largest};
    Panel panel{.id = "spectrum", .title = "contraction of a mode", .cell = {0, 2, 1, 1}};
    panel.x = {.label = "eigenvalue $h$", .scale = ScaleKind::Log, .range = axis};
    panel.y = {.label = "$|z|$", .range = Interval{0, top}};
    for (const double h : {0.1, 1.0, 10.0, 100.0, 1000.0}) panel.x.ticks.push_back({h, brief(h, 2)});
    panel.add(Band{"range", "", {in.mu, in.largest}, {0, 0}, {top, top}, {Role::Muted, 0, 0.12}});
    panel.add(horizontal_rule("one", 1, {Role::Ink, 0, 0.7}));
    Vector places{1 / in.rate, 1 / r.best_descent.rate};  // where roots vanish: the tips of the curves
    for (const double t : evenly({0, 1}, mode_samples)) places.push_back(curvatures.eigenvalue(t));
    std::erase_if(places, [&](double h) { return !axis.contains(h); });
    std::sort(places.begin(), places.end());
    const auto descent = [&](double h) { return std::abs(1 - r.best_descent.rate * h); };
    const auto momentum = [&](double h) { return contraction_at(in, h); };
    panel.add(curve("descent", "best without momentum", places, each(places, descent), {Role::Muted}, 1.6,
                    Dash::Dashed));
    panel.add(curve("momentum", "momentum", places, each(places, momentum), {Role::Accent}, 2.4));
    const auto& [flat, between, steep] = r.modes;
    for (const Mode& m : r.modes) panel.add(point(m.id, m.h, m.contraction, m.colour, PointShape::Disc, 9));
    const auto add_end = [&](const std::string& label, const Mode& m) {
        panel.add(Handle{m.id, label, m.h, 0, MoveReal{m.id, Along::X}, m.colour, HandleShape::Bar});
    };
    add_end("smallest curvature", flat);
    add_end("largest curvature", steep);
    if (in.largest > in.mu) {
        const Vector t = evenly({0, 1}, samples);
        const Vector h = each(t, [&](double place) { return in.spectrum().eigenvalue(place); });
        panel.add(Handle{"mode", "eigenvalue between", between.h, between.contraction,
                         MoveAlong{"mode", h, each(h, momentum), t}, between.colour});
    }
    return panel;
}

Panel errors_panel(const Inputs& in, const Computed& r) {
    double top = 1;
    for (const Mode& m : r.modes)
        for (const Vector* list : {&m.errors, &m.growth})
            for (const double e : *list) top = std::max(top, e);
    const double last = std::pow(std::max(r.contraction, r.best.contraction), in.steps);
    const double low = std::clamp(0.1 * last, smallest_error, 1e-3);
    const Interval sizes = round_range(ScaleKind::Log, {low, std::min(3 * top, largest_error)});
    Panel panel{.id = "errors", .title = "error of each mode", .cell = {1, 1, 1, 2}};
    panel.x = {.label = "step $t$", .range = Interval{0, static_cast<double>(in.steps)}};
    panel.y = {.label = "$|e_t|$", .scale = ScaleKind::Log, .range = sizes};
    const Vector steps = evenly({0, static_cast<double>(in.steps)}, in.steps);
    const auto add = [&](std::string id, std::string label, const Vector& errors, Colour colour, double width,
                         Dash dash) {
        panel.add(curve(std::move(id), std::move(label), {steps.begin(), steps.begin() + std::ssize(errors)},
                        each(errors, [](double e) { return e > 0 ? e : nan; }), colour, width, dash));
    };
    const auto powers = [&](double factor) {
        return each(steps, [&](double t) { return std::pow(factor, t); });
    };
    const auto faint = [](Colour colour, double opacity) { return colour.opacity = opacity, colour; };
    add("descent", "best without momentum", powers(r.best_descent.contraction), {Role::Muted}, 1.6,
        Dash::Dashed);
    std::string label = "$|z|^t$";  // in the legend once
    for (const Mode& m : r.modes)
        add("slope-" + m.id, std::exchange(label, ""), powers(m.contraction), faint(m.colour, 0.7), 1.4,
            Dash::Dotted);
    for (const Mode& m : r.modes) {
        if (in.worst) add("worst-" + m.id, "", m.growth, faint(m.colour, 0.6), 1.2, Dash::Dashed);
        add(m.id, fmt::format("{} = {}", m.name, brief(m.h, 3)), m.errors, m.colour, 1.6, Dash::Solid);
    }
    if (swells(in, r))
        panel.add(point("peak", r.peak_step, r.peak, r.modes[r.peak_mode].colour, PointShape::Disc, 6,
                        fmt::format("up to {}", brief(r.peak, 2))));
    return panel;
}

}  // namespace lossfield::viz::momentum_map
