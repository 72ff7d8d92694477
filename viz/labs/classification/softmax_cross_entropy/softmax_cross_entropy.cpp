// Softmax with temperature and the cross-entropy that belongs to it: drag logits, target or the point on the simplex, and
// probabilities, gradient, loss and field follow.
#include "viz/labs/classification/softmax_cross_entropy/softmax_cross_entropy.hpp"
#include "viz/fragments/contour_levels.hpp"
#include "viz/fragments/outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "math/information/information.hpp"
#include "math/losses/cross_entropy.hpp"
#include "math/simplex/softmax.hpp"
#include "viz/inputs/values.hpp"

namespace lossfield::viz::softmax_cross_entropy {
namespace {

constexpr std::size_t field_subdivisions = 100;  // 5,151 nodes
constexpr double saturation = 1e-6;

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    const std::size_t k = in.logits.size();
    r.y = as_distribution(in.target, k);
    r.p = math::softmax(in.logits, in.temperature);
    const auto value = math::cross_entropy(in.logits, in.temperature, r.y);
    r.loss = value.loss;
    r.gradient = value.gradient;
    r.entropy = math::entropy(r.y);
    r.kl = math::kl_from_log(r.y, math::log_softmax(in.logits, in.temperature));
    r.naive_loss = math::naive_cross_entropy(in.logits, in.temperature, r.y);
    r.check = math::check_cross_entropy_gradient(in.logits, in.temperature, r.y).worst;
    const std::size_t top = math::largest(std::span<const double>(in.logits));
    std::vector<double> weights(k);
    const auto shifted = math::shifted_exponentials(in.logits, in.temperature, weights);
    r.rest = shifted.sum_without(top, weights[top]) / shifted.sum();

    r.corners = shown_outcomes(k, in.triangle);
    if (r.corners.size() < 3) return r;
    // Proportions of the shown classes, from their logits alone: right also where their common share underflows.
    const std::vector<double> z{in.logits[r.corners[0]], in.logits[r.corners[1]], in.logits[r.corners[2]]};
    const std::vector<double> b = math::softmax(z, in.temperature);
    r.b = {b[0], b[1], b[2]};
    const double log_share =
        (math::log_sum_exp(z, in.temperature) - math::log_sum_exp(in.logits, in.temperature)) /
        in.temperature;
    r.share = std::exp(log_share);
    const math::Barycentric y{r.y[r.corners[0]], r.y[r.corners[1]], r.y[r.corners[2]]};
    // -sum y log(share b) over the triangle plus what the held classes cost.
    const double here = -(y[0] > 0 ? y[0] * std::log(b[0]) : 0) - (y[1] > 0 ? y[1] * std::log(b[1]) : 0) -
                        (y[2] > 0 ? y[2] * std::log(b[2]) : 0);
    const double held = std::isfinite(here) ? r.loss - here : -(y[0] + y[1] + y[2]) * log_share;
    const auto loss_at = [&](const math::Barycentric& at) {
        double sum = held;
        for (std::size_t c = 0; c < 3; ++c)
            if (y[c] > 0) sum -= y[c] * std::log(at[c]);
        return sum;
    };
    r.held = held;
    r.field = sample_triangle(field_subdivisions, loss_at);
    return r;
}

Inputs preset(Vector logits, double temperature, Vector target) {
    Inputs in;
    in.logits = std::move(logits);
    in.temperature = temperature;
    in.target = std::move(target);
    return in;
}

}  // namespace

bool saturated(const Computed& r) { return r.rest < saturation; }

bool naive_fails(const Computed& r) {
    return !(std::abs(r.naive_loss - r.loss) <= 1e-6 * std::max(1.0, r.loss));
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "softmax-cross-entropy",
        .topic = "classification",
        .title = "Softmax and cross-entropy",
        .formula =
            R"(L = -\sum_k y_k \, \log p_k = \log\sum_j e^{z_j/T} - \frac{1}{T}\sum_k y_k z_k \qquad )"
            R"(p_k = \frac{e^{z_k/T}}{\sum_j e^{z_j/T}} \qquad \frac{\partial L}{\partial z_k} = \frac{p_k - y_k}{T})",
        .formulas = {},
        .parameters =
            {
                vector(&Inputs::logits, "logits",
                       {"Logits", "$z$", "the scores before the softmax, one per class"},
                       {.soft = {-8, 8}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 10}),
                real(&Inputs::temperature, "temperature",
                     {"Temperature", "$T$", "divides the logits: small is sharp, large is flat"},
                     {.soft = {0.05, 10}, .spacing = Spacing::Log, .snaps = {{1, "1"}}}),
                vector(&Inputs::target, "target",
                       {"Target", "$y$", "the right class, or a probability for every class (a soft target)"},
                       {.soft = {0, 1},
                        .hard = {0, 1},
                        .min_length = 1,
                        .max_length = 10,
                        .length_of = "logits",
                        .distribution = true}),
                text(&Inputs::names, "names",
                     {"Class names", "",
                      "names of the classes, separated by commas; left out: class 1, class 2, ..."}),
                vector(&Inputs::triangle, "triangle",
                       {"Triangle", "",
                        "with more than three classes: the three at the triangle's corners, the "
                        "others keep their share"},
                       {.group = "Picture",
                        .soft = {1, 10},
                        .hard = {1, 10},
                        .min_length = 3,
                        .max_length = 3,
                        .places_in = "logits",
                        .whole_entries = true}),
                choice(&Inputs::direction, "direction",
                       {"Arrows", "", "which way the point moves: three different directions on the simplex"},
                       {.group = "Picture",
                        .options = {{"logit-flow", "gradient flow of the logits"},
                                    {"difference", "straight: y − p"},
                                    {"steepest", "steepest in p: −∂L/∂p"},
                                    {"all", "all three"}}}),
                toggle(&Inputs::contours, "contours",
                       {"Iso-loss contours", "", "level lines of the loss over the triangle"},
                       {.group = "Picture"}),
                toggle(&Inputs::field, "field", {"Field", "", "the chosen direction all over the triangle"},
                       {.group = "Picture"}),
                level_rule_parameter(&Inputs::level_rule),
                level_count_parameter(&Inputs::levels),
            },
        .presets =
            {
                {"confident-right", "Confident and right",
                 "The target class has most of the probability: the loss is small.",
                 preset({4, 1, -0.5}, 1, {1})},
                {"undecided", "Undecided", "Equal logits: the loss is log K whatever the target.",
                 preset({0, 0, 0}, 1, {2})},
                {"confidently-wrong", "Confidently wrong",
                 "A steep ramp: the loss grows by one for every unit of the gap.",
                 preset({5, 0, -1}, 1, {2})},
                {"soft-target", "Soft target", "The loss cannot fall below the target's own entropy.",
                 preset({0.5, 1.5, -1}, 1, {0.2, 0.65, 0.15})},
                {"cold", "Temperature to zero", "The softmax saturates: the point is stuck in a corner.",
                 preset({2, 0.5, -1}, 0.05, {2}), true},
                {"overflow", "1000 in a logit", "The naive formula overflows, the stable one does not.",
                 preset({1000, 0.5, -1}, 1, {2}), true},
            },
        .compute = compute,
        .draw = draw,
        .probe = probe,
    });
}

}  // namespace lossfield::viz::softmax_cross_entropy
