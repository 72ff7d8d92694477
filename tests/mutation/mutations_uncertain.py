"""Mutations of the regression that predicts its own spread; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/likelihood/uncertain_regression.hpp",
        "return half_log_two_pi + 0.5 * (s + z * z);",
        "return half_log_two_pi + s + 0.5 * z * z;",
    ),
    (
        "math/likelihood/uncertain_regression.cpp",
        "return {value, -z * inverse, 0.5 - 0.5 * z * z};",
        "return {value, -z, 0.5 - 0.5 * z * z};",
    ),
    (
        "math/likelihood/uncertain_regression.cpp",
        "0.5 - 0.5 * std::abs(z)",
        "1.0 - 0.5 * std::abs(z)",
    ),
    (
        "math/likelihood/uncertain_regression.cpp",
        "return 2.0 * std::log(std::abs(r));",
        "return std::log(std::abs(r));",
    ),
    (
        "math/likelihood/uncertain_regression.cpp",
        "return floor ? sigmoid(a - *floor) : 1.0;",
        "return floor && a < *floor ? 0.0 : 1.0;",
    ),
    (
        "math/likelihood/uncertain_regression.cpp",
        "loss.gradient[model.mean_terms + j] += by_spread;",
        "loss.gradient[model.mean_terms] += by_spread;",
    ),
]
