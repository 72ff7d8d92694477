// The colour bar of a panel: lying at the end of its heading, or standing in the corner that a triangle leaves free.
#include <algorithm>
#include <cmath>

#include "viz/compose/parts.hpp"
#include "viz/draw/frame_cut.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

constexpr double bar_width = 10;
constexpr double lying_thickness = 5, lying_end = 10,
                 lying_name_gap = 7;  // a number may reach beyond its end
constexpr double shortest_lying = 64, longest_lying = 130, lying_share = 0.3;
constexpr double smallest_panel = 150;  // a smaller one goes without
constexpr double shortest_bar = 56;     // of a triangle's corner
constexpr double line_height = 1.25 * type_sizes.tick;
// Beside a triangle's slope there are its numbers.
constexpr double to_slope = 36;

struct BarTick {
    double at = 0;  // share of the bar's height, from below
    std::string text{};
};

// `room`: of a number along the bar.
std::vector<BarTick> ticks_of(const ColourKey& key, const ColourBar& bar, double length, double room) {
    std::vector<BarTick> out;
    if (!key.values.empty()) {
        const std::size_t bands = key.values.size();
        if (bands == 1) return {{0.5, readable(key.values[0], 3)}};
        const std::vector<std::string> texts = told_apart(key.bounds, 3);
        const double step = length / static_cast<double>(bands);
        const auto stride = static_cast<std::size_t>(std::max(1.0, std::ceil(room / step)));
        for (std::size_t k = (texts.size() - 1) % stride / 2; k < texts.size(); k += stride)
            out.push_back({static_cast<double>(k + 1) / static_cast<double>(bands), texts[k]});
        return out;
    }
    const ScaleKind kind = key.scale.logarithmic ? ScaleKind::Log : ScaleKind::Linear;
    const Interval range{key.scale.low, key.scale.high};
    std::vector<Tick> ticks;
    if (bar.levels.empty()) {
        ticks = choose_ticks(kind, range, std::max(2, static_cast<int>(length / (1.7 * room))));
    } else {
        const std::vector<std::string> texts = told_apart(bar.levels, 3);
        for (std::size_t k = 0; k < texts.size(); ++k) ticks.push_back({bar.levels[k], texts[k]});
    }
    for (Tick& t : ticks) out.push_back({fraction(kind, range, t.at), std::move(t.label)});
    return out;
}

// From below; `at`: share of the height.
Rgba colour_on(const ColourKey& key, const Theme& theme, double at) {
    if (!key.values.empty()) {
        const auto bands = static_cast<double>(key.values.size());
        return colour_at(theme, key.scale,
                         key.values[static_cast<std::size_t>(std::min(at * bands, bands - 1))]);
    }
    if (key.shades) return shaded(theme, theme.muted, at);
    const ScaleKind kind = key.scale.logarithmic ? ScaleKind::Log : ScaleKind::Linear;
    return colour_at(theme, key.scale, from_fraction(kind, {key.scale.low, key.scale.high}, at));
}

double ticks_width(const Plan& plan, const Canvas& canvas) {
    double widest = 0;
    for (const BarTick& t : ticks_of(*plan.key, *plan.panel->colour_bar, 300, line_height))
        widest = std::max(widest, canvas.text_width(t.text, type_sizes.tick));
    return tick_length + 4 + std::ceil(widest);
}

bool is_whole(const Plan& plan) {
    const Domain all = fitted_range(*plan.panel), &seen = plan.frame.range;
    return seen.x.low == all.x.low && seen.x.high == all.x.high && seen.y.low == all.y.low &&
           seen.y.high == all.y.high;
}

// A triangle's bar with its numbers and the name over it.
Rect with_words(const Plan& plan, const Rect& bar, const Canvas& canvas) {
    const double wide = bar_width + ticks_width(plan, canvas), above = line_height + 8;
    const double name = std::min(canvas.text_width(plan.panel->colour_bar->label, type_sizes.tick),
                                 plan.frame.plot.width / 2);
    const double left = bar.x + wide - std::max(wide, name);
    return {left, bar.y - above, bar.x + wide - left, bar.height + above};
}

// Above a triangle's right slope; where a zoom fills the panel, over its upper right corner.
Rect beside_triangle(const Plan& plan, const Canvas& canvas) {
    const Rect &plot = plan.frame.plot, &cell = plan.cell;
    const double wide = bar_width + ticks_width(plan, canvas);
    const bool whole = is_whole(plan);
    const double right = whole ? std::min(cell.right(), plot.right() + 40) : plot.right() - 10;
    const double top = (whole ? cell.y + plan.heading : plot.y + 10) + line_height + 8;
    const double left = right - wide, middle = plot.x + plot.width / 2;
    const double slope = plot.y + (left - to_slope - middle) * std::sqrt(3.0);
    const double bottom = std::min(plot.y + 0.55 * plot.height, whole ? slope : plot.bottom());
    if (bottom - top < shortest_bar) return {};
    const Rect bar{left, top, bar_width, bottom - top};
    // A zoomed triangle has its points under the bar, and what can be taken hold of goes first.
    const Rect air = grown(with_words(plan, bar, canvas), 2 * handle_radius);
    const bool handles =
        std::any_of(plan.panel->handles.begin(), plan.panel->handles.end(), [&](const Handle& h) {
            const Vec2 at = place_of(plan.frame, h);
            return air.contains(
                {std::clamp(at.x, plot.x, plot.right()), std::clamp(at.y, plot.y, plot.bottom())});
        });
    return !whole && handles ? Rect{} : bar;
}

// From the top of a standing bar, from the left of a lying one.
std::shared_ptr<std::vector<std::uint32_t>> pixels_of(const ColourKey& key, const Theme& theme,
                                                      std::size_t steps, bool lying) {
    auto pixels = std::make_shared<std::vector<std::uint32_t>>();
    for (std::size_t i = 0; i < steps; ++i) {
        const double along = (static_cast<double>(i) + 0.5) / static_cast<double>(steps);
        const Rgba c = colour_on(key, theme, lying ? along : 1 - along);
        pixels->push_back(static_cast<std::uint32_t>(c.r) | static_cast<std::uint32_t>(c.g) << 8 |
                          static_cast<std::uint32_t>(c.b) << 16 | 0xff000000U);
    }
    return pixels;
}

void draw_strip(const Plan& plan, bool lying, Canvas& canvas) {
    const Rect& box = plan.bar;
    const ColourKey& key = *plan.key;
    const bool bands = !key.values.empty();
    constexpr std::size_t smooth_steps = 128;
    const std::size_t steps = bands ? key.values.size() : smooth_steps;
    const int count = static_cast<int>(steps);
    canvas.add(ImagePrim{box, lying ? count : 1, lying ? 1 : count,
                         pixels_of(key, canvas.theme(), steps, lying), !bands});
    canvas.stroke({{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}},
                  {Role::Muted}, 0.8, Dash::Solid, true);
}

// Numbers below the bar, its name before it.
void draw_lying(const Plan& plan, Canvas& canvas) {
    const Rect& box = plan.bar;
    const ColourBar& bar = *plan.panel->colour_bar;
    draw_strip(plan, true, canvas);
    constexpr double gap = 6, mark = 2;
    const std::vector<BarTick> ticks = ticks_of(*plan.key, bar, box.width, 18);
    const TextLook look{type_sizes.tick, {Role::Muted}, Style::Regular, AlignX::Left, AlignY::Top};
    double last = -1e300;
    for (const BarTick& t : ticks) {
        if (t.at < -1e-6 || t.at > 1 + 1e-6) continue;
        const double x = box.x + box.width * t.at, width = canvas.text_width(t.text, look.size);
        canvas.line({x, box.bottom()}, {x, box.bottom() + mark}, {Role::Muted}, 1);
        const double left = std::max(std::min(x - width / 2, box.right() + lying_end - width), box.x - 2);
        if (left < last + gap || left < plan.cell.x || left + width > box.right() + lying_end + 1) continue;
        last = left + width;
        canvas.text(t.text, {left, box.bottom() + mark + 0.5}, look, plan.panel->id + "/bar-tick");
    }
    const double right = box.x - lying_name_gap;
    canvas.text(canvas.fitted(bar.label, right - plan.cell.x, type_sizes.tick),
                {right, box.y + 0.5 * type_sizes.panel_title},
                {type_sizes.tick, {Role::Ink}, Style::Regular, AlignX::Right, AlignY::Middle},
                plan.panel->id + "/bar-label");
}

// Numbers at the right of the bar, its name over it, beside the apex' name.
void draw_standing(const Plan& plan, Canvas& canvas) {
    const Rect& box = plan.bar;
    const ColourBar& bar = *plan.panel->colour_bar;
    const bool whole = is_whole(plan);
    if (!whole) canvas.rect(grown(with_words(plan, box, canvas), 6), {Role::Ground, 0, 0.85});
    draw_strip(plan, false, canvas);
    const double x = box.right() + tick_length + 4;
    double last = 1e300;
    for (const BarTick& t : ticks_of(*plan.key, bar, box.height, line_height)) {
        const double y = box.bottom() - box.height * t.at;
        if (y < box.y - 0.5 || y > box.bottom() + 0.5) continue;
        canvas.line({box.right(), y}, {box.right() + tick_length, y}, {Role::Muted}, 1);
        if (std::abs(last - y) < type_sizes.tick * 1.2) continue;
        last = y;
        // While a plot is held its numbers may grow, but not off the panel.
        const std::string text =
            plan.held == nullptr ? t.text : canvas.fitted(t.text, plan.cell.right() - x, type_sizes.tick);
        canvas.text(text, {x, y},
                    {type_sizes.tick, {Role::Muted}, Style::Regular, AlignX::Left, AlignY::Middle},
                    plan.panel->id + "/bar-tick");
    }
    const Rect& plot = plan.frame.plot;
    const double right = box.x + bar_width + ticks_width(plan, canvas);
    const double room = right - (plot.x + plot.width / 2) - (whole ? 12 : 0);
    canvas.text(canvas.fitted(bar.label, room, type_sizes.tick), {right, box.y - 10},
                {type_sizes.tick, {Role::Ink}, Style::Regular, AlignX::Right, AlignY::Baseline},
                plan.panel->id + "/bar-label");
}

}  // namespace

std::optional<ColourKey> bar_key(const Panel& panel) {
    if (!panel.colour_bar) return std::nullopt;
    const ColourBar& bar = *panel.colour_bar;
    if (bar.mark.empty()) return ColourKey{.scale = bar.scale};
    for (const Mark& m : panel.marks) {
        if (m.id() != bar.mark) continue;
        std::optional<ColourKey> key = colour_key(m);
        if (key && key->shades) key->scale = bar.scale;
        return key;
    }
    return std::nullopt;
}

double lying_bar_width(const Plan& plan, const Canvas& canvas) {
    if (!plan.key || plan.panel->kind == PanelKind::Simplex) return 0;
    if (std::min(plan.cell.width, plan.cell.height) < smallest_panel) return 0;
    const double name = canvas.text_width(plan.panel->colour_bar->label, type_sizes.tick);
    const double length = std::clamp(lying_share * plan.cell.width, shortest_lying, longest_lying);
    return std::min(name + lying_name_gap, plan.cell.width - length - lying_end) + length + lying_end;
}

Rect lying_bar(const Plan& plan, double right, double top) {
    const double length = std::clamp(lying_share * plan.cell.width, shortest_lying, longest_lying);
    return {right - lying_end - length, top, length, lying_thickness};
}

Rect standing_bar(const Plan& plan, const Canvas& canvas) {
    if (!plan.key || std::min(plan.cell.width, plan.cell.height) < smallest_panel) return {};
    return beside_triangle(plan, canvas);
}

void reserve_colour_bar(const Plan& plan, Canvas& canvas) {
    const Rect& box = plan.bar;
    if (!(box.width > 0)) return;
    if (plan.panel->kind != PanelKind::Simplex) {
        const double width = lying_bar_width(plan, canvas);
        return canvas.take({box.right() + lying_end - width, box.y - 1, width, lying_bar_height});
    }
    const double wide = bar_width + ticks_width(plan, canvas);
    canvas.take(is_whole(plan) ? Rect{box.x - 3, box.y - 4, wide + 6, box.height + 8}
                               : grown(with_words(plan, box, canvas), 6));
}

void draw_colour_bar(const Plan& plan, Canvas& canvas) {
    if (!(plan.bar.width > 0)) return;
    canvas.group(plan.panel->id + "/colour-bar");
    plan.panel->kind == PanelKind::Simplex ? draw_standing(plan, canvas) : draw_lying(plan, canvas);
}

}  // namespace lossfield::viz
