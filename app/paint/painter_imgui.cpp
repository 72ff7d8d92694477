#include "app/paint/painter_imgui.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <utility>

#include <glad/gl.h>

#include "app/paint/paint_shapes.hpp"
#include "app/platform/imgui_compat.hpp"
#include "viz/display/formulas.hpp"
#include "viz/export/export.hpp"
#include "viz/inputs/overloaded.hpp"

namespace lossfield::app {

using viz::Overloaded;

namespace {

constexpr long long kept_frames = 120;

template <class Map>
void drop_unused(Map& kept, long long frame) {
    for (auto i = kept.begin(); i != kept.end();)
        i = i->second.used + kept_frames < frame ? kept.erase(i) : std::next(i);
}

// Cairo's premultiplied 0xAARRGGBB to straight 0xAABBGGRR.
std::uint32_t straight(std::uint32_t argb) {
    const std::uint32_t a = argb >> 24;
    if (a == 0) return 0;
    const auto part = [&](int shift) {
        return std::min(255U, (((argb >> shift) & 255U) * 255U + a / 2) / a);
    };
    return a << 24 | part(0) << 16 | part(8) << 8 | part(16);
}

}  // namespace

Painter::Painter(const viz::FontSet& fonts) : fonts_(fonts), atlas_(fonts) {}

void Painter::begin_frame() {
    ++frame_;
    if (atlas_.trim()) ++parts_.epoch;
    parts_.list = nullptr;
    parts_.ends.clear();
    drop_unused(formulas_, frame_);
    drop_unused(images_, frame_);
    scenes_.resize(std::min(scenes_.size(), std::exchange(scenes_painted_, 0)));
}

void Painter::paint(ImDrawList& to, const viz::DisplayList& list, ImVec2 origin, float scale) {
    const Place place{origin, scale};
    to.PushClipRect(place.at({0, 0}), place.at({list.width, list.height}), true);
    const auto draw = Overloaded{[&](const viz::StrokePrim& p) { stroke(to, p, place); },
                                 [&](const viz::FillPrim& p) { fill(to, p, place); },
                                 [&](const viz::TextPrim& p) { run(to, p, origin, scale); },
                                 [&](const viz::FormulaPrim& p) { formula(to, p, origin, scale); },
                                 [&](const viz::ImagePrim& p) { image(to, p, origin, scale); },
                                 [&](const viz::ScenePrim& p) { scene(to, p, origin, scale); },
                                 [&](const viz::ClipPrim& p) {
                                     to.PushClipRect(place.at({p.rect.x, p.rect.y}),
                                                     place.at({p.rect.right(), p.rect.bottom()}), true);
                                 },
                                 [&](const viz::UnclipPrim&) { to.PopClipRect(); },
                                 [](const viz::GroupPrim&) {}};
    parts_.list = &to;
    for (const auto& prim : list.prims) {
        std::visit(draw, prim);
        parts_.ends.push_back(to.IdxBuffer.Size);
    }
    to.PopClipRect();
}

void Painter::text(ImDrawList& to, const viz::TextLine& line, ImVec2 at, float scale,
                   const viz::Rgba& colour) {
    for (viz::TextPrim prim : line.runs) {
        prim.colour = colour;
        run(to, prim, at, scale);
    }
}

void Painter::run(ImDrawList& to, const viz::TextPrim& prim, ImVec2 origin, float scale) {
    const auto offsets = fonts_.offsets(prim);
    const auto glyphs = fonts_.glyphs(prim);
    const bool level = prim.angle == 0;
    const double turn = prim.angle * std::numbers::pi / 180;
    const auto c = static_cast<float>(std::cos(turn)), s = static_cast<float>(std::sin(turn));
    const double x0 = origin.x + prim.x * scale, y0 = origin.y + prim.y * scale;
    const ImU32 colour = packed(prim.colour);
    unsigned texture = 0;
    for (std::size_t i = 0; i < glyphs.size() && i < offsets.size(); ++i) {
        const double along = offsets[i] * scale;
        const double quarters = std::floor((x0 + along) * 4 + 0.5);
        const int quarter = level ? static_cast<int>(quarters - std::floor(quarters / 4) * 4) : 0;
        const GlyphPicture& g = atlas_.glyph(prim.face, glyphs[i], prim.size * scale, quarter);
        if (g.texture == 0) continue;
        if (g.texture != texture) {
            if (texture != 0) compat::pop_texture(to);
            compat::push_texture(to, texture = g.texture);
        }
        // Level text stands on whole pixels; its place within a pixel is in the picture.
        const ImVec2 pen =
            level ? ImVec2(static_cast<float>(std::floor(quarters / 4)), static_cast<float>(std::round(y0)))
                  : ImVec2(static_cast<float>(x0 + along * c), static_cast<float>(y0 - along * s));
        const auto corner = [&](float x, float y) {
            return ImVec2(pen.x + x * c + y * s, pen.y - x * s + y * c);
        };
        const float right = g.left + g.width, bottom = g.top + g.height;
        to.PrimReserve(6, 4);
        to.PrimQuadUV(corner(g.left, g.top), corner(right, g.top), corner(right, bottom),
                      corner(g.left, bottom), ImVec2(g.u0, g.v0), ImVec2(g.u1, g.v0), ImVec2(g.u1, g.v1),
                      ImVec2(g.u0, g.v1), colour);
    }
    if (texture != 0) compat::pop_texture(to);
}

void Painter::formula(ImDrawList& to, const viz::FormulaPrim& prim, ImVec2 origin, float scale) {
    const viz::Formula* set = viz::find_formula(prim.latex);
    if (set == nullptr) return;
    Kept& kept = formulas_[{prim.latex, std::lround(prim.size * scale * 64), packed(prim.colour)}];
    if (kept.texture.name() == 0) {
        // A margin keeps strokes that reach beyond the formula's box.
        constexpr double margin = 2;
        viz::DisplayList alone;
        alone.width = std::ceil(set->width * prim.size + 2 * margin);
        alone.height = std::ceil(set->height * prim.size + 2 * margin);
        alone.ground = {0, 0, 0, 0};
        viz::FormulaPrim moved = prim;
        moved.x = margin;
        moved.y = margin + (set->height - set->depth) * prim.size;
        alone.prims.emplace_back(moved);
        viz::Raster raster = viz::rasterise(alone, fonts_, scale);
        std::transform(raster.pixels.begin(), raster.pixels.end(), raster.pixels.begin(), straight);
        kept.texture =
            Texture(Texture::Format::Rgba, raster.width, raster.height, raster.pixels.data(), true);
        renew(kept.texture.name());
        kept.left = static_cast<float>(-moved.x * scale);
        kept.top = static_cast<float>(-moved.y * scale);
    }
    kept.used = frame_;
    const ImVec2 corner(std::round(origin.x + static_cast<float>(prim.x) * scale + kept.left),
                        std::round(origin.y + static_cast<float>(prim.y) * scale + kept.top));
    to.AddImage(compat::texture_id(kept.texture.name()), corner,
                ImVec2(corner.x + static_cast<float>(kept.texture.width()),
                       corner.y + static_cast<float>(kept.texture.height())));
}

void Painter::image(ImDrawList& to, const viz::ImagePrim& prim, ImVec2 origin, float scale) {
    if (!prim.rgba || prim.width <= 0 || prim.height <= 0) return;
    const ImageKey key{prim.rgba.get(), prim.smooth};
    if (images_.find(key) == images_.end()) {
        // The same pixels may have been made once more.
        const auto same = std::find_if(images_.begin(), images_.end(), [&](const auto& known) {
            const Kept& k = known.second;
            return known.first.second == prim.smooth && k.texture.width() == prim.width &&
                   k.texture.height() == prim.height && *k.source == *prim.rgba;
        });
        if (same != images_.end()) {
            auto moved = images_.extract(same);
            moved.key() = key;
            moved.mapped().source = prim.rgba;
            images_.insert(std::move(moved));
        }
    }
    Kept& kept = images_[key];
    if (kept.texture.name() == 0) {
        kept.texture =
            Texture(Texture::Format::Rgba, prim.width, prim.height, prim.rgba->data(), prim.smooth);
        renew(kept.texture.name());
        kept.source = prim.rgba;
    }
    kept.used = frame_;
    const Place place{origin, scale};
    to.AddImage(compat::texture_id(kept.texture.name()), place.at({prim.rect.x, prim.rect.y}),
                place.at({prim.rect.right(), prim.rect.bottom()}));
}

void Painter::scene(ImDrawList& to, const viz::ScenePrim& prim, ImVec2 origin, float scale) {
    if (!surfaces_) surfaces_ = std::make_unique<SurfaceGl>();
    if (scenes_painted_ == scenes_.size()) scenes_.push_back(std::make_unique<SceneImage>());
    SceneImage& image = *scenes_[scenes_painted_++];
    const ImagePlace place = image_place(prim, scale, origin.x, origin.y);
    if (surfaces_->show(image, prim.scene, place)) renew(image.texture());
    const ImVec2 corner(std::round(origin.x + static_cast<float>(place.left)),
                        std::round(origin.y + static_cast<float>(place.top)));
    const auto premultiplied = [](const ImDrawList*, const ImDrawCmd*) {
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    };
    to.AddCallback(premultiplied, nullptr);
    to.AddImage(
        compat::texture_id(image.texture()), corner,
        ImVec2(corner.x + static_cast<float>(image.width()), corner.y + static_cast<float>(image.height())),
        ImVec2(0, 1), ImVec2(1, 0));
    to.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

}  // namespace lossfield::app
