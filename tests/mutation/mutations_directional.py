"""Mutations of directional derivatives, steepest directions and exact line search; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/landscapes/steepest_direction.hpp",
        "return norm == Norm::L2 ? Norm::L2 : Norm::L1;",
        "return norm == Norm::L2 ? Norm::L2 : Norm::LInfinity;",
    ),
    (
        "math/landscapes/steepest_direction.hpp",
        "return {{-g.x / size, -g.y / size}, -size, true};",
        "return {{-g.x / size, g.y / size}, -size, true};",
    ),
    (
        "math/landscapes/steepest_direction.hpp",
        "return {against, -size, x != 0.0 && y != 0.0};",
        "return {against, -size, true};",
    ),
    (
        "math/landscapes/steepest_direction.hpp",
        "return x > y ? SteepestDirection",
        "return x < y ? SteepestDirection",
    ),
    (
        "math/landscapes/steepest_direction.hpp",
        "return {{0.5 * against.x, 0.5 * against.y}, -size, false};",
        "return {against, -size, false};",
    ),
    (
        "math/landscapes/directional_derivative.hpp",
        "v.y * (h.xy * v.x + h.yy * v.y)",
        "v.y * (h.xy * v.y + h.yy * v.y)",
    ),
    (
        "math/landscapes/directional_derivative.hpp",
        "std::atan2(std::abs(a.x * b.y - a.y * b.x), dot(a, b))",
        "std::atan2(std::abs(a.x * b.y + a.y * b.x), dot(a, b))",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "if (std::abs(slope) <= rounding_reach * unit_roundoff * terms) return Slope::Level;",
        "if (slope == 0.0) return Slope::Level;",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "reach * (std::abs(h.xx) * x + std::abs(h.xy) * y) &&",
        "reach * std::abs(h.xy) * y &&",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "Second{{1.0, 0.0}, {0.0, 0.0}}",
        "Second{{2.0, 0.0}, {0.0, 0.0}}",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "(value(landscape, along(at, v, h)) - value(landscape, at)) / h",
        "(value(landscape, at) - value(landscape, along(at, v, -h))) / h",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "/ (2.0 * h);",
        "/ h;",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "std::abs(g.x * at.x) + std::abs(g.y * at.y)",
        "std::abs(g.x * at.x)",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "{0.5 * h * std::abs(line.curvature), 2.0 * noise / h}",
        "{0.5 * h * std::abs(line.curvature), 0.02 * noise / h}",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "h * h * std::abs(line.third) / 6.0",
        "h * h * std::abs(line.third) / 3.0",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "2.0 * std::sqrt(noise / std::abs(line.curvature))",
        "std::sqrt(noise / std::abs(line.curvature))",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "std::cbrt(3.0 * noise",
        "std::cbrt(6.0 * noise",
    ),
    (
        "math/descent/line_search.cpp",
        "last.t - last.slope / last.curvature",
        "last.t + last.slope / last.curvature",
    ),
    (
        "math/descent/line_search.cpp",
        "return !(trial.slope < 0.0) || lies_higher(trial, falling);",
        "return lies_higher(trial, falling);",
    ),
    (
        "math/descent/line_search.cpp",
        "(beyond_minimum(low, last) ? high : low) = last;",
        "(beyond_minimum(low, last) ? low : high) = last;",
    ),
    (
        "math/descent/line_search.cpp",
        "if (!(start.slope < 0.0))",
        "if (start.slope > 0.0)",
    ),
    (
        "math/descent/line_search.cpp",
        "return contraction * contraction;",
        "return contraction;",
    ),
    (
        "math/descent/line_search.cpp",
        "exact_line_search(landscape, here, steepest_direction(norm,",
        "exact_line_search(landscape, here, steepest_direction(Norm::L2,",
    ),
    (
        "math/landscapes/directional_derivative.cpp",
        "expected(sweep.best_h)",
        "expected(h)",
    ),
    (
        "math/landscapes/steepest_direction.hpp",
        "turn.sin / size * digits",
        "turn.sin * digits",
    ),
    (
        "math/descent/line_search.cpp",
        "(f[k] - floor) / (f[k - 1] - floor)",
        "f[k] / f[k - 1]",
    ),
    (
        "math/descent/line_search.cpp",
        "ratio > *rates.slowest",
        "ratio < *rates.slowest",
    ),
]
