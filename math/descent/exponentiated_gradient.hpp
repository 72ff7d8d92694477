// Exponentiated gradient descent, and step sizes that learn by it.
//   positive numbers  theta_i <- theta_i e^(-rate g_i)
//   probabilities     p_i <- p_i e^(-rate g_i) / sum_j p_j e^(-rate g_j)
// Both are mirror descent: the minimiser over v of  rate <g, v> + sum_i (v_i log(v_i / theta_i) - v_i + theta_i)
// on the positive orthant and on the simplex. In continuous time theta' = -theta g; plain descent of log theta,
//   theta_i <- theta_i e^(-rate theta_i g_i),       has theta' = -theta^2 g.
// An end never reaches the boundary: log p moves by finite amounts. The logarithms are the state to keep, as a
// probability below 5e-324 is 0 in a double and stays 0.
//   learned rates     nu_(t+1) = nu_t e^(meta_rate g_(t-1) g_t),  nu_0 = 1,  g_(-1) = 0
//                     x_(t+1)  = x_t - rate nu_(t+1) g_t          coordinate by coordinate, g_t at x_t
// which is the exponentiated gradient of nu, as dL(x_t) / dnu_t = -rate g_(t-1) g_t: gradients of the same sign
// raise nu, alternating ones lower it. On h x^2 / 2, g_(t-1) g_t = h^2 x_(t-1)^2 (1 - rate nu_t h): nu seeks
// 1 / (rate h), and freezes where it is once the gradients are gone. The product of gradients makes it depend on
// the scale of the loss. No clipping: a large meta_rate overshoots and explodes. Its steps are those of
// Hypergradient (optimizers/adaptive_steppers.hpp).
// theta > 0, p: K >= 1; g: K finite; rate, meta_rate >= 0. Failure: sizes that differ, K = 0: std::invalid_argument;
// an overflow is +inf. [Kivinen, Warmuth 1997; Beck, Teboulle 2003; Amid, Anil, Fifty, Warmuth 2022;
// Su Jianlin, kexue.fm/archives/8968]
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "math/information/divergence_term.hpp"
#include "math/numerics/check.hpp"
#include "math/simplex/softmax.hpp"

namespace lossfield::math {

[[nodiscard]] inline std::vector<double> exponentiated_gradient(std::span<const double> theta,
                                                                std::span<const double> g, double rate) {
    check_size("exponentiated_gradient: size of the gradient", g.size(), theta.size());
    std::vector<double> next;
    for (std::size_t i = 0; i < theta.size(); ++i) next.push_back(theta[i] * std::exp(-rate * g[i]));
    return next;
}

[[nodiscard]] inline std::vector<double> descent_of_logarithms(std::span<const double> theta,
                                                               std::span<const double> g, double rate) {
    check_size("descent_of_logarithms: size of the gradient", g.size(), theta.size());
    std::vector<double> next;
    for (std::size_t i = 0; i < theta.size(); ++i)
        next.push_back(theta[i] * std::exp(-rate * theta[i] * g[i]));
    return next;
}

// The step on the simplex, of log p; log_p need not be normalised, the result is. Its probabilities are
// softmax(result), which divides by the sum.
[[nodiscard]] inline std::vector<double> exponentiated_gradient_on_simplex(std::span<const double> log_p,
                                                                           std::span<const double> g,
                                                                           double rate) {
    check_size("exponentiated_gradient_on_simplex: size of the gradient", g.size(), log_p.size());
    std::vector<double> next;
    for (std::size_t i = 0; i < log_p.size(); ++i) next.push_back(log_p[i] - rate * g[i]);
    return log_softmax(next);
}

// rate <g, v> + KL(v | theta), which the step minimises. Its minimum is sum theta - sum v on the orthant and
// -log sum_j p_j e^(-rate g_j) on the simplex.
[[nodiscard]] inline double mirror_objective(std::span<const double> v, std::span<const double> theta,
                                             std::span<const double> g, double rate) {
    check_size("mirror_objective: size of theta", theta.size(), v.size());
    check_size("mirror_objective: size of the gradient", g.size(), v.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < v.size(); ++i) sum += rate * g[i] * v[i] + divergence_term(v[i], theta[i]);
    return sum;
}

// dL(x_t) / dnu_t of x_t = x_(t-1) - rate nu_t g_(t-1).
[[nodiscard]] constexpr double meta_gradient(double rate, double previous, double now) {
    return -rate * previous * now;
}

}  // namespace lossfield::math
