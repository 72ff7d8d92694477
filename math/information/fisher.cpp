#include "math/information/fisher.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "math/information/divergences.hpp"
#include "math/numerics/quadrature.hpp"

namespace lossfield::math {
namespace {

void check_path(std::span<const double> p, std::span<const double> q) {
    check_at_least("simplex path: number of outcomes", p.size(), 2);
    check_size("simplex path: number of outcomes of q", q.size(), p.size());
}

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

SpacePoint unit(const SpacePoint& v) { return v / v.norm(); }

// From one point of the unit sphere towards another, along it.
SpacePoint direction(const SpacePoint& from, const SpacePoint& to) {
    // The difference keeps its digits where both are near; its part along `from` is left out.
    const SpacePoint step = to - from;
    return unit(step - from.dot(step) * from);
}

double angle_at(const SpacePoint& at, const SpacePoint& first, const SpacePoint& second) {
    const SpacePoint u = direction(at, first), v = direction(at, second);
    return std::atan2(u.cross(v).norm(), u.dot(v));
}

}  // namespace

double fisher_inner(std::span<const double> p, std::span<const double> u, std::span<const double> v) {
    check_size("fisher_inner: size of u", u.size(), p.size());
    check_size("fisher_inner: size of v", v.size(), p.size());
    double sum = 0.0;
    for (std::size_t k = 0; k < p.size(); ++k)
        if (u[k] != 0.0 && v[k] != 0.0) sum += u[k] * v[k] / p[k];
    return sum;
}

double fisher_of_logits(std::span<const double> p, std::span<const double> dz) {
    check_size("fisher_of_logits: size of dz", dz.size(), p.size());
    double mean = 0.0, sum = 0.0;
    for (std::size_t k = 0; k < p.size(); ++k) mean += p[k] * dz[k];
    for (std::size_t k = 0; k < p.size(); ++k) sum += p[k] * (dz[k] - mean) * (dz[k] - mean);
    return sum;
}

std::vector<double> velocity_of_logits(std::span<const double> p, std::span<const double> dz) {
    check_size("velocity_of_logits: size of dz", dz.size(), p.size());
    double mean = 0.0;
    for (std::size_t k = 0; k < p.size(); ++k)
        if (p[k] > 0.0) mean += p[k] * dz[k];
    std::vector<double> v(p.size(), 0.0);
    for (std::size_t k = 0; k < p.size(); ++k)
        if (p[k] > 0.0) v[k] = p[k] * (dz[k] - mean);
    return v;
}

bool same_support(std::span<const double> p, std::span<const double> q) {
    check_path(p, q);
    for (std::size_t k = 0; k < p.size(); ++k)
        if ((p[k] > 0.0) != (q[k] > 0.0)) return false;
    return true;
}

std::vector<double> on_path(SimplexPath path, std::span<const double> p, std::span<const double> q,
                            double t) {
    check_path(p, q);
    const std::size_t n = p.size();
    if (t == 0.0) return {p.begin(), p.end()};
    if (t == 1.0) return {q.begin(), q.end()};
    std::vector<double> out(n);
    if (path == SimplexPath::Mixture) {
        for (std::size_t k = 0; k < n; ++k) out[k] = (1.0 - t) * p[k] + t * q[k];
        return out;
    }
    if (path == SimplexPath::Exponential) {
        if (!same_support(p, q)) return std::vector<double>(n, nan);
        double largest = -std::numeric_limits<double>::infinity(), sum = 0.0;
        for (std::size_t k = 0; k < n; ++k) {
            out[k] = p[k] > 0.0 ? (1.0 - t) * std::log(p[k]) + t * std::log(q[k])
                                : -std::numeric_limits<double>::infinity();
            largest = std::max(largest, out[k]);
        }
        for (double& v : out) sum += v = std::exp(v - largest);
        for (double& v : out) v /= sum;
        return out;
    }
    const double a = 0.5 * fisher_rao_distance(p, q);
    if (a == 0.0) return {p.begin(), p.end()};
    const double from = std::sin((1.0 - t) * a) / std::sin(a), to = std::sin(t * a) / std::sin(a);
    for (std::size_t k = 0; k < n; ++k) {
        const double root = from * std::sqrt(p[k]) + to * std::sqrt(q[k]);
        out[k] = root * root;
    }
    return out;
}

double path_length(SimplexPath path, std::span<const double> p, std::span<const double> q) {
    check_path(p, q);
    if (path == SimplexPath::Geodesic || std::equal(p.begin(), p.end(), q.begin()))
        return fisher_rao_distance(p, q);
    if (path == SimplexPath::Mixture) {
        // t = sin^2(s pi / 2): where a probability begins or ends at 0 the speed grows as 1 / sqrt t.
        const auto speed = [&](double s) {
            const double half = 0.5 * std::numbers::pi * s, sine = std::sin(half), cosine = std::cos(half);
            double sum = 0.0;
            for (std::size_t k = 0; k < p.size(); ++k) {
                const double d = q[k] - p[k];
                if (d != 0.0) sum += d * d / (cosine * cosine * p[k] + sine * sine * q[k]);
            }
            return std::sqrt(sum) * std::numbers::pi * sine * cosine;
        };
        return integrate_adaptively(speed, 0.0, 1.0);
    }
    if (!same_support(p, q)) return nan;
    std::vector<double> slope(p.size(), 0.0);
    for (std::size_t k = 0; k < p.size(); ++k)
        if (p[k] > 0.0) slope[k] = std::log(q[k]) - std::log(p[k]);
    // The logits move evenly, so the speed is the deviation of their slopes.
    return integrate_adaptively(
        [&](double t) { return std::sqrt(fisher_of_logits(on_path(path, p, q, t), slope)); }, 0.0, 1.0);
}

SpacePoint to_sphere(const Barycentric& p) {
    return {2.0 * std::sqrt(p[0]), 2.0 * std::sqrt(p[1]), 2.0 * std::sqrt(p[2])};
}

Barycentric from_sphere(const SpacePoint& x) {
    const SpacePoint v{std::max(x.x, 0.0), std::max(x.y, 0.0), std::max(x.z, 0.0)};
    const double squared = v.dot(v);
    return {v.x * v.x / squared, v.y * v.y / squared, v.z * v.z / squared};
}

std::vector<Barycentric> octant_grid(std::size_t nodes) {
    check_at_least("octant_grid: number of nodes", nodes, 2);
    const auto last = static_cast<double>(nodes - 1);
    std::vector<Barycentric> grid;
    grid.reserve(nodes * nodes);
    for (std::size_t row = 0; row < nodes; ++row)
        for (std::size_t column = 0; column < nodes; ++column) {
            const double rise = static_cast<double>(row) / last * (0.5 * std::numbers::pi),
                         turn = static_cast<double>(column) / last * (0.5 * std::numbers::pi);
            const double rest = row + 1 == nodes ? 0.0 : std::cos(rise);
            grid.push_back(from_sphere(
                {column + 1 == nodes ? 0.0 : rest * std::cos(turn), rest * std::sin(turn), std::sin(rise)}));
        }
    return grid;
}

std::vector<Barycentric> fisher_square(const Barycentric& p, std::span<const double> u,
                                       std::span<const double> v, double side) {
    std::array<SpacePoint, 2> along;
    for (std::size_t i = 0; i < 2; ++i) {
        const std::span<const double> velocity = i == 0 ? u : v;
        const double length = std::sqrt(fisher_inner(p, velocity, velocity));
        if (!(length > 1e-9) || !std::isfinite(length)) return {};
        // x = 2 sqrt p moves by velocity / sqrt p.
        for (std::size_t k = 0; k < 3; ++k)
            if (velocity[k] != 0.0) along[i][k] = side * velocity[k] / (std::sqrt(p[k]) * length);
    }
    const SpacePoint x = to_sphere(p);
    return {from_sphere(x + along[0]), from_sphere(x + (along[0] + along[1])), from_sphere(x + along[1])};
}

std::vector<Barycentric> fisher_circle(const Barycentric& centre, double radius, std::size_t count) {
    const SpacePoint x = unit(to_sphere(centre));
    // Any direction along the sphere: away from the axis that x is farthest from.
    SpacePoint axis;
    axis[x.x <= x.y && x.x <= x.z ? 0 : x.y <= x.z ? 1 : 2] = 1.0;
    const SpacePoint u = unit(x.cross(axis)), v = x.cross(u);
    const double near = std::cos(0.5 * radius), far = std::sin(0.5 * radius);
    std::vector<Barycentric> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double turn = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
        const double c = far * std::cos(turn), s = far * std::sin(turn);
        out.push_back(from_sphere(near * x + c * u + s * v));
    }
    return out;
}

double GeodesicTriangle::excess() const { return angle[0] + angle[1] + angle[2] - std::numbers::pi; }

GeodesicTriangle geodesic_triangle(const Barycentric& a, const Barycentric& b, const Barycentric& c) {
    const SpacePoint x = unit(to_sphere(a)), y = unit(to_sphere(b)), z = unit(to_sphere(c));
    GeodesicTriangle out;
    out.angle = {angle_at(x, y, z), angle_at(y, z, x), angle_at(z, x, y)};
    // The flat triangle with these corners seen from the sphere's centre: a piece of it covers |det| / |point|^3 of the
    // unit sphere. One corner counts as a side of the square that is integrated over.
    const double volume = std::abs(x.dot((y - x).cross(z - x)));
    const double longest = std::max({(y - x).norm(), (z - y).norm(), (x - z).norm()});
    out.height = longest > 0.0 ? volume / longest : 0.0;
    static const QuadratureRule rule = gauss_legendre(24);
    const double solid = integrate(
        rule,
        [&](double s) {
            return s * integrate(
                           rule,
                           [&](double t) {
                               const SpacePoint point = (1.0 - s) * x + s * ((1.0 - t) * y + t * z);
                               const double squared = point.dot(point);
                               return volume / (squared * std::sqrt(squared));
                           },
                           0.0, 1.0);
        },
        0.0, 1.0);
    out.area = 4.0 * solid;
    return out;
}

}  // namespace lossfield::math
