#include "math/losses/residual_losses.hpp"

#include <gtest/gtest.h>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace residual_losses_test {

using math::Dual;
using math::ResidualLoss;
using math::ResidualLossKind;
using Vector = std::vector<double>;

std::vector<ResidualLoss> losses() {
    using enum ResidualLossKind;
    return {{Mse},
            {Mae},
            {Huber, 1},
            {Huber, 0.05},
            {Huber, 5},
            {LogCosh},
            {StudentT, 1, 3, 1},
            {StudentT, 1, 1, 0.2},
            {StudentT, 1, 30, 4}};
}

std::vector<double> residuals() {
    std::vector<double> r{0, 1e-9, -1e-9, 0.05, -0.05, 0.5, -0.5, 0.4999, 1, -1, 5, -5, 1000, -1000};
    for (std::uint64_t s = 0; s < 60; ++s) r.push_back((s % 2 ? 3 : 40) * (2 * uniform_at(31, s, 0) - 1));
    return r;
}

double definition(const ResidualLoss& loss, Real r) {
    const Real a = std::abs(r), d = loss.delta, nu = loss.nu, s = loss.scale;
    switch (loss.kind) {
        case ResidualLossKind::Mse:
            return static_cast<double>(r * r);
        case ResidualLossKind::Mae:
            return static_cast<double>(a);
        case ResidualLossKind::Huber:
            return static_cast<double>(a <= d ? r * r / 2 : d * (a - d / 2));
        case ResidualLossKind::LogCosh:
            return static_cast<double>(a < 0.1L
                                           ? std::log1p(std::pow(std::sinh(r), 2)) / 2
                                           : a + std::log1p(std::exp(-2 * a)) - std::numbers::ln2_v<Real>);
        case ResidualLossKind::StudentT:
            return static_cast<double>((nu + 1) / 2 * std::log1p(r * r / (nu * s * s)) + std::log(s) +
                                       std::lgamma(nu / 2) - std::lgamma((nu + 1) / 2) +
                                       std::log(nu * std::numbers::pi_v<Real>) / 2);
    }
    return 0;
}

TEST(ResidualLosses, ValuesAgreeWithTheDefinitionsInLongDouble) {
    for (const ResidualLoss& loss : losses())
        for (const double r : residuals())
            EXPECT_TRUE(close(math::residual_loss(loss, r), definition(loss, r), {1e-13, 1e-15}))
                << static_cast<int>(loss.kind) << " at " << r;
}

TEST(ResidualLosses, DerivativesAgreeWithDualNumbers) {
    for (const ResidualLoss& loss : losses()) {
        for (const double r : residuals()) {
            const auto terms = math::residual_terms(loss, r);
            const Dual<Dual<>> x{{r, 1}, {1, 0}};
            const auto dual = math::residual_loss(loss, x);
            const std::string where =
                std::to_string(static_cast<int>(loss.kind)) + " at " + std::to_string(r);
            EXPECT_TRUE(close(terms.slope, dual.value.derivative, {1e-12, 1e-15})) << where;
            // Huber's curvature jumps at |r| = delta: either side's value is right for a generic derivative.
            if (loss.kind == ResidualLossKind::Huber && std::abs(r) == loss.delta) continue;
            EXPECT_TRUE(close(terms.curvature, dual.derivative.derivative, {1e-11, 1e-14})) << where;
        }
    }
}

TEST(ResidualLosses, DerivativesAgreeWithCentralDifferences) {
    for (const ResidualLoss& loss : losses()) {
        for (const double r : residuals()) {
            const bool kinked = loss.kind == ResidualLossKind::Mae && std::abs(r) < 1e-4;
            if (kinked) continue;
            const auto value = [&](std::span<const double> x) { return math::residual_loss(loss, x[0]); };
            // Where Huber's curvature jumps, the difference is off by a quarter of the step.
            const double allowed = 3e-6 + 1e-10 * std::abs(value(Vector{r}));
            EXPECT_TRUE(close(central_differences(value, Vector{r}, 1e-5)[0],
                              math::residual_terms(loss, r).slope, {1e-5, allowed}))
                << static_cast<int>(loss.kind) << " at " << r;
        }
    }
}

TEST(ResidualLosses, Limits) {
    const ResidualLoss wide{ResidualLossKind::Huber, 1e6}, narrow{ResidualLossKind::Huber, 1e-9};
    for (const double r : {-3.0, -0.2, 0.7, 12.0}) {
        EXPECT_EQ(math::residual_loss(wide, r), 0.5 * r * r);
        EXPECT_TRUE(close(math::residual_loss(narrow, r) / 1e-9, std::abs(r), {1e-8, 0}));
        // Towards the Gaussian of standard deviation s: the value above its minimum tends to r^2 / (2 s^2).
        const ResidualLoss normal{ResidualLossKind::StudentT, 1, 1e9, 2};
        EXPECT_TRUE(close(math::residual_loss(normal, r) - math::residual_loss(normal, 0.0), r * r / 8,
                          {1e-6, 1e-6}));
    }
    EXPECT_EQ(math::residual_terms({ResidualLossKind::Mae}, 0).slope, 0);
}

TEST(ResidualLosses, StudentLetsGoBeyondItsReachAndHuberDoesNot) {
    for (const double nu : {1.0, 3.0, 10.0}) {
        const ResidualLoss student{ResidualLossKind::StudentT, 1, nu, 0.5};
        const double peak = 0.5 * std::sqrt(nu);
        const auto pull = [&](double r) { return math::residual_terms(student, r).slope; };
        EXPECT_GT(pull(peak), pull(0.97 * peak));
        EXPECT_GT(pull(peak), pull(1.03 * peak));
        EXPECT_TRUE(close(math::residual_terms(student, peak).curvature, 0, {0, 1e-14}));
    }
    EXPECT_EQ(math::residual_terms({ResidualLossKind::Huber, 0.7}, 1e6).slope, 0.7);
}

Vector some_x() { return {-2, -1, 0.5, 1.5, 3, 3}; }
Vector some_y() { return {1, -0.5, 0.25, 2, 2.5, 40}; }

TEST(LineLoss, GradientAndHessianAgreeWithDualNumbers) {
    const Vector x = some_x(), y = some_y();
    for (const ResidualLoss& loss : losses()) {
        for (std::uint64_t s = 0; s < 40; ++s) {
            const Vector at = random_point(s, 2, s % 4 == 3 ? 1000 : 3);
            const auto model = math::line_model(loss, at[0], at[1], x, y);
            EXPECT_TRUE(close(model.value, math::line_loss(loss, at[0], at[1], x, y), {1e-14, 0}));
            const auto gradient = math::line_gradient(loss, at[0], at[1], x, y);
            EXPECT_TRUE(close(gradient, model.gradient, {1e-14, 1e-300}));
            const auto check = math::check_line_gradient(loss, at[0], at[1], x, y);
            EXPECT_LT(check.worst, 1e-9) << check.closed << " against " << check.dual;
            const double hessian[2][2] = {{model.hessian.xx, model.hessian.xy},
                                          {model.hessian.xy, model.hessian.yy}};
            for (std::size_t i = 0; i < 2; ++i) {
                for (std::size_t j = 0; j < 2; ++j) {
                    Dual<Dual<>> z[2] = {at[0], at[1]};
                    z[i].value.derivative = 1.0;
                    z[j].derivative.value = 1.0;
                    const auto dual = math::line_loss<Dual<Dual<>>>(loss, z[0], z[1], x, y);
                    EXPECT_TRUE(close(hessian[i][j], dual.derivative.derivative, {1e-9, 1e-13}));
                }
            }
        }
    }
}

TEST(LineLoss, LeastSquaresIsWhereTheGradientOfMseVanishes) {
    const Vector x = some_x(), y = some_y();
    const math::Line best = math::least_squares_line(x, y);
    const auto model = math::line_model({}, best.slope, best.intercept, x, y);
    EXPECT_TRUE(close(model.gradient, Vector{0, 0}, {0, 1e-13}));
    const math::Line flat = math::least_squares_line(Vector{2, 2}, Vector{1, 4});
    EXPECT_EQ(flat.slope, 0);
    EXPECT_EQ(flat.intercept, 2.5);
}

// Constant predictor: the mean minimises MSE, any median MAE.
TEST(LineLoss, MeanAndMedian) {
    const Vector x(5, 0.0), y{1, 2, 4, 8, 100};
    EXPECT_TRUE(close(math::line_model({}, 0, 23, x, y).gradient[1], 0, {0, 1e-14}));
    const ResidualLoss mae{ResidualLossKind::Mae};
    EXPECT_EQ(math::line_model(mae, 0, 4, x, y).gradient[1], 0);
    EXPECT_GT(math::line_model(mae, 0, 4.1, x, y).gradient[1], 0);
    EXPECT_LT(math::line_model(mae, 0, 3.9, x, y).gradient[1], 0);
}

TEST(LocalModel, CurvaturesAreTheEigenvalues) {
    for (std::uint64_t s = 0; s < 30; ++s) {
        const Vector v = random_point(s, 3, 2);
        const math::SymmetricMatrix2 h{v[0], v[1], v[2]};
        const auto c = math::curvatures(h);
        EXPECT_TRUE(close(c.largest + c.smallest, h.xx + h.yy, {0, 1e-14}));
        EXPECT_TRUE(close(c.largest * c.smallest, h.xx * h.yy - h.xy * h.xy, {1e-12, 1e-14}));
        const auto [a, b] = c.direction;
        EXPECT_TRUE(close(Vector{h.xx * a + h.xy * b, h.xy * a + h.yy * b},
                          Vector{c.largest * a, c.largest * b}, {0, 1e-14}));
        const math::LocalModel model{1, {2, 3}, h};
        EXPECT_TRUE(close(model.at(a, b), 1 + 2 * a + 3 * b + 0.5 * c.largest, {1e-14, 1e-14}));
    }
}

TEST(ResidualLosses, RefuseParametersOutsideTheirRange) {
    const Vector x{1, 2}, y{1, 2};
    EXPECT_THROW((void)math::line_loss({ResidualLossKind::Huber, 0}, 1.0, 1.0, x, y), std::invalid_argument);
    EXPECT_THROW((void)math::line_loss({ResidualLossKind::StudentT, 1, 0}, 1.0, 1.0, x, y),
                 std::invalid_argument);
    EXPECT_THROW((void)math::line_loss({ResidualLossKind::StudentT, 1, 3, -1}, 1.0, 1.0, x, y),
                 std::invalid_argument);
    EXPECT_THROW((void)math::line_loss({}, 1.0, 1.0, x, Vector{1}), std::invalid_argument);
    EXPECT_THROW((void)math::line_loss({}, 1.0, 1.0, Vector{}, Vector{}), std::invalid_argument);
}

// No slope is larger, and one comes as near as is asked for.
TEST(ResidualLosses, SteepestSlopeIsTheBoundOfAllSlopes) {
    using enum math::ResidualLossKind;
    for (const math::ResidualLoss& loss :
         {math::ResidualLoss{Mae}, {Huber, 0.7}, {LogCosh}, {StudentT, 1, 3, 0.5}, {StudentT, 1, 30, 2}}) {
        double largest = 0;
        for (int i = 1; i <= 40000; ++i) largest = std::max(largest, math::residual_slope(loss, 5e-4 * i));
        EXPECT_LE(largest, math::steepest_slope(loss) * (1 + 1e-12));
        EXPECT_GE(largest, math::steepest_slope(loss) * (1 - 1e-5));
    }
    EXPECT_TRUE(std::isinf(math::steepest_slope({Mse})));
}

}  // namespace residual_losses_test
}  // namespace lossfield::tests
