// A loss over a plane, whichever it is: value, gradient, model and grid agree with each other and with the loss meant.
#include <gtest/gtest.h>

#include "math/losses/plane_loss.hpp"
#include "tests/support/support.hpp"

namespace lossfield::math {
namespace plane_loss_test {

using tests::close;

std::vector<PlaneLoss> losses() {
    PlaneLoss logits;
    logits.logit.kind = LogitLossKind::Focal;
    logits.third_logit = 0.4, logits.temperature = 0.7, logits.target = 1;
    PlaneLoss line{.over = PlaneLossOver::Line, .x = {-1, 0.5, 2}, .y = {0, 1, 4}};
    line.residual.kind = ResidualLossKind::Huber;
    PlaneLoss logistic{.over = PlaneLossOver::Logistic, .x = {-1, 0.5, 2}, .y = {-1, 1, -1}};
    return {logits, line, logistic};
}

TEST(PlaneLoss, ValueModelAndGradientAgree) {
    for (const PlaneLoss& loss : losses()) {
        const LocalModel model = loss.model(0.3, -0.8);
        EXPECT_TRUE(close(model.value, loss.value(0.3, -0.8)));
        const auto g = loss.gradient(0.3, -0.8);
        constexpr double h = 1e-5;
        for (std::size_t k = 0; k < 2; ++k) {
            EXPECT_TRUE(close(g[k], model.gradient[k]));
            const double dx = k == 0 ? h : 0, dy = k == 1 ? h : 0;
            const double slope =
                (loss.value(0.3 + dx, -0.8 + dy) - loss.value(0.3 - dx, -0.8 - dy)) / (2 * h);
            EXPECT_NEAR(g[k], slope, 1e-8);
            const double bend = (loss.gradient(0.3 + h, -0.8)[k] - loss.gradient(0.3 - h, -0.8)[k]) / (2 * h);
            EXPECT_NEAR(k == 0 ? model.hessian.xx : model.hessian.xy, bend, 1e-7);
        }
        EXPECT_LT(loss.check(0.3, -0.8), 1e-10);
    }
}

TEST(PlaneLoss, GridIsTheValueAtEveryNode) {
    const PlaneGrid grid{-2, 2, -1, 3, 7, 5};
    for (const PlaneLoss& loss : losses()) {
        PlaneLoss second = loss;
        second.logit.kind = LogitLossKind::SoftmaxMse;
        second.residual.kind = ResidualLossKind::Mae;
        second.logistic = LogisticLossKind::SquaredError;
        const PlaneLossValues values = plane_loss_values(grid, loss, &second, {});
        ASSERT_EQ(values.main.size(), grid.nodes());
        for (std::size_t j = 0; j < grid.rows; ++j)
            for (std::size_t i = 0; i < grid.columns; ++i) {
                const std::size_t k = j * grid.columns + i;
                EXPECT_TRUE(close(values.main[k], loss.value(grid.x(i), grid.y(j)), {1e-11, 1e-11}));
                EXPECT_TRUE(close(values.second[k], second.value(grid.x(i), grid.y(j)), {1e-11, 1e-11}));
            }
        EXPECT_TRUE(plane_loss_values(grid, loss, nullptr, {}).second.empty());
    }
}

TEST(PlaneLoss, AStopLeavesNothing) {
    std::stop_source stop;
    stop.request_stop();
    for (const PlaneLoss& loss : losses())
        EXPECT_TRUE(plane_loss_values({-1, 1, -1, 1, 9, 9}, loss, nullptr, stop.get_token()).main.empty());
}

}  // namespace plane_loss_test
}  // namespace lossfield::math
