// One coordinate: the generator with its tangent and the gaps, and the mean of the gaps over the tangent point.
#include "viz/labs/information/bregman/bregman.hpp"

namespace lossfield::viz::bregman {
namespace {

constexpr int curve_samples = 200;
constexpr double words_width = 0.85;  // of the gap's words, generously, in units of x
constexpr double smallest = 0.02;     // where the vertical reach of curves that are infinite at 0 is read

const Colour mean_colour = series(0), reverse_colour = series(5);

double finite_or(double v, double otherwise) { return std::isfinite(v) ? v : otherwise; }

// Closer together towards 0, where slopes are infinite.
template <class Function>
Curve over_domain(std::string id, std::string label, Colour colour, double width, const Function& f) {
    const Vector x =
        each(evenly({0, 1}, curve_samples), [](double part) { return domain_end * part * part; });
    const Vector y = each(x, [&](double at) { return finite_or(f(at), nan); });
    return curve(std::move(id), std::move(label), x, y, colour, width);
}

// In the order of math::Generator.
constexpr std::array<const char*, 4> generator_names{"$φ(x) = x^2/2$", "$φ(x) = x \\text{log} x$",
                                                     "$φ(x) = -\\text{log} x$", "$φ(x) = w_{11} x^2/2$"};

Axis line_axis(const char* label) {
    return {.label = label, .range = Interval{0, domain_end}, .shared = "line"};
}

}  // namespace

Panel generator_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "generator", .x = line_axis("")};
    panel.title = generator_names[static_cast<std::size_t>(in.generator)];
    const double value = generator_at(r, in.q), slope = math::generator_gradient(r.phi, Vector{in.q})[0];
    const auto tangent = [&](double x) { return value + slope * (x - in.q); };
    const bool touches = std::isfinite(value) && std::isfinite(slope);
    Curve generator =
        over_domain("generator", "", {Role::Ink}, 2.2, [&](double x) { return generator_at(r, x); });
    Interval seen{generator_at(r, domain_end), generator_at(r, domain_end)};
    const auto show = [&](double v) {
        if (std::isfinite(v)) seen = {std::min(seen.low, v), std::max(seen.high, v)};
    };
    for (std::size_t i = 0; i < generator.x.size(); ++i)
        if (generator.x[i] >= smallest) show(generator.y[i]);
    // Below the tangent there is room for words: the generator lies above it.
    const bool left = r.p > 0.7 * domain_end;
    const double words_end = std::clamp(r.p + (left ? -words_width : words_width), 0.0, domain_end);
    const double words_top = std::min(tangent(r.p), tangent(words_end));
    if (touches) show(tangent(std::max(0.0, in.q - 0.5))), show(words_top - 0.14 * seen.length());
    panel.y.range = round_range(ScaleKind::Linear, seen);
    const auto held = [&](double v) {
        return std::clamp(finite_or(v, v < 0 ? panel.y.range->low : panel.y.range->high), panel.y.range->low,
                          panel.y.range->high);
    };
    if (touches)
        panel.add(curve("tangent", "tangent at $q$", {0, domain_end}, {tangent(0), tangent(domain_end)},
                        mean_colour, 1.6));
    panel.add(std::move(generator));
    if (touches) {
        panel.add(curve("gap", "gap at $p$", {r.p, r.p}, {held(generator_at(r, r.p)), tangent(r.p)},
                        {Role::Accent}, 3.5));
        Curve gaps{.id = "sample-gaps", .colour = {Role::Accent, 0, 0.5}};
        if (in.sample.size() > 1) gaps.label = "gaps of the sample";
        for (std::size_t i = 1; i < in.sample.size(); ++i) {
            const double x = in.sample[i];
            gaps.x.insert(gaps.x.end(), {x, x, nan});
            gaps.y.insert(gaps.y.end(), {held(generator_at(r, x)), tangent(x), nan});
        }
        panel.add(std::move(gaps));
        TextMark words = words_at(
            "gap-text", {r.p + (left ? -0.05 : 0.05), words_top - 0.05 * panel.y.range->length()},
            "$D(p, q)$ = " + readable(r.gap, 3), left ? Anchor::Right : Anchor::Left, {Role::Accent});
        words.strong = true;
        panel.add(std::move(words));
    }
    const math::PlanePoint p{r.p, held(generator_at(r, r.p))}, q{in.q, held(value)};
    panel.add(point("p", p, {Role::Accent}, PointShape::Disc, 10, "$p$"));
    panel.add(point("q", q, mean_colour, PointShape::Ring, 10, "$q$"));
    panel.add(handle_at("p", "p", p, MoveEntry{"sample", 0, Along::X}));
    panel.add(handle_at("q", "tangent point q", q, MoveReal{"q", Along::X}, mean_colour));
    return panel;
}

Panel mean_panel(const Inputs& in, const Computed& r) {
    Panel panel{.id = "mean", .title = "mean gap to the sample $X$", .cell = {1, 0, 2, 1}};
    panel.x = line_axis("$x$");
    const auto mean_at = [&](double q) { return math::mean_bregman(r.phi, in.sample, q).value; };
    const auto reverse_at = [&](double q) { return math::mean_bregman_reverse(r.phi, q, in.sample); };
    // High enough for both minima and the right end, and for q unless it runs off; what is infinite leaves the panel.
    double top = 0;
    for (const double v : {mean_at(domain_end), mean_at(0.4 * r.mean), 2.5 * r.least, 1.5 * r.least_reverse})
        top = std::max(top, finite_or(v, 0));
    if (!(top > 0)) top = 1;
    top = std::max(top, std::min(finite_or(r.at_q.value, 0), 5 * top));
    panel.y.range = Interval{0, round_range(ScaleKind::Linear, {0, top}).high};
    Curve reverse = over_domain("reverse", "$E D(q, X)$", reverse_colour, 1.6, reverse_at);
    reverse.dash = Dash::Dashed;
    panel.marks = {over_domain("mean-gap", "$E D(X, q)$", mean_colour, 2.4, mean_at), std::move(reverse)};
    if (r.bends_down_from)
        panel.add(drawn(sampled_curve("not-convex", "not convex", {*r.bends_down_from, domain_end},
                                      curve_samples, mean_at),
                        {Role::Warning}, 4));
    // E D(X, q) = E D(X, mean) + D(mean, q): what the curve rises above its minimum.
    if (std::isfinite(r.least) && mean_gap_is_finite(r) && r.excess > 0) {
        panel.add(
            curve("least-level", "", {r.mean, in.q}, {r.least, r.least}, mean_colour, 1.2, Dash::Dotted));
        panel.add(
            curve("excess", "$D(\\text{mean}, q)$", {in.q, in.q}, {r.least, r.at_q.value}, series(1), 3.5));
    }
    const auto minimum = [&](const char* id, double at, double height, const char* name, Colour colour) {
        panel.add(curve(id + std::string("-drop"), "", {at, at}, {0, height}, colour, 1.2, Dash::Dotted));
        panel.add(point(id, at, height, colour, PointShape::Diamond, 10, name));
    };
    if (!one_mean(r) && std::isfinite(r.least_reverse))
        minimum("dual-mean", r.dual_mean, r.least_reverse, "", reverse_colour);
    if (std::isfinite(r.least)) minimum("mean", r.mean, r.least, "mean", mean_colour);
    PointSet sample{.id = "sample", .x = in.sample, .y = Vector(in.sample.size(), 0.0), .size = 9};
    for (std::size_t i = 0; i < in.sample.size(); ++i) {
        const std::string k = std::to_string(i + 1);
        sample.colours.push_back({Role::Accent, 0, i == 0 ? 1 : 0.6});
        panel.add(handle_at("x-" + k, i == 0 ? "p" : "sample " + k, {in.sample[i], 0},
                            MoveEntry{"sample", i, Along::X}));
    }
    panel.add(std::move(sample));
    const double height = std::clamp(finite_or(r.at_q.value, panel.y.range->high), 0.0, panel.y.range->high);
    const char* name = height == r.at_q.value ? "$q$" : "";
    panel.add(point("q-mean", in.q, height, mean_colour, PointShape::Ring, 10, name));
    panel.add(handle_at("q-mean", "tangent point q", {in.q, height}, MoveReal{"q", Along::X}, mean_colour));
    return panel;
}

}  // namespace lossfield::viz::bregman
