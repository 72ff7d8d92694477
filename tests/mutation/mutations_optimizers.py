"""Mutations of optimizers and random numbers; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/numerics/random.hpp",
        "key[1] += 0xBB67AE85;",
        "key[1] += 0xBB67AE84;",
    ),
    (
        "math/numerics/random.hpp",
        "return radius * std::cos(",
        "return radius * std::sin(",
    ),
    (
        "math/numerics/random.hpp",
        "(static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;",
        "(static_cast<double>(bits >> 11) + 0.5) * 0x1p-53;",
    ),
    (
        "math/numerics/plane.hpp",
        "return {mean - radius, determinant(a) / (mean - radius)};",
        "return {mean - radius, determinant(a) / (mean + radius)};",
    ),
    (
        "math/optimizers/lanes.cpp",
        "1.0 - c.rate * descent().decay.decoupled",
        "1.0 - descent().decay.decoupled",
    ),
    (
        "math/optimizers/lanes.cpp",
        "at.g[d][i] += by.decay.coupled * at.a[d][i];",
        "at.g[d][i] -= by.decay.coupled * at.a[d][i];",
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
        "math/optimizers/update_loops.hpp",
        "? sum + move * move : -1e300",
        "? move * move : -1e300",
    ),
    (
        "math/optimizers/update_loops.hpp",
        "sum + move * move : -1e300",
        "sum + move * move : 1e300",
    ),
    (
        "math/optimizers/lanes.cpp",
        "has_thermal || descent().decay.decoupled != 0.0",
        "has_thermal",
    ),
    (
        "math/optimizers/engine.cpp",
        "block.index[to] = block.index[from];",
        "",
    ),
    (
        "math/optimizers/engine.cpp",
        "(found < 0 || goal->number < found)",
        "(found < 0 || goal->number > found)",
    ),
    (
        "math/optimizers/engine.cpp",
        "const bool here = dot(way, way) <= radius_ * radius_;",
        "const bool here = dot(way, way) <= radius_;",
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
        "math/descent/quadratic_descent.hpp",
        "return x / (1.0 + rate * h);",
        "return x * (1.0 - rate * h);",
    ),
    (
        "math/descent/quadratic_descent.hpp",
        "return {4.0 / (sum * sum), q * q, q};",
        "return {4.0 / (sum * sum), q, q};",
    ),
    (
        "math/descent/quadratic_descent.hpp",
        "return {2.0 / (mu + largest), 0.0,",
        "return {2.0 / largest, 0.0,",
    ),
    (
        "math/optimizers/lanes.cpp",
        "thermal.at(t, static_cast<std::uint32_t>(d), lanes.index[i]);",
        "thermal.at(t, static_cast<std::uint32_t>(d), 0);",
    ),
    (
        "math/optimizers/modifiers.hpp",
        "gradient.stream | 0x80000000U",
        "gradient.stream",
    ),
    (
        "math/optimizers/basins.cpp",
        "share /= usable",
        "share /= usable + 1",
    ),
    (
        "math/optimizers/basins.cpp",
        "if (path.diverged || !within(state.x, before)) continue;",
        "if (path.diverged) continue;",
    ),
    (
        "math/optimizers/basins.cpp",
        "outcome.goal >= 0 ?",
        "outcome.goal > 0 ?",
    ),
]
