// The section through the point, and the data that a line or a logistic curve is fitted to.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/figure/field.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/fragments/named.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

Curve section_curve(const char* id, std::string label, const Vector& t, Vector loss, Colour colour,
                    bool dashed, double width) {
    auto curve = named<Curve>(id, std::move(label));
    curve.x = t, curve.y = std::move(loss);
    curve.colour = colour;
    curve.width = width;
    curve.dash = dashed ? Dash::Dashed : Dash::Solid;
    return curve;
}

Vector scaled(Vector v, double factor) {
    for (double& x : v) x *= factor;
    return v;
}

double prediction(const Inputs& in, double slope, double intercept, double x) {
    const double score = slope * x + intercept;
    return in.over == "logistic" ? math::sigmoid(score) : score;
}

Curve fit_curve(const Inputs& in, const char* id, std::string label, double slope, double intercept,
                Interval range) {
    return function_curve(id, std::move(label), range,
                          [&](double x) { return prediction(in, slope, intercept, x); });
}

}  // namespace

Panel section_panel(const Inputs& in, const Computed& r, const View& view) {
    Panel panel{.id = "section", .title = "loss through the point, downhill to the right"};
    panel.x.label = over_logits(in) ? "distance from the point along $-∇L$" : "distance along $-∇L$";
    panel.x.range = Interval{r.along.t.front(), r.along.t.back()};
    const double f = r.overlay_factor;
    const std::string times = f == 1 ? "" : " × " + brief(f, 1);
    panel.add(section_curve("loss", r.main.name, r.along.t, r.along.main, series(0), false, 2.2));
    if (r.overlay)
        panel.add(section_curve("overlay", r.overlay->name + times, r.along.t, scaled(r.along.overlay, f),
                                series(5), true, 2.2));
    panel.add(section_curve("loss-across", "across the gradient", r.across.t, r.across.main, series(0, 0.4),
                            false, 1.2));
    if (r.overlay)
        panel.add(section_curve("overlay-across", "", r.across.t, scaled(r.across.overlay, f),
                                series(5, 0.45), true, 1.2));
    if (in.local_model != "none") {
        math::LocalModel model = r.model;
        if (in.local_model == "tangent-plane") model.hessian = {};
        Vector loss;
        // No further than the section's own heights reach: a bowl leaves every frame.
        const Interval seen = finite_range(r.along.main);
        const double air = 0.25 * seen.length() + 1e-9;
        for (const double t : r.along.t) {
            const double v = model.at(t * r.along.direction[0], t * r.along.direction[1]);
            loss.push_back(v > seen.low - air && v < seen.high + air ? v : std::nan(""));
        }
        auto curve = section_curve("local-model",
                                   in.local_model == "tangent-plane" ? "tangent plane" : "quadratic bowl",
                                   r.along.t, std::move(loss), {Role::Accent, 0, 0.8}, false, 1.6);
        curve.dash = Dash::Dotted;
        panel.add(std::move(curve));
    }
    if (const auto at = pointed(r, view)) {
        panel.add(viz::Rule{
            .id = "pointer",
            .at = ((*at)[0] - r.at[0]) * r.along.direction[0] + ((*at)[1] - r.at[1]) * r.along.direction[1],
            .vertical = true,
            .dash = Dash::Dotted});
    }
    auto point = named<PointSet>("point");
    point.x = {0}, point.y = {r.model.value};
    point.shape = PointShape::Ring;
    point.size = 11;
    if (r.overlay) {
        panel.add(PointSet{.id = "overlay-point",
                           .x = {0},
                           .y = {f * r.overlay_loss},
                           .colours = {series(5)},
                           .shape = PointShape::Ring,
                           .size = 9});
    }
    panel.add(std::move(point));
    return panel;
}

Panel data_panel(const Inputs& in, const Computed& r, const View& view) {
    const bool logistic = in.over == "logistic";
    const Points& data = logistic ? in.labelled_data : in.data;
    Panel panel{.id = "data",
                .title = logistic ? "data and the curve $σ(wx + b)$" : "data and lines $wx + b$"};
    panel.x.label = "$x$";
    panel.y.label = logistic ? "label, probability" : "$y$";
    auto [x, y] = box_of(data);
    if (logistic) y = {std::min(y.low, 0.0), std::max(y.high, 1.0)};
    const double air_x = 0.06 * x.length() + 1e-3, air_y = 0.08 * y.length() + 1e-3;
    panel.x.range = round_range(ScaleKind::Linear, {x.low - air_x, x.high + air_x});
    panel.y.range = Interval{y.low - air_y, y.high + air_y};
    const Interval shown = *panel.x.range;

    if (logistic) {
        panel.add(viz::Rule{.id = "threshold", .at = 0.5, .dash = Dash::Dotted});
    } else {
        const math::Line best = math::least_squares_line(r.main.x, r.main.y);
        Curve line = fit_curve(in, "least-squares", "least squares", best.slope, best.intercept, shown);
        line.colour = {Role::Muted};
        line.width = 1.4;
        line.dash = Dash::Dashed;
        panel.add(std::move(line));
    }
    const std::size_t step = shown_step(r, view);
    Curve start = fit_curve(in, "point-fit", "the point", r.at[0], r.at[1], shown);
    start.colour = {Role::Accent, 0, 0.4};
    start.width = 1.6;
    panel.add(std::move(start));
    Curve ball = fit_curve(in, "ball-fit", fmt::format("the ball at step {}", step), r.path.x[step],
                           r.path.y[step], shown);
    ball.colour = {Role::Accent};
    ball.width = 2.4;
    panel.add(std::move(ball));
    std::vector<Colour> colours;
    for (const DataPoint& p : data) colours.push_back(series(logistic && p.y > 0.5 ? 1 : 0));
    add_line_data(panel, data, logistic ? "labelled-data" : "data", colours);
    return panel;
}

}  // namespace lossfield::viz::loss_surfaces
