#include "viz/fragments/plane_places.hpp"

#include <utility>

namespace lossfield::viz {

bool contains(const Domain& range, const math::PlanePoint& at) {
    return range.x.contains(at.x) && range.y.contains(at.y);
}

void add_places(Panel& panel, PointSet look, const std::vector<math::PlanePoint>& places,
                const std::optional<Domain>& range) {
    const std::vector<Colour> colours = std::move(look.colours);
    look.colours.clear();
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (range && !contains(*range, places[i])) continue;
        look.x.push_back(places[i].x), look.y.push_back(places[i].y);
        if (colours.size() == places.size()) look.colours.push_back(colours[i]);
    }
    if (colours.size() != places.size()) look.colours = colours;
    if (!look.x.empty()) panel.add(std::move(look));
}

}  // namespace lossfield::viz
