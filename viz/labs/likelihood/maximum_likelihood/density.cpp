// The known density p, the model's, and what is between them: the samples with the density each gets, or the signed area
// whose sum is the divergence.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/fragments/axis_end.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr int samples = 240;

template <class Function>
Curve fine_curve(std::string id, std::string label, Interval x, const Function& f) {
    Curve curve;
    curve.id = std::move(id), curve.label = std::move(label);
    for (int i = 0; i <= samples; ++i) {
        curve.x.push_back(std::lerp(x.low, x.high, static_cast<double>(i) / samples));
        curve.y.push_back(f(curve.x.back()));
    }
    return curve;
}

Interval shown_range(const Inputs& in) {
    Interval x{1e300, -1e300};
    const auto hold = [&](double low, double high) { x = {std::min(x.low, low), std::max(x.high, high)}; };
    if (in.weight > 0) hold(in.mean_1 - 3.2 * in.width_1, in.mean_1 + 3.2 * in.width_1);
    if (in.weight < 1) hold(in.mean_2 - 3.2 * in.width_2, in.mean_2 + 3.2 * in.width_2);
    if (fits(in))
        for (const double v : in.data) hold(v, v);
    return round_range(ScaleKind::Linear, x);
}

double peak(const Inputs& in) {
    const math::Mixture p{in.weight, {in.mean_1, in.width_1}, {in.mean_2, in.width_2}};
    return std::max(math::mixture_density(p, in.mean_1), math::mixture_density(p, in.mean_2));
}

Curve gaussian_curve(const char* id, std::string label, Interval x, const math::ProjectedGaussian& q,
                     const Colour& colour, Dash dash) {
    Curve curve = fine_curve(id, std::move(label), x, [&](double at) {
        return math::gaussian_density({q.mean, q.deviation}, at);
    });
    curve.colour = colour;
    curve.width = 1.8;
    curve.dash = dash;
    return curve;
}

void add_truth(Panel& panel, const Computed& r, Interval x) {
    Curve p = fine_curve("p", "", x, [&](double at) { return math::mixture_density(r.p, at); });
    Band area;
    area.id = "p-area";
    area.label = "$p$, known";
    area.x = p.x, area.high = p.y, area.low = Vector(p.x.size(), 0.0);
    area.colour = {Role::Muted, 0, 0.22};
    p.colour = {Role::Muted};
    p.width = 1.4;
    panel.add(std::move(area));
    panel.add(std::move(p));
}

// Every sample with the density that the model gives it: their product is the likelihood.
void add_samples(Panel& panel, const Inputs& in, const Computed& r, double top) {
    Curve stems;
    stems.id = "stems";
    stems.colour = {Role::Accent, 0, 0.55};
    stems.width = 1.2;
    PointSet tips;
    tips.id = "samples";
    tips.label = "samples, $f(x_i)$";
    tips.size = 5;
    tips.colours = {{Role::Accent}};
    for (std::size_t k = 0; k < in.data.size(); ++k) {
        const double x = in.data[k], f = r.model.density(x);
        stems.x.insert(stems.x.end(), {x, x, std::nan("")});
        stems.y.insert(stems.y.end(), {0, f, std::nan("")});
        tips.x.push_back(x), tips.y.push_back(f);
        panel.add(Handle{fmt::format("sample-{}", k + 1),
                         fmt::format("sample {}", k + 1),
                         x,
                         -0.07 * top,
                         MoveEntry{"data", k, Along::X},
                         {Role::Ink}});
    }
    PointSet rug;
    rug.id = "data";
    rug.x = in.data, rug.y = Vector(in.data.size(), -0.07 * top);
    rug.size = 6;
    rug.colours = {{Role::Ink}};
    panel.add(std::move(stems));
    panel.add(std::move(tips));
    panel.add(std::move(rug));
}

void add_fit(Panel& panel, const Inputs& in, const Computed& r, Interval x) {
    if (std::isfinite(r.best_nll)) {
        const Model best{r.model.kind, r.best[0], r.best[1], r.model.width};
        Curve curve = fine_curve("best", "most likely", x, [&](double at) { return best.density(at); });
        curve.colour = series(0);
        curve.width = 1.6;
        curve.dash = Dash::Dashed;
        panel.add(std::move(curve));
    }
    const std::string parameter = place_parameter(in);
    const auto handle = [&](const char* id, const char* name, double at, std::size_t entry) {
        panel.add(Handle{id, name, at, r.model.density(at), MoveEntry{parameter, entry, Along::X}});
    };
    handle("centre", "centre of the model", r.model.a, 0);
    if (r.model.kind == Kind::Means) handle("second-centre", "second mean of the model", r.model.b, 1);
}

// Handles on the known density: means and widths on the axis, weights at the heights of the components.
void add_truth_handles(Panel& panel, const Inputs& in) {
    const Interval width = width_range;
    const auto component = [&](int number, double mean, double deviation, double share, bool first) {
        const std::string n = std::to_string(number);
        const double highest = 1 / deviation / std::sqrt(2 * std::numbers::pi);
        panel.add(Handle{
            "mean-" + n, "mean of hill " + n, mean, 0, MoveReal{"mean-" + n, Along::X}, {Role::Muted}});
        panel.add(Handle{
            "width-" + n,
            "width of hill " + n,
            mean + deviation,
            0,
            MoveAlong{"width-" + n, {mean + width.low, mean + width.high}, {0, 0}, {width.low, width.high}},
            {Role::Muted},
            HandleShape::Diamond});
        panel.add(Handle{"share-" + n,
                         "share of hill " + n,
                         mean,
                         share * highest,
                         MoveAlong{"weight", {mean, mean}, {0, highest}, first ? Vector{0, 1} : Vector{1, 0}},
                         {Role::Muted},
                         HandleShape::Bar});
    };
    component(1, in.mean_1, in.width_1, in.weight, true);
    component(2, in.mean_2, in.width_2, 1 - in.weight, false);
}

}  // namespace

Panel density_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "density", .title = fits(in) ? "samples and densities" : "one Gaussian for two hills"};
    panel.x.label = "$x$", panel.y.label = "density";
    const Interval x = shown_range(in);
    panel.x.range = x;
    // Room for a model that is steeper than p, within reason.
    const double highest = peak(in);
    double wanted = r.model.highest();
    if (fits(in) && std::isfinite(r.best_nll))
        wanted = std::max(wanted, Model{r.model.kind, r.best[0], r.best[1], r.model.width}.highest());
    for (const auto& q : r.seeking)
        wanted = std::max(wanted, math::gaussian_density({q.mean, q.deviation}, q.mean));
    const double top =
        round_range(ScaleKind::Linear, {0, 1.06 * std::clamp(wanted, highest, 2.2 * highest)}).high;
    panel.y.range = Interval{fits(in) ? -0.14 * top : -0.07 * top, top};
    add_truth(panel, r, x);
    if (fits(in)) {
        add_fit(panel, in, r, x);
    } else {
        panel.add(gaussian_curve("covering", "covers: least $KL(p‖q)$", x, r.covering, series(0),
                                 reverse(in) ? Dash::Dashed : Dash::Solid));
        for (std::size_t k = 0; k < r.seeking.size(); ++k)
            panel.add(gaussian_curve(fmt::format("seeking-{}", k + 1).c_str(),
                                     k == 0 ? "seeks: least $KL(q‖p)$" : "", x, r.seeking[k],
                                     series(2, k == 0 ? 1 : 0.5), reverse(in) ? Dash::Solid : Dash::Dashed));
        add_truth_handles(panel, in);
        panel.add(
            Handle{"centre", "mean of q", r.model.a, r.model.highest(), MoveEntry{"seeker", 0, Along::X}});
    }
    Curve model = fine_curve("model", fits(in) ? "model $f$" : "$q$, dragged", x,
                             [&](double at) { return r.model.density(at); });
    model.colour = {Role::Accent};
    model.width = 2.4;
    panel.add(std::move(model));
    if (fits(in)) add_samples(panel, in, r, top);
    return panel;
}

Panel integrand_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "integrand"};
    panel.title = reverse(in) ? "$q$ log $q/p$: its area is $KL(q‖p)$ = " + readable(r.reverse, 4)
                              : "$p$ log $p/q$: its area is $KL(p‖q)$ = " + readable(r.forward, 4);
    panel.x.label = "$x$";
    panel.y.label = reverse(in) ? "$q$ log $q/p$" : "$p$ log $p/q$";
    panel.x.range = shown_range(in);
    const auto integrand = [&](double x) {
        const double log_p = math::mixture_log_density(r.p, x), log_q = r.model.log_density(x);
        return reverse(in) ? std::exp(log_q) * (log_q - log_p) : std::exp(log_p) * (log_p - log_q);
    };
    Curve curve = fine_curve("loss", "", *panel.x.range, integrand);
    for (const bool above : {true, false}) {
        Band area;
        area.id = above ? "above" : "below";
        area.label = above ? "adds" : "takes off";
        area.x = curve.x;
        area.low = area.high = Vector(curve.x.size(), 0.0);
        for (std::size_t i = 0; i < curve.x.size(); ++i)
            (above ? area.high[i] : area.low[i]) =
                above ? std::max(0.0, curve.y[i]) : std::min(0.0, curve.y[i]);
        area.colour = above ? Colour{Role::Accent, 0, 0.3} : series(0, 0.3);
        panel.add(std::move(area));
    }
    const auto [low, high] = std::minmax_element(curve.y.begin(), curve.y.end());
    const double top = axis_end(std::clamp(*high, 0.1, 4.0)), bottom = axis_end(std::max(0.1, -*low));
    panel.y.range = Interval{-bottom, top};
    curve.colour = {Role::Ink};
    curve.width = 1.4;
    panel.add(std::move(curve));
    return panel;
}

}  // namespace lossfield::viz::maximum_likelihood
