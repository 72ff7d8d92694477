"""Mutations of Bregman divergences; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/information/bregman.cpp",
        "return q == 0.0 ? infinity : divergence_term(q, p) / q;",
        "return q == 0.0 ? infinity : divergence_term(p, q) / q;",
    ),
    (
        "math/information/bregman.cpp",
        "result[0] = w.xx * x + w.xy * y;",
        "result[0] = w.xx * x + 2.0 * w.xy * y;",
    ),
    (
        "math/information/bregman.cpp",
        "(p - q) / p / q",
        "(p - q) / q / q + 0.0 * p",
    ),
    (
        "math/information/bregman.cpp",
        "if (generator == Generator::ItakuraSaito) return (p - q) / q / q;",
        "if (generator == Generator::ItakuraSaito) return (p - q) / q;",
    ),
    (
        "math/information/bregman.cpp",
        "if (a[i] != b[i]) sum += gap[i] * (a[i] - b[i]);",
        "sum += gap[i] * (a[i] - b[i]);",
    ),
    (
        "math/information/bregman.cpp",
        "(2.0 * mean - q) / q / q / q",
        "(mean - q) / q / q / q",
    ),
    (
        "math/information/bregman.cpp",
        "side == BallSide::OfFirst ? bregman(phi, x, centre)",
        "side == BallSide::OfSecond ? bregman(phi, x, centre)",
    ),
    (
        "math/information/bregman.cpp",
        "if (direction[i] < 0.0) outside = std::min(outside, centre[i] / -direction[i]);",
        "if (direction[i] < 0.0) outside = longest;",
    ),
    (
        "math/information/bregman.cpp",
        "const double next = shift + (sum - 1.0) / squares;",
        "const double next = shift + 0.5 * (sum - 1.0) / sum;",
    ),
    (
        "math/information/bregman.cpp",
        "std::pow(b[i], 1.0 - t) * std::pow(c[i], t)",
        "(1.0 - t) * b[i] + t * c[i]",
    ),
    (
        "math/information/divergence_term.hpp",
        "if (a < 2.0 * b && b < 2.0 * a) return std::log1p((a - b) / b);",
        "",
    ),
]
