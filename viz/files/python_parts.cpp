#include "viz/files/python_parts.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/draw/canvas.hpp"
#include "viz/files/arrays.hpp"
#include "viz/text/json.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/tex.hpp"

namespace lossfield::viz {

std::string python_text(std::string_view text) {
    const bool raw = text.find('\\') != std::string_view::npos && !text.ends_with('\\') &&
                     text.find_first_of("\"\n\r\t") == std::string_view::npos;
    return raw ? fmt::format("r\"{}\"", text) : json_quoted(text);
}

std::string python_label(std::string_view rich) { return python_text(mathtext(rich)); }

std::string python_number(double v) {
    if (std::isnan(v)) return "np.nan";
    if (std::isinf(v)) return v > 0 ? "np.inf" : "-np.inf";
    return shortest(v);
}

std::string python_list(const Vector& numbers) {
    std::string text = "[";
    for (const double v : numbers) text += (text.size() > 1 ? ", " : "") + python_number(v);
    return text + "]";
}

std::string python_texts(const std::vector<std::string>& literals) {
    return fmt::format("[{}]", fmt::join(literals, ", "));
}

const char* python_marker(PointShape shape) {
    switch (shape) {
        case PointShape::Disc:
        case PointShape::Ring:
            return "o";
        case PointShape::Cross:
            return "x";
        case PointShape::Square:
            return "s";
        case PointShape::Diamond:
            return "D";
        case PointShape::Triangle:
            return "^";
    }
    return "o";
}

// A diamond is a square on its corner there.
double python_size(PointShape shape, double pixels) {
    return points(pixels) * points(pixels) * (shape == PointShape::Diamond ? 0.5 : 1);
}

std::string PythonWriter::array(const std::string& name) {
    arrays_.insert(name);
    return fmt::format("data[{}]", json_quoted(name));
}

std::string PythonWriter::column(const Mark& mark, const std::string& name) {
    return array(panel_.id + "." + mark.id() + "." + name);
}

std::string PythonWriter::placed(const Axis& axis, const std::string& expression) const {
    if (panel_.kind != PanelKind::Space || axis.scale == ScaleKind::Linear) return expression;
    return (axis.scale == ScaleKind::Log ? "np.log10(" : "np.arcsinh(") + expression + ")";
}

std::string PythonWriter::colour(const Colour& colour) const {
    return this->colour(colour_of(theme_, colour));
}

std::string PythonWriter::colour(const Rgba& c) const {
    const std::string opaque = fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b);
    return c.a == 255 ? '"' + opaque + '"' : fmt::format("\"{}{:02x}\"", opaque, c.a);
}

std::string PythonWriter::colours(const Mark& mark, const std::vector<Colour>& one_or_each) {
    const std::vector<Colour> palette = palette_of(one_or_each);
    if (palette.empty()) return colour(Colour{Role::Accent});
    if (palette.size() == 1) return colour(palette.front());
    std::vector<std::string> literals;
    for (const Colour& c : palette) literals.push_back(colour(c));
    return fmt::format("np.array({})[{}.astype(int)]", python_texts(literals), column(mark, "colour"));
}

std::string PythonWriter::map(const ColourScale& scale) {
    maps_.insert(scale.map);
    return scale.map == ColourMapKind::Diverging ? "two_sided" : "sequential";
}

std::string PythonWriter::norm(const ColourScale& s) {
    double low = s.low, high = s.high;
    if (s.map == ColourMapKind::Diverging) {
        const double reach = std::max(std::abs(s.high - s.centre), std::abs(s.low - s.centre));
        low = s.centre - reach, high = s.centre + reach;
    }
    // One value alone has the colour in the middle.
    if (!(low < high)) low -= 1, high += 1;
    const char* kind =
        s.logarithmic && s.map == ColourMapKind::Sequential && low > 0 ? "LogNorm" : "Normalize";
    import(fmt::format("from matplotlib.colors import {}", kind));
    return fmt::format("{}({}, {}, clip=True)", kind, python_number(low), python_number(high));
}

std::string PythonWriter::scale(const ColourScale& s) {
    return fmt::format(", cmap={}, norm={}", map(s), norm(s));
}

std::string PythonWriter::pattern(Dash dash, double width) const {
    const Dashes d = dashes_of(theme_, dash);
    if (!(d.on > 0) || !(width > 0)) return {};
    return fmt::format("(0, ({:.4g}, {:.4g}))", d.on / width, d.off / width);  // in units of the line's width
}

std::string PythonWriter::dashes(Dash dash, double width) const {
    const std::string own = pattern(dash, width);
    return own.empty() ? own : ", ls=" + own;
}

std::string PythonWriter::common(const Mark& mark) {
    std::string text;
    if (!mark.label().empty() && panel_.legend) {
        text += ", label=" + python_label(mark.label());
        legend_ = true;
    }
    return text + fmt::format(", zorder={}", order);
}

void write_key(const Mark& mark, const Colour& colour, double width, PythonWriter& out) {
    if (mark.label().empty() || !out.panel().legend) return;
    const char* nothing = out.panel().kind == PanelKind::Space ? "[], [], []" : "[], []";
    out.line(fmt::format("axes.plot({}, color={}, lw={:.4g}{})", nothing, out.colour(colour), points(width),
                         out.common(mark)));
}

}  // namespace lossfield::viz
