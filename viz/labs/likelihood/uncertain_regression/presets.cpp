// The data and the presets of the lab: one sentence each, and the values that show it.
#include <cmath>

#include "math/numerics/random.hpp"
#include "viz/labs/likelihood/uncertain_regression/uncertain_regression.hpp"

namespace lossfield::viz::uncertain_regression {
namespace {

Inputs with(void (*change)(Inputs&)) {
    Inputs in;
    change(in);
    return in;
}

// About the line through the origin with slope 0.4, spread as given; two decimals.
template <class Spread>
Points scattered(std::uint64_t seed, int count, const Spread& spread) {
    Points data;
    for (int i = 0; i < count; ++i) {
        const double x = -3.7 + 7.4 * i / (count - 1);
        const double noise = math::random_normal({.seed = seed, .step = static_cast<std::uint64_t>(i)});
        const double y = 0.4 * x + spread(x) * noise;
        data.push_back({std::round(100 * x) / 100, std::round(100 * y) / 100, ""});
    }
    return data;
}

Points on_a_line() { return {{-3, -1}, {-1, 0}, {1, 1}, {3, 2}}; }

}  // namespace

Points funnel() {
    return scattered(260, 26, [](double x) { return std::exp(-1.15 + 0.37 * x); });
}

std::vector<PresetOf<Inputs>> presets() {
    return {
        {"one-spread", "One spread for all", "A constant s makes it least squares: both lines fall together.",
         with([](Inputs& in) { in.spread_degree = 0; })},
        {"bow-tie", "Quiet in the middle", "A parabola for s finds the waist of the data.",
         with([](Inputs& in) {
             in.data = scattered(5, 30, [](double x) { return 0.12 + 0.13 * x * x; });
             in.spread_degree = 2, in.steps = 400;
         })},
        {"laplace", "Laplace",
         "Absolute residuals: far points pull no harder than near ones of the same spread.",
         with([](Inputs& in) { in.likelihood = "laplace", in.steps = 400; })},
        {"hit-exactly", "Hit exactly",
         "The line goes through every point, and without a floor the loss falls for ever.",
         with([](Inputs& in) {
             in.data = on_a_line(), in.start = "least-squares", in.use_floor = false;
             in.optimizer = "gd", in.rate = 0.3;
         }),
         true},
        {"floored", "The same with a floor", "The floor ends the fall: s cannot sink below it.",
         with([](Inputs& in) {
             in.data = on_a_line(), in.start = "least-squares", in.optimizer = "gd", in.rate = 0.3;
         })},
        {"too-fast", "Too sure for the rate",
         "Gradient descent: the surer the prediction, the steeper the loss, until a step overshoots.",
         with([](Inputs& in) { in.optimizer = "gd", in.rate = 0.3; }), true},
    };
}

}  // namespace lossfield::viz::uncertain_regression
