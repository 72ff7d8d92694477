// What turning the axes does to an optimizer, and which optimizers run on which landscapes.
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "math/optimizers/engine.hpp"
#include "tests/math/optimizers/stepper_paths.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace optimizers_frames_test {

using math::Optimizer;
using math::PlanePoint;
using math::Walk;

// How far, over 30 steps, the path on a turned bowl is from the turned path.
double frame_dependence(const Optimizer& optimizer, double degrees) {
    const math::Turn turn = math::turn_of(degrees);
    const auto turned = [&](const PlanePoint& p) {
        return PlanePoint{turn.cos * p.x - turn.sin * p.y, turn.sin * p.x + turn.cos * p.y};
    };
    const PlanePoint from{1.5, 2};
    const Walk straight({math::Bowl(8, 0), optimizer}, from);
    const Walk oblique({math::Bowl(8, degrees), optimizer}, turned(from));
    auto a = straight.start(), b = oblique.start();
    double most = 0;
    for (std::uint64_t t = 1; t <= 30; ++t) {
        a = straight.step(a, t);
        b = oblique.step(b, t);
        const PlanePoint expected = turned(straight.shown(a));
        const PlanePoint got = oblique.shown(b);
        most = std::max(most, std::hypot(got.x - expected.x, got.y - expected.y));
    }
    return most;
}

TEST(Frames, TurningTheAxesChangesExactlyTheOptimizersThatScaleCoordinates) {
    const std::set<std::string> free{"gd", "momentum", "nesterov", "qhm", "newton", "lbfgs", "langevin"};
    int seen = 0;
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        Optimizer optimizer = math::default_optimizer(k);
        if (auto* langevin = std::get_if<math::Langevin>(&optimizer)) langevin->temperature = 0;
        if (auto* adadelta = std::get_if<math::Adadelta>(&optimizer)) adadelta->epsilon = 1e-3;
        if (unfit(optimizer, math::Bowl{}, {1, 1})) continue;
        const std::string id = math::facts(optimizer).id;
        // Away from a turn that swaps the axes.
        const double apart = frame_dependence(optimizer, 30);
        if (free.count(id) > 0) {
            EXPECT_LT(apart, 1e-12) << id;
        } else {
            EXPECT_GT(apart, 1e-3) << id;
        }
        // A quarter turn swaps them: only signs change, which all but the mirror step bear.
        if (id != "mirror") {
            EXPECT_LT(frame_dependence(optimizer, 90), 1e-12) << id;
        }
        ++seen;
    }
    EXPECT_GE(seen, 18);
}

// One step from the landscape's own start, or a sentence that says why not.
TEST(Unfit, EveryOptimizerOnEveryLandscapeMovesOrSaysWhyNot) {
    for (const math::Landscape& landscape : every_landscape()) {
        const math::LandscapeFacts& where = facts(landscape);
        for (std::size_t k = 0; k < math::optimizer_count; ++k) {
            const Optimizer& optimizer = math::default_optimizer(k);
            const math::OptimizerFacts& who = facts(optimizer);
            const auto why = unfit(optimizer, landscape, where.start);
            const bool expected =
                (who.needs.matrix && where.dimension != 4) ||
                (who.needs.metric && !math::metric(landscape, where.start)) ||
                (who.needs.positive && (where.start.x <= 0 || where.start.y <= 0 || where.dimension == 4));
            EXPECT_EQ(why.has_value(), expected) << who.id << " on " << where.id;
            if (why) {
                EXPECT_EQ(why->find(std::string("The optimizer ") + who.name + " needs "), 0U) << *why;
                EXPECT_EQ(why->back(), '.') << *why;
                continue;
            }
            const Walk walk({landscape, optimizer}, where.start);
            const auto state = walk.step(walk.start(), 1);
            for (const double x : state.x) EXPECT_TRUE(std::isfinite(x)) << who.id << " on " << where.id;
            EXPECT_FALSE(math::diverged(state)) << who.id << " on " << where.id;
            EXPECT_NE(state.x, walk.start().x) << who.id << " on " << where.id;
        }
    }
}

TEST(Unfit, NamesWhatIsMissing) {
    const auto why = [](const Optimizer& optimizer, const math::Landscape& landscape, const PlanePoint& at) {
        return unfit(optimizer, landscape, at).value_or("fits");
    };
    EXPECT_NE(why(math::Muon{}, math::Booth{}, {1, 1}).find("a matrix"), std::string::npos);
    EXPECT_EQ(why(math::Muon{}, math::MatrixRegression{}, {1, 1}), "fits");
    EXPECT_NE(why(math::NaturalGradient{}, math::Booth{}, {1, 1}).find("Fisher metric"), std::string::npos);
    EXPECT_EQ(why(math::NaturalGradient{}, math::GaussianLikelihood{}, {1, 1}), "fits");
    for (const PlanePoint& at : {PlanePoint{0, 1}, PlanePoint{1, -1e-9}, PlanePoint{1, 0}})
        EXPECT_NE(why(math::ExponentiatedGradient{}, math::Booth{}, at).find("positive"), std::string::npos);
    EXPECT_EQ(why(math::ExponentiatedGradient{}, math::Booth{}, {1e-9, 1}), "fits");
}

}  // namespace optimizers_frames_test
}  // namespace lossfield::tests
