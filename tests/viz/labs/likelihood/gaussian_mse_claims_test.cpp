// The sentences of the lab gaussian-mse, held against numbers found from its values alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include "tests/contract/situations.hpp"
#include "tests/support/claims.hpp"
#include "tests/support/random_values.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"

namespace lossfield::tests {
namespace gaussian_mse_claims_test {

using namespace viz;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

const Lab& lab() { return find_lab(catalog(), "gaussian-mse"); }

// The least squares line of points but one (none: beyond the last); a constant has no slope.
std::array<double, 2> squares(const Points& data, bool line, std::size_t without) {
    double n = 0, mx = 0, my = 0, xx = 0, xy = 0;
    for (std::size_t k = 0; k < data.size(); ++k)
        if (k != without) ++n, mx += data[k].x, my += data[k].y;
    mx /= n, my /= n;
    for (std::size_t k = 0; k < data.size(); ++k)
        if (k != without)
            xx += (data[k].x - mx) * (data[k].x - mx), xy += (data[k].x - mx) * (data[k].y - my);
    const double slope = line && xx > 0 ? xy / xx : 0;
    return {slope, my - slope * (line ? mx : 0)};
}

// The number behind some words.
double behind(const std::string& text, const std::string& words) {
    const auto at = text.find(words);
    if (at == std::string::npos) return nan;
    std::string digits = text.substr(at + words.size(), 12);
    if (digits.rfind("−", 0) == 0) digits = "-" + digits.substr(std::string("−").size());
    return std::strtod(digits.c_str(), nullptr);
}

TEST(GaussianMseClaims, AnOutlierIsHeldAgainstTheFitsWithoutIt) {
    int far = 0, none = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 90,
        [&](const Said& said) {
            const std::string notice = said.notice("outlier");
            EXPECT_EQ(said.in_caption("one far point can turn"), !notice.empty()) << said.told();
            if (notice.empty()) return void(++none);
            ++far;
            const auto& data = std::get<Points>(said.value("data"));
            const bool line = word(said, "model") == "line";
            const auto point = static_cast<std::size_t>(behind(notice, "Point ")) - 1;
            const auto now = squares(data, line, data.size()), without = squares(data, line, point);
            const auto number = [&](const std::string& words) {
                return behind(notice, words + (line ? "$w$ = " : "$μ$ = "));
            };
            const double is = line ? now[0] : now[1], was = line ? without[0] : without[1];
            // Without a power of ten in their words.
            const auto plain = [](double v) { return std::abs(v) < 100 && std::abs(v) > 1e-3; };
            if (plain(is)) {
                EXPECT_NEAR(number("Least squares is at "), is, 0.006 + 0.005 * std::abs(is))
                    << said.told() << notice;
            }
            if (plain(was)) {
                EXPECT_NEAR(number("without the point at "), was, 0.006 + 0.005 * std::abs(was))
                    << said.told() << notice;
            }
        },
        [&](Values& values) {
            if (count++ % 2 == 0) return;
            Points data{{-3.6, -0.9}, {-2.8, -1.2}, {-2.0, 0.5}, {-1.2, 0.2},
                        {-0.3, 1.3},  {0.5, 0.9},   {1.3, 2.3},  {2.1, 2.0}};
            data.push_back({3, -7.0 - 0.1 * static_cast<double>(count)});
            put(lab(), values, "data", data);
        });
    EXPECT_GT(far, 10);
    EXPECT_GT(none, 10);
}

TEST(GaussianMseClaims, OnePlaceAndNoVarianceAreSaid) {
    int one = 0, several = 0, shown_least = 0;
    std::size_t count = 0;
    at_settings(
        lab(), 90,
        [&](const Said& said) {
            const auto& data = std::get<Points>(said.value("data"));
            const bool line = word(said, "model") == "line";
            const bool place = line && std::all_of(data.begin(), data.end(),
                                                   [&](const DataPoint& p) { return p.x == data[0].x; });
            EXPECT_EQ(!said.notice("one-place").empty(), place) << said.told();
            if (said.notice("outlier").empty()) {
                EXPECT_EQ(said.in_caption("likelihood is a ridge"), place) << said.told();
            }
            ++(place ? one : several);
            const bool still = !line && std::all_of(data.begin(), data.end(),
                                                    [&](const DataPoint& p) { return p.y == data[0].y; });
            const Panel* map = find_panel(said.figure, "map");
            if (map == nullptr) return;
            EXPECT_EQ(map->colour_bar->label.find("least shown") != std::string::npos, still) << said.told();
            shown_least += still;
        },
        [&](Values& values) {
            const std::size_t k = count++;
            if (k % 3 == 0)
                put(lab(), values, "data", Points{{1, 0}, {1, 2}, {1, 2.5}}),
                    put(lab(), values, "model", std::string("line"));
            if (k % 3 == 1)
                put(lab(), values, "data", Points{{1, 2}, {2, 2}}),
                    put(lab(), values, "model", std::string("constant")),
                    put(lab(), values, "landscape", std::string("map"));
        });
    EXPECT_GT(one, 10);
    EXPECT_GT(several, 10);
    EXPECT_GT(shown_least, 10);
}

// Of points on a line in round numbers, of any size; one of them may be moved off it.
TEST(GaussianMseClaims, NothingIsLeftWhereTheBestLineRunsThroughEveryPoint) {
    Random random(23);
    int exact = 0, beside = 0;
    for (int turn = 0; turn < 60; ++turn) {
        Said said{lab(), "line", defaults(lab())};
        const double unit = std::pow(10, static_cast<double>(random.below(13)));
        Points data{{unit, 2 * unit}, {-unit, -2 * unit}, {0, 0}, {1, 2}};
        // Too little to be seen is rounding.
        const double off = random.below(2) == 0 ? 0 : std::max(0.5, unit * 1e-12);
        data[2].y += off;
        put(lab(), said.values, "data", data);
        said.figure = lab().draw(said.values, lab().compute(said.values, Detail::Full, {}), {});
        EXPECT_EQ(!said.notice("unbounded").empty(), off == 0) << said.told();
        ++(off == 0 ? exact : beside);
    }
    EXPECT_GT(exact, 15);
    EXPECT_GT(beside, 15);
}

TEST(GaussianMseClaims, PresetsGiveTheirNumbers) {
    EXPECT_NEAR(shown(lab(), "overconfident").number("slope") / (10 / 2.0), 25, 1e-9);
    const Said outlier = shown(lab(), "outlier");
    const auto& data = std::get<Points>(outlier.value("data"));
    Values without = outlier.values;
    put(lab(), without, "data", Points(data.begin(), data.end() - 1));
    const Said rest{lab(), "without", without, tests::figure_of(lab(), without, Detail::Full)};
    const auto moved = [&](const char* fit) {
        const auto slope = [&](const Said& said) {
            for (const Readout& r : said.figure.readouts)
                if (r.id == fit) return std::get<Vector>(r.value)[0];
            throw std::logic_error(fit);
        };
        return std::abs(slope(outlier) - slope(rest));
    };
    EXPECT_GT(moved("mse-fit"), 2 * moved("mae-fit"));
    EXPECT_GT(moved("mse-fit"), 2 * moved("huber-fit"));
    EXPECT_GT(moved("huber-fit"), 3 * moved("student-t-fit"));
    EXPECT_LT(moved("student-t-fit"), 0.03);
}

}  // namespace gaussian_mse_claims_test
}  // namespace lossfield::tests
