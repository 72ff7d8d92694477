// Decompositions of small dense matrices as plain functions. Eigen's templates for them take a compiler longer than any
// formula here; this way they are compiled once.
//   singular values   M = U diag(s) V^T, s falling, by Jacobi rotations after a pivoted QR
//   orthonormal basis of the columns of M by Householder reflections: column k lies in the span of the first k columns of M.
//                     Its sign is the reflection's, not M's. Where the columns depend on each other it goes on beyond their span.
// M: m x n, m, n >= 1, finite (not checked).
#pragma once

#include <Eigen/Core>

namespace lossfield::math {

struct SingularVectors {
    Eigen::MatrixXd u;       // m x min(m, n)
    Eigen::VectorXd values;  // min(m, n)
    Eigen::MatrixXd v;       // n x min(m, n), or n x n
};
[[nodiscard]] SingularVectors singular_vectors(const Eigen::MatrixXd& m);
// All n directions of the domain, those that M sends to zero as well.
[[nodiscard]] SingularVectors singular_vectors_full(const Eigen::MatrixXd& m);

// m x n, m >= n.
[[nodiscard]] Eigen::MatrixXd orthonormal_basis(const Eigen::MatrixXd& columns);

}  // namespace lossfield::math
