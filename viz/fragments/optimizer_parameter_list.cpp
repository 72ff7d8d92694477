// The declarations of viz/fragments/optimizer_inputs.hpp.
#include "viz/fragments/optimizer_inputs.hpp"

namespace lossfield::viz {
namespace {

using In = OptimizerInputs;

template <class Member, class Stored = Member>
OptimizerParameter declared(Member In::*member, std::string id, Kind kind, Traits traits) {
    traits.restarts = true;
    Binding<In> b = bind_member<In, Member, Stored>(member, std::move(id), kind, std::move(traits));
    return {std::move(b.parameter), std::move(b.get), std::move(b.set)};
}
OptimizerParameter real_of(double In::*m, std::string id, Traits t) {
    return declared(m, std::move(id), Kind::Real, std::move(t));
}
OptimizerParameter whole_of(int In::*m, std::string id, Traits t) {
    return declared<int, long long>(m, std::move(id), Kind::Whole, std::move(t));
}
OptimizerParameter toggle_of(bool In::*m, std::string id, Traits t) {
    return declared(m, std::move(id), Kind::Toggle, std::move(t));
}
OptimizerParameter choice_of(std::string In::*m, std::string id, Traits t) {
    return declared(m, std::move(id), Kind::Choice, std::move(t));
}

OptimizerParameter rate_of(std::size_t k) {
    const math::OptimizerFacts& who = math::facts(math::default_optimizer(k));
    Traits traits{.label = optimizer_title(k),
                  .symbol = "$η$",
                  .help = std::string("learning rate of ") + who.name + " (" + who.source + ")",
                  .group = "Rates",
                  .soft = {1e-5, 10},
                  .hard = {1e-12, 1e300},
                  .spacing = Spacing::Log,
                  .restarts = true};
    return {complete(std::string(who.id) + "-rate", Kind::Real, std::move(traits)),
            [k](const In& in) { return Value(in.rates[k]); },
            [k](In& in, const Value& v) { in.rates[k] = std::get<double>(v); }};
}

void add_memory(std::vector<OptimizerParameter>& all) {
    const auto add = [&](OptimizerParameter p) { all.push_back(std::move(p)); };
    const auto kept = [&](double In::*m, const char* id, const char* label, const char* help) {
        add(real_of(m, id,
                    {.label = label,
                     .symbol = "$β$",
                     .help = help,
                     .group = "Memory",
                     .soft = {0, 0.99},
                     .hard = {0, 0.999999}}));
    };
    kept(&In::momentum, "momentum", "Momentum", "share of the last move that is kept");
    kept(&In::nesterov_momentum, "nesterov-momentum", "Nesterov's momentum",
         "share of Nesterov's last move that is kept, and looked ahead by");
    kept(&In::qhm_momentum, "qhm-momentum", "Mean's momentum",
         "how long the mean of the gradients of quasi-hyperbolic momentum remembers; its paper takes 0.999 "
         "for many thousands of steps");
    add(real_of(&In::beta1, "beta1",
                {.label = "Mean",
                 .symbol = "$β_1$",
                 .help = "how long the mean of the gradients remembers",
                 .group = "Memory",
                 .soft = {0, 0.9999}}));
    add(real_of(&In::beta2, "beta2",
                {.label = "Mean square",
                 .symbol = "$β_2$",
                 .help = "how long Adam's mean of the squared gradients remembers",
                 .group = "Memory",
                 .soft = {0, 0.9999}}));
    add(real_of(&In::lion_beta2, "lion-beta2",
                {.label = "Lion's mean",
                 .symbol = "$β_2$",
                 .help = "how long the mean of the gradients that Lion keeps remembers",
                 .group = "Memory",
                 .soft = {0, 0.9999}}));
    add(real_of(&In::epsilon, "epsilon",
                {.label = "Epsilon",
                 .symbol = "$ε$",
                 .help = "added to the root mean square: softens steps at tiny gradients",
                 .group = "Memory",
                 .soft = {1e-12, 1e-1},
                 .spacing = Spacing::LogWithZero}));
    add(real_of(
        &In::adadelta_epsilon, "adadelta-epsilon",
        {.label = "Adadelta's epsilon",
         .symbol = "$ε$",
         .help = "added to both of Adadelta's mean squares: its first moves are of the size of its root",
         .group = "Memory",
         .soft = {1e-12, 1e-1},
         .spacing = Spacing::LogWithZero}));
    kept(&In::muon_momentum, "muon-momentum", "Muon's momentum",
         "share of the sum of the gradients that Muon keeps");
    add(toggle_of(&In::bias_correction, "bias-correction",
                  {.label = "Bias correction",
                   .help = "divide Adam's means by 1 − β^t, so that they do not start at zero",
                   .group = "Memory"}));
    add(real_of(&In::square_decay, "square-decay",
                {.label = "Decay of squares",
                 .symbol = "$ρ$",
                 .help = "how long RMSProp and Adadelta remember squared gradients",
                 .group = "Memory",
                 .soft = {0, 0.9999}}));
    add(real_of(&In::mean_share, "mean-share",
                {.label = "Share of the mean",
                 .symbol = "$ν$",
                 .help = "of quasi-hyperbolic momentum: 0 is gradient descent, 1 averaged momentum",
                 .group = "Memory",
                 .soft = {0, 1}}));
    add(real_of(&In::adamw_decay, "adamw-decay",
                {.label = "AdamW's decay",
                 .symbol = "$λ$",
                 .help = "AdamW shrinks the place itself by rate times this in every step",
                 .group = "Memory",
                 .soft = {1e-4, 1},
                 .spacing = Spacing::LogWithZero}));
    add(real_of(&In::damping, "damping",
                {.label = "Damping",
                 .help = "added to the diagonal of Newton's Hessian",
                 .group = "Memory",
                 .soft = {1e-3, 1e3},
                 .spacing = Spacing::LogWithZero}));
    add(toggle_of(&In::line_search, "line-search",
                  {.label = "Line search",
                   .help = "Newton and L-BFGS look for the length of each step; off: the rate is the length",
                   .group = "Memory"}));
    add(real_of(&In::temperature, "temperature",
                {.label = "Temperature",
                 .symbol = "$T$",
                 .help = "of Langevin's thermal noise",
                 .group = "Memory",
                 .soft = {1e-4, 100},
                 .spacing = Spacing::LogWithZero}));
    add(real_of(&In::meta, "meta",
                {.label = "Rate of the rates",
                 .symbol = "$γ$",
                 .help = "how fast the learned rates follow the product of successive gradients",
                 .group = "Memory",
                 .soft = {1e-7, 2},
                 .spacing = Spacing::LogWithZero}));
    add(whole_of(&In::muon_steps, "muon-steps",
                 {.label = "Newton–Schulz steps",
                  .help = "of Muon; 0: the nearest orthogonal matrix itself",
                  .group = "Memory",
                  .soft = {0, 10}}));
}

void add_schedule(std::vector<OptimizerParameter>& all) {
    const auto add = [&](OptimizerParameter p) { all.push_back(std::move(p)); };
    add(choice_of(&In::schedule, "schedule",
                  {.label = "Schedule",
                   .help = "how all rates change with the step",
                   .group = "Schedule",
                   .options = {{"constant", "constant"},
                               {"step", "in steps"},
                               {"exponential", "exponential"},
                               {"cosine", "cosine"},
                               {"inverse-root", "1/√t"}}}));
    add(real_of(&In::schedule_factor, "schedule-factor",
                {.label = "Factor",
                 .help = "what the rate is multiplied by after that many steps",
                 .group = "Schedule",
                 .soft = {0.01, 1}}));
    add(whole_of(&In::schedule_every, "schedule-every",
                 {.label = "Every",
                  .unit = "steps",
                  .help = "after how many steps the factor has acted once",
                  .group = "Schedule",
                  .soft = {1, 1000},
                  .hard = {1, 1000000},
                  .spacing = Spacing::Log}));
    add(whole_of(&In::schedule_total, "schedule-total",
                 {.label = "Length",
                  .unit = "steps",
                  .help = "where the cosine has come down",
                  .group = "Schedule",
                  .soft = {1, 5000},
                  .hard = {1, 1000000},
                  .spacing = Spacing::Log}));
    add(real_of(&In::schedule_floor, "schedule-floor",
                {.label = "Floor",
                 .help = "share of the rate that is left at the cosine's end",
                 .group = "Schedule",
                 .soft = {0, 1}}));
    add(whole_of(&In::warm_up, "warm-up",
                 {.label = "Warm-up",
                  .unit = "steps",
                  .help = "over how many steps the rate grows from zero; 0: none",
                  .group = "Schedule",
                  .soft = {0, 200},
                  .hard = {0, 1000000}}));
}

void add_modifiers(std::vector<OptimizerParameter>& all) {
    const auto add = [&](OptimizerParameter p) { all.push_back(std::move(p)); };
    add(real_of(&In::weight_decay, "weight-decay",
                {.label = "Weight decay",
                 .symbol = "$λ$",
                 .help = "pulls every optimizer towards the origin; AdamW has its own",
                 .group = "Modifiers",
                 .soft = {1e-4, 1},
                 .spacing = Spacing::LogWithZero}));
    add(choice_of(
        &In::weight_decay_kind, "weight-decay-kind",
        {.label = "Decay acts",
         .help = "coupled: on the gradient, as if the loss had λ|x|²/2 more; decoupled: on the place itself",
         .group = "Modifiers",
         .options = {{"coupled", "on the gradient"}, {"decoupled", "on the place"}}}));
    add(toggle_of(&In::clip, "clip",
                  {.label = "Clip gradients",
                   .help = "shorten every gradient that is longer than the norm below",
                   .group = "Modifiers"}));
    add(real_of(&In::clip_norm, "clip-norm",
                {.label = "Longest gradient",
                 .help = "the norm that gradients are clipped to",
                 .group = "Modifiers",
                 .soft = {1e-3, 1e3},
                 .spacing = Spacing::Log}));
    add(real_of(&In::noise, "noise",
                {.label = "Gradient noise",
                 .symbol = "$σ$",
                 .help = "standard deviation of one sample's noise in each component of each gradient",
                 .group = "Modifiers",
                 .soft = {1e-4, 10},
                 .hard = {0, 1e6},
                 .spacing = Spacing::LogWithZero}));
    add(real_of(&In::batch, "batch",
                {.label = "Batch size",
                 .symbol = "$B$",
                 .help = "samples per gradient: the noise is divided by the square root of it",
                 .group = "Modifiers",
                 .soft = {1, 10000},
                 .spacing = Spacing::Log}));
    add(choice_of(&In::noise_law, "noise-law",
                  {.label = "Noise law",
                   .help = "Gaussian, or Student's t with a few very large deviations",
                   .group = "Modifiers",
                   .options = {{"gaussian", "Gaussian"}, {"heavy", "heavy-tailed"}}}));
    add(real_of(&In::tail, "tail",
                {.label = "Tail",
                 .symbol = "$ν$",
                 .help = "degrees of freedom of Student's t; no variance up to 2, no mean up to 1",
                 .group = "Modifiers",
                 .soft = {0.5, 30},
                 .hard = {0.1, 1e6},
                 .spacing = Spacing::Log}));
    add(whole_of(&In::seed, "seed",
                 {.label = "Seed",
                  .help = "which noise: the same seed gives the same noise at the same step",
                  .group = "Modifiers",
                  .soft = {0, 99},
                  .hard = {0, 2147483647}}));
}

}  // namespace

const std::vector<OptimizerParameter>& optimizer_parameter_list() {
    static const std::vector<OptimizerParameter> list = [] {
        std::vector<OptimizerParameter> all;
        for (std::size_t k = 0; k < math::optimizer_count; ++k) all.push_back(rate_of(k));
        add_memory(all);
        add_schedule(all);
        add_modifiers(all);
        return all;
    }();
    return list;
}

}  // namespace lossfield::viz
