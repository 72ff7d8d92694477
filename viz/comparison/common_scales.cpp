#include "viz/comparison/common_scales.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "viz/compose/parts.hpp"
#include "viz/figure/field.hpp"
#include "viz/geometry/levels.hpp"

namespace lossfield::viz {
namespace {

// What a mark colours by value; null where it does not.
struct Coloured {
    ColourScale* scale = nullptr;
    Levels* levels = nullptr;
    const Vector* values = nullptr;
};

struct ColouredOf {
    Coloured operator()(Curve& m) const {
        return m.values.empty() ? Coloured{} : Coloured{&m.scale, nullptr, &m.values};
    }
    Coloured operator()(Heat& m) const {
        return m.classes.empty() ? Coloured{&m.scale, nullptr, &m.field.values.all()} : Coloured{};
    }
    Coloured operator()(Contours& m) const { return {&m.scale, &m.levels, &values_of(m.field)}; }
    Coloured operator()(Surface& m) const { return {&m.scale, &m.levels, &m.field.values.all()}; }
    Coloured operator()(Patch& m) const {
        return m.values.empty() ? Coloured{} : Coloured{&m.scale, &m.levels, &m.values.all()};
    }
    template <class Other>
    Coloured operator()(Other& /*of one colour*/) const {
        return {};
    }
};

Interval joined_range(Interval a, Interval b) {
    if (!(a.low <= a.high)) return b;
    if (!(b.low <= b.high)) return a;
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

constexpr std::size_t most_levels = 24;

// Level sets that a lab chose by itself stand for all together, unless they would be too many.
Vector chosen_levels(const std::vector<Coloured>& all) {
    Vector together;
    for (const Coloured& c : all)
        together.insert(together.end(), c.levels->exactly.begin(), c.levels->exactly.end());
    std::sort(together.begin(), together.end());
    together.erase(std::unique(together.begin(), together.end()), together.end());
    return together;
}

// Levels that the rule would choose were all fields one.
Vector common_levels(const std::vector<Coloured>& all) {
    GridField together;
    Vector values;
    for (const Coloured& c : all) values.insert(values.end(), c.values->begin(), c.values->end());
    together.columns = values.size(), together.rows = 1;
    together.values = std::move(values);
    return choose_levels(together, *all.front().levels);
}

// A band of filled contours has the colour of its middle. Of levels that are a figure's own the outermost bands end with its field,
// not with colours for larger and smaller values.
void end_bands(Levels& levels, Interval own, Interval common) {
    Vector& at = levels.exactly;
    if (at.empty() || levels.rule == LevelRule::EqualArea) return;
    if (own.high > at.back() && own.high < common.high) at.push_back(std::nextafter(own.high, common.high));
    if (own.low < at.front() && own.low > common.low) at.insert(at.begin(), own.low);
}

void share_levels(const std::vector<Coloured>& all, const std::vector<Interval>& own_ranges,
                  Interval common) {
    if (all.front().levels == nullptr) return;
    const bool own =
        std::any_of(all.begin(), all.end(), [](const Coloured& c) { return !c.levels->exactly.empty(); });
    const Vector levels = own ? chosen_levels(all) : common_levels(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (own && levels.size() > most_levels)
            end_bands(*all[i].levels, own_ranges[i], common);
        else
            all[i].levels->exactly = levels;
    }
}

void share_colours(const std::vector<Coloured>& all) {
    Interval range{std::nan(""), std::nan("")};
    std::vector<Interval> own_ranges;
    for (const Coloured& c : all) {
        const ColourScale own = fitted(*c.scale, *c.values);
        own_ranges.push_back({own.low, own.high});
        range = joined_range(range, own_ranges.back());
    }
    for (const Coloured& c : all)
        if (range.low < range.high) c.scale->low = range.low, c.scale->high = range.high;
    share_levels(all, own_ranges, range);
}

void share_shading(const std::vector<Panel*>& panels) {
    Interval range{std::nan(""), std::nan("")};
    for (const Panel* p : panels) {
        if (!p->table || !p->table->shading) return;
        const ColourScale own = fitted(*p->table->shading, p->table->entries.entries);
        range = joined_range(range, {own.low, own.high});
    }
    for (Panel* p : panels)
        if (range.low < range.high) p->table->shading->low = range.low, p->table->shading->high = range.high;
}

// Bars that show a scale of their own, and none of a mark.
void share_bars(const std::vector<Panel*>& panels) {
    Interval range{std::nan(""), std::nan("")};
    for (const Panel* p : panels)
        if (p->colour_bar) range = joined_range(range, {p->colour_bar->scale.low, p->colour_bar->scale.high});
    for (Panel* p : panels)
        if (p->colour_bar && range.low < range.high)
            p->colour_bar->scale.low = range.low, p->colour_bar->scale.high = range.high;
}

void share_axes(const std::vector<Panel*>& panels) {
    Domain d = fitted_range(*panels.front());
    Interval heights = height_range(*panels.front());
    for (const Panel* p : panels) {
        const Domain own = fitted_range(*p);
        d = {joined_range(d.x, own.x), joined_range(d.y, own.y)};
        heights = joined_range(heights, height_range(*p));
    }
    for (Panel* p : panels) {
        p->x.range = d.x, p->y.range = d.y, p->z.range = heights;
        if (p->kind == PanelKind::Space) continue;  // a box needs its own labels
        p->x.shared = p->id + "/x", p->y.shared = p->id + "/y";
    }
}

}  // namespace

void share_scales(const std::vector<Panel*>& panels) {
    if (panels.empty()) return;
    const PanelKind kind = panels.front()->kind;
    if (kind == PanelKind::Axes || kind == PanelKind::Bars || kind == PanelKind::Space) share_axes(panels);
    if (kind == PanelKind::Matrix) share_shading(panels);
    std::map<std::string, std::vector<Coloured>> by_id;
    for (Panel* p : panels)
        for (Mark& m : p->marks)
            if (const Coloured c = std::visit(ColouredOf{}, static_cast<AnyMark&>(m)); c.scale != nullptr)
                by_id[m.id()].push_back(c);
    for (const auto& [id, all] : by_id) share_colours(all);
    share_bars(panels);
}

}  // namespace lossfield::viz
