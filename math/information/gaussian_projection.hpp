// The Gaussian q = N(m, s^2) that is nearest to a mixture p, in either direction of the Kullback-Leibler divergence.
//   forward  KL(p||q) = H(p, q) - H(p),  H(p, q) = 1/2 log(2 pi s^2) + (var p + (m - mean p)^2) / (2 s^2)
//            least at the moments of p, only there: it covers
//   reverse  KL(q||p) = -1/2 log(2 pi e s^2) - E_z[log p(m + s z)],  z ~ N(0, 1)
//            may have several minima: it seeks one hill
//   place (m, l), l = log s.  Reverse: d/dm = -E[l'],  d/dl = -1 - E[s z l'],  second derivatives
//   -E[l''], -E[s z l''], -E[s z l' + s^2 z^2 l''] with l = log p at m + s z
// Expectations by trapezoids (mixture.hpp). nats.
// reverse_minima: damped Newton steps from the components and the moments; each minimum once (gradient below
// 1e-9, positive Hessian), lowest first. fill: every node (m, l) of a grid, on a table of log p; relative error below
// 1e-4 where components are much narrower than far apart, else below 1e-8.
// Failure: as mixture.hpp. [Minka 2005, Divergence measures and message passing; Bishop 2006, 10.1.2]
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "math/information/mixture.hpp"
#include "math/numerics/local_model.hpp"
#include "math/numerics/plane_grid.hpp"

namespace lossfield::math {

enum class KlDirection { Forward, Reverse };

// Value, gradient and Hessian by (m, log s).
[[nodiscard]] LocalModel gaussian_to_mixture_kl(KlDirection direction, const Mixture& p, double mean,
                                                double log_deviation);

// KL(q||p) for the check by dual numbers.
template <typename Scalar>
[[nodiscard]] Scalar reverse_kl(const Mixture& p, const Scalar& mean, const Scalar& log_deviation,
                                double step) {
    using std::exp;
    const Scalar s = exp(log_deviation);
    Scalar expected = 0.0;
    each_node(1.0, step, [&](double u, double weight) {
        const Scalar x = mean + s * u;
        expected += weight * mixture_log_density(p, x);
    });
    return -0.5 * std::log(2.0 * std::numbers::pi * std::numbers::e) - log_deviation - expected;
}

struct ProjectedGaussian {
    double mean = 0.0;
    double deviation = 1.0;
    double kl = 0.0;
};
[[nodiscard]] ProjectedGaussian forward_projection(const Mixture& p);
[[nodiscard]] std::vector<ProjectedGaussian> reverse_minima(const Mixture& p);

// x: mean, y: log deviation of the grid.
void fill_gaussian_to_mixture_kl(KlDirection direction, const Mixture& p, const PlaneGrid& grid,
                                 std::span<double> values, const std::stop_token& stop);

}  // namespace lossfield::math
