// The picture: loss and its slope against the gap, the probabilities beside their targets, mixup's label on the triangle and how
// its weight is drawn; the words.
#include "viz/fragments/simplex.hpp"
#include "viz/labs/classification/label_smoothing/label_smoothing.hpp"

namespace lossfield::viz::label_smoothing {
namespace {

constexpr int samples = 240;

std::size_t classes_of(const Inputs& in) { return static_cast<std::size_t>(in.classes); }

// Value or slope of the loss over the gap, of the hard label (no smoothing) or the smoothed one.
Curve along_gap(const Inputs& in, const char* id, const char* label, bool smoothed, double sign,
                double math::GapLoss::*of) {
    const double smoothing = smoothed ? in.smoothing : 0;
    return drawn(
        sampled_curve(id, label, gap_range, samples,
                      [&](double gap) { return sign * math::gap_loss(classes_of(in), smoothing, gap).*of; }),
        smoothed ? series(0) : Colour{Role::Muted}, 2.2, smoothed ? Dash::Solid : Dash::Dashed);
}

void add_gaps(Panel& panel, const Inputs& in, const Computed& r) {
    panel.add(vertical_rule("here", in.gap, {Role::Accent, 0, 0.6}));
    if (has_optimum(in))
        panel.add(vertical_rule("optimum", r.optimum, {Role::Ink, 0, 0.6}, Dash::Dashed, 1, "best gap"));
}

Panel gap_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "gap", .title = "loss against the gap of the right logit", .cell = {0, 0, 1, 1}};
    panel.x = {.label = "gap $g = z_c - z_k$", .range = gap_range};
    double top = 1.05 * math::gap_loss(classes_of(in), 0, gap_range.low).value;
    if (gap_range.contains(in.gap)) top = std::max(top, 1.05 * r.now.value);
    // Room below 0 for what the least loss is.
    panel.y = {.label = "loss $L$", .range = Interval{-0.16 * top, top}};
    add_gaps(panel, in, r);
    panel.add(along_gap(in, "cross-entropy", "hard label", false, 1, &math::GapLoss::value));
    panel.add(along_gap(in, "loss", "smoothed label", true, 1, &math::GapLoss::value));
    if (has_optimum(in))
        panel.add(point("least", r.optimum, r.least, {Role::Ink}, PointShape::Diamond, 9,
                        "$H(t)$ = " + brief(r.least, 3)));
    panel.add(point("now", in.gap, r.now.value, {Role::Accent}, PointShape::Ring, 12));
    panel.add(Handle{"gap", "gap of the right logit", in.gap, r.now.value, MoveReal{"gap", Along::X}});
    return panel;
}

Panel pull_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "pull", .title = "pull on the right logit: $t_c - p_c$", .cell = {1, 0, 1, 1}};
    panel.x = {.label = "gap $g$", .range = gap_range};
    panel.y = {.label = "$-dL/dg$", .range = Interval{-0.6, 1.05}};
    add_gaps(panel, in, r);
    panel.add(horizontal_rule("none", 0));
    panel.add(along_gap(in, "plain-pull", "", false, -1, &math::GapLoss::slope));
    panel.add(along_gap(in, "pull", "", true, -1, &math::GapLoss::slope));
    panel.add(point("now", in.gap, -r.now.slope, {Role::Accent}, PointShape::Ring, 12));
    return panel;
}

Panel bars_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "probabilities", .title = "probabilities and their target", .kind = PanelKind::Bars};
    panel.cell = {0, 1, 1, 1};
    panel.y = {.range = Interval{0, 1.1}, .ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}}};
    Bars p{.id = "p", .label = "prediction $p$", .colours = {series(0, 0.75)}, .width = 0.7};
    PointSet target{.id = "target", .label = "target $t$", .colours = {{Role::Ink}}};
    target.shape = PointShape::Diamond;
    for (int k = 1; k <= in.classes; ++k) {
        p.position.push_back(k), p.base.push_back(0), p.value.push_back(k == 1 ? r.now.right : r.now.other);
        target.x.push_back(k), target.y.push_back(k == 1 ? r.right : r.other);
        if (in.classes <= 10 || k % 5 == 0 || k == 1)
            panel.x.ticks.push_back({static_cast<double>(k), std::to_string(k)});
    }
    panel.add(std::move(p));
    panel.add(horizontal_rule("ceiling", r.right, {Role::Ink, 0, 0.6}, Dash::Dashed));
    panel.add(std::move(target));
    return panel;
}

Panel mixup_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "mixup", .kind = PanelKind::Simplex};
    panel.title = fmt::format("mixup: the loss against a blend of {}labels, $K$ = 3",
                              in.smoothing > 0 ? "smoothed " : "");
    panel.cell = {1, 1, 1, 2};
    panel.corners = {{"class 1", series(0)}, {"class 2", series(1)}, {"class 3", series(2)}};
    panel.colour_bar = ColourBar{.label = "loss $L$", .mark = "mixed-loss"};
    panel.add(Contours{.id = "mixed-loss", .field = r.field, .levels = {LevelRule::EqualArea, in.levels}});
    const math::PlanePoint target = math::to_plane(r.mixed), p = math::to_plane(r.p);
    panel.add(point("mixed-target", target, {Role::Ink}, PointShape::Diamond, 10, "$t$"));
    panel.add(
        point("prediction", p, {Role::Accent}, PointShape::Ring, 12, "$L$ = " + readable(r.mixed_loss, 3)));
    MoveAlong blend{"weight", {}, {}, evenly({0, 1}, 40)};
    for (const double weight : blend.value) add_to(blend, blended(in, weight));
    panel.add(handle_at("blend", "weight of the blend", target, std::move(blend), {Role::Ink},
                        HandleShape::Diamond));
    panel.add(handle_at("prediction", "prediction", p, MoveLogits{"logits", "", {0, 1, 2}}));
    return panel;
}

Panel weight_panel(const Inputs& in) {
    Panel panel{.id = "weights", .title = "how weights are drawn: Beta($α$, $α$)", .cell = {0, 2, 1, 1}};
    panel.x = {.label = "weight $λ$", .range = Interval{0, 1}};
    panel.y = {.label = "density", .range = Interval{0, 3.2}};
    panel.add(vertical_rule("weight", in.weight, {Role::Accent}));
    const auto density = [&](double weight) { return math::mixing_density(in.alpha, weight); };
    // Ever closer to the ends, where it may be infinite.
    Vector weights = evenly({0, 1}, samples);
    for (double end = 0.5 / samples; end > 1e-15 && density(end) < 1e3; end /= 2)
        weights.insert(weights.end(), {end, 1 - end});
    std::sort(weights.begin(), weights.end());
    panel.add(curve("density", "", weights, each(weights, density), series(3), 2.2));
    panel.add(Handle{"weight", "weight of the blend", in.weight, 1.6, MoveReal{"weight", Along::X}});
    return panel;
}

std::string caption(const Inputs& in, const Computed& r) {
    const std::string now = fmt::format("At $g$ = {} the right class has {} of a target of {}",
                                        readable(in.gap, 3), brief(r.now.right, 3), brief(r.right, 3));
    if (!has_optimum(in))
        return now + ": however far the logit goes, the loss goes on falling and the pull never turns round.";
    const std::string pull =
        at_rest(r) ? "neither pulls nor pushes the right logit"
                   : fmt::format("{} the right logit with {}", too_confident(r) ? "pulls down" : "pushes up",
                                 brief(std::abs(r.now.slope), 2));
    return fmt::format("{}: the loss {}. It is least at $g$ = {}, where the prediction is the target itself.",
                       now, pull, readable(r.optimum, 4));
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    figure.panels = {gap_panel(in, r), pull_panel(in, r), bars_panel(in, r), mixup_panel(in, r),
                     weight_panel(in)};
    figure.lead = "gap";
    figure.readouts = {
        {"loss", "loss", "$L$", r.now.value, "nats"},
        {"gradient", "slope by the gap", "$dL/dg = p_c - t_c$", r.now.slope},
        {"hard-loss", "loss of the hard label", "$-\\text{log} p_c$", r.plain.value, "nats"},
        {"right", "probability of the right class", "$p_c$", r.now.right},
        {"target", "its target", "$t_c$", r.right},
        {"optimum", "best gap", "$g^*$", r.optimum},
        {"least", "least loss, the target's entropy", "$H(t)$", r.least, "nats"},
        {"mixed-loss", "loss of the blend", "$L_{\\text{mix}}$", r.mixed_loss, "nats"},
        {"density", "density of the weight", "Beta", math::mixing_density(in.alpha, in.weight)}};
    if (!has_optimum(in))
        figure.notices.push_back(
            {"no-optimum", Severity::Warning,
             "Without smoothing no finite gap is best: the loss falls for ever, and training drives the "
             "logits apart."});
    figure.caption = caption(in, r);
    figure.formulas = {smoothing_formula};
    if (has_optimum(in)) {
        figure.formulas.emplace_back(optimum_formula);
        figure.slider_marks.push_back({"gap", {r.optimum, "best gap"}});
        figure.jumps.push_back(
            {"best", "$g^*$", "to the gap at which the loss is least", "gap", {{"gap", r.optimum}}});
    }
    return figure;
}

Readouts probe_gap(const Inputs& in, const Computed& /*r*/, double x, double /*y*/) {
    const math::GapLoss at = math::gap_loss(classes_of(in), in.smoothing, x);
    return {{"loss", "loss", "$L$", at.value},
            {"right", "probability of the right class", "$p_c$", at.right}};
}

Readouts probe_mixup(const Inputs& in, const Computed& /*r*/, double x, double y) {
    const auto b = inside_triangle(x, y);
    if (!b) return {};
    return {{"mixed-loss", "loss of the blend", "$L_{\\text{mix}}$", mixed_loss_at(in, *b)}};
}

}  // namespace lossfield::viz::label_smoothing
