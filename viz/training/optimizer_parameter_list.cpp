// The declarations of viz/training/optimizer_inputs.hpp.
#include "viz/training/optimizer_inputs.hpp"

namespace lossfield::viz {
namespace {

using In = OptimizerInputs;
using Shape = math::ScheduleKind;

Parameters<In> rates() {
    Parameters<In> all;
    for (std::size_t k = 0; k < math::optimizer_count; ++k) {
        const math::OptimizerFacts& who = math::facts(math::default_optimizer(k));
        all.add(bound(Stored::Double, offset_of<In>([k](In& in) -> double& { return in.rates[k]; }),
                      std::string(who.id) + "-rate", Kind::Real,
                      {optimizer_title(k), "$η$",
                       std::string("learning rate of ") + who.name + " (" + who.source + ")"},
                      {.soft = {1e-5, 10}, .hard = {1e-12, 1e300}, .spacing = Spacing::Log}));
    }
    return group("Rates", all);
}

Parameters<In> kept(double In::*m, const char* id, const char* label, const char* help) {
    return real(m, id, {label, "$β$", help}, {.soft = {0, 0.99}, .hard = {0, 0.999999}});
}

Parameters<In> memory() {
    return group<In>(
        "Memory",
        {kept(&In::momentum, "momentum", "Momentum", "share of the last move that is kept"),
         kept(&In::nesterov_momentum, "nesterov-momentum", "Nesterov's momentum",
              "share of Nesterov's last move that is kept, and looked ahead by"),
         kept(&In::qhm_momentum, "qhm-momentum", "Mean's momentum",
              "how long the mean of the gradients of quasi-hyperbolic momentum remembers; its paper takes "
              "0.999 "
              "for many thousands of steps"),
         real(&In::beta1, "beta1", {"Mean", "$β_1$", "how long the mean of the gradients remembers"},
              {.soft = {0, 0.9999}}),
         real(&In::beta2, "beta2",
              {"Mean square", "$β_2$", "how long Adam's mean of the squared gradients remembers"},
              {.soft = {0, 0.9999}}),
         real(&In::lion_beta2, "lion-beta2",
              {"Lion's mean", "$β_2$", "how long the mean of the gradients that Lion keeps remembers"},
              {.soft = {0, 0.9999}}),
         real(&In::epsilon, "epsilon",
              {"Epsilon", "$ε$",
               "added to the root of the squared gradients: softens steps at tiny gradients"},
              {.soft = {1e-12, 1e-1}, .spacing = Spacing::LogWithZero}),
         real(&In::adadelta_epsilon, "adadelta-epsilon",
              {"Adadelta's epsilon", "$ε$",
               "added to both of Adadelta's mean squares: its first moves are of the size of its root"},
              {.soft = {1e-12, 1e-1}, .spacing = Spacing::LogWithZero}),
         kept(&In::muon_momentum, "muon-momentum", "Muon's momentum",
              "share of the sum of the gradients that Muon keeps"),
         toggle(&In::bias_correction, "bias-correction",
                {"Bias correction", "", "divide Adam's means by 1 − β^t, so that they do not start at zero"}),
         real(&In::square_decay, "square-decay",
              {"Decay of squares", "$ρ$", "how long RMSProp and Adadelta remember squared gradients"},
              {.soft = {0, 0.9999}}),
         real(&In::mean_share, "mean-share",
              {"Share of the mean", "$ν$",
               "of quasi-hyperbolic momentum: 0 is gradient descent, 1 averaged momentum"},
              {.soft = {0, 1}}),
         real(&In::adamw_decay, "adamw-decay",
              {"AdamW's decay", "$λ$", "AdamW shrinks the place itself by rate times this in every step"},
              {.soft = {1e-4, 1}, .spacing = Spacing::LogWithZero}),
         real(&In::damping, "damping", {"Damping", "$δ$", "added to the diagonal of Newton's Hessian"},
              {.soft = {1e-3, 1e3}, .spacing = Spacing::LogWithZero}),
         toggle(&In::line_search, "line-search",
                {"Line search", "",
                 "Newton and L-BFGS look for the length of each step; off: the rate is the length"}),
         real(&In::temperature, "temperature", {"Temperature", "$T$", "of Langevin's thermal noise"},
              {.soft = {1e-4, 100}, .spacing = Spacing::LogWithZero}),
         real(&In::meta, "meta",
              {"Rate of the rates", "$γ$",
               "how fast the learned rates follow the product of successive gradients"},
              {.soft = {1e-7, 2}, .spacing = Spacing::LogWithZero}),
         whole(&In::muon_steps, "muon-steps",
               {"Newton–Schulz steps", "", "of Muon; 0: the nearest orthogonal matrix itself"},
               {.soft = {0, 10}})});
}

Parameters<In> schedule() {
    return group<In>(
        "Schedule",
        {choice(&In::schedule, "schedule",
                {"Schedule", "",
                 "how all rates change with the step; momentum keeps the moves that earlier rates have made"},
                {{Shape::Constant, "constant", "constant"},
                 {Shape::Step, "step", "in steps"},
                 {Shape::Exponential, "exponential", "exponential"},
                 {Shape::Cosine, "cosine", "cosine"},
                 {Shape::InverseRoot, "inverse-root", "1/√t"},
                 {Shape::Inverse, "inverse", "1/t"}}),
         real(&In::schedule_factor, "schedule-factor",
              {"Factor", "", "what the rate is multiplied by after that many steps"}, {.soft = {0.01, 1}}),
         whole(&In::schedule_every, "schedule-every",
               {"Every", "", "after how many steps the factor has acted once"},
               {.unit = "steps", .soft = {1, 1000}, .hard = {1, 1000000}, .spacing = Spacing::Log}),
         whole(&In::schedule_total, "schedule-total",
               {"Length", "", "after how many steps the cosine has come down"},
               {.unit = "steps", .soft = {1, 5000}, .hard = {1, 1000000}, .spacing = Spacing::Log}),
         real(&In::schedule_floor, "schedule-floor",
              {"Floor", "", "share of the rate that is left at the cosine's end"}, {.soft = {0, 1}}),
         whole(&In::warm_up, "warm-up",
               {"Warm-up", "", "over how many steps the rate grows from zero; 0: none"},
               {.unit = "steps", .soft = {0, 200}, .hard = {0, 1000000}})});
}

Parameters<In> modifiers() {
    return group<In>(
        "Modifiers",
        {real(&In::weight_decay, "weight-decay",
              {"Weight decay", "$λ$", "pulls every optimizer towards the origin; AdamW has its own"},
              {.soft = {1e-4, 1}, .spacing = Spacing::LogWithZero}),
         choice(&In::weight_decay_kind, "weight-decay-kind",
                {"Decay acts", "",
                 "coupled: on the gradient, as if the loss had λ|x|²/2 more; decoupled: on the place itself"},
                {{DecayKind::Coupled, "coupled", "on the gradient"},
                 {DecayKind::Decoupled, "decoupled", "on the place"}}),
         toggle(&In::clip, "clip",
                {"Clip gradients", "",
                 "shorten every gradient that is longer than the norm below, with its noise and the decay on "
                 "it"}),
         real(&In::clip_norm, "clip-norm", {"Longest gradient", "", "the norm that gradients are clipped to"},
              {.soft = {1e-3, 1e3}, .spacing = Spacing::Log}),
         real(&In::noise, "noise",
              {"Gradient noise", "$σ$",
               "standard deviation of one sample's noise in each component of each gradient; of heavy-tailed "
               "noise "
               "its scale"},
              {.soft = {1e-4, 10}, .hard = {0, 1e6}, .spacing = Spacing::LogWithZero}),
         real(&In::batch, "batch",
              {"Batch size", "$B$", "samples per gradient: the noise is divided by the square root of it"},
              {.soft = {1, 10000}, .spacing = Spacing::Log}),
         choice(&In::noise_law, "noise-law",
                {"Noise law", "", "Gaussian, or Student's t with a few very large deviations"},
                {{NoiseLaw::Gaussian, "gaussian", "Gaussian"}, {NoiseLaw::Heavy, "heavy", "heavy-tailed"}}),
         real(&In::tail, "tail",
              {"Tail", "$ν$", "degrees of freedom of Student's t; no variance up to 2, no mean up to 1"},
              {.soft = {0.5, 30}, .hard = {0.1, 1e6}, .spacing = Spacing::Log}),
         whole(&In::seed, "seed",
               {"Seed", "", "which noise: the same seed gives the same noise at the same step"},
               {.soft = {0, 99}, .hard = {0, 2147483647}})});
}

}  // namespace

const Parameters<OptimizerInputs>& optimizer_parameters() {
    static const Parameters<OptimizerInputs> list = [] {
        Parameters<OptimizerInputs> all{rates(), memory(), schedule(), modifiers()};
        for (Binding& b : all) {
            b.parameter.restarts = true;
            b.parameter.identity = "optimizers/" + b.parameter.id;
        }
        return all;
    }();
    return list;
}

Parameters<OptimizerInputs> optimizer_parameters(const std::vector<std::string>& ids) {
    Parameters<OptimizerInputs> chosen;
    for (const std::string& id : ids)
        for (const Binding& b : optimizer_parameters())
            if (b.parameter.id == id) chosen.add(b);
    return chosen;
}

}  // namespace lossfield::viz
