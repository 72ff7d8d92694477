// The picture put together, and what it says.
#include "viz/labs/dynamics/gradient_flow/gradient_flow.hpp"

namespace lossfield::viz::gradient_flow {
namespace {

Vector place(const math::PlanePoint& p) { return {p.x, p.y}; }

const char* local(const Computed& r) { return quadratic(r) ? "" : " (local)"; }

std::string diverging_words(const Inputs& in, const Computed& r) {
    std::string text = quadratic(r) ? "Gradient descent diverges" : "Gradient descent runs off";
    if (has_run_off(r))
        text += fmt::format(", stopped at step {} beyond $10^6$", r.gd.path.points.size() - 1);
    const double curvature = !quadratic(r) && r.steep ? r.steep->curvature : governing(in, r);
    const std::string number = brief(curvature, 3);
    if (quadratic(r) || r.steep)
        text += fmt::format(": $α$ = {} is above 2/{} = {}", told_from(in.alpha, 2 / curvature, 3),
                            !quadratic(r)           ? number
                            : curvature < r.largest ? "$μ$"
                                                    : "L",
                            told_from(2 / curvature, in.alpha, 3));
    if (!quadratic(r) && r.steep)
        text += fmt::format(
            ", {} being the curvature {}", number,
            r.steep->step == 0 ? "at the start" : fmt::format("where step {} ends", r.steep->step));
    text += ".";
    if (!proximal_stops(r))
        text += fmt::format(" The proximal point is at $f - f_{{\\text{{min}}}}$ = {}.",
                            brief(r.proximal.heights.back(), 2));
    return text;
}

std::string no_proximal_words(const Inputs& in, const Computed& r) {
    const std::size_t k = r.proximal.path.points.size() - 1;
    if (proximal_escapes(r)) return fmt::format("The proximal point leaves beyond $10^6$ at step {}.", k);
    return fmt::format(
        "No proximal point was found after step {}: {}.", k,
        bent_at_the_end(in, r) ? "its objective is not convex there" : "Newton's method did not settle");
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (diverges(in, r)) out.push_back({"gd-diverges", Severity::Failure, diverging_words(in, r)});
    if (neither_falls_nor_grows(in, r))
        out.push_back({"at-limit", Severity::Warning,
                       fmt::format("Gradient descent neither diverges nor arrives: $α$ = {} is 2/{}.",
                                   brief(in.alpha, 4), governing(in, r) < r.largest ? "$μ$" : "L")});
    if (proximal_stops(r)) out.push_back({"no-proximal-point", Severity::Warning, no_proximal_words(in, r)});
    if (r.bent)
        out.push_back(
            {"proximal-not-convex", Severity::Info,
             fmt::format(
                 "At step {} the proximal objective is not convex where its lowest point must lie: the "
                 "step is a stationary point that Newton's method reaches, not always the argmin.",
                 *r.bent)});
    if (flow_stops(r))
        out.push_back({"flow-stopped", Severity::Warning,
                       fmt::format("The flow was followed to $t$ = {} only: {}.", brief(r.flow.reached(), 3),
                                   math::escaped(r.flow.at(r.horizon))
                                       ? "there it is beyond $10^6$"
                                       : fmt::format("{} steps lead no farther", r.flow.steps()))});
    return out;
}

std::string rising_words(const Computed& r) {
    const std::size_t n = r.gd.path.points.size() - 1, up = rises(r);
    if (up == n) return n == 1 ? "the one step ends higher" : "every step ends higher";
    return fmt::format("of {} step{} {} end{} higher", n, n == 1 ? "" : "s",
                       up == 0 ? "none" : std::to_string(up), up < 2 ? "s" : "");
}

const char* kind_of(const math::Eigenvalues2& curvature) {
    if (curvature.low > 0) return "a minimum";
    if (curvature.high < 0) return "a maximum";
    return curvature.low < 0 && curvature.high > 0 ? "a saddle" : "a place without slope";
}

// "crosses the valley at every step"
std::string behaviour(const Inputs& in, const Computed& r) {
    if (stays(r))
        return fmt::format("gradient descent starts at {} and stays there",
                           kind_of(math::eigenvalues(math::hessian(r.landscape, r.gd.path.points.front()))));
    const double curvature = governing(in, r);
    const bool flat = curvature < r.largest;
    const std::string l = std::string(flat ? "$μ$" : "L") + local(r);
    const std::string before = flat ? "the start has no part along the steepest direction; " : "";
    if (above_limit(in, r) && quadratic(r))
        return fmt::format(
            "{}beyond 2/{} gradient descent's part along the {} direction grows by the factor {} "
            "each time; {}",
            before, l, flat ? "other" : "steepest", told_from(std::abs(1 - in.alpha * curvature), 1, 3),
            rising_words(r));
    if (above_limit(in, r))
        return fmt::format(
            "beyond 2/{} the minimum near by repels gradient descent along its steepest "
            "direction; {}",
            l, rising_words(r));
    const char* near = quadratic(r) ? "" : " near the minimum";
    if (overshoots(in, r))
        return fmt::format("{}{}2/{} gradient descent crosses the {} at every step{}", before,
                           at_limit(in, r) ? "at " : fmt::format("between 1/{} and ", l), l,
                           has_valley(r) && !flat ? "valley" : "minimum",
                           neither_falls_nor_grows(in, r) ? " and comes no nearer" : near);
    return fmt::format("{}up to 1/{} gradient descent does not overshoot{}", before, l, near);
}

// What lies below the flow's own accuracy is said to.
std::string error_words(const Computed& r, double error) {
    return error > flow_accuracy(r) ? brief(error, 2) : "less than " + brief(flow_accuracy(r), 1);
}

// Told from 1 or 2 where it is neither.
std::string times_largest(const Inputs& in, const Computed& r) {
    const double times = in.alpha * r.largest, mark = times < 1.5 ? 1 : 2;
    return std::abs(times - mark) <= 2e-12 ? brief(mark, 3) : told_from(times, mark, 3);
}

std::string caption(const Inputs& in, const Computed& r) {
    std::string text = fmt::format("$α$L = {}: {}", times_largest(in, r), behaviour(in, r));
    if (other_well(in, r)) text += "; its last step is nearest to another minimum than the flow's end";
    text += ".";
    if (errs(r)) {
        text += fmt::format(" At $t$ = {} explicit steps are {} from the flow, implicit ones {}",
                            brief(r.moment, 3), error_words(r, r.gd.error), error_words(r, r.proximal.error));
        if (first_order(r))
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
        if (!std::isfinite(s.error) || r.flow.reached() < r.moment) return;
        out.push_back({id, name, fmt::format("{} $x_k$", word), place(s.path.points[r.compared])});
        out.push_back(
            {id + "-error", "distance to the flow of " + name, fmt::format("{} to flow", word), s.error});
        if (std::isfinite(s.ratio))
            out.push_back({id + "-ratio", "that over the distance with half the step, " + name,
                           fmt::format("{} halved", word), s.ratio});
    };
    compared(r.gd, "gd", "GD", "gradient descent");
    compared(r.proximal, "proximal", "prox", "proximal point");
    out.append(
        {{"fall", "rate at which f falls along the flow", "$df/dt = -‖∇f‖^2$",
          -(slope.x * slope.x + slope.y * slope.y)},
         {"largest", "largest curvature at the minimum", "L", r.largest},
         {"no-overshoot", std::string("largest step without overshoot") + local(r), "1/L", 1 / r.largest},
         {"limit", std::string("limit of the step") + local(r), "2/L", 2 / r.largest}});
    if (bounded(r)) out.push_back({"mu", "least curvature towards the minimum", "$μ$", r.mu});
    out.append({{"gradient", "gradient at the start", "$∇f$", place(r.gradient)},
                {"dual-norm", "dual norm of the gradient", "$‖∇f‖_*$", std::abs(r.steepest.slope)},
                {"direction", r.steepest.unique ? "steepest direction" : "steepest direction, one of many",
                 "$d$", place(r.steepest.direction)}});
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
    Figure figure{.panels = {map_panel(in, r), value_panel(in, r), error_panel(in, r), norm_panel(in, r)},
                  .lead = "map",
                  .readouts = readouts(in, r),
                  .notices = notices(in, r),
                  .caption = caption(in, r),
                  .formulas = {flow_formula, steepest_formulas.at(static_cast<std::size_t>(in.norm))},
                  .slider_marks = {{"alpha", {1 / r.largest, fmt::format("1/L{}", local(r)), false}},
                                   {"alpha", {2 / r.largest, fmt::format("2/L{}", local(r)), true}}}};
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
