// The matrix sign of 2 x 2 matrices, exactly and by the Newton-Schulz iteration, in plain arithmetic on four
// numbers, and the scalar map that the iteration applies to every singular value (matrix_sign.hpp has any size).
//   msign(M) = U_r V_r^T           of M = U diag(s) V^T, over the r singular values that are not zero
//   X <- a X + b X (X^T X) + c X (X^T X)^2         from X = M / |M|_F
//   s <- g(s) = a s + b s^3 + c s^5                what the iteration does to a singular value; U, V stay
//   Muon    3.4445, -4.7750, 2.0315   steep at 0, never settles: both positive fixed points repel
//   Taylor  15/8, -5/4, 3/8           (1 + e)^(-1/2) to the second order: g(1) = 1, g'(1) = g''(1) = 0, cubic
// The closed form: with e = (m00 + m11) / 2, h = (m10 - m01) / 2, f = (m00 - m11) / 2, k = (m10 + m01) / 2, M is
// the sum of |(e, h)| times a rotation and |(f, k)| times a reflection; these lengths are (s_1 +- s_2) / 2, and
// the larger one's partner is the sign: the rotation where det M > 0, the reflection where det M < 0, and
// M / s_1 at rank one.
// M: row by row, {m00, m01, m10, m11}; no unit (scaling M by t > 0 changes nothing). A singular value counts as
// zero up to 8 eps s_1. The zero matrix gives zero. A non-finite entry gives NaN everywhere. No branch, only
// selections, and no call but sqrt, so that loops over many matrices can be vectorised (GCC: with
// -fno-math-errno -fno-trapping-math, which change no value). steps >= 0. Jordan's program divides by |M|_F + 1e-7 instead, which is not scale invariant.
// [Jordan, Jin, Boza, You, Cesista, Newhouse, Bernstein 2024, Muon; Higham 2008, Functions of matrices, 8;
// Su Jianlin, kexue.fm archives 10592, 11285]
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lossfield::math {

struct NewtonSchulz {
    double a = 0.0;
    double b = 0.0;
    double c = 0.0;

    // g and g'.
    [[nodiscard]] constexpr double value(double s) const { return s * (a + s * s * (b + s * s * c)); }
    [[nodiscard]] constexpr double slope(double s) const { return a + s * s * (3.0 * b + s * s * (5.0 * c)); }
    [[nodiscard]] constexpr double after(double s, int steps) const {
        for (int t = 0; t < steps; ++t) s = value(s);
        return s;
    }
};

inline constexpr NewtonSchulz muon_coefficients{3.4445, -4.7750, 2.0315};
inline constexpr NewtonSchulz taylor_coefficients{15.0 / 8.0, -5.0 / 4.0, 3.0 / 8.0};

using Matrix2x2 = std::array<double, 4>;

// m over its largest entry, so that no square leaves the range of doubles; zero stays zero.
[[nodiscard]] inline Matrix2x2 scaled_to_one(const Matrix2x2& m) {
    const double top = std::max(std::abs(m[0]), std::abs(m[1]));
    const double bottom = std::max(std::abs(m[2]), std::abs(m[3]));
    const double divisor = std::max(std::max(top, bottom), std::numeric_limits<double>::min());
    return {m[0] / divisor, m[1] / divisor, m[2] / divisor, m[3] / divisor};
}

[[nodiscard]] inline Matrix2x2 matrix_sign_2x2(const Matrix2x2& matrix) {
    const Matrix2x2 m = scaled_to_one(matrix);
    const double e = 0.5 * (m[0] + m[3]);
    const double h = 0.5 * (m[2] - m[1]);
    const double f = 0.5 * (m[0] - m[3]);
    const double k = 0.5 * (m[2] + m[1]);
    const double rotation = std::sqrt(e * e + h * h);
    const double reflection = std::sqrt(f * f + k * k);
    const double largest = rotation + reflection;
    // The determinant keeps the sign that the difference of the two lengths may lose to rounding.
    const double determinant = m[0] * m[3] - m[1] * m[2];
    const double none = 8.0 * std::numeric_limits<double>::epsilon() * (largest * largest);
    const double whole = std::max(largest, std::numeric_limits<double>::min());
    const bool turns = determinant > none;
    const bool flips = determinant < -none;
    const double by_rotation = 1.0 / (turns ? rotation : whole);
    const double by_reflection = 1.0 / (flips ? reflection : whole);
    const double turned = flips ? 0.0 : by_rotation;
    const double flipped = turns ? 0.0 : by_reflection;
    return {turned * e + flipped * f, flipped * k - turned * h, turned * h + flipped * k,
            turned * e - flipped * f};
}

// s_1 + s_2, which is <msign(M), M>.
[[nodiscard]] inline double nuclear_norm_2x2(const Matrix2x2& m) {
    return std::max(std::hypot(m[0] + m[3], m[2] - m[1]), std::hypot(m[0] - m[3], m[2] + m[1]));
}

// M / |M|_F, where the iteration starts.
[[nodiscard]] inline Matrix2x2 newton_schulz_start_2x2(const Matrix2x2& matrix) {
    const Matrix2x2 m = scaled_to_one(matrix);
    const double square = (m[0] * m[0] + m[1] * m[1]) + (m[2] * m[2] + m[3] * m[3]);
    const double shrink = 1.0 / std::sqrt(std::max(square, std::numeric_limits<double>::min()));
    return {shrink * m[0], shrink * m[1], shrink * m[2], shrink * m[3]};
}

[[nodiscard]] constexpr Matrix2x2 newton_schulz_step_2x2(const Matrix2x2& x, const NewtonSchulz& by) {
    // X^T X = [[p, q], [q, r]] and the symmetric polynomial of it that X is multiplied by.
    const double p = x[0] * x[0] + x[2] * x[2];
    const double q = x[0] * x[1] + x[2] * x[3];
    const double r = x[1] * x[1] + x[3] * x[3];
    const double first = by.a + (by.b * p + by.c * (p * p + q * q));
    const double mixed = q * (by.b + by.c * (p + r));
    const double second = by.a + (by.b * r + by.c * (q * q + r * r));
    return {x[0] * first + x[1] * mixed, x[0] * mixed + x[1] * second, x[2] * first + x[3] * mixed,
            x[2] * mixed + x[3] * second};
}

[[nodiscard]] inline Matrix2x2 newton_schulz_2x2(const Matrix2x2& m, const NewtonSchulz& by, int steps) {
    Matrix2x2 x = newton_schulz_start_2x2(m);
    for (int t = 0; t < steps; ++t) x = newton_schulz_step_2x2(x, by);
    return x;
}

}  // namespace lossfield::math
