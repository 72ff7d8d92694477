#include "viz/display/font_files.hpp"

#include <fontconfig/fontconfig.h>

#include <memory>

namespace lossfield::viz {
namespace {

struct PatternDeleter {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, PatternDeleter>;

const FcChar8* fc_text(const std::string& text) { return reinterpret_cast<const FcChar8*>(text.c_str()); }

std::string text_of(const FcPattern& pattern, const char* what, int n) {
    FcChar8* text = nullptr;
    const bool found = FcPatternGetString(&pattern, what, n, &text) == FcResultMatch;
    return found ? reinterpret_cast<const char*>(text) : "";
}

bool has_family(const FcPattern& pattern, const std::string& family) {
    for (int n = 0;; ++n) {
        const std::string name = text_of(pattern, FC_FAMILY, n);
        if (name.empty()) return false;
        if (name == family) return true;
    }
}

FontFile match(const FontWish& wish, const std::string& family) {
    const Pattern query(FcPatternCreate());
    FcPatternAddString(query.get(), FC_FAMILY, fc_text(family));
    FcPatternAddInteger(query.get(), FC_WEIGHT, FcWeightFromOpenType(wish.weight));
    FcPatternAddInteger(query.get(), FC_SLANT, wish.italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
    FcPatternAddBool(query.get(), FC_SCALABLE, FcTrue);
    FcPatternAddBool(query.get(), FC_VARIABLE, FcFalse);
    FcConfigSubstitute(nullptr, query.get(), FcMatchPattern);
    FcDefaultSubstitute(query.get());
    FcResult result = FcResultNoMatch;
    const Pattern found(FcFontMatch(nullptr, query.get(), &result));
    if (!found) return {};
    FontFile file;
    file.path = text_of(*found, FC_FILE, 0);
    file.family = text_of(*found, FC_FAMILY, 0);
    file.preferred = has_family(*found, family);
    FcPatternGetInteger(found.get(), FC_INDEX, 0, &file.index);
    return file;
}

}  // namespace

FontFile find_font(const FontWish& wish) {
    for (const std::string& family : wish.families) {
        FontFile file = match(wish, family);
        if (file.preferred) return file;
    }
    FontFile stand_in = match(wish, wish.generic);
    stand_in.preferred = false;
    return stand_in;
}

}  // namespace lossfield::viz
