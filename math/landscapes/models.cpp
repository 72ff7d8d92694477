#include "math/landscapes/models.hpp"

#include <algorithm>

#include "math/numerics/check.hpp"

namespace lossfield::math {

MatrixRegression::MatrixRegression(double kappa, double rotation_degrees)
    : kappa_(kappa), row_(kappa, rotation_degrees) {
    check_positive("MatrixRegression: kappa", kappa);
}

std::array<std::array<double, 4>, 4> MatrixRegression::hessian4(const std::array<double, 4>& /*w*/) const {
    const Symmetric2 h = row_.hessian(0.0, 0.0);
    return {{{h.xx, h.xy, 0.0, 0.0}, {h.xy, h.yy, 0.0, 0.0}, {0.0, 0.0, h.xx, h.xy}, {0.0, 0.0, h.xy, h.yy}}};
}

Eigenvalues2 MatrixRegression::curvatures() const { return {std::min(1.0, kappa_), std::max(1.0, kappa_)}; }

Symmetric2 MatrixRegression::hessian(double /*x*/, double /*y*/) const {
    const Symmetric2 h = row_.hessian(0.0, 0.0);
    return {h.xx, 0.0, h.yy};
}

StationaryPoints MatrixRegression::stationary() const { return {{{goal[0], goal[3]}}, {}, {}}; }

Symmetric2 GaussianLikelihood::hessian(double x, double y) const {
    const double d = x - mean;
    const double precision = std::exp(-2.0 * y);
    return {precision, -2.0 * d * precision, 2.0 * (variance + d * d) * precision};
}

Symmetric2 GaussianLikelihood::metric(double /*x*/, double y) const { return {std::exp(-2.0 * y), 0.0, 2.0}; }

StationaryPoints GaussianLikelihood::stationary() const {
    return {{{mean, 0.5 * std::log(variance)}}, {}, {}};
}

}  // namespace lossfield::math
