// The ways from here to other labs, with what both have in common.
#include "viz/labs/classification/softmax_descent/softmax_descent.hpp"

namespace lossfield::viz::softmax_descent {
namespace {

// The rates of a landscape with another curvature that are as large a part of their limits; those without one stay.
std::vector<Setting> rates_for(const Computed& r, double curvature) {
    std::vector<Setting> sets;
    for (const Track& t : r.tracks) {
        const std::string id = std::string(t.facts().id) + "-rate";
        const double there = math::rate_limit(math::default_optimizer(t.optimizer), curvature),
                     here =
                         math::rate_limit(math::default_optimizer(t.optimizer), r.loss.highest_curvature());
        const double rate = t.rate * there / here;
        if (std::isfinite(there) && rate >= 1e-12 && rate <= 1e300) sets.emplace_back(id, rate);
    }
    return sets;
}

Jump way(const char* id, std::string label, std::string help, const char* lab, std::vector<Setting> sets) {
    Jump jump{id, std::move(label), std::move(help)};
    jump.parameter = "logits", jump.lab = lab, jump.sets = std::move(sets);
    return jump;
}

// The logits that give the same probabilities without the margin; none where these leave the range of logits.
std::optional<Vector> plain_logits(const Inputs& in, const Computed& r) {
    Vector z = in.logits;
    for (std::size_t k = 0; k < 3; ++k) z[k] -= in.margin * r.loss.target()[k];
    const bool inside = std::all_of(z.begin(), z.end(), [](double v) { return std::abs(v) <= 1000; });
    return inside ? std::optional(z) : std::nullopt;
}

}  // namespace

void add_ways(Jumps& jumps, const Inputs& in, const Computed& r) {
    const auto z = plain_logits(in, r);
    if (!z) return;
    const math::ThreeLogits& t = r.loss.smoothed();
    std::vector<Setting> sets{{"logits", *z}};
    if (in.smoothing > 0) sets.emplace_back("target", Vector{t[0], t[1], t[2]});
    const std::string without =
        in.margin != 0 ? " It knows no margin: the target's logit is lower by it." : "";
    jumps.push_back(way("cross-entropy", "Bars and simplex →",
                        "Opens the lab of softmax and cross-entropy with these probabilities." + without,
                        "softmax-cross-entropy", std::move(sets)));
    const auto target = target_class(r);
    constexpr double most_smoothing = 0.5;  // there
    if (target && in.smoothing <= most_smoothing) {
        std::vector<Setting> surface{{"over", "logits"},
                                     {"loss", in.smoothing > 0 ? "label-smoothed" : "cross-entropy"},
                                     {"smoothing", in.smoothing},
                                     {"target", static_cast<long long>(*target + 1)},
                                     {"point", Vector{(*z)[0], (*z)[1]}},
                                     {"third-logit", (*z)[2]},
                                     {"steps", static_cast<long long>(std::min(in.steps, 2000))}};
        const double rate = in.rate_of(OptimizerKind::GradientDescent);
        surface.emplace_back("rate", std::clamp(rate, 1e-4, 100.0));
        jumps.push_back(
            way("surfaces", "Loss surfaces →",
                "Opens that lab with this loss over the first two logits, the third one held." + without,
                "loss-surfaces", std::move(surface)));
    }
    constexpr Interval scales{0.05, 1000}, cosine_margins{0, 2};  // there
    if (const double scale = 1 / in.temperature; scales.contains(scale) && cosine_margins.contains(in.margin))
        jumps.push_back(
            way("angles", "Angular margins →",
                "Opens the lab of margins between directions with this margin on a cosine and the scale 1/T.",
                "angular-margins", {{"kind", "cosface"}, {"cosine-margin", in.margin}, {"scale", scale}}));
    if (r.tracks.empty()) return;
    std::vector<Setting> race = rates_for(r, 2);
    race.emplace_back("landscape", "gaussian-likelihood");
    race.emplace_back("start", Vector{-0.5, 3.2});
    jumps.push_back(
        way("race", "Race →",
            "Opens the race with the same optimizers on another likelihood with a Fisher metric, their "
            "rates as large a part of their limits there as here of those by $1/(2T^2)$.",
            "race", std::move(race)));
}

}  // namespace lossfield::viz::softmax_descent
