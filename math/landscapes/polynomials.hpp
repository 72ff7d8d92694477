// Polynomials of several minima or none.
//   double well       f = x^4/4 - x^2/2 + y^2/2 + tilt x      one minimum is left beyond |tilt| = 2/(3 sqrt 3)
//   three-hump camel  f = 2x^2 - 1.05x^4 + x^6/6 + xy + y^2   y = -x/2 and x^2 = 0 or 2.1 -+ sqrt 0.91
//                     least at (0, 0), value 0; two minima of value 0.2986
//   six-hump camel    f = (4 - 2.1x^2 + x^4/3) x^2 + xy + (4y^2 - 4) y^2
//                     least at +-(0.0898, -0.7127), value -1.0316; four more minima, -0.2155 and 2.1043
//   himmelblau        f = (x^2 + y - 11)^2 + (x + y^2 - 7)^2  four minima of value 0
//   styblinski-tang   f = 1/2 sum (x_k^4 - 16x_k^2 + 5x_k)    least at x = y = -2.9035, value -78.3323; nine points,
//                     the roots of 2x^3 - 16x + 2.5 for each coordinate
//   monkey saddle     f = x^3 - 3xy^2                         three ways down, three up, the Hessian at (0, 0) zero
// (x, y): any finite numbers; far out values overflow to inf, gradients to inf or NaN. No other failure.
// [Himmelblau 1972, Applied Nonlinear Programming; the camels: Dixon, Szego 1978, The global optimization problem;
// Styblinski, Tang 1990; monkey saddle: Hilbert, Cohn-Vossen 1932, Anschauliche Geometrie]
#pragma once

#include "math/landscapes/facts.hpp"

namespace lossfield::math {

struct DoubleWell {
    static constexpr LandscapeFacts facts{"double-well",
                                          "double well",
                                          "f = x^4/4 - x^2/2 + y^2/2 + c x",
                                          false,
                                          {-2, 2, -2, 2},
                                          {1.7, 1.5},
                                          "textbook",
                                          2};
    // Where a minimum and the saddle merge, at x = -+1/sqrt(3): 2/(3 sqrt 3).
    static constexpr double critical_tilt = 0.38490017945975050967;
    double tilt = 0.0;
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar square = x * x;
        return square * (0.25 * square - 0.5) + 0.5 * (y * y) + tilt * x;
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const { return {x * (x * x - 1.0) + tilt, y}; }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    // At the critical tilt itself the merged point has a singular Hessian and is in no list.
    [[nodiscard]] StationaryPoints stationary() const;
};

struct ThreeHumpCamel {
    static constexpr LandscapeFacts facts{"three-hump-camel",
                                          "three-hump camel",
                                          "f = 2x^2 - 1.05 x^4 + x^6/6 + x y + y^2",
                                          false,
                                          {-2.5, 2.5, -2.5, 2.5},
                                          {-2.2, -1.8},
                                          "Dixon, Szegő 1978",
                                          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar square = x * x;
        return square * (2.0 + square * (square / 6.0 - 1.05)) + y * (x + y);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double square = x * x;
        return {x * (4.0 + square * (square - 4.2)) + y, x + 2.0 * y};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct SixHumpCamel {
    static constexpr LandscapeFacts facts{"six-hump-camel",
                                          "six-hump camel",
                                          "f = (4 - 2.1 x^2 + x^4/3) x^2 + x y + (4y^2 - 4) y^2",
                                          false,
                                          {-2, 2, -2, 2},
                                          {-1.9, 1.4},
                                          "Dixon, Szegő 1978",
                                          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar xx = x * x;
        const Scalar yy = y * y;
        return xx * (4.0 + xx * (xx / 3.0 - 2.1)) + x * y + 4.0 * yy * (yy - 1.0);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double square = x * x;
        return {x * (8.0 + square * (2.0 * square - 8.4)) + y, x + y * (16.0 * (y * y) - 8.0)};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Himmelblau {
    static constexpr LandscapeFacts facts{"himmelblau",
                                          "Himmelblau's function",
                                          "f = (x^2 + y - 11)^2 + (x + y^2 - 7)^2",
                                          false,
                                          {-5.5, 5.5, -5.5, 5.5},
                                          {-0.3, -1},
                                          "Himmelblau 1972",
                                          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar a = x * x + y - 11.0;
        const Scalar b = x + y * y - 7.0;
        return a * a + b * b;
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double a = x * x + y - 11.0;
        const double b = x + y * y - 7.0;
        return {4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct StyblinskiTang {
    static constexpr LandscapeFacts facts{"styblinski-tang",
                                          "Styblinski and Tang",
                                          "f = ∑_k (x_k^4 - 16 x_k^2 + 5 x_k)/2",
                                          false,
                                          {-5, 5, -5, 5},
                                          {4.5, 0.4},
                                          "Styblinski, Tang 1990",
                                          2};
    template <typename Scalar>
    [[nodiscard]] static Scalar term(const Scalar& x) {
        const Scalar square = x * x;
        return 0.5 * square * (square - 16.0) + 2.5 * x;
    }
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        return term(x) + term(y);
    }
    [[nodiscard]] static double slope(double x) { return x * (2.0 * (x * x) - 16.0) + 2.5; }
    [[nodiscard]] PlanePoint gradient(double x, double y) const { return {slope(x), slope(y)}; }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct MonkeySaddle {
    static constexpr LandscapeFacts facts{
        "monkey-saddle", "monkey saddle", "f = x^3 - 3 x y^2",         false,
        {-2, 2, -2, 2},  {1.6, 0.02},     "Hilbert, Cohn-Vossen 1932", 2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        return x * (x * x - 3.0 * (y * y));
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        return {3.0 * ((x - y) * (x + y)), -6.0 * (x * y)};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    // The one point where the Hessian does not tell that it is a saddle.
    [[nodiscard]] StationaryPoints stationary() const;
};

}  // namespace lossfield::math
