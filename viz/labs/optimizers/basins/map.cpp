// The map: every start in its class, the landscape's level lines over it, the paths of the start and of the pointer.
#include <fmt/format.h>

#include "viz/fragments/named.hpp"
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

Curve path_curve(const std::string& id, const Path& path, double width) {
    auto curve = named<Curve>(id);
    curve.x = path.x;
    curve.y = path.y;
    curve.colour = {Role::Ink};
    curve.width = width;
    return curve;
}

void add_path(Panel& panel, const std::string& id, const Path& path, double width) {
    if (path.x.empty()) return;
    Curve halo = path_curve(id + "-halo", path, width + 2.4);
    halo.colour = {Role::Ground, 0, 0.75};
    panel.add(std::move(halo));
    panel.add(path_curve(id, path, width));
    auto steps = named<PointSet>(id + "-steps");
    const std::size_t shown = std::min<std::size_t>(path.x.size(), 400);
    steps.x.assign(path.x.begin(), path.x.begin() + static_cast<std::ptrdiff_t>(shown));
    steps.y.assign(path.y.begin(), path.y.begin() + static_cast<std::ptrdiff_t>(shown));
    steps.colours = {{Role::Ink}};
    steps.size = 3.2;
    panel.add(std::move(steps));
}

constexpr std::size_t most_places = 200;  // more would cover the map

void add_places(Panel& panel, const Inputs& in, const char* id, const std::vector<math::PlanePoint>& places,
                PointShape shape) {
    auto points = named<PointSet>(id);
    points.shape = shape;
    points.size = shape == PointShape::Cross ? 9 : 7;
    points.colours = {{Role::Ink}};
    for (const math::PlanePoint& p : places) {
        if (!in.domain().x.contains(p.x) || !in.domain().y.contains(p.y)) continue;
        points.x.push_back(p.x);
        points.y.push_back(p.y);
    }
    if (!points.x.empty() && points.x.size() <= most_places) panel.add(std::move(points));
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r, const Path& pointed) {
    Panel panel{.id = "map", .cell = {0, 0, 2, 1}};
    panel.title = fmt::format("where {} ends from each start",
                              math::facts(optimizer_of(in, number_of(in.optimizer))).name);
    const AxisNames names = axis_names(r.landscape);
    panel.x.label = "start " + names.x, panel.y.label = "start " + names.y;
    panel.x.range = in.domain().x;
    panel.y.range = in.domain().y;
    panel.equal_aspect = true;
    panel.legend = false;
    if (r.side > 0) {
        auto basins = named<Heat>("basins");
        basins.field = {r.centres, r.side, r.side, r.classes};
        basins.smooth = false;
        for (std::size_t k = 0; k < r.points.minima.size(); ++k)
            basins.classes.push_back(colour_of_minimum(k));
        basins.classes.insert(basins.classes.end(), {resting_colour, unsettled_colour, lost_colour});
        basins.shade = r.shade;
        panel.add(std::move(basins));
    }
    if (in.contours) {
        panel.add(Contours{.id = "height",
                           .field = r.height,
                           .levels = {r.lowest ? LevelRule::Logarithmic : LevelRule::Linear, 9, {}},
                           .filled = false,
                           .labels = false,
                           .line_colour = {Role::Ink, 0, 0.4}});
    }
    add_places(panel, in, "minima", r.points.minima, PointShape::Cross);
    if (r.shares[r.resting()] > 0) {
        add_places(panel, in, "saddles", r.points.saddles, PointShape::Diamond);
        add_places(panel, in, "maxima", r.points.maxima, PointShape::Triangle);
    }
    add_path(panel, "pointer-path", pointed, 1.3);
    add_path(panel, "path", r.path, 1.8);
    panel.add(Handle{"start", "start", in.start[0], in.start[1], MovePair{"start", 0, 1}, {Role::Ink}});
    return panel;
}

}  // namespace lossfield::viz::basins
