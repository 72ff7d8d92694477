// Points of classes: a points parameter with `labels`, one of which every point has (viz/inputs/parameter.hpp).
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "viz/figure/roles.hpp"
#include "viz/inputs/value.hpp"

namespace lossfield::viz {

// The place of a point's label among the labels there are.
[[nodiscard]] inline std::size_t class_of(const DataPoint& point, const std::vector<std::string>& labels) {
    const auto found = std::find(labels.begin(), labels.end(), point.label);
    if (found == labels.end()) throw std::logic_error("class_of: " + point.label + " is not a label");
    return static_cast<std::size_t>(found - labels.begin());
}

[[nodiscard]] inline std::vector<std::size_t> classes_of(const Points& points,
                                                         const std::vector<std::string>& labels) {
    std::vector<std::size_t> classes;
    for (const DataPoint& point : points) classes.push_back(class_of(point, labels));
    return classes;
}

// A class keeps its colour wherever it is drawn.
[[nodiscard]] inline std::vector<Colour> class_colours(const std::vector<std::size_t>& classes,
                                                       double opacity = 1) {
    std::vector<Colour> colours;
    for (const std::size_t k : classes) colours.push_back(series(static_cast<int>(k), opacity));
    return colours;
}

}  // namespace lossfield::viz
