"""The mutations of the numeric core: (file, exact old text, new text), the old text found once."""

MUTATIONS = [
    (
        "math/softmax.cpp",
        "others += std::exp((z[k] - z[leader]) / temperature);",
        "others += std::exp(z[k] - z[leader]);",
    ),
    (
        "math/softmax.cpp",
        "return z[leader] + temperature * std::log1p(others);",
        "return z[leader] - temperature * std::log1p(others);",
    ),
    (
        "math/softmax.cpp",
        "weights[k] = std::exp((z[k] - highest) / temperature);",
        "weights[k] = std::exp((z[k] - highest) * temperature);",
    ),
    (
        "math/softmax.cpp",
        "(z[k] - highest) / temperature - log_sum;",
        "std::log(std::exp((z[k] - highest) / temperature)) - log_sum;",
    ),
    (
        "math/softmax.cpp",
        "x = temperature * (x - mean_log) + mean;",
        "x = temperature * x + mean;",
    ),
    (
        "math/softmax.hpp",
        "return k == leader ? others : 1.0 + (others - weight);",
        "return 1.0 + (others - weight);",
    ),
    (
        "math/cross_entropy.hpp",
        "return distance + total * log1p(others);",
        "return distance - total * log1p(others);",
    ),
    (
        "math/cross_entropy.hpp",
        "return distance + total * log1p(others);",
        "return distance + log1p(others);",
    ),
    (
        "math/cross_entropy.hpp",
        "distance += y[k] * ((z[leader] - z[k]) / temperature);",
        "distance += y[k] * (z[leader] - z[k]);",
    ),
    (
        "math/cross_entropy.cpp",
        "const double pull = weight * other_targets(k) - y[k] * e.sum_without(k, weight);",
        "const double pull = y[k] * e.sum_without(k, weight) - weight * other_targets(k);",
    ),
    (
        "math/cross_entropy.cpp",
        "const double pull = weight * other_targets(k) - y[k] * e.sum_without(k, weight);",
        "const double pull = weight - y[k] * e.sum();",
    ),
    (
        "math/cross_entropy.cpp",
        "gradient[k] = pull / e.sum() / temperature;",
        "gradient[k] = pull / e.sum();",
    ),
    (
        "math/cross_entropy.cpp",
        "? e.sum_without(i, weight[i]) : -weight[j];",
        "? e.sum_without(i, weight[i]) : weight[j];",
    ),
    (
        "math/cross_entropy.cpp",
        "SumWithout(y).total() / temperature / temperature;",
        "SumWithout(y).total() / temperature;",
    ),
    (
        "math/cross_entropy.cpp",
        "slope += p[j] * (difference[k] - difference[j]);",
        "slope += p[j] * difference[k];",
    ),
    (
        "math/cross_entropy.cpp",
        "result.gradient[k] = p[k] * slope / temperature;",
        "result.gradient[k] = slope / temperature;",
    ),
    (
        "math/cross_entropy.cpp",
        "s.pull[i] + s.pull[j] + s.p[i] * s.rest[i]",
        "s.pull[i] + s.p[i] * s.rest[i]",
    ),
    (
        "math/cross_entropy.cpp",
        "if (k != i && k != j) sum -= s.p[k] * s.p[k];",
        "if (k != i && k != j) sum += s.p[k] * s.p[k];",
    ),
    (
        "math/logit_losses.hpp",
        "const Scalar h = right ? ratio / (1.0 + gamma * ratio) : 1.0 / (gamma + ratio);",
        "const Scalar h = right ? ratio / (1.0 + ratio) : 1.0 / (gamma + ratio);",
    ),
    (
        "math/logit_losses.hpp",
        "if (gamma == 1.0) return h;",
        "",
    ),
    (
        "math/logit_losses.hpp",
        "pow(rest / (weight + rest), loss.focal_gamma)",
        "pow(weight / (weight + rest), loss.focal_gamma)",
    ),
    (
        "math/logit_losses.cpp",
        "-loss.gamma * p / mixed / mixed * v.q",
        "loss.gamma * p / mixed / mixed * v.q",
    ),
    (
        "math/logit_losses.cpp",
        "return {p / mixed,",
        "return {1.0 / mixed,",
    ),
    (
        "math/logit_losses.cpp",
        "power * (1.0 + f * p * ratio)",
        "power",
    ),
    (
        "math/logit_losses.cpp",
        "(2.0 - v.c + (f - 1.0) * p * ratio)",
        "(2.0 - v.c)",
    ),
    (
        "math/logit_losses.cpp",
        "x = (1.0 - smoothing) * x + smoothing / static_cast<double>(classes);",
        "x = (1.0 - smoothing) * x;",
    ),
    (
        "math/logit_losses.cpp",
        "u[target] = -q;",
        "u[target] = q;",
    ),
    (
        "math/residual_losses.hpp",
        "Scalar(loss.delta * (size - 0.5 * loss.delta));",
        "Scalar(loss.delta * size);",
    ),
    (
        "math/residual_losses.hpp",
        "return size + log1p(exp(-2.0 * size)) - std::numbers::ln2;",
        "return size + log1p(exp(-size)) - std::numbers::ln2;",
    ),
    (
        "math/residual_losses.hpp",
        "return 0.5 * log1p(s * s);",
        "return 0.5 * s * s;",
    ),
    (
        "math/residual_losses.hpp",
        "0.5 * (loss.nu + 1.0) * log1p(u * u / loss.nu)",
        "0.5 * loss.nu * log1p(u * u / loss.nu)",
    ),
    (
        "math/residual_losses.cpp",
        "std::lgamma(0.5 * nu) - std::lgamma(0.5 * (nu + 1.0))",
        "std::lgamma(0.5 * nu) + std::lgamma(0.5 * (nu + 1.0))",
    ),
    (
        "math/residual_losses.cpp",
        "return (loss.nu + 1.0) * r / (",
        "return loss.nu * r / (",
    ),
    (
        "math/residual_losses.cpp",
        "((square - r * r) / sum)",
        "((square + r * r) / sum)",
    ),
    (
        "math/residual_losses.cpp",
        "return 2.0 * r;",
        "return r;",
    ),
    (
        "math/residual_losses.cpp",
        "mean_y - slope * mean_x",
        "mean_y + slope * mean_x",
    ),
    (
        "math/logistic.hpp",
        "Scalar(m + log1p(exp(-m)))",
        "Scalar(log1p(exp(-m)))",
    ),
    (
        "math/logistic.hpp",
        "return 0.5 * w * w;",
        "return w * w;",
    ),
    (
        "math/logistic.cpp",
        "slope * (2.0 * right - wrong)",
        "slope * (right - wrong)",
    ),
    (
        "math/logistic.cpp",
        "const double slope = wrong * wrong * right;",
        "const double slope = wrong * right;",
    ),
    (
        "math/logistic.cpp",
        "return one_place || (high[0] > low[1] && high[1] > low[0]);",
        "return high[0] >= low[1] && high[1] >= low[0];",
    ),
    (
        "math/local_model.hpp",
        "sum.hessian.xy += weight * terms.curvature * x;",
        "sum.hessian.xy += weight * terms.curvature * x * x;",
    ),
    (
        "math/local_model.hpp",
        "0.5 * std::atan2(2.0 * h.xy, h.xx - h.yy)",
        "0.5 * std::atan2(h.xy, h.xx - h.yy)",
    ),
    (
        "math/logit_grid.cpp",
        "row.c[i] += (x[i] - ((1.0 + x[i]) - 1.0)) * row.p[i];",
        "",
    ),
    (
        "math/logit_grid.cpp",
        "constexpr double separable_reach = 300.0;",
        "constexpr double separable_reach = 1e9;",
    ),
    (
        "math/logit_grid.cpp",
        "const double second = target == 2 ? row.p[i] * up : factor * other;",
        "const double second = factor * other;",
    ),
    (
        "math/logit_grid.cpp",
        "sum += s[k] * ((z[target] - z[k]) / temperature);",
        "sum += s[k] * (z[target] - z[k]);",
    ),
    (
        "math/fit_grid.cpp",
        "variance * turn * turn + lift * lift + least",
        "variance * turn * turn + lift * lift",
    ),
    (
        "math/fit_grid.cpp",
        "rest[k] = k > 0 && held + factor > separable_reach;",
        "rest[k] = false;",
    ),
    (
        "math/fit_grid.cpp",
        "return inner * (size - 0.5 * inner);",
        "return inner * size;",
    ),
    (
        "math/fit_grid.cpp",
        "if (reach <= separable_reach) return fill_log_cosh",
        "if (true) return fill_log_cosh",
    ),
    (
        "math/fit_grid.cpp",
        "out[i] += std::max(slope[i] * wrong[k] + lift, 0.0);",
        "out[i] += std::max(slope[i] * wrong[k], 0.0);",
    ),
    (
        "math/information.cpp",
        "if (x != 0.0) sum -= x * std::log(x);",
        "sum -= x * std::log(x);",
    ),
    (
        "math/information.cpp",
        "gradient.push_back(-(std::log(x) + 1.0));",
        "gradient.push_back(-std::log(x));",
    ),
    (
        "math/information.cpp",
        "gradient[i] -= p[i] * p[j] * log_ratio(p[i], p[j]);",
        "gradient[i] += p[i] * p[j] * log_ratio(p[i], p[j]);",
    ),
    (
        "math/information.cpp",
        "if (std::abs(v) >= 0.1) return p * log_ratio(p, q) - p + q;",
        "return p * std::log(p / q) - p + q;",
    ),
    (
        "math/information.cpp",
        "double power = 2.0 * p * v;",
        "double power = 2.0 * q * v;",
    ),
    (
        "math/information.cpp",
        "return sum + excess(difference, p.size());\n}\n\ndouble kl_from_log",
        "return sum;\n}\n\ndouble kl_from_log",
    ),
    (
        "math/information.cpp",
        "if (p[i] == 0.0 || log_q[i] > log_smallest_normal) {",
        "if (true) {",
    ),
    (
        "math/information.cpp",
        "p[i] == 0.0 ? 0.0 : -p[i] / q[i];",
        "q[i] == 0.0 ? 0.0 : -q[i] / p[i];",
    ),
    (
        "math/information.cpp",
        "divergence_term(1.0, ratio * ratio) + shift * shift",
        "divergence_term(ratio * ratio, 1.0) + shift * shift",
    ),
    (
        "math/information.cpp",
        "if (p[i] != 0.0) sum -= p[i] * std::log(q[i]);",
        "if (q[i] != 0.0) sum -= q[i] * std::log(p[i]);",
    ),
    (
        "math/triangle.cpp",
        "const double b1 = point.x - 0.5 * b2;",
        "const double b1 = point.x + 0.5 * b2;",
    ),
    (
        "math/triangle.cpp",
        "return {b[1] + 0.5 * b[2], height * b[2]};",
        "return {b[2] + 0.5 * b[1], height * b[1]};",
    ),
    (
        "math/triangle.cpp",
        "{here + 1, above + 1, above}",
        "{here + 1, above, above + 1}",
    ),
    (
        "math/simplex.cpp",
        "const double candidate = (sum - mass) / static_cast<double>(k + 1);",
        "const double candidate = (sum - 1.0) / static_cast<double>(k + 1);",
    ),
    (
        "math/simplex.cpp",
        "if (k > 0 && sorted[k] <= candidate) break;",
        "",
    ),
    (
        "math/simplex.cpp",
        "rate += p[j] * (d[k] - d[j]);",
        "rate += d[k] - d[j];",
    ),
    (
        "math/simplex.cpp",
        "flow[k] = p[k] * rate / temperature / temperature;",
        "flow[k] = p[k] * rate / temperature;",
    ),
    (
        "math/simplex.cpp",
        "d[k] = y[k] - p[k];",
        "d[k] = p[k] - y[k];",
    ),
    (
        "math/simplex.cpp",
        "x = finite ? x - mean",
        "x = finite ? x",
    ),
    (
        "math/simplex.cpp",
        "(velocity[classes[i]] - face.b[i] * share_rate) / face.share;",
        "velocity[classes[i]] / face.share;",
    ),
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
        "math/dual.hpp",
        "a.derivative * b.value + a.value * b.derivative",
        "a.derivative * b.value",
    ),
    (
        "math/gradient_check.hpp",
        "if (k == 0 || error > result.worst)",
        "if (k == 0)",
    ),
    (
        "math/landscapes.hpp",
        "const Scalar v = cos_ * y - sin_ * x;",
        "const Scalar v = cos_ * y + sin_ * x;",
    ),
    (
        "math/landscapes.hpp",
        "return {cos_ * u - sin_ * v, sin_ * u + cos_ * v};",
        "return {cos_ * u + sin_ * v, sin_ * u + cos_ * v};",
    ),
    (
        "math/landscapes.hpp",
        "return {-2.0 * (1.0 - x) - 400.0 * x * b, 200.0 * b};",
        "return {2.0 * (1.0 - x) - 400.0 * x * b, 200.0 * b};",
    ),
    (
        "math/landscapes.hpp",
        "return {4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b};",
        "return {4.0 * x * a, 2.0 * a + 4.0 * y * b};",
    ),
    (
        "math/landscapes.hpp",
        "return {x * (x * x - 1.0) + tilt, y};",
        "return {x * (x * x - 1.0) - tilt, y};",
    ),
    (
        "math/landscapes.cpp",
        "-400.0 * x, 200.0};",
        "400.0 * x, 200.0};",
    ),
    (
        "math/landscapes.cpp",
        "12.0 * (y * y) + 4.0 * x - 26.0",
        "12.0 * (y * y) + 4.0 * x - 28.0",
    ),
    (
        "math/landscapes.cpp",
        "const double ratio = -tilt / critical_tilt;",
        "const double ratio = tilt / critical_tilt;",
    ),
    (
        "math/landscapes.cpp",
        "(1.0 - kappa_) * (sin_ * cos_)",
        "(kappa_ - 1.0) * (sin_ * cos_)",
    ),
    (
        "math/landscapes.cpp",
        "{{c, s}, {-s, c}, {-c, -s}, {s, -c}}",
        "{{c, s}, {s, c}, {-c, -s}, {s, -c}}",
    ),
    (
        "math/landscapes.cpp",
        "row[i] = l.value(x[i], y[j]);",
        "row[i] = l.value(y[j], x[i]);",
    ),
    (
        "math/plane.hpp",
        "return {mean - radius, determinant(a) / (mean - radius)};",
        "return {mean - radius, determinant(a) / (mean + radius)};",
    ),
    (
        "math/steppers.hpp",
        "x -= rate * g; }",
        "x += rate * g; }",
    ),
    (
        "math/steppers.hpp",
        "return x + momentum * memory[0]; }",
        "return x; }",
    ),
    (
        "math/steppers.hpp",
        "return 2.0 * (1.0 + momentum) / curvature; }",
        "return 2.0 / curvature; }",
    ),
    (
        "math/steppers.hpp",
        "((1.0 + 2.0 * momentum) * curvature);",
        "((1.0 + momentum) * curvature);",
    ),
    (
        "math/steppers.hpp",
        "return exponent < -38.0 ? 1.0 : -std::expm1(exponent);",
        "return exponent < -3.8 ? 1.0 : -std::expm1(exponent);",
    ),
    (
        "math/steppers.hpp",
        "memory[0] = beta1 * memory[0] + (1.0 - beta1) * g;",
        "memory[0] = beta1 * memory[0] + g;",
    ),
    (
        "math/steppers.hpp",
        "(std::sqrt(memory[1] / c.correction2) + epsilon)",
        "std::sqrt(memory[1] / c.correction2 + epsilon)",
    ),
    (
        "math/steppers.hpp",
        "rate * (memory[0] / c.correction1)",
        "rate * memory[0]",
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
]
