// The picture put together, and what it says.
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

Vector place(const math::PlanePoint& p) { return {p.x, p.y}; }

const char* reach(const Computed& r) { return quadratic(r) ? "" : " of the minimum near by"; }

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (diverges(in, r)) {
        std::string text = "Gradient descent diverges";
        if (has_run_off(r))
            text += fmt::format(", stopped at step {} beyond $10^6$", r.gd.path.points.size() - 1);
        text += fmt::format(": $α$ = {} is {} 2/L = {}{}{}.", brief(in.alpha, 3),
                            above_limit(in, r) ? "above" : "below", brief(2 / r.largest, 3), reach(r),
                            above_limit(in, r) ? "" : ", but curvature is larger at the start");
        if (!proximal_stops(r))
            text += fmt::format(" The proximal point is down to $f - f_{{\\text{{min}}}}$ = {}.",
                                brief(r.proximal.heights.back(), 2));
        out.push_back({"gd-diverges", Severity::Failure, std::move(text)});
    }
    if (proximal_stops(r))
        out.push_back(
            {"no-proximal-point", Severity::Warning,
             fmt::format("No proximal point was found after step {}: its objective is not convex there.",
                         r.proximal.path.points.size() - 1)});
    if (flow_stops(r))
        out.push_back({"flow-stopped", Severity::Warning,
                       fmt::format("The flow is so stiff here that it was followed to $t$ = {} only.",
                                   brief(r.flow.reached(), 3))});
    return out;
}

// "crosses the valley at every step"
std::string behaviour(const Inputs& in, const Computed& r) {
    const char* near = quadratic(r) ? "" : "near the minimum ";
    if (climbs(in, r)) return fmt::format("beyond 2/L {}every step of gradient descent ends higher", near);
    if (overshoots(in, r))
        return fmt::format("between 1/L and 2/L gradient descent {}crosses the steep direction at every step",
                           near);
    return fmt::format("up to 1/L gradient descent {}does not overshoot", near);
}

std::string caption(const Inputs& in, const Computed& r) {
    std::string text = fmt::format("$α$L = {}: {}", brief(in.alpha * r.largest, 3), behaviour(in, r));
    if (other_well(in, r)) text += ", and here it ends in another well than the flow";
    text += ".";
    if (errs(r)) {
        text += fmt::format(" At $t$ = {} explicit steps are {} from the flow, implicit ones {}",
                            brief(r.moment, 3), brief(r.gd.error, 2), brief(r.proximal.error, 2));
        // With longer steps the error is not of first order yet.
        if (!overshoots(in, r))
            text += fmt::format("; half the step divides that by {} and {}", brief(r.gd.ratio, 3),
                                brief(r.proximal.ratio, 3));
        text += ".";
    }
    return text;
}

Readouts readouts(const Inputs& in, const Computed& r) {
    const math::PlanePoint now = r.flow.at(r.moment);
    const math::PlanePoint slope = math::gradient(r.landscape, now);
    Readouts out{{"steps", "steps until the moment", "$k$", static_cast<double>(r.compared), "", true},
                 {"moment", "the moment", "$t = kα$", r.moment},
                 {"flow", "flow", "$x(t)$", place(now)}};
    // Without steps that have run off before.
    const auto compared = [&](const math::FlowSteps& s, const std::string& id, const char* word,
                              const std::string& name) {
        if (!std::isfinite(s.error)) return;
        out.push_back({id, name, fmt::format("{} $x_k$", word), place(s.path.points[r.compared])});
        out.push_back(
            {id + "-error", "distance to the flow of " + name, fmt::format("{} to flow", word), s.error});
        if (std::isfinite(s.ratio))
            out.push_back({id + "-ratio", "that over the distance with half the step, " + name,
                           fmt::format("{} halved", word), s.ratio});
    };
    compared(r.gd, "gd", "GD", "gradient descent");
    compared(r.proximal, "proximal", "prox", "proximal point");
    out.append({{"fall", "rate at which f falls along the flow", "$df/dt = -‖∇f‖^2$",
                 -(slope.x * slope.x + slope.y * slope.y)},
                {"largest", "largest curvature at the minimum", "L", r.largest},
                {"no-overshoot", "largest step without overshoot", "1/L", 1 / r.largest},
                {"limit", "limit of the step", "2/L", 2 / r.largest}});
    if (bounded(r)) out.push_back({"mu", "least curvature towards the minimum", "$μ$", r.mu});
    out.append({{"gradient", "gradient at the start", "$∇f$", place(r.gradient)},
                {"dual-norm", "dual norm of the gradient", "$‖∇f‖_*$", -r.steepest.slope},
                {"direction", "steepest direction", "$d$", place(r.steepest.direction)}});
    if (r.proximal.reaches(1))
        out.push_back({"proximal-residual", "what the first proximal step leaves of its equation",
                       "$‖x_1+α∇f(x_1)-x_0‖$",
                       math::implicit_residual(r.landscape, r.proximal.path.points[0],
                                               r.proximal.path.points[1], in.alpha),
                       ""});
    out.push_back({"gradient-check", "gradient against dual numbers", "", r.check});
    return out;
}

}  // namespace

std::string norm_symbol(const Inputs& in) {
    constexpr std::array symbols{"$ℓ_1$", "$ℓ_2$", "$ℓ_∞$"};
    return symbols[static_cast<std::size_t>(in.norm)];
}

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    const char* where = quadratic(r) ? "" : " (local)";
    Figure figure{.panels = {map_panel(in, r), value_panel(in, r), error_panel(in, r), norm_panel(in, r)},
                  .row_weights = {1, 0.95},
                  .column_weights = {1.25, 0.68, 0.56},
                  .readouts = readouts(in, r),
                  .notices = notices(in, r),
                  .caption = caption(in, r),
                  .slider_marks = {{"alpha", {1 / r.largest, fmt::format("1/L{}", where), false}},
                                   {"alpha", {2 / r.largest, fmt::format("2/L{}", where), true}}}};
    hide_landscape_parameters(figure, in);
    return figure;
}

Readouts probe_map(const Inputs& /*in*/, const Computed& r, double x, double y) {
    return {{"value", "value", "$f$", math::value(r.landscape, {x, y})},
            {"gradient", "gradient", "$∇f$", place(math::gradient(r.landscape, {x, y}))}};
}

Readouts probe_value(const Inputs& in, const Computed& r, double x, double /*y*/) {
    if (!(x >= 0) || x > r.horizon) return {};
    const auto k = static_cast<std::size_t>(std::round(x / in.alpha));
    Readouts out{{"time", "time", "$t$", x},
                 {"flow", "flow", "flow", math::value(r.landscape, r.flow.at(x)) - r.lowest}};
    if (r.gd.reaches(k)) out.push_back({"gd", "gradient descent", "GD", r.gd.heights[k]});
    if (r.proximal.reaches(k)) out.push_back({"proximal", "proximal point", "prox", r.proximal.heights[k]});
    return out;
}

}  // namespace lossfield::viz::gradient_flow
