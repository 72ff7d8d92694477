#include "math/metric/triplet.hpp"

#include <gtest/gtest.h>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace triplet_test {

using math::TripletDistance;
using math::TripletLoss;
using math::TripletZone;
using Vector = std::vector<double>;

constexpr TripletDistance kinds[] = {TripletDistance::Squared, TripletDistance::Plain};

template <typename Check>
void at_triplets(const Check& check) {
    for (std::uint64_t s = 0; s < 240; ++s) {
        const double range = s % 8 == 7 ? 1000 : s % 8 == 6 ? 1e-3 : 1;
        const std::size_t n = 1 + s % 4;
        for (const TripletDistance kind : kinds)
            check(TripletLoss{kind, s % 5 == 0 ? 0 : 2 * uniform_at(41, s, 0)}, random_point(s, n, range),
                  random_point(s + 1000, n, range), random_point(s + 2000, n, range));
    }
}

Real defined(TripletDistance kind, const Vector& x, const Vector& y) {
    Real square = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
        square += (static_cast<Real>(x[i]) - y[i]) * (static_cast<Real>(x[i]) - y[i]);
    return kind == TripletDistance::Squared ? square : std::sqrt(square);
}

TEST(Triplet, ValueAndGradientsAgreeWithTheDefinitionDualNumbersAndDifferences) {
    at_triplets([](const TripletLoss& loss, const Vector& a, const Vector& p, const Vector& n) {
        const auto terms = math::triplet_terms(loss, a, p, n);
        const Real bracket = defined(loss.distance, a, p) - defined(loss.distance, a, n) + loss.margin;
        const double size = 1 + terms.to_positive + terms.to_negative;
        EXPECT_TRUE(
            close(terms.value, static_cast<double>(std::max<Real>(bracket, 0)), {1e-12, 1e-14 * size}));
        EXPECT_LT(math::check_triplet_gradient(loss, a, p, n).worst, 1e-9);
        for (std::size_t i = 0; i < a.size(); ++i)
            EXPECT_NEAR(terms.by_anchor[i] + terms.by_positive[i] + terms.by_negative[i], 0, 1e-12 * size);
        if (std::abs(bracket) < 1e-2 || size > 1e3 || terms.to_positive < 1e-5 || terms.to_negative < 1e-5)
            return;
        const std::size_t k = a.size();
        Vector all = a;
        all.insert(all.end(), p.begin(), p.end()), all.insert(all.end(), n.begin(), n.end());
        const Vector d = central_differences(
            [&](std::span<const double> x) {
                return math::triplet_loss(loss, x.first(k), x.subspan(k, k), x.subspan(2 * k));
            },
            all, 1e-6);
        EXPECT_TRUE(close(terms.by_anchor, std::span(d).first(k), {1e-5, 1e-6}));
        EXPECT_TRUE(close(terms.by_positive, std::span(d).subspan(k, k), {1e-5, 1e-6}));
        EXPECT_TRUE(close(terms.by_negative, std::span(d).subspan(2 * k), {1e-5, 1e-6}));
    });
}

TEST(Triplet, ZonesSayHowLargeTheLossIs) {
    std::size_t seen[3] = {};
    at_triplets([&](const TripletLoss& loss, const Vector& a, const Vector& p, const Vector& n) {
        const auto terms = math::triplet_terms(loss, a, p, n);
        ++seen[static_cast<std::size_t>(terms.zone)];
        switch (terms.zone) {
            case TripletZone::Easy:
                EXPECT_EQ(terms.value, 0);
                break;
            case TripletZone::SemiHard:
                EXPECT_GT(terms.value, 0);
                EXPECT_LT(terms.value, loss.margin);
                break;
            case TripletZone::Hard:
                EXPECT_GE(terms.value, loss.margin);
                break;
        }
    });
    for (const std::size_t count : seen) EXPECT_GT(count, 20U);
    EXPECT_EQ(math::triplet_zone(1, 1.25, 0.25), TripletZone::Easy);
    EXPECT_EQ(math::triplet_zone(1, 1, 0.25), TripletZone::Hard);
    EXPECT_EQ(math::triplet_zone(1, 1, 0), TripletZone::Easy);
    EXPECT_EQ(math::triplet_zone(1, 1.1, 0.2), TripletZone::SemiHard);
}

// Nearer than the negative is not enough.
TEST(Triplet, ANearerPositiveAloneIsNoZeroLoss) {
    const Vector a{0}, p{1}, n{-1.1};
    EXPECT_TRUE(close(math::triplet_terms({TripletDistance::Plain, 0.2}, a, p, n).value, 0.1, {1e-13, 0}));
}

TEST(Triplet, ChoicesAtTheKinkAndWherePointsCoincide) {
    const Vector o{0, 0}, p{1, 0}, n{0, 2};
    // d_ap - d_an + m = 1 - 2 + 1 = 0
    const auto kink = math::triplet_terms({TripletDistance::Plain, 1}, o, p, n);
    EXPECT_EQ(kink.by_anchor, (Vector{0, 0}));
    EXPECT_EQ(kink.zone, TripletZone::Easy);
    for (const TripletDistance kind : kinds) {
        const auto collapsed = math::triplet_terms({kind, 0.2}, p, p, p);
        EXPECT_EQ(collapsed.value, 0.2);
        EXPECT_EQ(collapsed.zone, TripletZone::Hard);
        for (const auto* g : {&collapsed.by_anchor, &collapsed.by_positive, &collapsed.by_negative})
            EXPECT_EQ(*g, (Vector{0, 0}));
    }
    const auto on_anchor = math::triplet_terms({TripletDistance::Plain, 0.2}, o, p, o);
    EXPECT_EQ(on_anchor.by_negative, (Vector{0, 0}));
    EXPECT_EQ(on_anchor.by_anchor, (Vector{-1, 0}));
}

// torch.nn.TripletMarginLoss adds 1e-6 to every coordinate of a difference: no more than 1e-5 apart in the plane.
TEST(Triplet, DiffersFromTorchByItsEpsilonOnly) {
    at_triplets([](const TripletLoss& loss, const Vector& a, const Vector& p, const Vector& n) {
        if (loss.distance != TripletDistance::Plain) return;
        const auto torch = [&](const Vector& x, const Vector& y) {
            double square = 0;
            for (std::size_t i = 0; i < x.size(); ++i) square += std::pow(x[i] - y[i] + 1e-6, 2);
            return std::sqrt(square);
        };
        const double value = std::max(0.0, torch(a, p) - torch(a, n) + loss.margin);
        EXPECT_NEAR(math::triplet_terms(loss, a, p, n).value, value, 1e-5);
    });
}

TEST(Triplet, RefusesWhatHasNoMeaning) {
    const Vector two{0, 0}, one{0}, none;
    EXPECT_THROW((void)math::triplet_terms({}, two, one, two), std::invalid_argument);
    EXPECT_THROW((void)math::triplet_terms({}, none, none, none), std::invalid_argument);
    EXPECT_THROW((void)math::triplet_terms({TripletDistance::Plain, -0.1}, two, two, two),
                 std::invalid_argument);
}

}  // namespace triplet_test
}  // namespace lossfield::tests
