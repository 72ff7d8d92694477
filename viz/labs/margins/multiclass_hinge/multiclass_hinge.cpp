// Hinges of many classes: what one against the rest and Crammer-Singer ask of the scores, and for which class their best scores decide.
// Drag a score into its zone, shift all scores at once, or drag the class probabilities over the triangle.
#include "viz/labs/margins/multiclass_hinge/multiclass_hinge.hpp"

#include "math/numerics/gradient_check.hpp"

namespace lossfield::viz::multiclass_hinge {
namespace {

double checked(const math::MulticlassHinge& loss, const Computed& r) {
    const auto value = [&](std::span<const math::Dual<double>> s) {
        return math::multiclass_hinge(loss, s, r.target);
    };
    return math::check_gradient(value, r.scores, r.gradient, Vector(r.scores.size(), 1e-6 * (1 + r.loss)))
        .worst;
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    for (const double s : in.scores) r.scores.push_back(s + in.shift);
    r.target = static_cast<std::size_t>(in.target - 1);
    r.rival = math::rival_of(std::span<const double>(r.scores), r.target);
    const math::MulticlassHinge ovr = one_vs_rest(in), cs{LossKind::CrammerSinger};
    r.ovr_loss = math::multiclass_hinge(ovr, r.scores, r.target);
    r.cs_loss = math::multiclass_hinge(cs, r.scores, r.target);
    r.ovr_gradient = math::multiclass_hinge_gradient(ovr, r.scores, r.target);
    r.cs_gradient = math::multiclass_hinge_gradient(cs, r.scores, r.target);
    r.p = as_distribution(in.probabilities, 3);
    const bool rest = in.loss == LossKind::OneVsRest;
    r.loss = rest ? r.ovr_loss : r.cs_loss, r.gradient = rest ? r.ovr_gradient : r.cs_gradient;
    r.ovr_best = math::best_scores(ovr, r.p), r.cs_best = math::best_scores(cs, r.p);
    r.least = math::least_expected_loss(loss_of(in), r.p);
    r.decided = math::decided_class(loss_of(in), r.p);
    r.check = checked(loss_of(in), r);
    return r;
}

std::optional<std::string> fault(const Inputs& in) {
    if (in.target <= static_cast<int>(in.scores.size())) return std::nullopt;
    return fmt::format("the target is class {}, but there are {} scores", in.target, in.scores.size());
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("lead", "A lead is enough",
               "The target leads by more than 1, so Crammer–Singer is content; one against the rest still "
               "asks the others "
               "to fall below −1.",
               [](Inputs& in) {
                   in.loss = LossKind::CrammerSinger, in.scores = {2.4, 1.1, 0.3};
               }),
        preset("zones", "Every score in its zone",
               "The target is above 1 and all others are below −1: nothing pulls any more, in either loss.",
               [](Inputs& in) {
                   in.scores = {1.4, -1.2, -1.9};
               }),
        preset("shifted", "All scores raised",
               "The same gaps, 1.5 higher: Crammer–Singer does not see it, one against the rest pays for "
               "every class.",
               [](Inputs& in) {
                   in.scores = {1.2, -1, 0}, in.shift = 1.5, in.loss = LossKind::CrammerSinger;
               }),
        preset("squared", "Squares decide",
               "With $q$ = 2 the best score is $2p_j - 1$: the likeliest class always has the largest one.",
               [](Inputs& in) {
                   in.power = 2, in.probabilities = {0.42, 0.33, 0.25};
               }),
        preset(
            "rejected", "All rejected",
            "No class has more than one half: one against the rest turns every class down, and none is "
            "chosen.",
            [](Inputs& in) {
                in.probabilities = {0.42, 0.33, 0.25};
            },
            failure),
        preset(
            "tie", "No lead for anybody",
            "With the same probabilities Crammer–Singer does best with equal scores: a tie as well.",
            [](Inputs& in) {
                in.loss = LossKind::CrammerSinger, in.probabilities = {0.42, 0.33, 0.25};
            },
            failure)};
}

}  // namespace

math::MulticlassHinge one_vs_rest(const Inputs& in) { return {LossKind::OneVsRest, in.power}; }
math::MulticlassHinge loss_of(const Inputs& in) { return {in.loss, in.power}; }

double loss_at_shift(const math::MulticlassHinge& loss, const Inputs& in, double shift) {
    return math::multiclass_hinge(loss, each(in.scores, [&](double s) { return s + shift; }),
                                  static_cast<std::size_t>(in.target - 1));
}

bool met(const Computed& r) { return r.loss == 0; }

std::size_t short_scores(const Computed& r) {
    std::size_t count = 0;
    for (std::size_t j = 0; j < r.scores.size(); ++j) count += (j == r.target ? 1.0 : -1.0) * r.scores[j] < 1;
    return count;
}

double lead(const Computed& r) { return r.scores[r.target] - r.scores[r.rival]; }

bool hardly_decided(const Inputs& in, const Computed& r) {
    if (!r.decided) return false;
    Vector best = in.loss == LossKind::OneVsRest ? r.ovr_best : r.cs_best;
    std::sort(best.begin(), best.end(), std::greater<>());
    return best[0] - best[1] < 0.001;
}

bool needs_half(const Inputs& in) { return in.loss == LossKind::CrammerSinger || in.power == 1; }

bool all_below_half(const Inputs& in, const Computed& r) {
    return !r.decided && needs_half(in) && *std::max_element(r.p.begin(), r.p.end()) < 0.5;
}
bool at_half(const Inputs& in, const Computed& r) {
    return !r.decided && needs_half(in) && !all_below_half(in, r);
}
bool equally_likely(const Inputs& in, const Computed& r) { return !r.decided && !needs_half(in); }

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "multiclass-hinge",
        .topic = "margins",
        .title = "Hinges of many classes",
        .formula = ovr_formula,
        .formulas = {cs_formula},
        .parameters = {choice(&Inputs::loss, "loss",
                              {"Loss", "", "whose zones, pulls and decisions are shown"},
                              {{LossKind::OneVsRest, "one-vs-rest", "one against the rest"},
                               {LossKind::CrammerSinger, "crammer-singer", "Crammer–Singer"}}),
                       real(&Inputs::power, "power",
                            {"Power", "$q$", "of one against the rest: 1 is the hinge, 2 the squared hinge"},
                            {.soft = {1, 2}, .hard = {1, 4}, .snaps = {{1, "1"}, {2, "2"}}}),
                       vector(&Inputs::scores, "scores", {"Scores", "$s$", "of 2 to 6 classes"},
                              {.soft = {-3, 3}, .hard = {-100, 100}, .min_length = 2, .max_length = 6}),
                       whole(&Inputs::target, "target", {"Target", "$c$", "the class that is right"},
                             {.soft = {1, 6}}),
                       real(&Inputs::shift, "shift", {"Shift", "$a$", "added to all scores at once"},
                            {.soft = {-3, 3}, .hard = {-100, 100}, .snaps = {{0, "0"}}}),
                       vector(&Inputs::probabilities, "probabilities",
                              {"Class probabilities", "$p$",
                               "how probable each of three classes is where one score must serve all"},
                              {.soft = {0, 1}, .min_length = 3, .max_length = 3, .distribution = true})},
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"shift", probe_shift}, {"triangle", probe_triangle}},
        .check = fault,
    });
}

}  // namespace lossfield::viz::multiclass_hinge
