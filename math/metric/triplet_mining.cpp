#include "math/metric/triplet_mining.hpp"

#include <algorithm>
#include <optional>

#include "math/numerics/random.hpp"

namespace lossfield::math {
namespace {

constexpr std::uint32_t mining_stream = 40;

using Place = std::optional<std::size_t>;

struct Batch {
    std::span<const double> table;
    std::span<const int> labels;

    [[nodiscard]] std::size_t size() const { return labels.size(); }
    [[nodiscard]] double at(std::size_t a, std::size_t b) const { return table[a * labels.size() + b]; }
    [[nodiscard]] bool positive(std::size_t a, std::size_t p) const {
        return p != a && labels[p] == labels[a];
    }
    [[nodiscard]] bool negative(std::size_t a, std::size_t n) const { return labels[n] != labels[a]; }
};

Batch checked(std::span<const double> table, std::span<const int> labels) {
    check_size("triplets: table of distances", table.size(), labels.size() * labels.size());
    return {table, labels};
}

void check_margin(const TripletLoss& loss) {
    if (!(loss.margin >= 0.0)) violated("triplets: margin", loss.margin, ">=", 0.0);
}

void add_random(const Batch& batch, std::uint64_t seed, std::uint64_t t, std::vector<Triplet>& out) {
    std::vector<std::size_t> positives, negatives;
    const auto drawn = [&](const std::vector<std::size_t>& from, std::size_t coordinate) {
        const double u = random_uniform({.seed = seed,
                                         .stream = mining_stream,
                                         .step = t,
                                         .coordinate = static_cast<std::uint32_t>(coordinate)});
        return from[static_cast<std::size_t>(u * static_cast<double>(from.size()))];
    };
    for (std::size_t a = 0; a < batch.size(); ++a) {
        positives.clear(), negatives.clear();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (batch.positive(a, i)) positives.push_back(i);
            if (batch.negative(a, i)) negatives.push_back(i);
        }
        if (!positives.empty() && !negatives.empty())
            out.push_back({a, drawn(positives, 2 * a), drawn(negatives, 2 * a + 1)});
    }
}

void add_semi_hard(const Batch& batch, double margin, std::vector<Triplet>& out) {
    for (std::size_t a = 0; a < batch.size(); ++a)
        for (std::size_t p = 0; p < batch.size(); ++p) {
            if (!batch.positive(a, p)) continue;
            Place nearest;
            for (std::size_t n = 0; n < batch.size(); ++n)
                if (batch.negative(a, n) &&
                    triplet_zone(batch.at(a, p), batch.at(a, n), margin) == TripletZone::SemiHard &&
                    (!nearest || batch.at(a, n) < batch.at(a, *nearest)))
                    nearest = n;
            if (nearest) out.push_back({a, p, *nearest});
        }
}

void add_hardest(const Batch& batch, std::vector<Triplet>& out) {
    for (std::size_t a = 0; a < batch.size(); ++a) {
        Place farthest, nearest;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (batch.positive(a, i) && (!farthest || batch.at(a, i) > batch.at(a, *farthest))) farthest = i;
            if (batch.negative(a, i) && (!nearest || batch.at(a, i) < batch.at(a, *nearest))) nearest = i;
        }
        if (farthest && nearest) out.push_back({a, *farthest, *nearest});
    }
}

// visit(anchor, positive, negative) of every triplet.
template <typename Visit>
void for_all(const Batch& batch, const Visit& visit) {
    for (std::size_t a = 0; a < batch.size(); ++a)
        for (std::size_t p = 0; p < batch.size(); ++p) {
            if (!batch.positive(a, p)) continue;
            for (std::size_t n = 0; n < batch.size(); ++n)
                if (batch.negative(a, n)) visit(a, p, n);
        }
}

}  // namespace

std::vector<double> distance_table(TripletDistance kind, std::span<const double> points) {
    const std::size_t n = points.size() / 2;
    std::vector<double> table(n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = i + 1; k < n; ++k)
            table[i * n + k] = table[k * n + i] =
                triplet_distance(kind, points.subspan(2 * i, 2), points.subspan(2 * k, 2));
    return table;
}

std::vector<Triplet> mined_triplets(TripletMining mining, const TripletLoss& loss,
                                    std::span<const double> table, std::span<const int> labels,
                                    std::uint64_t seed, std::uint64_t t) {
    check_margin(loss);
    const Batch batch = checked(table, labels);
    std::vector<Triplet> out;
    switch (mining) {
        case TripletMining::All:
            for_all(batch, [&](std::size_t a, std::size_t p, std::size_t n) { out.push_back({a, p, n}); });
            break;
        case TripletMining::Random:
            add_random(batch, seed, t, out);
            break;
        case TripletMining::SemiHard:
            add_semi_hard(batch, loss.margin, out);
            break;
        case TripletMining::Hardest:
            add_hardest(batch, out);
            break;
    }
    return out;
}

TripletBatch triplet_batch(const TripletLoss& loss, TripletReduction reduction,
                           std::span<const double> points, std::span<const double> table,
                           std::span<const Triplet> triplets, std::span<double> gradient) {
    check_margin(loss);
    const std::size_t n = points.size() / 2;
    check_size("triplets: table of distances", table.size(), n * n);
    if (!gradient.empty()) check_size("triplets: gradient", gradient.size(), points.size());
    TripletBatch batch{.triplets = triplets.size()};
    const auto bracket = [&](const Triplet& t) {
        return table[t.anchor * n + t.positive] - table[t.anchor * n + t.negative] + loss.margin;
    };
    double sum = 0.0;
    for (const Triplet& t : triplets)
        if (const double value = bracket(t); value > 0.0) sum += value, ++batch.active;
    std::fill(gradient.begin(), gradient.end(), 0.0);
    if (batch.active == 0) return batch;
    const double share =
        1.0 / static_cast<double>(reduction == TripletReduction::MeanOverAll ? batch.triplets : batch.active);
    batch.loss = share * sum;
    if (gradient.empty()) return batch;
    const auto of = [&](std::size_t i) { return points.subspan(2 * i, 2); };
    const auto by = [&](std::size_t i) { return gradient.subspan(2 * i, 2); };
    for (const Triplet& t : triplets) {
        if (!(bracket(t) > 0.0)) continue;
        add_distance_gradient(loss.distance, of(t.anchor), of(t.positive), share, by(t.anchor),
                              by(t.positive));
        add_distance_gradient(loss.distance, of(t.anchor), of(t.negative), -share, by(t.anchor),
                              by(t.negative));
    }
    return batch;
}

TripletBatch all_triplets(const TripletLoss& loss, std::span<const double> table,
                          std::span<const int> labels) {
    check_margin(loss);
    const Batch batch = checked(table, labels);
    TripletBatch all;
    for_all(batch, [&](std::size_t a, std::size_t p, std::size_t n) {
        const double value = batch.at(a, p) - batch.at(a, n) + loss.margin;
        ++all.triplets;
        if (value > 0.0) ++all.active, all.loss += value;
    });
    if (all.triplets > 0) all.loss /= static_cast<double>(all.triplets);
    return all;
}

}  // namespace lossfield::math
