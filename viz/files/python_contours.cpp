// Level sets in matplotlib, at the levels and in the colours of the picture.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "viz/draw/colour_key.hpp"
#include "viz/figure/field.hpp"
#include "viz/files/python_parts.hpp"
#include "viz/geometry/levels.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

constexpr double deepest_exponent = 700;  // below the minimum; e to minus that is still more than 0
constexpr double infinite = std::numeric_limits<double>::infinity();

}  // namespace

std::string band_colours(const Levels& rule, const ColourScale& scale, const Vector& levels, bool reversed,
                         PythonWriter& out) {
    std::vector<std::string> literals;
    for (std::size_t k = 0; k <= levels.size(); ++k)
        literals.push_back(out.colour(colour_at(out.theme(), scale, band_value(rule, scale, levels, k))));
    if (reversed) std::reverse(literals.begin(), literals.end());
    return python_texts(literals);
}

void write_contours(const Mark& mark, const Contours& m, PythonWriter& out) {
    const Vector levels = choose_levels(m.field, m.levels);
    const Interval range = finite_range(values_of(m.field));
    if (!std::isfinite(range.low) || (levels.empty() && !m.filled)) return;
    const ColourScale scale = fitted(m.scale, range);
    // Where e^-v runs evenly between nodes, its level sets are drawn, which go on to where v is infinite.
    const double lowest = levels.empty() ? range.low : levels.front();
    const bool exponential = m.interpolation == Interpolation::NegativeExponential &&
                             (levels.empty() || levels.back() - range.low < deepest_exponent);
    const std::string low = python_number(range.low), value = out.column(mark, "value");
    out.line("field = " + (exponential ? fmt::format("np.exp({} - {})", low, value) : value));
    std::string edges_low, edges_high;
    if (exponential) {
        out.line(fmt::format("levels = np.exp({} - {})[::-1]  # evenly between nodes runs e^-value", low,
                             out.column(mark, "levels")));
        edges_low = "-1", edges_high = python_number(std::exp(range.low - lowest) + 2);
    } else {
        const double highest = levels.empty() ? range.high : levels.back();
        out.line("levels = " + out.column(mark, "levels"));
        edges_low = python_number(std::nextafter(std::min(range.low, lowest), -infinite));
        edges_high = python_number(std::nextafter(std::max(range.high, highest), infinite));
    }
    std::string kind, field = "np.ma.masked_invalid(field)";
    std::string places = out.column(mark, "x") + ", " + out.column(mark, "y");
    if (std::holds_alternative<TriangleField>(m.field)) {
        out.import("from matplotlib.tri import Triangulation");
        out.line(fmt::format("mesh = Triangulation({})", places));
        out.line("mesh.set_mask(~np.isfinite(field)[mesh.triangles].all(axis=1))");
        kind = "tri", field = "np.nan_to_num(field)", places = "mesh";
    }
    if (m.filled)
        out.line(fmt::format("axes.{}contourf({}, {}, levels=[{}, *levels, {}], colors={}, zorder={})", kind,
                             places, field, edges_low, edges_high,
                             band_colours(m.levels, scale, levels, exponential, out), out.order));
    if (!m.lines || levels.empty()) return;
    const std::string pattern = out.pattern(m.dash, m.line_width);
    out.line(
        fmt::format("lines = axes.{}contour({}, {}, levels=levels, colors={}, linewidths={:.4g}, "
                    "linestyles=[{}], zorder={})",
                    kind, places, field, out.colour(m.line_colour), points(m.line_width),
                    pattern.empty() ? "\"solid\"" : pattern, out.order));
    if (m.labels) {
        std::vector<std::string> texts;
        for (const std::string& text : told_apart(levels, 3)) texts.push_back(python_label(text));
        if (exponential) std::reverse(texts.begin(), texts.end());
        out.line(
            fmt::format("axes.clabel(lines, fmt=dict(zip(levels, {})), fontsize=8, colors={}, zorder={})",
                        python_texts(texts), out.colour(Colour{Role::Ink}), out.words_order()));
    }
    write_key(mark, m.line_colour, m.line_width, out);
}

}  // namespace lossfield::viz
