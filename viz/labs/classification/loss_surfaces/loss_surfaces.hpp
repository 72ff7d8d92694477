// What the parts of the lab share: its parameters (loss_surfaces.cpp), its numbers (compute.cpp, data.cpp) and its picture
// (figure.cpp, map.cpp, section.cpp).
#pragma once

#include "math/losses/plane_descent.hpp"
#include "viz/fragments/plane_places.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::loss_surfaces {

using Over = math::PlaneLossOver;

// Of logits, of a line's residuals, of a logistic fit; each in the order of math's kinds.
enum class Loss {
    None,
    CrossEntropy,
    SoftmaxMse,
    Brier,
    GammaCrossEntropy,
    Focal,
    LabelSmoothed,
    Mse,
    Mae,
    Huber,
    LogCosh,
    StudentT,
    Logistic,
    SquaredError
};
struct LossWords {
    const char *id, *label;  // of an option
    const char* name;        // in sentences, rich text
};
// In the order of Loss.
inline constexpr std::array<LossWords, 14> loss_words{
    {{"none", "none", ""},
     {"cross-entropy", "cross-entropy", "cross-entropy"},
     {"softmax-mse", "softmax-MSE", "softmax-MSE"},
     {"brier", "Brier (softmax-MSE × 2)", "Brier"},
     {"gamma-cross-entropy", "γ-cross-entropy", "$γ$-cross-entropy"},
     {"focal", "focal", "focal"},
     {"label-smoothed", "label-smoothed", "label-smoothed cross-entropy"},
     {"mse", "MSE", "MSE"},
     {"mae", "MAE", "MAE"},
     {"huber", "Huber", "Huber"},
     {"log-cosh", "log-cosh", "log-cosh"},
     {"student-t", "Student-t", "Student-$t$"},
     {"logistic", "logistic", "logistic"},
     {"squared-error", "squared error", "squared error of $σ$"}}};
[[nodiscard]] constexpr const LossWords& words_of(Loss loss) {
    return loss_words[static_cast<std::size_t>(loss)];
}
// Far beyond what a slider covers: of data in any units.
inline constexpr Interval rate_range{1e-30, 1e6};
enum class Height { Linear, Logarithmic, Clipped };
enum class Model { None, TangentPlane, QuadraticBowl };

// Twenty points about y = 1.5 x + 1; labels 0 and 1 that overlap.
[[nodiscard]] Points line_data();
[[nodiscard]] Points overlapping_labels();

struct Inputs {
    Over over = Over::Logits;
    Loss loss = Loss::CrossEntropy, overlay = Loss::SoftmaxMse;
    Loss line_loss = Loss::Mse, line_overlay = Loss::None;
    Loss logistic_overlay = Loss::SquaredError;
    double gamma = 0.1, focal_gamma = 2, smoothing = 0.1;
    double delta = 1, nu = 3, scale = 0.5;
    double temperature = 1;
    int target = 1;
    Vector point{-4.2, 3.6};
    double third_logit = 0;
    Vector line{-4, 4.5};
    Points data = line_data(), labelled_data = overlapping_labels();
    bool standardise = false;
    double rate = 0.45;
    int steps = 60;
    std::optional<Domain> range{};  // none: automatic
    Height height = Height::Linear;
    double clip = 4;
    bool field = true, contours = true, contour_labels = true, section = true;
    Model local_model = Model::None;
    bool curvature_directions = false;
    LevelRule level_rule = LevelRule::Linear;
    int levels = 14;

    // The loss whose surface is shown, and the one beside it.
    [[nodiscard]] Loss shown_loss() const;
    [[nodiscard]] Loss shown_overlay() const;
    [[nodiscard]] Domain domain() const;
};

struct Landscape : math::PlaneLoss {
    std::string name{};  // rich text
};

// The units of the columns: x less its mean, over its deviation; as they are: less 0, over 1.
struct Units {
    math::Spread of_x{0, 1}, of_y{0, 1};
    [[nodiscard]] double x(double raw) const { return (raw - of_x.mean) / of_x.deviation; }
    [[nodiscard]] double y(double raw) const { return (raw - of_y.mean) / of_y.deviation; }
};

struct Computed {
    Landscape main;  // of all data
    std::optional<Landscape> overlay;
    Units units;
    Domain domain;  // what is shown of the plane
    GridField field, overlay_field;
    Vector levels, overlay_levels;
    Interval range, overlay_range;  // of the fields
    math::PlanePoint at;            // the point
    math::LocalModel model;
    math::Curvatures curvature;
    double overlay_loss = 0, check = 0;
    Arrows arrows;  // -gradient
    math::PlaneDescent path;
    math::PlaneSection along, across;
    double overlay_factor = 1;  // what the overlay is multiplied by in the section: of one digit
};

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);

// The part of the plane that is shown by itself: of the data and of how they are taken alone, in round numbers.
[[nodiscard]] Domain automatic_range(const Inputs& in);
[[nodiscard]] inline bool is_automatic(const Inputs& in) { return !in.range; }
[[nodiscard]] const Points& data_of(const Inputs& in);
[[nodiscard]] inline double label_of(const DataPoint& p) { return p.y > 0.5 ? 1 : -1; }
[[nodiscard]] Units units_of(const Inputs& in);
// Gives a loss of a fit its data: all of them where it is the MSE, which knows their moments; else `most` at most, evenly.
void take_data(math::PlaneLoss& loss, const Inputs& in, const Units& units, std::size_t most);
// What a slope and an intercept make of x as it stands in the data: y, or the probability of class 1.
[[nodiscard]] double fitted(const Inputs& in, const Computed& r, const math::PlanePoint& fit, double x);

// Lengths of the gradients at the point; the second one where there is an overlay.
[[nodiscard]] double slope(const Computed& r);
[[nodiscard]] double overlay_slope(const Computed& r);

// What the picture says in words. Of the ball: that its run ends far out and higher than it started, or where no number is, and on
// a quadratic, where that is for good; that its last place lies beyond the bound; that it left the map before; that some of its
// last steps end higher than they began. That it hardly moved (its way, in units of the map's sides, is below 0.02) though it stands
// high (above a quarter of the map's heights): on a plateau, where the gradient by these units is below a tenth of these heights, or
// slowly.
[[nodiscard]] bool thrown(const Computed& r);
[[nodiscard]] bool diverges(const Inputs& in, const Computed& r);
[[nodiscard]] bool ends_beyond_the_bound(const Computed& r);
[[nodiscard]] bool leaves(const Computed& r);
[[nodiscard]] bool hops(const Computed& r);
[[nodiscard]] bool stuck(const Computed& r);
[[nodiscard]] bool slow(const Computed& r);
// The loss at the start and at a step.
[[nodiscard]] std::array<double, 2> ball_losses(const Computed& r, std::size_t step);
// Of the losses: that both differ by a factor alone, as Brier and softmax-MSE do; that one of them is Brier; that the one
// shown is a quadratic, whose 2/L holds everywhere; that its gradient does not shrink towards the minimum; that it is a
// logistic loss without a minimum: of one class alone, or of two that a threshold tells apart but for what stands on it.
[[nodiscard]] bool same_shape(const Inputs& in);
[[nodiscard]] bool shows_brier(const Inputs& in);
[[nodiscard]] bool quadratic(const Inputs& in);
[[nodiscard]] bool has_kinks(const Inputs& in);
[[nodiscard]] bool without_minimum(const Computed& r);
[[nodiscard]] bool one_class(const Computed& r);
[[nodiscard]] std::optional<double> shared_border(const Computed& r);
// Of both losses at the point: that one of them is a plateau there, as above, and that the other slopes by more.
[[nodiscard]] bool on_ramp(const Computed& r);
[[nodiscard]] bool on_plateau(const Computed& r);
// Not all data stand at one x.
[[nodiscard]] bool one_least_squares_line(const Computed& r);
// Of the map: that it has no levels; that the clip lies below everything.
[[nodiscard]] bool without_levels(const Computed& r);
[[nodiscard]] bool clips_nothing(const Inputs& in, const Computed& r);
// Of the start: that it lies outside of a map that nobody has zoomed; a round place on it instead.
[[nodiscard]] bool starts_outside(const Inputs& in, const Computed& r);
[[nodiscard]] Vector place_on_map(const Computed& r);
// Largest over smallest curvature of the MSE of a line, whose product is 4 var x.
[[nodiscard]] double curvature_ratio(const Computed& r);
// Of the columns: that on the MSE of their line the curvatures differ by a factor of more than 100, which standardising ends.
[[nodiscard]] bool ill_scaled(const Inputs& in, const Computed& r);
// The value above which the surface is cut; nothing where it is not, or where nothing lies below.
[[nodiscard]] std::optional<double> cut_of(const Inputs& in, const Computed& r);
// The plane or the bowl that touches the loss at the point, where one is shown.
struct TouchingModel {
    const char* name;
    math::LocalModel model;
};
[[nodiscard]] std::optional<TouchingModel> touching_model(const Inputs& in, const Computed& r);

// The formulas of what is chosen: of the loss shown and of the overlay, then of the symbols in them. And all there are.
[[nodiscard]] std::vector<std::string> formulas_of(const Inputs& in);
[[nodiscard]] std::vector<std::string> all_formulas();

// The panels that are no map of the plane.
inline constexpr const char *section_id = "section", *data_id = "data";

// The step of the ball that a view shows.
[[nodiscard]] std::size_t shown_step(const Computed& r, const View& view);
// Where the pointer stands over the plane, on whichever panel.
[[nodiscard]] std::optional<math::PlanePoint> pointed(const Computed& r, const View& view);

[[nodiscard]] Panel surface_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Panel section_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Panel data_panel(const Inputs& in, const Computed& r, const View& view, Notices& notices);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_plane(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_section(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_data(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::loss_surfaces
