#include "math/information/divergence_term.hpp"
#include "math/information/information.hpp"
#include "viz/fragments/outcomes.hpp"
#include "viz/labs/information/divergences/divergences.hpp"

namespace lossfield::viz::divergences {
namespace {

constexpr std::size_t field_subdivisions = 100;  // 5,151 nodes
constexpr double farthest_mean = 5;

TriangleField field_of(const Computed& r, const Family& family) {
    return sample_triangle(field_subdivisions, [&, q = r.q](const math::Barycentric& b) mutable {
        for (std::size_t k = 0; k < 3; ++k) q[r.corners[k]] = r.shown_q.share * b[k];
        return math::divergence(family.kind, r.p, q);
    });
}

void compare_histograms(const Inputs& in, Computed& r) {
    const std::size_t n = in.p.size();
    r.p = in.p;
    r.q = as_distribution(in.q, n);
    if (in.swap) std::swap(r.p, r.q);
    for (std::size_t i = 0; i < families.size(); ++i)
        r.values[i] = math::divergence(families[i].kind, r.p, r.q);
    r.squared_hellinger = math::divergence(Divergence::SquaredHellinger, r.p, r.q);
    r.w1 = math::w1_line(r.p, r.q, outcome_positions(n)).cost;
    for (std::size_t i = 0; i < n; ++i)
        r.integrand.push_back(r.p[i] == 0 ? 0.0 : r.p[i] * math::log_ratio(r.p[i], r.q[i]));
    r.corners = shown_outcomes(n, in.triangle);
    if (r.corners.size() < 3) return;
    r.shown_p = shown_face(r.p, r.corners);
    r.shown_q = shown_face(r.q, r.corners);
    if (!(r.shown_q.share > 0)) return;
    r.field = field_of(r, *find_family(in.contours));
    if (const Family* overlay = find_family(in.overlay)) r.overlay = field_of(r, *overlay);
}

void compare_gaussians(const Inputs& in, Detail detail, Computed& r) {
    r.gaussian_p = {in.mean_p, in.deviation_p};
    r.gaussian_q = {in.mean_q, in.deviation_q};
    if (in.swap) std::swap(r.gaussian_p, r.gaussian_q);
    const int pieces = detail == Detail::Drag ? 120 : 240;
    for (int i = 0; i <= pieces; ++i) r.means.push_back(farthest_mean * (2.0 * i / pieces - 1));
    // W1 may have a kink at the mean of p.
    const double kink = r.gaussian_p.mean;
    r.means.insert(r.means.end(), {kink - 1e-6, kink, kink + 1e-6});
    std::sort(r.means.begin(), r.means.end());
    for (std::size_t k = 0; k < slidings.size(); ++k) {
        const auto of = slidings[k].of;
        r.here[k] = of(r.gaussian_p, r.gaussian_q);
        for (const double mean : r.means) {
            const auto [value, slope] = of(r.gaussian_p, {mean, r.gaussian_q.deviation});
            r.sliding_values[k].push_back(value);
            r.sliding_slopes[k].push_back(slope);
        }
    }
}

}  // namespace

double divergence_on_triangle(const Computed& r, Divergence kind, const math::Barycentric& b) {
    const math::Classes shown{r.corners[0], r.corners[1], r.corners[2]};
    return math::divergence(kind, r.p, math::with_face(r.q, shown, {r.shown_q.share, b}));
}

std::vector<std::size_t> ruled_out(const Vector& by, const Vector& allowed) {
    std::vector<std::size_t> outcomes;
    for (std::size_t k = 0; k < by.size(); ++k)
        if (by[k] == 0 && allowed[k] > 0) outcomes.push_back(k);
    return outcomes;
}

bool overflows(const Computed& r) {
    return std::isinf(r.value(Measure::ChiSquared)) && ruled_out(r.q, r.p).empty();
}
bool coincide(const Computed& r) { return r.value(Measure::Tv) == 0; }

bool has_gradient(const Inputs& in, const Computed& r) {
    if (in.contours == Measure::Tv)
        return std::equal(r.p.begin(), r.p.end(), r.q.begin(), std::not_equal_to<>());
    return find_family(in.contours)->square || !coincide(r);
}

bool directions_agree(const Computed& r) {
    const double forward = r.value(Measure::KlForward);
    return std::abs(forward - r.value(Measure::KlReverse)) <= 1e-6 * forward;
}

bool has_rim(const Inputs& in, const Computed& r) {
    const double d = r.value(in.contours);
    return !r.field.values.empty() && std::isfinite(d) && d > 0;
}

bool equally_wide(const Computed& r) { return r.gaussian_p.deviation == r.gaussian_q.deviation; }

bool same_gaussian(const Computed& r) { return equally_wide(r) && r.gaussian_p.mean == r.gaussian_q.mean; }

bool narrow_costs_more(const Computed& r) {
    const bool to_q = r.gaussian_q.deviation < r.gaussian_p.deviation;
    const double narrow = r.here[to_q ? 0 : 1].value, wide = r.here[to_q ? 1 : 0].value;
    return narrow > wide * (1 + 1e-9);
}

bool is_spent(const math::ValueAndSlope& js) {
    constexpr double nothing = 1e-3;
    return std::log(2.0) - js.value < nothing && std::abs(js.slope) < nothing;
}

Computed compute(const Inputs& in, Detail detail, std::stop_token /*stop*/) {
    Computed r;
    if (in.view == Scene::Histograms)
        compare_histograms(in, r);
    else
        compare_gaussians(in, detail, r);
    return r;
}

}  // namespace lossfield::viz::divergences
