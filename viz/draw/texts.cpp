// The words and formulas that belong to marks. Each is put where there is room, and left out where there is none or
// where the thing it belongs to is out of view.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "viz/display/formulas.hpp"
#include "viz/draw/marks.hpp"

namespace lossfield::viz {
namespace {

struct Candidate {
    Vec2 at;
    AlignX x;
    AlignY y;
    std::optional<Colour> colour{};  // instead of the look's own
};

double luminance(const Rgba& c) {
    const auto linear = [](std::uint8_t v) { return std::pow(v / 255.0, 2.2); };
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

// The colour of words on an area: the ink, or the ground's colour where the ink could hardly be read. [WCAG 2.1, 1.4.3]
Colour words_on(const Theme& theme, const Colour& area) {
    constexpr double readable = 3;
    const Rgba c = colour_of(theme, area);
    // A translucent area lets the ground through.
    const double opacity = c.a / 255.0;
    const double under = opacity * luminance(c) + (1 - opacity) * luminance(theme.ground) + 0.05;
    const double ink = luminance(theme.ink) + 0.05;
    return {std::max(ink, under) < readable * std::min(ink, under) ? Role::Ground : Role::Ink};
}

struct MarkWords {
    const Plan& plan;
    Canvas& canvas;
    std::string owner;

    bool inside_cell(const Rect& box) const {
        const Rect& c = plan.cell;
        return box.x >= c.x - 4 && box.right() <= c.right() + 4 && box.y >= c.y && box.bottom() <= c.bottom();
    }

    // Whether a place of the panel is in view; words belong to what can be seen.
    bool in_view(Vec2 p) const {
        const Rect& plot = plan.frame.plot;
        // Around a triangle there is room for the arrows that lead out of it.
        const double room = plan.frame.kind == PanelKind::Simplex ? 22 : 1;
        return Rect{plot.x - room, plot.y - room, plot.width + 2 * room, plot.height + 2 * room}.contains(p);
    }

    // Of a 3-D panel with z; what has none there is laid upon a surface and goes without words.
    [[nodiscard]] bool is_placed(const Vector& z) const { return !plan.frame.space || !z.empty(); }
    [[nodiscard]] Vec2 at(double x, double y, double z) const {
        return plan.frame.space ? plan.frame.space->to_pixels(x, y, z) : plan.frame.to_pixels(x, y);
    }

    template <class List>
    void place(const std::string& text, const List& candidates, TextLook look) const {
        if (text.empty()) return;
        const Colour own = look.colour;
        for (const bool strict : {true, false})
            for (const Candidate& c : candidates) {
                look.align_x = c.x, look.align_y = c.y;
                look.colour = c.colour.value_or(own);
                const Rect box = canvas.measure(text, c.at, look);
                if (!std::isfinite(box.x) || !std::isfinite(box.y) || !inside_cell(box)) continue;
                if (strict ? !canvas.is_clear(box) : !canvas.is_free(box)) continue;
                canvas.text(text, c.at, look, owner);
                return;
            }
    }

    void beside(const std::string& text, Vec2 p, double away, const TextLook& look) const {
        if (!in_view(p)) return;
        const double d = away * 0.75, far = away + 12;
        place(text,
              std::array<Candidate, 12>{{{{p.x, p.y - away}, AlignX::Centre, AlignY::Bottom},
                                         {{p.x + away, p.y}, AlignX::Left, AlignY::Middle},
                                         {{p.x - away, p.y}, AlignX::Right, AlignY::Middle},
                                         {{p.x, p.y + away}, AlignX::Centre, AlignY::Top},
                                         {{p.x + d, p.y - d}, AlignX::Left, AlignY::Bottom},
                                         {{p.x - d, p.y - d}, AlignX::Right, AlignY::Bottom},
                                         {{p.x + d, p.y + d}, AlignX::Left, AlignY::Top},
                                         {{p.x - d, p.y + d}, AlignX::Right, AlignY::Top},
                                         {{p.x + far, p.y - far}, AlignX::Left, AlignY::Bottom},
                                         {{p.x - far, p.y - far}, AlignX::Right, AlignY::Bottom},
                                         {{p.x - far, p.y}, AlignX::Right, AlignY::Middle},
                                         {{p.x + far, p.y}, AlignX::Left, AlignY::Middle}}},
              look);
    }

    void operator()(const PointSet& m) const {
        if (!is_placed(m.z)) return;
        for (std::size_t i = 0; i < std::min(m.texts.size(), m.x.size()); ++i) {
            const Colour c =
                m.colours.empty() ? Colour{Role::Accent} : m.colours[std::min(i, m.colours.size() - 1)];
            beside(m.texts[i], at(m.x[i], m.y[i], m.z.empty() ? 0 : m.z[i]), m.size / 2 + 7,
                   {type_sizes.label, c, Style::Strong});
        }
    }

    void operator()(const Bars& m) const {
        for (std::size_t i = 0; i < std::min(m.texts.size(), m.position.size()); ++i) {
            const double away = handle_radius + 6;
            const TextLook look{type_sizes.tick, {Role::Ink}};
            if (m.lying) {
                // In the middle of its bar when it fits there, else past the end.
                const Vec2 end = plan.frame.to_pixels(m.value[i], m.position[i]);
                const Vec2 start = plan.frame.to_pixels(m.base[i], m.position[i]);
                const Vec2 middle{(start.x + end.x) / 2, end.y};
                if (!(end.y >= plan.frame.plot.y && end.y <= plan.frame.plot.bottom())) continue;
                const bool fits = canvas.text_width(m.texts[i], look.size) + 10 < std::abs(end.x - start.x);
                const Colour bar = m.colours.empty() ? series(static_cast<int>(i))
                                                     : m.colours[std::min(i, m.colours.size() - 1)];
                const Candidate inside{middle, AlignX::Centre, AlignY::Middle, words_on(canvas.theme(), bar)};
                const Candidate past{{end.x + 8, end.y}, AlignX::Left, AlignY::Middle};
                const Candidate past_start{{start.x - 8, end.y}, AlignX::Right, AlignY::Middle};
                if (fits)
                    place(m.texts[i], std::array<Candidate, 2>{inside, past}, look);
                else
                    place(m.texts[i], std::array<Candidate, 2>{past, past_start}, look);
                continue;
            }
            const Vec2 top = plan.frame.to_pixels(m.position[i], m.value[i]);
            if (!(top.x >= plan.frame.plot.x && top.x <= plan.frame.plot.right())) continue;
            const double y = std::clamp(top.y, plan.frame.plot.y, plan.frame.plot.bottom());
            const Candidate above{{top.x, y - away}, AlignX::Centre, AlignY::Bottom};
            const Candidate below{{top.x, y + away}, AlignX::Centre, AlignY::Top};
            // Past the end, a line further where a neighbour's stands there; inside only a bar that can hold it, and first one
            // that the frame cuts off.
            const bool up = m.value[i] >= m.base[i], cut = y != top.y;
            const Candidate past = up ? above : below, inside = up ? below : above;
            Candidate further = past;
            further.at.y += (up ? -1.2 : 1.2) * look.size;
            const double length = std::abs(plan.frame.to_pixels(m.position[i], m.base[i]).y - y);
            if (length > away + 1.5 * look.size)
                place(m.texts[i],
                      cut ? std::array<Candidate, 3>{inside, past, further}
                          : std::array<Candidate, 3>{past, further, inside},
                      look);
            else
                place(m.texts[i], std::array<Candidate, 2>{past, further}, look);
        }
    }

    void operator()(const Arrows& m) const {
        if (!is_placed(m.z)) return;
        for (std::size_t i = 0; i < std::min(m.texts.size(), m.x.size()); ++i) {
            const Vec2 tip = at(m.x[i] + m.u[i], m.y[i] + m.v[i], m.z.empty() ? 0 : m.z[i] + m.w[i]);
            beside(m.texts[i], tip, 9,
                   {type_sizes.label, m.colours[std::min(i, m.colours.size() - 1)], Style::Strong});
        }
    }

    void operator()(const Rule& m) const {
        if (m.text.empty()) return;
        const Domain& d = plan.frame.range;
        const Rect& plot = plan.frame.plot;
        const TextLook look{type_sizes.tick, m.colour};
        if (m.vertical) {
            const double x = plan.frame.to_pixels(m.at, d.y.low).x;
            if (!in_view({x, plot.y})) return;
            place(m.text,
                  std::array<Candidate, 2>{{{{x + 4, plot.y + 2}, AlignX::Left, AlignY::Top},
                                            {{x - 4, plot.y + 2}, AlignX::Right, AlignY::Top}}},
                  look);
        } else {
            const double y = plan.frame.to_pixels(d.x.low, m.at).y;
            if (!in_view({plot.x, y})) return;
            place(m.text,
                  std::array<Candidate, 2>{{{{plot.right() - 2, y - 3}, AlignX::Right, AlignY::Bottom},
                                            {{plot.right() - 2, y + 3}, AlignX::Right, AlignY::Top}}},
                  look);
        }
    }

    // A box moved into the room, then up and down until it covers nothing; nothing when it never fits.
    std::optional<Rect> find_room(Rect box, const Rect& room, bool may_move) const {
        const Rect wanted = box;
        box.x = std::max(room.x, std::min(box.x, room.right() - box.width));
        box.y = std::max(room.y, std::min(box.y, room.bottom() - box.height));
        if (!may_move && (box.x != wanted.x || box.y != wanted.y)) return std::nullopt;
        const double start = box.y;
        for (int step : {0, -1, 1, -2, 2, -3, 3}) {
            box.y = start + step * 0.75 * box.height;
            const bool inside =
                box.y >= room.y && box.right() <= room.right() && box.bottom() <= room.bottom();
            if (inside && canvas.is_free(box)) return box;
            if (!may_move) return std::nullopt;
        }
        return std::nullopt;
    }

    void operator()(const TextMark& m) const {
        const Vec2 p = at(m.x, m.y, m.z);
        if (!in_view(p)) return;
        TextLook look{type_sizes.label, m.colour, m.strong ? Style::Strong : Style::Regular};
        look.align_x = m.anchor == Anchor::Left    ? AlignX::Left
                       : m.anchor == Anchor::Right ? AlignX::Right
                                                   : AlignX::Centre;
        look.align_y = m.anchor == Anchor::Above   ? AlignY::Bottom
                       : m.anchor == Anchor::Below ? AlignY::Top
                                                   : AlignY::Middle;
        const std::string text = canvas.fitted(m.text, plan.cell.width, look.size, look.style);
        const Rect box = canvas.measure(text, p, look);
        Rect inside = plan.cell;
        // A colour bar stands there, and its labels come later.
        if (plan.bar.width > 0 && plan.frame.kind != PanelKind::Simplex)
            inside.width = plan.frame.plot.right() - inside.x;
        const auto put = [&](const Rect& room) {
            canvas.text(text, {p.x + room.x - box.x, p.y + room.y - box.y}, look, owner);
        };
        // Off the lines, if that is a line of words away.
        if (m.optional && !canvas.is_clear(box))
            for (const double step : {-1.3, 1.3, -2.6, 2.6}) {
                const Rect aside{box.x, box.y + step * look.size, box.width, box.height};
                if (inside.contains({aside.x, aside.y}) && inside.contains({aside.right(), aside.bottom()}) &&
                    canvas.is_clear(aside))
                    return put(aside);
            }
        if (const auto room = find_room(box, inside, !m.optional)) put(*room);
    }

    void operator()(const FormulaMark& m) const {
        const Formula* f = find_formula(m.latex);
        const Vec2 p = plan.frame.to_pixels(m.x, m.y);
        if (f == nullptr || !in_view(p)) return;
        for (const double size : {m.size, 0.8 * m.size, 0.6 * m.size}) {
            Rect box{p.x, p.y, f->width * size, f->height * size};
            if (m.anchor != Anchor::Left) box.x -= m.anchor == Anchor::Right ? box.width : box.width / 2;
            box.y += m.anchor == Anchor::Above   ? -box.height - 6
                     : m.anchor == Anchor::Below ? 6
                                                 : -box.height / 2;
            const auto room = find_room(box, plan.frame.plot, true);
            if (!room) continue;
            canvas.take(*room);
            canvas.add(FormulaPrim{m.latex, room->x, room->bottom() - f->depth * size, size,
                                   colour_of(canvas.theme(), m.colour)});
            return;
        }
    }

    template <class Other>
    void operator()(const Other&) const {}
};

}  // namespace

void draw_mark_texts(const Plan& plan, const Mark& mark, Canvas& canvas) {
    std::visit(MarkWords{plan, canvas, plan.panel->id + "/" + mark.id()}, mark);
}

}  // namespace lossfield::viz
