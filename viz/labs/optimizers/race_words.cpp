// What the race says: caption, notices, readouts.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/labs/optimizers/race.hpp"
#include "viz/scale.hpp"

namespace lossfield::viz::race {
namespace {

math::PlanePoint nearest_goal(const Computed& r, const math::PlanePoint& at) {
    const auto& goals = r.points.minima.empty() ? r.points.saddles : r.points.minima;
    math::PlanePoint best = goals.front();
    for (const math::PlanePoint& p : goals)
        if (math::distance(p, at) < math::distance(best, at)) best = p;
    return best;
}

constexpr double arrived = 1e-6;

// "Nesterov is 0.002 from the minimum (3, 2), Adam 0.1; momentum is at the minimum ..." The nearest comes first; those
// that go for the same point share its name.
std::string standings(const Computed& r, std::size_t step) {
    struct Standing {
        const Track* track;
        double distance;
        math::PlanePoint goal;
    };
    std::vector<Standing> all;
    for (const Track& track : r.tracks) {
        const std::size_t t = within(track, step);
        if (track.diverged && t == track.last()) continue;
        all.push_back({&track, track.distance[t], nearest_goal(r, {track.x[t], track.y[t]})});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Standing& a, const Standing& b) { return a.distance < b.distance; });
    std::string text;
    std::vector<bool> told(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (told[i]) continue;
        text += text.empty() ? "" : "; ";
        const bool there = all[i].distance < arrived;
        text += fmt::format("{} is {} {} {}", optimizer_names[all[i].track->optimizer].name,
                            there ? "at" : brief(all[i].distance, 2) + " from",
                            r.points.minima.empty() ? "the saddle" : "the minimum",
                            pair(all[i].goal.x, all[i].goal.y));
        for (std::size_t k = i + 1; k < all.size(); ++k) {
            if (!(all[k].goal == all[i].goal)) continue;
            told[k] = true;
            text += fmt::format(
                ", {} {}", optimizer_names[all[k].track->optimizer].name,
                all[k].distance < arrived ? "too" : brief(all[k].distance, 2) + (there ? " away" : ""));
        }
    }
    return text;
}

std::string landscape_sentence(const Inputs& in, const Computed& r) {
    if (in.landscape == "bowl" && in.kappa > 1)
        return fmt::format(
            " The steep direction caps gradient descent's rate at 2/L = {}; along the flat one a step then "
            "covers only {} of the way.",
            brief(2 / *r.curvature, 3), brief(2 / *r.curvature, 2));
    if (in.landscape == "double-well" && r.points.minima.size() == 1)
        return fmt::format(" Beyond the tilt {} only one well is left.",
                           fixed(math::DoubleWell::critical_tilt, 4));
    if (in.landscape == "saddle")
        return " Along $x$ the saddle attracts, along $y$ it repels: any departure from $y$ = 0 grows.";
    return "";
}

std::string cause(const Track& track) {
    if (track.rate > track.limit)
        return fmt::format("its rate {} is above the limit {}", brief(track.rate, 3), brief(track.limit, 3));
    if (std::isinf(track.limit)) return fmt::format("its rate is {}", brief(track.rate, 3));
    return fmt::format("its rate {} is below the limit {}, which holds only near the minimum",
                       brief(track.rate, 3), brief(track.limit, 3));
}

Notice divergence(const Track& track) {
    const std::size_t t = track.last();
    const bool finite = std::isfinite(track.x[t]) && std::isfinite(track.y[t]);
    return {fmt::format("{}-diverged", optimizer_names[track.optimizer].id), Severity::Failure,
            fmt::format("{} diverged at step {}: {}; {}.", optimizer_names[track.optimizer].title, t,
                        finite ? fmt::format("a coordinate is beyond $10^{{{:.0f}}}$",
                                             std::log10(math::divergence_bound))
                               : std::string("a coordinate is no longer a finite number"),
                        cause(track))};
}

Notice thrown_off(const Track& track) {
    const Throw& told = *track.thrown;
    const std::string why =
        told.spike_step < told.step
            ? fmt::format(
                  "Its mean $m$ still holds the gradient {} of step {}, its mean square $v$ has "
                  "forgotten it: $β_2$ is too small beside $β_1$.",
                  brief(told.spike, 3), told.spike_step)
            : fmt::format("This step's gradient is {}, and the mean square $v$ has seen only small ones.",
                          brief(told.spike, 3));
    return {"adam-thrown", Severity::Warning,
            fmt::format("Adam, step {}: ${}$ jumps by {}, {} times the rate. {}", told.step, told.coordinate,
                        brief(told.move, 3), brief(told.times_rate, 2), why)};
}

}  // namespace

std::string pair(double x, double y, int digits) {
    // Small numbers need their room for zeros or powers.
    const auto said = [&](double v) { return brief(v, std::abs(v) < 0.01 ? digits - 1 : digits); };
    return fmt::format("({}, {})", said(x), said(y));
}

std::string caption(const Inputs& in, const Computed& r, std::size_t step) {
    if (r.tracks.empty())
        return "No optimizer is shown: switch one on to see its path." + landscape_sentence(in, r);
    const std::string where = standings(r, step);
    return fmt::format("After {} step{} {}.", step, step == 1 ? "" : "s",
                       where.empty() ? "nothing is left in the race" : where) +
           landscape_sentence(in, r);
}

std::vector<Notice> notices(const Computed& r) {
    std::vector<Notice> out;
    for (const Track& track : r.tracks) {
        if (track.diverged) out.push_back(divergence(track));
        if (track.thrown) out.push_back(thrown_off(track));
    }
    return out;
}

std::vector<Readout> readouts(const Computed& r, std::size_t step) {
    // Places and gradients stand in the sheets.
    std::vector<Readout> out{
        {"step", "step", "$t$", static_cast<double>(step), "", true},
        {"loss", "loss at the start", "$f_0$", r.loss, ""},
        {"gradient", "gradient at the start", "$∇f_0$", Vector{r.gradient.x, r.gradient.y}, ""}};
    for (const Track& track : r.tracks) {
        const std::size_t t = within(track, step);
        const OptimizerName& name = optimizer_names[track.optimizer];
        const std::string id = name.id;
        const auto symbol = [&](const char* of) {
            return fmt::format("${}_{{\\text{{{}}}}}$", of, name.symbol);
        };
        const math::PlanePoint g = math::gradient(r.landscape, {track.x[t], track.y[t]});
        out.push_back({id + "-loss", std::string("loss of ") + name.name, symbol("f"), track.loss[t], ""});
        out.push_back({id + "-gradient", std::string("gradient of ") + name.name, symbol("∇f"),
                       Vector{g.x, g.y}, "", false, true});
        out.push_back({id + "-x", std::string("place of ") + name.name, symbol("x"),
                       Vector{track.x[t], track.y[t]}, "", false, true});
    }
    out.push_back({"gradient-check", "gradient check", "", r.check, ""});
    return out;
}

}  // namespace lossfield::viz::race
