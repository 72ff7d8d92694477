// Points and ways of space, with the few operations that pictures in space need.
//   a way of no length has no direction: `normalized` leaves it as it is
//   on_sphere: the point of the unit sphere at an angle from a pole (a unit vector) along the great circle that leaves it at an azimuth;
//   azimuths are counted from a direction that the pole alone decides. Radians.
#pragma once

#include <cmath>
#include <cstddef>

namespace lossfield::math {

struct SpacePoint {
    double x = 0.0, y = 0.0, z = 0.0;

    constexpr SpacePoint() = default;
    constexpr SpacePoint(double x_, double y_, double z_) : x(x_), y(y_), z(z_) {}

    bool operator==(const SpacePoint&) const = default;
    double operator[](std::size_t axis) const { return axis == 0 ? x : axis == 1 ? y : z; }
    double& operator[](std::size_t axis) { return axis == 0 ? x : axis == 1 ? y : z; }
    SpacePoint operator-() const { return {-x, -y, -z}; }
    SpacePoint operator+(const SpacePoint& o) const { return {x + o.x, y + o.y, z + o.z}; }
    SpacePoint operator-(const SpacePoint& o) const { return {x - o.x, y - o.y, z - o.z}; }
    SpacePoint operator/(double size) const { return {x / size, y / size, z / size}; }
    friend SpacePoint operator*(double size, const SpacePoint& p) {
        return {size * p.x, size * p.y, size * p.z};
    }

    [[nodiscard]] double dot(const SpacePoint& o) const { return x * o.x + y * o.y + z * o.z; }
    [[nodiscard]] double norm() const { return std::sqrt(dot(*this)); }
    [[nodiscard]] SpacePoint normalized() const { return norm() > 0.0 ? *this / norm() : *this; }
    [[nodiscard]] SpacePoint cross(const SpacePoint& o) const {
        return {y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x};
    }
};

[[nodiscard]] inline SpacePoint on_sphere(const SpacePoint& pole, double azimuth, double angle) {
    // Beside the axis that the pole is farthest from.
    const double x = std::abs(pole.x), y = std::abs(pole.y), z = std::abs(pole.z);
    const SpacePoint axis = x <= y && x <= z ? SpacePoint{1, 0, 0}
                            : y <= z         ? SpacePoint{0, 1, 0}
                                             : SpacePoint{0, 0, 1};
    const SpacePoint first = (axis - pole.dot(axis) * pole).normalized(), second = pole.cross(first);
    return std::cos(angle) * pole +
           std::sin(angle) * (std::cos(azimuth) * first + std::sin(azimuth) * second);
}

}  // namespace lossfield::math
