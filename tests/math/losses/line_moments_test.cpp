// Five moments in place of all data: the same loss, gradient and curvature, also far from 0; and fields over thousands of data.
#include "math/losses/line_moments.hpp"

#include <gtest/gtest.h>

#include "math/losses/fit_grid.hpp"
#include "math/losses/residual_losses.hpp"
#include "math/numerics/random.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace line_moments_test {

using namespace math;
using Vector = std::vector<double>;

struct Cloud {
    Vector x, y;
    Cloud(std::uint64_t seed, std::size_t n, double at_x = 0, double at_y = 0) {
        for (std::uint64_t i = 0; i < n; ++i) {
            // Whole numbers: a shift by 1e12 loses nothing of them.
            const double u = std::round(100 * random_normal({.seed = seed, .stream = 1, .step = i}));
            x.push_back(at_x + u);
            y.push_back(at_y +
                        std::round(1.5 * u + 40 * random_normal({.seed = seed, .stream = 2, .step = i})));
        }
    }
};

TEST(LineMoments, AreTheMeanOverThePoints) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Cloud data(seed, 3 + 40 * seed, 10.0 * static_cast<double>(seed), -5);
        const LineMoments m = line_moments(data.x, data.y);
        for (const double slope : {-3.0, 0.0, 1.4, 20.0})
            for (const double intercept : {-200.0, 0.5, 90.0}) {
                const LocalModel direct = line_model({}, slope, intercept, data.x, data.y);
                const LocalModel model = m.model(slope, intercept);
                EXPECT_TRUE(close(model.value, direct.value, {1e-12, 0}));
                const double size =
                    std::sqrt(direct.value) * (1 + std::abs(m.mean_x) + std::sqrt(m.variance_x));
                for (const std::size_t k : {0U, 1U})
                    EXPECT_TRUE(close(model.gradient[k], direct.gradient[k], {1e-12, 1e-12 * size}));
                EXPECT_TRUE(close(model.hessian.xx, direct.hessian.xx, {1e-12, 0}));
                EXPECT_TRUE(close(model.hessian.xy, direct.hessian.xy, {1e-11, 1e-10}));
                EXPECT_TRUE(close(model.hessian.yy, direct.hessian.yy, {1e-12, 0}));
            }
    }
}

TEST(LineMoments, KeepTheDigitsOfTheSpreadFarFromZero) {
    const Cloud near(7, 5000);
    const LineMoments m = line_moments(near.x, near.y);
    for (const double at_x : {0.0, 1e12, -1e12})
        for (const double at_y : {0.0, 1e12, -1e12}) {
            const Cloud far(7, 5000, at_x, at_y);
            const LineMoments shifted = line_moments(far.x, far.y);
            EXPECT_TRUE(close(shifted.slope, m.slope, {1e-6, 0})) << at_x << ", " << at_y;
            EXPECT_TRUE(close(shifted.variance_x, m.variance_x, {1e-6, 0}));
            EXPECT_TRUE(close(shifted.least, m.least, {1e-6, 0}));
            EXPECT_TRUE(close(shifted.mean_x - at_x, m.mean_x, {0, 1e-3}));
            EXPECT_TRUE(close(shifted.mean_y - at_y, m.mean_y, {0, 1e-3}));
        }
}

TEST(LineMoments, SpreadIsMeanAndDeviation) {
    const Spread one = spread_of(Vector{5});
    EXPECT_EQ(one.mean, 5);
    EXPECT_EQ(one.deviation, 0);
    const Spread four = spread_of(Vector{1e12 + 1, 1e12 - 1, 1e12 + 1, 1e12 - 1});
    EXPECT_EQ(four.mean, 1e12);
    EXPECT_EQ(four.deviation, 1);
    EXPECT_THROW((void)spread_of(Vector{}), std::invalid_argument);
    EXPECT_THROW((void)line_moments(Vector{1}, Vector{1, 2}), std::invalid_argument);
}

// A product of thousands of factors leaves the range of doubles if its logarithm is not taken in time.
TEST(FitGridOfManyData, EqualsThePointwiseLoss) {
    for (const double scale : {0.01, 1.0, 1e9}) {
        Cloud data(3, 3000);
        Vector labels;
        for (double& v : data.x) v *= 0.01 * scale;
        for (double& v : data.y) v *= 0.01 * scale, labels.push_back(v > 0 ? 1 : -1);
        const PlaneGrid grid{-3, 2, -4, 5, 6, 5};
        Vector values(grid.nodes());
        const auto expect = [&](const std::string& name, const auto& pointwise) {
            for (std::size_t j = 0; j < grid.rows; ++j)
                for (std::size_t i = 0; i < grid.columns; ++i)
                    EXPECT_TRUE(
                        close(values[j * grid.columns + i], pointwise(grid.x(i), grid.y(j)), {1e-11, 1e-12}))
                        << name << " at scale " << scale;
        };
        using enum ResidualLossKind;
        for (const auto kind : {Mse, Mae, Huber, LogCosh, StudentT}) {
            const ResidualLoss loss{kind, 0.7, 3, 0.5};
            fill_line_loss(grid, loss, data.x, data.y, {0, grid.rows}, values, {});
            expect("loss " + std::to_string(static_cast<int>(kind)),
                   [&](double w, double b) { return line_loss(loss, w, b, data.x, data.y); });
        }
        for (const auto kind : {LogisticLossKind::Logistic, LogisticLossKind::SquaredError}) {
            fill_logistic_loss(grid, kind, data.x, labels, {0, grid.rows}, values, {});
            expect("logistic",
                   [&](double w, double b) { return logistic_fit_loss(kind, w, b, data.x, labels); });
            const auto g = logistic_fit_gradient(kind, 0.3, -0.2, data.x, labels);
            const auto model = logistic_fit_model(kind, 0.3, -0.2, data.x, labels);
            for (const std::size_t k : {0U, 1U})
                EXPECT_TRUE(close(g[k], model.gradient[k], {1e-11, 1e-12 * (1 + scale)}));
        }
    }
}

}  // namespace line_moments_test
}  // namespace lossfield::tests
