// The divergences lab's whole picture: which panels, and the words and numbers under them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "math/information/information.hpp"
#include "viz/labs/information/divergences/divergences.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz::divergences {
namespace {

// JS this close to log 2 with this little slope has nothing left to say.
constexpr double spent_slope = 1e-3;

std::string listed(const std::vector<std::size_t>& outcomes) {
    std::string text;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        text += (i == 0 ? "" : i + 1 == outcomes.size() ? " and " : ", ") + std::to_string(outcomes[i] + 1);
    return (outcomes.size() == 1 ? "outcome " : "outcomes ") + text;
}

std::vector<std::size_t> ruled_out(const Vector& by, const Vector& allowed) {
    std::vector<std::size_t> outcomes;
    for (std::size_t k = 0; k < by.size(); ++k)
        if (by[k] == 0 && allowed[k] > 0) outcomes.push_back(k);
    return outcomes;
}

std::string simplex_caption(const Computed& r, bool forward_infinite, bool reverse_infinite) {
    const auto& v = r.values;
    if (v[3] == 0) return "p and q agree: every measure is 0 there, and only there.";
    if (forward_infinite)
        return fmt::format(
            "KL has no finite price for what q rules out; the bounded measures do: $JS$ = {}, $TV$ = {}.",
            readable(v[2], 3), readable(v[3], 3));
    if (reverse_infinite)
        return fmt::format(
            "One way KL is {}, the other way infinite: it charges for what the second distribution "
            "leaves out.",
            readable(v[0], 3));
    const std::string both =
        std::abs(v[0] - v[1]) < 1e-6 * v[0]
            ? fmt::format("For this pair both directions agree: $KL$ = {} nats. ", readable(v[0], 3))
            : fmt::format("There and back differ: $KL(p‖q)$ = {}, $KL(q‖p)$ = {} nats. ", readable(v[0], 3),
                          readable(v[1], 3));
    return both + (r.corners.size() == 3
                       ? "On the rim through q every distribution is as far from p as q is, by the "
                         "chosen measure."
                       : "Towards an end of the segment q leaves out one outcome of p.");
}

void simplex_figure(const Inputs& in, const Computed& r, Figure& figure) {
    figure.column_weights = {0.8, 1.45, 0.85};
    figure.row_weights = {1.65, 1};
    figure.add(histogram_panel(in, r));
    figure.add(integrand_panel(r));
    figure.add(simplex_panel(in, r));
    figure.add(bounds_panel(r));
    figure.add(values_panel(r));
    const auto& v = r.values;
    const Family& family = *find_family(in.contours);
    const Vector gradient = math::divergence_gradient_q(family.kind, r.p, r.q);
    figure.readouts = {
        {.id = "kl-forward", .label = "Kullback-Leibler, p to q", .symbol = "$KL(p‖q)$", .value = v[0]},
        {.id = "kl-reverse", .label = "Kullback-Leibler, q to p", .symbol = "$KL(q‖p)$", .value = v[1]},
        {.id = "js", .label = "Jensen-Shannon", .symbol = "$JS$", .value = v[2]},
        {.id = "tv", .label = "total variation", .symbol = "$TV$", .value = v[3]},
        {.id = "pinsker",
         .label = "Pinsker's bound of TV",
         .symbol = "Pinsker $√(KL/2)$",
         .value = math::pinsker_bound(v[0])},
        {.id = "bretagnolle-huber",
         .label = "Bretagnolle's and Huber's bound of TV",
         .symbol = "$√(1 - e^{-KL})$",
         .value = math::bretagnolle_huber_bound(v[0])},
        {.id = "squared-hellinger",
         .label = "squared Hellinger distance",
         .symbol = "Hellinger²",
         .value = r.squared_hellinger},
        {.id = "hellinger",
         .label = "Hellinger distance",
         .symbol = "Hellinger",
         .value = v[4],
         .aside = true},
        {.id = "chi-squared", .label = "chi-squared", .symbol = "$χ^2$", .value = v[5], .aside = true},
        {.id = "euclidean",
         .label = "Euclidean distance",
         .symbol = "$‖p - q‖$",
         .value = v[6],
         .aside = true},
        {.id = "fisher-rao",
         .label = "Fisher-Rao distance",
         .symbol = "Fisher–Rao",
         .value = v[7],
         .aside = true},
        {.id = "w1",
         .label = "transport over places 1, 2, ...",
         .symbol = "$W_1$",
         .value = r.w1,
         .aside = true},
        {.id = "gradient",
         .label = "gradient by q, unconstrained, of the drawn divergence",
         .symbol = "$∂D/∂q$",
         .value = gradient,
         .aside = r.p.size() > 4}};
    const auto by_q = ruled_out(r.q, r.p), by_p = ruled_out(r.p, r.q);
    if (!by_q.empty())
        figure.notices.push_back(
            {"forward-infinite", Severity::Failure,
             fmt::format("$KL(p‖q)$ and $χ^2$ are +∞: q gives {} probability 0, p does not.", listed(by_q))});
    if (!by_p.empty())
        figure.notices.push_back(
            {"reverse-infinite", Severity::Warning,
             fmt::format("$KL(q‖p)$ is +∞: p gives {} probability 0, q does not.", listed(by_p))});
    figure.caption = simplex_caption(r, !by_q.empty(), !by_p.empty());
    figure.hidden = {"mean-p", "mean-q", "deviation-p", "deviation-q"};
    if (r.p.size() <= 3) figure.inactive.push_back("triangle");
    if (r.corners.size() < 3) figure.inactive.push_back("levels");
}

void gaussian_figure(const Inputs& in, const Computed& r, Figure& figure) {
    figure.column_weights = {1, 1};
    figure.row_weights = {1.15, 0.85};
    figure.panels = gaussian_panels(in, r);
    const math::Gaussian &p = r.gaussian_p, &q = r.gaussian_q;
    const auto kl = math::gaussian_kl_slope(p, q), js = math::gaussian_js(p, q), w1 = math::gaussian_w1(p, q);
    const double reverse = math::gaussian_kl_slope(q, p).value, apart = std::abs(q.mean - p.mean);
    const double hellinger = math::gaussian_squared_hellinger(p, q);
    figure.readouts = {
        {.id = "distance", .label = "distance of the means", .symbol = "$t$", .value = apart},
        {.id = "kl-forward", .label = "Kullback-Leibler, p to q", .symbol = "$KL(p‖q)$", .value = kl.value},
        {.id = "kl-reverse", .label = "Kullback-Leibler, q to p", .symbol = "$KL(q‖p)$", .value = reverse},
        {.id = "js", .label = "Jensen-Shannon", .symbol = "$JS$", .value = js.value},
        {.id = "tv",
         .label = "total variation",
         .symbol = "$TV$",
         .value = math::gaussian_total_variation(p, q)},
        {.id = "w1", .label = "transport", .symbol = "$W_1$", .value = w1.value},
        {.id = "squared-hellinger",
         .label = "squared Hellinger distance",
         .symbol = "Hellinger²",
         .value = hellinger},
        {.id = "kl-slope",
         .label = "slope of KL by the mean of q",
         .symbol = "$∂KL/∂µ_q$",
         .value = kl.slope},
        {.id = "js-slope",
         .label = "slope of JS by the mean of q",
         .symbol = "$∂JS/∂µ_q$",
         .value = js.slope},
        {.id = "w1-slope",
         .label = "slope of W1 by the mean of q",
         .symbol = "$∂W_1/∂µ_q$",
         .value = w1.slope}};
    const bool spent = std::log(2.0) - js.value < spent_slope && std::abs(js.slope) < spent_slope;
    if (spent)
        figure.notices.push_back(
            {"saturated", Severity::Warning,
             fmt::format(
                 "JS is {} below log 2 and its slope is {}: the supports have parted, and JS no longer "
                 "tells which way q should go.",
                 readable(std::log(2.0) - js.value, 2), readable(js.slope, 2))});
    figure.caption =
        p.deviation == q.deviation
            ? fmt::format(
                  "Means {} apart: $KL(p‖q)$ = {} grows as the square of the distance, $W_1$ = {} as the "
                  "distance, $JS$ = {} stops at log 2 = 0.693.",
                  readable(apart, 3), readable(kl.value, 3), readable(w1.value, 3), readable(js.value, 3))
            : fmt::format(
                  "Of unequal width: $KL(p‖q)$ = {}, $KL(q‖p)$ = {}. A narrow one misses the flanks of "
                  "a wide one, which costs most; no mean makes the two agree.",
                  readable(kl.value, 3), readable(reverse, 3));
    figure.hidden = {"p", "q", "contours", "overlay", "levels", "triangle"};
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    Figure figure;
    if (in.view == "gaussians")
        gaussian_figure(in, r, figure);
    else
        simplex_figure(in, r, figure);
    return figure;
}

Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x, double y) {
    if (in.view == "gaussians") {
        if (panel == "values" || panel == "slopes") {
            const math::Gaussian q{x, r.gaussian_q.deviation};
            const auto kl = math::gaussian_kl_slope(r.gaussian_p, q), js = math::gaussian_js(r.gaussian_p, q),
                       w1 = math::gaussian_w1(r.gaussian_p, q);
            const bool value = panel == "values";
            return {{"mean", "mean of q", "$µ_q$", x, ""},
                    {"kl", "Kullback-Leibler", "$KL(p‖q)$", value ? kl.value : kl.slope, ""},
                    {"js", "Jensen-Shannon", "$JS$", value ? js.value : js.slope, ""},
                    {"w1", "transport", "$W_1$", value ? w1.value : w1.slope, ""}};
        }
        const double lp = math::gaussian_log_density(r.gaussian_p, x),
                     lq = math::gaussian_log_density(r.gaussian_q, x);
        return {{"x", "place", "$x$", x, ""},
                {"p", "density of p", "$p$", std::exp(lp), ""},
                {"q", "density of q", "$q$", std::exp(lq), ""},
                {"integrand", "integrand", "$p$ log $p/q$", std::exp(lp) * (lp - lq), ""}};
    }
    const Family& family = *find_family(in.contours);
    if (panel == "histograms" || panel == "integrand") {
        const double k = std::round(x);
        if (!(k >= 1 && k <= static_cast<double>(r.p.size()))) return {};
        const std::size_t i = static_cast<std::size_t>(k) - 1;
        return {{"p", "probability by p", "$p$", r.p[i], ""},
                {"q", "probability by q", "$q$", r.q[i], ""},
                {"integrand", "its part of KL", "$p$ log $p/q$", r.integrand[i], ""}};
    }
    if (panel == "bounds" && x >= 0)
        return {{"kl", "Kullback-Leibler", "$KL$", x, ""},
                {"pinsker", "Pinsker's bound", "Pinsker", math::pinsker_bound(x), ""},
                {"bretagnolle-huber", "Bretagnolle's and Huber's bound", "Bretagnolle–Huber",
                 math::bretagnolle_huber_bound(x), ""}};
    if (panel != "simplex") return {};
    if (r.corners.size() == 2) {
        if (x < 0 || x > 1) return {};
        const Vector q{1 - x, x};
        return {{"q", "q", "$q$", q, ""},
                {"divergence", family.name, family.symbol, math::divergence(family.kind, r.p, q), ""}};
    }
    const math::Barycentric b = math::to_barycentric({x, y});
    if (*std::min_element(b.begin(), b.end()) < 0) return {};
    return {{"divergence", family.name, family.symbol, divergence_on_triangle(r, family.kind, b), ""},
            {"q", "q of the shown outcomes", "$q$",
             Vector{r.share_q * b[0], r.share_q * b[1], r.share_q * b[2]}, ""}};
}

}  // namespace lossfield::viz::divergences
