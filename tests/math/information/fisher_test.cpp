#include "math/information/fisher.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "math/flows/simplex_flow.hpp"
#include "math/information/divergences.hpp"
#include "math/information/information.hpp"
#include "math/numerics/quadrature.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/math/oracle.hpp"

namespace lossfield::tests {
namespace fisher_test {

using Vector = std::vector<double>;

Vector random_distribution(Draws& random, std::size_t n, double spread = 3) {
    Vector z(n);
    for (double& v : z) v = random.between(-spread, spread);
    return math::softmax(z, 1.0);
}

math::Barycentric triple(const Vector& p) { return {p[0], p[1], p[2]}; }

constexpr auto paths = {math::SimplexPath::Mixture, math::SimplexPath::Exponential,
                        math::SimplexPath::Geodesic};

TEST(Quadrature, RulesAreExactForPolynomials) {
    for (const std::size_t n : {1U, 2U, 5U, 15U, 24U}) {
        const auto rule = math::gauss_legendre(n);
        for (std::size_t degree = 0; degree < 2 * n; ++degree)
            EXPECT_NEAR(
                math::integrate(
                    rule, [&](double x) { return std::pow(x, static_cast<double>(degree)); }, 0.0, 2.0) /
                    (std::pow(2.0, static_cast<double>(degree + 1)) / static_cast<double>(degree + 1)),
                1.0, 1e-13)
                << n << ' ' << degree;
    }
    EXPECT_NEAR(math::integrate_adaptively([](double x) { return 1 / std::sqrt(x); }, 0, 1, 1e-10), 2, 1e-6);
    EXPECT_NEAR(
        math::integrate_adaptively([](double x) { return std::exp(-1e6 * (x - 0.3) * (x - 0.3)); }, 0, 1),
        std::sqrt(std::numbers::pi) / 1e3, 1e-12);
}

TEST(Fisher, TheMetricIsTheSameThroughLogits) {
    Draws random(1);
    for (int trial = 0; trial < 100; ++trial) {
        const Vector p = random_distribution(random, 5);
        Vector dz(5), dp(5);
        double mean = 0;
        for (std::size_t k = 0; k < 5; ++k) dz[k] = random.between(-2, 2), mean += p[k] * dz[k];
        for (std::size_t k = 0; k < 5; ++k) dp[k] = p[k] * (dz[k] - mean);
        EXPECT_NEAR(math::fisher_inner(p, dp, dp), math::fisher_of_logits(p, dz), 1e-13);
        EXPECT_NEAR(math::fisher_of_logits(p, Vector(5, 3.7)), 0, 1e-28);  // F 1 = 0
    }
    // Bernoulli: 1 / (p (1 - p)).
    EXPECT_NEAR(math::fisher_inner(Vector{0.2, 0.8}, Vector{1, -1}, Vector{1, -1}), 1 / 0.16, 1e-12);
}

TEST(Fisher, LocallyTheDistanceSquaredIsTwiceKlAndTheMetric) {
    Draws random(2);
    for (int trial = 0; trial < 50; ++trial) {
        const Vector z{random.between(-2, 2), random.between(-2, 2), random.between(-2, 2)};
        const Vector p = math::softmax(z, 1.0);
        constexpr double h = 1e-4;
        const Vector dz{h * random.between(-1, 1), h * random.between(-1, 1), h * random.between(-1, 1)};
        const Vector q = math::softmax(Vector{z[0] + dz[0], z[1] + dz[1], z[2] + dz[2]}, 1.0);
        const double squared = std::pow(math::fisher_rao_distance(p, q), 2);
        EXPECT_NEAR(squared / math::fisher_of_logits(p, dz), 1, 1e-3);
        EXPECT_NEAR(squared / (2 * math::kl(p, q)), 1, 1e-3);
    }
}

TEST(Fisher, PathsBeginAndEndAndTheGeodesicIsEven) {
    Draws random(3);
    for (int trial = 0; trial < 60; ++trial) {
        const Vector p = random_distribution(random, 4), q = random_distribution(random, 4);
        for (const auto path : paths) {
            EXPECT_EQ(math::on_path(path, p, q, 0), p);
            EXPECT_EQ(math::on_path(path, p, q, 1), q);
            double sum = 0;
            for (const double v : math::on_path(path, p, q, 0.37)) {
                sum += v;
                EXPECT_GE(v, 0);
            }
            EXPECT_NEAR(sum, 1, 1e-14);
        }
        const double d = math::fisher_rao_distance(p, q);
        for (const double t : {0.1, 0.5, 0.8}) {
            const Vector x = math::on_path(math::SimplexPath::Geodesic, p, q, t);
            EXPECT_NEAR(math::fisher_rao_distance(p, x), t * d, 1e-13);
            EXPECT_NEAR(math::fisher_rao_distance(x, q), (1 - t) * d, 1e-13);
        }
        const Vector e = math::on_path(math::SimplexPath::Exponential, p, q, 0.3);
        for (std::size_t k = 1; k < 4; ++k)
            EXPECT_NEAR(std::log(e[k] / e[0]), 0.7 * std::log(p[k] / p[0]) + 0.3 * std::log(q[k] / q[0]),
                        1e-12);
    }
}

// The way in many small steps, each as long as the distance of its ends.
double polyline(math::SimplexPath path, const Vector& p, const Vector& q) {
    constexpr int steps = 4000;
    double sum = 0;
    Vector last = p;
    for (int i = 1; i <= steps; ++i) {
        const double s = static_cast<double>(i) / steps, t = s * s * (3 - 2 * s);  // slow at the ends
        const Vector next = math::on_path(path, p, q, t);
        sum += math::fisher_rao_distance(last, next);
        last = next;
    }
    return sum;
}

TEST(Fisher, LengthsAreThoseOfManySmallStepsAndNoneIsShorterThanTheGeodesic) {
    Draws random(4);
    for (int trial = 0; trial < 12; ++trial) {
        const Vector p = random_distribution(random, 3, 5), q = random_distribution(random, 3, 5);
        const double d = math::fisher_rao_distance(p, q);
        for (const auto path : paths) {
            const double length = math::path_length(path, p, q);
            EXPECT_GE(length, d * (1 - 1e-13));
            EXPECT_NEAR(length, polyline(path, p, q), 1e-5 * length);
        }
    }
    // Two outcomes leave one way only.
    const Vector p{0.1, 0.9}, q{0.7, 0.3};
    for (const auto path : paths)
        EXPECT_NEAR(math::path_length(path, p, q), math::fisher_rao_distance(p, q), 1e-12);
}

TEST(Fisher, CornersAndEqualPoints) {
    const Vector a{1, 0, 0}, b{0, 1, 0}, inside{0.2, 0.3, 0.5};
    EXPECT_NEAR(math::path_length(math::SimplexPath::Geodesic, a, b), std::numbers::pi,
                1e-15);  // the diameter
    EXPECT_NEAR(math::path_length(math::SimplexPath::Mixture, a, b), std::numbers::pi,
                1e-10);  // along the side
    EXPECT_TRUE(std::isnan(math::path_length(math::SimplexPath::Exponential, a, inside)));
    EXPECT_TRUE(std::isnan(math::on_path(math::SimplexPath::Exponential, a, inside, 0.5)[0]));
    for (const auto path : paths) {
        EXPECT_EQ(math::path_length(path, inside, inside), 0);
        for (std::size_t k = 0; k < 3; ++k)
            EXPECT_NEAR(math::on_path(path, inside, inside, 0.4)[k], inside[k], 1e-16);
    }
}

TEST(Fisher, ACircleKeepsItsDistance) {
    Draws random(5);
    for (int trial = 0; trial < 40; ++trial) {
        const Vector c = random_distribution(random, 3, 1.5);
        const auto circle = math::fisher_circle(triple(c), 0.1, 24);
        ASSERT_EQ(circle.size(), 24u);
        for (const auto& b : circle)
            EXPECT_NEAR(math::fisher_rao_distance(c, Vector{b[0], b[1], b[2]}), 0.1, 1e-12);
        // Nearly the ellipse of the metric.
        for (const auto& b : math::fisher_circle(triple(c), 1e-4, 8)) {
            const Vector v{b[0] - c[0], b[1] - c[1], b[2] - c[2]};
            EXPECT_NEAR(std::sqrt(math::fisher_inner(c, v, v)), 1e-4, 1e-7);
        }
    }
    for (const auto& b : math::fisher_circle({1, 0, 0}, 0.4, 16))
        for (const double v : b) EXPECT_GE(v, 0);  // a corner: cut off at the sides
}

TEST(Fisher, TheOctantsGridLiesEvenlyByAngle) {
    constexpr std::size_t n = 5;
    const auto grid = math::octant_grid(n);
    ASSERT_EQ(grid.size(), n * n);
    const std::array<math::Barycentric, 3> corners{grid[0], grid[n - 1], grid[n * n - 1]};
    for (std::size_t k = 0; k < 3; ++k)
        for (std::size_t j = 0; j < 3; ++j) EXPECT_NEAR(corners[k][j], k == j ? 1 : 0, 1e-15);
    // Along the first row and the first column: quarters of a quarter turn, 2 pi / 8 of the sphere of radius 2.
    for (std::size_t i = 0; i + 1 < n; ++i)
        for (const std::size_t step : {std::size_t{1}, n})
            EXPECT_NEAR(math::fisher_rao_distance(grid[i * step], grid[(i + 1) * step]), std::numbers::pi / 4,
                        1e-14);
    for (std::size_t i = 0; i < n; ++i) EXPECT_NEAR(grid[n * (n - 1) + i][2], 1, 1e-15);
}

TEST(Fisher, VelocitiesOfLogitsAreThoseOfTheExponentialPath) {
    Draws random(12);
    for (int trial = 0; trial < 40; ++trial) {
        const Vector p = random_distribution(random, 4), q = random_distribution(random, 4);
        Vector dz(4);
        for (std::size_t k = 0; k < 4; ++k) dz[k] = std::log(q[k] / p[k]);
        const Vector v = math::velocity_of_logits(p, dz);
        constexpr double h = 1e-6;
        const Vector ahead = math::on_path(math::SimplexPath::Exponential, p, q, h);
        for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR((ahead[k] - p[k]) / h, v[k], 1e-4);
        EXPECT_NEAR(math::fisher_inner(p, v, v), math::fisher_of_logits(p, dz), 1e-12);
    }
    const Vector kept = math::velocity_of_logits(Vector{0, 0.5, 0.5}, Vector{-1e300, 1, 0});
    EXPECT_EQ(kept, (Vector{0, 0.25, -0.25}));
}

TEST(Fisher, ASquareHasItsSidesInTheMetric) {
    const Vector p{0.2, 0.3, 0.5}, u{1, -1, 0};
    const Vector v{0.2, 0.3, -0.5};  // <u, v>_p = 0
    ASSERT_NEAR(math::fisher_inner(p, u, v), 0, 1e-15);
    const auto corners = math::fisher_square(triple(p), u, v, 1e-3);
    ASSERT_EQ(corners.size(), 3u);
    EXPECT_NEAR(math::fisher_rao_distance(p, corners[0]), 1e-3, 1e-8);
    EXPECT_NEAR(math::fisher_rao_distance(p, corners[1]), 1e-3 * std::numbers::sqrt2, 1e-8);
    EXPECT_NEAR(math::fisher_rao_distance(p, corners[2]), 1e-3, 1e-8);
    EXPECT_NEAR(math::fisher_rao_distance(corners[0], corners[1]), 1e-3, 1e-8);
    EXPECT_TRUE(math::fisher_square(triple(p), Vector{0, 0, 0}, v, 1e-3).empty());
    EXPECT_TRUE(math::fisher_square({0, 0.5, 0.5}, u, v, 1e-3).empty());  // off the side: infinitely long
}

TEST(Fisher, TheCurvatureIsAQuarter) {
    const auto octant = math::geodesic_triangle({1, 0, 0}, {0, 1, 0}, {0, 0, 1});
    for (const double angle : octant.angle) EXPECT_NEAR(angle, std::numbers::pi / 2, 1e-14);
    EXPECT_NEAR(octant.area, 2 * std::numbers::pi, 1e-10);
    Draws random(6);
    for (int trial = 0; trial < 60; ++trial) {
        const auto t = math::geodesic_triangle(triple(random_distribution(random, 3)),
                                               triple(random_distribution(random, 3)),
                                               triple(random_distribution(random, 3)));
        EXPECT_NEAR(t.excess(), 0.25 * t.area, 1e-12);
    }
    const auto none = math::geodesic_triangle({0.2, 0.3, 0.5}, {0.2, 0.3, 0.5}, {0.6, 0.2, 0.2});
    EXPECT_NEAR(none.area, 0, 1e-15);
    EXPECT_TRUE(std::isnan(none.angle[0]));
}

// Three points a hundred-thousandth apart still have an excess of a quarter of their area.
TEST(Fisher, TheCurvatureIsAQuarterOfSmallTrianglesToo) {
    for (const double step : {1e-2, 1e-3, 1e-4, 1e-5}) {
        const auto t = math::geodesic_triangle({0.2, 0.3, 0.5}, {0.2 + step, 0.3 - step, 0.5},
                                               {0.2, 0.3 + step, 0.5 - step});
        EXPECT_NEAR(t.excess(), 0.25 * t.area, 1e-14 + 1e-4 * t.area) << step;
        EXPECT_GT(t.height, 0.1 * step);
    }
    EXPECT_LT(math::geodesic_triangle({0.3, 0.7, 0}, {0.5, 0.5, 0}, {0.9, 0.1, 0}).height, 1e-15);
}

TEST(SimplexFlow, TheNaturalFlowStaysOnTheSideItStartsFrom) {
    using enum math::FlowObjective;
    const Vector p{0.3, 0.7, 0}, q{0.5, 0.3, 0.2};
    for (const double t : {0.0, 0.5, 2.0, 40.0, 1000.0}) {
        const Vector at = math::natural_flow(KlToTarget, p, q, t);
        EXPECT_EQ(at[2], 0) << t;
        EXPECT_NEAR(at[0] + at[1], 1, 1e-15) << t;
        EXPECT_GE(math::flow_objective(KlToTarget, at, q), -std::log(0.8) - 1e-15) << t;
    }
    EXPECT_NEAR(math::flow_objective(KlToTarget, math::natural_flow(KlToTarget, p, q, 40), q), -std::log(0.8),
                1e-15);
    EXPECT_TRUE(std::isnan(math::natural_flow(KlToTarget, q, p, 1)[0]));
}

TEST(SimplexFlow, TheNaturalFlowIsSteepestInTheMetric) {
    Draws random(7);
    for (int trial = 0; trial < 60; ++trial) {
        const Vector p = random_distribution(random, 3), q = random_distribution(random, 3);
        for (const auto objective : {math::FlowObjective::KlFromTarget, math::FlowObjective::KlToTarget}) {
            const Vector g = objective == math::FlowObjective::KlFromTarget ? math::kl_gradient_q(q, p)
                                                                            : math::kl_gradient_p(p, q);
            double mean = 0;
            for (std::size_t k = 0; k < 3; ++k) mean += p[k] * g[k];
            constexpr double h = 1e-6;
            const Vector ahead = math::natural_flow(objective, p, q, h);
            for (std::size_t k = 0; k < 3; ++k)
                EXPECT_NEAR((ahead[k] - p[k]) / h, -p[k] * (g[k] - mean), 1e-4 * (1 + std::abs(g[k])));
        }
    }
}

// Each time the plain flow's end against steps a tenth as long, and its start against the logits' gradient.
TEST(SimplexFlow, ThePlainFlowFollowsTheLogitsGradientAndComesDown) {
    Draws random(8);
    for (int trial = 0; trial < 20; ++trial) {
        const Vector p = random_distribution(random, 3), q = random_distribution(random, 3);
        for (const auto objective : {math::FlowObjective::KlFromTarget, math::FlowObjective::KlToTarget}) {
            const auto flow = math::plain_flow(objective, p, q, 0.5, 60);
            ASSERT_EQ(flow.size(), 60u);
            for (std::size_t i = 1; i < flow.size(); ++i)
                EXPECT_LE(math::flow_objective(objective, flow[i], q),
                          math::flow_objective(objective, flow[i - 1], q) + 1e-15);
            constexpr double h = 1e-5;
            const auto close = math::plain_flow(objective, p, q, h, 2);
            const Vector g = objective == math::FlowObjective::KlFromTarget ? math::kl_gradient_q(q, p)
                                                                            : math::kl_gradient_p(p, q);
            double mean = 0;
            for (std::size_t k = 0; k < 3; ++k) mean += p[k] * g[k];
            Vector dz(3);
            double drift = 0;
            for (std::size_t k = 0; k < 3; ++k) dz[k] = -p[k] * (g[k] - mean), drift += p[k] * dz[k];
            for (std::size_t k = 0; k < 3; ++k)
                EXPECT_NEAR((close[1][k] - p[k]) / h, p[k] * (dz[k] - drift), 2e-4);
            Vector fine = p;
            for (int i = 0; i < 500; ++i) fine = math::plain_flow(objective, fine, q, 0.002, 2)[1];
            for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(flow[2][k], fine[k], 1e-9);
        }
    }
    const auto stuck = math::plain_flow(math::FlowObjective::KlFromTarget, Vector{0, 0.5, 0.5},
                                        Vector{0.6, 0.2, 0.2}, 1, 10);
    EXPECT_EQ(stuck.back()[0], 0);
}

}  // namespace fisher_test
}  // namespace lossfield::tests
