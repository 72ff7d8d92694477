// InfoNCE on the circle, its bounds, and the mutual information it certifies.
#include "math/metric/info_nce.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

#include "math/metric/von_mises_fisher.hpp"
#include "math/numerics/gradient_check.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace info_nce_test {

using List = std::vector<double>;

struct Case {
    List angles{};
    double tau = 1;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    Draws draw(61);
    for (int i = 0; i < 200; ++i) {
        Case c;
        const int n = 3 + i % 12;
        for (int k = 0; k < n; ++k) c.angles.push_back(i % 13 == 0 ? 0.4 : draw.between(-4, 4));
        c.tau = std::exp(draw.between(std::log(0.01), 0));
        all.push_back(c);
    }
    return all;
}

TEST(InfoNce, GradientIsThatOfTheValue) {
    for (const Case& c : cases()) {
        const math::CircleInfoNce r = math::circle_info_nce(c.angles, c.tau);
        const auto f = [&](auto z) { return math::circle_info_nce_loss(z, c.tau); };
        EXPECT_LT(math::check_gradient(f, c.angles, r.gradient, List(c.angles.size(), 1e-6 / c.tau)).worst,
                  1e-9);
        const auto value = [&](std::span<const double> z) { return math::circle_info_nce(z, c.tau).loss; };
        EXPECT_TRUE(close(r.gradient, central_differences(value, c.angles, 1e-6), {1e-4, 1e-3 / c.tau}));
    }
}

TEST(InfoNce, ItsLaws) {
    for (const Case& c : cases()) {
        const math::CircleInfoNce r = math::circle_info_nce(c.angles, c.tau);
        const auto n = static_cast<double>(r.cosines.size());
        double sum = 0, sizes = 0, turned = 0;
        for (const double g : r.by_cosine) sum += g, sizes += std::abs(g);
        for (const double g : r.gradient) turned += g;
        EXPECT_NEAR(sum, 0, 1e-12 / c.tau);
        EXPECT_NEAR(sizes, 2 * (1 - r.shares[0]) / c.tau, 1e-12 / c.tau);
        EXPECT_NEAR(turned, 0, 1e-12 / c.tau);  // turning everything changes nothing
        EXPECT_NEAR(std::accumulate(r.shares.begin(), r.shares.end(), 0.0), 1, 1e-14);
        EXPECT_GE(r.loss, math::least_info_nce(r.cosines.size(), c.tau) * (1 - 1e-14));
        EXPECT_LE(r.loss, std::log(n) + 2 / c.tau);
    }
    EXPECT_NEAR(math::circle_info_nce(List{1, 1, 1, 1, 1, 1}, 0.1).loss, std::log(5.0), 1e-15);
    const double pi = std::numbers::pi;
    for (const double tau : {0.05, 0.3, 1.0})
        EXPECT_TRUE(close(math::circle_info_nce(List{0, 0, pi, pi, pi}, tau).loss,
                          math::least_info_nce(4, tau), {1e-12, 1e-18}));
    EXPECT_THROW((void)math::circle_info_nce(List{0, 0}, 1), std::invalid_argument);
    EXPECT_THROW((void)math::circle_info_nce(List{0, 0, 1}, 0), std::invalid_argument);
}

// The second difference of the value along random lines, and along the one on which a variance is largest.
TEST(InfoNce, NoCurvatureIsHigherThanSaid) {
    const auto curvature = [](const Case& c, const List& way) {
        const double h = 1e-3 * c.tau;
        const auto at = [&](double t) {
            std::vector<Real> moved;
            for (std::size_t k = 0; k < way.size(); ++k)
                moved.push_back(static_cast<Real>(c.angles[k]) + static_cast<Real>(t) * way[k]);
            Real sum = 0;
            for (std::size_t k = 2; k < moved.size(); ++k)
                sum += std::exp((std::cos(moved[k] - moved[0]) - std::cos(moved[1] - moved[0])) / c.tau);
            return std::log1p(sum);
        };
        return static_cast<double>((at(h) - 2 * at(0) + at(-h)) / (static_cast<Real>(h) * h));
    };
    const auto unit = [](List way) {
        double square = 0;
        for (const double v : way) square += v * v;
        for (double& v : way) v /= std::sqrt(square);
        return way;
    };
    Draws draw(71);
    for (const Case& c : cases())
        for (int line = 0; line < 20; ++line) {
            List way, anchor(c.angles.size());
            for (std::size_t k = 0; k < c.angles.size(); ++k) way.push_back(draw.between(-1, 1));
            anchor[0] = 1;
            EXPECT_LE(curvature(c, unit(way)), math::highest_info_nce_curvature(c.tau, false) * (1 + 1e-4));
            EXPECT_LE(curvature(c, anchor), math::highest_info_nce_curvature(c.tau, true) * (1 + 1e-4));
        }
    // Positive and negative a right angle from the anchor, on either side: half of the weight each.
    const Case tight{{0, std::numbers::pi / 2, -std::numbers::pi / 2}, 0.01};
    EXPECT_GT(curvature(tight, unit({-2, 1, 1})), 0.95 * math::highest_info_nce_curvature(0.01, false));
    EXPECT_GT(curvature(tight, {1, 0, 0}), 0.95 * math::highest_info_nce_curvature(0.01, true));
    EXPECT_DOUBLE_EQ(math::highest_info_nce_curvature(0.5, false), 12);
    EXPECT_DOUBLE_EQ(math::highest_info_nce_curvature(0.5, true), 8);
    EXPECT_THROW((void)math::highest_info_nce_curvature(0, false), std::invalid_argument);
}

// Bayes' rule on the circle: classes of one concentration 1 / tau have the softmax as their posterior.
TEST(InfoNce, SharesAreThePosteriorOfVonMisesFisherClasses) {
    for (const Case& c : cases()) {
        const math::CircleInfoNce r = math::circle_info_nce(c.angles, c.tau);
        List density;
        double total = 0;
        const double least = -*std::max_element(r.cosines.begin(), r.cosines.end()) / c.tau;
        for (const double s : r.cosines)
            density.push_back(std::exp(-(-s / c.tau - least))), total += density.back();
        for (std::size_t k = 0; k < density.size(); ++k) EXPECT_NEAR(r.shares[k], density[k] / total, 1e-13);
        const double nll0 = math::von_mises_fisher_nll(2, 1 / c.tau, r.cosines[0]).value,
                     nll1 = math::von_mises_fisher_nll(2, 1 / c.tau, r.cosines[1]).value;
        EXPECT_NEAR(nll0 - nll1, (r.cosines[1] - r.cosines[0]) / c.tau, 1e-11 / c.tau);
    }
}

TEST(MutualInformation, EstimatesNeverPassLogNNorTheTruth) {
    for (const double rho : {0.1, 0.5, 0.9, 0.99, 0.9999}) {
        const double truth = math::gaussian_mutual_information(rho);
        const auto all = math::information_estimates(truth, 8, 300, 5);
        ASSERT_EQ(all.size(), 8U);
        double before = -1;
        for (const auto& e : all) {
            EXPECT_LE(e.estimate, std::log(static_cast<double>(e.candidates)));
            EXPECT_LE(e.estimate, truth + 4 * e.error + 1e-9) << rho << ' ' << e.candidates;
            EXPECT_GT(e.estimate, before - 4 * e.error);
            before = e.estimate;
        }
    }
}

// The integral over x and y of the pair with one negative, by a fine rule: N = 2.
TEST(MutualInformation, IsTheIntegralForOneNegative) {
    const double rho = 0.8, rest = 1 - rho * rho;
    const auto normal = [](double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); };
    double sum = 0;
    const double h = 0.1;
    for (double x = -6; x <= 6; x += h)
        for (double e = -6; e <= 6; e += h)
            for (double y2 = -6; y2 <= 6; y2 += h) {
                const double y1 = rho * x + std::sqrt(rest) * e;
                const auto f = [&](double y) {
                    return -0.5 * std::log(rest) - (y - rho * x) * (y - rho * x) / (2 * rest) + y * y / 2;
                };
                sum += normal(x) * normal(e) * normal(y2) * h * h * h *
                       -std::log((1 + std::exp(f(y2) - f(y1))) / 2);
            }
    const auto estimate =
        math::information_estimates(math::gaussian_mutual_information(rho), 8, 4000, 3).front();
    EXPECT_NEAR(estimate.estimate, sum, 5 * estimate.error + 1e-4);
    EXPECT_LT(estimate.error, 0.01);
}

TEST(MutualInformation, KnownNumbers) {
    EXPECT_NEAR(math::gaussian_mutual_information(0.9), 0.830366, 5e-7);
    EXPECT_EQ(math::gaussian_mutual_information(0), 0);
    const auto at64 = math::information_estimates(math::gaussian_mutual_information(0.9), 6, 4000, 1).back();
    EXPECT_EQ(at64.candidates, 64U);
    EXPECT_NEAR(at64.estimate, 0.803, 4 * at64.error + 5e-4);
    for (const double rho : {0.0, 1e-9, 0.3, 0.999})
        EXPECT_NEAR(math::gaussian_correlation(math::gaussian_mutual_information(rho)), rho, 1e-12);
    EXPECT_THROW((void)math::gaussian_correlation(-1), std::invalid_argument);
    EXPECT_THROW((void)math::gaussian_mutual_information(1), std::invalid_argument);
}

}  // namespace info_nce_test
}  // namespace lossfield::tests
