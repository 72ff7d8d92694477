"""Mutations of the losses of the margin, the support vector machine and the hinges of many classes."""

MUTATIONS = [
    ("math/margins/margin_losses.cpp", "m < 1.0 ? -2.0 * (1.0 - m) : 0.0", "m < 1.0 ? -1.0 * (1.0 - m) : 0.0"),
    ("math/margins/margin_losses.cpp", "return one(0.5 * log_odds);", "return one(log_odds);"),
    ("math/margins/margin_losses.cpp", "1.0 - loss.width * rest / likely", "1.0 - loss.width * likely / rest"),
    ("math/margins/margin_losses.cpp", "-(f + 1.0) * softplus(s) + std::log(inner)", "-f * softplus(s) + std::log(inner)"),
    ("math/margins/margin_losses.cpp", "f * f * p * l + 2.0 * f * w + w", "f * f * p * l + 2.0 * f * w - w"),
    ("math/margins/linear_separator.cpp", "sum[2] += pull;", "sum[2] -= pull;"),
    ("math/margins/support_vectors.cpp", "in.a.sum() - 0.5 * in.rules.flat", "in.a.sum() + 0.5 * in.rules.flat"),
    ("math/margins/linear_separator.cpp", "? ((y > 0.0) == right ? 0.0 : -1.0)", "? ((y > 0.0) == right ? -1.0 : 0.0)"),
    ("math/margins/multiclass_hinge.cpp", "gradient[rival] = 1.0, gradient[target] = -1.0;", "gradient[rival] = -1.0, gradient[target] = 1.0;"),
    ("math/margins/multiclass_hinge.cpp", "(std::log(p) - std::log1p(-p)) / (power - 1.0)", "(std::log(p) - std::log1p(-p)) * (power - 1.0)"),
    ("math/margins/multiclass_hinge.cpp", "most > 0.5 ? 1.0 : 0.0, most", "most > 0.5 ? 2.0 : 0.0, most"),
    ("math/margins/multiclass_hinge.cpp", "if (1.0 - (scores[target] - scores[rival]) > 0.0)", "if (1.0 + scores[rival] - scores[target] > 0.0)"),
]
