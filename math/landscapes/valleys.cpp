#include "math/landscapes/valleys.hpp"

#include "math/landscapes/search.hpp"
#include "math/numerics/check.hpp"

namespace lossfield::math {

Symmetric2 Rosenbrock::hessian(double x, double y) const {
    return {2.0 - 400.0 * (y - x * x) + 800.0 * (x * x), -400.0 * x, 200.0};
}

StationaryPoints Rosenbrock::stationary() const { return {{{1.0, 1.0}}, {}, {}}; }

Symmetric2 Beale::hessian(double x, double y) const {
    const double square = y * y;
    const double p = 1.0 - y;
    const double q = 1.0 - square;
    const double r = 1.0 - square * y;
    const double a = 1.5 - x * p;
    const double b = 2.25 - x * q;
    const double c = 2.625 - x * r;
    return {2.0 * (p * p + q * q + r * r),
            2.0 * ((a - x * p) + 2.0 * y * (b - x * q) + 3.0 * square * (c - x * r)),
            2.0 * x * (x * (1.0 + square * (4.0 + 9.0 * square)) + 2.0 * b + 6.0 * y * c)};
}

StationaryPoints Beale::stationary() const {
    return {{{3.0, 0.5}}, polished(*this, {{0.0, 1.0}, {0.100538, -2.644514}}), {}};
}

Ravine::Ravine(double kappa) : kappa_(kappa) { check_positive("Ravine: kappa", kappa); }

Symmetric2 Ravine::hessian(double x, double y) const {
    const double s = std::sin(x);
    const double c = std::cos(x);
    return {0.1 + kappa_ * (4.0 * (c * c) + 2.0 * s * (y - 2.0 * s)), -2.0 * kappa_ * c, kappa_};
}

// By y the gradient vanishes on the floor alone, and there by x at 0 alone.
StationaryPoints Ravine::stationary() const { return {{{0.0, 0.0}}, {}, {}}; }

Symmetric2 GoldsteinPrice::hessian(double x, double y) const {
    const double u = x + y;
    const double d = 2.0 * x - 3.0 * y;
    const double uu = 12.0 * (u * (3.0 * u - 4.0) - 1.0) * across(d);
    const double ud = along_slope(u) * across_slope(d);
    const double dd = along(u) * 12.0 * (d * (3.0 * d - 8.0) + 3.0);
    return {uu + 4.0 * ud + 4.0 * dd, uu - ud - 6.0 * dd, uu - 6.0 * ud + 9.0 * dd};
}

// x = (3u + d)/5, y = (2u - d)/5 for u = -1, 1, 2 and d = 0, 1, 3.
StationaryPoints GoldsteinPrice::stationary() const {
    return {polished(*this, {{0.0, -1.0}, {-0.6, -0.4}, {1.8, 0.2}, {1.2, 0.8}}),
            polished(*this, {{-0.4, -0.6}, {1.4, 0.6}, {0.6, 0.4}, {1.2, -0.2}}),
            polished(*this, {{0.8, 0.2}})};
}

}  // namespace lossfield::math
