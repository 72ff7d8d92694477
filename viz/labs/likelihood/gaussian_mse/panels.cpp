// The data with the squares of the residuals, the best lines and the Gaussian profiles along the shown one; NLL against
// MSE, a straight line for every sigma, all of them touching one curve; what each loss does with a residual; and the likelihood
// over slope and intercept, or over mu and log sigma, as a map of the NLL or as a hill.
#include "math/likelihood/absolute_line.hpp"
#include "math/likelihood/gaussian_likelihood.hpp"
#include "viz/fragments/likelihood_landscape.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/fragments/scatter.hpp"
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

constexpr double panel_ratio = 1.9;      // of the data: width to height, about that of the panel
constexpr double profile_width = 0.085;  // of the panel, at the profile's peak
constexpr int samples = 120;
constexpr std::size_t most_dots = 200;  // of the residuals of one fit

constexpr std::array<const char*, fit_count> noise_names{"$r^2/2$ (Gaussian)", "$|r|$ (Laplace)", "Huber",
                                                         "Student-$t$"};

Dash dash_of(std::size_t which) { return which == Squares ? Dash::Solid : Dash::Dashed; }

// N(y; line, sigma) as a hill that lies on a vertical, at a few places along the line.
void add_profiles(Panel& panel, const Inputs& in, const Computed& r) {
    const Interval x = *panel.x.range;
    const double peak = profile_width * x.length();
    int number = 0;
    for (const double f : {0.06, 0.34, 0.62, 0.9}) {
        const double foot = std::lerp(x.low, x.high, f), middle = at(r.at, foot);
        Vector across, along;
        for (int i = -30; i <= 30; ++i) {
            const double u = 0.1 * i;
            across.push_back(foot + peak * std::exp(-0.5 * u * u)), along.push_back(middle + u * r.sigma);
        }
        across.insert(across.end(), {foot, foot});
        along.insert(along.end(), {middle + 3 * r.sigma, middle - 3 * r.sigma});
        Polygon profile{.id = fmt::format("profile-{}", ++number), .x = {across}, .y = {along}, .width = 1};
        profile.fill = {Role::Ink, 0, 0.06}, profile.stroke = {Role::Ink, 0, 0.35};
        if (number == 1) profile.label = "$N(ŷ, σ^2)$";
        panel.add(std::move(profile));
        if (number > 1 || !of_line(in)) continue;
        // At one sigma above the line, where the profile bends the other way.
        const double side = foot + peak * std::exp(-0.5);
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

// Each best fit in its colour; a constant with the sigma that is best for it.
void add_fits(Panel& panel, const Inputs& in, const Computed& r) {
    for (std::size_t k = 0; k < fit_count; ++k) {
        const math::Line& line = r.fits[k].line;
        const double mse = mse_of(r, line);
        if (!shows(in, k) || (!of_line(in) && !(mse > 0))) continue;
        const auto [a, b] = place(in, line, std::sqrt(mse));
        const double size = k == Squares ? 12 : 9;
        panel.add(labelled(point(fit_ids[k], a, b, fit_colour(k), PointShape::Diamond, size),
                           hill(in) ? "" : fit_name(in, k)));
    }
}

// The valley of the best sigma for every mu: sigma^2 = variance + (mu - mean)^2.
void add_valley(Panel& panel, const Inputs& in, const Computed& r) {
    const double mean = r.fits[Squares].line.intercept, variance = r.fits[Squares].loss;
    const auto best = [&](double mu) {
        const double square = variance + (mu - mean) * (mu - mean);
        return square > 0 ? 0.5 * std::log(square) : nan;
    };
    panel.add(drawn(sampled_curve("best-deviation", hill(in) ? "" : "$σ^2$ = MSE", *panel.x.range, 160, best),
                    {Role::Ink, 0, 0.75}, 1.4, Dash::Dashed));
}

}  // namespace

std::string fit_name(const Inputs& in, std::size_t which) {
    if (which == Squares) return of_line(in) ? "least squares" : "mean (MSE)";
    if (which == Absolute) return of_line(in) ? "MAE" : "median (MAE)";
    return which == Huber ? "Huber" : "Student-$t$";
}

Panel data_panel(const Inputs& in, const Computed& r, const View& view, Notices& notices) {
    const bool squares = one_unit(in);
    const auto [x, y] = line_data_range(in.data, squares ? std::optional(panel_ratio) : std::nullopt);
    Panel panel{.id = "data", .equal_aspect = squares};
    panel.title = "data: squares of mean area MSE = " + readable(r.mse, 4);
    panel.x = {.label = "$x$", .range = x}, panel.y = {.label = "$y$", .range = y};
    const Scatter scatter = scatter_of(in.data, panel, view);
    const Points alone = single_points(in.data, scatter);
    add_density(panel, scatter);
    notices.append(crowd_notices(scatter));
    if (in.profiles) add_profiles(panel, in, r);
    // Those of the points that stand alone, were there cells, would be those of the farthest.
    if (in.squares && !scatter.crowded())
        add_residual_squares(panel, alone, r.at, {Role::Accent}, "",
                             squares ? 1 : x.length() / y.length() / panel_ratio);
    if (!scatter.crowded()) panel.add(residual_segments(alone, r.at, {Role::Accent, 0, 0.7}));
    for (std::size_t k = 0; k < fit_count; ++k)
        if (shows(in, k))
            panel.add(drawn(line_curve(std::string(fit_ids[k]) + "-line", fit_name(in, k), x, r.fits[k].line),
                            fit_colour(k), 1.8, dash_of(k)));
    if (dragged(in)) panel.add(drawn(line_curve("shown-line", "dragged", x, r.at), {Role::Accent}, 2.4));
    add_single_points(panel, in.data, scatter, "data", {{Role::Ink}});
    return panel;
}

Panel landscape_panel(const Inputs& in, const Computed& r) {
    const bool line = of_line(in);
    const Domain& d = r.domain;
    Panel panel{.id = "map", .title = line ? "NLL over slope and intercept" : "NLL over $μ$ and log $σ$"};
    panel.cell = {0, 1};
    panel.x = {.label = line ? "slope $w$" : "mean $μ$", .range = d.x};
    panel.y = {.label = line ? "intercept $b$" : "log $σ$", .range = d.y};
    if (hill(in)) {
        panel.id = "surface", panel.title = "likelihood", panel.kind = PanelKind::Space;
        panel.camera = {.azimuth = -55, .elevation = 34};
        add_hill(panel, r.likelihood);
        if (counts_from_shown(in, r)) panel.z.label = panel.colour_bar->label = "$L$ / largest shown";
    } else {
        add_excess(panel, "excess", r.excess, r.levels,
                   counts_from_shown(in, r) ? "over least shown, nats" : "above its least, nats");
    }
    if (!line) add_valley(panel, in, r);
    add_fits(panel, in, r);
    const auto here = place(in, r.at, r.sigma);
    panel.add(live_place(here, hill(in) ? "" : "NLL = " + readable(r.nll, 4)));
    const char *parameter = line ? "line" : "constant",
               *name = line ? "slope and intercept" : "mean and log deviation";
    if (dragged(in) && hill(in))
        add_ground_handle(panel, "point", name, parameter, here,
                          std::exp(r.base_nll - nll_at(in, r, here[0], here[1])));
    else if (dragged(in))
        panel.add(Handle{"point", name, here[0], here[1], MovePair{parameter}});
    else if (!line && !hill(in))
        panel.add(Handle{"point", "log deviation", here[0], here[1], MoveEntry{"constant", 1, Along::Y}});
    return panel;
}

Panel affine_panel(const Computed& r) {
    const double variance = r.sigma * r.sigma, end = axis_end(1.15 * std::max({r.mse, variance, 1e-3}));
    Panel panel{.id = "affine", .cell = {1, 1}};
    panel.title = fmt::format("NLL against MSE: slope $N/2σ^2$ = {}", brief(r.slope, 3));
    panel.x = {.label = "MSE", .range = Interval{0, end}}, panel.y.label = "NLL, nats";
    const auto add_line = [&](std::string id, std::string label, double factor, Colour colour, double width) {
        const auto nll = [&](double mse) {
            return math::gaussian_nll_of_mse(r.y.size(), mse, std::log(factor * r.sigma));
        };
        panel.add(drawn(sampled_curve(std::move(id), std::move(label), *panel.x.range, samples, nll), colour,
                        width));
    };
    const auto least_nll = [&](double mse) { return math::least_gaussian_nll(r.y.size(), mse); };
    Curve least = curve("least", "least over $σ$", {}, {}, {Role::Ink}, 1.8);
    for (int i = 1; i <= samples; ++i) {
        // Denser towards 0, where the curve is steep.
        const double f = static_cast<double>(i) / samples;
        least.x.push_back(end * f * f), least.y.push_back(least_nll(least.x.back()));
    }
    // Down to where the curve has passed a tenth of the axis.
    const double low = std::min(nll_of(r, 0), least_nll(0.06 * end));
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
        if (shows(in, k)) reach = std::max(reach, 1.08 * largest_size(r.residuals[k]));
    const Interval x = round_range(ScaleKind::Linear, {-reach, reach});
    Panel panel{.id = "residuals", .title = pull ? "pull of a residual" : "loss of a residual"};
    panel.cell = {1, 0};
    const std::size_t n = r.y.size();
    panel.x = {.label = n <= most_dots ? "residual $ŷ - y$ of each fit"
                                       : fmt::format("residual $ŷ - y$; dots: {} of {} points", most_dots, n),
               .range = x};
    panel.y.label = pull ? "slope of the loss" : "loss";
    for (std::size_t k = 0; k < fit_count; ++k) {
        if (!shows(in, k)) continue;
        const std::string id = fit_ids[k];
        const auto shape = [&](double at) { return (pull ? pull_shape : loss_shape)(r.losses[k], at); };
        Curve line = sampled_curve(id + "-curve", noise_names[k], x, samples, shape);
        if (pull && k == Absolute) line.x = {x.low, 0, 0, x.high}, line.y = {-1, -1, 1, 1};
        panel.add(drawn(std::move(line), fit_colour(k), 1.6, dash_of(k)));
        PointSet dots{.id = id + "-residuals", .colours = {fit_colour(k)}, .size = 6};
        dots.x = math::at_places(r.residuals[k], math::even_places(r.residuals[k].size(), most_dots));
        dots.y = each(dots.x, shape);
        panel.add(std::move(dots));
        if (k != Squares) top = std::max(top, math::steepest_slope(r.losses[k]));
    }
    // The straight line of the squares leaves the panel; the others are what is compared.
    if (pull) panel.y.range = round_range(ScaleKind::Linear, {-1.25 * top, 1.25 * top});
    return panel;
}

}  // namespace lossfield::viz::gaussian_mse
