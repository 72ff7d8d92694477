#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

#include "viz/display/formulas.hpp"
#include "viz/export/export.hpp"
#include "viz/export/parts.hpp"
#include "viz/export/svg_glyphs.hpp"
#include "viz/export/svg_syntax.hpp"
#include "viz/export/svg_text.hpp"

namespace lossfield::viz {
namespace {

using svg::attribute, svg::escaped, svg::frame, svg::number, svg::paint;

constexpr std::array<int, 2> serif_faces{2, 3};

// Viewers that always smooth shall blur no more than the edges of the cells.
std::string enlarged_png(const ImagePrim& image) {
    const double cell = std::max(image.rect.width / image.width, image.rect.height / image.height);
    const int factor = std::clamp(static_cast<int>(std::ceil(2 * cell)), 1, 16);
    std::vector<std::uint32_t> pixels;
    pixels.reserve(image.rgba->size() * static_cast<std::size_t>(factor * factor));
    for (int y = 0; y < image.height * factor; ++y) {
        for (int x = 0; x < image.width * factor; ++x) {
            const int from = y / factor * image.width + x / factor;
            pixels.push_back((*image.rgba)[static_cast<std::size_t>(from)]);
        }
    }
    return encode_png({image.width * factor, image.height * factor, pixels, 0, {}});
}

class Writer {
  public:
    Writer(const DisplayList& list, const FontSet& fonts, SvgText text)
        : list_(list), fonts_(fonts), embeds_(text == SvgText::Embedded) {
        if (text == SvgText::Outlines) outlines_.emplace(fonts);
    }

    std::string document(const Metadata& metadata) {
        const std::string width = number(list_.width), height = number(list_.height);
        out_ = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
            "width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" font-family=\"{2}\" "
            "stroke-linejoin=\"round\" style=\"font-kerning:none;font-variant-ligatures:none;"
            "font-feature-settings:'kern' 0,'calt' 0,'liga' 0\">\n",
            width, height, family(0));
        add_element("title", metadata.title);
        add_element("desc", metadata.description);
        add_element("metadata", metadata.state);
        if (embeds_) add_element("style", embedded_faces(list_, fonts_));
        if (list_.ground.a != 0) {
            out_ += "<rect" + attribute("width", width) + attribute("height", height) +
                    paint("fill", list_.ground) + "/>\n";
        }
        for (const Prim& prim : list_.prims) std::visit([this](const auto& p) { add(p); }, prim);
        close_clips();
        close_group();
        return out_ + "</svg>\n";
    }

  private:
    void add_element(const char* name, const std::string& text) {
        if (!text.empty()) out_ += fmt::format("<{0}>{1}</{0}>\n", name, escaped(text));
    }

    [[nodiscard]] std::string family(int face) const {
        const bool serif = face == serif_faces[0] || face == serif_faces[1];
        return escaped(fonts_.faces().at(static_cast<std::size_t>(face)).family) +
               (serif ? ",serif" : ",sans-serif");
    }

    // A valid name that no other element has.
    std::string unique_id(const std::string& wanted) {
        const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        const auto inner = [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'; };
        std::string id = wanted;
        for (char& c : id) c = letter(c) || inner(c) ? c : '-';
        if (id.empty() || !letter(id[0])) id.insert(id.begin(), 'g');
        std::string name = id;
        for (int n = 2; !ids_.insert(name).second; ++n) name = fmt::format("{}-{}", id, n);
        return name;
    }

    void close_clips() {
        for (; open_clips_ > 0; --open_clips_) out_ += "</g>\n";
    }
    void close_group() {
        if (group_open_) out_ += "</g>\n";
        group_open_ = false;
    }

    // Groups lie outside clips: a clip that goes on in the next group is opened there again.
    void open_clips() {
        for (; open_clips_ < clips_.size(); ++open_clips_) {
            out_ += "<g" + attribute("clip-path", "url(#" + clips_[open_clips_] + ")") + ">\n";
        }
    }

    void add(const GroupPrim& group) {
        close_clips();
        close_group();
        out_ += "<g" + attribute("id", unique_id(group.id)) + ">\n";
        group_open_ = true;
    }

    void add(const ClipPrim& clip) {
        const std::string box = frame(clip.rect);
        std::string& id = clip_ids_[box];
        if (id.empty()) {
            id = unique_id("clip");
            out_ += "<clipPath" + attribute("id", id) + "><rect" + box + "/></clipPath>\n";
        }
        clips_.push_back(id);
    }

    void add(const UnclipPrim&) {
        if (clips_.empty()) return;
        clips_.pop_back();
        if (open_clips_ > clips_.size()) {
            out_ += "</g>\n";
            --open_clips_;
        }
    }

    void add(const StrokePrim& stroke) {
        if (stroke.points.size() < 2) return;
        open_clips();
        out_ += "<path d=\"";
        svg::append_path(out_, stroke.points.data(), stroke.points.data() + stroke.points.size(),
                         stroke.closed);
        out_ += "\" fill=\"none\"" + paint("stroke", stroke.colour);
        if (stroke.width != 1) out_ += attribute("stroke-width", stroke.width);
        if (stroke.dash_on > 0) {
            out_ += attribute("stroke-dasharray", number(stroke.dash_on) + " " + number(stroke.dash_off));
            if (stroke.dash_begun != 0) out_ += attribute("stroke-dashoffset", stroke.dash_begun);
        }
        out_ += "/>\n";
    }

    void add(const FillPrim& fill) {
        open_clips();
        out_ += "<path d=\"";
        const Vec2* points = fill.points.data();
        std::uint32_t start = 0;
        for (const std::uint32_t end : fill.ring_ends) {
            svg::append_path(out_, points + start, points + end, true);
            start = end;
        }
        if (fill.ring_ends.empty()) svg::append_path(out_, points, points + fill.points.size(), true);
        out_ += '"';
        out_ += paint("fill", fill.colour);
        if (fill.ring_ends.size() > 1) out_ += " fill-rule=\"evenodd\"";
        out_ += "/>\n";
    }

    // As one path, with its words for readers that see none.
    void outline(const TextPrim& text) {
        open_clips();
        out_ += "<path d=\"" + outlines_->path_of(text) + '"' + paint("fill", text.colour) + " role=\"img\"" +
                attribute("aria-label", escaped(text.text)) + turned(text) + "/>\n";
    }

    static std::string turned(const TextPrim& text) {
        if (text.angle == 0) return {};
        return attribute("transform", fmt::format("rotate({} {} {})", number(-text.angle), number(text.x),
                                                  number(text.y)));
    }

    void add(const TextPrim& text) {
        const std::vector<SvgTextPiece> pieces = svg_text_pieces(text, fonts_);
        if (pieces.empty()) return;
        if (outlines_) return outline(text);
        open_clips();
        const FaceInfo& face = fonts_.faces().at(static_cast<std::size_t>(text.face));
        out_ += "<text";
        if (pieces.size() == 1) out_ += attribute("x", text.x + pieces[0].x);
        out_ += attribute("y", text.y) + attribute("font-size", text.size);
        if (text.face != 0 && family(text.face) != family(0)) {
            out_ += attribute("font-family", family(text.face));
        }
        if (face.italic) out_ += " font-style=\"italic\"";
        if (face.weight != 400) out_ += attribute("font-weight", face.weight);
        out_ += paint("fill", text.colour);
        out_ += turned(text);
        if (pieces.size() == 1) {
            if (pieces[0].text.size() > 1) out_ += attribute("textLength", pieces[0].width);
            out_ += '>';
            out_ += escaped(pieces[0].text);
        } else {
            out_ += '>';
            for (const SvgTextPiece& piece : pieces) {
                out_ += fmt::format("{}<tspan x=\"{}\">{}</tspan>", piece.after_space ? " " : "",
                                    number(text.x + piece.x), escaped(piece.text));
            }
        }
        out_ += "</text>\n";
    }

    void add(const FormulaPrim& formula) {
        const Formula* known = find_formula(formula.latex);
        if (known == nullptr) {
            for (const TextPrim& run : formula_source(formula, fonts_)) add(run);
            return;
        }
        open_clips();
        constexpr std::string_view opening = "<svg";
        const Rect box{formula.x, formula.y - (known->height - known->depth) * formula.size,
                       known->width * formula.size, known->height * formula.size};
        out_ += std::string(opening) + frame(box) + paint("color", formula.colour) + " role=\"img\"" +
                attribute("aria-label", escaped(formula.latex));
        out_ += known->svg.substr(opening.size());
        out_ += "\n";
    }

    void add(const ImagePrim& image) {
        if (!image.rgba || image.width <= 0 || image.height <= 0) return;
        open_clips();
        out_ += "<image" + frame(image.rect) + " preserveAspectRatio=\"none\"";
        if (!image.smooth) out_ += R"( image-rendering="optimizeSpeed" style="image-rendering:pixelated")";
        const std::string png =
            image.smooth ? encode_png({image.width, image.height, *image.rgba, 0, {}}) : enlarged_png(image);
        out_ += " xlink:href=\"data:image/png;base64," + svg::base64(png) + "\"/>\n";
    }

    // Only a surface painter can; paint_scenes() comes before any file.
    void add(const ScenePrim&) { throw std::logic_error("to_svg: an unpainted 3-D scene"); }

    const DisplayList& list_;
    const FontSet& fonts_;
    bool embeds_ = false;
    std::optional<GlyphOutlines> outlines_{};
    std::string out_;
    std::set<std::string> ids_;
    std::map<std::string, std::string> clip_ids_;  // by frame
    std::vector<std::string> clips_;               // those in force, outermost first
    std::size_t open_clips_ = 0;                   // how many of them are written
    bool group_open_ = false;
};

}  // namespace

std::string to_svg(const DisplayList& list, const FontSet& fonts, const Metadata& metadata, SvgText text) {
    return Writer(list, fonts, text).document(metadata);
}

}  // namespace lossfield::viz
