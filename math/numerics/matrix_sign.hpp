// The matrix sign of any small dense matrix, the Newton-Schulz iteration towards it, and the iteration's scalar map
// seen as a dynamical system (2 x 2 without Eigen, the map itself and the coefficients: matrix_sign_2x2.hpp).
//   msign(M) = U_r V_r^T  of M = U diag(s) V^T;  = M (M^T M)^(-1/2) at full rank
//   |M|_* = sum_i s_i = <msign(M), M>,  msign(M) a subgradient of |.|_* at M
// Of all matrices with orthonormal columns (or rows) msign(M) is the nearest to M and the one with the largest
// inner product with M, when M has full rank. Diagonal M: the signs. One column: M / |M|. Orthogonal P, Q:
// msign(P M Q) = P msign(M) Q. At rank r < min(m, n) only the r directions that M has are kept: r singular
// values 1, the others 0, not an orthogonal matrix. A singular value counts as zero up to 4 max(m, n) eps s_1.
// M: m x n, m, n >= 1, finite; no unit. The zero matrix gives zero.
// Failure: no entry, a non-finite entry, steps < 0: std::invalid_argument.
// [Jordan et al. 2024, Muon; Higham 2008, Functions of matrices, 8; Su Jianlin, kexue.fm archives 10592, 11285]
#pragma once

#include <Eigen/Core>
#include <vector>

#include "math/numerics/matrix_sign_2x2.hpp"

namespace lossfield::math {

[[nodiscard]] Eigen::MatrixXd matrix_sign(const Eigen::MatrixXd& m);

// Falling order, min(m, n) of them.
[[nodiscard]] Eigen::VectorXd singular_values(const Eigen::MatrixXd& m);
[[nodiscard]] double nuclear_norm(const Eigen::MatrixXd& m);

[[nodiscard]] Eigen::MatrixXd newton_schulz(const Eigen::MatrixXd& m, const NewtonSchulz& by, int steps);

// A point g(s) = s, s > 0. It attracts where |slope| < 1 and repels where |slope| > 1.
struct FixedPoint {
    double at = 0.0;
    double slope = 0.0;
};
// Rising; at most two. (0 is a fixed point of slope a.)
[[nodiscard]] std::vector<FixedPoint> fixed_points(const NewtonSchulz& by);

// Where the singular values in [low, high] can be after some steps: exactly the interval of all g(g(..g(s))).
struct Interval {
    double low = 0.0;
    double high = 0.0;
};
// low <= high, both finite.
[[nodiscard]] Interval image_of(const NewtonSchulz& by, const Interval& of, int steps);

}  // namespace lossfield::math
