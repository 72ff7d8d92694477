// The data with the mean and its band beside least squares, and what each point weighs in the pull on the mean.
#include <algorithm>
#include <cmath>

#include "viz/fragments/line_data.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

const Colour mean_colour = series(0), fit_colour = series(5);
constexpr double band_sigmas = 2;

Axis x_axis(const Computed& r, const char* label) {
    Axis axis{label};
    axis.range = r.range.x;
    axis.shared = "x";
    return axis;
}

}  // namespace

Panel data_panel(const Inputs& in, const Computed& r, const Vector& theta, const Moment& now) {
    Panel panel{.id = "data", .title = "data, mean and $±2σ$ at this step", .cell = {0, 0, 1, 1}};
    const Domain& range = r.range;
    panel.x = x_axis(r, "");
    panel.y = {"$y$"};
    panel.y.range = range.y;
    const Curve mean =
        function_curve("mean", "$μ(x)$", range.x, [&](double x) { return r.model.mean(theta, x); });
    Band band;
    band.id = "band";
    band.label = "$±2σ(x)$";
    band.x = mean.x;
    band.colour = {mean_colour.role, mean_colour.index, 0.2};
    for (std::size_t i = 0; i < mean.x.size(); ++i) {
        const double half = band_sigmas * sigma_of(r.model.family, r.model.log_scale(theta, mean.x[i]));
        band.low.push_back(mean.y[i] - half);
        band.high.push_back(mean.y[i] + half);
    }
    panel.marks = {std::move(band)};
    for (const double side : {-1.0, 1.0}) {
        Curve edge = function_curve(side < 0 ? "fit-low" : "fit-high", "", range.x, [&](double x) {
            return r.fitted(x) + side * band_sigmas * std::sqrt(r.mse);
        });
        edge.colour = {fit_colour.role, fit_colour.index, 0.8};
        edge.width = 1.2;
        edge.dash = Dash::Dotted;
        panel.add(std::move(edge));
    }
    Curve fit =
        function_curve("fit", "least squares, one $±2σ$", range.x, [&](double x) { return r.fitted(x); });
    fit.colour = fit_colour;
    fit.width = 1.6;
    fit.dash = Dash::Dashed;
    panel.add(std::move(fit));
    panel.add(mean);
    auto& line = std::get<Curve>(panel.marks.back());
    line.colour = mean_colour;
    line.width = 2.6;
    // As strong as they pull, the weakest still clearly seen.
    std::vector<Colour> colours;
    const double heaviest = *std::max_element(now.weight.begin(), now.weight.end());
    for (const double w : now.weight)
        colours.push_back({Role::Accent, 0, 0.35 + 0.65 * (heaviest > 0 ? std::sqrt(w / heaviest) : 1)});
    add_line_data(panel, in.data, "data", colours);
    return panel;
}

Panel weight_panel(const Computed& r, const Moment& now) {
    Panel panel{.id = "weights",
                .title = r.model.family == math::NoiseFamily::Gaussian
                             ? "weight in the pull on $μ$: $1/σ^2$, in percent"
                             : "weight in the pull on $μ$: $1/b$, in percent",
                .kind = PanelKind::Axes,
                .cell = {1, 0, 1, 1}};
    panel.x = x_axis(r, "$x$");
    Bars bars;
    bars.id = "weights";
    bars.position = r.x;
    bars.base = Vector(r.x.size(), 0.0);
    for (const double w : now.weight) bars.value.push_back(100 * w);
    bars.colours = {{Role::Accent, 0, 0.85}};
    bars.width = panel.x.range->length() / 70;
    const double most = *std::max_element(bars.value.begin(), bars.value.end());
    panel.y.range =
        Interval{0, round_range(ScaleKind::Linear, {0, std::isfinite(most) ? 1.02 * most : 100}).high};
    panel.add(std::move(bars));
    panel.add(Rule{.id = "even",
                   .label = "least squares: all alike",
                   .at = 100 / static_cast<double>(r.x.size()),
                   .colour = fit_colour,
                   .width = 1.4,
                   .dash = Dash::Dashed});
    return panel;
}

}  // namespace lossfield::viz::uncertain_regression
