// The models of samples on a line: two parameters (a, b) each, which are the axes of the likelihood's map.
//   Gaussian  a = mu, b = log v;   Laplace  a = mu, b = log b;   Means  a = mu_1, b = mu_2 of 1/2 N(., s^2) + 1/2 N(., s^2)
//   Seeker    a = mu, b = log sigma: the Gaussian that is held against a mixture
#pragma once

#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <string>

#include "math/information/mixture.hpp"
#include "viz/inputs/value.hpp"

namespace lossfield::viz::maximum_likelihood {

inline const double half_log_two_pi = 0.5 * std::log(2 * std::numbers::pi);

enum class Kind { Gaussian, Laplace, Means, Seeker, Coin };

struct Model {
    Kind kind = Kind::Gaussian;
    double a = 0, b = 0;
    double width = 1;  // of Means

    [[nodiscard]] double density(double x) const;
    [[nodiscard]] double log_density(double x) const;
    // The mean of -log f over the samples; over p.
    [[nodiscard]] double nll(std::span<const double> x) const;
    [[nodiscard]] double expected_nll(const math::Mixture& p) const;
    [[nodiscard]] std::array<double, 2> gradient(std::span<const double> x) const;
    // Worst relative error of the gradient against dual numbers.
    [[nodiscard]] double check(std::span<const double> x) const;
    // Of Gaussian and Seeker.
    [[nodiscard]] math::Gaussian gaussian() const;
    // The density as a mixture; not of Laplace.
    [[nodiscard]] math::Mixture mixture() const;
    [[nodiscard]] double highest() const;
};

// Names of the two parameters.
[[nodiscard]] std::array<std::string, 2> axes_of(Kind kind);

}  // namespace lossfield::viz::maximum_likelihood
