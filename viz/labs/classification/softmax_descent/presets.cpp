// The presets, as what they change of the defaults.
#include "viz/labs/classification/softmax_descent/softmax_descent.hpp"

namespace lossfield::viz::softmax_descent {

std::vector<PresetOf<Inputs>> presets() {
    using enum OptimizerKind;
    return {
        preset("ramp", "A ramp",
               "Far on the wrong side the loss is a ramp: the first steps of gradient descent are of one "
               "length; "
               "on the plain below they shrink.",
               [](Inputs& in) {
                   in.logits = {5.6, -4, 0}, in.rate_of(NaturalGradient) = 5e-4;
               }),
        preset("cold", "Cold: a cliff",
               "A low temperature makes the ramp a cliff and the bowl a plain; the rate's limit falls with "
               "$T^2$.",
               [](Inputs& in) {
                   in.temperature = 0.35, in.logits = {2, -0.5, 0.8};
                   in.rate_of(GradientDescent) = 0.1, in.rate_of(Momentum) = 0.03, in.rate_of(Adam) = 0.05;
                   in.rate_of(NaturalGradient) = 0.02;
               }),
        preset("margin", "With a margin",
               "The target's logit must lead by $m$ more: the contours move, and what was right is not right "
               "enough.",
               [](Inputs& in) {
                   in.margin = 3, in.logits = {-0.6, 2.2, -0.8};
               }),
        preset("soft-target", "Soft target",
               "All classes have a share: the minimum lies inside, and the natural path bends.",
               [](Inputs& in) {
                   in.target = {0.2, 0.6, 0.2}, in.logits = {2.4, -1.4, 1.6}, in.steps = 80;
                   in.rate_of(NaturalGradient) = 0.05;
               }),
        preset(
            "beyond-limit", "Rate beyond the limit",
            "Above $2/L$ at the minimum gradient descent hops across it and never settles.",
            [](Inputs& in) {
                in.target = {0.25, 0.5, 0.25}, in.temperature = 0.5, in.steps = 80;
                in.rate_of(GradientDescent) = 1.9;
                in.rate_of(Momentum) = 0.15, in.rate_of(Adam) = 0.1;
                in.rate_of(NaturalGradient) = 0.05, in.logits = {1.2, -0.8, 0.5};
            },
            failure),
        preset(
            "saturated", "Stuck by saturation",
            "The probabilities are saturated in the wrong corner: the logits walk for long before $p$ moves.",
            [](Inputs& in) {
                in.temperature = 0.25, in.logits = {4, -4, -0.5};
                in.rate_of(GradientDescent) = 0.003, in.rate_of(Momentum) = 0.001;
                in.rate_of(Adam) = 0.02, in.shown[number_of(NaturalGradient)] = false;
            },
            failure)};
}

}  // namespace lossfield::viz::softmax_descent
