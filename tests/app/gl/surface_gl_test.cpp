// The surface painter's pixels, held against the function that the surface shows. Bounds leave room for software
// renderers of any vector width.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "tests/app/gl/painted_scene.hpp"

namespace lossfield::tests {
namespace surface_gl_test {

class SurfaceGlPixels : public GlPixels {};

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double two_hills(double x, double y) {
    const auto hill = [](double u, double v, double width) { return std::exp(-(u * u + v * v) / width); };
    return 1.5 * hill(x - 0.7, y + 0.4, 0.35) + 1.1 * hill(x + 0.8, y - 0.6, 0.5);
}

Surface surface_of(double (*f)(double, double)) {
    Surface s;
    s.id = "surface";
    s.field = sample_grid({{-2, 2}, {-2, 2}}, 256, 256, f);
    s.lines = false;
    s.levels.exactly = {};
    return s;
}

Panel panel_of(const Surface& surface, const Camera& camera) {
    Panel p{.id = "space", .kind = PanelKind::Space};
    p.camera = camera;
    p.marks = {surface};
    return p;
}

// --- a path on the surface

Vec2 on_path(double t) {  // over both hills and around them
    return {1.5 * std::cos(2 * t) * (1 - 0.3 * t / 6.3), 1.5 * std::sin(3 * t)};
}

// The ray from a place of the surface towards the viewer, followed through the function itself.
bool is_visible(const SceneSurface& s, const Projection& seen, Vec2 ground) {
    const auto box_z = [&](double x, double y) {
        return std::lerp(s.box_z.low, s.box_z.high, (two_hills(x, y) - s.z.low) / s.z.length());
    };
    const Vec3 to = seen.towards();
    const double x0 = ground.x / 4, y0 = ground.y / 4, z0 = box_z(ground.x, ground.y);
    for (double t = 0.004; t < 2; t += 0.0005) {
        const double x = x0 + t * to.x, y = y0 + t * to.y;
        if (std::abs(x) > 0.5 || std::abs(y) > 0.5) break;
        if (box_z(4 * x, 4 * y) > z0 + t * to.z) return false;
    }
    return true;
}

TEST_F(SurfaceGlPixels, APathIsSeenWhereARayFromItMeetsNoHill) {
    constexpr std::size_t samples = 4000, asked = 200;
    Curve path;
    path.id = "path";
    path.colour = {Role::Accent};
    path.width = 3;
    for (std::size_t i = 0; i < samples; ++i) {
        const Vec2 p = on_path(2 * std::numbers::pi * static_cast<double>(i) / (samples - 1));
        path.x.push_back(p.x), path.y.push_back(p.y);
    }
    const Rgba accent = theme(ThemeId::Light).accent;
    const std::uint32_t colour = 0xff000000U | static_cast<std::uint32_t>(accent.b) << 16 |
                                 static_cast<std::uint32_t>(accent.g) << 8 | accent.r;
    std::size_t all_visible = 0, all_hidden = 0;
    for (double azimuth = 10; azimuth < 370; azimuth += 45) {
        Panel panel = panel_of(surface_of(two_hills), {azimuth, 22, 1});
        panel.add(path);
        const ScenePrim prim = scene_of(panel);
        const Picture picture = paint(prim);
        const SceneSurface& s = prim.scene->surfaces[0];
        const Projection& seen = prim.scene->projection;
        const auto page = [&](std::size_t i) {
            const double f = (two_hills(path.x[i], path.y[i]) - s.z.low) / s.z.length();
            return seen.to_pixels({path.x[i] / 4, path.y[i] / 4, std::lerp(s.box_z.low, s.box_z.high, f)});
        };
        std::vector<Vec2> places;
        std::vector<bool> visible;
        for (std::size_t i = 0; i < samples; ++i) {
            places.push_back(page(i));
            visible.push_back(is_visible(s, seen, {path.x[i], path.y[i]}));
        }
        // Behind another, visible part of the path the colour says nothing; such places are not asked.
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < samples; ++i) {
            bool covered = false;
            for (std::size_t j = 0; j < samples && !visible[i] && !covered; ++j) {
                const std::size_t apart = std::min(i > j ? i - j : j - i, samples - (i > j ? i - j : j - i));
                covered = visible[j] && apart > 60 &&
                          std::hypot(places[j].x - places[i].x, places[j].y - places[i].y) < 4;
            }
            if (!covered) open.push_back(i);
        }
        std::size_t agreed = 0, hidden = 0;
        std::string differing;
        for (std::size_t k = 0; k < asked; ++k) {
            const std::size_t i = open[k * open.size() / asked];
            const bool seen_here = difference(picture.at(places[i]), colour) < 60;
            agreed += seen_here == visible[i] ? 1 : 0;
            hidden += visible[i] ? 0 : 1;
            if (seen_here != visible[i])
                differing += (seen_here ? " seen " : " not seen ") + std::to_string(i);
        }
        RecordProperty("azimuth " + std::to_string(static_cast<int>(azimuth)),
                       std::to_string(agreed) + " of 200, hidden " + std::to_string(hidden) + differing);
        EXPECT_GE(static_cast<double>(agreed), 0.98 * asked) << azimuth << ":" << differing;
        all_hidden += hidden;
        all_visible += asked - hidden;
    }
    EXPECT_GT(all_hidden, 100u);
    EXPECT_GT(all_visible, 600u);
}

TEST_F(SurfaceGlPixels, APointIsHiddenBehindAHill) {
    for (const bool behind : {true, false}) {
        Panel panel = panel_of(surface_of(two_hills), {0, 10, 1});  // from the side of positive x
        PointSet point;
        point.id = "point";
        point.x = {behind ? 0.1 : 1.4}, point.y = {-0.4};
        panel.add(point);
        const ScenePrim prim = scene_of(panel);
        const std::uint32_t pixel =
            paint(prim).at(prim.scene->projection.to_pixels(prim.scene->points[0].at));
        const Rgba accent = theme(ThemeId::Light).accent;
        EXPECT_EQ(std::abs(channel(pixel, 0) - accent.r) < 20 && std::abs(channel(pixel, 16) - accent.b) < 20,
                  !behind);
    }
}

// --- holes, cuts, lines

TEST_F(SurfaceGlPixels, AHoleIsTransparentAndItsEdgeIsWhereItIs) {
    Surface s = surface_of([](double x, double y) { return x * x + y * y < 1 ? nan : 0.0; });
    s.scale.high = 1;
    Panel panel = panel_of(s, {-90, 90, 1});
    panel.z.range = Interval{-1, 1};
    const ScenePrim prim = scene_of(panel);
    const Picture picture = paint(prim);
    const Projection& seen = prim.scene->projection;
    for (double angle = 0; angle < 6.3; angle += 0.1)
        for (const double radius : {0.0, 0.5, 0.97, 1.03, 1.5}) {
            const Vec2 at = seen.to_pixels({radius / 4 * std::cos(angle), radius / 4 * std::sin(angle), 0});
            EXPECT_EQ(picture.at(at) >> 24, radius < 1 ? 0u : 255u) << radius << " at " << angle;
        }
    // Beside the surface, too.
    EXPECT_EQ(picture.at(seen.to_pixels({0.51, 0.2, 0})) >> 24, 0u);
    // No dark fringe: what is half covered has the colour of the rest.
    const std::uint32_t ground = picture.at(seen.to_pixels({0.4, 0.4, 0}));
    int fringe = 0;
    for (const std::uint32_t p : *picture.image.rgba) {
        if (p >> 24 == 0) continue;
        fringe += p >> 24 != 255 ? 1 : 0;
        EXPECT_LT(difference(p | 0xff000000U, ground), 8) << std::hex << p << " " << ground;
    }
    EXPECT_GT(fringe, 100);
}

TEST_F(SurfaceGlPixels, ACutEndsLevelWithAMarkedRim) {
    Surface s = surface_of([](double, double y) { return y * y; });
    s.cut = 2.0;
    Panel panel = panel_of(s, {-90, 15, 1});  // a trough across the view: the far wall's rim is its upper end
    panel.z.range = Interval{0, 4};
    const ScenePrim prim = scene_of(panel);
    const Rgba warning = theme(ThemeId::Light).warning;
    for (const double scale : {1.0, 2.0}) {
        const Picture picture = paint(prim, scale);
        for (double x = -1.9; x < 2; x += 0.1) {
            const Vec2 rim = prim.scene->projection.to_pixels({x / 4, std::sqrt(2.0) / 4, 0});
            EXPECT_EQ(picture.at({rim.x, rim.y - 1.6}) >> 24, 0u) << x;
            EXPECT_EQ(picture.at({rim.x, rim.y + 1.6}) >> 24, 255u) << x;
            int red = 0;
            for (double dy = -1; dy <= 2; dy += 0.5) {
                const std::uint32_t p = picture.at({rim.x, rim.y + dy});
                red += std::abs(channel(p, 0) - warning.r) + std::abs(channel(p, 8) - warning.g) < 60 ? 1 : 0;
            }
            EXPECT_GE(red, 1) << x;
        }
    }
}

TEST_F(SurfaceGlPixels, ContourLinesHaveOneWidthOnEverySlope) {
    Surface s = surface_of([](double x, double) { return x < 0 ? 0.2 * x : 3 * x; });
    s.lines = true;
    s.colour.reset();
    s.line_colour = {Role::Ink};
    s.line_width = 2;
    s.levels.exactly = {-0.2, 3};
    for (const double elevation : {90.0, 50.0}) {
        Panel panel = panel_of(s, {-90, elevation, 1});
        panel.z.range = Interval{-1, 6};
        const ScenePrim prim = scene_of(panel);
        for (const double scale : {1.0, 2.0}) {
            const Picture picture = paint(prim, scale);
            const Projection& seen = prim.scene->projection;
            for (const double level : {-0.2, 3.0}) {
                const double x = level < 0 ? level / 0.2 : level / 3;
                const Vec2 middle = seen.to_pixels({x / 4, 0, -0.3 + 0.6 * (level + 1) / 7});
                // Ink across the line, in page pixels: darkness against the ground beside it.
                const std::uint32_t beside = picture.at({middle.x - 6, middle.y});
                const Rgba ink = theme(ThemeId::Light).ink;
                double width = 0;
                for (double dx = -5; dx <= 5; dx += 1 / scale)
                    width += (channel(beside, 8) - channel(picture.at({middle.x + dx, middle.y}), 8)) /
                             static_cast<double>(channel(beside, 8) - ink.g) / scale;
                EXPECT_NEAR(width, 2, 0.35) << level << " at " << elevation << ", scale " << scale;
            }
        }
    }
}

// --- the picture as a whole

TEST_F(SurfaceGlPixels, TheSameBytesTwice) {
    Panel panel = panel_of(surface_of(two_hills), {-60, 30, 1});
    const ScenePrim prim = scene_of(panel);
    const Picture first = paint(prim, 1.5);
    auto again = app::make_surface_source()();
    EXPECT_EQ(*first.image.rgba, *paint(prim, 1.5).image.rgba);
    EXPECT_EQ(*first.image.rgba, *std::get<0>(again)->paint(prim, 1.5).rgba);
}

// Means over squares of 16 pixels.
std::vector<double> coarse(const ImagePrim& image) {
    std::vector<double> out;
    for (int y = 0; y + 16 <= image.height; y += 16)
        for (int x = 0; x + 16 <= image.width; x += 16)
            for (const int shift : {0, 8, 16, 24}) {
                double sum = 0;
                for (int k = 0; k < 256; ++k) {
                    const std::uint32_t p =
                        (*image.rgba)[static_cast<std::size_t>((y + k / 16) * image.width + x + k % 16)];
                    sum += channel(p, shift) * (shift == 24 ? 1.0 : channel(p, 24) / 255.0);
                }
                out.push_back(sum / 256);
            }
    return out;
}

TEST_F(SurfaceGlPixels, ADraftIsTheSamePicture) {
    Surface s = surface_of(two_hills);
    s.lines = true;
    const Panel panel = panel_of(s, {-60, 30, 1});
    const auto file = coarse(paint(scene_of(panel)).image);
    for (const Finish finish : {Finish::Draft, Finish::Screen}) {
        const auto other = coarse(paint(scene_of(panel, finish)).image);
        ASSERT_EQ(other.size(), file.size());
        for (std::size_t i = 0; i < file.size(); ++i) EXPECT_NEAR(other[i], file[i], 20) << i;
    }
}

TEST_F(SurfaceGlPixels, PartsOfALargePictureMeet) {
    Surface s = surface_of(two_hills);
    s.lines = true;
    const ScenePrim prim = scene_of(panel_of(s, {-60, 30, 1}));
    const auto small = coarse(paint(prim, 1).image);
    const ImagePrim large = painter_->paint(prim, 3);
    ASSERT_GT(large.width, 2048);
    // The middle of each square of 3 x 3 pixels.
    ImagePrim shrunk;
    shrunk.width = large.width / 3, shrunk.height = large.height / 3;
    auto pixels = std::make_shared<std::vector<std::uint32_t>>();
    for (int y = 0; y < shrunk.height; ++y)
        for (int x = 0; x < shrunk.width; ++x)
            pixels->push_back((*large.rgba)[static_cast<std::size_t>((3 * y + 1) * large.width + 3 * x + 1)]);
    shrunk.rgba = pixels;
    const auto back = coarse(shrunk);
    ASSERT_EQ(back.size(), small.size());
    for (std::size_t i = 0; i < small.size(); ++i) EXPECT_NEAR(back[i], small[i], 25) << i;
}

TEST_F(SurfaceGlPixels, ASurfaceInOneColourLetsShineThrough) {
    Panel panel = panel_of(surface_of([](double, double) { return 0.0; }), {-90, 90, 1});
    panel.z.range = Interval{-1, 1};
    const std::uint32_t bare = [&] {
        const ScenePrim prim = scene_of(panel);
        return paint(prim).at(prim.scene->projection.to_pixels({0.2, 0.2, 0}));
    }();
    Surface plane =
        surface_of([](double x, double) { return x; });  // above the first where x > 0, and out of the box
    plane.colour = Colour{Role::Warning, 0, 0.5};
    panel.add(plane);
    const ScenePrim prim = scene_of(panel);
    const Picture picture = paint(prim);
    const auto at = [&](double x) { return picture.at(prim.scene->projection.to_pixels({x / 4, 0.2, 0})); };
    EXPECT_GT(difference(at(0.5), bare), 30);
    EXPECT_LT(difference(at(-0.5), bare), 3);
    EXPECT_LT(difference(at(1.5), bare), 3);
    EXPECT_EQ(at(0.5) >> 24, 255u);
}

TEST_F(SurfaceGlPixels, TooLargeAPictureIsRefused) {
    EXPECT_THROW((void)painter_->paint(scene_of(panel_of(surface_of(two_hills), {})), 40), OutputError);
}

}  // namespace surface_gl_test
}  // namespace lossfield::tests
