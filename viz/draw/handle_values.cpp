// What is said beside the half markers of handles.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "viz/draw/handles.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

// The axis that a handle moves along, where it is one alone.
std::optional<Along> own_axis(const Handle& handle) {
    if (const auto* m = std::get_if<MoveReal>(&handle.move)) return m->axis;
    if (const auto* m = std::get_if<MoveEntry>(&handle.move)) return m->axis;
    if (const auto* m = std::get_if<MoveShare>(&handle.move)) return m->axis;
    if (std::holds_alternative<MoveLogitByProbability>(handle.move)) return Along::Y;
    return std::nullopt;
}

std::string value_of(const Panel& panel, const Handle& h) {
    std::vector<double> numbers{h.x, h.y};
    if (panel.kind == PanelKind::Space) {
        numbers.push_back(h.z);
    } else if (panel.kind == PanelKind::Simplex && panel.corners.size() == 2) {
        numbers = {1 - h.x, h.x};
    } else if (panel.kind == PanelKind::Simplex) {
        const double third = h.y * 2 / std::numbers::sqrt3, second = h.x - third / 2;
        numbers = {1 - second - third, second, third};
    } else if (const auto axis = own_axis(h)) {
        numbers = {*axis == Along::X ? h.x : h.y};
    }
    std::string words;
    const int digits = numbers.size() > 2 ? 3 : 4;
    for (const double number : numbers) words += (words.empty() ? "" : ", ") + brief(number, digits);
    return numbers.size() == 1 ? words : "(" + words + ")";
}

// Whether a bar that ends there is labelled with its value.
bool is_labelled(const Plan& plan, const Handle& h) {
    const Rect& plot = plan.frame.plot;
    const Vec2 at = plan.frame.to_pixels(h.x, h.y);
    const List<Mark>& marks = plan.panel->marks;
    return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
        const auto* bars = std::get_if<Bars>(&mark);
        if (bars == nullptr) return false;
        // Of a bar in sight.
        if (bars->lying ? at.y < plot.y || at.y > plot.bottom() : at.x < plot.x || at.x > plot.right())
            return false;
        const double across = bars->lying ? h.y : h.x, end = bars->lying ? h.x : h.y;
        for (std::size_t k = 0; k < std::min(bars->texts.size(), bars->value.size()); ++k)
            if (std::abs(bars->position[k] - across) < bars->width / 2 && bars->value[k] == end) return true;
        return false;
    });
}

// Beside the marker, else before it; nothing where there is no room.
void find_words(const Plan& plan, Canvas& canvas, PlacedHandle& h) {
    const std::string words = value_of(*plan.panel, *h.handle);
    const Vec2 at = h.frame.at, in = h.inward;
    const double away = handle_reach + 4, down = in.y * (0.75 * type_sizes.tick + 1);
    struct Candidate {
        Vec2 at;
        AlignX x;
        AlignY y;
    };
    const Candidate right{{at.x + away, at.y + down}, AlignX::Left, AlignY::Middle},
        left{{at.x - away, at.y + down}, AlignX::Right, AlignY::Middle},
        below{{at.x, at.y + away}, AlignX::Centre, AlignY::Top},
        above{{at.x, at.y - away}, AlignX::Centre, AlignY::Bottom};
    const Candidate before = in.x > 0 ? right : in.x < 0 ? left : in.y > 0 ? below : above;
    const Candidate aside = in.x == 0 ? left : above, other = in.x == 0 ? right : below;
    const Candidate first = in.x == 0 ? right : before;
    for (const Candidate& c : std::array<Candidate, 4>{first, aside, other, before}) {
        const TextLook look{type_sizes.tick, {Role::Ink}, Style::Regular, c.x, c.y};
        const Rect box = canvas.measure(words, c.at, look);
        const Rect& plot = plan.frame.plot;
        const bool inside = box.x >= plot.x && box.right() <= plot.right() && box.y >= plot.y &&
                            box.bottom() <= plot.bottom();
        if (!inside || !canvas.is_free(box)) continue;
        h.words = words, h.anchor = c.at, h.look = look;
        return canvas.take(box);
    }
}

}  // namespace

void place_values(const Plan& plan, std::vector<PlacedHandle>& placed, Canvas& canvas) {
    if (count_beyond(placed) > most_told_beyond) return;
    for (PlacedHandle& h : placed)
        if (h.frame.beyond() && !is_labelled(plan, *h.handle)) find_words(plan, canvas, h);
}

}  // namespace lossfield::viz
