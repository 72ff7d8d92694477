// A line cut where its colour changes.
#include "viz/draw/coloured_line.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/contract/situations.hpp"
#include "viz/compose/compose.hpp"
#include "viz/space/scene.hpp"
#include "viz/space/surface_painter.hpp"

namespace lossfield::tests {
namespace coloured_line_test {

using namespace viz;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

ValuedPoint on_page(double x, double y, double position) { return {{}, {x, y}, position}; }

double length_of(const std::vector<ColouredPoint>& line) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        if (line[i].step >= 0)
            sum += std::hypot(line[i + 1].page.x - line[i].page.x, line[i + 1].page.y - line[i].page.y);
    return sum;
}

TEST(ColouredLine, EveryColourHasItsShareOfAnEvenStretch) {
    const auto line = coloured_line({on_page(0, 0, 0), on_page(480, 0, 1)});
    ASSERT_EQ(line.size(), static_cast<std::size_t>(colour_steps) + 1);
    for (int k = 0; k < colour_steps; ++k) {
        EXPECT_EQ(line[static_cast<std::size_t>(k)].step, k);
        EXPECT_NEAR(line[static_cast<std::size_t>(k)].page.x, 10 * k, 1e-9);
    }
    EXPECT_EQ(line.back().step, -1);
    // The way back has the same colours in the same places.
    const auto back = coloured_line({on_page(480, 0, 1), on_page(0, 0, 0)});
    ASSERT_EQ(back.size(), line.size());
    for (std::size_t k = 0; k + 1 < back.size(); ++k) {
        EXPECT_EQ(back[k].step, colour_steps - 1 - static_cast<int>(k));
        EXPECT_NEAR(back[k].page.x, 480 - 10 * static_cast<double>(k), 1e-9);
    }
}

TEST(ColouredLine, OneValueIsOneRun) {
    for (const double position : {0.0, 0.25, 0.5, 1.0}) {
        const auto runs = runs_of(
            coloured_line({on_page(0, 0, position), on_page(50, 0, position), on_page(50, 50, position)}));
        ASSERT_EQ(runs.size(), 1u) << position;
        EXPECT_EQ(runs[0].points.size(), 3u);
    }
}

// Whatever the values do, the line keeps its points and its length.
TEST(ColouredLine, NothingOfTheLineIsLost) {
    std::vector<ValuedPoint> line;
    double length = 0;
    for (int k = 0; k < 200; ++k) {
        line.push_back(on_page(7 * k, 20 * std::sin(k), 0.5 + 0.5 * std::cos(3.7 * k)));
        if (k > 0) length += std::hypot(7, line[line.size() - 1].page.y - line[line.size() - 2].page.y);
    }
    const auto cut = coloured_line(line);
    EXPECT_NEAR(length_of(cut), length, 1e-6);
    std::size_t next = 0;
    for (const ColouredPoint& p : cut)
        if (next < line.size() && p.page == line[next].page) ++next;
    EXPECT_EQ(next, line.size());
}

TEST(ColouredLine, RunsMeetWithoutAGap) {
    std::vector<ValuedPoint> line;
    for (int k = 0; k <= 30; ++k) line.push_back(on_page(20 * k, 30 * std::sin(k), k / 30.0));
    const auto runs = runs_of(coloured_line(line));
    ASSERT_EQ(runs.size(), static_cast<std::size_t>(colour_steps));
    for (std::size_t k = 0; k + 1 < runs.size(); ++k) {
        EXPECT_NE(runs[k].step, runs[k + 1].step);
        // The run before reaches beneath the next along its first stretch.
        const Vec2 end = runs[k].points.back(), joint = runs[k].points[runs[k].points.size() - 2],
                   start = runs[k + 1].points[0], on = runs[k + 1].points[1];
        EXPECT_EQ(joint, start);
        EXPECT_NEAR((end.x - start.x) * (on.y - start.y), (end.y - start.y) * (on.x - start.x), 1e-6);
        EXPECT_GT((end.x - start.x) * (on.x - start.x) + (end.y - start.y) * (on.y - start.y), 0);
    }
}

TEST(ColouredLine, ANumberThatIsMissingIsAGap) {
    const auto line =
        coloured_line({on_page(0, 0, 0.1), on_page(10, 0, 0.1), on_page(20, 0, nan), on_page(30, 0, 0.1),
                       on_page(nan, 0, 0.1), on_page(50, 0, 0.1), on_page(60, 0, 0.1)});
    EXPECT_NEAR(length_of(line), 20, 1e-12);
    EXPECT_EQ(runs_of(line).size(), 2u);
    EXPECT_TRUE(coloured_line({on_page(0, 0, 0.5)}).empty());
    EXPECT_TRUE(coloured_line({}).empty());
}

TEST(ColouredLine, DashesGoOnThroughColoursAndCorners) {
    std::vector<ValuedPoint> line;
    for (int k = 0; k <= 90; ++k) line.push_back(on_page(k, 0, std::abs(std::sin(k))));
    const auto dashed = coloured_line(line, {5, 4});
    EXPECT_NEAR(length_of(dashed), 50, 1e-3);  // ten periods of nine pixels
    for (std::size_t i = 0; i + 1 < dashed.size(); ++i) {
        if (dashed[i].step < 0) continue;
        EXPECT_LT(std::fmod(dashed[i].page.x + 1e-4, 9), 5.001);
    }
}

// As an uncoloured line does: a part that is cut off counts, a gap does not.
TEST(ColouredLine, ThePatternGoesOnWhereAPartIsCutOff) {
    const auto whole = coloured_line({on_page(0, 0, 0.1), on_page(90, 0, 0.1)}, {5, 4});
    const auto rest = coloured_line({on_page(40, 0, 0.1), on_page(90, 0, 0.1)}, {5, 4}, 40);
    ASSERT_LT(rest.size(), whole.size());
    ASSERT_GT(rest.size(), 2U);
    for (std::size_t k = 1; k < rest.size(); ++k)
        EXPECT_NEAR(rest[rest.size() - k].page.x, whole[whole.size() - k].page.x, 1e-9);
    const auto gapped = coloured_line({on_page(0, 0, 0.1), on_page(7, 0, 0.1), on_page(10, 0, nan),
                                       on_page(20, 0, 0.1), on_page(29, 0, 0.1)},
                                      {5, 4});
    EXPECT_NEAR(length_of(gapped), 10, 1e-9);
}

TEST(ColouredLine, ManyPointsInOnePlaceCostNothing) {
    std::vector<ValuedPoint> line;
    for (int k = 0; k < 100000; ++k) line.push_back(on_page(1e-4 * k, 0, (k % 7) / 7.0));
    EXPECT_LT(coloured_line(line).size(), 300u);
    EXPECT_NEAR(length_of(coloured_line(line)), 9.9999, 1e-6);
}

Figure with_curve(PanelKind kind, Curve curve) {
    Panel panel{.id = "panel", .title = "Panel", .kind = kind};
    panel.x.range = Interval{-1, 1}, panel.y.range = Interval{-1, 1};
    if (kind == PanelKind::Space) {
        Surface bowl;
        bowl.id = "bowl";
        bowl.field = sample_grid({{-1, 1}, {-1, 1}}, 9, 9, [](double x, double y) { return x * x + y * y; });
        panel.add(std::move(bowl));
    }
    curve.id = "curve";
    panel.add(std::move(curve));
    Figure figure;
    figure.panels = {std::move(panel)};
    return figure;
}

Curve rising() {
    Curve curve;
    curve.x = {-1, 0, 1}, curve.y = {-1, 0.2, 1};
    curve.values = {0, 5, 10};
    return curve;
}

const Scene& scene_of(const Composition& c) {
    for (const Prim& p : c.list.prims)
        if (const auto* s = std::get_if<ScenePrim>(&p)) return *s->scene;
    throw std::logic_error("no scene");
}

TEST(ColouredCurve, IsPaintedInTheColoursOfItsScale) {
    for (const ThemeId id : {ThemeId::Light, ThemeId::Dark}) {
        const Theme& t = theme(id);
        const Composition c = compose(with_curve(PanelKind::Axes, rising()), {}, {}, t, fonts());
        std::vector<Rgba> seen;
        for (const Prim& p : c.list.prims)
            if (const auto* s = std::get_if<StrokePrim>(&p); s != nullptr && s->width == 2)
                seen.push_back(s->colour);
        ASSERT_EQ(seen.size(), static_cast<std::size_t>(colour_steps));
        EXPECT_EQ(seen.front(), colour_of_step(t, ColourMapKind::Sequential, 0));
        EXPECT_EQ(seen.back(), colour_of_step(t, ColourMapKind::Sequential, colour_steps - 1));
    }
}

TEST(ColouredCurve, AHaloLiesUnderAllOfIt) {
    Curve curve = rising();
    curve.halo = 1.5;
    const Composition c = compose(with_curve(PanelKind::Axes, curve), {}, {}, theme(ThemeId::Light), fonts());
    bool colours = false;
    int under = 0;
    for (const Prim& p : c.list.prims) {
        const auto* s = std::get_if<StrokePrim>(&p);
        if (s == nullptr) continue;
        colours = colours || s->width == 2;
        if (s->width != 5) continue;
        EXPECT_FALSE(colours);
        ++under;
    }
    EXPECT_EQ(under, 1);
}

TEST(ColouredCurve, LaidOnASurfaceItsColoursLieWhereTheyDoOnTheMap) {
    const Composition c =
        compose(with_curve(PanelKind::Space, rising()), {}, {}, theme(ThemeId::Light), fonts());
    const Scene& scene = scene_of(c);
    ASSERT_EQ(scene.lines.size(), 1u);
    const SceneLine& line = scene.lines[0];
    ASSERT_EQ(line.colours.size(), line.points.size());
    int checked = 0;
    for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
        if (std::isnan(line.points[i + 1].x)) break;
        // Along the two stretches the value is linear in x, from 0 at the left edge to 10 at the right one.
        const double position = (line.points[i].x + line.points[i + 1].x) / 2 + 0.5;
        const int step = std::min(static_cast<int>(position * colour_steps), colour_steps - 1);
        EXPECT_EQ(line.colours[i], colour_of_step(theme(ThemeId::Light), ColourMapKind::Sequential, step))
            << position;
        ++checked;
    }
    EXPECT_GE(checked, colour_steps);
}

TEST(ColouredCurve, ThroughSpaceItHasOneColourForEachStretch) {
    Curve curve = rising();
    curve.z = {0, 1, 2};
    const Composition c =
        compose(with_curve(PanelKind::Space, curve), {}, {}, theme(ThemeId::Light), fonts());
    const SceneLine& line = scene_of(c).lines.at(0);
    ASSERT_EQ(line.points.size(), static_cast<std::size_t>(colour_steps) + 2);  // its end, and the gap behind
    EXPECT_NE(line.colours.front(), line.colours[colour_steps - 1]);
    const Figure flat = flattened(with_curve(PanelKind::Space, curve), "no driver");
    int kept = 0;
    for (const Mark& m : flat.panels[0].marks)
        if (const auto* drawn = std::get_if<Curve>(&m)) kept += drawn->values == curve.values ? 1 : 0;
    EXPECT_EQ(kept, 1);
}

}  // namespace coloured_line_test
}  // namespace lossfield::tests
