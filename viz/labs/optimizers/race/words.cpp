// What the race says of the step shown: caption, readouts.
#include "viz/labs/optimizers/race/race.hpp"

namespace lossfield::viz::race {
namespace {

constexpr double arrived = 1e-6;
constexpr double near_enough = 1e-3;  // of many runs

// "Nesterov is 0.002 from the minimum (3, 2), Adam 0.1; momentum is at the minimum ..." The nearest comes first; those
// that go for the same point share its name.
std::string standings(const Computed& r, const Moments& moments) {
    struct Standing {
        const Track* track;
        double distance;
        math::PlanePoint goal;
    };
    const math::Objective objective(r.landscape);
    std::vector<Standing> all;
    for (const Moment& m : moments) {
        if (m.ended() || m.track->start > 0) continue;
        const math::PlanePoint goal = nearest(r.goals(), m.at);
        all.push_back(
            {m.track, std::hypot(math::distance(goal, m.at), objective.off_plane(m.after.x)), goal});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Standing& a, const Standing& b) { return a.distance < b.distance; });
    std::string text;
    std::vector<bool> told(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (told[i]) continue;
        text += text.empty() ? "" : "; ";
        const bool there = all[i].distance < arrived;
        text +=
            fmt::format("{} is {} the {} {}", name_of(*all[i].track),
                        there ? "at" : brief(all[i].distance, 2) + " from", r.goal_name(), pair(all[i].goal));
        for (std::size_t k = i + 1; k < all.size(); ++k) {
            if (!(all[k].goal == all[i].goal)) continue;
            told[k] = true;
            text += fmt::format(
                ", {} {}", name_of(*all[k].track),
                all[k].distance < arrived ? "too" : brief(all[k].distance, 2) + (there ? " away" : ""));
        }
    }
    return text;
}

std::string landscape_sentence(const Inputs& in, const Computed& r) {
    if (in.landscape == LandscapeKind::Bowl && in.kappa > 1 && r.curvature)
        return fmt::format(
            " The steep direction caps gradient descent's rate at 2/L = {}; along the flat one a step then "
            "covers only {} of the way.",
            brief(2 / r.curvature->high, 3), brief(2 / r.curvature->high, 2));
    if (in.landscape == LandscapeKind::DoubleWell && r.points.minima.size() == 1)
        return fmt::format(" Beyond the tilt {} only one well is left.",
                           fixed(math::DoubleWell::critical_tilt, 4));
    if (in.landscape == LandscapeKind::Saddle)
        return " Along $x$ the saddle attracts, along $y$ it repels: any departure from $y$ = 0 grows.";
    return "";
}

// Of several starts: "From 3 starts 12 of 24 runs are at a minimum, 2 have diverged."
std::string tally(const Computed& r, const Moments& moments) {
    const math::Objective objective(r.landscape);
    std::size_t there = 0, diverged = 0;
    for (const Moment& m : moments) {
        if (m.ended())
            ++diverged;
        else if (std::hypot(math::distance(nearest(r.goals(), m.at), m.at), objective.off_plane(m.after.x)) <
                 near_enough)
            ++there;
    }
    return fmt::format(
        " From {} starts {} of {} runs are within {} of a {}{}.", r.starts.size(), there, moments.size(),
        brief(near_enough, 1), r.goal_name(),
        diverged > 0 ? fmt::format(", {} {} diverged", diverged, diverged == 1 ? "has" : "have") : "");
}

}  // namespace

std::string pair(double x, double y, int digits) {
    // Small numbers need their room for zeros or powers.
    const auto said = [&](double v) { return brief(v, std::abs(v) < 0.01 ? digits - 1 : digits); };
    return fmt::format("({}, {})", said(x), said(y));
}

std::string caption(const Inputs& in, const Computed& r, const Moments& moments, std::size_t step) {
    if (r.tracks.empty())
        return "No optimizer is shown: switch one on to see its path." + landscape_sentence(in, r);
    const std::string where = standings(r, moments);
    std::string text =
        fmt::format("After {} {}.", steps_of(step), where.empty() ? "nothing is left in the race" : where);
    if (r.starts.size() > 1) text += tally(r, moments);
    return text + landscape_sentence(in, r);
}

Readouts readouts(const Computed& r, const Moments& moments, const Told& in_words, std::size_t step) {
    // Places and gradients stand in the sheets.
    Readouts out{{"step", "step", "$t$", static_cast<double>(step), "", true},
                 {"loss", "loss at the start", "$f_0$", r.loss, ""},
                 {"gradient", "gradient at the start", "$∇f_0$", Vector{r.gradient.x, r.gradient.y}, ""}};
    const math::Objective objective(r.landscape);
    for (const Moment& m : moments) {
        const Track& track = *m.track;
        const math::OptimizerFacts& who = facts_of(track.optimizer);
        const std::string& id = track.id;
        const std::string of = " of " + (who.name + from_start(track));
        const auto symbol = [&](const char* letter) {
            return fmt::format("${}_{{\\text{{{}}}}}$", letter, who.symbol);
        };
        const bool aside = std::find(in_words.begin(), in_words.end(), &m) == in_words.end();
        out.push_back({id + "-loss", "loss" + of, symbol("f"), m.loss, "", false, aside});
        const math::Coordinates g = objective.gradient(m.after.x);
        const math::PlanePoint shown = objective.shown(g);
        out.push_back(
            {id + "-gradient", "gradient" + of, symbol("∇f"), Vector{shown.x, shown.y}, "", false, true});
        out.push_back({id + "-x", "place" + of, symbol("x"), Vector{m.at.x, m.at.y}, "", false, true});
        if (r.matrix())
            out.push_back({id + "-beside", "distance from the slice" + of, symbol("d"),
                           objective.off_plane(m.after.x), "", false, true});
    }
    out.push_back({"gradient-check", "gradient check", "", r.check, ""});
    return out;
}

}  // namespace lossfield::viz::race
