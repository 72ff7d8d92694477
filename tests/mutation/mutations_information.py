"""Mutations of the divergences of distributions and Gaussians; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/information/divergences.cpp",
        "return 0.5 * (divergence_term(p, m) + divergence_term(q, m));",
        "return 0.5 * (divergence_term(p, m) + divergence_term(m, q));",
    ),
    (
        "math/information/divergences.cpp",
        "return q == 0.0 ? infinity : (p - q) * (p - q) / q;",
        "return q == 0.0 ? infinity : (p - q) * (p - q) / p;",
    ),
    (
        "math/information/divergences.cpp",
        "return p == q ? 0.0 : (p - q) / (std::sqrt(p) + std::sqrt(q));",
        "return std::sqrt(p) - std::sqrt(q);",
    ),
    (
        "math/information/divergences.cpp",
        "return 4.0 * std::asin(half_chord(",
        "return 2.0 * std::asin(half_chord(",
    ),
    (
        "math/information/divergences.cpp",
        "return roots(1.0 / std::sin(0.5 * value));",
        "return roots(1.0 / std::sin(value));",
    ),
    (
        "math/information/divergences.cpp",
        "a == 0.0 ? -infinity : 0.5 * log_ratio(a, 0.5 * (a + b));",
        "a == 0.0 ? -infinity : 0.5 * log_ratio(a, b);",
    ),
    (
        "math/information/divergences.cpp",
        "if (kind == Divergence::KlReverse) return kl_gradient_q(q, p);",
        "if (kind == Divergence::KlReverse) return kl_gradient_q(p, q);",
    ),
    (
        "math/information/divergences.cpp",
        "return std::sqrt(-std::expm1(-kl));",
        "return -std::expm1(-kl);",
    ),
    (
        "math/information/divergences.cpp",
        "if (std::abs(carried) > rounding) slope[k] = std::copysign(gap, carried);",
        "slope[k] = std::copysign(gap, carried);",
    ),
    (
        "math/information/divergences.cpp",
        "for (double& f : transport.potential) f -= mean;",
        "",
    ),
    (
        "math/information/gaussian_divergences.cpp",
        "const double shift = q.mean - p.mean, spread = std::abs(p.deviation - q.deviation);",
        "const double shift = q.mean - p.mean, spread = p.deviation + q.deviation;",
    ),
    (
        "math/information/gaussian_divergences.cpp",
        "p_is_narrow ? -slope_by_narrow : slope_by_narrow};",
        "slope_by_narrow};",
    ),
    (
        "math/information/gaussian_divergences.cpp",
        "const double log_ratio_of_widths = std::log(ratio);",
        "const double log_ratio_of_widths = -std::log(ratio);",
    ),
    (
        "math/information/gaussian_divergences.cpp",
        "return -std::expm1(0.5 * std::log1p(-narrowing) - 0.25 * shift * shift / sum);",
        "return -std::expm1(0.5 * std::log1p(-narrowing) - 0.5 * shift * shift / sum);",
    ),
]
