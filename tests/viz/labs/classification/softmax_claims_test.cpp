// What the lab softmax-cross-entropy says, held against arithmetic of its own in long double.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "math/simplex/simplex.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace softmax_claims_test {

using namespace viz;
using said_numbers::after, said_numbers::has, said_numbers::near;

using Longs = std::vector<long double>;

const Lab& lab() { return find_lab(catalog(), "softmax-cross-entropy"); }

struct Own {
    double t = 1;
    Vector z, y;
    Longs x, p;           // exponents, probabilities
    long double log_sum;  // of the exponentials
    std::size_t top = 0;

    explicit Own(const Said& said)
        : t(std::get<double>(said.value("temperature"))),
          z(std::get<Vector>(said.value("logits"))),
          y(as_distribution(std::get<Vector>(said.value("target")), z.size())) {
        for (const double entry : z) x.push_back(static_cast<long double>(entry / t));
        top = static_cast<std::size_t>(std::max_element(x.begin(), x.end()) - x.begin());
        long double sum = 0;
        for (const long double e : x) sum += std::exp(e - x[top]);
        log_sum = x[top] + std::log(sum);
        for (const long double e : x) p.push_back(std::exp(e - log_sum));
    }
    long double rest() const {
        long double others = 0;
        for (std::size_t k = 0; k < p.size(); ++k) others += k == top ? 0 : p[k];
        return others;
    }
    long double loss() const {
        long double sum = 0;
        for (std::size_t k = 0; k < p.size(); ++k) sum += y[k] * (log_sum - x[k]);
        return sum;
    }
    // In double, as the formula is written.
    double naive() const {
        double sum = 0, loss = 0;
        for (std::size_t k = 0; k < z.size(); ++k) sum += std::exp(z[k] / t);
        for (std::size_t k = 0; k < z.size(); ++k) loss -= y[k] * std::log(std::exp(z[k] / t) / sum);
        return loss;
    }
    long double farthest() const {
        long double most = 0;
        for (std::size_t k = 0; k < p.size(); ++k) most = std::max(most, std::abs(p[k] - y[k]));
        return most;
    }
};

constexpr long double exp_overflows = 709.782712893384L, exp_vanishes = -745.133219101941L,
                      exp_subnormal = -708.396418532264L;

// Logits far out, at every end of the exponential's range.
void far_out(Values& values) {
    static Random random(7);
    auto& z = std::get<Vector>(values[index_of(lab(), "logits")]);
    const double t = std::get<double>(values[index_of(lab(), "temperature")]);
    const double ends[] = {0, 5, -740, -744, -700, -800, 700, 709.5, 690, -60};
    const auto kind = random.below(6);
    // Sums beyond the range of finite parts, and shares that are subnormal though no exponential is.
    if (kind == 0)
        for (double& entry : z) entry = std::clamp(random.between(709.2, 709.7) * t, -1000.0, 1000.0);
    if (kind == 1 && t < 1.4) {
        std::fill(z.begin(), z.end(), 690 * t);
        z[1] = random.between(-53, -45) * t;
        values[index_of(lab(), "target")] = Vector{2};
    }
    if (kind < 2) return;
    for (double& entry : z)
        entry = std::clamp((ends[random.below(10)] + random.between(0, 1)) * t, -1000.0, 1000.0);
}

// The exponential that is named is the one that fails, and in the way that is said.
TEST(SoftmaxClaims, TheNaiveFormulaFailsForTheReasonSaid) {
    int fails = 0, holds = 0;
    std::array<int, 7> of{};
    const auto check = [&](const Said& said) {
        const Own own(said);
        const std::string text = said.notice("naive-overflow");
        const double naive = own.naive();
        const long double loss = own.loss();
        const bool off =
            !(std::abs(naive - static_cast<double>(loss)) <= 1e-6 * std::max(1.0, static_cast<double>(loss)));
        ASSERT_EQ(!text.empty(), off) << said.told();
        if (!off) {
            ++holds;
            return;
        }
        ++fails;
        const double named = after(text, "exp(");
        const long double top = own.x[own.top];
        if (has(text, "beyond the range")) {
            ++of[0];
            EXPECT_GT(top, exp_overflows) << said.told();
            EXPECT_TRUE(near(named, static_cast<double>(top), 1e-5)) << said.told();
        } else if (has(text, "their sum does")) {
            ++of[1];
            EXPECT_LE(top, exp_overflows) << said.told();
            EXPECT_GT(own.log_sum, exp_overflows - 1e-12L) << said.told();
            EXPECT_TRUE(near(named, static_cast<double>(top), 1e-5)) << said.told();
        } else if (has(text, "0/0")) {
            ++of[2];
            EXPECT_LT(top, exp_vanishes) << said.told();
            EXPECT_TRUE(near(named, static_cast<double>(top), 1e-5)) << said.told();
        } else {
            const bool of_share = has(text, "the share of"), none = has(text, "is 0 as all");
            ++of[none ? (of_share ? 4 : 3) : (of_share ? 6 : 5)];
            EXPECT_LE(own.log_sum, exp_overflows) << said.told();
            // A class that it is true of and whose y makes of it what is said.
            bool found = false;
            for (std::size_t k = 0; k < own.x.size(); ++k) {
                const long double of_it = of_share ? own.x[k] - own.log_sum : own.x[k];
                if (!near(named, static_cast<double>(of_it), 2e-5)) continue;
                const bool fits = none ? of_it < exp_vanishes + 1 : of_it < exp_subnormal;
                const bool asked = has(text, "−log 0")      ? own.y[k] > 0
                                   : has(text, "0 · log 0") ? own.y[k] == 0
                                                            : own.y[k] > 0;
                found = found || (fits && asked);
            }
            EXPECT_TRUE(found) << text << ' ' << said.told();
            EXPECT_EQ(has(text, "−log 0"), std::isinf(naive)) << said.told();
            EXPECT_EQ(has(text, "0 · log 0"), std::isnan(naive)) << said.told();
        }
    };
    at_settings(lab(), 300, check);
    at_settings(lab(), 600, check, far_out);
    EXPECT_GT(fails, 100);
    EXPECT_GT(holds, 100);
    for (std::size_t k = 0; k < of.size(); ++k) EXPECT_GT(of[k], 0) << k;
}

// What is said of the corner, the speed and the derivative there.
TEST(SoftmaxClaims, SaturatedIsSaidWhereItIs) {
    int shown = 0, open = 0, elsewhere = 0;
    at_settings(
        lab(), 300,
        [&](const Said& said) {
            const Own own(said);
            const std::string text = said.notice("saturated");
            ASSERT_EQ(!text.empty(), own.rest() < 1e-6L) << said.told();
            ASSERT_EQ(said.in_caption("The softmax gives"), own.rest() < 1e-6L) << said.told();
            (text.empty() ? open : shown) += 1;
            if (text.empty()) return;
            const Vector& corners = std::get<Vector>(said.value("triangle"));
            const bool three = own.z.size() > 3;
            const bool seen = !three || std::count(corners.begin(), corners.end(), double(own.top + 1)) > 0;
            elsewhere += seen ? 0 : 1;
            EXPECT_EQ(said.in_caption("in a corner"), seen && own.z.size() > 2) << said.told();
            EXPECT_EQ(said.in_caption("end of the segment"), own.z.size() == 2) << said.told();
            const auto rest = static_cast<double>(own.rest());
            if (rest > 1e-300) {
                EXPECT_TRUE(near(after(text, "differs from 1 by"), rest)) << said.told();
                EXPECT_TRUE(near(after(said.figure.caption, "exceeds"), rest / own.t)) << said.told();
            }
            // The flow's speed by a short step of it.
            long double largest = 0;
            Longs pull, moved;
            for (std::size_t k = 0; k < own.x.size(); ++k) {
                pull.push_back(k == own.top ? own.y[k] - 1 + own.rest() : own.y[k] - own.p[k]);
                largest = std::max(largest, std::abs(pull[k]) / own.t);
            }
            const long double step = 1e-4L * own.t / largest;
            for (std::size_t k = 0; k < own.x.size(); ++k)
                moved.push_back(own.x[k] - own.x[own.top] + step * pull[k] / own.t / own.t);
            long double sum = 0, change = 0, square = 0;
            for (const long double e : moved) sum += std::exp(e);
            for (std::size_t k = 0; k < moved.size(); ++k) {
                if (k == own.top) continue;
                const long double v = (std::exp(moved[k]) / sum - own.p[k]) / step;
                change += v, square += v * v;
            }
            const auto speed = static_cast<double>(std::sqrt(square + change * change));
            const double named = after(text, "at the speed");
            if (largest > 1e-200L && speed > 1e-200) {
                EXPECT_TRUE(near(named, speed)) << speed << ' ' << text << ' ' << said.told();
            }
            if (largest > 1e-200L) {
                EXPECT_TRUE(near(after(text, "entry is"), static_cast<double>(largest), 0.01)) << said.told();
            }
        },
        [](Values& values) {
            static Random random(3);
            if (random.below(3) == 0) std::get<double>(values[index_of(lab(), "temperature")]) = 0.1;
        });
    EXPECT_GT(shown, 50);
    EXPECT_GT(open, 50);
    EXPECT_GT(elsewhere, 3);
}

TEST(SoftmaxClaims, AgreementIsSaidWhereTheBarsAreAlike) {
    int agree = 0, differ = 0, ties = 0;
    const auto near_the_target = [](Values& values) {
        static Random random(5);
        const Vector& z = std::get<Vector>(values[index_of(lab(), "logits")]);
        auto& t = std::get<double>(values[index_of(lab(), "temperature")]);
        if (random.below(6) == 0) {
            values[index_of(lab(), "logits")] = Vector(z.size(), random.between(-5, 5));
            values[index_of(lab(), "target")] = Vector{1};
            return;
        }
        if (random.below(2) == 0 || z.size() < 2) return;
        t = random.between(2, 9);
        Vector p;
        double sum = 0;
        for (const double e : z) p.push_back(std::exp(std::min(e, 50.0) / t)), sum += p.back();
        for (double& e : p) e /= sum;
        const double off = random.between(-1e-3, 1e-3);
        if (p[0] + off < 0 || p[1] - off < 0) return;
        p[0] += off, p[1] -= off;
        values[index_of(lab(), "target")] = p;
    };
    at_settings(
        lab(), 300,
        [&](const Said& said) {
            const Own own(said);
            if (own.rest() < 1e-6L) return;
            const bool alike = own.farthest() < 5e-4L;
            (alike ? agree : differ) += 1;
            ASSERT_EQ(said.in_caption("agree"), alike) << said.told();
            if (!alike) {
                // How many are pushed as far as the one that is named.
                long double most = 0;
                for (std::size_t k = 0; k < own.p.size(); ++k) most = std::max(most, own.p[k] - own.y[k]);
                const auto as_far = [&](long double share) {
                    int count = 0;
                    for (std::size_t k = 0; k < own.p.size(); ++k)
                        count += own.p[k] - own.y[k] >= most * share;
                    return count;
                };
                const std::string& text = said.figure.caption;
                const std::string pushed = text.substr(0, text.find(" and pulls"));
                if (as_far(1 - 1e-7L) == as_far(1 - 1e-11L)) {
                    EXPECT_EQ(has(pushed, " each"), as_far(1) > 1 || as_far(1 - 1e-9L) > 1)
                        << text << said.told();
                    EXPECT_EQ(has(pushed, " others down"), as_far(1 - 1e-9L) > 2) << text << said.told();
                    ties += has(pushed, " each") ? 1 : 0;
                }
            }
            if (alike && own.farthest() > 1e-12L) {
                EXPECT_TRUE(
                    near(after(said.figure.caption, "more than"), static_cast<double>(own.farthest())))
                    << said.told();
            }
        },
        near_the_target);
    EXPECT_GT(agree, 20);
    EXPECT_GT(differ, 50);
    EXPECT_GT(ties, 5);
}

TEST(SoftmaxClaims, PresetsShowWhatTheySay) {
    at_settings(lab(), 0, [&](const Said& said) {
        const Own own(said);
        if (said.name == "preset undecided") {
            EXPECT_NEAR(said.number("loss"), std::log(3.0), 1e-12);
        }
        if (said.name == "preset confidently-wrong") {
            const double slope = static_cast<double>(own.p[own.top]);
            EXPECT_GT(slope, 0.95);
            EXPECT_LT(slope, 1);
        }
        if (said.name == "preset confident-right") {
            EXPECT_LT(said.number("loss"), 0.1);
        }
        if (said.name == "preset soft-target") {
            EXPECT_GT(said.number("entropy"), 0.5);
        }
        if (said.name == "preset cold") {
            EXPECT_LT(own.rest(), 1e-6L);
        }
        if (said.name == "preset overflow") {
            EXPECT_FALSE(std::isfinite(own.naive()));
            EXPECT_NEAR(said.number("loss"), 999.5, 1e-9);
        }
    });
}

}  // namespace softmax_claims_test
}  // namespace lossfield::tests
