#include "viz/space/surface_painter.hpp"

#include <algorithm>
#include <utility>

#include "viz/space/scene.hpp"

namespace lossfield::viz {
namespace {

// What lies in space, as a drawing seen by the panel's camera: patches by their outlines.
class Drawing {
  public:
    explicit Drawing(const Camera& camera) : seen_(Projection{camera}) {}

    void operator()(const Patch& m) {
        Polygon outline{.id = m.id, .label = m.label};
        outline.x.emplace_back(), outline.y.emplace_back();
        const auto add = [&](std::size_t row, std::size_t column) {
            const std::size_t n = row * m.columns + column;
            const Vec2 p = at(m.x[n], m.y[n], m.z[n]);
            outline.x.back().push_back(p.x), outline.y.back().push_back(p.y);
        };
        const auto same = [&](std::size_t a, std::size_t b) {
            return m.x[a] == m.x[b] && m.y[a] == m.y[b] && m.z[a] == m.z[b];
        };
        bool closed = true, fan = true;  // its last column is its first; its first row is one point
        for (std::size_t j = 0; j < m.rows; ++j)
            closed = closed && same(j * m.columns, (j + 1) * m.columns - 1);
        for (std::size_t i = 1; i < m.columns; ++i) fan = fan && same(0, i);
        if (closed && fan) {
            for (std::size_t i = 0; i + 1 < m.columns; ++i) add(m.rows - 1, i);
        } else {
            for (std::size_t i = 0; i < m.columns; ++i) add(0, i);
            for (std::size_t j = 1; j < m.rows; ++j) add(j, m.columns - 1);
            for (std::size_t i = m.columns - 1; i-- > 0;) add(m.rows - 1, i);
            for (std::size_t j = m.rows - 1; j-- > 1;) add(j, 0);
        }
        outline.fill = m.values.empty() ? m.colour : Colour{Role::Muted, 0, 0.12};
        outline.stroke = {m.values.empty() ? m.colour.role : Role::Muted, m.colour.index};
        marks.emplace_back(std::move(outline));
    }
    void operator()(Curve m) { place(m), marks.emplace_back(std::move(m)); }
    void operator()(PointSet m) { place(m), marks.emplace_back(std::move(m)); }
    void operator()(Arrows m) {
        for (std::size_t i = 0; i < m.z.size(); ++i) {
            const Vec2 from = at(m.x[i], m.y[i], m.z[i]), way = at(m.u[i], m.v[i], m.w[i]);
            m.x[i] = from.x, m.y[i] = from.y, m.u[i] = way.x, m.v[i] = way.y;
        }
        m.z.clear(), m.w.clear();
        marks.emplace_back(std::move(m));
    }
    void operator()(TextMark m) {
        const Vec2 p = at(m.x, m.y, m.z);
        m.x = p.x, m.y = p.y, m.z = 0;
        marks.emplace_back(std::move(m));
    }
    template <class Other>
    void operator()(const Other& m) {
        marks.emplace_back(m);
    }

    std::vector<Mark> marks;

  private:
    template <class Placed>
    void place(Placed& m) {
        for (std::size_t i = 0; i < m.z.size(); ++i) {
            const Vec2 p = at(m.x[i], m.y[i], m.z[i]);
            m.x[i] = p.x, m.y[i] = p.y;
        }
        m.z.clear();
    }
    [[nodiscard]] Vec2 at(double x, double y, double z) const {
        const Vec2 p = seen_.to_pixels({x, y, z});
        return {p.x, -p.y};
    }
    Sight seen_;
};

bool is_surface(const Mark& mark) { return std::holds_alternative<Surface>(mark); }

// Its contour map with the same marks on it; without a surface over the ground a drawing.
void flatten(Panel& panel) {
    panel.kind = PanelKind::Axes;
    panel.handles.clear();
    if (std::none_of(panel.marks.begin(), panel.marks.end(), is_surface)) {
        Drawing drawing(panel.camera);
        for (const Mark& mark : panel.marks) std::visit(drawing, mark);
        panel.marks = std::move(drawing.marks);
        panel.equal_aspect = true;
        for (Axis* axis : {&panel.x, &panel.y}) *axis = Axis{.visible = false};
        return;
    }
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
        marks.push_back(Contours{.id = surface->id,
                                 .label = surface->label,
                                 .field = surface->field,
                                 .levels = surface->levels,
                                 .lines = surface->lines,
                                 .scale = surface->scale,
                                 .line_colour = surface->line_colour});
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
    figure.notices.push_back(
        {"no-surface", Severity::Warning, "What is 3-D is shown flat: no OpenGL (" + why + ")."});
    return figure;
}

}  // namespace lossfield::viz
