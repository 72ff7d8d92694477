"""Mutations of the losses, their fits and grids; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/losses/logit_losses.hpp",
        "const Scalar h = right ? ratio / (1.0 + gamma * ratio) : 1.0 / (gamma + ratio);",
        "const Scalar h = right ? ratio / (1.0 + ratio) : 1.0 / (gamma + ratio);",
    ),
    (
        "math/losses/logit_losses.hpp",
        "if (gamma == 1.0) return h;",
        "",
    ),
    (
        "math/losses/logit_losses.hpp",
        "pow(rest / (weight + rest), loss.focal_gamma)",
        "pow(weight / (weight + rest), loss.focal_gamma)",
    ),
    (
        "math/losses/logit_losses.cpp",
        "-loss.gamma * p / mixed / mixed * v.q",
        "loss.gamma * p / mixed / mixed * v.q",
    ),
    (
        "math/losses/logit_losses.cpp",
        "return {p / mixed,",
        "return {1.0 / mixed,",
    ),
    (
        "math/losses/logit_losses.cpp",
        "power * (1.0 + f * p * ratio)",
        "power",
    ),
    (
        "math/losses/logit_losses.cpp",
        "(2.0 - v.c + (f - 1.0) * p * ratio)",
        "(2.0 - v.c)",
    ),
    (
        "math/losses/logit_losses.cpp",
        "x = (1.0 - smoothing) * x + smoothing / static_cast<double>(classes);",
        "x = (1.0 - smoothing) * x;",
    ),
    (
        "math/losses/logit_losses.cpp",
        "u[target] = -q;",
        "u[target] = q;",
    ),
    (
        "math/losses/residual_losses.hpp",
        "Scalar(loss.delta * (size - 0.5 * loss.delta));",
        "Scalar(loss.delta * size);",
    ),
    (
        "math/losses/residual_losses.hpp",
        "return size + log1p(exp(-2.0 * size)) - std::numbers::ln2;",
        "return size + log1p(exp(-size)) - std::numbers::ln2;",
    ),
    (
        "math/losses/residual_losses.hpp",
        "return 0.5 * log1p(s * s);",
        "return 0.5 * s * s;",
    ),
    (
        "math/losses/residual_losses.hpp",
        "0.5 * (loss.nu + 1.0) * log1p(u * u / loss.nu)",
        "0.5 * loss.nu * log1p(u * u / loss.nu)",
    ),
    (
        "math/losses/residual_losses.cpp",
        "std::lgamma(0.5 * nu) - std::lgamma(0.5 * (nu + 1.0))",
        "std::lgamma(0.5 * nu) + std::lgamma(0.5 * (nu + 1.0))",
    ),
    (
        "math/losses/residual_losses.cpp",
        "return (loss.nu + 1.0) * r / (",
        "return loss.nu * r / (",
    ),
    (
        "math/losses/residual_losses.cpp",
        "((square - r * r) / sum)",
        "((square + r * r) / sum)",
    ),
    (
        "math/losses/residual_losses.cpp",
        "return 2.0 * r;",
        "return r;",
    ),
    (
        "math/losses/line_moments.cpp",
        "+ up * mean_x), 2.0 * up};",
        "- up * mean_x), 2.0 * up};",
    ),
    (
        "math/losses/logistic.hpp",
        "Scalar(m + log1p(exp(-m)))",
        "Scalar(log1p(exp(-m)))",
    ),
    (
        "math/losses/logistic.hpp",
        "return 0.5 * w * w;",
        "return w * w;",
    ),
    (
        "math/losses/logistic.cpp",
        "slope * (2.0 * right - wrong)",
        "slope * (right - wrong)",
    ),
    (
        "math/losses/logistic.cpp",
        "const double slope = wrong * wrong * right;",
        "const double slope = wrong * right;",
    ),
    (
        "math/losses/logistic.cpp",
        "return one_place || (high[0] > low[1] && high[1] > low[0]);",
        "return high[0] >= low[1] && high[1] >= low[0];",
    ),
    (
        "math/numerics/local_model.hpp",
        "sum.hessian.xy += weight * terms.curvature * x;",
        "sum.hessian.xy += weight * terms.curvature * x * x;",
    ),
    (
        "math/numerics/local_model.hpp",
        "0.5 * std::atan2(2.0 * h.xy, h.xx - h.yy)",
        "0.5 * std::atan2(h.xy, h.xx - h.yy)",
    ),
    (
        "math/losses/logit_grid.cpp",
        "row.c[i] += (x[i] - ((1.0 + x[i]) - 1.0)) * row.p[i];",
        "",
    ),
    (
        "math/losses/logit_grid.cpp",
        "constexpr double whole_row_reach = 300.0;",
        "constexpr double whole_row_reach = 1e9;",
    ),
    (
        "math/losses/logit_grid.cpp",
        "const double second = target == 2 ? row.p[i] * up : factor * other;",
        "const double second = factor * other;",
    ),
    (
        "math/losses/logit_grid.cpp",
        "sum += s[k] * ((z[target] - z[k]) / temperature);",
        "sum += s[k] * (z[target] - z[k]);",
    ),
    (
        "math/losses/line_moments.cpp",
        "variance_x * turn * turn + up * up + least",
        "variance_x * turn * turn + up * up",
    ),
    (
        "math/losses/fit_grid.cpp",
        "rest[k] = k > 0 && held + factor > separable_reach;",
        "rest[k] = false;",
    ),
    (
        "math/losses/fit_grid.cpp",
        "return inner * (size - 0.5 * inner);",
        "return inner * size;",
    ),
    (
        "math/losses/fit_grid.cpp",
        "if (reach <= separable_reach) return fill_log_cosh",
        "if (true) return fill_log_cosh",
    ),
    (
        "math/losses/fit_grid.cpp",
        "out[i] += std::max(slope[i] * wrong[k] + lift, 0.0);",
        "out[i] += std::max(slope[i] * wrong[k], 0.0);",
    ),
    (
        "math/losses/label_smoothing.cpp",
        "return {cross_entropy + wrong * gap, wrong - rest, right, rest / others};",
        "return {cross_entropy + wrong * gap, rest - wrong, right, rest / others};",
    ),
    (
        "math/losses/label_smoothing.cpp",
        "std::log(e + others) - gap;",
        "std::log(e + others) + gap;",
    ),
    (
        "math/losses/label_smoothing.cpp",
        "return std::log1p(static_cast<double>(classes) * (1 - smoothing) / smoothing);",
        "return std::log(static_cast<double>(classes) * (1 - smoothing) / smoothing);",
    ),
    (
        "math/losses/label_smoothing.cpp",
        "(alpha - 1) * (std::log(weight) + std::log1p(-weight)) - log_beta",
        "(alpha - 1) * (std::log(weight) + std::log1p(-weight)) + log_beta",
    ),
    (
        "math/losses/plane_descent.cpp",
        "losses[k] > losses[k - 1] + noise",
        "losses[k] < losses[k - 1] + noise",
    ),
    (
        "math/losses/plane_descent.cpp",
        "&& here.value > start",
        "&& here.value < start",
    ),
    (
        "math/losses/plane_descent.cpp",
        "{-gx / norm, -gy / norm}",
        "{gx / norm, gy / norm}",
    ),
    (
        "math/losses/plane_descent.cpp",
        "share * (i < 0 ? t.low : t.high)",
        "share * (i < 0 ? t.high : t.high)",
    ),
    (
        "math/numerics/local_model.hpp",
        "-(xx * gy - xy * gx) / determinant",
        "-(xx * gy + xy * gx) / determinant",
    ),
]
