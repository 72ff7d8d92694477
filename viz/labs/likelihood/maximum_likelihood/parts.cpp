// NLL = H(p) + KL(p||f): two bars that move together, with the constant between them; and the coin's panels.
#include "math/likelihood/simple_likelihoods.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr double most_nats = 4;  // of the coin's curves, which are infinite at the ends

double tosses(const Inputs& in) { return in.heads + in.tails; }

template <class Function>
Curve over_chance(std::string id, std::string label, const Function& f) {
    // Denser towards the ends, where the curves are steep.
    constexpr int chance_samples = 240;
    Curve curve{.id = std::move(id), .label = std::move(label)};
    for (int i = 0; i <= chance_samples; ++i) {
        curve.x.push_back(0.5 * (1 - std::cos(std::numbers::pi * i / chance_samples)));
        curve.y.push_back(f(curve.x.back()));
    }
    return curve;
}

PointSet ring(double x, double y) {
    return {.id = "point", .x = {x}, .y = {y}, .shape = PointShape::Ring, .size = 12};
}

}  // namespace

Panel parts_panel(const Computed& r) {
    Panel panel{.id = "parts",
                .title = "NLL = $H(p)$ + KL: apart by a constant",
                .kind = PanelKind::Bars,
                .x = {.range = Interval{0.4, 3.6},
                      .ticks = {{1, "$KL(p‖f)$"}, {2, "NLL by $p$"}, {3, "of the samples"}}},
                .y = {.label = "nats"}};
    const auto held = [](double v) { return std::isfinite(v) ? std::clamp(v, -1e6, 1e6) : 1e6; };
    const double kl = held(r.kl), nll = held(r.expected), sampled = held(r.nll);
    const double high = std::max(
        {std::isfinite(r.kl) ? nll : 2.0, std::isfinite(r.nll) ? sampled : 2.0, kl < 1e5 ? kl : 2.0, 1.0});
    const double low = std::min({0.0, r.entropy, sampled, nll});
    panel.y.range = round_range(ScaleKind::Linear, {1.1 * low, 1.2 * high});
    panel.add(Bars{
        .id = "parts",
        .position = {1, 2, 2, 3},
        .base = {0, 0, r.entropy, 0},
        .value = {kl, r.entropy, nll, sampled},
        .colours = {{Role::Accent, 0, 0.85}, {Role::Muted, 0, 0.5}, {Role::Accent, 0, 0.85}, series(0, 0.75)},
        .texts = {readable(r.kl, 3), "", readable(r.expected, 3), readable(r.nll, 3)}});
    if (std::isfinite(r.kl)) {
        panel.add(curve("level", "", {1.3, 1.62}, {kl, kl}, {Role::Muted}, 1, Dash::Dotted));
        panel.add(Arrows{.id = "entropy",
                         .x = {1.5},
                         .y = {kl},
                         .u = {0},
                         .v = {r.entropy},
                         .colours = {{Role::Ink}},
                         .texts = {"$H(p)$"}});
    }
    return panel;
}

Panel counts_panel(const Inputs& in) {
    const double heads = in.heads, tails = in.tails;
    const double high = tosses(in) * in.chance, low = tosses(in) * (1 - in.chance), none = std::nan("");
    Panel panel{
        .id = "counts",
        .title = "tosses of a coin",
        .kind = PanelKind::Bars,
        .x = {.range = Interval{0.3, 2.7}, .ticks = {{1, "heads"}, {2, "tails"}}},
        .y = {.label = "how often", .range = Interval{0, axis_end(1.2 * std::max({heads, tails, 4.0}))}}};
    panel.add(Bars{.id = "counts",
                   .position = {1, 2},
                   .base = {0, 0},
                   .value = {heads, tails},
                   .colours = {series(0, 0.75), series(1, 0.75)},
                   .texts = {std::to_string(in.heads), std::to_string(in.tails)}});
    panel.add(curve("expected", "expected by the model", {0.62, 1.38, none, 1.62, 2.38},
                    {high, high, none, low, low}, {Role::Accent}));
    panel.add(Handle{"heads", "heads", 1, heads, MoveReal{"heads", Along::Y}, series(0)});
    panel.add(Handle{"tails", "tails", 2, tails, MoveReal{"tails", Along::Y}, series(1)});
    return panel;
}

Panel chance_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "chance",
                .title = "mean NLL over the chance of heads",
                .x = {.label = "chance $p$ of the model", .range = Interval{0, 1}},
                .y = {.label = "nats", .range = Interval{0, most_nats}}};
    const auto nll = [](double heads, double n) {
        return [=](double p) {
            const double v = math::bernoulli_average_nll(heads, n, p).value;
            return v <= 2 * most_nats ? v : std::nan("");
        };
    };
    panel.add(drawn(
        over_chance("expected", "by the true chance " + brief(in.true_chance, 2), nll(in.true_chance, 1)),
        {Role::Muted}, 1.6));
    if (tosses(in) > 0) {
        panel.add(drawn(over_chance("loss", "of the tosses", nll(in.heads, tosses(in))), series(0), 2.2));
        PointSet best = point("best", r.best[0], r.best_nll, series(0), PointShape::Diamond, 11);
        best.label = "least, at $k/n$: $H(k/n)$";
        panel.add(std::move(best));
        if (std::isfinite(r.nll)) panel.add(ring(in.chance, r.nll));
    }
    panel.add(Handle{"chance", "chance of the model", in.chance, 0, MoveReal{"chance", Along::X}});
    return panel;
}

Panel chance_hill_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "hill",
                .title = "likelihood of the tosses",
                .x = {.label = "chance $p$ of the model", .range = Interval{0, 1}},
                .y = {.label = "$L / L_{\\text{max}}$", .range = Interval{0, 1.08}}};
    const double n = tosses(in);
    const auto height = [&](double p) {
        return n > 0 ? std::exp(n * (r.best_nll - math::bernoulli_average_nll(in.heads, n, p).value)) : 1;
    };
    const Curve likelihood = over_chance("likelihood", "", height);
    panel.add(area_under("area", "", likelihood, series(0, 0.2)));
    panel.add(drawn(likelihood, series(0), 2));
    panel.add(vertical_rule("truth", in.true_chance, {Role::Muted}, Dash::Dashed, 1, "true chance"));
    panel.add(ring(in.chance, height(in.chance)));
    return panel;
}

}  // namespace lossfield::viz::maximum_likelihood
