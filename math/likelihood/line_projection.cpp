#include "math/likelihood/line_projection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/likelihood/least_squares.hpp"
#include "math/numerics/check.hpp"
#include "math/simplex/convex_projection.hpp"

namespace lossfield::math {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double rounding = 1e-9;  // of the size at hand: what is smaller has no length

VectorXd column(const std::vector<double>& v) {
    return Eigen::Map<const VectorXd>(v.data(), static_cast<Eigen::Index>(v.size()));
}

std::vector<double> entries(const VectorXd& v) { return {v.begin(), v.end()}; }

// Along 1 and along the centred x; the second only where the x differ.
MatrixXd basis_of(const MatrixXd& columns, Eigen::Index rank) {
    const VectorXd one = columns.col(0), x = columns.col(1);
    MatrixXd basis(one.size(), rank);
    basis.col(0) = one / one.norm();
    if (rank > 1) basis.col(1) = (x.array() - x.mean()).matrix().normalized();
    return basis;
}

// Observations themselves, or coordinates in the span of the columns and y: the rest is the third.
MatrixXd axes_of(const VectorXd& y, const MatrixXd& hat, const MatrixXd& basis, bool own_axes) {
    if (!own_axes) return MatrixXd::Identity(3, y.size());
    MatrixXd axes = MatrixXd::Zero(3, y.size());
    axes.topRows(basis.cols()) = basis.transpose();
    const VectorXd rest = y - hat * y;
    if (rest.norm() > rounding * y.norm()) axes.row(2) = rest.normalized().transpose();
    return axes;
}

double squared_cosine(const VectorXd& y, const VectorXd& fitted) {
    const VectorXd a = y.array() - y.mean(), b = fitted.array() - y.mean();
    if (std::min(a.norm(), b.norm()) <= 1e-12 * y.norm()) return std::numeric_limits<double>::quiet_NaN();
    return std::pow(a.dot(b), 2) / (a.squaredNorm() * b.squaredNorm());
}

}  // namespace

double LineProjection::foot_angle() const {
    return std::acos(std::clamp(product / (std::sqrt(rest) * way), -1.0, 1.0));
}

double LineProjection::mean_angle() const {
    return std::acos(std::sqrt(std::clamp(squared_cosine, 0.0, 1.0)));
}

LineProjection project_onto_line_fits(const std::vector<double>& x, const std::vector<double>& y,
                                      const std::array<double, 2>& inside, std::optional<double> radius,
                                      bool own_axes) {
    check_size("project_onto_line_fits: y", y.size(), x.size());
    if (!own_axes) check_size("project_onto_line_fits: observations as axes", y.size(), 3);
    const VectorXd at = column(y);
    MatrixXd columns(at.size(), 2);
    columns << VectorXd::Ones(at.size()), column(x);
    const SingularSystem system = singular_system(columns);
    const MatrixXd hat = hat_matrix(system), basis = basis_of(columns, system.rank);
    const VectorXd in_span = hat * at;
    const VectorXd fitted =
        radius ? project_onto_disc(at, VectorXd::Zero(at.size()), basis, *radius) : in_span;
    const VectorXd point = basis * VectorXd(Eigen::Vector2d(inside[0], inside[1])).head(basis.cols());
    const VectorXd rest = at - fitted, way = point - fitted;

    LineProjection r;
    r.rank = static_cast<std::size_t>(system.rank);
    r.weights = entries(ridge(system, fitted, 0));
    r.fitted = entries(fitted);
    r.normal_equations = entries(columns.transpose() * rest);
    for (Eigen::Index i = 0; i < hat.rows(); ++i)
        for (Eigen::Index j = 0; j < hat.cols(); ++j) r.hat.push_back(hat(i, j));
    r.trace = hat.trace();
    r.idempotent = (hat * hat - hat).cwiseAbs().maxCoeff();
    r.symmetric = (hat - hat.transpose()).cwiseAbs().maxCoeff();
    r.whole = at.squaredNorm(), r.fit = fitted.squaredNorm(), r.rest = rest.squaredNorm();
    r.in_span = in_span.norm();
    r.mixed = 2 * rest.dot(fitted);
    r.product = rest.dot(way);
    r.inside = point.norm(), r.way = way.norm();
    r.r_squared = r_squared(at, fitted);
    r.squared_cosine = squared_cosine(at, fitted);

    const MatrixXd axes = axes_of(at, hat, basis, own_axes), directions = axes * basis;
    const auto of = [](const Eigen::Vector3d& p) { return SpacePoint(p[0], p[1], p[2]); };
    const auto seen = [&](const VectorXd& v) { return of(axes * v); };
    r.seen = {seen(at),
              seen(fitted),
              seen(point),
              seen(rest),
              seen(way),
              seen(columns.col(0)),
              seen(columns.col(1)),
              seen(VectorXd::Constant(at.size(), at.mean())),
              of(directions.col(0)),
              r.rank > 1 ? of(directions.col(1)) : SpacePoint()};
    return r;
}

}  // namespace lossfield::math
