// Decision lines, empty wedges, the ideal layout and what moves features, held against brute force.
#include "math/margins/margin_regions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "math/margins/drawn_features.hpp"
#include "math/margins/ideal_layout.hpp"
#include "math/margins/margin_objective.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace margin_regions_test {

using math::AngularMargin, math::MarginKind, math::Arc;
constexpr double pi = std::numbers::pi;

AngularMargin any_margin(Draws& draw, int i) {
    AngularMargin a{static_cast<MarginKind>(i % 6)};
    a.multiple = 1 + static_cast<int>(draw.between(0, 4));
    a.margin = draw.between(0, a.kind == MarginKind::CosFace ? 0.5 : 1);
    a.annealing = i % 3 == 0 ? draw.between(0, 5) : 0;
    a.repair = i / 6 % 2 == 0;
    return a;
}

bool covers(const std::vector<Arc>& arcs, double angle) {
    for (const Arc& arc : arcs)
        for (int turns = -2; turns <= 3; ++turns) {
            const double at = angle + turns * 2 * pi;
            if (at > arc.from && at < arc.to) return true;
        }
    return false;
}

TEST(MarginRegions, AClassWinsWhereItsLogitWithItsMarginIsTheLargest) {
    Draws draw(2);
    for (int i = 0; i < 150; ++i) {
        const AngularMargin a = any_margin(draw, i);
        const std::size_t classes = 2 + static_cast<std::size_t>(i % 3);
        std::vector<double> directions, lengths, w;
        for (std::size_t k = 0; k < classes; ++k) {
            directions.push_back(draw.between(-pi, pi)), lengths.push_back(draw.between(0.5, 2));
            w.insert(w.end(), {lengths[k] * std::cos(directions[k]), lengths[k] * std::sin(directions[k])});
        }
        const math::PlaneClasses plane(a, directions, lengths);
        std::vector<std::vector<Arc>> won;
        for (std::size_t k = 0; k < classes; ++k) won.push_back(plane.won(k));
        const std::vector<Arc> rest = math::PlaneClasses::rest(won);
        for (int n = 0; n < 500; ++n) {
            const double angle = draw.between(-pi, pi);
            const std::vector<double> x{std::cos(angle), std::sin(angle)};
            bool any = false, near = false;
            for (std::size_t k = 0; k < classes; ++k) {
                const math::AngularLoss loss = math::angular_loss(a, x, w, k);
                double rival = -1e9;
                for (std::size_t j = 0; j < classes; ++j)
                    if (j != k) rival = std::max(rival, loss.logits[j]);
                if (std::abs(loss.logits[k] - rival) < 1e-7) {
                    near = true;
                    continue;
                }
                const bool wins = loss.logits[k] > rival;
                EXPECT_EQ(covers(won[k], angle), wins)
                    << static_cast<int>(a.kind) << ' ' << k << ' ' << angle << ' ' << loss.logits[k] - rival;
                any = any || wins;
            }
            if (!near) {
                EXPECT_EQ(covers(rest, angle), !any) << angle;
            }
        }
    }
}

TEST(MarginRegions, ClosedFormsAreTheRootsBetweenTwoClasses) {
    Draws draw(8);
    int found = 0;
    for (int i = 0; i < 600; ++i) {
        const AngularMargin a = any_margin(draw, i);
        const double angle = draw.between(0.02, pi - 0.02), n1 = i % 2 == 0 ? 1 : draw.between(0.5, 2);
        const bool lengths = math::has_weight_lengths(a.kind);
        const auto surplus = [&](double t) {
            return (lengths ? n1 : 1) * math::right_factor(a, t) - std::cos(angle - t);
        };
        const auto t = math::won_towards(a, angle, n1, 1);
        EXPECT_EQ(t.has_value(), surplus(0) > 0);
        if (!t) continue;
        ++found;
        for (int k = 0; k < 200; ++k) {
            const double at = angle * k / 200;
            if (std::abs(at - *t) > 1e-6) {
                EXPECT_EQ(surplus(at) > 0, at < *t) << static_cast<int>(a.kind) << ' ' << at << ' ' << *t;
            }
        }
    }
    EXPECT_GT(found, 300);
}

TEST(MarginRegions, WedgesAreThoseOfTheory) {
    for (const double degrees : {20.0, 90.0, 150.0, 180.0}) {
        const double angle = degrees * pi / 180;
        for (const MarginKind kind : {MarginKind::LSoftmax, MarginKind::ASoftmax})
            for (int m = 1; m <= 4; ++m)
                EXPECT_NEAR(math::empty_wedge({kind, m}, angle), (m - 1.0) / (m + 1) * angle, 1e-14);
        for (const double m : {0.1, 0.3})
            EXPECT_NEAR(math::empty_wedge({MarginKind::ArcFace, 1, m}, angle), m, 1e-14);
        EXPECT_EQ(math::empty_wedge({MarginKind::Softmax}, angle), 0);
        EXPECT_NEAR(math::empty_wedge({MarginKind::CosFace, 1, 0.05}, angle),
                    2 * std::asin(0.05 / (2 * std::sin(angle / 2))), 1e-14);
    }
    EXPECT_NEAR(math::empty_wedge({MarginKind::LSoftmax, 2}, pi / 2) * 180 / pi, 30, 1e-12);
    EXPECT_NEAR(math::empty_wedge({MarginKind::LSoftmax, 3}, pi / 2) * 180 / pi, 45, 1e-12);
    EXPECT_NEAR(math::empty_wedge({MarginKind::LSoftmax, 4}, pi / 2) * 180 / pi, 54, 1e-12);
    // Too much of a margin: no class wins its own direction.
    EXPECT_EQ(math::empty_wedge({MarginKind::CosFace, 1, 0.5}, 0.9), 0.9);
    EXPECT_EQ(math::empty_wedge({MarginKind::ArcFace, 1, 0.5}, 0.4), 0.4);
    // Annealing narrows the wedge from psi's to none.
    double before = 10;
    for (const double l : {0.0, 0.5, 2.0, 10.0, 1000.0, 1e9}) {
        const double wedge = math::empty_wedge({MarginKind::ASoftmax, 4, 0, 1, l}, pi / 2);
        EXPECT_LT(wedge, before);
        before = wedge;
    }
    EXPECT_NEAR(before, 0, 1e-8);
}

// One ray, two lengths: the shorter class of L-Softmax wins the far side once the lengths differ enough, of A-Softmax none wins.
TEST(MarginRegions, OnOneRayOnlyLengthsTellClassesApart) {
    const std::vector<double> ray{0.3, 0.3};
    for (const int m : {1, 2, 3}) {
        const math::PlaneClasses lengths({MarginKind::LSoftmax, m}, ray, {6, 1});
        EXPECT_EQ(lengths.won(0).size(), 1U);
        EXPECT_EQ(lengths.won(1).size(), 1U);
        const math::PlaneClasses angles({MarginKind::ASoftmax, m}, ray, {6, 1});
        EXPECT_TRUE(angles.won(0).empty() && angles.won(1).empty());
    }
    EXPECT_TRUE(math::PlaneClasses({MarginKind::LSoftmax, 2}, ray, {2, 1}).won(1).empty());
    EXPECT_EQ(math::PlaneClasses({MarginKind::LSoftmax, 2}, ray, {3.1, 1}).won(1).size(), 1U);
}

// A class of one region wins all that lies within t of it on the circle; on the sphere likewise.
TEST(MarginRegions, OnTheSphereEveryAzimuthIsAGreatCircle) {
    Draws draw(4);
    for (int i = 0; i < 120; ++i) {
        const AngularMargin a = any_margin(draw, i);
        std::vector<math::SpacePoint> w;
        std::vector<double> rows;
        for (int k = 0; k < 3; ++k) {
            w.push_back(
                math::SpacePoint{draw.between(-1, 1), draw.between(-1, 1), draw.between(-1, 1)}.normalized());
            rows.insert(rows.end(), {w.back().x, w.back().y, w.back().z});
        }
        for (int n = 0; n < 40; ++n) {
            const double azimuth = draw.between(0, 2 * pi), angle = draw.between(0, pi);
            const math::SpacePoint at = math::on_sphere(w[1], azimuth, angle);
            EXPECT_NEAR(at.norm(), 1, 1e-14);
            EXPECT_NEAR(at.dot(w[1]), std::cos(angle), 1e-14);
            const math::AngularLoss loss =
                math::angular_loss(a, std::vector<double>{at.x, at.y, at.z}, rows, 1);
            const double lead = loss.logits[1] - std::max(loss.logits[0], loss.logits[2]);
            if (std::abs(lead) < 1e-6) continue;
            bool in = false;
            for (const Arc& arc : math::won_along(a, w, 1, azimuth))
                in = in || (angle > arc.from && angle < arc.to);
            EXPECT_EQ(in, lead > 0) << static_cast<int>(a.kind) << ' ' << lead;
        }
    }
}

TEST(IdealLayout, ScaleAndMarginReachTheProbabilityThatTheyAreFor) {
    EXPECT_NEAR(math::scale_for_probability({MarginKind::NormalisedSoftmax}, 1000, 0.9), 9.0949, 5e-5);
    for (const std::size_t classes : {2U, 3U, 4U, 10U})
        for (const double p : {0.6, 0.9, 0.999}) {
            EXPECT_NEAR(math::scale_for_probability({MarginKind::NormalisedSoftmax}, classes, p),
                        (classes - 1.0) / static_cast<double>(classes) *
                            std::log((static_cast<double>(classes) - 1) * p / (1 - p)),
                        1e-12);
            for (const MarginKind kind :
                 {MarginKind::NormalisedSoftmax, MarginKind::CosFace, MarginKind::ArcFace}) {
                AngularMargin a{kind, 1, 0.4};
                a.scale = math::scale_for_probability(a, classes, p);
                EXPECT_NEAR(math::ideal_probability(a, classes), p, 1e-12);
                if (kind == MarginKind::NormalisedSoftmax) continue;
                a.scale *= 1.3;
                a.margin = math::margin_for_probability(a, classes, p);
                EXPECT_NEAR(math::ideal_probability(a, classes), p, 1e-12);
                a.scale = 0.01;
                EXPECT_LT(math::margin_for_probability(a, classes, p), 0);
            }
        }
    // The very layout, where it exists: three unit vectors in the plane.
    const AngularMargin a{MarginKind::CosFace, 1, 0.3, 5};
    std::vector<double> w;
    for (int k = 0; k < 3; ++k) w.insert(w.end(), {std::cos(2 * pi * k / 3), std::sin(2 * pi * k / 3)});
    EXPECT_NEAR(math::angular_loss(a, std::span(w).first(2), w, 0).probabilities[0],
                math::ideal_probability(a, 3), 1e-12);
    EXPECT_EQ(math::scale_for_probability({MarginKind::NormalisedSoftmax}, 2, 0.4), 0);
    EXPECT_THROW((void)math::scale_for_probability({}, 1, 0.5), std::invalid_argument);
    EXPECT_THROW((void)math::scale_for_probability({}, 3, 1), std::invalid_argument);
}

// The widest region against the narrowest wedge, from the regions themselves.
TEST(IdealLayout, ClassesAreCompactFromThisMultipleOn) {
    EXPECT_NEAR(math::compact_multiple(2), 3.7320508, 1e-7);
    for (int m = 2; m <= 6; ++m) {
        // Two classes: towards the other one t = A / (m + 1), away from it A / (m - 1), between them the wedge.
        const double angle = 0.5;
        const math::PlaneClasses two({MarginKind::ASoftmax, m}, {0, angle}, {1, 1});
        const double width = two.won(0).at(0).width();
        EXPECT_NEAR(width, angle / (m + 1) + angle / (m - 1), 1e-9);
        EXPECT_EQ(width <= math::empty_wedge({MarginKind::ASoftmax, m}, angle),
                  m >= math::compact_multiple(2));
        const math::PlaneClasses three({MarginKind::ASoftmax, m}, {0, 2 * pi / 3, -2 * pi / 3}, {1, 1, 1});
        EXPECT_EQ(
            three.won(0).at(0).width() <= math::empty_wedge({MarginKind::ASoftmax, m}, 2 * pi / 3) + 1e-9,
            m >= math::compact_multiple(3));
    }
}

TEST(MarginObjective, GradientsAreThoseOfTheLossesAndLengthsAreGivenBack) {
    for (int kind = 0; kind < 6; ++kind)
        for (const bool keep : {false, true})
            for (const bool train : {false, true}) {
                const math::MarginObjectiveRules rules{
                    {static_cast<MarginKind>(kind), 3, 0.3, 6}, 4, keep, train};
                const std::vector<double> x{0.8, 0.3, -0.2, 1.1, 0.4, -0.9}, w{1, 0.1, -0.3, 1.2};
                const std::vector<std::size_t> label{0, 1, 0};
                const math::MarginObjective objective(rules, 2, x, label, w);
                std::vector<double> p = objective.start(), g(p.size());
                ASSERT_EQ(p.size(), train ? 10U : 6U);
                const double value = objective.gradient(p, g);
                const bool sees_x = math::has_feature_length(rules.margin.kind),
                           sees_w = math::has_weight_lengths(rules.margin.kind);
                std::vector<double> mean(w.size(), 0.0);
                double loss = 0;
                for (std::size_t i = 0; i < 3; ++i) {
                    std::vector<double> seen{x[2 * i], x[2 * i + 1]};
                    if (sees_x)
                        for (double& v : seen) v *= rules.unit;
                    const math::AngularLoss one = math::angular_loss(rules.margin, seen, w, label[i]);
                    loss += one.value / 3;
                    for (std::size_t k = 0; k < w.size(); ++k) mean[k] += one.by_w[k] / 3;
                    const double squared = x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1];
                    for (std::size_t d = 0; d < 2; ++d)
                        EXPECT_NEAR(g[2 * i + d], one.by_x[d] * (sees_x ? rules.unit : squared), 1e-12);
                }
                EXPECT_NEAR(value, loss, 1e-13);
                for (std::size_t k = 0; train && k < w.size(); ++k) {
                    const std::size_t j = k / 2 * 2;
                    const double squared = w[j] * w[j] + w[j + 1] * w[j + 1];
                    EXPECT_NEAR(g[6 + k], mean[k] * (sees_w ? 1 : squared), 1e-12);
                }
                for (double& v : p) v *= 3;
                objective.retract(p);
                for (std::size_t i = 0; i < p.size(); ++i) {
                    const bool back = keep || (i < 6 ? !sees_x : !sees_w);
                    EXPECT_NEAR(p[i], (back ? 1 : 3) * (i < 6 ? x[i] : w[i - 6]), 1e-12);
                }
                EXPECT_EQ(objective.features(p).size(), 6U);
                EXPECT_EQ(objective.directions(p).size(), 4U);
            }
    EXPECT_THROW(math::MarginObjective({}, 2, {1, 2, 3}, {0}, {1, 0}), std::invalid_argument);
}

// However long the step; what is not finite is left for the training to see.
TEST(MarginObjective, LengthsAreGivenBackToHugeAndTinyVectors) {
    const math::MarginObjective objective({{MarginKind::CosFace}}, 2, {3, 4, 1, 0}, {0, 1}, {1, 0, 0, 1});
    for (const double size : {1e300, 1e155, 1e-200, 1e-310}) {
        std::vector<double> p{-0.6 * size, 0.8 * size, std::numeric_limits<double>::infinity(), 1};
        objective.retract(p);
        EXPECT_NEAR(p[0], -3, 1e-6);
        EXPECT_NEAR(p[1], 4, 1e-6);
        EXPECT_TRUE(std::isinf(p[2]));
        EXPECT_EQ(p[3], 1);
    }
}

// The same seed, the same features; a class turns with its direction and keeps its own whatever the others do.
TEST(DrawnFeatures, TurnWithTheirDirections) {
    const std::vector<double> directions{0.3, 2, -1}, turned{0.3, 2.5, -1};
    const auto one = math::plane_features(directions, 200, 0.3, 5),
               two = math::plane_features(turned, 200, 0.3, 5);
    ASSERT_EQ(one.label.size(), 600U);
    double mean = 0, squares = 0;
    for (std::size_t i = 0; i < one.label.size(); ++i) {
        const double a = std::atan2(one.x[2 * i + 1], one.x[2 * i]),
                     b = std::atan2(two.x[2 * i + 1], two.x[2 * i]);
        EXPECT_NEAR(std::remainder(b - a, 2 * pi), one.label[i] == 1 ? 0.5 : 0, 1e-12);
        const double length = std::hypot(one.x[2 * i], one.x[2 * i + 1]);
        EXPECT_GE(length, 0.6 - 1e-12);
        EXPECT_LE(length, 1.4 + 1e-12);
        const double off = std::remainder(a - directions[one.label[i]], 2 * pi);
        mean += off / 600, squares += off * off / 600;
    }
    EXPECT_NEAR(mean, 0, 0.04);
    EXPECT_NEAR(std::sqrt(squares), 0.3, 0.03);
    const auto fewer = math::plane_features(directions, 7, 0.3, 5);
    EXPECT_EQ(fewer.x[2 * 7], one.x[2 * 200]);
    const std::vector<math::SpacePoint> poles{{0, 0, 1}, {0.6, 0.8, 0}};
    const auto sphere = math::sphere_features(poles, 300, 0.2, 2);
    double angle_squares = 0;
    for (std::size_t i = 0; i < sphere.label.size(); ++i) {
        const math::SpacePoint p{sphere.x[3 * i], sphere.x[3 * i + 1], sphere.x[3 * i + 2]};
        EXPECT_NEAR(p.norm(), 1, 1e-12);
        const double angle = std::acos(std::min(1.0, p.dot(poles[sphere.label[i]])));
        angle_squares += angle * angle / 600;
    }
    EXPECT_NEAR(std::sqrt(angle_squares), 0.2 * std::sqrt(2), 0.03);
}

TEST(MarginObjective, SpreadIsTheLargestAngleWithinAndTheSmallestBetween) {
    const auto at = [](std::initializer_list<double> degrees) {
        std::vector<double> x;
        for (const double d : degrees)
            x.insert(x.end(), {2 * std::cos(d * pi / 180), 2 * std::sin(d * pi / 180)});
        return x;
    };
    const std::vector<std::size_t> label{0, 0, 1, 1};
    const math::ClassSpread s = math::class_spread(at({0, 40, 100, 170}), label, 2);
    EXPECT_NEAR(s.within * 180 / pi, 70, 1e-12);
    EXPECT_NEAR(s.between * 180 / pi, 60, 1e-12);
    const math::ClassSpread one = math::class_spread(at({5, 5}), std::vector<std::size_t>{0, 0}, 2);
    EXPECT_EQ(one.within, 0);
    EXPECT_TRUE(std::isinf(one.between));
    EXPECT_NEAR(math::class_spread(at({0, 1e-7}), std::vector<std::size_t>{0, 1}, 2).between, 1e-7 * pi / 180,
                1e-15);
}

}  // namespace margin_regions_test
}  // namespace lossfield::tests
