// What is so: the conditions of sentences.
#include "viz/labs/margins/angular_margins/angular_margins.hpp"

namespace lossfield::viz::angular_margins {

using math::MarginKind;

constexpr double same_angle = 1e-9, same_share = 1e-12;  // what rounding leaves
constexpr double one_ray = 0.01;                         // arrows so near cover each other

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

bool Run::ends_at_no_number() const {
    if (!ran_off()) return false;
    const math::TrainingState end = steps.model().step(steps.at(steps.last()), steps.last() + 1);
    return !std::all_of(end.x.begin(), end.x.end(), [](double v) { return std::isfinite(v); });
}

bool theory_holds(const Inputs& in, const math::PlaneDecision& d) {
    const auto [least, most] = std::minmax_element(d.lengths.begin(), d.lengths.end());
    return math::has_psi(in.kind) && in.annealing == 0 && *most - *least <= same_share * *most;
}

bool evenly_spread(const math::PlaneDecision& d) {
    Vector at = d.directions;
    std::sort(at.begin(), at.end());
    const double even = math::full_turn / static_cast<double>(at.size());
    for (std::size_t k = 0; k < at.size(); ++k) {
        const double next = k + 1 < at.size() ? at[k + 1] : at[0] + math::full_turn;
        if (std::abs(next - at[k] - even) > same_angle) return false;
    }
    return true;
}

std::optional<double> compact_from(const Inputs& in, const math::PlaneDecision& d) {
    if (!theory_holds(in, d)) return std::nullopt;
    // Two opposite classes are neighbours on both sides, as three are.
    if (evenly_spread(d)) return math::compact_multiple(std::max<std::size_t>(3, d.directions.size()));
    if (d.directions.size() != 2 ||
        math::angle_between_directions(d.directions[0], d.directions[1]) < same_angle)
        return std::nullopt;
    return math::compact_multiple(2);
}

std::vector<std::size_t> wins_only_rising(const Inputs& in, const math::PlaneDecision& d) {
    std::vector<std::size_t> out;
    if (in.kind != MarginKind::ArcFace || in.repair) return out;
    for (std::size_t k = 0; k < d.won.size(); ++k) {
        const double across = d.directions[k] + std::numbers::pi;
        const bool rising = std::all_of(d.won[k].begin(), d.won[k].end(), [&](const math::Arc& arc) {
            return math::angle_between_directions(arc.middle(), across) + 0.5 * arc.width() <=
                   in.arcface + same_angle;
        });
        if (rising && !d.won[k].empty()) out.push_back(k);
    }
    return out;
}

Shares shares(const math::PlaneDecision& d) {
    Shares out{std::vector<std::vector<math::Arc>>(d.won.size())};
    const auto turned = [](double angle) {
        return angle - std::floor(angle / math::full_turn) * math::full_turn;
    };
    Vector ends{0, math::full_turn};
    for (const auto& arcs : d.won)
        for (const math::Arc& arc : arcs) ends.push_back(turned(arc.from)), ends.push_back(turned(arc.to));
    std::sort(ends.begin(), ends.end());
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        const math::Arc part{ends[i], ends[i + 1]};
        if (part.width() < same_angle) continue;
        std::vector<std::size_t> winners;
        for (std::size_t k = 0; k < d.won.size(); ++k)
            if (std::any_of(d.won[k].begin(), d.won[k].end(), [&](const math::Arc& arc) {
                    return turned(part.middle() - arc.from) < arc.width();
                }))
                winners.push_back(k);
        if (winners.size() == 1) out.alone[winners[0]].push_back(part);
        if (winners.size() > 1) out.several.push_back(part);
    }
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
    return {count(0), count(r.plane->steps.last())};
}

bool scale_too_small(const Inputs& in) {
    return !math::has_feature_length(in.kind) && !opposite_beats_ideal(in) &&
           math::ideal_probability(margin_of(in), classes_of(in)) < in.probability;
}

bool ideal_is_best(const Inputs& in) { return in.kind != MarginKind::ArcFace || in.arcface == 0; }

bool opposite_beats_ideal(const Inputs& in) {
    const math::AngularMargin a = margin_of(in);
    return math::right_factor(a, std::numbers::pi) + 1 >
           math::right_factor(a, 0) + 1 / static_cast<double>(classes_of(in) - 1);
}

bool ideal_beyond_plane(const Inputs& in) { return classes_of(in) > 3; }

std::size_t rises(const Computed& r) {
    const Vector& loss = r.plane->loss;
    std::size_t count = 0;
    for (std::size_t t = 1; t < loss.size(); ++t) count += loss[t] > loss[t - 1] * (1 + 1e-12) ? 1 : 0;
    return count;
}

std::vector<std::array<std::size_t, 2>> on_one_ray(const math::PlaneDecision& d) {
    std::vector<std::array<std::size_t, 2>> pairs;
    for (std::size_t a = 0; a < d.directions.size(); ++a)
        for (std::size_t b = a + 1; b < d.directions.size(); ++b)
            if (math::angle_between_directions(d.directions[a], d.directions[b]) < one_ray)
                pairs.push_back({a, b});
    return pairs;
}

bool no_scale_reaches(const Inputs& in) {
    return math::right_factor(margin_of(in), 0) + 1 / static_cast<double>(classes_of(in) - 1) <= 0;
}

bool no_such_class(const Inputs& in) { return static_cast<std::size_t>(in.of_class) >= classes_of(in); }

}  // namespace lossfield::viz::angular_margins
