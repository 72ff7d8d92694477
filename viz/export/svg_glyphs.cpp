#include "viz/export/svg_glyphs.hpp"

#include <ft2build.h>
#include FT_OUTLINE_H
#include <hb-subset.h>
#include <hb.h>

#include <map>
#include <set>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "viz/display/font_face.hpp"
#include "viz/display/formulas.hpp"
#include "viz/export/parts.hpp"
#include "viz/export/svg_syntax.hpp"
#include "viz/text/errors.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz {
namespace {

[[noreturn]] void cannot_read(const FaceInfo& face) {
    throw OutputError(fmt::format("{}: the glyphs of this font cannot be put into the file", face.file));
}

// Where a glyph's outline goes: its origin on the page, and pixels per font unit.
struct Pen {
    std::string path{};
    Vec2 origin{};
    double scale = 1;
    bool open = false;

    void add(char command, std::initializer_list<const FT_Vector*> points) {
        path += command;
        bool first = true;
        for (const FT_Vector* p : points) {
            path += fmt::format("{}{} {}", first ? "" : " ",
                                svg::number(origin.x + scale * static_cast<double>(p->x)),
                                svg::number(origin.y - scale * static_cast<double>(p->y)));
            first = false;
        }
    }
    void close() {
        if (open) path += 'Z';
        open = false;
    }
};

int move_to(const FT_Vector* to, void* pen) {
    auto& p = *static_cast<Pen*>(pen);
    p.close();
    p.add('M', {to});
    p.open = true;
    return 0;
}
int line_to(const FT_Vector* to, void* pen) {
    static_cast<Pen*>(pen)->add('L', {to});
    return 0;
}
int conic_to(const FT_Vector* control, const FT_Vector* to, void* pen) {
    static_cast<Pen*>(pen)->add('Q', {control, to});
    return 0;
}
int cubic_to(const FT_Vector* first, const FT_Vector* second, const FT_Vector* to, void* pen) {
    static_cast<Pen*>(pen)->add('C', {first, second, to});
    return 0;
}

template <class T, void (*destroy)(T*)>
struct Destroyed {
    void operator()(T* t) const { destroy(t); }
};
using Blob = std::unique_ptr<hb_blob_t, Destroyed<hb_blob_t, hb_blob_destroy>>;
using Font = std::unique_ptr<hb_face_t, Destroyed<hb_face_t, hb_face_destroy>>;
using SubsetInput = std::unique_ptr<hb_subset_input_t, Destroyed<hb_subset_input_t, hb_subset_input_destroy>>;

std::string cut_down(const FaceInfo& face, const std::set<char32_t>& used) {
    const Blob file(hb_blob_create_from_file(face.file.c_str()));
    const Font whole(hb_face_create(file.get(), static_cast<unsigned>(face.index)));
    const SubsetInput input(hb_subset_input_create_or_fail());
    if (hb_face_get_glyph_count(whole.get()) == 0 || !input) cannot_read(face);
    for (const char32_t c : used) hb_set_add(hb_subset_input_unicode_set(input.get()), c);
    const Font small(hb_subset_or_fail(whole.get(), input.get()));
    if (!small) cannot_read(face);
    const Blob bytes(hb_face_reference_blob(small.get()));
    unsigned size = 0;
    const char* data = hb_blob_get_data(bytes.get(), &size);
    return {data, size};
}

}  // namespace

struct GlyphOutlines::Impl {
    struct LibraryDeleter {
        void operator()(FT_Library opened) const { FT_Done_FreeType(opened); }
    };
    const FontSet& fonts;
    std::unique_ptr<std::remove_pointer_t<FT_Library>, LibraryDeleter> library{};
    std::map<int, FaceHandle> faces{};

    FT_Face face(int index) {
        FaceHandle& opened = faces[index];
        if (!opened) {
            const FaceInfo& info = fonts.faces().at(static_cast<std::size_t>(index));
            FT_Face made = nullptr;
            if (FT_New_Face(library.get(), info.file.c_str(), info.index, &made) != 0) cannot_read(info);
            opened.reset(made);
        }
        return opened.get();
    }
};

GlyphOutlines::GlyphOutlines(const FontSet& fonts) : impl_(std::make_unique<Impl>(Impl{fonts})) {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) throw OutputError("the fonts' glyphs cannot be read");
    impl_->library.reset(library);
}
GlyphOutlines::~GlyphOutlines() = default;

std::string GlyphOutlines::path_of(const TextPrim& run) {
    const FT_Face face = impl_->face(run.face);
    FT_Outline_Funcs to_path{};
    to_path.move_to = move_to, to_path.line_to = line_to;
    to_path.conic_to = conic_to, to_path.cubic_to = cubic_to;
    Pen pen{.scale = run.size / face->units_per_EM};
    const std::vector<double> offsets = impl_->fonts.offsets(run);
    const std::vector<unsigned> glyphs = impl_->fonts.glyphs(run);
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        if (FT_Load_Glyph(face, glyphs[i], FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0 ||
            face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
            cannot_read(impl_->fonts.faces().at(static_cast<std::size_t>(run.face)));
        pen.origin = {run.x + offsets[i], run.y};
        FT_Outline_Decompose(&face->glyph->outline, &to_path, &pen);
        pen.close();
    }
    return pen.path;
}

std::string embedded_faces(const DisplayList& list, const FontSet& fonts) {
    std::map<int, std::set<char32_t>> used;
    const auto use = [&](const TextPrim& run) {
        for (const char32_t c : from_utf8(run.text)) used[run.face].insert(c);
    };
    for (const Prim& prim : list.prims) {
        if (const auto* text = std::get_if<TextPrim>(&prim)) use(*text);
        if (const auto* formula = std::get_if<FormulaPrim>(&prim);
            formula != nullptr && find_formula(formula->latex) == nullptr)
            for (const TextPrim& run : formula_source(*formula, fonts)) use(run);
    }
    std::string rules;
    for (const auto& [index, characters] : used) {
        const FaceInfo& face = fonts.faces().at(static_cast<std::size_t>(index));
        rules += fmt::format(
            "@font-face{{font-family:\"{}\";font-weight:{};font-style:{};src:url(data:font/"
            "sfnt;base64,{})}}\n",
            face.family, face.weight, face.italic ? "italic" : "normal",
            svg::base64(cut_down(face, characters)));
    }
    return rules;
}

}  // namespace lossfield::viz
