// What theory says and the run measures: the first update after a silence, the root mean square under noise.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr int law_samples = 160;
constexpr Colour theory_colour{Role::Ink, 0, 0.85};

}  // namespace

Panel silence_panel(const Inputs& in) {
    const auto after = [&](double silent, bool corrected) {
        const auto t =
            static_cast<std::uint64_t>(std::llround(silent)) + static_cast<std::uint64_t>(in.event);
        return math::update_after_silence(in.adam(corrected), t);
    };
    const Vector silent = each(evenly({0, std::asinh(silence_range.high)}, law_samples),
                               [](double s) { return std::min(std::sinh(s), silence_range.high); });
    const Vector corrected = each(silent, [&](double s) { return after(s, true); });
    const Vector plain = each(silent, [&](double s) { return after(s, false); });
    const double top = std::max({1.0, *std::max_element(corrected.begin(), corrected.end()),
                                 *std::max_element(plain.begin(), plain.end())});
    Panel panel{.id = "silence",
                .title = is_scale_free(in) ? "the spike's update" : "the spike's update were $ε$ 0",
                .cell = {3, 2, 3, 1}};
    panel.x = {.label = "silent steps before", .scale = ScaleKind::Symlog, .range = silence_range};
    panel.x.ticks = {{0, "0"}, {10, "10"}, {100, "100"}, {1000, "$10^3$"}, {1e4, "$10^4$"}, {1e5, "$10^5$"}};
    panel.y.range = Interval{0, round_range(ScaleKind::Linear, {0, 1.15 * top}).high};
    panel.add(horizontal_rule("one", 1, {Role::Muted}, Dash::Dotted));
    panel.add(curve("plain", "not corrected", silent, plain, {Role::Muted, 0, in.bias_correction ? 0.7 : 1},
                    1.5, Dash::Dashed));
    panel.add(
        curve("corrected", "corrected", silent, corrected, update_colour(in.bias_correction ? 1 : 0.4)));
    const double u = math::update_after_silence(in.adam(), in.event_number());
    panel.add(point("here", in.silence, u, update_colour(), PointShape::Disc, 9, readable(u, 3)));
    panel.add(Handle{"silence", "silent steps before those shown", static_cast<double>(in.silence), u,
                     MoveReal{"silence", Along::X}});
    return panel;
}

Panel rms_panel(const Inputs& in, const Computed& r, std::size_t step) {
    const math::NoiseMeasured& noise = *r.noise;
    const double top = holding(holding({0, 1}, noise.rms), noise.theory).high;
    Panel panel{.id = "root-mean-square", .title = "$u$ over 64 coordinates", .cell = {3, 1, 3, 1}};
    panel.x = {.label = "step $t$", .range = Interval{0, std::max(1.0, static_cast<double>(in.steps))}};
    panel.y = {.label = "root mean square", .range = Interval{0, 1.12 * top}};
    panel.add(curve("measured", "measured", noise.step, noise.rms, update_colour(), 1.6));
    panel.add(curve("theory", "theory", noise.step, noise.theory, theory_colour, 1.4, Dash::Dashed));
    panel.add(vertical_rule("now", static_cast<double>(step), {Role::Muted}, Dash::Dashed));
    return panel;
}

Panel histogram_panel(const Inputs& in, const Computed& r) {
    const math::NoiseMeasured& noise = *r.noise;
    Bars bars{.id = "updates", .colours = {update_colour(0.45)}, .width = 0.92 * noise.width};
    double top = 1e-3;
    for (std::size_t k = 0; k < noise.histogram.size(); ++k) {
        bars.position.push_back(noise.low + (static_cast<double>(k) + 0.5) * noise.width);
        bars.base.push_back(0);
        bars.value.push_back(100 * noise.histogram[k]);
        top = std::max(top, bars.value.back());
    }
    Panel panel{.id = "histogram", .cell = {0, 2, 3, 1}};
    panel.title = fmt::format("all updates $u$ from step {} on", noise.from);
    panel.x = {.label = "update $u$", .range = Interval{noise.low, -noise.low}};
    panel.y = {.label = "share, %", .range = Interval{0, 1.2 * top}};
    panel.add(std::move(bars));
    // The root mean square on both sides: measured, and as theory has it in the end.
    const double theory = math::update_rms(in.beta1, in.ratio);
    for (const double side : {-1.0, 1.0}) {
        const std::string where = side < 0 ? "-below" : "";
        if (std::isfinite(noise.measured))
            panel.add(vertical_rule("measured" + where, side * noise.measured, update_colour()));
        if (std::isfinite(theory))
            panel.add(vertical_rule("theory" + where, side * theory, theory_colour, Dash::Dashed));
    }
    panel.add(words_at("root-mean-square", {theory + 0.5 * noise.width, 1.12 * top},
                       in.ratio == 0 ? "$√((1-β_1)/(1+β_1))$" : "theory", Anchor::Left, {Role::Muted}, true));
    return panel;
}

Panel law_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "law", .title = "its law", .cell = {3, 2, 3, 1}};
    panel.x = {.label = "signal to noise $μ/σ$", .range = ratio_range};
    const bool measured = in.ratio <= ratio_range.high && std::isfinite(r.noise->measured);
    panel.y = {.label = "root mean square",
               .range = Interval{0, 1.12 * std::max(1.0, measured ? r.noise->measured : 0)}};
    const auto law = [&](double ratio) { return math::update_rms(in.beta1, ratio); };
    const Curve theory = drawn(sampled_curve("theory", "theory", ratio_range, law_samples, law),
                               theory_colour, 1.6, Dash::Dashed);
    // Far below what is measured its name would lie on the curve.
    const bool named = panel.y.range->high < 2;
    panel.add(horizontal_rule("floor", law(0), {Role::Muted}, Dash::Dotted, 1,
                              named ? "$√((1-β_1)/(1+β_1))$" : ""));
    panel.add(theory);
    if (measured)
        panel.add(PointSet{"measured", "measured", {in.ratio}, {r.noise->measured}, {update_colour()}});
    MoveAlong along{"ratio", theory.x, theory.y, theory.x};
    panel.add(
        Handle{"ratio", "signal-to-noise ratio", in.ratio, law(in.ratio), std::move(along), {Role::Ink}});
    return panel;
}

}  // namespace lossfield::viz::adam_anatomy
