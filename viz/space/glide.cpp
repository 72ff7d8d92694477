#include "viz/space/glide.hpp"

#include <cmath>

namespace lossfield::viz {
namespace {

// Sine of the angle below which a plane is seen edge on: a pixel would lead too far along it.
constexpr double edge_on = 0.05;

Vec3 along(const Vec3& from, double t, const Vec3& direction) {
    return {from.x + t * direction.x, from.y + t * direction.y, from.z + t * direction.z};
}
Vec3 minus(const Vec3& a, const Vec3& b) { return along(a, -1, b); }

}  // namespace

Vec3 glide(const SpaceFrame& frame, const Handle& handle, Vec2 pixel) {
    const Projection& seen = frame.projection;
    const Vec3 here = frame.to_box(handle.x, handle.y, handle.z), towards = seen.towards();
    const Vec2 at = seen.to_pixels(here);
    const Vec3 facing = along(along(here, (pixel.x - at.x) / seen.scale, seen.right()),
                              (at.y - pixel.y) / seen.scale, seen.up());
    if (handle.glide == Glide::Plane) {
        // A direction across a plane is divided by what the plane's points are multiplied with.
        Vec3 normal{handle.axis[0] * frame.ground.x.length() / frame.side.x,
                    handle.axis[1] * frame.ground.y.length() / frame.side.y,
                    handle.axis[2] * frame.z.length() / frame.side.z};
        const double length = std::sqrt(dot(normal, normal));
        normal = {normal.x / length, normal.y / length, normal.z / length};
        const double off = dot(normal, minus(here, facing)), slant = dot(normal, towards);
        return frame.to_data(std::abs(slant) < edge_on ? along(facing, off, normal)
                                                       : along(facing, off / slant, towards));
    }
    if (handle.glide == Glide::Sphere) {
        const Vec3 centre = frame.to_box(handle.axis[0], handle.axis[1], handle.axis[2]);
        const Vec3 radius = minus(here, centre);
        Vec3 flat = minus(facing, centre);
        flat = along(flat, -dot(flat, towards), towards);
        const double rest = dot(radius, radius) - dot(flat, flat);
        if (rest <= 0)
            return frame.to_data(along(centre, std::sqrt(dot(radius, radius) / dot(flat, flat)), flat));
        // On the side of the sphere that it is on.
        const double depth = dot(radius, towards) < 0 ? -std::sqrt(rest) : std::sqrt(rest);
        return frame.to_data(along(along(centre, 1, flat), depth, towards));
    }
    return frame.to_data(facing);
}

}  // namespace lossfield::viz
