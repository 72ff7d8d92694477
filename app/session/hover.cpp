#include "app/session/hover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/session/track.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::app {
namespace {

std::optional<double> finite(double v) { return std::isfinite(v) ? std::optional(v) : std::nullopt; }

std::optional<double> grid_at(const viz::GridField& g, double x, double y) {
    if (g.columns < 2 || g.rows < 2 || !g.domain.x.contains(x) || !g.domain.y.contains(y))
        return std::nullopt;
    const double u = (x - g.domain.x.low) / g.domain.x.length() * static_cast<double>(g.columns - 1);
    const double v = (y - g.domain.y.low) / g.domain.y.length() * static_cast<double>(g.rows - 1);
    const std::size_t i = std::min(static_cast<std::size_t>(u), g.columns - 2);
    const std::size_t j = std::min(static_cast<std::size_t>(v), g.rows - 2);
    const double s = u - static_cast<double>(i), t = v - static_cast<double>(j);
    const auto at = [&](std::size_t c, std::size_t r) { return g.values[r * g.columns + c]; };
    return finite((1 - t) * ((1 - s) * at(i, j) + s * at(i + 1, j)) +
                  t * ((1 - s) * at(i, j + 1) + s * at(i + 1, j + 1)));
}

std::optional<double> triangle_at(const viz::TriangleField& field, double x, double y) {
    const auto n = static_cast<double>(field.subdivisions);
    const double third = y * 2 / std::numbers::sqrt3, second = x - third / 2;
    if (field.subdivisions == 0 || second < 0 || third < 0 || second + third > 1) return std::nullopt;
    const double u = second * n, v = third * n;
    const std::size_t j = std::min(static_cast<std::size_t>(v), field.subdivisions - 1);
    const std::size_t i = std::min(static_cast<std::size_t>(u), field.subdivisions - 1 - j);
    const double s = u - static_cast<double>(i), t = v - static_cast<double>(j);
    // Row b starts after the n + 1, n, ... nodes of the rows before it.
    const auto node = [&](std::size_t a, std::size_t b) {
        return field.values[b * (2 * field.subdivisions + 3 - b) / 2 + a];
    };
    if (s + t <= 1 || i + j + 2 > field.subdivisions)
        return finite((1 - s - t) * node(i, j) + s * node(i + 1, j) + t * node(i, j + 1));
    return finite((s + t - 1) * node(i + 1, j + 1) + (1 - t) * node(i + 1, j) + (1 - s) * node(i, j + 1));
}

std::string named(const std::string& name, double value) {
    return (name.empty() ? "value" : name) + " ≈ " + brief(value);
}

}  // namespace

std::optional<double> field_at(const viz::Field& field, double x, double y) {
    if (const auto* grid = std::get_if<viz::GridField>(&field)) return grid_at(*grid, x, y);
    return triangle_at(std::get<viz::TriangleField>(field), x, y);
}

std::optional<double> curve_at(const viz::Curve& curve, double x) {
    const std::size_t count = std::min(curve.x.size(), curve.y.size());
    for (std::size_t i = 1; i < count; ++i) {
        const double a = curve.x[i - 1], b = curve.x[i];
        if (!(std::min(a, b) <= x && x <= std::max(a, b)) || a == b) continue;
        const double t = (x - a) / (b - a);
        return finite(curve.y[i - 1] * (1 - t) + curve.y[i] * t);
    }
    return std::nullopt;
}

std::vector<std::string> interpolated(const viz::Panel& panel, const viz::PanelFrame& frame,
                                      viz::Vec2 pixel) {
    if (panel.kind == viz::PanelKind::Matrix) return {};
    const viz::Vec2 at = frame.to_data(pixel);
    std::vector<std::string> lines;
    for (const auto& mark : panel.marks) {
        const std::string& name = mark.label().empty() ? mark.id() : mark.label();
        if (const auto* heat = std::get_if<viz::Heat>(&mark)) {
            if (const auto v = grid_at(heat->field, at.x, at.y)) lines.push_back(named(name, *v));
        } else if (const auto* contours = std::get_if<viz::Contours>(&mark)) {
            if (const auto v = field_at(contours->field, at.x, at.y)) lines.push_back(named(name, *v));
        } else if (const auto* curve = std::get_if<viz::Curve>(&mark)) {
            const auto v = curve_at(*curve, at.x);
            if (v && std::abs(frame.to_pixels(at.x, *v).y - pixel.y) < 12) lines.push_back(named(name, *v));
        } else if (const auto* bars = std::get_if<viz::Bars>(&mark)) {
            const double along = bars->lying ? at.y : at.x, across = bars->lying ? at.x : at.y;
            for (std::size_t k = 0; k < bars->position.size(); ++k) {
                const auto [low, high] = std::minmax(bars->base[k], bars->value[k]);
                if (std::abs(along - bars->position[k]) <= bars->width / 2 && across >= low && across <= high)
                    lines.push_back(name + " = " + brief(bars->value[k] - bars->base[k]));
            }
        }
    }
    if (lines.empty() && panel.kind == viz::PanelKind::Axes)
        lines.push_back(fmt::format("({}, {})", brief(at.x), brief(at.y)));
    return lines;
}

std::vector<std::string> interpolated(const viz::Panel& panel, viz::Vec2 ground) {
    std::vector<std::string> lines;
    for (const auto& mark : panel.marks) {
        const auto* surface = std::get_if<viz::Surface>(&mark);
        if (surface == nullptr) continue;
        const std::string& name = surface->label.empty() ? surface->id : surface->label;
        if (const auto v = grid_at(surface->field, ground.x, ground.y)) lines.push_back(named(name, *v));
    }
    return lines;
}

std::vector<std::string> told(const std::vector<viz::Readout>& readouts) {
    std::vector<std::string> lines;
    for (const auto& readout : readouts) {
        std::string line = readout.symbol.empty() ? readout.label : readout.symbol;
        if (const auto* number = std::get_if<double>(&readout.value)) {
            line += " = " + brief(*number, 5);
        } else if (const auto* vector = std::get_if<viz::Vector>(&readout.value)) {
            line += " = (";
            for (std::size_t i = 0; i < vector->size(); ++i)
                line += (i == 0 ? "" : ", ") + brief((*vector)[i]);
            line += ")";
        } else {
            line += (line.empty() ? "" : ": ") + std::get<std::string>(readout.value);
        }
        lines.push_back(line + (readout.unit.empty() ? "" : " " + readout.unit));
    }
    return lines;
}

}  // namespace lossfield::app
