// Descent with momentum on a quadratic, taken apart into its eigenvalues h: the error of each follows on its own
//   e_{t+1} = trace e_t - product e_{t-1},   e_0 = e_{-1} = 1 (from rest),   a = rate h,  b = momentum
//   heavy ball   trace = 1 + b - a            product = b                [Polyak 1964]
//   Nesterov     trace = (1 + b)(1 - a)       product = b (1 - a)        [Nesterov 1983, constant momentum]
//   roots        z^2 - trace z + product = 0;   contraction of the mode = max |z|, of the method = max over h
// Heavy ball: complex for (1 - sqrt b)^2 < a < (1 + sqrt b)^2, then |z| = sqrt b; stable for 0 < a < 2 (1 + b).
// Nesterov: complex for ((1 - b)/(1 + b))^2 < a < 1, then |z| = sqrt(b (1 - a)), on the circle about b/(1 + b) through
// 0; stable for 0 < a < 2 (1 + b)/(1 + 2 b). Without momentum both are gradient descent, |z| = |1 - a|.
// Both contractions fall in a and then rise, so that over h in [mu, L] the largest is that of an end: heavy ball's is
// a rising function of |trace|, which is convex in a; Nesterov's falls until a = 1, where both roots are 0, and then
// |trace| and |product| rise.
// Best of all (rate, momentum):
//   heavy ball   4 / (sqrt L + sqrt mu)^2,  q^2,                q = (sqrt k - 1)/(sqrt k + 1),  k = L / mu: both ends
//                are critically damped (quadratic_descent.hpp)
//   Nesterov     4 / (3 L + mu),  (s - 2)/(s + 2),  1 - 2 / s,  s = sqrt(3 k + 1): mu is critically damped, and L,
//                beyond a = 1, is as slow     [Lessard, Recht, Packard 2016, proposition 1]
// rate h >= 0, momentum in [0, 1], 0 < mu <= L, else std::invalid_argument; no other failure.
#pragma once

#include <cmath>
#include <complex>
#include <cstddef>
#include <span>
#include <vector>

#include "math/descent/quadratic_descent.hpp"

namespace lossfield::math {

enum class MomentumMethod { HeavyBall, Nesterov };

struct Spectrum {
    double mu;
    double largest;
    // At a place from 0 (mu) to 1 (L) of the spectrum's logarithm.
    [[nodiscard]] double eigenvalue(double place) const { return mu * std::pow(largest / mu, place); }
};

// The first is the larger one, of a complex pair that above the axis.
struct ModeRoots {
    std::complex<double> first, second;
};
[[nodiscard]] ModeRoots mode_roots(MomentumMethod method, double rate_times_h, double momentum);

// The factor by which the error shrinks per step in the end (above 1: grows).
[[nodiscard]] double mode_contraction(MomentumMethod method, double rate_times_h, double momentum);
[[nodiscard]] double slowest_contraction(MomentumMethod method, double rate, double momentum,
                                         const Spectrum& spectrum);
// slowest_contraction(rates[c], momenta[r]) at r * rates.size() + c.
[[nodiscard]] std::vector<double> contraction_grid(MomentumMethod method, std::span<const double> rates,
                                                   std::span<const double> momenta, const Spectrum& spectrum);

// How a mode goes to 0. Critical: a double root, to nine digits.
enum class Damping { Monotone, Critical, Oscillating, Alternating };
[[nodiscard]] Damping damping(MomentumMethod method, double rate_times_h, double momentum);

// Between these values of rate h the roots are complex; at them they are double.
struct ComplexRange {
    double low, high;
};
[[nodiscard]] ComplexRange complex_range(MomentumMethod method, double momentum);

// The curve of (rate, momentum) on which the mode of h has a double root: 2 n + 1 places of it. Heavy ball: momentum s^2 at the
// rate (1 + s)^2 / h, s from -1 to 1, which touches the axis; Nesterov: down along ((1 - b)/(1 + b))^2 / h and up again at 1/h.
struct CriticalCurve {
    std::vector<double> rates, momenta;
};
[[nodiscard]] CriticalCurve critical_curve(MomentumMethod method, double h, int n);

// Places of the spectrum's logarithm from 0 to 1, rising: n + 1 evenly, and those whose roots are double, where the roots'
// ways through the complex plane turn a corner.
[[nodiscard]] std::vector<double> root_places(MomentumMethod method, double rate, double momentum,
                                              const Spectrum& spectrum, int n);

// The rate at which |z| = 1 for the curvature L.
[[nodiscard]] double rate_limit(MomentumMethod method, double momentum, double largest);

[[nodiscard]] BestRate best_nesterov(double mu, double largest);
[[nodiscard]] BestRate best_momentum(MomentumMethod method, const Spectrum& spectrum);

// e_0 ... e_steps; ends before the first number that is not finite.
[[nodiscard]] std::vector<double> mode_errors(MomentumMethod method, double rate_times_h, double momentum,
                                              std::size_t steps);
// The spectral norms of M^0 ... M^steps with M = [[trace, -product], [1, 0]], which takes (e_t, e_{t-1}) a step on: what the
// worst start makes of a state of length 1. M is not normal, so that it may rise above 1 before it falls as the
// contraction says. Ends before the first number that is not finite.
[[nodiscard]] std::vector<double> mode_growth(MomentumMethod method, double rate_times_h, double momentum,
                                              std::size_t steps);

// Steps in which a contraction makes a tenth of an error: 0 for 0, +inf from 1 on.
[[nodiscard]] double steps_per_decade(double contraction);

}  // namespace lossfield::math
