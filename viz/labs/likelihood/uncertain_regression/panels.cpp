// The data with the mean and its band beside least squares, what each point weighs in the pull on the mean, the loss step by
// step; and the loss of one point over its residual r and log scale s, as a map and as a surface on which every point lies: a
// bowl for every s, a valley s = 2 log|r| that leads down without end between them, and the floor across it.
#include "math/likelihood/absolute_line.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/fragments/scatter.hpp"
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

constexpr Colour fit_colour = series(5), floor_colour{Role::Warning};
constexpr double band_sigmas = 2;
constexpr int valley_samples = 160;
constexpr std::size_t most_drawn = 400;  // of the data, on the map, on the surface and as weights

std::string of_all(std::size_t n) {
    return n <= most_drawn ? "" : fmt::format(", {} of {} points", most_drawn, n);
}

// Both sides of the valley, evenly along s.
Curve valley_of(const Domain& d) {
    Curve valley = curve("valley", "valley $s = 2 \\text{log}|r|$", {}, {}, {Role::Ink}, 2.2);
    const double top = std::min(d.y.high, math::best_log_scale(d.x.high));
    for (const double side : {-1.0, 1.0}) {
        for (int i = 0; i <= valley_samples; ++i) {
            const double s = std::lerp(d.y.low, top, static_cast<double>(i) / valley_samples);
            valley.x.push_back(side * std::exp(0.5 * s)), valley.y.push_back(s);
        }
        valley.x.push_back(nan), valley.y.push_back(nan);
    }
    return valley;
}

// As far as the loss stays under `top`: beyond it the surface is cut off.
Curve floor_of(const Computed& r, double top, Dash dash) {
    const double floor = *r.model.floor, most = r.surface.domain.x.high;
    const double reach = std::clamp(math::residual_of_loss(r.model.family, top, floor), 0.0, most);
    Curve line = curve("floor", "floor", {}, Vector(101, floor), floor_colour, 2.4, dash);
    for (int i = -50; i <= 50; ++i) line.x.push_back(reach * i / 50);
    return line;
}

// Where the points are, and those beyond the picture at its edge.
PointSet points_of(const Moment& now, const Domain& d) {
    PointSet points{.id = "points", .label = "data $(r_i, s_i)$" + of_all(now.residual.size())};
    for (const std::size_t i : math::even_places(now.residual.size(), most_drawn)) {
        const double x = std::clamp(now.residual[i], d.x.low, d.x.high),
                     y = std::clamp(now.log_scale[i], d.y.low, d.y.high);
        points.x.push_back(x), points.y.push_back(y);
        const bool inside = x == now.residual[i] && y == now.log_scale[i];
        points.colours.push_back({inside ? Role::Accent : Role::Warning});
    }
    return points;
}

ColourScale colours_of(const Computed& r) {
    return {.low = math::uncertain_nll(r.model.family, 0.0, r.surface.domain.y.low), .high = r.cut};
}

}  // namespace

Panel data_panel(const Inputs& in, const Computed& r, const Vector& theta, const Moment& now,
                 const View& view, Notices& notices) {
    Panel panel{.id = "data", .title = "data, mean and $±2σ$ at this step"};
    panel.x = {.range = r.range.x, .shared = "x"}, panel.y = {.label = "$y$", .range = r.range.y};
    const Scatter scatter = scatter_of(in.data, panel, view);
    add_density(panel, scatter);
    notices.append(crowd_notices(scatter));
    const auto across = [&](const char* id, const char* label, const Vector& coefficients) {
        return function_curve(id, label, r.range.x, [&](double x) { return r.mean_at(coefficients, x); });
    };
    const Curve mean = across("mean", "$μ(x)$", theta);
    Band band{.id = "band", .label = "$±2σ(x)$", .x = mean.x, .colour = series(0, 0.2)};
    for (std::size_t i = 0; i < mean.x.size(); ++i) {
        const double half = band_sigmas * r.deviation_at(theta, mean.x[i]);
        band.low.push_back(mean.y[i] - half), band.high.push_back(mean.y[i] + half);
    }
    panel.add(std::move(band));
    const Curve fit = across("fit", "least squares, one $±2σ$", r.fit.mean);
    for (const double side : {-1.0, 1.0}) {
        const double off = side * band_sigmas * r.of_y.deviation * std::sqrt(r.fit.mse);
        panel.add(curve(side < 0 ? "fit-low" : "fit-high", "", fit.x,
                        each(fit.y, [&](double y) { return y + off; }), series(5, 0.8), 1.2, Dash::Dotted));
    }
    panel.add(drawn(fit, fit_colour, 1.6, Dash::Dashed));
    panel.add(drawn(mean, series(0), 2.6));
    // As strong as they pull, the weakest still clearly seen.
    std::vector<Colour> colours;
    const double power = gaussian(in) ? 1 : 0.5, surest = now.log_scale[now.surest];
    for (const std::size_t i : scatter.single) {
        const double share = std::exp(power * (surest - r.model.log_scale(theta, in.data[i].x)));
        colours.push_back({Role::Accent, 0, 0.35 + 0.65 * (share > 0 ? std::sqrt(std::min(1.0, share)) : 0)});
    }
    add_single_points(panel, in.data, scatter, "data", colours);
    return panel;
}

Panel weight_panel(const Computed& r, const Moment& now) {
    const auto drawn = math::even_places(r.x.size(), most_drawn);
    Bars bars{.id = "weights", .position = math::at_places(r.x, drawn), .base = Vector(drawn.size(), 0.0)};
    bars.value = each(math::at_places(now.weight, drawn), [](double w) { return 100 * w; });
    bars.colours = {{Role::Accent, 0, 0.85}}, bars.width = r.range.x.length() / 70;
    const double most = *std::max_element(bars.value.begin(), bars.value.end());
    Panel panel{.id = "weights", .cell = {1, 0}, .x = {.label = "$x$", .range = r.range.x, .shared = "x"}};
    panel.title =
        fmt::format("weight in the pull on $μ$: ${}$, in percent{}",
                    r.model.family == math::NoiseFamily::Gaussian ? "1/σ^2" : "1/b", of_all(r.x.size()));
    panel.y.range =
        Interval{0, round_range(ScaleKind::Linear, {0, std::isfinite(most) ? 1.02 * most : 100}).high};
    panel.add(std::move(bars));
    const double even = 100 / static_cast<double>(r.x.size());
    panel.add(
        labelled(horizontal_rule("even", even, fit_colour, Dash::Dashed, 1.4), "least squares: all alike"));
    return panel;
}

Panel loss_panel(const Inputs& in, const Computed& r, std::size_t step) {
    const auto now = static_cast<double>(step), last = static_cast<double>(r.last());
    Panel panel{.id = "loss", .title = "loss $L$, the mean of $ℓ$ over the data"};
    panel.cell = {1, 1, 1, both(in) ? 2 : 1};
    panel.x = {.label = "step", .range = Interval{0, std::max(1.0, last)}};
    // What a diverging run throws up says no more than that it has left.
    const double first = r.loss.front(),
                 usual = std::isfinite(r.fit.loss) ? std::max(first, r.fit.loss) : first;
    Interval seen = holding({first, usual}, r.loss);
    seen.high = std::min(seen.high, usual + std::max(1.0, 1.5 * (usual - seen.low)));
    seen.low -= 0.06 * seen.length();
    panel.y.range = round_range(ScaleKind::Linear, seen);
    if (std::isfinite(r.fit.loss))
        panel.add(labelled(horizontal_rule("one-spread", r.fit.loss, fit_colour, Dash::Dashed, 1.6),
                           "least squares, its best spread"));
    Curve loss = curve("loss", "likelihood", {}, r.loss, series(0), 2.2);
    for (std::size_t t = 0; t <= r.last(); ++t) loss.x.push_back(static_cast<double>(t));
    for (double& v : loss.y)
        if (!std::isfinite(v)) v = nan;
    panel.add(std::move(loss));
    panel.add(vertical_rule("now", now, {Role::Muted}, Dash::Dashed));
    if (std::isfinite(r.loss[step]))
        panel.add(point("shown", now, r.loss[step], series(0), PointShape::Ring, 10));
    return panel;
}

Panel map_panel(const Inputs& in, const Computed& r, const Moment& now) {
    const Domain& d = r.surface.domain;
    Panel panel{.id = "map", .title = "loss $ℓ$ of one point", .cell = {0, 1}};
    panel.x = {.label = in.standardise ? "residual $r = y - μ$, $y$ standardised" : "residual $r = y - μ$",
               .range = d.x};
    panel.y = {.label = "log scale $s$", .range = d.y};
    panel.colour_bar = ColourBar{.label = "loss $ℓ$", .mark = "point-loss"};
    Contours contours{.id = "point-loss", .field = r.surface, .scale = colours_of(r)};
    for (const Tick& t : choose_ticks(ScaleKind::Linear, {contours.scale.low, r.cut}, 18))
        contours.levels.exactly.push_back(t.at);
    panel.add(std::move(contours));
    panel.add(valley_of(d));
    if (r.model.floor) {
        panel.add(floor_of(r, infinity, Dash::Dashed));
        panel.add(Handle{"floor", "floor under s", std::lerp(d.x.low, d.x.high, 0.06), *r.model.floor,
                         MoveReal{"floor", Along::Y}, floor_colour, HandleShape::Bar});
    }
    panel.add(points_of(now, d));
    return panel;
}

Panel surface_panel(const Inputs& in, const Computed& r, const Moment& now) {
    const Domain& d = r.surface.domain;
    const ColourScale colours = colours_of(r);
    Panel panel{.id = "surface", .kind = PanelKind::Space, .cell = {0, both(in) ? 2 : 1}, .legend = false};
    panel.title = both(in) ? "the same as a surface" : "loss $ℓ$ of one point";
    panel.x = {.label = "$r$", .range = d.x}, panel.y = {.label = "$s$", .range = d.y};
    panel.z = {.label = "$ℓ$", .range = Interval{colours.low, r.cut}};
    panel.camera = {145, 32, 1.1};
    // The map's own bar stands beside both.
    if (!both(in)) panel.colour_bar = ColourBar{.label = "loss $ℓ$", .mark = "point-loss"};
    // Its walls are steep: lines would run into each other.
    panel.add(
        Surface{.id = "point-loss", .field = r.surface, .scale = colours, .lines = false, .cut = r.cut});
    panel.add(valley_of(d));
    if (r.model.floor) panel.add(floor_of(r, r.cut, Dash::Solid));
    panel.add(points_of(now, d));
    return panel;
}

}  // namespace lossfield::viz::uncertain_regression
