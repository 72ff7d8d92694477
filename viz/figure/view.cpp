#include "viz/figure/view.hpp"

#include <fmt/format.h>

namespace lossfield::viz {

std::string camera_fault(const Camera& camera) {
    const auto give = [](const char* what, const Interval& range, const char* unit) {
        return fmt::format("give {} from {} to {}{}", what, range.low, range.high, unit);
    };
    if (!camera_elevation.contains(camera.elevation))
        return give("an elevation", camera_elevation, " degrees");
    if (!camera_zoom.contains(camera.zoom)) return give("a zoom", camera_zoom, "");
    return {};
}

}  // namespace lossfield::viz
