// What the parts of the lab share: declarations (angular_margins.cpp), numbers (compute.cpp), what is so (predicates.cpp), the plane (plane.cpp), the right
// class's logit, the live feature and the run (panels.cpp), space (sphere.cpp), words (words.cpp).
#pragma once

#include "math/margins/ideal_layout.hpp"
#include "math/margins/margin_objective.hpp"
#include "math/margins/margin_regions.hpp"
#include "viz/fragments/classes.hpp"
#include "viz/fragments/sphere.hpp"
#include "viz/lab/simulation.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/training_inputs.hpp"

namespace lossfield::viz::angular_margins {

inline constexpr double radian = std::numbers::pi / 180;  // of a degree

enum class Features { Drawn, Placed };
enum class OfClass { One, Two, Three, Four };

inline const std::vector<std::string> class_names{"1", "2", "3", "4"};

struct Inputs : TrainingInputs {
    Inputs() { rates = training_rates(0.02, 0.02), steps = 60; }
    math::MarginKind kind = math::MarginKind::LSoftmax;
    int multiple = 2;
    double cosface = 0.35, arcface = 0.5, scale = 4, annealing = 0;
    bool repair = false;
    double probability = 0.9;
    Vector angles{95, -20, -150}, lengths{1, 1, 1};
    OfClass of_class = OfClass::One;
    double feature_angle = 52, feature_length = 1.3;
    Features features = Features::Drawn;
    int count = 10;
    double spread = 28;
    Points data{{0.5, 0.9, "1"},  {-0.6, 0.8, "1"}, {1.1, 0.35, "2"},
                {0.7, -0.8, "2"}, {-0.9, 0.1, "3"}, {-0.2, -1.1, "3"}};
    bool keep_lengths = true, train_directions = false;
    Vector space1{0.98, 0.1, 0.1}, space2{0.26, 0.96, 0.1}, space3{0.25, 0.21, 0.94};
};

// One run: of the plane or of the sphere.
struct Run {
    math::MarginObjective objective;
    Simulation<math::Training> steps;
    Vector loss{}, within{}, between{};  // one a step; between NaN where there is but one class
    double farthest = 0;                 // length of any vector at any step

    // The step shown of this run, which may be shorter than the other.
    [[nodiscard]] std::size_t held(long long step) const {
        return std::min(static_cast<std::size_t>(step), static_cast<std::size_t>(steps.last()));
    }
    // Ended before a step beyond the bound of divergence.
    [[nodiscard]] bool ran_off() const { return steps.refused(); }
    // What that step leads to is not beyond the bound of divergence but not a number, or infinite.
    [[nodiscard]] bool ends_at_no_number() const;
};

inline constexpr std::size_t azimuths = 72;
inline constexpr Interval scale_range{1, 64};
// Of every class.
using WonOnSphere = std::vector<PolarRanges>;

struct Computed {
    math::AngularMargin margin{};
    std::size_t of_class = 0;  // of the live feature
    std::optional<Run> plane{}, space{};
    math::PlaneDecision start{};
    WonOnSphere space_start{};
    double check = 0;  // of the live feature's gradient at the start
};

// The live feature, feature 0, among the classes of a step.
struct Live {
    math::PlanePoint at{};
    double theta = 0;  // to its class, radians
    math::AngularLoss loss{};
    Vector plain{};               // probabilities without the margin
    math::PlanePoint gradient{};  // of what is drawn
};
struct Shown {
    long long step = 0;
    math::PlaneDecision decided{};
    Live live{};
    double within = 0, between = 0;
    math::TrainingState state{};
};
[[nodiscard]] Shown shown_at(const Inputs& in, const Computed& r, long long step);

// Two numbers each.
[[nodiscard]] std::span<const double> features_of(const Computed& r, const Shown& s);

[[nodiscard]] std::size_t classes_of(const Inputs& in);
[[nodiscard]] math::AngularMargin margin_of(const Inputs& in);
[[nodiscard]] math::AngularMargin margin_of(const Inputs& in, math::MarginKind kind);
[[nodiscard]] std::array<math::SpacePoint, 3> space_directions(const Inputs& in);
[[nodiscard]] std::optional<std::string> check(const Inputs& in);
// Those of the sphere at a step.
[[nodiscard]] std::vector<math::SpacePoint> space_directions(const Computed& r, const math::TrainingState& s);
[[nodiscard]] WonOnSphere won_on_sphere(const math::AngularMargin& margin,
                                        std::span<const math::SpacePoint> directions);
[[nodiscard]] long long last_step(const Computed& r);

// g is the cosine: a margin of 0, m = 1.
[[nodiscard]] bool without_margin(const Inputs& in);
// No class wins any direction with its margin.
[[nodiscard]] bool none_wins(const math::PlaneDecision& d);
// Some direction is won by no class with its margin.
[[nodiscard]] bool has_wedge(const math::PlaneDecision& d);
[[nodiscard]] double widest_wedge(const math::PlaneDecision& d);
// Any two features of one class are nearer to each other than any two of different classes.
[[nodiscard]] bool compact(const Shown& s);
[[nodiscard]] bool several_classes(const Shown& s);
// L- or A-Softmax without annealing, and classes of one length where lengths count: two classes have the wedges of theory.
[[nodiscard]] bool theory_holds(const Inputs& in, const math::PlaneDecision& d);
// All neighbours on the circle are at one angle.
[[nodiscard]] bool evenly_spread(const math::PlaneDecision& d);
// The m from which no class of these is wider than a wedge, where theory says one.
[[nodiscard]] std::optional<double> compact_from(const Inputs& in, const math::PlaneDecision& d);
// Two classes of the start that no logit tells apart: the same direction and, where lengths count, the same length.
[[nodiscard]] std::optional<std::array<std::size_t, 2>> twins(const Inputs& in);
// Classes of the start that win nowhere with their margin.
[[nodiscard]] std::vector<std::size_t> winless(const Computed& r);
// Classes that win, but only where ArcFace's logit rises with the angle: further than pi - m from their direction.
[[nodiscard]] std::vector<std::size_t> wins_only_rising(const Inputs& in, const math::PlaneDecision& d);
// The circle cut at the ends of all that is won: what one class alone wins, and what several win at once.
struct Shares {
    std::vector<std::vector<math::Arc>> alone{};  // one list a class
    std::vector<math::Arc> several{};
};
[[nodiscard]] Shares shares(const math::PlaneDecision& d);
// Features of the plane that begin where ArcFace's logit rises with the angle, and those that end there.
struct Astray {
    std::size_t start = 0, end = 0;
};
[[nodiscard]] Astray astray(const Inputs& in, const Computed& r);
// In the kinds that normalise: the ideal layout does not reach the probability asked for, nor is another one known to do better.
[[nodiscard]] bool scale_too_small(const Inputs& in);
// No other layout has a larger smallest probability: proved without a margin and for CosFace.
[[nodiscard]] bool ideal_is_best(const Inputs& in);
// A feature opposite to all classes, which point one way, leads by more than one of the ideal layout: ArcFace of a large m.
[[nodiscard]] bool opposite_beats_ideal(const Inputs& in);
// The ideal layout of C classes takes C - 1 dimensions: more than the plane has.
[[nodiscard]] bool ideal_beyond_plane(const Inputs& in);
// In how many steps the mean loss of the plane rises by more than rounding.
[[nodiscard]] std::size_t rises(const Computed& r);
// The plane's classes in pairs on one ray: the direction of the first would be hidden under that of the second.
[[nodiscard]] std::vector<std::array<std::size_t, 2>> on_one_ray(const math::PlaneDecision& d);
// With this margin no scale reaches more than 1 / C.
[[nodiscard]] bool no_scale_reaches(const Inputs& in);
[[nodiscard]] bool no_such_class(const Inputs& in);

[[nodiscard]] inline Colour class_colour(std::size_t k, double opacity = 1) {
    return series(static_cast<int>(k), opacity);
}
[[nodiscard]] Panel plane_panel(const Inputs& in, const Computed& r, const Shown& s);
[[nodiscard]] Panel logit_panel(const Inputs& in, const Computed& r, const Shown& s);
[[nodiscard]] Panel probability_panel(const Inputs& in, const Computed& r, const Shown& s);
[[nodiscard]] Panel spread_panel(const Inputs& in, const Computed& r, const Shown& s);
[[nodiscard]] Panel space_panel(const Inputs& in, const Computed& r, const Shown& s);
[[nodiscard]] Readouts readouts(const Inputs& in, const Computed& r, const Shown& s);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] std::string caption(const Inputs& in, const Shown& s);
[[nodiscard]] std::string formula_of(math::MarginKind kind);
[[nodiscard]] std::vector<std::string> all_formulas();

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_plane(const Inputs& in, const Computed& r, const View& view, double x, double y);
[[nodiscard]] Readouts probe_logit(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::angular_margins
