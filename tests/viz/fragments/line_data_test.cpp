// Pieces of pictures of line fits: the points with their handles, segments, squares that are squares, ranges that stay.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/contract/situations.hpp"
#include "tests/support/support.hpp"
#include "viz/fragments/line_data.hpp"
#include "viz/fragments/scatter.hpp"

namespace lossfield::viz {
namespace line_data_test {

using tests::close;

const Points data{{-2, 1, ""}, {0, -1, ""}, {1, 3, ""}, {4, 1.5, ""}};

const Polygon& square(const Panel& panel, std::size_t k) { return std::get<Polygon>(panel.marks.at(k)); }

TEST(LineData, SquaresAreSquaresOnTheScreen) {
    const math::Line line{0.5, 0.25};
    Panel panel{.id = "data"};
    panel.equal_aspect = true;
    const Domain range = line_data_range(data, 1.4);
    panel.x.range = range.x, panel.y.range = range.y;
    add_residual_squares(panel, data, line, {Role::Accent}, "squares");
    ASSERT_EQ(panel.marks.size(), data.size());
    Figure figure;
    figure.panels = {panel};
    const Composition c =
        compose(figure, View{}, Page{.width = 900, .height = 500}, theme(ThemeId::Light), tests::fonts());
    const PanelFrame& frame = c.panels.at(0);
    for (std::size_t k = 0; k < data.size(); ++k) {
        const Polygon& p = square(panel, k);
        EXPECT_EQ(p.label.empty(), k > 0);
        const double residual = std::abs(data[k].y - (line.slope * data[k].x + line.intercept));
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t j = (i + 1) % 4;
            const Vec2 a = frame.to_pixels(p.x[0][i], p.y[0][i]), b = frame.to_pixels(p.x[0][j], p.y[0][j]);
            const double unit = frame.plot.width / frame.range.x.length();
            EXPECT_TRUE(close(std::hypot(b.x - a.x, b.y - a.y), residual * unit, {1e-9, 1e-9}));
        }
    }
}

TEST(LineData, NoSquareIsCrossedByItsLine) {
    for (const double slope : {-2.0, -0.3, 0.0, 0.7, 3.0}) {
        const math::Line line{slope, 0.25};
        Panel panel{.id = "data"};
        add_residual_squares(panel, data, line, {Role::Accent}, "");
        for (std::size_t k = 0; k < data.size(); ++k) {
            const Polygon& p = square(panel, k);
            const double above = data[k].y - (line.slope * data[k].x + line.intercept);
            for (std::size_t i = 0; i < 4; ++i) {
                const double off = p.y[0][i] - (line.slope * p.x[0][i] + line.intercept);
                EXPECT_GE(off * (above > 0 ? 1 : -1), -1e-12) << "slope " << slope << ", point " << k;
            }
        }
    }
}

TEST(LineData, SegmentsRunFromThePointsToTheLine) {
    const Curve c = residual_segments(data, {2, -1}, {Role::Muted});
    ASSERT_EQ(c.x.size(), 3 * data.size());
    for (std::size_t k = 0; k < data.size(); ++k) {
        EXPECT_EQ(c.x[3 * k], data[k].x);
        EXPECT_EQ(c.x[3 * k + 1], data[k].x);
        EXPECT_EQ(c.y[3 * k], data[k].y);
        EXPECT_EQ(c.y[3 * k + 1], 2 * data[k].x - 1);
        EXPECT_TRUE(std::isnan(c.x[3 * k + 2]) && std::isnan(c.y[3 * k + 2]));
    }
}

TEST(LineData, RangesHoldTheDataAndFillThePanel) {
    for (const double ratio : {0.5, 1.0, 1.8})
        for (const Points& points : {data, Points{{3, 3, ""}}, Points{{0, -500, ""}, {0.1, 500, ""}}}) {
            const auto [x, y] = line_data_range(points, ratio);
            EXPECT_TRUE(close(x.length() / y.length(), ratio));
            for (const DataPoint& p : points) EXPECT_TRUE(x.contains(p.x) && y.contains(p.y));
        }
    // A small pull leaves the range where it is.
    Points pulled = data;
    pulled[2].y += 0.01;
    EXPECT_EQ(line_data_range(pulled, 1.4), line_data_range(data, 1.4));
}

TEST(LineData, EveryPointHasItsHandle) {
    Panel panel{.id = "data"};
    add_single_points(panel, data, scatter_of(data, Domain{{-9, 9}, {-9, 9}}), "points",
                      {series(0), series(1), series(0), series(1)});
    ASSERT_EQ(panel.handles.size(), data.size());
    for (std::size_t k = 0; k < data.size(); ++k) {
        const auto& move = std::get<MovePoint>(panel.handles[k].move);
        EXPECT_EQ(move.parameter, "points");
        EXPECT_EQ(move.index, k);
        EXPECT_EQ(panel.handles[k].x, data[k].x);
        EXPECT_EQ(panel.handles[k].y, data[k].y);
        EXPECT_EQ(panel.handles[k].colour, series(static_cast<int>(k % 2)));
    }
}

}  // namespace line_data_test
}  // namespace lossfield::viz
