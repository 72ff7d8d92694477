// Landscapes with sines in them: minima by the dozen, or one in a plain.
//   mccormick  f = sin(x + y) + (x - y)^2 - 1.5x + 2.5y + 1       all points have x - y = 1, cos(x + y) = -1/2
//              least of [-1.5, 4] x [-3, 4]: -sqrt 3/2 - pi/3 = -1.9132 at x + y = -2pi/3; it falls on along x = y
//   griewank   f = 1 + (x^2 + y^2)/4000 - cos x cos(y/sqrt 2)     least at (0, 0), value 0
//   rastrigin  f = 20 + sum (x_k^2 - 10 cos 2pi x_k)              least at (0, 0), value 0; a minimum in every unit cell
//   ackley     f = 20 + e - 20 exp(-0.2 rms(x, y)) - exp(mean of cos 2pi x, cos 2pi y)
//              least at (0, 0), value 0: a cusp of slope 2 sqrt 2 along the axes
//   easom      f = -cos x cos y exp(-(x - pi)^2 - (y - pi)^2)     least at (pi, pi), value -1; flat everywhere else
// Values are summed from squares of sines and expm1, so that small heights above the minimum keep their digits.
// Ackley's cusp is rounded within 2^-500 = 3e-151 of its tip: the gradient there is 0, the curvature 6e150; no
// number further out is changed by it.
// stationary(): Griewank and Rastrigin from a formula for every cell; Ackley, whose cone moves the points of the
// cells near it, by Newton's iterations from a fine grid on one eighth of the view, mirrored; the eighth is
// searched once. All within facts.view, which for Griewank and Easom is the middle of the published domain.
// (x, y): any finite numbers; beyond about 1e15 the sines are those of the rounded coordinates. No failure.
// [McCormick 1976; Griewank 1981; Rastrigin 1974; Ackley 1987; Easom 1990]
#pragma once

#include <cmath>
#include <numbers>

#include "math/landscapes/facts.hpp"

namespace lossfield::math {

struct McCormick {
    static constexpr LandscapeFacts facts{"mccormick",
                                          "McCormick's function",
                                          "f = \\text{sin}(x + y) + (x - y)^2 - 1.5x + 2.5y + 1",
                                          false,
                                          {-1.5, 4, -2.5, 3},
                                          {0, 2.5},
                                          "McCormick 1976",
                                          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        using std::sin;
        const Scalar d = x - y;
        return sin(x + y) + d * d - 1.5 * x + 2.5 * y + 1.0;
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double c = std::cos(x + y);
        const double d = 2.0 * (x - y);
        return {c + d - 1.5, c - d + 2.5};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Griewank {
    static constexpr LandscapeFacts facts{"griewank",
                                          "Griewank's function",
                                          "f = 1 + (x^2 + y^2)/4000 - \\text{cos} x \\text{cos}(y/√2)",
                                          false,
                                          {-15, 15, -15, 15},
                                          {-12, 9},
                                          "Griewank 1981",
                                          2};
    static constexpr double shrink = 1.0 / std::numbers::sqrt2;
    // 1 - cos a cos b = sin^2((a + b)/2) + sin^2((a - b)/2).
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        using std::sin;
        const Scalar b = shrink * y;
        const Scalar up = sin(0.5 * (x + b));
        const Scalar down = sin(0.5 * (x - b));
        return (x * x + y * y) / 4000.0 + up * up + down * down;
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double b = shrink * y;
        return {x / 2000.0 + std::sin(x) * std::cos(b), y / 2000.0 + shrink * (std::cos(x) * std::sin(b))};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Rastrigin {
    static constexpr LandscapeFacts facts{"rastrigin",
                                          "Rastrigin's function",
                                          "f = 20 + ∑_k (x_k^2 - 10 \\text{cos} 2π x_k)",
                                          false,
                                          {-5.12, 5.12, -5.12, 5.12},
                                          {-4.4, 3.7},
                                          "Rastrigin 1974",
                                          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        using std::sin;
        const Scalar a = sin(std::numbers::pi * x);
        const Scalar b = sin(std::numbers::pi * y);
        return x * x + y * y + 20.0 * (a * a + b * b);
    }
    [[nodiscard]] static double slope(double x) {
        return 2.0 * x + 20.0 * std::numbers::pi * std::sin(2.0 * std::numbers::pi * x);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const { return {slope(x), slope(y)}; }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Ackley {
    static constexpr LandscapeFacts facts{
        "ackley",
        "Ackley's function",
        "f = 20 + e - 20 e^{-0.2 √((x^2 + y^2)/2)} - e^{(\\text{cos} 2πx + \\text{cos} 2πy)/2}",
        false,
        {-4.5, 4.5, -4.5, 4.5},
        {-3.6, 2.3},
        "Ackley 1987",
        2};
    // r = sqrt((x^2 + y^2)/2), rounded at the tip; the root of the power of two is exact, so that f(0, 0) = 0.
    static constexpr double tip = 0x1p-500;
    template <typename Scalar>
    [[nodiscard]] static Scalar root_mean_square(const Scalar& x, const Scalar& y) {
        using std::sqrt;
        return sqrt(0.5 * (x * x + y * y) + tip * tip);
    }
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        using std::expm1, std::sin;
        const Scalar r = root_mean_square(x, y) - tip;
        const Scalar a = sin(std::numbers::pi * x);
        const Scalar b = sin(std::numbers::pi * y);
        return -20.0 * expm1(-0.2 * r) - std::numbers::e * expm1(-(a * a + b * b));
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double r = root_mean_square(x, y);
        const double cone = 2.0 * std::exp(-0.2 * (r - tip));
        const double a = std::sin(std::numbers::pi * x);
        const double b = std::sin(std::numbers::pi * y);
        const double wave = std::numbers::pi * std::exp(1.0 - (a * a + b * b));
        return {cone * (x / r) + wave * std::sin(2.0 * std::numbers::pi * x),
                cone * (y / r) + wave * std::sin(2.0 * std::numbers::pi * y)};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Easom {
    static constexpr LandscapeFacts facts{"easom",
                                          "Easom's function",
                                          "f = -\\text{cos} x \\text{cos} y e^{-(x - π)^2 - (y - π)^2}",
                                          false,
                                          {0, 6.25, 0, 6.25},
                                          {1.6, 4.2},
                                          "Easom 1990",
                                          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        using std::cos, std::exp;
        const Scalar u = x - std::numbers::pi;
        const Scalar v = y - std::numbers::pi;
        return -(cos(x) * cos(y) * exp(-(u * u + v * v)));
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double u = x - std::numbers::pi;
        const double v = y - std::numbers::pi;
        const double p = std::cos(x);
        const double q = std::cos(y);
        const double hat = std::exp(-(u * u + v * v));
        return {hat * q * (std::sin(x) + 2.0 * u * p), hat * p * (std::sin(y) + 2.0 * v * q)};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

}  // namespace lossfield::math
