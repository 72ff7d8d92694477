// Landscapes of a narrow valley: steep across, flat along.
//   rosenbrock       f = (1 - x)^2 + 100 (y - x^2)^2                    least at (1, 1), value 0
//   beale            f = sum_i (c_i - x (1 - y^i))^2, i = 1, 2, 3,  c = 1.5, 2.25, 2.625
//                    least at (3, 0.5), value 0; f stays below 15 along y = 1 and has no minimum there
//   ravine           f = x^2/20 + kappa/2 (y - 2 sin x)^2               winds about its axis; least at (0, 0), value 0
//                    curvature of the floor about 1/10, across it kappa (1 + 4 cos^2 x)
//   goldstein-price  f = P(u) Q(d),  u = x + y,  d = 2x - 3y
//                    P = 1 + (u + 1)^2 (19 - 14u + 3u^2),   Q = 30 + d^2 (18 - 16d + 3d^2)
//                    P' = 12 (u + 1)(u - 1)(u - 2),   Q' = 12 d (d - 1)(d - 3),   P, Q > 0: all nine points are where
//                    P' = Q' = 0; least at (0, -1), value 3; further minima 30, 84, 840
// (x, y): any finite numbers; far out values overflow to inf, gradients to inf or NaN. kappa > 0, else
// std::invalid_argument. [Rosenbrock 1960; Beale 1958; Goldstein, Price 1971; the ravine is ours]
#pragma once

#include <cmath>

#include "math/landscapes/facts.hpp"

namespace lossfield::math {

struct Rosenbrock {
    static constexpr LandscapeFacts facts{"rosenbrock",
                                          "Rosenbrock's valley",
                                          "f = (1 - x)^2 + 100 (y - x^2)^2",
                                          false,
                                          {-3.2, 3.2, -1.6, 4.8},
                                          {-1.2, 1},
                                          "Rosenbrock 1960",
                                          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar a = 1.0 - x;
        const Scalar b = y - x * x;
        return a * a + 100.0 * (b * b);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double b = y - x * x;
        return {-2.0 * (1.0 - x) - 400.0 * x * b, 200.0 * b};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Beale {
    static constexpr LandscapeFacts facts{"beale",
                                          "Beale's function",
                                          "f = ∑_i (c_i - x (1 - y^i))^2,\\text{ } c = (3/2, 9/4, 21/8)",
                                          false,
                                          {-0.4, 3.8, -2.1, 2.1},
                                          {1, 1.5},
                                          "Beale 1958",
                                          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar square = y * y;
        const Scalar a = 1.5 - x * (1.0 - y);
        const Scalar b = 2.25 - x * (1.0 - square);
        const Scalar c = 2.625 - x * (1.0 - square * y);
        return a * a + b * b + c * c;
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double square = y * y;
        const double p = 1.0 - y;
        const double q = 1.0 - square;
        const double r = 1.0 - square * y;
        const double a = 1.5 - x * p;
        const double b = 2.25 - x * q;
        const double c = 2.625 - x * r;
        return {-2.0 * (a * p + b * q + c * r), 2.0 * x * (a + 2.0 * y * b + 3.0 * square * c)};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

class Ravine {
  public:
    static constexpr LandscapeFacts facts{"ravine",
                                          "winding ravine",
                                          "f = x^2/20 + κ/2 (y - 2 \\text{sin} x)^2",
                                          false,
                                          {-6, 6, -6, 6},
                                          {-5, 4},
                                          "ours",
                                          2};
    explicit Ravine(double kappa = 20.0);
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        using std::sin;
        const Scalar b = y - 2.0 * sin(x);
        return 0.05 * (x * x) + 0.5 * kappa_ * (b * b);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double b = kappa_ * (y - 2.0 * std::sin(x));
        return {0.1 * x - 2.0 * std::cos(x) * b, b};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;

  private:
    double kappa_;
};

struct GoldsteinPrice {
    static constexpr LandscapeFacts facts{"goldstein-price",
                                          "Goldstein and Price",
                                          "f = P(x + y) Q(2x - 3y),\\text{ quartics } P, Q",
                                          false,
                                          {-1.1, 2.1, -1.8, 1.4},
                                          {-0.9, 1},
                                          "Goldstein, Price 1971",
                                          2};
    template <typename Scalar>
    [[nodiscard]] static Scalar along(const Scalar& u) {
        return 1.0 + (u + 1.0) * (u + 1.0) * (19.0 + u * (3.0 * u - 14.0));
    }
    template <typename Scalar>
    [[nodiscard]] static Scalar across(const Scalar& d) {
        return 30.0 + d * d * (18.0 + d * (3.0 * d - 16.0));
    }
    [[nodiscard]] static double along_slope(double u) { return 12.0 * (u + 1.0) * (u - 1.0) * (u - 2.0); }
    [[nodiscard]] static double across_slope(double d) { return 12.0 * d * (d - 1.0) * (d - 3.0); }
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        return along<Scalar>(x + y) * across<Scalar>(2.0 * x - 3.0 * y);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double u = x + y;
        const double d = 2.0 * x - 3.0 * y;
        const double by_u = along_slope(u) * across(d);
        const double by_d = along(u) * across_slope(d);
        return {by_u + 2.0 * by_d, by_u - 3.0 * by_d};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

}  // namespace lossfield::math
