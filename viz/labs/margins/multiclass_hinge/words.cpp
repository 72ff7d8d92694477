// What the picture says, and how it is put together.
#include "viz/labs/margins/multiclass_hinge/multiclass_hinge.hpp"

namespace lossfield::viz::multiclass_hinge {
namespace {

std::string loss_words(const Inputs& in, const Computed& r) {
    if (in.loss == LossKind::CrammerSinger) {
        const double d = lead(r);
        const std::string where = d == 0  ? "it is level with the best other score"
                                  : d > 0 ? fmt::format("it leads by {}", told_from(d, 1, 3))
                                          : fmt::format("it lies {} behind", brief(-d, 3));
        return fmt::format(
            "Crammer–Singer asks the target to lead by 1: {}, and {}", where,
            met(r) ? "nothing pulls"
                   : fmt::format("score {} is pushed down as hard as the target is pulled up", r.rival + 1));
    }
    const std::size_t n = r.scores.size(), k = short_scores(r);
    if (k == 0) return "One against the rest has every score in its zone: nothing pulls";
    return fmt::format("One against the rest pulls at {} of {} scores, {}", k, n,
                       k == 1 ? "the one outside of its zone" : "those outside of their zones");
}

std::string decision_words(const Inputs& in, const Computed& r) {
    if (r.decided)
        return fmt::format("With the probabilities on the triangle its best scores decide for class {}{}.",
                           *r.decided + 1,
                           hardly_decided(in, r) ? ", by less than 0.001: they look alike" : "");
    if (equally_likely(in, r))
        return "With the probabilities on the triangle the likeliest classes are equal: a tie.";
    if (at_half(in, r))
        return "With the probabilities on the triangle no class has more than 1/2: some of its best scores "
               "tie.";
    return fmt::format(
        "With the probabilities on the triangle no class has more than 1/2: its best scores are all {}.",
        in.loss == LossKind::OneVsRest ? "−1" : "alike");
}

}  // namespace

std::string caption(const Inputs& in, const Computed& r) {
    return loss_words(in, r) + ". " + decision_words(in, r);
}

Notices notices(const Inputs& in, const Computed& r) {
    if (all_below_half(in, r))
        return {
            {"undecided", Severity::Failure,
             in.loss == LossKind::OneVsRest
                 ? "No class reaches a probability of 1/2: every class is rejected with the score −1, and "
                   "none "
                   "is chosen."
                 : "No class reaches a probability of 1/2: equal scores are best, and no class is chosen."}};
    if (at_half(in, r))
        return {{"at-half", Severity::Warning,
                 "The likeliest class has a probability of just 1/2: best scores with a tie are as good as "
                 "any."}};
    if (equally_likely(in, r))
        return {{"equal", Severity::Warning,
                 "The likeliest classes have the same probability, and so the same best score."}};
    return {};
}

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    figure.panels = {score_panel(in, r), shift_panel(in, r), triangle_panel(in, r), gradient_panel(in, r),
                     best_panel(in, r)};
    figure.lead = "scores";
    figure.readouts = {
        {"loss", "loss", "$L$", r.loss},
        {"gradient", "gradient by the scores", "$∂L/∂s$", r.gradient},
        {"ovr-loss", "one against the rest", "$L_{\\text{ovr}}$", r.ovr_loss},
        {"cs-loss", "Crammer–Singer", "$L_{\\text{cs}}$", r.cs_loss},
        {"lead", "lead of the target", "$s_c - \\text{max} s_j$", lead(r)},
        {"rival", "best other class", "", static_cast<double>(r.rival + 1), "", true},
        {"best", "best scores for $p$", "$s^*$", in.loss == LossKind::OneVsRest ? r.ovr_best : r.cs_best},
        {"least", "least expected loss", "$E$", r.least},
        {"decided", "decided class", "", r.decided ? fmt::format("class {}", *r.decided + 1) : "none"},
        {"gradient-check", "gradient against dual numbers", "", r.check}};
    figure.notices = notices(in, r);
    figure.caption = caption(in, r);
    figure.formulas = {ovr_formula, cs_formula};
    return figure;
}

}  // namespace lossfield::viz::multiclass_hinge
