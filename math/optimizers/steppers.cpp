#include "math/optimizers/steppers.hpp"

#include <array>
#include <utility>

namespace lossfield::math {
namespace {

template <std::size_t... I>
std::array<Optimizer, optimizer_count> defaults(std::index_sequence<I...> /*numbers*/) {
    return {Optimizer(std::in_place_index<I>)...};
}

}  // namespace

const Optimizer& default_optimizer(std::size_t number) {
    static const auto all = defaults(std::make_index_sequence<optimizer_count>());
    return all.at(number);
}

double rate_of(const Optimizer& optimizer) {
    return std::visit([](const auto& o) { return o.rate; }, optimizer);
}

Optimizer with_rate(Optimizer optimizer, double rate) {
    std::visit([rate](auto& o) { o.rate = rate; }, optimizer);
    return optimizer;
}

double rate_limit(const Optimizer& optimizer, double curvature) {
    return std::visit([curvature](const auto& o) { return limit_of(o, curvature); }, optimizer);
}

std::optional<std::string> unfit(const Optimizer& optimizer, const Landscape& landscape,
                                 const PlanePoint& start) {
    const OptimizerFacts& who = facts(optimizer);
    const Objective objective(landscape);
    const Coordinates x = objective.lifted(start);
    const auto sentence = [&](const std::string& what) {
        return std::string("The optimizer ") + who.name + " needs " + what;
    };
    const std::string name = facts(landscape).name;
    if (who.needs.matrix && objective.dimension() != max_dimension)
        return sentence("a matrix; ") + name + " has two single coordinates.";
    if (who.needs.metric && !objective.metric(x))
        return sentence("the Fisher metric of a likelihood; ") + name + " is none.";
    if (who.needs.positive) {
        // The map of a matrix shows its first and last entry; those between start at the same place from everywhere.
        if (objective.dimension() == max_dimension && !(x[1] > 0.0 && x[2] > 0.0))
            return sentence("positive coordinates; ") + name + " has others beside its map.";
        for (std::size_t d = 0; d < objective.dimension(); ++d)
            if (!(x[d] > 0.0)) return sentence("a start whose coordinates are all positive.");
    }
    return std::nullopt;
}

}  // namespace lossfield::math
