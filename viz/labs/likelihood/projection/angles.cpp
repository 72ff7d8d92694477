// The angles of the picture: at the foot of the perpendicular, and from the mean.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "viz/fragments/space.hpp"
#include "viz/labs/likelihood/projection/projection.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::projection {
namespace {

constexpr double right = 1e-6;  // radians about 90 degrees

}  // namespace

double size_of(const Computed& r) {
    return std::max({r.box[0].length(), r.box[1].length(), r.box[2].length()});
}

void add_foot_angle(Panel& panel, const Computed& r) {
    const SpacePoint foot = r.seen(r.fitted), up = r.seen(r.rest()), way = r.seen(r.inside - r.fitted);
    if (exact(r) || way.norm() < rounding * size_of(r)) return;
    const double angle = angle_between(up, way), size = 0.055 * size_of(r);
    if (std::abs(angle - std::numbers::pi / 2) < right) {
        const double side = std::min({size, 0.5 * up.norm(), 0.5 * way.norm()});
        const SpacePoint a = side * up.normalized(), b = side * way.normalized();
        panel.add(space_line("right-angle", "", {foot + b, foot + a + b, foot + a}, {Role::Ink}, 1.5));
        return;
    }
    panel.add(space_arc("angle", foot, up, way, 1.6 * size));
    panel.add(space_words("degrees", on_arc(foot, up, way, 3 * size, angle / 2),
                          fixed(angle * 180 / std::numbers::pi, 1) + "°", {Role::Ink}));
}

void add_mean_angle(Panel& panel, const Computed& r) {
    const SpacePoint mean = r.seen(Eigen::VectorXd::Constant(r.y.size(), r.y.mean()));
    const SpacePoint y = r.seen(r.y), fitted = r.seen(r.fitted);
    Arrows arrows;
    arrows.id = "centred";
    arrows.label = "from the mean";
    arrows.width = 1.6;
    add_arrow(arrows, mean, y, {Role::Ink, 0, 0.7}, "");
    add_arrow(arrows, mean, fitted, {Role::Ink, 0, 0.7}, "");
    panel.add(std::move(arrows));
    const SpacePoint a = fitted - mean, b = y - mean;
    const double least = std::min(a.norm(), b.norm());
    if (least < rounding * size_of(r)) return;
    const double angle = angle_between(a, b);
    if (angle < right) return;
    panel.add(space_arc("centred-angle", mean, a, b, 0.35 * least));
    panel.add(space_words("phi", on_arc(mean, a, b, 0.52 * least, angle / 2), "$φ$", {Role::Ink}));
}

}  // namespace lossfield::viz::projection
