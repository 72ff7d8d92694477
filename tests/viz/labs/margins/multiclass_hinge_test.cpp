// The lab multiclass-hinge: what its words and regions claim, held against sums and searches of their own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "math/numerics/plane.hpp"
#include "math/simplex/triangle.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace multiclass_hinge_lab_test {

using namespace viz;
using namespace viz::read_figure;
using said_numbers::after;

const Lab& own() { return find_lab(catalog(), "multiclass-hinge"); }

struct Setting {
    bool rest;
    double power, shift;
    Vector scores, p;
    std::size_t target;

    explicit Setting(const Said& said)
        : rest(word(said, "loss") == "one-vs-rest"),
          power(real(said, "power")),
          shift(real(said, "shift")),
          scores(list(said, "scores")),
          p(list(said, "probabilities")),
          target(static_cast<std::size_t>(get<long long>(said, "target") - 1)) {
        for (double& s : scores) s += shift;
        if (p.size() == 1) {  // the class that has it all
            const auto sure = static_cast<std::size_t>(p[0] - 1);
            p = Vector(3, 0.0), p[sure] = 1;
        }
    }
    double loss(const Vector& s, std::size_t c) const {
        double sum = 0, best = -1e300;
        for (std::size_t j = 0; j < s.size(); ++j) {
            sum += std::pow(std::max(0.0, j == c ? 1 - s[j] : 1 + s[j]), power);
            if (j != c) best = std::max(best, s[j]);
        }
        return rest ? sum : std::max(0.0, 1 + best - s[c]);
    }
    double expected(const Vector& s) const {
        double sum = 0;
        for (std::size_t c = 0; c < 3; ++c)
            if (p[c] > 0) sum += p[c] * loss(s, c);
        return sum;
    }
};

// Scores near their zones' borders, probabilities near one half and near each other.
void near_borders(Values& values) {
    static Random random(77);
    if (random.below(2) == 0) put(own(), values, "power", 1.0);
    Vector p{random.between(0.3, 0.7), random.between(0, 0.5), 0};
    if (random.below(6) == 0) p = {0.5, 0.3, 0.2};
    if (random.below(6) == 0) p = {0.4, 0.4, 0.2};
    p[1] = std::min(p[1], 1 - p[0]), p[2] = 1 - p[0] - p[1];
    put(own(), values, "probabilities", p);
    if (random.below(3) == 0) put(own(), values, "shift", 0.0);
    Vector scores(2 + random.below(5));
    for (double& s : scores) s = random.between(-2.5, 2.5);
    if (random.below(5) == 0) {
        for (double& s : scores) s = random.between(-2, -1);
        scores[0] = 1.2, put(own(), values, "target", 1LL), put(own(), values, "shift", 0.0);
    }
    put(own(), values, "target", static_cast<long long>(1 + random.below(scores.size())));
    if (scores[0] == 1.2) put(own(), values, "target", 1LL);
    put(own(), values, "scores", scores);
}

TEST(MulticlassHingeClaims, LossesAndWhatTheyAskFor) {
    int met = 0, leading = 0, behind = 0;
    at_settings(
        own(), 200,
        [&](const Said& said) {
            const Setting s(said);
            const double loss = s.loss(s.scores, s.target);
            EXPECT_NEAR(said.number("loss"), loss, 1e-11 * (1 + loss)) << said.told();
            EXPECT_EQ(said.in_caption("nothing pulls"), loss == 0) << said.figure.caption << said.told();
            met += loss == 0;
            double best = -1e300;
            std::size_t outside = 0;
            for (std::size_t j = 0; j < s.scores.size(); ++j) {
                if (j != s.target) best = std::max(best, s.scores[j]);
                outside += j == s.target ? s.scores[j] < 1 : s.scores[j] > -1;
            }
            const double lead = s.scores[s.target] - best;
            EXPECT_EQ(said.in_caption("it leads by"), !s.rest && lead > 0) << said.told();
            EXPECT_EQ(said.in_caption("behind"), !s.rest && lead < 0) << said.told();
            if (!s.rest && lead > 0) {
                EXPECT_TRUE(said_numbers::near(after(said.figure.caption, "it leads by"), lead, 0.01))
                    << said.figure.caption;
            }
            if (s.rest && outside > 0) {
                EXPECT_EQ(after(said.figure.caption, "pulls at"), outside) << said.told();
            }
            leading += !s.rest && lead > 0, behind += !s.rest && lead < 0;
            // The gradient's entries by differences, away from kinks.
            const Vector g = numbers(said.figure, "gradient");
            for (std::size_t j = 0; j < g.size(); ++j) {
                Vector up = s.scores, down = s.scores;
                const double h = 1e-6;
                up[j] += h, down[j] -= h;
                const double left = (loss - s.loss(down, s.target)) / h,
                             right = (s.loss(up, s.target) - loss) / h;
                if (std::abs(left - right) > 1e-3 * (1 + std::abs(left))) continue;
                EXPECT_NEAR(g[j], 0.5 * (left + right), 1e-3 * (1 + std::abs(g[j]))) << said.told();
            }
        },
        near_borders);
    EXPECT_GT(met, 10);
    EXPECT_GT(leading, 20);
    EXPECT_GT(behind, 20);
}

// No scores have less expected loss; and the decision is that of all scores that come as near.
TEST(MulticlassHingeClaims, DecisionsAreThoseOfTheBestScores) {
    int decided = 0, ties = 0, halves = 0, equal = 0;
    Random random(3);
    at_settings(
        own(), 160,
        [&](const Said& said) {
            const Setting s(said);
            const Vector best = numbers(said.figure, "best");
            const double least = s.expected(best);
            EXPECT_NEAR(said.number("least"), least, 1e-12) << said.told();
            for (int i = 0; i < 400; ++i) {
                const double size = std::pow(10, random.between(-4, 0.5));
                Vector other = best;
                for (double& v : other)
                    v += size * random.between(-1, 1) * static_cast<double>(random.below(3) != 0);
                EXPECT_GE(s.expected(other), least - 1e-12) << said.told();
            }
            // Equal scores of the likeliest two, as good as any: then nothing is decided for.
            std::vector<std::size_t> order{0, 1, 2};
            std::sort(order.begin(), order.end(),
                      [&](std::size_t a, std::size_t b) { return s.p[a] > s.p[b]; });
            double tied = 1e300;
            for (double a = -1; a <= 1; a += 0.05)
                for (double b = -1; b <= a + 1e-9; b += 0.05) {
                    Vector even(3);
                    even[order[0]] = even[order[1]] = a, even[order[2]] = b;
                    tied = std::min(tied, s.expected(even));
                }
            const bool chosen = readout(said.figure, "decided").value != ReadoutValue("none");
            EXPECT_EQ(said.in_caption("decide for class"), chosen) << said.told();
            Vector ranked = best;
            std::sort(ranked.begin(), ranked.end());
            EXPECT_EQ(said.in_caption("look alike"), chosen && ranked[2] - ranked[1] < 0.001) << said.told();
            if (chosen) {
                EXPECT_EQ(after(said.figure.caption, "decide for class"), static_cast<double>(order[0] + 1))
                    << said.told();
            }
            const double gap = s.p[order[0]] - s.p[order[1]];
            const bool half = !s.rest || s.power == 1;
            if (half && std::abs(s.p[order[0]] - 0.5) > 1e-3) {
                EXPECT_EQ(tied < least + 1e-9, !chosen) << said.told();
            }
            if (!half) {
                EXPECT_EQ(chosen, gap > 0) << said.told();
            }
            const bool undecided = !said.notice("undecided").empty(),
                       at_half = !said.notice("at-half").empty(), alike = !said.notice("equal").empty();
            EXPECT_EQ(undecided + at_half + alike, chosen ? 0 : 1) << said.told();
            EXPECT_EQ(undecided, half && s.p[order[0]] < 0.5) << said.told();
            EXPECT_EQ(at_half, half && s.p[order[0]] == 0.5) << said.told();
            EXPECT_EQ(alike, !half && gap == 0) << said.told();
            if (undecided) {
                for (const double v : best) EXPECT_EQ(v, s.rest ? -1 : 0);
            }
            decided += chosen, ties += undecided, halves += at_half, equal += alike;
        },
        near_borders);
    EXPECT_GT(decided, 30);
    EXPECT_GT(ties, 20);
    EXPECT_GT(halves, 2);
    EXPECT_GT(equal, 1);
}

// By a search for each score, for q > 1 the expected loss of one against the rest falls into its terms.
TEST(MulticlassHingeClaims, ADecisionThatCannotBeSeenIsSaidToBeOne) {
    int unseen = 0, seen = 0;
    Random random(9);
    for (int i = 0; i < 120; ++i) {
        const double power = 1 + std::pow(10, random.between(-2, 0)), first = random.between(0.34, 0.6);
        const Vector p{first, 0.5 * (1 - first), 0.5 * (1 - first)};
        const Values values = with(own(), {{"loss", "one-vs-rest"}, {"power", power}, {"probabilities", p}});
        const Figure f = own().draw(values, own().compute(values, Detail::Full, {}), View{});
        Vector best;
        for (const double share : {p[0], p[1]}) {
            double low = -1, high = 1;  // where the slope, which rises, passes 0
            for (int k = 0; k < 60; ++k) {
                const double s = 0.5 * (low + high);
                const double slope =
                    (1 - share) * std::pow(1 + s, power - 1) - share * std::pow(1 - s, power - 1);
                (slope > 0 ? high : low) = s;
            }
            best.push_back(0.5 * (low + high));
        }
        if (std::abs(best[0] - best[1] - 0.001) < 1e-5) continue;
        const bool alike = best[0] - best[1] < 0.001;
        EXPECT_TRUE(said_numbers::has(f.caption, "decide for class 1"));
        EXPECT_EQ(said_numbers::has(f.caption, "look alike"), alike) << power << ' ' << first;
        ++(alike ? unseen : seen);
    }
    EXPECT_GT(unseen, 10);
    EXPECT_GT(seen, 10);
}

bool inside(const Polygon& polygon, const math::PlanePoint& p) {
    bool in = false;
    const Vector &x = polygon.x[0], &y = polygon.y[0];
    for (std::size_t i = 0, j = x.size() - 1; i < x.size(); j = i++)
        if ((y[i] > p.y) != (y[j] > p.y) && p.x < (x[j] - x[i]) * (p.y - y[i]) / (y[j] - y[i]) + x[i])
            in = !in;
    return in;
}

TEST(MulticlassHingeClaims, RegionsOfTheTriangleAreThoseOfTheDecisions) {
    Random random(5);
    for (const char* loss : {"one-vs-rest", "crammer-singer"})
        for (const double power : {1.0, 1.3, 2.0})
            for (int i = 0; i < 120; ++i) {
                Vector p{random.between(0, 1), random.between(0, 1), random.between(0, 1)};
                const double sum = p[0] + p[1] + p[2];
                for (double& v : p) v /= sum;
                const Values values = with(own(), {{"loss", loss}, {"power", power}, {"probabilities", p}});
                const Figure f = own().draw(values, own().compute(values, Detail::Full, {}), View{});
                const math::PlanePoint at = math::to_plane({p[0], p[1], p[2]});
                std::string region = "none";
                for (int k = 1; k <= 3; ++k)
                    if (inside(*find_mark<Polygon>(f, "triangle", "region-" + std::to_string(k)), at))
                        region = "class " + std::to_string(k);
                EXPECT_EQ(std::get<std::string>(readout(f, "decided").value), region);
                const Polygon* grey = find_mark<Polygon>(f, "triangle", "undecided");
                EXPECT_EQ(grey && inside(*grey, at), region == "none");
            }
}

TEST(MulticlassHingeClaims, OnlyOneAgainstTheRestSeesAShift) {
    at_settings(own(), 60, [&](const Said& said) {
        const Curve* cs = find_mark<Curve>(said.figure, "shift", "crammer-singer");
        ASSERT_TRUE(cs);
        const auto [low, high] = std::minmax_element(cs->y.begin(), cs->y.end());
        EXPECT_LE(*high - *low, 1e-12 * (100 + *high)) << said.told();
        const Curve* ovr = find_mark<Curve>(said.figure, "shift", "one-vs-rest");
        const auto [least, most] = std::minmax_element(ovr->y.begin(), ovr->y.end());
        EXPECT_GT(*most - *least, 0.5) << said.told();
    });
}

TEST(MulticlassHingeClaims, PresetsAndHandles) {
    const Said lead = shown(own(), "lead"), zones = shown(own(), "zones"), shifted = shown(own(), "shifted");
    EXPECT_EQ(lead.number("cs-loss"), 0);
    EXPECT_GT(lead.number("ovr-loss"), 1);
    EXPECT_EQ(zones.number("cs-loss") + zones.number("ovr-loss"), 0);
    EXPECT_EQ(shifted.number("cs-loss"), 0);
    EXPECT_GT(shifted.number("ovr-loss"), 3);
    // A bar's top is dragged with the shift on it.
    const Values after_drag =
        drag(own().parameters, shifted.values, handle(shifted.figure, "score-2"), 2, -0.3);
    EXPECT_NEAR(std::get<Vector>(after_drag[index_of(own().parameters, "scores")])[1], -1.8, 1e-12);
    EXPECT_NEAR(std::get<Vector>(after_drag[index_of(own().parameters, "scores")])[0], 1.2, 1e-12);
    Values wrong = defaults(own());
    put(own(), wrong, "target", 5LL);
    EXPECT_TRUE(own().check(wrong));
}

}  // namespace multiclass_hinge_lab_test
}  // namespace lossfield::tests
