#include "math/information/divergence_term.hpp"
#include "math/information/information.hpp"
#include "viz/fragments/outcomes.hpp"
#include "viz/labs/information/divergences/divergences.hpp"

namespace lossfield::viz::divergences {
namespace {

constexpr std::size_t field_subdivisions = 100;  // 5,151 nodes
constexpr double farthest_mean = 5;

math::Barycentric shown(const Vector& v, const std::vector<std::size_t>& corners, double& share) {
    share = 0;
    for (const std::size_t c : corners) share += v[c];
    math::Barycentric b{};
    for (std::size_t c = 0; c < 3; ++c) b[c] = share > 0 ? v[corners[c]] / share : 1.0 / 3;
    return b;
}

TriangleField field_of(const Computed& r, const Family& family) {
    Vector q = r.q;
    return sample_triangle(field_subdivisions, [&](const math::Barycentric& b) {
        for (std::size_t c = 0; c < 3; ++c) q[r.corners[c]] = r.share_q * b[c];
        return math::divergence(family.kind, r.p, q);
    });
}

void compare_histograms(const Inputs& in, Computed& r) {
    const std::size_t n = in.p.size();
    r.p = in.p;
    r.q = as_distribution(in.q, n);
    if (in.swap) std::swap(r.p, r.q);
    for (std::size_t i = 0; i < family_count; ++i)
        r.values[i] = math::divergence(families()[i].kind, r.p, r.q);
    r.squared_hellinger = math::divergence(math::Divergence::SquaredHellinger, r.p, r.q);
    r.w1 = math::w1_line(r.p, r.q, outcome_positions(n)).cost;
    for (std::size_t i = 0; i < n; ++i)
        r.integrand.push_back(r.p[i] == 0 ? 0.0 : r.p[i] * math::log_ratio(r.p[i], r.q[i]));
    r.corners = shown_outcomes(n, in.triangle);
    if (r.corners.size() < 3) return;
    r.shown_p = shown(r.p, r.corners, r.share_p);
    r.shown_q = shown(r.q, r.corners, r.share_q);
    if (!(r.share_q > 0)) return;
    r.field = field_of(r, *find_family(in.contours));
    if (const Family* overlay = find_family(in.overlay)) r.overlay = field_of(r, *overlay);
}

void compare_gaussians(const Inputs& in, Detail detail, Computed& r) {
    r.gaussian_p = {in.mean_p, in.deviation_p};
    r.gaussian_q = {in.mean_q, in.deviation_q};
    if (in.swap) std::swap(r.gaussian_p, r.gaussian_q);
    const int pieces = detail == Detail::Drag ? 120 : 240;
    Curves& c = r.curves;
    for (int i = 0; i <= pieces; ++i) c.at.push_back(farthest_mean * (2.0 * i / pieces - 1));
    // W1 may have a kink at the mean of p.
    const double kink = r.gaussian_p.mean;
    c.at.insert(c.at.end(), {kink - 1e-6, kink, kink + 1e-6});
    std::sort(c.at.begin(), c.at.end());
    for (const double at : c.at) {
        const math::Gaussian q{at, r.gaussian_q.deviation};
        const auto kl = math::gaussian_kl_slope(r.gaussian_p, q), js = math::gaussian_js(r.gaussian_p, q),
                   w1 = math::gaussian_w1(r.gaussian_p, q);
        c.kl.push_back(kl.value), c.kl_slope.push_back(kl.slope);
        c.reverse.push_back(math::gaussian_kl_slope(q, r.gaussian_p).value);
        c.js.push_back(js.value), c.js_slope.push_back(js.slope);
        c.tv.push_back(math::gaussian_total_variation(r.gaussian_p, q));
        c.w1.push_back(w1.value), c.w1_slope.push_back(w1.slope);
    }
}

}  // namespace

double divergence_on_triangle(const Computed& r, math::Divergence kind, const math::Barycentric& b) {
    Vector q = r.q;
    for (std::size_t c = 0; c < 3; ++c) q[r.corners[c]] = r.share_q * b[c];
    return math::divergence(kind, r.p, q);
}

std::vector<std::size_t> ruled_out(const Vector& by, const Vector& allowed) {
    std::vector<std::size_t> outcomes;
    for (std::size_t k = 0; k < by.size(); ++k)
        if (by[k] == 0 && allowed[k] > 0) outcomes.push_back(k);
    return outcomes;
}

bool is_spent(const math::ValueAndSlope& js) {
    constexpr double nothing = 1e-3;
    return std::log(2.0) - js.value < nothing && std::abs(js.slope) < nothing;
}

Computed compute(const Inputs& in, Detail detail, std::stop_token /*stop*/) {
    Computed r;
    switch (in.view) {
        case Scene::Histograms:
            compare_histograms(in, r);
            break;
        case Scene::Gaussians:
            compare_gaussians(in, detail, r);
            break;
    }
    return r;
}

}  // namespace lossfield::viz::divergences
