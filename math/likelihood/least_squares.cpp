#include "math/likelihood/least_squares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "math/numerics/check.hpp"
#include "math/numerics/decompositions.hpp"

namespace lossfield::math {
namespace {

void check_lambda(double lambda) {
    if (!(lambda >= 0.0) || !std::isfinite(lambda)) violated("ridge: lambda", lambda, ">=", 0.0);
}

// The coefficients along the right singular vectors of the rank, put together.
template <typename Factor>
Eigen::VectorXd along_directions(const SingularSystem& s, const Eigen::VectorXd& y, const Factor& factor) {
    check_size("least squares: number of observations", static_cast<std::size_t>(y.size()),
               static_cast<std::size_t>(s.observations));
    Eigen::VectorXd w = Eigen::VectorXd::Zero(s.v.rows());
    for (Eigen::Index i = 0; i < s.rank; ++i) w += (factor(s.sigma[i]) * s.u.col(i).dot(y)) * s.v.col(i);
    return w;
}

// 1 - (1 - slow)^steps with the digits of a slow direction kept.
double stopped_share(double sigma, double rate, double steps) {
    const double slow = rate * sigma * sigma;
    return slow < 1.0 ? -std::expm1(steps * std::log1p(-slow)) : 1.0 - std::pow(1.0 - slow, steps);
}

}  // namespace

SingularSystem singular_system(const Eigen::MatrixXd& x) {
    check_at_least("singular_system: number of rows", static_cast<std::size_t>(x.rows()), 1);
    check_at_least("singular_system: number of columns", static_cast<std::size_t>(x.cols()), 1);
    auto [u, sigma, v] = singular_vectors_full(x);
    SingularSystem s{std::move(u), std::move(sigma), std::move(v), 0, x.rows()};
    const double least = std::numeric_limits<double>::epsilon() *
                         static_cast<double>(std::max(x.rows(), x.cols())) * s.sigma[0];
    while (s.rank < s.sigma.size() && s.sigma[s.rank] > least) ++s.rank;
    s.sigma.tail(s.sigma.size() - s.rank).setZero();
    for (Eigen::Index i = 0; i < s.v.cols(); ++i) {
        Eigen::Index top = 0;
        s.v.col(i).cwiseAbs().maxCoeff(&top);
        if (s.v(top, i) > 0) continue;
        s.v.col(i) = -s.v.col(i);
        if (i < s.u.cols()) s.u.col(i) = -s.u.col(i);
    }
    return s;
}

Eigen::VectorXd ridge(const SingularSystem& s, const Eigen::VectorXd& y, double lambda) {
    check_lambda(lambda);
    return along_directions(s, y, [&](double sigma) { return 1.0 / (sigma + lambda / sigma); });
}

Eigen::VectorXd kept_shares(const SingularSystem& s, double lambda) {
    check_lambda(lambda);
    Eigen::VectorXd shares = Eigen::VectorXd::Zero(s.v.cols());
    for (Eigen::Index i = 0; i < s.rank; ++i) shares[i] = s.sigma[i] / (s.sigma[i] + lambda / s.sigma[i]);
    return shares;
}

double degrees_of_freedom(const SingularSystem& s, double lambda) { return kept_shares(s, lambda).sum(); }

double condition_number(const SingularSystem& s, double lambda) {
    check_lambda(lambda);
    const double last = s.rank < s.v.cols() ? 0.0 : s.sigma[s.rank - 1];
    const double least = last * last + lambda;
    if (!(least > 0.0)) return std::numeric_limits<double>::infinity();
    return (s.sigma[0] * s.sigma[0] + lambda) / least;
}

Eigen::MatrixXd hat_matrix(const SingularSystem& s) {
    const Eigen::MatrixXd basis = s.u.leftCols(s.rank);
    return basis * basis.transpose();
}

Eigen::VectorXd stopped_shares(const SingularSystem& s, double rate, double steps) {
    Eigen::VectorXd shares = Eigen::VectorXd::Zero(s.v.cols());
    for (Eigen::Index i = 0; i < s.rank; ++i) shares[i] = stopped_share(s.sigma[i], rate, steps);
    return shares;
}

Eigen::VectorXd after_steps(const SingularSystem& s, const Eigen::VectorXd& y, double rate, double steps) {
    return along_directions(s, y, [&](double sigma) { return stopped_share(sigma, rate, steps) / sigma; });
}

double ridge_objective(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& w,
                       double lambda) {
    return 0.5 * (y - x * w).squaredNorm() + 0.5 * lambda * w.squaredNorm();
}

Eigen::VectorXd ridge_gradient(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& w,
                               double lambda) {
    return x.transpose() * (x * w - y) + lambda * w;
}

double r_squared(const Eigen::VectorXd& y, const Eigen::VectorXd& fitted) {
    const Eigen::VectorXd centred = y.array() - y.mean();
    const double total = centred.squaredNorm();
    if (!(total > 0.0)) return std::numeric_limits<double>::quiet_NaN();
    return 1.0 - (y - fitted).squaredNorm() / total;
}

}  // namespace lossfield::math
