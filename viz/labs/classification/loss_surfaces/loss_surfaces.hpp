// What the parts of the lab share: its parameters (loss_surfaces.cpp), its numbers (compute.cpp) and its picture
// (figure.cpp, map.cpp, section.cpp).
#pragma once

#include <array>
#include <optional>
#include <string>

#include "viz/lab/lab.hpp"
#include "viz/labs/classification/loss_surfaces/landscape.hpp"

namespace lossfield::viz::loss_surfaces {

struct Inputs {
    std::string over = "logits";
    std::string loss = "cross-entropy", overlay = "softmax-mse";
    std::string line_loss = "mse", line_overlay = "none";
    std::string logistic_overlay = "squared-error";
    double gamma = 0.1, focal_gamma = 2, smoothing = 0.1;
    double delta = 1, nu = 3, scale = 0.5;
    double temperature = 1;
    int target = 1;
    Vector point{-4.2, 3.6};
    double third_logit = 0;
    Vector line{-4, 4.5};
    Points data = line_data();
    Points labelled_data = overlapping_labels();
    double rate = 0.45;
    int steps = 60;
    Domain domain{{-6, 6}, {-6, 6}};
    std::string height = "linear";
    double clip = 4;
    bool field = true, contours = true, contour_labels = true, section = true;
    std::string local_model = "none";
    bool curvature_directions = false;
    LevelRule level_rule = LevelRule::Linear;
    int levels = 14;
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
    std::array<double, 2> direction{};
    Vector t, main, overlay;
};

struct Computed {
    Landscape main;
    std::optional<Landscape> overlay;
    GridField field, overlay_field;
    Vector levels, overlay_levels;
    Interval range, overlay_range;  // of the fields
    std::array<double, 2> at{};     // the point
    math::LocalModel model;
    math::Curvatures curvature;
    double overlay_loss = 0, check = 0;
    Vector arrows_x, arrows_y, arrows_u, arrows_v;  // -gradient
    Path path;
    Cut along, across;
    double overlay_factor = 1;  // what the overlay is multiplied by in the section: of one digit
};

[[nodiscard]] Computed compute(const Inputs& in, Detail detail, std::stop_token stop);
[[nodiscard]] Figure draw(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x,
                             double y);

[[nodiscard]] std::vector<PresetOf<Inputs>> presets();

// The step of the ball that a view shows.
[[nodiscard]] std::size_t shown_step(const Computed& r, const View& view);
// Where the pointer stands over the plane, on whichever panel.
[[nodiscard]] std::optional<std::array<double, 2>> pointed(const Computed& r, const View& view);
[[nodiscard]] bool over_logits(const Inputs& in);
[[nodiscard]] std::array<std::string, 2> coordinates(const Inputs& in);  // symbols
// The value above which the surface is cut; nothing where it is not, or where nothing lies below.
[[nodiscard]] std::optional<double> cut_of(const Inputs& in, const Computed& r);

[[nodiscard]] Panel surface_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Panel map_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Panel section_panel(const Inputs& in, const Computed& r, const View& view);
[[nodiscard]] Panel data_panel(const Inputs& in, const Computed& r, const View& view);

}  // namespace lossfield::viz::loss_surfaces
