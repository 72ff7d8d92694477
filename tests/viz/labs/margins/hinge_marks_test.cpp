// What the lab hinge marks, rings and lets drag, and what its presets say.
#include "tests/viz/labs/margins/hinge.hpp"

namespace lossfield::tests {
namespace hinge_marks_test {

using namespace hinge_settings;

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
        [random = Random(53)](Values& values) mutable {
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
    // Its way is seen over most of the run.
    View view;
    for (view.step = 0; *view.step < 200; ++*view.step)
        EXPECT_GT(
            number(own().draw(perceptron.values, own().compute(perceptron.values, Detail::Full, {}), view),
                   "pulling"),
            0)
            << *view.step;
    EXPECT_LT(perceptron.number("nearest"), 0.5 * widest.number("exact-strip"));
    const Said pegasos = shown(own(), "pegasos");
    EXPECT_LT(pegasos.number("objective"), 1.1 * pegasos.number("least"));
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

}  // namespace hinge_marks_test
}  // namespace lossfield::tests
