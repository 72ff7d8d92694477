// The landscape of the two parameters: NLL above its least and the likelihood as a hill, or the KL of the chosen
// direction, as a map and in space.
#include "viz/fragments/likelihood_landscape.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr double cut_at = 3;  // nats: the KL's walls are cut off there

Panel landscape(const Inputs& in, std::string id, std::string title, PanelKind kind) {
    const Live here = live(in);
    return {.id = std::move(id),
            .title = std::move(title),
            .kind = kind,
            .x = {.label = here.x, .range = here.range.x},
            .y = {.label = here.y, .range = here.range.y}};
}

// What both panels show on the landscape.
void add_places(Panel& panel, const Inputs& in, const Computed& r) {
    const bool flat = panel.kind != PanelKind::Space;
    const auto add = [&](const char* id, const char* label, Vector x, Vector y, double size, Colour colour) {
        panel.add(PointSet{.id = id,
                           .label = flat ? label : "",
                           .x = std::move(x),
                           .y = std::move(y),
                           .colours = {colour},
                           .shape = PointShape::Diamond,
                           .size = size});
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
        for (const auto& [a, b] : r.em.path) x.push_back(a), y.push_back(b);
        panel.add(curve("em", flat ? "steps of EM" : "", x, y, {Role::Accent}, 1.8));
        panel.add(PointSet{.id = "em-steps", .x = x, .y = y, .colours = {{Role::Accent}}, .size = 4});
    }
    if (std::isfinite(r.best_nll)) add("best", "most likely", {r.best[0]}, {r.best[1]}, 11, series(0));
    if (flat && r.model.kind == Kind::Gaussian)
        add("moments", "moments of $p$", {math::mixture_mean(r.p)}, {std::log(math::mixture_variance(r.p))},
            9, {Role::Muted});
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    const char* title = fits(in)      ? "NLL of the samples"
                        : reverse(in) ? "$KL(q‖p)$: reverse"
                                      : "$KL(p‖q)$: forward";
    Panel panel = landscape(in, "map", title, PanelKind::Axes);
    add_excess(panel, fits(in) ? "excess" : "kl", r.excess, r.levels,
               fits(in) ? "NLL above its least" : "KL, nats");
    add_places(panel, in, r);
    panel.add(live_place({r.model.a, r.model.b},
                         fits(in) ? "NLL = " + readable(r.nll, 4) : "KL = " + readable(chosen_kl(in, r), 4)));
    panel.add(Handle{"point", "parameters", r.model.a, r.model.b, MovePair{live(in).parameter}});
    return panel;
}

Panel surface_panel(const Inputs& in, const Computed& r) {
    Panel panel = landscape(in, "surface", fits(in) ? "likelihood of the samples" : "the divergence in space",
                            PanelKind::Space);
    double height = 0;
    if (fits(in)) {
        // Beside the two tops of a mixture.
        panel.camera = {r.model.kind == Kind::Means ? 35.0 : -55.0, 34};
        add_hill(panel, r.hill);
        height = std::exp(r.base - static_cast<double>(in.data.size()) * r.nll);
    } else {
        // Into the valleys of the KL.
        panel.camera = {110, 56};
        panel.z = {.label = "KL", .range = Interval{0, cut_at}};
        Surface surface{.id = "kl",
                        .field = r.hill,
                        .scale = {.low = 0, .high = cut_at},
                        .levels = {.exactly = {0.25, 0.5, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 2, 2.5}}};
        const Interval seen = finite_range(r.hill.values);
        if (seen.low < cut_at && seen.high > cut_at) surface.cut = cut_at;
        panel.add(std::move(surface));
        height = std::min(cut_at, chosen_kl(in, r));
    }
    add_places(panel, in, r);
    panel.add(live_place({r.model.a, r.model.b}));
    add_ground_handle(panel, "ground", "parameters", live(in).parameter, {r.model.a, r.model.b}, height);
    return panel;
}

}  // namespace lossfield::viz::maximum_likelihood
