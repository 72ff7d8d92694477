// The likelihood over slope and intercept, or over mu and log sigma: the NLL as a map, or the likelihood as a hill.
#include "viz/fragments/likelihood_landscape.hpp"
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

Panel landscape(const Inputs& in, std::string id, std::string title, PanelKind kind) {
    const Domain& d = of_line(in) ? in.line_range : in.constant_range;
    return {.id = std::move(id),
            .title = std::move(title),
            .kind = kind,
            .cell = {0, 1, 1, 1},
            .x = {.label = of_line(in) ? "slope $w$" : "mean $μ$", .range = d.x},
            .y = {.label = of_line(in) ? "intercept $b$" : "log $σ$", .range = d.y}};
}

// Each best fit in its colour; a constant with the sigma that is best for it.
void add_fits(Panel& panel, const Inputs& in, const Computed& r) {
    for (std::size_t k = 0; k < fit_count; ++k) {
        if (!shows(in, k)) continue;
        const math::Line& line = r.fits[k].line;
        const double mse = mse_of(r, line);
        if (!of_line(in) && !(mse > 0)) continue;
        const auto [a, b] = place(in, line, std::sqrt(mse));
        PointSet mark = point(fit_ids[k], a, b, fit_colour(k), PointShape::Diamond, k == Squares ? 12 : 9);
        if (panel.kind != PanelKind::Space) mark.label = fit_name(in, k);
        panel.add(std::move(mark));
    }
}

// The valley of the best sigma for every mu: sigma^2 = variance + (mu - mean)^2.
void add_valley(Panel& panel, const Computed& r) {
    const double mean = r.fits[Squares].line.intercept, variance = r.fits[Squares].loss;
    const auto best = [&](double mu) {
        const double square = variance + (mu - mean) * (mu - mean);
        return square > 0 ? 0.5 * std::log(square) : std::nan("");
    };
    panel.add(drawn(sampled_curve("best-deviation", panel.kind == PanelKind::Space ? "" : "$σ^2$ = MSE",
                                  *panel.x.range, 160, best),
                    {Role::Ink, 0, 0.75}, 1.4, Dash::Dashed));
}

const char* dragged_parameter(const Inputs& in) { return of_line(in) ? "line" : "constant"; }
const char* dragged_name(const Inputs& in) {
    return of_line(in) ? "slope and intercept" : "mean and log deviation";
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel =
        landscape(in, "map", of_line(in) ? "NLL over slope and intercept" : "NLL over $μ$ and log $σ$",
                  PanelKind::Axes);
    add_excess(panel, "excess", r.excess, r.levels, "NLL above its least");
    if (!of_line(in)) add_valley(panel, r);
    add_fits(panel, in, r);
    const auto here = place(in, r.at, r.sigma);
    panel.add(live_place(here, "NLL = " + readable(r.nll, 4)));
    if (dragged(in))
        panel.add(Handle{"point", dragged_name(in), here[0], here[1], MovePair{dragged_parameter(in)}});
    else if (!of_line(in))
        panel.add(Handle{"point", "log deviation", here[0], here[1], MoveEntry{"constant", 1, Along::Y}});
    return panel;
}

Panel surface_panel(const Inputs& in, const Computed& r) {
    Panel panel = landscape(in, "surface", "likelihood", PanelKind::Space);
    panel.camera = {.azimuth = -55, .elevation = 34};
    add_hill(panel, r.likelihood);
    if (!of_line(in)) add_valley(panel, r);
    add_fits(panel, in, r);
    const auto here = place(in, r.at, r.sigma);
    panel.add(live_place(here));
    if (dragged(in))
        add_ground_handle(panel, "point", dragged_name(in), dragged_parameter(in), here,
                          std::exp(r.base_nll - nll_at(in, r, here[0], here[1])));
    return panel;
}

}  // namespace lossfield::viz::gaussian_mse
