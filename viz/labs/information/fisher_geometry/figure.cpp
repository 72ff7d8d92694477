// The picture of the lab put together: its words and numbers, and what is true under the pointer.
#include "math/information/divergences.hpp"
#include "math/information/information.hpp"
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

// KL, which is infinite, and why.
std::string infinite_objective(const Inputs& in, const Computed& r) {
    const bool from = in.objective == math::FlowObjective::KlFromTarget;
    const Vector &first = from ? r.q : r.p, &second = from ? r.p : r.q;
    std::size_t k = 0;
    while (k < 2 && !(first[k] > 0 && second[k] == 0)) ++k;
    return fmt::format(
        "${0}$ is +∞ here: ${1}$ gives outcome {3} probability 0, ${2}$ does not. No flow is drawn.",
        from ? "KL(q‖p)" : "KL(p‖q)", from ? "p" : "q", from ? "q" : "p", k + 1);
}

Notices path_notices(const Computed& r) {
    if (has_exponential_path(r)) return {};
    return {
        {"no-exponential-path", Severity::Warning,
         "No exponential path: one of $p$ and $q$ gives probability 0 to an outcome that the other allows, "
         "and in log $p$ that is infinitely far."}};
}

Notices flow_notices(const Inputs& in, const Computed& r) {
    if (!has_flow(r)) return {{"infinite", Severity::Warning, infinite_objective(in, r)}};
    if (!is_stuck(r)) return {};
    return {{"stuck", Severity::Warning,
             fmt::format("Both flows keep to the outcomes they start with: under either a probability of 0 "
                         "stays 0. Among "
                         "these $KL(p‖q)$ cannot sink below {} nats.",
                         brief(least_on_side(r), 4))}};
}

Notices projection_notices(const Computed& r) {
    if (!spans_family(r))
        return {{"no-family", Severity::Warning, "$q$ and $a$ are one point: they span no family."}};
    Notices out;
    if (!r.m)
        out.push_back(
            {"no-m-projection", Severity::Warning,
             "No exponential family through $q$ and $a$ that holds all outcomes of $p$: some of the three "
             "lies on a side of the triangle."});
    if (!r.e)
        out.push_back(
            {"no-e-projection", Severity::Warning,
             "KL to $p$ is +∞ from every member of the linear family: each gives something to an outcome "
             "to which $p$ gives nothing."});
    if (r.e && !is_finite(*r.e))
        out.push_back(
            {"infinite-relation", Severity::Warning,
             "$p$ gives nothing to an outcome to which all members of the linear family but one give "
             "something: KL to $p$ is +∞ from all but that one, $r_e$."});
    return out;
}

Notices triangle_notices(const Computed& r) {
    if (has_area(r)) return {};
    const std::string text =
        !has_corners(r)  ? "Two of the corners are one point: there is no triangle."
        : !has_height(r) ? "The three points lie on one geodesic: a triangle without area has no excess."
                         : fmt::format(
                               "The triangle is small: of the excess, a quarter of its area {}, rounding "
                               "leaves too few digits.",
                               readable(r.triangle.area, 3));
    return {{"no-triangle", Severity::Warning, text}};
}

Notices notices(const Inputs& in, const Computed& r) {
    switch (in.view) {
        case Scene::Paths:
            return path_notices(r);
        case Scene::Flows:
            return flow_notices(in, r);
        case Scene::Projections:
            return projection_notices(r);
        case Scene::Triangle:
            return triangle_notices(r);
    }
    return {};
}

std::string path_caption(const Computed& r) {
    if (coincide(r)) return "$p$ and $q$ are one point: every path between them has the length 0.";
    const std::string mixture = brief(r.length[0], 4), geodesic = readable(r.length[2], 4);
    if (!has_exponential_path(r))
        return fmt::format(
            "The geodesic is {} long, the mixture path {}. An exponential path needs $p$ and $q$ to "
            "allow the same outcomes.",
            geodesic, mixture);
    return fmt::format(
        "Three ways that are each straight somewhere. On the sphere the geodesic is a great circle, "
        "{} long; straight in $p$ it takes {}, straight in log $p$ {}.",
        geodesic, mixture, brief(r.length[1], 4));
}

std::string flow_caption(const Inputs& in, const Computed& r) {
    const bool from = in.objective == math::FlowObjective::KlFromTarget;
    const char* kl = from ? "KL(q‖p)" : "KL(p‖q)";
    if (!has_flow(r))
        return fmt::format("A flow brings down an objective; from here ${}$ has no finite value.", kl);
    if (coincide(r)) return fmt::format("$p$ is the target: ${}$ is 0, and both flows rest.", kl);
    if (rests(r))
        return fmt::format("Both flows rest: $p$ has the least ${}$ of all distributions of its outcomes.",
                           kl);
    return fmt::format(
        "For ${}$ the natural gradient follows the {} path{} at the pace $e^{{-t}}$; the plain "
        "gradient of the logits is slow where a probability is small. Dots: $t$ = 1, 2, 4, 8, 16.",
        kl, from ? "mixture" : "exponential", is_stuck(r) ? " on its side of the triangle" : "");
}

// Why a family is not met at a right angle.
std::string no_angle(const Computed& r, const std::optional<Projection>& projection, const char* name) {
    if (!projection) return fmt::format("{} has no projection", name);
    if (!is_finite(*projection)) return fmt::format("divergences of {} are infinite", name);
    if (!adds_up(*projection))
        return fmt::format("{} is met nearer to a side than its numbers can tell", name);
    if (math::fisher_rao_distance(r.p, projection->r) < 1e-8) return fmt::format("{} holds $p$", name);
    if (lies_off(r))
        return fmt::format("{} lies on a side that $p$ is off, where no path in log $p$ leads", name);
    return fmt::format("{} is met at its end", name);
}

std::string projection_caption(const Computed& r) {
    if (!spans_family(r)) return "Part $q$ and $a$: through two points there is a family of either kind.";
    const bool m = meets(r.m), e = meets(r.e);
    if (m && e)
        return "Dropped from $p$ along a straight line of the one kind, a projection meets a family that "
               "is straight in the other kind at a right angle, and divergences add up.";
    const std::string exponential = no_angle(r, r.m, "the exponential family"),
                      linear = no_angle(r, r.e, "the linear family");
    if (!m && !e) return fmt::format("No right angle here: {}, and {}.", exponential, linear);
    return fmt::format(
        "Dropped from $p$ along a straight line in {}, the projection meets the {} family at a right angle, "
        "and divergences add up; {}.",
        m ? "$p$" : "log $p$", m ? "exponential" : "linear", m ? linear : exponential);
}

std::string triangle_caption(const Computed& r) {
    if (!has_area(r))
        return "On the simplex, a piece of a sphere of radius 2, the angles of a triangle sum to more than "
               "half a turn, by "
               "a quarter of its area.";
    return fmt::format(
        "The angles sum to {}°, {}° more than half a turn. Excess over area is 1/4 wherever the corners are: "
        "the simplex is a piece of a sphere of radius 2.",
        fixed(degrees(r.triangle.excess() + std::numbers::pi), 1), brief(degrees(r.triangle.excess()), 3));
}

std::string caption(const Inputs& in, const Computed& r) {
    switch (in.view) {
        case Scene::Paths:
            return path_caption(r);
        case Scene::Flows:
            return flow_caption(in, r);
        case Scene::Projections:
            return projection_caption(r);
        case Scene::Triangle:
            return triangle_caption(r);
    }
    return {};
}

void add_relations(Readouts& out, const std::array<const char*, 2>& ids, const Projection& projection) {
    for (const std::size_t i : {0, 1}) {
        const auto& [whole, first, second] = projection.relation[i];
        if (!std::isfinite(whole)) continue;
        const double error = whole - first - second;
        out.push_back({ids[i], "Pythagoras: whole less both parts", "", error, "nats", false, true});
    }
}

Readouts readouts(const Inputs& in, const Computed& r) {
    Readouts out{{"distance", "Fisher–Rao distance of p and q", "$d(p,q)$", r.distance},
                 {"kl", "Kullback-Leibler divergence", "$KL(p‖q)$", math::kl(r.p, r.q), "nats"},
                 {"kl-reverse", "Kullback-Leibler divergence", "$KL(q‖p)$", math::kl(r.q, r.p), "nats"}};
    switch (in.view) {
        case Scene::Paths:
            out.push_back({"mixture-length", "length of the mixture path", "mixture", r.length[0]});
            if (has_exponential_path(r))
                out.push_back(
                    {"exponential-length", "length of the exponential path", "exponential", r.length[1]});
            out.push_back({"geodesic-length", "length of the geodesic", "geodesic", r.length[2]});
            break;
        case Scene::Flows:
            out.push_back({"objective", "objective at the start", "$L$", r.objective, "nats"});
            if (has_flow(r))
                out.append({{"natural-loss", "objective of the natural flow at t = 40", "natural",
                             r.natural.loss.back(), "nats"},
                            {"plain-loss", "objective of the plain flow at t = 40", "plain",
                             r.plain.loss.back(), "nats"}});
            break;
        case Scene::Projections:
            if (r.m) out.push_back({"m-projection", "onto the exponential family", "$r_m$", r.m->r});
            if (r.e) out.push_back({"e-projection", "onto the linear family", "$r_e$", r.e->r});
            if (r.m) add_relations(out, {"m-q-error", "m-a-error"}, *r.m);
            if (r.e) add_relations(out, {"e-q-error", "e-a-error"}, *r.e);
            break;
        case Scene::Triangle: {
            const auto& angles = r.triangle.angle;
            const double excess = r.triangle.excess(), area = r.triangle.area;
            if (has_corners(r))
                out.append({{"angles", "angles", "", Vector(angles.begin(), angles.end()), "rad"},
                            {"excess", "excess of the angles", "excess", excess, "rad"}});
            out.push_back({"area", "area", "area", area});
            if (has_area(r)) out.push_back({"curvature", "excess over area", "excess / area", excess / area});
        }
    }
    return out;
}

}  // namespace

std::vector<std::string> formulas_of(const Inputs& in) {
    std::vector<std::string> out{distance_formula, metric_formula};
    switch (in.view) {
        case Scene::Paths:
            break;
        case Scene::Flows:
            out.emplace_back(flow_formulas.at(static_cast<std::size_t>(in.objective)));
            break;
        case Scene::Projections:
            out.emplace_back(projection_formula);
            break;
        case Scene::Triangle:
            out.emplace_back(triangle_formula);
            break;
    }
    return out;
}

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{.panels = {triangle_panel(in, r), sphere_panel(in, r), numbers_panel(in, r)},
                  .lead = "triangle",
                  .readouts = readouts(in, r),
                  .notices = notices(in, r),
                  .caption = caption(in, r)};
    figure.formulas = formulas_of(in);
    if (in.view == Scene::Paths || in.view == Scene::Flows) figure.hidden.push_back("a");
    if (in.view != Scene::Flows) figure.hidden.push_back("objective");
    if (!in.ellipses) figure.inactive.push_back("radius");
    return figure;
}

Readouts probe_triangle(const Inputs& /*in*/, const Computed& r, double x, double y) {
    const auto b = inside_triangle(x, y);
    if (!b) return {};
    return {{"point", "here", "", Vector(b->begin(), b->end())},
            {"distance", "distance from p", "$d(p,·)$", math::fisher_rao_distance(r.p, *b)},
            {"kl", "divergence from p", "$KL(p‖·)$", math::kl(r.p, *b), "nats"}};
}

}  // namespace lossfield::viz::fisher_geometry
