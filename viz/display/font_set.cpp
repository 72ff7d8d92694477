#include "viz/display/font_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <mutex>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "viz/display/font_face.hpp"
#include "viz/display/font_files.hpp"
#include "viz/text/errors.hpp"
#include "viz/text/rich_text.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz {
namespace {

constexpr int regular = 0, strong = 1, symbol = 2, upright = 3, fallback = 4;

constexpr double script_size = 0.72,
                 least_script = 8.3;  // of the text; em in pixels, that of small pages is 0.85 of it
// The serif's letters are lower than the sans' at one size; set larger, symbols stand level with words.
constexpr double serif_size = 1.12;
constexpr double lowered = 0.2, raised = 0.35;  // em of the text that carries the script

std::vector<FontWish> wishes() {
    const std::vector<std::string> serif{"STIXGeneral", "STIX Two Text", "STIX"};
    return {{{"Inter"}, "sans-serif", 400, false},
            {{"Inter"}, "sans-serif", 600, false},
            {serif, "serif", 400, true},
            {serif, "serif", 400, false},
            {{"DejaVu Sans"}, "sans-serif", 400, false}};
}

// The faces to ask for a character, in this order.
std::vector<int> chain(Tone tone, Style style) {
    switch (tone) {
        case Tone::Symbol:
            return {symbol, upright, fallback, regular};
        case Tone::Sign:
            return {upright, fallback, regular};
        default:
            return {style == Style::Strong ? strong : regular, fallback, upright};
    }
}

// The italic face has accents only as signs of their own; viewers would set a lone combining accent apart
// from its letter. 0: not such an accent.
char32_t accent_sign(Tone tone, char32_t combining) {
    constexpr std::u32string_view combined = U"\u0300\u0301\u0302\u0303\u0304\u0307\u0308\u030C";
    constexpr std::u32string_view signs = U"`´ˆ˜¯˙¨ˇ";
    const std::size_t i = combined.find(combining);
    return tone == Tone::Symbol && i != std::u32string_view::npos ? signs[i] : 0;
}

// How far an accent over this letter stands above its place over an x, in em.
double accent_raise(char32_t letter) {
    constexpr std::u32string_view tall = U"bdfhijkltβδζθλξφψϑϕ";
    const bool capital = letter >= U'A' && letter <= U'Z';
    return capital || tall.find(letter) != std::u32string_view::npos ? 0.22 : 0;
}

}  // namespace

struct FontSet::Impl {
    std::vector<FontFace> faces;
    std::vector<FaceInfo> infos;
    std::string substitution;
    // Lines set before: a frame measures and sets the same words several times, and the next frame most of them again.
    struct LineHash {
        std::size_t operator()(const std::tuple<std::string, double, Style>& key) const {
            const auto& [rich, size, style] = key;
            return std::hash<std::string>()(rich) ^
                   (std::hash<double>()(size) + static_cast<std::size_t>(style));
        }
    };
    std::mutex guard;
    std::unordered_map<std::tuple<std::string, double, Style>, TextLine, LineHash> set_before;

    void open(const FontFile& file, bool sans) {
        if (file.path.empty()) throw InputError("no font is installed; a font file can be given");
        faces.emplace_back(file.path, file.index, sans);
        infos.push_back(faces.back().info());
        if (!file.family.empty()) infos.back().family = file.family;
    }

    struct Found {
        int face;
        char32_t code_point;
        const FontFace::Glyph* glyph;
    };

    [[nodiscard]] Found find(char32_t code_point, const std::vector<int>& order) const {
        for (const char32_t c : {code_point, U'\uFFFD', U'?'}) {
            for (const int face : order) {
                const FontFace::Glyph* glyph = faces[static_cast<std::size_t>(face)].find(c);
                if (glyph != nullptr) return {face, c, glyph};
            }
        }
        static constexpr FontFace::Glyph nothing{};
        return {order.front(), U' ', &nothing};
    }

    void end_line(TextLine& line, double x, double y, double size) const {
        const FaceInfo& main = infos[regular];
        line.width = std::max(line.width, x);
        line.ascent = std::max(line.ascent, main.ascent * size - y);
        line.descent = std::max(line.descent, main.descent * size + y);
    }

    // Centres an accent over the letter that ends at (x, y).
    void set_accent(TextLine& line, const Found& accent, const Found& letter, double x, double y,
                    double size) const {
        const double left = x - (letter.glyph->advance + accent.glyph->advance) / 2 * size;
        const double base = y - accent_raise(letter.code_point) * size;
        line.runs.push_back({to_utf8({&accent.code_point, 1}),
                             accent.face,
                             size,
                             left,
                             base,
                             0,
                             accent.glyph->advance * size,
                             {}});
        end_line(line, x, base, size);
    }

    // Appends text at (x, y) and returns its right end.
    double set_text(TextLine& line, const RichPiece& piece, double x, double y, double size,
                    Style style) const {
        const std::vector<int> order = chain(piece.tone, style);
        if (piece.tone == Tone::Symbol || piece.tone == Tone::Sign) size *= serif_size;
        std::u32string text;
        int face = -1;
        double start = x;
        const auto flush = [&] {
            if (!text.empty()) line.runs.push_back({to_utf8(text), face, size, start, y, 0, x - start, {}});
            text.clear();
            start = x;
        };
        Found letter{face, 0, nullptr};
        for (const char32_t c : piece.text) {
            const char32_t accent = accent_sign(piece.tone, c);
            if (accent != 0 && letter.glyph != nullptr) {
                flush();
                set_accent(line, find(accent, order), letter, x, y, size);
                continue;
            }
            letter = find(c, order);
            if (letter.face != face) flush();
            face = letter.face;
            text += letter.code_point;
            x += letter.glyph->advance * size;
        }
        flush();
        end_line(line, x, y, size);
        return x;
    }

    // A subscript and a superscript that follow each other start at the same place.
    double set(TextLine& line, const std::vector<RichPiece>& pieces, double x, double y, double size,
               Style style) const {
        Tone before = Tone::Words;
        double scripts = x;
        for (const RichPiece& piece : pieces) {
            const bool super = piece.tone == Tone::Superscript;
            if (!super && piece.tone != Tone::Subscript) {
                x = set_text(line, piece, x, y, size, style);
            } else {
                const bool stacked = before == (super ? Tone::Subscript : Tone::Superscript);
                if (!stacked) scripts = x;
                const double base = super ? y - raised * size : y + lowered * size;
                x = std::max(x, set(line, piece.inside, scripts, base,
                                    std::max(script_size * size, std::min(size, least_script)), style));
            }
            before = piece.tone;
        }
        return x;
    }
};

FontSet::FontSet(const std::string& font_file) : impl_(std::make_unique<Impl>()) {
    for (const FontWish& wish : wishes()) {
        const bool sans = wish.generic == "sans-serif";
        const bool given = !font_file.empty() && impl_->faces.size() <= strong;
        const FontFile file = given ? FontFile{font_file, 0, "", true} : find_font(wish);
        impl_->open(file, sans);
        if (!file.preferred) {
            impl_->substitution += fmt::format("{}The font {}{} is not installed; {} stands in.",
                                               impl_->substitution.empty() ? "" : " ", wish.families.front(),
                                               wish.italic ? " italic" : "", impl_->infos.back().family);
        }
    }
}

FontSet::~FontSet() = default;
FontSet::FontSet(FontSet&&) noexcept = default;
FontSet& FontSet::operator=(FontSet&&) noexcept = default;

const std::vector<FaceInfo>& FontSet::faces() const { return impl_->infos; }
const std::string& FontSet::substitution() const { return impl_->substitution; }
void* FontSet::freetype_face(int face) const {
    return impl_->faces.at(static_cast<std::size_t>(face)).handle();
}

TextLine FontSet::line(const std::string& rich, double size, Style style) const {
    constexpr std::size_t most = 4096;
    std::tuple key(rich, size, style);
    {
        const std::lock_guard lock(impl_->guard);
        if (const auto found = impl_->set_before.find(key); found != impl_->set_before.end())
            return found->second;
    }
    TextLine line;
    impl_->end_line(line, 0, 0, size);
    impl_->set(line, parse_rich(rich), 0, 0, size, style);
    const std::lock_guard lock(impl_->guard);
    if (impl_->set_before.size() >= most) impl_->set_before.clear();
    return impl_->set_before.emplace(std::move(key), std::move(line)).first->second;
}

std::vector<double> FontSet::offsets(const TextPrim& run) const {
    const FontFace& face = impl_->faces.at(static_cast<std::size_t>(run.face));
    std::vector<double> out;
    double x = 0;
    for (const char32_t c : from_utf8(run.text)) {
        const FontFace::Glyph* glyph = face.find(c);
        out.push_back(x + (glyph != nullptr ? glyph->inset * run.size : 0));
        x += glyph != nullptr ? glyph->advance * run.size : 0;
    }
    return out;
}

std::vector<unsigned> FontSet::glyphs(const TextPrim& run) const {
    const FontFace& face = impl_->faces.at(static_cast<std::size_t>(run.face));
    std::vector<unsigned> out;
    for (const char32_t c : from_utf8(run.text)) {
        const FontFace::Glyph* glyph = face.find(c);
        out.push_back(glyph != nullptr ? glyph->id : 0);
    }
    return out;
}

std::vector<std::string> FontSet::wrap(const std::string& rich, double size, double width,
                                       Style style) const {
    std::vector<std::string> lines;
    const double space = line(" ", size, style).width;
    double end = 0;
    for (const std::string& word : rich_words(rich)) {
        const double wide = line(word, size, style).width;
        if (!lines.empty() && end + space + wide <= width) {
            lines.back() += " " + word;
            end += space + wide;
        } else {
            lines.push_back(word);
            end = wide;
        }
    }
    return lines;
}

}  // namespace lossfield::viz
