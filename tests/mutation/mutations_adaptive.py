"""Mutations of Adam's family and the other adaptive optimizers; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/optimizers/adam_steppers.hpp",
        "m = beta1 * m + (1.0 - beta1) * g;",
        "m = beta1 * m + g;",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "x -= c.step * memory[0] / (std::sqrt(c.scale * memory[1]) + epsilon);",
        "x -= c.step * memory[0] / std::sqrt(c.scale * memory[1] + epsilon);",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "x = x * (1.0 - c.rate * decay)",
        "x = x * (1.0 - decay)",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "memory[2] = memory[1] > memory[2] ? memory[1] : memory[2];",
        "memory[2] = memory[1];",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "c.next * memory[0] / ahead + (1.0 - c.now) * g / memory[2]",
        "c.next * memory[0] / memory[2] + (1.0 - c.now) * g / memory[2]",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "return {now, now / c1, 1.0 / c2, c1, c2};",
        "return {now, now, 1.0 / c2, c1, c2};",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "memory[0] += g * g;",
        "memory[0] += g;",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "const double move = std::sqrt((memory[1] + epsilon) / (memory[0] + epsilon)) * g;",
        "const double move = std::sqrt(memory[1] + epsilon) / (std::sqrt(memory[0]) + epsilon) * g;",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "memory[0] += meta * memory[1] * g;",
        "memory[0] -= meta * memory[1] * g;",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "x *= std::exp(-c.rate * g);",
        "x *= 1.0 - c.rate * g;",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "v = beta2 * v + (1.0 - beta2) * (g * g);",
        "v = beta2 * v + (1.0 - beta2) * g;",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "x -= c.step * memory[0] / (std::sqrt(c.scale * memory[2]) + epsilon);",
        "x -= c.step * memory[0] / (std::sqrt(c.scale * memory[1]) + epsilon);",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "if (!bias_correction) return {now, now, 1.0, 1.0, 1.0};",
        "",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "beta1 * (1.0 - 0.5 * std::pow(0.96,",
        "beta1 * (1.0 - std::pow(0.96,",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "memory[2] = c.now * memory[2] + (1.0 - c.now);",
        "memory[2] = c.next * memory[2] + (1.0 - c.next);",
    ),
    (
        "math/optimizers/adam_steppers.hpp",
        "x -= c.rate * mean / (std::sqrt(c.scale * memory[1]) + epsilon);",
        "x -= c.step * mean / (std::sqrt(c.scale * memory[1]) + epsilon);",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "(1.0 - decay) * (move * move);",
        "(1.0 - decay) * (g * g);",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "x -= c.rate * move;",
        "x -= move;",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "x -= c.rate * std::exp(memory[0]) * g;",
        "x -= c.rate * g;",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "memory[1] = g;",
        "memory[1] = memory[0];",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "memory[0] += g * g;\n        x -= c.rate * g / (std::sqrt(memory[0]) + epsilon);",
        "memory[0] += g * g;\n        x -= c.rate * g / std::sqrt(memory[0] + epsilon);",
    ),
    (
        "math/optimizers/adaptive_steppers.hpp",
        "(1.0 - decay) * (g * g);\n        x -= c.rate * g / (std::sqrt(memory[0]) + epsilon);",
        "(1.0 - decay) * (g * g);\n        x -= c.rate * g / std::sqrt(memory[0] + epsilon);",
    ),
]
