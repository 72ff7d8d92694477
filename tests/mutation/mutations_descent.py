"""Mutations of exponentiated gradients, regret bounds and projections; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/descent/exponentiated_gradient.hpp",
        "theta[i] * std::exp(-rate * g[i])",
        "theta[i] * std::exp(rate * g[i])",
    ),
    (
        "math/descent/exponentiated_gradient.hpp",
        "std::exp(-rate * theta[i] * g[i])",
        "std::exp(-rate * g[i])",
    ),
    (
        "math/descent/exponentiated_gradient.hpp",
        "next.push_back(log_p[i] - rate * g[i]);",
        "next.push_back(log_p[i] - g[i]);",
    ),
    (
        "math/descent/exponentiated_gradient.hpp",
        "return log_softmax(next);",
        "return next;",
    ),
    (
        "math/descent/exponentiated_gradient.hpp",
        "divergence_term(v[i], theta[i])",
        "divergence_term(theta[i], v[i])",
    ),
    (
        "math/descent/exponentiated_gradient.hpp",
        "return -rate * previous * now;",
        "return -rate * now * now;",
    ),
    (
        "math/descent/regret.hpp",
        "(diameter * diameter / rates.back() +",
        "(diameter * diameter / rates.front() +",
    ),
    (
        "math/descent/regret.hpp",
        "s.gradient_bound * s.gradient_bound * rate / 2.0;",
        "s.gradient_bound * s.gradient_bound * rate;",
    ),
    (
        "math/descent/regret.hpp",
        "(2.0 * alpha * std::sqrt(s.rounds))",
        "(2.0 * alpha * s.rounds)",
    ),
    (
        "math/descent/regret.hpp",
        "sum += 1.0 / std::sqrt(static_cast<double>(t))",
        "sum += 1.0 / static_cast<double>(t)",
    ),
    (
        "math/descent/regret.hpp",
        "{s.diameter / (s.gradient_bound * root),",
        "{s.diameter / s.gradient_bound,",
    ),
    (
        "math/descent/regret.hpp",
        "{s.diameter / (std::numbers::sqrt2 * s.gradient_bound),",
        "{s.diameter / (2.0 * s.gradient_bound),",
    ),
    (
        "math/descent/regret.hpp",
        "sum.dot(centre) - radius * sum.norm()",
        "-radius * sum.norm()",
    ),
    (
        "math/descent/regret.hpp",
        "game.best -= radius / sum.norm() * sum;",
        "game.best += radius / sum.norm() * sum;",
    ),
    (
        "math/simplex/convex_projection.hpp",
        "if (away.lpNorm<1>() <= radius) return x;",
        "if (away.norm() <= radius) return x;",
    ),
    (
        "math/simplex/convex_projection.hpp",
        "std::max(std::abs(s) - threshold, 0.0)",
        "std::abs(s) - threshold",
    ),
    (
        "math/simplex/convex_projection.hpp",
        "return (1.0 - threshold / length) * x;",
        "return (threshold / length) * x;",
    ),
]
