"""Mutations of optimizers and random numbers; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/random.hpp",
        "key[1] += 0xBB67AE85;",
        "key[1] += 0xBB67AE84;",
    ),
    (
        "math/random.hpp",
        "return radius * std::cos(",
        "return radius * std::sin(",
    ),
    (
        "math/random.hpp",
        "(static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;",
        "(static_cast<double>(bits >> 11) + 0.5) * 0x1p-53;",
    ),
    (
        "math/plane.hpp",
        "return {mean - radius, determinant(a) / (mean - radius)};",
        "return {mean - radius, determinant(a) / (mean + radius)};",
    ),
    (
        "math/steppers.hpp",
        "x -= rate * g; }",
        "x += rate * g; }",
    ),
    (
        "math/steppers.hpp",
        "return x + momentum * memory[0]; }",
        "return x; }",
    ),
    (
        "math/steppers.hpp",
        "return 2.0 * (1.0 + momentum) / curvature; }",
        "return 2.0 / curvature; }",
    ),
    (
        "math/steppers.hpp",
        "((1.0 + 2.0 * momentum) * curvature);",
        "((1.0 + momentum) * curvature);",
    ),
    (
        "math/steppers.hpp",
        "return exponent < -38.0 ? 1.0 : -std::expm1(exponent);",
        "return exponent < -3.8 ? 1.0 : -std::expm1(exponent);",
    ),
    (
        "math/steppers.hpp",
        "memory[0] = beta1 * memory[0] + (1.0 - beta1) * g;",
        "memory[0] = beta1 * memory[0] + g;",
    ),
    (
        "math/steppers.hpp",
        "(std::sqrt(memory[1] / c.correction2) + epsilon)",
        "std::sqrt(memory[1] / c.correction2 + epsilon)",
    ),
    (
        "math/steppers.hpp",
        "rate * (memory[0] / c.correction1)",
        "rate * memory[0]",
    ),
    (
        "math/quadratic_descent.hpp",
        "return x / (1.0 + rate * h);",
        "return x * (1.0 - rate * h);",
    ),
    (
        "math/quadratic_descent.hpp",
        "return {4.0 / (sum * sum), q * q, q};",
        "return {4.0 / (sum * sum), q, q};",
    ),
    (
        "math/quadratic_descent.hpp",
        "return {2.0 / (mu + largest), 0.0,",
        "return {2.0 / largest, 0.0,",
    ),
    (
        "math/descent.hpp",
        "{g.x + noise.at(t, 0), g.y + noise.at(t, 1)}",
        "{g.x + noise.at(t, 0), g.y + noise.at(t, 0)}",
    ),
    (
        "math/descent.hpp",
        "std::abs(x.x) <= divergence_bound && std::abs(x.y) <= divergence_bound",
        "std::abs(x.x) <= divergence_bound",
    ),
    (
        "math/descent.hpp",
        "stepper.look_ahead(from.x.y, from.memory[1])",
        "stepper.look_ahead(from.x.y, from.memory[0])",
    ),
]
