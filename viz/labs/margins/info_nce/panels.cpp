// The shares of the candidates, how they sharpen with the temperature, what the loss certifies of mutual information, and which
// concentration fits the positive.
#include "viz/labs/margins/info_nce/info_nce.hpp"

namespace lossfield::viz::info_nce {
namespace {

// Logarithmically spaced, both ends among them.
Vector log_spaced(const Interval& range, int steps) {
    return each(evenly({std::log(range.low), std::log(range.high)}, steps),
                [](double v) { return std::exp(v); });
}

}  // namespace

Panel shares_panel(const Standing& s) {
    Panel panel{
        .id = "shares", .title = "shares of the candidates", .kind = PanelKind::Bars, .cell = {0, 1, 1, 1}};
    panel.y = {.label = "share $p$", .range = Interval{0, 1.08}, .ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}}};
    Bars bars{.id = "p", .width = 0.7};
    const std::size_t count = s.nce.shares.size();
    for (std::size_t j = 0; j < count; ++j) {
        const double at = static_cast<double>(j) + 1;
        bars.position.push_back(at), bars.base.push_back(0), bars.value.push_back(s.nce.shares[j]);
        bars.colours.push_back(series(j == 0 ? 0 : 1, 0.8));
        if (j == 0)
            panel.x.ticks.push_back({at, "+", series(0)});
        else if (count <= 16 || j % 5 == 0)
            panel.x.ticks.push_back({at, std::to_string(j)});
    }
    panel.add(std::move(bars));
    return panel;
}

Panel sharpness_panel(const Inputs& in, const Standing& s) {
    Panel panel{.id = "sharpness", .title = "weight of the negatives", .cell = {1, 1, 1, 1}};
    panel.x = {.label = "temperature $τ$", .scale = ScaleKind::Log, .range = temperatures};
    panel.y = {.label = "share", .range = Interval{0, 1.05}};
    const Vector tau = log_spaced(temperatures, 120);
    panel.add(vertical_rule("here", in.temperature, {Role::Accent}));
    panel.add(curve("hardest", "nearest one's part of it", tau,
                    each(tau, [&](double t) { return sharpness(s.angles, t).hardest; }), series(1), 2.2));
    panel.add(curve("weight", "all negatives, $1 - p_+$", tau,
                    each(tau, [&](double t) { return sharpness(s.angles, t).weight; }), series(0), 2.2,
                    Dash::Dashed));
    panel.add(Handle{"temperature", "temperature", in.temperature, s.hardest, MoveReal{"tau", Along::X}});
    return panel;
}

Panel information_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "information", .title = "what can be certified", .cell = {0, 2, 1, 1}};
    const double most = static_cast<double>(r.estimates.back().candidates);
    panel.x = {.label = "candidates $N$", .scale = ScaleKind::Log, .range = Interval{2, std::max(4.0, most)}};
    for (const auto& e : r.estimates)
        if (e.candidates == 2 || e.candidates == 8 || e.candidates == 32 || e.candidates % 128 == 0)
            panel.x.ticks.push_back({static_cast<double>(e.candidates), std::to_string(e.candidates)});
    const double top = 1.08 * std::max(most_certified(in), in.information);
    panel.y = {.label = "nats", .range = Interval{0, top}};
    Band band{.id = "error", .colour = series(2, 0.2)};
    Curve estimate =
        curve("estimate", "$\\text{log} N - \\text{E}[L]$ ± 2 standard errors", {}, {}, series(2), 2.2);
    Curve ceiling = curve("ceiling", "$\\text{log} N$", {}, {}, {Role::Muted}, 1.6, Dash::Dashed);
    for (const math::InformationEstimate& e : r.estimates) {
        const auto n = static_cast<double>(e.candidates);
        band.x.push_back(n), band.low.push_back(e.estimate - 2 * e.error),
            band.high.push_back(e.estimate + 2 * e.error);
        estimate.x.push_back(n), estimate.y.push_back(e.estimate);
        ceiling.x.push_back(n), ceiling.y.push_back(std::log(n));
    }
    panel.add(std::move(band));
    // Of one estimate a curve shows nothing.
    if (estimate.x.size() == 1) {
        panel.add(point("one-ceiling", ceiling.x[0], ceiling.y[0], ceiling.colour));
        panel.add(point("one-estimate", estimate.x[0], estimate.y[0], estimate.colour));
    }
    panel.add(std::move(ceiling));
    panel.add(std::move(estimate));
    panel.add(horizontal_rule("truth", in.information, {Role::Ink}, Dash::Solid, 1.4, "$I(X; Y)$"));
    panel.add(handle_at("information", "mutual information", {std::sqrt(2 * most), in.information},
                        MoveReal{"information", Along::Y}, {Role::Ink}, HandleShape::Diamond));
    return panel;
}

Panel concentration_panel(const Inputs& in, const Standing& s) {
    Panel panel{.id = "concentration", .cell = {1, 2, 1, 1}};
    panel.title = fmt::format("which $κ$ fits the positive, $d$ = {}", in.dimension);
    panel.x = {.label = "$κ = 1/τ$", .scale = ScaleKind::Log, .range = concentrations};
    panel.y = {.label = "NLL, nats"};
    const double cosine = s.nce.cosines[0];
    const auto nll = [&](double kappa) {
        return math::von_mises_fisher_nll(in.dimension, kappa, cosine).value;
    };
    const Vector kappa = log_spaced(concentrations, 120), values = each(kappa, nll);
    const double low = *std::min_element(values.begin(), values.end());
    // What lies far above the least, and above what stands now, would flatten the rest.
    const double top = *std::max_element(values.begin(), values.end()), now = nll(1 / in.temperature);
    const double shown = std::min(top, std::max(low + 8, now + 0.1 * (now - low)));
    panel.y.range = round_range(ScaleKind::Linear, {low - 0.05 * (shown - low), shown});
    panel.add(vertical_rule("here", 1 / in.temperature, {Role::Accent}));
    panel.add(curve("nll", "", kappa, values, series(3), 2.2));
    if (const double best = best_concentration(in, s); concentrations.contains(best)) {
        panel.add(
            vertical_rule("best-rule", best, {Role::Ink}, Dash::Dotted, 1, "$κ^*$ = " + brief(best, 3)));
        panel.add(point("best", best, nll(best), {Role::Ink}, PointShape::Diamond, 9));
    }
    panel.add(point("now", 1 / in.temperature, now, {Role::Accent}, PointShape::Ring, 11));
    return panel;
}

Panel loss_panel(const Computed& r, const Standing& s) {
    Panel panel = course_panel("course", "the run", "loss $L$", r.run.loss, static_cast<long long>(s.step));
    panel.cell = {2, 0, 1, 1};
    return panel;
}

}  // namespace lossfield::viz::info_nce
