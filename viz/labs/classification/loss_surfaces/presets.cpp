// The presets of the loss surfaces: one sentence each, and the values that show it.
#include "viz/labs/classification/loss_surfaces/loss_surfaces.hpp"

namespace lossfield::viz::loss_surfaces {
namespace {

Inputs with(void (*change)(Inputs&)) {
    Inputs in;
    change(in);
    return in;
}

Inputs outlier(const char* loss) {
    Inputs in;
    in.over = "line";
    in.line_loss = loss;
    in.line_overlay = in.line_loss == "mse" ? "none" : "mse";
    in.data = line_with_outlier();
    in.rate = in.line_loss == "mse" ? 0.1 : 0.4;
    in.steps = 120;
    return in;
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"ramp", "Ramp against plateau",
         "Cross-entropy slopes all the way down; softmax-MSE, dashed, is flat where the answer is wrong.",
         with([](Inputs& in) { in.rate = 0.6; })},
        {"plateau", "Stuck on the plateau",
         "The same start under softmax-MSE: the gradient has vanished and the ball does not move.",
         with([](Inputs& in) {
             in.loss = "softmax-mse", in.overlay = "cross-entropy", in.point = {-5, 5};
         }),
         true},
        {"focal", "Easy examples forgotten",
         "The focal loss has a flat valley: what is nearly right hardly pulls any more.",
         with([](Inputs& in) {
             in.loss = "focal", in.overlay = "cross-entropy", in.point = {-2, 1};
         })},
        {"outlier-mse", "Outlier and MSE", "One point far below turns the whole line.", outlier("mse")},
        {"outlier-huber", "Outlier and Huber", "Huber's loss lets the outlier pull with bounded force only.",
         outlier("huber")},
        {"outlier-student", "Outlier and Student-t", "Student's t lets go of the outlier altogether.",
         outlier("student-t")},
        {"separable", "No minimum", "A threshold tells the classes apart: ever steeper fits are ever better.",
         with([](Inputs& in) {
             in.over = "logistic", in.labelled_data = separable_labels();
             in.line = {-4, -4}, in.rate = 4, in.steps = 200;
         }),
         true},
        {"step-too-large", "Step too large", "Beyond 2/L every step overshoots by more than the last.",
         with([](Inputs& in) {
             in.over = "line", in.line = {1.2, 2.6}, in.rate = 0.71, in.steps = 150;
         }),
         true},
        {"kink", "Kinks of MAE",
         "The gradient of |r| does not shrink towards the minimum: the ball never settles.",
         with([](Inputs& in) {
             in.over = "line", in.line_loss = "mae", in.line_overlay = "mse", in.rate = 0.9,
             in.line = {-3, 4};
         }),
         true},
    };
}

}  // namespace lossfield::viz::loss_surfaces
