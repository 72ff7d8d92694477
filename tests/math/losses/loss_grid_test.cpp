#include <gtest/gtest.h>

#include "math/losses/fit_grid.hpp"
#include "math/losses/logit_grid.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace loss_grid_test {

using math::LogisticLossKind;
using math::LogitLoss;
using math::LogitLossKind;
using math::PlaneGrid;
using math::ResidualLoss;
using math::ResidualLossKind;
using Vector = std::vector<double>;

// Calls fill(rows) for all rows at once and in three uneven parts and wants the same bits.
void expect_same_bits(const PlaneGrid& grid,
                      const std::function<Vector(const std::vector<math::RowRange>&)>& fill,
                      const std::string& name) {
    const Vector whole = fill({{0, grid.rows}});
    const Vector parts = fill({{grid.rows / 2, grid.rows}, {1, grid.rows / 2}, {0, 1}});
    EXPECT_EQ(whole, parts) << name;
}

TEST(LogitGrid, EqualsThePointwiseLoss) {
    using enum LogitLossKind;
    const std::vector<LogitLoss> losses{{CrossEntropy},
                                        {SoftmaxMse},
                                        {Brier},
                                        {GammaCrossEntropy, 0.1},
                                        {GammaCrossEntropy, 0},
                                        {GammaCrossEntropy, 1},
                                        {Focal, 0, 2},
                                        {Focal, 0, 1.3},
                                        {Focal, 0, 0},
                                        {LabelSmoothed, 0, 0, 0.1}};
    // Ranges from a corner of certainty over the two sides of the separable reach to |z| = 1000.
    const std::vector<std::pair<PlaneGrid, double>> planes{{{-6, 6, -6, 6, 23, 17}, 1},
                                                           {{-6, 6, -6, 6, 7, 9}, 0.05},
                                                           {{-40, 35, -38, 41, 13, 11}, 1},
                                                           {{-299, 299, -299, 299, 13, 11}, 1},
                                                           {{-301, 300, -300, 300, 13, 11}, 1},
                                                           {{-1000, 1000, -1000, 1000, 9, 9}, 1},
                                                           {{2, 2, -1, 1, 1, 5}, 3}};
    for (const auto& plane : planes) {
        const PlaneGrid& grid = plane.first;
        const double temperature = plane.second;
        for (std::size_t target = 0; target < 3; ++target) {
            for (const double third : {0.0, 1.0}) {
                for (const LogitLoss& loss : losses) {
                    Vector values(grid.nodes()), second(grid.nodes());
                    const math::LogitFill fills[] = {{loss, values}, {{SoftmaxMse}, second}};
                    math::fill_logit_losses(grid, third, temperature, target, fills, {0, grid.rows}, {});
                    for (std::size_t j = 0; j < grid.rows; ++j) {
                        for (std::size_t i = 0; i < grid.columns; ++i) {
                            const Vector z{grid.x(i), grid.y(j), third};
                            const auto direct = [&](const LogitLoss& l) {
                                return math::logit_loss(l, std::span<const double>(z), temperature, target);
                            };
                            const std::size_t node = j * grid.columns + i;
                            const std::string where = "kind " + std::to_string(static_cast<int>(loss.kind)) +
                                                      ", target " + std::to_string(target) + " at " +
                                                      std::to_string(z[0]) + ", " + std::to_string(z[1]) +
                                                      ", T = " + std::to_string(temperature);
                            EXPECT_TRUE(close(values[node], direct(loss), {1e-12, 1e-290})) << where;
                            EXPECT_TRUE(close(second[node], direct({SoftmaxMse}), {1e-12, 1e-290})) << where;
                        }
                    }
                }
            }
        }
    }
}

TEST(LogitGrid, NoSplitOfTheRowsChangesABit) {
    for (const double reach : {6.0, 900.0}) {
        const PlaneGrid grid{-reach, reach, -reach, reach, 37, 29};
        const auto fill = [&](const std::vector<math::RowRange>& parts) {
            Vector values(2 * grid.nodes());
            const math::LogitFill fills[] = {
                {{LogitLossKind::CrossEntropy}, std::span(values).first(grid.nodes())},
                {{LogitLossKind::Focal, 0, 1.5}, std::span(values).last(grid.nodes())}};
            for (const auto rows : parts) math::fill_logit_losses(grid, 0.3, 0.8, 1, fills, rows, {});
            return values;
        };
        expect_same_bits(grid, fill, "logits");
    }
}

TEST(LogitGrid, StopsWhenAsked) {
    const PlaneGrid grid{-1, 1, -1, 1, 5, 5};
    Vector values(grid.nodes(), -1.0);
    std::stop_source source;
    source.request_stop();
    const math::LogitFill fills[] = {{{}, values}};
    math::fill_logit_losses(grid, 0, 1, 0, fills, {0, 5}, source.get_token());
    EXPECT_EQ(values, Vector(grid.nodes(), -1.0));
    EXPECT_THROW(math::fill_logit_losses(grid, 0, 1, 3, fills, {0, 5}, {}), std::invalid_argument);
    EXPECT_THROW(math::fill_logit_losses(grid, 0, 1, 0, fills, {0, 6}, {}), std::invalid_argument);
    EXPECT_THROW(math::fill_logit_losses(grid, 0, 0, 0, fills, {0, 5}, {}), std::invalid_argument);
}

struct Data {
    Vector x, y, labels;
};

Data data(std::size_t n, double far) {
    Data d;
    for (std::uint64_t k = 0; k < n; ++k) {
        d.x.push_back(6 * uniform_at(41, k, 0) - 3);
        d.y.push_back(0.7 * d.x.back() + 0.4 + 0.5 * (2 * uniform_at(41, k, 1) - 1));
        d.labels.push_back(d.y.back() > 0.5 ? 1 : -1);
    }
    d.y.back() += far;
    return d;
}

std::vector<ResidualLoss> residual_losses() {
    using enum ResidualLossKind;
    return {{Mse}, {Mae}, {Huber, 0.3}, {LogCosh}, {StudentT, 1, 3, 1}, {StudentT, 1, 1.5, 0.01}};
}

TEST(FitGrid, EqualsThePointwiseLineLoss) {
    for (const std::size_t n : {std::size_t{1}, std::size_t{20}, std::size_t{64}}) {
        for (const double far : {0.0, 25.0, 4000.0}) {
            const Data d = data(n, far);
            for (const double reach : {2.0, 60.0, 1000.0}) {
                const PlaneGrid grid{-reach, reach, -reach, 0.8 * reach, 11, 8};
                for (const ResidualLoss& loss : residual_losses()) {
                    Vector values(grid.nodes());
                    math::fill_line_loss(grid, loss, d.x, d.y, {0, grid.rows}, values, {});
                    for (std::size_t j = 0; j < grid.rows; ++j) {
                        for (std::size_t i = 0; i < grid.columns; ++i) {
                            const double direct = math::line_loss(loss, grid.x(i), grid.y(j), d.x, d.y);
                            EXPECT_TRUE(close(values[j * grid.columns + i], direct, {1e-12, 1e-14}))
                                << "kind " << static_cast<int>(loss.kind) << ", " << n << " points, slope "
                                << grid.x(i) << ", intercept " << grid.y(j) << ", outlier " << far;
                        }
                    }
                }
            }
        }
    }
}

TEST(FitGrid, EqualsThePointwiseLogisticLoss) {
    for (const std::size_t n : {std::size_t{1}, std::size_t{20}, std::size_t{64}}) {
        const Data d = data(n, 0);
        for (const double reach : {2.0, 60.0, 90.0, 1000.0}) {
            const PlaneGrid grid{-reach, reach, -reach, 0.8 * reach, 11, 8};
            for (const auto kind : {LogisticLossKind::Logistic, LogisticLossKind::SquaredError}) {
                Vector values(grid.nodes());
                math::fill_logistic_loss(grid, kind, d.x, d.labels, {0, grid.rows}, values, {});
                for (std::size_t j = 0; j < grid.rows; ++j) {
                    for (std::size_t i = 0; i < grid.columns; ++i) {
                        const double direct =
                            math::logistic_fit_loss(kind, grid.x(i), grid.y(j), d.x, d.labels);
                        EXPECT_TRUE(close(values[j * grid.columns + i], direct, {1e-12, 1e-290}))
                            << "kind " << static_cast<int>(kind) << ", " << n << " points, slope "
                            << grid.x(i) << ", intercept " << grid.y(j);
                    }
                }
            }
        }
    }
}

TEST(FitGrid, NoSplitOfTheRowsChangesABit) {
    const Data d = data(20, 5);
    const PlaneGrid grid{-3, 3, -2, 2, 31, 27};
    for (const ResidualLoss& loss : residual_losses()) {
        const auto fill = [&](const std::vector<math::RowRange>& parts) {
            Vector values(grid.nodes());
            for (const auto rows : parts) math::fill_line_loss(grid, loss, d.x, d.y, rows, values, {});
            return values;
        };
        expect_same_bits(grid, fill, "line " + std::to_string(static_cast<int>(loss.kind)));
    }
    for (const auto kind : {LogisticLossKind::Logistic, LogisticLossKind::SquaredError}) {
        const auto fill = [&](const std::vector<math::RowRange>& parts) {
            Vector values(grid.nodes());
            for (const auto rows : parts)
                math::fill_logistic_loss(grid, kind, d.x, d.labels, rows, values, {});
            return values;
        };
        expect_same_bits(grid, fill, "logistic " + std::to_string(static_cast<int>(kind)));
    }
}

TEST(FitGrid, StopsWhenAsked) {
    const Data d = data(3, 0);
    const PlaneGrid grid{-1, 1, -1, 1, 5, 5};
    Vector values(grid.nodes(), -1.0);
    std::stop_source source;
    source.request_stop();
    math::fill_line_loss(grid, {}, d.x, d.y, {0, 5}, values, source.get_token());
    math::fill_logistic_loss(grid, LogisticLossKind::Logistic, d.x, d.labels, {0, 5}, values,
                             source.get_token());
    EXPECT_EQ(values, Vector(grid.nodes(), -1.0));
    EXPECT_THROW(math::fill_line_loss(grid, {}, d.x, d.y, {0, 6}, values, {}), std::invalid_argument);
}

}  // namespace loss_grid_test
}  // namespace lossfield::tests
