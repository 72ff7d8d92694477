// Paints a DisplayList into a Dear ImGui draw list: `scale` device pixels per logical pixel, its upper left
// corner at `origin`. The ground is the caller's: it clears the frame with it, which costs a fraction of a
// painted rectangle. Glyphs, formulas, images and 3-D scenes are kept as textures between frames.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include <imgui.h>

#include "app/gl/surface_gl.hpp"
#include "app/gl/texture.hpp"
#include "app/paint/glyph_atlas.hpp"
#include "app/paint/pieces.hpp"
#include "viz/display/display_list.hpp"
#include "viz/display/font_set.hpp"

namespace lossfield::app {

[[nodiscard]] inline ImU32 packed(const viz::Rgba& c) { return IM_COL32(c.r, c.g, c.b, c.a); }

class Painter {
  public:
    explicit Painter(const viz::FontSet& fonts);

    // Between frames: drops textures that were not used for a while.
    void begin_frame();
    // Of this frame, for who keeps what was painted.
    [[nodiscard]] const PaintedParts& parts() const { return parts_; }
    // Textures that are not the painter's show something else now.
    void textures_replaced() { ++parts_.epoch; }

    void paint(ImDrawList& to, const viz::DisplayList& list, ImVec2 origin, float scale);

    // One line of rich text, its baseline starting at `at` (device pixels); `size` is the em in logical pixels.
    void text(ImDrawList& to, const viz::TextLine& line, ImVec2 at, float scale, const viz::Rgba& colour);

    [[nodiscard]] const viz::FontSet& fonts() const { return fonts_; }

  private:
    struct Kept {
        Texture texture;
        float left = 0, top = 0;  // from the baseline's left end
        long long used = 0;
        std::shared_ptr<const std::vector<std::uint32_t>> source;  // keeps its address from being used again
    };
    using FormulaKey = std::tuple<std::string, long, std::uint32_t>;
    using ImageKey = std::pair<const void*, bool>;

    // The texture has other contents than the one that had its name before.
    void renew(unsigned texture) { parts_.contents[texture] = ++renewed_; }

    void run(ImDrawList& to, const viz::TextPrim& prim, ImVec2 origin, float scale);
    void formula(ImDrawList& to, const viz::FormulaPrim& prim, ImVec2 origin, float scale);
    void image(ImDrawList& to, const viz::ImagePrim& prim, ImVec2 origin, float scale);
    void scene(ImDrawList& to, const viz::ScenePrim& prim, ImVec2 origin, float scale);

    const viz::FontSet& fonts_;
    GlyphAtlas atlas_;
    std::map<FormulaKey, Kept> formulas_;
    std::map<ImageKey, Kept> images_;
    // Made for the first scene. Images belong to scenes by their order in a frame.
    std::unique_ptr<SurfaceGl> surfaces_;
    std::vector<std::unique_ptr<SceneImage>> scenes_;
    std::size_t scenes_painted_ = 0;
    long long frame_ = 0;
    PaintedParts parts_;
    std::uint64_t renewed_ = 0;
};

}  // namespace lossfield::app
