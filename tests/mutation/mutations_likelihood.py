"""Mutations of the Gaussian likelihood, the line fits, mixtures and their nearest Gaussians; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/likelihood/gaussian_likelihood.hpp",
        "0.5 * mse * exp(-2.0 * log_deviation)",
        "mse * exp(-2.0 * log_deviation)",
    ),
    (
        "math/likelihood/gaussian_likelihood.cpp",
        "n / deviation * (1.0 - mse / deviation / deviation)",
        "n / deviation * (1.0 - mse / deviation)",
    ),
    (
        "math/likelihood/gaussian_likelihood.cpp",
        "0.5 * (1.0 - square / variance) / variance",
        "0.5 * (1.0 - square) / variance",
    ),
    (
        "math/likelihood/line_fit.cpp",
        "return std::abs(r) <= loss.delta ? 1.0 : loss.delta / std::abs(r);",
        "return 1.0;",
    ),
    (
        "math/likelihood/line_fit.cpp",
        "return best_through_two(d, [](double r) { return std::abs(r); });",
        "return best_through_two(d, [](double r) { return r * r; });",
    ),
    (
        "math/likelihood/line_fit.cpp",
        "return {slope, (line.intercept - slope * mean) + level};",
        "return {slope, line.intercept + level};",
    ),
    (
        "math/likelihood/line_fit.cpp",
        "return 0.5 * sorted[(n - 1) / 2] + 0.5 * sorted[n / 2];",
        "return sorted[n / 2];",
    ),
    (
        "math/information/mixture.cpp",
        "r1 * r2 * (g1 - g2) * (g1 - g2)",
        "r1 * r2 * (g1 - g2)",
    ),
    (
        "math/information/mixture.cpp",
        "p.weight * (1.0 - p.weight) * between * between",
        "p.weight * between * between",
    ),
    (
        "math/information/mixture.cpp",
        "std::clamp(0.3 * strip,",
        "std::clamp(3.0 * strip,",
    ),
    (
        "math/information/gaussian_projection.cpp",
        "m.hessian.yy -= weight * (z * slope + z * z * curvature);",
        "m.hessian.yy -= weight * z * z * curvature;",
    ),
    (
        "math/information/gaussian_projection.cpp",
        "m.value -= entropy_of(p);",
        "",
    ),
    (
        "math/information/gaussian_projection.cpp",
        "{p.first, p.second, Gaussian{middle, wide}",
        "{p.first, p.second, p.first",
    ),
    (
        "math/likelihood/simple_likelihoods.cpp",
        "sign / n / b, 1.0 - distance / n / b",
        "sign / n, 1.0 - distance / n / b",
    ),
]
