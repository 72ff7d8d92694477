// Laws of the objective, the natural gradient and Muon.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <utility>

#include "math/numerics/matrix_sign_2x2.hpp"
#include "math/optimizers/engine.hpp"
#include "tests/math/optimizers/stepper_paths.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace optimizers_joint_test {

using math::along;
using math::Coordinates;
using math::Landscape;
using math::Muon;
using math::NaturalGradient;
using math::Objective;
using math::PlanePoint;
using math::Walk;

TEST(Objective, ThePlaneIsASliceThroughTheMinimum) {
    for (const Landscape& landscape : every_landscape()) {
        const Objective objective(landscape);
        const PlanePoint at{0.7, 1.2};
        const Coordinates x = objective.lifted(at);
        EXPECT_EQ(objective.shown(x), at);
        EXPECT_EQ(objective.off_plane(x), 0);
        EXPECT_EQ(objective.value(x), math::value(landscape, at)) << facts(landscape).id;
    }
    const Landscape matrix = math::MatrixRegression{};
    EXPECT_TRUE(close(Objective(matrix).off_plane({0, -0.5 + 3, 1 - 4, 0}), 5));
}

// mu - m shrinks by 1 - rate wherever s is; log sigma does so near the minimum only.
TEST(NaturalGradientStepper, ContractsByOneMinusTheRate) {
    const math::GaussianLikelihood likelihood;
    const double least = 0.5 * std::log(likelihood.variance);
    for (double rate : {0.1, 0.7, 1.0, 1.9, 2.1}) {
        const Walk far({likelihood, NaturalGradient{rate}}, {-0.5, 2.5});
        EXPECT_TRUE(
            close(far.step(far.start(), 1).x[0] - likelihood.mean, (1 - rate) * (-0.5 - likelihood.mean)));
        const Walk near({likelihood, NaturalGradient{rate}}, {likelihood.mean + 1e-5, least - 2e-5});
        const auto x = near.step(near.start(), 1).x;
        EXPECT_NEAR(x[0] - likelihood.mean, (1 - rate) * 1e-5, 1e-9);
        EXPECT_NEAR(x[1] - least, (1 - rate) * -2e-5, 1e-9);
    }
}

// The rotation or reflection nearest to a 2 x 2 matrix, by the angle with the largest inner product.
std::array<double, 4> nearest_orthogonal(const Coordinates& m) {
    const double turn = std::atan2(m[2] - m[1], m[0] + m[3]);
    const double mirror = std::atan2(m[2] + m[1], m[0] - m[3]);
    if (m[0] * m[3] - m[1] * m[2] > 0)
        return {std::cos(turn), -std::sin(turn), std::sin(turn), std::cos(turn)};
    return {std::cos(mirror), std::sin(mirror), std::sin(mirror), -std::cos(mirror)};
}

TEST(MuonStepper, MovesByTheRateTimesTheNearestOrthogonalMatrix) {
    const Landscape landscape = math::MatrixRegression{};
    const Objective objective(landscape);
    Draws draws(6);
    for (int k = 0; k < 100; ++k) {
        Coordinates x = random_place(objective, draws), summed{};
        math::MemoryOf<Muon> memory{};
        for (int t = 0; t < 4; ++t) {
            Coordinates g{};
            for (double& v : g) v = draws.between(-2, 2);
            summed = along(g, 0.8, summed);
            const Coordinates before = x;
            const Muon muon{0.3, 0.8, 0};
            muon.update(objective, x, g, memory, at_step(muon, 1));
            const Coordinates move = along(x, -1, before);
            const std::array<double, 4> sign = nearest_orthogonal(summed);
            for (std::size_t d = 0; d < 4; ++d) EXPECT_NEAR(move[d], -0.3 * sign[d], 1e-12);
        }
    }
}

// Of a diagonal matrix the iteration moves each singular value by itself.
TEST(MuonStepper, IteratesItsPolynomialOnTheSingularValues) {
    const Landscape landscape = math::MatrixRegression{};
    const Objective objective(landscape);
    for (int steps : {1, 3, 5}) {
        for (const auto& [a, b] : {std::pair{3.0, 4.0}, std::pair{1.0, 0.02}, std::pair{-2.0, 0.3}}) {
            Coordinates x{};
            math::MemoryOf<Muon> memory{};
            const Muon muon{0.5, 0.95, steps};
            muon.update(objective, x, {a, 0, 0, b}, memory, at_step(muon, 1));
            const double size = std::hypot(a, b);
            const auto image = [&](double s) { return math::muon_coefficients.after(s / size, steps); };
            EXPECT_NEAR(x[0], -0.5 * image(a), 1e-12);
            EXPECT_NEAR(x[3], -0.5 * image(b), 1e-12);
            EXPECT_EQ(x[1], 0);
            EXPECT_EQ(x[2], 0);
        }
    }
}

TEST(MuonStepper, TheSizeOfTheGradientsDoesNotMatter) {
    const Landscape landscape = math::MatrixRegression{};
    const Objective objective(landscape);
    for (int steps : {0, 3, 5}) {
        const Muon muon{0.1, 0.95, steps};
        Draws draws(7);
        Coordinates x{}, y{}, z{};
        math::MemoryOf<Muon> plain{}, large{}, small{};
        for (int t = 0; t < 50; ++t) {
            Coordinates g{};
            for (double& v : g) v = draws.between(-1, 1);
            muon.update(objective, x, g, plain, at_step(muon, 1));
            muon.update(objective, y, along({}, 0x1p60, g), large, at_step(muon, 1));
            muon.update(objective, z, along({}, 1e-5, g), small, at_step(muon, 1));
        }
        for (std::size_t d = 0; d < 4; ++d) {
            EXPECT_TRUE(close(y[d], x[d], {1e-12, 1e-13})) << steps;
            EXPECT_TRUE(close(z[d], x[d], {1e-9, 1e-10})) << steps;
        }
    }
}

}  // namespace optimizers_joint_test
}  // namespace lossfield::tests
