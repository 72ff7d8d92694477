#include "math/simplex/simplex.hpp"

#include <gtest/gtest.h>

#include <numbers>
#include <numeric>

#include "math/simplex/softmax.hpp"
#include "math/simplex/triangle.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace simplex_test {

using Vector = std::vector<double>;

double sum(const Vector& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

double degrees(const Vector& velocity) {
    const math::PlanePoint arrow = math::to_plane({velocity[0], velocity[1], velocity[2]});
    return std::atan2(arrow.y, arrow.x) * 180 / std::numbers::pi;
}

TEST(Projection, SatisfiesTheConditionOfTheNearestPoint) {
    for (std::uint64_t s = 0; s < 200; ++s) {
        const std::size_t classes = 1 + s % 10;
        const Vector v = random_point(s, classes, s % 3 == 0 ? 1000 : 1);
        const double floor = s % 2 == 0 ? 0.0 : 0.3 / static_cast<double>(classes);
        const Vector p = math::project_onto_simplex(v, floor);
        EXPECT_TRUE(close(sum(p), 1, {0, 1e-15 * static_cast<double>(classes)}));
        // Obtuse angle to every vertex of the (shrunk) simplex: <v - p, vertex - p> <= 0.
        for (std::size_t corner = 0; corner < classes; ++corner) {
            double angle = 0;
            for (std::size_t k = 0; k < classes; ++k) {
                const double vertex = k == corner ? 1 - static_cast<double>(classes - 1) * floor : floor;
                angle += (v[k] - p[k]) * (vertex - p[k]);
            }
            EXPECT_LE(angle, s % 3 == 0 ? 1e-11 : 1e-14) << s;
            EXPECT_GE(p[corner], floor);
        }
        EXPECT_TRUE(close(math::project_onto_simplex(p, floor), p, {0, 1e-15}))
            << "a point of the simplex stays";
    }
    EXPECT_TRUE(close(math::project_onto_simplex(Vector{5, 5, 0}), Vector{0.5, 0.5, 0}, {0, 0}));
    EXPECT_THROW((void)math::project_onto_simplex(Vector{1, 2}, 0.6), std::invalid_argument);
}

TEST(Directions, HaveTheirPublishedAnglesInThePlane) {
    const Vector p{0.1, 0.1, 0.8};
    const Vector y{0, 1, 0};
    EXPECT_TRUE(close(degrees(math::logit_flow(p, 1, y)), -73, {0, 0.5}));
    EXPECT_TRUE(close(degrees(math::straight_direction(p, y)), -54, {0, 0.5}));
    EXPECT_TRUE(close(degrees(math::steepest_direction(p, y)), -30, {0, 1e-10}));
    EXPECT_TRUE(close(math::logit_flow(p, 1, y), Vector{0.046, 0.146, -0.192}, {1e-14, 0}));
}

TEST(Directions, LogitFlowIsWhatGradientFlowOfTheLogitsDoes) {
    for (const Sample& s : cross_entropy_samples()) {
        const Vector p = math::softmax(s.z, s.temperature);
        const Vector flow = math::logit_flow(p, s.temperature, s.y);
        const Vector gradient = math::cross_entropy(s.z, s.temperature, s.y).gradient;
        // d/dt of softmax at z(t) = z - t gradient, by dual numbers.
        std::vector<math::Dual<>> weight;
        math::Dual<> total = 0.0;
        const std::size_t leader = math::largest(std::span<const double>(s.z));
        for (std::size_t k = 0; k < s.z.size(); ++k) {
            const math::Dual<> shifted{s.z[k] - s.z[leader], -gradient[k]};
            weight.push_back(exp(shifted / s.temperature));
            total += weight.back();
        }
        Vector expected;
        for (const auto& w : weight) expected.push_back((w / total).derivative);
        const double unit = 1e-15 / s.temperature / s.temperature;
        EXPECT_TRUE(close(flow, expected, {1e-9, unit})) << s.name;
        EXPECT_TRUE(close(sum(flow), 0, {0, unit})) << s.name;
    }
}

TEST(Directions, LogitFlowAgreesWithTheMatrixAndScalesWithTemperature) {
    const Vector p{0.1, 0.25, 0.05, 0.6};
    const Vector y{0.5, 0, 0.25, 0.25};
    Vector expected(4, 0.0);
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < 4; ++j)
            expected[i] += ((i == j ? p[i] : 0) - p[i] * p[j]) * (y[j] - p[j]);
    }
    EXPECT_TRUE(close(math::logit_flow(p, 1, y), expected, {1e-13, 0}));
    for (double& x : expected) x /= 0.25;
    EXPECT_TRUE(close(math::logit_flow(p, 0.5, y), expected, {1e-13, 0}));
    EXPECT_TRUE(close(math::logit_flow(y, 1, y), Vector(4, 0.0), {0, 0})) << "rests at the target";
    EXPECT_TRUE(close(math::logit_flow(Vector{0, 1, 0}, 1, Vector{1, 0, 0}), Vector(3, 0.0), {0, 0}))
        << "a corner is a fixed point";
}

TEST(Directions, SteepestIsTheGradientOfTheLossProjectedIntoThePlane) {
    const Vector p{0.1, 0.25, 0.05, 0.6};
    const Vector y{0.5, 0, 0.25, 0.25};
    const auto loss = [&](std::span<const math::Dual<>> x) {
        math::Dual<> total = 0.0;
        for (std::size_t k = 0; k < x.size(); ++k) total -= y[k] * log(x[k]);
        return total;
    };
    const Vector direction = math::steepest_direction(p, y);
    Vector expected = math::dual_gradient(loss, p);
    const double mean = sum(expected) / 4;
    for (double& x : expected) x = -(x - mean);
    EXPECT_TRUE(close(direction, expected, {1e-14, 0}));
    EXPECT_TRUE(close(math::steepest_direction(Vector{0, 1}, Vector{1, 0}), Vector(2, std::nan(""))));
    EXPECT_TRUE(close(math::steepest_direction(Vector{0, 1}, Vector{0, 1}), Vector{-0.5, 0.5}, {0, 0}));
}

TEST(Face, TakesOutAndPutsBackThreeClasses) {
    const Vector p{0.05, 0.2, 0.1, 0.4, 0.25};
    const math::Classes classes{3, 0, 4};
    const math::Face face = math::face_of(p, classes);
    EXPECT_TRUE(close(face.share, 0.7, {1e-15, 0}));
    EXPECT_TRUE(close(face.b, Vector{0.4 / 0.7, 0.05 / 0.7, 0.25 / 0.7}, {1e-15, 0}));
    EXPECT_TRUE(close(math::with_face(p, classes, face), p, {1e-15, 0}));
    const Vector moved = math::with_face(p, classes, {face.share, {0.2, 0.3, 0.5}});
    EXPECT_TRUE(close(moved, Vector{0.21, 0.2, 0.1, 0.14, 0.35}, {1e-15, 0}));
    EXPECT_THROW((void)math::face_of(p, {0, 1, 5}), std::invalid_argument);
    EXPECT_THROW((void)math::face_of(p, {0, 1, 1}), std::invalid_argument);
    EXPECT_THROW((void)math::face_of(p, {2, 1, 2}), std::invalid_argument);
}

TEST(Face, VelocityIsTheChangeOfTheProportionsUnderTheFullFlow) {
    const Vector p{0.05, 0.2, 0.1, 0.4, 0.25};
    const Vector y{0, 0.3, 0, 0.6, 0.1};
    const math::Classes classes{3, 0, 4};
    const Vector flow = math::logit_flow(p, 0.5, y);
    const math::Barycentric rate = math::face_velocity(p, flow, classes);
    const double h = 1e-6;
    Vector ahead = p;
    Vector behind = p;
    for (std::size_t k = 0; k < 5; ++k) {
        ahead[k] += h * flow[k];
        behind[k] -= h * flow[k];
    }
    for (std::size_t i = 0; i < 3; ++i) {
        const double change = math::face_of(ahead, classes).b[i] - math::face_of(behind, classes).b[i];
        EXPECT_TRUE(close(rate[i], change / (2 * h), {1e-8, 1e-9}));
        // The closed form: replicator equation of the three classes alone.
        const math::Barycentric b = math::face_of(p, classes).b;
        double closed = 0;
        for (std::size_t j = 0; j < 3; ++j) {
            closed +=
                b[i] * b[j] * ((y[classes[i]] - p[classes[i]]) - (y[classes[j]] - p[classes[j]])) / 0.25;
        }
        EXPECT_TRUE(close(rate[i], closed, {1e-13, 1e-15}));
    }
    const Vector whole{0.1, 0.1, 0.8};
    const Vector whole_flow = math::logit_flow(whole, 1, Vector{0, 1, 0});
    EXPECT_TRUE(close(math::face_velocity(whole, whole_flow, {0, 1, 2}), whole_flow, {1e-14, 1e-16}));
}

TEST(Simplex, TheFaceOfLogitsIsThatOfTheirSoftmaxAndOutlivesIt) {
    const math::Classes classes{3, 0, 1};
    for (std::uint64_t s = 0; s < 40; ++s) {
        const Vector z = random_point(s, 5, 4);
        const auto face = math::face_of_logits(z, 0.7, classes);
        const auto expected = math::face_of(math::softmax(z, 0.7), classes);
        EXPECT_TRUE(close(std::exp(face.log_share), expected.share, {1e-13, 0}));
        EXPECT_TRUE(close(Vector(face.b.begin(), face.b.end()), Vector(expected.b.begin(), expected.b.end()),
                          {1e-13, 0}));
    }
    const auto far = math::face_of_logits(Vector{0, 0, 5000, 0}, 1, classes);
    EXPECT_TRUE(close(far.log_share, std::log(3.0) - 5000, {1e-15, 0}));
    EXPECT_TRUE(close(far.b[0], 1.0 / 3, {1e-15, 0}));
}

TEST(Simplex, TheLogitFlowOfAFaceIsThatOfTheWhole) {
    const math::Classes classes{3, 0, 1};
    for (std::uint64_t s = 0; s < 40; ++s) {
        const Vector p = math::softmax(random_point(s, 5, 2)), y = math::softmax(random_point(s + 100, 5, 2));
        const auto whole = math::face_velocity(p, math::logit_flow(p, 0.8, y), classes);
        const auto face = math::face_logit_flow(math::face_of(p, classes), 0.8, {y[3], y[0], y[1]});
        EXPECT_TRUE(
            close(Vector(face.begin(), face.end()), Vector(whole.begin(), whole.end()), {1e-10, 1e-13}));
    }
}

}  // namespace simplex_test
}  // namespace lossfield::tests
