// The known density p, the model's, and what is between them: the samples with the density each gets, or the signed area
// whose sum is the divergence.
#include "math/likelihood/absolute_line.hpp"
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

constexpr int samples = 240, bins = 80;
constexpr std::size_t stand_in_count = 100;
constexpr double a_dot = 1.0 / 12;      // of the axis: no more is to be seen of a density that narrow
constexpr double a_needle = 1.0 / 400;  // of the hills of p: so narrow are samples that are a dot

double highest_of_p(const Computed& r, const Inputs& in) {
    return std::max(math::mixture_density(r.p, in.mean_1), math::mixture_density(r.p, in.mean_2));
}

Interval samples_of(const Inputs& in) {
    const auto [least, most] = std::minmax_element(in.data.begin(), in.data.end());
    return {*least, *most};
}

Interval shown_range(const Inputs& in, const Computed& r) {
    const Interval p = hills_of_p(in);
    if (!fits(in)) return round_range(ScaleKind::Linear, p);
    if (p_in_sight(in, r)) return round_range(ScaleKind::Linear, holding(p, in.data));
    const auto [low, high] = samples_of(in);
    const double air = high > low ? 0.15 * (high - low) : std::max(1.0, 1e-6 * std::abs(low));
    return round_range(ScaleKind::Linear, {low - air, high + air});
}

}  // namespace

Interval hills_of_p(const Inputs& in) {
    Interval x{1e300, -1e300};
    const auto hold = [&](double mean, double width) {
        x = holding(holding(x, mean - 3.2 * width), mean + 3.2 * width);
    };
    if (in.weight > 0) hold(in.mean_1, in.width_1);
    if (in.weight < 1) hold(in.mean_2, in.width_2);
    return x;
}

bool p_in_sight(const Inputs& in, const Computed& r) {
    if (!fits(in)) return true;
    const Interval p = hills_of_p(in), all = holding(p, in.data), own = samples_of(in);
    const bool needle = has_maximum(r) && own.length() < a_needle * p.length();
    return p.length() >= a_dot * all.length() && !needle;
}

namespace {

// The model at the most likely place; the density of a projection.
math::SampleModel best_model(const Computed& r) {
    return {r.model.kind, r.best.at[0], r.best.at[1], r.model.width};
}
double density(const math::ProjectedGaussian& q, double x) {
    return math::gaussian_density({q.mean, q.deviation}, x);
}

// How dense the samples lie in each of the equal parts of a range.
Vector histogram(const Inputs& in, const Interval& range) {
    Vector heights(bins, 0);
    const double one = 1 / (static_cast<double>(in.data.size()) * range.length() / bins);
    for (const double v : in.data) {
        const auto bin = static_cast<std::size_t>((v - range.low) / range.length() * bins);
        heights[std::min<std::size_t>(bin, bins - 1)] += one;
    }
    return heights;
}

void add_histogram(Panel& panel, const Inputs& in) {
    const Interval& range = *panel.x.range;
    const Vector heights = histogram(in, range), edges = evenly(range, bins);
    Band steps{.id = "histogram", .label = "histogram", .colour = series(0, 0.2)};
    for (std::size_t k = 0; k < heights.size(); ++k) {
        steps.x.insert(steps.x.end(), {edges[k], edges[k + 1]});
        steps.high.insert(steps.high.end(), 2, heights[k]);
    }
    steps.low.assign(steps.x.size(), 0);
    panel.add(std::move(steps));
}

// Room for a model that is steeper than p, within reason.
double top_of(const Inputs& in, const Computed& r) {
    const double highest = p_in_sight(in, r) ? highest_of_p(r, in)
                           : has_maximum(r)  ? best_model(r).highest()
                                             : 10 / shown_range(in, r).length();
    double wanted = r.model.highest();
    if (fits(in) && has_maximum(r)) wanted = std::max(wanted, best_model(r).highest());
    if (crowded(in)) {
        const Vector heights = histogram(in, shown_range(in, r));
        wanted = std::max(wanted, *std::max_element(heights.begin(), heights.end()));
    }
    for (const auto& q : r.seeking) wanted = std::max(wanted, density(q, q.mean));
    return round_range(ScaleKind::Linear, {0, 1.06 * std::clamp(wanted, highest, 2.2 * highest)}).high;
}

template <class Function>
void add_curve(Panel& panel, std::string id, std::string label, const Function& f, Colour colour,
               double width, Dash dash = Dash::Solid) {
    panel.add(drawn(sampled_curve(std::move(id), std::move(label), *panel.x.range, samples, f), colour, width,
                    dash));
}

// Every sample with the density that the model gives it: their product is the likelihood.
void add_samples(Panel& panel, const Inputs& in, const Computed& r, double rug) {
    Curve stems = curve("stems", "", {}, {}, {Role::Accent, 0, crowded(in) ? 0.25 : 0.55}, 1.2);
    const std::size_t n = in.data.size();
    const auto places = math::even_places(n, crowded(in) ? stand_in_count : n);
    const Vector some = math::at_places(in.data, places);
    const Vector tips = each(some, [&](double x) { return r.model.density(x); });
    for (const std::size_t k : places) {
        const double x = in.data[k], tip = r.model.density(x);
        stems.x.insert(stems.x.end(), {x, x, nan});
        stems.y.insert(stems.y.end(), {0, tip, nan});
        panel.add(Handle{fmt::format("sample-{}", k + 1), fmt::format("sample {}", k + 1), x, rug,
                         MoveEntry{"data", k, Along::X}, Colour{Role::Ink}});
    }
    panel.add(std::move(stems));
    panel.add(PointSet{"samples", "samples, $f(x_i)$", some, tips, {{Role::Accent}}, PointShape::Disc, 5});
    panel.add(PointSet{"data", "", some, Vector(tips.size(), rug), {{Role::Ink}}, PointShape::Disc, 6});
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

Panel density_panel(const Inputs& in, const Computed& r, Notices& notices) {
    const double top = top_of(in, r), rug = -0.07 * top;
    Panel panel{.id = "density",
                .title = fits(in)            ? "samples and densities"
                         : has_two_hills(in) ? "one Gaussian for two hills"
                                             : "one Gaussian for another"};
    panel.x = {.label = "$x$", .range = shown_range(in, r)};
    panel.y = {.label = "density", .range = Interval{fits(in) ? -0.14 * top : rug, top}};
    const auto of = [](const auto& q) { return [&q](double x) { return density(q, x); }; };
    const auto model = [&](double x) { return r.model.density(x); };
    const Curve p = sampled_curve("p", "", *panel.x.range, samples,
                                  [&](double x) { return math::mixture_density(r.p, x); });
    if (p_in_sight(in, r)) {
        panel.add(area_under("p-area", "$p$, known", p, {Role::Muted, 0, 0.22}));
        panel.add(drawn(p, {Role::Muted}, 1.4));
    }
    if (crowded(in)) {
        add_histogram(panel, in);
        notices.push_back(
            {"crowd", Severity::Info,
             fmt::format("{} samples: {} of them, evenly chosen, are drawn and can be dragged; the "
                         "histogram counts all.",
                         in.data.size(), stand_in_count)});
    }
    if (fits(in)) {
        const auto best = [q = best_model(r)](double x) { return q.density(x); };
        if (has_maximum(r)) add_curve(panel, "best", "most likely", best, series(0), 1.6, Dash::Dashed);
        add_centre(panel, "centre", "centre of the model", in, r, 0);
        if (r.model.kind == Kind::Means)
            add_centre(panel, "second-centre", "second mean of the model", in, r, 1);
        add_curve(panel, "model", "model $f$", model, {Role::Accent}, 2.4);
        add_samples(panel, in, r, rug);
        return panel;
    }
    const Dash forward = reverse(in) ? Dash::Dashed : Dash::Solid,
               backward = reverse(in) ? Dash::Solid : Dash::Dashed;
    add_curve(panel, "covering", "covers: least $KL(p‖q)$", of(r.covering), series(0), 1.8, forward);
    for (std::size_t k = 0; k < r.seeking.size(); ++k)
        add_curve(panel, fmt::format("seeking-{}", k + 1), k == 0 ? "seeks: least $KL(q‖p)$" : "",
                  of(r.seeking[k]), series(2, k == 0 ? 1 : 0.5), 1.8, backward);
    add_hill_handles(panel, "1", in.mean_1, in.width_1, in.weight, {0, 1});
    add_hill_handles(panel, "2", in.mean_2, in.width_2, 1 - in.weight, {1, 0});
    add_centre(panel, "centre", "mean of q", in, r, 0);
    add_curve(panel, "model", "$q$, dragged", model, {Role::Accent}, 2.4);
    return panel;
}

Panel integrand_panel(const Inputs& in, const Computed& r) {
    const char *integrand = reverse(in) ? "$q$ log $q/p$" : "$p$ log $p/q$",
               *divergence = reverse(in) ? "$KL(q‖p)$" : "$KL(p‖q)$";
    Panel panel{
        .id = "integrand", .x = {.label = "$x$", .range = shown_range(in, r)}, .y = {.label = integrand}};
    panel.title =
        fmt::format("{}: its area is {} = {}", integrand, divergence, readable(chosen_kl(in, r), 4));
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
