// Landscapes of one Hessian everywhere.
//   bowl     f = u^2/2 + kappa v^2/2,  (u, v) = (x, y) turned by -rotation: u is the flat direction
//            curvatures 1 and kappa; least at (0, 0), value 0
//   booth    f = (x + 2y - 7)^2 + (2x + y - 5)^2      curvatures 2 and 18; least at (1, 3), value 0
//   matyas   f = 0.26 (x^2 + y^2) - 0.48 x y          curvatures 0.04 and 1; least at (0, 0), value 0
//   saddle   f = (x^2 - y^2)/2                        unbounded below: no minimum, y runs off as e^t
// (x, y): any finite numbers; far out values overflow to inf. kappa > 0, rotation in degrees, counter-clockwise;
// kappa <= 0 throws std::invalid_argument. [Booth, Matyas: Jamil, Yang 2013, A literature survey of benchmark
// functions, 17 and 71]
#pragma once

#include "math/landscapes/facts.hpp"

namespace lossfield::math {

class Bowl {
  public:
    static constexpr LandscapeFacts facts{
        "bowl",
        "quadratic bowl",
        "f = u^2/2 + κ v^2/2,\\text{ } u\\text{ along, } v\\text{ across the valley}",
        true,
        {-3, 3, -3, 3},
        {-2.5, 0.4},
        "textbook",
        2};
    explicit Bowl(double kappa = 20.0, double rotation_degrees = 0.0);
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar u = turn_.cos * x + turn_.sin * y;
        const Scalar v = turn_.cos * y - turn_.sin * x;
        return 0.5 * (u * u) + 0.5 * kappa_ * (v * v);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double u = turn_.cos * x + turn_.sin * y;
        const double v = kappa_ * (turn_.cos * y - turn_.sin * x);
        return {turn_.cos * u - turn_.sin * v, turn_.sin * u + turn_.cos * v};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;

  private:
    double kappa_;
    Turn turn_;
};

struct Booth {
    static constexpr LandscapeFacts facts{"booth",
                                          "Booth's function",
                                          "f = (x + 2y - 7)^2 + (2x + y - 5)^2",
                                          true,
                                          {-10, 10, -10, 10},
                                          {-8, -5},
                                          "Jamil, Yang 2013",
                                          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar a = x + 2.0 * y - 7.0;
        const Scalar b = 2.0 * x + y - 5.0;
        return a * a + b * b;
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double a = x + 2.0 * y - 7.0;
        const double b = 2.0 * x + y - 5.0;
        return {2.0 * a + 4.0 * b, 4.0 * a + 2.0 * b};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Matyas {
    static constexpr LandscapeFacts facts{"matyas",
                                          "Matyas' function",
                                          "f = 0.26 (x^2 + y^2) - 0.48 x y",
                                          true,
                                          {-10, 10, -10, 10},
                                          {-9, 2},
                                          "Jamil, Yang 2013",
                                          2};
    // 0.26 (x^2 + y^2) - 0.48 x y by its axes, x - y and x + y: never negative.
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        const Scalar across = x - y;
        const Scalar along = x + y;
        return 0.25 * (across * across) + 0.01 * (along * along);
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const {
        const double across = 0.5 * (x - y);
        const double along = 0.02 * (x + y);
        return {along + across, along - across};
    }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

struct Saddle {
    static constexpr LandscapeFacts facts{"saddle",       "saddle",      "f = (x^2 - y^2)/2", true,
                                          {-2, 2, -2, 2}, {-1.8, 0.001}, "textbook",          2};
    template <typename Scalar>
    [[nodiscard]] Scalar value(const Scalar& x, const Scalar& y) const {
        return 0.5 * ((x - y) * (x + y));
    }
    [[nodiscard]] PlanePoint gradient(double x, double y) const { return {x, -y}; }
    [[nodiscard]] Symmetric2 hessian(double x, double y) const;
    [[nodiscard]] StationaryPoints stationary() const;
};

}  // namespace lossfield::math
