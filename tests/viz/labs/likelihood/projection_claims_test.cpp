// The sentences of the lab projection, held against numbers found from its values alone.
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
namespace projection_claims_test {

using namespace viz;

const Lab& lab() { return find_lab(catalog(), "projection"); }

// Of the least squares line: its values, and P y's length.
struct Line {
    Vector fitted;
    double length = 0, rest = 0;
};

Line line_of(const Vector& x, const Vector& y) {
    const auto n = static_cast<double>(x.size());
    const double mx = std::accumulate(x.begin(), x.end(), 0.0) / n,
                 my = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double xx = 0, xy = 0;
    for (std::size_t k = 0; k < x.size(); ++k)
        xx += (x[k] - mx) * (x[k] - mx), xy += (x[k] - mx) * (y[k] - my);
    Line line;
    for (std::size_t k = 0; k < x.size(); ++k) {
        line.fitted.push_back(my + (xx > 0 ? xy / xx * (x[k] - mx) : 0));
        line.length = std::hypot(line.length, line.fitted[k]);
        line.rest = std::hypot(line.rest, y[k] - line.fitted[k]);
    }
    return line;
}

bool all_equal(const Vector& v) {
    return std::all_of(v.begin(), v.end(), [&](double x) { return x == v[0]; });
}

TEST(ProjectionClaims, WordsNameTheSetThatIsThere) {
    int plane = 0, line = 0, rim = 0, within = 0, exact = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 240,
        [&](const Said& said) {
            const Vector& x = list(said, "x");
            Vector y = list(said, "y");
            if (y.size() != x.size()) return;
            const bool disc = word(said, "set") == "disc", flat = all_equal(x);
            const Line best = line_of(x, y);
            const double radius = real(said, "radius");
            if (disc && std::abs(best.length - radius) < 1e-9 * radius) return;
            const bool on_rim = disc && best.length > radius;
            EXPECT_EQ(!said.notice("rank").empty(), flat) << said.told();
            EXPECT_EQ(find_panel(said.figure, "hat-matrix")->title.find("ŷ = Py") == std::string::npos,
                      on_rim)
                << said.told();
            if (flat) {
                EXPECT_EQ(said.notice("rank").find("the mean in every entry") == std::string::npos, on_rim)
                    << said.told();
                EXPECT_FALSE(said.in_caption("plane")) << said.told();
            }
            if (on_rim) {
                EXPECT_TRUE(said.in_caption("obtuse") || said.in_caption("its own nearest")) << said.told();
                EXPECT_EQ(said.figure.caption.find("≤"), std::string::npos);
                if (said.in_caption(", here ")) {
                    EXPECT_LT(said.number("product"), 0) << said.told();
                }
                ++rim;
                return;
            }
            EXPECT_FALSE(said.in_caption("obtuse")) << said.told();
            if (said.in_caption("nothing is left")) {
                EXPECT_LE(best.rest, 1e-8 * (1 + best.length)) << said.told();
                ++exact;
            }
            if (said.in_caption("line of the columns: what")) {
                EXPECT_TRUE(flat) << said.told();
                ++line;
            }
            if (said.in_caption("plane of the columns")) {
                EXPECT_FALSE(flat) << said.told();
                ++plane;
            }
            if (said.in_caption("The line is level")) {
                EXPECT_FALSE(flat) << said.told();
            }
            if (disc) ++within;
            if (said.in_caption("what is left, of length")) {
                EXPECT_FALSE(said.in_caption("0.00,")) << said.told();
            }
        },
        [&](Values& values) {
            const std::size_t k = count++;
            if (k % 3 == 1)
                put(lab(), values, "x", Vector{1.5, 1.5, 1.5}),
                    put(lab(), values, "y", Vector{1, 3, k % 2 == 0 ? 2.0 : 5.0});
            if (k % 6 == 2)
                put(lab(), values, "x", Vector{1000, -1000, 0.001}),
                    put(lab(), values, "y", Vector{1000, -1000, 0});
            if (k % 12 == 4) put(lab(), values, "y", Vector{2, 2, 2});
        });
    EXPECT_GT(plane, 10);
    EXPECT_GT(line, 5);
    EXPECT_GT(rim, 10);
    EXPECT_GT(within, 5);
    EXPECT_GT(exact, 2);
}

// Of a y without length as of any other the axis is as long as what it measures, or a whole one.
TEST(ProjectionClaims, TheAxisOfSquaresFitsThem) {
    for (const double size : {0.0, 1e-5, 1.0, 100.0}) {
        Said said{lab(), "size", defaults(lab())};
        put(lab(), said.values, "y", Vector{size, 0, 0});
        said.figure = lab().draw(said.values, lab().compute(said.values, Detail::Full, {}), {});
        const double end = find_panel(said.figure, "squares")->x.range->high, whole = size * size;
        EXPECT_TRUE(size > 0 ? end >= whole && end <= 2 * whole : end == 1) << end << said.told();
    }
}

}  // namespace projection_claims_test
}  // namespace lossfield::tests
