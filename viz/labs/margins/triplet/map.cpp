// The loss for every place of one point, as a map and as a surface; and what it is with each positive as the anchor.
#include "viz/labs/margins/triplet/triplet.hpp"

namespace lossfield::viz::triplet {
namespace {

const char* moved_name(const Inputs& in) {
    return in.moved == Moved::Anchor ? "anchor" : in.moved == Moved::Positive ? "positive" : "negative";
}
const char* moved_symbol(const Inputs& in) {
    return in.moved == Moved::Anchor ? "a" : in.moved == Moved::Positive ? "p" : "n";
}

Levels levels() { return {LevelRule::Linear, 10, {}}; }

}  // namespace

Panel map_panel(const Inputs& in, const One& r) {
    Panel panel{
        .id = "map", .title = fmt::format("loss over the place of ${}$", moved_symbol(in)), .cell = {0, 1}};
    panel.x = {.label = "$x$", .range = r.range.x}, panel.y = {.label = "$y$", .range = r.range.y};
    panel.equal_aspect = true;
    panel.colour_bar = ColourBar{.label = "loss $L$", .mark = "loss"};
    panel.add(Contours{.id = "loss", .field = r.field, .levels = levels(), .labels = false});
    // Those that stay where they are.
    PointSet still{.id = "still", .colours = {{Role::Ink}}, .size = 7};
    const auto add = [&](Moved point, const Vector& at, const char* name, PointShape shape) {
        if (point == in.moved) return;
        still.x.push_back(at[0]), still.y.push_back(at[1]);
        still.texts.emplace_back(name), still.shapes.push_back(shape);
    };
    add(Moved::Anchor, in.anchor, "$a$", PointShape::Diamond);
    add(Moved::Positive, in.positive, "$p$", PointShape::Disc);
    add(Moved::Negative, in.negative, "$n$", PointShape::Square);
    panel.add(std::move(still));
    const Vector& here = in.moved_point();
    panel.add(point("here", here[0], here[1], {Role::Accent}, PointShape::Ring, 12));
    panel.add(Handle{"moved", fmt::format("{} on the map", moved_name(in)), here[0], here[1],
                     MovePair{moved_name(in)}});
    return panel;
}

Panel surface_panel(const Inputs& in, const One& r) {
    Panel panel{.id = "surface", .title = "the same as a surface", .kind = PanelKind::Space, .cell = {1, 1}};
    panel.x = {.label = "$x$", .range = r.range.x}, panel.y = {.label = "$y$", .range = r.range.y};
    const double top = finite_range(values_of(r.field)).high;
    panel.z = {.label = "$L$", .range = Interval{0, top > 0 ? top : 1}};
    // Into the bowl that the loss is over the places of anchor and positive.
    panel.camera = {-55, in.moved == Moved::Negative ? 34.0 : 52.0, 1.05};
    panel.legend = false;
    panel.add(Surface{.id = "loss", .field = r.field, .levels = levels()});
    const Vector& here = in.moved_point();
    panel.add(point("here", here[0], here[1], {Role::Accent}, PointShape::Disc, 10));
    return panel;
}

Panel anchors_panel(const Inputs& in, const One& r) {
    Panel panel{.id = "anchors", .title = "loss by anchor", .kind = PanelKind::Bars, .cell = {0, 2, 2, 1}};
    panel.x.label = "which positive is the anchor";
    panel.y.label = "loss $L$";
    Bars bars{.id = "by-anchor", .label = "mean of its triplets", .width = 0.6};
    // Of squared distances too, once its half is undone; with plain ones there is nothing to hold against each other.
    const double clusters = 2 * r.clusters.value;
    double top = in.squared() ? clusters : 0;
    for (std::size_t i = 0; i < r.by_anchor.size(); ++i) {
        const auto position = static_cast<double>(i + 1);
        bars.position.push_back(position), bars.base.push_back(0), bars.value.push_back(r.by_anchor[i]);
        bars.colours.push_back(i == 0 ? series(positive_colour.index) : series(positive_colour.index, 0.6));
        panel.x.ticks.push_back({position, i == 0   ? "$a$"
                                           : i == 1 ? "$p$"
                                                    : fmt::format("$z_{{{}}}$", i + 1)});
        top = std::max(top, r.by_anchor[i]);
    }
    panel.y.range = Interval{0, axis_end(1.02 * top)};
    panel.add(std::move(bars));
    if (in.squared())
        panel.add(labelled(horizontal_rule("clusters", clusters, {Role::Ink}, Dash::Dashed, 1.6),
                           "clusters, times 2"));
    if (!in.clusters())
        panel.add(labelled(point("triplet", 1, r.triplet.value, {Role::Accent}, PointShape::Ring, 12),
                           "this triplet"));
    return panel;
}

Readouts probe_map(const Inputs& in, const Computed& /*r*/, double x, double y) {
    if (!in.one()) return {};
    return {{"loss", "loss", "$L$", loss_of(moved_to(in, x, y))}};
}

}  // namespace lossfield::viz::triplet
