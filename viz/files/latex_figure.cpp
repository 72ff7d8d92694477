#include "viz/files/latex_figure.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "viz/files/render.hpp"
#include "viz/text/tex.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {

std::string latex_figure(const Lab& lab, const Figure& figure, const std::string& picture) {
    if (format_of(picture) == FileFormat::Svg)
        throw InputError(fmt::format("{}: LaTeX includes no SVG; give .pdf or .png", in_quotes(picture)));
    const auto harmless = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte < 0x7f &&
               std::string_view(R"(\{}%#$&^~"',)").find(c) == std::string_view::npos;
    };
    if (!std::all_of(picture.begin(), picture.end(), harmless))
        throw InputError(
            fmt::format("{}: LaTeX would not find a file of this name; use letters, digits, - _ + . alone",
                        in_quotes(picture)));
    return fmt::format(
        "\\begin{{figure}}\n"
        "  \\centering\n"
        "  \\includegraphics[width=\\linewidth]{{{}}}\n"
        "  \\caption{{{}}}\n"
        "  \\label{{fig:{}}}\n"
        "\\end{{figure}}\n",
        picture, latex(figure.caption.empty() ? lab.title : figure.caption), lab.id);
}

}  // namespace lossfield::viz
