// Small dense matrices by hand, beside math/decompositions.hpp and without Eigen's decompositions.
#pragma once

#include <Eigen/Core>

namespace lossfield::tests {

// Gauss-Jordan elimination with the largest pivot of each column.
[[nodiscard]] Eigen::MatrixXd inverse(const Eigen::MatrixXd& m);

// Gram-Schmidt, twice over; the columns of m must be independent. The signs are those of m's columns.
[[nodiscard]] Eigen::MatrixXd orthonormalised(const Eigen::MatrixXd& m);

// m = u diag(values) v^T by Hestenes' one-sided rotations, min(rows, columns) of them, in no order. All values must be positive.
struct Singular {
    Eigen::MatrixXd u;
    Eigen::VectorXd values;
    Eigen::MatrixXd v;
};
[[nodiscard]] Singular hestenes(const Eigen::MatrixXd& m);

}  // namespace lossfield::tests
