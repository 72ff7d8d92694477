// Beside the map: coefficients against lambda, kept shares by direction, the two features.
#include "viz/labs/likelihood/ridge/ridge.hpp"

namespace lossfield::viz::ridge {
namespace {

constexpr int handle_samples = 160;

}  // namespace

Panel path_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "path",
                .title = "coefficients against $λ$",
                .cell = {0, 1, 1, 2},
                .x = {.label = "$λ$", .scale = ScaleKind::Log, .range = lambda_range}};
    Interval y{std::min({0.0, in.truth[0], in.truth[1]}), std::max({0.0, in.truth[0], in.truth[1]})};
    for (const Vector* w : {&r.path.w1, &r.path.w2})
        for (const double v : *w) y = {std::min(y.low, v), std::max(y.high, v)};
    panel.y.range = round_range(ScaleKind::Linear, {y.low, y.high + 0.08 * y.length()});
    for (const int k : {0, 1}) {
        panel.add(horizontal_rule(fmt::format("truth-{}", k + 1), in.truth[static_cast<std::size_t>(k)],
                                  series(k, 0.6), Dash::Dotted, 1, fmt::format("true $w_{}$", k + 1)));
        if (in.stopping && !diverges(in, r)) {
            Curve stopped = curve(fmt::format("steps-{}", k + 1), k == 0 ? "after $t = 1/ηλ$ steps" : "", {},
                                  {}, series(k, 0.75), 1.4, Dash::Dashed);
            const Vector& w = k == 0 ? r.way.w1 : r.way.w2;
            for (std::size_t i = 1; i < w.size(); ++i) {
                stopped.x.push_back(1 / (in.rate * r.way.at[i]));
                stopped.y.push_back(w[i]);
            }
            panel.add(std::move(stopped));
        }
        panel.add(curve(fmt::format("weight-{}", k + 1), fmt::format("$w_{}$", k + 1), r.path.at,
                        k == 0 ? r.path.w1 : r.path.w2, series(k), 2.2));
    }
    panel.add(vertical_rule("here", in.lambda, {Role::Accent}));
    panel.add(Handle{"lambda-axis", "strength of the penalty", in.lambda,
                     0.5 * (panel.y.range->low + panel.y.range->high), MoveReal{"lambda", Along::X}});
    return panel;
}

Panel shares_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "shares",
                .title = "kept by direction",
                .kind = PanelKind::Bars,
                .cell = {1, 1, 1, 1},
                .y = {.range = Interval{0, 1.2}, .ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}}}};
    const double aside = in.stopping ? 0.2 : 0, width = in.stopping ? 0.36 : 0.6;
    Bars kept{.id = "kept", .label = "ridge", .base = {0, 0}, .colours = {{Role::Accent}}, .width = width};
    Bars stopped{
        .id = "kept-by-stopping", .label = "steps", .base = {0, 0}, .colours = {series(5)}, .width = width};
    for (const std::size_t k : {0U, 1U}) {
        const double sigma = r.data.sigma[k], at = static_cast<double>(k + 1);
        panel.x.ticks.push_back({at, fmt::format("$σ_{}^2$ = {}", k + 1, brief(sigma * sigma, 3))});
        kept.position.push_back(at - aside), stopped.position.push_back(at + aside);
        kept.value.push_back(r.kept[k]);
        kept.texts.push_back(brief(r.kept[k], 2));
        // Beyond the limit of the rate the share leaves every frame.
        const double share = r.kept_by_stopping[k];
        stopped.value.push_back(std::clamp(share, -9.0, 9.0));
        stopped.texts.push_back(std::abs(share) < 9 ? brief(share, 2) : "");
        if (!(sigma > 0)) continue;
        MoveAlong along{"lambda", Vector(handle_samples + 1, at - aside), {}, {}};
        for (int i = 0; i <= handle_samples; ++i) {
            const double lambda = std::clamp(
                lambda_range.low * std::pow(lambda_range.high / lambda_range.low, 1.0 * i / handle_samples),
                lambda_range.low, lambda_range.high);
            along.y.push_back(r.data.kept(lambda)[k]);
            along.value.push_back(lambda);
        }
        panel.add(Handle{fmt::format("share-{}", k + 1), fmt::format("share kept of direction {}", k + 1),
                         at - aside, r.kept[k], std::move(along)});
    }
    panel.add(std::move(kept));
    if (in.stopping) panel.add(std::move(stopped));
    return panel;
}

Panel features_panel(const Inputs& in, const Computed& r) {
    double end = 0;
    for (const Vector* x : {&r.data.x_1, &r.data.x_2})
        for (const double v : *x) end = std::max(end, std::abs(v));
    end = std::max(2.4, 1.08 * end);
    Panel panel{.id = "features",
                .title = "the two features",
                .cell = {1, 2, 1, 1},
                .x = {.label = "$x_1$", .range = Interval{-end, end}},
                .y = {.label = "$x_2$", .range = Interval{-end, end}},
                .equal_aspect = true};
    panel.add(PointSet{
        .id = "observations", .x = r.data.x_1, .y = r.data.x_2, .colours = {series(0, 0.75)}, .size = 5});
    // Twice the deviations along the diagonals, sqrt(1 + rho) and sqrt(1 - rho).
    const auto tip = [](double rho) { return std::numbers::sqrt2 * std::sqrt(1 - rho); };
    const double wide = tip(-in.collinearity), narrow = tip(in.collinearity);
    panel.add(Arrows{.id = "directions",
                     .x = {0, 0},
                     .y = {0, 0},
                     .u = {wide, -narrow},
                     .v = {wide, narrow},
                     .colours = {{Role::Ink}, {Role::Accent}},
                     .width = 2});
    MoveAlong along{"collinearity", {}, {}, {}};
    for (int i = 0; i <= handle_samples; ++i) {
        const double s = 1 - static_cast<double>(i) / handle_samples, rho = 1 - s * s;
        along.x.push_back(-tip(rho)), along.y.push_back(tip(rho)), along.value.push_back(rho);
    }
    panel.add(Handle{"collinearity", "collinearity of the features", -narrow, narrow, std::move(along)});
    return panel;
}

}  // namespace lossfield::viz::ridge
