#include "viz/export/cairo_painter.hpp"

#include <cairo-ft.h>
#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <numbers>
#include <stdexcept>

#include "viz/display/formulas.hpp"
#include "viz/export/parts.hpp"
#include "viz/text/errors.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz {
namespace {

using cairo::Deleter, cairo::Surface;
using CairoFace = std::unique_ptr<cairo_font_face_t, Deleter<cairo_font_face_destroy>>;
using Options = std::unique_ptr<cairo_font_options_t, Deleter<cairo_font_options_destroy>>;
using Pattern = std::unique_ptr<cairo_pattern_t, Deleter<cairo_pattern_destroy>>;
using Svg = std::unique_ptr<RsvgHandle, Deleter<g_object_unref>>;

// Cairo's caches outlive the drawing, so each of its faces holds a reference to the opened font.
CairoFace cairo_face(FT_Face face) {
    static const cairo_user_data_key_t key{};
    CairoFace made(cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING));
    if (cairo_font_face_get_user_data(made.get(), &key) == nullptr) {
        FT_Reference_Face(face);
        cairo_font_face_set_user_data(made.get(), &key, face,
                                      [](void* held) { FT_Done_Face(static_cast<FT_Face>(held)); });
    }
    return made;
}

// Which bytes belong to which glyphs. A word with digits is one cluster, so that readers of a PDF do not take
// the gaps beside narrow digits for spaces.
std::vector<cairo_text_cluster_t> clusters_of(const std::string& text) {
    std::vector<cairo_text_cluster_t> clusters;
    std::size_t word = 0;  // its first cluster
    bool digits = false;
    const auto end_word = [&] {
        for (; digits && clusters.size() > word + 1; clusters.pop_back()) {
            clusters[word].num_bytes += clusters.back().num_bytes;
            clusters[word].num_glyphs += 1;
        }
        digits = false;
    };
    for (const char32_t c : from_utf8(text)) {
        if (c == U' ') end_word();
        clusters.push_back({static_cast<int>(to_utf8({&c, 1}).size()), 1});
        if (c == U' ') word = clusters.size();
        digits = digits || (c >= U'0' && c <= U'9');
    }
    end_word();
    return clusters;
}

class Painter {
  public:
    Painter(cairo_t* cairo, const FontSet& fonts) : cairo_(cairo), fonts_(fonts) {
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_BEST);
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
        const Options options(cairo_font_options_create());
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_set_font_options(cairo, options.get());
        for (std::size_t i = 0; i < fonts.faces().size(); ++i) {
            faces_.push_back(cairo_face(static_cast<FT_Face>(fonts.freetype_face(static_cast<int>(i)))));
        }
    }

    void paint(const DisplayList& list) {
        set_colour(list.ground);
        cairo_paint(cairo_);
        for (const Prim& prim : list.prims) std::visit([this](const auto& p) { draw(p); }, prim);
        while (clips_ > 0) draw(UnclipPrim{});
    }

  private:
    void set_colour(Rgba c) {
        cairo_set_source_rgba(cairo_, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
    }

    void add_line(const Vec2* begin, const Vec2* end) {
        cairo_new_sub_path(cairo_);
        for (const Vec2* p = begin; p != end; ++p) cairo_line_to(cairo_, p->x, p->y);
    }

    void draw(const StrokePrim& stroke) {
        if (stroke.points.size() < 2) return;
        add_line(stroke.points.data(), stroke.points.data() + stroke.points.size());
        if (stroke.closed) cairo_close_path(cairo_);
        const double dash[]{stroke.dash_on, stroke.dash_off};
        cairo_set_dash(cairo_, dash, stroke.dash_on > 0 ? 2 : 0, stroke.dash_begun);
        cairo_set_line_width(cairo_, stroke.width);
        set_colour(stroke.colour);
        cairo_stroke(cairo_);
    }

    void draw(const FillPrim& fill) {
        const Vec2* points = fill.points.data();
        std::uint32_t start = 0;
        for (const std::uint32_t end : fill.ring_ends) {
            add_line(points + start, points + end);
            cairo_close_path(cairo_);
            start = end;
        }
        if (fill.ring_ends.empty()) add_line(points, points + fill.points.size());
        set_colour(fill.colour);
        cairo_set_fill_rule(cairo_, CAIRO_FILL_RULE_EVEN_ODD);
        cairo_fill(cairo_);
    }

    void draw(const TextPrim& text) {
        const std::vector<unsigned> ids = fonts_.glyphs(text);
        const std::vector<double> offsets = fonts_.offsets(text);
        std::vector<cairo_glyph_t> glyphs;
        for (std::size_t i = 0; i < ids.size(); ++i) glyphs.push_back({ids[i], offsets[i], 0});
        cairo_save(cairo_);
        cairo_translate(cairo_, text.x, text.y);
        cairo_rotate(cairo_, -text.angle * degree);
        cairo_set_font_face(cairo_, faces_.at(static_cast<std::size_t>(text.face)).get());
        cairo_set_font_size(cairo_, text.size);
        set_colour(text.colour);
        const int count = static_cast<int>(glyphs.size());
        if (cairo_surface_has_show_text_glyphs(cairo_get_target(cairo_))) {
            const std::vector<cairo_text_cluster_t> clusters = clusters_of(text.text);
            cairo_show_text_glyphs(cairo_, text.text.data(), static_cast<int>(text.text.size()),
                                   glyphs.data(), count, clusters.data(), static_cast<int>(clusters.size()),
                                   static_cast<cairo_text_cluster_flags_t>(0));
        } else {
            cairo_set_fill_rule(cairo_, CAIRO_FILL_RULE_WINDING);
            cairo_glyph_path(cairo_, glyphs.data(), count);
            cairo_fill(cairo_);
        }
        cairo_restore(cairo_);
    }

    void draw(const FormulaPrim& formula) {
        const Formula* known = find_formula(formula.latex);
        if (known == nullptr) {
            for (const TextPrim& run : formula_source(formula, fonts_)) draw(run);
            return;
        }
        GError* error = nullptr;
        const auto* data = reinterpret_cast<const guint8*>(known->svg.data());
        const Svg svg(rsvg_handle_new_from_data(data, known->svg.size(), &error));
        const Rgba c = formula.colour;
        const std::string style =
            fmt::format("svg{{color:rgba({},{},{},{:.3f})}}", c.r, c.g, c.b, c.a / 255.0);
        const RsvgRectangle box{formula.x, formula.y - (known->height - known->depth) * formula.size,
                                known->width * formula.size, known->height * formula.size};
        const bool drawn =
            svg &&
            rsvg_handle_set_stylesheet(svg.get(), reinterpret_cast<const guint8*>(style.data()), style.size(),
                                       &error) &&
            rsvg_handle_render_document(svg.get(), cairo_, &box, &error);
        if (!drawn) {
            const std::string reason = error != nullptr ? error->message : "unknown reason";
            g_clear_error(&error);
            throw OutputError(fmt::format("cannot draw the formula {}: {}", formula.latex, reason));
        }
    }

    void draw(const ScenePrim&) { throw std::logic_error("cairo: an unpainted 3-D scene"); }

    void draw(const ImagePrim& image) {
        if (!image.rgba || image.width <= 0 || image.height <= 0) return;
        const Surface pixels(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image.width, image.height));
        cairo_surface_flush(pixels.get());
        unsigned char* rows = cairo_image_surface_get_data(pixels.get());
        if (rows == nullptr) throw OutputError("cannot draw an image: not enough memory");
        std::transform(image.rgba->begin(), image.rgba->end(), reinterpret_cast<std::uint32_t*>(rows),
                       [](std::uint32_t p) {
                           const std::uint32_t a = p >> 24;
                           const auto part = [&](int shift) {
                               return ((p >> shift & 0xffU) * a + 127) / 255;
                           };
                           return a << 24 | part(0) << 16 | part(8) << 8 | part(16);
                       });
        cairo_surface_mark_dirty(pixels.get());
        const Pattern pattern(cairo_pattern_create_for_surface(pixels.get()));
        cairo_pattern_set_filter(pattern.get(), image.smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
        cairo_pattern_set_extend(pattern.get(), CAIRO_EXTEND_PAD);
        cairo_save(cairo_);
        cairo_translate(cairo_, image.rect.x, image.rect.y);
        cairo_scale(cairo_, image.rect.width / image.width, image.rect.height / image.height);
        cairo_rectangle(cairo_, 0, 0, image.width, image.height);
        cairo_set_source(cairo_, pattern.get());
        cairo_fill(cairo_);
        cairo_restore(cairo_);
    }

    void draw(const ClipPrim& clip) {
        cairo_save(cairo_);
        cairo_rectangle(cairo_, clip.rect.x, clip.rect.y, clip.rect.width, clip.rect.height);
        cairo_clip(cairo_);
        ++clips_;
    }

    void draw(const UnclipPrim&) {
        if (clips_ == 0) return;
        cairo_restore(cairo_);
        --clips_;
    }

    void draw(const GroupPrim&) {}

    cairo_t* cairo_;
    const FontSet& fonts_;
    std::vector<CairoFace> faces_;
    int clips_ = 0;
};

}  // namespace

void cairo::paint(cairo_t* target, const DisplayList& list, const FontSet& fonts) {
    Painter(target, fonts).paint(list);
}

}  // namespace lossfield::viz
