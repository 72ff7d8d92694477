// What the parts of the lab share: its parameters (loss_surfaces.cpp), its numbers (compute.cpp) and its picture
// (figure.cpp, map.cpp, section.cpp).
#pragma once

#include "math/losses/plane_loss.hpp"
#include "viz/labs/vocabulary.hpp"

namespace lossfield::viz::loss_surfaces {

using Over = math::PlaneLossOver;
using Pair = std::array<double, 2>;

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
enum class Height { Linear, Logarithmic, Clipped };
enum class Model { None, TangentPlane, QuadraticBowl };

// Twenty points about y = 1.5 x + 1; the same with one far below; labels 0 and 1 that overlap, and that do not.
[[nodiscard]] Points line_data();
[[nodiscard]] Points line_with_outlier();
[[nodiscard]] Points overlapping_labels();
[[nodiscard]] Points separable_labels();

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
    double rate = 0.45;
    int steps = 60;
    Domain domain{{-6, 6}, {-6, 6}};
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
};

// Gradient descent from the point, one place per step, up to the last step or to where it left for good.
struct Path {
    Vector x, y;
    double largest_curvature = 0;        // met on the way
    double length = 0;                   // along the path
    bool diverged = false;               // not finite, or beyond `bound` and higher than at the start
    double bound = 0;                    // of both coordinates, in size
    std::optional<std::size_t> outside;  // the first step outside of the map
    std::optional<Interval> hopping;     // losses of the last steps, where they rise and fall again and again
    [[nodiscard]] std::size_t last() const { return x.size() - 1; }
};

// Both losses along a straight line through the point.
struct Cut {
    Pair direction{};
    Vector t{}, main{}, overlay{};
};

struct Landscape : math::PlaneLoss {
    std::string name{};  // rich text
};

struct Computed {
    Landscape main;
    std::optional<Landscape> overlay;
    GridField field, overlay_field;
    Vector levels, overlay_levels;
    Interval range, overlay_range;  // of the fields
    Pair at{};                      // the point
    math::LocalModel model;
    math::Curvatures curvature;
    double overlay_loss = 0, check = 0;
    Vector arrows_x, arrows_y, arrows_u, arrows_v;  // -gradient
    Path path;
    Cut along, across;
    double overlay_factor = 1;  // what the overlay is multiplied by in the section: of one digit
};

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);

// What the picture says in words: a ball that has hardly moved though it stands high up; two losses that differ by a
// factor alone; a logistic loss without a minimum; a map without levels; a clip below everything.
[[nodiscard]] bool stuck(const Inputs& in, const Computed& r);
[[nodiscard]] bool same_shape(const Inputs& in);
[[nodiscard]] bool without_minimum(const Computed& r);
[[nodiscard]] bool without_levels(const Computed& r);
[[nodiscard]] bool clips_nothing(const Inputs& in, const Computed& r);
// The value above which the surface is cut; nothing where it is not, or where nothing lies below.
[[nodiscard]] std::optional<double> cut_of(const Inputs& in, const Computed& r);
// The plane or the bowl that touches the loss at the point, where one is shown.
struct TouchingModel {
    const char* name;
    math::LocalModel model;
};
[[nodiscard]] std::optional<TouchingModel> touching_model(const Inputs& in, const Computed& r);

// The panels that are no map of the plane.
inline constexpr const char *section_id = "section", *data_id = "data";

// The step of the ball that a view shows.
[[nodiscard]] std::size_t shown_step(const Computed& r, const View& view);
// Where the pointer stands over the plane, on whichever panel.
[[nodiscard]] std::optional<Pair> pointed(const Computed& r, const View& view);

[[nodiscard]] Panel surface_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Panel section_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Panel data_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe_plane(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_section(const Inputs& in, const Computed& r, double x, double y);
[[nodiscard]] Readouts probe_data(const Inputs& in, const Computed& r, double x, double y);

}  // namespace lossfield::viz::loss_surfaces
