// What is so: the conditions of sentences.
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {

using math::MarginKind;

bool without_margin(const Inputs& in) {
    const math::AngularMargin a = margin_of(in);
    return a.multiple == 1 && a.margin == 0;
}

bool none_wins(const math::PlaneDecision& d) {
    return std::all_of(d.won.begin(), d.won.end(), [](const auto& arcs) { return arcs.empty(); });
}

bool has_wedge(const math::PlaneDecision& d) { return !d.empty.empty(); }

double widest_wedge(const math::PlaneDecision& d) {
    double widest = 0;
    for (const math::Arc& arc : d.empty) widest = std::max(widest, arc.width());
    return widest;
}

bool several_classes(const Shown& s) { return !std::isnan(s.between); }
bool compact(const Shown& s) { return s.within < s.between; }

std::optional<std::array<std::size_t, 2>> twins(const Inputs& in) {
    const bool lengths = math::has_weight_lengths(in.kind);
    for (std::size_t a = 0; a < classes_of(in); ++a)
        for (std::size_t b = a + 1; b < classes_of(in); ++b)
            if (std::abs(std::remainder(in.angles[a] - in.angles[b], 360)) < 1e-9 &&
                (!lengths || in.lengths[a] == in.lengths[b]))
                return std::array{a, b};
    return std::nullopt;
}

std::vector<std::size_t> winless(const Computed& r) {
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < r.start.won.size(); ++k)
        if (r.start.won[k].empty()) out.push_back(k);
    return out;
}

Astray astray(const Inputs& in, const Computed& r) {
    if (in.kind != MarginKind::ArcFace || in.repair || in.arcface == 0) return {};
    const auto count = [&](std::size_t step) {
        const math::TrainingState state = r.plane->steps.at(step);
        const std::span<const double> x = r.plane->objective.features(state.x),
                                      w = r.plane->objective.directions(state.x);
        std::size_t n = 0;
        for (std::size_t i = 0; i < r.plane->objective.labels().size(); ++i) {
            const std::size_t k = r.plane->objective.labels()[i];
            if (x[2 * i] == 0 && x[2 * i + 1] == 0) continue;
            n += math::angle_between_directions(std::atan2(x[2 * i + 1], x[2 * i]),
                                                std::atan2(w[2 * k + 1], w[2 * k])) >
                 std::numbers::pi - in.arcface;
        }
        return n;
    };
    return {count(0), count(r.plane->last())};
}

bool scale_too_small(const Inputs& in) {
    return !math::has_feature_length(in.kind) &&
           math::ideal_probability(margin_of(in), classes_of(in)) < in.probability;
}

bool no_scale_reaches(const Inputs& in) {
    return math::right_factor(margin_of(in), 0) + 1 / static_cast<double>(classes_of(in) - 1) <= 0;
}

bool no_such_class(const Inputs& in) { return static_cast<std::size_t>(in.of_class) >= classes_of(in); }

}  // namespace lossfield::viz::angular_margins
