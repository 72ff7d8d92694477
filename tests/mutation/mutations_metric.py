"""Mutations of contrastive, triplet and coupled-clusters losses; their form is in mutations.py."""

CONTRASTIVE = "math/metric/contrastive.cpp"
MINING = "math/metric/triplet_mining.cpp"
COUPLED = "math/metric/coupled_clusters.cpp"

MUTATIONS = [
    (CONTRASTIVE, "-(loss.margin - distance) / distance", "-(loss.margin - distance)"),
    (CONTRASTIVE, "return square < loss.margin ? -1.0 : 0.0;", "return square < loss.margin ? -2.0 : 0.0;"),
    (CONTRASTIVE, "return 2.0 / static_cast<double>(points - 1);", "return 1.0 / static_cast<double>(points - 1);"),
    (CONTRASTIVE, "return similar ? distance :", "return similar ? 2.0 * distance :"),
    (CONTRASTIVE, "? loss.margin : std::sqrt(loss.margin);", "? loss.margin : loss.margin;"),
    (
        "math/metric/contrastive.hpp",
        "const Scalar bracket = similar ? Scalar(square - m1)",
        "const Scalar bracket = similar ? Scalar(square)",
    ),
    ("math/metric/triplet.cpp", "factor = distance > 0.0 ? times / distance", "factor = distance > 0.0 ? times"),
    ("math/metric/triplet.cpp", "n, -1.0, terms.by_anchor", "n, 1.0, terms.by_anchor"),
    ("math/metric/triplet.cpp", "return to_negative <= to_positive ?", "return to_negative < to_positive ?"),
    (MINING, "batch.at(a, i) > batch.at(a, *farthest)", "batch.at(a, i) < batch.at(a, *farthest)"),
    (MINING, "== TripletZone::SemiHard &&", "!= TripletZone::Easy &&"),
    (MINING, "? batch.triplets : batch.active);", "? batch.active : batch.triplets);"),
    (COUPLED, "through_centre[k] += (v - u) / n;", "through_centre[k] += v / n;"),
    (COUPLED, "-= v / n;", "+= v / n;"),
    (COUPLED, "r.radius_square = out - margin;", "r.radius_square = out + margin;"),
    ("math/metric/coupled_clusters.hpp", "square_to(points, i, c) < square_to(points, best, c)",
     "square_to(points, i, c) <= square_to(points, best, c)"),
]
