// The picture put together, its words, and what is under the pointer.
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

// 1/sigma^2 of the surest point at a step, the curvature by its mean.
std::string curvature(const Computed& r, std::size_t step) {
    const double deviation = r.at_step(step).least_deviation;
    return brief(1 / (deviation * deviation), 2);
}

Notices notices(const Inputs& in, const Computed& r) {
    if (r.diverged)
        return {{"diverged", Severity::Failure,
                 fmt::format(
                     "The descent diverged at step {}: where σ is small the loss is steep, with curvature "
                     "1/σ², and a rate beyond 2/curvature overshoots (1/σ² was {} one step before).",
                     r.last(), curvature(r, r.last() - std::min<std::size_t>(r.last(), 1)))}};
    if (r.thrown)
        return {{"thrown", Severity::Warning,
                 fmt::format("Step {} throws the loss from {} to {}: the loss is as steep as the prediction "
                             "is sure, with curvature up to 1/σ² = {}, and the step overshoots.",
                             *r.thrown, brief(r.loss[*r.thrown - 1], 2), brief(r.loss[*r.thrown], 3),
                             curvature(r, *r.thrown - 1))}};
    if (!runs_away(in, r)) return {};
    const Moment m = r.at_step(r.last());
    const std::string miss =
        hits_exactly(m) ? "exactly" : "within " + brief(std::abs(m.residual[m.surest]), 1);
    return {{"runs-away", Severity::Failure,
             fmt::format("The likelihood runs away: a point is hit {}, its s has sunk to {} and the loss to "
                         "{}; without a floor there is no minimum.",
                         miss, brief(m.log_scale[m.surest], 3), brief(r.loss.back(), 3))}};
}

std::string caption(const Inputs& in, const Computed& r, const Moment& now) {
    if (r.diverged) return "The prediction had become so sure that one step of this length threw it out.";
    if (r.thrown)
        return "The surer the prediction, the shorter the step that it can bear: after every throw it must "
               "become unsure again before it can learn.";
    if (runs_away(in, r))
        return "What is predicted exactly is predicted ever more surely: the valley s = 2 log|r| has no "
               "bottom at r = 0.";
    if (one_spread(in))
        return "With one spread for all points the weights are equal: maximum likelihood is least squares, "
               "and its variance is the mean squared error.";
    if (rests_on_floor(r, now))
        return fmt::format(
            "The floor ends the fall: s has come to {}, the floor is {}, and the loss of no point can be "
            "below {}.",
            brief(now.log_scale[now.surest], 3), brief(*r.model.floor, 3),
            brief(math::uncertain_nll(r.model.family, 0.0, *r.model.floor), 3));
    if (weigh_alike(now))
        return "At first all points weigh alike; as s learns the spread, the quiet ones gain.";
    return fmt::format(
        "The quietest point pulls the mean {} times as hard as the noisiest, for the same residual: the line "
        "follows the quiet data, least squares the loud.",
        brief(now.weight_ratio, 2));
}

Readouts readouts(const Computed& r, const Moment& now, std::size_t step) {
    const Vector& theta = r.path[step];
    const auto split = theta.begin() + static_cast<std::ptrdiff_t>(r.model.mean_terms);
    double norm = 0;
    for (const double g : now.gradient) norm = std::hypot(norm, g);
    return {{"step", "step", "$t$", static_cast<double>(step), "", true, true},
            {"loss", "loss at this step", "$L$", r.loss[step]},
            {"one-spread-loss", "loss of least squares with its best spread", "least squares", r.fit.loss},
            {"least-sigma", "smallest standard deviation among the data", "least $σ$", now.least_deviation},
            {"most-sigma", "largest standard deviation among the data", "most $σ$", now.most_deviation},
            {"root-mse", "standard deviation of least squares", "$√\\text{MSE}$", std::sqrt(r.fit.mse)},
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
        .readouts = readouts(r, now, step), .notices = notices(in, r), .caption = caption(in, r, now)};
    figure.panels = {data_panel(in, r, r.path[step], now), weight_panel(r, now)};
    figure.row_weights = {1.7, 1}, figure.column_weights = both(in) ? Vector{1.3, 1, 0.9} : Vector{1.15, 1};
    figure.playhead = Playhead{last};
    if (in.view != Shown::Surface) figure.add(map_panel(r, now));
    if (in.view != Shown::Map) figure.add(surface_panel(in, r, now));
    figure.add(loss_panel(in, r, step));
    if (!in.use_floor) figure.inactive.push_back("floor");
    return figure;
}

Readouts probe_map(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const auto terms = math::uncertain_terms(r.model.family, x, y);
    return {{"point-loss", "loss of one point", "$ℓ$", terms.value},
            {"slopes", "derivatives by mean and log scale", "$∂ℓ/∂(μ, s)$",
             Vector{terms.by_mean, terms.by_log_scale}}};
}

Readouts probe_data(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const Vector& theta = r.path.back();
    return {{"mean-here", "mean at the last step", "$μ(x)$", r.model.mean(theta, x)},
            {"sigma-here", "standard deviation at the last step", "$σ(x)$",
             math::noise_deviation(r.model.family, r.model.log_scale(theta, x))},
            {"fit-here", "least squares", "", r.model.mean(r.fit.mean, x)}};
}

Readouts probe_loss(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const double t = std::round(x);
    if (!(t >= 0) || t > static_cast<double>(r.last())) return {};
    return {{"step", "step", "$t$", t, "", true},
            {"loss", "loss", "$L$", r.loss[static_cast<std::size_t>(t)]}};
}

}  // namespace lossfield::viz::uncertain_regression
