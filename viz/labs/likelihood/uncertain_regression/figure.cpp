// The picture put together, its words, and what is under the pointer.
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

Notices notices(const Inputs& in, const Computed& r) {
    if (r.diverged) {
        const Moment before = moment_of(r, r.last() - std::min<std::size_t>(r.last(), 1));
        return {
            {"diverged", Severity::Failure,
             fmt::format(
                 "The descent diverged at step {}: where σ is small the loss is steep, with curvature 1/σ², "
                 "and a rate beyond 2/curvature overshoots (1/σ² was {} one step before).",
                 r.last(), brief(1 / (before.least_sigma * before.least_sigma), 2))}};
    }
    if (r.thrown) {
        const Moment before = moment_of(r, *r.thrown - 1);
        return {{"thrown", Severity::Warning,
                 fmt::format("Step {} throws the loss from {} to {}: the loss is as steep as the prediction "
                             "is sure, with "
                             "curvature up to 1/σ² = {}, and the step overshoots.",
                             *r.thrown, brief(r.loss[*r.thrown - 1], 2), brief(r.loss[*r.thrown], 3),
                             brief(1 / (before.least_sigma * before.least_sigma), 2))}};
    }
    if (!runs_away(in, r)) return {};
    const Moment m = moment_of(r, r.last());
    const auto surest = static_cast<std::size_t>(std::min_element(m.log_scale.begin(), m.log_scale.end()) -
                                                 m.log_scale.begin());
    const double miss = std::abs(m.residual[surest]);
    return {{"runs-away", Severity::Failure,
             fmt::format("The likelihood runs away: a point is hit {}, its s has sunk to {} and the loss to "
                         "{}; without a "
                         "floor there is no minimum.",
                         miss > 0 ? "within " + brief(miss, 1) : "exactly", brief(m.log_scale[surest], 3),
                         brief(r.loss.back(), 3))}};
}

std::string caption(const Inputs& in, const Computed& r, const Moment& now) {
    if (r.diverged) return "The prediction had become so sure that one step of this length threw it out.";
    if (r.thrown)
        return "The surer the prediction, the shorter the step that it can bear: after every throw it must "
               "become unsure "
               "again before it can learn.";
    if (runs_away(in, r))
        return "What is predicted exactly is predicted ever more surely: the valley s = 2 log|r| has no "
               "bottom at "
               "r = 0.";
    if (in.spread_degree == 0)
        return "With one spread for all points the weights are equal: maximum likelihood is least squares, "
               "and its "
               "variance is the mean squared error.";
    const double lowest = *std::min_element(now.log_scale.begin(), now.log_scale.end());
    if (r.model.floor && lowest < *r.model.floor + 0.5)
        return fmt::format(
            "The floor ends the fall: s has come to {}, the floor is {}, and the loss of no point can be "
            "below {}.",
            brief(lowest, 3), brief(*r.model.floor, 3),
            brief(math::uncertain_nll(r.model.family, 0.0, *r.model.floor), 3));
    if (now.weight_ratio < 1.05)
        return "At first all points weigh alike; as s learns the spread, the quiet ones gain.";
    return fmt::format(
        "The quietest point pulls the mean {} times as hard as the noisiest, for the same residual: the line "
        "follows "
        "the quiet data, least squares the loud.",
        brief(now.weight_ratio, 2));
}

Readouts readouts(const Computed& r, const Moment& now, std::size_t step) {
    const Vector& theta = r.path[step];
    const auto split = theta.begin() + static_cast<std::ptrdiff_t>(r.model.mean_terms);
    double norm = 0;
    for (const double g : now.gradient) norm = std::hypot(norm, g);
    return {{"step", "step", "$t$", static_cast<double>(step), "", true, true},
            {"loss", "loss at this step", "$L$", r.loss[step]},
            {"one-spread-loss", "loss of least squares with its best spread", "least squares", r.fit_loss},
            {"least-sigma", "smallest standard deviation among the data", "least $σ$", now.least_sigma},
            {"most-sigma", "largest standard deviation among the data", "most $σ$", now.most_sigma},
            {"root-mse", "standard deviation of least squares", "$√\\text{MSE}$", std::sqrt(r.mse)},
            {"weight-ratio", "heaviest weight over the lightest", "weight ratio", now.weight_ratio},
            {"mean", "coefficients of the mean in u, from -1 to 1 over the data", "$μ$ in $u$",
             Vector(theta.begin(), split)},
            {"log-scale", "coefficients of the log scale in u", "$s$ in $u$", Vector(split, theta.end())},
            {"gradient", "gradient by the coefficients", "$∇L$", Vector(now.gradient), "", false, true},
            {"gradient-norm", "length of the gradient", "$‖∇L‖$", norm},
            {"gradient-check", "gradient check", "", r.check, "", false, true}};
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.last());
    const auto step = static_cast<std::size_t>(std::clamp(view.step.value_or(last), 0LL, last));
    const Moment now = moment_of(r, step);
    const bool both = in.view == Shown::Both;
    Figure figure{.panels = {data_panel(in, r, r.path[step], now), weight_panel(r, now)},
                  .row_weights = {1.7, 1},
                  .column_weights = both ? Vector{1.3, 1, 0.9} : Vector{1.15, 1},
                  .readouts = readouts(r, now, step),
                  .notices = notices(in, r),
                  .caption = caption(in, r, now),
                  .playhead = Playhead{last}};
    const auto add = [&](Panel panel, Cell cell) {
        panel.cell = cell;
        figure.add(std::move(panel));
    };
    if (in.view != Shown::Surface) add(map_panel(r, now), {0, 1, 1, 1});
    if (in.view != Shown::Map)
        add(surface_panel(r, now, both ? "the same as a surface" : "loss $ℓ$ of one point"),
            {0, both ? 2 : 1, 1, 1});
    add(loss_panel(r, step), {1, 1, 1, both ? 2 : 1});
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
             sigma_of(r.model.family, r.model.log_scale(theta, x))},
            {"fit-here", "least squares", "", r.fitted(x)}};
}

Readouts probe_loss(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const double t = std::round(x);
    if (!(t >= 0) || t > static_cast<double>(r.last())) return {};
    return {{"step", "step", "$t$", t, "", true},
            {"loss", "loss", "$L$", r.loss[static_cast<std::size_t>(t)]}};
}

}  // namespace lossfield::viz::uncertain_regression
