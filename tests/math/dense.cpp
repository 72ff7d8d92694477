#include "tests/math/dense.hpp"

#include <cmath>

namespace lossfield::tests {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd inverse(const MatrixXd& m) {
    const Index n = m.rows();
    MatrixXd left = m, right = MatrixXd::Identity(n, n);
    for (Index k = 0; k < n; ++k) {
        Index top = k;
        for (Index i = k; i < n; ++i)
            if (std::abs(left(i, k)) > std::abs(left(top, k))) top = i;
        for (Index j = 0; j < n; ++j) {
            std::swap(left(k, j), left(top, j));
            std::swap(right(k, j), right(top, j));
        }
        const double pivot = left(k, k);
        for (Index j = 0; j < n; ++j) left(k, j) /= pivot, right(k, j) /= pivot;
        for (Index i = 0; i < n; ++i) {
            const double share = left(i, k);
            if (i == k) continue;
            for (Index j = 0; j < n; ++j)
                left(i, j) -= share * left(k, j), right(i, j) -= share * right(k, j);
        }
    }
    return right;
}

MatrixXd orthonormalised(const MatrixXd& m) {
    MatrixXd q = m;
    for (Index k = 0; k < q.cols(); ++k) {
        for (int round = 0; round < 2; ++round)
            for (Index i = 0; i < k; ++i) q.col(k) -= q.col(i).dot(q.col(k)) * q.col(i);
        q.col(k) /= q.col(k).norm();
    }
    return q;
}

Singular hestenes(const MatrixXd& m) {
    if (m.rows() < m.cols()) {
        const Singular turned = hestenes(m.transpose());
        return {turned.v, turned.values, turned.u};
    }
    const Index n = m.cols();
    MatrixXd u = m, v = MatrixXd::Identity(n, n);
    constexpr int sweeps = 40;
    for (int sweep = 0; sweep < sweeps; ++sweep)
        for (Index p = 0; p < n; ++p)
            for (Index q = p + 1; q < n; ++q) {
                const double inner = u.col(p).dot(u.col(q));
                if (inner == 0) continue;
                // The angle at which both columns are at right angles.
                const double zeta = (u.col(q).squaredNorm() - u.col(p).squaredNorm()) / (2 * inner);
                const double tangent = std::copysign(1 / (std::abs(zeta) + std::hypot(1.0, zeta)), zeta);
                const double c = 1 / std::hypot(1.0, tangent), s = c * tangent;
                for (MatrixXd* turned : {&u, &v}) {
                    const VectorXd old = turned->col(p);
                    turned->col(p) = c * old - s * turned->col(q);
                    turned->col(q) = s * old + c * turned->col(q);
                }
            }
    const VectorXd values = u.colwise().norm().transpose();
    for (Index k = 0; k < n; ++k) u.col(k) /= values[k];
    return {u, values, v};
}

}  // namespace lossfield::tests
