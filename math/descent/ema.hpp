// The exponential moving average of noisy gradients, and what it does to batch size, to the size of Adam's
// updates, and to the best learning rate.
//   m_t = beta m_(t-1) + (1 - beta) g_t = (1 - beta) sum_s beta^s g_(t-s),  m_0 = 0;   corrected: m_t / (1 - beta^t)
//   independent gradients, Var m_t / Var g = rho (1 - beta^(2t)),  corrected: rho (1 + beta^t) / (1 - beta^t)
//   rho = (1 - beta) / (1 + beta)      in the end; 1 / rho gradients of equal weight would average as well, so a
//                                      momentum multiplies the batch size by 1 / rho (SGD, SignSGD, Muon)
//   mean age of the weights  beta / (1 - beta);  window  1 / (1 - beta), the first weights of sum 1 - beta^n
//   Adam, m / sqrt v with v the mean square (its own noise neglected):  u = SNR = |mean g| / sd of g
//     RMS = sqrt((u^2 + rho) / (u^2 + 1)), sqrt rho for pure noise;   u^2 = (RMS^2 - rho) / (1 - RMS^2)
//   sign of a mean of B samples, noise scale N:  alignment a = (1 + N / B)^(-1/2)   (a^2 = u^2 / (1 + u^2))
//     the best rate of SignSGD on a diagonal Hessian, and of Muon, over the one at B = inf:  a
//     Adam on a diagonal Hessian:  1 / (rho / a + (1 - rho) a)
//     for beta > 1/3 the latter is largest, not at B = inf, but at the surge
//       a* = sqrt((1 - beta) / (2 beta)),  B* = N (1 - beta) / (3 beta - 1),  1 / (2 sqrt(rho (1 - rho)))
// beta in [0, 1); t >= 1; B, N > 0 in samples; u >= 0. Failure: outside: std::invalid_argument. An RMS outside
// [sqrt rho, 1] belongs to no SNR: NaN; 1 gives +inf.
// [Kingma, Ba 2015; McCandlish et al. 2018; Li et al. 2024, Surge phenomenon in optimal learning rate and batch size
// scaling; Su Jianlin, kexue.fm archives 11267, 11280, 11285, 11301]
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "math/numerics/check.hpp"
#include "math/optimizers/steppers.hpp"

namespace lossfield::math {

inline void check_decay(double beta) {
    if (!(beta >= 0.0)) violated("moving average: beta", beta, ">=", 0.0);
    if (!(beta < 1.0)) violated("moving average: beta", beta, "<", 1.0);
}

// m_1, .., m_t of g_1, .., g_t.
[[nodiscard]] inline std::vector<double> moving_average(std::span<const double> g, double beta) {
    check_decay(beta);
    std::vector<double> m;
    double last = 0.0;
    for (const double x : g) m.push_back(last = beta * last + (1.0 - beta) * x);
    return m;
}

// The weights of g_t, g_(t-1), .., g_1 in m_t; corrected, their sum is 1.
[[nodiscard]] inline std::vector<double> average_weights(double beta, std::size_t t, bool corrected) {
    check_decay(beta);
    check_at_least("average_weights: steps", t, 1);
    std::vector<double> weights;
    double weight = (1.0 - beta) / (corrected ? bias_correction(beta, t) : 1.0);
    for (std::size_t age = 0; age < t; ++age, weight *= beta) weights.push_back(weight);
    return weights;
}

[[nodiscard]] inline double variance_ratio(double beta) {
    check_decay(beta);
    return (1.0 - beta) / (1.0 + beta);
}
[[nodiscard]] inline double variance_ratio_at(double beta, std::uint64_t t) {
    check_at_least("variance_ratio_at: steps", t, 1);
    return variance_ratio(beta) * bias_correction(beta, 2 * t);
}
[[nodiscard]] inline double corrected_variance_ratio_at(double beta, std::uint64_t t) {
    check_at_least("corrected_variance_ratio_at: steps", t, 1);
    const double share = bias_correction(beta, t);
    return variance_ratio(beta) * (2.0 - share) / share;
}

[[nodiscard]] inline double batch_multiplier(double beta) { return 1.0 / variance_ratio(beta); }
[[nodiscard]] inline double mean_age(double beta) {
    check_decay(beta);
    return beta / (1.0 - beta);
}
[[nodiscard]] inline double window_length(double beta) {
    check_decay(beta);
    return 1.0 / (1.0 - beta);
}

[[nodiscard]] inline double update_rms(double beta, double snr) {
    if (!(snr >= 0.0)) violated("update_rms: signal to noise", snr, ">=", 0.0);
    // At a large SNR the squares would overflow.
    if (snr > 1.0) return std::sqrt((1.0 + variance_ratio(beta) / snr / snr) / (1.0 + 1.0 / snr / snr));
    return std::sqrt((snr * snr + variance_ratio(beta)) / (snr * snr + 1.0));
}
[[nodiscard]] inline double signal_to_noise_of_rms(double beta, double rms) {
    const double least = std::sqrt(variance_ratio(beta));
    if (!(least <= rms && rms <= 1.0)) return std::numeric_limits<double>::quiet_NaN();
    if (rms == 1.0) return std::numeric_limits<double>::infinity();
    return std::sqrt((rms - least) * (rms + least) / ((1.0 - rms) * (1.0 + rms)));
}

[[nodiscard]] inline double sign_alignment(double batch, double noise_scale) {
    check_positive("sign_alignment: batch size", batch);
    check_positive("sign_alignment: noise scale", noise_scale);
    return 1.0 / std::sqrt(1.0 + noise_scale / batch);
}

// The best rate of Adam over the one at B = inf.
[[nodiscard]] inline double adam_rate_of_batch(double beta, double batch, double noise_scale) {
    const double a = sign_alignment(batch, noise_scale);
    const double rho = variance_ratio(beta);
    return 1.0 / (rho / a + 2.0 * beta / (1.0 + beta) * a);
}

struct Surge {
    double alignment = 0.0;
    double batch = 0.0;  // in units of the noise scale
    double rate = 0.0;   // over the one at B = inf; > 1
};
// None for beta <= 1/3: the best rate rises with the batch size for ever.
[[nodiscard]] inline std::optional<Surge> adam_surge(double beta) {
    const double rho = variance_ratio(beta);
    if (!(3.0 * beta - 1.0 > 0.0)) return std::nullopt;
    return Surge{std::sqrt((1.0 - beta) / (2.0 * beta)), (1.0 - beta) / (3.0 * beta - 1.0),
                 0.5 / std::sqrt(rho * (2.0 * beta / (1.0 + beta)))};
}

}  // namespace lossfield::math
