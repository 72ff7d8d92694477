// What the lab gradient-flow says, held against steps of its own, the bowl's closed forms and a search for the proximal point.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "math/flows/euler_steps.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/fragments/landscape_inputs.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace gradient_flow_claims_test {

using namespace viz;
using math::PlanePoint;
using said_numbers::after, said_numbers::has, said_numbers::near;

const Lab& lab() { return find_lab(catalog(), "gradient-flow"); }

template <class T>
T& get(Values& values, const char* id) {
    return std::get<T>(values[index_of(lab(), id)]);
}

struct Setting {
    math::Landscape landscape;
    bool bowl = false;
    PlanePoint start;
    double alpha = 0, time = 0, horizon = 0, lowest = 0;
    std::size_t count = 0, compared = 0;
    math::StationaryPoints points;

    explicit Setting(const Said& said) {
        const auto ids = landscape_ids();
        const std::string id = get<std::string>(said, "landscape");
        LandscapeInputs in;
        in.landscape = static_cast<LandscapeKind>(std::find(ids.begin(), ids.end(), id) - ids.begin());
        in.kappa = get<double>(said, "kappa"), in.rotation = get<double>(said, "rotation");
        in.tilt = get<double>(said, "tilt");
        landscape = landscape_of(in), bowl = id == "bowl";
        start = {get<Vector>(said, "start")[0], get<Vector>(said, "start")[1]};
        alpha = get<double>(said, "alpha"), time = get<double>(said, "time");
        horizon = std::max({get<double>(said, "until"), time, alpha});
        count = static_cast<std::size_t>(std::floor(horizon / alpha + 1e-9));
        compared = std::clamp<std::size_t>(static_cast<std::size_t>(std::round(time / alpha)), 1, count);
        points = math::stationary(landscape);
        lowest = 1e300;
        for (const PlanePoint& p : points.minima) lowest = std::min(lowest, math::value(landscape, p));
    }
    double curvature(const PlanePoint& at) const {
        return math::eigenvalues(math::hessian(landscape, at)).high;
    }
};

bool away(const PlanePoint& p) { return !(std::abs(p.x) <= 1e6 && std::abs(p.y) <= 1e6); }

std::vector<PlanePoint> descent(const Setting& s) {
    std::vector<PlanePoint> x{s.start};
    for (std::size_t k = 0; k < s.count && !away(x.back()); ++k) {
        const PlanePoint g = math::gradient(s.landscape, x.back());
        x.push_back({x.back().x - s.alpha * g.x, x.back().y - s.alpha * g.y});
    }
    return x;
}

// Of a bowl: its start along the axis of curvature 1 and along that of kappa.
struct Modes {
    double flat = 0, steep = 0, kappa = 1;
    explicit Modes(const Said& said) {
        const double turn = get<double>(said, "rotation") * std::acos(-1.0) / 180;
        const Vector& at = get<Vector>(said, "start");
        kappa = get<double>(said, "kappa");
        flat = std::cos(turn) * at[0] + std::sin(turn) * at[1];
        steep = std::cos(turn) * at[1] - std::sin(turn) * at[0];
    }
    double size() const { return std::hypot(flat, steep); }
};

// Long steps, starts on an axis, all four landscapes.
void long_steps(Values& values) {
    static Random random(23);
    const char* of[] = {"bowl", "bowl", "double-well", "himmelblau", "rosenbrock"};
    get<std::string>(values, "landscape") = of[random.below(5)];
    get<double>(values, "until") = random.between(0.2, 6);
    get<double>(values, "time") = random.between(0, 4);
    get<double>(values, "alpha") = std::pow(10, random.between(-2, 0.39));
    if (random.below(3) == 0) get<double>(values, "kappa") = random.between(1, 20);
    if (random.below(4) == 0) get<double>(values, "rotation") = 0, get<Vector>(values, "start")[1] = 0;
}

TEST(GradientFlowClaims, HowDescentBehavesOnABowl) {
    int climbs = 0, crosses = 0, calm = 0, flat = 0, rests = 0;
    at_settings(
        lab(), 200,
        [&](const Said& said) {
            const Setting s(said);
            if (!s.bowl) return;
            const Modes m(said);
            const double size = m.size(), l = m.kappa;
            const double grown =
                std::abs(m.steep) * std::pow(std::max(1.0, std::abs(1 - s.alpha * l)), s.count);
            if (grown > 1e-11 * size && grown < 1e-7 * size) return;  // neither here nor there
            const bool steep = l == 1 ? size > 0 : grown > 1e-9 * size;
            const double curvature = size == 0 ? 0 : steep ? l : 1;
            const double times = s.alpha * curvature;
            if (std::abs(times - 1) < 1e-9 || std::abs(times - 2) < 1e-9) return;
            const std::string notice = said.notice("gd-diverges");
            EXPECT_EQ(!notice.empty(), times > 2) << said.told();
            EXPECT_EQ(said.in_caption("grows by the factor"), times > 2)
                << said.figure.caption << said.told();
            EXPECT_EQ(said.in_caption("crosses the"), times > 1 && times < 2)
                << said.figure.caption << said.told();
            EXPECT_EQ(said.in_caption("does not overshoot"), times < 1 && size > 0) << said.told();
            EXPECT_EQ(said.in_caption("stays there"), size == 0) << said.told();
            EXPECT_EQ(said.in_caption("no part along"), size > 0 && !steep) << said.told();
            climbs += times > 2, crosses += times > 1 && times < 2,
                calm += times<1, flat += size> 0 && !steep;
            rests += size == 0;
            if (times > 2) {
                EXPECT_TRUE(near(after(said.figure.caption, "by the factor"), times - 1, 0.01))
                    << said.told();
                EXPECT_TRUE(near(after(notice, steep ? "2/L =" : "2/$μ$ ="), 2 / curvature, 0.01)) << notice;
            }
            // The part along the axis that governs does change its side at every step, or at none.
            const auto path = descent(s);
            const double turn = get<double>(said, "rotation") * std::acos(-1.0) / 180;
            const auto part = [&](const PlanePoint& p) {
                return steep && l > 1 ? std::cos(turn) * p.y - std::sin(turn) * p.x
                                      : std::cos(turn) * p.x + std::sin(turn) * p.y;
            };
            for (std::size_t k = 1; k < path.size() && k < 30; ++k) {
                const double before = part(path[k - 1]), now = part(path[k]);
                if (std::abs(before) < 1e-8 * size || std::abs(now) < 1e-8 * size) break;
                EXPECT_EQ(before * now<0, times> 1) << k << said.told();
                EXPECT_EQ(std::abs(now) > std::abs(before), times > 2) << k << said.told();
            }
        },
        long_steps);
    EXPECT_GT(climbs, 5);
    EXPECT_GT(crosses, 5);
    EXPECT_GT(calm, 5);
    EXPECT_GT(flat, 2);
}

TEST(GradientFlowClaims, StepsThatEndHigherAreCounted) {
    int counted = 0, ran_off = 0, other = 0, same = 0, steep = 0;
    at_settings(
        lab(), 200,
        [&](const Said& said) {
            const Setting s(said);
            const auto path = descent(s);
            std::size_t rises = 0;
            const auto height = [&](const PlanePoint& p) {
                return std::max(0.0, math::value(s.landscape, p) - s.lowest);
            };
            for (std::size_t k = 1; k < path.size(); ++k)
                rises +=
                    height(path[k]) <= height(path[k - 1]) * (1 + 1e-9) + 1e-13 * std::abs(s.lowest) ? 0 : 1;
            const std::size_t n = path.size() - 1;
            const std::string& text = said.figure.caption;
            if (has(text, "beyond 2/")) {
                ++counted;
                EXPECT_EQ(has(text, "every step ends higher") || has(text, "the one step ends higher"),
                          rises == n)
                    << said.told();
                if (rises != n) {
                    const std::string key = "of " + std::to_string(n) + (n == 1 ? " step" : " steps");
                    EXPECT_TRUE(has(text, key + " " + (rises == 0 ? "none" : std::to_string(rises)) + " end"))
                        << text << rises << said.told();
                }
            }
            const std::string notice = said.notice("gd-diverges");
            if (!s.bowl) {
                EXPECT_EQ(!notice.empty(), away(path.back())) << said.told();
                if (away(path.back())) {
                    ++ran_off;
                    EXPECT_EQ(after(notice, "at step"), static_cast<double>(n)) << said.told();
                    if (has(notice, "is above 2/")) {
                        ++steep;
                        EXPECT_GT(s.alpha * after(notice, "is above 2/"), 2 * 0.99) << said.told();
                        std::size_t first = 0;
                        while (!(s.alpha * s.curvature(path[first]) > 2)) ++first;
                        EXPECT_TRUE(near(after(notice, "is above 2/"), s.curvature(path[first]), 0.01))
                            << notice;
                        EXPECT_EQ(has(notice, "at the start"), first == 0) << said.told();
                    }
                }
                // The nearest minimum of the last step, and of the flow's end.
                const auto nearest = [&](const PlanePoint& at) {
                    return *std::min_element(s.points.minima.begin(), s.points.minima.end(),
                                             [&](const PlanePoint& a, const PlanePoint& b) {
                                                 return math::distance(a, at) < math::distance(b, at);
                                             });
                };
                PlanePoint x = s.start;  // the flow by many short steps of the classical Runge-Kutta method
                const double h = s.horizon / 20000;
                for (int k = 0; k < 20000 && !away(x); ++k) {
                    const auto v = [&](const PlanePoint& p, const PlanePoint& d, double t) {
                        const PlanePoint g = math::gradient(s.landscape, {p.x + t * d.x, p.y + t * d.y});
                        return PlanePoint{-g.x, -g.y};
                    };
                    const PlanePoint a = v(x, {}, 0), b = v(x, a, h / 2), c = v(x, b, h / 2), d = v(x, c, h);
                    x = {x.x + h / 6 * (a.x + 2 * b.x + 2 * c.x + d.x),
                         x.y + h / 6 * (a.y + 2 * b.y + 2 * c.y + d.y)};
                }
                if (away(path.back()) || away(x)) return;
                const bool differs = math::distance(nearest(path.back()), nearest(x)) > 1e-6;
                EXPECT_EQ(said.in_caption("another minimum"), differs) << said.told();
                ++(differs ? other : same);
            }
        },
        long_steps);
    EXPECT_GT(counted, 10);
    EXPECT_GT(ran_off, 3);
    EXPECT_GT(steep, 3);
    EXPECT_GT(other, 0);
    EXPECT_GT(same, 10);
}

// Distances on a bowl, where everything is a closed form; and what half the step makes of them.
TEST(GradientFlowClaims, DistancesToTheFlowAreThose) {
    int told = 0, halved = 0, tiny = 0;
    at_settings(
        lab(), 200,
        [&](const Said& said) {
            const Setting s(said);
            if (!s.bowl) return;
            const Modes m(said);
            const auto k = static_cast<double>(s.compared), t = k * s.alpha;
            const auto off = [&](double rate, double n, bool implicit) {
                const auto mode = [&](double part, double l) {
                    const double step = implicit ? 1 / (1 + rate * l) : 1 - rate * l;
                    return part * (std::pow(step, n) - std::exp(-l * t));
                };
                return std::hypot(mode(m.flat, 1), mode(m.steep, m.kappa));
            };
            const double gd = off(s.alpha, k, false), proximal = off(s.alpha, k, true);
            const std::string& text = said.figure.caption;
            if (!has(text, "explicit steps are")) return;
            ++told;
            for (const auto& [key, error] :
                 {std::pair{"explicit steps are", gd}, {"implicit ones", proximal}}) {
                if (has(text, std::string(key) + " less than")) {
                    ++tiny;
                    EXPECT_LT(error, 2e-8 * (1 + m.size())) << said.told();
                } else {
                    EXPECT_TRUE(near(after(text, key), error)) << text << error << said.told();
                }
            }
            const double first = gd / off(s.alpha / 2, 2 * k, false),
                         second = proximal / off(s.alpha / 2, 2 * k, true);
            if (!has(text, "half the step")) {
                if (gd > 1e-6 * (1 + m.size()) && proximal > 1e-6 * (1 + m.size())) {
                    EXPECT_FALSE(first > 1.52 && first < 2.68 && second > 1.52 && second < 2.68)
                        << said.told();
                }
                return;
            }
            ++halved;
            EXPECT_TRUE(near(after(text, "divides that by"), first, 0.01)) << text << first << said.told();
            EXPECT_GT(first, 1.4);
            EXPECT_LT(second, 2.8);
        },
        [](Values& values) {
            static Random random(43);
            if (random.below(4) != 0) return;
            get<std::string>(values, "landscape") = "bowl";
            get<double>(values, "rotation") = 0, get<double>(values, "time") = 5;
            get<Vector>(values, "start") = {0, random.between(0.5, 3)};
        });
    EXPECT_GT(told, 30);
    EXPECT_GT(halved, 5);
    EXPECT_GT(tiny, 0);
}

// Without the notice the step is the argmin: no place of a grid lies lower. With it the objective is bent there.
TEST(GradientFlowClaims, TheProximalPointIsTheArgminUnlessItIsSaid) {
    int bent = 0, convex = 0;
    at_settings(
        lab(), 120,
        [&](const Said& said) {
            const Setting s(said);
            if (s.bowl) return;
            const auto path = math::implicit_path(s.landscape, s.start, s.alpha, s.count).points;
            const std::string notice = said.notice("proximal-not-convex");
            const double at = notice.empty() ? 1e9 : after(notice, "At step");
            for (std::size_t k = 1; k < path.size() && k <= 4; ++k) {
                const PlanePoint &from = path[k - 1], &to = path[k];
                const auto objective = [&](const PlanePoint& y) {
                    const double d = math::distance(from, y);
                    return d * d / (2 * s.alpha) + math::value(s.landscape, y);
                };
                const double here = objective(to);
                const double reach = std::sqrt(2 * s.alpha * std::max(0.0, here - s.lowest)) + 1e-9;
                double lower = here;
                bool bends = !(1 + s.alpha * math::eigenvalues(math::hessian(s.landscape, from)).low > 0) ||
                             !(1 + s.alpha * math::eigenvalues(math::hessian(s.landscape, to)).low > 0);
                for (int i = -30; i <= 30; ++i)
                    for (int j = -30; j <= 30; ++j) {
                        const PlanePoint y{from.x + reach * i / 30, from.y + reach * j / 30};
                        lower = std::min(lower, objective(y));
                        bends = bends || s.alpha * math::eigenvalues(math::hessian(s.landscape, y)).low <= -1;
                    }
                if (static_cast<double>(k) < at) {
                    ++convex;
                    EXPECT_GE(lower, here - 1e-6 * (1 + std::abs(here))) << k << said.told();
                } else if (static_cast<double>(k) == at) {
                    ++bent;
                    EXPECT_TRUE(bends) << k << said.told();
                }
            }
        },
        long_steps);
    EXPECT_GT(bent, 3);
    EXPECT_GT(convex, 20);
}

TEST(GradientFlowClaims, PresetsShowWhatTheySay) {
    at_settings(lab(), 0, [&](const Said& said) {
        const Setting s(said);
        const auto path = descent(s);
        if (said.name == "preset diverges") {
            for (std::size_t k = 1; k < path.size(); ++k)
                EXPECT_GT(math::value(s.landscape, path[k]), math::value(s.landscape, path[k - 1])) << k;
        }
        if (said.name == "preset no-overshoot") {
            EXPECT_NEAR(s.alpha * get<double>(said, "kappa"), 1, 1e-12);
        }
        if (said.name == "preset two-wells") {
            EXPECT_LT(path.back().x * s.start.x, 0);
        }
        if (said.name == "preset signs") {
            EXPECT_EQ(get<std::string>(said, "norm"), "linf");
        }
    });
}

}  // namespace gradient_flow_claims_test
}  // namespace lossfield::tests
