// What the lab pair-ranking shows and says, held against the definitions written out and steps of its own.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stop_token>

#include "tests/support/claims.hpp"
#include "tests/support/support.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace pair_ranking_test {

using namespace viz;
using read_figure::find_mark, read_figure::number, read_figure::numbers;
using said_numbers::after, said_numbers::has, said_numbers::near;

const Lab& lab() { return find_lab(catalog(), "pair-ranking"); }

Figure at_step(const Values& values, std::optional<long long> step) {
    View view;
    view.step = step;
    return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), view);
}

Vector labels_of(const Said& said) {
    Vector y = list(said, "labels");
    if (word(said, "grading") == "binary")
        for (double& v : y) v = v > real(said, "cut") ? 1 : 0;
    return y;
}

// log(1 + sum e^x) of any size, in long double.
long double log_one_and(const std::vector<long double>& exponents) {
    long double top = 0, sum = 0;
    for (const long double x : exponents) top = std::max(top, x);
    for (const long double x : exponents) sum += std::exp(x - top);
    return top > 0 ? top + std::log(std::exp(-top) + sum) : std::log1p(sum);
}

struct Ranking {
    std::size_t pairs = 0, inverted = 0;
    double loss = 0, worst_share = 0;
};

Ranking ranking(const Vector& f, const Vector& y, double lambda) {
    Ranking r;
    std::vector<long double> exponents;
    for (std::size_t i = 0; i < f.size(); ++i)
        for (std::size_t k = 0; k < f.size(); ++k)
            if (y[i] > y[k]) {
                ++r.pairs, r.inverted += f[i] <= f[k] ? 1 : 0;
                exponents.push_back(static_cast<long double>(lambda) * (f[k] - f[i]));
            }
    r.loss = static_cast<double>(log_one_and(exponents));
    long double sum = 0, top = exponents.empty() ? 0 : *std::max_element(exponents.begin(), exponents.end());
    for (const long double x : exponents) sum += std::exp(x - top);
    r.worst_share = static_cast<double>(1 / sum);
    return r;
}

double pair_exponent(const Said& said, double n, double p) {
    const double gamma = real(said, "gamma"), m = real(said, "margin");
    if (word(said, "kind") == "unified") return gamma * (n - p + m);
    return gamma * (std::max(0.0, n + m) * (n - m) - std::max(0.0, 1 + m - p) * (p - 1 + m));
}

TEST(PairRankingClaims, OrderLossAndTheWorstPair) {
    at_settings(lab(), 400, [](const Said& said) {
        const Vector f = find_mark<PointSet>(said.figure, "scores", "now")->x;
        const Ranking r = ranking(f, labels_of(said), real(said, "lambda"));
        const std::string& caption = said.figure.caption;
        EXPECT_TRUE(close(said.number("loss"), r.loss, {1e-10, 1e-300})) << said.told();
        EXPECT_EQ(said.number("inverted"), static_cast<double>(r.inverted)) << said.told();
        EXPECT_EQ(has(caption, "no pair to put in order"), r.pairs == 0) << said.told();
        EXPECT_EQ(!said.notice("no-pairs").empty(), r.pairs == 0) << said.told();
        if (r.pairs == 0) return;
        EXPECT_EQ(has(caption, " in order, and"), r.inverted == 0) << said.told();
        if (r.inverted == 0) {
            EXPECT_TRUE(near(after(caption, "$L$ ="), r.loss, 0.01)) << caption;
            return;
        }
        if (r.pairs == 1) {
            EXPECT_TRUE(has(caption, "the one pair is not in order")) << caption;
            return;
        }
        EXPECT_GE(r.loss, std::log(2.0) - 1e-12);
        EXPECT_TRUE(
            has(caption, fmt::format(" {} of {} pair{} ", r.inverted, r.pairs, r.pairs == 1 ? "" : "s")))
            << caption;
        if (has(caption, "more than 99.9"))
            EXPECT_GT(r.worst_share, 0.999 - 1e-12) << said.told();
        else
            EXPECT_TRUE(near(after(caption, "the worst has"), 100 * r.worst_share)) << said.told() << caption;
    });
}

TEST(PairRankingClaims, ThePairAndItsBoundary) {
    at_settings(lab(), 400, [](const Said& said) {
        const auto* at = find_mark<PointSet>(said.figure, "square", "pair");
        const double exponent = pair_exponent(said, at->x[0], at->y[0]);
        const double loss = static_cast<double>(log_one_and({exponent}));
        EXPECT_TRUE(close(said.number("pair-loss"), loss, {1e-10, 1e-300})) << said.told();
        if (std::abs(exponent) > 1e-12) {
            const bool none = word(said, "kind") == "circle" && real(said, "margin") <= 0;
            EXPECT_EQ(said.in_caption("none is below log 2"), none) << said.told();
            EXPECT_EQ(said.in_caption("outside the boundary"), exponent > 0 && !none) << said.told();
            EXPECT_EQ(said.in_caption("within the boundary"), exponent < 0) << said.told();
        }
        // On the line drawn the exponent vanishes.
        if (const auto* line = find_mark<Curve>(said.figure, "square", "boundary"))
            for (std::size_t k = 0; k < line->x.size(); k += 7)
                if (std::isfinite(line->x[k])) {
                    EXPECT_NEAR(pair_exponent(said, line->x[k], line->y[k]), 0, 1e-12 * real(said, "gamma"))
                        << said.told();
                }
    });
}

// With its weights held the pair's loss may rise; the true derivative and the unified loss are followed without that word.
TEST(PairRankingClaims, HeldWeightsRaiseTheLossWhereItIsSaid) {
    int raised = 0;
    at_settings(lab(), 200, [&](const Said& said) {
        const Vector& loss = find_mark<Curve>(said.figure, "course", "pair-course")->y;
        std::size_t up = 0;
        for (std::size_t t = 1; t < loss.size(); ++t) up += loss[t] > loss[t - 1] * (1 + 1e-12) ? 1 : 0;
        const bool held = word(said, "pull") == "training" && word(said, "kind") == "circle";
        EXPECT_EQ(said.in_caption("is not its gradient"), held && up > 0) << said.told();
        if (held && up > 0) {
            ++raised;
            EXPECT_EQ(after(said.figure.caption, "it has risen in"), static_cast<double>(up))
                << said.figure.caption;
        }
    });
    EXPECT_GT(raised, 10);
    EXPECT_TRUE(shown(lab(), "past-goal").in_caption("is not its gradient"));
}

TEST(PairRankingClaims, ScoresBeyondACosineAreCutAndSaidToBe) {
    at_settings(lab(), 150, [](const Said& said) {
        double largest = 0;
        for (const double f : list(said, "scores")) largest = std::max(largest, std::abs(f));
        EXPECT_EQ(!said.notice("cut").empty(), get<bool>(said, "cosines") && largest > 1) << said.told();
    });
}

TEST(PairRankingClaims, TheLossRisesWhereItIsSaidToAndNeverBelowTheSafeRate) {
    int rose = 0, safe = 0;
    const auto check = [&](const Said& said) {
        const Vector loss = find_mark<Curve>(said.figure, "course", "course")->y;
        std::size_t up = 0;
        for (std::size_t t = 1; t < loss.size(); ++t) up += loss[t] > loss[t - 1] * (1 + 1e-12) ? 1 : 0;
        const std::string notice = said.notice("rises");
        EXPECT_EQ(!notice.empty(), up > 0) << said.told();
        const double lambda = real(said, "lambda");
        const bool descent = word(said, "optimizer") == "gd" && word(said, "schedule") == "constant";
        if (up > 0) {
            ++rose;
            EXPECT_EQ(after(notice, "rises in"), static_cast<double>(up)) << notice;
        }
        if (descent && real(said, "gd-rate") <= 1 / (lambda * lambda)) {
            ++safe;
            EXPECT_EQ(up, 0U) << said.told();
        }
        EXPECT_TRUE(!has(notice, "is above") ||
                    (word(said, "optimizer") == "gd" && real(said, "gd-rate") > 1 / (lambda * lambda)))
            << notice;
    };
    at_settings(lab(), 300, check,
                [](Values& values) { put(lab(), values, "optimizer", std::string("gd")); });
    at_settings(lab(), 200, check);
    EXPECT_GT(rose, 20);
    EXPECT_GT(safe, 20);
}

// A step of gradient descent on definitions differentiated numerically, kept within bounds.
TEST(PairRanking, TakesStepsOfTheDefinitions) {
    for (const auto& pull : {"training", "true"})
        for (const auto& kind : {"circle", "unified"}) {
            Values values = read_figure::with(
                lab(), {{"pull", std::string(pull)}, {"kind", std::string(kind)}, {"steps", 3LL}});
            const Said said{lab(), "", values, at_step(values, 1)};
            const Vector f = list(said, "scores"), y = list(said, "labels");
            const Vector now = find_mark<PointSet>(said.figure, "scores", "now")->x;
            for (std::size_t i = 0; i < f.size(); ++i) {
                Vector up = f, down = f;
                up[i] += 1e-6, down[i] -= 1e-6;
                const double slope = (ranking(up, y, 20).loss - ranking(down, y, 20).loss) / 2e-6;
                EXPECT_NEAR(now[i], f[i] - 0.002 * slope, 1e-9);
            }
            const double n = 0.6, p = 0.5, m = 0.25, gamma = 32;
            const bool held = std::string(pull) == "training" && std::string(kind) == "circle";
            const auto loss = [&](double a, double b) {
                const double u = held ? gamma * ((n + m) * (a - m) - (1 + m - p) * (b - 1 + m))
                                      : pair_exponent(said, a, b);
                return static_cast<double>(log_one_and({u}));
            };
            const auto* pair = find_mark<PointSet>(said.figure, "square", "pair");
            EXPECT_NEAR(pair->x[0], n - 0.002 * (loss(n + 1e-6, p) - loss(n - 1e-6, p)) / 2e-6, 1e-9);
            EXPECT_NEAR(pair->y[0], p - 0.002 * (loss(n, p + 1e-6) - loss(n, p - 1e-6)) / 2e-6, 1e-9);
        }
}

// The true derivative of circle loss points at the goal (0, 1), the one of training at (-m, 1 + m).
TEST(PairRanking, WhereThePullsAim) {
    for (const auto& pull : {"training", "true"}) {
        const Values values = read_figure::with(lab(), {{"pull", std::string(pull)}});
        const auto figure = at_step(values, 0);
        const auto* field = find_mark<Arrows>(figure, "square", "field");
        const double m = std::string(pull) == "true" ? 0 : 0.25;
        for (std::size_t k = 0; k < field->x.size(); ++k) {
            const double to_x = -m - field->x[k], to_y = 1 + m - field->y[k];
            EXPECT_NEAR(field->u[k] * to_y - field->v[k] * to_x, 0,
                        1e-12 * std::hypot(field->u[k], field->v[k]));
            EXPECT_GE(field->u[k] * to_x + field->v[k] * to_y, 0);
        }
    }
}

TEST(PairRanking, TheSafeRateIsMarkedForGradientDescentOnly) {
    const Values values = read_figure::with(lab(), {{"lambda", 10.0}});
    const Figure f = at_step(values, std::nullopt);
    ASSERT_EQ(f.slider_marks.size(), 1U);
    EXPECT_DOUBLE_EQ(f.slider_marks[0].snap.at, 0.01);
    EXPECT_TRUE(at_step(read_figure::with(lab(), {{"optimizer", std::string("adam")}}), std::nullopt)
                    .slider_marks.empty());
}

}  // namespace pair_ranking_test
}  // namespace lossfield::tests
