// The numbers of the lab: the projection, and the three coordinates in which it is seen.
#include <algorithm>
#include <cmath>

#include "math/descent/convex_projection.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/likelihood/projection/projection.hpp"

namespace lossfield::viz::projection {
namespace {

constexpr double flat = 0.45;  // the least height of the box, of its ground

Eigen::VectorXd column(const Vector& v) {
    return Eigen::Map<const Eigen::VectorXd>(v.data(), static_cast<Eigen::Index>(v.size()));
}

// Along 1 and along the centred x; the second only where the x differ.
Eigen::MatrixXd basis_of(const Computed& r) {
    const Eigen::VectorXd one = r.columns.col(0), x = r.columns.col(1);
    Eigen::MatrixXd basis(one.size(), r.system.rank);
    basis.col(0) = one / one.norm();
    if (r.system.rank > 1) basis.col(1) = (x.array() - x.mean()).matrix().normalized();
    return basis;
}

// Observations themselves, or coordinates in the span of the columns and y: the rest is the third.
Eigen::MatrixXd axes_of(const Computed& r) {
    const Eigen::Index n = r.y.size();
    if (!r.orthonormal) return Eigen::MatrixXd::Identity(3, n);
    Eigen::MatrixXd axes = Eigen::MatrixXd::Zero(3, n);
    axes.topRows(r.basis.cols()) = r.basis.transpose();
    const Eigen::VectorXd rest = r.y - r.hat * r.y;
    if (rest.norm() > rounding * r.y.norm()) axes.row(2) = rest.normalized().transpose();
    return axes;
}

std::array<Interval, 3> box_of(const Inputs& in, const Computed& r) {
    std::array<Interval, 3> box{};
    const auto hold = [&](const Eigen::Vector3d& p) {
        for (int k = 0; k < 3; ++k) {
            Interval& side = box[static_cast<std::size_t>(k)];
            side = {std::min(side.low, p[k]), std::max(side.high, p[k])};
        }
    };
    for (const Eigen::VectorXd& v : {r.y, r.fitted, r.inside}) hold(r.seen(v));
    hold(r.seen(r.columns.col(0)));
    if (disc(in)) {
        // As far as the rim reaches along each axis.
        const Eigen::Vector3d reach = in.radius * (r.axes * r.basis).rowwise().norm();
        hold(reach), hold(-reach);
    }
    Interval all = box[0];
    for (const Interval& side : box) all = {std::min(all.low, side.low), std::max(all.high, side.high)};
    if (all.length() < 1e-6) all = {-1, 1};
    if (!r.orthonormal) {
        box.fill(round_range(ScaleKind::Linear, all));
        return box;
    }
    for (std::size_t k : {0, 1}) {
        const double more = std::max(0.0, 0.5 * all.length() - box[k].length()) / 2;
        box[k] = round_range(ScaleKind::Linear, {box[k].low - more, box[k].high + more});
    }
    const double ground = std::max(box[0].length(), box[1].length());
    box[2] = round_range(ScaleKind::Linear, {box[2].low, std::max(box[2].high, flat * ground)});
    return box;
}

}  // namespace

bool disc(const Inputs& in) { return in.set == "disc"; }
bool rank_deficient(const Computed& r) { return r.system.rank < 2; }
bool exact(const Computed& r) { return r.rest().norm() <= rounding * std::max(r.y.norm(), 1e-300); }

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.y = column(in.y);
    r.columns.resize(r.y.size(), 2);
    r.columns << Eigen::VectorXd::Ones(r.y.size()), column(in.x);
    r.system = math::singular_system(r.columns);
    r.hat = math::hat_matrix(r.system);
    r.basis = basis_of(r);
    const Eigen::VectorXd origin = Eigen::VectorXd::Zero(r.y.size());
    r.fitted = disc(in) ? math::project_onto_disc(r.y, origin, r.basis, in.radius) : r.hat * r.y;
    r.weights = math::ridge(r.system, r.fitted, 0);
    r.inside = r.basis * column(in.inside).head(r.basis.cols());
    r.product = r.rest().dot(r.inside - r.fitted);
    r.orthonormal = in.axes == "orthonormal" || r.y.size() > 3;
    r.axes = axes_of(r);
    r.box = box_of(in, r);
    return r;
}

}  // namespace lossfield::viz::projection
