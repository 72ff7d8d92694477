#include "viz/fragments/likelihood_landscape.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/figure/field.hpp"
#include "viz/fragments/marks.hpp"
#include "viz/fragments/samples.hpp"

namespace lossfield::viz {
namespace {

constexpr double decades = 1e-3;  // of the colours

}  // namespace

void add_excess(Panel& panel, std::string id, const GridField& field, const Vector& levels, std::string bar) {
    Contours contours{.id = std::move(id), .field = field, .levels = {.exactly = levels}};
    const Interval seen = finite_range(field.values);
    if (seen.high > 0) {
        contours.scale.high = seen.high, contours.scale.low = std::max(seen.low, seen.high * decades);
        contours.scale.logarithmic = contours.scale.low < contours.scale.high;
    }
    panel.colour_bar = ColourBar{std::move(bar), contours.scale, {}};
    panel.add(std::move(contours));
}

GridField relative_likelihood(const GridField& excess) {
    const Vector likelihood = each(excess.values, [](double v) { return std::exp(-v); });
    return {excess.domain, excess.columns, excess.rows, likelihood};
}

void add_hill(Panel& panel, const GridField& likelihood) {
    panel.z.label = "$L / L_{\\text{max}}$";
    panel.z.range = Interval{0, 1};
    panel.colour_bar = ColourBar{.label = panel.z.label, .mark = "likelihood"};
    panel.add(Surface{.id = "likelihood",
                      .field = likelihood,
                      .scale = {.low = 0, .high = 1},
                      .levels = {.exactly = {0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}}});
}

PointSet live_place(const std::array<double, 2>& at, std::string words) {
    return point("point", at[0], at[1], {Role::Accent}, PointShape::Ring, 12, std::move(words));
}

void add_ground_handle(Panel& panel, std::string id, std::string label, std::string parameter,
                       const std::array<double, 2>& at, double height) {
    // Beside the ground nothing stands.
    if (panel.x.range->contains(at[0]) && panel.y.range->contains(at[1]))
        panel.add(
            Curve{.id = "stem", .x = {at[0], at[0]}, .y = {at[1], at[1]}, .width = 1.4, .z = {0, height}});
    panel.add(Handle{.id = std::move(id),
                     .label = std::move(label),
                     .x = at[0],
                     .y = at[1],
                     .move = MoveInPlane{std::move(parameter)},
                     .glide = Glide::Plane});
}

}  // namespace lossfield::viz
