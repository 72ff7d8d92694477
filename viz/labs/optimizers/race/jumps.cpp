// Places of theory that the rates can jump to: from the curvatures mu and L at the minimum nearest to the start.
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

struct Place {
    OptimizerKind kind;
    const char *id, *label;
    std::string help;
    double rate = 1;
    std::optional<double> momentum{};
};

// Off quadratics the curvature is that of one place, which `reach` tells.
std::vector<Place> places_of(const math::Eigenvalues2& h, const std::string& reach) {
    using enum OptimizerKind;
    const math::BestRate descent = math::best_gradient_descent(h.low, h.high),
                         ball = math::best_heavy_ball(h.low, h.high),
                         nesterov = math::best_nesterov(h.low, h.high);
    const double safe = 1 / h.high, limit = 2 / h.high, root = std::sqrt(h.high / h.low);
    const math::BestRate own{safe, (root - 1) / (root + 1), 1 - 1 / root};
    const auto pair_words = [&](const char* pair, const math::BestRate& best, const char* which) {
        return fmt::format("{} {} with momentum {}{}: each step leaves {} of the error in the end{}", pair,
                           brief(best.rate, 3), brief(best.momentum, 3), which, brief(best.contraction, 3),
                           reach);
    };
    return {
        {GradientDescent, "gd-safe", "$1/L$",
         fmt::format("The rate {}: the steepest direction arrives in one step, none overshoots{}",
                     brief(safe, 3), reach),
         safe},
        {GradientDescent, "gd-best", "$2/(L+μ)$",
         fmt::format("The fastest rate {}: each step leaves {} of the error{}", brief(descent.rate, 3),
                     brief(descent.contraction, 3), reach),
         descent.rate},
        {GradientDescent, "gd-limit", "$2/L$",
         fmt::format("The limit {}: the steepest direction leaps to and fro and never ends{}",
                     brief(limit, 3), reach),
         limit},
        {Momentum, "momentum-best", "$4/(√L+√μ)^2$", pair_words("The rate", ball, ", the fastest pair"),
         ball.rate, ball.momentum},
        {Nesterov, "nesterov-safe", "$1/L$", pair_words("Nesterov's own pair, the rate", own, ""), safe,
         own.momentum},
        {Nesterov, "nesterov-best", "$4/(3L+μ)$", pair_words("The rate", nesterov, ", the fastest pair"),
         nesterov.rate, nesterov.momentum},
    };
}

// As many steps as are looked at there.
constexpr int most_recorded = 2000;

}  // namespace

Jumps theory_jumps(const Computed& r) {
    std::vector<Place> places;
    if (r.curvature && r.curvature->low > 0) {
        std::string reach = ".";
        if (!r.facts().quadratic)
            reach =
                fmt::format(", near the minimum {} only.", pair(nearest(r.points.minima, r.starts.front())));
        places = places_of(*r.curvature, reach);
    }
    places.push_back(
        {OptimizerKind::Newton, "newton-whole", "$1$", "The whole step: on a quadratic it arrives at once."});
    places.push_back({OptimizerKind::NaturalGradient, "natural-whole", "$1$",
                      "The whole step: where the Fisher metric is the Hessian it is Newton's."});
    const std::vector<std::size_t> running = r.optimizers();
    Jumps jumps;
    for (const Place& place : places) {
        const std::size_t k = number_of(place.kind);
        const std::string id = facts_of(k).id;
        std::vector<Setting> sets{{id + "-rate", place.rate}};
        if (place.momentum)
            sets.emplace_back(place.kind == OptimizerKind::Momentum ? id : id + "-momentum", *place.momentum);
        if (std::find(running.begin(), running.end(), k) != running.end() && is_taken(sets))
            jumps.push_back({place.id, place.label, place.help, id + "-rate", std::move(sets)});
    }
    return jumps;
}

std::optional<Jump> way_to_anatomy(const Inputs& in, const Computed& r) {
    const Track* chosen = nullptr;
    for (const Track& track : r.tracks) {
        const math::Descent& descent = track.run.model().descent();
        // The noise of a further start would be another one there.
        const bool comes_from = track.start == told_start(in) && (track.start == 0 || !is_random(descent));
        const bool is_adam = std::holds_alternative<math::Adam>(descent.optimizer);
        if (comes_from && (chosen == nullptr || is_adam)) chosen = &track;
    }
    if (chosen == nullptr) return std::nullopt;
    const math::OptimizerFacts& who = facts_of(chosen->optimizer);
    const math::PlanePoint& start = r.starts[chosen->start];
    return Jump{"anatomy",
                "Adam taken apart →",
                fmt::format("Opens that lab with the gradients that {} goes by here.", who.name),
                std::string("show-") + who.id,
                {{"stream", std::string("recorded")},
                 {"recorded-by", std::string(who.id)},
                 {"start", Vector{start.x, start.y}},
                 {"steps", static_cast<long long>(std::clamp(in.steps, 2, most_recorded))}},
                "adam-anatomy"};
}

}  // namespace lossfield::viz::race
