"""Mutations of the landscapes that are waves or models; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/landscapes/waves.hpp",
        "return {c + d - 1.5, c - d + 2.5};",
        "return {c + d - 1.5, c + d + 2.5};",
    ),
    (
        "math/landscapes/waves.cpp",
        "return {2.0 - s, -2.0 - s, 2.0 - s};",
        "return {2.0 - s, 2.0 - s, 2.0 - s};",
    ),
    (
        "math/landscapes/waves.cpp",
        "at(4.0 * pi / 3.0)",
        "at(-2.0 * pi / 3.0)",
    ),
    (
        "math/landscapes/waves.hpp",
        "const Scalar down = sin(0.5 * (x - b));",
        "const Scalar down = sin(0.5 * (x + b));",
    ),
    (
        "math/landscapes/waves.hpp",
        "y / 2000.0 + shrink * (std::cos(x) * std::sin(b))",
        "y / 2000.0 + std::cos(x) * std::sin(b)",
    ),
    (
        "math/landscapes/waves.cpp",
        "-shrink * (std::sin(x) * std::sin(b))",
        "shrink * (std::sin(x) * std::sin(b))",
    ),
    (
        "math/landscapes/waves.cpp",
        "for (const double half : {0.0, 0.5})",
        "for (const double half : {0.0})",
    ),
    (
        "math/landscapes/waves.hpp",
        "return x * x + y * y + 20.0 * (a * a + b * b);",
        "return x * x + y * y + 10.0 * (a * a + b * b);",
    ),
    (
        "math/landscapes/waves.hpp",
        "return 2.0 * x + 20.0 * std::numbers::pi",
        "return 2.0 * x + 10.0 * std::numbers::pi",
    ),
    (
        "math/landscapes/waves.cpp",
        "2.0 + 40.0 * (pi * pi)",
        "2.0 + 20.0 * (pi * pi)",
    ),
    (
        "math/landscapes/waves.cpp",
        "for (int k = -10; k <= 10; ++k)",
        "for (int k = -9; k <= 9; ++k)",
    ),
    (
        "math/landscapes/waves.hpp",
        "const Scalar r = root_mean_square(x, y) - tip;",
        "const Scalar r = root_mean_square(x, y);",
    ),
    (
        "math/landscapes/waves.hpp",
        "cone * (y / r) + wave",
        "cone * (x / r) + wave",
    ),
    (
        "math/landscapes/waves.hpp",
        "tip = 0x1p-500",
        "tip = 0x1p-20",
    ),
    (
        "math/landscapes/waves.cpp",
        "cone * (2.0 / r - v * v * bend)",
        "cone * (2.0 / r + v * v * bend)",
    ),
    (
        "math/landscapes/waves.cpp",
        "-cone * (u * v * bend) - wave * (p * q)",
        "-cone * (u * v * bend) + wave * (p * q)",
    ),
    (
        "math/landscapes/waves.cpp",
        "std::vector<PlanePoint> points{{0.0, 0.0}};",
        "std::vector<PlanePoint> points;",
    ),
    (
        "math/landscapes/waves.cpp",
        "{-p.y, -p.x}",
        "{-p.y, p.x}",
    ),
    (
        "math/landscapes/waves.cpp",
        "constexpr int nodes = 128;",
        "constexpr int nodes = 5;",
    ),
    (
        "math/landscapes/waves.hpp",
        "return -(cos(x) * cos(y) * exp(-(u * u + v * v)));",
        "return -(cos(x) * cos(y) * exp(-(u * u + 2.0 * v * v)));",
    ),
    (
        "math/landscapes/waves.hpp",
        "hat * p * (std::sin(y) + 2.0 * v * q)",
        "hat * q * (std::sin(y) + 2.0 * v * q)",
    ),
    (
        "math/landscapes/waves.cpp",
        "(3.0 - 4.0 * (t * t)) * cosine - 4.0 * t * sine",
        "(3.0 - 4.0 * (t * t)) * cosine + 4.0 * t * sine",
    ),
    (
        "math/landscapes/waves.cpp",
        "const double hill = 1.836597;",
        "const double hill = 0.836597;",
    ),
    (
        "math/landscapes/models.hpp",
        "row_.value<Scalar>(w[2] - goal[2], w[3] - goal[3])",
        "row_.value<Scalar>(w[2] - goal[2], w[3] + goal[3])",
    ),
    (
        "math/landscapes/models.hpp",
        "return {first.x, first.y, second.x, second.y};",
        "return {first.x, second.x, first.y, second.y};",
    ),
    (
        "math/landscapes/models.cpp",
        "{{{h.xx, h.xy, 0.0, 0.0}, {h.xy, h.yy, 0.0, 0.0}",
        "{{{h.xx, 0.0, h.xy, 0.0}, {h.xy, h.yy, 0.0, 0.0}",
    ),
    (
        "math/landscapes/models.cpp",
        "return {h.xx, 0.0, h.yy};",
        "return {h.xx, h.xy, h.yy};",
    ),
    (
        "math/landscapes/models.cpp",
        "{std::min(1.0, kappa_), std::max(1.0, kappa_)}",
        "{1.0, kappa_}",
    ),
    (
        "math/landscapes/models.hpp",
        "(variance + d * d) * exp(-2.0 * y);",
        "(variance + d * d) * exp(-y);",
    ),
    (
        "math/landscapes/models.hpp",
        "return {d * precision, 1.0 - (variance + d * d) * precision};",
        "return {d * precision, 1.0 + (variance + d * d) * precision};",
    ),
    (
        "math/landscapes/models.hpp",
        "variance = 14.0 / 9.0;",
        "variance = 14.0 / 6.0;",
    ),
    (
        "math/landscapes/models.cpp",
        "return {precision, -2.0 * d * precision",
        "return {precision, 2.0 * d * precision",
    ),
    (
        "math/landscapes/models.cpp",
        "return {std::exp(-2.0 * y), 0.0, 2.0};",
        "return {std::exp(-2.0 * y), 0.0, 1.0};",
    ),
]
