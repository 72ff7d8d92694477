"""Mutations of softmax losses with angular margins; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/margins/angular_margins.hpp",
        "return (k % 2 == 0 ? now : -now) - 2.0 * k;",
        "return (k % 2 == 0 ? now : -now) - 1.0 * k;",
    ),
    (
        "math/margins/angular_margins.hpp",
        "return c - a.margin * std::sin(a.margin);",
        "return c - std::sin(a.margin);",
    ),
    (
        "math/margins/angular_margins.cpp",
        "const double slope = multiple * second_kind(cosine, multiple - 1);",
        "const double slope = second_kind(cosine, multiple - 1);",
    ),
    (
        "math/margins/angular_margins.cpp",
        "return -multiple * std::abs(std::sin(multiple * theta));",
        "return -multiple * std::sin(multiple * theta);",
    ),
    (
        "math/margins/angular_margins.cpp",
        "std::cos(a.margin) + cosine * (std::sin(a.margin) / sine)",
        "std::cos(a.margin) - cosine * (std::sin(a.margin) / sine)",
    ),
    (
        "math/margins/angular_margins.cpp",
        "by_x[i] += pull * ((of_x ? factor * u[i] : 0) + slope * across[i] * over_x);",
        "by_x[i] += pull * ((of_x ? u[i] : 0) + slope * across[i] * over_x);",
    ),
    (
        "math/margins/angular_margins.cpp",
        "const double over_w = of_w ? 1 : length_[j] > 0 ? 1 / length_[j] : 0;",
        "const double over_w = 1;",
    ),
    (
        "math/margins/angular_margins.hpp",
        "across[i] += 0.5 * sign * squared * u[i];",
        "across[i] -= 0.5 * sign * squared * u[i];",
    ),
    (
        "math/margins/margin_regions.cpp",
        "return angle / (a.multiple + 1);",
        "return angle / a.multiple;",
    ),
    (
        "math/margins/margin_regions.cpp",
        "if (a.kind == MarginKind::ArcFace) return (angle - a.margin) / 2;",
        "if (a.kind == MarginKind::ArcFace) return angle / 2 - a.margin;",
    ),
    (
        "math/margins/margin_regions.cpp",
        "out.back().to += out.front().width();",
        "",
    ),
    (
        "math/margins/ideal_layout.cpp",
        "return classes == 2 ? 2 + std::sqrt(3.0) : 3;",
        "return classes == 2 ? 3 : 2 + std::sqrt(3.0);",
    ),
    (
        "math/margins/margin_objective.cpp",
        "const double chained = has_feature_length(kind) ? unit : x_length_[n] * x_length_[n];",
        "const double chained = has_feature_length(kind) ? unit : x_length_[n];",
    ),
    (
        "math/margins/margin_objective.cpp",
        "if (label[a] == label[b]) {",
        "if (label[a] != label[b]) {",
    ),
    (
        "math/margins/drawn_features.cpp",
        "const double angle = directions[k] + spread * drawn(seed, turns_stream, k, i);",
        "const double angle = directions[k] + drawn(seed, turns_stream, k, i);",
    ),
    (
        "math/margins/margin_objective.cpp",
        "if (!std::all_of(x.begin(), x.end(), [](double v) { return std::isfinite(v); })) return;",
        "",
    ),
    (
        "math/margins/margin_objective.cpp",
        "x[i] = length * unit[i];",
        "x[i] = unit[i];",
    ),
]
