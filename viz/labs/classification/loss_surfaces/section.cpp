// The section through the point, and the data that a line or a logistic curve is fitted to.
#include "viz/fragments/line_data.hpp"
#include "viz/fragments/scatter.hpp"
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

// The plane or bowl along the section, no further than the section's own heights reach: a bowl leaves every frame.
Curve model_curve(const math::PlaneSection& along, const TouchingModel& touching) {
    const Interval seen = finite_range(along.main);
    const double air = 0.25 * seen.length() + 1e-9;
    const auto height = [&](double t) {
        const double v = touching.model.at(t * along.direction.x, t * along.direction.y);
        return v > seen.low - air && v < seen.high + air ? v : nan;
    };
    return curve("local-model", touching.name, along.t, each(along.t, height), {Role::Accent, 0, 0.8}, 1.6,
                 Dash::Dotted);
}

// What a slope and an intercept make of x.
Curve fit_curve(const Inputs& in, const Computed& r, const char* id, std::string label,
                const math::PlanePoint& fit, Interval range) {
    return sampled_curve(id, std::move(label), range, 120, [&](double x) { return fitted(in, r, fit, x); });
}

// Without a gradient the section goes along the first axis.
const char* axis_of_level_section(const Inputs& in) {
    return in.over == Over::Logits ? "distance from the point along $z_1$" : "distance along $w$";
}

}  // namespace

Panel section_panel(const Inputs& in, const Computed& r, const View& view) {
    const bool logits = in.over == Over::Logits;
    const math::PlanePoint down = r.along.direction;
    const Vector& t = r.along.t;
    Panel panel{.id = section_id,
                .title = slope(r) > 0 ? "loss through the point: downhill to the right"
                                      : "loss through the point: where the slope is 0",
                .cell = {1, 0, 1, logits ? 2 : 1},
                .x = {.label = !(slope(r) > 0) ? axis_of_level_section(in)
                               : logits        ? "distance from the point along $-∇L$"
                                               : "distance along $-∇L$",
                      .range = Interval{t.front(), t.back()}}};
    const double f = r.overlay_factor;
    const std::string times = f == 1 ? "" : " × " + brief(f, 1);
    const auto add_overlay = [&](const char* id, std::string label, const math::PlaneSection& section,
                                 Colour colour, double width) {
        const Vector losses = each(section.second, [&](double loss) { return f * loss; });
        if (r.overlay) panel.add(curve(id, std::move(label), section.t, losses, colour, width, Dash::Dashed));
    };
    panel.add(curve("loss", r.main.name, t, r.along.main, series(0), 2.2));
    add_overlay("overlay", r.overlay ? r.overlay->name + times : "", r.along, series(5), 2.2);
    panel.add(curve("loss-across", "across the gradient", r.across.t, r.across.main, series(0, 0.4), 1.2));
    add_overlay("overlay-across", "", r.across, series(5, 0.45), 1.2);
    if (const auto touching = touching_model(in, r)) panel.add(model_curve(r.along, *touching));
    if (const auto at = pointed(r, view))
        panel.add(vertical_rule("pointer", (at->x - r.at.x) * down.x + (at->y - r.at.y) * down.y,
                                {Role::Muted}, Dash::Dotted));
    if (r.overlay) panel.add(point("overlay-point", 0, f * r.overlay_loss, series(5), PointShape::Ring, 9));
    panel.add(point("point", 0, r.model.value, {Role::Accent}, PointShape::Ring, 11));
    return panel;
}

Panel data_panel(const Inputs& in, const Computed& r, const View& view, Notices& notices) {
    const bool logistic = in.over == Over::Logistic;
    const Points& data = data_of(in);
    auto [x, y] = box_of(data);
    if (logistic) y = {std::min(y.low, 0.0), std::max(y.high, 1.0)};
    const double air_x = 0.06 * x.length() + 1e-3, air_y = 0.08 * y.length() + 1e-3;
    const Interval shown = round_range(ScaleKind::Linear, {x.low - air_x, x.high + air_x});
    Panel panel{.id = data_id,
                .title = logistic ? "data and the curve $σ(wx + b)$" : "data and lines $wx + b$",
                .cell = in.section ? Cell{1, 1, 1, 1} : Cell{1, 0, 1, 2},
                .x = {.label = "$x$", .range = shown},
                .y = {.label = logistic ? "label, probability" : "$y$",
                      .range = Interval{y.low - air_y, y.high + air_y}}};
    const Scatter scatter = scatter_of(data, panel, view);
    add_density(panel, scatter);
    notices.append(crowd_notices(scatter));
    if (logistic) {
        panel.add(horizontal_rule("threshold", 0.5, {Role::Muted}, Dash::Dotted));
    } else {
        const auto [slope, intercept] = math::least_squares_line(r.main.x, r.main.y);
        panel.add(drawn(fit_curve(in, r, "least-squares", "least squares", {slope, intercept}, shown),
                        {Role::Muted}, 1.4, Dash::Dashed));
    }
    const std::size_t step = shown_step(r, view);
    const std::string ball = fmt::format("the ball at step {}", step);
    panel.add(drawn(fit_curve(in, r, "point-fit", "the point", r.at, shown), {Role::Accent, 0, 0.4}, 1.6));
    panel.add(drawn(fit_curve(in, r, "ball-fit", ball, r.path.at(step), shown), {Role::Accent}, 2.4));
    std::vector<Colour> colours;
    for (const std::size_t i : scatter.single)
        colours.push_back(series(logistic && label_of(data[i]) > 0 ? 1 : 0));
    add_single_points(panel, data, scatter, logistic ? "labelled-data" : "data", colours);
    return panel;
}

}  // namespace lossfield::viz::loss_surfaces
