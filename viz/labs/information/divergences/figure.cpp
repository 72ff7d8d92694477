// The divergences lab's whole picture: which panels, and the words and numbers under them.
#include "viz/fragments/outcomes.hpp"
#include "viz/labs/information/divergences/divergences.hpp"

namespace lossfield::viz::divergences {
namespace {

std::string listed(const std::vector<std::size_t>& outcomes) {
    std::string text;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        text += (i == 0 ? "" : i + 1 == outcomes.size() ? " and " : ", ") + std::to_string(outcomes[i] + 1);
    return (outcomes.size() == 1 ? "outcome " : "outcomes ") + text;
}

std::string simplex_caption(const Inputs& in, const Computed& r, bool forward_infinite,
                            bool reverse_infinite) {
    if (coincide(r)) return "p and q agree: every measure is 0 there, and only there.";
    const std::string forward = brief(r.value(Measure::KlForward), 3);
    if (forward_infinite)
        return fmt::format(
            "$KL(p‖q)$ has no finite price for what q rules out; the bounded measures do: $JS$ = {} "
            "nats, $TV$ = {}.",
            brief(r.value(Measure::Js), 3), brief(r.value(Measure::Tv), 3));
    if (reverse_infinite)
        return fmt::format(
            "One way KL is {} nats, the other way infinite: it charges for what the second distribution "
            "leaves out.",
            forward);
    const std::string both =
        directions_agree(r)
            ? fmt::format("For this pair both directions agree to six digits: $KL$ = {} nats. ", forward)
            : fmt::format("There and back differ: $KL(p‖q)$ = {}, $KL(q‖p)$ = {} nats. ", forward,
                          brief(r.value(Measure::KlReverse), 3));
    if (r.corners.size() < 3) return both + "Towards an end of the segment q leaves out one outcome of p.";
    if (!has_rim(in, r)) return both + "q gives nothing to the three outcomes shown.";
    return both + "On the rim through q every distribution is as far from p as q is, by the chosen measure.";
}

void simplex_figure(const Inputs& in, const Computed& r, Figure& figure) {
    figure.lead = "simplex";
    figure.panels = histogram_panels(in, r);
    const ReadoutValue gradient =
        has_gradient(in, r)
            ? ReadoutValue(math::divergence_gradient_q(find_family(in.contours)->kind, r.p, r.q))
            : "none: a kink";
    const double kl = r.value(Measure::KlForward);
    figure.readouts = {
        {"kl-forward", "Kullback-Leibler, p to q", "$KL(p‖q)$", kl, "nats"},
        {"kl-reverse", "Kullback-Leibler, q to p", "$KL(q‖p)$", r.value(Measure::KlReverse), "nats"},
        {"js", "Jensen-Shannon", "$JS$", r.value(Measure::Js), "nats"},
        {"tv", "total variation", "$TV$", r.value(Measure::Tv)},
        {"pinsker", "Pinsker's bound of TV", "Pinsker $√(KL/2)$", math::pinsker_bound(kl)},
        {"bretagnolle-huber", "Bretagnolle's and Huber's bound of TV", "$√(1 - e^{-KL})$",
         math::bretagnolle_huber_bound(kl)},
        {"squared-hellinger", "squared Hellinger distance", "Hellinger²", r.squared_hellinger},
        {"hellinger", "Hellinger distance", "Hellinger", r.value(Measure::Hellinger), "", false, true},
        {"chi-squared", "chi-squared", "$χ^2$", r.value(Measure::ChiSquared), "", false, true},
        {"euclidean", "Euclidean distance", "$‖p - q‖$", r.value(Measure::Euclidean), "", false, true},
        {"fisher-rao", "Fisher-Rao distance", "Fisher–Rao", r.value(Measure::FisherRao), "", false, true},
        {"w1", "transport over places 1, 2, ...", "$W_1$", r.w1, "", false, true},
        {"gradient", "gradient by q, unconstrained, of the drawn divergence", "$∂D/∂q$", gradient, "", false,
         r.p.size() > 4}};
    const auto by_q = ruled_out(r.q, r.p), by_p = ruled_out(r.p, r.q);
    if (overflows(r))
        figure.notices.push_back({"chi-squared-overflow", Severity::Warning,
                                  "$χ^2$ is finite, but larger than any double: q gives an outcome of p next "
                                  "to nothing. It is shown as +∞."});
    if (!by_q.empty())
        figure.notices.push_back(
            {"forward-infinite", Severity::Failure,
             fmt::format("$KL(p‖q)$ and $χ^2$ are +∞: q gives {} probability 0, p does not.", listed(by_q))});
    if (!by_p.empty())
        figure.notices.push_back(
            {"reverse-infinite", Severity::Warning,
             fmt::format("$KL(q‖p)$ is +∞: p gives {} probability 0, q does not.", listed(by_p))});
    figure.caption = simplex_caption(in, r, !by_q.empty(), !by_p.empty());
    figure.hidden = {"mean-p", "mean-q", "deviation-p", "deviation-q"};
    if (r.p.size() <= 3) figure.inactive.push_back("triangle");
    if (r.corners.size() < 3) figure.inactive.push_back("levels");
}

std::string gaussian_caption(const Computed& r, double apart) {
    const auto& [kl, reverse, w1, tv, js] = r.here;
    if (same_gaussian(r))
        return "The two Gaussians are one, and every measure is 0. While q slides off, KL grows as the "
               "square of the "
               "distance, $W_1$ as the distance, and $JS$ stops at log 2.";
    if (equally_wide(r))
        return fmt::format(
            "Means {} apart: $KL(p‖q)$ = {} nats grows as the square of the distance, $W_1$ = {} as the "
            "distance, $JS$ = {} nats stops at log 2 = 0.693.",
            brief(apart, 3), brief(kl.value, 3), brief(w1.value, 3), brief(js.value, 3));
    const std::string both = fmt::format("Of unequal width: $KL(p‖q)$ = {}, $KL(q‖p)$ = {} nats. ",
                                         brief(kl.value, 3), brief(reverse.value, 3));
    if (!narrow_costs_more(r)) return both + "The widths differ by so little that both numbers agree.";
    return both +
           "KL to the narrow one, which misses the flanks of the wide one, is the larger, wherever the means "
           "are.";
}

void gaussian_figure(const Inputs& in, const Computed& r, Figure& figure) {
    figure.lead = "values";
    figure.panels = gaussian_panels(in, r);
    const auto& [kl, reverse, w1, tv, js] = r.here;
    const math::Gaussian &p = r.gaussian_p, &q = r.gaussian_q;
    const double apart = std::abs(q.mean - p.mean);
    figure.readouts = {{"distance", "distance of the means", "$t$", apart},
                       {"kl-forward", "Kullback-Leibler, p to q", "$KL(p‖q)$", kl.value, "nats"},
                       {"kl-reverse", "Kullback-Leibler, q to p", "$KL(q‖p)$", reverse.value, "nats"},
                       {"js", "Jensen-Shannon", "$JS$", js.value, "nats"},
                       {"tv", "total variation", "$TV$", tv.value},
                       {"w1", "transport", "$W_1$", w1.value},
                       {"squared-hellinger", "squared Hellinger distance", "Hellinger²",
                        math::gaussian_squared_hellinger(p, q)},
                       {"kl-slope", "slope of KL by the mean of q", "$∂KL/∂µ_q$", kl.slope},
                       {"js-slope", "slope of JS by the mean of q", "$∂JS/∂µ_q$", js.slope},
                       {"w1-slope", "slope of W1 by the mean of q", "$∂W_1/∂µ_q$", w1.slope}};
    if (is_spent(js))
        figure.notices.push_back({"saturated", Severity::Warning,
                                  fmt::format("JS is {} nats below log 2 and its slope is {}: the two hardly "
                                              "overlap any more, and JS hardly "
                                              "tells which way q should go.",
                                              readable(std::log(2.0) - js.value, 2), readable(js.slope, 2))});
    figure.caption = gaussian_caption(r, apart);
    figure.hidden = {"p", "q", "contours", "overlay", "levels", "triangle"};
}

// What the measures say, or how steeply they do, with the mean of q at a place.
Readouts sliding(const Computed& r, double mean, double math::ValueAndSlope::*said) {
    const math::Gaussian &p = r.gaussian_p, q{mean, r.gaussian_q.deviation};
    return {{"mean", "mean of q", "$µ_q$", mean},
            {"kl", "Kullback-Leibler", "$KL(p‖q)$", math::gaussian_kl_slope(p, q).*said},
            {"js", "Jensen-Shannon", "$JS$", math::gaussian_js(p, q).*said},
            {"w1", "transport", "$W_1$", math::gaussian_w1(p, q).*said}};
}

}  // namespace

std::vector<std::string> formulas_of(const Inputs& in) {
    const auto of = [](Measure measure) { return family_formulas[static_cast<std::size_t>(measure)]; };
    if (in.view == Scene::Gaussians) return {gaussian_kl_formula, of(Measure::Js), transport_formula};
    std::vector<std::string> out{of(Measure::KlForward)};
    for (const Measure chosen : {in.contours, in.overlay})
        if (chosen != Measure::None && std::find(out.begin(), out.end(), of(chosen)) == out.end())
            out.emplace_back(of(chosen));
    if (std::find(out.begin(), out.end(), of(Measure::Tv)) == out.end()) out.emplace_back(of(Measure::Tv));
    out.emplace_back(pinsker_formula);
    return out;
}

std::vector<std::string> all_formulas() {
    std::vector<std::string> out(family_formulas.begin(), family_formulas.end());
    out.insert(out.end(), {pinsker_formula, gaussian_kl_formula, transport_formula});
    return out;
}

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    figure.formulas = formulas_of(in);
    if (in.view == Scene::Histograms)
        simplex_figure(in, r, figure);
    else
        gaussian_figure(in, r, figure);
    return figure;
}

Readouts probe_outcome(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const auto k = outcome_at(x, r.p.size());
    if (!k) return {};
    return {{"p", "probability by p", "$p$", r.p[*k]},
            {"q", "probability by q", "$q$", r.q[*k]},
            {"integrand", "its part of KL", "$p$ log $p/q$", r.integrand[*k], "nats"}};
}

Readouts probe_bounds(const Inputs& /*in*/, const Computed& /*r*/, double x, double /*y*/) {
    if (!(x >= 0)) return {};
    return {{"kl", "Kullback-Leibler", "$KL$", x, "nats"},
            {"pinsker", "Pinsker's bound", "Pinsker", math::pinsker_bound(x)},
            {"bretagnolle-huber", "Bretagnolle's and Huber's bound", "Bretagnolle–Huber",
             math::bretagnolle_huber_bound(x)}};
}

Readouts probe_simplex(const Inputs& in, const Computed& r, double x, double y) {
    const Family& family = *find_family(in.contours);
    if (r.corners.size() == 2) {
        if (x < 0 || x > 1) return {};
        const Vector q{1 - x, x};
        return {
            {"q", "q", "$q$", q},
            {"divergence", family.name, family.symbol, math::divergence(family.kind, r.p, q), family.unit}};
    }
    const auto b = inside_triangle(x, y);
    if (!b) return {};
    return {
        {"divergence", family.name, family.symbol, divergence_on_triangle(r, family.kind, *b), family.unit},
        {"q", "q of the shown outcomes", "$q$", shown_shares(r.shown_q.share, *b)}};
}

Readouts probe_line(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    const double lp = math::gaussian_log_density(r.gaussian_p, x),
                 lq = math::gaussian_log_density(r.gaussian_q, x);
    return {{"x", "place", "$x$", x},
            {"p", "density of p", "$p$", std::exp(lp)},
            {"q", "density of q", "$q$", std::exp(lq)},
            {"integrand", "integrand", "$p$ log $p/q$", std::exp(lp) * (lp - lq)}};
}

// The histograms' bars go by the same name and have nothing to say.
Readouts probe_values(const Inputs& in, const Computed& r, double x, double /*y*/) {
    if (in.view == Scene::Histograms) return {};
    return sliding(r, x, &math::ValueAndSlope::value);
}

Readouts probe_slopes(const Inputs& /*in*/, const Computed& r, double x, double /*y*/) {
    return sliding(r, x, &math::ValueAndSlope::slope);
}

}  // namespace lossfield::viz::divergences
