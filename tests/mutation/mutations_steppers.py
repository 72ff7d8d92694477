"""Mutations of the optimizers with momentum and with curvature; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/optimizers/momentum_steppers.hpp",
        "return x + momentum * memory[0];",
        "return x;",
    ),
    (
        "math/optimizers/momentum_steppers.hpp",
        "return 2.0 * (1.0 + momentum) / curvature; }",
        "return 2.0 / curvature; }",
    ),
    (
        "math/optimizers/momentum_steppers.hpp",
        "((1.0 + 2.0 * momentum) * curvature);",
        "((1.0 + momentum) * curvature);",
    ),
    (
        "math/optimizers/momentum_steppers.hpp",
        "((1.0 - share) * g + share * memory[0])",
        "(share * g + (1.0 - share) * memory[0])",
    ),
    (
        "math/optimizers/momentum_steppers.hpp",
        "((1.0 + momentum - 2.0 * momentum * share) * curvature);",
        "((1.0 + momentum - momentum * share) * curvature);",
    ),
    (
        "math/optimizers/momentum_steppers.hpp",
        "std::sqrt(2.0 * c.rate * temperature)",
        "std::sqrt(c.rate * temperature)",
    ),
    (
        "math/optimizers/momentum_steppers.hpp",
        "x -= c.rate * sign(beta1 * memory[0] + (1.0 - beta1) * g);",
        "x -= c.rate * sign(memory[0]);",
    ),
    (
        "math/optimizers/momentum_steppers.hpp",
        "memory[0] = beta2 * memory[0] + (1.0 - beta2) * g;",
        "memory[0] = beta1 * memory[0] + (1.0 - beta1) * g;",
    ),
    (
        "math/optimizers/stepper.hpp",
        "return exponent < -38.0 ? 1.0 : -std::expm1(exponent);",
        "return exponent < -3.8 ? 1.0 : -std::expm1(exponent);",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "first * slope / (slope - ahead);",
        "first * slope / (slope + ahead);",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "q = along(q, weight[k] - dot(change, q) / dot(move, change), move);",
        "q = along(q, weight[k], move);",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "memory[d][0] = momentum * memory[d][0] + g[d];",
        "memory[d][0] = momentum * memory[d][0] - g[d];",
    ),
    (
        "math/optimizers/momentum_steppers.hpp",
        "x -= c.rate * sign(g);",
        "x -= c.rate * g;",
    ),
    (
        "math/optimizers/stepper.hpp",
        "static_cast<double>(x > 0.0) - static_cast<double>(x < 0.0)",
        "static_cast<double>(x >= 0.0) - static_cast<double>(x < 0.0)",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "if (!(slope < 0.0)) return first;",
        "if (slope < 0.0) return first;",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "0.5 * (low + high);",
        "2.0 * (low + high);",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "static_cast<int>(d)) += damping;",
        "static_cast<int>(d)) -= damping;",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "std::abs(a(1, 0)) > std::abs(a(0, 0)) ? 1 : 0",
        "std::abs(a(1, 0)) > std::abs(a(0, 0)) ? 0 : 1",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "(below - share * above) / (a(low, 1)",
        "(below + share * above) / (a(low, 1)",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "return {(above - a(top, 1) * y)",
        "return {(above - a(top, 0) * y)",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "solved(metric.value(), g, objective.dimension())",
        "g",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "dot(move, change) > 1e-12 * norm(move) * norm(change)",
        "true",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "weight[k] = dot(move, q) / dot(move, change);",
        "weight[k] = dot(move, g) / dot(move, change);",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "const double scale = dot(slot_of(memory, moves), change) / dot(change, change);",
        "const double scale = 1.0;",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "newton_schulz_2x2(m, muon_coefficients, steps)",
        "newton_schulz_2x2(m, muon_coefficients, steps + 1)",
    ),
    (
        "math/optimizers/objective.cpp",
        "return {at.x, l.goal[1], l.goal[2], at.y};",
        "return {at.x, l.goal[2], l.goal[1], at.y};",
    ),
    (
        "math/optimizers/objective.cpp",
        "PlanePoint{x[0], x[3]}",
        "PlanePoint{x[0], x[1]}",
    ),
    (
        "math/optimizers/joint_steppers.cpp",
        "else if (length < longest && dot(objective.gradient(there), d) < steep * slope)",
        "else if (false)",
    ),
    # Lines that two steppers share are told apart by the next.
    (
        "math/optimizers/momentum_steppers.hpp",
        "x += memory[0];\n    }\n    [[nodiscard]] double limit(double curvature) const { return 2.0 * (1.0",
        "x += momentum * memory[0];\n    }\n    [[nodiscard]] double limit(double curvature) const { return 2.0 * (1.0",
    ),
    (
        "math/optimizers/momentum_steppers.hpp",
        "x += memory[0];\n    }\n    [[nodiscard]] double limit(double curvature) const {\n",
        "x += momentum * memory[0];\n    }\n    [[nodiscard]] double limit(double curvature) const {\n",
    ),
]
