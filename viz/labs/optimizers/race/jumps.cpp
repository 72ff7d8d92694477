// Places of theory that the rates can jump to: from the curvatures mu and L at the minimum nearest to the start, to which
// weight decay adds.
//   gradient descent  1/L,  2/(L + mu),  2/L         [Nesterov 2004, 2.1.5]
//   momentum          4/(sqrt L + sqrt mu)^2 with its momentum                        [Polyak 1964]
//   Nesterov          1/L with (sqrt k - 1)/(sqrt k + 1), k = L/mu;  4/(3 L + mu)     [Nesterov 2004; Lessard 2016]
//   Newton, natural   1, the whole step
// And the way to Adam taken apart, which sees the gradients of a run.
#include "math/descent/momentum_spectrum.hpp"
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

// Where the theory says something that a parameter does not take, there is no button.
bool is_taken(const std::vector<Setting>& sets) {
    const Parameters<OptimizerInputs>& known = optimizer_parameters();
    return std::all_of(sets.begin(), sets.end(), [&](const Setting& s) {
        const auto p = std::find_if(known.begin(), known.end(),
                                    [&](const Binding& o) { return o.parameter.id == s.first; });
        return p != known.end() && !problem_of(p->parameter, s.second);
    });
}

// The help's {0} is the rate, {1} the momentum, {2} the share of the error that each step leaves, {3} where that holds and
// {4} for what runs.
struct Place {
    OptimizerKind kind;
    const char *id, *label, *help;
    math::BestRate at;
};

std::vector<Place> places_of(const std::optional<math::Eigenvalues2>& curvature) {
    using enum OptimizerKind;
    const math::BestRate whole{1, 0, 0};
    std::vector<Place> places{
        {Newton, "newton-whole", "$1$",
         "The whole step: without damping it is at the stationary point of a quadratic at once{4}.", whole},
        {NaturalGradient, "natural-whole", "$1$",
         "The whole step: where the Fisher metric is the Hessian it is Newton's{4}.", whole}};
    if (!curvature || !(curvature->low > 0)) return places;
    const auto [mu, largest] = *curvature;
    const math::BestRate own = math::own_nesterov(mu, largest), limit{2 / largest, 0, 1};
    const char* fastest =
        "The rate {0} with momentum {1}, the fastest pair: each step leaves {2} of the error in the "
        "end{3}{4}.";
    places.insert(places.begin(),
                  {{GradientDescent, "gd-safe", "$1/L$",
                    "The rate {0}: the steepest direction arrives in one step, none overshoots{3}{4}.", own},
                   {GradientDescent, "gd-best", "$2/(L+μ)$",
                    "The fastest rate {0}: each step leaves {2} of the error{3}{4}.",
                    math::best_gradient_descent(mu, largest)},
                   {GradientDescent, "gd-limit", "$2/L$",
                    "The limit {0}: the steepest direction leaps to and fro and never ends{3}{4}.", limit},
                   {Momentum, "momentum-best", "$4/(√L+√μ)^2$", fastest, math::best_heavy_ball(mu, largest)},
                   {Nesterov, "nesterov-safe", "$1/L$",
                    "Nesterov's own pair, the rate {0} with momentum {1}: each step leaves {2} of the error "
                    "in the end{3}{4}.",
                    own},
                   {Nesterov, "nesterov-best", "$4/(3L+μ)$", fastest, math::best_nesterov(mu, largest)}});
    return places;
}

// As many steps as are looked at there.
constexpr int most_recorded = 2000;

}  // namespace

Jumps theory_jumps(const Inputs& in, const Computed& r) {
    using enum OptimizerKind;
    const math::PlanePoint minimum = math::nearest(r.points.minima, r.starts.front());
    // Off quadratics the curvature is that of one place.
    const std::string reach =
        r.facts().quadratic ? "" : fmt::format(", near the minimum {} only", pair(minimum));
    const bool decays = in.weight_decay != 0, decoupled = in.weight_decay_kind == DecayKind::Decoupled;
    const std::string plain = fmt::format("{}{}", decays ? ", with the decay counted in $L$ and $μ$" : "",
                                          is_plain(in) ? "" : ", at one rate and without noise and clipping");
    Jumps jumps;
    for (const Place& place : places_of(r.curvature)) {
        const std::size_t k = number_of(place.kind);
        // Of gradient descent alone both kinds of decay are curvature, of Newton's model neither.
        const bool knows_decay = place.kind == GradientDescent ||
                                 (!decoupled && (place.kind == Momentum || place.kind == Nesterov));
        if (decays && !knows_decay) continue;
        const std::string id = facts_of(k).id;
        std::vector<Setting> sets{{id + "-rate", place.at.rate}};
        if (place.kind == Momentum) sets.emplace_back("momentum", place.at.momentum);
        if (place.kind == Nesterov) sets.emplace_back("nesterov-momentum", place.at.momentum);
        if (std::find(r.running.begin(), r.running.end(), k) == r.running.end() || !is_taken(sets)) continue;
        const std::string help =
            fmt::format(fmt::runtime(place.help), brief(place.at.rate, 3), brief(place.at.momentum, 3),
                        brief(place.at.contraction, 3), reach, plain);
        jumps.push_back({place.id, place.label, help, id + "-rate", std::move(sets)});
    }
    return jumps;
}

std::optional<Jump> way_to_anatomy(const Inputs& in, const Computed& r) {
    const Track* chosen = nullptr;
    for (const Track& track : r.tracks) {
        const math::Descent& descent = track.descent();
        // The noise of a further start would be another one there.
        const bool comes_from = track.start == told_start(in) && (track.start == 0 || !is_random(descent));
        const bool is_adam = std::holds_alternative<math::Adam>(descent.optimizer);
        if (comes_from && (chosen == nullptr || is_adam)) chosen = &track;
    }
    if (chosen == nullptr) return std::nullopt;
    const math::OptimizerFacts& who = facts_of(chosen->optimizer);
    const math::PlanePoint& start = r.starts[chosen->start];
    Jump way{"anatomy", "Adam taken apart →"};
    way.help = fmt::format("Opens that lab with the gradients that {} goes by here.", who.name);
    way.parameter = fmt::format("show-{}", who.id);
    way.sets = {{"stream", "recorded"},
                {"recorded-by", who.id},
                {"start", Vector{start.x, start.y}},
                {"steps", static_cast<long long>(std::clamp(in.steps, 2, most_recorded))}};
    way.lab = "adam-anatomy";
    return way;
}

}  // namespace lossfield::viz::race
