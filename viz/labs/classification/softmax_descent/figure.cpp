// The picture of the lab put together, and what is under the pointer.
#include "math/simplex/simplex.hpp"
#include "viz/labs/classification/softmax_descent/softmax_descent.hpp"

namespace lossfield::viz::softmax_descent {
namespace {

void mark_limits(Figure& figure, const Computed& r) {
    for (const Track& t : r.tracks) {
        const std::string rate = std::string(t.facts().id) + "-rate";
        if (std::isfinite(t.run.limit) && t.run.limit > 0)
            figure.slider_marks.push_back(
                {rate, {t.run.limit, std::string(t.facts().limit) + " (local)", true}});
        if (t.optimizer == number_of(OptimizerKind::GradientDescent))
            figure.slider_marks.push_back({rate, {2 / r.loss.highest_curvature(), "4T²"}});
    }
}

void leave_out(Figure& figure, const Inputs& in, const Computed& r) {
    const auto is_shown = [&](OptimizerKind kind) { return in.shown[number_of(kind)]; };
    const auto hide = [&](bool when, std::initializer_list<const char*> ids) {
        if (when) figure.hidden.insert(figure.hidden.end(), ids.begin(), ids.end());
    };
    hide(!is_shown(OptimizerKind::GradientDescent), {"gd-rate"});
    hide(!is_shown(OptimizerKind::Momentum), {"momentum-rate", "momentum"});
    hide(!is_shown(OptimizerKind::Nesterov), {"nesterov-rate", "nesterov-momentum"});
    hide(!is_shown(OptimizerKind::Adam), {"adam-rate", "beta1", "beta2", "epsilon", "bias-correction"});
    hide(!is_shown(OptimizerKind::NaturalGradient), {"natural-rate"});
    hide(in.noise == 0 || r.tracks.empty(), {"seed"});
    const auto fade = [&](bool when, std::initializer_list<const char*> ids) {
        if (when) figure.inactive.insert(figure.inactive.end(), ids.begin(), ids.end());
    };
    fade(r.tracks.empty(), {"steps", "noise"});
    fade(!in.field, {"direction"});
}

Readouts probe_plane(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const math::ThreeLogits z = math::logits_at({x, y}, math::mean_of(r.z)), p = r.loss.probabilities(z),
                            g = r.loss.gradient(z);
    return {{"loss", "loss", "$L$", r.loss.value(z)},
            {"z", "logits", "$z$", Vector{z[0], z[1], z[2]}},
            {"p", "probabilities", "$p$", Vector{p[0], p[1], p[2]}},
            {"gradient", "gradient", "$∂L/∂z$", Vector{g[0], g[1], g[2]}}};
}

Readouts probe_simplex(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const auto b = inside_triangle(x, y);
    if (!b) return {};
    return {{"loss", "loss", "$L$", r.loss.value_at({(*b)[0], (*b)[1], (*b)[2]})},
            {"p", "probabilities", "$p$", Vector{(*b)[0], (*b)[1], (*b)[2]}}};
}

Readouts probe_bars(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const auto k = outcome_at(x, 3);
    if (!k) return {};
    return {{"z", "logit", fmt::format("$z_{}$", *k + 1), r.z[*k]},
            {"p", "probability", fmt::format("$p_{}$", *k + 1), r.p[*k]},
            {"gradient", "gradient", fmt::format("$∂L/∂z_{}$", *k + 1), r.gradient[*k]}};
}

Readouts probe_loss(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const double t = std::round(x);
    if (!(t >= 0) || t > static_cast<double>(r.last_step)) return {};
    Readouts out{{"step", "step", "$t$", t}};
    for (const Track& track : r.tracks)
        if (t <= static_cast<double>(track.run.last()))
            out.push_back(
                {track.facts().id, track.facts().name, "", track.run.above[static_cast<std::size_t>(t)]});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.last_step);
    const auto step = static_cast<std::size_t>(view.shown_step(last));
    Figure figure;
    figure.add(plane_panel(in, r, view, step));
    figure.add(simplex_panel(in, r, view, step));
    figure.add(surface_panel(in, r, view, step));
    figure.add(logit_panel(in, r));
    figure.add(probability_panel(in, r));
    figure.add(loss_panel(in, r, step));
    figure.lead = "plane";
    figure.playhead = Playhead{last};
    figure.readouts = readouts(in, r, step);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r, step);
    figure.jumps = jumps(in, r);
    mark_limits(figure, r);
    leave_out(figure, in, r);
    return figure;
}

std::vector<ProbeOf<Inputs, Computed>> probes() {
    return {{"plane", probe_plane}, {"surface", probe_plane},      {"simplex", probe_simplex},
            {"logits", probe_bars}, {"probabilities", probe_bars}, {"loss", probe_loss}};
}

}  // namespace lossfield::viz::softmax_descent
