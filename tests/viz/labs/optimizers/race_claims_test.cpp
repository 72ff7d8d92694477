// What the lab race says, held against own arithmetic from the values at presets and random settings.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <complex>

#include "tests/viz/labs/optimizers/race_claims.hpp"

namespace lossfield::viz {
namespace race_claims_test {

using namespace race_claims;

TEST(RaceClaims, TheSteepDirectionCapsTheRateAndTheFlatOneIsCoveredAsSaid) {
    Random random(1);
    int only = 0, more = 0;
    tests::at_settings(
        lab(), 60,
        [&](const Said& s) {
            if (choice_of(s, "landscape") != "bowl" || choice_of(s, "lower") != "words") return;
            const double kappa = real_of(s, "kappa"), decay = real_of(s, "weight-decay");
            EXPECT_EQ(s.in_caption("The steep direction caps"), kappa > 1) << s.told();
            if (!(kappa > 1)) return;
            const double share = 2 * (1 + decay) / (kappa + decay);
            EXPECT_TRUE(s.in_caption(
                fmt::format("{} = {}; along", decay > 0 ? "2/(L+λ)" : "2/L", brief(2 / (kappa + decay), 3))))
                << s.told() << s.figure.caption;
            EXPECT_TRUE(s.in_caption(
                fmt::format("covers {}{} of the way", share < 1 ? "only " : "", brief(share, 2))))
                << s.told() << s.figure.caption;
            ++(share < 1 ? only : more);
        },
        [&](Values& values) {
            quiet(values, {"gd"}, 20);
            at(values, "landscape") = std::string("bowl");
            if (random.below(2) == 0) at(values, "kappa") = random.between(1, 4);
            if (random.below(2) == 0) at(values, "weight-decay") = 0.0;
        });
    EXPECT_GT(only, 9);
    EXPECT_GT(more, 9);
}

// Of z^2 - trace z + product.
double radius(double trace, double product) {
    const std::complex<double> root = std::sqrt(std::complex<double>(trace * trace - 4 * product));
    return std::max(std::abs(0.5 * (trace + root)), std::abs(0.5 * (trace - root)));
}

TEST(RaceClaims, MarkedLimitsAreThoseOfTheIterationWithItsDecay) {
    Random random(2);
    int coupled_ones = 0, decoupled_ones = 0;
    tests::at_settings(
        lab(), 60,
        [&](const Said& s) {
            if (choice_of(s, "landscape") != "bowl") return;
            const double h = real_of(s, "kappa"), decay = real_of(s, "weight-decay"),
                         b = real_of(s, "momentum");
            const double n = real_of(s, "nesterov-momentum");
            const bool coupled = choice_of(s, "weight-decay-kind") == "coupled";
            // Rows of the matrix that takes (x, v) a step on, along the steep direction.
            const auto along_steep = [&](double momentum, bool ahead, double rate) {
                const double pull = coupled ? h + decay : h, kept = coupled ? 1 : 1 - rate * decay;
                const double v = momentum * (1 - (ahead ? rate * pull : 0)), x = -rate * pull;
                return radius(kept + x + v, (kept + x) * v - v * x);
            };
            const auto look = [&](const char* id, double momentum, bool ahead) {
                const SliderMark* mark = limit_of(s.figure, std::string(id) + "-rate");
                if (mark == nullptr) return false;
                const double rate = mark->snap.at;
                EXPECT_TRUE(close(along_steep(momentum, ahead, rate), 1, {1e-7})) << id << ' ' << s.told();
                EXPECT_GT(along_steep(momentum, ahead, 1.001 * rate), 1) << id << ' ' << s.told();
                EXPECT_LT(along_steep(momentum, ahead, 0.999 * rate), 1) << id << ' ' << s.told();
                return true;
            };
            EXPECT_EQ(look("gd", 0, false), std::get<bool>(s.value("show-gd"))) << s.told();
            EXPECT_EQ(look("momentum", b, false), std::get<bool>(s.value("show-momentum"))) << s.told();
            EXPECT_EQ(look("nesterov", n, true),
                      std::get<bool>(s.value("show-nesterov")) && (coupled || decay == 0))
                << s.told();
            ++(coupled ? coupled_ones : decoupled_ones);
        },
        [&](Values& values) {
            quiet(values, {"gd", "momentum", "nesterov"}, 5);
            at(values, "landscape") = std::string("bowl");
            at(values, "weight-decay-kind") = std::string(random.below(2) == 0 ? "coupled" : "decoupled");
            at(values, "momentum") = random.between(0.01, 0.95),
                       at(values, "nesterov-momentum") = random.between(0.01, 0.95);
        });
    EXPECT_GT(coupled_ones, 9);
    EXPECT_GT(decoupled_ones, 9);
}

TEST(RaceClaims, ALimitIsCalledLocalOffQuadratics) {
    int local = 0, global = 0;
    tests::at_settings(
        lab(), 60,
        [&](const Said& s) {
            const Panel* sheets = find_panel(s.figure, "sheets");
            if (sheets == nullptr) return;
            for (const Sheet& sheet : sheets->sheets)
                for (const std::string& line : sheet.lines) {
                    if (!has(line, "is above ")) continue;
                    EXPECT_EQ(has(line, "a local limit at the minimum ("),
                              !is_quadratic(choice_of(s, "landscape")))
                        << line << s.told();
                    ++(is_quadratic(choice_of(s, "landscape")) ? global : local);
                }
        },
        [&](Values& values) {
            quiet(values, {"gd", "momentum", "nesterov", "qhm", "langevin"}, 5);
            for (const char* id : {"gd", "momentum", "nesterov", "qhm", "langevin"})
                at(values, std::string(id) + "-rate") = 1.0;
        });
    EXPECT_GT(local, 9);
    EXPECT_GT(global, 9);
    // Beyond the limit of another minimum gradient descent ends exactly at (3, 2).
    const Figure f = figure_at(with({{"start", Vector{1, -0.3}}, {"gd-rate", 0.022}, {"steps", 300LL}}));
    EXPECT_TRUE(has(words_of(f, 0), "is above 2/L = 0.019, a local limit at the minimum (3.58, −1.85)"))
        << words_of(f, 0);
}

TEST(RaceClaims, ARateAndItsLimitAreToldApart) {
    for (const double off : {1e-3, 1e-5, 1e-7}) {
        const double rate = 0.1 * (1 + off);
        const Figure f = figure_at(with({{"landscape", std::string("bowl")}, {"gd-rate", rate}}), 1);
        EXPECT_TRUE(has(words_of(f, 0), "its rate " + brief(rate, 9) + " is above 2/L = 0.1"))
            << words_of(f, 0);
    }
}

TEST(RaceClaims, WhereTheGradientIsNothingNoDistanceIsTold) {
    const struct {
        const char* landscape;
        Vector start;
        const char* place;
    } starts[] = {{"six-hump-camel", {0, 0}, "(0, 0)"},
                  {"easom", {-50, 50}, "(−50, 50)"},
                  {"double-well", {0, 0}, "(0, 0)"}};
    for (const auto& s : starts) {
        const Figure f = figure_at(with({{"landscape", std::string(s.landscape)}, {"start", s.start}}));
        EXPECT_TRUE(f.caption.starts_with(
            fmt::format("After 100 steps gradient descent is at {}, where the gradient is 0, momentum too, "
                        "Nesterov too, Adam too.",
                        s.place)))
            << f.caption;
    }
    // At a goal it is the goal that is named.
    EXPECT_TRUE(has(figure_at(with({{"start", Vector{3, 2}}})).caption, "is at the minimum (3, 2)"));
}

TEST(RaceClaims, OneRunAndOneRateAreToldAsOne) {
    const Figure one = figure_at(with({{"lower", std::string("results")},
                                       {"show-gd", false},
                                       {"show-momentum", false},
                                       {"show-nesterov", false}}));
    EXPECT_TRUE(has(one.caption, "1 of 1 run comes to a loss of at most 0.001, Adam at step 78."))
        << one.caption;
    for (const double to : {1.0, 1.0001, 2.0}) {
        const Figure f = figure_at(with({{"lower", std::string("tuning")},
                                         {"tune-from", 1.0},
                                         {"tune-to", to},
                                         {"tune-count", 2LL},
                                         {"steps", 5LL}}));
        EXPECT_TRUE(has(f.caption, to == 1 ? "at the rate 1:" : fmt::format("at rates from 1 to {}:", to)))
            << f.caption;
    }
}

TEST(RaceClaims, AGoodStartIsOfferedOnlyWhereItCanBeSeen) {
    Random random(6);
    int offered = 0, outside = 0;
    tests::at_settings(
        lab(), 60,
        [&](const Said& s) {
            const Domain range = s.range("domain");
            const math::PlanePoint good = math::facts(landscape_at(s)).start;
            const auto& start = std::get<Vector>(s.value("start"));
            const auto inside = [&](double x, double y) {
                return range.x.contains(x) && range.y.contains(y);
            };
            const std::string text = s.notice("start-outside");
            EXPECT_EQ(text.empty(), inside(start[0], start[1])) << s.told();
            if (text.empty()) return;
            EXPECT_EQ(has(text, "a good one"), inside(good.x, good.y)) << text << s.told();
            ++(inside(good.x, good.y) ? offered : outside);
        },
        [&](Values& values) {
            quiet(values, {"gd"}, 3);
            if (random.below(2) == 0) at(values, "domain") = Domain{{2, 2.1}, {2, 2.1}};
            at(values, "start") = Vector{random.between(-20, 20), 0};
        });
    EXPECT_GT(offered, 3);
    EXPECT_GT(outside, 3);
}

TEST(RaceClaims, OneWellIsLeftFromTheCriticalTiltsOn) {
    for (const double tilt : {0.0, 0.38, 0.3848, 0.38491, -0.38491, 0.5, -1.0, -0.3848}) {
        Values values = with({{"landscape", std::string("double-well")}, {"tilt", tilt}, {"steps", 2LL}});
        // Three real roots of x^3 - x + c while 4 - 27 c^2 > 0.
        EXPECT_EQ(has(figure_at(values).caption, "only one well is left"), 27 * tilt * tilt > 4) << tilt;
    }
}

TEST(RaceClaims, OnlyAckleysTipIsACusp) {
    for (const char* id : {"ackley", "gaussian-likelihood", "himmelblau"})
        for (const double y : {0.0, -150.0, 1e-3})
            EXPECT_EQ(
                find_notice(figure_at(with(
                                {{"landscape", std::string(id)}, {"start", Vector{0, y}}, {"steps", 2LL}})),
                            "start-kink") != nullptr,
                std::string(id) == "ackley" && y == 0)
                << id << y;
}

TEST(RaceClaims, HeightsBelowTheLowestMinimumAreSaid) {
    int below = 0, above = 0;
    tests::at_settings(
        lab(), 60,
        [&](const Said& s) {
            const bool said = !s.notice("below").empty();
            if (said) {
                EXPECT_EQ(choice_of(s, "landscape"), "mccormick") << s.told();
            }
            if (choice_of(s, "landscape") != "mccormick") return;
            // -1.9132 is f at its minimum in the usual view.
            if (s.number("loss") < -1.914 && find_panel(s.figure, "sheets") != nullptr) {
                EXPECT_TRUE(said) << s.told();
            }
            ++(said ? below : above);
        },
        [&](Values& values) {
            quiet(values, {"gd"}, 30);
            if (std::get<std::string>(at(values, "landscape")) < "h")
                at(values, "landscape") = std::string("mccormick");
        });
    EXPECT_GT(below, 0);
    EXPECT_GT(above, 0);
}

TEST(RaceClaims, ResultsTellWhoIsFirstAndTies) {
    Random random(7);
    int one = 0, several = 0, nobody = 0;
    tests::at_settings(
        lab(), 60,
        [&](const Said& s) {
            const Panel* panel = find_panel(s.figure, "results");
            if (panel == nullptr || !s.name.starts_with("random")) return;
            Vector steps;
            for (std::size_t row = 0; row < panel->table->entries.rows; ++row)
                if (const double v = panel->table->entries.at(row, 1); !std::isnan(v)) steps.push_back(v);
            EXPECT_TRUE(s.in_caption(fmt::format(" {} of {} run", steps.size(), panel->table->entries.rows)))
                << s.told();
            if (steps.empty()) {
                EXPECT_FALSE(s.in_caption("the first")) << s.told();
                ++nobody;
                return;
            }
            const double least = *std::min_element(steps.begin(), steps.end());
            const auto ties = std::count(steps.begin(), steps.end(), least);
            EXPECT_TRUE(s.in_caption(
                ties > 1 ? fmt::format("the first {} of them at step {}", ties, brief(least, 9)) : ", "))
                << s.figure.caption << s.told();
            EXPECT_EQ(s.in_caption("the first of them "), ties == 1 && steps.size() > 1) << s.figure.caption;
            EXPECT_TRUE(s.in_caption(fmt::format(" at step {}", brief(least, 9)))) << s.told();
            ++(ties > 1 ? several : one);
        },
        [&](Values& values) {
            quiet(values, {"gd", "adam", "momentum"}, 60);
            at(values, "lower") = std::string("results");
            at(values, "target") = std::exp(random.between(-4, 9));
        });
    EXPECT_GT(one, 2);
    EXPECT_GT(several, 2);
    EXPECT_GT(nobody, 2);
}

TEST(RaceClaims, TuningSaysWhoseOwnRateEndsLower) {
    int lower = 0, not_lower = 0;
    for (const double rate : {0.003, 0.0196, 0.0511, 0.18, 0.4}) {
        Values values = find_preset(lab(), "equal-budget").values;
        for (const char* id : {"gd-rate", "momentum-rate", "adam-rate", "rmsprop-rate"})
            at(values, id) = rate;
        at(values, "tune-count") = 6LL;
        const Figure f = figure_at(values);
        const Table& t = *find_panel(f, "tuned")->table;
        for (std::size_t row = 0; row < t.entries.rows; ++row) {
            const bool is = t.entries.at(row, 3) < t.entries.at(row, 1);
            const std::size_t words = f.caption.find("end lower still for");
            std::string name = t.row_labels[row];
            if (name == "Gradient descent" || name == "Momentum")
                name[0] = static_cast<char>(std::tolower(name[0]));
            EXPECT_EQ(words != std::string::npos && f.caption.find(name, words) != std::string::npos, is)
                << name << f.caption;
            ++(is ? lower : not_lower);
        }
    }
    EXPECT_GT(lower, 0);
    EXPECT_GT(not_lower, 0);
}

TEST(RaceClaims, ThePresetsOfMatrixAndLikelihoodSayWhatTheirRunsDo) {
    const Values muon = find_preset(lab(), "muon").values;
    double farthest[4]{};
    const char* ids[] = {"muon", "gd", "momentum", "adam"};
    for (long long t = 0; t <= 150; t += 5) {
        const Figure f = figure_at(muon, t);
        for (int k = 0; k < 4; ++k) {
            farthest[k] = std::max(farthest[k], number(f, std::string(ids[k]) + "-beside"));
        }
    }
    EXPECT_LT(farthest[0], 0.01);
    for (int k = 1; k < 4; ++k) {
        EXPECT_GT(farthest[k], 0.5) << ids[k];
    }
    // The first step of mu from any width: -0.1 (mu - 7/3).
    for (const double width : {-1.0, 0.0, 3.2}) {
        const Values values =
            set(find_preset(lab(), "natural-gradient").values, {{"start", Vector{-0.5, width}}});
        EXPECT_TRUE(close(numbers(figure_at(values, 1), "natural-x")[0], -0.5 + 0.1 * (7.0 / 3 + 0.5)));
    }
}

}  // namespace race_claims_test
}  // namespace lossfield::viz
