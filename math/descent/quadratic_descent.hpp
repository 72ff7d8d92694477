// One coordinate of f = h x^2 / 2, where descent can be written down, and the best rates for curvatures in
// [mu, L].
//   gradient flow   x(t) = x e^(-h t)                 dx/dt = -f'
//   proximal point  x <- x / (1 + rate h)             implicit Euler; stable for every rate > 0
//   gradient descent, best fixed rate    2 / (mu + L),                     contraction (k - 1) / (k + 1)
//   heavy ball, best                     4 / (sqrt L + sqrt mu)^2,  momentum q^2,   contraction q
//   Nesterov's own pair                  1 / L,                    momentum q,     contraction 1 - 1 / sqrt k
//   q = (sqrt k - 1) / (sqrt k + 1),  k = L / mu
// 0 < mu <= L, else std::invalid_argument. contraction: factor by which the error shrinks per step in the end.
// [Polyak 1964; Nesterov 2004, Introductory Lectures, 2.1; Su Jianlin, kexue.fm archives 9660]
#pragma once

#include <cmath>

#include "math/numerics/check.hpp"

namespace lossfield::math {

[[nodiscard]] inline double quadratic_flow(double x, double h, double t) { return x * std::exp(-h * t); }

[[nodiscard]] inline double quadratic_proximal_step(double x, double h, double rate) {
    return x / (1.0 + rate * h);
}

struct BestRate {
    double rate;
    double momentum;
    double contraction;
};

inline void check_curvatures(double mu, double largest) {
    check_positive("best rate: mu", mu);
    if (!(largest >= mu)) violated("best rate: L", largest, ">=", mu);
}

[[nodiscard]] inline BestRate best_gradient_descent(double mu, double largest) {
    check_curvatures(mu, largest);
    return {2.0 / (mu + largest), 0.0, (largest - mu) / (largest + mu)};
}

[[nodiscard]] inline BestRate best_heavy_ball(double mu, double largest) {
    check_curvatures(mu, largest);
    const double sum = std::sqrt(largest) + std::sqrt(mu);
    const double q = (std::sqrt(largest) - std::sqrt(mu)) / sum;
    return {4.0 / (sum * sum), q * q, q};
}

[[nodiscard]] inline BestRate own_nesterov(double mu, double largest) {
    check_curvatures(mu, largest);
    const double root = std::sqrt(largest / mu);
    return {1.0 / largest, (root - 1.0) / (root + 1.0), 1.0 - 1.0 / root};
}

}  // namespace lossfield::math
