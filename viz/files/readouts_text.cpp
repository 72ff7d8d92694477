#include <fmt/format.h>

#include "viz/files/report.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/tex.hpp"

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

std::string latex_value(const Readout& readout) {
    if (const auto* text = std::get_if<std::string>(&readout.value)) return latex(*text);
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
        const auto unit = readout.unit.empty() ? std::string() : fmt::format("~{}", latex(readout.unit));
        text += fmt::format("{} & {} & {}{} \\\\\n", latex(readout.label), latex(readout.symbol),
                            latex_value(readout), unit);
    }
    return text + "\\end{tabular}\n";
}

}  // namespace lossfield::viz
