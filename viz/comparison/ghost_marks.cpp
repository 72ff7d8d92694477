#include "viz/comparison/ghost_marks.hpp"

#include <algorithm>
#include <utility>

#include "viz/geometry/levels.hpp"

namespace lossfield::viz {
namespace {

constexpr double thin = 1.1, pale = 0.55, translucent = 0.22, smaller = 0.85;

Colour paler(Colour c) {
    c.opacity *= pale;
    return c;
}

template <class Each>
std::vector<Colour> paler(const Each& colours) {
    std::vector<Colour> out;
    for (const Colour& c : colours) out.push_back(paler(c));
    return out;
}

bool same_field(const Field& a, const Field& b) {
    if (a.index() != b.index()) return false;
    if (const auto* g = std::get_if<GridField>(&a)) {
        const auto& h = std::get<GridField>(b);
        return g->domain == h.domain && g->columns == h.columns && g->values.all() == h.values.all();
    }
    return std::get<TriangleField>(a).values == std::get<TriangleField>(b).values;
}

// Whether two marks of one kind show the same; of kinds without a ghost it is not asked.
struct Same {
    bool operator()(const Curve& a, const Curve& b) const { return a.x == b.x && a.y == b.y && a.z == b.z; }
    bool operator()(const Band& a, const Band& b) const {
        return a.x == b.x && a.low == b.low && a.high == b.high;
    }
    bool operator()(const PointSet& a, const PointSet& b) const {
        return a.x == b.x && a.y == b.y && a.z == b.z;
    }
    bool operator()(const Bars& a, const Bars& b) const {
        return a.position == b.position && a.base == b.base && a.value == b.value;
    }
    bool operator()(const Arrows& a, const Arrows& b) const {
        return a.x == b.x && a.y == b.y && a.z == b.z && a.u == b.u && a.v == b.v && a.w == b.w;
    }
    bool operator()(const Contours& a, const Contours& b) const { return same_field(a.field, b.field); }
    bool operator()(const Surface& a, const Surface& b) const { return same_field(a.field, b.field); }
    bool operator()(const Polygon& a, const Polygon& b) const { return a.x == b.x && a.y == b.y; }
    bool operator()(const Rule& a, const Rule& b) const { return a.at == b.at && a.vertical == b.vertical; }
    template <class A, class B>
    bool operator()(const A& /*a*/, const B& /*b*/) const {
        return false;
    }
};

class GhostOf {
  public:
    GhostOf(const Mark* live, Dash dash) : live_(live), dash_(dash) {}

    std::optional<Mark> operator()(Curve m) const {
        if (m.values.empty())
            m.colour = paler(m.colour);
        else
            m.colour = {Role::Muted, 0, pale};
        m.values.clear();
        m.label.clear(), m.halo = 0;
        m.width = std::min(m.width, thin);
        m.dash = dash_;
        return m;
    }
    std::optional<Mark> operator()(const Band& m) const {
        Polygon outline{.id = m.id, .x = {m.x}, .y = {m.low}};
        outline.x[0].insert(outline.x[0].end(), m.x.rbegin(), m.x.rend());
        outline.y[0].insert(outline.y[0].end(), m.high.rbegin(), m.high.rend());
        return outlined(std::move(outline), {m.colour.role, m.colour.index});
    }
    std::optional<Mark> operator()(PointSet m) const {
        m.label.clear(), m.texts.clear(), m.shapes.clear();
        m.colours = paler(m.colours);
        m.shape = PointShape::Ring;
        m.size *= smaller;
        return m;
    }
    std::optional<Mark> operator()(const Bars& m) const {
        Polygon outline{.id = m.id};
        for (std::size_t i = 0; i < m.position.size(); ++i) {
            const double a = m.position[i] - m.width / 2, b = m.position[i] + m.width / 2;
            const Vector across{a, b, b, a}, along{m.base[i], m.base[i], m.value[i], m.value[i]};
            outline.x.push_back(m.lying ? along : across), outline.y.push_back(m.lying ? across : along);
        }
        return outlined(std::move(outline), {Role::Ink});
    }
    std::optional<Mark> operator()(Arrows m) const {
        if (m.length == ArrowLength::Uniform) return std::nullopt;
        m.label.clear(), m.texts.clear();
        m.colours = paler(m.colours);
        m.width = std::min(m.width, thin);
        return m;
    }
    std::optional<Mark> operator()(Contours m) const {
        if (!m.lines) return std::nullopt;
        if (const auto* l = live_ == nullptr ? nullptr : std::get_if<Contours>(live_))
            m.levels.exactly = choose_levels(l->field, l->levels);
        m.label.clear();
        m.filled = m.labels = false;
        m.line_colour = {Role::Ink, 0, pale};
        m.line_width = std::min(m.line_width, thin);
        m.dash = dash_ == Dash::Solid ? Dash::Dashed : dash_;  // apart from the live ones, which they cross
        return m;
    }
    std::optional<Mark> operator()(Surface m) const {
        m.label.clear();
        m.colour = Colour{Role::Muted, 0, translucent};
        m.lines = false;
        return m;
    }
    std::optional<Mark> operator()(const Polygon& m) const {
        return outlined({.id = m.id, .x = m.x, .y = m.y}, m.stroke);
    }
    std::optional<Mark> operator()(Rule m) const {
        m.label.clear(), m.text.clear();
        m.colour = paler(m.colour);
        m.width = std::min(m.width, thin);
        m.dash = dash_;
        return m;
    }
    template <class Other>
    std::optional<Mark> operator()(const Other& /*words, colours, patches*/) const {
        return std::nullopt;
    }

  private:
    static std::optional<Mark> outlined(Polygon p, const Colour& colour) {
        p.fill = {Role::Ground, 0, 0};
        p.stroke = paler(colour);
        p.width = thin;
        return p;
    }

    const Mark* live_;
    Dash dash_;
};

}  // namespace

std::optional<Mark> ghost_of(const Mark& pinned, const Mark* live, Dash dash) {
    if (live != nullptr &&
        std::visit(Same{}, static_cast<const AnyMark&>(pinned), static_cast<const AnyMark&>(*live)))
        return std::nullopt;
    return std::visit(GhostOf(live, dash), static_cast<const AnyMark&>(pinned));
}

bool is_ground(const Mark& mark) {
    const auto* contours = std::get_if<Contours>(&mark);
    return std::holds_alternative<Heat>(mark) || std::holds_alternative<Bars>(mark) ||
           std::holds_alternative<Surface>(mark) || std::holds_alternative<Patch>(mark) ||
           (contours != nullptr && contours->filled);
}

}  // namespace lossfield::viz
