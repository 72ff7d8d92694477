// The picture put together: coefficients against lambda, kept shares by direction, the two features; words and numbers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "viz/geometry/scale.hpp"
#include "viz/labs/likelihood/ridge/ridge.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::ridge {
namespace {

constexpr double ill_conditioned = 300;
constexpr int handle_samples = 160;

Vector entries(const Eigen::VectorXd& v) { return {v.begin(), v.end()}; }

Panel path_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "path", .title = "coefficients against $λ$", .cell = {0, 1, 1, 2}};
    panel.x.label = "$λ$";
    panel.x.scale = ScaleKind::Log;
    panel.x.range = lambda_range;
    Interval y{std::min({0.0, in.truth[0], in.truth[1]}), std::max({0.0, in.truth[0], in.truth[1]})};
    for (const Vector* w : {&r.path_1, &r.path_2})
        for (const double v : *w) y = {std::min(y.low, v), std::max(y.high, v)};
    panel.y.range = round_range(ScaleKind::Linear, {y.low, y.high + 0.08 * y.length()});
    for (const int k : {0, 1}) {
        panel.add(viz::Rule{.id = fmt::format("truth-{}", k + 1),
                            .at = in.truth[static_cast<std::size_t>(k)],
                            .colour = series(k, 0.6),
                            .dash = Dash::Dotted,
                            .text = fmt::format("true $w_{}$", k + 1)});
        if (in.stopping && !diverges(in, r)) {
            auto stopped =
                named<Curve>(fmt::format("steps-{}", k + 1), k == 0 ? "after $t = 1/ηλ$ steps" : "");
            const Vector& w = k == 0 ? r.steps_1 : r.steps_2;
            for (std::size_t i = 1; i < r.counts.size(); ++i) {
                stopped.x.push_back(1 / (in.rate * r.counts[i]));
                stopped.y.push_back(w[i]);
            }
            stopped.colour = series(k, 0.75);
            stopped.width = 1.4;
            stopped.dash = Dash::Dashed;
            panel.add(std::move(stopped));
        }
        panel.add(Curve{.id = fmt::format("weight-{}", k + 1),
                        .label = fmt::format("$w_{}$", k + 1),
                        .x = r.lambdas,
                        .y = k == 0 ? r.path_1 : r.path_2,
                        .colour = series(k),
                        .width = 2.2});
    }
    panel.add(viz::Rule{.id = "here", .at = in.lambda, .vertical = true, .colour = {Role::Accent}});
    panel.add(Handle{"lambda-axis", "strength of the penalty", in.lambda,
                     0.5 * (panel.y.range->low + panel.y.range->high), MoveReal{"lambda", Along::X}});
    return panel;
}

Panel shares_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "shares", .title = "kept by direction", .kind = PanelKind::Bars, .cell = {1, 1, 1, 1}};
    panel.y.range = Interval{0, 1.2};
    panel.y.ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}};
    auto kept = named<Bars>("kept", "ridge"), stopped = named<Bars>("kept-by-stopping", "steps");
    kept.colours = {{Role::Accent}}, stopped.colours = {series(5)};
    const double aside = in.stopping ? 0.2 : 0;
    for (const int k : {0, 1}) {
        const double sigma = r.system.sigma[k], at = k + 1;
        panel.x.ticks.push_back({at, fmt::format("$σ_{}^2$ = {}", k + 1, brief(sigma * sigma, 3))});
        kept.position.push_back(at - aside), stopped.position.push_back(at + aside);
        kept.base.push_back(0), stopped.base.push_back(0);
        kept.value.push_back(r.kept[k]);
        kept.texts.push_back(brief(r.kept[k], 2));
        // Beyond the limit of the rate the share leaves every frame.
        const double share = r.kept_by_stopping[k];
        stopped.value.push_back(std::clamp(share, -9.0, 9.0));
        stopped.texts.push_back(std::abs(share) < 9 ? brief(share, 2) : "");
        if (!(sigma > 0)) continue;
        MoveAlong along{"lambda", {}, {}, {}};
        for (int i = 0; i <= handle_samples; ++i) {
            const double lambda = std::clamp(
                lambda_range.low * std::pow(lambda_range.high / lambda_range.low, 1.0 * i / handle_samples),
                lambda_range.low, lambda_range.high);
            along.x.push_back(at - aside);
            along.y.push_back(math::kept_shares(r.system, lambda)[k]);
            along.value.push_back(lambda);
        }
        panel.add(Handle{fmt::format("share-{}", k + 1), fmt::format("share kept of direction {}", k + 1),
                         at - aside, r.kept[k], std::move(along)});
    }
    kept.width = stopped.width = in.stopping ? 0.36 : 0.6;
    panel.add(std::move(kept));
    if (in.stopping) panel.add(std::move(stopped));
    return panel;
}

Panel features_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "features", .title = "the two features", .cell = {1, 2, 1, 1}};
    panel.x.label = "$x_1$", panel.y.label = "$x_2$";
    const double end = std::max(2.4, 1.08 * r.x.cwiseAbs().maxCoeff());
    panel.x.range = panel.y.range = Interval{-end, end};
    panel.equal_aspect = true;
    panel.add(PointSet{.id = "observations",
                       .x = entries(r.x.col(0)),
                       .y = entries(r.x.col(1)),
                       .colours = {series(0, 0.75)},
                       .size = 5});
    // Twice the deviations along the diagonals, sqrt(1 + rho) and sqrt(1 - rho).
    const auto tip = [](double rho) { return std::numbers::sqrt2 * std::sqrt(1 - rho); };
    const double wide = std::numbers::sqrt2 * std::sqrt(1 + in.collinearity), narrow = tip(in.collinearity);
    auto axes = named<Arrows>("directions");
    axes.x = axes.y = {0, 0};
    axes.u = {wide, -narrow}, axes.v = {wide, narrow};
    axes.colours = {{Role::Ink}, {Role::Accent}};
    axes.width = 2;
    panel.add(std::move(axes));
    MoveAlong along{"collinearity", {}, {}, {}};
    for (int i = 0; i <= handle_samples; ++i) {
        const double s = 1 - static_cast<double>(i) / handle_samples, rho = 1 - s * s;
        along.x.push_back(-tip(rho)), along.y.push_back(tip(rho)), along.value.push_back(rho);
    }
    panel.add(Handle{"collinearity", "collinearity of the features", -narrow, narrow, std::move(along)});
    return panel;
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    const double condition = math::condition_number(r.system, in.lambda);
    if (rank_deficient(r))
        out.push_back(
            {"collinear", Severity::Warning,
             "Both features are the same: a whole line of weights fits equally well. The path starts at "
             "the shortest of them, $w_1 = w_2$."});
    else if (condition > ill_conditioned)
        out.push_back(
            {"ill-conditioned", Severity::Warning,
             fmt::format(
                 "Nearly collinear and hardly held: condition number {}. The weights ({}, {}) lie {} from "
                 "the truth.",
                 brief(condition, 3), readable(r.weights[0], 3), readable(r.weights[1], 3),
                 brief((r.weights - Eigen::Vector2d(in.truth[0], in.truth[1])).norm(), 2))});
    if (in.stopping && diverges(in, r))
        out.push_back(
            {"steps-diverge", Severity::Failure,
             fmt::format("The gradient steps diverge: $η$ = {} is above 2/$σ_1^2$ = {}, so that every "
                         "step along the first direction ends higher up on the other side.",
                         brief(in.rate, 3), brief(r.limit, 3))});
    return out;
}

std::string caption(const Inputs& in, const Computed& r) {
    const std::string stopped = in.stopping && !diverges(in, r)
                                    ? fmt::format("; {} steps from 0 end {} away from it", brief(r.steps, 3),
                                                  brief((r.stopped - r.weights).norm(), 2))
                                    : "";
    return fmt::format(
        "The solution is where the data's ellipse touches the prior's circle: $λ$ = {} keeps {} % of the "
        "first direction, {} % of the second{}.",
        brief(in.lambda, 3), brief(100 * r.kept[0], 3), brief(100 * r.kept[1], 3), stopped);
}

Readouts readouts(const Inputs& in, const Computed& r) {
    Readouts out{
        {"ridge", "ridge", "$w_λ$", entries(r.weights), ""},
        {"least-squares", "least squares", "$w_0$", entries(r.full), ""},
        {"norm", "length", "$‖w_λ‖$", r.weights.norm(), ""},
        {"degrees-of-freedom", "degrees of freedom", "df", r.kept.sum(), ""},
        {"condition-plain", "condition number of the data", "cond $X^TX$",
         math::condition_number(r.system, 0), ""},
        {"condition", "condition number with the penalty", "with $λ$",
         math::condition_number(r.system, in.lambda), ""},
        {"prior-deviation", "deviation of the prior", "prior $σ/√λ$", in.noise / std::sqrt(in.lambda), ""},
        {"other-objective", "solution of the loss with 2/n", "with $2/n$ before the squares",
         entries(r.other), ""}};
    if (in.stopping) {
        out.push_back({"steps", "equivalent steps", "$t = 1/ηλ$", r.steps, "", true});
        out.push_back({"stopped", "weights after them", "$w_t$", entries(r.stopped), ""});
    }
    out.push_back({"gradient-rest", "gradient at the solution", "", r.rest_gradient, ""});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    figure.add(map_panel(in, r));
    figure.add(path_panel(in, r));
    figure.add(shares_panel(in, r));
    figure.add(features_panel(in, r));
    figure.column_weights = {1.25, 0.62, 0.62};
    figure.row_weights = {1, 0.9};
    figure.readouts = readouts(in, r);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r);
    figure.slider_marks.push_back({"rate", {r.limit, "2/σ₁²", true}});
    if (!in.stopping) figure.inactive.push_back("rate");
    return figure;
}

Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x, double y) {
    if (panel == "map") {
        const Eigen::Vector2d w(x, y);
        return {{"data-term", "data term", "$½‖y - Xw‖^2$", math::ridge_objective(r.x, r.y, w, 0), ""},
                {"penalty", "penalty", "$½λ‖w‖^2$", 0.5 * in.lambda * w.squaredNorm(), ""},
                {"objective", "objective", "sum", math::ridge_objective(r.x, r.y, w, in.lambda), ""}};
    }
    if (panel == "path" && x > 0) {
        const Eigen::VectorXd w = math::ridge(r.system, r.y, x);
        return {
            {"ridge", "ridge", "$w$", entries(w), ""},
            {"degrees-of-freedom", "degrees of freedom", "df", math::degrees_of_freedom(r.system, x), ""}};
    }
    return {};
}

}  // namespace lossfield::viz::ridge
