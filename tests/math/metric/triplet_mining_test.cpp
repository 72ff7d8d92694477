#include "math/metric/triplet_mining.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace triplet_mining_test {

using math::Triplet;
using math::TripletBatch;
using math::TripletDistance;
using math::TripletLoss;
using math::TripletMining;
using math::TripletReduction;
using math::TripletZone;
using Vector = std::vector<double>;
using Labels = std::vector<int>;

struct Cloud {
    Vector points;
    Labels labels;
};

Cloud cloud(std::uint64_t s) {
    Cloud c{random_point(s, 2 * (2 + s % 9), 1.2), {}};
    for (std::size_t i = 0; i < c.points.size() / 2; ++i)
        c.labels.push_back(static_cast<int>((1 + s % 4) * uniform_at(6, s, i)));
    return c;
}

template <typename Check>
void at_clouds(const Check& check) {
    for (std::uint64_t s = 0; s < 60; ++s)
        for (const TripletDistance kind : {TripletDistance::Squared, TripletDistance::Plain}) {
            const Cloud c = cloud(s);
            const TripletLoss loss{kind, 0.1 + uniform_at(9, s, 0)};
            check(c, loss, math::distance_table(kind, c.points), s);
        }
}

// All triplets by their definition.
std::vector<Triplet> every(const Labels& labels) {
    std::vector<Triplet> all;
    for (std::size_t a = 0; a < labels.size(); ++a)
        for (std::size_t p = 0; p < labels.size(); ++p)
            for (std::size_t n = 0; n < labels.size(); ++n)
                if (p != a && labels[p] == labels[a] && labels[n] != labels[a]) all.push_back({a, p, n});
    return all;
}

TEST(TripletMining, PicksByTheDefinitionOfEachRule) {
    at_clouds([](const Cloud& c, const TripletLoss& loss, const Vector& table, std::uint64_t s) {
        const std::size_t size = c.labels.size();
        const auto d = [&](std::size_t i, std::size_t k) { return table[i * size + k]; };
        const std::vector<Triplet> all = every(c.labels);
        const auto mined = [&](TripletMining m) {
            return math::mined_triplets(m, loss, table, c.labels, 3, s);
        };
        EXPECT_EQ(mined(TripletMining::All), all);
        std::set<std::size_t> anchors, pairs;
        for (const Triplet& t : all) anchors.insert(t.anchor);
        const auto hardest = mined(TripletMining::Hardest), random = mined(TripletMining::Random),
                   semi = mined(TripletMining::SemiHard);
        ASSERT_EQ(hardest.size(), anchors.size());
        ASSERT_EQ(random.size(), anchors.size());
        for (const Triplet& h : hardest)
            for (const Triplet& t : all)
                if (t.anchor == h.anchor) {
                    EXPECT_LE(d(t.anchor, t.positive), d(h.anchor, h.positive));
                    EXPECT_GE(d(t.anchor, t.negative), d(h.anchor, h.negative));
                }
        for (const Triplet& t : random) EXPECT_NE(std::find(all.begin(), all.end(), t), all.end());
        for (const Triplet& t : semi) {
            EXPECT_EQ(math::triplet_zone(d(t.anchor, t.positive), d(t.anchor, t.negative), loss.margin),
                      TripletZone::SemiHard);
            EXPECT_TRUE(pairs.insert(t.anchor * size + t.positive).second);
        }
        for (const Triplet& t : all) {
            if (math::triplet_zone(d(t.anchor, t.positive), d(t.anchor, t.negative), loss.margin) !=
                TripletZone::SemiHard)
                continue;
            const auto found = std::find_if(semi.begin(), semi.end(), [&](const Triplet& m) {
                return m.anchor == t.anchor && m.positive == t.positive;
            });
            ASSERT_NE(found, semi.end());
            EXPECT_LE(d(t.anchor, found->negative), d(t.anchor, t.negative));
        }
    });
}

TEST(TripletMining, RandomTripletsDependOnSeedAndStepAlone) {
    const Cloud c = cloud(6);
    const Vector table = math::distance_table(TripletDistance::Squared, c.points);
    const auto drawn = [&](std::uint64_t seed, std::uint64_t t) {
        return math::mined_triplets(TripletMining::Random, {}, table, c.labels, seed, t);
    };
    EXPECT_EQ(drawn(1, 5), drawn(1, 5));
    EXPECT_NE(drawn(1, 5), drawn(1, 6));
    EXPECT_NE(drawn(1, 5), drawn(2, 5));
    // In time every triplet is drawn.
    std::set<std::array<std::size_t, 3>> seen;
    for (std::uint64_t t = 0; t < 4000; ++t)
        for (const Triplet& one : drawn(1, t)) seen.insert({one.anchor, one.positive, one.negative});
    EXPECT_EQ(seen.size(), every(c.labels).size());
}

TEST(TripletMining, OfEqualDistancesTheLowerIndexCounts) {
    const Vector points{0, 0, 1, 0, -1, 0, 0, 2, 0, -2};
    const Labels labels{0, 0, 0, 1, 1};
    const Vector table = math::distance_table(TripletDistance::Squared, points);
    const auto hardest = math::mined_triplets(TripletMining::Hardest, {}, table, labels, 0, 1);
    EXPECT_EQ(hardest.front(), (Triplet{0, 1, 3}));
    const TripletLoss wide{TripletDistance::Squared, 4};
    EXPECT_EQ(math::mined_triplets(TripletMining::SemiHard, wide, table, labels, 0, 1).front(),
              (Triplet{0, 1, 3}));
}

TEST(TripletBatch, LossAndGradientAreTheSumOverTheTriplets) {
    at_clouds([](const Cloud& c, const TripletLoss& loss, const Vector& table, std::uint64_t) {
        const std::vector<Triplet> all = every(c.labels);
        for (const TripletReduction reduction :
             {TripletReduction::MeanOverAll, TripletReduction::MeanOverNonZero}) {
            Vector expected(c.points.size(), 0.0), gradient(c.points.size(), 5.0);
            double sum = 0;
            std::size_t active = 0;
            const auto of = [&](std::size_t i) { return std::span<const double>(&c.points[2 * i], 2); };
            for (const Triplet& t : all) {
                const auto terms = math::triplet_terms(loss, of(t.anchor), of(t.positive), of(t.negative));
                sum += terms.value, active += terms.value > 0 ? 1 : 0;
                for (std::size_t k = 0; k < 2; ++k) {
                    expected[2 * t.anchor + k] += terms.by_anchor[k];
                    expected[2 * t.positive + k] += terms.by_positive[k];
                    expected[2 * t.negative + k] += terms.by_negative[k];
                }
            }
            const auto count =
                static_cast<double>(reduction == TripletReduction::MeanOverAll ? all.size() : active);
            for (double& g : expected) g = active == 0 ? 0 : g / count;
            const TripletBatch batch = math::triplet_batch(loss, reduction, c.points, table, all, gradient);
            EXPECT_EQ(batch.triplets, all.size());
            EXPECT_EQ(batch.active, active);
            EXPECT_TRUE(close(batch.loss, active == 0 ? 0 : sum / count, {1e-11, 1e-15}));
            EXPECT_TRUE(close(gradient, expected, {1e-10, 1e-13}));
            if (reduction == TripletReduction::MeanOverAll) {
                const TripletBatch quick = math::all_triplets(loss, table, c.labels);
                EXPECT_EQ(quick.active, active);
                EXPECT_EQ(quick.triplets, all.size());
                EXPECT_TRUE(close(quick.loss, batch.loss, {1e-11, 1e-15}));
            }
        }
    });
}

// torch's mean over all against AvgNonZeroReducer of pytorch-metric-learning: one active triplet of many.
TEST(TripletBatch, TheTwoMeansDifferByTheShareOfActiveTriplets) {
    const Vector points{0, 0, 0.1, 0, 3, 0, 0.15, 0};
    const Labels labels{0, 0, 1, 2};
    const TripletLoss loss{TripletDistance::Plain, 0.2};
    const Vector table = math::distance_table(loss.distance, points);
    const auto all = math::mined_triplets(TripletMining::All, loss, table, labels, 0, 1);
    ASSERT_EQ(all.size(), 4U);
    const auto mean = math::triplet_batch(loss, TripletReduction::MeanOverAll, points, table, all);
    const auto non_zero = math::triplet_batch(loss, TripletReduction::MeanOverNonZero, points, table, all);
    EXPECT_EQ(mean.active, 2U);
    EXPECT_TRUE(close(mean.loss, (0.15 + 0.25) / 4, {1e-13, 0}));
    EXPECT_TRUE(close(non_zero.loss, (0.15 + 0.25) / 2, {1e-13, 0}));
    EXPECT_EQ(mean.active_share(), 0.5);
}

// All points at one place: the loss is m and, with squared distances, nothing moves.
TEST(TripletBatch, CollapseHasLossMAndNoGradient) {
    const Vector points{0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1};
    const Labels labels{0, 0, 1, 1};
    for (const TripletDistance kind : {TripletDistance::Squared, TripletDistance::Plain}) {
        const TripletLoss loss{kind, 0.3};
        const Vector table = math::distance_table(kind, points);
        const auto hardest = math::mined_triplets(TripletMining::Hardest, loss, table, labels, 0, 1);
        Vector gradient(8, 1.0);
        const auto batch =
            math::triplet_batch(loss, TripletReduction::MeanOverAll, points, table, hardest, gradient);
        EXPECT_EQ(batch.active_share(), 1);
        EXPECT_TRUE(close(batch.loss, 0.3, {1e-15, 0}));
        EXPECT_EQ(gradient, Vector(8, 0.0));
        EXPECT_TRUE(math::mined_triplets(TripletMining::SemiHard, loss, table, labels, 0, 1).empty());
    }
}

TEST(TripletBatch, WithoutTripletsThereIsNoLoss) {
    const Vector points{0, 0, 1, 0};
    const Labels alike{0, 0};
    const Vector table = math::distance_table(TripletDistance::Squared, points);
    for (const TripletMining mining :
         {TripletMining::All, TripletMining::Random, TripletMining::SemiHard, TripletMining::Hardest}) {
        const auto none = math::mined_triplets(mining, {}, table, alike, 1, 1);
        EXPECT_TRUE(none.empty());
        Vector gradient(4, 1.0);
        const auto batch =
            math::triplet_batch({}, TripletReduction::MeanOverNonZero, points, table, none, gradient);
        EXPECT_EQ(batch.loss, 0);
        EXPECT_EQ(batch.active_share(), 0);
        EXPECT_EQ(gradient, Vector(4, 0.0));
    }
    EXPECT_THROW((void)math::mined_triplets(TripletMining::All, {}, Vector(3), alike, 1, 1),
                 std::invalid_argument);
    const TripletLoss negative{TripletDistance::Squared, -1};
    EXPECT_THROW((void)math::mined_triplets(TripletMining::All, negative, table, alike, 1, 1),
                 std::invalid_argument);
    EXPECT_THROW((void)math::triplet_batch(negative, {}, points, table, {}), std::invalid_argument);
}

}  // namespace triplet_mining_test
}  // namespace lossfield::tests
