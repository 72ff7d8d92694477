// The picture put together, its words, and what is under the pointer.
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

// What was so before a step that went wrong.
std::string before(const Inputs& in, const Computed& r, std::size_t step) {
    const std::size_t at = step - std::min<std::size_t>(step, 1);
    const std::string deviation = brief(r.of_y.deviation * r.at_step(at).least_deviation, 2);
    if (!oversteps(in, r, at))
        return fmt::format("before it the smallest standard deviation among the data was {}", deviation);
    return fmt::format(
        "where $σ$ is as small as {} the loss has the curvature {} by the mean's coefficients, and the rate "
        "{} "
        "is beyond its local limit, {}/curvature = {}",
        deviation, brief(mean_curvature(r, at), 2), brief(in.rate, 3),
        in.optimizer == math::StepRule::Momentum ? "3.8" : "2", brief(rate_limit(in, r, at), 2));
}

Notices notices(const Inputs& in, const Computed& r) {
    if (r.diverged)
        return {{"diverged", Severity::Failure,
                 fmt::format("The descent diverged at step {}: {}.", r.last(), before(in, r, r.last()))}};
    if (r.thrown)
        return {{"thrown", Severity::Warning,
                 fmt::format("Step {} throws the loss from {} to {} nats: {}.", *r.thrown,
                             brief(r.loss[*r.thrown - 1], 2), brief(r.loss[*r.thrown], 3),
                             before(in, r, *r.thrown))}};
    if (falls_short(r))
        return {
            {"falls-short", Severity::Warning,
             fmt::format("After {} the loss is {} nats and still falls; least squares with one spread has "
                         "{}: the way there is long for the rate.",
                         counted(fmt::format("{}", r.last()), "step"), brief(r.loss.back(), 3),
                         brief(one_spread_loss(r), 3))}};
    if (!runs_away(in, r)) return {};
    const Moment m = r.at_step(r.last());
    const std::string miss =
        hits_exactly(m) ? "exactly" : "within " + brief(std::abs(m.residual[m.surest]), 1);
    const std::string sunk = fmt::format("a point is hit {}, its s has sunk to {} and the loss to {} nats",
                                         miss, brief(m.log_scale[m.surest], 3), brief(r.loss.back(), 3));
    return {{"runs-away", Severity::Failure,
             unbounded(in, r)
                 ? fmt::format("The likelihood runs away: {}; without a floor there is no minimum.", sunk)
                 : fmt::format("The prediction has become very sure: {}; no floor is under it.", sunk)}};
}

std::string one_spread_caption(const Inputs& in, const Computed& r, std::size_t step) {
    const std::string alike = "With one spread for all points the weights are equal: the most likely mean ";
    if (!gaussian(in))
        return alike + "has the least absolute residuals, and their mean is its $b$" +
               (in.use_floor ? ", where the floor lets it." : ".");
    if (!reaches_mse(in, r))
        return fmt::format("{}is least squares, and its variance would be the mean squared error, {}{}.",
                           alike, brief(r.of_y.deviation * r.of_y.deviation * r.fit.mse, 3),
                           in.use_floor ? ": the floor is above it" : ", which no Gaussian has");
    return fmt::format(
        "{}is least squares, and its variance the mean squared error, {}. The loss of this step is {} nats "
        "above theirs.",
        alike, brief(r.of_y.deviation * r.of_y.deviation * r.fit.mse, 3), readable(above_least(r, step), 3));
}

std::string weight_caption(const Computed& r, const Moment& now) {
    const std::string within =
        fmt::format("All points weigh alike, to within {} %", brief(100 * (now.weight_ratio - 1), 2));
    if (!weigh_alike(now))
        return fmt::format(
            "The quietest point pulls the mean {} times as hard as the noisiest, for the same residual: "
            "least squares lets all pull alike.",
            brief(now.weight_ratio, 2));
    if (!comes_to_differ(r)) return within + fmt::format(", and so they do at the last step, {}.", r.last());
    return within + fmt::format("; by step {} the quietest will weigh {} times as much as the noisiest.",
                                r.last(), brief(r.at_step(r.last()).weight_ratio, 2));
}

std::string caption(const Inputs& in, const Computed& r, const Moment& now, std::size_t step) {
    const std::size_t wrong = r.diverged ? r.last() : r.thrown.value_or(0);
    if (wrong > 0 && oversteps(in, r, wrong - 1))
        return "The surer the prediction, the shorter the step that it can bear: the local limit of the rate "
               "falls with "
               "$σ^2$.";
    if (r.diverged)
        return fmt::format("The descent has left at step {}; what is shown is how far it had come.",
                           r.last());
    if (r.thrown)
        return "The surer the prediction, the dearer a miss: one step can cost what many have gained.";
    if (runs_away(in, r))
        return "What is predicted exactly is predicted ever more surely: the valley s = 2 log|r| has no "
               "bottom at r = 0.";
    if (one_spread(in)) return one_spread_caption(in, r, step);
    if (rests_on_floor(r, now))
        return fmt::format(
            "The floor holds s: it stands at {}, the floor is {}, and the loss of no point can be below {} "
            "nats.",
            brief(now.log_scale[now.surest], 3), brief(*r.model.floor, 3),
            brief(math::uncertain_nll(r.model.family, 0.0, *r.model.floor), 3));
    return weight_caption(r, now);
}

Readouts readouts(const Computed& r, const Moment& now, std::size_t step) {
    const Vector& theta = r.path[step];
    const auto split = theta.begin() + static_cast<std::ptrdiff_t>(r.model.mean_terms);
    double norm = 0;
    for (const double g : now.gradient) norm = std::hypot(norm, g);
    return {{"step", "step", "$t$", static_cast<double>(step), "", true, true},
            {"loss", "loss at this step", "$L$", r.loss[step], "nats"},
            {"one-spread-loss", "loss of least squares with its best spread", "least squares", r.fit.loss,
             "nats"},
            {"least-sigma", "smallest standard deviation among the data", "least $σ$",
             r.of_y.deviation * now.least_deviation},
            {"most-sigma", "largest standard deviation among the data", "most $σ$",
             r.of_y.deviation * now.most_deviation},
            {"root-mse", "standard deviation of least squares", "$√\\text{MSE}$",
             r.of_y.deviation * std::sqrt(r.fit.mse)},
            {"weight-ratio", "heaviest weight over the lightest", "weight ratio", now.weight_ratio},
            {"mean", "coefficients of the mean in u, from -1 to 1 over the data", "$μ$ in $u$",
             Vector(theta.begin(), split)},
            {"log-scale", "coefficients of the log scale in u", "$s$ in $u$", Vector(split, theta.end())},
            {"gradient", "gradient by the coefficients", "$∇L$", now.gradient, "", false, true},
            {"gradient-norm", "length of the gradient", "$‖∇L‖$", norm},
            {"gradient-check", "gradient check", "", r.check, "", false, true}};
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.last());
    const auto step = static_cast<std::size_t>(view.shown_step(last));
    const Moment now = r.at_step(step);
    Figure figure{
        .readouts = readouts(r, now, step), .notices = notices(in, r), .caption = caption(in, r, now, step)};
    figure.panels = {data_panel(in, r, r.path[step], now, view, figure.notices), weight_panel(r, now)};
    if (!in.standardise && (r.diverged || r.thrown || falls_short(r)))
        figure.jumps.push_back({"standardised-y",
                                "standardise",
                                "y less its mean, over its deviation: any units are alike",
                                "rate",
                                {{"standardise", true}}});
    figure.lead = "data";
    figure.playhead = Playhead{last};
    figure.formulas = {r.model.family == math::NoiseFamily::Gaussian ? gaussian_formula : laplace_formula};
    if (in.use_floor) figure.formulas.emplace_back(floor_formula);
    if (in.view != Shown::Surface) figure.add(map_panel(in, r, now));
    if (in.view != Shown::Map) figure.add(surface_panel(in, r, now));
    figure.add(loss_panel(in, r, step));
    if (!in.use_floor) figure.inactive.push_back("floor");
    return figure;
}

Readouts probe_map(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const auto terms = math::uncertain_terms(r.model.family, x, y);
    return {{"point-loss", "loss of one point", "$ℓ$", terms.value, "nats"},
            {"slopes", "derivatives by mean and log scale", "$∂ℓ/∂(μ, s)$",
             Vector{terms.by_mean, terms.by_log_scale}}};
}

Readouts probe_data(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const Vector& theta = r.path.back();
    return {{"mean-here", "mean at the last step", "$μ(x)$", r.mean_at(theta, x)},
            {"sigma-here", "standard deviation at the last step", "$σ(x)$", r.deviation_at(theta, x)},
            {"fit-here", "least squares", "", r.mean_at(r.fit.mean, x)}};
}

Readouts probe_loss(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const double t = std::round(x);
    if (!(t >= 0) || t > static_cast<double>(r.last())) return {};
    return {{"step", "step", "$t$", t, "", true},
            {"loss", "loss", "$L$", r.loss[static_cast<std::size_t>(t)], "nats"}};
}

}  // namespace lossfield::viz::uncertain_regression
