// The picture put together, and what is under the pointer.
#include <algorithm>
#include <array>
#include <cmath>

#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

void leave_out(Figure& figure, const Inputs& in, const Computed& r) {
    std::vector<std::string>& hidden = figure.hidden;
    const auto show = [&](const std::string& id) {
        hidden.erase(std::remove(hidden.begin(), hidden.end(), id), hidden.end());
    };
    if (in.recorded()) {
        std::array<bool, math::optimizer_count> used{};
        used[number_of(in.recorded_by)] = r.recording->unfit.empty();
        hide_optimizer_parameters(figure, in, used);
    } else {
        for (const Binding& p : optimizer_parameters()) hidden.push_back(p.parameter.id);
        hidden.push_back("recorded-by");
    }
    for (const char* id : {"bias-correction", "beta1", "beta2", "epsilon"}) show(id);
    if (in.noisy()) show("seed");
    if (in.ravine()) show("adam-rate"), show("gd-rate");
    if (in.ravine() || in.recorded()) {
        hide_landscape_parameters(figure, in);
        if (in.ravine()) show("rotation");
        hidden.push_back("scale");
    } else {
        for (const Binding& b : landscape_parameters()) hidden.push_back(b.parameter.id);
        hidden.insert(hidden.end(), {"component", "start"});
    }
    if (!in.spike() && !in.change()) hidden.push_back("event");
    if (!in.spike()) hidden.push_back("silence");
    if (!in.change()) hidden.push_back("after");
    if (!in.noisy()) hidden.push_back("ratio");
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& view) {
    const std::size_t step = shown_step(r, view);
    Figure figure;
    figure.add(gradient_panel(in, r, step));
    figure.add(square_panel(in, r, step));
    figure.add(update_panel(in, r, step));
    figure.add(kernel_panel(in, r, step));
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
    figure.column_weights =
        r.ground ? std::vector<double>{1, 0.85, 0.72} : std::vector<double>{1.15, 0.6, 0.6};
    figure.row_weights = {1, 1, 1, 1, 1, 1, 0};  // the sheets take what their words need
    figure.playhead = Playhead{static_cast<long long>(r.last())};
    figure.readouts = readouts(in, r, step);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r, step);
    leave_out(figure, in, r);
    if (r.recording)
        for (std::size_t k = 0; k < math::optimizer_count; ++k)
            if (const auto why =
                    math::unfit(math::default_optimizer(k), r.ground->landscape, {in.start[0], in.start[1]}))
                figure.unfit.push_back({"recorded-by", math::facts(math::default_optimizer(k)).id, *why});
    return figure;
}

Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x, double y) {
    if (panel == "map" && r.ground) {
        const math::PlanePoint g = math::gradient(r.ground->landscape, {x, y});
        return {{"loss", "loss", "$f$", math::value(r.ground->landscape, {x, y}), ""},
                {"gradient", "gradient", "$∇f$", Vector{g.x, g.y}, ""}};
    }
    if (panel == "memory" && x >= 0.5 && x <= window_range.high) {
        const auto n = static_cast<std::uint64_t>(std::llround(x));
        return {{"steps-back", "steps back", "", static_cast<double>(n), "", true},
                {"mean-weight", "weight in m", "", math::memory_weight(in.beta1, n - 1), ""},
                {"square-weight", "weight in v", "", math::memory_weight(in.beta2, n - 1), ""}};
    }
    if (panel == "silence" && x >= 0 && x <= silence_range.high) {
        const auto t = static_cast<std::uint64_t>(std::llround(x)) + static_cast<std::uint64_t>(in.event);
        return {{"silence", "silent steps before", "", static_cast<double>(t - 1), "", true},
                {"corrected", "update, corrected", "", math::update_after_silence(in.adam(true), t), ""},
                {"plain", "update, not corrected", "", math::update_after_silence(in.adam(false), t), ""}};
    }
    if (panel == "histogram" && r.noise && x >= r.noise->low) {
        const auto bin = static_cast<std::size_t>((x - r.noise->low) / r.noise->width);
        if (bin >= r.noise->histogram.size()) return {};
        const double from = r.noise->low + static_cast<double>(bin) * r.noise->width;
        return {{"bin", "updates from", "", Vector{from, from + r.noise->width}, ""},
                {"share", "share of all", "", 100 * r.noise->histogram[bin], "%"}};
    }
    if (panel == "law" && x >= 0)
        return {{"theory", "root mean square", "", math::update_rms(in.beta1, x), ""}};
    const bool strip = panel == "gradients" || panel == "squares" || panel == "update";
    const double s = std::round(x);
    if ((!strip && panel != "root-mean-square") || !(s >= 1) || s > static_cast<double>(r.last())) return {};
    const auto i = static_cast<std::size_t>(s) - 1;
    Readout step{"step", "step", "$t$", static_cast<double>(in.silent()) + s, "", true};
    if (!strip)
        return {step,
                {"measured", "measured", "", r.noise->rms[i], ""},
                {"theory", "theory", "", r.noise->theory[i], ""}};
    return {step,
            {"g", "gradient", "$g$", r.trace.gradient[i], ""},
            {"mean", "mean", "$m$", r.trace.mean[i], ""},
            {"mean-square", "mean square", "$v$", r.trace.mean_square[i], ""},
            {"update", "update", "$u$", r.trace.update[i], ""}};
}

}  // namespace lossfield::viz::adam_anatomy
