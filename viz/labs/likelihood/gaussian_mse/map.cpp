// The likelihood over slope and intercept, or over mu and log sigma: the NLL as a map, or the likelihood as a hill.
#include <algorithm>
#include <cmath>

#include "viz/figure/field.hpp"
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

constexpr double decades = 1e-3;  // of the colours, which are logarithmic

void describe(Panel& panel, const Inputs& in) {
    panel.x.label = of_line(in) ? "slope $w$" : "mean $μ$";
    panel.y.label = of_line(in) ? "intercept $b$" : "log $σ$";
    const Domain& d = of_line(in) ? in.line_range : in.constant_range;
    panel.x.range = d.x, panel.y.range = d.y;
}

PointSet point(const char* id, const std::array<double, 2>& at, PointShape shape, double size,
               const Colour& colour) {
    PointSet set;
    set.id = id;
    set.x = {at[0]}, set.y = {at[1]};
    set.shape = shape;
    set.size = size;
    set.colours = {colour};
    return set;
}

// Each best fit in its colour; a constant with the sigma that is best for it.
void add_fits(Panel& panel, const Inputs& in, const Computed& r) {
    for (std::size_t k = 0; k < fit_count; ++k) {
        if (!shows(in, k)) continue;
        const math::Line& line = r.fits[k].line;
        const double mse = math::line_loss(math::ResidualLoss{}, line.slope, line.intercept, r.x, r.y);
        if (!of_line(in) && !(mse > 0)) continue;
        PointSet mark = point(fit_ids[k], place(in, line, std::sqrt(mse)), PointShape::Diamond,
                              k == Squares ? 12 : 9, fit_colour(k));
        mark.label = panel.kind == PanelKind::Space ? "" : fit_name(in, k);
        panel.add(std::move(mark));
    }
}

// The valley of the best sigma for every mu: sigma^2 = variance + (mu - mean)^2.
void add_valley(Panel& panel, const Computed& r) {
    const double mean = r.fits[Squares].line.intercept, variance = r.fits[Squares].loss;
    Curve valley;
    valley.id = "best-deviation";
    valley.label = panel.kind == PanelKind::Space ? "" : "$σ^2$ = MSE";
    valley.colour = {Role::Ink, 0, 0.75};
    valley.width = 1.4;
    valley.dash = Dash::Dashed;
    constexpr int map_samples = 160;
    for (int i = 0; i <= map_samples; ++i) {
        const double mu =
            std::lerp(panel.x.range->low, panel.x.range->high, static_cast<double>(i) / map_samples);
        const double square = variance + (mu - mean) * (mu - mean);
        valley.x.push_back(mu);
        valley.y.push_back(square > 0 ? 0.5 * std::log(square) : std::nan(""));
    }
    panel.add(std::move(valley));
}

}  // namespace

Colour fit_colour(std::size_t which) { return series(which == Squares ? 0 : static_cast<int>(which) + 1); }

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map",
                .title = of_line(in) ? "NLL over slope and intercept" : "NLL over $μ$ and log $σ$"};
    describe(panel, in);
    Contours contours;
    contours.id = "excess";
    contours.field = r.excess;
    contours.levels.exactly = r.levels;
    const Interval seen = finite_range(r.excess.values);
    if (seen.high > 0) {
        contours.scale.high = seen.high, contours.scale.low = std::max(seen.low, seen.high * decades);
        contours.scale.logarithmic = contours.scale.low < contours.scale.high;
    }
    panel.colour_bar = ColourBar{"NLL above its least", contours.scale, {}};
    panel.add(std::move(contours));
    if (!of_line(in)) add_valley(panel, r);
    add_fits(panel, in, r);
    const auto at = place(in, r.at, r.sigma);
    PointSet mark = point("point", at, PointShape::Ring, 12, {Role::Accent});
    mark.texts = {"NLL = " + readable(r.nll, 4)};
    panel.add(std::move(mark));
    if (dragged(in))
        panel.add(Handle{"point", of_line(in) ? "slope and intercept" : "mean and log deviation", at[0],
                         at[1], MovePair{of_line(in) ? "line" : "constant", 0, 1}});
    else if (!of_line(in))
        panel.add(Handle{"point", "log deviation", at[0], at[1], MoveEntry{"constant", 1, Along::Y}});
    return panel;
}

Panel surface_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "surface", .title = "likelihood", .kind = PanelKind::Space};
    describe(panel, in);
    panel.z.label = "$L / L_{\\text{max}}$";
    panel.z.range = Interval{0, 1};
    panel.camera = {.azimuth = -55, .elevation = 34};
    Surface hill;
    hill.id = "likelihood";
    hill.field = r.likelihood;
    hill.scale.low = 0, hill.scale.high = 1;
    hill.levels.exactly = {0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
    panel.add(std::move(hill));
    if (!of_line(in)) add_valley(panel, r);
    add_fits(panel, in, r);
    const auto at = place(in, r.at, r.sigma);
    panel.add(point("point", at, PointShape::Ring, 12, {Role::Accent}));
    if (!dragged(in)) return panel;
    // It glides on the ground, where a pull keeps its height; a stem shows what stands above it.
    panel.add(Curve{.id = "stem",
                    .x = {at[0], at[0]},
                    .y = {at[1], at[1]},
                    .width = 1.4,
                    .z = {0, std::exp(r.base_nll - nll_at(in, r, at[0], at[1]))}});
    Handle handle{"point", of_line(in) ? "slope and intercept" : "mean and log deviation", at[0], at[1],
                  MoveInPlane{of_line(in) ? "line" : "constant"}};
    handle.glide = Glide::Plane;
    panel.add(std::move(handle));
    return panel;
}

}  // namespace lossfield::viz::gaussian_mse
