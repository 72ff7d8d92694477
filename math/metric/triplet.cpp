#include "math/metric/triplet.hpp"

namespace lossfield::math {

TripletZone triplet_zone(double to_positive, double to_negative, double margin) {
    if (to_positive - to_negative + margin <= 0.0) return TripletZone::Easy;
    return to_negative <= to_positive ? TripletZone::Hard : TripletZone::SemiHard;
}

void add_distance_gradient(TripletDistance kind, std::span<const double> x, std::span<const double> y,
                           double times, std::span<double> by_x, std::span<double> by_y) {
    double factor = 2.0 * times;
    if (kind == TripletDistance::Plain) {
        const double distance = triplet_distance(kind, x, y);
        factor = distance > 0.0 ? times / distance : 0.0;
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double part = factor * (x[i] - y[i]);
        by_x[i] += part, by_y[i] -= part;
    }
}

TripletTerms triplet_terms(const TripletLoss& loss, std::span<const double> a, std::span<const double> p,
                           std::span<const double> n) {
    if (!(loss.margin >= 0.0)) violated("triplet loss: margin", loss.margin, ">=", 0.0);
    TripletTerms terms{.value = triplet_loss(loss, a, p, n),
                       .to_positive = triplet_distance(loss.distance, a, p),
                       .to_negative = triplet_distance(loss.distance, a, n)};
    terms.zone = triplet_zone(terms.to_positive, terms.to_negative, loss.margin);
    for (std::vector<double>* g : {&terms.by_anchor, &terms.by_positive, &terms.by_negative})
        g->assign(a.size(), 0.0);
    if (terms.zone == TripletZone::Easy) return terms;
    add_distance_gradient(loss.distance, a, p, 1.0, terms.by_anchor, terms.by_positive);
    add_distance_gradient(loss.distance, a, n, -1.0, terms.by_anchor, terms.by_negative);
    return terms;
}

GradientCheck check_triplet_gradient(const TripletLoss& loss, std::span<const double> a,
                                     std::span<const double> p, std::span<const double> n) {
    const TripletTerms terms = triplet_terms(loss, a, p, n);
    std::vector<double> at, closed;
    for (const auto& part : {a, p, n}) at.insert(at.end(), part.begin(), part.end());
    for (const auto* part : {&terms.by_anchor, &terms.by_positive, &terms.by_negative})
        closed.insert(closed.end(), part->begin(), part->end());
    const std::vector<double> scale(at.size(), 1e-6 * (1.0 + terms.to_positive + terms.to_negative));
    const std::size_t k = a.size();
    return check_gradient(
        [&](std::span<const Dual<double>> x) {
            return triplet_loss(loss, x.first(k), x.subspan(k, k), x.subspan(2 * k));
        },
        at, closed, scale);
}

}  // namespace lossfield::math
