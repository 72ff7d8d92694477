// The cloud at the step shown with the ways its points have come, and how loss and distances went.
#include "viz/labs/margins/contrastive/contrastive.hpp"

namespace lossfield::viz::contrastive {
namespace {

bool any(const Vector& values) {
    return std::any_of(values.begin(), values.end(), [](double v) { return !std::isnan(v); });
}

}  // namespace

Panel embedding_panel(const Computed& r, std::size_t step) {
    Panel panel{.id = "embedding",
                .title = "all points in training",  // of one width: the legend stands beside or below it
                .cell = {1, 1}};
    panel.x = {.label = "$x$", .range = r.reached.x}, panel.y = {.label = "$y$", .range = r.reached.y};
    panel.equal_aspect = true;
    const Vector now = r.run.points(step);
    for (int k = 0; k < 3; ++k) {
        Curve line = ways(r.run.trail, r.labels, k, step, now, 1.1);
        if (!line.x.empty()) panel.add(std::move(line));
    }
    PointSet points{.id = "points", .size = 6};
    for (std::size_t i = 2; i < r.points(); ++i) {
        points.x.push_back(now[2 * i]), points.y.push_back(now[2 * i + 1]);
        points.colours.push_back(series(r.labels[i]));
    }
    if (!points.x.empty()) panel.add(std::move(points));
    // Where both are at one place the names would lie over each other.
    const bool apart = distance_between(now, 0, 1) > 0.06 * r.reached.x.length();
    panel.add(
        point("first-now", now[0], now[1], series(r.labels[0]), PointShape::Disc, 11, apart ? "$z_a$" : ""));
    panel.add(point("second-now", now[2], now[3], series(r.labels[1]), PointShape::Square, 7,
                    apart ? "$z_b$" : ""));
    return panel;
}

Panel loss_course(const Computed& r, std::size_t step) {
    Panel panel = course_panel("course", "mean loss of all pairs", "loss $L$",
                               r.run.each_step(&Measures::loss), static_cast<long long>(step), {Role::Ink});
    panel.cell = {0, 2};
    return panel;
}

Panel distance_course(const Computed& r, std::size_t step) {
    const Vector within = r.run.each_step(&Measures::within), between = r.run.each_step(&Measures::between);
    Panel panel =
        course_panel("distances", "distances: means, and the pair", "distance $D$",
                     r.run.each_step(&Measures::pair), static_cast<long long>(step), {Role::Accent});
    panel.cell = {1, 2};
    for (Mark& mark : panel.marks)
        if (auto* course = std::get_if<Curve>(&mark)) course->label = "the pair", course->dash = Dash::Dashed;
    // As far as the plane beside it reaches, also where a run begins with hardly any distance or leaves.
    double most = 0;
    for (const Measures& m : r.run.measures)
        for (const double d : {m.pair, m.within, m.between})
            if (std::isfinite(d)) most = std::max(most, d);
    if (any(within)) add_course(panel, "within", "similar", within, similar_colour);
    if (any(between)) add_course(panel, "between", "dissimilar", between, dissimilar_colour);
    panel.y.range = Interval{0, axis_end(std::min(most, 2 * r.reached.x.length()))};
    return panel;
}

}  // namespace lossfield::viz::contrastive
