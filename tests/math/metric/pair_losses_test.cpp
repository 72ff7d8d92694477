// Losses of pairs against their definitions, forward differentiation and central differences, and their identities.
#include "math/metric/pair_losses.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "math/numerics/gradient_check.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace pair_losses_test {

using math::PairLoss;
using math::PairLossKind;
using List = std::vector<double>;

struct Ranking {
    List f{}, labels{};
    double lambda = 1;
};

std::vector<Ranking> rankings() {
    std::vector<Ranking> all;
    Draws draw(41);
    for (int i = 0; i < 200; ++i) {
        Ranking r;
        const auto n = 1 + static_cast<std::size_t>(draw.between(0, 12));
        const double range = i % 9 == 0 ? 300 : 1;
        for (std::size_t k = 0; k < n; ++k) {
            r.f.push_back(i % 7 == 0 ? 0.25 : draw.between(-range, range));
            r.labels.push_back(std::floor(draw.between(0, i % 2 == 0 ? 2 : 6)));
        }
        r.lambda = std::exp(draw.between(std::log(0.5), std::log(50)));
        all.push_back(r);
    }
    return all;
}

// The definition in long double.
Real written_out(const Ranking& r) {
    Real sum = 1;
    for (std::size_t i = 0; i < r.f.size(); ++i)
        for (std::size_t k = 0; k < r.f.size(); ++k)
            if (r.labels[i] > r.labels[k])
                sum += std::exp(static_cast<Real>(r.lambda) * (static_cast<Real>(r.f[k]) - r.f[i]));
    return std::log(sum);
}

TEST(Cosent, IsItsDefinition) {
    for (const Ranking& r : rankings()) {
        const auto [loss, gradient] = math::cosent(r.f, r.labels, r.lambda);
        // 1 + small in long double loses what log1p keeps.
        const Real expected = written_out(r);
        if (std::isfinite(static_cast<double>(expected))) {
            EXPECT_TRUE(close(loss, static_cast<double>(expected), {1e-12, 1e-18})) << r.f.size();
        }
        const auto f = [&](auto z) {
            return math::cosent_loss(z, std::span<const double>(r.labels), r.lambda);
        };
        const List scale(r.f.size(), 1e-6 * r.lambda);
        EXPECT_LT(math::check_gradient(f, r.f, gradient, scale).worst, 1e-9);
        if (*std::max_element(r.f.begin(), r.f.end()) > 2) continue;
        const auto value = [&](std::span<const double> z) {
            return math::cosent(z, r.labels, r.lambda).loss;
        };
        const List numeric = central_differences(value, r.f, 1e-6);
        EXPECT_TRUE(close(gradient, numeric, {1e-5, 1e-6 * r.lambda}));
    }
}

TEST(Cosent, ItsLaws) {
    for (const Ranking& r : rankings()) {
        const auto [loss, gradient] = math::cosent(r.f, r.labels, r.lambda);
        const auto pairs = math::ranked_pairs(r.f, r.labels, r.lambda);
        double worst = 0, squares = 0, sum = 0, weights = 0;
        bool inverted = false;
        for (const auto& pair : pairs) {
            EXPECT_GT(r.labels[pair.higher], r.labels[pair.lower]);
            worst = std::max(worst, r.lambda * (r.f[pair.lower] - r.f[pair.higher]));
            inverted |= r.f[pair.lower] >= r.f[pair.higher];
            weights += pair.weight;
        }
        for (const double g : gradient) squares += g * g, sum += g;
        EXPECT_GE(loss, worst * (1 - 1e-15));
        EXPECT_LE(loss, worst + std::log1p(static_cast<double>(pairs.size())) + 1e-9);
        EXPECT_NEAR(sum, 0, 1e-12 * r.lambda);
        EXPECT_LE(std::sqrt(squares), std::sqrt(2.0) * r.lambda * (1 + 1e-12));
        EXPECT_NEAR(weights, -std::expm1(-loss), 1e-12);
        if (inverted) {
            EXPECT_GE(loss, std::log(2.0));
        }
        if (pairs.empty()) {
            EXPECT_EQ(loss, 0);
        }
        // Only the order of the labels counts, and no shift of the scores.
        Ranking other = r;
        for (double& y : other.labels) y = std::exp(3 * y) - 100;
        EXPECT_EQ(math::cosent(other.f, other.labels, r.lambda).loss, loss);
        for (double& f : other.f) f += 0.5;
        EXPECT_NEAR(math::cosent(other.f, other.labels, r.lambda).loss, loss, 1e-10 * (1 + loss));
    }
    EXPECT_NEAR(math::cosent(List{0, 0, 0}, List{1, 2, 3}, 5).loss, std::log(4.0), 1e-15);
    EXPECT_THROW((void)math::cosent(List{1}, List{1, 2}, 1), std::invalid_argument);
    EXPECT_THROW((void)math::cosent(List{1}, List{1}, 0), std::invalid_argument);
}

// The Hessian's norm is at most 2 lambda^2, by differences of the gradient along random directions.
TEST(Cosent, CurvatureStaysUnderItsBound) {
    Draws draw(5);
    for (const Ranking& r : rankings()) {
        if (r.f.size() < 2 || std::abs(r.f[0]) > 2) continue;
        List up = r.f, down = r.f, along(r.f.size());
        double squares = 0;
        for (double& d : along) d = draw.between(-1, 1), squares += d * d;
        const double h = 1e-5;
        for (std::size_t k = 0; k < along.size(); ++k) {
            along[k] /= std::sqrt(squares);
            up[k] += h * along[k], down[k] -= h * along[k];
        }
        const List a = math::cosent(up, r.labels, r.lambda).gradient,
                   b = math::cosent(down, r.labels, r.lambda).gradient;
        double curvature = 0;
        for (std::size_t k = 0; k < along.size(); ++k) curvature += along[k] * (a[k] - b[k]) / (2 * h);
        EXPECT_GE(curvature, -1e-6 * r.lambda * r.lambda);
        EXPECT_LE(curvature, 2 * r.lambda * r.lambda * (1 + 1e-6));
    }
}

struct Pairs {
    PairLoss loss{};
    List positive{}, negative{};
};

std::vector<Pairs> pair_cases() {
    std::vector<Pairs> all;
    Draws draw(42);
    for (int i = 0; i < 300; ++i) {
        Pairs c;
        c.loss = {i % 2 == 0 ? PairLossKind::Unified : PairLossKind::Circle,
                  std::exp(draw.between(0, std::log(256))), draw.between(-0.2, 0.5)};
        const double range = i % 11 == 0 ? 3 : 1;
        for (int k = 0; k <= i % 4; ++k) c.positive.push_back(draw.between(-range, range));
        for (int k = 0; k <= i % 5; ++k) c.negative.push_back(draw.between(-range, range));
        all.push_back(c);
    }
    return all;
}

TEST(PairLoss, TrueGradientIsThatOfTheValue) {
    for (const Pairs& c : pair_cases()) {
        const math::PairGradient r = math::pair_loss(c.loss, c.positive, c.negative);
        List point = c.positive, closed = r.positive;
        point.insert(point.end(), c.negative.begin(), c.negative.end());
        closed.insert(closed.end(), r.negative.begin(), r.negative.end());
        const auto split = [&](auto z) {
            return math::pair_loss_value(c.loss, z.first(c.positive.size()), z.subspan(c.positive.size()));
        };
        const List scale(point.size(), 1e-6 * c.loss.gamma);
        EXPECT_LT(math::check_gradient(split, point, closed, scale).worst, 1e-9);
        EXPECT_NEAR(split(std::span<const double>(point)), r.loss, 1e-15 * (1 + r.loss));
        const auto value = [&](std::span<const double> z) { return split(z); };
        EXPECT_TRUE(close(closed, central_differences(value, point, 1e-6), {2e-4, 1e-3 * c.loss.gamma}));
    }
}

// With its weights held at their values the circle loss is a plain exponential of the similarities.
TEST(PairLoss, DetachedGradientHoldsTheWeights) {
    for (const Pairs& c : pair_cases()) {
        const math::PairGradient r = math::pair_loss(c.loss, c.positive, c.negative);
        const double m = c.loss.margin;
        const auto held = [&](auto z) {
            using Scalar = std::remove_cvref_t<decltype(z[0])>;
            std::vector<Scalar> p, n;
            const bool circle = c.loss.kind == PairLossKind::Circle;
            for (std::size_t k = 0; k < c.positive.size(); ++k) {
                const double weight = circle ? std::max(0.0, 1 + m - c.positive[k]) : 1;
                p.push_back(-c.loss.gamma * weight * (z[k] - (circle ? 1 - m : m)));
            }
            for (std::size_t k = 0; k < c.negative.size(); ++k) {
                const double weight = circle ? std::max(0.0, c.negative[k] + m) : 1;
                n.push_back(c.loss.gamma * weight * (z[c.positive.size() + k] - (circle ? m : 0)));
            }
            return math::softplus(math::log_sum_exp_of(std::span<const Scalar>(p)) +
                                  math::log_sum_exp_of(std::span<const Scalar>(n)));
        };
        List point = c.positive, closed = r.detached_positive;
        point.insert(point.end(), c.negative.begin(), c.negative.end());
        closed.insert(closed.end(), r.detached_negative.begin(), r.detached_negative.end());
        EXPECT_LT(math::check_gradient(held, point, closed, List(point.size(), 1e-6 * c.loss.gamma)).worst,
                  1e-9);
    }
}

TEST(PairLoss, UnifiedWithoutMarginIsCosentOfTwoLabels) {
    for (const Pairs& c : pair_cases()) {
        List f = c.positive, labels(c.positive.size(), 1);
        f.insert(f.end(), c.negative.begin(), c.negative.end());
        labels.resize(f.size(), 0);
        const auto unified =
            math::pair_loss({PairLossKind::Unified, c.loss.gamma, 0}, c.positive, c.negative);
        const auto ranked = math::cosent(f, labels, c.loss.gamma);
        EXPECT_TRUE(close(unified.loss, ranked.loss, {1e-12, 1e-15}));
        for (std::size_t k = 0; k < f.size(); ++k)
            EXPECT_NEAR(ranked.gradient[k],
                        k < c.positive.size() ? unified.positive[k] : unified.negative[k - c.positive.size()],
                        1e-12 * c.loss.gamma);
        // One positive: InfoNCE.
        const auto one =
            math::pair_loss({PairLossKind::Unified, c.loss.gamma, 0}, List{c.positive[0]}, c.negative);
        List s{c.positive[0]};
        s.insert(s.end(), c.negative.begin(), c.negative.end());
        const auto nce = math::cross_entropy(s, 1 / c.loss.gamma, math::one_hot(0, s.size()));
        EXPECT_TRUE(close(one.loss, nce.loss, {1e-10, 1e-15}));
    }
}

TEST(PairLoss, SharpensToTheHardestPair) {
    for (Pairs c : pair_cases()) {
        c.loss = {PairLossKind::Unified, 1e6, c.loss.margin};
        const double hardest =
            std::max(0.0, *std::max_element(c.negative.begin(), c.negative.end()) -
                              *std::min_element(c.positive.begin(), c.positive.end()) + c.loss.margin);
        EXPECT_NEAR(math::pair_loss(c.loss, c.positive, c.negative).loss / c.loss.gamma, hardest, 4e-6);
    }
}

TEST(PairLoss, TheCircleIsWhereOnePairHasLogTwo) {
    for (int i = 0; i <= 40; ++i) {
        const double m = 0.25, radius = std::sqrt(2.0) * m, turn = i * std::acos(-1.0) / 80;
        const double sn = radius * std::sin(turn), sp = 1 - radius * std::cos(turn);
        EXPECT_NEAR(math::pair_loss({PairLossKind::Circle, 32, m}, List{sp}, List{sn}).loss, std::log(2.0),
                    1e-13);
    }
    EXPECT_NEAR(math::pair_loss({PairLossKind::Circle, 32, 0.25}, List{0.5}, List{0.5}).loss,
                12.000006144193478, 1e-13);
    EXPECT_NEAR(math::pair_loss({PairLossKind::Unified, 32, 0.25}, List{0.5}, List{0.5}).loss,
                8.000335406372896, 1e-13);
}

// At the ends of the ramps the choice is 0.
TEST(PairLoss, RampsEndAtZero) {
    const PairLoss loss{PairLossKind::Circle, 32, 0.25};
    const auto end = math::pair_loss(loss, List{1.25}, List{-0.25});
    EXPECT_EQ(end.positive[0], 0);
    EXPECT_EQ(end.negative[0], 0);
    EXPECT_NEAR(end.loss, std::log(2.0), 1e-15);
    EXPECT_THROW((void)math::pair_loss(loss, List{}, List{1}), std::invalid_argument);
    EXPECT_THROW((void)math::pair_loss(loss, List{1}, List{}), std::invalid_argument);
}

// The number of inversions of every order of ranks, by definition 1 - 6 sum d^2 / (n (n^2 - 1)) without ties.
TEST(Spearman, IsTheFormulaOfDifferencesWithoutTies) {
    Draws draw(8);
    for (std::size_t n = 2; n <= 12; ++n) {
        List order(n), values(n);
        std::iota(order.begin(), order.end(), 1.0);
        for (std::size_t k = n; k > 1; --k)
            std::swap(order[k - 1], order[static_cast<std::size_t>(draw.between(0, static_cast<double>(k)))]);
        double squares = 0;
        for (std::size_t k = 0; k < n; ++k) {
            values[k] = std::exp(order[k]);
            squares += (order[k] - static_cast<double>(k + 1)) * (order[k] - static_cast<double>(k + 1));
        }
        List places(n);
        std::iota(places.begin(), places.end(), 1.0);
        const auto count = static_cast<double>(n);
        EXPECT_NEAR(math::spearman_correlation(values, places),
                    1 - 6 * squares / (count * (count * count - 1)), 1e-14);
    }
    EXPECT_NEAR(math::spearman_correlation(List{1, 2, 2, 3}, List{1, 2, 2, 3}), 1, 1e-15);
    EXPECT_NEAR(math::spearman_correlation(List{1, 2, 3}, List{3, 2, 1}), -1, 1e-15);
    EXPECT_NEAR(math::spearman_correlation(List{0, 0, 1, 1}, List{1, 2, 3, 4}), 2 / std::sqrt(5.0), 1e-15);
    EXPECT_TRUE(std::isnan(math::spearman_correlation(List{1, 1}, List{1, 2})));
    EXPECT_TRUE(std::isnan(math::spearman_correlation(List{1}, List{1})));
}

}  // namespace pair_losses_test
}  // namespace lossfield::tests
