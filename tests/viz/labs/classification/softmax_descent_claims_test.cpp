// What the lab softmax-descent says, held against the definition in long double, over the places that its plane shows.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <optional>

#include "math/simplex/logit_plane.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/read_figure.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace softmax_descent_claims_test {

using namespace viz;
using said_numbers::after, said_numbers::has, said_numbers::near;
using Three = std::array<long double, 3>;

const Lab& lab() { return find_lab(catalog(), "softmax-descent"); }

struct Own {
    long double t, m;
    Vector y;
    Three target{};
    explicit Own(const Said& said)
        : t(real(said, "temperature")), m(real(said, "margin")), y(as_distribution(list(said, "target"), 3)) {
        const long double e = real(said, "smoothing");
        for (std::size_t k = 0; k < 3; ++k) target[k] = (1 - e) * y[k] + e / 3;
    }
    // log p, of logits whose shift does not count.
    [[nodiscard]] Three log_p(const Vector& z, bool with_margin = true) const {
        Three x{};
        for (std::size_t k = 0; k < 3; ++k) x[k] = (z[k] - (with_margin ? m * y[k] : 0)) / t;
        const long double top = std::max({x[0], x[1], x[2]});
        long double sum = 0;
        for (const long double v : x) sum += std::exp(v - top);
        for (long double& v : x) v -= top + std::log(sum);
        return x;
    }
    [[nodiscard]] long double loss(const Three& log_p) const {
        long double sum = 0;
        for (std::size_t k = 0; k < 3; ++k)
            if (target[k] > 0) sum -= target[k] * log_p[k];
        return sum;
    }
    [[nodiscard]] long double least() const {
        long double sum = 0;
        for (const long double v : target)
            if (v > 0) sum -= v * std::log(v);
        return sum;
    }
    [[nodiscard]] bool inside() const { return target[0] > 0 && target[1] > 0 && target[2] > 0; }
    [[nodiscard]] bool hard() const { return std::count(target.begin(), target.end(), 0.0L) == 2; }
    // Of F at p = target, over the plane of sums 0.
    [[nodiscard]] long double curvature() const {
        long double squares = 0, product = 3;
        for (const long double v : target) squares += v * v, product *= v;
        const long double mean = (1 - squares) / 2;
        return (mean + std::sqrt(std::max(0.0L, mean * mean - product))) / (t * t);
    }
};

constexpr std::array ids{"gd", "momentum", "nesterov", "adam", "natural"};
constexpr std::array names{"gradient descent", "momentum", "Nesterov", "Adam", "natural gradient"};

bool is_lost(const Vector& z) {
    return std::any_of(z.begin(), z.end(), [](double v) { return !(std::abs(v) <= 1e6); });
}

// The logits at the end of an optimizer that takes part.
std::optional<Vector> end_of(const Said& said, std::size_t o) {
    if (!get<bool>(said, fmt::format("show-{}", ids[o]).c_str())) return std::nullopt;
    return read_figure::numbers(said.figure, fmt::format("{}-logits", ids[o]));
}

void moderate(Values& values) {
    static Random random(61);
    auto& z = std::get<Vector>(values[index_of(lab(), "logits")]);
    if (random.below(2) == 0)
        for (double& v : z) v = random.between(-5, 5);
    auto& steps = std::get<long long>(values[index_of(lab(), "steps")]);
    steps = std::min(steps, 300LL);
    if (random.below(2) == 0) std::get<double>(values[index_of(lab(), "noise")]) = 0;
    if (random.below(3) == 0) std::get<double>(values[index_of(lab(), "margin")]) = 0;
}

TEST(SoftmaxDescentClaims, WhereTheLeastLossLiesAndHowFarEveryoneIsFromIt) {
    int inside = 0, hard = 0, side = 0, margins = 0;
    at_settings(
        lab(), 300,
        [&](const Said& said) {
            const Own own(said);
            const std::string& text = said.figure.caption;
            EXPECT_EQ(has(text, "lies inside"), own.inside()) << said.told();
            EXPECT_EQ(has(text, "A hard target"), own.hard()) << said.told();
            EXPECT_EQ(has(text, "on a side of the simplex"), !own.inside() && !own.hard()) << said.told();
            ++(own.inside() ? inside : own.hard() ? hard : side);
            std::vector<std::pair<double, std::string>> left;
            for (std::size_t o = 0; o < ids.size(); ++o) {
                const auto z = end_of(said, o);
                EXPECT_EQ(!said.notice(fmt::format("{}-diverged", ids[o])).empty(), z && is_lost(*z))
                    << said.told();
                if (z && !is_lost(*z))
                    left.emplace_back(static_cast<double>(own.loss(own.log_p(*z)) - own.least()), names[o]);
            }
            if (!left.empty()) {
                std::stable_sort(left.begin(), left.end());
                const double best = left.front().first;
                // Who is ahead, where that is no matter of rounding.
                if (best > 1e-12 && (left.size() == 1 || left[1].first > best * 1.001)) {
                    EXPECT_TRUE(near(after(text, left.front().second + " is"), best)) << text << said.told();
                }
            }
            const Vector& z = list(said, "logits");
            const auto with = static_cast<double>(own.loss(own.log_p(z))),
                       without = static_cast<double>(own.loss(own.log_p(z, false)));
            EXPECT_TRUE(std::abs(said.number("loss") - with) <= 1e-9 * (1 + with)) << said.told();
            if (own.m == 0) {
                EXPECT_FALSE(has(text, "The margin"));
            } else if (std::abs(with - without) > 1e-6 * (1 + with)) {
                ++margins;
                EXPECT_EQ(has(text, "The margin raises"), with > without) << text << said.told();
                EXPECT_EQ(has(text, "The margin lowers"), with < without) << text << said.told();
            }
        },
        moderate);
    EXPECT_GT(inside, 30);
    EXPECT_GT(hard, 10);
    EXPECT_GT(margins, 50);
}

// Where it ended, and for the natural gradient the largest |g / p| that led there, its noise among g.
TEST(SoftmaxDescentClaims, WhatDivergesEndsWhereIsSaidForTheReasonSaid) {
    int ends = 0, shares = 0;
    at_settings(
        lab(), 60,
        [&](const Said& said) {
            const Own own(said);
            for (std::size_t o = 0; o < ids.size(); ++o) {
                const std::string text = said.notice(fmt::format("{}-diverged", ids[o]));
                const auto z = end_of(said, o);
                const std::size_t k = has(text, "z_1") ? 0 : has(text, "z_2") ? 1 : 2;
                if (!has(text, "there $z")) continue;
                ++ends;
                const double end = after(text, fmt::format("$z_{}$ =", k + 1));
                EXPECT_TRUE(near(end, (*z)[k], 0.006) && std::abs(end) > 1e6) << text << said.told();
                const Curve* way = read_figure::find_mark<Curve>(said.figure, "plane", ids[o]);
                if (!has(text, "|g/p|") || way->x.size() < 2) continue;
                // The step is T^2 g/p at its own rate, seen without its shift: between the largest and twice that.
                ++shares;
                const std::size_t n = way->x.size() - 1;
                const double step = std::hypot(way->x[n] - way->x[n - 1], way->y[n] - way->y[n - 1]);
                const auto size = static_cast<double>(own.t * own.t) * real(said, "natural-rate");
                const double share = std::log(step / size);
                EXPECT_NEAR(after(text, "was $e^{"), share, 0.8 + 0.01 * std::abs(share))
                    << text << said.told();
            }
        },
        [](Values& values) {
            moderate(values);
            static Random random(67);
            std::get<double>(values[index_of(lab(), "noise")]) =
                random.below(3) == 0 ? 0 : std::pow(10, random.between(-1, 7));
            std::get<bool>(values[index_of(lab(), "show-natural")]) = true;
        });
    EXPECT_GT(ends, 30);
    EXPECT_GT(shares, 20);
}

TEST(SoftmaxDescentClaims, TheRampsFirstStepsAreOfOneLengthAndLaterOnesShrink) {
    const Said ramp = shown(lab(), "ramp");
    const Curve* way = read_figure::find_mark<Curve>(ramp.figure, "plane", "gd");
    Vector steps;
    for (std::size_t i = 1; i < way->x.size(); ++i)
        steps.push_back(std::hypot(way->x[i] - way->x[i - 1], way->y[i] - way->y[i - 1]));
    for (std::size_t i = 1; i < 4; ++i) EXPECT_NEAR(steps[i], steps[0], 0.03 * steps[0]);
    for (std::size_t i = 4; i < steps.size(); ++i) EXPECT_LT(steps[i], steps[i - 1]);
    EXPECT_LT(steps.back(), 0.05 * steps[0]);
}

TEST(SoftmaxDescentClaims, WhatHopsAndWhatIsStuckDoSoAsIsSaid) {
    int hops = 0, stuck = 0, shuffling = 0, free = 0;
    at_settings(
        lab(), 300,
        [&](const Said& said) {
            const Own own(said);
            const std::string saturated = said.notice("stuck"), shuffles = said.notice("short-steps");
            const Three first = own.log_p(list(said, "logits"));
            const long double height = own.loss(first) - own.least();
            long double least_moved = 1;
            for (std::size_t o = 0; o < ids.size(); ++o) {
                const auto z = end_of(said, o);
                if (!z) continue;
                const Curve* way = read_figure::find_mark<Curve>(said.figure, "plane", ids[o]);
                ASSERT_NE(way, nullptr);
                std::vector<long double> losses;
                long double moved = 0;
                for (std::size_t i = 0; i < way->x.size(); ++i) {
                    const math::ThreeLogits at = math::logits_at({way->x[i], way->y[i]});
                    const Three log_p = own.log_p({at[0], at[1], at[2]});
                    losses.push_back(own.loss(log_p));
                    for (std::size_t k = 0; k < 3; ++k)
                        moved = std::max(moved, std::abs(std::exp(log_p[k]) - std::exp(first[k])));
                }
                bool rises = false;
                for (std::size_t i = losses.size() > 10 ? losses.size() - 10 : 1; i < losses.size(); ++i)
                    rises = rises || losses[i] > losses[i - 1] * (1 + 1e-10L);
                const std::string text = said.notice(fmt::format("{}-hops", ids[o]));
                if (!text.empty()) {
                    ++hops;
                    EXPECT_TRUE(rises && own.inside()) << text << said.told();
                    const double rate = real(said, fmt::format("{}-rate", ids[o]).c_str());
                    EXPECT_TRUE(near(after(text, "its rate"), rate, 0.01)) << text;
                    if (std::string(ids[o]) == "gd") {
                        const auto limit = static_cast<double>(2 / own.curvature());
                        EXPECT_TRUE(near(after(text, "2/L ="), limit, 0.01)) << text << limit;
                        EXPECT_GT(rate, limit);
                    }
                }
                if (is_lost(*z)) continue;
                least_moved = std::min(least_moved, moved);
                double walked = 0;
                for (std::size_t i = 0; i < way->x.size(); ++i)
                    walked = std::max(walked, std::hypot(way->x[i] - way->x[0], way->y[i] - way->y[0]));
                if (has(saturated, names[o])) {
                    EXPECT_LT(moved, 1.0001e-3L) << said.told();
                    EXPECT_GT(walked, 0.01999 * static_cast<double>(own.t)) << said.told();
                    EXPECT_LE(after(saturated, "logits move by"), walked * 1.06) << said.told();
                }
                if (has(shuffles, names[o])) {
                    EXPECT_LT(moved, 1.0001e-3L) << said.told();
                    EXPECT_LT(walked, 0.02001 * static_cast<double>(own.t)) << said.told();
                    EXPECT_GE(after(shuffles, "logits move by"), walked * 0.94) << said.told();
                }
            }
            shuffling += shuffles.empty() ? 0 : 1;
            if (!saturated.empty() || !shuffles.empty()) {
                ++stuck;
                EXPECT_GT(height, 0.9999L) << said.told();
            } else {
                ++free;
                EXPECT_FALSE(least_moved < 0.9999e-3L && height > 1.0001L) << said.told();
            }
        },
        [](Values& values) {
            moderate(values);
            static Random random(71);
            if (random.below(8) > 0) return;
            std::get<double>(values[index_of(lab(), "gd-rate")]) = std::pow(10, random.between(-12, -3));
        });
    EXPECT_GT(hops, 5);
    EXPECT_GT(stuck, 5);
    EXPECT_GT(shuffling, 5);
    EXPECT_GT(free, 50);
}

}  // namespace softmax_descent_claims_test
}  // namespace lossfield::tests
