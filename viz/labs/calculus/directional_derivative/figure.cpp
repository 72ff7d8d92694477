// The picture put together: words, numbers, what is under the pointer.
#include "viz/labs/calculus/directional_derivative/directional_derivative.hpp"

namespace lossfield::viz::directional_derivative {
namespace {

std::string along_words(const Computed& r) {
    const double c = r.line.curvature;
    if (flat_along(r)) return "is flat to second order";
    return fmt::format("bends {} by the curvature {}", c > 0 ? "up" : "down", brief(c, 3));
}

const char* zero(const Computed& r) {
    return r.gradient.x == 0 && r.gradient.y == 0 ? "0" : "0 but for rounding";
}

// Why no derivative can be told.
Notice without_derivative(const Computed& r) {
    if (r.tip)
        return {"tip", Severity::Failure,
                "The function comes to a tip here: it has no gradient, and its slopes along $v$ and against "
                "it are "
                "no negatives of each other. Move the point away."};
    return {"far-out", Severity::Failure,
            "So far out the function or its derivatives are no finite numbers: bring the point back."};
}

const char* end_words(const Computed& r) {
    switch (r.zigzag->end) {
        case math::LineEnd::Unbounded:
            return "along it the function still falls where a coordinate passes $10^6$";
        case math::LineEnd::Failed:
            return "the function or its slope is no finite number";
        case math::LineEnd::NotDescent:
        case math::LineEnd::Minimum:
            break;
    }
    return "its direction does not descend but for rounding";
}

Notices notices(const Inputs& in, const Computed& r) {
    if (!r.finite) return {without_derivative(r)};
    Notices out;
    const auto warn = [&](const char* id, std::string text) {
        out.push_back({id, Severity::Warning, std::move(text)});
    };
    if (!contains(r.view, r.at))
        out.push_back({"outside", Severity::Info, "The point lies outside of the map's range."});
    if (r.stationary)
        warn("stationary",
             fmt::format("The gradient is {}: no direction has a slope. Along $v$ the function {}, "
                         "which no slope tells.",
                         zero(r), along_words(r)));
    else if (level(r))
        warn("right-angle",
             fmt::format("Exactly at 90° the slope is 0: not a descent direction. Along $v$ the function {}.",
                         along_words(r)));
    if (rounding_rules(in, r)) {
        const std::vector<std::string> told = told_apart({r.forward.value, r.line.slope}, 6);
        warn("rounding",
             fmt::format(
                 "At $h$ = {} most of the error to expect of the forward quotient is rounding. It gives {} "
                 "instead of {}, a relative error of {}. {}.",
                 brief(in.h, 2), told[0], told[1], brief(std::abs(r.forward.value / r.line.slope - 1), 2),
                 std::isfinite(r.forward.best_h)
                     ? "The best step here is about " + brief(r.forward.best_h, 1)
                     : "Nothing is cut off here: the longer the step, the better"));
    }
    if (misses_minimum(r)) {
        const std::size_t n = r.zigzag->places.size();
        warn("no-minimum", fmt::format("Line search {} finds no minimum: {}.", n, end_words(r)));
    }
    if (misses_right_angle(r))
        warn("no-right-angle",
             fmt::format(
                 "A line search ends where the function still falls along its step: the cosine of the step "
                 "and the gradient there is {}, not 0.",
                 brief(*r.rates.cosine, 3)));
    return out;
}

std::string zigzag_words(const Computed& r) {
    std::string words;
    if (searches_turn(r))
        words += " Each exact line search ends where the new gradient is at right angles to the step";
    if (has_worst_case(r))
        words += fmt::format(
            "{} slowest step keeps {} of the height above the minimum near by; the worst case {} {}",
            words.empty() ? " The" : "; the", brief(*r.rates.slowest, 4),
            quadratic(r) ? "of $κ$ = " + brief(r.rates.kappa, 3) + " is"
                         : "on the bowl that touches there (local) would be",
            brief(*r.rates.bound, 4));
    return words.empty() ? words : words + ".";
}

// With more decimals where one would hide on which side of the right angle it is.
std::string angle_words(const Computed& r) {
    const double angle = degrees(r.alpha);
    const double off = std::abs(angle - 90);
    return fixed(angle, off >= 0.05 ? 1 : off >= 5e-5 ? 4 : 9) + "°";
}

std::string caption(const Computed& r) {
    if (!r.finite) return "Nothing can be said of the slope here.";
    if (r.stationary)
        return fmt::format("Where the gradient is {}, so are all slopes: along $v$ the function {}.", zero(r),
                           along_words(r));
    const std::string angle = angle_words(r), size = brief(std::abs(r.line.slope), 3);
    const std::string most = brief(-r.steepest[r.norm].slope, 3);
    const char* norm = norm_names[r.norm].length;
    std::string words;
    if (level(r))
        words =
            "$v$ touches the level line, on the edge of the half-plane: slope 0. Only beyond 90° is the "
            "slope "
            "negative.";
    else if (descends(r))
        words = fmt::format(
            "$v$ is {} from the gradient, beyond 90°: the function falls at the rate {}; no $v$ "
            "of {} length 1 makes it fall faster than {}.",
            angle, size, norm, most);
    else
        words = fmt::format(
            "$v$ is {} from the gradient, less than 90°: the function rises at the rate {}; the "
            "shaded directions descend, at {} length 1 at most at the rate {}.",
            angle, size, norm, most);
    return r.zigzag && r.zigzag->places.size() > 1 ? words + zigzag_words(r) : words;
}

Readouts readouts(const Computed& r) {
    if (!r.finite) return {{"value", "value", "$f(a)$", r.line.value}};
    const math::PlanePoint g = r.gradient, d = r.steepest[r.norm].direction;
    const char* error = r.relative ? "relative" : "absolute";
    Readouts out{
        {"value", "value", "$f(a)$", r.line.value},
        {"gradient", "gradient", "$∇f$", Vector{g.x, g.y}},
        {"direction", "direction", "$v$", Vector{r.v.x, r.v.y}},
        {"slope", "directional derivative", "$D_v f$", r.line.slope},
        {"curvature", "curvature along v", "$v^THv$", r.line.curvature},
        {"norm-1", "", "$‖∇f‖_1$", math::norm_of(math::Norm::L1, g)},
        {"norm-2", "", "$‖∇f‖_2$", math::norm_of(math::Norm::L2, g)},
        {"norm-inf", "", "$‖∇f‖_∞$", math::norm_of(math::Norm::LInfinity, g)},
        {"steepest", r.steepest[r.norm].unique ? "steepest direction" : "steepest direction, one of many",
         "steepest $d$", Vector{d.x, d.y}},
        {"steepest-slope", "its slope", "$−‖∇f‖_*$", r.steepest[r.norm].slope},
        {"forward", "forward quotient", "", r.forward.value},
        {"forward-error", std::string(error) + " error", "", r.forward.error},
        {"central", "central quotient", "", r.central.value},
        {"central-error", std::string(error) + " error", "", r.central.error},
        {"dual-error", std::string(error) + " error, dual numbers", "", r.dual_error},
        {"forward-best", "best forward step", "$h$", r.forward.best_h, "", false, true},
        {"central-best", "best central step", "$h$", r.central.best_h, "", false, true}};
    if (sloping(r)) out.insert(4, {"alpha", "angle to the gradient", "$α$", degrees(r.alpha), "°"});
    if (!r.zigzag) return out;
    const double searches = static_cast<double>(r.zigzag->places.size() - 1);
    out.push_back({"line-searches", "line searches", "", searches, "", true});
    if (r.rates.cosine)
        out.push_back({"right-angle-rest", "largest cosine of step and next gradient", "", *r.rates.cosine});
    if (r.rates.slowest)
        out.push_back(
            {"slowest-ratio", "slowest step keeps of the height above the minimum", "", *r.rates.slowest});
    if (r.rates.bound && norm_names[r.norm].norm == math::Norm::L2)
        out.push_back({"worst-ratio",
                       quadratic(r) ? "worst case" : "worst case on the bowl at the minimum (local)",
                       "$((κ−1)/(κ+1))^2$", *r.rates.bound});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    figure.add(map_panel(in, r));
    if (r.finite) {
        figure.add(slice_panel(in, r));
        figure.add(angle_panel(in, r));
        figure.add(error_panel(in, r));
        figure.slider_marks.push_back({"h", {r.forward.best_h, "best forward", false}});
        figure.slider_marks.push_back({"h", {r.central.best_h, "best central", false}});
        std::erase_if(figure.slider_marks, [](const SliderMark& m) { return !h_range.contains(m.snap.at); });
    }
    figure.readouts = readouts(r);
    figure.notices = notices(in, r);
    figure.caption = caption(r);
    figure.formulas = {derivative_formula, steepest_formulas.at(r.norm)};
    hide_landscape_parameters(figure, in);
    if (!in.zigzag) figure.hidden.push_back("steps");
    if (level(r)) figure.inactive.push_back("error");
    return figure;
}

Readouts probe_map(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const math::PlanePoint g = math::gradient(r.landscape, {x, y});
    return {{"value", "value", "$f$", math::value(r.landscape, {x, y})},
            {"gradient", "gradient", "$∇f$", Vector{g.x, g.y}}};
}

Readouts probe_slice(const Inputs& /*in*/, const Computed& r, double t, double /*y*/) {
    return {{"value", "value", "$f(a + tv)$", math::value(r.landscape, math::along(r.at, r.v, t))},
            {"tangent", "tangent", "", r.line.value + t * r.line.slope}};
}

Readouts probe_angle(const Inputs& /*in*/, const Computed& r, double degrees, double /*y*/) {
    return {{"slope", "directional derivative", "$D_v f$",
             math::dot(r.gradient, math::direction_at(degrees, norm_names[r.norm].norm))}};
}

Readouts probe_error(const Inputs& /*in*/, const Computed& r, double h, double /*y*/) {
    if (!(h > 0)) return {};
    return {{"forward", "forward quotient", "", math::forward_difference(r.landscape, r.at, r.v, h)},
            {"central", "central quotient", "", math::central_difference(r.landscape, r.at, r.v, h)}};
}

}  // namespace lossfield::viz::directional_derivative
