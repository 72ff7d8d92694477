// Triplets of a labelled batch: all of them, or those that a rule of mining picks, and the loss over them.
//   all        every anchor, positive (another point of its class) and negative (a point of another class)
//   random     for every anchor one positive and one negative, drawn by (seed, t)
//   semi-hard  for every anchor and positive the nearest negative with d(a, p) < d(a, n) < d(a, p) + m, where there is one
//              [Schroff, Kalenichenko, Philbin 2015, sec. 3.2]
//   hardest    for every anchor its farthest positive and its nearest negative: batch-hard [Hermans, Beyer, Leibe 2017, eq. 5], who take
//              plain distances: the pull of squared ones grows with the distance, and may draw all points to one place;
//              plain ones can do so too, down to about the length of a step, as their forces of length 1 do not fade
// An anchor without a positive or without a negative gives none; of equal distances the point of the lower index counts.
// Loss over T triplets of which A are active (L > 0), with the gradient that goes with it:
//   mean over all       (1 / T) sum L     torch.nn.TripletMarginLoss(reduction="mean")
//   mean over non-zero  (1 / A) sum L     AvgNonZeroReducer, the default of pytorch-metric-learning's TripletMarginLoss
// The second is T / A times the first, and does not fade as triplets become easy: where few are active its steps are as long as ever.
// No triplet, or none active: 0.
// Other definitions: tfa.losses.triplet_semihard_loss takes the farthest negative for a pair without a semi-hard one, has no upper end
// d(a, p) + m, and divides by the number of pairs.
// points: n points of the plane x_1, y_1, ..., one label each. Memory and time: O(n^2), all triplets O(n^3).
// Failure: sizes that differ or m < 0: std::invalid_argument.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "math/metric/triplet.hpp"

namespace lossfield::math {

enum class TripletMining { All, Random, SemiHard, Hardest };
enum class TripletReduction { MeanOverAll, MeanOverNonZero };

struct Triplet {
    std::size_t anchor = 0, positive = 0, negative = 0;
    bool operator==(const Triplet&) const = default;
};

// d between any two points, row by row.
[[nodiscard]] std::vector<double> distance_table(TripletDistance kind, std::span<const double> points);

[[nodiscard]] std::vector<Triplet> mined_triplets(TripletMining mining, const TripletLoss& loss,
                                                  std::span<const double> table, std::span<const int> labels,
                                                  std::uint64_t seed, std::uint64_t t);

struct TripletBatch {
    double loss = 0;
    std::size_t triplets = 0, active = 0;
    // Of those mined; 0 of none.
    [[nodiscard]] double active_share() const {
        return triplets == 0 ? 0.0 : static_cast<double>(active) / static_cast<double>(triplets);
    }
};

// `gradient`: as long as `points`, or empty where it is not asked for.
TripletBatch triplet_batch(const TripletLoss& loss, TripletReduction reduction,
                           std::span<const double> points, std::span<const double> table,
                           std::span<const Triplet> triplets, std::span<double> gradient = {});

// How many of all triplets there are, and how many of them are active; their loss is the mean over all.
[[nodiscard]] TripletBatch all_triplets(const TripletLoss& loss, std::span<const double> table,
                                        std::span<const int> labels);

}  // namespace lossfield::math
