// What the race says of the step shown: caption, readouts.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

// "Nesterov is 0.002 from the minimum (3, 2), Adam 0.1; momentum is at the minimum ..." The nearest comes first; those
// that go for the same point share its name.
std::string standings(const Computed& r, const Shown& shown) {
    struct Standing {
        const char* name;
        double distance;
        math::PlanePoint goal;
        std::string place;
    };
    std::vector<Standing> left;
    for (const Moment& m : shown.moments) {
        if (m.ended() || m.track->start != 0) continue;
        const bool flat = is_without_slope(r, m);
        const math::PlanePoint goal = flat ? m.at : math::nearest(r.goals(), m.at);
        left.push_back({name_of(*m.track), flat ? 0 : distance_to_goal(r, m), goal,
                        flat ? pair(goal) + ", where the gradient is 0"
                             : fmt::format("the {} {}", r.goal_name(), pair(goal))});
    }
    std::stable_sort(left.begin(), left.end(),
                     [](const Standing& a, const Standing& b) { return a.distance < b.distance; });
    std::string text;
    while (!left.empty()) {
        const Standing first = left.front();
        const bool there = has_arrived(first.distance);
        const std::string where = there ? "at" : brief(first.distance, 2) + " from";
        text += text.empty() ? "" : "; ";
        text += fmt::format("{} is {} {}", first.name, where, first.place);
        left.erase(left.begin());
        const auto others = std::stable_partition(left.begin(), left.end(),
                                                  [&](const Standing& s) { return s.goal == first.goal; });
        for (auto s = left.begin(); s != others; ++s) {
            const std::string away = brief(s->distance, 2) + (there ? " away" : "");
            text += fmt::format(", {} {}", s->name, has_arrived(s->distance) ? "too" : away);
        }
        left.erase(left.begin(), others);
    }
    return text;
}

std::string landscape_sentence(const Inputs& in, const Computed& r) {
    if (steep_direction_caps(in, r)) {
        const auto [mu, largest] = *r.curvature;
        const double share = 2 * mu / largest;
        return fmt::format(
            " The steep direction caps gradient descent's rate at {}; along the flat one a step then "
            "covers {}{} of the way.",
            limit_text(limit_name(in, number_of(OptimizerKind::GradientDescent)), 2 / largest, 2 / largest),
            share < 1 ? "only " : "", brief(share, 2));
    }
    if (has_one_well(in, r))
        return fmt::format(" From the tilts ±{} on only one well is left.",
                           fixed(math::DoubleWell::critical_tilt, 4));
    if (in.landscape == LandscapeKind::Saddle)
        return " Downhill leads towards the saddle along $x$ and away from it along $y$.";
    return "";
}

// Of several starts: "From 3 starts 12 of 24 runs are within 0.001 of a minimum, 2 have diverged."
std::string tally(const Computed& r, const Shown& shown) {
    std::size_t there = 0, diverged = 0;
    for (const Moment& m : shown.moments)
        diverged += m.ended() ? 1 : 0, there += !m.ended() && is_near(r, m) ? 1 : 0;
    return fmt::format(
        " From {} starts {} of {} runs are within {} of a known {}{}.", r.starts.size(), there,
        shown.moments.size(), brief(near_enough, 1), r.goal_name(),
        diverged > 0 ? fmt::format(", {} {} diverged", diverged, diverged == 1 ? "has" : "have") : "");
}

}  // namespace

std::string pair(double x, double y) {
    // Small numbers need their room for zeros or powers.
    const auto said = [](double v) { return brief(v, std::abs(v) < 0.01 ? 2 : 3); };
    return fmt::format("({}, {})", said(x), said(y));
}

std::string limit_text(const std::string& name, double limit, double rate) {
    const std::string value = told_from(limit, rate, 3);
    return name == value ? value : fmt::format("{} = {}", name, value);
}

std::string limit_text(const Track& track, double rate) {
    return limit_text(track.limit_name, track.limit, rate) +
           (track.limit_is_local ? fmt::format(", a local limit at the minimum {}", pair(track.minimum))
                                 : "");
}

std::string caption(const Inputs& in, const Computed& r, const Shown& shown) {
    if (r.tracks.empty()) {
        const bool none = std::none_of(in.shown.begin(), in.shown.end(), [](bool one) { return one; });
        return (none ? "No optimizer is shown: switch one on to see its path."
                     : "None of the optimizers chosen can run here.") +
               landscape_sentence(in, r);
    }
    const bool several = r.starts.size() > 1;
    const std::string where = standings(r, shown);
    std::string text =
        fmt::format("After {}{} {}.", steps_of(shown.step), several ? " from the first start" : "",
                    where.empty() ? "nothing is left in the race" : where);
    if (several) text += tally(r, shown);
    return text + landscape_sentence(in, r);
}

Readouts readouts(const Computed& r, const Shown& shown) {
    // Places and gradients stand in the sheets.
    Readouts out{{"step", "step", "$t$", static_cast<double>(shown.step), "", true},
                 {"loss", "loss at the start", "$f_0$", r.loss},
                 {"gradient", "gradient at the start", "$∇f_0$", Vector{r.gradient.x, r.gradient.y}}};
    const math::Objective objective(r.landscape);
    for (const Moment& m : shown.moments) {
        const math::OptimizerFacts& who = facts_of(m.track->optimizer);
        const auto add = [&](const char* id, const char* what, const char* letter, ReadoutValue v,
                             bool aside) {
            out.push_back({fmt::format("{}-{}", m.track->id, id),
                           fmt::format("{} of {}{}", what, who.name, from_start(*m.track)),
                           fmt::format("${}_{{\\text{{{}}}}}$", letter, who.symbol), std::move(v), "", false,
                           aside});
        };
        add("loss", "loss", "f", m.loss,
            std::find(shown.told.begin(), shown.told.end(), &m) == shown.told.end());
        const math::PlanePoint g = objective.shown(objective.gradient(m.after.x));
        add("gradient", "gradient", "∇f", Vector{g.x, g.y}, true);
        add("x", "place", "x", Vector{m.at.x, m.at.y}, true);
        if (r.matrix()) add("beside", "distance from the slice", "d", objective.off_plane(m.after.x), true);
    }
    out.push_back({"gradient-check", "gradient check", "", r.check});
    return out;
}

}  // namespace lossfield::viz::race
