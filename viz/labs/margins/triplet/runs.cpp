// The batch with its three runs, and the predicates.
#include "viz/labs/margins/triplet/triplet.hpp"

namespace lossfield::viz::triplet {
namespace {

constexpr std::array kinds{math::TripletMining::Random, math::TripletMining::SemiHard,
                           math::TripletMining::Hardest};

Vector start_of(const Inputs& in) {
    Vector x;
    for (const DataPoint& p : in.data) x.insert(x.end(), {p.x, p.y});
    return x;
}

void to_unit_circle(std::span<double> x) {
    for (std::size_t i = 0; i < x.size(); i += 2) {
        const double length = std::hypot(x[i], x[i + 1]);
        if (length > 0)
            x[i] /= length, x[i + 1] /= length;
        else
            x[i] = 1, x[i + 1] = 0;
    }
}

Measures measured(const math::TripletLoss& loss, const std::vector<int>& labels, const Vector& x) {
    const Vector table = math::distance_table(loss.distance, x);
    const math::TripletBatch all = math::all_triplets(loss, table, labels);
    const double largest = *std::max_element(table.begin(), table.end());
    return {all.active_share(), all.loss,
            loss.distance == math::TripletDistance::Squared ? std::sqrt(largest) : largest};
}

BatchRun run_of(const Inputs& in, math::TripletMining mining, const std::vector<int>& labels,
                const std::stop_token& stop) {
    const math::TripletLoss loss = in.loss();
    const auto gradient = [=, reduction = in.reduction, seed = static_cast<std::uint64_t>(in.seed)](
                              std::span<const double> x, std::uint64_t t, std::span<double> g) {
        const Vector table = math::distance_table(loss.distance, x);
        math::triplet_batch(loss, reduction, x, table,
                            math::mined_triplets(mining, loss, table, labels, seed, t), g);
    };
    const math::Training training(rules_of(in), start_of(in), gradient,
                                  in.unit_circle ? to_unit_circle : math::Training::Retraction{});
    return plane_run<Measures>(in, training, stop,
                               [&](const Vector& x) { return measured(loss, labels, x); });
}

}  // namespace

Batch compute_batch(const Inputs& in, const std::stop_token& stop) {
    Batch r;
    for (const std::size_t k : classes_of(in.data, class_labels)) r.labels.push_back(static_cast<int>(k));
    const double size = largest_size(start_of(in));
    for (const math::TripletMining mining : kinds) r.runs.push_back(run_of(in, mining, r.labels, stop));
    r.range = square(r.of(in.mining).trail, size);
    const Vector table = math::distance_table(in.distance, start_of(in));
    r.triplets = math::all_triplets(in.loss(), table, r.labels).triplets;
    return r;
}

bool has_triplets(const Batch& r) { return r.triplets > 0; }

bool collapsed(const Batch& r, Mining mining) {
    const auto& m = r.of(mining).measures;
    return has_triplets(r) && m.front().extent > 0 && m.back().extent < 1e-3 * m.front().extent;
}

bool huddled(const Batch& r, Mining mining) {
    const auto& m = r.of(mining).measures;
    return has_triplets(r) && !collapsed(r, mining) && m.front().extent > 0 &&
           m.back().extent < m.front().extent / 20 && m.back().share >= 0.99;
}

bool begins_at_one_place(const Batch& r) {
    return has_triplets(r) && r.of(Mining::Random).measures.front().extent == 0;
}

bool stalled(const Inputs& in, const Batch& r) {
    const BatchRun& run = r.of(in.mining);
    return in.mining == Mining::SemiHard && has_triplets(r) && run.at_end().share > 0 &&
           mined_at(in, r, run.last()).triplets == 0;
}

bool one_class(const Batch& r) {
    return std::adjacent_find(r.labels.begin(), r.labels.end(), std::not_equal_to<>()) == r.labels.end();
}

std::vector<math::Triplet> triplets_at(const Inputs& in, const Batch& r, const Vector& points,
                                       std::size_t step) {
    const Vector table = math::distance_table(in.distance, points);
    return math::mined_triplets(kinds[static_cast<std::size_t>(in.mining)], in.loss(), table, r.labels,
                                static_cast<std::uint64_t>(in.seed), step + 1);
}

math::TripletBatch mined_at(const Inputs& in, const Batch& r, std::size_t step) {
    const Vector points = r.of(in.mining).points(step);
    return math::triplet_batch(in.loss(), in.reduction, points, math::distance_table(in.distance, points),
                               triplets_at(in, r, points, step));
}

}  // namespace lossfield::viz::triplet
