// The numbers of the Bregman lab.
#include "math/information/information.hpp"
#include "viz/labs/information/bregman/bregman.hpp"

namespace lossfield::viz::bregman {
namespace {

constexpr std::size_t plane_nodes = 81, triangle_subdivisions = 100;  // 5,151 nodes
constexpr int ball_rays = 288, dual_pieces = 60;

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
    if (in.generator == math::Generator::ItakuraSaito && has_least(r) && r.mean > 0 &&
        2 * r.mean < domain_end)
        r.bends_down_from = 2 * r.mean;
}

void compute_balls(const Inputs& in, Computed& r, const Vector& b, const Vector& c) {
    using math::BallSide, math::Within;
    const auto within = in.simplex() ? Within::Simplex : Within::Space;
    const auto rim = [&](BallSide side) {
        return math::ball_rim(r.phi, side, within, c, r.d.ac, 3 * domain_end, ball_rays);
    };
    if (radius_is_finite(r) && r.d.ac != 0)
        r.ball_first = rim(BallSide::OfFirst), r.ball_second = rim(BallSide::OfSecond);
    if (std::isfinite(r.d.bc)) r.dual = math::dual_curve(r.phi, within, b, c, dual_pieces);
    if (in.field == Contoured::None) return;
    const auto side = in.field == Contoured::OfFirst ? BallSide::OfFirst : BallSide::OfSecond;
    if (in.simplex())
        r.field = TriangleField{triangle_subdivisions,
                                math::bregman_on_triangle(r.phi, side, c, triangle_subdivisions)};
    else
        r.field = GridField{{{0, domain_end}, {0, domain_end}},
                            plane_nodes,
                            plane_nodes,
                            math::bregman_on_square(r.phi, side, c, domain_end, plane_nodes)};
    // Colours end where most of the field has ended: next to a boundary some divergences grow without bound.
    Vector finite = values_of(r.field);
    const std::size_t all = finite.size();
    std::erase_if(finite, [](double v) { return !std::isfinite(v); });
    if (finite.size() <= all / 2) return;
    const auto most = finite.begin() + static_cast<std::ptrdiff_t>(finite.size() * 97 / 100);
    std::nth_element(finite.begin(), most, finite.end());
    r.field_top = *most;
}

}  // namespace

Vector Inputs::point(char name) const {
    if (simplex()) return as_distribution(name == 'a' ? share_a : name == 'b' ? share_b : share_c, 3);
    return name == 'a' ? a : name == 'b' ? b : c;
}

double generator_at(const Computed& r, double x) { return math::generator_value(r.phi, Vector{x}); }

bool gap_is_finite(const Computed& r) { return std::isfinite(r.gap); }

bool mean_gap_is_finite(const Computed& r) { return std::isfinite(r.at_q.value); }

bool radius_is_finite(const Computed& r) { return std::isfinite(r.d.ac); }

bool adds_up(const Computed& r) { return r.d.finite(); }

bool right_angle(const Computed& r) {
    constexpr double nothing = 1e-3;  // a cosine, where the divergence is half a square
    return adds_up(r) && std::abs(r.d.product) < nothing * 2 * std::sqrt(r.d.ab) * std::sqrt(r.d.bc);
}

bool has_least(const Computed& r) { return std::isfinite(r.least); }

bool has_least_reverse(const Computed& r) { return std::isfinite(r.least_reverse); }

bool takes_two_shares(const Inputs& in) { return in.simplex() && in.generator == math::Generator::Quadratic; }

bool bends_down(const Inputs& in, const Computed& r) {
    return r.bends_down_from && in.q > *r.bends_down_from;
}

bool one_mean(const Computed& r) { return !(std::abs(r.mean - r.dual_mean) > 1e-9); }

math::PlanePoint place(const Inputs& in, const Vector& point) {
    return in.simplex() ? math::to_plane({point[0], point[1], point[2]})
                        : math::PlanePoint{point[0], point[1]};
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token /*stop*/) {
    Computed r;
    r.phi = {in.generator, {in.weight_1, in.coupling * std::sqrt(in.weight_1 * in.weight_2), in.weight_2}};
    compute_line(in, r);
    const Vector a = in.point('a'), b = in.point('b'), c = in.point('c');
    r.d = math::three_points(r.phi, a, b, c);
    r.gradient_a = math::bregman_gradient_p(r.phi, a, c);
    r.gradient_c = math::bregman_gradient_q(r.phi, a, c);
    if (in.simplex() && in.generator == math::Generator::NegativeEntropy && radius_is_finite(r))
        r.printed_sum = math::cross_entropy_of(a, c) - math::entropy(a) + math::kl(a, c);
    compute_balls(in, r, b, c);
    return r;
}

}  // namespace lossfield::viz::bregman
