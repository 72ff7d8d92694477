#include "app/gl/offscreen_gl.hpp"

#include <glad/gl.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <variant>

#include "app/paint/frame_painter.hpp"
#include "tests/support/specimen.hpp"
#include "viz/compose/compose.hpp"
#include "viz/files/render.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/space/surface_painter.hpp"

namespace lossfield::tests {
namespace offscreen_gl_test {

TEST(OffscreenGlPixels, RowsComeFromTheTop) {
    const auto made = app::OffscreenGl::make(7, 5);
    ASSERT_EQ(made.index(), 0u) << std::get<std::string>(made);
    const auto& gl = *std::get<0>(made);
    gl.bind();
    glEnable(GL_SCISSOR_TEST);
    for (int y = 0; y < 5; ++y) {
        glScissor(0, 4 - y, 7, 1);  // OpenGL's row 0 is the lowest
        glClearColor(static_cast<float>(y) / 255, 0, 64.0F / 255, 128.0F / 255);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    const viz::Raster raster = gl.read();
    ASSERT_EQ(raster.width, 7);
    ASSERT_EQ(raster.height, 5);
    for (unsigned i = 0; i < 35; ++i) EXPECT_EQ(raster.pixels[i], 0x80000040U | (i / 7) << 16) << i;
}

TEST(OffscreenGlSize, TooLargeIsRefusedWithAReason) {
    for (const auto& [width, height] : {std::pair{0, 10}, std::pair{10, 1 << 20}}) {
        const auto made = app::OffscreenGl::make(width, height);
        ASSERT_EQ(made.index(), 1u) << width << " x " << height;
        EXPECT_NE(std::get<std::string>(made).find(std::to_string(height)), std::string::npos);
    }
}

// The screen's painter and the files' show one picture. Edges are softened differently, so single pixels may
// differ, but no area may.
TEST(FramePainterOpenGl, PaintsWhatCairoPaints) {
    const viz::FontSet fonts;
    const auto painter = app::make_frame_painter(fonts, 1280, 800);
    ASSERT_EQ(painter->name, "opengl") << painter->fallback;
    viz::Catalog labs = viz::catalog();
    labs.push_back(specimen());
    for (const viz::Lab& lab : labs) {
        const viz::Values values = viz::defaults(lab);
        // Surfaces have one painter only, so there is nothing to compare.
        const viz::Figure figure = viz::flattened(
            lab.draw(values, lab.compute(values, viz::Detail::Full, std::stop_token()), viz::View()), "flat");
        const viz::Composition composition = viz::compose(figure, viz::View(), viz::file_page(lab, {}),
                                                          viz::theme(viz::ThemeId::Light), fonts);
        painter->paint(composition.list);
        const viz::Raster screen = painter->read(), file = viz::rasterise(composition.list, fonts, 1);
        ASSERT_EQ(screen.pixels.size(), file.pixels.size());
        // Means over squares of 8 pixels, for each colour.
        constexpr int side = 8;
        for (int y = 0; y + side <= screen.height; y += side)
            for (int x = 0; x + side <= screen.width; x += side)
                for (const int shift : {0, 8, 16}) {
                    int difference = 0;
                    for (int k = 0; k < side * side; ++k) {
                        const auto at =
                            static_cast<std::size_t>((y + k / side) * screen.width + x + k % side);
                        difference += static_cast<int>(screen.pixels[at] >> shift & 255U) -
                                      static_cast<int>(file.pixels[at] >> shift & 255U);
                    }
                    EXPECT_LT(std::abs(difference), 32 * side * side) << lab.id << " at " << x << ", " << y;
                }
    }
}

}  // namespace offscreen_gl_test
}  // namespace lossfield::tests
