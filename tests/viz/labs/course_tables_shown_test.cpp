// Tables as courses hand them out, in the labs that fit data: shown whole as they are.
#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

#include "math/losses/line_moments.hpp"
#include "math/numerics/random.hpp"
#include "tests/contract/situations.hpp"
#include "tests/contract/well_formed.hpp"
#include "tests/support/data_folder.hpp"
#include "viz/figure/field.hpp"
#include "viz/files/table_file.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {
namespace course_tables_shown_test {

using namespace viz;

class CourseTable : public ::testing::TestWithParam<std::tuple<std::string, std::string>> {
  protected:
    const Lab& lab() const { return find_lab(catalog(), std::get<0>(GetParam())); }
    Value table() const {
        return value_from_file(lab().parameters[index_of(lab(), "data")],
                               (data_folder() / "tables" / std::get<1>(GetParam())).string())
            .value;
    }
    Values values(std::vector<Setting> more = {}) const {
        more.push_back({"data", table()});
        if (lab().id == "loss-surfaces") more.push_back({"over", "line"});
        return with_settings(lab(), defaults(lab()), more);
    }
};

const Panel& panel_of(const Figure& figure, const std::string& id) { return known_panel(figure, id); }

std::string said(const Figure& figure) {
    std::string all;
    for (const Notice& n : figure.notices) all += n.id + ": " + n.text + "\n";
    return all;
}

TEST_P(CourseTable, AllItsPointsLieInThePanel) {
    const Figure figure = figure_of(lab(), values());
    EXPECT_TRUE(figure_faults(lab(), figure).empty());
    const Panel& panel = panel_of(figure, "data");
    const Points data = std::get<Points>(table());
    for (const DataPoint& p : data) {
        EXPECT_TRUE(panel.x.range->contains(p.x)) << p.x;
        EXPECT_TRUE(panel.y.range->contains(p.y)) << p.y;
    }
    EXPECT_EQ(panel.handles.size() >= data.size(), true) << panel.handles.size();
    // They fill a third of it at least, in one direction.
    Interval x{data[0].x, data[0].x}, y{data[0].y, data[0].y};
    for (const DataPoint& p : data)
        x = {std::min(x.low, p.x), std::max(x.high, p.x)}, y = {std::min(y.low, p.y), std::max(y.high, p.y)};
    EXPECT_GT(std::max(x.length() / panel.x.range->length(), y.length() / panel.y.range->length()), 1.0 / 3);
    EXPECT_GT(std::min(x.length() / panel.x.range->length(), y.length() / panel.y.range->length()), 0.2);
}

TEST_P(CourseTable, TheMinimumLiesWellWithinTheMap) {
    if (lab().id == "uncertain-regression") return;
    const Points points = std::get<Points>(table());
    for (const bool standardise : {false, true}) {
        if (standardise && lab().id != "loss-surfaces") continue;
        const Figure figure = figure_of(lab(), standardise ? values({{"standardise", true}}) : values());
        const Panel& map = panel_of(figure, "map");
        std::vector<double> x, y;
        for (const DataPoint& p : points) x.push_back(p.x), y.push_back(p.y);
        math::LineMoments m = math::line_moments(x, y);
        if (standardise) {
            const double scale = std::sqrt(m.variance_x / m.variance_y);
            m.slope *= scale, m.mean_x = m.mean_y = 0;
        }
        const auto share = [](Interval side, double v) { return (v - side.low) / side.length(); };
        for (const double at : {share(*map.x.range, m.slope), share(*map.y.range, m.intercept())}) {
            EXPECT_GT(at, 0.15) << said(figure);
            EXPECT_LT(at, 0.85) << said(figure);
        }
        for (const Mark& mark : map.marks) {
            const auto* contours = std::get_if<Contours>(&mark);
            EXPECT_TRUE(contours == nullptr || contours->levels.exactly.size() >= 4) << said(figure);
        }
    }
}

// The ball is seen to move, or a sentence says why it does not stay.
TEST_P(CourseTable, TheBallRunsOrIsToldOf) {
    if (lab().id == "gaussian-mse") return;
    const Figure figure = figure_of(lab(), values());
    const auto has = [&](const char* id) {
        return std::any_of(figure.notices.begin(), figure.notices.end(),
                           [&](const Notice& n) { return n.id == id; });
    };
    if (lab().id == "uncertain-regression") {
        const bool told = has("falls-short") || has("thrown") || has("diverged");
        const bool small = std::get<1>(GetParam()) == "profits.csv";
        EXPECT_TRUE(told || small || figure.notices.empty()) << said(figure);
        const Figure apart = figure_of(lab(), values({{"standardise", true}}));
        EXPECT_TRUE(apart.notices.empty()) << said(apart);
        return;
    }
    EXPECT_TRUE(has("diverged")) << said(figure);
    // The buttons lead to a rate that it bears and, where its start is out of sight, to one on the map.
    const auto jump = [&](const char* id) {
        return std::find_if(figure.jumps.begin(), figure.jumps.end(),
                            [&](const Jump& j) { return j.id == id; });
    };
    ASSERT_NE(jump("bearable-rate"), figure.jumps.end());
    std::vector<Setting> sets = jump("bearable-rate")->sets;
    EXPECT_EQ(has("start-outside"), jump("into-the-map") != figure.jumps.end());
    if (has("start-outside")) sets.push_back(jump("into-the-map")->sets[0]);
    const Figure slower = figure_of(lab(), with_settings(lab(), values(), sets));
    EXPECT_TRUE(slower.notices.empty()) << said(slower);
    const Figure apart = figure_of(lab(), values({{"standardise", true}}));
    EXPECT_TRUE(apart.notices.empty()) << said(apart);
}

INSTANTIATE_TEST_SUITE_P(
    Labs, CourseTable,
    ::testing::Combine(::testing::Values("loss-surfaces", "gaussian-mse", "uncertain-regression"),
                       ::testing::Values("study_hours.csv", "profits.csv", "salaries.csv",
                                         "advertising.csv:TV,sales", "advertising.csv:radio,sales")),
    [](const auto& both) {
        std::string name = std::get<0>(both.param) + std::get<1>(both.param);
        std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
        return name;
    });

// What is dragged among ten thousand points is drawn from some of them; what stays is exact.
TEST(TenThousandPoints, AreDrawnWithFewHandlesAndTheSameInBothDetails) {
    Points data;
    for (std::uint64_t i = 0; i < 10000; ++i) {
        const double x = 10 + 3 * math::random_normal({.seed = 1, .stream = 1, .step = i});
        data.push_back({x, 2 * x + math::random_normal({.seed = 1, .stream = 2, .step = i})});
    }
    for (const char* id : {"loss-surfaces", "gaussian-mse", "uncertain-regression"}) {
        const Lab& lab = find_lab(catalog(), id);
        std::vector<Setting> sets{{"data", data}};
        if (std::string(id) == "loss-surfaces")
            sets.push_back({"over", "line"}), sets.push_back({"rate", 0.004});
        const Values values = with_settings(lab, defaults(lab), sets);
        for (const Detail detail : {Detail::Drag, Detail::Full}) {
            const Figure figure = figure_of(lab, values, detail);
            EXPECT_TRUE(figure_faults(lab, figure).empty()) << id;
            const Panel& panel = panel_of(figure, "data");
            EXPECT_LE(panel.handles.size(), 402U) << id;
            EXPECT_TRUE(panel.colour_bar) << id;
            EXPECT_NE(said(figure).find("10000 points"), std::string::npos) << id;
        }
    }
}

}  // namespace course_tables_shown_test
}  // namespace lossfield::tests
