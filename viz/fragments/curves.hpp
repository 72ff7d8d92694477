// Curves from functions, what is drawn along them, and marks with a label.
#pragma once

#include <cmath>
#include <string>
#include <utility>

#include "viz/figure/marks.hpp"

namespace lossfield::viz {

// y = f(x) at evenly spaced places of a range, its ends among them.
template <class Function>
[[nodiscard]] Curve sampled_curve(std::string id, std::string label, Interval x, int samples,
                                  const Function& f) {
    Curve curve{.id = std::move(id), .label = std::move(label)};
    for (int i = 0; i <= samples; ++i) {
        curve.x.push_back(std::lerp(x.low, x.high, static_cast<double>(i) / samples));
        curve.y.push_back(f(curve.x.back()));
    }
    return curve;
}

// The curve in a colour and a width.
[[nodiscard]] inline Curve drawn(Curve curve, Colour colour, double width, Dash dash = Dash::Solid) {
    curve.colour = colour, curve.width = width, curve.dash = dash;
    return curve;
}

// Any mark with its entry in the legend.
template <class AnyKind>
[[nodiscard]] AnyKind labelled(AnyKind mark, std::string label) {
    mark.label = std::move(label);
    return mark;
}

// Between 0 and a curve.
[[nodiscard]] inline Band area_under(std::string id, std::string label, const Curve& curve, Colour colour) {
    return {std::move(id), std::move(label), curve.x, Vector(curve.x.size(), 0.0), curve.y, colour};
}

}  // namespace lossfield::viz
