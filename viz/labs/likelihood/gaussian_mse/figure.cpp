// The picture of the lab put together: panels, readouts, notices, caption; and what is true under the pointer.
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

std::string numbers_of(const Inputs& in, const math::Line& line) {
    if (!of_line(in)) return "$μ$ = " + brief(line.intercept, 3);
    return fmt::format("$w$ = {}, $b$ = {}", brief(line.slope, 3), brief(line.intercept, 3));
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (one_place(in))
        out.push_back({"one-place", Severity::Warning,
                       "All points share one $x$: with an intercept to suit, any slope fits them as well; "
                       "the fits take the slope 0."});
    if (fits_exactly(r))
        out.push_back({"unbounded", Severity::Failure,
                       fmt::format("The best {} runs through every point: MSE is 0, and ever smaller $σ$ is "
                                   "ever more likely. The likelihood has no maximum.",
                                   of_line(in) ? "line" : "constant")});
    else if (overconfident(r))
        out.push_back({"overconfident", Severity::Warning,
                       fmt::format("Overconfident: $σ$ = {} where the residuals are about {}, so the NLL is "
                                   "{} instead of {} at $σ^2$ = MSE.",
                                   brief(r.sigma, 2), brief(std::sqrt(r.mse), 2), readable(r.nll, 4),
                                   readable(r.least_nll, 4))});
    if (drags_outside(in, r))
        out.push_back(
            {"dragged-outside", Severity::Warning,
             fmt::format("What is dragged, {}{}, lies outside of the map.", numbers_of(in, r.at),
                         of_line(in) ? "" : fmt::format(", log $σ$ = {}", brief(in.constant[1], 3)))});
    if (has_outlier(r))
        out.push_back(
            {"outlier", Severity::Warning,
             fmt::format("Point {} lies {} typical residuals off. Least squares is at {}, without the point "
                         "at {}; MAE at {}, without "
                         "it at {}.",
                         *r.spread.outlier + 1,
                         brief(std::abs(r.residuals[Absolute][*r.spread.outlier]) / r.spread.typical, 2),
                         numbers_of(in, r.fits[Squares].line), numbers_of(in, r.without[Squares]),
                         numbers_of(in, r.fits[Absolute].line), numbers_of(in, r.without[Absolute]))});
    return out;
}

std::string caption(const Inputs& in, const Computed& r) {
    if (has_outlier(r))
        return "The pull of a squared residual grows without end, so one far point can turn the whole fit; "
               "MAE's and Huber's pull is bounded, Student's falls off again.";
    const math::Line& best = r.fits[Squares].line;
    if (one_place(in))
        return fmt::format(
            "One $x$ tells nothing of the slope: the most likely lines all pass through the mean, {}, and "
            "over slope "
            "and intercept the likelihood is a ridge.",
            brief(at(best, r.x.front()), 3));
    if (hill(in) && of_line(in))
        return fmt::format(
            "For Gaussian noise the likelihood is a Gaussian hill over slope and intercept; a smaller $σ$ "
            "makes it narrower, its top stays at {}.",
            numbers_of(in, best));
    if (!of_line(in))
        return fmt::format(
            "For every $μ$ the best $σ^2$ is the MSE (dashed); the least MSE is at the mean, {}, the least "
            "MAE at a median, {}.",
            brief(best.intercept, 3), brief(r.fits[Absolute].line.intercept, 3));
    return fmt::format(
        "The NLL is a straight line in the MSE, of slope $N/2σ^2$ = {}: $σ$ changes the scale, while the "
        "most likely line stays at {}.",
        brief(r.slope, 3), numbers_of(in, best));
}

Readouts readouts(const Inputs& in, const Computed& r) {
    Readouts out{
        {"loss", "negative log-likelihood", "NLL", r.nll, "nats"},
        {"mse", "mean squared error", "MSE", r.mse},
        {"slope", "slope of NLL in MSE", "$N/2σ^2$", r.slope},
        {"best-sigma", "best deviation", "best $σ$", std::sqrt(r.mse)},
        {"least-nll", "NLL at the best deviation", "NLL there", r.least_nll, "nats"},
        {"gradient", "gradient", of_line(in) ? "$∂$NLL$/∂(w,b)$" : "$∂$NLL$/∂(μ,$log$ σ)$", r.gradient}};
    for (std::size_t k = 0; k < fit_count; ++k) {
        const auto& [slope, intercept] = r.fits[k].line;
        const Vector fit = of_line(in) ? Vector{slope, intercept} : Vector{intercept};
        if (shows(in, k)) out.push_back({std::string(fit_ids[k]) + "-fit", fit_name(in, k), "", fit});
    }
    out.push_back({"gradient-check", "gradient check", "", r.check});
    return out;
}

Jumps jumps(const Inputs& in, const Computed& r) {
    Jumps out;
    const math::Line& best = r.fits[Squares].line;
    const double mse = mse_of(r, best);
    if (drags_outside(in, r) && of_line(in))
        out.push_back({"least-squares",
                       "least squares",
                       "the line to where the MSE is least",
                       "line",
                       {{"line", Vector{std::clamp(best.slope, -farthest, farthest),
                                        std::clamp(best.intercept, -farthest, farthest)}}}});
    if (drags_outside(in, r) && !of_line(in) && mse > 0)
        out.push_back({"most-likely",
                       "most likely",
                       "the mean and the deviation of the data",
                       "constant",
                       {{"constant", Vector{best.intercept, 0.5 * std::log(mse)}}}});
    const bool far_from_best = r.mse > 16 * r.sigma * r.sigma || r.sigma * r.sigma > 16 * r.mse;
    if (of_line(in) && r.mse > 0 && far_from_best)
        out.push_back({"best-sigma",
                       "√MSE",
                       "the deviation that makes the shown line likeliest",
                       "sigma",
                       {{"sigma", std::clamp(std::sqrt(r.mse), sigma_range.low, sigma_range.high)}}});
    return out;
}

std::vector<std::string> hidden(const Inputs& in) {
    std::vector<std::string> out;
    const auto unless = [&](bool shown, std::initializer_list<const char*> ids) {
        if (!shown) out.insert(out.end(), ids.begin(), ids.end());
    };
    unless(of_line(in), {"sigma"});
    unless(of_line(in) && dragged(in), {"line"});
    unless(!of_line(in), {"constant"});
    unless(in.show_huber || in.shown == Shown::Huber, {"delta"});
    unless(in.show_student || in.shown == Shown::StudentT, {"nu", "scale"});
    unless(!hill(in), {"level-rule", "levels"});
    return out;
}

}  // namespace

std::vector<std::string> formulas_of(const Inputs& in) {
    std::vector<std::string> out{likelihood_formula, residual_formulas[of_line(in) ? 0 : 1]};
    if (in.shown == Shown::Mae) out.emplace_back(residual_formulas[2]);
    if (in.shown == Shown::Huber) out.emplace_back(residual_formulas[3]);
    if (in.shown == Shown::StudentT) out.emplace_back(residual_formulas[4]);
    return out;
}

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    Figure figure{.readouts = readouts(in, r), .notices = notices(in, r), .caption = caption(in, r)};
    figure.panels = {data_panel(in, r, view, figure.notices), landscape_panel(in, r), residual_panel(in, r),
                     affine_panel(r)};
    figure.lead = "data";
    figure.hidden = hidden(in);
    figure.formulas = formulas_of(in);
    figure.jumps = jumps(in, r);
    if (of_line(in) && r.mse > 0) figure.slider_marks.push_back({"sigma", {std::sqrt(r.mse), "√MSE"}});
    return figure;
}

Readouts probe_data(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    return {{"prediction", "shown fit", "$ŷ$", at(r.at, x)}};
}

Readouts probe_map(const Inputs& in, const Computed& r, double x, double y) {
    return {{"loss", "NLL", "NLL", nll_at(in, r, x, y), "nats"}};
}

Readouts probe_affine(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    return {{"loss", "NLL for this sigma", "NLL", nll_of(r, x), "nats"}};
}

Readouts probe_residuals(const Inputs& in, const Computed& r, double x, double /*y*/) {
    Readouts out;
    for (std::size_t k = 0; k < fit_count; ++k)
        if (shows(in, k))
            out.push_back({fit_ids[k], fit_name(in, k), "", math::residual_slope(r.losses[k], x)});
    return out;
}

}  // namespace lossfield::viz::gaussian_mse
