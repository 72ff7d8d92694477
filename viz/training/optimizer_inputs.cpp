#include "viz/training/optimizer_inputs.hpp"

#include <algorithm>

namespace lossfield::viz {
namespace {

using Kinds = std::vector<OptimizerKind>;

bool any_of(const std::array<bool, math::optimizer_count>& used, const Kinds& kinds) {
    return std::any_of(kinds.begin(), kinds.end(), [&](OptimizerKind kind) { return used[number_of(kind)]; });
}

}  // namespace

math::Schedule schedule_of(const OptimizerInputs& in) {
    return {.kind = in.schedule,
            .factor = in.schedule_factor,
            .every = static_cast<std::uint64_t>(in.schedule_every),
            .total = static_cast<std::uint64_t>(in.schedule_total),
            .floor = in.schedule_floor,
            .warm_up = static_cast<std::uint64_t>(in.warm_up)};
}

math::Optimizer optimizer_of(const OptimizerInputs& in, std::size_t number) {
    math::Optimizer optimizer = with_rate(math::default_optimizer(number), in.rates.at(number));
    std::visit(
        [&](auto& o) {
            if constexpr (requires { o.beta1; }) o.beta1 = in.beta1;
            if constexpr (requires { o.beta2; }) o.beta2 = in.beta2;
            if constexpr (requires { o.epsilon; }) o.epsilon = in.epsilon;
            if constexpr (requires { o.bias_correction; }) o.bias_correction = in.bias_correction;
            if constexpr (requires { o.share; }) o.share = in.mean_share;
            if constexpr (requires { o.temperature; }) o.temperature = in.temperature;
            if constexpr (requires { o.meta; }) o.meta = in.meta;
            if constexpr (requires { o.damping; }) o.damping = in.damping;
            if constexpr (requires { o.search; }) o.search = in.line_search;
            if constexpr (requires { o.steps; }) o.steps = in.muon_steps;
            using Stepper = std::decay_t<decltype(o)>;
            if constexpr (std::is_same_v<Stepper, math::AdamW>)
                o.decay = in.adamw_decay;
            else if constexpr (requires { o.decay; })
                o.decay = in.square_decay;
        },
        optimizer);
    if (auto* momentum = std::get_if<math::Momentum>(&optimizer)) momentum->momentum = in.momentum;
    if (auto* nesterov = std::get_if<math::Nesterov>(&optimizer)) nesterov->momentum = in.nesterov_momentum;
    if (auto* mixed = std::get_if<math::QuasiHyperbolic>(&optimizer)) mixed->momentum = in.qhm_momentum;
    if (auto* lion = std::get_if<math::Lion>(&optimizer)) lion->beta2 = in.lion_beta2;
    if (auto* adadelta = std::get_if<math::Adadelta>(&optimizer)) adadelta->epsilon = in.adadelta_epsilon;
    if (auto* muon = std::get_if<math::Muon>(&optimizer)) muon->momentum = in.muon_momentum;
    return optimizer;
}

math::Descent descent_of(const OptimizerInputs& in, const math::Landscape& landscape, std::size_t number) {
    math::Descent descent{landscape, optimizer_of(in, number), schedule_of(in)};
    // AdamW has a decay of its own; twice would be none of the two.
    if (!std::holds_alternative<math::AdamW>(descent.optimizer))
        (in.weight_decay_kind == DecayKind::Coupled ? descent.decay.coupled : descent.decay.decoupled) =
            in.weight_decay;
    if (in.clip) descent.clipping.norm = in.clip_norm;
    descent.noise = noise_of(in, number);
    return descent;
}

math::GradientNoise noise_of(const OptimizerInputs& in, std::size_t number) {
    math::GradientNoise noise{.deviation = in.noise, .batch = in.batch};
    if (in.noise_law == NoiseLaw::Heavy) noise.tail = in.tail;
    noise.seed = static_cast<std::uint64_t>(in.seed);
    noise.stream = static_cast<std::uint32_t>(number);
    return noise;
}

bool is_random(const math::Descent& descent) {
    return descent.noise.on() || std::holds_alternative<math::Langevin>(descent.optimizer);
}

std::string optimizer_title(std::size_t number) {
    std::string title = math::facts(math::default_optimizer(number)).name;
    // signSGD keeps its spelling.
    if (number != number_of(OptimizerKind::SignDescent) && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

std::string optimizer_needs(std::size_t number) {
    const math::Needs& needs = math::facts(math::default_optimizer(number)).needs;
    return needs.hessian    ? "; it needs the Hessian"
           : needs.metric   ? "; it needs a Fisher metric"
           : needs.positive ? "; it needs a start with positive coordinates"
           : needs.matrix   ? "; it needs a 2 × 2 matrix"
                            : "";
}

std::vector<OptionOf<OptimizerKind>> optimizer_options() {
    std::vector<OptionOf<OptimizerKind>> options;
    for (std::size_t k = 0; k < math::optimizer_count; ++k)
        options.push_back(
            {static_cast<OptimizerKind>(k), math::facts(math::default_optimizer(k)).id, optimizer_title(k)});
    return options;
}

Colour optimizer_colour(std::size_t number, double opacity) {
    return series(static_cast<int>(number % 10), opacity);
}

Dash optimizer_dash(std::size_t number) {
    constexpr std::array dashes{Dash::Solid, Dash::LongDashed, Dash::Dashed, Dash::Dotted};
    return dashes[number % dashes.size()];
}
PointShape optimizer_marker(std::size_t number) {
    constexpr std::array shapes{PointShape::Disc,     PointShape::Square, PointShape::Diamond,
                                PointShape::Triangle, PointShape::Ring,   PointShape::Cross};
    return shapes[(number + number / 4) % shapes.size()];
}
SeriesKey optimizer_key(std::size_t number) { return {optimizer_dash(number), optimizer_marker(number)}; }

std::string limit_words(std::size_t number) { return math::facts(math::default_optimizer(number)).limit; }

void hide_optimizer_parameters(Figure& figure, const OptimizerInputs& in,
                               const std::array<bool, math::optimizer_count>& used) {
    std::vector<std::string>& hidden = figure.hidden;
    for (std::size_t k = 0; k < math::optimizer_count; ++k)
        if (!used[k]) hidden.push_back(std::string(math::facts(math::default_optimizer(k)).id) + "-rate");
    using enum OptimizerKind;
    const Kinds adams{Adam, AdamW, AmsGrad, NAdam};
    const std::pair<const char*, Kinds> needed_by[] = {
        {"momentum", {Momentum}},
        {"nesterov-momentum", {Nesterov}},
        {"qhm-momentum", {QuasiHyperbolic}},
        {"muon-momentum", {Muon}},
        {"beta1", {Adam, AdamW, AmsGrad, NAdam, Lion}},
        {"beta2", adams},
        {"lion-beta2", {Lion}},
        {"epsilon", {Adam, AdamW, AmsGrad, NAdam, RmsProp, AdaGrad}},
        {"adadelta-epsilon", {Adadelta}},
        {"bias-correction", adams},
        {"square-decay", {RmsProp, Adadelta}},
        {"mean-share", {QuasiHyperbolic}},
        {"adamw-decay", {AdamW}},
        {"damping", {Newton}},
        {"line-search", {Newton, Lbfgs}},
        {"temperature", {Langevin}},
        {"meta", {Hypergradient}},
        {"muon-steps", {Muon}},
    };
    for (const auto& [parameter, kinds] : needed_by)
        if (!any_of(used, kinds)) hidden.push_back(parameter);
    if (in.schedule != math::ScheduleKind::Step && in.schedule != math::ScheduleKind::Exponential)
        hidden.insert(hidden.end(), {"schedule-factor", "schedule-every"});
    if (in.schedule != math::ScheduleKind::Cosine)
        hidden.insert(hidden.end(), {"schedule-total", "schedule-floor"});
    if (in.weight_decay == 0) hidden.push_back("weight-decay-kind");
    if (!in.clip) hidden.push_back("clip-norm");
    if (in.noise == 0) hidden.insert(hidden.end(), {"batch", "noise-law"});
    if (in.noise == 0 || in.noise_law != NoiseLaw::Heavy) hidden.push_back("tail");
    if (in.noise == 0 && !any_of(used, {Langevin})) hidden.push_back("seed");
}

}  // namespace lossfield::viz
