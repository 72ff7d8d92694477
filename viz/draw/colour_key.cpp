#include "viz/draw/colour_key.hpp"

#include <algorithm>
#include <cmath>

#include "viz/figure/field.hpp"
#include "viz/geometry/levels.hpp"

namespace lossfield::viz {
namespace {

constexpr double palest = 0.28;  // of a class's own colour over the page

bool by_rank(const Levels& levels) { return levels.rule == LevelRule::EqualArea; }

std::optional<ColourKey> key_of(const Field& field, const ColourScale& own, const Levels& levels) {
    const ColourScale scale = fitted(own, values_of(field));
    if (!std::isfinite(scale.low) || !std::isfinite(scale.high)) return std::nullopt;
    ColourKey key{.scale = scale};
    if (!(scale.low < scale.high)) key.values = {scale.low};
    if (!by_rank(levels)) return key;
    key.bounds = choose_levels(field, levels), key.values.clear();
    for (std::size_t k = 0; k <= key.bounds.size(); ++k)
        key.values.push_back(band_value(levels, scale, key.bounds, k));
    return key;
}

struct KeyOf {
    std::optional<ColourKey> operator()(const Curve& m) const {
        if (m.values.empty()) return std::nullopt;
        return key_of(GridField{{}, m.values.size(), 1, m.values}, m.scale, {});
    }
    std::optional<ColourKey> operator()(const Heat& m) const {
        if (!m.classes.empty())
            return m.shade.empty() ? std::nullopt : std::optional(ColourKey{.shades = true});
        return key_of(m.field, m.scale, {});
    }
    std::optional<ColourKey> operator()(const Contours& m) const {
        return m.filled ? key_of(m.field, m.scale, m.levels) : std::nullopt;
    }
    std::optional<ColourKey> operator()(const Surface& m) const {
        return m.colour ? std::nullopt : key_of(m.field, m.scale, m.levels);
    }
    std::optional<ColourKey> operator()(const Patch& m) const {
        if (m.values.empty()) return std::nullopt;
        return key_of(GridField{{}, m.columns, m.rows, m.values}, m.scale, m.levels);
    }
    template <class Other>
    std::optional<ColourKey> operator()(const Other& /*of one colour*/) const {
        return std::nullopt;
    }
};

}  // namespace

std::optional<ColourKey> colour_key(const Mark& mark) { return std::visit(KeyOf{}, mark); }

double band_value(const Levels& rule, const ColourScale& scale, const Vector& levels, std::size_t band) {
    if (levels.empty()) return std::lerp(scale.low, scale.high, 0.5);
    if (by_rank(rule))
        return scale.low + (scale.high - scale.low) * (static_cast<double>(band) + 0.5) /
                               static_cast<double>(levels.size() + 1);
    const double below = band == 0 ? std::min(scale.low, levels.front()) : levels[band - 1];
    const double above = band == levels.size() ? std::max(scale.high, levels.back()) : levels[band];
    return scale.logarithmic && below > 0 ? std::sqrt(below * above) : 0.5 * (below + above);
}

Rgba shaded(const Theme& theme, const Rgba& full, double share) {
    const double part = full.a / 255.0 * (palest + (1 - palest) * std::clamp(share, 0.0, 1.0));
    const auto mixed = [part](std::uint8_t page, std::uint8_t own) {
        return static_cast<std::uint8_t>(std::lround(std::lerp(page, own, part)));
    };
    return {mixed(theme.ground.r, full.r), mixed(theme.ground.g, full.g), mixed(theme.ground.b, full.b), 255};
}

}  // namespace lossfield::viz
