// NLL against MSE: a straight line for every sigma, all of them touching one curve; and what each loss does with a
// residual.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "math/likelihood/gaussian_likelihood.hpp"
#include "viz/fragments/axis_end.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

constexpr int samples = 120;

constexpr std::array<const char*, fit_count> noise_names{"$r^2/2$ (Gaussian)", "$|r|$ (Laplace)", "Huber",
                                                         "Student-$t$"};

double loss_shape(const math::ResidualLoss& loss, double r) {
    if (loss.kind == math::ResidualLossKind::Mse) return 0.5 * r * r;
    return math::residual_loss(loss, r) - math::residual_loss(loss, 0.0);
}

// Where Student's pull is strongest, at s sqrt(nu), or the others' end.
double strongest(const math::ResidualLoss& loss) {
    if (loss.kind == math::ResidualLossKind::StudentT)
        return math::residual_slope(loss, loss.scale * std::sqrt(loss.nu));
    return loss.kind == math::ResidualLossKind::Huber ? loss.delta : 1;
}

double pull_shape(const math::ResidualLoss& loss, double r) {
    return (loss.kind == math::ResidualLossKind::Mse ? 0.5 : 1) * math::residual_slope(loss, r);
}

}  // namespace

Panel affine_panel(const Computed& r) {
    Panel panel{.id = "affine",
                .title = fmt::format("NLL against MSE: slope $N/2σ^2$ = {}", brief(r.slope, 3))};
    panel.x.label = "MSE", panel.y.label = "NLL";
    const double variance = r.sigma * r.sigma;
    const double end = axis_end(1.15 * std::max({r.mse, variance, 1e-3}));
    panel.x.range = Interval{0, end};
    const auto on_line = [&](double mse, double deviation) {
        return math::gaussian_nll_of_mse(r.y.size(), mse, std::log(deviation));
    };
    Curve least;
    least.id = "least";
    least.label = "least over $σ$";
    least.colour = {Role::Ink};
    least.width = 1.8;
    for (int i = 1; i <= samples; ++i) {
        // Denser towards 0, where the curve is steep.
        const double f = static_cast<double>(i) / samples;
        least.x.push_back(end * f * f);
        least.y.push_back(math::least_gaussian_nll(r.y.size(), end * f * f));
    }
    // Down to where the curve has passed a tenth of the axis.
    const double low = std::min(on_line(0, r.sigma), math::least_gaussian_nll(r.y.size(), 0.06 * end));
    const double high = std::max({on_line(std::min(end, 1.6 * r.mse), r.sigma), least.y.back(), r.nll});
    panel.y.range = round_range(ScaleKind::Linear, {low, high + 0.06 * (high - low)});
    for (const double factor : {0.5, 0.7, 1.4, 2.0}) {
        Curve other = function_curve(fmt::format("sigma-times-{}", static_cast<int>(10 * factor)),
                                     factor == 0.5 ? "other $σ$" : "", *panel.x.range,
                                     [&](double mse) { return on_line(mse, factor * r.sigma); });
        other.colour = {Role::Muted, 0, 0.5};
        other.width = 1;
        panel.add(std::move(other));
    }
    Curve line = function_curve("loss", "$σ$ = " + brief(r.sigma, 3), *panel.x.range,
                                [&](double mse) { return on_line(mse, r.sigma); });
    line.colour = {Role::Accent};
    line.width = 2.2;
    panel.add(least);
    panel.add(std::move(line));
    PointSet touching;
    touching.id = "touching";
    touching.x = {variance}, touching.y = {on_line(variance, r.sigma)};
    touching.shape = PointShape::Diamond;
    touching.colours = {{Role::Ink}};
    touching.size = 9;
    if (variance > 0.05 * end) touching.texts = {"$σ^2$"};
    PointSet now;
    now.id = "now";
    now.x = {r.mse}, now.y = {r.nll};
    now.shape = PointShape::Ring;
    now.size = 11;
    panel.add(std::move(touching));
    panel.add(std::move(now));
    return panel;
}

Panel residual_panel(const Inputs& in, const Computed& r) {
    const bool pull = in.residuals == "pull";
    Panel panel{.id = "residuals", .title = pull ? "pull of a residual" : "loss of a residual"};
    panel.x.label = "residual $ŷ - y$ of each fit";
    panel.y.label = pull ? "slope of the loss" : "loss";
    double reach = 3, top = 0;
    for (std::size_t k = 0; k < fit_count; ++k) {
        if (!shows(in, k)) continue;
        for (std::size_t i = 0; i < r.x.size(); ++i)
            reach = std::max(
                reach, 1.08 * std::abs(r.fits[k].line.slope * r.x[i] + (r.fits[k].line.intercept - r.y[i])));
    }
    panel.x.range = round_range(ScaleKind::Linear, {-reach, reach});
    const auto shape = pull ? pull_shape : loss_shape;
    for (std::size_t k = 0; k < fit_count; ++k) {
        if (!shows(in, k)) continue;
        const Interval x = *panel.x.range;
        Curve curve = function_curve(std::string(fit_ids[k]) + "-curve", noise_names[k], x,
                                     [&](double at) { return shape(r.losses[k], at); });
        if (pull && k == Absolute) curve.x = {x.low, 0, 0, x.high}, curve.y = {-1, -1, 1, 1};
        curve.colour = fit_colour(k);
        curve.width = 1.6;
        curve.dash = k == Squares ? Dash::Solid : Dash::Dashed;
        PointSet dots;
        dots.id = std::string(fit_ids[k]) + "-residuals";
        dots.size = 6;
        dots.colours = {fit_colour(k)};
        for (std::size_t i = 0; i < r.x.size(); ++i) {
            const double residual = r.fits[k].line.slope * r.x[i] + (r.fits[k].line.intercept - r.y[i]);
            dots.x.push_back(residual);
            dots.y.push_back(shape(r.losses[k], residual));
        }
        if (k != Squares) top = std::max(top, strongest(r.losses[k]));
        panel.add(std::move(curve));
        panel.add(std::move(dots));
    }
    if (pull) {
        // The straight line of the squares leaves the panel; the others are what is compared.
        top = 1.25 * std::max(1.0, top);
        panel.y.range = round_range(ScaleKind::Linear, {-top, top});
    }
    return panel;
}

}  // namespace lossfield::viz::gaussian_mse
