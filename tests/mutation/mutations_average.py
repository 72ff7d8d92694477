"""Mutations of moving averages and of what they do to batch size and rate; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/descent/ema.hpp",
        "m.push_back(last = beta * last + (1.0 - beta) * x);",
        "m.push_back(last = beta * last + x);",
    ),
    (
        "math/descent/ema.hpp",
        "(corrected ? bias_correction(beta, t) : 1.0)",
        "(corrected ? bias_correction(beta, t + 1) : 1.0)",
    ),
    (
        "math/descent/ema.hpp",
        "return (1.0 - beta) / (1.0 + beta);",
        "return 1.0 - beta;",
    ),
    (
        "math/descent/ema.hpp",
        "variance_ratio(beta) * bias_correction(beta, 2 * t)",
        "variance_ratio(beta) * bias_correction(beta, t)",
    ),
    (
        "math/descent/ema.hpp",
        "(2.0 - share) / share",
        "1.0 / share",
    ),
    (
        "math/descent/ema.hpp",
        "return 1.0 / variance_ratio(beta); }",
        "return 1.0 / (1.0 - beta); }",
    ),
    (
        "math/descent/ema.hpp",
        "return beta / (1.0 - beta);",
        "return 1.0 / (1.0 - beta);",
    ),
    (
        "math/descent/ema.hpp",
        "    return 1.0 / (1.0 - beta);",
        "    return 2.0 / (1.0 - beta);",
    ),
    (
        "math/descent/ema.hpp",
        "std::sqrt((snr * snr + variance_ratio(beta)) / (snr * snr + 1.0))",
        "std::sqrt((snr + variance_ratio(beta)) / (snr + 1.0))",
    ),
    (
        "math/descent/ema.hpp",
        "(1.0 + variance_ratio(beta) / snr / snr)",
        "(1.0 + variance_ratio(beta) / snr)",
    ),
    (
        "math/descent/ema.hpp",
        "(rms - least) * (rms + least) / ",
        "(rms - least) / ",
    ),
    (
        "math/descent/ema.hpp",
        "1.0 / std::sqrt(1.0 + noise_scale / batch)",
        "1.0 / (1.0 + noise_scale / batch)",
    ),
    (
        "math/descent/ema.hpp",
        "(rho / a + 2.0 * beta / (1.0 + beta) * a)",
        "(rho / a + 2.0 * beta * a)",
    ),
    (
        "math/descent/ema.hpp",
        "(1.0 - beta) / (3.0 * beta - 1.0)",
        "(1.0 - beta) / (3.0 * beta)",
    ),
    (
        "math/descent/ema.hpp",
        "std::sqrt((1.0 - beta) / (2.0 * beta))",
        "(1.0 - beta) / (2.0 * beta)",
    ),
]
