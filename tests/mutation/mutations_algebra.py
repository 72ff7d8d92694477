"""Mutations of log-sum-exp, least squares, ridge and projections; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/losses/log_sum_exp.cpp",
        "b.highest = b.largest + spread;",
        "b.highest = b.largest + 0.5 * spread;",
    ),
    (
        "math/losses/log_sum_exp.cpp",
        "b.from_entropy = b.weighted_mean + tau * entropy(p);",
        "b.from_entropy = b.weighted_mean + entropy(p);",
    ),
    (
        "math/losses/log_sum_exp.cpp",
        "b.from_collision = b.weighted_mean - tau * std::log(collision);",
        "b.from_collision = b.weighted_mean + tau * std::log(collision);",
    ),
    (
        "math/losses/log_sum_exp.cpp",
        "return top + tau * std::log1p(std::exp((std::min(a, b) - top) / tau));",
        "return top + tau * std::log1p(std::exp(std::min(a, b) - top));",
    ),
    (
        "math/losses/floating_log_sum_exp.cpp",
        "return shift + std::log(sum);",
        "return shift - std::log(sum);",
    ),
    (
        "math/losses/floating_log_sum_exp.cpp",
        "while (bad - good > 1 || good - bad > 1) {",
        "while (bad - good > 2 || good - bad > 2) {",
    ),
    (
        "math/losses/floating_log_sum_exp.cpp",
        "sum += std::exp(static_cast<long double>(v) - top);",
        "sum += std::exp(v - static_cast<Float>(top));",
    ),
    (
        "math/likelihood/least_squares.cpp",
        "return 1.0 / (sigma + lambda / sigma);",
        "return 1.0 / (sigma + lambda);",
    ),
    (
        "math/likelihood/least_squares.cpp",
        "if (i < s.u.cols()) s.u.col(i) = -s.u.col(i);",
        "",
    ),
    (
        "math/likelihood/least_squares.cpp",
        "const double last = s.rank < s.v.cols() ? 0.0 : s.sigma[s.rank - 1];",
        "const double last = s.sigma[s.rank - 1];",
    ),
    (
        "math/likelihood/least_squares.cpp",
        "const Eigen::MatrixXd basis = s.u.leftCols(s.rank);",
        "const Eigen::MatrixXd basis = s.u;",
    ),
    (
        "math/likelihood/least_squares.cpp",
        "return slow < 1.0 ? -std::expm1(steps * std::log1p(-slow)) : 1.0 - std::pow(1.0 - slow, steps);",
        "return slow < 1.0 ? -std::expm1(-steps * slow) : 1.0 - std::pow(1.0 - slow, steps);",
    ),
    (
        "math/likelihood/least_squares.cpp",
        "return 0.5 * (y - x * w).squaredNorm() + 0.5 * lambda * w.squaredNorm();",
        "return 0.5 * (y - x * w).squaredNorm() + lambda * w.squaredNorm();",
    ),
    (
        "math/likelihood/least_squares.cpp",
        "return 1.0 - (y - fitted).squaredNorm() / total;",
        "return 1.0 - (y - fitted).squaredNorm() / y.squaredNorm();",
    ),
    (
        "math/simplex/convex_projection.hpp",
        "return centre + (radius / away) * (x - centre);",
        "return (radius / away) * (x - centre);",
    ),
    (
        "math/simplex/convex_projection.hpp",
        "return x.cwiseMax(low).cwiseMin(high);",
        "return x.cwiseMin(low).cwiseMax(high);",
    ),
]
