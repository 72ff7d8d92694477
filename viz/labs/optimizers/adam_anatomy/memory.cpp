// How far back the two means look, and the plane in which the update is a slope.
#include "viz/labs/optimizers/adam_anatomy/adam_anatomy.hpp"

namespace lossfield::viz::adam_anatomy {
namespace {

constexpr int memory_samples = 200, handle_samples = 400, dots_a_decade = 24;
constexpr std::size_t few = 8;

// Whole numbers 1 to `last`, dense at first, then evenly on the logarithmic axis.
std::vector<std::uint64_t> counts(std::uint64_t last, int a_decade) {
    std::vector<std::uint64_t> out;
    for (int i = 0;; ++i) {
        const auto n = static_cast<std::uint64_t>(std::llround(std::pow(10.0, 1.0 * i / a_decade)));
        if (n > last) break;
        if (out.empty() || n > out.back()) out.push_back(n);
    }
    if (last > 0 && out.back() != last) out.push_back(last);
    return out;
}

// The weight of the gradient of n steps ago, the present one being n = 1.
Curve kernel(double beta, std::uint64_t last, double correction, const std::string& id,
             const std::string& label, Colour colour, double width, Dash dash = Dash::Solid) {
    Curve line = curve(id, label, {}, {}, colour, width, dash);
    for (const std::uint64_t n : counts(last, memory_samples / 4)) {
        const double w = math::memory_weight(beta, n - 1) / correction;
        if (w < 1e-3 * weight_range.low) break;
        line.x.push_back(static_cast<double>(n));
        line.y.push_back(w);
    }
    return line;
}

// What single gradients contribute to a mean: their weight times their share of the largest gradient.
PointSet contributions(const Computed& r, std::size_t step, double beta, double correction, bool squared,
                       Colour colour) {
    PointSet points{.id = squared ? "from-squares" : "from-gradients",
                    .colours = {colour},
                    .shape = squared ? PointShape::Square : PointShape::Disc,
                    .size = 4};
    double largest = 0;
    for (std::size_t i = 0; i < step; ++i) largest = std::max(largest, std::abs(r.trace.gradient[i]));
    if (!(largest > 0)) return points;
    // Of streams that are mostly silent every gradient; of others a choice further back.
    std::vector<std::uint64_t> chosen;
    for (std::size_t n = 1; n <= step && chosen.size() < few; ++n)
        if (r.trace.gradient[step - n] != 0) chosen.push_back(n);
    if (chosen.size() == few) chosen = counts(step, dots_a_decade);
    for (const std::uint64_t n : chosen) {
        const double share = std::abs(r.trace.gradient[step - n]) / largest;
        const double w = math::memory_weight(beta, n - 1) / correction * (squared ? share * share : share);
        if (!(w >= weight_range.low)) continue;
        points.x.push_back(static_cast<double>(n));
        points.y.push_back(w);
    }
    return points;
}

void add_memory(Panel& panel, const Computed& r, std::size_t step, double beta, double correction,
                bool squared) {
    const std::string id = squared ? "square" : "mean";
    const auto colour = [&](double opacity) { return squared ? root_colour(opacity) : mean_colour(opacity); };
    panel.add(kernel(beta, static_cast<std::uint64_t>(window_range.high), 1, id + "-for-ever", "",
                     colour(0.75), 1.3, Dash::Dashed));
    if (step > 0) {
        panel.add(kernel(beta, r.trace.silent + step, correction, id + "-weights",
                         squared ? "weights in $v$" : "weights in $m$", colour(1), 2.2));
        PointSet points = contributions(r, step, beta, correction, squared, colour(0.8));
        if (!points.x.empty()) panel.add(std::move(points));
    }
    const double window = math::memory_window(beta);
    panel.add(point(id + "-window", window, 1 - beta, colour(1), PointShape::Ring, 8,
                    fmt::format("{} {}", brief(window, 3), window == 1 ? "step" : "steps")));
    MoveAlong along{squared ? "beta2" : "beta1", {}, {}, {}};
    for (int i = 0; i <= handle_samples; ++i) {
        const double n = std::pow(window_range.high, 1.0 * i / handle_samples);
        along.x.push_back(n);
        along.y.push_back(1 / n);
        along.value.push_back(std::clamp(1 - 1 / n, 0.0, largest_beta));
    }
    panel.add(Handle{squared ? "beta2-window" : "beta1-window",
                     squared ? "window of the mean square" : "window of the mean", window, 1 - beta,
                     std::move(along), colour(1)});
}

}  // namespace

Panel kernel_panel(const Inputs& in, const Computed& r, std::size_t step) {
    Panel panel{.id = "memory", .title = "memory of $m$ and $v$", .cell = {0, 1, 3, 2}};
    if (r.ground) panel.cell = {0, 2, 3, 1};  // beside the map, which takes the whole height
    if (in.noisy()) panel.cell = {0, 1, 3, 1};
    panel.x.label = "steps back (now: 1)";
    panel.y.label = "weight";
    panel.x.scale = panel.y.scale = ScaleKind::Log;
    panel.x.range = window_range;
    panel.y.range = weight_range;
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
        panel.add(TextMark{.id = id,
                           .x = outer ? end.x : 0.55 * end.x,
                           .y = (outer ? 1 : 0.55) * end.y + aside,
                           .text = text,
                           .anchor = outer ? Anchor::Right : Anchor::Left,
                           .colour = {Role::Muted},
                           .optional = true});
    };
    const math::PlanePoint up = ray("slope-one", 1, {Role::Muted}, Dash::Dotted, 1.2);
    const math::PlanePoint down = ray("slope-minus-one", -1, {Role::Muted}, Dash::Dotted, 1.2);
    say("one", up, "$u$ = 1");
    say("minus-one", down, "$u$ = −1");
    const auto shown = static_cast<std::ptrdiff_t>(step);
    panel.add(curve("path", "", Vector(root.begin(), root.begin() + shown),
                    Vector(mean.begin(), mean.begin() + shown), {Role::Ink, 0, 0.5}, 1.3));
    if (step == 0) return panel;
    const double x = root[step - 1], y = mean[step - 1], u = r.trace.update[step - 1];
    if (x > 0) ray("slope", y / x, update_colour(0.7), Dash::Solid, 1.6);
    panel.add(point("here", x, y, update_colour(), PointShape::Disc, 9,
                    std::isfinite(u) ? fmt::format("$u$ = {}", readable(u, 3)) : "0/0"));
    return panel;
}

}  // namespace lossfield::viz::adam_anatomy
