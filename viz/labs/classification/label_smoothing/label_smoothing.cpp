// Label smoothing: a target that keeps a little for every class has a finite best gap between the logits, and the loss turns up
// behind it; mixup blends two such targets on the simplex. Drag the gap, the prediction or the weight of the blend.
#include "viz/labs/classification/label_smoothing/label_smoothing.hpp"
#include "math/losses/cross_entropy.hpp"
#include "math/simplex/softmax.hpp"
#include "viz/fragments/simplex.hpp"

namespace lossfield::viz::label_smoothing {
namespace {

constexpr std::size_t subdivisions = 100;  // 5,151 nodes

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    const auto classes = static_cast<std::size_t>(in.classes);
    Computed r;
    r.now = math::gap_loss(classes, in.smoothing, in.gap);
    r.plain = math::gap_loss(classes, 0, in.gap);
    r.right = math::smoothed_right(classes, in.smoothing);
    r.other = math::smoothed_other(classes, in.smoothing);
    r.optimum = math::optimum_gap(classes, in.smoothing);
    r.least = math::least_smoothed_loss(classes, in.smoothing);
    r.mixed = blended(in, in.weight);
    const Vector p = math::softmax(in.logits);
    std::copy(p.begin(), p.end(), r.p.begin());
    r.mixed_loss = math::cross_entropy_loss(in.logits, 1, Vector(r.mixed.begin(), r.mixed.end()));
    r.field = sample_triangle(subdivisions, [&](const math::Barycentric& b) { return mixed_loss_at(in, b); });
    return r;
}

}  // namespace

bool has_optimum(const Inputs& in) { return in.smoothing > 0; }

bool too_confident(const Computed& r) { return r.now.slope > 0; }
bool at_rest(const Computed& r) { return r.now.slope == 0; }

math::Barycentric blended(const Inputs& in, double weight) {
    const double right = math::smoothed_right(3, in.smoothing), other = math::smoothed_other(3, in.smoothing);
    return {std::lerp(other, right, weight), std::lerp(right, other, weight), other};
}

double mixed_loss_at(const Inputs& in, const math::Barycentric& p) {
    const math::Barycentric t = blended(in, in.weight);
    double loss = 0;
    for (std::size_t k = 0; k < 3; ++k)
        if (t[k] > 0) loss -= t[k] * std::log(p[k]);
    return loss;
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "label-smoothing",
        .topic = "classification",
        .title = "Label smoothing",
        .formula = smoothing_formula,
        .formulas = {optimum_formula},
        .parameters =
            {real(&Inputs::smoothing, "smoothing",
                  {"Smoothing", "$ε$", "the share of the target that all classes have in common"},
                  {.soft = {0, 0.5}, .snaps = {{0.1, "0.1"}}}),
             whole(&Inputs::classes, "classes",
                   {"Classes", "$K$", "how many classes; the wrong ones have equal logits"},
                   {.soft = {2, 20}}),
             real(&Inputs::gap, "gap", {"Logit gap", "$g$", "how far the right logit lies above the others"},
                  {.soft = gap_range, .hard = {-100, 100}}),
             group<Inputs>(
                 "Mixup",
                 {real(&Inputs::weight, "weight",
                       {"Weight", "$λ$", "the share of the first of two blended examples, and of its label"},
                       {.soft = {0, 1}}),
                  real(&Inputs::alpha, "alpha",
                       {"Concentration", "$α$", "weights are drawn from Beta(α, α): small α hardly blends"},
                       {.soft = {0.1, 2}, .hard = {0.01, 100}, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
                  vector(&Inputs::logits, "logits",
                         {"Logits", "$z$", "of the prediction that is held against the blended label"},
                         {.soft = {-6, 6}, .hard = {-1000, 1000}, .min_length = 3, .max_length = 3})}),
             level_count_parameter(&Inputs::levels)},
        .presets = {preset("two-classes", "Two classes, ε = 0.02",
                           "A little smoothing is enough: the best gap is log 99 = 4.6.",
                           [](Inputs& in) { in.smoothing = 0.02, in.classes = 2, in.gap = 4.5951; }),
                    preset("over-confident", "Too sure",
                           "Beyond the best gap the gradient turns round and pulls the right logit down.",
                           [](Inputs& in) { in.gap = 9; }),
                    preset(
                        "strong", "Half for everybody",
                        "With ε = 0.5 and two classes even the best prediction is only three quarters sure.",
                        [](Inputs& in) { in.smoothing = 0.5, in.classes = 2, in.gap = 1; }),
                    preset("even-blend", "Half of each",
                           "Mixup's label lies halfway between the smoothed ones of classes 1 and 2, and so "
                           "does the best "
                           "prediction.",
                           [](Inputs& in) { in.weight = 0.5, in.alpha = 2, in.gap = 2; }),
                    preset(
                        "no-smoothing", "Without smoothing",
                        "No finite gap is best: the loss falls for ever, and training drives logits apart.",
                        [](Inputs& in) { in.smoothing = 0, in.gap = 8; }, failure)},
        .compute = compute,
        .draw = draw,
        .probes = {{"gap", probe_gap}, {"mixup", probe_mixup}},
    });
}

}  // namespace lossfield::viz::label_smoothing
