"""Losses of ranked and similar pairs, InfoNCE, the von Mises-Fisher distribution, and training."""

PAIRS = "math/metric/pair_losses.cpp"
PAIRS_H = "math/metric/pair_losses.hpp"
NCE = "math/metric/info_nce.cpp"
VMF = "math/metric/von_mises_fisher.cpp"
TRAINING = "math/descent/training.cpp"

MUTATIONS = [
    (PAIRS, "result.gradient[pair.higher] -= lambda * pair.weight;", "result.gradient[pair.higher] += lambda * pair.weight;"),
    (PAIRS, "if (!(labels[i] > labels[k])) continue;", "if (!(labels[i] >= labels[k])) continue;"),
    (PAIRS, "-2.0 * loss.gamma * (1.0 - s)", "-2.0 * loss.gamma * (1.0 + s)"),
    (PAIRS, "2.0 * loss.gamma * s}", "loss.gamma * s}"),
    (PAIRS, "0.5 * static_cast<double>(first + 1 + after)", "0.5 * static_cast<double>(first + after)"),
    (PAIRS_H, "(s - 1.0 + loss.margin)", "(s - 1.0 - loss.margin)"),
    (PAIRS_H, "loss.gamma * weight * (s - loss.margin)", "loss.gamma * weight * (s + loss.margin)"),
    (NCE, "-std::sin(angles[k] - angles[0]) * r.by_cosine[k - 1]", "std::sin(angles[k] - angles[0]) * r.by_cosine[k - 1]"),
    (NCE, "- 2.0 / tau", "- 1.0 / tau"),
    (NCE, "(1.0 / tau + 2.0) / tau", "(1.0 / tau + 1.0) / tau"),
    (NCE, "curvature : 1.5 * curvature", "curvature : curvature"),
    (NCE, "my - slope * (mx - mean_of_x)", "my + slope * (mx - mean_of_x)"),
    (NCE, "information - 0.5 * (y - rho * x)", "0.5 * information - 0.5 * (y - rho * x)"),
    (VMF, "mean_resultant_length(d, kappa) - cosine", "mean_resultant_length(d, kappa) + cosine"),
    (VMF, "2.0 * (nu + k) / x + ratio", "2.0 * (nu + k) / x - ratio"),
    (VMF, "if (k <= count) sum", "if (k < count) sum"),
    (VMF, "half * std::log(2.0 * std::numbers::pi)", "half * std::log(std::numbers::pi)"),
    (VMF, "(d, kappa) - kappa * cosine,", "(d, kappa) + kappa * cosine,"),
    (TRAINING, "g[d] += rules.decay.coupled * at[d];", "g[d] -= rules.decay.coupled * at[d];"),
    (TRAINING, "1.0 - c.rate * rules.decay.decoupled", "1.0 + c.rate * rules.decay.decoupled"),
    (TRAINING, "if (retraction_) retraction_(state.x);\n    return state;", "return state;"),
]
