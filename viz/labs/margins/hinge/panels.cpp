// Beside the plane: the losses and their slopes over the margin, with every point at its own; the best scores over the prior.
#include "viz/labs/margins/hinge/hinge.hpp"

namespace lossfield::viz::hinge {
namespace {

constexpr Interval margin_range{-3, 3}, loss_range{0, 4}, pull_range{-0.15, 3}, score_range{-3, 3};
constexpr int samples = 240;

Axis margin_axis() {
    Axis axis{.label = "margin $m = y s$", .range = margin_range};
    for (int m = -2; m <= 2; ++m)
        axis.ticks.push_back({static_cast<double>(m), true_minus(std::to_string(m))});
    return axis;
}

Curve of_loss(const Inputs& in, LossKind kind, Curve line) {
    const bool chosen = kind == in.loss;
    return drawn(std::move(line), loss_colour(kind, chosen ? 1 : 0.8), chosen ? 3 : 1.4);
}

// The chosen one last, above the others.
template <class Add>
void each_drawn(const Inputs& in, const Add& add) {
    for (const LossName& l : loss_names)
        if (l.kind != in.loss && drawn_loss(in, l.kind)) add(l);
    add(loss_names[static_cast<std::size_t>(in.loss)]);
}

// Nodes at all kinks, with the next numbers on either side: a jump between two of them is a gap, not a slope.
Curve over_margins(const Inputs& in, const LossName& l, const char* label, double sign,
                   double math::ScalarTerms::*of) {
    Vector m = evenly(margin_range, samples);
    for (const double at : {0.0, 1.0, 1 - in.width})
        m.insert(m.end(), {std::nextafter(at, -infinity), at, std::nextafter(at, infinity)});
    std::sort(m.begin(), m.end());
    Curve line{.id = l.id, .label = label};
    const math::MarginLoss loss = loss_of(in, l.kind);
    for (const double at : m) {
        if (!margin_range.contains(at)) continue;
        const double v = sign * (math::margin_terms(loss, at).*of);
        if (!line.x.empty() && at - line.x.back() < 1e-12 && std::abs(v - line.y.back()) > 0.5)
            line.x.push_back(at), line.y.push_back(nan);
        line.x.push_back(at), line.y.push_back(v);
    }
    return line;
}

// Every point at its margin, on the curve of the loss that is trained.
void add_points(Panel& panel, const Inputs& in, const Now& now, const std::function<double(double)>& height) {
    const std::vector<Colour> colours = point_colours(in);
    PointSet dots{.id = "points", .size = 6};
    for (std::size_t i = 0; i < now.margins.size(); ++i) {
        const double m = now.margins[i], y = height(m);
        if (!margin_range.contains(m) || !panel.y.range->contains(y)) continue;
        dots.x.push_back(m), dots.y.push_back(y), dots.colours.push_back(colours[i]);
    }
    if (!dots.x.empty()) panel.add(std::move(dots));
}

// The best scores of one loss over the prior; a range of them is an upright line, its infinite end stays out.
Curve best_curve(const Inputs& in, const LossName& l) {
    Curve line{.id = l.id};
    for (const double eta : evenly({0, 1}, samples)) {
        const math::BestScores best = math::best_scores(loss_of(in, l.kind), eta);
        for (const double s : {best.low, best.high}) {
            const double other = s == best.low ? best.high : best.low;
            line.x.push_back(eta), line.y.push_back(std::isfinite(s)       ? s
                                                    : std::isfinite(other) ? other
                                                                           : nan);
        }
    }
    return line;
}

}  // namespace

Colour loss_colour(LossKind kind, double opacity) {
    if (kind == LossKind::ZeroOne) return {Role::Ink, 0, opacity};
    // Not one of two colours that are near each other.
    return series(kind == LossKind::Perceptron ? 9 : 1 + static_cast<int>(kind), opacity);
}

Panel loss_panel(const Inputs& in, const Computed& /*r*/, const Now& now) {
    Panel panel{.id = "losses", .title = "loss against margin", .cell = {0, 1, 1, 1}};
    panel.x = margin_axis();
    panel.y = {.label = "loss $ℓ$", .range = loss_range};
    const math::ScalarTerms here = math::margin_terms(loss_of(in), in.margin);
    panel.add(vertical_rule("border", 1, {Role::Muted}, Dash::Dotted));
    each_drawn(in, [&](const LossName& l) {
        panel.add(of_loss(in, l.kind, over_margins(in, l, l.name, 1, &math::ScalarTerms::value)));
    });
    add_points(panel, in, now, [&](double m) { return math::margin_loss(loss_of(in), m); });
    const double reach = 0.8 / std::hypot(1.0, here.slope);
    panel.add(curve("tangent", "", {in.margin - reach, in.margin + reach},
                    {here.value - reach * here.slope, here.value + reach * here.slope}, {Role::Accent}, 2));
    panel.add(point("loss", in.margin, here.value, {Role::Accent}, PointShape::Ring, 12));
    panel.add(Handle{"margin", "margin", in.margin, here.value, MoveReal{"margin", Along::X}});
    return panel;
}

Panel pull_panel(const Inputs& in, const Computed& /*r*/, const Now& now) {
    Panel panel{.id = "pulls", .title = "its slope: how hard a point pulls", .cell = {0, 2, 1, 1}};
    panel.x = margin_axis();
    panel.y = {.label = "pull $-ℓ'$", .range = pull_range};
    const math::ScalarTerms here = math::margin_terms(loss_of(in), in.margin);
    panel.add(vertical_rule("border", 1, {Role::Muted}, Dash::Dotted));
    each_drawn(in, [&](const LossName& l) {
        panel.add(of_loss(in, l.kind, over_margins(in, l, "", -1, &math::ScalarTerms::slope)));
    });
    add_points(panel, in, now, [&](double m) { return -math::margin_slope(loss_of(in), m); });
    panel.add(vertical_rule("here", in.margin, {Role::Accent, 0, 0.6}));
    panel.add(point("pull", in.margin, -here.slope, {Role::Accent}, PointShape::Ring, 12));
    return panel;
}

Panel prior_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "prior", .title = "best score for a mixed label", .cell = {1, 2, 1, 1}};
    panel.x = {.label = "probability $η$ of $y$ = +1",
               .range = Interval{0, 1},
               .ticks = {{0, "0"}, {0.5, "0.5"}, {1, "1"}}};
    panel.y = {.label = "best score $s^*$", .range = score_range};
    panel.add(horizontal_rule("undecided", 0));
    panel.add(vertical_rule("half", 0.5, {Role::Muted}, Dash::Dotted));
    if (drawn_loss(in, LossKind::ZeroOne))
        panel.add(Polygon{
            .id = "zero-one",
            .label = "0-1 loss: any of its sign",
            .x = {{0.5, 1, 1, 0.5}, {0, 0.5, 0.5, 0}},
            .y = {{0, 0, score_range.high, score_range.high}, {score_range.low, score_range.low, 0, 0}},
            .fill = {Role::Ink, 0, in.loss == LossKind::ZeroOne ? 0.16 : 0.06},
            .stroke = {Role::Ink, 0, 0}});
    each_drawn(in, [&](const LossName& l) {
        if (l.kind != LossKind::ZeroOne) panel.add(of_loss(in, l.kind, best_curve(in, l)));
    });
    panel.add(vertical_rule("eta", in.eta, {Role::Accent, 0, 0.6}));
    double height = 0;
    if (in.loss != LossKind::ZeroOne && r.best.exists()) {
        const bool from = std::isfinite(r.best.low), to = std::isfinite(r.best.high);
        height = from && to ? 0.5 * (r.best.low + r.best.high) : from ? r.best.low : r.best.high;
        panel.add(point("best", in.eta, height, {Role::Accent}, PointShape::Ring, 12));
    }
    height = std::clamp(height, 0.9 * score_range.low, 0.9 * score_range.high);
    panel.add(Handle{"eta", "probability of the label +1", in.eta, height, MoveReal{"eta", Along::X}});
    return panel;
}

Readouts probe_loss(const Inputs& in, const Computed& /*r*/, double x, double /*y*/) {
    const math::ScalarTerms at = math::margin_terms(loss_of(in), x);
    return {{"loss", "loss", "$ℓ$", at.value}, {"slope", "slope", "$ℓ'$", at.slope}};
}

Readouts probe_prior(const Inputs& in, const Computed& /*r*/, double x, double /*y*/) {
    if (!(x >= 0 && x <= 1)) return {};
    const math::BestScores best = math::best_scores(loss_of(in), x);
    return {{"best-low", "least of the best scores", "$s^*$", best.low},
            {"best-high", "largest of the best scores", "$s^*$", best.high}};
}

}  // namespace lossfield::viz::hinge
