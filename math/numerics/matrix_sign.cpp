#include "math/numerics/matrix_sign.hpp"

#include "math/numerics/check.hpp"
#include "math/numerics/decompositions.hpp"

namespace lossfield::math {
namespace {

void check_matrix(const char* what, const Eigen::MatrixXd& m) {
    check_at_least(what, static_cast<std::size_t>(m.size()), 1);
    for (Eigen::Index j = 0; j < m.cols(); ++j) {
        for (Eigen::Index i = 0; i < m.rows(); ++i) {
            if (!std::isfinite(m(i, j))) violated(what, m(i, j), "a finite entry, below", HUGE_VAL);
        }
    }
}

void check_steps(const char* what, int steps) {
    if (steps < 0) violated(what, steps, ">=", 0);
}

// The real y > 0 with c y^2 + b y + d = 0, rising. The form of the roots that adds numbers of equal sign keeps
// the digits of the small one.
std::vector<double> positive_roots(double c, double b, double d) {
    std::vector<double> roots;
    if (c == 0.0) {
        if (b != 0.0) roots.push_back(-d / b);
    } else {
        const double discriminant = b * b - 4.0 * c * d;
        if (!(discriminant >= 0.0)) return {};
        const double q = -0.5 * (b + std::copysign(std::sqrt(discriminant), b));
        roots.push_back(q / c);
        if (discriminant > 0.0) roots.push_back(d / q);
    }
    std::sort(roots.begin(), roots.end());
    roots.erase(std::remove_if(roots.begin(), roots.end(), [](double y) { return !(y > 0.0); }), roots.end());
    return roots;
}

}  // namespace

Eigen::MatrixXd matrix_sign(const Eigen::MatrixXd& m) {
    check_matrix("matrix_sign: the matrix", m);
    const auto [u, s, v] = singular_vectors(m);
    const double none = 4.0 * static_cast<double>(std::max(m.rows(), m.cols())) *
                        std::numeric_limits<double>::epsilon() * s[0];
    const Eigen::Index rank = (s.array() > none).count();
    return u.leftCols(rank) * v.leftCols(rank).transpose();
}

Eigen::VectorXd singular_values(const Eigen::MatrixXd& m) {
    check_matrix("singular_values: the matrix", m);
    return singular_vectors(m).values;
}

double nuclear_norm(const Eigen::MatrixXd& m) { return singular_values(m).sum(); }

Eigen::MatrixXd newton_schulz(const Eigen::MatrixXd& m, const NewtonSchulz& by, int steps) {
    check_matrix("newton_schulz: the matrix", m);
    check_steps("newton_schulz: steps", steps);
    const double norm = m.stableNorm();
    if (norm == 0.0) return m;
    Eigen::MatrixXd x = m / norm;
    // X X^T and X^T X give the same product; the smaller one costs less.
    const bool wide = m.rows() < m.cols();
    for (int t = 0; t < steps; ++t) {
        Eigen::MatrixXd gram;
        if (wide) {
            gram.noalias() = x * x.transpose();
        } else {
            gram.noalias() = x.transpose() * x;
        }
        Eigen::MatrixXd polynomial = by.b * gram + by.c * (gram * gram);
        polynomial.diagonal().array() += by.a;
        if (wide) {
            x = polynomial * x;
        } else {
            x = x * polynomial;
        }
    }
    return x;
}

std::vector<FixedPoint> fixed_points(const NewtonSchulz& by) {
    std::vector<FixedPoint> points;
    for (const double y : positive_roots(by.c, by.b, by.a - 1.0)) {
        const double s = std::sqrt(y);
        points.push_back({s, by.slope(s)});
    }
    return points;
}

Interval image_of(const NewtonSchulz& by, const Interval& of, int steps) {
    check_steps("image_of: steps", steps);
    if (!(of.low <= of.high)) violated("image_of: low end", of.low, "<=", of.high);
    // g is continuous, so the image of an interval is an interval, with ends at its ends or at bends of g.
    const std::vector<double> bends = positive_roots(5.0 * by.c, 3.0 * by.b, by.a);
    Interval at = of;
    for (int t = 0; t < steps; ++t) {
        std::vector<double> values{by.value(at.low), by.value(at.high)};
        for (const double y : bends) {
            for (const double s : {-std::sqrt(y), std::sqrt(y)}) {
                if (at.low < s && s < at.high) values.push_back(by.value(s));
            }
        }
        at = {*std::min_element(values.begin(), values.end()),
              *std::max_element(values.begin(), values.end())};
    }
    return at;
}

}  // namespace lossfield::math
