#include <algorithm>

#include "viz/text/rich_text.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz {
namespace {

// A character, its subscript and its superscript; a space where Unicode has none.
constexpr std::u32string_view scripts =
    U"0₀⁰1₁¹2₂²3₃³4₄⁴5₅⁵6₆⁶7₇⁷8₈⁸9₉⁹+₊⁺−₋⁻=₌⁼(₍⁽)₎⁾aₐᵃb ᵇc ᶜd ᵈeₑᵉf ᶠg "
    U"ᵍhₕʰiᵢⁱjⱼʲkₖᵏlₗˡmₘᵐnₙⁿoₒᵒpₚᵖrᵣʳsₛˢtₜᵗuᵤᵘ"
    U"vᵥᵛw ʷxₓˣy ʸz ᶻβᵦᵝγᵧᵞδ ᵟρᵨ φᵩᵠχᵪᵡA ᴬB ᴮD ᴰE ᴱG ᴳH ᴴI ᴵJ ᴶK ᴷL ᴸM ᴹN ᴺO ᴼP ᴾR ᴿT ᵀU ᵁV ⱽW ᵂ⊤ ᵀ";
static_assert(scripts.size() % 3 == 0);

char32_t script_sign(char32_t c, bool raised) {
    for (std::size_t i = 0; i < scripts.size(); i += 3) {
        if (scripts[i] == c) return scripts[i + (raised ? 2 : 1)];
    }
    return U' ';
}

std::u32string plain_of(const std::vector<RichPiece>& pieces) {
    std::u32string out;
    for (const RichPiece& piece : pieces) {
        const bool raised = piece.tone == Tone::Superscript;
        if (!raised && piece.tone != Tone::Subscript) {
            out += piece.text;
            continue;
        }
        const std::u32string inside = plain_of(piece.inside);
        std::u32string signs(inside.size(), U' ');
        std::transform(inside.begin(), inside.end(), signs.begin(),
                       [&](char32_t c) { return script_sign(c, raised); });
        if (signs.find(U' ') == std::u32string::npos) {
            out += signs;
        } else {
            out += raised ? U'^' : U'_';
            out += inside.size() == 1 ? inside : U'(' + inside + U')';
        }
    }
    return out;
}

}  // namespace

std::string plain(const std::string& rich) { return to_utf8(plain_of(parse_rich(rich))); }

}  // namespace lossfield::viz
