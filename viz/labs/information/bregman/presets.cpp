// The presets of the Bregman lab: one sentence each, and the values that show it.
#include "viz/labs/information/bregman/bregman.hpp"

namespace lossfield::viz::bregman {
namespace {

Inputs with(void (*change)(Inputs&)) {
    Inputs in;
    change(in);
    return in;
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"squared-distance", "Half the squared distance",
         "Both balls are one circle, and the identity is the law of cosines.", with([](Inputs& in) {
             in.generator = "half-square", in.a = {2.8, 1.3}, in.b = {2.5, 2.6}, in.c = {1.7, 1.8};
         })},
        {"weighted", "Weighted squares",
         "A quadratic generator stretches and turns the circle; both balls are still one.",
         with([](Inputs& in) {
             in.generator = "quadratic", in.a = {2.9, 1.8}, in.b = {2.8, 2.7}, in.c = {1.9, 1.9};
         })},
        {"kl", "Kullback-Leibler on the simplex",
         "Negative entropy gives KL; a sum often printed for it gives twice as much.",
         with([](Inputs& in) { in.over = "simplex"; })},
        {"pythagoras", "Right angle",
         "Where the two lines meet at a right angle, the divergences add up without the third term.",
         with([](Inputs& in) {
             in.a = {3, 1}, in.b = {2.4, 2.2}, in.c = {0.6, 1.1};
         })},
        {"not-convex", "Not convex in q",
         "Itakura-Saito bends down beyond twice the mean: descent from afar creeps.", with([](Inputs& in) {
             in.generator = "itakura-saito", in.sample = {0.5, 1.2, 0.7, 0.9}, in.q = 3.3;
             in.a = {2.2, 0.8}, in.b = {2.6, 1.9}, in.c = {1.2, 1.2};
         }),
         true},
        {"boundary", "On the boundary",
         "Where c gives a class nothing that a gives something, the divergence is infinite.",
         with([](Inputs& in) {
             in.over = "simplex", in.share_c = {0.7, 0.3, 0};
         }),
         true},
    };
}

}  // namespace lossfield::viz::bregman
