"""Mutations of what landscapes share, of quadratics, polynomials and valleys; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/landscapes/facts.hpp",
        "{{c, s}, {-s, c}",
        "{{c, s}, {s, c}",
    ),
    (
        "math/numerics/plane_range.hpp",
        "p.y <= y_high;",
        "p.x <= y_high;",
    ),
    (
        "math/numerics/plane_section.cpp",
        "if (u <= 0) out.push_back(a);",
        "if (u >= 0) out.push_back(a);",
    ),
    (
        "math/numerics/plane_range.hpp",
        "std::min(t.high, std::max(a, b))",
        "std::min(t.high, std::min(a, b))",
    ),
    (
        "math/numerics/plane_range.hpp",
        "middle(cell % side)",
        "middle(cell / side)",
    ),
    (
        "math/landscapes/search.hpp",
        "(h.xx * g.y - h.xy * g.x) / det",
        "(h.xx * g.y + h.xy * g.x) / det",
    ),
    (
        "math/landscapes/search.hpp",
        "if (curvature.low < 0.0 && curvature.high > 0.0)",
        "if (curvature.low < 0.0)",
    ),
    (
        "math/landscapes/quadratics.hpp",
        "const Scalar v = turn_.cos * y - turn_.sin * x;",
        "const Scalar v = turn_.cos * y + turn_.sin * x;",
    ),
    (
        "math/landscapes/quadratics.hpp",
        "return {turn_.cos * u - turn_.sin * v,",
        "return {turn_.cos * u + turn_.sin * v,",
    ),
    (
        "math/landscapes/quadratics.cpp",
        "(1.0 - kappa_) * (s * c)",
        "(kappa_ - 1.0) * (s * c)",
    ),
    (
        "math/landscapes/quadratics.hpp",
        "const Scalar a = x + 2.0 * y - 7.0;",
        "const Scalar a = x + 2.0 * y - 8.0;",
    ),
    (
        "math/landscapes/quadratics.hpp",
        "return {2.0 * a + 4.0 * b, 4.0 * a + 2.0 * b};",
        "return {2.0 * a + 4.0 * b, 2.0 * a + 4.0 * b};",
    ),
    (
        "math/landscapes/quadratics.cpp",
        "{10.0, 8.0, 10.0}",
        "{10.0, 4.0, 10.0}",
    ),
    (
        "math/landscapes/quadratics.cpp",
        "{{{1.0, 3.0}}, {}, {}}",
        "{{{3.0, 1.0}}, {}, {}}",
    ),
    (
        "math/landscapes/quadratics.hpp",
        "0.25 * (across * across) + 0.01 * (along * along)",
        "0.25 * (across * across) + 0.02 * (along * along)",
    ),
    (
        "math/landscapes/quadratics.hpp",
        "return {along + across, along - across};",
        "return {along + across, along + across};",
    ),
    (
        "math/landscapes/quadratics.cpp",
        "{0.52, -0.48, 0.52}",
        "{0.52, 0.48, 0.52}",
    ),
    (
        "math/landscapes/quadratics.hpp",
        "return {x, -y};",
        "return {x, y};",
    ),
    (
        "math/landscapes/polynomials.hpp",
        "return {x * (x * x - 1.0) + tilt, y};",
        "return {x * (x * x - 1.0) - tilt, y};",
    ),
    (
        "math/landscapes/polynomials.cpp",
        "const double ratio = -tilt / critical_tilt;",
        "const double ratio = tilt / critical_tilt;",
    ),
    (
        "math/landscapes/polynomials.hpp",
        "square * (square / 6.0 - 1.05)) + y * (x + y);",
        "square * (square / 6.0 - 1.5)) + y * (x + y);",
    ),
    (
        "math/landscapes/polynomials.hpp",
        "(4.0 + square * (square - 4.2)) + y",
        "(4.0 + square * (square - 4.0)) + y",
    ),
    (
        "math/landscapes/polynomials.cpp",
        "4.0 + square * (5.0 * square - 12.6), 1.0, 2.0",
        "4.0 + square * (5.0 * square - 12.6), 1.0, 1.0",
    ),
    (
        "math/landscapes/polynomials.cpp",
        "const double near = std::sqrt(2.1 - std::sqrt(0.91));",
        "const double near = std::sqrt(2.1 + std::sqrt(0.91));",
    ),
    (
        "math/landscapes/polynomials.hpp",
        "4.0 * yy * (yy - 1.0);",
        "4.0 * yy * (yy + 1.0);",
    ),
    (
        "math/landscapes/polynomials.hpp",
        "x + y * (16.0 * (y * y) - 8.0)",
        "x + y * (16.0 * (y * y) - 4.0)",
    ),
    (
        "math/landscapes/polynomials.cpp",
        "48.0 * (y * y) - 8.0",
        "24.0 * (y * y) - 8.0",
    ),
    (
        "math/landscapes/polynomials.cpp",
        "points.push_back({-points.back().x, -points.back().y});",
        "points.push_back({-points.back().x, points.back().y});",
    ),
    (
        "math/landscapes/polynomials.hpp",
        "return {4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b};",
        "return {4.0 * x * a, 2.0 * a + 4.0 * y * b};",
    ),
    (
        "math/landscapes/polynomials.cpp",
        "12.0 * (y * y) + 4.0 * x - 26.0",
        "12.0 * (y * y) + 4.0 * x - 28.0",
    ),
    (
        "math/landscapes/polynomials.hpp",
        "0.5 * square * (square - 16.0) + 2.5 * x",
        "0.5 * square * (square - 16.0) - 2.5 * x",
    ),
    (
        "math/landscapes/polynomials.hpp",
        "x * (2.0 * (x * x) - 16.0) + 2.5",
        "x * (2.0 * (x * x) - 16.0) - 2.5",
    ),
    (
        "math/landscapes/polynomials.cpp",
        "6.0 * (x * x) - 16.0",
        "6.0 * (x * x) - 8.0",
    ),
    (
        "math/landscapes/polynomials.cpp",
        "{-2.903534, 2.746803, 0.156731}",
        "{-2.903534, 2.746803, 2.746803}",
    ),
    (
        "math/landscapes/polynomials.hpp",
        "return {3.0 * ((x - y) * (x + y)), -6.0 * (x * y)};",
        "return {3.0 * ((x - y) * (x + y)), 6.0 * (x * y)};",
    ),
    (
        "math/landscapes/polynomials.cpp",
        "{6.0 * x, -6.0 * y, -6.0 * x}",
        "{6.0 * x, -6.0 * y, 6.0 * x}",
    ),
    (
        "math/landscapes/valleys.hpp",
        "return {-2.0 * (1.0 - x) - 400.0 * x * b, 200.0 * b};",
        "return {2.0 * (1.0 - x) - 400.0 * x * b, 200.0 * b};",
    ),
    (
        "math/landscapes/valleys.cpp",
        "-400.0 * x, 200.0};",
        "400.0 * x, 200.0};",
    ),
    (
        "math/landscapes/valleys.hpp",
        "const Scalar c = 2.625 - x * (1.0 - square * y);",
        "const Scalar c = 2.625 - x * (1.0 - square * square);",
    ),
    (
        "math/landscapes/valleys.hpp",
        "2.0 * x * (a + 2.0 * y * b + 3.0 * square * c)",
        "2.0 * x * (a + 2.0 * y * b + 2.0 * square * c)",
    ),
    (
        "math/landscapes/valleys.cpp",
        "2.0 * y * (b - x * q)",
        "2.0 * y * (b + x * q)",
    ),
    (
        "math/landscapes/valleys.cpp",
        "{0.100538, -2.644514}",
        "{0.0, 1.0}",
    ),
    (
        "math/landscapes/valleys.hpp",
        "return {0.1 * x - 2.0 * std::cos(x) * b, b};",
        "return {0.1 * x - std::cos(x) * b, b};",
    ),
    (
        "math/landscapes/valleys.hpp",
        "return 0.05 * (x * x) + 0.5 * kappa_ * (b * b);",
        "return 0.1 * (x * x) + 0.5 * kappa_ * (b * b);",
    ),
    (
        "math/landscapes/valleys.cpp",
        "2.0 * s * (y - 2.0 * s)",
        "2.0 * s * (y - s)",
    ),
    (
        "math/landscapes/valleys.hpp",
        "return 30.0 + d * d * (18.0 + d * (3.0 * d - 16.0));",
        "return 30.0 + d * d * (18.0 + d * (3.0 * d - 14.0));",
    ),
    (
        "math/landscapes/valleys.hpp",
        "return {by_u + 2.0 * by_d, by_u - 3.0 * by_d};",
        "return {by_u + 2.0 * by_d, by_u + 3.0 * by_d};",
    ),
    (
        "math/landscapes/valleys.hpp",
        "return 12.0 * d * (d - 1.0) * (d - 3.0);",
        "return 12.0 * d * (d - 1.0) * (d - 2.0);",
    ),
    (
        "math/landscapes/valleys.cpp",
        "uu - ud - 6.0 * dd",
        "uu + ud - 6.0 * dd",
    ),
    (
        "math/landscapes/valleys.cpp",
        "{1.2, -0.2}",
        "{0.6, 0.4}",
    ),
    (
        "math/landscapes/landscapes.cpp",
        "row[i] = l.value(x[i], y[j]);",
        "row[i] = l.value(y[j], x[i]);",
    ),
    (
        "math/landscapes/lanes.cpp",
        "l.gradient(x0[i], x1[i])",
        "l.gradient(x1[i], x0[i])",
    ),
    (
        "math/landscapes/lanes.cpp",
        "g2[i] = at[2]",
        "g2[i] = at[1]",
    ),
    (
        "math/landscapes/landscapes.cpp",
        "if (!(bend.low > 0.0) || !flat ||",
        "if (!flat ||",
    ),
    (
        "math/landscapes/landscapes.cpp",
        "|| !(distance(found, at) <= radius)",
        "",
    ),
]
