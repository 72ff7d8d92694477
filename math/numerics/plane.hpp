// Points of the plane and symmetric 2 x 2 matrices, e.g. the Hessian of a function of (x, y).
//   eigenvalues of [[xx, xy], [xy, yy]]:  m +- hypot((xx - yy) / 2, xy),  m = (xx + yy) / 2
// The one of smaller size is det / the other, which keeps its digits where the two differ by orders of
// magnitude. Units: whatever x and y have. No failure: non-finite entries give non-finite results.
#pragma once

#include <cmath>
#include <cstddef>

namespace lossfield::math {

struct PlanePoint {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const PlanePoint&) const = default;
    double operator[](std::size_t axis) const { return axis == 0 ? x : y; }
    double& operator[](std::size_t axis) { return axis == 0 ? x : y; }
};

[[nodiscard]] inline double distance(const PlanePoint& a, const PlanePoint& b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

struct Symmetric2 {
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
};

[[nodiscard]] constexpr double determinant(const Symmetric2& a) { return a.xx * a.yy - a.xy * a.xy; }

struct Eigenvalues2 {
    double low = 0.0;
    double high = 0.0;
};

[[nodiscard]] inline Eigenvalues2 eigenvalues(const Symmetric2& a) {
    const double mean = 0.5 * (a.xx + a.yy);
    const double radius = std::hypot(0.5 * (a.xx - a.yy), a.xy);
    if (mean > 0.0) return {determinant(a) / (mean + radius), mean + radius};
    if (mean < 0.0) return {mean - radius, determinant(a) / (mean - radius)};
    return {-radius, radius};
}

}  // namespace lossfield::math
