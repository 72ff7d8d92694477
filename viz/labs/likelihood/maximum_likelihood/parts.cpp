// NLL = H(p) + KL(p||f): two bars that move together, with the constant between them; and the coin's panels.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "math/information/information.hpp"
#include "math/likelihood/simple_likelihoods.hpp"
#include "viz/fragments/axis_end.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr double most_nats = 4;  // of the coin's curves, which are infinite at the ends

double share_of_heads(const Inputs& in) { return in.heads / static_cast<double>(in.heads + in.tails); }

Curve over_chance(std::string id, std::string label, const auto& f) {
    // Denser towards the ends, where the curves are steep.
    constexpr int chance_samples = 240;
    Curve curve;
    curve.id = std::move(id), curve.label = std::move(label);
    for (int i = 0; i <= chance_samples; ++i) {
        const double p = 0.5 * (1 - std::cos(std::numbers::pi * i / chance_samples));
        curve.x.push_back(p);
        curve.y.push_back(f(p));
    }
    return curve;
}

PointSet ring(double x, double y) {
    PointSet set;
    set.id = "point";
    set.x = {x}, set.y = {y};
    set.shape = PointShape::Ring;
    set.size = 12;
    return set;
}

}  // namespace

Panel parts_panel(const Computed& r) {
    Panel panel{.id = "parts", .title = "NLL = $H(p)$ + KL: apart by a constant", .kind = PanelKind::Bars};
    panel.y.label = "nats";
    panel.x.ticks = {{1, "$KL(p‖f)$"}, {2, "NLL by $p$"}, {3, "of the samples"}};
    panel.x.range = Interval{0.4, 3.6};
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
        panel.add(Curve{.id = "level",
                        .x = {1.3, 1.62},
                        .y = {kl, kl},
                        .colour = {Role::Muted},
                        .width = 1,
                        .dash = Dash::Dotted});
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
    Panel panel{.id = "counts", .title = "tosses of a coin", .kind = PanelKind::Bars};
    panel.x.ticks = {{1, "heads"}, {2, "tails"}};
    panel.x.range = Interval{0.3, 2.7};
    panel.y.label = "how often";
    const double n = in.heads + in.tails;
    panel.y.range = Interval{0, axis_end(1.2 * std::max({in.heads, in.tails, 4}))};
    panel.add(Bars{.id = "counts",
                   .position = {1, 2},
                   .base = {0, 0},
                   .value = {static_cast<double>(in.heads), static_cast<double>(in.tails)},
                   .colours = {series(0, 0.75), series(1, 0.75)},
                   .texts = {std::to_string(in.heads), std::to_string(in.tails)}});
    panel.add(
        Curve{.id = "expected",
              .label = "expected by the model",
              .x = {0.62, 1.38, std::nan(""), 1.62, 2.38},
              .y = {n * in.chance, n * in.chance, std::nan(""), n * (1 - in.chance), n * (1 - in.chance)}});
    panel.add(
        Handle{"heads", "heads", 1, static_cast<double>(in.heads), MoveReal{"heads", Along::Y}, series(0)});
    panel.add(
        Handle{"tails", "tails", 2, static_cast<double>(in.tails), MoveReal{"tails", Along::Y}, series(1)});
    return panel;
}

Panel chance_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "chance", .title = "mean NLL over the chance of heads"};
    panel.x.label = "chance $p$ of the model", panel.y.label = "nats";
    panel.x.range = Interval{0, 1};
    panel.y.range = Interval{0, most_nats};
    const double n = in.heads + in.tails;
    const auto capped = [](double v) { return v <= 2 * most_nats ? v : std::nan(""); };
    Curve by_p = over_chance(
        "expected", fmt::format("by the true chance {}", brief(in.true_chance, 2)),
        [&](double p) { return capped(math::bernoulli_average_nll(in.true_chance, 1, p).value); });
    by_p.colour = {Role::Muted};
    by_p.width = 1.6;
    panel.add(std::move(by_p));
    if (n > 0) {
        Curve curve = over_chance("loss", "of the tosses", [&](double p) {
            return capped(math::bernoulli_average_nll(in.heads, n, p).value);
        });
        curve.colour = series(0);
        curve.width = 2.2;
        panel.add(std::move(curve));
        panel.add(PointSet{.id = "best",
                           .label = "least, at $k/n$: $H(k/n)$",
                           .x = {share_of_heads(in)},
                           .y = {r.best_nll},
                           .colours = {series(0)},
                           .shape = PointShape::Diamond,
                           .size = 11});
        if (std::isfinite(r.nll)) panel.add(ring(in.chance, r.nll));
    }
    panel.add(Handle{"chance", "chance of the model", in.chance, 0, MoveReal{"chance", Along::X}});
    return panel;
}

Panel chance_hill_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "hill", .title = "likelihood of the tosses"};
    panel.x.label = "chance $p$ of the model", panel.y.label = "$L / L_{\\text{max}}$";
    panel.x.range = Interval{0, 1};
    panel.y.range = Interval{0, 1.08};
    const double n = in.heads + in.tails;
    const auto height = [&](double p) {
        return n > 0 ? std::exp(n * (r.best_nll - math::bernoulli_average_nll(in.heads, n, p).value)) : 1;
    };
    Curve curve = over_chance("likelihood", "", height);
    Band area;
    area.id = "area";
    area.x = curve.x, area.high = curve.y, area.low = Vector(curve.x.size(), 0.0);
    area.colour = series(0, 0.2);
    curve.colour = series(0);
    panel.add(std::move(area));
    panel.add(std::move(curve));
    panel.add(viz::Rule{
        .id = "truth", .at = in.true_chance, .vertical = true, .dash = Dash::Dashed, .text = "true chance"});
    panel.add(ring(in.chance, height(in.chance)));
    return panel;
}

}  // namespace lossfield::viz::maximum_likelihood
