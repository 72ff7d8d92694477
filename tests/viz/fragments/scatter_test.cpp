// Data that stand alone and data that are counted: nothing is lost, and everything can be taken hold of.
#include "viz/fragments/scatter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "math/numerics/random.hpp"

namespace lossfield::viz {
namespace scatter_test {

constexpr Domain range{{-4, 4}, {-4, 4}};

Points cloud(std::size_t n, double wide = 1) {
    Points points;
    for (std::uint64_t i = 0; i < n; ++i)
        points.push_back({wide * math::random_normal({.seed = 4, .stream = 1, .step = i}),
                          wide * math::random_normal({.seed = 4, .stream = 2, .step = i})});
    return points;
}

double counted(const Scatter& s) { return std::accumulate(s.counts.begin(), s.counts.end(), 0.0); }

Panel shown(const Points& data, const Scatter& s) {
    Panel panel{.id = "data", .x = {.range = range.x}, .y = {.range = range.y}};
    add_density(panel, s);
    add_single_points(panel, data, s, "data", {{Role::Ink}});
    return panel;
}

TEST(Scatter, UpToFourHundredStandAlone) {
    for (const std::size_t n : {1U, 20U, 400U}) {
        const Points data = cloud(n, 3);
        const Scatter s = scatter_of(data, range);
        EXPECT_FALSE(s.crowded());
        EXPECT_EQ(s.single.size(), n);
        EXPECT_TRUE(crowd_notices(s).empty());
        const Panel panel = shown(data, s);
        EXPECT_EQ(panel.marks.size(), 1U);
        EXPECT_EQ(panel.handles.size(), n);
        EXPECT_FALSE(panel.colour_bar);
    }
}

TEST(Scatter, EveryPointInSightStandsAloneOrIsCounted) {
    for (const std::size_t n : {401U, 1000U, 10000U})
        for (const double wide : {0.05, 1.0, 2.5}) {
            const Points data = cloud(n, wide);
            const Scatter s = scatter_of(data, range);
            const auto inside = std::count_if(data.begin(), data.end(), [](const DataPoint& p) {
                return range.x.contains(p.x) && range.y.contains(p.y);
            });
            EXPECT_EQ(s.crowded(), static_cast<std::size_t>(inside) > most_single_points);
            EXPECT_EQ(static_cast<double>(s.single.size()) + counted(s), static_cast<double>(inside));
            if (!s.crowded()) continue;
            EXPECT_LE(s.single.size(), most_single_points);
            EXPECT_TRUE(std::is_sorted(s.single.begin(), s.single.end()));
            EXPECT_GE(*std::min_element(s.counts.begin(), s.counts.end()), 0);
        }
}

TEST(Scatter, MarksAndHandlesHoldWhatItSays) {
    const Points data = cloud(10000);
    const Scatter s = scatter_of(data, range);
    const Panel panel = shown(data, s);
    ASSERT_EQ(panel.marks.size(), 2U);
    const auto& heat = std::get<Heat>(panel.marks.at(0));
    double sum = 0;
    for (const double v : heat.field.values)
        if (v == v) sum += v;
    EXPECT_EQ(sum, counted(s));
    ASSERT_TRUE(panel.colour_bar);
    EXPECT_EQ(panel.colour_bar->label, "points per cell");
    ASSERT_EQ(panel.handles.size(), s.single.size());
    for (std::size_t k = 0; k < s.single.size(); ++k) {
        const Handle& handle = panel.handles.at(k);
        EXPECT_EQ(handle.id, "data-" + std::to_string(s.single[k] + 1));
        EXPECT_EQ(std::get<MovePoint>(handle.move).index, s.single[k]);
        EXPECT_EQ(handle.x, data[s.single[k]].x);
    }
    const Notices said = crowd_notices(s);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_NE(said.at(0).text.find(std::to_string(s.single.size()) + " stand alone"), std::string::npos);
}

// A cell with few is never counted while one with more stands alone.
TEST(Scatter, TheEmptiestCellsStandAlone) {
    const Points data = cloud(3000);
    const Scatter s = scatter_of(data, range);
    const double fewest = *std::min_element(s.counts.begin(), s.counts.end(), [](double a, double b) {
        return (a > 0 ? a : 1e9) < (b > 0 ? b : 1e9);
    });
    std::vector<std::size_t> alone(s.counts.size(), 0);
    for (const std::size_t i : s.single) {
        const auto column = static_cast<std::size_t>((data[i].x + 4) / 8 * static_cast<double>(s.columns)),
                   row = static_cast<std::size_t>((data[i].y + 4) / 8 * static_cast<double>(s.rows));
        ++alone[row * s.columns + column];
    }
    EXPECT_LT(static_cast<double>(*std::max_element(alone.begin(), alone.end())), fewest);
}

TEST(Scatter, ThePointUnderThePointerStandsAlone) {
    const Points data = cloud(10000, 0.2);
    for (const std::size_t i : {17U, 1234U, 9999U}) {
        const Scatter s = scatter_of(data, range, Pointer{"data", data[i].x, data[i].y});
        EXPECT_TRUE(std::binary_search(s.single.begin(), s.single.end(), i));
        EXPECT_EQ(static_cast<double>(s.single.size()) + counted(s), 10000);
    }
    Panel panel{.id = "data", .x = {.range = range.x}, .y = {.range = range.y}};
    View view;
    view.pointer = Pointer{"map", data[17].x, data[17].y};
    const Scatter elsewhere = scatter_of(data, panel, view);
    EXPECT_FALSE(std::binary_search(elsewhere.single.begin(), elsewhere.single.end(), 17U));
}

TEST(Scatter, ZoomedInTheyPart) {
    const Points data = cloud(10000);
    Panel panel{.id = "data", .x = {.range = range.x}, .y = {.range = range.y}};
    View view;
    view.ranges["data"] = {{0, 0.2}, {0, 0.2}};
    const Scatter s = scatter_of(data, panel, view);
    EXPECT_FALSE(s.crowded());
    EXPECT_EQ(s.single.size(), s.shown);
    EXPECT_GT(s.shown, 0U);
}

TEST(Scatter, EqualPointsAreOneCell) {
    const Points data(500, DataPoint{1, 1, ""});
    const Scatter s = scatter_of(data, range);
    EXPECT_TRUE(s.single.empty());
    EXPECT_EQ(counted(s), 500);
    EXPECT_NE(crowd_notices(s).at(0).text.find("none stands alone"), std::string::npos);
}

}  // namespace scatter_test
}  // namespace lossfield::viz
