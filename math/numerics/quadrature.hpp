// Integrals of smooth functions over an interval.
//   integral_a^b f(x) dx = (b - a)/2 sum_i w_i f((a + b)/2 + (b - a)/2 x_i)     exact for polynomials to degree 2 n - 1
//   adaptive: an interval whose rule differs from that of its halves is halved, 40 times at most
// x_i: the zeros of the Legendre polynomial P_n, w_i = 2 / ((1 - x_i^2) P_n'(x_i)^2). f must be finite inside (a, b);
// the ends are never asked for. Failure: n = 0 throws std::invalid_argument; a NaN of f gives NaN.
// [Gauss 1814; Abramowitz, Stegun 1964, 25.4.29]
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "math/numerics/check.hpp"

namespace lossfield::math {

struct QuadratureRule {
    std::vector<double> node, weight;  // on [-1, 1]
};

[[nodiscard]] inline QuadratureRule gauss_legendre(std::size_t n) {
    check_at_least("gauss_legendre: number of nodes", n, 1);
    QuadratureRule rule{std::vector<double>(n), std::vector<double>(n)};
    for (std::size_t i = 0; i < n; ++i) {
        const double count = static_cast<double>(n);
        double x = std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (count + 0.5)), slope = 1.0;
        for (int step = 0; step < 8; ++step) {  // Newton's method from an estimate good to 1e-3
            double before = 1.0, here = x;
            for (std::size_t k = 2; k <= n; ++k) {
                const double degree = static_cast<double>(k);
                const double next = ((2.0 * degree - 1.0) * x * here - (degree - 1.0) * before) / degree;
                before = here;
                here = next;
            }
            slope = n == 1 ? 1.0 : count * (x * here - before) / (x * x - 1.0);
            x -= here / slope;
        }
        rule.node[i] = x;
        rule.weight[i] = 2.0 / ((1.0 - x * x) * slope * slope);
    }
    return rule;
}

template <typename Function>
[[nodiscard]] double integrate(const QuadratureRule& rule, const Function& f, double a, double b) {
    const double middle = 0.5 * (a + b), half = 0.5 * (b - a);
    double sum = 0.0;
    for (std::size_t i = 0; i < rule.node.size(); ++i)
        sum += rule.weight[i] * f(middle + half * rule.node[i]);
    return half * sum;
}

// Until halving changes an interval's part by less than `relative` of it (or of 1e-300), with rules of 15 nodes.
template <typename Function>
[[nodiscard]] double integrate_adaptively(const Function& f, double a, double b, double relative = 1e-12,
                                          int halvings = 40) {
    static const QuadratureRule rule = gauss_legendre(15);
    const auto part = [&](const auto& self, double low, double high, double whole, int left) -> double {
        const double middle = 0.5 * (low + high);
        const double first = integrate(rule, f, low, middle), second = integrate(rule, f, middle, high);
        const double sum = first + second;
        if (left == 0 || !(std::abs(sum - whole) > relative * std::abs(sum) + 1e-300)) return sum;
        return self(self, low, middle, first, left - 1) + self(self, middle, high, second, left - 1);
    };
    return part(part, a, b, integrate(rule, f, a, b), halvings);
}

}  // namespace lossfield::math
