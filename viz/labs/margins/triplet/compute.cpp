// One triplet and its clusters with their map, and the predicates.
#include "viz/labs/margins/triplet/triplet.hpp"

namespace lossfield::viz::triplet {
namespace {

constexpr std::size_t nodes = 97;  // of the map, each way

std::span<const double> point_at(const Vector& points, std::size_t i) {
    return std::span(points).subspan(2 * i, 2);
}

Vector side_of(const Inputs& in, std::size_t side, Vector first) {
    for (const DataPoint& p : in.others)
        if (class_of(p, side_labels) == side) first.insert(first.end(), {p.x, p.y});
    return first;
}

Vector losses_by_anchor(const Inputs& in) {
    const Vector positives = positives_of(in), negatives = negatives_of(in);
    Vector losses;
    for (std::size_t a = 0; 2 * a < positives.size(); ++a) {
        double sum = 0, count = 0;
        for (std::size_t p = 0; 2 * p < positives.size(); ++p)
            for (std::size_t n = 0; p != a && 2 * n < negatives.size(); ++n)
                sum += math::triplet_loss(in.loss(), point_at(positives, a), point_at(positives, p),
                                          point_at(negatives, n)),
                    count += 1;
        losses.push_back(sum / count);
    }
    return losses;
}

GridField triplet_field(const Inputs& in, const Domain& range) {
    Vector moved(2);
    const auto of = [&](Moved point, const Vector& at) {
        return std::span<const double>(in.moved == point ? moved : at);
    };
    const auto a = of(Moved::Anchor, in.anchor), p = of(Moved::Positive, in.positive),
               n = of(Moved::Negative, in.negative);
    return sample_grid(range, nodes, nodes, [&](double x, double y) {
        moved[0] = x, moved[1] = y;
        return math::triplet_loss(in.loss(), a, p, n);
    });
}

GridField cluster_field(const Inputs& in, const Domain& range, Vector positives, Vector negatives) {
    double* moved = in.moved == Moved::Negative ? negatives.data()
                                                : positives.data() + (in.moved == Moved::Positive ? 2 : 0);
    return sample_grid(range, nodes, nodes, [&](double x, double y) {
        moved[0] = x, moved[1] = y;
        return math::coupled_clusters_loss(in.margin, std::span<const double>(positives),
                                           std::span<const double>(negatives), 2);
    });
}

}  // namespace

Vector positives_of(const Inputs& in) {
    return side_of(in, 0, {in.anchor[0], in.anchor[1], in.positive[0], in.positive[1]});
}
Vector negatives_of(const Inputs& in) { return side_of(in, 1, {in.negative[0], in.negative[1]}); }

Inputs moved_to(Inputs in, double x, double y) {
    Vector& moved = in.moved == Moved::Anchor     ? in.anchor
                    : in.moved == Moved::Positive ? in.positive
                                                  : in.negative;
    moved = {x, y};
    return in;
}

double loss_of(const Inputs& in) {
    if (in.clusters())
        return math::coupled_clusters_loss(in.margin, std::span<const double>(positives_of(in)),
                                           std::span<const double>(negatives_of(in)), 2);
    return math::triplet_loss(in.loss(), std::span(in.anchor), std::span(in.positive),
                              std::span(in.negative));
}

One compute_one(const Inputs& in) {
    const Vector positives = positives_of(in), negatives = negatives_of(in);
    One r{.triplet = math::triplet_terms(in.loss(), in.anchor, in.positive, in.negative),
          .swapped = math::triplet_terms(in.loss(), in.positive, in.anchor, in.negative),
          .clusters = math::coupled_clusters(in.margin, positives, negatives, 2, in.centre),
          .by_anchor = losses_by_anchor(in)};
    r.check = (in.clusters() ? math::check_coupled_gradient(in.margin, positives, negatives, 2)
                             : math::check_triplet_gradient(in.loss(), in.anchor, in.positive, in.negative))
                  .worst;
    // With the circles about the anchor or the centre.
    const double most =
        in.clusters() ? largest_size(r.clusters.centre) + std::sqrt(std::max(0.0, r.clusters.radius_square))
                      : largest_size(in.anchor) + easy_radius(in);
    r.range = square(std::max({most, largest_size(positives), largest_size(negatives)}));
    r.field = in.clusters() ? cluster_field(in, r.range, positives, negatives) : triplet_field(in, r.range);
    return r;
}

Computed compute(const Inputs& in, Detail /*detail*/, std::stop_token stop) {
    Computed r;
    if (in.one())
        r.one = compute_one(in);
    else
        r.batch = compute_batch(in, stop);
    return r;
}

double value_of(const Inputs& in, const One& r) { return in.clusters() ? r.clusters.value : r.triplet.value; }

Vector gradient_by(const Inputs& in, const One& r, Moved point) {
    if (!in.clusters())
        return point == Moved::Anchor     ? r.triplet.by_anchor
               : point == Moved::Positive ? r.triplet.by_positive
                                          : r.triplet.by_negative;
    const Vector& all = point == Moved::Negative ? r.clusters.by_negatives : r.clusters.by_positives;
    const std::size_t at = point == Moved::Positive ? 2 : 0;
    return {all[at], all[at + 1]};
}

bool tied(const One& r) {
    const double ap = r.triplet.to_positive, an = r.triplet.to_negative;
    return std::abs(ap - an) <= 1e-12 * std::max(ap, an);
}

bool stuck(const Inputs& in, const One& r) {
    const auto none = [](const Vector& g) { return largest_size(g) == 0; };
    if (value_of(in, r) == 0) return false;
    if (in.clusters()) return none(r.clusters.by_positives) && none(r.clusters.by_negatives);
    return none(r.triplet.by_anchor) && none(r.triplet.by_positive) && none(r.triplet.by_negative);
}

bool without_direction(const Inputs& in, const One& r) {
    return !in.clusters() && !in.squared() && r.triplet.value > 0 &&
           (r.triplet.to_positive == 0 || r.triplet.to_negative == 0);
}

bool blind(const One& r) {
    const double np = r.swapped.to_negative, ap = r.triplet.to_positive, an = r.triplet.to_negative;
    return np < ap && ap < an && r.triplet.value == 0 && r.swapped.value > 0 && r.clusters.value > 0 &&
           r.clusters.nearest == 0;
}

std::size_t outside(const One& r) { return r.clusters.active_count(); }
bool negative_at_centre(const Inputs& in, const One& r) { return without_circle(r) && in.margin == 0; }

std::size_t driven_out(const Inputs& in, const One& r) {
    const Vector positives = positives_of(in);
    std::size_t count = 0;
    for (std::size_t i = 0; i < r.clusters.active.size(); ++i) {
        const double x = positives[2 * i] - r.clusters.centre[0],
                     y = positives[2 * i + 1] - r.clusters.centre[1];
        const double along = x * r.clusters.by_positives[2 * i] + y * r.clusters.by_positives[2 * i + 1];
        // What is below it is left of sums that cancel.
        count += r.clusters.active[i] && -along > 1e-12 * (x * x + y * y) ? 1 : 0;
    }
    return count;
}

bool without_circle(const One& r) { return r.clusters.radius_square <= 0; }

}  // namespace lossfield::viz::triplet
