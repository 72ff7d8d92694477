#include "math/metric/contrastive.hpp"
#include "math/metric/coupled_clusters.hpp"
#include "math/metric/triplet.hpp"
#include "tests/math/reference/reference_functions.hpp"

namespace lossfield::tests {
namespace {

Answer contrastive(const Json& in, const math::ContrastiveLoss& loss) {
    const math::ContrastivePair pair =
        math::contrastive_pair(loss, in.at("similar").get<bool>(), numbers(in, "za"), numbers(in, "zb"));
    return {pair.value, {{"za", pair.by_a}, {"zb", pair.by_b}}};
}

Answer triplet(const Json& in, math::TripletDistance distance) {
    const math::TripletTerms terms = math::triplet_terms(
        {distance, in.at("margin").get<double>()}, numbers(in, "a"), numbers(in, "p"), numbers(in, "n"));
    return {terms.value, {{"a", terms.by_anchor}, {"p", terms.by_positive}, {"n", terms.by_negative}}};
}

// The rows of a matrix, one after the other.
Vector rows(const Json& in, const char* name) {
    Vector all;
    for (const Json& row : in.at(name))
        for (const double v : row.get<Vector>()) all.push_back(v);
    return all;
}

Answer coupled(const Json& in) {
    const math::CoupledClusters r =
        math::coupled_clusters(in.at("margin").get<double>(), rows(in, "positives"), rows(in, "negatives"),
                               in.at("positives").at(0).size());
    return {r.value, {{"positives", r.by_positives}, {"negatives", r.by_negatives}}};
}

}  // namespace

Functions metric_functions() {
    const auto margin = [](const Json& in) { return in.at("margin").get<double>(); };
    return {
        {"contrastive_hadsell",
         [=](const Json& in) {
             return contrastive(in, {math::ContrastiveForm::Original, margin(in)});
         }},
        {"contrastive_seed_squared_distance",
         [=](const Json& in) {
             return contrastive(in, {math::ContrastiveForm::Squared, margin(in)});
         }},
        {"contrastive_double_margin",
         [](const Json& in) {
             return contrastive(in, {math::ContrastiveForm::DoubleMargin, in.at("m2").get<double>(),
                                     in.at("m1").get<double>()});
         }},
        {"triplet_squared", [](const Json& in) { return triplet(in, math::TripletDistance::Squared); }},
        {"triplet_euclid", [](const Json& in) { return triplet(in, math::TripletDistance::Plain); }},
        {"coupled_clusters", coupled},
    };
}

}  // namespace lossfield::tests
