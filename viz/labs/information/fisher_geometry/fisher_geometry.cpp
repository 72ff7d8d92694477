// Fisher's geometry of three outcomes: what is computed, and what can be set.
#include "viz/labs/information/fisher_geometry/fisher_geometry.hpp"
#include "math/information/divergences.hpp"
#include "math/information/information.hpp"
#include "viz/fragments/simplex.hpp"

namespace lossfield::viz::fisher_geometry {
namespace {

constexpr std::size_t path_points = 97, circle_points = 40, circle_subdivisions = 9, field_subdivisions = 100;
constexpr double last_time = 40, flow_interval = 0.1;

template <class At>
Way sampled(std::size_t count, const At& at) {
    Way way;
    way.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        // Denser at the ends, where an exponential path turns.
        const double s = static_cast<double>(i) / static_cast<double>(count - 1);
        way.push_back(triple(at(s * s * (3 - 2 * s))));
    }
    return way;
}

Way path_between(math::SimplexPath path, const Vector& p, const Vector& q) {
    return sampled(path_points, [&](double t) { return math::on_path(path, p, q, t); });
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
    const math::FlowObjective objective = in.objective;
    r.objective = math::flow_objective(objective, r.p, r.q);
    if (!std::isfinite(r.objective)) return;
    const auto count = static_cast<std::size_t>(std::lround(last_time / flow_interval)) + 1;
    const auto plain = math::plain_flow(objective, r.p, r.q, flow_interval, count);
    for (std::size_t i = 0; i < count; ++i) {
        const double t = flow_interval * static_cast<double>(i);
        const auto add = [&](Flow& flow, const Vector& at) {
            flow.way.push_back(triple(at));
            flow.time.push_back(t);
            flow.loss.push_back(math::flow_objective(objective, at, r.q));
            for (const double mark : mark_times)
                if (std::abs(mark - t) < flow_interval / 2) flow.marks.push_back(triple(at));
        };
        add(r.natural, math::natural_flow(objective, r.p, r.q, t));
        add(r.plain, plain[i]);
    }
}

// A small square with a corner at r, between two directions along the simplex; nothing where one of them is none.
Way square(const Vector& r, const Vector& first, const Vector& second) {
    constexpr double side = 0.09;
    std::array<math::Spatial, 2> along{};
    for (std::size_t i = 0; i < 2; ++i) {
        const Vector& v = i == 0 ? first : second;
        const double length = std::sqrt(math::fisher_inner(r, v, v));
        if (!(length > 1e-9) || !std::isfinite(length)) return {};
        // x = 2 sqrt p moves by v / sqrt p.
        for (std::size_t k = 0; k < 3; ++k)
            along[i][k] = v[k] == 0 ? 0 : side * v[k] / (std::sqrt(r[k]) * length);
    }
    const math::Spatial x = math::to_sphere(triple(r));
    Way out;
    for (const auto& [a, b] : {std::pair{1.0, 0.0}, {1.0, 1.0}, {0.0, 1.0}}) {
        math::Spatial corner = x;
        for (std::size_t k = 0; k < 3; ++k) corner[k] += a * along[0][k] + b * along[1][k];
        out.push_back(math::from_sphere(corner));
    }
    return out;
}

// The velocity of p along a straight line in log p, whose logits move by l.
Vector exponential_velocity(const Vector& p, const Vector& l) {
    double mean = 0;
    for (std::size_t k = 0; k < 3; ++k) mean += p[k] > 0 ? p[k] * l[k] : 0;
    Vector v(3, 0.0);
    for (std::size_t k = 0; k < 3; ++k)
        if (p[k] > 0) v[k] = p[k] * (l[k] - mean);
    return v;
}

Vector difference(const Vector& a, const Vector& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

Vector log_ratio(const Vector& a, const Vector& b) {
    Vector out(3, 0.0);
    for (std::size_t k = 0; k < 3; ++k)
        if (a[k] > 0 && b[k] > 0) out[k] = std::log(a[k]) - std::log(b[k]);
    return out;
}

Projection relations(Vector at, const Computed& r, bool onto_exponential) {
    Projection out{std::move(at), {}, {}, {}};
    const auto path = onto_exponential ? math::SimplexPath::Mixture : math::SimplexPath::Exponential;
    if (onto_exponential || math::same_support(r.p, out.r)) out.drop = path_between(path, r.p, out.r);
    const auto between = [&](const Vector& from, const Vector& to) {
        return onto_exponential ? math::kl(from, to) : math::kl(to, from);
    };
    out.corner =
        onto_exponential
            ? square(out.r, exponential_velocity(out.r, log_ratio(r.a, r.q)), difference(r.p, out.r))
            : square(out.r, difference(r.a, r.q), exponential_velocity(out.r, log_ratio(r.p, out.r)));
    const std::array<const Vector*, 2> members{&r.q, &r.a};
    for (std::size_t i = 0; i < 2; ++i)
        out.relation[i] = {between(r.p, *members[i]), between(r.p, out.r), between(out.r, *members[i])};
    return out;
}

void compute_projections(Computed& r) {
    if (const auto m = math::m_projection(r.p, r.q, r.a)) r.m = relations(m->r, r, true);
    if (const auto e = math::e_projection(r.p, r.q, r.a)) r.e = relations(e->r, r, false);
    if (r.q == r.a) return;
    const math::LinearFamily range = math::linear_family(r.q, r.a);
    r.mixture_line = sampled(path_points, [&](double t) {
        const double s = std::lerp(range.low, range.high, t);
        Vector v(3);
        for (std::size_t k = 0; k < 3; ++k) v[k] = std::max(0.0, (1 - s) * r.q[k] + s * r.a[k]);
        return v;
    });
    if (!math::same_support(r.q, r.a)) return;
    // From one end of the family to the other, evenly by angle on the sphere.
    double spread = 0;
    for (std::size_t k = 0; k < 3; ++k)
        if (r.q[k] > 0) spread = std::max(spread, std::abs(std::log(r.a[k]) - std::log(r.q[k])));
    constexpr int half = 80;
    for (int i = -half; i <= half; ++i) {
        const double f = static_cast<double>(i) / half;
        const double s =
            std::abs(i) == half ? f * INFINITY : 0.5 + 3 * f / (1 - f * f) / std::max(spread, 1e-9);
        r.exponential_line.push_back(triple(math::exponential_family(r.q, r.a, s)));
    }
}

void compute_triangle(Computed& r) {
    const std::array<const Vector*, 4> corner{&r.p, &r.q, &r.a, &r.p};
    for (std::size_t k = 0; k < 3; ++k)
        r.side[k] = path_between(math::SimplexPath::Geodesic, *corner[k], *corner[k + 1]);
    r.triangle = math::geodesic_triangle(triple(r.p), triple(r.q), triple(r.a));
}

void compute_field(const Inputs& in, Computed& r) {
    if (in.field == Contoured::None) return;
    const auto value = [&](const math::Barycentric& b) {
        return in.field == Contoured::Distance ? math::fisher_rao_distance(r.p, b) : math::kl(r.p, b);
    };
    r.field = sample_triangle(field_subdivisions, value);
    for (std::size_t j = 0; j < octant_nodes; ++j)
        for (std::size_t i = 0; i < octant_nodes; ++i) r.sphere_field.push_back(value(octant_node(j, i)));
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.p = as_distribution(in.p, 3), r.q = as_distribution(in.q, 3), r.a = as_distribution(in.a, 3);
    r.distance = math::fisher_rao_distance(r.p, r.q);
    switch (in.view) {
        case Scene::Paths:
            compute_paths(r);
            break;
        case Scene::Flows:
            compute_flows(in, r);
            break;
        case Scene::Projections:
            compute_projections(r);
            break;
        case Scene::Triangle:
            compute_triangle(r);
            break;
    }
    if (in.ellipses)
        for (std::size_t j = 0; j < circle_subdivisions; ++j)
            for (std::size_t i = 0; i + j < circle_subdivisions; ++i) {
                const double n = circle_subdivisions;
                const double b1 = (static_cast<double>(i) + 1.0 / 3) / n,
                             b2 = (static_cast<double>(j) + 1.0 / 3) / n;
                r.circles.push_back(math::fisher_circle({1 - b1 - b2, b1, b2}, in.radius, circle_points));
            }
    compute_field(in, r);
    return r;
}

Parameters<Inputs> parameters() {
    using math::FlowObjective;
    const Traits three{.min_length = 3, .max_length = 3, .distribution = true};
    return {
        group("Points",
              Parameters<Inputs>{
                  choice(&Inputs::view, "view", {"View", "", "what is drawn between the points"},
                         {{Scene::Paths, "paths", "three paths"},
                          {Scene::Flows, "flows", "gradient flows"},
                          {Scene::Projections, "projections", "projections"},
                          {Scene::Triangle, "triangle", "geodesic triangle"}}),
                  vector(&Inputs::p, "p", {"Start", "$p$", "the distribution that paths begin at"}, three),
                  vector(&Inputs::q, "q", {"Target", "$q$", "the distribution that they end at"}, three),
                  vector(&Inputs::a, "a",
                         {"Third point", "$a$", "with q it spans the two families, and is the third corner"},
                         three),
                  choice(&Inputs::objective, "objective", {"Objective", "", "what both flows bring down"},
                         {{FlowObjective::KlFromTarget, "from-target", "KL(q ‖ p), the cross-entropy"},
                          {FlowObjective::KlToTarget, "to-target", "KL(p ‖ q)"}})}),
        group("Picture",
              Parameters<Inputs>{
                  choice(&Inputs::field, "field",
                         {"Field", "", "contours around the start, on the triangle and on the sphere"},
                         {{Contoured::None, "none", "none"},
                          {Contoured::Distance, "distance", "Fisher–Rao distance"},
                          {Contoured::Kl, "kl", "KL(p ‖ ·)"}}),
                  toggle(&Inputs::ellipses, "ellipses",
                         {"Fisher circles", "",
                          "circles of one radius on the sphere; ellipses in the triangle"}),
                  real(&Inputs::radius, "radius", {"Radius", "$ε$", "Fisher–Rao radius of the circles"},
                       {.soft = {0.02, 0.3}, .snaps = {{0.1, "0.1"}}}),
                  toggle(&Inputs::flat, "flat",
                         {"Flat triangle", "",
                          "the triangle of probabilities inside the octant, at its own place in space"})}),
    };
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        preset("three-paths", "Three straight lines",
               "Straight in p, straight in log p, straight on the sphere: three different ways.",
               [](Inputs& in) {
                   in.p = {0.002, 0.018, 0.98}, in.q = {0.95, 0.04, 0.01};
               }),
        preset("flows", "Natural and plain gradient",
               "The natural gradient goes straight to its target, the plain one along the sides.",
               [](Inputs& in) {
                   in.view = Scene::Flows;
                   in.p = {0.96, 0.02, 0.02}, in.q = {0.05, 0.8, 0.15};
               }),
        preset("projections", "Two projections", "Divergences add up like squared sides at a right angle.",
               [](Inputs& in) {
                   in.view = Scene::Projections, in.ellipses = false;
                   in.p = {0.12, 0.18, 0.7}, in.q = {0.1, 0.8, 0.1}, in.a = {0.8, 0.12, 0.08};
               }),
        preset("triangle", "A triangle on a sphere", "Its angles sum to more than half a turn.",
               [](Inputs& in) {
                   in.view = Scene::Triangle, in.ellipses = false;
                   in.p = {0.9, 0.05, 0.05}, in.q = {0.05, 0.9, 0.05}, in.a = {0.05, 0.05, 0.9};
               }),
        preset(
            "face", "On a face", "From a side of the triangle no exponential path leads inwards.",
            [](Inputs& in) {
                in.p = {0.3, 0.7, 0}, in.q = {0.1, 0.2, 0.7};
            },
            failure)};
}

}  // namespace

math::Barycentric octant_node(std::size_t row, std::size_t column) {
    // Evenly by angle on the sphere.
    const double n = octant_nodes - 1;
    const double rise = static_cast<double>(row) / n * 1.57079632679489661923,
                 turn = static_cast<double>(column) / n * 1.57079632679489661923;
    const double third = std::sin(rise), rest = row + 1 == octant_nodes ? 0 : std::cos(rise);
    const double first = column + 1 == octant_nodes ? 0 : rest * std::cos(turn),
                 second = rest * std::sin(turn);
    return math::from_sphere({first, second, third});
}

Lab lab() {
    return make_lab<Inputs, Computed>({
        .id = "fisher-geometry",
        .topic = "information",
        .title = "Fisher geometry",
        .formula =
            R"(d(p,q) = 2\arccos\sum_k \sqrt{p_k q_k} \qquad \langle u,v\rangle_p = \sum_k \frac{u_k v_k}{p_k} )"
            R"(\qquad x_k = 2\sqrt{p_k})",
        .parameters = parameters(),
        .presets = presets(),
        .compute = compute,
        .draw = draw,
        .probes = {{"triangle", probe_triangle}},
    });
}

}  // namespace lossfield::viz::fisher_geometry
