#include "viz/labs/information/divergences/divergences.hpp"

namespace lossfield::viz::divergences {
namespace {

Inputs pair_of(Vector p, Vector q) {
    Inputs in;
    in.p = std::move(p);
    in.q = std::move(q);
    return in;
}

Inputs coins() {
    Inputs in = pair_of({0.5, 0.5}, {0.9, 0.1});
    in.overlay = "kl-reverse";
    return in;
}

Inputs shapes(const char* contours, const char* overlay) {
    Inputs in = pair_of({0.15, 0.25, 0.6}, {0.42, 0.36, 0.22});
    in.contours = contours;
    in.overlay = overlay;
    return in;
}

Inputs shifted() {
    Inputs in = pair_of({0.33, 0.43, 0.19, 0.02, 0.01, 0.01, 0.005, 0.005},
                        {0.005, 0.005, 0.01, 0.02, 0.33, 0.43, 0.19, 0.01});
    in.triangle = {2, 3, 6};
    return in;
}

Inputs gaussians(math::Gaussian p, math::Gaussian q) {
    Inputs in;
    in.view = "gaussians";
    in.mean_p = p.mean, in.deviation_p = p.deviation;
    in.mean_q = q.mean, in.deviation_q = q.deviation;
    return in;
}

}  // namespace

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"asymmetry", "Two coins",
         "From the fair coin to the biased one is 0.51 nats, the way back 0.37: drag q along.", coins()},
        {"shapes", "Hexagons and eggs",
         "The balls of total variation are hexagons of one shape everywhere; those of KL keep off the sides.",
         shapes("tv", "kl-forward")},
        {"shift", "Shifted histogram",
         "The same shape four places on: nearly all measures are at their end, W₁ counts the way.",
         shifted()},
        {"sliding", "Gaussians sliding apart",
         "KL grows as the square of the distance, W₁ as the distance, JS stops at log 2.",
         gaussians({-1.5, 1}, {1, 1})},
        {"widths", "Narrow and wide",
         "One narrow, one wide: KL to the narrow one is six times as large as KL to the wide one.",
         gaussians({-0.5, 1.6}, {0.5, 0.5})},
        {"face", "On a face", "q rules out what p allows: KL is infinite, whatever the other outcomes do.",
         pair_of({0.6, 0.3, 0.1}, {0.55, 0.45, 0}), true},
        {"no-signal", "Too far for JS",
         "Both Gaussians are nearly disjoint: JS is at its end and its slope is gone; W₁ still pulls.",
         gaussians({-4, 1}, {4.5, 1}), true},
    };
}

}  // namespace lossfield::viz::divergences
