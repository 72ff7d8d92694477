// psi, the margins of the right class, and the losses with them, held against their definitions in angles, against dual numbers and
// central differences.
#include "math/margins/angular_margins.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "math/numerics/gradient_check.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace angular_margins_test {

using math::AngularMargin, math::MarginKind;
constexpr double pi = std::numbers::pi;

// psi by its definition.
double defined_psi(double theta, int m) {
    int k = 0;
    while (k + 1 < m && theta > (k + 1) * pi / m) ++k;
    return (k % 2 == 0 ? 1 : -1) * std::cos(m * theta) - 2 * k;
}

double defined_factor(const AngularMargin& a, double theta) {
    switch (a.kind) {
        case MarginKind::LSoftmax:
        case MarginKind::ASoftmax:
            return (a.annealing * std::cos(theta) + defined_psi(theta, a.multiple)) / (1 + a.annealing);
        case MarginKind::CosFace:
            return std::cos(theta) - a.margin;
        case MarginKind::ArcFace:
            return a.repair && theta > pi - a.margin ? std::cos(theta) - a.margin * std::sin(a.margin)
                                                     : std::cos(theta + a.margin);
        case MarginKind::Softmax:
        case MarginKind::NormalisedSoftmax:
            break;
    }
    return std::cos(theta);
}

AngularMargin any_margin(Draws& draw, int i) {
    AngularMargin a{static_cast<MarginKind>(i % 6)};
    a.multiple = 1 + static_cast<int>(draw.between(0, 5));
    a.margin = i % 5 == 0 ? 0 : draw.between(0, a.kind == MarginKind::CosFace ? 0.5 : 1);
    a.scale = draw.between(0.5, 20);
    a.annealing = i % 3 == 0 ? 0 : draw.between(0, 10);
    a.repair = i / 6 % 2 == 0;
    return a;
}

// A loss over x and the rows of w at once.
struct Case {
    AngularMargin a;
    std::size_t dimension = 2, t = 0;
    std::vector<double> point{};  // x, then w

    template <class Scalar>
    Scalar operator()(std::span<const Scalar> all) const {
        return math::angular_loss_value<Scalar>(a, all.first(dimension), all.subspan(dimension), t);
    }
    std::vector<double> closed() const {
        const std::span<const double> all(point);
        const math::AngularLoss loss = math::angular_loss(a, all.first(dimension), all.subspan(dimension), t);
        std::vector<double> out = loss.by_x;
        out.insert(out.end(), loss.by_w.begin(), loss.by_w.end());
        return out;
    }
};

std::vector<Case> cases(int count, double length) {
    Draws draw(5);
    std::vector<Case> all;
    for (int i = 0; i < count; ++i) {
        Case c{any_margin(draw, i)};
        c.dimension = 2 + static_cast<std::size_t>(i % 3);
        const std::size_t classes = 1 + static_cast<std::size_t>(i % 5);
        c.t = static_cast<std::size_t>(draw.between(0, static_cast<double>(classes)));
        for (std::size_t k = 0; k < c.dimension * (classes + 1); ++k)
            c.point.push_back(draw.between(-length, length));
        all.push_back(c);
    }
    return all;
}

TEST(Psi, IsWhatItsDefinitionSaysAndFallsWithoutAKink) {
    for (int m = 1; m <= 6; ++m) {
        EXPECT_EQ(math::psi(0, m), 1);
        EXPECT_NEAR(math::psi(pi, m), 1 - 2 * m, 1e-14 * m);
        for (int k = 0; k <= m; ++k)
            EXPECT_NEAR(math::psi(std::min(pi, k * pi / m), m), 1 - 2 * k, 1e-13) << m << ' ' << k;
        for (int i = 0; i <= 1000; ++i) {
            const double theta = std::min(pi, i * pi / 1000), c = std::cos(theta);
            EXPECT_NEAR(math::psi(theta, m), defined_psi(theta, m), 1e-12);
            EXPECT_NEAR(math::psi_of_cosine(c, m), defined_psi(theta, m), 1e-12) << m << ' ' << theta;
            EXPECT_LE(math::psi(theta, m), c + 1e-13);
            EXPECT_LE(math::psi_slope(theta, m), 0);
            if (i < 1000) {
                EXPECT_LE(math::psi((i + 1) * pi / 1000 > pi ? pi : (i + 1) * pi / 1000, m),
                          math::psi(theta, m) + 1e-14);
            }
            if (i == 0 || i == 1000) continue;
            EXPECT_NEAR(math::psi_slope(theta, m),
                        (math::psi(theta + 1e-5, m) - math::psi(theta - 1e-5, m)) / 2e-5, 1e-3)
                << m << ' ' << theta;
            EXPECT_NEAR(-std::sin(theta) * math::psi_cosine_slope(c, m), math::psi_slope(theta, m), 1e-11);
        }
        // The limits where sin theta = 0.
        EXPECT_EQ(math::psi_cosine_slope(1, m), m * m);
        EXPECT_EQ(math::psi_cosine_slope(-1, m), m * m);
    }
    EXPECT_THROW((void)math::psi(-0.1, 2), std::invalid_argument);
    EXPECT_THROW((void)math::psi(3.2, 2), std::invalid_argument);
    EXPECT_THROW((void)math::psi(1, 0), std::invalid_argument);
}

TEST(AngularMargins, TheFactorAndItsSlopesAreThoseOfTheDefinition) {
    Draws draw(9);
    for (int i = 0; i < 600; ++i) {
        const AngularMargin a = any_margin(draw, i);
        const double theta = draw.between(1e-3, pi - 1e-3);
        EXPECT_NEAR(math::right_factor(a, theta), defined_factor(a, theta), 1e-12);
        EXPECT_NEAR(math::right_factor(a, std::cos(theta), std::sin(theta)), defined_factor(a, theta), 1e-11);
        const bool at_jump = a.kind == MarginKind::ArcFace && std::abs(theta - (pi - a.margin)) < 1e-5;
        if (!at_jump) {
            EXPECT_NEAR(math::right_factor_slope(a, theta),
                        (defined_factor(a, theta + 1e-6) - defined_factor(a, theta - 1e-6)) / 2e-6, 1e-4);
        }
        EXPECT_NEAR(-std::sin(theta) * math::right_factor_cosine_slope(a, std::cos(theta), std::sin(theta)),
                    math::right_factor_slope(a, theta), 1e-11);
        // Any margin makes the right class's logit smaller, except behind ArcFace's turn.
        if (a.kind != MarginKind::ArcFace || a.repair || theta + a.margin / 2 <= pi) {
            EXPECT_LE(math::right_factor(a, theta), std::cos(theta) + 1e-14);
        }
    }
}

TEST(AngularMargins, ArcFaceRisesBehindItsTurnUnlessItIsRepaired) {
    for (const double m : {0.1, 0.5, 1.0}) {
        AngularMargin a{MarginKind::ArcFace, 1, m};
        EXPECT_LT(math::right_factor_slope(a, pi - m - 0.01), 0);
        EXPECT_GT(math::right_factor_slope(a, pi - m + 0.01), 0);
        EXPECT_EQ(math::right_factor_cosine_slope(a, 1, 0), std::numeric_limits<double>::infinity());
        EXPECT_EQ(math::right_factor_cosine_slope(a, -1, 0), -std::numeric_limits<double>::infinity());
        a.repair = true;
        double before = 2;
        for (int i = 0; i <= 500; ++i) {
            const double now = math::right_factor(a, std::min(pi, i * pi / 500));
            EXPECT_LT(now, before);
            before = now;
        }
        EXPECT_EQ(math::right_factor_cosine_slope(a, -1, 0), 1);
    }
}

TEST(AngularLoss, ClosedGradientsAgreeWithDualNumbers) {
    for (const double length : {1.0, 10.0})
        for (const Case& c : cases(600, length)) {
            const std::vector<double> closed = c.closed();
            const std::vector<double> scale(closed.size(), 1e-4 * (1 + c.a.scale));
            const math::GradientCheck check = math::check_gradient(
                [&](std::span<const math::Dual<double>> p) { return c(p); }, c.point, closed, scale);
            EXPECT_LT(check.worst, 1e-9) << static_cast<int>(c.a.kind) << ' ' << check.component << ' '
                                         << check.closed << ' ' << check.dual;
        }
}

TEST(AngularLoss, ClosedGradientsAgreeWithCentralDifferences) {
    for (const Case& c : cases(300, 2.0)) {
        // psi's second derivative jumps at breakpoints, the repaired cosine itself: no difference across them.
        const std::span<const double> x = std::span(c.point).first(c.dimension);
        double dot = 0, xx = 0, ww = 0;
        for (std::size_t i = 0; i < c.dimension; ++i) {
            const double w = c.point[c.dimension * (c.t + 1) + i];
            dot += x[i] * w, xx += x[i] * x[i], ww += w * w;
        }
        const double theta = std::acos(dot / std::sqrt(xx * ww));
        if (xx < 0.1 || ww < 0.1 || theta < 0.05 || theta > pi - 0.05) continue;
        if (c.a.kind == MarginKind::ArcFace && std::abs(theta - (pi - c.a.margin)) < 1e-3) continue;
        const auto value = [&](std::span<const double> p) { return c(p); };
        const std::vector<double> differences = central_differences(value, c.point, 1e-6);
        EXPECT_TRUE(close(c.closed(), differences, {1e-4, 2e-4})) << static_cast<int>(c.a.kind);
    }
}

TEST(AngularLoss, IsTheSoftmaxOfTheLogitsThatItsKindDefines) {
    for (const Case& c : cases(300, 3.0)) {
        const std::span<const double> all(c.point), x = all.first(c.dimension);
        const math::AngularLoss loss = math::angular_loss(c.a, x, all.subspan(c.dimension), c.t);
        Reals z;
        for (std::size_t j = 0; j < loss.logits.size(); ++j) {
            Real dot = 0, xx = 0, ww = 0;
            for (std::size_t i = 0; i < c.dimension; ++i) {
                const Real w = c.point[c.dimension * (j + 1) + i];
                dot += x[i] * w, xx += x[i] * x[i], ww += w * w;
            }
            const Real length = std::sqrt(xx), own = std::sqrt(ww);
            const double theta = static_cast<double>(std::acos(dot / (length * own)));
            const Real factor = j == c.t ? defined_factor(c.a, theta) : std::cos(theta);
            const bool of_w = c.a.kind == MarginKind::Softmax || c.a.kind == MarginKind::LSoftmax;
            const bool of_x = of_w || c.a.kind == MarginKind::ASoftmax;
            z.push_back(of_x ? length * (of_w ? own : 1) * factor : c.a.scale * factor);
        }
        EXPECT_TRUE(close(loss.logits, to_doubles(z), {1e-9, 1e-9}));
        EXPECT_NEAR(loss.value, math::log_sum_exp(loss.logits) - loss.logits[c.t], 1e-12);
        EXPECT_TRUE(close(loss.probabilities, math::softmax(loss.logits), {1e-12, 1e-14}));
    }
}

TEST(AngularLoss, WithoutMarginAllKindsAreTheirPlainSoftmax) {
    for (const Case& c : cases(200, 2.0)) {
        const std::span<const double> all(c.point), x = all.first(c.dimension), w = all.subspan(c.dimension);
        const auto value = [&](MarginKind kind) {
            return math::angular_loss(AngularMargin{kind, 1, 0, c.a.scale, 0, true}, x, w, c.t).value;
        };
        EXPECT_NEAR(value(MarginKind::LSoftmax), value(MarginKind::Softmax), 1e-12);
        EXPECT_NEAR(value(MarginKind::CosFace), value(MarginKind::NormalisedSoftmax), 1e-12);
        EXPECT_NEAR(value(MarginKind::ArcFace), value(MarginKind::NormalisedSoftmax), 1e-12);
    }
}

// What a kind normalises does not see lengths: its gradient has no part along the vector.
TEST(AngularLoss, GradientsOfNormalisedVectorsAreAtRightAnglesToThem) {
    for (const Case& c : cases(300, 2.0)) {
        const std::vector<double> closed = c.closed();
        double along_x = 0, along_w = 0;
        for (std::size_t i = 0; i < closed.size(); ++i)
            (i < c.dimension ? along_x : along_w) += closed[i] * c.point[i];
        if (!math::has_feature_length(c.a.kind)) {
            EXPECT_NEAR(along_x, 0, 1e-12 * c.a.scale);
        }
        if (!math::has_weight_lengths(c.a.kind)) {
            EXPECT_NEAR(along_w, 0, 1e-12 * (3 + c.a.scale));
        }
    }
}

TEST(AngularLoss, StaysFiniteAtTheKinksAtZeroLengthAndFarOut) {
    for (int kind = 0; kind < 6; ++kind)
        for (const bool repair : {false, true})
            for (const std::vector<double>& x :
                 {std::vector<double>{1, 0}, {-1, 0}, {0, 0}, {1e160, 0}, {-1e-170, 1e-170}, {1000, 1e-9}}) {
                const AngularMargin a{static_cast<MarginKind>(kind), 3, 0.5, 8, 0, repair};
                const std::vector<double> w{1, 0, 0, 1, -0.6, 0.8, 0, 0};
                for (const std::size_t t : {0U, 1U, 3U}) {
                    const math::AngularLoss loss = math::angular_loss(a, x, w, t);
                    EXPECT_TRUE(std::isfinite(loss.value)) << kind << ' ' << x[0] << ' ' << t;
                    for (const double g : loss.by_x) EXPECT_TRUE(std::isfinite(g)) << kind << ' ' << x[0];
                    for (const double g : loss.by_w) EXPECT_TRUE(std::isfinite(g)) << kind << ' ' << x[0];
                }
            }
    // Plain softmax is linear in x: its gradient holds at 0 too.
    const math::AngularLoss at_zero =
        math::angular_loss({}, std::vector<double>{0, 0}, std::vector<double>{2, 1, 0, -1}, 0);
    EXPECT_TRUE(close(at_zero.by_x, std::vector<double>{-1, -1}));
    EXPECT_NEAR(at_zero.value, std::log(2), 1e-15);
}

TEST(AngularLoss, GrowsWithEveryMargin) {
    for (const Case& c : cases(200, 2.0)) {
        const std::span<const double> all(c.point), x = all.first(c.dimension), w = all.subspan(c.dimension);
        double before = -1;
        for (int m = 1; m <= 4; ++m) {
            AngularMargin a = c.a;
            a.multiple = m, a.annealing = 0;
            if (a.kind == MarginKind::CosFace) a.margin = 0.1 * (m - 1);
            if (!math::has_psi(a.kind) && a.kind != MarginKind::CosFace) continue;
            const double now = math::angular_loss(a, x, w, c.t).value;
            EXPECT_GE(now, before - 1e-12);
            before = now;
        }
    }
}

TEST(CosineMarginLoss, IsTheLossOfVectorsWithTheseCosines) {
    Draws draw(3);
    for (int i = 0; i < 300; ++i) {
        AngularMargin a = any_margin(draw, i);
        if (math::has_feature_length(a.kind)) continue;
        a.repair = false;
        const std::vector<double> cosines{draw.between(-0.99, 0.99), draw.between(-0.99, 0.99),
                                          draw.between(-1, 1)};
        const std::size_t t = static_cast<std::size_t>(i % 3);
        if (std::abs(cosines[t]) > 0.99) continue;
        std::vector<double> w;
        for (const double c : cosines) w.insert(w.end(), {c, std::sqrt((1 - c) * (1 + c))});
        const math::LossAndGradient loss = math::cosine_margin_loss(a, cosines, t);
        EXPECT_NEAR(loss.loss, math::angular_loss(a, std::vector<double>{2, 0}, w, t).value, 1e-10);
        const auto value = [&](std::span<const double> c) { return math::cosine_margin_loss(a, c, t).loss; };
        for (std::size_t k = 0; k < 3; ++k) {
            std::vector<double> up = cosines, down = cosines;
            if (std::abs(cosines[k]) > 0.999) continue;
            up[k] += 1e-6, down[k] -= 1e-6;
            EXPECT_NEAR(loss.gradient[k], (value(up) - value(down)) / 2e-6, 1e-4 * a.scale);
        }
    }
    EXPECT_THROW((void)math::cosine_margin_loss({MarginKind::CosFace}, std::vector<double>{1.1, 0}, 0),
                 std::invalid_argument);
    EXPECT_THROW((void)math::cosine_margin_loss({MarginKind::Softmax}, std::vector<double>{1, 0}, 0),
                 std::invalid_argument);
    // A gradient that does not move with the step of the difference above.
    const math::LossAndGradient at =
        math::cosine_margin_loss({MarginKind::ArcFace, 1, 0.5, 4}, std::vector<double>{0.9, 0.3}, 0);
    const double theta = std::acos(0.9), other = 4 * 0.3, right = 4 * std::cos(theta + 0.5);
    const double p = 1 / (1 + std::exp(right - other));
    EXPECT_NEAR(at.gradient[0], -4 * p * std::sin(theta + 0.5) / std::sin(theta), 1e-12);
    EXPECT_NEAR(at.gradient[1], 4 * p, 1e-12);
}

}  // namespace angular_margins_test
}  // namespace lossfield::tests
