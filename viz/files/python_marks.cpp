// The marks of flat panels, in matplotlib.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "viz/draw/colour_key.hpp"
#include "viz/figure/field.hpp"
#include "viz/files/arrays.hpp"
#include "viz/files/python_parts.hpp"

namespace lossfield::viz {

namespace {

constexpr double palest_share = 0.28;  // of a class's own colour where there is least of it

std::string anchor(Anchor anchor) {
    switch (anchor) {
        case Anchor::Centre:
            return R"(ha="center", va="center")";
        case Anchor::Left:
            return R"(ha="left", va="center")";
        case Anchor::Right:
            return R"(ha="right", va="center")";
        case Anchor::Above:
            return R"(ha="center", va="bottom")";
        case Anchor::Below:
            return R"(ha="center", va="top")";
    }
    return {};
}

std::string labels(const std::vector<std::string>& rich) {
    std::vector<std::string> literals;
    for (const std::string& text : rich) literals.push_back(python_label(text));
    return python_texts(literals);
}

// Whether a place lies within a ring. [Even-odd rule]
bool holds(const Vector& x, const Vector& y, double px, double py) {
    bool inside = false;
    for (std::size_t i = 0, j = x.size() - 1; i < x.size(); j = i++)
        if ((y[i] > py) != (y[j] > py) && px < (x[j] - x[i]) * (py - y[i]) / (y[j] - y[i]) + x[i])
            inside = !inside;
    return inside;
}

double twice_area(const Vector& x, const Vector& y) {
    double sum = 0;
    for (std::size_t i = 0, j = x.size() - 1; i < x.size(); j = i++) sum += x[j] * y[i] - x[i] * y[j];
    return sum;
}

// matplotlib fills where rings wind: outer ones are to go one way, holes the other.
std::string ways(const Polygon& m) {
    std::string text;
    for (std::size_t k = 0; k < m.x.size(); ++k) {
        if (m.x[k].empty()) continue;
        std::size_t around = 0;
        for (std::size_t other = 0; other < m.x.size(); ++other)
            if (other != k && !m.x[other].empty() && holds(m.x[other], m.y[other], m.x[k][0], m.y[k][0]))
                ++around;
        const bool forwards = (twice_area(m.x[k], m.y[k]) > 0) == (around % 2 == 0);
        text += fmt::format("{}({}, {})", text.empty() ? "" : ", ", k + 1, forwards ? 1 : -1);
    }
    return text;
}

struct FlatWriter {
    const Mark& mark;
    PythonWriter& out;

    [[nodiscard]] std::string column(const char* name) const { return out.column(mark, name); }
    [[nodiscard]] std::string places() const { return column("x") + ", " + column("y"); }

    void operator()(const Curve& m) const {
        if (m.x.empty()) return;
        if (m.values.empty()) {
            out.line(fmt::format("axes.plot({}, color={}, lw={:.4g}{}{})", places(), out.colour(m.colour),
                                 points(m.width), out.dashes(m.dash, m.width), out.common(mark)));
            return;
        }
        out.import("from matplotlib.collections import LineCollection");
        if (m.halo > 0)
            out.line(fmt::format("axes.plot({}, color={}, lw={:.4g}, zorder={})", places(),
                                 out.colour(Colour{Role::Ink}), points(m.width + 2 * m.halo), out.order));
        out.line(fmt::format("line = np.column_stack([{}])", places()));
        out.line("pieces = np.stack([line[:-1], line[1:]], axis=1)");
        out.line(fmt::format("axes.add_collection(LineCollection(pieces, array={}[:-1]{}, lw={:.4g}{}{}))",
                             column("value"), out.scale(fitted(m.scale, m.values)), points(m.width),
                             out.dashes(m.dash, m.width), out.common(mark)));
    }

    void operator()(const Band& m) const {
        out.line(fmt::format("axes.fill_between({}, {}, {}, color={}, lw=0{})", column("x"), column("low"),
                             column("high"), out.colour(m.colour), out.common(mark)));
    }

    void operator()(const PointSet& m) const {
        if (m.x.empty()) return;
        // A call for every shape there is.
        std::vector<PointShape> shapes;
        for (std::size_t i = 0; i < m.x.size(); ++i)
            if (std::find(shapes.begin(), shapes.end(), m.shape_of(i)) == shapes.end())
                shapes.push_back(m.shape_of(i));
        std::string common = out.common(mark);
        const std::string colours = out.colours(mark, m.colours);
        const bool one_each = palette_size(m.colours) > 1;
        for (const PointShape shape : shapes) {
            std::string which;
            if (shapes.size() > 1) {
                Vector chosen;
                for (std::size_t i = 0; i < m.x.size(); ++i)
                    if (m.shape_of(i) == shape) chosen.push_back(static_cast<double>(i));
                which = python_list(chosen);
                which = "[" + which + "]";
            }
            const std::string own = one_each ? colours + which : colours;
            const std::string look =
                shape == PointShape::Ring
                    ? fmt::format("facecolors={}, edgecolors={}, linewidths={:.4g}",
                                  out.colour(Colour{Role::Ground}), own, points(std::max(1.5, m.size / 5)))
                    : fmt::format("c={}, linewidths={:.4g}", one_each ? own : "[" + own + "]",
                                  shape == PointShape::Cross ? 1.35 : 0);
            out.line(fmt::format("axes.scatter({}{}, {}{}, s={:.4g}, marker=\"{}\", {}{})", column("x"),
                                 which, column("y"), which, python_size(shape, m.size), python_marker(shape),
                                 look, common));
            common = fmt::format(", zorder={}", out.order);  // one name in the legend
        }
        write_texts(m.texts, places(), colours, one_each, points(m.size / 2 + 4));
    }

    // Words above places.
    void write_texts(const std::vector<std::string>& texts, const std::string& at, const std::string& colours,
                     bool one_each, double away) const {
        if (std::all_of(texts.begin(), texts.end(), [](const auto& t) { return t.empty(); })) return;
        out.line(fmt::format("for text, x, y{} in zip({}, {}{}):", one_each ? ", colour" : "", labels(texts),
                             at, one_each ? ", " + colours : ""));
        out.line(
            fmt::format("    axes.annotate(text, (x, y), (0, {:.4g}), textcoords=\"offset points\", "
                        "ha=\"center\", color={}, zorder={})",
                        away, one_each ? "colour" : colours, out.words_order()));
    }

    [[nodiscard]] static std::size_t palette_size(const std::vector<Colour>& colours) {
        return palette_of(colours).size();
    }

    void operator()(const Bars& m) const {
        std::string colours;
        if (m.colours.empty()) {
            std::vector<std::string> literals;
            for (std::size_t i = 0; i < m.position.size(); ++i)
                literals.push_back(out.colour(series(static_cast<int>(i))));
            colours = python_texts(literals);
        } else {
            colours = out.colours(mark, m.colours);
        }
        const std::string at = column("position"), from = column("base"), to = column("value");
        out.line(fmt::format("axes.bar{}({}, {} - {}, {}, {}, color={}{})", m.lying ? "h" : "", at, to, from,
                             python_number(m.width), from, colours, out.common(mark)));
        if (std::all_of(m.texts.begin(), m.texts.end(), [](const auto& t) { return t.empty(); })) return;
        // Past their ends.
        out.line(fmt::format("for text, x, y, way in zip({}, {}, np.where({} < {}, -1, 1)):", labels(m.texts),
                             m.lying ? to + ", " + at : at + ", " + to, to, from));
        out.line(
            fmt::format("    axes.annotate(text, (x, y), ({}), textcoords=\"offset points\", {}, zorder={})",
                        m.lying ? "4 * way, 0" : "0, 4 * way",
                        m.lying ? "ha=\"left\" if way > 0 else \"right\", va=\"center\""
                                : "ha=\"center\", va=\"bottom\" if way > 0 else \"top\"",
                        out.words_order()));
    }

    void operator()(const Arrows& m) const {
        if (m.x.empty()) return;
        const std::string colours = out.colours(mark, m.colours);
        if (m.length == ArrowLength::Uniform) {
            out.line(fmt::format("strength = np.hypot({}, {})", column("u"), column("v")));
            out.line("strength[~(strength > 0) | np.isinf(strength)] = np.nan");
            out.line(
                fmt::format("axes.quiver({}, {} / strength, {} / strength, angles=\"xy\", pivot=\"mid\", "
                            "scale_units=\"inches\", scale={:.4g},",
                            places(), column("u"), column("v"), 96 / m.pixels));
            out.line(
                fmt::format("            color={}, units=\"inches\", width={:.4g}, headwidth=5, zorder={},",
                            colours, m.width / 96, out.order));
            out.line(
                fmt::format("            alpha={:.4g} * np.clip(1 + np.log10(strength / np.nanmax(strength)) "
                            "/ 3, 0.2, 1))",
                            m.colours.front().opacity));
            return;
        }
        out.line(
            fmt::format("axes.quiver({}, {}, {}, angles=\"xy\", scale_units=\"xy\", scale=1, color={}, "
                        "units=\"inches\", width={:.4g}, headwidth=5, minlength=0, zorder={})",
                        places(), column("u"), column("v"), colours, m.width / 96, out.order));
        write_key(mark, m.colours.front(), m.width, out);
        const std::string tips =
            fmt::format("{} + {}, {} + {}", column("x"), column("u"), column("y"), column("v"));
        write_texts(m.texts, tips, colours, palette_size(m.colours) > 1, 4);
    }

    void operator()(const Heat& m) const {
        if (!m.classes.empty()) return write_classes(m);
        const bool whole = std::all_of(m.field.values.begin(), m.field.values.end(),
                                       [](double v) { return std::isfinite(v); });
        out.line(fmt::format("axes.pcolormesh({}, {}{}, shading=\"{}\", rasterized=True, zorder={})",
                             places(), column("value"), out.scale(fitted(m.scale, m.field.values)),
                             m.smooth && whole ? "gouraud" : "nearest", out.order));
    }

    void write_classes(const Heat& m) const {
        out.import("from matplotlib.colors import ListedColormap, Normalize");
        std::vector<std::string> literals;
        for (const Colour& colour : m.classes)
            literals.push_back(out.colour(shaded(out.theme(), colour_of(out.theme(), colour), 1)));
        const std::string shade = m.shade.empty()
                                      ? ""
                                      : fmt::format(", alpha={} + {} * np.clip({}, 0, 1)", palest_share,
                                                    1 - palest_share, column("shade"));
        out.line(
            fmt::format("classes = np.ma.masked_outside({}, 0, {})", column("value"), m.classes.size() - 1));
        out.line(fmt::format(
            "axes.pcolormesh({}, classes, cmap=ListedColormap({}), norm=Normalize(-0.5, {}){}, "
            "shading=\"nearest\", rasterized=True, zorder={})",
            places(), python_texts(literals), static_cast<double>(m.classes.size()) - 0.5, shade, out.order));
    }

    void operator()(const Contours& m) const { write_contours(mark, m, out); }

    void operator()(const Polygon& m) const {
        const std::string look = fmt::format("fc={}, ec={}, lw={:.4g}{}", out.colour(m.fill),
                                             out.colour(m.stroke), points(m.width), out.common(mark));
        if (m.x.size() == 1) {
            out.line(fmt::format("axes.fill({}, {})", places(), look));
            return;
        }
        const std::string rings = ways(m);
        if (rings.empty()) return;
        out.import("from matplotlib.patches import PathPatch");
        out.import("from matplotlib.path import Path as Outline");
        out.line(fmt::format("rings, place = {}, np.column_stack([{}])", column("ring"), places()));
        out.line(fmt::format("parts = [place[rings == ring][::way] for ring, way in [{}]]", rings));
        out.line(
            "outline = Outline.make_compound_path(*(Outline(np.vstack([part, part[:1]]), closed=True) for "
            "part "
            "in parts))");
        out.line(fmt::format("axes.add_patch(PathPatch(outline, {}))", look));
    }

    void operator()(const Rule& m) const {
        out.line(fmt::format("axes.ax{}line({}[0], color={}, lw={:.4g}{}{})", m.vertical ? "v" : "h",
                             column(m.vertical ? "x" : "y"), out.colour(m.colour), points(m.width),
                             out.dashes(m.dash, m.width), out.common(mark)));
        if (m.text.empty()) return;
        const std::string end = m.vertical ? column("x") + "[0], 1" : "1, " + column("y") + "[0]";
        out.line(fmt::format("axes.text({}, {}, transform=axes.get_{}axis_transform(), {}, color={})", end,
                             python_label(m.text), m.vertical ? "x" : "y",
                             m.vertical ? R"(ha="left", va="top")" : R"(ha="right", va="bottom")",
                             out.colour(m.colour)));
    }

    void operator()(const TextMark& m) const {
        out.line(fmt::format("axes.text({}[0], {}[0], {}, {}, color={}{}, clip_on=True, zorder={})",
                             column("x"), column("y"), python_label(m.text), anchor(m.anchor),
                             out.colour(m.colour), m.strong ? R"(, weight="bold")" : "", out.words_order()));
    }

    void operator()(const FormulaMark& m) const {
        out.line(fmt::format("axes.text({}[0], {}[0], {}, {}, color={}, zorder={})", column("x"), column("y"),
                             python_text("$" + m.latex + "$"), anchor(m.anchor), out.colour(m.colour),
                             out.order));
    }

    // In 3-D panels alone.
    void operator()(const Surface&) const {}
    void operator()(const Patch&) const {}
};

}  // namespace

void write_flat_mark(const Mark& mark, PythonWriter& out) {
    std::visit(FlatWriter{mark, out}, static_cast<const AnyMark&>(mark));
}

}  // namespace lossfield::viz
