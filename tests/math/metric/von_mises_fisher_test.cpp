// The von Mises-Fisher distribution against closed forms, integrals over the sphere and central differences.
#include "math/metric/von_mises_fisher.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace von_mises_fisher_test {

constexpr double pi = std::numbers::pi;

// The integral over the sphere of e^(kappa (cos - 1)), times cos^power, by Simpson's rule over the angle, long double.
long double integral(int d, double kappa, int power) {
    const int n = 40000;
    long double sum = 0;
    const long double width = static_cast<long double>(pi) / n;
    for (int i = 0; i <= n; ++i) {
        const long double t = i * width, c = std::cos(t);
        const long double f = std::exp(static_cast<long double>(kappa) * (c - 1)) *
                              std::pow(std::sin(t), d - 2) * (power == 1 ? c : 1);
        sum += f * (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2);
    }
    // The area of S^(d-2) is 2 pi^((d-1)/2) / Gamma((d-1)/2).
    const long double ring =
        2 * std::pow(static_cast<long double>(pi), (d - 1) / 2.0L) / std::tgamma((d - 1) / 2.0L);
    return ring * sum * width / 3;
}

TEST(VonMisesFisher, IntegratesToOne) {
    for (const int d : {2, 3, 4, 5, 8, 13, 60, 201})
        for (const double kappa : {1e-5, 0.1, 0.7, 1.0, 5.0, 30.0, 99.0, 400.0, 2000.0}) {
            const double mass = static_cast<double>(integral(d, kappa, 0));
            EXPECT_NEAR(math::von_mises_fisher_log_constant(d, kappa) + kappa + std::log(mass), 0, 2e-11)
                << d << ' ' << kappa;
            EXPECT_NEAR(math::mean_resultant_length(d, kappa),
                        static_cast<double>(integral(d, kappa, 1)) / mass, 2e-11)
                << d << ' ' << kappa;
        }
}

TEST(VonMisesFisher, IsTheClosedFormInThreeDimensions) {
    for (const double kappa : {0.001, 0.1, 1.0, 5.0, 40.0, 300.0}) {
        EXPECT_TRUE(
            close(math::mean_resultant_length(3, kappa), 1 / std::tanh(kappa) - 1 / kappa, {1e-11, 1e-13}))
            << kappa;
        EXPECT_NEAR(math::von_mises_fisher_log_constant(3, kappa),
                    std::log(kappa / (4 * pi * std::sinh(kappa))), 1e-12 * (1 + kappa));
    }
    EXPECT_NEAR(math::mean_resultant_length(3, 5), 0.8000908, 5e-8);
    EXPECT_NEAR(math::von_mises_fisher_nll(3, 1, 0.5).value, 2.1924636085404865, 1e-14);
}

TEST(VonMisesFisher, WithoutConcentrationUniform) {
    EXPECT_NEAR(math::von_mises_fisher_nll(3, 0, 0.3).value, std::log(4 * pi), 1e-15);
    EXPECT_NEAR(math::von_mises_fisher_nll(2, 0, -1).value, std::log(2 * pi), 1e-15);
    EXPECT_EQ(math::mean_resultant_length(8, 0), 0);
    // The two forms meet.
    for (const int d : {2, 3, 8, 50})
        EXPECT_NEAR(math::von_mises_fisher_log_constant(d, 0.9999e-4),
                    math::von_mises_fisher_log_constant(d, 1.0001e-4), 1e-11)
            << d;
}

TEST(VonMisesFisher, SlopesAreThoseOfTheValue) {
    for (const int d : {2, 3, 8})
        for (const double kappa : {0.1, 2.0, 10.0, 100.0, 499.0, 501.0, 5000.0})
            for (const double cosine : {-1.0, 0.2, 0.95, 1.0}) {
                const auto at = math::von_mises_fisher_nll(d, kappa, cosine);
                const double h = 1e-4 * kappa;
                const double up = math::von_mises_fisher_nll(d, kappa + h, cosine).value,
                             down = math::von_mises_fisher_nll(d, kappa - h, cosine).value;
                EXPECT_NEAR(at.by_kappa, (up - down) / (2 * h), 1e-7) << d << ' ' << kappa;
                EXPECT_EQ(at.by_cosine, -kappa);
            }
}

TEST(VonMisesFisher, TheFitHasTheMeanOfTheData) {
    for (const int d : {2, 3, 8, 30})
        for (const double r : {1e-6, 0.01, 0.3, 0.8, 0.99, 0.99999, 1 - 1e-9}) {
            const double kappa = math::fitted_concentration(d, r);
            EXPECT_TRUE(close(math::mean_resultant_length(d, kappa), r, {1e-10, 0})) << d << ' ' << r;
            // Beside it the likelihood is smaller.
            for (const double factor : {0.9, 1.1})
                EXPECT_GE(math::von_mises_fisher_nll(d, factor * kappa, r).value,
                          math::von_mises_fisher_nll(d, kappa, r).value);
        }
    EXPECT_EQ(math::fitted_concentration(3, 0), 0);
    EXPECT_EQ(math::fitted_concentration(3, 1), std::numeric_limits<double>::infinity());
    EXPECT_THROW((void)math::fitted_concentration(3, 1.1), std::invalid_argument);
    EXPECT_THROW((void)math::mean_resultant_length(1, 1), std::invalid_argument);
    EXPECT_THROW((void)math::mean_resultant_length(3, -1), std::invalid_argument);
}

}  // namespace von_mises_fisher_test
}  // namespace lossfield::tests
