// The presets of maximum likelihood: one sentence each, and the values that show it.
#include "viz/labs/likelihood/maximum_likelihood/maximum_likelihood.hpp"

namespace lossfield::viz::maximum_likelihood {
namespace {

Inputs with(void (*change)(Inputs&)) {
    Inputs in;
    change(in);
    return in;
}

void two_hills(Inputs& in) { in.mean_1 = -3, in.width_1 = 1, in.mean_2 = 3, in.width_2 = 1, in.weight = 0.5; }

}  // namespace

Vector bell_samples() { return {-1.4, -0.9, -0.6, -0.3, 0.1, 0.2, 0.5, 0.8, 0.9, 1.3, 1.6, 2.2, 2.7}; }

Vector two_hill_samples() { return {-4.3, -3.6, -3.1, -2.8, -2.2, -1.7, 1.6, 2.1, 2.6, 2.9, 3.3, 3.8, 4.6}; }

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"seeking", "Reverse KL seeks",
         "One Gaussian for two hills: the reverse divergence has a minimum on either of them.",
         with([](Inputs& in) { in.view = "direction", two_hills(in); })},
        {"covering", "Forward KL covers",
         "The same two hills: maximum likelihood spreads over both and peaks where nothing is.",
         with([](Inputs& in) {
             in.view = "direction", in.direction = "forward", two_hills(in), in.seeker = {0.8, 0.7};
         })},
        {"mixture", "Expectation maximisation",
         "Two means climb the likelihood together; there are two tops, one for each naming of the means.",
         with([](Inputs& in) {
             in.model = "mixture", two_hills(in), in.data = two_hill_samples();
             in.means = {0.4, 1.2}, in.width = 1.5;
         })},
        {"laplace", "Laplace and its kinks",
         "The likelihood of a Laplace density has a crease at every sample and its top at the median.",
         with([](Inputs& in) { in.model = "laplace"; })},
        {"coin", "A coin", "Seven heads in ten tosses: the likelihood of the chance is largest at 0.7.",
         with([](Inputs& in) { in.model = "bernoulli"; })},
        {"single-sample", "A single sample",
         "One sample is no ground for a width: the narrower the model, the more likely.",
         with([](Inputs& in) { in.data = {0.6}; }), true},
        {"all-heads", "All heads", "Five heads in five tosses: most likely is that tails are impossible.",
         with([](Inputs& in) { in.model = "bernoulli", in.heads = 5, in.tails = 0, in.chance = 0.9; }), true},
    };
}

}  // namespace lossfield::viz::maximum_likelihood
