#include "viz/fragments/plane_places.hpp"

#include <algorithm>
#include <utility>

#include "viz/figure/field.hpp"
#include "viz/fragments/marks.hpp"

namespace lossfield::viz {

bool contains(const Domain& range, const math::PlanePoint& at) {
    return range.x.contains(at.x) && range.y.contains(at.y);
}

void add_places(Panel& panel, PointSet look, const std::vector<math::PlanePoint>& places,
                const std::optional<Domain>& range) {
    const std::vector<Colour> colours = std::move(look.colours);
    const std::vector<std::string> texts = std::move(look.texts);
    const std::vector<PointShape> shapes = std::move(look.shapes);
    look.colours.clear(), look.texts.clear(), look.shapes.clear();
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (range && !contains(*range, places[i])) continue;
        look.x.push_back(places[i].x), look.y.push_back(places[i].y);
        if (colours.size() == places.size()) look.colours.push_back(colours[i]);
        if (texts.size() == places.size()) look.texts.push_back(texts[i]);
        if (shapes.size() == places.size()) look.shapes.push_back(shapes[i]);
    }
    if (colours.size() != places.size()) look.colours = colours;
    if (!look.x.empty()) panel.add(std::move(look));
}

Curve way(std::string id, std::string label, const std::vector<math::PlanePoint>& places, Colour colour,
          double width, Dash dash) {
    Curve line = curve(std::move(id), std::move(label), {}, {}, colour, width, dash);
    for (const math::PlanePoint& p : places) line.x.push_back(p.x), line.y.push_back(p.y);
    return line;
}

std::string height_name(const std::optional<double>& lowest) {
    return lowest && *lowest != 0 ? "$f - f_{\\text{min}}$" : "$f$";
}

ColourScale height_colours(const GridField& heights) {
    const Interval range = finite_range(heights.values);
    const double least = std::max(range.low, 1e-3 * range.high);
    if (!(least > 0 && least < range.high)) return {};
    return {.low = least, .high = range.high, .logarithmic = true};
}

std::optional<math::PlanePoint> pointed_at(const View& view, const std::string& panel) {
    if (!view.pointer || view.pointer->panel != panel) return std::nullopt;
    return math::PlanePoint{view.pointer->x, view.pointer->y};
}

}  // namespace lossfield::viz
