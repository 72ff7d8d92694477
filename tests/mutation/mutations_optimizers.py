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
        "math/optimizers/momentum_steppers.hpp",
        "return x + momentum * memory[0]; }",
        "return x; }",
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
        "math/optimizers/lanes.cpp",
        "1.0 - c.rate * descent().decay.decoupled",
        "1.0 - descent().decay.decoupled",
    ),
    (
        "math/optimizers/lanes.cpp",
        "g[d][i] += by.decay.coupled * a[d][i];",
        "g[d][i] -= by.decay.coupled * a[d][i];",
    ),
    (
        "math/optimizers/lanes.cpp",
        "g[d][i] *= by.clipping.norm / length;",
        "g[d][i] *= by.clipping.norm;",
    ),
    (
        "math/optimizers/lanes.cpp",
        "by.noise.at(t, static_cast<std::uint32_t>(d), lanes.index[i]);",
        "by.noise.at(t, static_cast<std::uint32_t>(d), 0);",
    ),
    (
        "math/optimizers/engine.cpp",
        "block.index[to] = block.index[from];",
        "",
    ),
    (
        "math/optimizers/engine.cpp",
        "if (!(dot(way, way) <= radius_ * radius_)) continue;",
        "if (!(dot(way, way) <= radius_)) continue;",
    ),
    (
        "math/optimizers/modifiers.hpp",
        "deviation / std::sqrt(batch)",
        "deviation / batch",
    ),
    (
        "math/optimizers/modifiers.hpp",
        "std::expm1(-2.0 / tail * std::log(",
        "std::expm1(-1.0 / tail * std::log(",
    ),
    (
        "math/optimizers/schedule.hpp",
        "floor + (1.0 - floor) * 0.5",
        "floor + 0.5",
    ),
    (
        "math/optimizers/schedule.hpp",
        "static_cast<double>(before / every)",
        "static_cast<double>(t / every)",
    ),
    (
        "math/optimizers/schedule.hpp",
        "if (t < warm_up) return shape(t) *",
        "if (t > warm_up) return shape(t) *",
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
        "solved(metric.value(), g)",
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
        "math/optimizers/lanes.cpp",
        "thermal.at(t, static_cast<std::uint32_t>(d), lanes.index[i]);",
        "thermal.at(t, static_cast<std::uint32_t>(d), 0);",
    ),
    (
        "math/optimizers/lanes.cpp",
        "descent().noise.stream | thermal_stream",
        "descent().noise.stream",
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
