// What the parts of the lab share: declarations and presets (triplet.cpp), numbers (compute.cpp; of the batch runs.cpp), the triplet or the clusters on their
// plane (plane.cpp), the loss over the plane and by anchor (map.cpp), the batch that is trained (batch.cpp) and words (words.cpp;
// figure.cpp puts the picture together).
#pragma once

#include "math/metric/coupled_clusters.hpp"
#include "math/metric/triplet_mining.hpp"
#include "viz/fragments/circle.hpp"
#include "viz/fragments/classes.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/plane_run.hpp"

namespace lossfield::viz::triplet {

enum class Show { One, Batch };
enum class Kind { Triplet, Clusters };
enum class Moved { Anchor, Positive, Negative };
enum class Mining { Random, SemiHard, Hardest };
inline constexpr std::array minings{Mining::Random, Mining::SemiHard, Mining::Hardest};

inline const std::vector<std::string> side_labels{"positive", "negative"}, class_labels{"1", "2", "3"};

[[nodiscard]] Points overlapping_batch();
// Every place twice, once of class 1 and once of class 2.
[[nodiscard]] Points twins();

struct Inputs : TrainingInputs {
    Inputs() { rates = training_rates(0.1, 0.02); }
    Show show = Show::One;
    Kind kind = Kind::Triplet;
    math::TripletDistance distance = math::TripletDistance::Squared;
    math::CentreGradient centre = math::CentreGradient::True;
    double margin = 0.5;
    Vector anchor{-0.55, -0.1}, positive{0.2, 0.35}, negative{0.45, -0.3};
    Points others{{-0.35, 0.65, "positive"}, {0.9, 0.75, "negative"}};
    Moved moved = Moved::Negative;
    Points data = overlapping_batch();
    Mining mining = Mining::SemiHard;
    math::TripletReduction reduction = math::TripletReduction::MeanOverAll;
    bool unit_circle = false;

    [[nodiscard]] bool one() const { return show == Show::One; }
    [[nodiscard]] bool clusters() const { return kind == Kind::Clusters; }
    [[nodiscard]] bool squared() const { return distance == math::TripletDistance::Squared; }
    [[nodiscard]] math::TripletLoss loss() const { return {distance, margin}; }
    [[nodiscard]] const Vector& moved_point() const {
        return moved == Moved::Anchor ? anchor : moved == Moved::Positive ? positive : negative;
    }
};

// One triplet and the clusters of all points around it.
struct One {
    math::TripletTerms triplet;      // a, p, n
    math::TripletTerms swapped;      // p as the anchor, a as its positive
    math::CoupledClusters clusters;  // positives a, p, others; negatives n, others
    Vector by_anchor;                // of every positive as the anchor: the mean loss of its triplets
    double check = 0;  // of the chosen gradient against dual numbers (of clusters: the true one)
    Domain range{};
    GridField field{};  // the loss for every place of the point that is moved
};

// What is measured of a batch at a step, over all triplets there are.
struct Measures {
    double share = 0;   // that is active
    double loss = 0;    // mean
    double extent = 0;  // largest distance of two points

    [[nodiscard]] bool finite() const { return std::isfinite(loss) && std::isfinite(extent); }
};

using BatchRun = PlaneRun<Measures>;

struct Batch {
    std::vector<int> labels{};
    std::vector<BatchRun> runs{};  // in the order of `minings`
    std::size_t triplets = 0;      // all there are
    Domain range{};

    [[nodiscard]] const BatchRun& of(Mining m) const { return runs[static_cast<std::size_t>(m)]; }
};

// What is shown alone.
struct Computed {
    std::optional<One> one{};
    std::optional<Batch> batch{};
};

// The chosen loss and its gradient by anchor, positive and negative.
[[nodiscard]] double value_of(const Inputs& in, const One& r);
[[nodiscard]] Vector gradient_by(const Inputs& in, const One& r, Moved point);
// The negative is as far as the positive, to twelve digits.
[[nodiscard]] bool tied(const One& r);
// The loss is above 0, and no point of it has a force.
[[nodiscard]] bool stuck(const Inputs& in, const One& r);
// With plain distances, active: a point lies on the anchor, so that its force has no direction.
[[nodiscard]] bool without_direction(const Inputs& in, const One& r);
// d(n, p) < d(a, p) < d(a, n), and yet the triplet is easy; with p as the anchor it is active, and so are the clusters, with n as their
// nearest negative.
[[nodiscard]] bool blind(const One& r);
// The positives that lie outside of the circle.
[[nodiscard]] std::size_t outside(const One& r);
// |v|^2 <= m: there is no circle, or it is a point.
[[nodiscard]] bool without_circle(const One& r);
// There is no circle as the negative is where the centre is, without a margin.
[[nodiscard]] bool negative_at_centre(const Inputs& in, const One& r);
// The active positives whose force points away from the centre.
[[nodiscard]] std::size_t driven_out(const Inputs& in, const One& r);
// All points of a batch with triplets have come within a thousandth of their first extent.
[[nodiscard]] bool collapsed(const Batch& r, Mining mining);
// Not that near, but within a twentieth, and at least 99 of 100 triplets are active.
[[nodiscard]] bool huddled(const Batch& r, Mining mining);
// All points of a batch with triplets begin at one place.
[[nodiscard]] bool begins_at_one_place(const Batch& r);
// After the last step semi-hard mining, which is the chosen one, takes no triplet, and some triplets are active.
[[nodiscard]] bool stalled(const Inputs& in, const Batch& r);
// All points of the batch are of one class.
[[nodiscard]] bool one_class(const Batch& r);
[[nodiscard]] bool has_triplets(const Batch& r);
// Of the triplets that the next step after this one takes: how many, how many active, their loss.
[[nodiscard]] math::TripletBatch mined_at(const Inputs& in, const Batch& r, std::size_t step);
[[nodiscard]] std::vector<math::Triplet> triplets_at(const Inputs& in, const Batch& r, const Vector& points,
                                                     std::size_t step);

// Positives a, p and others; negatives n and others; x and y one after the other.
[[nodiscard]] Vector positives_of(const Inputs& in);
[[nodiscard]] Vector negatives_of(const Inputs& in);
// With the point that is moved at another place.
[[nodiscard]] Inputs moved_to(Inputs in, double x, double y);
[[nodiscard]] double loss_of(const Inputs& in);

[[nodiscard]] One compute_one(const Inputs& in);
[[nodiscard]] Batch compute_batch(const Inputs& in, const std::stop_token& stop);
[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);

inline constexpr const char* squared_formula =
    R"(L = [d(a,p) - d(a,n) + m]_+, \quad d(x,y) = \|x - y\|^2 \qquad )"
    R"(\partial_a L = 2\,(n - p),\; \partial_p L = 2\,(p - a),\; )"
    R"(\partial_n L = 2\,(a - n) \text{ where } L > 0)";
inline constexpr const char* plain_formula =
    R"(L = [d(a,p) - d(a,n) + m]_+, \quad d(x,y) = \|x - y\| \qquad )"
    R"(\partial_a L = u_{ap} - u_{an},\; \partial_p L = -u_{ap},\; )"
    R"(\partial_n L = u_{an},\; u_{xy} = \frac{x - y}{\|x - y\|})";
inline constexpr const char* clusters_formula =
    R"(L = \frac{1}{N}\sum_i \tfrac{1}{2}\,[\|z_i - c\|^2 - \|v\|^2 + m]_+, \quad c = \frac{1}{N}\sum_i z_i,\; v = z_* - c)";
inline constexpr const char* all_formula =
    R"(L = \frac{1}{T}\sum_{\text{mined}} [d(a,p) - d(a,n) + m]_+, \quad T = \#\text{mined})";
inline constexpr const char* non_zero_formula =
    R"(L = \frac{1}{A}\sum_{\text{mined}} [d(a,p) - d(a,n) + m]_+, \quad A = \#\{L > 0\})";
inline constexpr const char* squared_distance = R"(d(x,y) = \|x - y\|^2)";
inline constexpr const char* plain_distance = R"(d(x,y) = \|x - y\|)";

inline constexpr Colour positive_colour = series(0), negative_colour = series(2);
[[nodiscard]] Colour mining_colour(Mining mining);
[[nodiscard]] const char* mining_name(Mining mining);

[[nodiscard]] Panel plane_panel(const Inputs& in, const One& r);
[[nodiscard]] Panel map_panel(const Inputs& in, const One& r);
[[nodiscard]] Panel surface_panel(const Inputs& in, const One& r);
[[nodiscard]] Panel anchors_panel(const Inputs& in, const One& r);
// d at which the zones of the negative begin, as lengths on the plane: of the positive, and of easy negatives.
[[nodiscard]] double positive_radius(const Inputs& in);
[[nodiscard]] double easy_radius(const Inputs& in);

[[nodiscard]] Panel batch_panel(const Inputs& in, const Batch& r, std::size_t step);
[[nodiscard]] Panel share_panel(const Inputs& in, const Batch& r, std::size_t step);
[[nodiscard]] Panel loss_course(const Inputs& in, const Batch& r, std::size_t step);
[[nodiscard]] Panel extent_panel(const Inputs& in, const Batch& r, std::size_t step);

[[nodiscard]] Readouts probe_map(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Vector sum_of_gradients(const One& r);
[[nodiscard]] std::string one_caption(const Inputs& in, const One& r);
[[nodiscard]] std::string batch_caption(const Inputs& in, const Batch& r, std::size_t step);
[[nodiscard]] Notices one_notices(const Inputs& in, const One& r);
[[nodiscard]] Notices batch_notices(const Inputs& in, const Batch& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);

}  // namespace lossfield::viz::triplet
