// The lab bregman: its numbers against the definitions written out, its balls, notices and words.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "math/information/information.hpp"
#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/labs/information/bregman/bregman.hpp"

namespace lossfield::viz {
namespace bregman_lab_test {

using namespace read_figure;
using tests::close, tests::figure_of;

const Lab& lab() { return find_lab(catalog(), "bregman"); }

Figure figure_with(std::initializer_list<std::pair<const char*, Value>> given) {
    return figure_of(lab(), with(lab(), given));
}

bool says(const Figure& f, const std::string& notice) {
    return std::any_of(f.notices.begin(), f.notices.end(), [&](const Notice& n) { return n.id == notice; });
}

const char* const generators[] = {"half-square", "negative-entropy", "itakura-saito", "quadratic"};

TEST(BregmanLab, ReadoutsOfTheStart) {
    // From the definitions, in another language: p = 3.2, q = 0.8, X = 3.2, 0.3, 1.7, 2.3; negative entropy.
    const Figure f = figure_of(lab(), defaults(lab()));
    EXPECT_TRUE(close(number(f, "gap"), 2.0361419555836493));
    EXPECT_TRUE(close(number(f, "gap-back"), 1.2909645111040877));
    EXPECT_TRUE(close(number(f, "mean"), 1.875));
    EXPECT_TRUE(close(number(f, "mean-gap"), 0.8880565986233497));
    EXPECT_TRUE(close(number(f, "dual-mean"), 1.3919127006137897));
    EXPECT_TRUE(close(number(f, "d-ac"), 0.6100162736514889));
    EXPECT_TRUE(close(number(f, "d-ab"), 0.3956343915761138));
    EXPECT_TRUE(close(number(f, "d-bc"), 0.502777470061202));
    EXPECT_TRUE(close(number(f, "product"), -0.2883955879858269));
}

TEST(BregmanLab, TheThreePointNumbersAddUpAndSoDoTheBars) {
    int sums = 0;
    for (const auto& s : tests::situations(lab(), 80)) {
        const Figure f = figure_of(lab(), s.values);
        const double whole = number(f, "d-ac"), first = number(f, "d-ab"), second = number(f, "d-bc"),
                     product = number(f, "product");
        EXPECT_FALSE(std::isnan(whole) || std::isnan(first) || std::isnan(second)) << s.name;
        const auto* bar = find_mark<Bars>(f, "identity", "whole");
        const bool finite = std::isfinite(whole + first + second + product);
        EXPECT_EQ(bar != nullptr, finite) << s.name;
        EXPECT_EQ(says(f, "infinite-divergence"), !finite) << s.name;
        if (!finite) continue;
        ++sums;
        const double size = std::max({whole, first, second, std::abs(product)});
        EXPECT_TRUE(close(first + second + product, whole, {0, 1e-12 * size})) << s.name;
        // The stack ends where the product begins, and that ends where the whole does.
        EXPECT_EQ(find_mark<Bars>(f, "identity", "first")->value,
                  find_mark<Bars>(f, "identity", "second")->base);
        EXPECT_EQ(find_mark<Bars>(f, "identity", "second")->value,
                  find_mark<Bars>(f, "identity", "product")->base);
        EXPECT_EQ(find_mark<Bars>(f, "identity", "product")->value, bar->value);
    }
    EXPECT_GT(sums, 4);
}

TEST(BregmanLab, TheGapIsDrawnFromTheTangentToTheGenerator) {
    for (const char* generator : generators) {
        const Figure f =
            figure_with({{"generator", generator}, {"q", 1.3}, {"sample", Vector{2.9, 0.6, 1.1}}});
        const auto* gap = find_mark<Curve>(f, "generator", "gap");
        ASSERT_NE(gap, nullptr);
        EXPECT_EQ(gap->x, (Vector{2.9, 2.9}));
        EXPECT_TRUE(close(gap->y[0] - gap->y[1], number(f, "gap"), {1e-12, 0})) << generator;
    }
}

TEST(BregmanLab, TheMeanGapIsLeastAtTheMeanForEveryGenerator) {
    for (const char* generator : generators) {
        const Figure f = figure_with({{"generator", generator}});
        const auto* curve = find_mark<Curve>(f, "mean", "mean-gap");
        for (const double v : curve->y) EXPECT_TRUE(std::isnan(v) || v >= number(f, "least-mean-gap"));
        const auto* mean = find_mark<PointSet>(f, "mean", "mean");
        EXPECT_TRUE(close(mean->x[0], 1.875));
        EXPECT_TRUE(close(mean->y[0], number(f, "least-mean-gap")));
        EXPECT_TRUE(
            close(number(f, "least-mean-gap") + number(f, "excess"), number(f, "mean-gap"), {1e-12, 0}));
        const auto* excess = find_mark<Curve>(f, "mean", "excess");
        EXPECT_TRUE(close(excess->y[1] - excess->y[0], number(f, "excess"), {1e-12, 0}));
        const Figure at_mean = figure_with({{"generator", generator}, {"q", 1.875}});
        EXPECT_TRUE(close(number(at_mean, "mean-gap"), number(f, "least-mean-gap"), {1e-14, 0}));
        // Half the squared distance alone makes both directions agree.
        const bool symmetric =
            std::string(generator) == "half-square" || std::string(generator) == "quadratic";
        EXPECT_EQ(std::abs(number(f, "dual-mean") - 1.875) < 1e-12, symmetric) << generator;
    }
}

TEST(BregmanLab, BallsHaveTheRadiusOfA) {
    for (const char* over : {"plane", "simplex"})
        for (const char* generator : generators) {
            const Values values = with(lab(), {{"generator", generator}, {"over", over}});
            const Figure f = figure_of(lab(), values);
            const Result result = lab().compute(values, Detail::Full, std::stop_token());
            const bool simplex = std::string(over) == "simplex";
            for (const std::string id : {"ball-first", "ball-second"}) {
                const auto* ring = find_mark<Curve>(f, "balls", id);
                ASSERT_NE(ring, nullptr) << generator << ' ' << over;
                int on_radius = 0;
                for (std::size_t i = 0; i < ring->x.size(); ++i) {
                    const auto d = lab().probe(values, result, {}, "balls", ring->x[i], ring->y[i]);
                    if (d.empty()) continue;  // rounding may lead out of the domain, or it reaches beyond
                    const double v = std::get<double>(d[id == "ball-first" ? 0 : 1].value);
                    EXPECT_LE(v, number(f, "d-ac") * (1 + 1e-6));
                    on_radius += close(v, number(f, "d-ac"), {1e-5, 0}) ? 1 : 0;
                }
                EXPECT_GT(on_radius, simplex ? 30 : 100) << generator << ' ' << over << ' ' << id;
            }
        }
}

TEST(BregmanLab, OnTheSimplexItIsKlAndTheOftenPrintedSumIsTwice) {
    const Figure f = figure_of(lab(), find_preset(lab(), "kl").values);
    const bregman::Inputs in;
    EXPECT_TRUE(close(number(f, "d-ac"), math::kl(in.share_a, in.share_c)));
    EXPECT_TRUE(close(number(f, "printed-sum"), 2 * math::kl(in.share_a, in.share_c)));
    EXPECT_NE(f.caption.find("twice"), std::string::npos);
    for (const auto* other : {"plane", "simplex"}) {
        const Figure g = figure_with({{"over", other}, {"generator", "itakura-saito"}});
        EXPECT_THROW((void)readout(g, "printed-sum"), std::logic_error);
    }
}

TEST(BregmanLab, ARightAngleLeavesNoThirdTerm) {
    const Figure f = figure_of(lab(), find_preset(lab(), "pythagoras").values);
    EXPECT_NEAR(number(f, "product"), 0, 1e-12);
    EXPECT_TRUE(close(number(f, "d-ac"), number(f, "d-ab") + number(f, "d-bc")));
    EXPECT_EQ(find_mark<Bars>(f, "identity", "product")->texts, std::vector<std::string>{"0"});
    EXPECT_NE(f.caption.find("right angle"), std::string::npos);
}

TEST(BregmanLab, ItakuraSaitoIsNotConvexBeyondTwiceTheMean) {
    const auto at = [](const char* generator, double q) {
        return figure_with({{"generator", generator}, {"sample", Vector{0.5, 1.5}}, {"q", q}});
    };
    EXPECT_FALSE(says(at("itakura-saito", 1.9), "not-convex"));
    EXPECT_TRUE(says(at("itakura-saito", 2.1), "not-convex"));
    EXPECT_FALSE(says(at("negative-entropy", 3.9), "not-convex"));
    const Figure f = at("itakura-saito", 1);
    const auto* bent = find_mark<Curve>(f, "mean", "not-convex");
    ASSERT_NE(bent, nullptr);
    EXPECT_EQ(bent->x.front(), 2);
    EXPECT_EQ(find_mark<Curve>(at("half-square", 1), "mean", "not-convex"), nullptr);
}

TEST(BregmanLab, InfinitiesAreSaidAndEqualPointsAreFine) {
    const Figure edge = figure_of(lab(), find_preset(lab(), "boundary").values);
    EXPECT_EQ(number(edge, "d-ac"), std::numeric_limits<double>::infinity());
    EXPECT_TRUE(says(edge, "infinite-divergence"));
    EXPECT_TRUE(says(figure_with({{"q", 0.0}}), "infinite-gap"));
    EXPECT_TRUE(
        says(figure_with({{"generator", "itakura-saito"}, {"sample", Vector{0, 1}}}), "infinite-gap"));
    EXPECT_FALSE(says(figure_with({{"sample", Vector{0, 1}}}), "infinite-gap"));
    EXPECT_FALSE(says(figure_with({{"generator", "half-square"}, {"q", 0.0}}), "infinite-gap"));
    for (const char* generator : generators) {
        const Figure one = figure_with({{"generator", generator},
                                        {"sample", Vector{1, 1, 1}},
                                        {"q", 1.0},
                                        {"a", Vector{1, 2}},
                                        {"b", Vector{1, 2}},
                                        {"c", Vector{1, 2}}});
        EXPECT_TRUE(one.notices.empty()) << generator;
        for (const char* id : {"gap", "mean-gap", "d-ac", "d-ab", "d-bc", "product"})
            EXPECT_EQ(number(one, id), 0);
        EXPECT_EQ(find_mark<Curve>(one, "balls", "ball-first"), nullptr);
    }
}

TEST(BregmanLab, HandlesMoveWhatTheyStandFor) {
    const Values start = defaults(lab());
    const Figure f = figure_of(lab(), start);
    const Values p = drag(lab().parameters, start, handle(f, "p"), 2.5, 9);
    EXPECT_EQ(std::get<Vector>(p[index_of(lab(), "sample")]), (Vector{2.5, 0.3, 1.7, 2.3}));
    const Values q = drag(lab().parameters, start, handle(f, "q-mean"), 3.5, 9);
    EXPECT_EQ(std::get<double>(q[index_of(lab(), "q")]), 3.5);
    const Values a = drag(lab().parameters, start, handle(f, "a"), 3.5, -1);
    EXPECT_EQ(std::get<Vector>(a[index_of(lab(), "a")]), (Vector{3.5, 0}));
}

}  // namespace bregman_lab_test
}  // namespace lossfield::viz
