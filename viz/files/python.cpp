#include "viz/files/python.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "viz/compose/parts.hpp"
#include "viz/compose/space.hpp"
#include "viz/draw/colour_key.hpp"
#include "viz/files/python_parts.hpp"
#include "viz/files/report.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::viz {

namespace {

constexpr std::size_t stops = 17;  // of a colour map

const char* name_of(ColourMapKind map) {
    return map == ColourMapKind::Diverging ? "two_sided" : "sequential";
}

// What the page shows: what was zoomed, or what holds all marks, of axes that are shared those of all.
Domain shown(const Figure& figure, const View& view, const Panel& panel) {
    const auto own = [&](const Panel& p) {
        const Domain* zoomed = zoomed_range(view, p.id);
        return zoomed != nullptr ? *zoomed : fitted_range(p);
    };
    Domain range = own(panel);
    if (zoomed_range(view, panel.id) != nullptr) return range;
    const auto widen = [](Interval& r, const Interval& other) {
        r = {std::min(r.low, other.low), std::max(r.high, other.high)};
    };
    for (const Panel& other : figure.panels) {
        if (!panel.x.shared.empty() && other.x.shared == panel.x.shared) widen(range.x, own(other).x);
        if (!panel.y.shared.empty() && other.y.shared == panel.y.shared) widen(range.y, own(other).y);
    }
    return range;
}

void write_axis(const Axis& axis, char name, Interval range, PythonWriter& out) {
    const bool space = out.panel().kind == PanelKind::Space;
    if (!space && axis.scale != ScaleKind::Linear)
        out.line(axis.scale == ScaleKind::Log
                     ? fmt::format("axes.set_{}scale(\"log\")", name)
                     : fmt::format("axes.set_{}scale(\"asinh\", linear_width=1)", name));
    const std::string low = out.placed(axis, python_number(range.low)),
                      high = out.placed(axis, python_number(range.high));
    out.line(fmt::format("axes.set_{}lim({}, {})", name, low, high));
    if (!axis.label.empty()) out.line(fmt::format("axes.set_{}label({})", name, python_label(axis.label)));
    if (!axis.visible) {
        if (!space) out.line(fmt::format("axes.{}axis.set_visible(False)", name));
    } else if (!axis.ticks.empty()) {
        Vector at;
        std::vector<std::string> labels;
        for (const Tick& tick : axis.ticks) {
            at.push_back(tick.at);
            labels.push_back(python_label(tick.label));
        }
        out.line(fmt::format("axes.set_{}ticks({}, {})", name, out.placed(axis, python_list(at)),
                             python_texts(labels)));
        if (!space && axis.scale != ScaleKind::Linear)
            out.line(fmt::format("axes.{}axis.minorticks_off()", name));
    } else if (space && axis.scale != ScaleKind::Linear) {
        out.line(fmt::format("axes.{}axis.set_major_formatter(lambda v, at: f\"{{{}:.3g}}\")", name,
                             axis.scale == ScaleKind::Log ? "10**v" : "np.sinh(v)"));
    }
}

void write_flat_frame(const Figure& figure, const View& view, PythonWriter& out) {
    const Panel& panel = out.panel();
    const Domain range = shown(figure, view, panel);
    write_axis(panel.x, 'x', range.x, out);
    write_axis(panel.y, 'y', range.y, out);
    if (panel.equal_aspect) out.line("axes.set_aspect(\"equal\")");
    for (const auto& [axis, side] : {std::pair{&panel.x, "bottom"}, std::pair{&panel.y, "left"}})
        if (!axis->visible) out.line(fmt::format("axes.spines[\"{}\"].set_visible(False)", side));
}

void write_simplex_frame(const View& view, PythonWriter& out) {
    const Panel& panel = out.panel();
    constexpr std::array<std::array<double, 2>, 3> places{{{0, -0.03}, {1, -0.03}, {0.5, 0.89}}};
    const bool triangle = panel.corners.size() == 3;
    out.line(fmt::format("axes.plot({}, color={}, lw=0.9, zorder={})",
                         triangle ? "[0, 1, 0.5, 0], [0, 0, 3**0.5 / 2, 0]" : "[0, 1], [0, 0]",
                         out.colour(Colour{Role::Ink}), out.order + 1));
    for (std::size_t k = 0; k < std::min(panel.corners.size(), places.size()); ++k)
        out.line(fmt::format("axes.text({}, {}, {}, ha=\"center\", va=\"{}\", weight=\"bold\", color={})",
                             places[k][0], places[k][1], python_label(panel.corners[k].label),
                             k < 2 ? "top" : "bottom", out.colour(panel.corners[k].colour)));
    const Domain* zoomed = zoomed_range(view, panel.id);
    const Domain range = zoomed != nullptr ? *zoomed : Domain{{-0.1, 1.1}, {-0.1, 0.95}};
    out.line(fmt::format("axes.set(xlim=({}, {}), ylim=({}, {}), aspect=\"equal\")",
                         python_number(range.x.low), python_number(range.x.high), python_number(range.y.low),
                         python_number(range.y.high)));
    out.line("axes.axis(\"off\")");
}

void write_space_frame(const View& view, PythonWriter& out) {
    const Panel& panel = out.panel();
    const SpaceFrame frame = space_frame(panel, view, {0, 0, 400, 400}, false);
    write_axis(panel.x, 'x', frame.ground.x, out);
    write_axis(panel.y, 'y', frame.ground.y, out);
    write_axis(panel.z, 'z', frame.z, out);
    const Camera camera = frame.projection.camera;
    out.line(fmt::format("axes.set_box_aspect(({:.4g}, {:.4g}, {:.4g}), zoom={:.4g})", frame.side.x,
                         frame.side.y, frame.side.z, camera.zoom));
    out.line(fmt::format("axes.view_init({:.6g}, {:.6g})", camera.elevation, camera.azimuth));
    out.line("axes.set_proj_type(\"ortho\")");
    out.line("for side in (axes.xaxis, axes.yaxis, axes.zaxis):");
    out.line(fmt::format("    side.set_pane_color({})", out.colour(Colour{Role::Ground})));
    if (!panel.x.visible && !panel.y.visible && !panel.z.visible) out.line("axes.set_axis_off()");
}

// Evenly, or the bands of filled contours, each as long as the next one.
void write_colour_bar(PythonWriter& out) {
    const auto key = bar_key(out.panel());
    if (!key) return;
    out.import("from matplotlib.cm import ScalarMappable");
    std::string colours, norm, ticks;
    if (key->shades) {
        out.import("from matplotlib.colors import LinearSegmentedColormap, Normalize");
        colours = fmt::format("LinearSegmentedColormap.from_list(\"shades\", [{}, {}])",
                              out.colour(shaded(out.theme(), colour_of(out.theme(), {Role::Ink}), 0)),
                              out.colour(shaded(out.theme(), colour_of(out.theme(), {Role::Ink}), 1)));
        norm =
            fmt::format("Normalize({}, {})", python_number(key->scale.low), python_number(key->scale.high));
    } else if (key->values.empty()) {
        colours = out.map(key->scale), norm = out.norm(key->scale);
    } else if (!key->bounds.empty()) {
        out.import("from matplotlib.colors import BoundaryNorm, ListedColormap");
        std::vector<std::string> literals;
        for (const double v : key->values)
            literals.push_back(out.colour(colour_at(out.theme(), key->scale, v)));
        Vector bounds = key->bounds;
        ticks = ", ticks=" + python_list(bounds);
        bounds.insert(bounds.begin(), std::min(key->scale.low, std::nextafter(bounds.front(), -INFINITY)));
        bounds.push_back(std::max(key->scale.high, std::nextafter(bounds.back(), INFINITY)));
        colours = fmt::format("ListedColormap({})", python_texts(literals));
        norm = fmt::format("BoundaryNorm({}, {})", python_list(bounds), literals.size());
    } else {
        return;  // of one value there is nothing to tell
    }
    const std::vector<double>& own = out.panel().colour_bar->levels;
    if (ticks.empty() && !own.empty()) ticks = ", ticks=" + python_list(own);
    out.line(fmt::format("figure.colorbar(ScalarMappable({}, {}), ax=axes, shrink=0.8, label={}{})", norm,
                         colours, python_label(out.panel().colour_bar->label), ticks));
}

std::string map_of(ColourMapKind kind, const Theme& theme, const PythonWriter& out) {
    std::vector<std::string> literals;
    for (std::size_t i = 0; i < stops; ++i)
        literals.push_back(
            out.colour(colour_at(theme, kind, static_cast<double>(i) / static_cast<double>(stops - 1))));
    return fmt::format("{0} = LinearSegmentedColormap.from_list(\"{0}\", {1})\n", name_of(kind),
                       python_texts(literals));
}

std::string literal(const Array& array) {
    std::string entries;
    if (const auto* numbers = std::get_if<Vector>(&array.entries)) {
        entries = python_list(*numbers);
    } else {
        std::vector<std::string> literals;
        for (const std::string& text : std::get<std::vector<std::string>>(array.entries))
            literals.push_back(python_text(text));
        entries = python_texts(literals);
    }
    if (array.shape.size() != 2) return fmt::format("np.array({})", entries);
    return fmt::format("np.array({}).reshape({}, {})", entries, array.shape[0], array.shape[1]);
}

std::string data_of(const PythonWriter& out, const std::string& npz) {
    if (!npz.empty()) return fmt::format("data = np.load(Path(__file__).with_name({}))\n", python_text(npz));
    std::string text = "data = {\n";
    for (const Array& array : arrays_of(out.panel()))
        if (out.arrays().contains(array.name))
            text += fmt::format("    {}: {},\n", python_text(array.name), literal(array));
    return text + "}\n";
}

std::string style_of(const Theme& theme, const PythonWriter& out) {
    return fmt::format(
        "plt.rcParams.update({{\n"
        "    \"figure.facecolor\": {0}, \"axes.facecolor\": {0}, \"savefig.facecolor\": {0},\n"
        "    \"text.color\": {1}, \"axes.labelcolor\": {1}, \"axes.edgecolor\": {2},\n"
        "    \"xtick.color\": {2}, \"ytick.color\": {2}, \"grid.color\": {3}, \"font.size\": 9,\n"
        "    \"axes.titlesize\": 10}})\n",
        out.colour(theme.ground), out.colour(theme.ink), out.colour(theme.muted), out.colour(theme.faint));
}

}  // namespace

const Panel& leading_panel(const Figure& figure, const View& view) {
    for (const std::string& id : {view.lead, figure.lead})
        if (const Panel* panel = find_panel(figure, id); panel != nullptr && !id.empty()) return *panel;
    if (figure.panels.empty()) throw InputError("there is no panel to draw");
    return figure.panels.front();
}

std::string python_script(const Lab& lab, const Figure& figure, const View& view,
                          const PythonOptions& options) {
    const Panel& panel =
        options.panel.empty() ? leading_panel(figure, view) : known_panel(figure, options.panel);
    const Theme& colours = theme(options.theme);
    const bool space = panel.kind == PanelKind::Space;
    PythonWriter out(panel, colours);
    if (!panel.title.empty())
        out.line(fmt::format("axes.set_title({}, loc=\"left\")", python_label(panel.title)));
    for (const Mark& mark : panel.marks) {
        ++out.order;
        out.line(fmt::format("\n# {} \"{}\"", kind_name(mark), mark.id()));
        space ? write_space_mark(mark, out) : write_flat_mark(mark, out);
    }
    out.line("");
    if (panel.table) write_table(*panel.table, out);
    if (panel.kind == PanelKind::Sheet) write_sheets(out);
    if (panel.kind == PanelKind::Simplex)
        write_simplex_frame(view, out);
    else if (space)
        write_space_frame(view, out);
    else if (!panel.table && panel.kind != PanelKind::Sheet)
        write_flat_frame(figure, view, out);
    write_colour_bar(out);
    if (out.has_legend()) out.line("axes.legend(framealpha=0.7, fontsize=8)");

    std::string text = fmt::format(
        "# {}: the panel \"{}\", as lossfield drew it.\n# `python3 THIS_FILE` shows it, "
        "`python3 THIS_FILE FIGURE.pdf` writes it into a file.\nimport sys\n",
        lab.title, panel.id);
    if (!options.npz.empty()) text += "from pathlib import Path\n";
    text += "\nimport matplotlib.pyplot as plt\nimport numpy as np\n";
    if (!out.maps().empty()) out.import("from matplotlib.colors import LinearSegmentedColormap");
    for (const std::string& import : out.imports()) text += import + "\n";
    text += fmt::format("\n{}\n{}", data_of(out, options.npz), style_of(colours, out));
    for (const ColourMapKind kind : out.maps()) text += map_of(kind, colours, out);
    text += space ? "figure = plt.figure(layout=\"constrained\")\n"
                    "axes = figure.add_subplot(projection=\"3d\", computed_zorder=False)\n"
                  : "figure, axes = plt.subplots(layout=\"constrained\")\n"
                    "axes.spines[[\"top\", \"right\"]].set_visible(False)\n";
    text += out.body();
    return text +
           "\nif len(sys.argv) > 1:\n    figure.savefig(sys.argv[1], dpi=150)\nelse:\n    plt.show()\n";
}

}  // namespace lossfield::viz
