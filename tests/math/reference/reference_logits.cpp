#include "math/losses/cross_entropy.hpp"
#include "math/losses/logit_losses.hpp"
#include "math/simplex/softmax.hpp"
#include "tests/math/reference/reference_functions.hpp"

namespace lossfield::tests {
namespace {

double temperature(const Json& inputs) {
    return inputs.contains("temperature") ? inputs.at("temperature").get<double>() : 1.0;
}

// `targets` is a probability vector, `target` a class index.
Answer softmax_cross_entropy(const Json& inputs) {
    const Vector z = numbers(inputs, "logits");
    const Vector y = inputs.contains("targets")
                         ? numbers(inputs, "targets")
                         : math::one_hot(inputs.at("target").get<std::size_t>(), z.size());
    const auto result = math::cross_entropy(z, temperature(inputs), y);
    return {result.loss, {{"logits", result.gradient}}};
}

Answer logit_loss(const Json& inputs, const math::LogitLoss& loss) {
    const auto result = math::logit_loss_and_gradient(loss, numbers(inputs, "logits"), temperature(inputs),
                                                      inputs.at("target").get<std::size_t>());
    return {result.loss, {{"logits", result.gradient}}};
}

// Cross-entropy against a target mixed of two classes: lambda of the first.
Answer mixup_cross_entropy(const Json& inputs) {
    const Vector z = numbers(inputs, "logits");
    const double lambda = inputs.at("lambda").get<double>();
    Vector y(z.size(), 0.0);
    y.at(inputs.at("target_a").get<std::size_t>()) += lambda;
    y.at(inputs.at("target_b").get<std::size_t>()) += 1.0 - lambda;
    const auto result = math::cross_entropy(z, temperature(inputs), y);
    return {result.loss, {{"logits", result.gradient}}};
}

}  // namespace

Functions logit_functions() {
    return {
        {"cross_entropy_soft_targets", softmax_cross_entropy},
        {"gamma_ce",
         [](const Json& in) {
             return logit_loss(in, {math::LogitLossKind::GammaCrossEntropy, in.at("gamma").get<double>()});
         }},
        {"label_smoothing_ce",
         [](const Json& in) {
             return logit_loss(in, {math::LogitLossKind::LabelSmoothed, 0, 0, in.at("eps").get<double>()});
         }},
        {"mixup_ce", mixup_cross_entropy},
        {"softmax_ce_fused", softmax_cross_entropy},
        {"tau_logsumexp",
         [](const Json& in) {
             const Vector x = numbers(in, "x");
             const double tau = in.at("tau").get<double>();
             return Answer{math::log_sum_exp(x, tau), {{"x", math::softmax(x, tau)}}};
         }},
    };
}

}  // namespace lossfield::tests
