// Models of samples on a line, each of two parameters (a, b), which are the axes of a map of their likelihood.
//   Gaussian  a = mu, b = log v;   Laplace  a = mu, b = log b;   Means  a = mu_1, b = mu_2 of 1/2 N(., s^2) + 1/2 N(., s^2)
//   Seeker    a = mu, b = log sigma: a Gaussian that is held against a mixture by its divergence
// Gradients are by (a, b), and each check is the worst relative error of one against dual numbers.
#pragma once

#include <array>
#include <span>
#include <stop_token>
#include <vector>

#include "math/information/gaussian_projection.hpp"
#include "math/information/mixture.hpp"
#include "math/numerics/plane_grid.hpp"

namespace lossfield::math {

enum class SampleModelKind { Gaussian, Laplace, Means, Seeker };

struct SampleModel {
    SampleModelKind kind = SampleModelKind::Gaussian;
    double a = 0, b = 0;
    double width = 1;  // of Means

    [[nodiscard]] double density(double x) const;
    [[nodiscard]] double log_density(double x) const;
    // The mean of -log f over the samples, with its gradient and check: not of Seeker, which knows p alone. Over p: of all.
    [[nodiscard]] double nll(std::span<const double> x) const;
    [[nodiscard]] double expected_nll(const Mixture& p) const;
    [[nodiscard]] std::array<double, 2> gradient(std::span<const double> x) const;
    [[nodiscard]] double check(std::span<const double> x) const;
    // Of Gaussian and Seeker.
    [[nodiscard]] Gaussian gaussian() const;
    // The density as a mixture; not of Laplace.
    [[nodiscard]] Mixture mixture() const;
    [[nodiscard]] double highest() const;
};

// Where the mean NLL of n >= 1 samples is least, and that: closed of Gaussian (biased variance) and Laplace (median, mean distance),
// where both are -inf for equal samples. Means: the likeliest place that expectation maximisation reaches from `from` or from the
// sorted samples parted in two (mixture.hpp); its way from `from`, which may end lower. Not of Seeker.
struct SampleFit {
    std::array<double, 2> at{};
    double nll = 0;
    ExpectationMaximisation em;  // of Means
};
[[nodiscard]] SampleFit most_likely(SampleModelKind kind, double width, std::span<const double> x,
                                    const std::array<double, 2>& from);

// N times the mean NLL of N samples at every node of (a, b), row by row; rows after a stop are 0.
[[nodiscard]] std::vector<double> nll_over_parameters(SampleModelKind kind, double width,
                                                      std::span<const double> x, const PlaneGrid& grid,
                                                      const std::stop_token& stop);

// Of gaussian_to_mixture_kl's gradient.
[[nodiscard]] double check_gaussian_to_mixture_kl(KlDirection direction, const Mixture& p, double mean,
                                                  double log_deviation,
                                                  const std::array<double, 2>& gradient);

// Of bernoulli_average_nll's slope; share: of heads among the tosses.
[[nodiscard]] double check_bernoulli_slope(double share, double p, double slope);

}  // namespace lossfield::math
