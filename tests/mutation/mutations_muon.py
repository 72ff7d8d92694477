"""Mutations of the matrix sign and its iteration; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "return s * (a + s * s * (b + s * s * c)); }",
        "return s * (a + s * (b + s * s * c)); }",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "(3.0 * b + s * s * (5.0 * c))",
        "(3.0 * b + s * s * (4.0 * c))",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "{3.4445, -4.7750, 2.0315}",
        "{3.4445, -4.7570, 2.0315}",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "{15.0 / 8.0, -5.0 / 4.0, 3.0 / 8.0}",
        "{15.0 / 8.0, -5.0 / 4.0, 1.0 / 8.0}",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "const bool flips = determinant < -none;",
        "const bool flips = determinant < 0.0;",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "const double turned = flips ? 0.0 : by_rotation;",
        "const double turned = by_rotation;",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "flipped * k - turned * h",
        "flipped * k + turned * h",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "std::hypot(m[0] - m[3], m[2] + m[1])",
        "std::hypot(m[0] - m[3], m[2] - m[1])",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "(m[0] * m[0] + m[1] * m[1]) + (m[2] * m[2] + m[3] * m[3])",
        "(m[0] * m[0] + m[1] * m[1]) + m[3] * m[3]",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "const double mixed = q * (by.b + by.c * (p + r));",
        "const double mixed = q * (by.b + by.c * (p - r));",
    ),
    (
        "math/numerics/matrix_sign_2x2.hpp",
        "by.c * (p * p + q * q)",
        "by.c * (p * p)",
    ),
    (
        "math/numerics/matrix_sign.cpp",
        "const Eigen::Index rank = (s.array() > none).count();",
        "const Eigen::Index rank = s.size();",
    ),
    (
        "math/numerics/matrix_sign.cpp",
        "singular_values(m).sum(); }",
        "singular_values(m).maxCoeff(); }",
    ),
    (
        "math/numerics/matrix_sign.cpp",
        "polynomial.diagonal().array() += by.a;",
        "polynomial.diagonal().array() += 1.0;",
    ),
    (
        "math/numerics/matrix_sign.cpp",
        "positive_roots(by.c, by.b, by.a - 1.0)",
        "positive_roots(by.c, by.b, by.a)",
    ),
    (
        "math/numerics/matrix_sign.cpp",
        "positive_roots(5.0 * by.c, 3.0 * by.b, by.a)",
        "positive_roots(5.0 * by.c, 2.0 * by.b, by.a)",
    ),
]
