#include "math/numerics/plane_section.hpp"

#include <algorithm>

namespace lossfield::math {
namespace {

PlanePoint between(const PlanePoint& a, const PlanePoint& b, double share) {
    return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}

}  // namespace

PlanePolygon cut(const PlanePolygon& polygon, const PlanePoint& way, double bound) {
    PlanePolygon out;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const PlanePoint &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
        const double u = way.x * a.x + way.y * a.y - bound, v = way.x * b.x + way.y * b.y - bound;
        if (u <= 0) out.push_back(a);
        if ((u < 0 && v > 0) || (u > 0 && v < 0)) out.push_back(between(a, b, u / (u - v)));
    }
    return out;
}

PlanePolygon crossings(const PlanePolygon& polygon, std::size_t axis, double at) {
    PlanePolygon out;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const PlanePoint &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
        if ((a[axis] < at) != (b[axis] < at))
            out.push_back(between(a, b, (at - a[axis]) / (b[axis] - a[axis])));
    }
    return out;
}

double share_inside(const SpacePoint& p, const SpaceBox& box, double slack) {
    double share = 1;
    for (std::size_t i = 0; i < 3; ++i) {
        if (p[i] > box.high[i] + slack) share = std::min(share, box.high[i] / p[i]);
        if (p[i] < box.low[i] - slack) share = std::min(share, box.low[i] / p[i]);
    }
    return share;
}

PlanePolygon section(const SpacePoint& first, const SpacePoint& second, const SpaceBox& box, double far) {
    PlanePolygon polygon{{-far, -far}, {far, -far}, {far, far}, {-far, far}};
    for (std::size_t k = 0; k < 3; ++k) {
        const double u = first[k], v = second[k];
        polygon = cut(polygon, {u, v}, box.high[k]);
        polygon = cut(polygon, {-u, -v}, -box.low[k]);
    }
    return polygon;
}

}  // namespace lossfield::math
