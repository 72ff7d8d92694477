#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

void scale(Vec2& p, double f) { p.x *= f, p.y *= f; }
void scale(std::vector<Vec2>& points, double f) {
    for (Vec2& p : points) scale(p, f);
}
void scale(Rect& r, double f) { r.x *= f, r.y *= f, r.width *= f, r.height *= f; }

void scale(PanelFrame& p, double f) {
    scale(p.cell, f), scale(p.plot, f);
    if (p.space) scale(p.space->projection.centre, f), p.space->projection.scale *= f;
}

struct ScalePrim {
    double f;

    void operator()(StrokePrim& p) const {
        scale(p.points, f);
        p.width *= f, p.dash_on *= f, p.dash_off *= f, p.dash_begun *= f;
    }
    void operator()(FillPrim& p) const { scale(p.points, f), scale(p.triangle_points, f); }
    void operator()(TextPrim& p) const { p.x *= f, p.y *= f, p.size *= f, p.width *= f; }
    void operator()(FormulaPrim& p) const { p.x *= f, p.y *= f, p.size *= f; }
    void operator()(ImagePrim& p) const { scale(p.rect, f); }
    void operator()(ScenePrim& p) const { scale(p.rect, f), p.unit *= f; }
    void operator()(ClipPrim& p) const { scale(p.rect, f); }
    void operator()(UnclipPrim&) const {}
    void operator()(GroupPrim&) const {}
};

}  // namespace

void scale(Composition& c, double factor) {
    c.list.width *= factor;
    c.list.height *= factor;
    for (Prim& p : c.list.prims) std::visit(ScalePrim{factor}, p);
    for (PanelFrame& p : c.panels) scale(p, factor);
    c.footer *= factor;
    for (HandleFrame& h : c.handles) scale(h.at, factor), scale(h.place, factor), scale(h.box, factor);
    for (TextFrame& t : c.texts) scale(t.box, factor);
    for (HeadingFrame& h : c.headings) scale(h.box, factor);
}

void scale(Hold& hold, double factor) {
    for (PanelFrame& p : hold.panels) scale(p, factor);
    hold.footer *= factor;
}

}  // namespace lossfield::viz
