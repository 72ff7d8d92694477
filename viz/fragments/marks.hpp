// The commonest marks in a line each: a point with its words, a handle, words alone, a rule at a value, a curve.
#pragma once

#include <string>
#include <utility>

#include "math/numerics/plane.hpp"
#include "viz/figure/handle.hpp"
#include "viz/figure/marks.hpp"

namespace lossfield::viz {

[[nodiscard]] inline PointSet point(std::string id, double x, double y, Colour colour,
                                    PointShape shape = PointShape::Disc, double size = 7,
                                    std::string words = "") {
    PointSet mark{.id = std::move(id), .x = {x}, .y = {y}, .colours = {colour}, .shape = shape, .size = size};
    if (!words.empty()) mark.texts = {std::move(words)};
    return mark;
}

[[nodiscard]] inline PointSet point(std::string id, const math::PlanePoint& at, Colour colour,
                                    PointShape shape = PointShape::Disc, double size = 7,
                                    std::string words = "") {
    return point(std::move(id), at.x, at.y, colour, shape, size, std::move(words));
}

[[nodiscard]] inline Handle handle_at(std::string id, std::string words, const math::PlanePoint& at,
                                      Move move, Colour colour = {Role::Accent},
                                      HandleShape shape = HandleShape::Disc) {
    return {std::move(id), std::move(words), at.x, at.y, std::move(move), colour, shape};
}

// Words at a place of the plane; `optional`: left out where they would cover others.
[[nodiscard]] inline TextMark words_at(std::string id, const math::PlanePoint& at, std::string text,
                                       Anchor anchor = Anchor::Centre, Colour colour = {Role::Ink},
                                       bool optional = false) {
    TextMark mark{.id = std::move(id), .x = at.x, .y = at.y, .text = std::move(text), .anchor = anchor};
    mark.colour = colour, mark.optional = optional;
    return mark;
}

[[nodiscard]] inline Rule vertical_rule(std::string id, double at, Colour colour = {Role::Muted},
                                        Dash dash = Dash::Solid, double width = 1, std::string words = "") {
    return {std::move(id), "", at, true, colour, width, dash, std::move(words)};
}

[[nodiscard]] inline Rule horizontal_rule(std::string id, double at, Colour colour = {Role::Muted},
                                          Dash dash = Dash::Solid, double width = 1, std::string words = "") {
    return {std::move(id), "", at, false, colour, width, dash, std::move(words)};
}

[[nodiscard]] inline Curve curve(std::string id, std::string label, Vector x, Vector y, Colour colour,
                                 double width = 2, Dash dash = Dash::Solid) {
    return {std::move(id), std::move(label), std::move(x), std::move(y), colour, width, dash};
}

}  // namespace lossfield::viz
