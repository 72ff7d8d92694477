// A loss over a plane: of two logits with a third one fixed, or of a line's or logistic fit's slope and intercept over data.
// Value, gradient, second-order model, gradient check and grid of whichever it is, from logit_losses.hpp, residual_losses.hpp,
// logistic.hpp and their grids; failures are theirs.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "math/losses/line_moments.hpp"
#include "math/losses/logistic.hpp"
#include "math/losses/logit_losses.hpp"
#include "math/losses/residual_losses.hpp"
#include "math/numerics/local_model.hpp"
#include "math/numerics/plane_grid.hpp"

namespace lossfield::math {

enum class PlaneLossOver { Logits, Line, Logistic };

struct PlaneLoss {
    PlaneLossOver over = PlaneLossOver::Logits;
    LogitLoss logit{};
    double third_logit = 0.0, temperature = 1.0;
    std::size_t target = 0;
    ResidualLoss residual{};
    LogisticLossKind logistic = LogisticLossKind::Logistic;
    std::vector<double> x{}, y{};  // data; logistic: labels of +1 and -1
    // Of a line's MSE: those of x and y. Where they are set they stand for the points, of which there may be many.
    std::optional<LineMoments> moments{};

    [[nodiscard]] double value(double a, double b) const;
    [[nodiscard]] std::array<double, 2> gradient(double a, double b) const;
    [[nodiscard]] LocalModel model(double a, double b) const;
    // Worst relative error of the gradient against dual numbers.
    [[nodiscard]] double check(double a, double b) const;
};

// Both losses at the nodes of one grid, over the same logits, each over its own data; the second one where there is one. Empty when
// stopped.
struct PlaneLossValues {
    std::vector<double> main, second;
};
[[nodiscard]] PlaneLossValues plane_loss_values(const PlaneGrid& grid, const PlaneLoss& main,
                                                const PlaneLoss* second, const std::stop_token& stop);

}  // namespace lossfield::math
