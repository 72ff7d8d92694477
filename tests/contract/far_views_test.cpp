// Nothing far away breaks or bends a picture: every panel of every lab, with views of half widths from 1e-300 to 1e300 about
// any place, on pages of any size, with any values and from any side. No crash, no coordinate that is not finite, none off
// the page but for a margin.
//   LOSSFIELD_FAR_VIEWS=200   so many pictures of each lab instead of a few, LOSSFIELD_FAR_PNGS=5 so many of them as pixels
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "tests/contract/situations.hpp"
#include "tests/support/random_values.hpp"
#include "viz/draw/frame_cut.hpp"
#include "viz/export/export.hpp"
#include "viz/inputs/resolvable.hpp"
#include "viz/space/surface_painter.hpp"

namespace lossfield::tests {
namespace far_views_test {

using namespace viz;

int count_of(const char* variable, int usual) {
    const char* given = std::getenv(variable);
    return given != nullptr ? std::atoi(given) : usual;
}

Interval random_range(const Interval& shown, Random& random) {
    const std::array<double, 4> middles{
        0, random.between(shown.low, shown.high), shown.low,
        std::pow(10.0, random.between(-20, 300)) * (random.below(2) == 0 ? 1 : -1)};
    const double middle = middles[random.below(middles.size())];
    const std::array<double, 3> halves{std::pow(10.0, random.between(-300, 300)),
                                       shown.length() * std::pow(10.0, random.between(-13, 3)),
                                       std::abs(middle) * std::pow(10.0, random.between(-13, 2))};
    const double half = halves[random.below(halves.size())];
    return {middle - half, middle + half};
}

double random_side(double low, double high, Random& random) {
    return std::floor(low * std::pow(high / low, random.between(0, 1)));
}

// What a painter would meet of a page: where the coordinates lie that are drawn.
struct Coordinates {
    Domain marks;  // of all but words
    std::string fault{};

    void see(const char* what, Vec2 p, bool words = false) {
        if (!fault.empty()) return;
        // Words of a page that is too small for them may begin beside it.
        const Domain room = words ? Domain{{-2e4, 2e4}, {-2e4, 2e4}} : marks;
        if (!holds(room, p)) fault = fmt::format("{} at {}, {}", what, p.x, p.y);
    }
    void box(const char* what, const Rect& r) { see(what, {r.x, r.y}), see(what, {r.right(), r.bottom()}); }

    void operator()(const StrokePrim& p) {
        for (const Vec2 v : p.points) see("a line", v);
        if (!std::isfinite(p.width + p.dash_begun)) fault = "a line's width";
    }
    void operator()(const FillPrim& p) {
        for (const Vec2 v : p.points) see("a region", v);
        for (const Vec2 v : p.triangle_points) see("a triangle", v);
        for (const std::uint32_t i : p.triangle_indices)
            if (i >= (p.triangle_points.empty() ? p.points.size() : p.triangle_points.size()))
                fault = "a corner too many";
    }
    void operator()(const TextPrim& p) { see("a text", {p.x, p.y}, true); }
    void operator()(const FormulaPrim& p) { see("a formula", {p.x, p.y}, true); }
    void operator()(const ImagePrim& p) {
        box("an image", p.rect);
        const auto wanted = static_cast<std::size_t>(p.width) * static_cast<std::size_t>(p.height);
        if (p.rgba->size() != wanted) fault = "an image's pixels";
    }
    void operator()(const ScenePrim& p) {
        for (const SceneLine& line : p.scene->lines)
            for (const Vec3& v : line.points)
                if (!std::isnan(v.x + v.y + v.z) && !(std::abs(v.x) + std::abs(v.y) + std::abs(v.z) < 1e4))
                    fault = fmt::format("a line in space at {}, {}, {}", v.x, v.y, v.z);
        for (const SceneSurface& s : p.scene->surfaces)
            for (const double z : s.mesh.height)
                if (!std::isnan(z) && !(std::abs(z) < 1e3))
                    fault = fmt::format("a surface at the height {}", z);
    }
    void operator()(const ClipPrim& p) { box("a frame", p.rect); }
    void operator()(const UnclipPrim&) {}
    void operator()(const GroupPrim&) {}
};

// Sides of the page and of what a page too small for it holds, with a margin.
Domain room_of(const Composition& c) {
    Domain room{{0, c.list.width}, {0, c.list.height}};
    for (const PanelFrame& p : c.panels)
        for (const Rect& r : {p.cell, p.plot}) {
            room.x = {std::min(room.x.low, r.x), std::max(room.x.high, r.right())};
            room.y = {std::min(room.y.low, r.y), std::max(room.y.high, r.bottom())};
        }
    constexpr double words_beside = 300;  // keys of a legend and rules between texts go where their words go
    const bool small = c.list.width < 800 || c.list.height < 600;
    const double margin = 2 * frame_margin + (small ? words_beside : 0);
    return {{room.x.low - margin, room.x.high + margin}, {room.y.low - margin, room.y.high + margin}};
}

class FarViews : public ::testing::TestWithParam<const Lab*> {};

TEST_P(FarViews, NothingBreaksNorLeavesThePage) {
    const Lab& lab = *GetParam();
#ifdef LOSSFIELD_FEW_RANDOM_VALUES
    const int wanted = count_of("LOSSFIELD_FAR_VIEWS", 4);
#else
    const int wanted = count_of("LOSSFIELD_FAR_VIEWS", 20);
#endif
    const int pngs = count_of("LOSSFIELD_FAR_PNGS", 0);
    const int each = 5;  // views of one figure
    Random random(static_cast<std::uint64_t>(count_of("LOSSFIELD_FAR_SEED", 41)));
    std::vector<Situation> all = situations(lab, std::max(3, wanted / each));
    int drawn = 0, zoomed = 0, refused = 0, painted = 0;
    while (drawn < wanted) {
        // Presets and random values in turn.
        const Situation& s = all[random.below(all.size())];
        Figure figure = figure_of(lab, s.values, Detail::Drag);
        if (random.below(2) == 0) figure = flattened(figure, "none was asked for");
        const bool has_scene = has_space(figure);
        const Composition whole =
            compose(figure, {}, full_page(lab, 1280, 800), theme(ThemeId::Light), fonts());
        for (int k = 0; k < each && drawn < wanted; ++k, ++drawn) {
            View view;
            for (const PanelFrame& p : whole.panels) {
                view.cameras[p.id] = {random.between(-720, 720), random.between(-90, 90),
                                      std::pow(10.0, random.between(-0.7, 1.3))};
                if (random.below(4) == 0) continue;
                const Interval x = random_range(p.range.x, random), y = random_range(p.range.y, random);
                // A square one about any place, or any.
                const double half = x.length() / 2, middle = y.low / 2 + y.high / 2;
                const Domain range{x, random.below(2) == 0 ? y : Interval{middle - half, middle + half}};
                view.ranges[p.id] = range;
                (resolvable(range) ? zoomed : refused) += 1;
            }
            Page page = full_page(lab, random_side(120, 8000, random), random_side(90, 6000, random));
            page.show_handles = random.below(2) == 0;
            if (random.below(3) == 0) page.panel = figure.panels[random.below(figure.panels.size())].id;
            const Composition c = compose(figure, view, page, theme(ThemeId::Light), fonts());
            Coordinates seen{room_of(c)};
            for (const Prim& prim : c.list.prims) std::visit(seen, prim);
            std::string ranges;
            for (const auto& [panel, r] : view.ranges)
                ranges += fmt::format(" --view {}={},{},{},{}", panel, r.x.low, r.x.high, r.y.low, r.y.high);
            ASSERT_EQ(seen.fault, "") << page.width << "x" << page.height << ranges << "\n"
                                      << told(lab, s.values);
            if (has_scene) continue;
            try {
                const std::string svg = to_svg(c.list, fonts(), {});
                EXPECT_GT(svg.size(), 500U);
            } catch (const std::exception& e) {
                FAIL() << e.what() << ranges << "\n" << told(lab, s.values);
            }
            if (painted >= pngs || page.width > 2000 || page.height > 2000) continue;
            ++painted;
            EXPECT_GT(to_png(c.list, fonts(), {}, 1).size(), 100U);
        }
    }
    EXPECT_GT(zoomed, 0);
    EXPECT_GT(refused, 0);
    if (pngs > 0) fmt::print("{}: {} pictures, {} of them as pixels\n", lab.id, drawn, painted);
}

INSTANTIATE_TEST_SUITE_P(Labs, FarViews, ::testing::ValuesIn(all_labs()), [](const auto& lab) {
    std::string name = lab.param->id;
    std::erase(name, '-');
    return name;
});

}  // namespace far_views_test
}  // namespace lossfield::tests
