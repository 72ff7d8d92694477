// Places of theory that the rates can jump to: from the curvatures mu and L at the minimum nearest to the start.
//   gradient descent  1/L,  2/(L + mu),  2/L         [Nesterov 2004, 2.1.5]
//   momentum          4/(sqrt L + sqrt mu)^2 with its momentum                        [Polyak 1964]
//   Nesterov          1/L with (sqrt k - 1)/(sqrt k + 1), k = L/mu;  4/(3 L + mu)     [Nesterov 2004; Lessard 2016]
//   Newton, natural   1, the whole step
// And the way to Adam taken apart, which sees the gradients of a run.
#include "math/descent/momentum_spectrum.hpp"
#include "viz/inputs/values.hpp"
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

struct Places {
    const Computed& r;
    Jumps& jumps;

    void add(const std::string& id, const std::string& optimizer, const std::string& label,
             const std::string& help, double rate, std::optional<double> momentum = std::nullopt) const {
        std::vector<Setting> sets{{optimizer + "-rate", rate}};
        if (momentum)
            sets.emplace_back(optimizer == "momentum" ? "momentum" : optimizer + "-momentum", *momentum);
        if (is_taken(sets)) jumps.push_back({id, label, help, optimizer + "-rate", std::move(sets)});
    }

    // Off quadratics the curvature is that of one place.
    [[nodiscard]] std::string reach() const {
        if (r.facts().quadratic) return ".";
        const math::PlanePoint at = nearest(r.points.minima, r.starts.front());
        return fmt::format(", near the minimum {} only.", pair(at));
    }

    void of_descent(const math::Eigenvalues2& h) const {
        const math::BestRate best = math::best_gradient_descent(h.low, h.high);
        add("gd-safe", "gd", "$1/L$",
            fmt::format("The rate {}: the steepest direction arrives in one step, none overshoots{}",
                        brief(1 / h.high, 3), reach()),
            1 / h.high);
        add("gd-best", "gd", "$2/(L+μ)$",
            fmt::format("The fastest rate {}: each step leaves {} of the error{}", brief(best.rate, 3),
                        brief(best.contraction, 3), reach()),
            best.rate);
        add("gd-limit", "gd", "$2/L$",
            fmt::format("The limit {}: the steepest direction leaps to and fro and never ends{}",
                        brief(2 / h.high, 3), reach()),
            2 / h.high);
    }

    void of_pair(const char* id, const char* optimizer, const char* label, const math::BestRate& best) const {
        add(id, optimizer, label,
            fmt::format("The rate {} with momentum {}, the fastest pair: each step leaves {} of the error "
                        "in the end{}",
                        brief(best.rate, 3), brief(best.momentum, 3), brief(best.contraction, 3), reach()),
            best.rate, best.momentum);
    }

    void of_nesterov(const math::Eigenvalues2& h) const {
        const double root = std::sqrt(h.high / h.low);
        const double momentum = (root - 1) / (root + 1);
        add("nesterov-safe", "nesterov", "$1/L$",
            fmt::format("Nesterov's own pair, the rate {} with momentum {}: each step leaves {} of the error "
                        "in the end{}",
                        brief(1 / h.high, 3), brief(momentum, 3), brief(1 - 1 / root, 3), reach()),
            1 / h.high, momentum);
        of_pair("nesterov-best", "nesterov", "$4/(3L+μ)$", math::best_nesterov(h.low, h.high));
    }

    void of_whole_step(const char* optimizer, const char* help) const {
        add(std::string(optimizer) + "-whole", optimizer, "$1$", help, 1);
    }
};

// As many steps as are looked at there.
constexpr int most_recorded = 2000;

}  // namespace

Jumps theory_jumps(const Computed& r) {
    Jumps jumps;
    const Places places{r, jumps};
    const auto runs = [&](const char* id) {
        return std::any_of(r.tracks.begin(), r.tracks.end(), [&](const Track& track) {
            return facts_of(track.optimizer).id == std::string(id);
        });
    };
    if (r.curvature && r.curvature->low > 0) {
        const math::Eigenvalues2& h = *r.curvature;
        if (runs("gd")) places.of_descent(h);
        if (runs("momentum"))
            places.of_pair("momentum-best", "momentum", "$4/(√L+√μ)^2$",
                           math::best_heavy_ball(h.low, h.high));
        if (runs("nesterov")) places.of_nesterov(h);
    }
    if (runs("newton")) places.of_whole_step("newton", "The whole step: on a quadratic it arrives at once.");
    if (runs("natural"))
        places.of_whole_step("natural",
                             "The whole step: where the Fisher metric is the Hessian it is Newton's.");
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
