// Stationary points of a landscape from points near them.
//   polished     Newton's x - H^-1 g until |g| no longer gets smaller: the last digits of a point known to some
//   by_curvature the points sorted by the signs of their Hessian's eigenvalues; singular ones are left out
// `L` has gradient(x, y) and hessian(x, y). A start where Newton's first step does not help is returned as it is:
// the gradient there tells. Cost: a few gradients and Hessians for each point. [Newton 1669; Dennis, Schnabel 1983]
#pragma once

#include <cmath>
#include <vector>

#include "math/landscapes/facts.hpp"

namespace lossfield::math {

template <typename L>
[[nodiscard]] PlanePoint polished(const L& landscape, PlanePoint at) {
    PlanePoint g = landscape.gradient(at.x, at.y);
    for (;;) {
        const Symmetric2 h = landscape.hessian(at.x, at.y);
        const double det = determinant(h);
        const PlanePoint next{at.x - (h.yy * g.x - h.xy * g.y) / det, at.y - (h.xx * g.y - h.xy * g.x) / det};
        const PlanePoint slope = landscape.gradient(next.x, next.y);
        if (!(std::hypot(slope.x, slope.y) < std::hypot(g.x, g.y))) return at;
        at = next;
        g = slope;
    }
}

template <typename L>
[[nodiscard]] std::vector<PlanePoint> polished(const L& landscape, std::vector<PlanePoint> points) {
    for (PlanePoint& at : points) at = polished(landscape, at);
    return points;
}

template <typename L>
[[nodiscard]] StationaryPoints by_curvature(const L& landscape, const std::vector<PlanePoint>& points) {
    StationaryPoints sorted;
    for (const PlanePoint& at : points) {
        const Eigenvalues2 curvature = eigenvalues(landscape.hessian(at.x, at.y));
        if (curvature.low > 0.0) sorted.minima.push_back(at);
        if (curvature.low < 0.0 && curvature.high > 0.0) sorted.saddles.push_back(at);
        if (curvature.high < 0.0) sorted.maxima.push_back(at);
    }
    return sorted;
}

}  // namespace lossfield::math
