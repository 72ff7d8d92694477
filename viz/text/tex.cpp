#include "viz/text/tex.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "viz/text/rich_text.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz {

namespace {

enum class Setter { Latex, Mathtext };

struct Sign {
    char32_t sign;
    std::string_view tex;
};

// Inside of dollar signs. A command ends with a space, so that a letter may follow; scripts have a base of their own, so that no
// two of them stand at one.
constexpr std::array math_signs{Sign{U'α', R"(\alpha )"},
                                Sign{U'β', R"(\beta )"},
                                Sign{U'γ', R"(\gamma )"},
                                Sign{U'δ', R"(\delta )"},
                                Sign{U'ε', R"(\varepsilon )"},
                                Sign{U'ϵ', R"(\epsilon )"},
                                Sign{U'ζ', R"(\zeta )"},
                                Sign{U'η', R"(\eta )"},
                                Sign{U'θ', R"(\theta )"},
                                Sign{U'ϑ', R"(\vartheta )"},
                                Sign{U'ι', R"(\iota )"},
                                Sign{U'κ', R"(\kappa )"},
                                Sign{U'λ', R"(\lambda )"},
                                Sign{U'μ', R"(\mu )"},
                                Sign{U'µ', R"(\mu )"},
                                Sign{U'ν', R"(\nu )"},
                                Sign{U'ξ', R"(\xi )"},
                                Sign{U'ο', "o"},
                                Sign{U'π', R"(\pi )"},
                                Sign{U'ρ', R"(\rho )"},
                                Sign{U'ϱ', R"(\varrho )"},
                                Sign{U'σ', R"(\sigma )"},
                                Sign{U'ς', R"(\varsigma )"},
                                Sign{U'τ', R"(\tau )"},
                                Sign{U'υ', R"(\upsilon )"},
                                Sign{U'φ', R"(\varphi )"},
                                Sign{U'ϕ', R"(\phi )"},
                                Sign{U'χ', R"(\chi )"},
                                Sign{U'ψ', R"(\psi )"},
                                Sign{U'ω', R"(\omega )"},
                                Sign{U'Γ', R"(\Gamma )"},
                                Sign{U'Δ', R"(\Delta )"},
                                Sign{U'Θ', R"(\Theta )"},
                                Sign{U'Λ', R"(\Lambda )"},
                                Sign{U'Ξ', R"(\Xi )"},
                                Sign{U'Π', R"(\Pi )"},
                                Sign{U'Σ', R"(\Sigma )"},
                                Sign{U'Φ', R"(\Phi )"},
                                Sign{U'Ψ', R"(\Psi )"},
                                Sign{U'Ω', R"(\Omega )"},
                                Sign{U'∑', R"(\sum )"},
                                Sign{U'∏', R"(\prod )"},
                                Sign{U'∫', R"(\int )"},
                                Sign{U'∇', R"(\nabla )"},
                                Sign{U'∂', R"(\partial )"},
                                Sign{U'∞', R"(\infty )"},
                                Sign{U'‖', R"(\|)"},
                                Sign{U'√', R"(\surd )"},
                                Sign{U'·', R"(\cdot )"},
                                Sign{U'⋅', R"(\cdot )"},
                                Sign{U'×', R"(\times )"},
                                Sign{U'÷', R"(\div )"},
                                Sign{U'±', R"(\pm )"},
                                Sign{U'∓', R"(\mp )"},
                                Sign{U'−', "-"},
                                Sign{U'≤', R"(\leq )"},
                                Sign{U'≥', R"(\geq )"},
                                Sign{U'≠', R"(\neq )"},
                                Sign{U'≈', R"(\approx )"},
                                Sign{U'≡', R"(\equiv )"},
                                Sign{U'∝', R"(\propto )"},
                                Sign{U'∈', R"(\in )"},
                                Sign{U'→', R"(\to )"},
                                Sign{U'←', R"(\leftarrow )"},
                                Sign{U'↑', R"(\uparrow )"},
                                Sign{U'↓', R"(\downarrow )"},
                                Sign{U'⟨', R"(\langle )"},
                                Sign{U'⟩', R"(\rangle )"},
                                Sign{U'ℓ', R"(\ell )"},
                                Sign{U'⊤', R"(\top )"},
                                Sign{U'⊥', R"(\perp )"},
                                Sign{U'∘', R"(\circ )"},
                                Sign{U'°', R"({}^{\circ })"},
                                Sign{U'′', R"({}^{\prime })"},
                                Sign{U'\'', R"({}^{\prime })"},
                                Sign{U'ᵀ', R"({}^{\top })"},
                                Sign{U'⁰', "{}^{0}"},
                                Sign{U'¹', "{}^{1}"},
                                Sign{U'²', "{}^{2}"},
                                Sign{U'³', "{}^{3}"},
                                Sign{U'⁴', "{}^{4}"},
                                Sign{U'⁻', "{}^{-}"},
                                Sign{U'₀', "{}_{0}"},
                                Sign{U'₁', "{}_{1}"},
                                Sign{U'₂', "{}_{2}"},
                                Sign{U'₃', "{}_{3}"},
                                Sign{U'½', R"(\frac{1}{2})"},
                                Sign{U'…', R"(\ldots )"},
                                Sign{U'–', "-"},
                                Sign{U'—', "-"},
                                Sign{U'ŷ', R"(\hat{y})"},
                                Sign{U'\u00a0', R"(\ )"},
                                Sign{U'\u2009', R"(\,)"},
                                Sign{U'\u202f', R"(\,)"},
                                Sign{U'"', "{}^{\\prime \\prime }"},
                                Sign{U'`', "{}^{\\prime }"},
                                Sign{U'#', R"(\sharp )"},
                                Sign{U'~', R"(\sim )"},
                                Sign{U'^', R"(\wedge )"},
                                Sign{U'\\', R"(\backslash )"},
                                Sign{U'%', R"(\%)"},
                                Sign{U'$', R"(\$)"},
                                Sign{U'_', R"(\_)"},
                                Sign{U'{', R"(\{)"},
                                Sign{U'}', R"(\})"}};

constexpr std::array accents{Sign{0x300, R"(\grave)"}, Sign{0x301, R"(\acute)"}, Sign{0x302, R"(\hat)"},
                             Sign{0x303, R"(\tilde)"}, Sign{0x304, R"(\bar)"},   Sign{0x305, R"(\bar)"},
                             Sign{0x307, R"(\dot)"},   Sign{0x308, R"(\ddot)"}};

// Words of LaTeX; what is left of the mathematical signs stands between dollar signs there too.
constexpr std::array word_signs{Sign{U'\\', R"(\textbackslash{})"},
                                Sign{U'{', R"(\{)"},
                                Sign{U'}', R"(\})"},
                                Sign{U'&', R"(\&)"},
                                Sign{U'%', R"(\%)"},
                                Sign{U'#', R"(\#)"},
                                Sign{U'$', R"(\$)"},
                                Sign{U'_', R"(\_)"},
                                Sign{U'^', R"(\textasciicircum{})"},
                                Sign{U'~', R"(\textasciitilde{})"},
                                Sign{U'–', "--"},
                                Sign{U'—', "---"},
                                Sign{U'…', R"(\ldots{})"},
                                Sign{U'“', "``"},
                                Sign{U'”', "''"},
                                Sign{U'’', "'"},
                                Sign{U'‘', "`"},
                                Sign{U'"', "''"},
                                Sign{U'\'', "'"},
                                Sign{U'`', "`"},
                                Sign{U'\u00a0', "~"}};

template <std::size_t N>
const Sign* find(const std::array<Sign, N>& table, char32_t c) {
    const auto found = std::find_if(table.begin(), table.end(), [c](const Sign& s) { return s.sign == c; });
    return found == table.end() ? nullptr : &*found;
}

std::string one(char32_t c) { return to_utf8(std::u32string_view(&c, 1)); }

// One sign between dollar signs. What TeX has no command for stands for itself, in LaTeX as a word.
std::string math_sign(Setter setter, char32_t c) {
    if (setter == Setter::Latex && c == U'#') return R"(\#)";
    if (setter == Setter::Mathtext && c == U'√') return one(c);  // has no \surd
    if (const Sign* s = find(math_signs, c)) return std::string(s->tex);
    if (c == U'&') return setter == Setter::Latex ? R"(\&)" : "&";
    return c < 0x80 || setter == Setter::Mathtext ? one(c) : R"(\mbox{)" + one(c) + "}";
}

std::string math_signs_of(Setter setter, std::u32string_view text) {
    std::vector<std::string> signs;
    for (const char32_t c : text) {
        const Sign* accent = find(accents, c);
        if (accent != nullptr && !signs.empty())
            signs.back() = std::string(accent->tex) + "{" + signs.back() + "}";
        else
            signs.push_back(math_sign(setter, c));
    }
    std::string all;
    for (const std::string& sign : signs) all += sign;
    return all;
}

// Words inside of a script: upright, with their spaces and hyphens.
std::string upright(Setter setter, std::u32string_view words) {
    std::string text = R"(\mathrm{)";
    for (const char32_t c : words) {
        if (c == U' ')
            text += R"(\ )";
        else if (c == U'-')
            text += setter == Setter::Latex ? R"(\mbox{-})" : "‐";
        else
            text += math_sign(setter, c);
    }
    return text + "}";
}

std::string math(Setter setter, const std::vector<RichPiece>& pieces) {
    std::string text;
    const RichPiece* before = nullptr;
    for (const RichPiece& piece : pieces) {
        const bool below = piece.tone == Tone::Subscript, above = piece.tone == Tone::Superscript;
        if (below || above) {
            // Two of a kind would want one base, and so would one behind a sign that is a script itself.
            const bool again = before != nullptr && before->tone == piece.tone;
            const bool scripted = before != nullptr && before->tone == Tone::Sign && text.ends_with("}");
            if (again || scripted || text.empty()) text += "{}";
            text += (below ? "_{" : "^{") + math(setter, piece.inside) + "}";
        } else if (piece.tone == Tone::Words) {
            text += upright(setter, piece.text);
        } else {
            text += math_signs_of(setter, piece.text);
        }
        before = &piece;
    }
    return text;
}

// Pieces of words and of mathematics in turn: two of a kind become one, as `$$` would open a display.
class Line {
  public:
    void words(std::string_view text) { part(false) += text; }
    void math(std::string_view text) { part(true) += text; }
    [[nodiscard]] std::string text() const {
        std::string all;
        for (const auto& [is_math, words] : parts_) all += is_math ? "$" + words + "$" : words;
        return all;
    }

  private:
    std::string& part(bool is_math) {
        if (parts_.empty() || parts_.back().first != is_math) parts_.emplace_back(is_math, "");
        return parts_.back().second;
    }
    std::vector<std::pair<bool, std::string>> parts_;
};

void add_words(Setter setter, std::u32string_view words, Line& line) {
    for (const char32_t c : words) {
        if (setter == Setter::Mathtext) {
            line.words(c == U'$' ? R"(\$)" : one(c));
        } else if (const Sign* s = find(word_signs, c)) {
            line.words(s->tex);
        } else if (c == U'<' || c == U'>' || c == U'|' || find(math_signs, c) != nullptr) {
            line.math(math_sign(setter, c));
        } else {
            line.words(one(c));
        }
    }
}

std::string set(Setter setter, std::string_view rich) {
    Line line;
    std::vector<RichPiece> symbols;
    const auto flush = [&] {
        if (!symbols.empty()) line.math(math(setter, symbols));
        symbols.clear();
    };
    for (RichPiece& piece : parse_rich(rich)) {
        if (piece.tone == Tone::Words) {
            flush();
            add_words(setter, piece.text, line);
        } else {
            symbols.push_back(std::move(piece));
        }
    }
    flush();
    return line.text();
}

}  // namespace

std::string latex(std::string_view rich) { return set(Setter::Latex, rich); }
std::string mathtext(std::string_view rich) { return set(Setter::Mathtext, rich); }

}  // namespace lossfield::viz
