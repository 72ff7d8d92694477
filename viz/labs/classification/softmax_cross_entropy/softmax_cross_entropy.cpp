// Softmax with temperature and the cross-entropy that belongs to it: drag logits, target or the point on the simplex, and
// probabilities, gradient, loss and field follow.
#include "viz/labs/classification/softmax_cross_entropy/softmax_cross_entropy.hpp"
#include "math/information/information.hpp"
#include "math/losses/cross_entropy.hpp"
#include "math/simplex/softmax.hpp"
#include "viz/fragments/outcomes.hpp"

namespace lossfield::viz::softmax_cross_entropy {
namespace {

constexpr std::size_t field_subdivisions = 100;  // 5,151 nodes
constexpr double saturation = 1e-6;

// dp_k/dt = p_k (dz_k - <p, dz>) / T; of the largest, which would cancel, less the sum of the others.
double flow_speed(const Inputs& in, const Computed& r) {
    double mean = 0, others = 0, speed = 0;
    for (std::size_t k = 0; k < r.p.size(); ++k) mean -= r.p[k] * r.gradient[k];
    for (std::size_t k = 0; k < r.p.size(); ++k) {
        if (k == r.top) continue;
        const double v = r.p[k] * (-r.gradient[k] - mean) / in.temperature;
        others += v, speed = std::hypot(speed, v);
    }
    return std::hypot(speed, others);
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    const std::size_t k = in.logits.size();
    r.y = as_distribution(in.target, k);
    r.p = math::softmax(in.logits, in.temperature);
    const auto [loss, gradient] = math::cross_entropy(in.logits, in.temperature, r.y);
    r.loss = loss, r.gradient = gradient;
    r.entropy = math::entropy(r.y);
    r.kl = math::kl_from_log(r.y, math::log_softmax(in.logits, in.temperature));
    r.naive_loss = math::naive_cross_entropy(in.logits, in.temperature, r.y);
    r.check = math::check_cross_entropy_gradient(in.logits, in.temperature, r.y).worst;
    const std::size_t top = math::largest(std::span<const double>(in.logits));
    std::vector<double> weights(k);
    const auto shifted = math::shifted_exponentials(in.logits, in.temperature, weights);
    r.rest = shifted.sum_without(top, weights[top]) / shifted.sum();
    r.top = top;
    r.flow_speed = flow_speed(in, r);
    if (naive_fails(r)) r.naive_cause = math::naive_cause(in.logits, in.temperature, r.y);

    r.corners = shown_outcomes(k, in.triangle);
    if (r.corners.size() < 3) return r;
    const math::LogitFace face =
        math::face_of_logits(in.logits, in.temperature, {r.corners[0], r.corners[1], r.corners[2]});
    r.shown = {std::exp(face.log_share), face.b};
    for (std::size_t c = 0; c < 3; ++c) r.b_y[c] = r.y[r.corners[c]];
    const double here = shown_loss(0, r.b_y, face.b);
    r.held = std::isfinite(here) ? r.loss - here : -(r.b_y[0] + r.b_y[1] + r.b_y[2]) * face.log_share;
    r.field = sample_triangle(field_subdivisions,
                              [&](const math::Barycentric& b) { return shown_loss(r.held, r.b_y, b); });
    return r;
}

Parameters<Inputs> parameters() {
    return {
        vector(&Inputs::logits, "logits", {"Logits", "$z$", "the scores before the softmax, one per class"},
               {.soft = {-8, 8}, .hard = {-1000, 1000}, .min_length = 2, .max_length = 10}),
        temperature_parameter(&Inputs::temperature, "divides the logits: small is sharp, large is flat"),
        vector(&Inputs::target, "target",
               {"Target", "$y$", "the right class, or a probability for every class (a soft target)"},
               {.max_length = 10, .length_of = "logits", .distribution = true}),
        text(&Inputs::names, "names",
             {"Class names", "",
              "names of the classes, separated by commas; left out: class 1, class 2, ..."}),
        triangle_parameter(&Inputs::triangle, "classes", "logits", 10),
        group<Inputs>(
            "Picture",
            {choice(&Inputs::direction, "direction",
                    {"Arrows", "", "which way the point moves: three different directions on the simplex"},
                    {{Direction::LogitFlow, "logit-flow", "gradient flow of the logits"},
                     {Direction::Difference, "difference", "straight: y − p"},
                     {Direction::Steepest, "steepest", "steepest in p: −∂L/∂p"},
                     {Direction::All, "all", "all three"}}),
             toggle(&Inputs::contours, "contours",
                    {"Iso-loss contours", "", "level lines of the loss over the triangle"}),
             toggle(&Inputs::field, "field",
                    {"Field", "", "the chosen direction all over the triangle; of all three the flow"}),
             level_rule_parameter(&Inputs::level_rule), level_count_parameter(&Inputs::levels)})};
}

Inputs scores(Vector logits, Vector target = {2}) {
    Inputs in;
    in.logits = std::move(logits), in.target = std::move(target);
    return in;
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"confident-right", "Confident and right",
         "The target class has most of the probability: the loss is small.", scores({4, 1, -0.5}, {1})},
        {"undecided", "Undecided", "Equal logits: the loss is log K whatever the target.", scores({0, 0, 0})},
        {"confidently-wrong", "Confidently wrong",
         "A steep ramp: the loss grows by almost one for every unit of the gap between the largest logit and "
         "the target's.",
         scores({5, 0, -1})},
        {"soft-target", "Soft target", "The loss cannot fall below the target's own entropy.",
         scores({0.5, 1.5, -1}, {0.2, 0.65, 0.15})},
        preset(
            "cold", "Temperature to zero", "The softmax saturates: the point is all but stuck in a corner.",
            [](Inputs& in) { in.temperature = 0.05; }, failure),
        {"overflow", "1000 in a logit", "The naive formula overflows, the stable one does not.",
         scores({1000, 0.5, -1}), failure}};
}

}  // namespace

double shown_loss(double held, std::span<const double> y, std::span<const double> b) {
    for (std::size_t c = 0; c < y.size(); ++c)
        if (y[c] > 0) held -= y[c] * std::log(b[c]);
    return held;
}

bool saturated(const Computed& r) { return r.rest < saturation; }

bool one_to_the_last_bit(const Computed& r) { return !(r.rest > 0); }

bool naive_fails(const Computed& r) {
    return !(std::abs(r.naive_loss - r.loss) <= 1e-6 * std::max(1.0, r.loss));
}

bool in_a_corner(const Computed& r) { return std::count(r.corners.begin(), r.corners.end(), r.top) > 0; }

bool agree(const Computed& r) { return difference(r) < 5e-4; }

double difference(const Computed& r) {
    double most = 0;
    for (std::size_t k = 0; k < r.p.size(); ++k) most = std::max(most, std::abs(r.p[k] - r.y[k]));
    return most;
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "softmax-cross-entropy",
        .topic = "classification",
        .title = "Softmax and cross-entropy",
        .formula =
            R"(L = -\sum_k y_k \, \log p_k = \log\sum_j e^{z_j/T} - \frac{1}{T}\sum_k y_k z_k \qquad )"
            R"(p_k = \frac{e^{z_k/T}}{\sum_j e^{z_j/T}} \qquad \frac{\partial L}{\partial z_k} = \frac{p_k - y_k}{T})",
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"logits", probe_bars},
                   {"probabilities", probe_bars},
                   {"loss", probe_loss},
                   {"simplex", probe_simplex}},
    });
}

}  // namespace lossfield::viz::softmax_cross_entropy
