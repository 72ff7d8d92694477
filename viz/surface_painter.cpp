#include "viz/surface_painter.hpp"

#include <algorithm>
#include <utility>

namespace lossfield::viz {
namespace {

// Its contour map with the same marks on it.
void flatten(Panel& panel) {
    panel.kind = PanelKind::Axes;
    std::vector<Mark> marks;
    bool first = true;
    for (Mark& mark : panel.marks) {
        auto* surface = std::get_if<Surface>(&mark);
        if (surface == nullptr) {
            marks.push_back(std::move(mark));
            continue;
        }
        // Only the first one: what lies over it would hide it.
        if (!std::exchange(first, false)) continue;
        Contours contours;
        static_cast<MarkBase&>(contours) = *surface;
        contours.field = surface->field;
        contours.levels = surface->levels;
        contours.scale = surface->scale;
        contours.lines = surface->lines;
        contours.line_colour = surface->line_colour;
        marks.emplace_back(std::move(contours));
    }
    panel.marks = std::move(marks);
}

}  // namespace

void paint_scenes(DisplayList& list, SurfacePainter& painter, double scale) {
    for (Prim& prim : list.prims)
        if (const auto* scene = std::get_if<ScenePrim>(&prim)) prim = painter.paint(*scene, scale);
}

bool has_space(const Figure& figure, const std::string& panel) {
    return std::any_of(figure.panels.begin(), figure.panels.end(), [&](const Panel& p) {
        return p.kind == PanelKind::Space && (panel.empty() || p.id == panel);
    });
}

Figure flattened(Figure figure, const std::string& why) {
    if (!has_space(figure)) return figure;
    for (Panel& panel : figure.panels)
        if (panel.kind == PanelKind::Space) flatten(panel);
    figure.notices.push_back({"no-surface", Severity::Warning,
                              "The surface is shown as its contour map: no OpenGL (" + why + ")."});
    return figure;
}

}  // namespace lossfield::viz
