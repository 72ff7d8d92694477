// The sentences of the lab divergences, held against numbers found from its values alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include "tests/contract/situations.hpp"
#include "tests/math/oracle.hpp"
#include "tests/support/claims.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace divergences_claims_test {

using namespace viz;

const Lab& lab() { return find_lab(catalog(), "divergences"); }

double of(const Said& said, const char* id) { return std::get<double>(said.value(id)); }

TEST(DivergencesClaims, GaussiansSayWhatTheyAre) {
    int one = 0, equal = 0, narrow = 0, spent = 0, alive = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 200,
        [&](const Said& said) {
            if (word(said, "view") != "gaussians") return;
            double mp = of(said, "mean-p"), sp = of(said, "deviation-p"), mq = of(said, "mean-q"),
                   sq = of(said, "deviation-q");
            if (std::get<bool>(said.value("swap"))) std::swap(mp, mq), std::swap(sp, sq);
            const bool same = mp == mq && sp == sq;
            EXPECT_EQ(said.in_caption("The two Gaussians are one"), same) << said.told();
            EXPECT_EQ(said.in_caption("apart"), !same && sp == sq) << said.told();
            if (said.in_caption("is the larger")) {
                const auto kl = [](double m1, double s1, double m2, double s2) {
                    return std::log(s2 / s1) + (s1 * s1 + (m1 - m2) * (m1 - m2)) / (2 * s2 * s2) - 0.5;
                };
                EXPECT_EQ(kl(mp, sp, mq, sq) > kl(mq, sq, mp, sp), sq < sp) << said.told();
                ++narrow;
            } else if (sp != sq) {
                EXPECT_NEAR(sp / sq, 1, 1e-2) << said.told();
            }
            if (same) ++one;
            if (!same && sp == sq) ++equal;
            const std::string saturated = said.notice("saturated");
            EXPECT_EQ(saturated.find("support"), std::string::npos);
            if (!saturated.empty()) {
                EXPECT_GT(said.number("tv"), 0.998) << said.told();
                ++spent;
            } else {
                ++alive;
                EXPECT_FALSE(std::log(2.0) - said.number("js") < 1e-3 &&
                             std::abs(said.number("js-slope")) < 1e-3)
                    << said.told();
            }
        },
        [&](Values& values) {
            put(lab(), values, "view", std::string("gaussians"));
            const std::size_t k = count++;
            if (k % 3 == 1) put(lab(), values, "deviation-q", values[index_of(lab(), "deviation-p")]);
            if (k % 6 == 1) put(lab(), values, "mean-q", values[index_of(lab(), "mean-p")]);
            if (k % 6 == 5) put(lab(), values, "mean-q", 5.0), put(lab(), values, "mean-p", -5.0);
        });
    EXPECT_GT(one, 3);
    EXPECT_GT(equal, 3);
    EXPECT_GT(narrow, 10);
    EXPECT_GT(spent, 3);
    EXPECT_GT(alive, 10);
}

TEST(DivergencesClaims, HistogramsSayWhatIsInfiniteAndWhereTheRimRuns) {
    int coincide = 0, forward = 0, reverse = 0, agree = 0, differ = 0, rim = 0, none = 0, segment = 0;
    std::size_t count = 0;
    static const std::vector<std::pair<Vector, Vector>> pairs{{{0.3, 0.3, 0.4}, {0.5, 0.5, 0}},
                                                              {{0.5, 0.5, 0}, {0.3, 0.3, 0.4}},
                                                              {{0.5, 0.5}, {0.9, 0.1}},
                                                              {{0.2, 0.8}, {0.8, 0.2}},
                                                              {{0.5, 0.5}, {0.5, 0.5}},
                                                              {{0.6, 0.3, 0.1}, {0.1, 0.3, 0.6}},
                                                              {{0, 0, 0, 1, 0}, {0, 0, 0, 0.5, 0.5}},
                                                              {{0, 0, 0, 0.4, 0.6}, {0, 0, 0, 0.5, 0.5}}};
    at_settings(
        lab(), 160,
        [&](const Said& said) {
            if (word(said, "view") != "simplex") return;
            Vector p = std::get<Vector>(said.value("p"));
            Vector q = as_distribution(std::get<Vector>(said.value("q")), p.size());
            if (std::get<bool>(said.value("swap"))) std::swap(p, q);
            double there = 0, back = 0, tv = 0;
            for (std::size_t k = 0; k < p.size(); ++k) {
                if (p[k] > 0) there += p[k] * (std::log(p[k]) - std::log(q[k]));
                if (q[k] > 0) back += q[k] * (std::log(q[k]) - std::log(p[k]));
                tv += std::abs(p[k] - q[k]);
            }
            EXPECT_EQ(said.in_caption("agree: every measure is 0"), tv == 0) << said.told();
            if (tv == 0) return void(++coincide);
            EXPECT_EQ(!said.notice("forward-infinite").empty(), std::isinf(there)) << said.told();
            EXPECT_EQ(!said.notice("reverse-infinite").empty(), std::isinf(back)) << said.told();
            EXPECT_EQ(said.in_caption("no finite price"), std::isinf(there)) << said.told();
            EXPECT_LE(said.number("js"), std::log(2.0)) << said.told();
            if (std::isinf(there)) return void(++forward);
            if (std::isinf(back)) return void(++reverse);
            if (said.in_caption("agree to six digits")) {
                EXPECT_NEAR(there, back, 2e-6 * there + 1e-13) << said.told();
                ++agree;
            } else {
                ++differ;
            }
            if (p.size() == 2) return void(++segment);
            EXPECT_TRUE(said.in_caption("On the rim") || said.in_caption("gives nothing to the three"))
                << said.told();
            const Panel* panel = find_panel(said.figure, "simplex");
            const bool drawn = std::any_of(panel->marks.begin(), panel->marks.end(), [](const Mark& m) {
                const auto* c = std::get_if<Contours>(&m);
                return c != nullptr && c->id == "rim";
            });
            EXPECT_EQ(said.in_caption("On the rim"), drawn) << said.told();
            ++(drawn ? rim : none);
        },
        [&](Values& values) {
            put(lab(), values, "view", std::string("simplex"));
            const std::size_t k = count++;
            if (k % 2 == 0) return;
            put(lab(), values, "p", pairs[k / 2 % 8].first), put(lab(), values, "q", pairs[k / 2 % 8].second);
            put(lab(), values, "triangle", Vector{1, 2, 3});
        });
    EXPECT_GT(coincide, 3);
    EXPECT_GT(forward, 3);
    EXPECT_GT(reverse, 3);
    EXPECT_GT(agree, 3);
    EXPECT_GT(differ, 3);
    EXPECT_GT(rim, 3);
    EXPECT_GT(none, 3);
    EXPECT_GT(segment, 3);
}

// Of the printed formula, by central differences with every entry free; none where a side of a kink differs from the other.
TEST(DivergencesClaims, TheGradientIsThatOfTheFormulaBesideIt) {
    using Long = std::vector<long double>;
    const auto roots = [](const Long& p, const Long& q) {
        long double sum = 0;
        for (std::size_t k = 0; k < p.size(); ++k)
            sum += (std::sqrt(p[k]) - std::sqrt(q[k])) * (std::sqrt(p[k]) - std::sqrt(q[k]));
        return sum;
    };
    struct Printed {
        const char *id, *part;
        std::function<long double(const Long&, const Long&)> of;
    };
    const std::vector<Printed> all{
        {"tv", "|p_i - q_i|",
         [](const Long& p, const Long& q) {
             long double sum = 0;
             for (std::size_t k = 0; k < p.size(); ++k) sum += std::abs(p[k] - q[k]) / 2;
             return sum;
         }},
        {"hellinger", "\\sqrt{\\tfrac{1}{2} \\sum_i (\\sqrt{p_i} - \\sqrt{q_i})^2}",
         [&](const Long& p, const Long& q) { return std::sqrt(roots(p, q) / 2); }},
        {"fisher-rao", "4\\arcsin \\tfrac{1}{2} \\sqrt{\\sum_i (\\sqrt{p_i} - \\sqrt{q_i})^2}",
         [&](const Long& p, const Long& q) { return 4 * std::asin(std::sqrt(roots(p, q)) / 2); }},
        {"euclidean", "(p_i - q_i)^2", [](const Long& p, const Long& q) {
             long double sum = 0;
             for (std::size_t k = 0; k < p.size(); ++k) sum += (p[k] - q[k]) * (p[k] - q[k]);
             return std::sqrt(sum);
         }}};
    Draws draws(31);
    int with = 0, without = 0;
    for (int turn = 0; turn < 80; ++turn) {
        const Printed& printed = all[static_cast<std::size_t>(turn) % all.size()];
        Said said{lab(), printed.id, defaults(lab())};
        const double a = draws.between(0.05, 0.4), b = draws.between(0.05, 0.5), c = draws.between(0.05, 0.4);
        const Vector q = turn % 5 == 0 ? Vector{a, b, 1 - a - b} : Vector{c, b / 2, 1 - c - b / 2};
        put(lab(), said.values, "p", Vector{a, b, 1 - a - b}), put(lab(), said.values, "q", q);
        put(lab(), said.values, "contours", std::string(printed.id));
        said.figure = lab().draw(said.values, lab().compute(said.values, Detail::Full, {}), {});
        std::string formulas;
        for (const std::string& f : said.figure.formulas) formulas += f + ' ';
        EXPECT_NE(formulas.find(printed.part), std::string::npos) << formulas;
        const ReadoutValue& told = read_figure::readout(said.figure, "gradient").value;
        const Long at{a, b, 1 - a - b};
        bool smooth = true;
        Vector slopes;
        for (std::size_t k = 0; k < 3; ++k) {
            const long double step = 1e-6L;
            Long low(q.begin(), q.end()), high = low, here = low;
            low[k] -= step, high[k] += step;
            const long double up = (printed.of(at, high) - printed.of(at, here)) / step,
                              down = (printed.of(at, here) - printed.of(at, low)) / step;
            smooth = smooth && std::abs(up - down) < 0.1L * (std::abs(up) + std::abs(down));
            slopes.push_back(static_cast<double>((up + down) / 2));
        }
        EXPECT_EQ(std::holds_alternative<Vector>(told), turn % 5 != 0) << said.told();
        ++(turn % 5 == 0 ? without : with);
        if (turn % 5 == 0) {
            EXPECT_FALSE(smooth) << said.told();
            continue;
        }
        for (std::size_t k = 0; k < 3; ++k)
            EXPECT_NEAR(std::get<Vector>(told)[k], slopes[k], 1e-4 * (1 + std::abs(slopes[k])))
                << said.told();
    }
    EXPECT_GT(with, 50);
    EXPECT_GT(without, 10);
}

// Its terms by their logarithms, which no double overflows.
TEST(DivergencesClaims, AFiniteChiSquaredBeyondDoublesIsTold) {
    int beyond = 0, within = 0, infinite = 0;
    Draws draws(77);
    at_settings(
        lab(), 300,
        [&](const Said& said) {
            if (word(said, "view") != "simplex") return;
            Vector p = std::get<Vector>(said.value("p"));
            Vector q = as_distribution(std::get<Vector>(said.value("q")), p.size());
            if (std::get<bool>(said.value("swap"))) std::swap(p, q);
            double largest = -1e300, sum = 0;
            std::vector<double> terms;
            for (std::size_t k = 0; k < p.size(); ++k) {
                if (p[k] == q[k]) continue;
                terms.push_back(2 * std::log(std::abs(p[k] - q[k])) - std::log(q[k]));
                largest = std::max(largest, terms.back());
            }
            for (const double term : terms) sum += std::exp(term - largest);
            const double size = std::isinf(largest) ? largest : largest + std::log(sum);
            const double most = std::log(std::numeric_limits<double>::max());
            if (std::abs(size - most) < 1e-9) return;  // too close to tell
            const std::string told = said.notice("chi-squared-overflow");
            EXPECT_EQ(!told.empty(), std::isfinite(size) && size > most) << said.told();
            EXPECT_EQ(std::isinf(said.number("chi-squared")), size > most) << said.told();
            ++(std::isinf(size) ? infinite : told.empty() ? within : beyond);
        },
        [&](Values& values) {
            put(lab(), values, "view", std::string("simplex"));
            const double tiny = std::exp(draws.between(std::log(1e-318), std::log(1e-285)));
            const double some = draws.between(0, 1) < 0.5 ? draws.between(0, 0.5) : draws.between(0, 1e-8);
            put(lab(), values, "p", Vector{0.5 - some, 0.5, some});
            put(lab(), values, "q", Vector{0.25, 0.75, draws.between(0, 1) < 0.2 ? 0.0 : tiny});
        });
    EXPECT_GT(beyond, 20);
    EXPECT_GT(within, 20);
    EXPECT_GT(infinite, 10);
}

TEST(DivergencesClaims, TheSegmentsAxisNamesNatsForWhatIsInNats) {
    int nats = 0, other = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 90,
        [&](const Said& said) {
            if (word(said, "view") != "simplex" || std::get<Vector>(said.value("p")).size() != 2) return;
            const auto in_nats = [](const std::string& id) {
                return id == "kl-forward" || id == "kl-reverse" || id == "js";
            };
            const std::string drawn = word(said, "contours"), overlay = word(said, "overlay");
            const bool all = in_nats(drawn) && (overlay == "none" || in_nats(overlay));
            EXPECT_EQ(find_panel(said.figure, "simplex")->y.label == "nats", all) << said.told();
            ++(all ? nats : other);
        },
        [&](Values& values) {
            put(lab(), values, "view", std::string("simplex")), put(lab(), values, "p", Vector{0.5, 0.5});
            put(lab(), values, "q", Vector{0.9, 0.1});
            if (count++ % 3 == 0)
                put(lab(), values, "overlay", std::string("none")),
                    put(lab(), values, "contours", std::string("js"));
        });
    EXPECT_GT(nats, 3);
    EXPECT_GT(other, 3);
}

TEST(DivergencesClaims, SteepSlopesAreSaidAtTheEdge) {
    int beyond = 0, inside = 0;
    at_settings(
        lab(), 60,
        [&](const Said& said) {
            if (word(said, "view") != "gaussians") return;
            const Panel* panel = find_panel(said.figure, "slopes");
            const bool words = std::any_of(panel->marks.begin(), panel->marks.end(), [](const Mark& m) {
                const auto* t = std::get_if<TextMark>(&m);
                return t != nullptr && t->id == "beyond-kl";
            });
            const bool steep = std::abs(said.number("kl-slope")) > panel->y.range->high;
            EXPECT_EQ(words, steep) << said.told();
            ++(steep ? beyond : inside);
        },
        [](Values& values) { put(lab(), values, "view", std::string("gaussians")); });
    EXPECT_GT(beyond, 3);
    EXPECT_GT(inside, 3);
}

TEST(DivergencesClaims, PresetsGiveTheirNumbers) {
    const auto shown = [](const char* id) {
        const Preset& preset = find_preset(lab(), id);
        return Said{lab(), preset.id, preset.values, tests::figure_of(lab(), preset.values, Detail::Full)};
    };
    const Said shift = shown("shift"), widths = shown("widths"), far = shown("no-signal"),
               coins = shown("asymmetry");
    EXPECT_GT(shift.number("tv"), 0.8);
    EXPECT_GT(shift.number("hellinger"), 0.8);
    EXPECT_GT(shift.number("js"), 0.8 * std::log(2.0));
    EXPECT_NEAR(widths.number("kl-forward") / widths.number("kl-reverse"), 6, 0.1);
    EXPECT_GT(far.number("tv"), 0.998);
    EXPECT_EQ(far.number("w1-slope"), 1);
    EXPECT_NEAR(coins.number("kl-forward"), 0.51, 0.005);
    EXPECT_NEAR(coins.number("kl-reverse"), 0.37, 0.005);
}

}  // namespace divergences_claims_test
}  // namespace lossfield::tests
