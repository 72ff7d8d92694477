// The data with the squares of the residuals, the best lines and the Gaussian profiles along the shown one; NLL against
// MSE, a straight line for every sigma, all of them touching one curve; and what each loss does with a residual.
#include "math/likelihood/gaussian_likelihood.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

constexpr double panel_ratio = 1.9;      // of the data: width to height, about that of the panel
constexpr double profile_width = 0.085;  // of the panel, at the profile's peak
constexpr int samples = 120;

constexpr std::array<const char*, fit_count> noise_names{"$r^2/2$ (Gaussian)", "$|r|$ (Laplace)", "Huber",
                                                         "Student-$t$"};

Dash dash_of(std::size_t which) { return which == Squares ? Dash::Solid : Dash::Dashed; }

// N(y; line, sigma) as a hill that lies on a vertical, at a few places along the line.
void add_profiles(Panel& panel, const Inputs& in, const Computed& r) {
    const Interval x = *panel.x.range;
    int number = 0;
    for (const double f : {0.06, 0.34, 0.62, 0.9}) {
        const double foot = std::lerp(x.low, x.high, f), middle = at(r.at, foot);
        Vector across, along;
        for (int i = -30; i <= 30; ++i) {
            const double u = 0.1 * i;
            across.push_back(foot + profile_width * x.length() * std::exp(-0.5 * u * u));
            along.push_back(middle + u * r.sigma);
        }
        across.insert(across.end(), {foot, foot});
        along.insert(along.end(), {middle + 3 * r.sigma, middle - 3 * r.sigma});
        panel.add(Polygon{.id = fmt::format("profile-{}", ++number),
                          .label = number == 1 ? "$N(ŷ, σ^2)$" : "",
                          .x = {std::move(across)},
                          .y = {std::move(along)},
                          .fill = {Role::Ink, 0, 0.06},
                          .stroke = {Role::Ink, 0, 0.35},
                          .width = 1});
        if (number > 1 || !of_line(in)) continue;
        // At one sigma above the line, where the profile bends the other way.
        const double side = foot + profile_width * x.length() * std::exp(-0.5);
        const auto [low, high] = sigma_range;
        const MoveAlong move{"sigma", {side, side}, {middle + low, middle + high}, {low, high}};
        panel.add(Handle{"sigma", "noise", side, middle + r.sigma, move, {Role::Ink}, HandleShape::Diamond});
    }
}

double loss_shape(const math::ResidualLoss& loss, double r) {
    if (loss.kind == math::ResidualLossKind::Mse) return 0.5 * r * r;
    return math::residual_loss(loss, r) - math::residual_loss(loss, 0.0);
}

double pull_shape(const math::ResidualLoss& loss, double r) {
    return (loss.kind == math::ResidualLossKind::Mse ? 0.5 : 1) * math::residual_slope(loss, r);
}

// Where Student's pull is strongest, at s sqrt(nu), or the others' end.
double strongest(const math::ResidualLoss& loss) {
    if (loss.kind == math::ResidualLossKind::StudentT)
        return math::residual_slope(loss, loss.scale * std::sqrt(loss.nu));
    return loss.kind == math::ResidualLossKind::Huber ? loss.delta : 1;
}

}  // namespace

std::string fit_name(const Inputs& in, std::size_t which) {
    if (which == Squares) return of_line(in) ? "least squares" : "mean (MSE)";
    if (which == Absolute) return of_line(in) ? "MAE" : "median (MAE)";
    return which == Huber ? "Huber" : "Student-$t$";
}

Panel data_panel(const Inputs& in, const Computed& r) {
    const Domain range = line_data_range(in.data, panel_ratio);
    Panel panel{.id = "data",
                .title = "data: squares of mean area MSE = " + readable(r.mse, 4),
                .cell = {0, 0, 1, 1},
                .x = {.label = "$x$", .range = range.x},
                .y = {.label = "$y$", .range = range.y},
                .equal_aspect = true};
    if (in.profiles) add_profiles(panel, in, r);
    if (in.squares) add_residual_squares(panel, in.data, r.at, {Role::Accent}, "");
    panel.add(residual_segments(in.data, r.at, {Role::Accent, 0, 0.7}));
    for (std::size_t k = 0; k < fit_count; ++k) {
        if (!shows(in, k)) continue;
        panel.add(
            drawn(line_curve(std::string(fit_ids[k]) + "-line", fit_name(in, k), range.x, r.fits[k].line),
                  fit_colour(k), 1.8, dash_of(k)));
    }
    if (dragged(in))
        panel.add(drawn(line_curve("shown-line", "dragged", range.x, r.at), {Role::Accent}, 2.4));
    add_line_data(panel, in.data, "data", {{Role::Ink}});
    return panel;
}

Panel affine_panel(const Computed& r) {
    const double variance = r.sigma * r.sigma, end = axis_end(1.15 * std::max({r.mse, variance, 1e-3}));
    Panel panel{.id = "affine",
                .title = fmt::format("NLL against MSE: slope $N/2σ^2$ = {}", brief(r.slope, 3)),
                .cell = {1, 1, 1, 1},
                .x = {.label = "MSE", .range = Interval{0, end}},
                .y = {.label = "NLL"}};
    const auto add_line = [&](std::string id, std::string label, double factor, Colour colour, double width) {
        const auto nll = [&](double mse) {
            return math::gaussian_nll_of_mse(r.y.size(), mse, std::log(factor * r.sigma));
        };
        panel.add(drawn(sampled_curve(std::move(id), std::move(label), *panel.x.range, samples, nll), colour,
                        width));
    };
    Curve least{.id = "least", .label = "least over $σ$", .colour = {Role::Ink}, .width = 1.8};
    for (int i = 1; i <= samples; ++i) {
        // Denser towards 0, where the curve is steep.
        const double f = static_cast<double>(i) / samples;
        least.x.push_back(end * f * f);
        least.y.push_back(math::least_gaussian_nll(r.y.size(), end * f * f));
    }
    // Down to where the curve has passed a tenth of the axis.
    const double low = std::min(nll_of(r, 0), math::least_gaussian_nll(r.y.size(), 0.06 * end));
    const double high = std::max({nll_of(r, std::min(end, 1.6 * r.mse)), least.y.back(), r.nll});
    panel.y.range = round_range(ScaleKind::Linear, {low, high + 0.06 * (high - low)});
    for (const double factor : {0.5, 0.7, 1.4, 2.0})
        add_line(fmt::format("sigma-times-{}", static_cast<int>(10 * factor)),
                 factor == 0.5 ? "other $σ$" : "", factor, {Role::Muted, 0, 0.5}, 1);
    panel.add(std::move(least));
    add_line("loss", "$σ$ = " + brief(r.sigma, 3), 1, {Role::Accent}, 2.2);
    panel.add(point("touching", variance, nll_of(r, variance), {Role::Ink}, PointShape::Diamond, 9,
                    variance > 0.05 * end ? "$σ^2$" : ""));
    panel.add(PointSet{.id = "now", .x = {r.mse}, .y = {r.nll}, .shape = PointShape::Ring, .size = 11});
    return panel;
}

Panel residual_panel(const Inputs& in, const Computed& r) {
    const bool pull = in.residuals == Drawn::Pull;
    double reach = 3, top = 1;
    for (std::size_t k = 0; k < fit_count; ++k)
        for (std::size_t i = 0; shows(in, k) && i < r.x.size(); ++i)
            reach = std::max(reach, 1.08 * std::abs(residual(r, r.fits[k].line, i)));
    const Interval x = round_range(ScaleKind::Linear, {-reach, reach});
    Panel panel{.id = "residuals",
                .title = pull ? "pull of a residual" : "loss of a residual",
                .cell = {1, 0, 1, 1},
                .x = {.label = "residual $ŷ - y$ of each fit", .range = x},
                .y = {.label = pull ? "slope of the loss" : "loss"}};
    const auto shape = pull ? pull_shape : loss_shape;
    for (std::size_t k = 0; k < fit_count; ++k) {
        if (!shows(in, k)) continue;
        const std::string id = fit_ids[k];
        Curve curve = sampled_curve(id + "-curve", noise_names[k], x, samples,
                                    [&](double at) { return shape(r.losses[k], at); });
        if (pull && k == Absolute) curve.x = {x.low, 0, 0, x.high}, curve.y = {-1, -1, 1, 1};
        panel.add(drawn(std::move(curve), fit_colour(k), 1.6, dash_of(k)));
        PointSet dots{.id = id + "-residuals", .colours = {fit_colour(k)}, .size = 6};
        for (std::size_t i = 0; i < r.x.size(); ++i) {
            dots.x.push_back(residual(r, r.fits[k].line, i));
            dots.y.push_back(shape(r.losses[k], dots.x.back()));
        }
        panel.add(std::move(dots));
        if (k != Squares) top = std::max(top, strongest(r.losses[k]));
    }
    // The straight line of the squares leaves the panel; the others are what is compared.
    if (pull) panel.y.range = round_range(ScaleKind::Linear, {-1.25 * top, 1.25 * top});
    return panel;
}

}  // namespace lossfield::viz::gaussian_mse
