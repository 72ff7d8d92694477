// The picture of the lab put together: its words and numbers, and what is true under the pointer.
#include "math/information/divergences.hpp"
#include "math/information/information.hpp"
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

std::string angle(double radians) { return fixed(degrees(radians), 1) + "°"; }

Notices notices(const Inputs& in, const Computed& r) {
    struct Claim {
        Scene view;
        bool holds;
        const char *id, *text;
    };
    const bool family = spans_family(r);
    const std::array<Claim, 8> claims{
        {{Scene::Paths, !has_exponential_path(r), "no-exponential-path",
          "No exponential path: $p$ and $q$ give probability 0 to different outcomes, and in log $p$ that is "
          "infinitely far."},
         {Scene::Flows, !has_flow(r), "infinite",
          "The objective is +∞ here: one of the two gives probability 0 where the other does not, so there "
          "is no gradient to follow."},
         {Scene::Flows, is_stuck(r), "stuck",
          "The plain flow is stuck on the side it starts from: a logit of −∞ never comes back."},
         {Scene::Projections, !family, "no-family", "$q$ and $a$ are one point: they span no family."},
         {Scene::Projections, family && !r.m, "no-m-projection",
          "No exponential family through $q$ and $a$ that holds all outcomes of $p$: some of the three lies "
          "on a side of the triangle."},
         {Scene::Projections, family && !r.e, "no-e-projection",
          "KL is +∞ from every member of the linear family: it gives to an outcome that $p$ gives nothing."},
         {Scene::Projections, r.e && !adds_up(*r.e), "infinite-relation",
          "KL to $p$ is +∞ from points that give to an outcome that $p$ gives nothing; only their "
          "e-projection does not."},
         {Scene::Triangle, !has_area(r), "no-triangle",
          "The three points lie on one geodesic: a triangle without area has no excess."}}};
    Notices out;
    for (const Claim& claim : claims)
        if (claim.view == in.view && claim.holds) out.push_back({claim.id, Severity::Warning, claim.text});
    return out;
}

std::string caption(const Inputs& in, const Computed& r) {
    const std::string mixture = readable(r.length[0], 4), geodesic = readable(r.length[2], 4);
    const bool from = in.objective == math::FlowObjective::KlFromTarget;
    switch (in.view) {
        case Scene::Paths:
            if (!has_exponential_path(r))
                return fmt::format(
                    "The geodesic is {} long, the mixture path {}. Pull $p$ off the side and the exponential "
                    "path appears.",
                    geodesic, mixture);
            return fmt::format(
                "Three ways that are each straight somewhere. On the sphere the geodesic is a great circle, "
                "{} long; straight in $p$ it takes {}, straight in log $p$ {}.",
                geodesic, mixture, readable(r.length[1], 4));
        case Scene::Flows:
            return fmt::format(
                "For KL({}) the natural gradient follows the {} path at the pace $e^{{-t}}$; the plain "
                "gradient of the logits is slow where a probability is small. Dots: $t$ = 1, 2, 4, 8, 16.",
                from ? "q ‖ p" : "p ‖ q", from ? "mixture" : "exponential");
        case Scene::Projections:
            return "Dropped from $p$ along a straight line of the one kind, a projection meets a family that "
                   "is straight in the other kind at a right angle, and divergences add up.";
        case Scene::Triangle:
            break;
    }
    return fmt::format(
        "The angles sum to {}, {} more than half a turn. Excess over area is 1/4 wherever the corners are: "
        "the simplex is a piece of a sphere of radius 2.",
        angle(r.triangle.excess() + std::numbers::pi), angle(r.triangle.excess()));
}

void add_relations(Readouts& out, const std::array<const char*, 2>& ids, const Projection& projection) {
    for (const std::size_t i : {0, 1}) {
        const auto& [whole, first, second] = projection.relation[i];
        if (!std::isfinite(whole)) continue;
        const double error = whole - first - second;
        out.push_back({ids[i], "Pythagoras: whole less both parts", "", error, "", false, true});
    }
}

Readouts readouts(const Inputs& in, const Computed& r) {
    Readouts out{{"distance", "Fisher–Rao distance of p and q", "$d(p,q)$", r.distance},
                 {"kl", "Kullback-Leibler divergence", "$KL(p‖q)$", math::kl(r.p, r.q)},
                 {"kl-reverse", "Kullback-Leibler divergence", "$KL(q‖p)$", math::kl(r.q, r.p)}};
    switch (in.view) {
        case Scene::Paths:
            out.push_back({"mixture-length", "length of the mixture path", "mixture", r.length[0]});
            if (has_exponential_path(r))
                out.push_back(
                    {"exponential-length", "length of the exponential path", "exponential", r.length[1]});
            out.push_back({"geodesic-length", "length of the geodesic", "geodesic", r.length[2]});
            break;
        case Scene::Flows:
            out.push_back({"objective", "objective at the start", "$L$", r.objective});
            if (has_flow(r))
                out.append(
                    {{"natural-loss", "objective of the natural flow at t = 40", "natural",
                      r.natural.loss.back()},
                     {"plain-loss", "objective of the plain flow at t = 40", "plain", r.plain.loss.back()}});
            break;
        case Scene::Projections:
            if (r.m) out.push_back({"m-projection", "onto the exponential family", "$r_m$", r.m->r});
            if (r.e) out.push_back({"e-projection", "onto the linear family", "$r_e$", r.e->r});
            if (r.m) add_relations(out, {"m-q-error", "m-a-error"}, *r.m);
            if (r.e) add_relations(out, {"e-q-error", "e-a-error"}, *r.e);
            break;
        case Scene::Triangle: {
            const auto& [angles, area] = r.triangle;
            const double excess = r.triangle.excess();
            out.append({{"angles", "angles", "", Vector(angles.begin(), angles.end()), "rad"},
                        {"excess", "excess of the angles", "excess", excess, "rad"},
                        {"area", "area", "area", area},
                        {"curvature", "excess over area", "excess / area", excess / area}});
        }
    }
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure{.panels = {triangle_panel(in, r), sphere_panel(in, r), numbers_panel(in, r)},
                  .row_weights = {1, in.view == Scene::Projections ? 0.42 : 0.34},
                  .column_weights = {1, 1},
                  .readouts = readouts(in, r),
                  .notices = notices(in, r),
                  .caption = caption(in, r)};
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
            {"kl", "divergence from p", "$KL(p‖·)$", math::kl(r.p, *b)}};
}

}  // namespace lossfield::viz::fisher_geometry
