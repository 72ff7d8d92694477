// How far back the two means look, and the plane in which the update is a slope.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr int kernel_dots = 50, gradient_dots = 24;  // a decade

// The weights of one of the two means: for ever, so far, and of the single gradients; its window is a handle.
void add_memory(Panel& panel, const Computed& r, std::size_t step, double beta, double correction,
                bool squared) {
    const std::string id = squared ? "square" : "mean";
    const auto colour = [&](double opacity) { return squared ? root_colour(opacity) : mean_colour(opacity); };
    const auto kernel = [&](std::uint64_t last, double divisor) {
        return math::memory_weights(beta, last, divisor, kernel_dots, 1e-3 * weight_range.low);
    };
    const math::MemoryWeights for_ever = kernel(static_cast<std::uint64_t>(window_range.high), 1);
    panel.add(curve(id + "-for-ever", "", for_ever.n, for_ever.weight, colour(0.75), 1.3, Dash::Dashed));
    if (step > 0) {
        const math::MemoryWeights so_far = kernel(r.trace.silent + step, correction);
        panel.add(curve(id + "-weights", squared ? "weights in $v$" : "weights in $m$", so_far.n,
                        so_far.weight, colour(1), 2.2));
        const math::MemoryWeights single = math::contributions(
            {r.trace.gradient.data(), step}, beta, correction, squared, gradient_dots, weight_range.low);
        PointSet dots{.id = squared ? "from-squares" : "from-gradients", .x = single.n, .y = single.weight};
        dots.colours = {colour(0.8)}, dots.size = 4;
        dots.shape = squared ? PointShape::Square : PointShape::Disc;
        if (!single.n.empty()) panel.add(std::move(dots));
    }
    const double window = math::memory_window(beta);
    panel.add(point(id + "-window", window, 1 - beta, colour(1), PointShape::Ring, 8,
                    fmt::format("{} {}", brief(window, 3), window == 1 ? "step" : "steps")));
    const Vector windows = each(evenly({0, 1}, 400), [](double t) { return std::pow(window_range.high, t); });
    MoveAlong along{squared ? "beta2" : "beta1", windows, each(windows, [](double n) { return 1 / n; })};
    along.value = each(along.y, [](double weight) { return std::clamp(1 - weight, 0.0, largest_beta); });
    panel.add(Handle{squared ? "beta2-window" : "beta1-window",
                     squared ? "window of the mean square" : "window of the mean", window, 1 - beta,
                     std::move(along), colour(1)});
}

}  // namespace

Panel kernel_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "memory", .title = "memory of $m$ and $v$", .cell = {0, 1, 3, 2}};
    if (r.ground) panel.cell = {0, 2, 3, 1};  // beside the map, which takes the whole height
    if (in.noisy()) panel.cell = {0, 1, 3, 1};
    panel.x = {.label = "steps back (now: 1)", .scale = ScaleKind::Log, .range = window_range};
    panel.y = {.label = "weight", .scale = ScaleKind::Log, .range = weight_range};
    panel.add(curve("windows", "", {window_range.low, window_range.high},
                    {1 / window_range.low, 1 / window_range.high}, {Role::Muted}, 1, Dash::Dotted));
    const std::size_t i = step == 0 ? 0 : step - 1;
    add_memory(panel, r, step, in.beta2, r.trace.correction2[i], true);
    add_memory(panel, r, step, in.beta1, r.trace.correction1[i], false);
    return panel;
}

Panel ratio_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "ratio", .title = "the update is a slope", .cell = {3, 1, 3, in.spike() ? 1 : 2}};
    if (r.ground) panel.cell = {3, 2, 3, 1};
    const Vector& mean = in.bias_correction ? r.trace.corrected_mean : r.trace.mean;
    const Vector& root = in.bias_correction ? r.trace.corrected_root : r.trace.root;
    panel.x.label = in.bias_correction ? "corrected $√v$" : "$√v$";
    panel.y.label = in.bias_correction ? "corrected $m$" : "$m$";
    double right = 0, low = 0, high = 0;
    for (std::size_t i = 0; i < r.last(); ++i)
        right = std::max(right, root[i]), low = std::min(low, mean[i]), high = std::max(high, mean[i]);
    if (!(right > 0)) right = in.scale;
    low = std::min(low, -0.15 * right), high = std::max(high, 0.3 * right);
    panel.x.range = Interval{0, 1.25 * right};
    panel.y.range = Interval{low - 0.2 * (high - low), high + 0.15 * (high - low)};
    const auto ray = [&](const char* id, double slope, const Colour& colour, Dash dash, double width) {
        const double limit = slope > 0 ? panel.y.range->high : panel.y.range->low;
        const double end = slope == 0 ? panel.x.range->high : std::min(panel.x.range->high, limit / slope);
        panel.add(curve(id, "", {0, end}, {0, slope * end}, colour, width, dash));
        return math::PlanePoint{end, slope * end};
    };
    // Beside the ray, on the side towards the axis.
    const auto say = [&](const char* id, const math::PlanePoint& end, const std::string& text) {
        // Beyond its end where that has room above it.
        const bool outer = end.y > 0 && end.y < 0.8 * panel.y.range->high;
        const double aside = std::copysign(0.06 * panel.y.range->length(), outer ? end.y : -end.y);
        const math::PlanePoint at{outer ? end.x : 0.55 * end.x, (outer ? 1 : 0.55) * end.y + aside};
        panel.add(words_at(id, at, text, outer ? Anchor::Right : Anchor::Left, {Role::Muted}, true));
    };
    const auto up = ray("slope-one", 1, {Role::Muted}, Dash::Dotted, 1.2);
    const auto down = ray("slope-minus-one", -1, {Role::Muted}, Dash::Dotted, 1.2);
    say("one", up, "$u$ = 1");
    say("minus-one", down, "$u$ = −1");
    const auto shown = static_cast<std::ptrdiff_t>(step);
    panel.add(curve("path", "", Vector(root.begin(), root.begin() + shown),
                    Vector(mean.begin(), mean.begin() + shown), {Role::Ink, 0, 0.5}, 1.3));
    if (step == 0) return panel;
    const double x = root[step - 1], y = mean[step - 1], u = r.trace.update[step - 1];
    if (x > 0) ray("slope", y / x, update_colour(0.7), Dash::Solid, 1.6);
    panel.add(point("here", x, y, update_colour(), PointShape::Disc, 9,
                    std::isfinite(u) ? fmt::format("$u$ = {}", number(u)) : "$u$: none"));
    return panel;
}

}  // namespace lossfield::viz::adam_anatomy
