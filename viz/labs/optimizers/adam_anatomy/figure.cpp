// The picture put together, and what is under the pointer.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

void leave_out(Figure& figure, const Inputs& in, const Computed& r) {
    std::vector<std::string>& hidden = figure.hidden;
    const auto hide = [&](bool when, std::initializer_list<const char*> ids) {
        if (when) hidden.insert(hidden.end(), ids.begin(), ids.end());
    };
    const auto show = [&](bool when, std::initializer_list<const char*> ids) {
        for (const char* id : ids)
            if (when) hidden.erase(std::remove(hidden.begin(), hidden.end(), id), hidden.end());
    };
    std::array<bool, math::optimizer_count> used{};
    used[number_of(in.recorded_by)] = in.recorded() && r.recording->unfit.empty();
    if (in.recorded()) hide_optimizer_parameters(figure, in, used);
    if (!in.recorded())
        for (const Binding& p : optimizer_parameters()) hidden.push_back(p.parameter.id);
    hide(!in.recorded(), {"recorded-by"});
    show(true, {"bias-correction", "beta1", "beta2", "epsilon"});
    show(in.noisy(), {"seed"});
    show(in.ravine(), {"adam-rate", "gd-rate"});
    if (r.ground) hide_landscape_parameters(figure, in);
    if (!r.ground)
        for (const Binding& b : landscape_parameters()) hidden.push_back(b.parameter.id);
    show(in.ravine(), {"rotation"});
    hide(r.ground.has_value(), {"scale"});
    hide(!r.ground, {"component", "start"});
    hide(!in.spike() && !in.change(), {"event"});
    hide(!in.spike(), {"silence"});
    hide(!in.change(), {"after"});
    hide(!in.noisy(), {"ratio"});
}

Readouts probe_memory(const Inputs& in, const Computed& /*r*/, double x, double /*y*/) {
    if (!(x >= 0.5 && x <= window_range.high)) return {};
    const auto n = static_cast<std::uint64_t>(std::llround(x));
    return {{"steps-back", "steps back", "", static_cast<double>(n), "", true},
            {"mean-weight", "weight in m", "", math::memory_weight(in.beta1, n - 1)},
            {"square-weight", "weight in v", "", math::memory_weight(in.beta2, n - 1)}};
}

Readouts probe_silence(const Inputs& in, const Computed& /*r*/, double x, double /*y*/) {
    if (!(x >= 0 && x <= silence_range.high)) return {};
    const auto t = static_cast<std::uint64_t>(std::llround(x)) + static_cast<std::uint64_t>(in.event);
    return {{"silence", "silent steps before", "", static_cast<double>(t - 1), "", true},
            {"corrected", "update, corrected", "", math::update_after_silence(in.adam(true), t)},
            {"plain", "update, not corrected", "", math::update_after_silence(in.adam(false), t)}};
}

Readouts probe_histogram(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    if (!r.noise || !(x >= r.noise->low)) return {};
    const auto bin = static_cast<std::size_t>((x - r.noise->low) / r.noise->width);
    if (bin >= r.noise->histogram.size()) return {};
    const double from = r.noise->low + static_cast<double>(bin) * r.noise->width;
    return {{"bin", "updates from", "", Vector{from, from + r.noise->width}},
            {"share", "share of all", "", 100 * r.noise->histogram[bin], "%"}};
}

// The numbers of the step under the pointer; none beyond the steps.
template <bool over_coordinates>
Readouts probe_step(const Inputs& in, const Computed& r, double x, double /*y*/) {
    const double s = std::round(x);
    if (!(s >= 1) || s > static_cast<double>(r.last())) return {};
    const auto i = static_cast<std::size_t>(s) - 1;
    Readouts out{{"step", "step", "$t$", static_cast<double>(in.silent()) + s, "", true}};
    if (over_coordinates)
        out.append(
            {{"measured", "measured", "", r.noise->rms[i]}, {"theory", "theory", "", r.noise->theory[i]}});
    else
        out.append({{"g", "gradient", "$g$", r.trace.gradient[i]},
                    {"mean", "mean", "$m$", r.trace.mean[i]},
                    {"mean-square", "mean square", "$v$", r.trace.mean_square[i]},
                    {"update", "update", "$u$", r.trace.update[i]}});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const auto last = static_cast<long long>(r.last());
    const auto step = static_cast<std::size_t>(view.shown_step(last));
    Figure figure{.lead = "update",
                  .readouts = readouts(in, r, step),
                  .notices = notices(in, r),
                  .caption = caption(in, r, step),
                  .formulas = {means_formula, in.bias_correction ? corrected_formula : uncorrected_formula},
                  .playhead = Playhead{last}};
    if (r.ground) figure.lead = "map";
    for (auto panel : {gradient_panel, square_panel, update_panel, kernel_panel})
        figure.add(panel(in, r, step));
    if (r.ground) {
        figure.add(map_panel(in, r, step));
        figure.add(r.ravine ? turn_panel(in, r, step) : ratio_panel(in, r, step));
    } else if (r.noise) {
        figure.add(histogram_panel(in, r));
        figure.add(rms_panel(in, r, step));
        figure.add(law_panel(in, r));
    } else {
        figure.add(ratio_panel(in, r, step));
        if (in.spike()) figure.add(silence_panel(in));
    }
    figure.add(sheets_panel(in, r, step));
    leave_out(figure, in, r);
    if (r.recording)
        for (std::size_t k = 0; k < math::optimizer_count; ++k)
            if (const auto why = math::unfit(math::default_optimizer(k), r.ground->landscape, in.from()))
                figure.unfit.push_back({"recorded-by", math::facts(math::default_optimizer(k)).id, *why});
    return figure;
}

std::vector<ProbeOf<Inputs, Computed>> probes() {
    const auto map = [](const Inputs& /*in*/, const Computed& r, double x, double y) {
        return r.ground ? landscape_readouts(r.ground->landscape, x, y) : Readouts{};
    };
    const auto law = [](const Inputs& in, const Computed& /*r*/, double x, double /*y*/) -> Readouts {
        return x >= 0 ? Readouts{{"theory", "root mean square", "", math::update_rms(in.beta1, x)}}
                      : Readouts{};
    };
    return {{"map", map},
            {"memory", probe_memory},
            {"silence", probe_silence},
            {"histogram", probe_histogram},
            {"law", law},
            {"gradients", probe_step<false>},
            {"squares", probe_step<false>},
            {"update", probe_step<false>},
            {"root-mean-square", probe_step<true>}};
}

}  // namespace lossfield::viz::adam_anatomy
