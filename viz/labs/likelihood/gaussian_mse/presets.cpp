// The presets of the Gaussian likelihood: one sentence each, and the values that show it.
#include "viz/labs/likelihood/gaussian_mse/gaussian_mse.hpp"

namespace lossfield::viz::gaussian_mse {
namespace {

Inputs with(void (*change)(Inputs&)) {
    Inputs in;
    change(in);
    return in;
}

}  // namespace

Points line_points() {
    return {{-3.6, -0.9, ""}, {-2.8, -1.2, ""}, {-2.0, 0.5, ""}, {-1.2, 0.2, ""}, {-0.3, 1.3, ""},
            {0.5, 0.9, ""},   {1.3, 2.3, ""},   {2.1, 2.0, ""},  {2.9, 3.3, ""},  {3.6, 1.7, ""}};
}

Points with_outlier() {
    Points points = line_points();
    points.back().y = -4.5;
    return points;
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"least-squares", "Least squares",
         "The squares of this line have the least mean area; with σ at its root the line is the most likely.",
         with([](Inputs& in) { in.shown = "mse", in.sigma = 0.6; })},
        {"outlier", "One outlier",
         "Least squares turns towards the far point; MAE and Huber hardly, Student's t not at all.",
         with([](Inputs& in) { in.data = with_outlier(), in.shown = "mse", in.sigma = 2; }), true},
        {"mean-and-median", "Mean and median",
         "A constant: the mean has the least MSE, the median the least MAE; the map is over μ and log σ.",
         with([](Inputs& in) {
             in.model = "constant", in.landscape = "map";
             in.data = {{-3.5, -0.6, ""}, {-2.6, 0.3, ""}, {-1.6, -0.2, ""}, {-0.7, 0.6, ""}, {0.3, 0, ""},
                        {1.2, 0.9, ""},   {2.1, 1.9, ""},  {2.9, 2.5, ""},   {3.6, 3.4, ""}};
             in.constant = {1.9, 0.4};
         })},
        {"hill", "The likelihood as a hill",
         "Over slope and intercept the likelihood of Gaussian noise is itself a Gaussian hill.",
         with([](Inputs& in) {
             in.landscape = "surface", in.squares = false, in.line = {0.7, 0.8};
         })},
        {"overconfident", "Overconfident",
         "A σ far below the residuals: the same squares cost twenty times as much.",
         with([](Inputs& in) { in.sigma = 0.2; }), true},
        {"unbounded", "A line through every point",
         "With two points nothing is left over: ever smaller σ is ever more likely.", with([](Inputs& in) {
             in.data = {{-2, -0.5, ""}, {2, 2.5, ""}}, in.shown = "mse", in.sigma = 0.5;
         }),
         true},
    };
}

}  // namespace lossfield::viz::gaussian_mse
