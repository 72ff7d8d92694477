// The numbers of the four views, and what is claimed of them.
#include "math/information/divergences.hpp"
#include "math/information/information.hpp"
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

constexpr int path_pieces = 96, family_half = 80;
constexpr std::size_t circle_points = 40, circle_subdivisions = 9, field_subdivisions = 100;
constexpr double flow_interval = 0.1, corner_side = 0.09;

// Denser at the ends, where an exponential path turns.
template <class At>
Way sampled(const At& at) {
    Way way;
    for (const double s : evenly({0, 1}, path_pieces)) way.push_back(triple(at(s * s * (3 - 2 * s))));
    return way;
}

Way path_between(math::SimplexPath path, const Vector& p, const Vector& q) {
    return sampled([&](double t) { return math::on_path(path, p, q, t); });
}

void compute_paths(Computed& r) {
    for (const auto path :
         {math::SimplexPath::Mixture, math::SimplexPath::Exponential, math::SimplexPath::Geodesic}) {
        const auto i = static_cast<std::size_t>(path);
        r.length[i] = math::path_length(path, r.p, r.q);
        if (std::isfinite(r.length[i])) r.path[i] = path_between(path, r.p, r.q);
    }
}

void compute_flows(const Inputs& in, Computed& r) {
    r.objective = math::flow_objective(in.objective, r.p, r.q);
    if (!has_flow(r)) return;
    const auto count = static_cast<std::size_t>(std::lround(last_time / flow_interval)) + 1;
    const auto plain = math::plain_flow(in.objective, r.p, r.q, flow_interval, count);
    for (std::size_t i = 0; i < count; ++i) {
        const double t = flow_interval * static_cast<double>(i);
        const auto add = [&](Flow& flow, const Vector& at) {
            flow.way.push_back(triple(at));
            flow.time.push_back(t);
            flow.loss.push_back(math::flow_objective(in.objective, at, r.q));
            for (const double mark : mark_times)
                if (std::abs(mark - t) < flow_interval / 2) flow.marks.push_back(triple(at));
        };
        add(r.natural, math::natural_flow(in.objective, r.p, r.q, t));
        add(r.plain, plain[i]);
    }
}

Projection projection(const Computed& r, const Vector& at, bool onto_exponential) {
    Projection out{.r = at};
    const auto path = onto_exponential ? math::SimplexPath::Mixture : math::SimplexPath::Exponential;
    if (onto_exponential || math::same_support(r.p, at)) out.drop = path_between(path, r.p, at);
    const auto [family, drop] =
        onto_exponential ? math::m_right_angle(r.p, r.q, r.a, at) : math::e_right_angle(r.p, r.q, r.a, at);
    out.corner = math::fisher_square(triple(at), family, drop, corner_side);
    const auto between = [&](const Vector& from, const Vector& to) {
        return onto_exponential ? math::kl(from, to) : math::kl(to, from);
    };
    for (const std::size_t i : {0, 1}) {
        const Vector& member = i == 0 ? r.q : r.a;
        out.relation[i] = {between(r.p, member), between(r.p, at), between(at, member)};
    }
    return out;
}

void compute_projections(Computed& r) {
    if (const auto m = math::m_projection(r.p, r.q, r.a)) r.m = projection(r, m->r, true);
    if (const auto e = math::e_projection(r.p, r.q, r.a)) r.e = projection(r, e->r, false);
    if (!spans_family(r)) return;
    const auto [low, high] = math::linear_family(r.q, r.a);
    r.mixture_line = sampled([&r, from = low, to = high](double t) {
        return math::linear_member(r.q, r.a, std::lerp(from, to, t));
    });
    if (!math::same_support(r.q, r.a)) return;
    for (const Vector& member : math::exponential_line(r.q, r.a, family_half))
        r.exponential_line.push_back(triple(member));
}

void compute_triangle(Computed& r) {
    const std::array<const Vector*, 4> corner{&r.p, &r.q, &r.a, &r.p};
    for (std::size_t k = 0; k < 3; ++k)
        r.side[k] = path_between(math::SimplexPath::Geodesic, *corner[k], *corner[k + 1]);
    r.triangle = math::geodesic_triangle(triple(r.p), triple(r.q), triple(r.a));
}

}  // namespace

bool has_exponential_path(const Computed& r) { return math::same_support(r.p, r.q); }

bool coincide(const Computed& r) { return r.p == r.q; }

bool has_flow(const Computed& r) { return std::isfinite(r.objective); }

bool is_stuck(const Computed& r) {
    return has_flow(r) && std::equal(r.p.begin(), r.p.end(), r.q.begin(),
                                     [](double p, double q) { return p > 0 || q == 0; }) == false;
}

double least_on_side(const Computed& r) {
    double sum = 0;
    for (std::size_t k = 0; k < 3; ++k)
        if (r.p[k] > 0) sum += r.q[k];
    return -std::log(std::min(1.0, sum));
}

bool rests(const Computed& r) {
    return has_flow(r) && is_stuck(r) && r.objective - least_on_side(r) <= 1e-12 * (1 + r.objective);
}

bool lies_off(const Computed& r) {
    for (std::size_t k = 0; k < 3; ++k)
        if (r.p[k] > 0 && r.q[k] == 0 && r.a[k] == 0) return true;
    return false;
}

bool spans_family(const Computed& r) { return r.q != r.a; }

bool is_finite(const Projection& projection) {
    return std::all_of(projection.relation.begin(), projection.relation.end(),
                       [](const Projection::Relation& r) { return std::isfinite(r.whole); });
}

bool adds_up(const Projection& projection) {
    return std::all_of(projection.relation.begin(), projection.relation.end(),
                       [](const Projection::Relation& r) {
                           return std::abs(r.whole - r.first - r.second) <= 1e-12 + 1e-6 * r.whole;
                       });
}

bool meets(const std::optional<Projection>& projection) {
    return projection && !projection->corner.empty() && adds_up(*projection);
}

bool has_corners(const Computed& r) { return std::isfinite(r.triangle.excess()); }

bool has_height(const Computed& r) { return has_corners(r) && r.triangle.height > 1e-14; }

bool has_area(const Computed& r) { return has_height(r) && r.triangle.area > 1e-9; }

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.p = as_distribution(in.p, 3), r.q = as_distribution(in.q, 3), r.a = as_distribution(in.a, 3);
    r.distance = math::fisher_rao_distance(r.p, r.q);
    if (in.view == Scene::Paths) compute_paths(r);
    if (in.view == Scene::Flows) compute_flows(in, r);
    if (in.view == Scene::Projections) compute_projections(r);
    if (in.view == Scene::Triangle) compute_triangle(r);
    if (in.ellipses)
        for (const math::Barycentric& centre : math::triangle_cell_centres(circle_subdivisions))
            r.circles.push_back(math::fisher_circle(centre, in.radius, circle_points));
    if (in.field == Contoured::None) return r;
    const auto value = [&](const math::Barycentric& b) {
        return in.field == Contoured::Distance ? math::fisher_rao_distance(r.p, b) : math::kl(r.p, b);
    };
    r.field = sample_triangle(field_subdivisions, value);
    for (const math::Barycentric& b : math::octant_grid(octant_nodes)) r.sphere_field.push_back(value(b));
    return r;
}

}  // namespace lossfield::viz::fisher_geometry
