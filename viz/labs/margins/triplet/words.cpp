// What the picture says: of the triplet or the clusters, of the batch, and of what goes wrong.
#include "viz/labs/margins/triplet/triplet.hpp"

namespace lossfield::viz::triplet {
namespace {

std::string beside(double value, double other) { return told_from(value, other, 3); }

std::string triplet_words(const Inputs& in, const One& r) {
    const double ap = r.triplet.to_positive, an = r.triplet.to_negative, end = ap + in.margin;
    const std::vector<std::string> told = told_apart({ap, an, end}, 3);
    if (tied(r) && r.triplet.zone != math::TripletZone::Easy)
        return fmt::format(
            "The negative is as far from the anchor as the positive, $d$ = {}: the loss is the margin, {}.",
            brief(ap, 3), brief(in.margin, 3));
    switch (r.triplet.zone) {
        case math::TripletZone::Easy:
            return fmt::format(
                "The negative is easy: $d(a,n)$ = {} is not below $d(a,p) + m$ = {}, so that the loss is 0 "
                "and nothing moves.",
                beside(an, end), beside(end, an));
        case math::TripletZone::SemiHard:
            return fmt::format(
                "The negative is semi-hard: $d(a,n)$ = {} is above $d(a,p)$ = {}, but below $d(a,p) + m$ = "
                "{}; "
                "the loss {} is below $m$ = {}.",
                told[1], told[0], told[2], beside(r.triplet.value, in.margin),
                beside(in.margin, r.triplet.value));
        case math::TripletZone::Hard:
            return fmt::format(
                "The negative is hard: $d(a,n)$ = {} is not above $d(a,p)$ = {}, and the loss {} is not "
                "below $m$ = {}.",
                beside(an, ap), beside(ap, an), beside(r.triplet.value, in.margin),
                beside(in.margin, r.triplet.value));
    }
    return "";
}

std::string cluster_words(const Inputs& in, const One& r) {
    const std::size_t n = r.clusters.active.size(), out = outside(r);
    if (without_circle(r))
        return fmt::format("The nearest negative is {} the centre $c$: there is no circle to be in, and {}.",
                           negative_at_centre(in, r) ? "at" : "within $√m$ of",
                           out == 0 ? fmt::format("with all {} positives at the centre the loss is 0", n)
                           : out == n
                               ? fmt::format("all {} positives are active", n)
                               : fmt::format("all {} positives but those at the centre are active", n));
    const std::string radius = brief(std::sqrt(r.clusters.radius_square), 3);
    if (out == 0)
        return fmt::format(
            "None of the {} positives lies outside of the circle of radius {} about their centre: the "
            "loss is 0.",
            n, radius);
    return fmt::format(
        "{} of {} positives lie{} outside of the circle of radius {} about their centre: the loss is {}.",
        out, n, out == 1 ? "s" : "", radius, brief(r.clusters.value, 3));
}

// Told from 100 where it is less.
std::string percent(double share) { return told_from(100 * share, 100, 3) + " %"; }

}  // namespace

Vector sum_of_gradients(const One& r) {
    Vector sum(2, 0.0);
    double size = 0;
    for (const Vector* g : {&r.clusters.by_positives, &r.clusters.by_negatives})
        for (std::size_t i = 0; i < g->size(); ++i) sum[i % 2] += (*g)[i], size += std::abs((*g)[i]);
    // What rounding leaves of terms that cancel.
    for (double& s : sum)
        if (std::abs(s) <= 1e-13 * size) s = 0;
    return sum;
}

std::string one_caption(const Inputs& in, const One& r) {
    std::string text = in.clusters() ? cluster_words(in, r) : triplet_words(in, r);
    if (blind(r))
        text += in.clusters()
                    ? fmt::format(
                          " The triplet ($a$, $p$, $n$) sees nothing of it; with $p$ as the anchor its loss "
                          "is {}.",
                          brief(r.swapped.value, 3))
                    : fmt::format(
                          " Yet $n$ is nearer to $p$ than $a$ is: with $p$ as the anchor the loss is {}, as "
                          "coupled clusters {}.",
                          brief(r.swapped.value, 3), brief(r.clusters.value, 3));
    if (const std::size_t driven = in.clusters() ? driven_out(in, r) : 0; driven > 0)
        text += fmt::format(
            " The force on {} of them points away from $c$: together they move the centre off the negative.",
            driven);
    if (in.clusters() && in.centre == math::CentreGradient::Constant && r.clusters.value > 0) {
        const Vector sum = sum_of_gradients(r);
        text += fmt::format(
            " With the centre as a constant the forces sum to a length of {}, with the mean to 0.",
            brief(std::hypot(sum[0], sum[1]), 2));
    }
    return text;
}

std::string batch_caption(const Inputs& in, const Batch& r, std::size_t step) {
    if (!has_triplets(r))
        return one_class(r) ? "A batch of one class has no triplet."
                            : "A batch without two points of one class has no triplet.";
    // A run that has left may have fewer steps.
    const auto at = [&](Mining m) {
        const auto& all = r.of(m).measures;
        return step < all.size()         ? percent(all[step].share)
               : breaks_off(r.of(m).end) ? fmt::format("ended at step {}", all.size() - 1)
                                         : fmt::format("left at step {}", all.size() - 1);
    };
    std::string others;
    for (const Mining m : minings)
        if (m != in.mining)
            others += fmt::format("{}{} {}", others.empty() ? "" : ", ", mining_name(m), at(m));
    return fmt::format("After {} {} of all {} triplets are active under {} mining (at first {}); {}.",
                       counted(std::to_string(step), "step"), at(in.mining), r.triplets,
                       mining_name(in.mining), percent(r.of(in.mining).measures.front().share), others);
}

Notices one_notices(const Inputs& in, const One& r) {
    if (stuck(in, r))
        return {
            {"stuck", Severity::Warning,
             fmt::format("The loss is {}, yet no point has a force: no gradient parts points at one place.",
                         brief(value_of(in, r), 3))}};
    if (without_direction(in, r))
        return {{"no-direction", Severity::Info,
                 "A point lies on the anchor: its distance has no direction there, and 0 is taken for it."}};
    return {};
}

Notices batch_notices(const Inputs& in, const Batch& r) {
    Notices out;
    if (!has_triplets(r))
        out.push_back({"no-triplets", Severity::Warning,
                       "A triplet takes two points of one class and one of another."});
    for (const Mining m : minings)
        add_end(out, r.of(m).end, r.of(m).last(), mining_name(m),
                fmt::format("Under {} mining", mining_name(m)));
    if (begins_at_one_place(r))
        out.push_back(
            {"one-place", Severity::Warning,
             "All points begin at one place: every triplet has the loss $m$, and no gradient parts them."});
    if (stalled(in, r))
        out.push_back(
            {"stalled", Severity::Warning,
             fmt::format(
                 "At the run's end semi-hard mining finds no triplet: {} of all are active, every one of "
                 "them with its negative no farther than its positive, and left alone.",
                 percent(r.of(in.mining).at_end().share))});
    if (huddled(r, in.mining)) {
        const Measures& end = r.of(in.mining).at_end();
        out.push_back(
            {"huddled", Severity::Failure,
             fmt::format(
                 "Under {} mining all points have come near to one place at the run's end: they are {} "
                 "apart at most, {} at first, and {} of all triplets are active.",
                 mining_name(in.mining), brief(end.extent, 3),
                 brief(r.of(in.mining).measures.front().extent, 3), percent(end.share))});
    }
    if (collapsed(r, in.mining)) {
        const Measures& end = r.of(in.mining).at_end();
        std::string text = fmt::format(
            "Under {} mining all points have come to one place at the run's end: they are {} apart at most, "
            "{} "
            "at first, and the mean loss is {} with $m$ = {}.",
            mining_name(in.mining), brief(end.extent, 2), brief(r.of(in.mining).measures.front().extent, 3),
            brief(end.loss, 3), brief(in.margin, 3));
        if (in.mining != Mining::SemiHard && !collapsed(r, Mining::SemiHard) &&
            r.of(Mining::SemiHard).end != RunEnd::Diverged)
            text += fmt::format(" Under semi-hard mining they end {} apart.",
                                brief(r.of(Mining::SemiHard).at_end().extent, 3));
        out.push_back({"collapsed", Severity::Failure, std::move(text)});
    }
    return out;
}

}  // namespace lossfield::viz::triplet
