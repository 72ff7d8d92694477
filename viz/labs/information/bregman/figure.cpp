// The picture of the Bregman lab put together, its words, and what is under the pointer.
#include "viz/labs/information/bregman/bregman.hpp"

namespace lossfield::viz::bregman {
namespace {

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (bends_down(in, r))
        out.push_back(
            {"not-convex", Severity::Warning,
             fmt::format("Not convex in q: beyond twice the mean, {}, E D(X, q) bends down (second "
                         "derivative {} at q), and descent from there slows down the farther it starts.",
                         brief(*r.bends_down_from, 4), brief(r.at_q.curvature, 2))});
    if (!gap_is_finite(r))
        out.push_back({"infinite-gap", Severity::Warning,
                       "D(p, q) is +∞: at 0 the generator or its tangent has no finite value."});
    else if (!mean_gap_is_finite(r))
        out.push_back(
            {"infinite-gap", Severity::Warning,
             has_least(r)
                 ? "The mean gap is +∞: one of the sample and q lies at 0, the other does not."
                 : "The mean gap is +∞ for every q: of the sample one lies at 0, another does not."});
    if (takes_two_shares(in))
        out.push_back({"two-shares", Severity::Info,
                       "Over the simplex $W$ weighs the first two shares; the third is what they leave."});
    if (!adds_up(r))
        out.push_back(
            {"infinite-divergence", Severity::Warning,
             fmt::format("A point lies on the boundary, where φ is infinitely steep: D(a, c) = {}, D(a, b) = "
                         "{}, D(b, c) = {}.",
                         brief(r.d.ac, 3), brief(r.d.ab, 3), brief(r.d.bc, 3))});
    return out;
}

std::string caption(const Inputs& in, const Computed& r) {
    if (r.printed_sum)
        return fmt::format(
            "On the simplex this is Kullback-Leibler, Σ $a$ log $a/c$ = {} nats. Cross-entropy less entropy, "
            "−Σ $a$ log $c$ + Σ $a$ log $a$, is the same; added to it, it counts KL twice.",
            brief(r.d.ac, 4));
    if (right_angle(r))
        return "At $b$ the product $⟨∇φ(b) - ∇φ(c), a - b⟩$ is 0, to a thousandth: in this sense the lines "
               "meet at a right angle, and "
               "the divergences add up as the squares of Pythagoras.";
    if (!has_least(r))
        return "Itakura-Saito is +∞ where one of both arguments is 0 and the other is not: for this sample "
               "the mean gap has "
               "no finite value, wherever the tangent touches.";
    if (r.bends_down_from)
        return fmt::format(
            "Every $D$ is convex in its first argument; in the second Itakura-Saito is not, beyond twice the "
            "mean, {}. Still the mean, {}, is the minimum.",
            brief(*r.bends_down_from, 4), brief(r.mean, 4));
    if (!adds_up(r))
        return in.generator == math::Generator::ItakuraSaito
                   ? "Where one of both arguments vanishes and the other does not, the gap has no end: −log "
                     "x is infinite at "
                     "the boundary."
                   : "Where the second argument vanishes and the first does not, the gap has no end: a "
                     "tangent on "
                     "the boundary is infinitely steep.";
    const std::string least = fmt::format(
        "Slide the tangent: the mean of the gaps is least at the sample's mean, {}, whatever the generator.",
        brief(r.mean, 3));
    if (one_mean(r) || !has_least_reverse(r)) return least;
    return fmt::format("{} With the arguments exchanged it is least at {}.", least, brief(r.dual_mean, 3));
}

Readouts readouts(const Computed& r) {
    Readouts list{
        {"gap", "divergence of p from q", "$D(p, q)$", r.gap},
        {"gap-back", "divergence of q from p", "$D(q, p)$", r.gap_back},
        {"gap-slopes", "derivatives of D(p, q) by p and q", "$∂D/∂(p, q)$", Vector{r.slope_p, r.slope_q}},
        {"mean", "mean of the sample", "$E X$", r.mean},
        {"mean-gap", "mean divergence of the sample from q", "$E D(X, q)$", r.at_q.value},
        {"least-mean-gap", "the same at the mean: its minimum over q", "$\\text{min}_q E D(X, q)$", r.least},
        {"excess", "divergence of the mean from q: what q has above the minimum", "$D(E X, q)$", r.excess},
        {"dual-mean", "where E D(q, X) is least", "$\\text{argmin}_q E D(q, X)$",
         has_least_reverse(r) ? ReadoutValue(r.dual_mean) : "none: it is +∞ everywhere"},
        {"d-ac", "divergence of a from c", "$D(a, c)$", r.d.ac},
        {"d-ab", "divergence of a from b", "$D(a, b)$", r.d.ab},
        {"d-bc", "divergence of b from c", "$D(b, c)$", r.d.bc},
        {"product", "gradients' difference times a - b", "$⟨∇φ(b)-∇φ(c), a-b⟩$", r.d.product},
        {"gradient-a", "gradient of D(a, c) by a", "$∇_a D(a, c)$", r.gradient_a, "", false, true},
        {"gradient-c", "gradient of D(a, c) by c", "$∇_c D(a, c)$", r.gradient_c, "", false, true}};
    if (r.printed_sum)
        list.push_back(
            {"printed-sum", "cross-entropy less entropy, plus KL: twice KL", "$2 KL$", *r.printed_sum});
    return list;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{
        .panels = {generator_panel(in, r), mean_panel(in, r), balls_panel(in, r), identity_panel(r)},
        .lead = "balls",
        .readouts = readouts(r),
        .notices = notices(in, r),
        .caption = caption(in, r)};
    figure.formulas = {divergence_formula, generator_formulas.at(static_cast<std::size_t>(in.generator)),
                       three_points_formula, mean_formula};
    if (in.generator != math::Generator::Quadratic) figure.hidden = {"weight-1", "weight-2", "coupling"};
    for (const std::string name : {"a", "b", "c"})
        figure.hidden.push_back(in.simplex() ? name : "share-" + name);
    if (in.field == Contoured::None) figure.inactive.push_back("levels");
    return figure;
}

Readouts probe_generator(const Inputs& in, const Computed& r, double x, double /*y*/) {
    if (x < 0 || x > domain_end) return {};
    return {{"phi", "generator", "$φ(x)$", generator_at(r, x)},
            {"gap", "gap over the tangent", "$D(x, q)$", math::bregman_term(r.phi, x, in.q)}};
}

Readouts probe_mean(const Inputs& in, const Computed& r, double x, double /*y*/) {
    if (x < 0 || x > domain_end) return {};
    return {{"mean-gap", "mean divergence from here", "$E D(X, x)$",
             math::mean_bregman(r.phi, in.sample, x).value},
            {"reverse", "mean divergence to here", "$E D(x, X)$",
             math::mean_bregman_reverse(r.phi, x, in.sample)}};
}

Readouts probe_balls(const Inputs& in, const Computed& r, double x, double y) {
    Vector at{x, y};
    if (in.simplex()) {
        const math::Barycentric b = math::to_barycentric({x, y});
        at.assign(b.begin(), b.end());
    }
    if (*std::min_element(at.begin(), at.end()) < 0) return {};
    const Vector c = in.point('c');
    return {{"from-c", "divergence from c", "$D(x, c)$", math::bregman(r.phi, at, c)},
            {"to-c", "divergence of c from here", "$D(c, x)$", math::bregman(r.phi, c, at)}};
}

}  // namespace lossfield::viz::bregman
