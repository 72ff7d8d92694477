// What the basins say: caption, notices, readouts, and what is under the pointer.
#include "viz/labs/optimizers/basins/basins.hpp"

namespace lossfield::viz::basins {
namespace {

std::string fate(const Inputs& in, const Computed& r, const Path& path) {
    const std::string after = fmt::format("after {} step{}", path.steps, path.steps == 1 ? "" : "s");
    if (path.diverged) return fmt::format("diverges at step {}", path.steps);
    if (path.goal) return fmt::format("arrives at {} {}", place_of_minimum(r, *path.goal), after);
    if (const auto rest = rest_of(in, r, path))
        return fmt::format("stands at the {} {} {}", rest->saddle ? "saddle" : "maximum", place(rest->at),
                           after);
    return fmt::format("has not arrived {}", after);
}

}  // namespace

std::string place(const math::PlanePoint& p) { return fmt::format("({}, {})", brief(p.x, 3), brief(p.y, 3)); }

std::string place_of_minimum(const Computed& r, std::size_t k) {
    const auto without_rounding = [](double v) { return std::abs(v) < 1e-12 ? 0.0 : v; };
    const math::PlanePoint& p = r.points.minima[k];
    return place({without_rounding(p.x), without_rounding(p.y)});
}

std::optional<Rest> rest_of(const Inputs& in, const Computed& r, const Path& path) {
    if (path.x.empty() || path.diverged || path.goal) return std::nullopt;
    const math::PlanePoint end{path.x.back(), path.y.back()};
    for (const bool saddle : {true, false})
        for (const math::PlanePoint& p : saddle ? r.points.saddles : r.points.maxima)
            if (math::distance(p, end) <= in.radius) return Rest{p, saddle};
    return std::nullopt;
}

std::string percent(double share) {
    if (share > 0 && share < 0.001) return "< 0.1 %";
    if (share == 1) return "100 %";
    if (share > 0.999) return "> 99.9 %";
    return fixed(100 * share, 1) + " %";
}

std::vector<std::size_t> by_share(const Computed& r) {
    std::vector<std::size_t> order;
    for (std::size_t k = 0; k < r.points.minima.size(); ++k)
        if (r.shares[k] > 0) order.push_back(k);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return r.shares[a] > r.shares[b]; });
    return order;
}

std::string caption(const Inputs& in, const Computed& r) {
    if (!runs(r)) return "No start is run: the landscape is shown alone.";
    const auto order = by_share(r);
    const char* starts = has_holes(r) ? "starts that it can begin at" : "starts";
    std::string text = "No start arrives at a minimum";
    if (!order.empty()) {
        const std::string share = percent(r.shares[order[0]]), minimum = place_of_minimum(r, order[0]);
        text = all_end_in_one(r)   ? fmt::format("All {} end in the minimum {}", starts, minimum)
               : order.size() == 1 ? fmt::format("{} of all {} end in the minimum {}", share, starts, minimum)
                                   : fmt::format("Starts end in {} minima, the largest share, {}, in {}",
                                                 order.size(), share, minimum);
    }
    const auto add_share = [&](std::size_t kind, const std::string& what) {
        if (r.shares[kind] > 0) text += fmt::format(", {} {}", percent(r.shares[kind]), what);
    };
    add_share(r.lost(), "diverge");
    add_share(r.resting(), "stand at a saddle or a maximum");
    add_share(r.unsettled(),
              fmt::format("have arrived nowhere after {} step{}", in.steps, in.steps == 1 ? "" : "s"));
    text += ".";
    if (!r.path.x.empty())
        text += fmt::format(" From {} the path {}.", place({in.start[0], in.start[1]}), fate(in, r, r.path));
    return text;
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (!runs(r)) out.push_back({"unfit", Severity::Info, r.unfit});
    if (has_holes(r))
        out.push_back({"unusable", Severity::Info,
                       "Mirror descent needs starts with positive coordinates: the others are left blank."});
    if (many_diverge(r))
        out.push_back(
            {"diverged", Severity::Failure,
             fmt::format("{} of the starts diverge: a coordinate passes $10^6$ or is no longer a number.",
                         percent(r.shares[r.lost()]))});
    if (too_deep(in))
        out.push_back(
            {"too-deep", Severity::Warning,
             "Neighbouring starts differ by less than two of the last digits of double precision."});
    return out;
}

Readouts readouts(const Computed& r) {
    Readouts out;
    if (runs(r)) {
        for (std::size_t k = 0; k < r.points.minima.size() && k < 12; ++k)
            out.push_back({fmt::format("share-{}", k + 1), "share of " + place_of_minimum(r, k),
                           fmt::format("$s_{{{}}}$", k + 1), r.shares[k]});
        out.append({{"resting", "share that stands at a saddle or a maximum", "", r.shares[r.resting()]},
                    {"diverged", "share that diverges", "", r.shares[r.lost()]},
                    {"unsettled", "share still under way", "", r.shares[r.unsettled()]}});
        if (std::isfinite(r.mean_steps))
            out.push_back({"mean-steps", "mean steps until arrival", "", r.mean_steps});
        out.push_back(
            {"path-steps", "steps of the path", "$t$", static_cast<double>(r.path.steps), "", true});
    }
    out.append(
        {{"loss", "loss at the start", "$f_0$", r.loss},
         {"gradient", "gradient at the start", "$∇f_0$", Vector{r.gradient.x, r.gradient.y}, "", false, true},
         {"gradient-check", "gradient check", "", r.check, "", false, true}});
    return out;
}

Readouts probe_map(const Inputs& in, const Computed& r, double x, double y) {
    const auto cell = cell_at(in, r, x, y);
    if (!cell || *cell >= r.classes.size() || std::isnan(r.classes[*cell])) return {};
    const auto kind = static_cast<std::size_t>(r.classes[*cell]);
    const std::string where = kind == r.lost()        ? std::string("diverges")
                              : kind == r.resting()   ? std::string("stands at a saddle or a maximum")
                              : kind == r.unsettled() ? std::string("is still under way")
                                                      : "to " + place_of_minimum(r, kind);
    return {{"fate", "", "", where},
            {"steps", "steps", "$t$", static_cast<double>(r.taken[*cell]), "", true},
            {"loss", "loss", "$f$", math::value(r.landscape, {x, y})}};
}

}  // namespace lossfield::viz::basins
