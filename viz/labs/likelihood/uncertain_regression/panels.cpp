// The data with the mean and its band beside least squares, what each point weighs in the pull on the mean, and the loss step
// by step.
#include "viz/fragments/line_data.hpp"
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

const Colour fit_colour = series(5);
constexpr double band_sigmas = 2;

Curve painted(Curve curve, Colour colour, double width, Dash dash = Dash::Solid) {
    curve.colour = colour, curve.width = width, curve.dash = dash;
    return curve;
}

}  // namespace

Panel data_panel(const Inputs& in, const Computed& r, const Vector& theta, const Moment& now) {
    Panel panel{.id = "data",
                .title = "data, mean and $±2σ$ at this step",
                .cell = {0, 0, 1, 1},
                .x = {.range = r.range.x, .shared = "x"},
                .y = {.label = "$y$", .range = r.range.y}};
    const auto across = [&](const char* id, const char* label, const auto& f) {
        return function_curve(id, label, r.range.x, f);
    };
    const Curve mean = across("mean", "$μ(x)$", [&](double x) { return r.model.mean(theta, x); });
    Band band{.id = "band", .label = "$±2σ(x)$", .x = mean.x, .colour = series(0, 0.2)};
    for (std::size_t i = 0; i < mean.x.size(); ++i) {
        const double half = band_sigmas * sigma_of(r.model.family, r.model.log_scale(theta, mean.x[i]));
        band.low.push_back(mean.y[i] - half);
        band.high.push_back(mean.y[i] + half);
    }
    panel.add(std::move(band));
    const Curve fit = across("fit", "least squares, one $±2σ$", [&](double x) { return r.fitted(x); });
    for (const double side : {-1.0, 1.0}) {
        Curve edge =
            curve(side < 0 ? "fit-low" : "fit-high", "", fit.x, fit.y, series(5, 0.8), 1.2, Dash::Dotted);
        for (double& y : edge.y) y += side * band_sigmas * std::sqrt(r.mse);
        panel.add(std::move(edge));
    }
    panel.add(painted(fit, fit_colour, 1.6, Dash::Dashed));
    panel.add(painted(mean, series(0), 2.6));
    // As strong as they pull, the weakest still clearly seen.
    std::vector<Colour> colours;
    const double heaviest = *std::max_element(now.weight.begin(), now.weight.end());
    for (const double w : now.weight)
        colours.push_back({Role::Accent, 0, 0.35 + 0.65 * (heaviest > 0 ? std::sqrt(w / heaviest) : 1)});
    add_line_data(panel, in.data, "data", colours);
    return panel;
}

Panel weight_panel(const Computed& r, const Moment& now) {
    Bars bars{.id = "weights",
              .position = r.x,
              .base = Vector(r.x.size(), 0.0),
              .colours = {{Role::Accent, 0, 0.85}},
              .width = r.range.x.length() / 70};
    for (const double w : now.weight) bars.value.push_back(100 * w);
    const double most = *std::max_element(bars.value.begin(), bars.value.end());
    Panel panel{.id = "weights",
                .title = r.model.family == math::NoiseFamily::Gaussian
                             ? "weight in the pull on $μ$: $1/σ^2$, in percent"
                             : "weight in the pull on $μ$: $1/b$, in percent",
                .cell = {1, 0, 1, 1},
                .x = {.label = "$x$", .range = r.range.x, .shared = "x"}};
    panel.y.range =
        Interval{0, round_range(ScaleKind::Linear, {0, std::isfinite(most) ? 1.02 * most : 100}).high};
    panel.add(std::move(bars));
    Rule even = horizontal_rule("even", 100 / static_cast<double>(r.x.size()), fit_colour, Dash::Dashed, 1.4);
    even.label = "least squares: all alike";
    panel.add(std::move(even));
    return panel;
}

Panel loss_panel(const Computed& r, std::size_t step) {
    Panel panel{.id = "loss",
                .title = "loss $L$, the mean of $ℓ$ over the data",
                .x = {.label = "step",
                      .range = Interval{0, static_cast<double>(std::max<std::size_t>(1, r.last()))}}};
    // What a diverging run throws up says no more than that it has left.
    const double first = r.loss.front(),
                 usual = std::isfinite(r.fit_loss) ? std::max(first, r.fit_loss) : first;
    Interval seen{first, usual};
    for (const double v : r.loss)
        if (std::isfinite(v)) seen = {std::min(seen.low, v), std::max(seen.high, v)};
    seen.high = std::min(seen.high, usual + std::max(1.0, 1.5 * (usual - seen.low)));
    seen.low -= 0.06 * seen.length();
    panel.y.range = round_range(ScaleKind::Linear, seen);
    Curve loss = curve("loss", "likelihood", {}, r.loss, series(0), 2.2);
    for (std::size_t t = 0; t <= r.last(); ++t) loss.x.push_back(static_cast<double>(t));
    for (double& v : loss.y)
        if (!std::isfinite(v)) v = nan;
    if (std::isfinite(r.fit_loss)) {
        Rule one = horizontal_rule("one-spread", r.fit_loss, fit_colour, Dash::Dashed, 1.6);
        one.label = "least squares, its best spread";
        panel.add(std::move(one));
    }
    panel.add(std::move(loss));
    const auto now = static_cast<double>(step);
    panel.add(vertical_rule("now", now, {Role::Muted}, Dash::Dashed));
    if (std::isfinite(r.loss[step]))
        panel.add(point("shown", now, r.loss[step], series(0), PointShape::Ring, 10));
    return panel;
}

}  // namespace lossfield::viz::uncertain_regression
