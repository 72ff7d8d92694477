// The landscape of the two parameters: NLL above its least and the likelihood as a hill, or the KL of the chosen
// direction, as a map and in space.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/figure/field.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr double decades = 1e-3;  // of the colours, which are logarithmic
constexpr double cut_at = 3;      // nats: the KL's walls are cut off there

void describe(Panel& panel, const Inputs& in) {
    const auto names = axes_of(kind_of(in));
    panel.x.label = names[0], panel.y.label = names[1];
    panel.x.range = range_of(in).x, panel.y.range = range_of(in).y;
}

PointSet points(const char* id, std::string label, Vector x, Vector y, PointShape shape, double size,
                const Colour& colour) {
    PointSet set;
    set.id = id, set.label = std::move(label);
    set.x = std::move(x), set.y = std::move(y);
    set.shape = shape;
    set.size = size;
    set.colours = {colour};
    return set;
}

// What both panels show on the landscape.
void add_places(Panel& panel, const Inputs& in, const Computed& r) {
    const bool flat = panel.kind != PanelKind::Space;
    const auto label = [&](const char* words) { return flat ? std::string(words) : std::string(); };
    if (!fits(in)) {
        if (reverse(in)) {
            Vector x, y;
            for (const auto& q : r.seeking) x.push_back(q.mean), y.push_back(std::log(q.deviation));
            panel.add(
                points("seeking", label("minima of $KL(q‖p)$"), x, y, PointShape::Diamond, 10, series(2)));
        }
        if (flat || !reverse(in))
            panel.add(points("covering", label("minimum of $KL(p‖q)$"), {r.covering.mean},
                             {std::log(r.covering.deviation)}, PointShape::Diamond, 10, series(0)));
        return;
    }
    if (r.model.kind == Kind::Means) {
        Curve path;
        path.id = "em", path.label = label("steps of EM");
        for (const auto& [a, b] : r.em.path) path.x.push_back(a), path.y.push_back(b);
        PointSet steps = points("em-steps", "", path.x, path.y, PointShape::Disc, 4, {Role::Accent});
        path.width = 1.8;
        panel.add(std::move(path));
        panel.add(std::move(steps));
    }
    if (std::isfinite(r.best_nll))
        panel.add(points("best", label("most likely"), {r.best[0]}, {r.best[1]}, PointShape::Diamond, 11,
                         series(0)));
    if (flat && (r.model.kind == Kind::Gaussian))
        panel.add(points("moments", label("moments of $p$"), {math::mixture_mean(r.p)},
                         {std::log(math::mixture_variance(r.p))}, PointShape::Diamond, 9, {Role::Muted}));
}

}  // namespace

Panel map_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "map"};
    panel.title =
        !fits(in) ? reverse(in) ? "$KL(q‖p)$: reverse" : "$KL(p‖q)$: forward" : "NLL of the samples";
    describe(panel, in);
    Contours contours;
    contours.id = fits(in) ? "excess" : "kl";
    contours.field = r.excess;
    contours.levels.exactly = r.levels;
    const Interval seen = finite_range(r.excess.values);
    if (seen.high > 0) {
        contours.scale.high = seen.high, contours.scale.low = std::max(seen.low, seen.high * decades);
        contours.scale.logarithmic = contours.scale.low < contours.scale.high;
    }
    panel.colour_bar = ColourBar{fits(in) ? "NLL above its least" : "KL, nats", contours.scale, {}};
    panel.add(std::move(contours));
    add_places(panel, in, r);
    PointSet point = points("point", "", {r.model.a}, {r.model.b}, PointShape::Ring, 12, {Role::Accent});
    const double told = fits(in) ? r.nll : reverse(in) ? r.reverse : r.forward;
    point.texts = {(fits(in) ? "NLL = " : "KL = ") + readable(told, 4)};
    panel.add(std::move(point));
    panel.add(Handle{"point", "parameters", r.model.a, r.model.b, MovePair{place_parameter(in), 0, 1}});
    return panel;
}

Panel surface_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "surface", .kind = PanelKind::Space};
    panel.title = fits(in) ? "likelihood of the samples" : "the divergence in space";
    describe(panel, in);
    Surface surface;
    surface.id = fits(in) ? "likelihood" : "kl";
    surface.field = r.hill;
    double ground = 0, height = 0;
    if (fits(in)) {
        panel.z.label = "$L / L_{\\text{max}}$";
        panel.z.range = Interval{0, 1};
        surface.scale.low = 0, surface.scale.high = 1;
        surface.levels.exactly = {0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
        height = std::exp(r.base - static_cast<double>(in.data.size()) * r.nll);
    } else {
        panel.z.label = "KL";
        panel.z.range = Interval{0, cut_at};
        const Interval seen = finite_range(r.hill.values);
        if (seen.low < cut_at && seen.high > cut_at) surface.cut = cut_at;
        surface.scale.low = 0, surface.scale.high = cut_at;
        surface.levels.exactly = {0.25, 0.5, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 2, 2.5};
        height = std::min(cut_at, reverse(in) ? r.reverse : r.forward);
    }
    // Beside the two tops of a mixture; into the valleys of the KL.
    panel.camera = !fits(in)                     ? Camera{110, 56}
                   : r.model.kind == Kind::Means ? Camera{35, 34}
                                                 : Camera{-55, 34};
    panel.add(std::move(surface));
    add_places(panel, in, r);
    panel.add(points("point", "", {r.model.a}, {r.model.b}, PointShape::Ring, 12, {Role::Accent}));
    // The handle glides on the ground, where a pull keeps its height; a stem joins it to the surface.
    panel.add(Curve{.id = "stem",
                    .x = {r.model.a, r.model.a},
                    .y = {r.model.b, r.model.b},
                    .width = 1.4,
                    .z = {ground, height}});
    Handle handle{"ground", "parameters", r.model.a, r.model.b, MoveInPlane{place_parameter(in)}};
    handle.glide = Glide::Plane;
    panel.add(std::move(handle));
    return panel;
}

}  // namespace lossfield::viz::maximum_likelihood
