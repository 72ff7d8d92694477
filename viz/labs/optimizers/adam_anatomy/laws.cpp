// What theory says and the run measures: the first update after a silence, the root mean square under noise.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/fragments/named.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr int law_samples = 160;

Rule level(const char* id, double at, const std::string& text, const Colour& colour) {
    auto rule = named<Rule>(id);
    rule.at = at;
    rule.colour = colour;
    rule.dash = Dash::Dotted;
    rule.text = text;
    return rule;
}

PointSet point(const char* id, double x, double y, const Colour& colour, const std::string& text) {
    auto set = named<PointSet>(id);
    set.x = {x};
    set.y = {y};
    set.colours = {colour};
    set.size = 9;
    if (!text.empty()) set.texts = {text};
    return set;
}

}  // namespace

Panel silence_panel(const Inputs& in) {
    Panel panel{.id = "silence", .title = "the spike's update", .cell = {3, 2, 3, 1}};
    panel.x.label = "silent steps before";
    panel.x.scale = ScaleKind::Symlog;
    panel.x.range = silence_range;
    panel.x.ticks = {{0, "0"}, {10, "10"}, {100, "100"}, {1000, "$10^3$"}, {1e4, "$10^4$"}, {1e5, "$10^5$"}};
    auto corrected = named<Curve>("corrected", "corrected"), plain = named<Curve>("plain", "not corrected");
    const double end = std::asinh(silence_range.high);
    double top = 1;
    for (int i = 0; i <= law_samples; ++i) {
        const double silent = std::min(std::sinh(end * i / law_samples), silence_range.high);
        const auto t =
            static_cast<std::uint64_t>(std::llround(silent)) + static_cast<std::uint64_t>(in.event);
        corrected.x.push_back(silent), plain.x.push_back(silent);
        corrected.y.push_back(math::update_after_silence(in.adam(true), t));
        plain.y.push_back(math::update_after_silence(in.adam(false), t));
        top = std::max({top, corrected.y.back(), plain.y.back()});
    }
    panel.y.range = round_range(ScaleKind::Linear, {0, 1.15 * top});
    panel.y.range->low = 0;
    corrected.colour = update_colour(in.bias_correction ? 1 : 0.4);
    plain.colour = {Role::Muted, 0, in.bias_correction ? 0.7 : 1};
    plain.dash = Dash::Dashed;
    plain.width = 1.5;
    panel.add(level("one", 1, "", {Role::Muted}));
    panel.add(std::move(plain));
    panel.add(std::move(corrected));
    const auto t = in.silent() + static_cast<std::uint64_t>(in.event);
    const double u = math::update_after_silence(in.adam(), t);
    panel.add(point("here", in.silence, u, update_colour(), readable(u, 3)));
    panel.add(Handle{"silence", "silent steps before those shown", static_cast<double>(in.silence), u,
                     MoveReal{"silence", Along::X}});
    return panel;
}

Panel rms_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "root-mean-square", .title = "$u$ over 64 coordinates", .cell = {3, 1, 3, 1}};
    const NoiseMeasured& noise = *r.noise;
    panel.x.label = "step $t$";
    panel.y.label = "root mean square";
    panel.x.range = Interval{0, std::max(1.0, static_cast<double>(in.steps))};
    double top = 1;
    for (const Vector* list : {&noise.rms, &noise.theory})
        for (const double v : *list)
            if (std::isfinite(v)) top = std::max(top, v);
    panel.y.range = Interval{0, 1.12 * top};
    auto measured = named<Curve>("measured", "measured"), theory = named<Curve>("theory", "theory");
    measured.x = theory.x = noise.step;
    measured.y = noise.rms;
    theory.y = noise.theory;
    measured.colour = update_colour();
    measured.width = 1.6;
    theory.colour = {Role::Ink, 0, 0.85};
    theory.width = 1.4;
    theory.dash = Dash::Dashed;
    panel.add(std::move(measured));
    panel.add(std::move(theory));
    panel.add(Rule{.id = "now", .at = static_cast<double>(step), .vertical = true, .dash = Dash::Dashed});
    return panel;
}

Panel histogram_panel(const Inputs& in, const Computed& r) {
    const NoiseMeasured& noise = *r.noise;
    Panel panel{.id = "histogram",
                .title = fmt::format("all updates $u$ from step {} on", noise.from),
                .cell = {0, 2, 3, 1}};
    panel.x.label = "update $u$";
    panel.y.label = "share, %";
    panel.x.range = Interval{noise.low, -noise.low};
    auto bars = named<Bars>("updates");
    double top = 0;
    for (std::size_t k = 0; k < noise.histogram.size(); ++k) {
        bars.position.push_back(noise.low + (static_cast<double>(k) + 0.5) * noise.width);
        bars.base.push_back(0);
        bars.value.push_back(100 * noise.histogram[k]);
        top = std::max(top, bars.value.back());
    }
    bars.width = 0.92 * noise.width;
    bars.colours = {update_colour(0.45)};
    panel.y.range = Interval{0, 1.2 * std::max(top, 1e-3)};
    panel.add(std::move(bars));
    // The root mean square on both sides: measured, and as theory has it in the end.
    for (const double side : {-1.0, 1.0}) {
        Rule theory = level(side < 0 ? "theory-below" : "theory", side * math::update_rms(in.beta1, in.ratio),
                            "", {Role::Ink, 0, 0.85});
        theory.vertical = true;
        theory.dash = Dash::Dashed;
        Rule measured =
            level(side < 0 ? "measured-below" : "measured", side * noise.measured, "", update_colour());
        measured.vertical = true;
        measured.dash = Dash::Solid;
        for (Rule* rule : {&measured, &theory})
            if (std::isfinite(rule->at)) panel.add(std::move(*rule));
    }
    panel.add(TextMark{.id = "root-mean-square",
                       .x = math::update_rms(in.beta1, in.ratio) + 0.5 * noise.width,
                       .y = 1.12 * std::max(top, 1e-3),
                       .text = in.ratio == 0 ? "$√((1-β_1)/(1+β_1))$" : "theory",
                       .anchor = Anchor::Left,
                       .colour = {Role::Muted},
                       .optional = true});
    return panel;
}

Panel law_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "law", .title = "its law", .cell = {3, 2, 3, 1}};
    panel.x.label = "signal to noise $μ/σ$";
    panel.y.label = "root mean square";
    panel.x.range = ratio_range;
    panel.y.range = Interval{0, 1.12};
    auto curve = named<Curve>("theory", "theory");
    MoveAlong along{"ratio", {}, {}, {}};
    for (int i = 0; i <= law_samples; ++i) {
        const double ratio = std::lerp(ratio_range.low, ratio_range.high, 1.0 * i / law_samples);
        curve.x.push_back(ratio);
        curve.y.push_back(math::update_rms(in.beta1, ratio));
    }
    along.x = along.value = curve.x;
    along.y = curve.y;
    curve.colour = {Role::Ink, 0, 0.85};
    curve.dash = Dash::Dashed;
    curve.width = 1.6;
    const double floor = math::update_rms(in.beta1, 0);
    panel.add(level("floor", floor, "$√((1-β_1)/(1+β_1))$", {Role::Muted}));
    panel.add(std::move(curve));
    if (in.ratio <= ratio_range.high && std::isfinite(r.noise->measured)) {
        PointSet here = point("measured", in.ratio, r.noise->measured, update_colour(), "");
        here.label = "measured";
        here.size = 7;
        panel.add(std::move(here));
    }
    panel.add(Handle{"ratio",
                     "signal-to-noise ratio",
                     in.ratio,
                     math::update_rms(in.beta1, in.ratio),
                     std::move(along),
                     {Role::Ink}});
    return panel;
}

}  // namespace lossfield::viz::adam_anatomy
