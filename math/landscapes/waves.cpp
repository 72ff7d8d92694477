#include "math/landscapes/waves.hpp"

#include <algorithm>

#include "math/landscapes/search.hpp"

namespace lossfield::math {
namespace {

constexpr double pi = std::numbers::pi;

// A point and its mirror images at both axes and both diagonals, each once: of a function that has these mirrors.
void add_mirrored(std::vector<PlanePoint>& points, const PlanePoint& p) {
    const std::vector<PlanePoint> images{{p.x, p.y}, {-p.x, p.y}, {p.x, -p.y}, {-p.x, -p.y},
                                         {p.y, p.x}, {-p.y, p.x}, {p.y, -p.x}, {-p.y, -p.x}};
    const auto first = static_cast<std::ptrdiff_t>(points.size());
    for (const PlanePoint& image : images)
        if (std::find(points.begin() + first, points.end(), image) == points.end()) points.push_back(image);
}

// Points of one eighth of the view, 0 <= y <= x, on the axis and the diagonal exactly.
std::vector<PlanePoint> ackley_eighth(const Ackley& landscape) {
    constexpr int nodes = 128;
    constexpr double same = 1e-6, flat = 1e-9;
    const PlaneRange& view = Ackley::facts.view;
    std::vector<PlanePoint> found;
    for (int i = 1; i <= nodes; ++i) {
        for (int j = 0; j <= i; ++j) {
            PlanePoint p = polished(landscape, {view.x_high * i / nodes, view.y_high * j / nodes});
            if (std::abs(p.y) < same) p.y = 0.0;
            if (std::abs(p.x - p.y) < same) p.y = p.x;
            const PlanePoint slope = landscape.gradient(p.x, p.y);
            const auto near = [&](const PlanePoint& other) { return distance(p, other) < same; };
            if (p.y >= 0.0 && p.y <= p.x && view.contains(p) && std::hypot(slope.x, slope.y) < flat &&
                std::none_of(found.begin(), found.end(), near))
                found.push_back(p);
        }
    }
    return found;
}

StationaryPoints ackley_points() {
    const Ackley landscape;
    std::vector<PlanePoint> points{{0.0, 0.0}};
    for (const PlanePoint& p : ackley_eighth(landscape)) add_mirrored(points, p);
    return by_curvature(landscape, points);
}

}  // namespace

Symmetric2 McCormick::hessian(double x, double y) const {
    const double s = std::sin(x + y);
    return {2.0 - s, -2.0 - s, 2.0 - s};
}

StationaryPoints McCormick::stationary() const {
    const auto at = [](double sum) { return PlanePoint{0.5 * (sum + 1.0), 0.5 * (sum - 1.0)}; };
    return {polished(*this, {at(-2.0 * pi / 3.0), at(4.0 * pi / 3.0)}),
            polished(*this, {at(2.0 * pi / 3.0), at(-4.0 * pi / 3.0)}),
            {}};
}

Symmetric2 Griewank::hessian(double x, double y) const {
    const double b = shrink * y;
    const double both = std::cos(x) * std::cos(b);
    return {1.0 / 2000.0 + both, -shrink * (std::sin(x) * std::sin(b)), 1.0 / 2000.0 + 0.5 * both};
}

// Near the points of the cosines' product: whole steps are its tops and pits, half steps its saddles.
StationaryPoints Griewank::stationary() const {
    std::vector<PlanePoint> points;
    const auto steps_x = static_cast<int>(facts.view.x_high / pi) + 1;
    const auto steps_y = static_cast<int>(facts.view.y_high * shrink / pi) + 1;
    for (int i = -steps_x; i <= steps_x; ++i) {
        for (int j = -steps_y; j <= steps_y; ++j) {
            for (const double half : {0.0, 0.5}) {
                const PlanePoint p = polished(*this, {pi * (i + half), pi * (j + half) / shrink});
                if (facts.view.contains(p)) points.push_back(p);
            }
        }
    }
    return by_curvature(*this, points);
}

Symmetric2 Rastrigin::hessian(double x, double y) const {
    const auto bend = [](double t) { return 2.0 + 40.0 * (pi * pi) * std::cos(2.0 * pi * t); };
    return {bend(x), 0.0, bend(y)};
}

// For each coordinate a minimum near every whole number, a maximum near every half.
StationaryPoints Rastrigin::stationary() const {
    std::vector<double> zeros;
    for (int k = -10; k <= 10; ++k) zeros.push_back(polished(*this, PlanePoint{0.5 * k, 0.0}).x);
    std::vector<PlanePoint> points;
    for (const double y : zeros)
        for (const double x : zeros) points.push_back({x, y});
    return by_curvature(*this, points);
}

// The cone 20 (1 - e^{-r/5}) and e (1 - e^{-S}), S = sin^2 pi x + sin^2 pi y.
Symmetric2 Ackley::hessian(double x, double y) const {
    const double r = root_mean_square(x, y);
    const double cone = std::exp(-0.2 * (r - tip));
    const double u = x / r;
    const double v = y / r;
    const double bend = 0.2 + 1.0 / r;
    const double a = std::sin(pi * x);
    const double b = std::sin(pi * y);
    const double wave = std::exp(1.0 - (a * a + b * b));
    const double p = pi * std::sin(2.0 * pi * x);
    const double q = pi * std::sin(2.0 * pi * y);
    const double whole = 2.0 * (pi * pi);
    return {cone * (2.0 / r - u * u * bend) + wave * (whole * std::cos(2.0 * pi * x) - p * p),
            -cone * (u * v * bend) - wave * (p * q),
            cone * (2.0 / r - v * v * bend) + wave * (whole * std::cos(2.0 * pi * y) - q * q)};
}

StationaryPoints Ackley::stationary() const {
    static const StationaryPoints points = ackley_points();
    return points;
}

// f = -h(x) h(y), h = cos(x) exp(-(x - pi)^2).
Symmetric2 Easom::hessian(double x, double y) const {
    const double u = x - pi;
    const double v = y - pi;
    const double hat = std::exp(-(u * u + v * v));
    const double p = std::cos(x);
    const double q = std::cos(y);
    const double dp = std::sin(x) + 2.0 * u * p;  // -h' / exp
    const double dq = std::sin(y) + 2.0 * v * q;
    const auto bend = [](double t, double sine, double cosine) {
        return (3.0 - 4.0 * (t * t)) * cosine - 4.0 * t * sine;  // -h'' / exp
    };
    return {hat * q * bend(u, std::sin(x), p), -hat * (dp * dq), hat * p * bend(v, std::sin(y), q)};
}

// h' = 0 where tan t = -2t for t = x - pi: 0 and +-1.8366 in view; h = 0 at +-pi/2.
StationaryPoints Easom::stationary() const {
    std::vector<PlanePoint> points;
    const double hill = 1.836597;
    for (const double u : {0.0, -hill, hill})
        for (const double v : {0.0, -hill, hill})
            points.push_back(polished(*this, PlanePoint{pi + u, pi + v}));
    for (const double u : {-0.5 * pi, 0.5 * pi})
        for (const double v : {-0.5 * pi, 0.5 * pi})
            points.push_back(polished(*this, PlanePoint{pi + u, pi + v}));
    return by_curvature(*this, points);
}

}  // namespace lossfield::math
