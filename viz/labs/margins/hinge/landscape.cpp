// The objective over w with b as it stands: a section of the landscape the line is trained on, and the way of the run over it.
#include "viz/labs/margins/hinge/hinge.hpp"

namespace lossfield::viz::hinge {
namespace {

// A side of the grid: fewer where each place costs more, so that a drag stays quick.
std::size_t places(const Computed& r) { return r.points.size() > 60 ? 21 : 33; }

// With the start, the exact answer, the end of the run unless it ran off, and of its way what is not more than twice as far; in steps, so
// that it stands while one moves.
Interval weight_range(const Inputs& in, const Computed& r) {
    double most = std::max(1.0, std::hypot(in.start[0], in.start[1]));
    if (r.exact) most = std::max(most, r.exact->separator.norm());
    if (!ran_off(r)) most = std::max(most, std::hypot(r.way_x.back(), r.way_y.back()));
    const double farthest = std::max(largest_size(r.way_x), largest_size(r.way_y));
    most = 1.25 * std::clamp(farthest, most, 2 * most);
    const double half = most < 4 ? std::ceil(2 * most) / 2 : axis_end(most);
    return {-half, half};
}

// A hole where it is beyond numbers.
double objective_at(const Inputs& in, const Computed& r, const math::Separator& s) {
    const double value = math::separator_objective(loss_of(in), in.lambda, r.points, s);
    return std::isfinite(value) ? value : nan;
}

}  // namespace

Panel landscape_panel(const Inputs& in, const Computed& r, const Now& now) {
    Panel panel{.id = "landscape",
                .title = "objective $P$ over $w$, at this $b$",
                .cell = {1, 1, 1, 1},
                .equal_aspect = true};
    const Interval range = weight_range(in, r);
    panel.x = {.label = "$w_1$", .range = range}, panel.y = {.label = "$w_2$", .range = range};
    const auto field = [&](std::size_t nodes) {
        return sample_grid({range, range}, nodes, nodes, [&](double x, double y) {
            return objective_at(in, r, {{x, y}, now.separator.b});
        });
    };
    // Terraces have edges, no level lines.
    if (has_no_slope(in))
        panel.add(Heat{.id = "objective-over-w", .field = field(3 * places(r)), .smooth = false});
    else
        panel.add(Contours{.id = "objective-over-w",
                           .field = field(places(r)),
                           .levels = {LevelRule::EqualArea, 12, {}},
                           .labels = false});
    panel.colour_bar = ColourBar{.label = "$P$", .mark = "objective-over-w"};
    const auto shown = static_cast<std::ptrdiff_t>(now.step) + 1;
    panel.add(curve("way", "", Vector(r.way_x.begin(), r.way_x.begin() + shown),
                    Vector(r.way_y.begin(), r.way_y.begin() + shown), {Role::Ink}, 1.4));
    panel.add(point("here", now.separator.w, {Role::Accent}, PointShape::Ring, 11));
    if (r.exact)
        panel.add(labelled(point("exact-w", r.exact->separator.w, {Role::Ink}, PointShape::Diamond, 7),
                           "exact answer"));
    panel.add(Handle{"start-over-w", "w of the start", in.start[0], in.start[1], MovePair{"start", 0, 1},
                     Colour{Role::Muted}});
    return panel;
}

Readouts probe_landscape(const Inputs& in, const Computed& r, const View& view, double x, double y) {
    const long long step = view.shown_step(static_cast<long long>(r.run.last()));
    const double b = line_at(r, step).b;
    return {{"objective", fmt::format("objective with b of step {}", step), "$P$",
             objective_at(in, r, {{x, y}, b})}};
}

}  // namespace lossfield::viz::hinge
