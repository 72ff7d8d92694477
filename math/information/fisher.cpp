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

double dot(const Spatial& a, const Spatial& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Spatial cross(const Spatial& a, const Spatial& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Spatial unit(const Spatial& v) {
    const double length = std::sqrt(dot(v, v));
    return {v[0] / length, v[1] / length, v[2] / length};
}

// From one point of the unit sphere towards another, along it.
Spatial direction(const Spatial& from, const Spatial& to) {
    // Twice across: the component of `to` at right angles to `from`, without the loss of digits of a difference.
    return unit(cross(cross(from, to), from));
}

double angle_at(const Spatial& at, const Spatial& first, const Spatial& second) {
    const Spatial u = direction(at, first), v = direction(at, second), w = cross(u, v);
    return std::atan2(std::sqrt(dot(w, w)), dot(u, v));
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

Spatial to_sphere(const Barycentric& p) {
    return {2.0 * std::sqrt(p[0]), 2.0 * std::sqrt(p[1]), 2.0 * std::sqrt(p[2])};
}

Barycentric from_sphere(const Spatial& x) {
    const Spatial v{std::max(x[0], 0.0), std::max(x[1], 0.0), std::max(x[2], 0.0)};
    const double squared = dot(v, v);
    return {v[0] * v[0] / squared, v[1] * v[1] / squared, v[2] * v[2] / squared};
}

std::vector<Barycentric> fisher_circle(const Barycentric& centre, double radius, std::size_t count) {
    const Spatial x = unit(to_sphere(centre));
    // Any direction along the sphere: away from the axis that x is farthest from.
    const auto least = static_cast<std::size_t>(std::min_element(x.begin(), x.end()) - x.begin());
    Spatial axis{};
    axis[least] = 1.0;
    const Spatial u = unit(cross(x, axis)), v = cross(x, u);
    const double near = std::cos(0.5 * radius), far = std::sin(0.5 * radius);
    std::vector<Barycentric> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double turn = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
        const double c = far * std::cos(turn), s = far * std::sin(turn);
        out.push_back(from_sphere({near * x[0] + c * u[0] + s * v[0], near * x[1] + c * u[1] + s * v[1],
                                   near * x[2] + c * u[2] + s * v[2]}));
    }
    return out;
}

double GeodesicTriangle::excess() const { return angle[0] + angle[1] + angle[2] - std::numbers::pi; }

GeodesicTriangle geodesic_triangle(const Barycentric& a, const Barycentric& b, const Barycentric& c) {
    const Spatial x = unit(to_sphere(a)), y = unit(to_sphere(b)), z = unit(to_sphere(c));
    GeodesicTriangle out;
    out.angle = {angle_at(x, y, z), angle_at(y, z, x), angle_at(z, x, y)};
    // The flat triangle with these corners seen from the sphere's centre: a piece of it covers |det| / |point|^3 of the
    // unit sphere. One corner counts as a side of the square that is integrated over.
    const double volume = std::abs(dot(x, cross(y, z)));
    static const QuadratureRule rule = gauss_legendre(24);
    const double solid = integrate(
        rule,
        [&](double s) {
            return s * integrate(
                           rule,
                           [&](double t) {
                               Spatial point{};
                               for (std::size_t k = 0; k < 3; ++k)
                                   point[k] = (1.0 - s) * x[k] + s * ((1.0 - t) * y[k] + t * z[k]);
                               const double squared = dot(point, point);
                               return volume / (squared * std::sqrt(squared));
                           },
                           0.0, 1.0);
        },
        0.0, 1.0);
    out.area = 4.0 * solid;
    return out;
}

}  // namespace lossfield::math
