// The landscapes' own answers: against the formulas as they were published, the published minima, and searches that
// know nothing of where the points are.
#include "math/landscapes/landscapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <string>

#include "math/landscapes/search.hpp"
#include "tests/math/landscapes/landscape_samples.hpp"
#include "tests/support/support.hpp"

namespace lossfield::tests {
namespace landscapes_points_test {

using math::Landscape;
using math::PlanePoint;
using math::PlaneRange;
using math::StationaryPoints;

constexpr double pi = std::numbers::pi;

Real square(Real v) { return v * v; }

struct Published {
    Landscape landscape;
    std::function<Real(Real, Real)> formula;
};

// Each as it stands in the literature, in long double.
std::vector<Published> published() {
    const Real turn = 2 * std::numbers::pi_v<Real>;
    return {{math::Booth{}, [](Real x, Real y) { return square(x + 2 * y - 7) + square(2 * x + y - 5); }},
            {math::Matyas{}, [](Real x, Real y) { return 0.26L * (x * x + y * y) - 0.48L * x * y; }},
            {math::ThreeHumpCamel{},
             [](Real x, Real y) {
                 return 2 * x * x - 1.05L * std::pow(x, 4) + std::pow(x, 6) / 6 + x * y + y * y;
             }},
            {math::SixHumpCamel{},
             [](Real x, Real y) {
                 return (4 - 2.1L * x * x + std::pow(x, 4) / 3) * x * x + x * y + (-4 + 4 * y * y) * y * y;
             }},
            {math::McCormick{},
             [](Real x, Real y) { return std::sin(x + y) + square(x - y) - 1.5L * x + 2.5L * y + 1; }},
            {math::StyblinskiTang{},
             [](Real x, Real y) {
                 return (std::pow(x, 4) - 16 * x * x + 5 * x + std::pow(y, 4) - 16 * y * y + 5 * y) / 2;
             }},
            {math::MonkeySaddle{}, [](Real x, Real y) { return x * x * x - 3 * x * y * y; }},
            {math::Beale{},
             [](Real x, Real y) {
                 return square(1.5L - x + x * y) + square(2.25L - x + x * y * y) +
                        square(2.625L - x + x * y * y * y);
             }},
            {math::Ravine(30), [](Real x, Real y) { return x * x / 20 + 15 * square(y - 2 * std::sin(x)); }},
            {math::GoldsteinPrice{},
             [](Real x, Real y) {
                 return (1 + square(x + y + 1) * (19 - 14 * x + 3 * x * x - 14 * y + 6 * x * y + 3 * y * y)) *
                        (30 + square(2 * x - 3 * y) *
                                  (18 - 32 * x + 12 * x * x + 48 * y - 36 * x * y + 27 * y * y));
             }},
            {math::Griewank{},
             [](Real x, Real y) {
                 return 1 + (x * x + y * y) / 4000 - std::cos(x) * std::cos(y / std::sqrt(Real(2)));
             }},
            {math::Rastrigin{},
             [=](Real x, Real y) {
                 return 20 + x * x - 10 * std::cos(turn * x) + y * y - 10 * std::cos(turn * y);
             }},
            {math::Ackley{},
             [=](Real x, Real y) {
                 return -20 * std::exp(-0.2L * std::sqrt((x * x + y * y) / 2)) -
                        std::exp((std::cos(turn * x) + std::cos(turn * y)) / 2) + std::numbers::e_v<Real> +
                        20;
             }},
            {math::Easom{},
             [](Real x, Real y) {
                 const Real p = std::numbers::pi_v<Real>;
                 return -std::cos(x) * std::cos(y) * std::exp(-square(x - p) - square(y - p));
             }},
            {math::GaussianLikelihood{}, [](Real x, Real y) {
                 Real sum = 0;
                 const Real deviation = std::exp(y);
                 for (const Real t : {1, 2, 4}) {
                     const Real density = std::exp(-square((t - x) / deviation) / 2) /
                                          (deviation * std::sqrt(2 * std::numbers::pi_v<Real>));
                     sum -= std::log(density);
                 }
                 return sum / 3;
             }}};
}

TEST(LandscapesPoints, ValuesAreThoseOfThePublishedFormulas) {
    for (const Published& p : published()) {
        for (std::uint64_t s = 0; s < 200; ++s) {
            const PlanePoint at = random_in(facts(p.landscape).view, s);
            const auto expected = static_cast<double>(p.formula(at.x, at.y));
            EXPECT_TRUE(close(value(p.landscape, at), expected, {1e-11, 1e-12}))
                << facts(p.landscape).id << ' ' << at.x << ' ' << at.y;
        }
    }
}

struct Minimum {
    Landscape landscape;
    PlanePoint at;
    double value;
    double by = 1e-9;  // how far the printed digits go
};

TEST(LandscapesPoints, LowestMinimaAreThePublishedOnes) {
    const double sqrt3 = std::numbers::sqrt3;
    const std::vector<Minimum> all{
        {math::Booth{}, {1, 3}, 0},
        {math::Matyas{}, {0, 0}, 0},
        {math::ThreeHumpCamel{}, {0, 0}, 0},
        {math::SixHumpCamel{}, {0.08984201, -0.71265640}, -1.03162845, 1e-8},
        {math::SixHumpCamel{}, {-0.08984201, 0.71265640}, -1.03162845, 1e-8},
        {math::McCormick{}, {-0.54719755, -1.54719755}, -sqrt3 / 2 - pi / 3, 1e-8},
        {math::StyblinskiTang{}, {-2.903534027771, -2.903534027771}, -78.33233140754},
        {math::Rosenbrock{}, {1, 1}, 0},
        {math::Beale{}, {3, 0.5}, 0},
        {math::Ravine(20), {0, 0}, 0},
        {math::GoldsteinPrice{}, {0, -1}, 3},
        {math::Griewank{}, {0, 0}, 0},
        {math::Rastrigin{}, {0, 0}, 0},
        {math::Ackley{}, {0, 0}, 0},
        {math::Easom{}, {pi, pi}, -1},
        {math::MatrixRegression{}, {1.5, 0.5}, 0},
        // T58-1.
        {math::GaussianLikelihood{}, {7.0 / 3, 0.5 * std::log(14.0 / 9)}, 1.6398549093441923, 1e-14}};
    for (const Minimum& m : all) {
        const auto minima = stationary(m.landscape).minima;
        const auto found = nearest_minimum(stationary(m.landscape), m.at);
        ASSERT_TRUE(found.has_value()) << facts(m.landscape).id;
        EXPECT_LT(math::distance(*found, m.at), 2 * m.by) << facts(m.landscape).id;
        EXPECT_NEAR(value(m.landscape, *found), m.value, m.by) << facts(m.landscape).id;
        for (const PlanePoint& other : minima)
            EXPECT_GE(value(m.landscape, other), m.value - m.by) << facts(m.landscape).id;
    }
}

TEST(LandscapesPoints, HigherMinimaAreThePublishedOnesToo) {
    const std::vector<Minimum> all{{math::GoldsteinPrice{}, {-0.6, -0.4}, 30},
                                   {math::GoldsteinPrice{}, {1.8, 0.2}, 84},
                                   {math::GoldsteinPrice{}, {1.2, 0.8}, 840},
                                   {math::SixHumpCamel{}, {1.7036, -0.7961}, -0.2155, 1e-4},
                                   {math::SixHumpCamel{}, {1.6071, 0.5687}, 2.1043, 1e-4},
                                   {math::ThreeHumpCamel{}, {-1.7475, 0.8737}, 0.2986, 1e-4},
                                   {math::Rastrigin{}, {0.99495864, 0}, 0.99495906, 1e-8}};
    for (const Minimum& m : all) {
        const auto found = nearest_minimum(stationary(m.landscape), m.at);
        EXPECT_LT(math::distance(*found, m.at), 2 * m.by) << facts(m.landscape).id;
        EXPECT_NEAR(value(m.landscape, *found), m.value, m.by) << facts(m.landscape).id;
    }
}

TEST(LandscapesPoints, TheNumberOfPointsOfEachKind) {
    struct Count {
        Landscape landscape;
        std::size_t minima, saddles, maxima;
    };
    for (const Count& c : std::vector<Count>{{math::Himmelblau{}, 4, 4, 1},
                                             {math::ThreeHumpCamel{}, 3, 2, 0},
                                             {math::SixHumpCamel{}, 6, 7, 2},
                                             {math::StyblinskiTang{}, 4, 4, 1},
                                             {math::McCormick{}, 2, 2, 0},
                                             {math::MonkeySaddle{}, 0, 1, 0},
                                             {math::Beale{}, 1, 2, 0},
                                             {math::GoldsteinPrice{}, 4, 4, 1},
                                             // 11 minima and 10 maxima along each axis.
                                             {math::Rastrigin{}, 121, 220, 100},
                                             {math::Easom{}, 5, 4, 4}}) {
        const StationaryPoints found = stationary(c.landscape);
        EXPECT_EQ(found.minima.size(), c.minima) << facts(c.landscape).id;
        EXPECT_EQ(found.saddles.size(), c.saddles) << facts(c.landscape).id;
        EXPECT_EQ(found.maxima.size(), c.maxima) << facts(c.landscape).id;
    }
}

// Published to six digits [Himmelblau 1972]; one of the four is (3, 2) exactly.
TEST(LandscapesPoints, HimmelblauHasNinePointsAndFourZeros) {
    const auto found = stationary(Landscape(math::Himmelblau{}));
    ASSERT_EQ(found.minima.size(), 4u);
    EXPECT_EQ(found.saddles.size(), 4u);
    ASSERT_EQ(found.maxima.size(), 1u);
    EXPECT_EQ(found.minima[0], (PlanePoint{3, 2}));
    const double at[3][2] = {{-2.805118, 3.131312}, {-3.779310, -3.283186}, {3.584428, -1.848126}};
    for (int i = 0; i < 3; ++i) {
        const PlanePoint& p = found.minima[static_cast<std::size_t>(i) + 1];
        EXPECT_NEAR(p.x, at[i][0], 1.5e-6);
        EXPECT_NEAR(p.y, at[i][1], 1.5e-6);
        EXPECT_LT(math::value(math::Himmelblau{}, p), 1e-28);
    }
    EXPECT_NEAR(math::value(math::Himmelblau{}, found.maxima[0]), 181.617, 1e-3);
}

bool among(const std::vector<PlanePoint>& points, const PlanePoint& p, double by) {
    return std::any_of(points.begin(), points.end(),
                       [&](const PlanePoint& other) { return math::distance(p, other) < by; });
}

// What is left of Newton's step: small at a point of vanishing gradient, long on a plain where everything is small.
double newton_step(const Landscape& l, const PlanePoint& p) {
    const PlanePoint g = gradient(l, p);
    const auto h = hessian(l, p);
    return std::hypot(h.yy * g.x - h.xy * g.y, h.xx * g.y - h.xy * g.x) / std::abs(math::determinant(h));
}

// Where the way down ends: Newton's step with a curvature made positive, halved until it goes down.
PlanePoint descended(const Landscape& l, PlanePoint p) {
    const PlaneRange& view = facts(l).view;
    for (int t = 0; t < 300 && view.contains(p); ++t) {
        const PlanePoint g = gradient(l, p);
        const auto h = hessian(l, p);
        const auto curvature = math::eigenvalues(h);
        const double lift = curvature.low > 0 ? 0.0 : 1e-3 * std::abs(curvature.high) - 1.5 * curvature.low;
        const math::Symmetric2 raised{h.xx + lift, h.xy, h.yy + lift};
        const double det = math::determinant(raised);
        if (!(det > 0)) return p;
        PlanePoint step{-(raised.yy * g.x - raised.xy * g.y) / det,
                        -(raised.xx * g.y - raised.xy * g.x) / det};
        const double here = value(l, p);
        int halvings = 0;
        while (halvings < 60 && !(value(l, {p.x + step.x, p.y + step.y}) < here))
            step.x *= 0.5, step.y *= 0.5, ++halvings;
        if (halvings == 60) return p;
        p = {p.x + step.x, p.y + step.y};
    }
    return p;
}

TEST(LandscapesPoints, WhereverADescentEndsInViewAMinimumIsListed) {
    for (const Landscape& l : all_landscapes()) {
        const StationaryPoints known = stationary(l);
        int ended = 0;
        for (std::uint64_t s = 0; s < 400; ++s) {
            const PlanePoint p = descended(l, random_in(facts(l).view, 1000 + s));
            if (!facts(l).view.contains(p) || !(newton_step(l, p) < 1e-6)) continue;
            if (!(math::eigenvalues(hessian(l, p)).low > 0)) continue;
            ++ended;
            EXPECT_TRUE(among(known.minima, p, 1e-5)) << facts(l).id << ' ' << p.x << ' ' << p.y;
        }
        // Ways end at the cusp without a step of Newton's that would say so; on unbounded landscapes nowhere.
        const bool unbounded = known.minima.empty() || std::holds_alternative<math::Ackley>(l);
        EXPECT_GT(ended, unbounded ? -1 : std::holds_alternative<math::Easom>(l) ? 40 : 100) << facts(l).id;
    }
}

// From a fine grid; points on the border may fall to either side.
TEST(LandscapesPoints, WhereverNewtonEndsInViewAPointIsListed) {
    constexpr int nodes = 90;
    for (const Landscape& l : all_landscapes()) {
        const StationaryPoints known = stationary(l);
        const PlaneRange& view = facts(l).view;
        for (int i = 0; i <= nodes; ++i) {
            for (int j = 0; j <= nodes; ++j) {
                const PlanePoint from{std::lerp(view.x_low, view.x_high, (i + 0.13) / nodes),
                                      std::lerp(view.y_low, view.y_high, (j + 0.29) / nodes)};
                const PlanePoint p = std::visit([&](const auto& it) { return math::polished(it, from); }, l);
                if (!view.contains(p) || !(newton_step(l, p) < 1e-9)) continue;
                const auto curvature = math::eigenvalues(hessian(l, p));
                const auto& kind = curvature.low > 0    ? known.minima
                                   : curvature.high < 0 ? known.maxima
                                                        : known.saddles;
                EXPECT_TRUE(among(kind, p, 1e-6)) << facts(l).id << ' ' << p.x << ' ' << p.y;
            }
        }
    }
}

TEST(LandscapesPoints, NoPointIsListedTwice) {
    for (const Landscape& l : all_landscapes()) {
        const StationaryPoints known = stationary(l);
        std::vector<PlanePoint> all = known.minima;
        all.insert(all.end(), known.saddles.begin(), known.saddles.end());
        all.insert(all.end(), known.maxima.begin(), known.maxima.end());
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                EXPECT_GT(math::distance(all[i], all[k]), 1e-3)
                    << facts(l).id << ' ' << all[i].x << ' ' << all[i].y;
    }
}

// Heights above a minimum of value 0 keep their digits: f -> x^T H x/2, of Ackley 2 sqrt 2 |x|.
TEST(LandscapesPoints, AMinimumNearAPlaceIsFoundInViewAndBeyond) {
    for (const Landscape& landscape : all_landscapes()) {
        const bool plane = math::dimension(landscape) == 2;
        for (const PlanePoint& p : math::stationary(landscape).minima) {
            const auto found = math::minimum_near(landscape, {p.x + 3e-4, p.y - 2e-4}, 1e-3);
            // Newton's iterations do not find a cusp.
            const bool smooth = math::curvature_range(landscape, p).high < 1e100;
            ASSERT_EQ(found.has_value(), plane && smooth) << math::facts(landscape).id;
            if (found) {
                EXPECT_LT(math::distance(*found, p), 1e-9) << math::facts(landscape).id;
            }
            EXPECT_FALSE(math::minimum_near(landscape, {p.x + 0.03, p.y}, 1e-3)) << math::facts(landscape).id;
        }
        for (const PlanePoint& p : math::stationary(landscape).saddles)
            EXPECT_FALSE(math::minimum_near(landscape, p, 1e-3)) << math::facts(landscape).id;
    }
    const auto far = math::minimum_near(math::Griewank{}, {50.24, 0}, 0.1);
    ASSERT_TRUE(far);
    EXPECT_NEAR(far->x, 50.24, 0.05);
    EXPECT_FALSE(math::minimum_near(math::Griewank{}, {std::nan(""), 0}, 0.1));
}

TEST(LandscapesPoints, HeightsAreCountedFromTheLowestMinimum) {
    const math::Landscape well = math::DoubleWell{0.2}, saddle = math::Saddle{};
    const std::vector<math::PlanePoint> minima = math::stationary(well).minima;
    ASSERT_EQ(minima.size(), 2U);
    const auto lowest = math::lowest_value(well, minima);
    EXPECT_EQ(lowest, std::min(math::value(well, minima[0]), math::value(well, minima[1])));
    EXPECT_FALSE(math::lowest_value(saddle, math::stationary(saddle).minima));
    EXPECT_EQ(math::height_above(-1.5, 2), 3.5);
    EXPECT_EQ(math::height_above(2, 1.5), 0);
    EXPECT_EQ(math::height_above(std::nullopt, -7), -7);
}

TEST(LandscapesPoints, SmallHeightsKeepTheirDigits) {
    const double d = 1e-9;
    EXPECT_TRUE(close(math::Rastrigin{}.value(d, 0.0), (1 + 20 * pi * pi) * d * d, {1e-12, 0}));
    EXPECT_TRUE(close(math::Griewank{}.value(d, 0.0), (0.5 + 1.0 / 4000) * d * d, {1e-12, 0}));
    EXPECT_TRUE(close(math::Griewank{}.value(0.0, d), (0.25 + 1.0 / 4000) * d * d, {1e-12, 0}));
    EXPECT_TRUE(close(math::Matyas{}.value(d, d), 0.04 * d * d, {1e-14, 0}));
    EXPECT_TRUE(close(math::Ackley{}.value(d, 0.0), 2 * std::numbers::sqrt2 * d, {1e-8, 0}));
}

TEST(LandscapesPoints, AckleysCuspHasNoSlopeAtItsTipAndItsSlopeBesideIt) {
    const math::Ackley ackley;
    EXPECT_EQ(ackley.value(0.0, 0.0), 0.0);
    EXPECT_EQ(ackley.gradient(0, 0), (PlanePoint{0, 0}));
    for (const double d : {1e-300, 1e-160, 1e-155}) EXPECT_LT(std::abs(ackley.gradient(d, -d).x), 1e-4) << d;
    for (const double d : {1e-140, 1e-12})
        EXPECT_TRUE(close(ackley.gradient(d, 0).x, 2 * std::numbers::sqrt2, {1e-10, 0})) << d;
    EXPECT_TRUE(std::isfinite(math::curvature_range(ackley, {0, 0}).high));
    EXPECT_GT(math::curvature_range(ackley, {0, 0}).low, 1e150);
}

TEST(LandscapesPoints, TheMonkeySaddleHasThreeWaysDownAndThreeUp) {
    const math::MonkeySaddle monkey;
    for (int k = 0; k < 6; ++k) {
        const double angle = k * pi / 3;
        EXPECT_TRUE(close(monkey.value(std::cos(angle), std::sin(angle)), k % 2 == 0 ? 1 : -1, {1e-14, 0}))
            << k;
    }
    const auto h = monkey.hessian(0, 0);
    EXPECT_TRUE(h.xx == 0 && h.xy == 0 && h.yy == 0);
}

}  // namespace landscapes_points_test
}  // namespace lossfield::tests
