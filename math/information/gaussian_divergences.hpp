// Distances between two Gaussians N(m, s^2) of the line, with d = m_p - m_q; KL is gaussian_kl of information.hpp.
//   JS           log 2 - 1/2 E_n[(1 + r) log(1 + r) - r log r],  r = w(x) / n(x), n the narrower, w the other
//   TV           1/2 integral |p - q|: masses between the points where the densities cross
//   Hellinger^2  1 - sqrt(2 s_p s_q / (s_p^2 + s_q^2)) exp(-d^2 / (4 (s_p^2 + s_q^2)))
//   W1           E|d + (s_p - s_q) Z|, Z ~ N(0, 1); |d| for equal s
// JS has no closed form: trapezoids of width s_n / 12 over m_n +- 9 s_n; absolute error below 1e-13 (the integrand is
// analytic in a strip). Slopes are derivatives by m_q; those by m_p are their negatives.
// Failure: deviations that are not > 0 throw std::invalid_argument; a NaN gives NaN.
// [Lin 1991; Trefethen, Weideman 2014, The exponentially convergent trapezoidal rule; Villani 2003, sec. 2.2]
#pragma once

namespace lossfield::math {

struct Gaussian {
    double mean = 0.0;
    double deviation = 1.0;
};

[[nodiscard]] double gaussian_density(const Gaussian& g, double x);
[[nodiscard]] double gaussian_log_density(const Gaussian& g, double x);

struct ValueAndSlope {
    double value = 0.0;
    double slope = 0.0;
};
[[nodiscard]] ValueAndSlope gaussian_kl_slope(const Gaussian& p, const Gaussian& q);
[[nodiscard]] ValueAndSlope gaussian_js(const Gaussian& p, const Gaussian& q);
[[nodiscard]] ValueAndSlope gaussian_w1(const Gaussian& p, const Gaussian& q);

[[nodiscard]] double gaussian_total_variation(const Gaussian& p, const Gaussian& q);
[[nodiscard]] double gaussian_squared_hellinger(const Gaussian& p, const Gaussian& q);

}  // namespace lossfield::math
