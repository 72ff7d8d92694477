// The known density p, the model's, and what is between them: the samples with the density each gets, or the signed area
// whose sum is the divergence.
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr int samples = 240;

Interval shown_range(const Inputs& in) {
    Interval x{1e300, -1e300};
    const auto hold = [&](double low, double high) { x = {std::min(x.low, low), std::max(x.high, high)}; };
    if (in.weight > 0) hold(in.mean_1 - 3.2 * in.width_1, in.mean_1 + 3.2 * in.width_1);
    if (in.weight < 1) hold(in.mean_2 - 3.2 * in.width_2, in.mean_2 + 3.2 * in.width_2);
    if (fits(in))
        for (const double v : in.data) hold(v, v);
    return round_range(ScaleKind::Linear, x);
}

// Room for a model that is steeper than p, within reason.
double top_of(const Inputs& in, const Computed& r) {
    const double highest =
        std::max(math::mixture_density(r.p, in.mean_1), math::mixture_density(r.p, in.mean_2));
    double wanted = r.model.highest();
    if (fits(in) && std::isfinite(r.best_nll)) wanted = std::max(wanted, best_model(r).highest());
    for (const auto& q : r.seeking)
        wanted = std::max(wanted, math::gaussian_density({q.mean, q.deviation}, q.mean));
    return round_range(ScaleKind::Linear, {0, 1.06 * std::clamp(wanted, highest, 2.2 * highest)}).high;
}

void add_density(Panel& panel, std::string id, std::string label, const math::SampleModel& model,
                 Colour colour, double width, Dash dash = Dash::Solid) {
    panel.add(drawn(sampled_curve(std::move(id), std::move(label), *panel.x.range, samples,
                                  [&](double at) { return model.density(at); }),
                    colour, width, dash));
}

void add_projection(Panel& panel, std::string id, const char* label, const math::ProjectedGaussian& q,
                    Colour colour, bool chosen) {
    panel.add(drawn(sampled_curve(std::move(id), label, *panel.x.range, samples,
                                  [&](double at) {
                                      return math::gaussian_density({q.mean, q.deviation}, at);
                                  }),
                    colour, 1.8, chosen ? Dash::Solid : Dash::Dashed));
}

void add_truth(Panel& panel, const Computed& r) {
    const Curve p = sampled_curve("p", "", *panel.x.range, samples,
                                  [&](double at) { return math::mixture_density(r.p, at); });
    panel.add(area_under("p-area", "$p$, known", p, {Role::Muted, 0, 0.22}));
    panel.add(drawn(p, {Role::Muted}, 1.4));
}

// Every sample with the density that the model gives it: their product is the likelihood.
void add_samples(Panel& panel, const Inputs& in, const Computed& r, double rug) {
    Curve stems{.id = "stems", .colour = {Role::Accent, 0, 0.55}, .width = 1.2};
    Vector tips;
    for (std::size_t k = 0; k < in.data.size(); ++k) {
        const double x = in.data[k];
        tips.push_back(r.model.density(x));
        stems.x.insert(stems.x.end(), {x, x, std::nan("")});
        stems.y.insert(stems.y.end(), {0, tips.back(), std::nan("")});
        panel.add(Handle{fmt::format("sample-{}", k + 1),
                         fmt::format("sample {}", k + 1),
                         x,
                         rug,
                         MoveEntry{"data", k, Along::X},
                         {Role::Ink}});
    }
    panel.add(std::move(stems));
    panel.add(PointSet{.id = "samples",
                       .label = "samples, $f(x_i)$",
                       .x = in.data,
                       .y = std::move(tips),
                       .colours = {{Role::Accent}},
                       .size = 5});
    panel.add(PointSet{
        .id = "data", .x = in.data, .y = Vector(in.data.size(), rug), .colours = {{Role::Ink}}, .size = 6});
}

void add_centre(Panel& panel, const char* id, const char* name, const Inputs& in, const Computed& r,
                std::size_t entry) {
    const double at = entry == 0 ? r.model.a : r.model.b;
    panel.add(Handle{id, name, at, r.model.density(at), MoveEntry{live(in).parameter, entry, Along::X}});
}

// Handles on a hill of the known density: mean and width on the axis, its weight at its height.
void add_hill_handles(Panel& panel, const std::string& n, double mean, double deviation, double share,
                      const Vector& weights) {
    const auto [low, high] = width_range;
    const double highest = 1 / deviation / std::sqrt(2 * std::numbers::pi);
    const MoveAlong width{"width-" + n, {mean + low, mean + high}, {0, 0}, {low, high}};
    const MoveAlong weight{"weight", {mean, mean}, {0, highest}, weights};
    const Colour colour{Role::Muted};
    panel.add(Handle{"mean-" + n, "mean of hill " + n, mean, 0, MoveReal{"mean-" + n}, colour});
    panel.add(
        Handle{"width-" + n, "width of hill " + n, mean + deviation, 0, width, colour, HandleShape::Diamond});
    panel.add(
        Handle{"share-" + n, "share of hill " + n, mean, share * highest, weight, colour, HandleShape::Bar});
}

}  // namespace

Panel density_panel(const Inputs& in, const Computed& r) {
    const double top = top_of(in, r), rug = -0.07 * top;
    Panel panel{.id = "density",
                .title = fits(in) ? "samples and densities" : "one Gaussian for two hills",
                .x = {.label = "$x$", .range = shown_range(in)},
                .y = {.label = "density", .range = Interval{fits(in) ? -0.14 * top : rug, top}}};
    add_truth(panel, r);
    if (fits(in)) {
        if (std::isfinite(r.best_nll))
            add_density(panel, "best", "most likely", best_model(r), series(0), 1.6, Dash::Dashed);
        add_centre(panel, "centre", "centre of the model", in, r, 0);
        if (r.model.kind == Kind::Means)
            add_centre(panel, "second-centre", "second mean of the model", in, r, 1);
        add_density(panel, "model", "model $f$", r.model, {Role::Accent}, 2.4);
        add_samples(panel, in, r, rug);
        return panel;
    }
    add_projection(panel, "covering", "covers: least $KL(p‖q)$", r.covering, series(0), !reverse(in));
    for (std::size_t k = 0; k < r.seeking.size(); ++k)
        add_projection(panel, fmt::format("seeking-{}", k + 1), k == 0 ? "seeks: least $KL(q‖p)$" : "",
                       r.seeking[k], series(2, k == 0 ? 1 : 0.5), reverse(in));
    add_hill_handles(panel, "1", in.mean_1, in.width_1, in.weight, {0, 1});
    add_hill_handles(panel, "2", in.mean_2, in.width_2, 1 - in.weight, {1, 0});
    add_centre(panel, "centre", "mean of q", in, r, 0);
    add_density(panel, "model", "$q$, dragged", r.model, {Role::Accent}, 2.4);
    return panel;
}

Panel integrand_panel(const Inputs& in, const Computed& r) {
    const std::string integrand = reverse(in) ? "$q$ log $q/p$" : "$p$ log $p/q$";
    Panel panel{.id = "integrand",
                .title = integrand + ": its area is " + (reverse(in) ? "$KL(q‖p)$ = " : "$KL(p‖q)$ = ") +
                         readable(chosen_kl(in, r), 4),
                .x = {.label = "$x$", .range = shown_range(in)},
                .y = {.label = integrand}};
    const Curve curve = sampled_curve("loss", "", *panel.x.range, samples, [&](double x) {
        const double log_p = math::mixture_log_density(r.p, x), log_q = r.model.log_density(x);
        return reverse(in) ? std::exp(log_q) * (log_q - log_p) : std::exp(log_p) * (log_p - log_q);
    });
    Band above = area_under("above", "adds", curve, {Role::Accent, 0, 0.3});
    Band below = area_under("below", "takes off", curve, series(0, 0.3));
    std::swap(below.low, below.high);
    double low = 0, high = 0;
    for (double& v : above.high) high = std::max(high, v = std::max(0.0, v));
    for (double& v : below.low) low = std::min(low, v = std::min(0.0, v));
    panel.add(std::move(above));
    panel.add(std::move(below));
    panel.y.range = Interval{-axis_end(std::max(0.1, -low)), axis_end(std::clamp(high, 0.1, 4.0))};
    panel.add(drawn(curve, {Role::Ink}, 1.4));
    return panel;
}

}  // namespace lossfield::viz::maximum_likelihood
