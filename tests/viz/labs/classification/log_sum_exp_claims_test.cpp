// What the lab log-sum-exp says, held against sums of its own in float, double and long double.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "tests/viz/labs/said_numbers.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace log_sum_exp_claims_test {

using namespace viz;
using said_numbers::after, said_numbers::has, said_numbers::near;

const Lab& lab() { return find_lab(catalog(), "log-sum-exp"); }

template <class Float>
struct Naive {
    Float sum = 0, largest = 0;
    Naive(const Said& said, double m) {
        const Vector& x = get<Vector>(said, "values");
        const double top = *std::max_element(x.begin(), x.end()), tau = get<double>(said, "tau");
        for (const double v : x) {
            const Float e =
                std::exp(static_cast<Float>(static_cast<double>(static_cast<Float>(m)) + (v - top) / tau));
            sum += e, largest = std::max(largest, e);
        }
    }
    bool finite() const { return std::isfinite(std::log(sum)); }
    const char* why() const {
        if (sum == 0) return "every exponential becomes 0";
        return std::isinf(largest) ? "$e^M$ overflows" : "the sum of the exponentials overflows";
    }
};

// Near the four ends, many equal entries among them.
void near_the_ends(Values& values) {
    static Random random(37);
    std::get<std::string>(values[index_of(lab(), "show")]) = "floating-point";
    const double ends[] = {88.72, -103.97, 709.78, -745.13, 60, 88, 709, -104};
    std::get<double>(values[index_of(lab(), "largest")]) = ends[random.below(8)] + random.between(-1, 1);
    if (random.below(2) == 0)
        std::get<Vector>(values[index_of(lab(), "values")]) = Vector(2 + random.below(19), 0.5);
}

TEST(LogSumExpClaims, TheNaiveFormulaBreaksForTheReasonSaid) {
    int breaks = 0, holds = 0, of_sum = 0, of_largest = 0, of_none = 0;
    at_settings(
        lab(), 200,
        [&](const Said& said) {
            if (get<std::string>(said, "show") != "floating-point") return;
            const std::string precision = get<std::string>(said, "precision");
            const std::string text = said.notice("overflow") + said.notice("underflow");
            bool any = false;
            const auto check = [&]<class Float>(const char* type, Float /*of*/) {
                if (precision != "both" && precision != type) return;
                const Naive<Float> naive(said, get<double>(said, "largest"));
                const std::string key = std::string(type) + " gives";
                EXPECT_EQ(has(text, key), !naive.finite()) << text << said.told();
                if (naive.finite()) return;
                any = true;
                const std::string from = text.substr(text.find(key)), part = from.substr(0, from.find(')'));
                EXPECT_TRUE(has(part, naive.why())) << part << ' ' << naive.why() << said.told();
                of_sum += has(part, "the sum"), of_largest += has(part, "$e^M$"),
                    of_none += has(part, "becomes 0");
                // Finite inside of the ends that are said, not outside.
                const double low = after(part, "finite from"), high = after(part, " to ");
                EXPECT_TRUE(Naive<Float>(said, low + 0.02).finite() &&
                            Naive<Float>(said, high - 0.02).finite());
                EXPECT_FALSE(Naive<Float>(said, low - 0.02).finite() ||
                             Naive<Float>(said, high + 0.02).finite());
            };
            check("float", 0.0F);
            check("double", 0.0);
            EXPECT_EQ(!text.empty(), any) << said.told();
            ++(any ? breaks : holds);
            EXPECT_EQ(said.notice("overflow").empty(), !(any && get<double>(said, "largest") > 0))
                << said.told();
        },
        near_the_ends);
    EXPECT_GT(breaks, 30);
    EXPECT_GT(holds, 10);
    EXPECT_GT(of_sum, 3);
    EXPECT_GT(of_largest, 3);
    EXPECT_GT(of_none, 3);
}

TEST(LogSumExpClaims, TheSmoothMaximumIsAsFarAboveAsIsSaid) {
    int seen = 0, elsewhere = 0, nearly = 0;
    at_settings(lab(), 150, [&](const Said& said) {
        if (get<std::string>(said, "show") != "smooth-maximum") {
            ++elsewhere;
            return;
        }
        ++seen;
        const Vector& x = get<Vector>(said, "values");
        const double top = *std::max_element(x.begin(), x.end()), tau = get<double>(said, "tau");
        long double others = 0;
        bool met = false;
        for (const double v : x) {
            if (v == top && !met)
                met = true;
            else
                others += std::exp((static_cast<long double>(v) - top) / tau);
        }
        const auto above = static_cast<double>(tau * std::log1p(others));
        const std::string& text = said.figure.caption;
        if (above > 1e-9 * (1 + std::abs(top))) {
            EXPECT_TRUE(near(after(text, "LSE lies"), above, 0.01)) << text << above;
        }
        const double most = tau * std::log(static_cast<double>(x.size()));
        EXPECT_TRUE(near(after(text, std::to_string(x.size()) + " ="), most, 0.01)) << text;
        const auto share = static_cast<double>(1 / (1 + others));
        const auto rest = static_cast<double>(100 * others / (1 + others));
        if (has(text, "}$ has all but")) {
            EXPECT_TRUE(near(after(text, "}$ has all but"), rest) && rest < 0.1001) << text << rest;
            ++nearly;
        } else {
            EXPECT_TRUE(near(after(text, "}$ has"), 100 * share, 0.005)) << text << share;
            EXPECT_FALSE(rest > 1e-300 && after(text, "}$ has") == 100) << text << rest;
        }
        EXPECT_LE(above, most * (1 + 1e-12));
        EXPECT_EQ(said.figure.formulas.size(), 1U);
    });
    EXPECT_GT(seen, 40);
    EXPECT_GT(elsewhere, 20);
    EXPECT_GT(nearly, 3);
}

TEST(LogSumExpClaims, PresetsShowWhatTheySay) {
    at_settings(lab(), 0, [&](const Said& said) {
        if (said.name == "preset overflow") {
            EXPECT_TRUE(Naive<double>(said, 400).finite());
            EXPECT_FALSE(Naive<float>(said, 400).finite());
        }
        if (said.name == "preset underflow") {
            EXPECT_TRUE(has(said.notice("underflow"), "becomes 0"));
        }
        if (said.name == "preset flat") {
            EXPECT_GE(said.number("lse"), said.number("mean-bound"));
            EXPECT_LT(said.number("lse") - said.number("mean-bound"), 0.05 * said.number("lse"));
        }
        if (said.name == "preset ties") {
            EXPECT_NEAR(said.number("lse"), said.number("upper-bound"), 1e-12);
        }
        if (said.name == "preset sharp") {
            EXPECT_NEAR(said.number("lse"), said.number("maximum"), 1e-4);
        }
    });
}

}  // namespace log_sum_exp_claims_test
}  // namespace lossfield::tests
