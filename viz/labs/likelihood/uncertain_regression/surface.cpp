// The loss of one point over its residual r and log scale s: a bowl for every s, a valley s = 2 log|r| that leads down
// without end between them, and the floor across it. As a surface or as a map; every point lies on it.
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

constexpr int valley_samples = 160;

const Colour floor_colour{Role::Warning};

// 1, 2 or 5 times a power of ten, at least `v`.
double round_step(double v) {
    const double power = std::pow(10.0, std::floor(std::log10(v)));
    for (const double digit : {1.0, 2.0, 5.0})
        if (digit * power >= v) return digit * power;
    return 10 * power;
}

// Both sides of the valley, evenly along s.
Curve valley_of(const Domain& d) {
    Curve valley = curve("valley", "valley $s = 2 \\text{log}|r|$", {}, {}, {Role::Ink}, 2.2);
    const double top = std::min(d.y.high, math::best_log_scale(d.x.high));
    for (const double side : {-1.0, 1.0}) {
        for (int i = 0; i <= valley_samples; ++i) {
            const double s = std::lerp(d.y.low, top, static_cast<double>(i) / valley_samples);
            valley.x.push_back(side * std::exp(0.5 * s)), valley.y.push_back(s);
        }
        valley.x.push_back(nan), valley.y.push_back(nan);
    }
    return valley;
}

// As far as the loss stays under `top`: beyond it the surface is cut off.
Curve floor_of(const Computed& r, double top) {
    const Domain& d = r.surface.domain;
    const double floor = *r.model.floor, over = top - math::uncertain_nll(r.model.family, 0.0, floor);
    const double z =
        r.model.family == math::NoiseFamily::Gaussian ? std::sqrt(2 * std::max(0.0, over)) : over;
    const double reach = std::clamp(std::exp(0.5 * floor) * z, 0.0, d.x.high);
    Curve line = curve("floor", "floor", {}, Vector(101, floor), floor_colour, 2.4);
    for (int i = -50; i <= 50; ++i) line.x.push_back(reach * i / 50);
    return line;
}

// Where the points are, and those beyond the picture at its edge.
PointSet points_of(const Moment& now, const Domain& d) {
    PointSet points{.id = "points", .label = "data $(r_i, s_i)$"};
    for (std::size_t i = 0; i < now.residual.size(); ++i) {
        const double x = std::clamp(now.residual[i], d.x.low, d.x.high),
                     y = std::clamp(now.log_scale[i], d.y.low, d.y.high);
        points.x.push_back(x), points.y.push_back(y);
        const bool inside = x == now.residual[i] && y == now.log_scale[i];
        points.colours.push_back({inside ? Role::Accent : Role::Warning});
    }
    return points;
}

ColourScale colours_of(const Computed& r) {
    return {.low = math::uncertain_nll(r.model.family, 0.0, r.surface.domain.y.low), .high = r.cut};
}

}  // namespace

Panel map_panel(const Computed& r, const Moment& now) {
    const Domain& d = r.surface.domain;
    Panel panel{.id = "map",
                .title = "loss $ℓ$ of one point",
                .x = {.label = "residual $r = y - μ$", .range = d.x},
                .y = {.label = "log scale $s$", .range = d.y}};
    Contours contours{.id = "point-loss", .field = r.surface, .scale = colours_of(r)};
    const double step = round_step((r.cut - contours.scale.low) / 18);
    for (double k = std::ceil(contours.scale.low / step); k * step < r.cut; ++k)
        contours.levels.exactly.push_back(k * step);
    panel.add(std::move(contours));
    panel.add(valley_of(d));
    if (r.model.floor) {
        Curve floor = floor_of(r, infinity);
        floor.dash = Dash::Dashed;
        panel.add(std::move(floor));
        panel.add(Handle{"floor", "floor under s", std::lerp(d.x.low, d.x.high, 0.06), *r.model.floor,
                         MoveReal{"floor", Along::Y}, floor_colour, HandleShape::Bar});
    }
    panel.add(points_of(now, d));
    return panel;
}

Panel surface_panel(const Computed& r, const Moment& now, const char* title) {
    const Domain& d = r.surface.domain;
    const ColourScale colours = colours_of(r);
    Panel panel{.id = "surface",
                .title = title,
                .kind = PanelKind::Space,
                .x = {.label = "$r$", .range = d.x},
                .y = {.label = "$s$", .range = d.y},
                .z = {.label = "$ℓ$", .range = Interval{colours.low, r.cut}},
                .camera = {145, 32, 1.1},
                .legend = false};
    // Its walls are steep: lines would run into each other.
    panel.add(
        Surface{.id = "point-loss", .field = r.surface, .scale = colours, .lines = false, .cut = r.cut});
    panel.add(valley_of(d));
    if (r.model.floor) panel.add(floor_of(r, r.cut));
    panel.add(points_of(now, d));
    return panel;
}

}  // namespace lossfield::viz::uncertain_regression
