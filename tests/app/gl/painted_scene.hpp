// Painted scenes, read pixel by pixel.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "app/gl/surface_source.hpp"
#include "viz/compose/compose.hpp"
#include "viz/space/surface_painter.hpp"

namespace lossfield::tests {

using namespace viz;

inline const FontSet& scene_fonts() {
    static const FontSet set;
    return set;
}

inline ScenePrim scene_of(const Panel& panel, Finish finish = Finish::File) {
    Figure figure;
    figure.panels = {panel};
    Page page;
    page.finish = finish;
    const Composition c = compose(figure, {}, page, theme(ThemeId::Light), scene_fonts());
    for (const Prim& p : c.list.prims)
        if (const auto* s = std::get_if<ScenePrim>(&p)) return *s;
    throw std::logic_error("no scene");
}

// A painted scene, read by places of its own: `unit` page pixels each.
struct Picture {
    ImagePrim image;
    double scale = 1, unit = 1;

    [[nodiscard]] std::uint32_t at(Vec2 place) const {
        const auto x = static_cast<long>(std::floor((place.x * unit - image.rect.x) * scale)),
                   y = static_cast<long>(std::floor((place.y * unit - image.rect.y) * scale));
        if (x < 0 || y < 0 || x >= image.width || y >= image.height) return 0;
        return (*image.rgba)[static_cast<std::size_t>(y * image.width + x)];
    }
};

class GlPixels : public testing::Test {
  protected:
    void SetUp() override {
        auto source = app::make_surface_source()();
        ASSERT_EQ(source.index(), 0u) << std::get<std::string>(source);
        painter_ = std::get<0>(source);
    }
    [[nodiscard]] Picture paint(const ScenePrim& scene, double scale = 1) const {
        return {painter_->paint(scene, scale), scale, scene.unit};
    }
    std::shared_ptr<SurfacePainter> painter_;
};

inline int channel(std::uint32_t pixel, int shift) { return static_cast<int>(pixel >> shift & 255U); }

inline int difference(std::uint32_t a, std::uint32_t b) {
    int most = 0;
    for (const int shift : {0, 8, 16, 24})
        most = std::max(most, std::abs(channel(a, shift) - channel(b, shift)));
    return most;
}

}  // namespace lossfield::tests
