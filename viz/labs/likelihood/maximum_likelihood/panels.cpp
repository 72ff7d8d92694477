// The landscape of the two parameters: NLL above its least and the likelihood as a hill, or the KL of the chosen direction, as a
// map and in space; NLL = H(p) + KL(p||f), two bars that move together, with the constant between them; and the coin's panels.
#include "math/likelihood/simple_likelihoods.hpp"
#include "viz/fragments/likelihood_landscape.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr double cut_at = 3;     // nats: the KL's walls are cut off there
constexpr double most_nats = 4;  // of the coin's curves, which are infinite at the ends

// What map and surface show on the landscape.
void add_places(Panel& panel, const Inputs& in, const Computed& r) {
    const bool flat = panel.kind != PanelKind::Space;
    const auto add = [&](const char* id, const char* label, Vector x, Vector y, double size, Colour colour) {
        panel.add(PointSet{
            id, flat ? label : "", std::move(x), std::move(y), {{colour}}, PointShape::Diamond, size});
    };
    if (!fits(in)) {
        Vector x, y;
        for (const auto& q : r.seeking) x.push_back(q.mean), y.push_back(std::log(q.deviation));
        if (reverse(in)) add("seeking", "minima of $KL(q‖p)$", x, y, 10, series(2));
        if (flat || !reverse(in))
            add("covering", "minimum of $KL(p‖q)$", {r.covering.mean}, {std::log(r.covering.deviation)}, 10,
                series(0));
        return;
    }
    if (r.model.kind == Kind::Means) {
        Vector x, y;
        for (const auto& [a, b] : r.best.em.path) x.push_back(a), y.push_back(b);
        panel.add(curve("em", flat ? "steps of EM" : "", x, y, {Role::Accent}, 1.8));
        panel.add(PointSet{.id = "em-steps", .x = x, .y = y, .colours = {{Role::Accent}}, .size = 4});
    }
    if (has_maximum(r)) add("best", "most likely", {r.best.at[0]}, {r.best.at[1]}, 11, series(0));
    if (flat && r.model.kind == Kind::Gaussian)
        add("moments", "moments of $p$", {math::mixture_mean(r.p)}, {std::log(math::mixture_variance(r.p))},
            9, {Role::Muted});
}

// The surface; returns how high it is at the live place.
double add_surface(Panel& panel, const Inputs& in, const Computed& r) {
    if (fits(in)) {
        // Beside the two tops of a mixture.
        panel.camera = {r.model.kind == Kind::Means ? 35.0 : -55.0, 34};
        add_hill(panel, r.hill);
        if (!has_maximum(r)) panel.z.label = panel.colour_bar->label = "$L$ / largest shown";
        if (crowded(in))
            panel.z.label = panel.colour_bar->label =
                has_maximum(r) ? "$L^{1/n}$ / largest" : "$L^{1/n}$ / largest shown";
        return r.height;
    }
    // Into the valleys of the KL.
    panel.camera = {110, 56};
    panel.z = {.label = "KL", .range = Interval{0, cut_at}};
    panel.colour_bar = ColourBar{.label = "KL, nats", .mark = "kl"};
    Surface surface{.id = "kl", .field = r.hill, .scale = {.low = 0, .high = cut_at}};
    surface.levels.exactly = {0.25, 0.5, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 2, 2.5};
    const Interval seen = finite_range(r.hill.values);
    if (seen.low < cut_at && seen.high > cut_at) surface.cut = cut_at;
    panel.add(std::move(surface));
    return std::min(cut_at, chosen_kl(in, r));
}

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

Panel landscape_panel(const Inputs& in, const Computed& r, bool in_space) {
    const auto [kind, parameter, x, y, at] = live(in);
    const Domain shown = in.domain();
    Panel panel{.x = {.label = x, .range = shown.x}, .y = {.label = y, .range = shown.y}};
    double height = 0;
    if (in_space) {
        panel.id = "surface", panel.kind = PanelKind::Space;
        panel.title = crowded(in) ? "likelihood of the samples, its $n$-th root"
                      : fits(in)  ? "likelihood of the samples"
                                  : "the divergence in space";
        height = add_surface(panel, in, r);
    } else {
        panel.id = "map";
        panel.title = fits(in)      ? "NLL of all samples together"
                      : reverse(in) ? "$KL(q‖p)$: reverse"
                                    : "$KL(p‖q)$: forward";
        add_excess(panel, fits(in) ? "excess" : "kl", r.excess, r.levels,
                   !fits(in)        ? "KL, nats"
                   : has_maximum(r) ? "above its least, nats"
                                    : "above the least shown, nats");
    }
    add_places(panel, in, r);
    const std::string value =
        fits(in) ? "mean NLL = " + readable(r.nll, 4) : "KL = " + readable(chosen_kl(in, r), 4);
    panel.add(live_place({at[0], at[1]}, in_space ? "" : value));
    if (in_space)
        add_ground_handle(panel, "ground", "parameters", parameter, {at[0], at[1]}, height);
    else
        panel.add(Handle{"point", "parameters", at[0], at[1], MovePair{parameter}});
    return panel;
}

Panel parts_panel(const Computed& r) {
    Panel panel{
        .id = "parts", .title = "mean NLL = $H(p)$ + KL: apart by a constant", .kind = PanelKind::Bars};
    panel.x = {.range = Interval{0.4, 3.6}, .ticks = {{1, "$KL(p‖f)$"}, {2, "NLL by $p$"}}};
    const bool counted = !std::isnan(r.nll);
    if (counted) panel.x.ticks.push_back({3, "of the samples"});
    const auto held = [](double v) { return std::isfinite(v) ? std::clamp(v, -1e6, 1e6) : 1e6; };
    const double kl = held(r.kl), nll = held(r.expected), sampled = counted ? held(r.nll) : 0;
    const double high = std::max(
        {std::isfinite(r.kl) ? nll : 2.0, std::isfinite(r.nll) ? sampled : 2.0, kl < 1e5 ? kl : 2.0, 1.0});
    const double low = std::min({0.0, r.entropy, sampled, nll});
    panel.y = {.label = "nats", .range = round_range(ScaleKind::Linear, {1.1 * low, 1.2 * high})};
    Bars bars{.id = "parts", .position = {1, 2, 2}, .base = {0, 0, r.entropy}};
    bars.value = {kl, r.entropy, nll};
    bars.colours = {{Role::Accent, 0, 0.85}, {Role::Muted, 0, 0.5}, {Role::Accent, 0, 0.85}};
    bars.texts = {readable(r.kl, 3), "", readable(r.expected, 3)};
    if (counted) {
        bars.position.push_back(3), bars.base.push_back(0), bars.value.push_back(sampled);
        bars.colours.push_back(series(0, 0.75)), bars.texts.push_back(readable(r.nll, 3));
    }
    panel.add(std::move(bars));
    if (!std::isfinite(r.kl)) return panel;
    panel.add(curve("level", "", {1.3, 1.62}, {kl, kl}, {Role::Muted}, 1, Dash::Dotted));
    Arrows entropy{.id = "entropy", .x = {1.5}, .y = {kl}, .u = {0}, .v = {r.entropy}};
    entropy.texts = {"$H(p)$"};
    panel.add(std::move(entropy));
    return panel;
}

Panel counts_panel(const Inputs& in) {
    const double heads = in.heads, tails = in.tails, n = tosses(in);
    const double high = n * in.chance, low = n * (1 - in.chance);
    Panel panel{.id = "counts", .title = "tosses of a coin", .kind = PanelKind::Bars};
    panel.x = {.range = Interval{0.3, 2.7}, .ticks = {{1, "heads"}, {2, "tails"}}};
    panel.y = {.label = "how often", .range = Interval{0, axis_end(1.2 * std::max({heads, tails, 4.0}))}};
    Bars counts{.id = "counts", .position = {1, 2}, .base = {0, 0}, .value = {heads, tails}};
    counts.colours = {series(0, 0.75), series(1, 0.75)};
    counts.texts = {std::to_string(in.heads), std::to_string(in.tails)};
    panel.add(std::move(counts));
    panel.add(curve("expected", "expected by the model", {0.62, 1.38, nan, 1.62, 2.38},
                    {high, high, nan, low, low}, {Role::Accent}));
    panel.add(Handle{"heads", "heads", 1, heads, MoveReal{"heads", Along::Y}, series(0)});
    panel.add(Handle{"tails", "tails", 2, tails, MoveReal{"tails", Along::Y}, series(1)});
    return panel;
}

Panel chance_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "chance", .title = "mean NLL over the chance of heads"};
    panel.x = {.label = "chance $f$ of the model", .range = Interval{0, 1}};
    panel.y = {.label = "nats", .range = Interval{0, most_nats}};
    const auto nll = [](double heads, double n) {
        return [=](double p) {
            const double v = math::bernoulli_average_nll(heads, n, p).value;
            return v <= 2 * most_nats ? v : nan;
        };
    };
    panel.add(drawn(
        over_chance("expected", "by the true chance " + brief(in.true_chance, 2), nll(in.true_chance, 1)),
        {Role::Muted}, 1.6));
    if (tosses(in) > 0) {
        panel.add(drawn(over_chance("loss", "of the tosses", nll(in.heads, tosses(in))), series(0), 2.2));
        panel.add(labelled(point("best", r.best.at[0], r.best.nll, series(0), PointShape::Diamond, 11),
                           "least, at $k/n$: $H(k/n)$"));
        if (!calls_impossible(r)) panel.add(ring(in.chance, r.nll));
    }
    panel.add(Handle{"chance", "chance of the model", in.chance, 0, MoveReal{"chance"}});
    return panel;
}

Panel chance_hill_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "hill", .title = "likelihood of the tosses"};
    panel.x = {.label = "chance $f$ of the model", .range = Interval{0, 1}};
    panel.y = {.label = "$L / L_{\\text{max}}$", .range = Interval{0, 1.08}};
    const double n = tosses(in);
    const auto height = [&](double p) {
        return n > 0 ? std::exp(n * (r.best.nll - math::bernoulli_average_nll(in.heads, n, p).value)) : 1;
    };
    const Curve likelihood = over_chance("likelihood", "", height);
    panel.add(area_under("area", "", likelihood, series(0, 0.2)));
    panel.add(drawn(likelihood, series(0), 2));
    panel.add(vertical_rule("truth", in.true_chance, {Role::Muted}, Dash::Dashed, 1, "true chance"));
    panel.add(ring(in.chance, height(in.chance)));
    return panel;
}

}  // namespace lossfield::viz::maximum_likelihood
