// Landscapes with parameters, and those that are models: matrices and their products written out, samples and
// their densities.
#include "math/landscapes/landscapes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "math/likelihood/gaussian_likelihood.hpp"
#include "tests/math/landscapes/landscape_samples.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace landscapes_models_test {

using math::Bowl;
using math::DoubleWell;
using math::GaussianLikelihood;
using math::Landscape;
using math::MatrixRegression;
using math::PlanePoint;

using Matrix = std::array<std::array<double, 2>, 2>;

Matrix product(const Matrix& a, const Matrix& b) {
    Matrix c{};
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t j = 0; j < 2; ++j) c[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j];
    return c;
}

// R diag(1, sqrt kappa) R^T.
Matrix stretch(double kappa, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    const double c = std::cos(angle), s = std::sin(angle);
    const Matrix turn{{{c, -s}, {s, c}}}, back{{{c, s}, {-s, c}}};
    return product(product(turn, {{{1, 0}, {0, std::sqrt(kappa)}}}), back);
}

Matrix difference(const std::array<double, 4>& w) {
    return {{{w[0] - 1.5, w[1] + 0.5}, {w[2] - 1, w[3] - 0.5}}};
}

TEST(LandscapesModels, MatrixRegressionIsTheNormOfAProduct) {
    for (const double kappa : {1.0, 20.0, 400.0}) {
        for (const double degrees : {0.0, 30.0, -75.0}) {
            const MatrixRegression model(kappa, degrees);
            const Matrix a = stretch(kappa, degrees);
            for (std::uint64_t s = 0; s < 30; ++s) {
                const std::vector<double> p = random_point(s, 4, 5);
                const std::array<double, 4> w{p[0], p[1], p[2], p[3]};
                const Matrix r = product(difference(w), a);
                const double half =
                    0.5 * (r[0][0] * r[0][0] + r[0][1] * r[0][1] + r[1][0] * r[1][0] + r[1][1] * r[1][1]);
                EXPECT_TRUE(close(model.value4(w), half, {1e-12, 0}));
                const Matrix g = product(r, a);
                const auto closed = model.gradient4(w);
                const double size = 1e-12 * kappa * 20;
                EXPECT_TRUE(close(closed[0], g[0][0], {1e-12, size}));
                EXPECT_TRUE(close(closed[1], g[0][1], {1e-12, size}));
                EXPECT_TRUE(close(closed[2], g[1][0], {1e-12, size}));
                EXPECT_TRUE(close(closed[3], g[1][1], {1e-12, size}));
                // Exact, being quadratic: the gradient's change is the Hessian's product.
                const auto h = model.hessian4(w);
                for (std::size_t d = 0; d < 4; ++d) {
                    auto moved = w;
                    moved[d] += 1;
                    const auto there = model.gradient4(moved);
                    for (std::size_t e = 0; e < 4; ++e)
                        EXPECT_TRUE(close(there[e] - closed[e], h[d][e], {1e-11, size})) << d << e;
                }
            }
        }
    }
    EXPECT_THROW(MatrixRegression(0, 0), std::invalid_argument);
}

TEST(LandscapesModels, FourCoordinatesByDualNumbers) {
    const MatrixRegression model(20, 30);
    for (std::uint64_t s = 0; s < 20; ++s) {
        const std::vector<double> p = random_point(s, 4, 5);
        const auto closed = model.gradient4({p[0], p[1], p[2], p[3]});
        const auto check = math::check_gradient(
            [&](std::span<const math::Dual<double>> w) {
                return model.value4<math::Dual<double>>({w[0], w[1], w[2], w[3]});
            },
            p, closed, std::array{1e-6, 1e-6, 1e-6, 1e-6});
        EXPECT_LT(check.worst, 1e-9);
    }
}

TEST(LandscapesModels, ThePlaneIsASliceThroughTheMinimum) {
    const MatrixRegression model(20, 30);
    for (std::uint64_t s = 0; s < 20; ++s) {
        const PlanePoint p = random_in(MatrixRegression::facts.view, s);
        const std::array<double, 4> w{p.x, -0.5, 1, p.y};
        EXPECT_EQ(model.value(p.x, p.y), model.value4(w));
        EXPECT_EQ(model.gradient(p.x, p.y), (PlanePoint{model.gradient4(w)[0], model.gradient4(w)[3]}));
    }
    EXPECT_EQ(model.gradient4(MatrixRegression::goal), (std::array<double, 4>{}));
    EXPECT_EQ(model.stationary().minima[0], (PlanePoint{1.5, 0.5}));
}

// Against the likelihood of the chapter on samples, by mean and variance.
TEST(LandscapesModels, TheLikelihoodIsThatOfItsSample) {
    const GaussianLikelihood model;
    for (std::uint64_t s = 0; s < 30; ++s) {
        const PlanePoint p = random_in(GaussianLikelihood::facts.view, s);
        const double v = std::exp(2 * p.y);
        const auto known = math::gaussian_average_nll(GaussianLikelihood::sample, p.x, v);
        EXPECT_TRUE(close(model.value(p.x, p.y), known.value, {1e-12, 1e-12}));
        EXPECT_TRUE(close(model.gradient(p.x, p.y).x, known.by_mean, {1e-12, 1e-12}));
        EXPECT_TRUE(close(model.gradient(p.x, p.y).y, 2 * v * known.by_variance, {1e-11, 1e-11}));
    }
    const auto fit = math::gaussian_mle(GaussianLikelihood::sample);
    EXPECT_TRUE(close(GaussianLikelihood::mean, fit.mean, {1e-15, 0}));
    EXPECT_TRUE(close(GaussianLikelihood::variance, fit.variance, {1e-14, 0}));
}

// The metric is the expected Hessian: the sample's mean and variance replaced by the model's own. At the minimum
// they are the same.
TEST(LandscapesModels, TheMetricIsTheExpectedHessian) {
    const GaussianLikelihood model;
    const PlanePoint best = model.stationary().minima[0];
    const auto h = model.hessian(best.x, best.y);
    const auto at_best = model.metric(best.x, best.y);
    EXPECT_TRUE(close(at_best.xx, h.xx, {1e-14, 0}));
    EXPECT_TRUE(close(at_best.xy, h.xy, {0, 1e-14}));
    EXPECT_TRUE(close(at_best.yy, h.yy, {1e-14, 0}));
    // E of the squared score by quadrature over the model's density.
    for (const PlanePoint p : {PlanePoint{0, 0}, PlanePoint{2, 1.5}, PlanePoint{-1, -1}}) {
        const double deviation = std::exp(p.y);
        double xx = 0, xy = 0, yy = 0;
        constexpr int nodes = 4000;
        for (int i = 0; i <= nodes; ++i) {
            const double z = -12 + 24.0 * i / nodes;
            const double weight = std::exp(-0.5 * z * z) / std::sqrt(2 * std::numbers::pi) * 24.0 / nodes;
            const double by_mean = z / deviation, by_log = z * z - 1;
            xx += weight * by_mean * by_mean, xy += weight * by_mean * by_log, yy += weight * by_log * by_log;
        }
        const auto m = model.metric(p.x, p.y);
        EXPECT_TRUE(close(m.xx, xx, {1e-10, 0}));
        EXPECT_TRUE(close(m.xy, xy, {0, 1e-10}));
        EXPECT_TRUE(close(m.yy, yy, {1e-10, 0}));
    }
}

TEST(LandscapesModels, OnlyALikelihoodHasAMetric) {
    for (const Landscape& l : all_landscapes())
        EXPECT_EQ(math::metric(l, {0.5, 0.5}).has_value(), std::holds_alternative<GaussianLikelihood>(l));
    EXPECT_EQ(math::metric(GaussianLikelihood{}, {0, 0})->yy, 2);
}

// T55: c = 0 has minima (+-1, 0) of value -1/4 and the saddle at the origin; beyond the critical tilt one
// minimum is left, on the side the tilt lowers.
TEST(LandscapesModels, TheTiltMergesAMinimumWithTheSaddle) {
    const auto level = DoubleWell{0}.stationary();
    ASSERT_EQ(level.minima.size(), 2u);
    EXPECT_TRUE(close(level.minima[0].x, 1, {1e-15, 0}));
    EXPECT_TRUE(close(level.minima[1].x, -1, {1e-15, 0}));
    ASSERT_EQ(level.saddles.size(), 1u);
    EXPECT_TRUE(close(level.saddles[0].x, 0, {0, 1e-16}));
    EXPECT_TRUE(close(math::value(DoubleWell{0}, level.minima[0]), -0.25, {1e-15, 0}));
    EXPECT_TRUE(close(DoubleWell::critical_tilt, 2 / (3 * std::sqrt(3.0)), {1e-15, 0}));
    for (double c = -1; c <= 1; c += 0.0625) {
        const auto found = DoubleWell{c}.stationary();
        const bool both = std::abs(c) < DoubleWell::critical_tilt;
        ASSERT_EQ(found.minima.size(), both ? 2u : 1u) << c;
        EXPECT_EQ(found.saddles.size(), both ? 1u : 0u) << c;
        for (const auto& m : found.minima) EXPECT_TRUE(close(m.x * m.x * m.x - m.x + c, 0, {0, 1e-15})) << c;
        if (!both) {
            EXPECT_LT(found.minima[0].x * c, 0) << c;
        }
    }
    for (double sign : {-1.0, 1.0}) {
        const auto merged = DoubleWell{sign * DoubleWell::critical_tilt}.stationary();
        ASSERT_EQ(merged.minima.size(), 1u);
        EXPECT_TRUE(close(merged.minima[0].x, -sign * 2 / std::numbers::sqrt3, {1e-14, 0}));
        const double x = sign / std::numbers::sqrt3;
        EXPECT_TRUE(close(gradient(DoubleWell{sign * DoubleWell::critical_tilt}, {x, 0}).x, 0, {0, 1e-15}));
    }
}

TEST(LandscapesModels, TheBowlHasCurvaturesOneAndKappaAlongItsTurnedAxes) {
    for (double kappa : {1.0, 20.0, 1000.0}) {
        for (double degrees :
             {-400.0, -30.0, 0.0, 12.5, 45.0, 70.0, 90.0, 110.0, 180.0, 250.0, 300.0, 725.0}) {
            const Bowl bowl(kappa, degrees);
            const double angle = degrees * std::numbers::pi / 180;
            const double c = std::cos(angle);
            const double s = std::sin(angle);
            EXPECT_TRUE(close(bowl.value(2 * c, 2 * s), 2, {1e-12, 0})) << kappa << ' ' << degrees;
            EXPECT_TRUE(close(bowl.value(-2 * s, 2 * c), 2 * kappa, {1e-12, 0})) << kappa << ' ' << degrees;
            const auto curvature = math::eigenvalues(bowl.hessian(0, 0));
            EXPECT_TRUE(close(curvature.low, 1, {1e-11, 0})) << kappa << ' ' << degrees;
            EXPECT_TRUE(close(curvature.high, kappa, {1e-12, 0})) << kappa << ' ' << degrees;
        }
    }
    EXPECT_EQ(Bowl(50, 90).gradient(2, 0), (PlanePoint{100, 0}));
    EXPECT_EQ(Bowl(50, -180).hessian(0, 0).xy, 0.0);
    EXPECT_THROW(Bowl(0, 10), std::invalid_argument);
}

TEST(LandscapesModels, ARavineNeedsACurvature) {
    EXPECT_THROW(math::Ravine(0), std::invalid_argument);
    // Its floor is y = 2 sin x: there the height is that of x alone.
    EXPECT_TRUE(close(math::Ravine(500).value(2.0, 2 * std::sin(2.0)), 0.2, {1e-15, 0}));
}

}  // namespace landscapes_models_test
}  // namespace lossfield::tests
