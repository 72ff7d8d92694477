#include "math/information/bregman_geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "math/numerics/check.hpp"
#include "math/simplex/triangle.hpp"

namespace lossfield::math {
namespace {

PlanePoint drawn(Within within, std::span<const double> x) {
    return within == Within::Simplex ? to_plane({x[0], x[1], x[2]}) : PlanePoint{x[0], x[1]};
}

// One coordinate's terms at `nodes` places from 0 to `end`.
std::vector<double> terms_along(const Bregman& phi, BallSide side, double centre, double end,
                                std::size_t nodes) {
    std::vector<double> terms;
    for (std::size_t i = 0; i < nodes; ++i) {
        const double x = end * static_cast<double>(i) / static_cast<double>(nodes - 1);
        terms.push_back(side == BallSide::OfFirst ? bregman_term(phi, x, centre)
                                                  : bregman_term(phi, centre, x));
    }
    return terms;
}

// The last step inside the simplex along a velocity of sum 0.
double to_the_side(std::span<const double> from, std::span<const double> velocity) {
    double longest = std::numbers::sqrt2;
    for (std::size_t i = 0; i < from.size(); ++i)
        if (velocity[i] < 0.0) longest = std::min(longest, from[i] / -velocity[i]);
    return longest;
}

}  // namespace

std::vector<double> bregman_on_square(const Bregman& phi, BallSide side, std::span<const double> centre,
                                      double end, std::size_t nodes) {
    check_at_least("bregman_on_square: number of nodes", nodes, 2);
    check_size("bregman_on_square: number of coordinates", centre.size(), 2);
    const double step = end / static_cast<double>(nodes - 1);
    const std::vector<double> first = terms_along(phi, side, centre[0], end, nodes),
                              second = terms_along(phi, side, centre[1], end, nodes);
    std::vector<double> values;
    values.reserve(nodes * nodes);
    for (std::size_t j = 0; j < nodes; ++j)
        for (std::size_t i = 0; i < nodes; ++i) {
            const std::array<double, 2> x{step * static_cast<double>(i), step * static_cast<double>(j)};
            values.push_back(phi.generator == Generator::Quadratic ? bregman(phi, x, centre)
                                                                   : first[i] + second[j]);
        }
    return values;
}

std::vector<double> bregman_on_triangle(const Bregman& phi, BallSide side, std::span<const double> centre,
                                        std::size_t subdivisions) {
    check_size("bregman_on_triangle: number of coordinates", centre.size(), 3);
    const std::size_t n = subdivisions;
    const std::vector<Barycentric> grid = triangle_grid(n);
    std::vector<double> values;
    values.reserve(grid.size());
    if (phi.generator == Generator::Quadratic) {
        for (const Barycentric& x : grid) values.push_back(bregman(phi, x, centre));
        return values;
    }
    std::array<std::vector<double>, 3> terms;
    for (std::size_t k = 0; k < 3; ++k) terms[k] = terms_along(phi, side, centre[k], 1.0, n + 1);
    for (std::size_t j = 0; j <= n; ++j)
        for (std::size_t i = 0; i + j <= n; ++i)
            values.push_back(terms[0][n - i - j] + terms[1][i] + terms[2][j]);
    return values;
}

PlaneCurve ball_rim(const Bregman& phi, BallSide side, Within within, std::span<const double> centre,
                    double radius, double longest, int rays) {
    check_at_least("ball_rim: number of rays", static_cast<std::size_t>(std::max(0, rays)), 1);
    const PlanePoint at = drawn(within, centre);
    PlaneCurve rim;
    for (int i = 0; i <= rays; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / rays;
        const double u = std::cos(angle), v = std::sin(angle);
        std::vector<double> direction{u, v};
        double reach = longest;
        if (within == Within::Simplex) {
            const Barycentric tip = to_barycentric({u, v}), foot = to_barycentric({0.0, 0.0});
            direction = {tip[0] - foot[0], tip[1] - foot[1], tip[2] - foot[2]};
            reach = to_the_side(centre, direction);
        }
        const double t = ball_reach(phi, side, centre, direction, radius, reach);
        rim.x.push_back(at.x + t * u);
        rim.y.push_back(at.y + t * v);
    }
    return rim;
}

PlaneCurve dual_curve(const Bregman& phi, Within within, std::span<const double> b, std::span<const double> c,
                      int pieces) {
    check_at_least("dual_curve: number of pieces", static_cast<std::size_t>(std::max(0, pieces)), 1);
    PlaneCurve line;
    for (int i = 0; i <= pieces; ++i) {
        const PlanePoint at = drawn(within, dual_line(phi, within, b, c, static_cast<double>(i) / pieces));
        line.x.push_back(at.x);
        line.y.push_back(at.y);
    }
    return line;
}

bool ThreePoints::finite() const {
    return std::isfinite(ac) && std::isfinite(ab) && std::isfinite(bc) && std::isfinite(product);
}

double ThreePoints::size() const { return std::max({ac, ab, bc, std::abs(product)}); }

ThreePoints three_points(const Bregman& phi, std::span<const double> a, std::span<const double> b,
                         std::span<const double> c) {
    ThreePoints parts{bregman(phi, a, c), bregman(phi, a, b), bregman(phi, b, c),
                      three_point_product(phi, a, b, c)};
    if (parts.finite() && std::abs(parts.product) < 1e-12 * parts.size()) parts.product = 0.0;
    return parts;
}

}  // namespace lossfield::math
