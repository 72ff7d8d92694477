// What the lab directional-derivative says, held against derivatives, quotients and searches of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "math/landscapes/steepest_direction.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace directional_derivative_claims_test {

using namespace viz;
using math::PlanePoint;
using said_numbers::after, said_numbers::has, said_numbers::near;

const Lab& lab() { return find_lab(catalog(), "directional-derivative"); }

template <class T>
T& get(Values& values, const char* id) {
    return std::get<T>(values[index_of(lab(), id)]);
}

struct Setting {
    math::Landscape landscape;
    PlanePoint at, v, gradient;
    double value = 0, slope = 0, bend = 0, noise = 0;

    explicit Setting(const Said& said) {
        const auto ids = landscape_ids();
        LandscapeInputs in;
        in.landscape = static_cast<LandscapeKind>(
            std::find(ids.begin(), ids.end(), get<std::string>(said, "landscape")) - ids.begin());
        in.kappa = get<double>(said, "kappa"), in.rotation = get<double>(said, "rotation");
        in.tilt = get<double>(said, "tilt");
        landscape = landscape_of(in);
        at = {get<Vector>(said, "point")[0], get<Vector>(said, "point")[1]};
        const std::string norm = get<std::string>(said, "norm");
        const double turn = get<double>(said, "angle") * std::acos(-1.0) / 180;
        const double c = std::cos(turn), s = std::sin(turn);
        const double size = norm == "l1"   ? std::abs(c) + std::abs(s)
                            : norm == "l2" ? 1
                                           : std::max(std::abs(c), std::abs(s));
        v = {c / size, s / size};
        value = math::value(landscape, at), gradient = math::gradient(landscape, at);
        slope = gradient.x * v.x + gradient.y * v.y;
        const auto [xx, xy, yy] = math::hessian(landscape, at);
        bend = v.x * (xx * v.x + xy * v.y) + v.y * (xy * v.x + yy * v.y);
        noise = 0x1p-53 * (std::abs(value) + std::abs(gradient.x * at.x) + std::abs(gradient.y * at.y));
    }
    bool finite() const { return std::isfinite(value + gradient.x + gradient.y + bend); }
    double size() const { return std::hypot(gradient.x, gradient.y); }
    double along(double t) const { return math::value(landscape, {at.x + t * v.x, at.y + t * v.y}); }
};

// Right angles, stationary points, tips and small steps are rare by themselves.
void special_places(Values& values) {
    static Random random(29);
    const auto which = random.below(6);
    if (which == 0) get<std::string>(values, "landscape") = "ackley", get<Vector>(values, "point") = {0, 0};
    if (which == 1) {
        get<std::string>(values, "landscape") = "saddle";
        get<Vector>(values, "point") = {random.between(0.1, 2), 0};
        get<double>(values, "angle") = random.below(2) == 0 ? 90 : -90;
    }
    if (which == 2) {
        const char* of[] = {"bowl", "saddle", "monkey-saddle", "double-well", "rastrigin"};
        get<std::string>(values, "landscape") = of[random.below(5)];
        get<double>(values, "tilt") = 0;
        get<Vector>(values, "point") = {0, 0};
    }
    if (which == 3) get<double>(values, "h") = std::pow(10, random.between(-15, -9));
    if (which == 4) get<bool>(values, "zigzag") = true;
}

TEST(DirectionalDerivativeClaims, FallsRisesOrNeither) {
    int falls = 0, rises = 0, level = 0, still = 0, tips = 0, far = 0;
    at_settings(
        lab(), 300,
        [&](const Said& said) {
            const Setting s(said);
            const bool tip =
                get<std::string>(said, "landscape") == "ackley" && std::hypot(s.at.x, s.at.y) < 1e-150;
            EXPECT_EQ(!said.notice("tip").empty(), tip) << said.told();
            if (tip) {
                ++tips;
                EXPECT_GT(s.along(1e-9), s.value);  // on both sides as steeply
                EXPECT_TRUE(near(s.along(1e-9) - s.value, s.along(-1e-9) - s.value, 1e-3));
                EXPECT_TRUE(said.in_caption("Nothing can be said")) << said.told();
                return;
            }
            EXPECT_EQ(!said.notice("far-out").empty(), !s.finite()) << said.told();
            if (!s.finite()) {
                ++far;
                return;
            }
            const bool down = said.in_caption("falls at the rate"), up = said.in_caption("rises at the rate");
            const bool right = said.in_caption("touches the level line"),
                       rest = said.in_caption("so are all slopes");
            EXPECT_EQ(down + up + right + rest, 1) << said.figure.caption;
            const double share = s.slope / s.size();  // of the steepest slope
            falls += down, rises += up, level += right, still += rest;
            if (down) {
                EXPECT_LT(share, 1e-12) << said.told();
            }
            if (up) {
                EXPECT_GT(share, -1e-12) << said.told();
            }
            if (right) {
                EXPECT_LT(std::abs(share), 1e-12) << said.told();
            }
            if (!rest && share < -1e-9) {
                EXPECT_TRUE(down) << said.told();
            }
            if (!rest && share > 1e-9) {
                EXPECT_TRUE(up) << said.told();
            }
            if (down) {
                EXPECT_TRUE(near(after(said.figure.caption, "falls at the rate"), -s.slope, 0.01));
            }
            if (down || up) {
                const double degrees = after(said.figure.caption, "$v$ is");
                if (std::abs(share) > 1e-8) {
                    EXPECT_EQ(degrees > 90, down) << said.figure.caption;
                }
            }
            EXPECT_EQ(!said.notice("stationary").empty(), rest) << said.told();
            EXPECT_EQ(!said.notice("right-angle").empty(), right) << said.told();
            if (rest) {
                EXPECT_EQ(said.in_caption("gradient is 0,"), s.gradient.x == 0 && s.gradient.y == 0)
                    << said.told();
            }
            if (rest || right) {
                // What is said of the bend, by a second difference.
                const double h = 1e-3, second = (s.along(h) - 2 * s.value + s.along(-h)) / (h * h);
                const double doubt = 1e-2 * (1 + std::abs(s.bend)) + 4 * s.noise / (h * h);
                if (said.in_caption("bends up")) {
                    EXPECT_GT(second, -doubt) << said.told();
                }
                if (said.in_caption("bends down")) {
                    EXPECT_LT(second, doubt) << said.told();
                }
                if (said.in_caption("is flat")) {
                    EXPECT_LT(std::abs(second), doubt) << said.told();
                }
            }
        },
        special_places);
    EXPECT_GT(falls, 20);
    EXPECT_GT(rises, 20);
    EXPECT_GT(level, 3);
    EXPECT_GT(still, 3);
    EXPECT_GT(tips, 3);
}

TEST(DirectionalDerivativeClaims, RoundingIsNamedWhereItRules) {
    int named = 0, not_named = 0, lost = 0;
    at_settings(
        lab(), 300,
        [&](const Said& said) {
            const Setting s(said);
            if (!s.finite() || s.size() == 0 || !said.notice("tip").empty()) return;
            const double h = get<double>(said, "h");
            const double rounding = 2 * s.noise / h, truncation = h * std::abs(s.bend) / 2;
            const std::string text = said.notice("rounding");
            if (text.empty()) {
                ++not_named;
                if (said.in_caption("at the rate")) {
                    EXPECT_FALSE(rounding > 1.1 * truncation && rounding > 1.1e-5 * std::abs(s.slope))
                        << said.told();
                }
                return;
            }
            ++named;
            EXPECT_GT(rounding, truncation * 0.99) << said.told();
            EXPECT_GT(rounding, 0.9e-5 * std::abs(s.slope)) << said.told();
            if (has(text, "the longer the step")) {
                EXPECT_LT(truncation, 1e-9 * rounding) << said.told();
            }
            const double quotient = after(text, "It gives"), error = std::abs(quotient / s.slope - 1);
            if (error > 1e-3) {
                ++lost;
                EXPECT_TRUE(near(after(text, "relative error of"), error, 0.2)) << text << said.told();
            }
        },
        special_places);
    EXPECT_GT(named, 20);
    EXPECT_GT(not_named, 20);
    EXPECT_GT(lost, 3);
}

TEST(DirectionalDerivativeClaims, LineSearchesEndAsIsSaid) {
    int turned = 0, endless = 0, global = 0, local = 0;
    at_settings(
        lab(), 300,
        [&](const Said& said) {
            const Setting s(said);
            const auto* way = read_figure::find_mark<Curve>(said.figure, "map", "zigzag");
            if (!get<bool>(said, "zigzag") || way == nullptr || way->x.empty()) return;
            double cosine = 0,
                   doubtful = 0;  // beyond rounding, and of all steps but those that are nothing else
            for (std::size_t k = 1; k < way->x.size(); ++k) {
                const PlanePoint g = math::gradient(s.landscape, {way->x[k], way->y[k]});
                const auto [xx, xy, yy] = math::hessian(s.landscape, {way->x[k], way->y[k]});
                const double dx = way->x[k] - way->x[k - 1], dy = way->y[k] - way->y[k - 1];
                const double size = std::hypot(g.x, g.y);
                const double bend = std::abs(xx) + std::abs(xy) + std::abs(yy);
                const double scale = bend * (std::abs(way->x[k]) + std::abs(way->y[k]) +
                                             std::abs(way->x[k - 1]) + std::abs(way->y[k - 1]));
                const double of_step = std::abs(g.x * dx + g.y * dy) / (size * std::hypot(dx, dy));
                // What the slope along the step could still lower f by, over its last digit.
                const double slope = of_step * size, along = std::hypot(dx, dy);
                const double bends = (dx * (xx * dx + xy * dy) + dy * (xy * dx + yy * dy)) / (along * along);
                const double digit = 0x1p-53 * std::abs(math::value(s.landscape, {way->x[k], way->y[k]}));
                const bool worthless = bends > 0 && slope * slope < 2 * bends * 1e5 * digit;
                if (size > 1e-9 * scale && !worthless) cosine = std::max(cosine, of_step);
                if (size > 1e-11 * scale) doubtful = std::max(doubtful, of_step);
            }
            const std::string missed = said.notice("no-right-angle");
            if (said.in_caption("at right angles to the step")) {
                ++turned;
                EXPECT_LT(cosine, 0.011) << said.told();
            }
            if (!missed.empty()) {
                EXPECT_GT(doubtful, 0.0099) << said.told();
            }
            if (cosine > 0.011) {
                EXPECT_FALSE(missed.empty()) << cosine << said.told();
            }
            const std::string end = said.notice("no-minimum");
            if (has(end, "still falls")) {
                ++endless;
                EXPECT_EQ(after(end, "Line search"), static_cast<double>(way->x.size()));
                const std::string norm = get<std::string>(said, "norm");
                const PlanePoint from{way->x.back(), way->y.back()};
                const PlanePoint d = math::steepest_direction(norm == "l1"   ? math::Norm::L1
                                                              : norm == "l2" ? math::Norm::L2
                                                                             : math::Norm::LInfinity,
                                                              math::gradient(s.landscape, from))
                                         .direction;
                const double t = 1.1e6 / std::max(std::abs(d.x), std::abs(d.y));
                EXPECT_LT(math::value(s.landscape, {from.x + t * d.x, from.y + t * d.y}),
                          math::value(s.landscape, from))
                    << said.told();
            }
            // The worst case holds on quadratics; elsewhere it is that of the bowl.
            if (said.in_caption("the worst case")) {
                const bool bowl = math::facts(s.landscape).quadratic;
                ++(bowl ? global : local);
                EXPECT_EQ(said.in_caption("(local) would be"), !bowl) << said.told();
                if (bowl) {
                    EXPECT_LE(said.number("slowest-ratio"), said.number("worst-ratio") * (1 + 1e-6))
                        << said.told();
                }
            }
        },
        [](Values& values) {
            static Random random(31);
            get<bool>(values, "zigzag") = true;
            get<Vector>(values, "point") = {random.between(-3, 3), random.between(-3, 3)};
            const char* of[] = {"bowl", "booth", "saddle", "monkey-saddle", "himmelblau", "mccormick"};
            if (random.below(2) == 0) get<std::string>(values, "landscape") = of[random.below(6)];
            if (get<std::string>(values, "landscape") == "monkey-saddle" && random.below(2) == 0)
                get<Vector>(values, "point") = {1, 0};
        });
    EXPECT_GT(turned, 30);
    EXPECT_GT(endless, 3);
    EXPECT_GT(global, 3);
    EXPECT_GT(local, 3);
}

Figure searched_from(const char* landscape, const Vector& point, double kappa, long long steps,
                     const char* norm = "l2") {
    const Values values = read_figure::with(lab(), {{"landscape", std::string(landscape)},
                                                    {"point", point},
                                                    {"norm", std::string(norm)},
                                                    {"kappa", kappa},
                                                    {"steps", steps},
                                                    {"zigzag", true}});
    return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), View{});
}

// What is left of the gradient in a minimum is rounding, and has no angle.
TEST(DirectionalDerivativeClaims, ASearchThatEndsInTheMinimumMissesNothing) {
    Random random(37);
    const auto misses = [](const Figure& f) {
        return std::any_of(f.notices.begin(), f.notices.end(),
                           [](const Notice& n) { return n.id == "no-right-angle"; });
    };
    for (int i = 0; i < 20; ++i) {
        const Figure round =
            searched_from("bowl", {random.between(-3, 3), random.between(-3, 3)}, 1, 1 + i % 8);
        EXPECT_FALSE(misses(round)) << round.notices.back().text;
        EXPECT_FALSE(has(round.caption, "right angles")) << round.caption;
        const double along = random.between(0.1, 3);
        EXPECT_FALSE(misses(searched_from("matyas", {along, along}, 1, 8))) << along;
    }
    // On Easom's plateau the slope vanishes long before the well: a search ends on the way there.
    EXPECT_TRUE(misses(searched_from("easom", {-1.900274125604694, 1.0944753248640167}, 1, 8, "linf")));
    const Figure camel = searched_from("three-hump-camel", {-2, 1}, 1, 40);
    EXPECT_FALSE(misses(camel));
    EXPECT_TRUE(has(camel.caption, "right angles")) << camel.caption;
}

// The default point's path on Griewank's function ends in a well at (-3.14, 22.19), far outside of the map.
TEST(DirectionalDerivativeClaims, HeightsAreThoseAboveTheMinimumOfThePathsEnd) {
    const math::Landscape griewank = math::Griewank{};
    for (const long long steps : {2LL, 8LL, 40LL}) {
        const Figure f = searched_from("griewank", {-0.5, -2.5}, 1, steps);
        const auto* way = read_figure::find_mark<Curve>(f, "map", "zigzag");
        const double floor = math::value(griewank, {-3.1400224491, 22.1922215364});
        double slowest = 0;
        for (std::size_t k = 1; k < way->x.size(); ++k) {
            const double before = math::value(griewank, {way->x[k - 1], way->y[k - 1]}) - floor,
                         now = math::value(griewank, {way->x[k], way->y[k]}) - floor;
            if (now > 1e-8) slowest = std::max(slowest, now / before);
        }
        EXPECT_TRUE(near(after(f.caption, "slowest step keeps"), slowest, 1e-3)) << f.caption << slowest;
    }
}

TEST(DirectionalDerivativeClaims, TheSlopesAxisHoldsThemHoweverSteep) {
    for (const double y : {1.0, -20.0, -200.0}) {
        const Figure f = searched_from("gaussian-likelihood", {0, y}, 1, 1);
        const Panel& panel = known_panel(f, "angle");
        const auto* slopes = read_figure::find_mark<Curve>(f, "angle", "linf");
        for (const double slope : slopes->y) EXPECT_TRUE(panel.y.range->contains(slope)) << y << ' ' << slope;
    }
}

TEST(DirectionalDerivativeClaims, PresetsShowWhatTheySay) {
    at_settings(lab(), 0, [&](const Said& said) {
        const Setting s(said);
        if (said.name == "preset valley") {
            EXPECT_NEAR(s.v.x, 0.6, 1e-9);
            EXPECT_LT(s.slope, 0);
            EXPECT_GT(s.bend, 10 * std::abs(s.slope));
        }
        if (said.name == "preset tiny-step") {
            const double error = std::abs(said.number("forward") / s.slope - 1);
            EXPECT_GT(error, 5e-4);
            EXPECT_LT(error, 5e-2);
        }
        if (said.name == "preset right-angle") {
            EXPECT_LT(std::abs(s.slope), 1e-12);
        }
        if (said.name == "preset stationary") {
            EXPECT_EQ(s.size(), 0);
            EXPECT_LT(s.bend, 0);
        }
    });
}

}  // namespace directional_derivative_claims_test
}  // namespace lossfield::tests
