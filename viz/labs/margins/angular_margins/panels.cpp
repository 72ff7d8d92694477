// Beside the plane: the right class's logit against its angle, the live feature's probabilities, the angles over the run.
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {
namespace {

using math::MarginKind;

constexpr int samples = 180;
constexpr double past_turn = 1e-6;  // degrees: the repair holds beyond the turn only
constexpr Interval turn_range{0, 180};

// g over degrees, of a part of them.
Curve factor_curve(const char* id, std::string label, const math::AngularMargin& a,
                   Interval part = turn_range) {
    return sampled_curve(id, std::move(label), part, samples, [&](double at) {
        return math::right_factor(a, std::min(at * radian, std::numbers::pi));
    });
}

Ticks degree_ticks(double step) {
    Ticks ticks;
    for (double at = 0; at <= 180; at += step) ticks.push_back({at, fmt::format("{}°", at)});
    return ticks;
}

struct Rival {
    const char* id;
    const char* name;
    MarginKind kind;
    int colour;
};
constexpr std::array rivals{Rival{"cosface", "CosFace", MarginKind::CosFace, 5},
                            Rival{"arcface", "ArcFace", MarginKind::ArcFace, 6},
                            Rival{"psi", "L-, A-Softmax", MarginKind::LSoftmax, 4}};

bool is_chosen(const Inputs& in, MarginKind kind) {
    return in.kind == kind || (math::has_psi(in.kind) && math::has_psi(kind));
}

// Where ArcFace's logit rises again, beside what the repair makes of it; which of the two is chosen is drawn in full.
void add_turn(Panel& panel, const Inputs& in, Colour colour, double width) {
    const double turn = 180 - degrees(in.arcface);
    if (!(turn < 180)) return;
    math::AngularMargin a = margin_of(in, MarginKind::ArcFace);
    const bool chosen = in.kind == MarginKind::ArcFace;
    const Colour rises = chosen && !in.repair ? Colour{Role::Warning} : colour;
    a.repair = false;
    panel.add(drawn(factor_curve("arcface-rises", chosen && !in.repair ? "rises again" : "", a, {turn, 180}),
                    rises, in.repair ? 1.2 : width, in.repair ? Dash::Dotted : Dash::Solid));
    a.repair = true;
    Curve repaired = factor_curve("arcface-repaired", "", a, {std::min(180.0, turn + past_turn), 180});
    panel.add(
        drawn(std::move(repaired), colour, in.repair ? width : 1.2, in.repair ? Dash::Solid : Dash::Dotted));
    if (chosen) panel.add(vertical_rule("turn", turn, {Role::Muted}, Dash::Dotted, 1, "$π - m$"));
}

MoveAlong along_curve(const Inputs& in, const Computed& r) {
    MoveAlong move{"angle", {}, {}, {}};
    const double own = in.angles[r.of_class];
    const double side = std::remainder(in.feature_angle - own, 360) < 0 ? -1 : 1;
    for (int i = 0; i <= 2 * samples; ++i) {
        const double theta = 180.0 * i / (2 * samples);
        move.x.push_back(theta);
        move.y.push_back(math::right_factor(r.margin, std::min(theta * radian, std::numbers::pi)));
        move.value.push_back(own + side * theta);
    }
    return move;
}

}  // namespace

Panel logit_panel(const Inputs& in, const Computed& r, const Shown& s) {
    Panel panel{.id = "logit", .title = "right class: what stands for its cosine", .cell = {0, 1, 1, 2}};
    panel.x = {.label = "angle to its direction $θ$", .range = turn_range, .ticks = degree_ticks(45)};
    const double least = math::right_factor(r.margin, std::numbers::pi);
    panel.y = {.label = "$g(θ)$",
               .range = Interval{std::min(-2.0, 1.12 * least), 1.15 - 0.08 * std::min(0.0, least)}};
    const bool plain = in.kind == MarginKind::Softmax || in.kind == MarginKind::NormalisedSoftmax;
    panel.add(drawn(factor_curve("cosine", "cos θ", {MarginKind::Softmax}), {plain ? Role::Ink : Role::Muted},
                    plain ? 3 : 1.4, plain ? Dash::Solid : Dash::Dashed));
    for (const Rival& rival : rivals) {
        const bool chosen = is_chosen(in, rival.kind);
        const double width = chosen ? 3 : 1.3;
        const Colour colour = series(rival.colour, chosen ? 1 : 0.8);
        const math::AngularMargin a = margin_of(in, rival.kind);
        const bool arcface = rival.kind == MarginKind::ArcFace;
        const double end = arcface ? std::max(0.0, 180 - degrees(in.arcface)) : 180;
        if (end > 0) panel.add(drawn(factor_curve(rival.id, rival.name, a, {0, end}), colour, width));
        if (arcface) add_turn(panel, in, colour, width);
        if (rival.kind != MarginKind::LSoftmax || in.multiple == 1) continue;
        PointSet breaks{.id = "breakpoints", .colours = {colour}, .size = chosen ? 6.0 : 4.0};
        for (int k = 1; k < in.multiple; ++k) {
            const double theta = std::numbers::pi * k / in.multiple;
            breaks.x.push_back(degrees(theta)), breaks.y.push_back(math::right_factor(a, theta));
        }
        panel.add(std::move(breaks));
    }
    const double theta = std::min(s.live.theta, std::numbers::pi);
    panel.add(vertical_rule("live-angle", degrees(theta), {Role::Accent, 0, 0.6}));
    panel.add(point("live-now", degrees(theta), math::right_factor(r.margin, theta), {Role::Accent},
                    PointShape::Ring, 12));
    const double start =
        std::min(std::numbers::pi,
                 math::angle_between_directions(in.feature_angle * radian, in.angles[r.of_class] * radian));
    panel.add(Handle{"live-logit", "angle of the live feature at the start", degrees(start),
                     math::right_factor(r.margin, start), along_curve(in, r)});
    return panel;
}

Panel probability_panel(const Inputs& in, const Computed& r, const Shown& s) {
    Panel panel{
        .id = "probabilities", .title = "live feature", .kind = PanelKind::Bars, .cell = {1, 1, 1, 1}};
    panel.y = {
        .label = "probability $p$", .range = Interval{0, 1.15}, .ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}}};
    Bars with{.id = "p", .label = "with margin", .width = 0.6};
    PointSet plain{
        .id = "p-plain", .label = "without", .colours = {{Role::Ink}}, .shape = PointShape::Diamond};
    for (std::size_t k = 0; k < classes_of(in); ++k) {
        const double at = static_cast<double>(k + 1);
        with.position.push_back(at), with.base.push_back(0),
            with.value.push_back(s.live.loss.probabilities[k]);
        with.colours.push_back(class_colour(k, 0.8));
        plain.x.push_back(at), plain.y.push_back(s.live.plain[k]);
        panel.x.ticks.push_back({at, fmt::format("{}{}", k + 1, k == r.of_class ? " (right)" : "")});
    }
    panel.x.label = "class";
    panel.add(std::move(with));
    panel.add(std::move(plain));
    return panel;
}

Panel spread_panel(const Inputs& /*in*/, const Computed& r, const Shown& s) {
    Vector within = r.plane->within, between = r.plane->between;
    for (Vector* v : {&within, &between})
        for (double& angle : *v) angle = degrees(angle);
    Panel panel = course_panel("spread", "angles between features", "degrees", within, s.step, series(7));
    panel.cell = {1, 2, 1, 1};
    panel.marks = {};
    panel.add(vertical_rule("now", static_cast<double>(s.step), {Role::Muted}, Dash::Dashed));
    add_course(panel, "within", "largest in a class", within, series(7));
    if (several_classes(s))
        add_course(panel, "between", "smallest between", between, {Role::Ink}, Dash::LongDashed);
    return panel;
}

Readouts probe_logit(const Inputs& in, const Computed& r, double x, double /*y*/) {
    if (!turn_range.contains(x)) return {};
    const double theta = std::min(x * radian, std::numbers::pi);
    Readouts out{{"theta", "angle", "$θ$", x, "°"},
                 {"g", "in place of the cosine", "$g(θ)$", math::right_factor(r.margin, theta)}};
    for (const Rival& rival : rivals)
        if (!is_chosen(in, rival.kind))
            out.push_back(
                {rival.id, rival.name, rival.name, math::right_factor(margin_of(in, rival.kind), theta)});
    return out;
}

}  // namespace lossfield::viz::angular_margins
