// A loss over a plane: of two logits with a third one fixed, or of a line's or logistic fit's slope and intercept over data.
// Value, second-order model, gradient check and grid all come from math/; this only tells them which loss is meant.
#pragma once

#include <array>
#include <optional>
#include <stop_token>
#include <string>

#include "math/losses/logistic.hpp"
#include "math/losses/logit_losses.hpp"
#include "math/losses/residual_losses.hpp"
#include "math/numerics/local_model.hpp"
#include "viz/figure/marks.hpp"

namespace lossfield::viz::loss_surfaces {

enum class Over { Logits, Line, Logistic };

using Pair = std::array<double, 2>;

struct Landscape {
    Over over = Over::Logits;
    std::string name;  // rich text
    math::LogitLoss logit{};
    double third_logit = 0, temperature = 1;
    std::size_t target = 0;
    math::ResidualLoss residual{};
    math::LogisticLossKind logistic = math::LogisticLossKind::Logistic;
    Vector x{}, y{};  // data; logistic: labels of +1 and -1

    [[nodiscard]] double value(double a, double b) const;
    [[nodiscard]] Pair gradient(double a, double b) const;
    [[nodiscard]] math::LocalModel model(double a, double b) const;
    // Worst relative error of the gradient against dual numbers.
    [[nodiscard]] double check(double a, double b) const;
};

// Both losses at the nodes of one grid, the second one where there is one. Empty fields when stopped.
struct Fields {
    GridField main, overlay;
};
[[nodiscard]] Fields fields_of(const Landscape& main, const std::optional<Landscape>& overlay,
                               const Domain& domain, std::size_t nodes, const std::stop_token& stop);

// Twenty points about y = 1.5 x + 1; the same with one far below; labels 0 and 1 that overlap, and that do not.
[[nodiscard]] Points line_data();
[[nodiscard]] Points line_with_outlier();
[[nodiscard]] Points overlapping_labels();
[[nodiscard]] Points separable_labels();

}  // namespace lossfield::viz::loss_surfaces
