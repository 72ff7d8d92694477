// The lab hinge: what its words and numbers claim, held against losses, sums and searches of their own.
#include "viz/labs/margins/hinge/hinge.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace hinge_lab_test {

using namespace viz;
using namespace viz::read_figure;
using said_numbers::after, said_numbers::has;

const Lab& own() { return find_lab(catalog(), "hinge"); }

// The losses by their names, in the words of the textbook.
double loss_at(const std::string& kind, double m, double width, double focusing) {
    if (kind == "zero-one") return m > 0 ? 0 : 1;
    if (kind == "hinge") return std::max(0.0, 1 - m);
    if (kind == "squared-hinge") return std::pow(std::max(0.0, 1 - m), 2);
    if (kind == "smoothed-hinge")
        return m >= 1 ? 0 : m > 1 - width ? (1 - m) * (1 - m) / (2 * width) : 1 - m - width / 2;
    if (kind == "logistic") return m < -30 ? -m : std::log1p(std::exp(-m));
    if (kind == "exponential") return std::exp(-m);
    if (kind == "perceptron") return std::max(0.0, -m);
    const double p = 1 / (1 + std::exp(-m));
    return std::pow(1 / (1 + std::exp(m)), focusing) * (m < -30 ? -m : -std::log(p));
}

struct Setting {
    std::string kind;
    double width, focusing, lambda;
    Points data;
    Vector line;  // w, b at the step shown

    explicit Setting(const Said& said)
        : kind(word(said, "loss")),
          width(real(said, "width")),
          focusing(real(said, "focusing")),
          lambda(real(said, "lambda")),
          data(get<Points>(said, "data")),
          line(numbers(said.figure, "separator")) {}
    double label(std::size_t i) const { return data[i].label == "+1" ? 1 : -1; }
    double margin(std::size_t i, const Vector& at) const {
        return label(i) * (at[0] * data[i].x + at[1] * data[i].y + at[2]);
    }
    double objective(const Vector& at) const {
        double sum = 0;
        for (std::size_t i = 0; i < data.size(); ++i) sum += loss_at(kind, margin(i, at), width, focusing);
        return lambda / 2 * (at[0] * at[0] + at[1] * at[1]) + sum / static_cast<double>(data.size());
    }
    bool both() const {
        bool plus = false, minus = false;
        for (std::size_t i = 0; i < data.size(); ++i) (label(i) > 0 ? plus : minus) = true;
        return plus && minus;
    }
    bool is_hinge() const { return kind == "hinge" || kind == "squared-hinge" || kind == "smoothed-hinge"; }
};

// Short runs, rates and lambdas of all sizes.
void many_rates(Values& values) {
    static Random random(31);
    put(own(), values, "steps", static_cast<long long>(1 + random.below(80)));
    put(own(), values, "gd-rate", std::pow(10, random.between(-3, 2)));
    put(own(), values, "lambda", random.below(5) == 0 ? 0.0 : std::pow(10, random.between(-3, 1)));
    if (random.below(2) == 0) put(own(), values, "optimizer", "gd");
    if (random.below(2) == 0) put(own(), values, "schedule", "constant"), put(own(), values, "warm-up", 0LL);
}

TEST(HingeClaims, ObjectiveAndWhoPulls) {
    int pulled = 0, still = 0;
    at_settings(
        own(), 160,
        [&](const Said& said) {
            const Setting s(said);
            const double objective = s.objective(s.line);
            if (!std::isfinite(objective) || objective > 1e12) return;
            EXPECT_NEAR(said.number("objective"), objective, 1e-9 * (1 + objective)) << said.told();
            int pulling = 0;
            double plus = 0, minus = 0, nearest = 1e300;
            bool close = false;
            for (std::size_t i = 0; i < s.data.size(); ++i) {
                const double m = s.margin(i, s.line), h = 1e-6;
                nearest = std::min(nearest, m);
                if (std::abs(m - 1) < 1e-5 || std::abs(m) < 1e-5 || std::abs(m) > 200) close = true;
                // Far beyond, the focal loss's slope is below the least double.
                if (s.kind == "focal" && (s.focusing + 1) * m > 600) close = true;
                const double pull = s.kind == "zero-one" ? 0
                                                         : (loss_at(s.kind, m - h, s.width, s.focusing) -
                                                            loss_at(s.kind, m + h, s.width, s.focusing)) /
                                                               (2 * h);
                (s.label(i) > 0 ? plus : minus) += pull / static_cast<double>(s.data.size());
                const bool pulls = s.is_hinge()             ? m < 1
                                   : s.kind == "perceptron" ? m < 0
                                                            : s.kind != "zero-one";
                pulling += pulls;
            }
            if (close) return;
            EXPECT_EQ(said.number("pulling"), pulling) << said.told();
            EXPECT_EQ(said.in_caption("no point pulls"), pulling == 0) << said.figure.caption;
            const bool all = pulling == static_cast<int>(s.data.size());
            EXPECT_EQ(said.in_caption("all " + std::to_string(s.data.size()) + " points pull") ||
                          said.in_caption("both points pull") || said.in_caption("the one point pulls"),
                      all)
                << said.figure.caption;
            if (pulling > 0 && !all) {
                EXPECT_EQ(after(said.figure.caption, said.in_caption("1 step, ") ? "1 step, " : "steps, "),
                          pulling)
                    << said.figure.caption;
            }
            pulled += pulling > 0, still += pulling == 0;
            if (s.both()) {
                const double size = 1e-3 * (1 + std::abs(plus) + std::abs(minus));
                EXPECT_NEAR(said.number("pull-plus"), plus, size) << said.told();
                EXPECT_NEAR(said.number("pull-minus"), minus, size) << said.told();
            }
            EXPECT_EQ(said.in_caption("All points lie"),
                      !s.is_hinge() && nearest > 0 && std::hypot(s.line[0], s.line[1]) > 1e-9)
                << said.told();
        },
        many_rates);
    EXPECT_GT(pulled, 40);
    EXPECT_GT(still, 10);
}

TEST(HingeClaims, NothingIsBelowTheExactAnswer) {
    int compared = 0;
    at_settings(
        own(), 120,
        [&](const Said& said) {
            const Setting s(said);
            const bool exact = std::any_of(said.figure.readouts.begin(), said.figure.readouts.end(),
                                           [](const Readout& r) { return r.id == "least"; });
            EXPECT_EQ(exact, s.is_hinge() && s.lambda > 0) << said.told();
            EXPECT_EQ(said.in_caption("alike in the exact answer") && !exact, false) << said.told();
            if (!exact) return;
            const double least = said.number("least");
            const Vector at = numbers(said.figure, "exact");
            EXPECT_NEAR(s.objective(at), least, 1e-9 * (1 + least)) << said.told();
            EXPECT_LE(said.number("gap"), 1e-7 * (1 + least)) << said.told();
            if (std::isfinite(s.objective(s.line))) {
                EXPECT_GE(s.objective(s.line), least - 1e-7 * (1 + least)) << said.told();
            }
            // Both labels pull alike there: the objective does not change with b to first order.
            const double far = 1e-4;
            for (const double step : {-far, far})
                EXPECT_GE(s.objective({at[0], at[1], at[2] + step}), least - 1e-7 * (1 + least))
                    << said.told();
            ++compared;
        },
        many_rates);
    EXPECT_GT(compared, 25);
}

TEST(HingeClaims, WithoutAPointInItTheStripStaysWhileLambdaFalls) {
    int stays = 0, changes = 0;
    at_settings(
        own(), 60,
        [&](const Said& said) {
            const Setting s(said);
            if (s.kind != "hinge" || !(s.lambda > 0) || !s.both() || said.in_caption("There is no line"))
                return;
            Values smaller = said.values;
            put(own(), smaller, "lambda", s.lambda / 2);
            const Figure f = own().draw(smaller, own().compute(smaller, Detail::Full, {}), View{});
            const Vector a = numbers(said.figure, "exact"), b = numbers(f, "exact");
            const double moved = std::hypot(a[0] - b[0], a[1] - b[1]) / std::hypot(a[0], a[1]);
            double least = 1e300;
            for (std::size_t i = 0; i < s.data.size(); ++i) least = std::min(least, s.margin(i, a));
            if (std::abs(least - 1) < 1e-4 && least < 1 - 1e-9) return;  // at the border between both
            const bool said_so = said.in_caption("with a smaller");
            EXPECT_EQ(said_so, least > 1 - 1e-4) << least << said.told();
            // Where points are short of their borders it may stay as well, resting on three others.
            if (said_so) {
                EXPECT_LT(moved, 1e-5) << said.told();
            }
            (said_so ? stays : changes) += 1;
        },
        [](Values& values) {
            static Random random(7);
            put(own(), values, "loss", "hinge");
            put(own(), values, "steps", 1LL);
            put(own(), values, "lambda", std::pow(10, random.between(-3, 1)));
            put(own(), values, "data",
                hinge::clouds(6 + static_cast<int>(random.below(20)), random.between(0.5, 3), 0.7,
                              random.bits()));
        });
    EXPECT_GT(stays, 5);
    EXPECT_GT(changes, 5);
}

TEST(HingeClaims, NoticesWhereTheyAreTrue) {
    int off = 0, flat = 0, shrinking = 0, single = 0;
    at_settings(
        own(), 200,
        [&](const Said& said) {
            const Setting s(said);
            const bool far =
                std::any_of(s.line.begin(), s.line.end(), [](double v) { return !(std::abs(v) <= 1e6); });
            EXPECT_EQ(!said.notice("ran-off").empty(), far) << said.told();
            off += far;
            if (has(said.notice("ran-off"), "is above 2/")) {
                EXPECT_GT(real(said, "gd-rate") * s.lambda, 2) << said.told();
                EXPECT_EQ(word(said, "optimizer"), "gd");
                EXPECT_EQ(word(said, "schedule"), "constant");
            }
            EXPECT_EQ(!said.notice("no-slope").empty(), s.kind == "zero-one");
            flat += s.kind == "zero-one";
            EXPECT_EQ(!said.notice("shrinks").empty(), s.kind == "perceptron" && s.lambda > 0);
            if (!said.notice("shrinks").empty()) {
                ++shrinking;
                EXPECT_EQ(s.objective({0, 0, 0}), 0);
                EXPECT_GT(s.objective({1e-3, 0, 0}), 0);
                EXPECT_GT(s.objective({0, -1e-3, 0}), 0);
            }
            EXPECT_EQ(!said.notice("one-label").empty(), !s.both()) << said.told();
            single += !s.both();
        },
        many_rates);
    EXPECT_GT(off, 3);
    EXPECT_GT(flat, 3);
    EXPECT_GT(shrinking, 3);
    EXPECT_GT(single, 0);
}

// e^-m leaves the doubles at m = -709.8.
TEST(HingeClaims, RunsEndBeforeWhatIsNotFinite) {
    int broken = 0;
    at_settings(
        own(), 120,
        [&](const Said& said) {
            const Setting s(said);
            EXPECT_FALSE(has(said.figure.caption, "∞") || has(said.figure.caption, "NaN")) << said.told();
            if (said.in_caption("is lost")) {
                EXPECT_EQ(said.number("step"), 0) << said.told();
                EXPECT_GT(s.objective(s.line), 1e290) << said.told();
                return;
            }
            EXPECT_TRUE(std::isfinite(s.objective(s.line))) << said.told();
            for (const char* id : {"objective", "gradient-check"})
                EXPECT_TRUE(std::isfinite(said.number(id))) << id << said.told();
            for (const double g : numbers(said.figure, "objective-gradient"))
                EXPECT_TRUE(std::isfinite(g)) << said.told();
            if (s.both()) {
                EXPECT_TRUE(std::isfinite(said.number("pull-plus") + said.number("pull-minus")));
            }
            const std::string text = said.notice("broken");
            if (text.empty()) return;
            ++broken;
            EXPECT_EQ(after(text, "Step "), said.number("step") + 1) << text;
            EXPECT_LT(said.number("step"), static_cast<double>(get<long long>(said, "steps")));
        },
        [](Values& values) {
            many_rates(values);
            static Random random(97);
            if (random.below(2) == 0) put(own(), values, "loss", "exponential");
        });
    EXPECT_GT(broken, 5);
    Values values = shown(own(), "pegasos").values;
    put(own(), values, "loss", "exponential");
    const Figure f = own().draw(values, own().compute(values, Detail::Full, {}), View{});
    EXPECT_TRUE(
        std::any_of(f.notices.begin(), f.notices.end(), [](const Notice& n) { return n.id == "broken"; }));
}

TEST(HingeClaims, LambdaIsNothingOrAtLeastAMillionth) {
    for (const auto& [lambda, refused] :
         {std::pair{0.0, false}, {1e-300, true}, {9.9e-7, true}, {1e-6, false}, {1.0, false}}) {
        std::string fault;
        try {
            own().check(with(own(), {{"lambda", lambda}}));
        } catch (const std::exception& e) {
            fault = e.what();
        }
        EXPECT_EQ(has(fault, "give 0 or at least"), refused) << lambda << fault;
        EXPECT_EQ(fault.empty(), !refused) << fault;
    }
}

TEST(HingeClaims, RingedPointsAreOnTheExactBorderAndHoldIt) {
    for (const char* name : {"widest", "too-fast"}) {
        const Said said = shown(own(), name);
        const Setting s(said);
        const Vector exact = numbers(said.figure, "exact");
        const PointSet* rings = find_mark<PointSet>(said.figure, "plane", "support-vectors");
        ASSERT_TRUE(rings) << name;
        for (std::size_t k = 0; k < rings->x.size(); ++k) {
            const double score = exact[0] * rings->x[k] + exact[1] * rings->y[k] + exact[2];
            EXPECT_NEAR(std::abs(score), 1, 1e-4) << name;
        }
        EXPECT_LE(rings->x.size(), said.number("on-border"));
        if (said.number("inside") > 0) continue;
        // Without them the strip is wider: left alone, they give the same one.
        Values alone = said.values;
        Points kept;
        for (std::size_t i = 0; i < s.data.size(); ++i)
            for (std::size_t k = 0; k < rings->x.size(); ++k)
                if (s.data[i].x == rings->x[k] && s.data[i].y == rings->y[k]) kept.push_back(s.data[i]);
        put(own(), alone, "data", kept);
        put(own(), alone, "lambda", 1e-3);
        const Vector same =
            numbers(own().draw(alone, own().compute(alone, Detail::Full, {}), View{}), "exact");
        for (std::size_t j = 0; j < 3; ++j) EXPECT_NEAR(same[j], exact[j], 1e-4) << name;
    }
}

TEST(HingeClaims, ThePerceptronNeverStartsAtZero) {
    int stuck = 0, moves = 0;
    at_settings(
        own(), 80,
        [&](const Said& said) {
            const Setting s(said);
            const bool at_zero = list(said, "start") == Vector{0, 0} && real(said, "start-b") == 0;
            const bool still = s.line == Vector{0, 0, 0};
            EXPECT_EQ(!said.notice("never-starts").empty(), s.kind == "perceptron" && at_zero && still)
                << said.told();
            (!said.notice("never-starts").empty() ? stuck : moves) += 1;
        },
        [](Values& values) {
            static Random random(53);
            put(own(), values, "steps", 20LL);
            if (random.below(3) > 0) put(own(), values, "loss", "perceptron");
            if (random.below(3) > 0)
                put(own(), values, "start", Vector{0, 0}), put(own(), values, "start-b", 0.0);
        });
    EXPECT_GT(stuck, 5);
    EXPECT_GT(moves, 5);
}

TEST(HingeClaims, BestScoreIsThatOfASearch) {
    at_settings(own(), 120, [&](const Said& said) {
        const std::string kind = word(said, "loss");
        const double eta = real(said, "eta"), width = real(said, "width"), focusing = real(said, "focusing");
        const auto expected = [&](double v) {
            return eta * loss_at(kind, v, width, focusing) + (1 - eta) * loss_at(kind, -v, width, focusing);
        };
        const ReadoutValue& best = readout(said.figure, "best").value;
        double at = 0;
        if (const double* one = std::get_if<double>(&best)) {
            at = *one;
        } else if (const Vector* range = std::get_if<Vector>(&best)) {
            at = std::isfinite((*range)[0]) ? (*range)[0] : (*range)[1];
            if (kind == "zero-one") at += std::isfinite((*range)[0]) ? 1e-9 : -1e-9;
        } else {
            EXPECT_TRUE(eta == 0 || eta == 1);
            return;
        }
        if (!std::isfinite(at) || std::abs(at) > 25) return;
        const double least = expected(at);
        for (double v = -25; v <= 25; v += 0.01)
            EXPECT_GE(expected(v), least - 1e-9 * (1 + least)) << said.told() << ' ' << v;
    });
}

TEST(HingeClaims, PresetsShowWhatTheySay) {
    const Said widest = shown(own(), "widest");
    EXPECT_EQ(widest.number("inside"), 0);
    EXPECT_GE(widest.number("on-border"), 2);
    const auto angle = [&](const Values& values) {
        const Vector w =
            numbers(own().draw(values, own().compute(values, Detail::Full, {}), View{}), "exact");
        return std::atan2(w[1], w[0]);
    };
    Values squared = shown(own(), "outlier").values, hinge = squared, plain = squared;
    put(own(), hinge, "loss", "hinge");
    std::get<Points>(plain[index_of(own().parameters, "data")]).pop_back();
    EXPECT_GT(std::abs(angle(squared) - angle(plain)), std::abs(angle(hinge) - angle(plain)));
    const Said perceptron = shown(own(), "perceptron");
    EXPECT_TRUE(perceptron.in_caption("no point pulls") && perceptron.in_caption("All points lie"));
    EXPECT_LT(perceptron.number("nearest"), 0.5 * widest.number("exact-strip"));
    const Said pegasos = shown(own(), "pegasos");
    EXPECT_LT(pegasos.number("objective"), 1.1 * pegasos.number("least"));
    EXPECT_LT(shown(own(), "no-margin").number("objective"), 0.01);
}

TEST(HingeClaims, DraggingAPointOutOfTheStripSwitchesItsPullOff) {
    Values values = with(own(), {{"steps", 1LL},
                                 {"gd-rate", 1e-9},
                                 {"start", Vector{1, 0}},
                                 {"start-b", 0.0},
                                 {"data", Points{{0.5, 0, "+1"}, {-2, 0, "-1"}}}});
    const auto figure = [&](const Values& v) {
        return own().draw(v, own().compute(v, Detail::Full, {}), View{});
    };
    const Figure inside = figure(values);
    EXPECT_EQ(number(inside, "pulling"), 1);
    const Arrows* pulls = find_mark<Arrows>(inside, "plane", "pulls");
    ASSERT_TRUE(pulls);
    EXPECT_GT(pulls->u.at(0), 0);  // along y w
    EXPECT_NEAR(pulls->v.at(0), 0, 1e-6);
    values = drag(own().parameters, values, handle(inside, "data-1"), 1.2, 0.3);
    EXPECT_EQ(number(figure(values), "pulling"), 0);
    EXPECT_FALSE(find_mark<Arrows>(figure(values), "plane", "pulls"));
}

// Of a rate that stays: one that falls may start far above and settle.
TEST(HingeClaims, TheMarkOfTheRateIsThatOfAConstantOne) {
    for (const bool constant : {true, false}) {
        const Values values = with(own(), {{"lambda", 1.0}, {"schedule", constant ? "constant" : "inverse"}});
        const Figure f = own().draw(values, own().compute(values, Detail::Full, {}), View{});
        ASSERT_EQ(f.slider_marks.size(), constant ? 1U : 0U);
        if (constant) {
            EXPECT_EQ(f.slider_marks[0].snap.at, 2);
        }
    }
}

TEST(HingeClaims, OfARangeOfBestScoresTheMiddleIsRinged) {
    for (const auto& [eta, score] : {std::pair{0.5, 0.0}, {0.7, 1.0}, {0.2, -1.0}, {1.0, 1.0}}) {
        const Values values = with(own(), {{"loss", "hinge"}, {"eta", eta}});
        const Figure f = own().draw(values, own().compute(values, Detail::Full, {}), View{});
        const PointSet* ring = find_mark<PointSet>(f, "prior", "best");
        ASSERT_TRUE(ring);
        EXPECT_EQ(ring->y.at(0), score) << eta;
    }
}

TEST(HingeClaims, StartIsDraggedOnThePlane) {
    const Values values = defaults(own());
    const Figure f = own().draw(values, own().compute(values, Detail::Full, {}), View{});
    Values moved = drag(own().parameters, values, handle(f, "start-w"), 1.5, -0.5);
    EXPECT_EQ(std::get<Vector>(moved[index_of(own().parameters, "start")]), (Vector{1.5, -0.5}));
    const Handle& b = handle(f, "start-b");
    moved =
        drag(own().parameters, values, b, 0.4, -0.9);  // to the place of -b w / |w|^2 with w = (-0.4, 0.9)
    EXPECT_NEAR(std::get<double>(moved[index_of(own().parameters, "start-b")]), 0.97, 0.05);
}

}  // namespace hinge_lab_test
}  // namespace lossfield::tests
