#include "math/likelihood/line_fit.hpp"

#include <gtest/gtest.h>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace line_fit_test {

using math::ResidualLoss;
using math::ResidualLossKind;
using Vector = std::vector<double>;

struct Data {
    std::string name;
    Vector x, y;
};

std::vector<Data> data() {
    std::vector<Data> all{{"one point", {2}, {3}},
                          {"two points", {-1, 2}, {3, -4}},
                          {"all equal", {1, 1, 1}, {2, 2, 2}},
                          {"one place", {1, 1, 1, 1}, {0, 1, 5, 30}},
                          {"on a line", {-2, 0, 1, 5}, {-3, 1, 3, 11}},
                          {"one far off", {-2, -1, 0, 1, 2, 3}, {-3, -1, 1, 3, 5, -60}},
                          {"ties in x", {0, 0, 1, 1, 2, 2}, {0, 1, 0, 2, 5, 1}},
                          {"far from 0", {1e6, 1e6 + 1, 1e6 + 2, 1e6 + 3}, {1, 2, 2.5, 9}}};
    for (std::uint64_t s = 0; s < 40; ++s) {
        const std::size_t n = 2 + s % 13;
        Data d{"random " + std::to_string(s), random_point(s, n, 3), random_point(s + 500, n, 2)};
        for (std::size_t i = 0; i < n; ++i) d.y[i] += 1.5 * d.x[i];
        if (s % 3 == 0) d.y[0] = s % 2 == 0 ? 40 : -1000;
        all.push_back(d);
    }
    return all;
}

std::vector<ResidualLoss> smooth_losses() {
    using enum ResidualLossKind;
    return {{Mse},
            {Huber, 1},
            {Huber, 0.05},
            {Huber, 5},
            {LogCosh},
            {StudentT, 1, 3, 0.5},
            {StudentT, 1, 1, 0.1},
            {StudentT, 1, 30, 4}};
}

double mean_loss(const ResidualLoss& loss, const math::Line& line, const Data& d) {
    return math::line_loss(loss, line.slope, line.intercept, d.x, d.y);
}

double spread(const Data& d) {
    const auto [low, high] = std::minmax_element(d.x.begin(), d.x.end());
    return *high - *low;
}

// About the middle of the x, so that a far origin does not hide what the slope does.
void expect_stationary(const ResidualLoss& loss, const math::LineFit& fit, const Data& d) {
    double mean = 0, by_slope = 0, by_intercept = 0, size = 0, height = 0;
    for (const double x : d.x) mean += x / static_cast<double>(d.x.size());
    for (std::size_t i = 0; i < d.x.size(); ++i) {
        const double r = fit.line.slope * d.x[i] + (fit.line.intercept - d.y[i]);
        const double pull = math::residual_slope(loss, r);
        by_slope += pull * (d.x[i] - mean), by_intercept += pull;
        size += std::abs(pull),
            height = std::max(height, std::abs(d.y[i]) + std::abs(fit.line.slope * d.x[i]));
    }
    const double allowed = 1e-9 * size + 1e-12 * height * math::residual_terms(loss, 0.0).curvature;
    const std::string where = d.name + ", loss " + std::to_string(static_cast<int>(loss.kind));
    EXPECT_LE(std::abs(by_intercept), allowed) << where;
    EXPECT_LE(std::abs(by_slope), allowed * (1 + spread(d))) << where;
}

TEST(LineFit, GradientVanishesAtEveryFit) {
    for (const Data& d : data())
        for (const ResidualLoss& loss : smooth_losses()) {
            const auto fit = math::fit_line(loss, d.x, d.y);
            EXPECT_TRUE(fit.converged) << d.name;
            expect_stationary(loss, fit, d);
            EXPECT_TRUE(close(fit.loss, mean_loss(loss, fit.line, d), {1e-8, 1e-9})) << d.name;
        }
}

TEST(LineFit, NoLineNearbyIsBetter) {
    std::vector<ResidualLoss> losses = smooth_losses();
    losses.push_back({ResidualLossKind::Mae});
    for (const Data& d : data())
        for (const ResidualLoss& loss : losses) {
            const auto fit = math::fit_line(loss, d.x, d.y);
            const double least = mean_loss(loss, fit.line, d);
            for (int k = 0; k < 32; ++k)
                for (const double step : {1e-3, 0.1, 1.0}) {
                    const double turn = step * std::cos(k * std::numbers::pi / 16) / (1 + spread(d));
                    const math::Line other{
                        fit.line.slope + turn,
                        fit.line.intercept + step * std::sin(k * std::numbers::pi / 16) - turn * d.x[0]};
                    // Student-t has other minima, further off.
                    if (loss.kind == ResidualLossKind::StudentT && step > 1e-3) continue;
                    EXPECT_GE(mean_loss(loss, other, d), least - 1e-9 * (1 + std::abs(least)))
                        << d.name << ", loss " << static_cast<int>(loss.kind) << ", step " << step;
                }
        }
}

// No direction leads down: the subgradient holds 0.
TEST(LineFit, MaeIsExactlyOptimal) {
    const ResidualLoss mae{ResidualLossKind::Mae};
    for (const Data& d : data()) {
        const auto fit = math::fit_line(mae, d.x, d.y);
        double height = 1;
        for (std::size_t i = 0; i < d.x.size(); ++i)
            height = std::max({height, std::abs(d.y[i]), std::abs(fit.line.slope * d.x[i])});
        const double zero = 1e-13 * height;
        EXPECT_GE(math::absolute_descent(fit.line, d.x, d.y, zero), -1e-9) << d.name;
        const math::Line off{fit.line.slope, fit.line.intercept + 2.5 * height};
        EXPECT_LT(math::absolute_descent(off, d.x, d.y, zero), -1e-3) << d.name;
    }
}

// A line through two points that are not the right ones is not a minimum, whatever touches it.
TEST(LineFit, DescentIsSeenFromALineThroughTwoPoints) {
    const Vector x{0, 1, 2, 3, 4}, y{0, 1, 2, 3, 20};
    EXPECT_GE(math::absolute_descent({1, 0}, x, y, 1e-12), 0);
    EXPECT_LT(math::absolute_descent({5, 0}, x, y, 1e-12), -0.05);
    EXPECT_LT(math::absolute_descent({17, -48}, x, y, 1e-12), -0.05);
}

// The median lies between two groups, but the likeliest place is in one of them.
TEST(LineFit, StudentFindsTheConstantInAGroup) {
    const ResidualLoss student{ResidualLossKind::StudentT, 1, 3, 0.1};
    const Vector nowhere(7, 0.0), y{-4, -3.9, -4.1, 0, 5, 7, 9};
    const auto fit = math::fit_line(student, nowhere, y);
    EXPECT_NEAR(fit.line.intercept, -4, 0.05);
    double least = 1e300;
    for (double at = -5; at < 10; at += 0.01) {
        double sum = 0;
        for (const double v : y) sum += math::residual_loss(student, at - v) / 7;
        least = std::min(least, sum);
    }
    EXPECT_LE(fit.loss, least);
}

TEST(LineFit, MeanAndMedianOfAConstant) {
    const Vector nowhere(5, 0.0), y{1, 2, 4, 8, 100};
    EXPECT_EQ(math::fit_line({ResidualLossKind::Mae}, nowhere, y).line.intercept, 4);
    EXPECT_TRUE(close(math::fit_line({}, nowhere, y).line.intercept, 23));
    EXPECT_EQ(math::fit_line({ResidualLossKind::Mae}, nowhere, y).line.slope, 0);
    EXPECT_EQ(math::median(Vector{3, 1}), 2);
    EXPECT_EQ(math::median(Vector{7}), 7);
    EXPECT_EQ(math::median(Vector{9, -1, 4}), 4);
}

TEST(LineFit, LimitsOfHuberAndStudent) {
    const Data d = data().back();
    const auto squares = math::least_squares_line(d.x, d.y);
    const auto wide = math::fit_line({ResidualLossKind::Huber, 1e6}, d.x, d.y);
    EXPECT_TRUE(
        close(Vector{wide.line.slope, wide.line.intercept}, Vector{squares.slope, squares.intercept}));
    const auto normal = math::fit_line({ResidualLossKind::StudentT, 1, 1e9, 100}, d.x, d.y);
    EXPECT_TRUE(close(Vector{normal.line.slope, normal.line.intercept},
                      Vector{squares.slope, squares.intercept}, {1e-5, 1e-5}));
    const ResidualLoss mae{ResidualLossKind::Mae};
    const auto narrow = math::fit_line({ResidualLossKind::Huber, 1e-6}, d.x, d.y);
    EXPECT_TRUE(close(mean_loss(mae, narrow.line, d), math::fit_line(mae, d.x, d.y).loss, {1e-5, 1e-5}));
}

// One point is drawn away: least squares follows without end, Huber by a bounded way, Student-t comes back.
TEST(LineFit, AnOutlierDrawnAway) {
    const Vector x{-2, -1, 0, 1, 2, 3};
    const auto slope = [&](const ResidualLoss& loss, double last) {
        return math::fit_line(loss, x, Vector{-3.1, -0.8, 1.1, 2.9, 5.1, last}).line.slope;
    };
    const ResidualLoss huber{ResidualLossKind::Huber, 1}, student{ResidualLossKind::StudentT, 1, 3, 0.5};
    EXPECT_GT(slope({}, -10) - slope({}, -100), 10);
    EXPECT_TRUE(close(slope(huber, -1000), slope(huber, -100), {0, 1e-9}));
    EXPECT_TRUE(close(slope({ResidualLossKind::Mae}, -1000), slope({ResidualLossKind::Mae}, 2), {0, 1e-12}));
    const double clean =
        math::least_squares_line(Vector(x.begin(), x.end() - 1), Vector{-3.1, -0.8, 1.1, 2.9, 5.1}).slope;
    EXPECT_GT(std::abs(slope(student, 4) - clean), 10 * std::abs(slope(student, -1000) - clean));
}

TEST(LineFit, RefusesWhatHasNoMeaning) {
    EXPECT_THROW((void)math::fit_line({}, Vector{}, Vector{}), std::invalid_argument);
    EXPECT_THROW((void)math::fit_line({}, Vector{1}, Vector{1, 2}), std::invalid_argument);
    EXPECT_THROW((void)math::fit_line({ResidualLossKind::Huber, -1}, Vector{1}, Vector{1}),
                 std::invalid_argument);
    EXPECT_THROW((void)math::median(Vector{}), std::invalid_argument);
}

// Every residual moves one for one with its observation and with the intercept.
TEST(LineResiduals, AreHowFarTheLineLiesAbove) {
    for (const auto& [name, x, y] : data()) {
        const Vector r = math::line_residuals({1.5, -0.5}, x, y);
        const Vector raised = math::line_residuals({1.5, 0.5}, x, y);
        double square = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            EXPECT_TRUE(close(y[i] + r[i], 1.5 * x[i] - 0.5, {1e-12, 1e-12})) << name;
            EXPECT_TRUE(close(raised[i] - r[i], 1, {1e-9, 0})) << name;
            square += r[i] * r[i] / static_cast<double>(x.size());
        }
        EXPECT_TRUE(close(math::line_loss(ResidualLoss{}, 1.5, -0.5, x, y), square));
    }
    EXPECT_THROW((void)math::line_residuals({}, Vector{1}, Vector{}), std::invalid_argument);
}

TEST(ResidualSizes, FindTheOneThatWasPutFarOff) {
    for (std::uint64_t s = 0; s < 40; ++s) {
        const std::size_t n = 5 + s % 8, place = s % n;
        Vector r = random_point(s, n, 1);
        for (double& v : r) v += std::copysign(1.0, v);  // sizes from 1 to 2
        const auto calm = math::residual_sizes(r, 6);
        EXPECT_FALSE(calm.outlier.has_value());
        EXPECT_GE(calm.typical, 1);
        EXPECT_LE(calm.typical, 2);
        r[place] = s % 2 == 0 ? 12.1 : -12.1;
        const auto found = math::residual_sizes(r, 6);
        EXPECT_EQ(found.outlier, place);
        EXPECT_GE(found.typical, calm.typical - 1e-12);
        // Of fewer than five none is called so, and nothing is far from nothing.
        EXPECT_FALSE(math::residual_sizes(Vector{1, 1, 1, 100}, 6).outlier.has_value());
    }
    EXPECT_FALSE(math::residual_sizes(Vector{0, 0, 0, 0, 7}, 6).outlier.has_value());
    EXPECT_FALSE(math::residual_sizes(Vector{1, 1, 1, 1, 6}, 6).outlier.has_value());
    EXPECT_EQ(math::residual_sizes(Vector{1, 1, 1, 1, 6.001}, 6).outlier, 4U);
}

}  // namespace line_fit_test
}  // namespace lossfield::tests
