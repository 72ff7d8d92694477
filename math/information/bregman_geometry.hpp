// Bregman divergences (bregman.hpp) as pictures of the plane and of the triangle of three outcomes: their values around a
// centre, the rims of balls, lines that are straight in the gradients, and the three-point identity.
//   Within::Space      points (x, y) of the plane, coordinates >= 0 where the generator needs it
//   Within::Simplex    barycentric coordinates, drawn where triangle.hpp has them
// Fields: a generator that is a sum over coordinates costs its terms along each side alone, one addition a node.
// Failure: as bregman.hpp; nodes < 2, subdivisions = 0 and rays or pieces < 1 throw std::invalid_argument.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "math/information/bregman.hpp"

namespace lossfield::math {

// D(x, centre) (OfFirst) or D(centre, x) at nodes x nodes points of [0, end]^2, row by row from the origin.
[[nodiscard]] std::vector<double> bregman_on_square(const Bregman& phi, BallSide side,
                                                    std::span<const double> centre, double end,
                                                    std::size_t nodes);
// The same at the points of triangle_grid.
[[nodiscard]] std::vector<double> bregman_on_triangle(const Bregman& phi, BallSide side,
                                                      std::span<const double> centre,
                                                      std::size_t subdivisions);

struct PlaneCurve {
    std::vector<double> x, y;
};
// The rim of a ball, evenly by angle in the drawn plane, closed: rays + 1 points. It ends where the simplex does, or
// `longest` from the centre.
[[nodiscard]] PlaneCurve ball_rim(const Bregman& phi, BallSide side, Within within,
                                  std::span<const double> centre, double radius, double longest, int rays);
// dual_line from b to c at t = 0, 1 / pieces, ..., 1.
[[nodiscard]] PlaneCurve dual_curve(const Bregman& phi, Within within, std::span<const double> b,
                                    std::span<const double> c, int pieces);

// D(a, c) = D(a, b) + D(b, c) + product. A product below 1e-12 of the largest part is what rounding leaves of none: 0.
struct ThreePoints {
    double ac = 0.0, ab = 0.0, bc = 0.0, product = 0.0;

    [[nodiscard]] bool finite() const;
    [[nodiscard]] double size() const;  // of the largest part
};
[[nodiscard]] ThreePoints three_points(const Bregman& phi, std::span<const double> a,
                                       std::span<const double> b, std::span<const double> c);

}  // namespace lossfield::math
