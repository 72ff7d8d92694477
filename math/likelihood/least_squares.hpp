// Linear least squares and ridge regression through the singular value decomposition X = U diag(sigma) V^T.
//   least squares  argmin |y - X w|,  of least norm where several are                w = sum (u_i^T y / sigma_i) v_i
//   ridge          argmin 1/2 |y - X w|^2 + lambda/2 |w|^2 = (X^T X + lambda I)^-1 X^T y
//                  coefficient along v_i:  sigma_i / (sigma_i^2 + lambda) u_i^T y,  gradient X^T (X w - y) + lambda w
//   the loss a |y - X w|^2 + lambda/2 |w|^2 has the solution of lambda / (2 a): with a = 2/n of n lambda / 4
//   gradient steps of size eta on 1/2 |y - X w|^2 from 0: the coefficient of least squares along v_i times
//                  1 - (1 - eta sigma_i^2)^t; stops like lambda about 1 / (eta t)
//   kept share of direction i: sigma_i^2 / (sigma_i^2 + lambda); their sum are the degrees of freedom
//   condition number (sigma_1^2 + lambda) / (sigma_d^2 + lambda);  hat matrix P = U U^T over the rank, yhat = P y
// X: n rows (observations), d columns; y: n; w: d. Any rank: singular values below 2^-52 max(n, d) sigma_1 count as 0,
// and with them their directions; rank 0 gives w = 0.
// MAP of y ~ N(X w, s^2 I) with the prior w ~ N(0, (s^2 / lambda) I).
// Failure: no row or column, y of another size, lambda < 0 or not finite: std::invalid_argument.
#pragma once

#include <Eigen/Core>

namespace lossfield::math {

struct SingularSystem {
    Eigen::MatrixXd u;      // n x min(n, d), columns of length 1
    Eigen::VectorXd sigma;  // min(n, d), falling; those beyond the rank are 0
    Eigen::MatrixXd v;      // d x d; the largest entry of each column is positive
    Eigen::Index rank = 0;
    Eigen::Index observations = 0;
};

[[nodiscard]] SingularSystem singular_system(const Eigen::MatrixXd& x);

// lambda = 0: least squares of least norm.
[[nodiscard]] Eigen::VectorXd ridge(const SingularSystem& s, const Eigen::VectorXd& y, double lambda);

// sigma_i^2 / (sigma_i^2 + lambda) for each of the d directions; 0 for those beyond the rank.
[[nodiscard]] Eigen::VectorXd kept_shares(const SingularSystem& s, double lambda);
[[nodiscard]] double degrees_of_freedom(const SingularSystem& s, double lambda);

// +inf where the smallest is 0.
[[nodiscard]] double condition_number(const SingularSystem& s, double lambda);

// P, n x n: symmetric, P P = P, trace = rank.
[[nodiscard]] Eigen::MatrixXd hat_matrix(const SingularSystem& s);

// 1 - (1 - rate sigma_i^2)^steps for each of the d directions, and the weights with these shares: where `steps` gradient
// steps from 0 lead. steps >= 0, whole or not where rate sigma^2 <= 1.
[[nodiscard]] Eigen::VectorXd stopped_shares(const SingularSystem& s, double rate, double steps);
[[nodiscard]] Eigen::VectorXd after_steps(const SingularSystem& s, const Eigen::VectorXd& y, double rate,
                                          double steps);

[[nodiscard]] double ridge_objective(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                     const Eigen::VectorXd& w, double lambda);
[[nodiscard]] Eigen::VectorXd ridge_gradient(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                             const Eigen::VectorXd& w, double lambda);

// 1 - |y - yhat|^2 / |y - mean y|^2: the squared cosine between the centred y and the centred yhat where the constant
// lies in the columns' span. NaN where all entries of y are equal.
[[nodiscard]] double r_squared(const Eigen::VectorXd& y, const Eigen::VectorXd& fitted);

}  // namespace lossfield::math
