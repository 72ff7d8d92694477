"""Mutations of softmax, cross-entropy, information and geometry; their form is in mutations.py."""

MUTATIONS = [
    (
        "math/simplex/softmax.cpp",
        "others += std::exp((z[k] - z[leader]) / temperature);",
        "others += std::exp(z[k] - z[leader]);",
    ),
    (
        "math/simplex/softmax.cpp",
        "return z[leader] + temperature * std::log1p(others);",
        "return z[leader] - temperature * std::log1p(others);",
    ),
    (
        "math/simplex/softmax.cpp",
        "weights[k] = std::exp((z[k] - highest) / temperature);",
        "weights[k] = std::exp((z[k] - highest) * temperature);",
    ),
    (
        "math/simplex/softmax.cpp",
        "(z[k] - highest) / temperature - log_sum;",
        "std::log(std::exp((z[k] - highest) / temperature)) - log_sum;",
    ),
    (
        "math/simplex/softmax.cpp",
        "x = temperature * (x - mean_log) + mean;",
        "x = temperature * x + mean;",
    ),
    (
        "math/simplex/softmax.hpp",
        "return k == leader ? others : 1.0 + (others - weight);",
        "return 1.0 + (others - weight);",
    ),
    (
        "math/losses/cross_entropy.hpp",
        "return distance + total * log1p(others);",
        "return distance - total * log1p(others);",
    ),
    (
        "math/losses/cross_entropy.hpp",
        "return distance + total * log1p(others);",
        "return distance + log1p(others);",
    ),
    (
        "math/losses/cross_entropy.hpp",
        "distance += y[k] * ((z[leader] - z[k]) / temperature);",
        "distance += y[k] * (z[leader] - z[k]);",
    ),
    (
        "math/losses/cross_entropy.cpp",
        "const double pull = weight * other_targets(k) - y[k] * e.sum_without(k, weight);",
        "const double pull = y[k] * e.sum_without(k, weight) - weight * other_targets(k);",
    ),
    (
        "math/losses/cross_entropy.cpp",
        "const double pull = weight * other_targets(k) - y[k] * e.sum_without(k, weight);",
        "const double pull = weight - y[k] * e.sum();",
    ),
    (
        "math/losses/cross_entropy.cpp",
        "gradient[k] = pull / e.sum() / temperature;",
        "gradient[k] = pull / e.sum();",
    ),
    (
        "math/losses/cross_entropy.cpp",
        "? e.sum_without(i, weight[i]) : -weight[j];",
        "? e.sum_without(i, weight[i]) : weight[j];",
    ),
    (
        "math/losses/cross_entropy.cpp",
        "SumWithout(y).total() / temperature / temperature;",
        "SumWithout(y).total() / temperature;",
    ),
    (
        "math/losses/cross_entropy.cpp",
        "slope += parts.p[j] * (difference[k] - difference[j]);",
        "slope += parts.p[j] * difference[k];",
    ),
    (
        "math/losses/cross_entropy.cpp",
        "result.gradient[k] = s.p[k] * s.pull[k] / temperature;",
        "result.gradient[k] = s.pull[k] / temperature;",
    ),
    (
        "math/losses/cross_entropy.cpp",
        "s.pull[i] + s.pull[j] + s.p[i] * s.rest[i]",
        "s.pull[i] + s.p[i] * s.rest[i]",
    ),
    (
        "math/losses/cross_entropy.cpp",
        "if (k != i && k != j) sum -= s.p[k] * s.p[k];",
        "if (k != i && k != j) sum += s.p[k] * s.p[k];",
    ),
    (
        "math/information/information.cpp",
        "if (x != 0.0) sum -= x * std::log(x);",
        "sum -= x * std::log(x);",
    ),
    (
        "math/information/information.cpp",
        "gradient.push_back(-(std::log(x) + 1.0));",
        "gradient.push_back(-std::log(x));",
    ),
    (
        "math/information/information.cpp",
        "gradient[i] -= p[i] * p[j] * log_ratio(p[i], p[j]);",
        "gradient[i] += p[i] * p[j] * log_ratio(p[i], p[j]);",
    ),
    (
        "math/information/divergence_term.hpp",
        "if (std::abs(v) >= 0.1) return p * log_ratio(p, q) - p + q;",
        "return p * std::log(p / q) - p + q;",
    ),
    (
        "math/information/divergence_term.hpp",
        "double power = 2.0 * p * v;",
        "double power = 2.0 * q * v;",
    ),
    (
        "math/information/information.cpp",
        "return sum + excess(difference, p.size());\n}\n\ndouble kl_from_log",
        "return sum;\n}\n\ndouble kl_from_log",
    ),
    (
        "math/information/information.cpp",
        "if (p[i] == 0.0 || log_q[i] > log_smallest_normal) {",
        "if (true) {",
    ),
    (
        "math/information/information.cpp",
        "p[i] == 0.0 ? 0.0 : -p[i] / q[i];",
        "q[i] == 0.0 ? 0.0 : -q[i] / p[i];",
    ),
    (
        "math/information/information.cpp",
        "divergence_term(1.0, ratio * ratio) + shift * shift",
        "divergence_term(ratio * ratio, 1.0) + shift * shift",
    ),
    (
        "math/information/information.cpp",
        "if (p[i] != 0.0) sum -= p[i] * std::log(q[i]);",
        "if (q[i] != 0.0) sum -= q[i] * std::log(p[i]);",
    ),
    (
        "math/simplex/triangle.cpp",
        "const double b1 = point.x - 0.5 * b2;",
        "const double b1 = point.x + 0.5 * b2;",
    ),
    (
        "math/simplex/triangle.cpp",
        "return {b[1] + 0.5 * b[2], height * b[2]};",
        "return {b[2] + 0.5 * b[1], height * b[1]};",
    ),
    (
        "math/simplex/triangle.cpp",
        "{here + 1, above + 1, above}",
        "{here + 1, above, above + 1}",
    ),
    (
        "math/simplex/simplex.cpp",
        "const double candidate = (sum - mass) / static_cast<double>(k + 1);",
        "const double candidate = (sum - 1.0) / static_cast<double>(k + 1);",
    ),
    (
        "math/simplex/simplex.cpp",
        "if (k > 0 && sorted[k] <= candidate) break;",
        "",
    ),
    (
        "math/simplex/simplex.cpp",
        "rate += p[j] * (d[k] - d[j]);",
        "rate += d[k] - d[j];",
    ),
    (
        "math/simplex/simplex.cpp",
        "flow[k] = p[k] * rate / temperature / temperature;",
        "flow[k] = p[k] * rate / temperature;",
    ),
    (
        "math/simplex/simplex.cpp",
        "d[k] = y[k] - p[k];",
        "d[k] = p[k] - y[k];",
    ),
    (
        "math/simplex/simplex.cpp",
        "x = finite ? x - mean",
        "x = finite ? x",
    ),
    (
        "math/simplex/simplex.cpp",
        "(velocity[classes[i]] - face.b[i] * share_rate) / face.share;",
        "velocity[classes[i]] / face.share;",
    ),
    (
        "math/numerics/dual.hpp",
        "a.derivative * b.value + a.value * b.derivative",
        "a.derivative * b.value",
    ),
    (
        "math/numerics/gradient_check.hpp",
        "if (k == 0 || error > result.worst)",
        "if (k == 0)",
    ),
]
