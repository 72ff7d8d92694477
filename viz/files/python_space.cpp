// The marks of 3-D panels, in matplotlib: drawn one over the other in their order, as its 3-D axes cannot hide one behind another.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/compose/parts.hpp"
#include "viz/figure/field.hpp"
#include "viz/files/arrays.hpp"
#include "viz/files/python_parts.hpp"
#include "viz/geometry/levels.hpp"

namespace lossfield::viz {

namespace {

constexpr int finest = 100;  // facets a side

struct SpaceWriter {
    const Mark& mark;
    PythonWriter& out;

    [[nodiscard]] std::string column(const char* name) const { return out.column(mark, name); }
    [[nodiscard]] std::string places() const {
        const Panel& p = out.panel();
        return out.placed(p.x, column("x")) + ", " + out.placed(p.y, column("y")) + ", " +
               out.placed(p.z, column("z"));
    }
    // What has no height of its own lies on a surface; without one it is not drawn.
    template <class Placed>
    [[nodiscard]] bool is_placed(const Placed& m) const {
        const auto& marks = out.panel().marks;
        return !m.x.empty() &&
               (!m.z.empty() || std::any_of(marks.begin(), marks.end(), [](const Mark& other) {
                   return std::holds_alternative<Surface>(other);
               }));
    }

    void operator()(const Curve& m) const {
        if (!is_placed(m)) return;
        if (m.values.empty()) {
            out.line(fmt::format("axes.plot({}, color={}, lw={:.4g}{}{})", places(), out.colour(m.colour),
                                 points(m.width), out.dashes(m.dash, m.width), out.common(mark)));
            return;
        }
        out.import("from mpl_toolkits.mplot3d.art3d import Line3DCollection");
        out.line(fmt::format("line = np.column_stack([{}])", places()));
        out.line("pieces = np.stack([line[:-1], line[1:]], axis=1)");
        out.line(fmt::format("axes.add_collection(Line3DCollection(pieces, array={}[:-1]{}, lw={:.4g}{}))",
                             column("value"), out.scale(fitted(m.scale, m.values)), points(m.width),
                             out.common(mark)));
    }

    void operator()(const PointSet& m) const {
        if (!is_placed(m)) return;
        const bool one_each = palette_of(m.colours).size() > 1;
        const std::string colours = out.colours(mark, m.colours);
        const std::string own = one_each ? colours : "[" + colours + "]";
        const std::string look =
            m.shape == PointShape::Ring
                ? fmt::format("facecolors={}, edgecolors={}, linewidths={:.4g}",
                              out.colour(Colour{Role::Ground}), own, points(std::max(1.5, m.size / 5)))
                : fmt::format("c={}, marker=\"{}\"", own, python_marker(m.shape));
        out.line(fmt::format("axes.scatter({}, s={:.4g}, {}, depthshade=False{})", places(),
                             python_size(m.shape, m.size), look, out.common(mark)));
        if (m.z.empty()) return;
        write_texts(m.texts, places());
    }

    void write_texts(const std::vector<std::string>& texts, const std::string& at) const {
        std::vector<std::string> literals;
        bool any = false;
        for (const std::string& text : texts) {
            literals.push_back(python_label(text));
            any = any || !text.empty();
        }
        if (!any) return;
        out.line(fmt::format("for text, x, y, z in zip({}, {}):", python_texts(literals), at));
        out.line("    axes.text(x, y, z, text, ha=\"center\", va=\"bottom\")");
    }

    void operator()(const Arrows& m) const {
        if (!is_placed(m) || m.length == ArrowLength::Uniform) return;
        const Panel& p = out.panel();
        const auto step = [&](const Axis& axis, const char* from, const char* way) {
            if (axis.scale == ScaleKind::Linear) return column(way);
            return fmt::format("{} - {}", out.placed(axis, column(from) + " + " + column(way)),
                               out.placed(axis, column(from)));
        };
        out.line(fmt::format(
            "axes.quiver({}, {}, {}, {}, color={}, lw={:.4g}, arrow_length_ratio=0.08, zorder={})", places(),
            step(p.x, "x", "u"), step(p.y, "y", "v"), step(p.z, "z", "w"), out.colours(mark, m.colours),
            points(m.width), out.order));
        write_key(mark, m.colours.front(), m.width, out);
        if (m.z.empty()) return;
        const auto tip = [&](const Axis& axis, const char* from, const char* way) {
            return out.placed(axis, column(from) + " + " + column(way));
        };
        write_texts(m.texts, tip(p.x, "x", "u") + ", " + tip(p.y, "y", "v") + ", " + tip(p.z, "z", "w"));
    }

    // Colours of facets by value, evenly or by the band they lie in.
    [[nodiscard]] std::string facets(const Levels& levels, const ColourScale& scale,
                                     const Field& field) const {
        if (levels.rule != LevelRule::EqualArea)
            return fmt::format("{}({}({}))", out.map(scale), out.norm(scale), column("value"));
        out.import("from matplotlib.colors import to_rgba_array");
        return fmt::format("to_rgba_array({})[np.searchsorted({}, {})]",
                           band_colours(levels, scale, choose_levels(field, levels), false, out),
                           column("levels"), column("value"));
    }

    void operator()(const Surface& m) const {
        const Panel& p = out.panel();
        const Interval room = height_range(p);
        const double top = m.cut ? std::min(room.high, *m.cut) : room.high;
        out.line(fmt::format("x, y = np.meshgrid({}, {})", out.placed(p.x, column("x")),
                             out.placed(p.y, column("y"))));
        out.line(fmt::format("height = {}.copy()", column("value")));
        out.line(fmt::format("height[(height < {}) | (height > {})] = np.nan", python_number(room.low),
                             python_number(top)));
        const std::string height = out.placed(p.z, "height");
        const ColourScale scale = fitted(m.scale, m.field.values);
        const std::string look = m.colour ? "color=" + out.colour(*m.colour)
                                          : "facecolors=" + facets(m.levels, scale, Field(m.field));
        out.line(
            fmt::format("axes.plot_surface(x, y, {}, {}, rcount={}, ccount={}, lw=0, antialiased=False, "
                        "shade=False, zorder={})",
                        height, look, finest, finest, out.order));
        if (m.lines && !choose_levels(m.field, m.levels).empty())
            out.line(
                fmt::format("axes.contour(x, y, {}, levels={}, colors={}, linewidths={:.4g}, "
                            "linestyles=\"solid\", zorder={})",
                            height, out.placed(p.z, column("levels")), out.colour(m.line_colour),
                            points(m.line_width), out.order));
        if (m.colour) write_key(mark, *m.colour, 6, out);
    }

    void operator()(const Patch& m) const {
        std::string look = "color=" + out.colour(m.colour);
        if (!m.values.empty()) {
            const GridField field{{}, m.columns, m.rows, m.values};
            look = fmt::format("facecolors={}, alpha={:.4g}",
                               facets(m.levels, fitted(m.scale, m.values), Field(field)), m.opacity);
        }
        out.line(fmt::format(
            "axes.plot_surface({}, {}, rcount={}, ccount={}, lw=0, antialiased=False, shade=False, "
            "zorder={})",
            places(), look, finest, finest, out.order));
        if (m.values.empty()) write_key(mark, m.colour, 6, out);
    }

    void operator()(const TextMark& m) const {
        const Panel& p = out.panel();
        out.line(fmt::format("axes.text({}, {}, {}, {}, color={}{})", out.placed(p.x, column("x") + "[0]"),
                             out.placed(p.y, column("y") + "[0]"), out.placed(p.z, column("z") + "[0]"),
                             python_label(m.text), out.colour(m.colour),
                             m.strong ? R"(, weight="bold")" : ""));
    }

    template <class Other>
    void operator()(const Other& /*in flat panels alone*/) const {}
};

}  // namespace

void write_space_mark(const Mark& mark, PythonWriter& out) {
    std::visit(SpaceWriter{mark, out}, static_cast<const AnyMark&>(mark));
}

}  // namespace lossfield::viz
