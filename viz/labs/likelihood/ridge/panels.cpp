// The plane of the weights, with ellipses of the data, circles of the prior, the path of the solutions and that of the steps;
// beside it the coefficients against lambda, the kept shares by direction and the two features.
#include "viz/labs/likelihood/ridge/ridge.hpp"

namespace lossfield::viz::ridge {
namespace {

using math::Pair;

constexpr int round_samples = 160, handle_samples = 160;
constexpr std::size_t dotted_steps = 40;  // steps shown as dots

// centre + first cos + second sin
Curve ellipse(std::string id, std::string label, const Pair& centre, const std::array<Pair, 2>& half_axes) {
    Curve round = curve(std::move(id), std::move(label), {}, {}, {Role::Ink}, 1.5);
    const auto& [first, second] = half_axes;
    for (int i = 0; i <= round_samples; ++i) {
        const double angle = 2 * std::numbers::pi * i / round_samples;
        round.x.push_back(centre[0] + std::cos(angle) * first[0] + std::sin(angle) * second[0]);
        round.y.push_back(centre[1] + std::cos(angle) * first[1] + std::sin(angle) * second[1]);
    }
    return round;
}

Curve circle(std::string id, std::string label, double radius) {
    return ellipse(std::move(id), std::move(label), {0, 0}, {{{radius, 0}, {0, radius}}});
}

void add_prior(Panel& panel, const Inputs& in, const Computed& r) {
    for (int k = 1; k <= 2 && in.noise > 0; ++k)
        panel.add(drawn(circle(fmt::format("prior-{}", k), k == 1 ? "prior, 1 and 2 deviations" : "",
                               k * in.noise / std::sqrt(in.lambda)),
                        {Role::Ink, 0, 0.6}, 1.2, Dash::Dotted));
    panel.add(circle("circle", rank_deficient(r) ? "penalty's circle" : "levels that touch",
                     math::length(r.weights)));
    if (!rank_deficient(r)) panel.add(ellipse("ellipse", "", r.full, r.data.half_axes(r.weights)));
}

void add_steps(Panel& panel, const Computed& r) {
    const auto& [x, y] = r.way.w;
    panel.add(curve("steps", "gradient steps from 0", x, y, series(5), 1.6, Dash::Dashed));
    PointSet dots{.id = "single-steps", .x = x, .y = y, .colours = {series(5)}, .size = 3.5};
    dots.x.resize(std::min(dotted_steps, x.size()));
    dots.y.resize(dots.x.size());
    panel.add(std::move(dots));
    if (std::isfinite(math::length(r.stopped)))
        panel.add(point("stopped", r.stopped[0], r.stopped[1], series(5), PointShape::Square, 9,
                        counted(brief(r.steps, 3), "step")));
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map", .title = "weights: data term and prior", .cell = {0, 0, 2, 1}};
    panel.x = {.label = "$w_1$", .range = in.domain().x},
    panel.y = {.label = "$w_2$", .range = in.domain().y};
    panel.equal_aspect = true;
    panel.colour_bar = ColourBar{.label = "data term", .mark = "data-term"};
    panel.add(
        Contours{.id = "data-term", .field = r.data_term, .levels = {.exactly = r.levels}, .labels = false});
    add_prior(panel, in, r);
    if (in.stopping) add_steps(panel, r);
    Curve path = curve("path", "$w(λ)$", {0}, {0}, {Role::Accent}, 2.6);
    path.x.insert(path.x.end(), r.path.w[0].begin(), r.path.w[0].end());
    path.y.insert(path.y.end(), r.path.w[1].begin(), r.path.w[1].end());
    path.x.push_back(r.full[0]), path.y.push_back(r.full[1]);
    panel.add(std::move(path));
    panel.add(point("origin", 0, 0, {Role::Ink}, PointShape::Cross, 8));
    panel.add(point("least-squares", r.full[0], r.full[1], {Role::Accent}, PointShape::Disc, 8,
                    rank_deficient(r) ? "shortest" : "least squares"));
    panel.add(point("truth", in.truth[0], in.truth[1], {Role::Ink}, PointShape::Diamond, 10, "truth"));
    panel.add(point("solution", r.weights[0], r.weights[1], {Role::Accent}, PointShape::Ring, 12));
    panel.add(Handle{"truth", "true weights", in.truth[0], in.truth[1], MovePair{"truth"}, Colour{Role::Ink},
                     HandleShape::Diamond});
    if (math::length(r.full) > 1e-9)
        panel.add(Handle{"lambda", "strength of the penalty", r.weights[0], r.weights[1],
                         MoveAlong{"lambda", r.path.w[0], r.path.w[1], r.path.at}});
    return panel;
}

Panel path_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "path", .title = "coefficients against $λ$", .cell = {0, 1, 1, 2}};
    panel.x = {.label = "$λ$", .scale = ScaleKind::Log, .range = lambda_range};
    const Interval y = holding(holding(holding({0, 0}, in.truth), r.path.w[0]), r.path.w[1]);
    panel.y.range = round_range(ScaleKind::Linear, {y.low, y.high + 0.08 * y.length()});
    for (const std::size_t k : {0U, 1U}) {
        const int index = static_cast<int>(k);
        panel.add(horizontal_rule(fmt::format("truth-{}", k + 1), in.truth[k], series(index, 0.6),
                                  Dash::Dotted, 1, fmt::format("true $w_{}$", k + 1)));
        if (in.stopping && !diverges(in, r)) {
            Curve stopped = curve(fmt::format("steps-{}", k + 1), k == 0 ? "after $t = 1/ηλ$ steps" : "", {},
                                  {}, series(index, 0.75), 1.4, Dash::Dashed);
            for (std::size_t i = 1; i < r.way.at.size(); ++i) {
                stopped.x.push_back(1 / (in.rate * r.way.at[i]));
                stopped.y.push_back(r.way.w[k][i]);
            }
            panel.add(std::move(stopped));
        }
        panel.add(curve(fmt::format("weight-{}", k + 1), fmt::format("$w_{}$", k + 1), r.path.at, r.path.w[k],
                        series(index), 2.2));
    }
    panel.add(vertical_rule("here", in.lambda, {Role::Accent}));
    panel.add(Handle{"lambda-axis", "strength of the penalty", in.lambda,
                     0.5 * (panel.y.range->low + panel.y.range->high), MoveReal{"lambda"}});
    return panel;
}

Panel shares_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "shares", .title = "kept by direction", .kind = PanelKind::Bars, .cell = {1, 1}};
    panel.y = {.range = Interval{0, 1.2}, .ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}}};
    const double aside = in.stopping ? 0.2 : 0, width = in.stopping ? 0.36 : 0.6;
    const auto add = [&](const char* id, const char* label, double off, const Pair& shares, Colour colour) {
        Bars bars{.id = id, .label = label, .base = {0, 0}, .colours = {colour}, .width = width};
        bars.position = {1 + off, 2 + off};
        for (const double share : shares) {
            // Beyond the limit of the rate the share leaves every frame.
            bars.value.push_back(std::clamp(share, -9.0, 9.0));
            bars.texts.push_back(std::abs(share) < 9 ? brief(share, 2) : "");
        }
        panel.add(std::move(bars));
    };
    add("kept", "ridge", -aside, r.kept, {Role::Accent});
    if (in.stopping) add("kept-by-stopping", "steps", aside, r.kept_by_stopping, series(5));
    const auto [low, high] = lambda_range;
    const Vector lambdas = each(evenly({0, 1}, handle_samples), [low = low, high = high](double t) {
        return std::clamp(low * std::pow(high / low, t), low, high);
    });
    for (const std::size_t k : {0U, 1U}) {
        const double sigma = r.data.sigma[k], at = static_cast<double>(k + 1);
        panel.x.ticks.push_back({at, fmt::format("$s_{}^2$ = {}", k + 1, brief(sigma * sigma, 3))});
        if (!(sigma > 0)) continue;
        const Vector shares = each(lambdas, [&](double lambda) { return r.data.kept(lambda)[k]; });
        panel.add(Handle{fmt::format("share-{}", k + 1), fmt::format("share kept of direction {}", k + 1),
                         at - aside, r.kept[k],
                         MoveAlong{"lambda", Vector(lambdas.size(), at - aside), shares, lambdas}});
    }
    return panel;
}

Panel features_panel(const Inputs& in, const Computed& r) {
    const double end = std::max(2.4, 1.08 * std::max(largest_size(r.data.x_1), largest_size(r.data.x_2)));
    Panel panel{.id = "features", .title = "the two features", .cell = {1, 2}, .equal_aspect = true};
    panel.x = {.label = "$x_1$", .range = Interval{-end, end}};
    panel.y = {.label = "$x_2$", .range = Interval{-end, end}};
    panel.add(PointSet{
        .id = "observations", .x = r.data.x_1, .y = r.data.x_2, .colours = {series(0, 0.75)}, .size = 5});
    // Twice the deviations along the diagonals, sqrt(1 + rho) and sqrt(1 - rho).
    const auto tip = [](double rho) { return std::numbers::sqrt2 * std::sqrt(1 - rho); };
    const double wide = tip(-in.collinearity), narrow = tip(in.collinearity);
    Arrows arrows{.id = "directions", .x = {0, 0}, .y = {0, 0}, .u = {wide, -narrow}, .v = {wide, narrow}};
    arrows.colours = {{Role::Ink}, {Role::Accent}}, arrows.width = 2;
    panel.add(std::move(arrows));
    MoveAlong along{"collinearity", {}, {}, {}};
    for (int i = 0; i <= handle_samples; ++i) {
        const double s = 1 - static_cast<double>(i) / handle_samples, rho = 1 - s * s;
        along.x.push_back(-tip(rho)), along.y.push_back(tip(rho)), along.value.push_back(rho);
    }
    panel.add(Handle{"collinearity", "collinearity of the features", -narrow, narrow, std::move(along)});
    return panel;
}

}  // namespace lossfield::viz::ridge
