"""Mutations of three logits: their plane, the loss with margin and smoothing, descent on it; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/simplex/logit_plane.hpp",
        "{-root_sixth, -root_sixth, 2.0 * root_sixth}",
        "{-root_sixth, root_sixth, 2.0 * root_sixth}",
    ),
    (
        "math/simplex/logit_plane.hpp",
        "((z[2] - z[0]) + (z[2] - z[1])) * root_sixth",
        "((z[2] - z[0]) - (z[2] - z[1])) * root_sixth",
    ),
    (
        "math/losses/margin_cross_entropy.cpp",
        "t_[k] = (1.0 - smoothing) * y_[k] + smoothing / 3.0;",
        "t_[k] = (1.0 - smoothing) * y_[k] + smoothing / 2.0;",
    ),
    (
        "math/losses/margin_cross_entropy.cpp",
        "(e.w[k] * (t_[a] + t_[b]) - t_[k] * (e.w[a] + e.w[b])) / e.sum / temperature_;",
        "(e.w[k] * (t_[a] + t_[b]) + t_[k] * (e.w[a] + e.w[b])) / e.sum / temperature_;",
    ),
    (
        "math/losses/margin_cross_entropy.cpp",
        "0.5 * std::numbers::sqrt3 * (first - second)",
        "0.5 * std::numbers::sqrt3 * (first + second)",
    ),
    (
        "math/losses/margin_cross_entropy.cpp",
        "-temperature_ * t_[k] * (e.sum / e.w[k]);",
        "-t_[k] * (e.sum / e.w[k]);",
    ),
    (
        "math/losses/margin_cross_entropy.cpp",
        "(added[k] - shift) * (e.sum / e.w[k])",
        "added[k] * (e.sum / e.w[k])",
    ),
    (
        "math/losses/margin_cross_entropy.cpp",
        "temperature_ * std::log(p[k]) + margin_ * y_[k];",
        "temperature_ * std::log(p[k]) - margin_ * y_[k];",
    ),
    (
        "math/losses/margin_cross_entropy.cpp",
        "-margin_ * (y_[k] - y_[r]) / temperature_",
        "margin_ * (y_[k] - y_[r]) / temperature_",
    ),
    (
        "math/losses/margin_cross_entropy.cpp",
        "(weight - (sum - 1.0)) / sum",
        "(weight - sum) / sum",
    ),
    (
        "math/descent/logit_descent.cpp",
        "math::look_ahead(stepper_, z[k], memory_[k])",
        "z[k]",
    ),
    (
        "math/descent/logit_descent.cpp",
        "z[k] -= c.rate * way[k];",
        "z[k] += c.rate * way[k];",
    ),
    (
        "math/descent/logit_descent.cpp",
        "minimum ? loss.curvature(*minimum) : run.largest_curvature",
        "run.largest_curvature",
    ),
    (
        "math/descent/logit_descent.cpp",
        "sum += t * (std::log(t) - log_p[k]);",
        "sum += t * (0.0 - log_p[k]);",
    ),
]
