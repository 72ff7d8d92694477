#include "math/landscapes/quadratics.hpp"

#include "math/numerics/check.hpp"

namespace lossfield::math {

Bowl::Bowl(double kappa, double rotation_degrees) : kappa_(kappa), turn_(turn_of(rotation_degrees)) {
    check_positive("Bowl: kappa", kappa);
}

Symmetric2 Bowl::hessian(double /*x*/, double /*y*/) const {
    const auto [c, s] = turn_;
    return {c * c + kappa_ * (s * s), (1.0 - kappa_) * (s * c), s * s + kappa_ * (c * c)};
}

StationaryPoints Bowl::stationary() const { return {{{0.0, 0.0}}, {}, {}}; }

Symmetric2 Booth::hessian(double /*x*/, double /*y*/) const { return {10.0, 8.0, 10.0}; }

StationaryPoints Booth::stationary() const { return {{{1.0, 3.0}}, {}, {}}; }

Symmetric2 Matyas::hessian(double /*x*/, double /*y*/) const { return {0.52, -0.48, 0.52}; }

StationaryPoints Matyas::stationary() const { return {{{0.0, 0.0}}, {}, {}}; }

Symmetric2 Saddle::hessian(double /*x*/, double /*y*/) const { return {1.0, 0.0, -1.0}; }

StationaryPoints Saddle::stationary() const { return {{}, {{0.0, 0.0}}, {}}; }

}  // namespace lossfield::math
