// The numbers of the Bregman lab.
#include "math/information/information.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/labs/information/bregman/bregman.hpp"

namespace lossfield::viz::bregman {
namespace {

constexpr std::size_t plane_nodes = 81;
constexpr std::size_t triangle_subdivisions = 100;  // 5,151 nodes
constexpr int ball_rays = 288;
constexpr int dual_pieces = 60;

void compute_line(const Inputs& in, Computed& r) {
    r.p = in.sample.front();
    r.gap = math::bregman_term(r.phi, r.p, in.q);
    r.gap_back = math::bregman_term(r.phi, in.q, r.p);
    r.slope_p = math::bregman_gradient_p(r.phi, Vector{r.p}, Vector{in.q})[0];
    r.slope_q = math::bregman_gradient_q(r.phi, Vector{r.p}, Vector{in.q})[0];
    r.mean = std::accumulate(in.sample.begin(), in.sample.end(), 0.0) / static_cast<double>(in.sample.size());
    r.dual_mean = math::dual_mean(r.phi, in.sample);
    r.least = math::mean_bregman(r.phi, in.sample, r.mean).value;
    r.least_reverse = math::mean_bregman_reverse(r.phi, r.dual_mean, in.sample);
    r.at_q = math::mean_bregman(r.phi, in.sample, in.q);
    r.excess = math::bregman_term(r.phi, r.mean, in.q);
    if (in.generator == math::Generator::ItakuraSaito && 2 * r.mean < domain_end)
        r.bends_down_from = 2 * r.mean;
}

// The last step inside the simplex along a velocity of sum 0.
double to_the_side(const Vector& from, const Vector& velocity) {
    double longest = std::numbers::sqrt2;
    for (std::size_t i = 0; i < from.size(); ++i)
        if (velocity[i] < 0) longest = std::min(longest, from[i] / -velocity[i]);
    return longest;
}

Ring ball(const Inputs& in, const Computed& r, math::BallSide side) {
    Ring ring;
    if (!std::isfinite(r.ac) || r.ac == 0) return ring;
    const Vector centre = in.point('c');
    const math::PlanePoint at = place(in, centre);
    for (int i = 0; i <= ball_rays; ++i) {
        const double angle = 2 * std::numbers::pi * i / ball_rays;
        const double u = std::cos(angle), v = std::sin(angle);
        Vector direction{u, v};
        double longest = 3 * domain_end;
        if (in.simplex()) {
            const auto tip = math::to_barycentric({u, v}), foot = math::to_barycentric({0, 0});
            direction = {tip[0] - foot[0], tip[1] - foot[1], tip[2] - foot[2]};
            longest = to_the_side(centre, direction);
        }
        const double t = math::ball_reach(r.phi, side, centre, direction, r.ac, longest);
        ring.x.push_back(at.x + t * u);
        ring.y.push_back(at.y + t * v);
    }
    return ring;
}

Ring dual_curve(const Inputs& in, const Computed& r) {
    Ring ring;
    if (!std::isfinite(r.bc)) return ring;
    const Vector b = in.point('b'), c = in.point('c');
    const auto within = in.simplex() ? math::Within::Simplex : math::Within::Space;
    for (int i = 0; i <= dual_pieces; ++i) {
        const math::PlanePoint at =
            place(in, math::dual_line(r.phi, within, b, c, static_cast<double>(i) / dual_pieces));
        ring.x.push_back(at.x);
        ring.y.push_back(at.y);
    }
    return ring;
}

// The terms of one coordinate at the nodes of a grid: separable generators need no more.
Vector terms_along(const Inputs& in, const Computed& r, std::size_t coordinate, std::size_t nodes,
                   double end) {
    const double c = in.point('c')[coordinate];
    Vector terms;
    for (std::size_t i = 0; i < nodes; ++i) {
        const double x = end * static_cast<double>(i) / static_cast<double>(nodes - 1);
        const bool first = in.field == Contoured::OfFirst;
        terms.push_back(math::bregman_term(r.phi, first ? x : c, first ? c : x));
    }
    return terms;
}

Vector plane_values(const Inputs& in, const Computed& r) {
    const Vector c = in.point('c');
    const Vector along_x = terms_along(in, r, 0, plane_nodes, domain_end),
                 along_y = terms_along(in, r, 1, plane_nodes, domain_end);
    Vector values;
    for (std::size_t j = 0; j < plane_nodes; ++j)
        for (std::size_t i = 0; i < plane_nodes; ++i) {
            const double step = domain_end / static_cast<double>(plane_nodes - 1);
            const Vector x{step * static_cast<double>(i), step * static_cast<double>(j)};
            values.push_back(in.generator == math::Generator::Quadratic ? math::bregman(r.phi, x, c)
                                                                        : along_x[i] + along_y[j]);
        }
    return values;
}

TriangleField triangle_values(const Inputs& in, const Computed& r) {
    const Vector c = in.point('c');
    constexpr std::size_t n = triangle_subdivisions;
    std::array<Vector, 3> terms;
    for (std::size_t k = 0; k < 3; ++k) terms[k] = terms_along(in, r, k, n + 1, 1);
    TriangleField field{n, {}};
    for (std::size_t j = 0; j <= n; ++j)
        for (std::size_t i = 0; i + j <= n; ++i) {
            const Vector x{static_cast<double>(n - i - j) / n, static_cast<double>(i) / n,
                           static_cast<double>(j) / n};
            field.values.push_back(in.generator == math::Generator::Quadratic
                                       ? math::bregman(r.phi, x, c)
                                       : terms[0][n - i - j] + terms[1][i] + terms[2][j]);
        }
    return field;
}

// Colours end where most of the field has ended: next to a boundary some divergences grow without bound.
void set_field(Computed& r, Field field) {
    const Vector& values = std::holds_alternative<GridField>(field) ? std::get<GridField>(field).values.all()
                                                                    : std::get<TriangleField>(field).values;
    Vector finite;
    for (const double v : values)
        if (std::isfinite(v)) finite.push_back(v);
    r.field_finite = finite.size() > values.size() / 2;
    if (!r.field_finite) return;
    const auto most = finite.begin() + static_cast<std::ptrdiff_t>(finite.size() * 97 / 100);
    std::nth_element(finite.begin(), most, finite.end());
    r.field_top = *most;
    r.field = std::move(field);
}

}  // namespace

Vector Inputs::point(char name) const {
    if (simplex()) return as_distribution(name == 'a' ? share_a : name == 'b' ? share_b : share_c, 3);
    return name == 'a' ? a : name == 'b' ? b : c;
}

double generator_at(const Computed& r, double x) { return math::generator_value(r.phi, Vector{x}); }

double identity_size(const Computed& r) { return std::max({r.ac, r.ab, r.bc, std::abs(r.product)}); }

bool adds_up(const Computed& r) {
    return std::isfinite(r.ac) && std::isfinite(r.ab) && std::isfinite(r.bc) && std::isfinite(r.product);
}

bool right_angle(const Computed& r) {
    constexpr double nothing = 1e-3;  // of the largest part
    return adds_up(r) && identity_size(r) > 0 && std::abs(r.product) < nothing * identity_size(r);
}

bool bends_down(const Inputs& in, const Computed& r) {
    return r.bends_down_from && in.q > *r.bends_down_from;
}

bool one_mean(const Computed& r) { return !(std::abs(r.mean - r.dual_mean) > 1e-9); }

math::PlanePoint place(const Inputs& in, const Vector& point) {
    return in.simplex() ? math::to_plane({point[0], point[1], point[2]})
                        : math::PlanePoint{point[0], point[1]};
}

std::optional<std::array<double, 2>> divergences_at(const Inputs& in, const Computed& r, double x, double y) {
    Vector at{x, y};
    if (in.simplex()) {
        const auto b = math::to_barycentric({x, y});
        at = {b[0], b[1], b[2]};
    }
    if (*std::min_element(at.begin(), at.end()) < 0) return std::nullopt;
    const Vector c = in.point('c');
    return std::array{math::bregman(r.phi, at, c), math::bregman(r.phi, c, at)};
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.phi = {in.generator, {in.weight_1, in.coupling * std::sqrt(in.weight_1 * in.weight_2), in.weight_2}};
    compute_line(in, r);
    const Vector a = in.point('a'), b = in.point('b'), c = in.point('c');
    r.ac = math::bregman(r.phi, a, c);
    r.ab = math::bregman(r.phi, a, b);
    r.bc = math::bregman(r.phi, b, c);
    r.product = math::three_point_product(r.phi, a, b, c);
    // What rounding leaves of a right angle is none.
    if (adds_up(r) && std::abs(r.product) < 1e-12 * identity_size(r)) r.product = 0;
    r.gradient_a = math::bregman_gradient_p(r.phi, a, c);
    r.gradient_c = math::bregman_gradient_q(r.phi, a, c);
    if (in.simplex() && in.generator == math::Generator::NegativeEntropy && std::isfinite(r.ac))
        r.printed_sum = math::cross_entropy_of(a, c) - math::entropy(a) + math::kl(a, c);
    r.ball_first = ball(in, r, math::BallSide::OfFirst);
    r.ball_second = ball(in, r, math::BallSide::OfSecond);
    r.dual = dual_curve(in, r);
    if (in.field == Contoured::None) return r;
    if (in.simplex())
        set_field(r, triangle_values(in, r));
    else
        set_field(
            r, GridField{{{0, domain_end}, {0, domain_end}}, plane_nodes, plane_nodes, plane_values(in, r)});
    return r;
}

}  // namespace lossfield::viz::bregman
