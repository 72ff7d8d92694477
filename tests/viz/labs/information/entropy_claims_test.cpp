// The sentences of the lab entropy, held against numbers found from its values alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include "tests/contract/situations.hpp"
#include "tests/support/claims.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace entropy_claims_test {

using namespace viz;

const Lab& lab() { return find_lab(catalog(), "entropy"); }

double scale_of(const Said& said) {
    const std::string& unit = word(said, "unit");
    return 1 / std::log(unit == "bits" ? 2.0 : unit == "bans" ? 10.0 : std::numbers::e);
}

TEST(EntropyClaims, EqualCertainAndLargestPartAreSo) {
    int equal = 0, certain = 0, first = 0, shared = 0, beyond = 0, single = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 250,
        [&](const Said& said) {
            const Vector& p = list(said, "probabilities");
            const double n = static_cast<double>(p.size()), scale = scale_of(said);
            Vector part;
            for (const double x : p) part.push_back(x > 0 ? -scale * x * std::log(x) : 0);
            const double h = std::accumulate(part.begin(), part.end(), 0.0);
            const auto [low, high] = std::minmax_element(p.begin(), p.end());
            EXPECT_EQ(said.in_caption("equally probable"), *high - *low < 1e-9 / n) << said.told();
            EXPECT_EQ(said.in_caption("One outcome is certain"), *high == 1) << said.told();
            EXPECT_EQ(said.in_caption("Both outcomes"), said.in_caption("equally probable") && n == 2)
                << said.told();
            const std::string single_of = " 1 " + word(said, "unit");
            EXPECT_FALSE(said.in_caption(single_of)) << said.figure.caption << said.told();
            single += said.in_caption(single_of.substr(0, single_of.size() - 1));
            EXPECT_NEAR(said.number("entropy"), h, 1e-12 * (1 + h)) << said.told();
            if (said.in_caption("The coloured area")) {
                const double most = *std::max_element(part.begin(), part.end());
                const auto as_large =
                    std::count_if(part.begin(), part.end(), [&](double v) { return v > most * (1 - 1e-9); });
                const bool one = said.in_caption("The largest part is that of outcome");
                if (one) {
                    EXPECT_EQ(as_large, 1) << said.told();
                } else {
                    EXPECT_GT(as_large, 1) << said.told();
                }
                ++(one ? first : shared);
            }
            equal += said.in_caption("equally probable"),
                certain += said.in_caption("One outcome is certain");
            const bool none = std::get<long long>(said.value("outcome")) > static_cast<long long>(p.size());
            EXPECT_EQ(!said.notice("no-outcome").empty(), none) << said.told();
            beyond += none;
            EXPECT_EQ(!said.notice("impossible").empty(), *low == 0) << said.told();
        },
        [&](Values& values) {
            const std::size_t k = count++;
            if (k % 4 == 1) put(lab(), values, "probabilities", Vector{0.4, 0.4, 0.2});
            if (k % 8 == 3) put(lab(), values, "probabilities", Vector{0, 1, 0});
            if (k % 8 == 7) put(lab(), values, "probabilities", Vector{0.33334, 0.33333, 0.33333});
            if (k % 16 == 5) put(lab(), values, "probabilities", Vector{0.5, 0.5});
            if (k % 16 == 13) put(lab(), values, "probabilities", Vector{0, 0.5, 0.5});
            if (k % 8 == 5) put(lab(), values, "unit", std::string("bits"));
            if (k % 8 == 0) put(lab(), values, "probabilities", Vector(6, 1.0 / 6));
        });
    EXPECT_GT(equal, 5);
    EXPECT_GT(certain, 5);
    EXPECT_GT(first, 20);
    EXPECT_GT(shared, 5);
    EXPECT_GT(beyond, 5);
    EXPECT_GT(single, 5);
}

TEST(EntropyClaims, ReadoutsAreInTheirUnit) {
    at_settings(lab(), 60, [&](const Said& said) {
        const double scale = scale_of(said);
        const Vector& p = list(said, "probabilities");
        for (const Readout& r : said.figure.readouts) {
            if (r.id != "perplexity") {
                EXPECT_EQ(r.unit, word(said, "unit")) << r.id;
            }
            if (r.id != "gradient") continue;
            // The formula on the screen, -(log p + log e) in the chosen base.
            const auto& g = std::get<Vector>(r.value);
            for (std::size_t k = 0; k < p.size(); ++k)
                if (p[k] > 0) {
                    EXPECT_NEAR(g[k], -(scale * std::log(p[k]) + scale), 1e-12 * (1 + std::abs(g[k])));
                }
        }
    });
    EXPECT_NE(lab().formula.find("log e"), std::string::npos);
}

TEST(EntropyClaims, PresetsGiveTheirNumbers) {
    EXPECT_NEAR(shown(lab(), "coin").number("entropy"), 0.5, 0.001);
    const Vector rare = list(shown(lab(), "rare"), "probabilities");
    EXPECT_NEAR(-std::log2(rare[2]), 10, 0.05);
    EXPECT_NEAR(-rare[2] * std::log2(rare[2]), 0.01, 0.0001);
    EXPECT_NEAR(shown(lab(), "questions").number("entropy"), 1.75, 1e-12);
}

}  // namespace entropy_claims_test
}  // namespace lossfield::tests
