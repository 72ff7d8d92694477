"""Mutations of landscapes, optimizers and random numbers; their form is in mutations.py."""

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
        "math/landscapes.hpp",
        "const Scalar v = cos_ * y - sin_ * x;",
        "const Scalar v = cos_ * y + sin_ * x;",
    ),
    (
        "math/landscapes.hpp",
        "return {cos_ * u - sin_ * v, sin_ * u + cos_ * v};",
        "return {cos_ * u + sin_ * v, sin_ * u + cos_ * v};",
    ),
    (
        "math/landscapes.hpp",
        "return {-2.0 * (1.0 - x) - 400.0 * x * b, 200.0 * b};",
        "return {2.0 * (1.0 - x) - 400.0 * x * b, 200.0 * b};",
    ),
    (
        "math/landscapes.hpp",
        "return {4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b};",
        "return {4.0 * x * a, 2.0 * a + 4.0 * y * b};",
    ),
    (
        "math/landscapes.hpp",
        "return {x * (x * x - 1.0) + tilt, y};",
        "return {x * (x * x - 1.0) - tilt, y};",
    ),
    (
        "math/landscapes.cpp",
        "-400.0 * x, 200.0};",
        "400.0 * x, 200.0};",
    ),
    (
        "math/landscapes.cpp",
        "12.0 * (y * y) + 4.0 * x - 26.0",
        "12.0 * (y * y) + 4.0 * x - 28.0",
    ),
    (
        "math/landscapes.cpp",
        "const double ratio = -tilt / critical_tilt;",
        "const double ratio = tilt / critical_tilt;",
    ),
    (
        "math/landscapes.cpp",
        "(1.0 - kappa_) * (sin_ * cos_)",
        "(kappa_ - 1.0) * (sin_ * cos_)",
    ),
    (
        "math/landscapes.cpp",
        "{{c, s}, {-s, c}, {-c, -s}, {s, -c}}",
        "{{c, s}, {s, c}, {-c, -s}, {s, -c}}",
    ),
    (
        "math/landscapes.cpp",
        "row[i] = l.value(x[i], y[j]);",
        "row[i] = l.value(y[j], x[i]);",
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
