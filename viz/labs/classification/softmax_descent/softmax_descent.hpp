// What the parts of the lab share: declarations (softmax_descent.cpp, presets.cpp), numbers (compute.cpp) and picture (figure.cpp,
// plane.cpp, panels.cpp, words.cpp).
#pragma once

#include "math/descent/logit_descent.hpp"
#include "viz/fragments/outcomes.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/fragments/simplex.hpp"
#include "viz/labs/vocabulary.hpp"
#include "viz/training/optimizer_inputs.hpp"

namespace lossfield::viz::softmax_descent {

// Which way the arrows point.
enum class Direction { Gradient, Natural };

inline constexpr std::array offered{OptimizerKind::GradientDescent, OptimizerKind::Momentum,
                                    OptimizerKind::Nesterov, OptimizerKind::Adam,
                                    OptimizerKind::NaturalGradient};

struct Inputs : OptimizerInputs {
    Inputs();
    Vector logits{2.4, -1.2, 0.9};
    double temperature = 1, margin = 0, smoothing = 0;
    Vector target{2};
    std::array<bool, math::optimizer_count> shown{};
    int steps = 60;
    Direction direction = Direction::Gradient;
    bool field = true, contours = true;
    LevelRule level_rule = LevelRule::Linear;
    int levels = 12;
    std::optional<Domain> range{};  // none: automatic

    // What is shown of the plane; by itself the middle of it, as far as the logits lie from there.
    [[nodiscard]] Domain domain() const;
};

// One optimizer's way from the logits.
struct Track {
    std::size_t optimizer = 0;
    double rate = 0, moved = 0,
           walked = 0;  // how far the probabilities came, at most; and the logits, on the plane
    math::LogitDescent run{};
    Vector x{}, y{};            // on the plane, a place a step
    Vector bend_x{}, bend_y{};  // on the triangle, where steps are no straight lines: more places than steps
    std::vector<std::size_t> bend{};  // which of them step t ends at

    [[nodiscard]] const math::OptimizerFacts& facts() const {
        return math::facts(math::default_optimizer(optimizer));
    }
    [[nodiscard]] std::size_t step(std::size_t shown) const { return std::min(shown, run.last()); }
    [[nodiscard]] bool ended(std::size_t shown) const { return run.diverged && shown >= run.last(); }
};

struct Computed {
    math::MarginCrossEntropy loss, plain;  // `plain`: without the margin
    math::ThreeLogits z{}, p{}, gradient{};
    std::optional<math::ThreeLogits> minimum;
    double value = 0, least = 0, curvature = 0, check = 0;
    std::vector<Track> tracks;
    std::size_t last_step = 0;  // that any of them takes
    GridField field;            // over the plane
    Interval range;             // of its values
    Vector levels;
    TriangleField triangle;  // the same loss over the probabilities
    Arrows arrows;           // on the plane

    [[nodiscard]] math::PlanePoint at() const { return math::on_logit_plane(z); }
};

// What captions and notices claim.
// The least loss lies where no logits are: some class has no share of the smoothed target.
[[nodiscard]] inline bool at_infinity(const Computed& r) { return !r.minimum; }
// A run beyond the divergence bound; one above the local limit of its rate at the minimum whose loss still rises in its last ten
// steps; one that hardly moved the probabilities (by less than 0.001) though the loss was more than 1 above its least; one whose
// logits went so far that p could have moved ten times as much where softmax is steepest, 1/(2T).
[[nodiscard]] inline bool diverged(const Track& t) { return t.run.diverged; }
[[nodiscard]] inline bool hops(const Computed& r, const Track& t) {
    return r.minimum && !t.run.diverged && !t.run.settled && t.rate > t.run.limit;
}
inline constexpr double stuck_move = 1e-3, stuck_height = 1;
[[nodiscard]] inline bool still(const Track& t) {
    return !t.run.diverged && t.moved < stuck_move && t.run.above.front() > stuck_height;
}
[[nodiscard]] inline bool walks(const Computed& r, const Track& t) {
    return t.walked / (2 * r.loss.temperature()) > 10 * stuck_move;
}
// With the margin the loss at the same logits is another one.
[[nodiscard]] inline bool margin_counts(const Inputs& in, const Computed& r) {
    return in.margin != 0 && r.plain.value(r.z) != r.value;
}
// Where every shown run that has not diverged has come: the lowest loss first.
[[nodiscard]] std::vector<const Track*> standings(const Computed& r, std::size_t step);
// The target is one class, before smoothing: which, 0-based.
[[nodiscard]] std::optional<std::size_t> target_class(const Computed& r);

// The smoothed target in formulas.
[[nodiscard]] inline const char* target_symbol(const Inputs& in) { return in.smoothing > 0 ? "y_ε" : "y"; }
[[nodiscard]] inline std::string class_name(std::size_t k) { return fmt::format("class {}", k + 1); }
[[nodiscard]] inline math::Barycentric on_triangle(const math::ThreeLogits& p) { return {p[0], p[1], p[2]}; }

[[nodiscard]] std::vector<PresetOf<Inputs>> presets();
[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);

// Of the pointer, on whichever panel it is: a place of the plane.
[[nodiscard]] std::optional<math::PlanePoint> pointed(const Computed& r, const View& view);
[[nodiscard]] Panel plane_panel(const Inputs& in, const Computed& r, const View& view, std::size_t step);
[[nodiscard]] Panel surface_panel(const Inputs& in, const Computed& r, const View& view, std::size_t step);
[[nodiscard]] Panel simplex_panel(const Inputs& in, const Computed& r, const View& view, std::size_t step);
[[nodiscard]] Panel logit_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel probability_panel(const Inputs& in, const Computed& r);
[[nodiscard]] Panel loss_panel(const Inputs& in, const Computed& r, std::size_t step);

[[nodiscard]] std::string caption(const Inputs& in, const Computed& r, std::size_t step);
[[nodiscard]] Notices notices(const Inputs& in, const Computed& r);
[[nodiscard]] Readouts readouts(const Inputs& in, const Computed& r, std::size_t step);
// To other labs, with what both have in common.
void add_ways(Jumps& jumps, const Inputs& in, const Computed& r);
// Those and the ways to places of theory.
[[nodiscard]] Jumps jumps(const Inputs& in, const Computed& r);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] std::vector<ProbeOf<Inputs, Computed>> probes();

}  // namespace lossfield::viz::softmax_descent
