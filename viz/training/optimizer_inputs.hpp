// What optimizers run with: the parameters that every lab with optimizers has, and what they mean. A lab's Inputs derives
// from OptimizerInputs and from LandscapeInputs. Every optimizer has a rate of its own; what several optimizers call by
// the same name (beta1, beta2, epsilon) is one parameter, unless theory or their papers ask for another value of it.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "math/optimizers/engine.hpp"
#include "viz/figure/figure.hpp"
#include "viz/inputs/parameter.hpp"

namespace lossfield::viz {

// In the order of math::Optimizer.
enum class OptimizerKind {
    GradientDescent,
    Momentum,
    Nesterov,
    Adam,
    RmsProp,
    AdaGrad,
    Lion,
    SignDescent,
    Newton,
    Lbfgs,
    AdamW,
    AmsGrad,
    NAdam,
    Adadelta,
    QuasiHyperbolic,
    NaturalGradient,
    ExponentiatedGradient,
    Langevin,
    Muon,
    Hypergradient
};
[[nodiscard]] constexpr std::size_t number_of(OptimizerKind kind) { return static_cast<std::size_t>(kind); }

enum class DecayKind { Coupled, Decoupled };
enum class NoiseLaw { Gaussian, Heavy };

struct OptimizerInputs {
    // Each does well on Himmelblau's function.
    std::array<double, math::optimizer_count> rates{0.006, 0.006, 0.006, 0.18,  0.05, 0.5,   0.05,
                                                    0.05,  1,     1,     0.18,  0.3,  0.1,   1,
                                                    0.01,  0.1,   0.002, 0.003, 0.1,  0.0005};
    double momentum = 0.85, nesterov_momentum = 0.85, qhm_momentum = 0.85;
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
    double lion_beta2 = 0.99, adadelta_epsilon = 1e-6, muon_momentum = 0.95;
    bool bias_correction = true;
    double square_decay = 0.9, mean_share = 0.7, adamw_decay = 0.01, damping = 0, temperature = 0.1,
           meta = 1e-5;
    bool line_search = true;
    int muon_steps = 5;
    math::ScheduleKind schedule = math::ScheduleKind::Constant;
    double schedule_factor = 0.5, schedule_floor = 0;
    int schedule_every = 50, schedule_total = 100, warm_up = 0;
    double weight_decay = 0;
    DecayKind weight_decay_kind = DecayKind::Decoupled;
    bool clip = false;
    double clip_norm = 1;
    double noise = 0, batch = 1;
    NoiseLaw noise_law = NoiseLaw::Gaussian;
    double tail = 3;
    int seed = 1;

    [[nodiscard]] double& rate_of(OptimizerKind kind) { return rates[number_of(kind)]; }
    [[nodiscard]] double rate_of(OptimizerKind kind) const { return rates[number_of(kind)]; }
};

[[nodiscard]] math::Optimizer optimizer_of(const OptimizerInputs& in, std::size_t number);
[[nodiscard]] math::Schedule schedule_of(const OptimizerInputs& in);
// Of an optimizer's gradients: every one has a stream of its own.
[[nodiscard]] math::GradientNoise noise_of(const OptimizerInputs& in, std::size_t number);
// Everything but the start; the noise stream is the optimizer's number.
[[nodiscard]] math::Descent descent_of(const OptimizerInputs& in, const math::Landscape& landscape,
                                       std::size_t number);

// Whether another seed gives another run.
[[nodiscard]] bool is_random(const math::Descent& descent);

// "Gradient descent": the name at the beginning of a sentence.
[[nodiscard]] std::string optimizer_title(std::size_t number);
// What a landscape must have for it, as the end of a sentence: "; it needs the Hessian"; empty where any will do.
[[nodiscard]] std::string optimizer_needs(std::size_t number);
[[nodiscard]] std::vector<OptionOf<OptimizerKind>> optimizer_options();
// Every optimizer keeps its colour wherever it is drawn.
[[nodiscard]] Colour optimizer_colour(std::size_t number, double opacity = 1);
// Without colour: a dash and a marker, no pair of them twice.
[[nodiscard]] Dash optimizer_dash(std::size_t number);
[[nodiscard]] PointShape optimizer_marker(std::size_t number);
[[nodiscard]] SeriesKey optimizer_key(std::size_t number);
// "2/L", "2(1+β)/L", ...; empty where there is no limit.
[[nodiscard]] std::string limit_words(std::size_t number);

[[nodiscard]] const Parameters<OptimizerInputs>& optimizer_parameters();
// Those with these ids, in this order: of a lab that offers a few of the optimizers.
[[nodiscard]] Parameters<OptimizerInputs> optimizer_parameters(const std::vector<std::string>& ids);
// "show-adam": whether an optimizer takes part. `shown`: of Inputs, one a number of an optimizer.
template <class Inputs>
[[nodiscard]] Parameters<Inputs> show_parameter(std::array<bool, math::optimizer_count> Inputs::*shown,
                                                std::size_t number) {
    const math::OptimizerFacts& who = math::facts(math::default_optimizer(number));
    return bound(Stored::Bool, offset_of<Inputs>([=](Inputs& in) -> bool& { return (in.*shown)[number]; }),
                 std::string("show-") + who.id, Kind::Toggle,
                 {optimizer_title(number), "",
                  std::string("whether it takes part (") + who.source + ")" + optimizer_needs(number)},
                 {.group = "Optimizers", .more = "optimizers"});
}
// Every rate among these stands with the toggle that shows its optimizer.
template <class Inputs>
[[nodiscard]] Parameters<Inputs> beside_toggles(Parameters<Inputs> parameters) {
    for (Binding& b : parameters)
        if (b.parameter.id.ends_with("-rate"))
            b.parameter.toggle = "show-" + b.parameter.id.substr(0, b.parameter.id.size() - 5);
    return parameters;
}

// Hides what the optimizers in use have no use for, and what the choices made leave without effect.
void hide_optimizer_parameters(Figure& figure, const OptimizerInputs& in,
                               const std::array<bool, math::optimizer_count>& used);

}  // namespace lossfield::viz
