#include <array>
#include <string_view>

#include <fmt/format.h>

#include "viz/files/report.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

Vector entries_of(const Readout& readout) {
    if (const auto* v = std::get_if<double>(&readout.value)) return {*v};
    if (const auto* v = std::get_if<Vector>(&readout.value)) return *v;
    return {};
}

// 1.5e-07 is set as 1.5 times a power of ten.
std::string latex_number(double v) {
    const std::string text = shortest(v);
    if (text == "nan") return R"(\mathrm{NaN})";
    if (text == "inf" || text == "-inf") return text == "inf" ? R"(\infty)" : R"(-\infty)";
    const auto e = text.find('e');
    if (e == std::string::npos) return text;
    return fmt::format(R"({}\times 10^{{{}}})", text.substr(0, e), std::stoi(text.substr(e + 1)));
}

struct Replacement {
    std::string_view sign;
    std::string_view latex;
};

constexpr std::array<Replacement, 10> escapes{{{"\\", R"(\textbackslash{})"},
                                               {"{", R"(\{)"},
                                               {"}", R"(\})"},
                                               {"&", R"(\&)"},
                                               {"%", R"(\%)"},
                                               {"#", R"(\#)"},
                                               {"$", R"(\$)"},
                                               {"_", R"(\_)"},
                                               {"^", R"(\textasciicircum{})"},
                                               {"~", R"(\textasciitilde{})"}}};

// Signs that symbols of readouts are written with, as LaTeX before Unicode engines knows them.
constexpr std::array<Replacement, 25> symbols{
    {{"α", R"(\alpha )"},   {"β", R"(\beta )"},  {"γ", R"(\gamma )"}, {"δ", R"(\delta )"},
     {"ε", R"(\epsilon )"}, {"η", R"(\eta )"},   {"θ", R"(\theta )"}, {"κ", R"(\kappa )"},
     {"λ", R"(\lambda )"},  {"μ", R"(\mu )"},    {"ν", R"(\nu )"},    {"π", R"(\pi )"},
     {"ρ", R"(\rho )"},     {"σ", R"(\sigma )"}, {"τ", R"(\tau )"},   {"φ", R"(\varphi )"},
     {"ω", R"(\omega )"},   {"Σ", R"(\Sigma )"}, {"∇", R"(\nabla )"}, {"∂", R"(\partial )"},
     {"∞", R"(\infty )"},   {"‖", R"(\|)"},      {"·", R"(\cdot )"},  {"−", "-"},
     {"ᵀ", R"(^\top )"}}};

template <std::size_t N>
std::string replaced(std::string_view text, const std::array<Replacement, N>& table) {
    std::string result;
    while (!text.empty()) {
        std::string_view sign = text.substr(0, 1), latex = sign;
        for (const auto& r : table) {
            if (!text.starts_with(r.sign)) continue;
            sign = r.sign;
            latex = r.latex;
        }
        result += latex;
        text.remove_prefix(sign.size());
    }
    return result;
}

// Rich text: words are escaped, what stands between $ signs is mathematics already.
std::string latex_text(std::string_view rich) {
    std::string result;
    for (bool symbol = false;; symbol = !symbol) {
        const auto end = rich.find('$');
        const auto part = rich.substr(0, end);
        result += symbol ? fmt::format("${}$", replaced(part, symbols)) : replaced(part, escapes);
        if (end == std::string_view::npos) return result;
        rich.remove_prefix(end + 1);
    }
}

std::string latex_value(const Readout& readout) {
    if (const auto* text = std::get_if<std::string>(&readout.value)) return latex_text(*text);
    std::string joined;
    for (const double v : entries_of(readout)) joined += (joined.empty() ? "" : ",\\ ") + latex_number(v);
    return std::holds_alternative<double>(readout.value) ? fmt::format("${}$", joined)
                                                         : fmt::format("$({})$", joined);
}

}  // namespace

std::string readouts_tsv(const Figure& figure) {
    std::string text;
    for (const auto& readout : figure.readouts) {
        text += readout.label + '\t' + readout.unit;
        if (const auto* words = std::get_if<std::string>(&readout.value)) text += '\t' + *words;
        for (const double v : entries_of(readout)) text += '\t' + shortest(v);
        text += '\n';
    }
    return text;
}

std::string readouts_latex(const Figure& figure) {
    std::string text = "\\begin{tabular}{lll}\n";
    for (const auto& readout : figure.readouts) {
        const auto unit = readout.unit.empty() ? std::string() : fmt::format("~{}", latex_text(readout.unit));
        text += fmt::format("{} & {} & {}{} \\\\\n", latex_text(readout.label), latex_text(readout.symbol),
                            latex_value(readout), unit);
    }
    return text + "\\end{tabular}\n";
}

}  // namespace lossfield::viz
