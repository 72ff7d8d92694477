// The commonest marks in a line each: a point with its words, a rule at a value, a curve.
#pragma once

#include <string>
#include <utility>

#include "viz/figure/marks.hpp"

namespace lossfield::viz {

[[nodiscard]] inline PointSet point(std::string id, double x, double y, Colour colour,
                                    PointShape shape = PointShape::Disc, double size = 7,
                                    std::string words = "") {
    PointSet mark{.id = std::move(id), .x = {x}, .y = {y}, .colours = {colour}, .shape = shape, .size = size};
    if (!words.empty()) mark.texts = {std::move(words)};
    return mark;
}

[[nodiscard]] inline Rule vertical_rule(std::string id, double at, Colour colour = {Role::Muted},
                                        Dash dash = Dash::Solid, double width = 1, std::string words = "") {
    return {.id = std::move(id),
            .at = at,
            .vertical = true,
            .colour = colour,
            .width = width,
            .dash = dash,
            .text = std::move(words)};
}

[[nodiscard]] inline Rule horizontal_rule(std::string id, double at, Colour colour = {Role::Muted},
                                          Dash dash = Dash::Solid, double width = 1, std::string words = "") {
    return {.id = std::move(id),
            .at = at,
            .colour = colour,
            .width = width,
            .dash = dash,
            .text = std::move(words)};
}

[[nodiscard]] inline Curve curve(std::string id, std::string label, Vector x, Vector y, Colour colour,
                                 double width = 2, Dash dash = Dash::Solid) {
    return {.id = std::move(id),
            .label = std::move(label),
            .x = std::move(x),
            .y = std::move(y),
            .colour = colour,
            .width = width,
            .dash = dash};
}

}  // namespace lossfield::viz
