// The picture of the softmax lab: logit bars, probabilities beside the target, and the loss as H(y) + KL. The simplex is in
// simplex.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/fragments/outcomes.hpp"
#include "viz/geometry/scale.hpp"
#include "viz/labs/classification/softmax_cross_entropy/softmax_cross_entropy.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::viz::softmax_cross_entropy {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> class_names(const Inputs& in) {
    std::vector<std::string> names;
    std::size_t start = 0;
    for (std::size_t k = 0; k < in.logits.size(); ++k) {
        std::string name;
        if (start <= in.names.size()) {
            const std::size_t end = std::min(in.names.find(',', start), in.names.size());
            name = in.names.substr(start, end - start);
            name.erase(0, name.find_first_not_of(' '));
            name.erase(name.find_last_not_of(' ') + 1);
            start = end + 1;
        }
        names.push_back(name.empty() ? fmt::format("class {}", k + 1) : escaped(name));
    }
    return names;
}

Panel logit_panel(const Inputs& in, const std::vector<std::string>& names) {
    const std::size_t n = in.logits.size();
    Panel panel{.id = "logits", .title = "logits $z$", .kind = PanelKind::Bars, .cell = {0, 0, 1, 1}};
    panel.x.ticks = outcome_ticks(n, "z");
    const auto [low, high] = std::minmax_element(in.logits.begin(), in.logits.end());
    panel.y.range = round_range(ScaleKind::Linear, {std::min(-2.0, *low), std::max(2.0, *high)});
    // Air for the numbers at the bars' ends.
    const double air = 0.12 * panel.y.range->length();
    panel.y.range = Interval{panel.y.range->low - air, panel.y.range->high + air};
    Bars bars;
    bars.id = "logits";
    bars.position = outcome_positions(n);
    bars.base = Vector(n, 0.0);
    bars.value = in.logits;
    bars.colours = outcome_colours(n);
    // Shorter where many stand side by side.
    for (const double z : in.logits) bars.texts.push_back(readable(z, n > 6 ? 2 : 3));
    panel.add(std::move(bars));
    for (std::size_t k = 0; k < n; ++k)
        panel.add(Handle{fmt::format("logit-{}", k + 1), "logit of " + names[k], static_cast<double>(k + 1),
                         in.logits[k], MoveEntry{"logits", k, Along::Y}, series(static_cast<int>(k))});
    return panel;
}

Panel probability_panel(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    const std::size_t n = in.logits.size();
    Panel panel{
        .id = "probabilities", .title = "probabilities $p$", .kind = PanelKind::Bars, .cell = {1, 0, 2, 1}};
    panel.x.ticks = outcome_ticks(n, "p");
    panel.y.range = Interval{0, 1.08};
    panel.y.ticks = {{0, "0"}, {0.2, "0.2"}, {0.4, "0.4"}, {0.6, "0.6"}, {0.8, "0.8"}, {1, "1"}};
    Bars bars;
    bars.id = "probabilities";
    bars.position = outcome_positions(n);
    bars.base = Vector(n, 0.0);
    bars.value = r.p;
    bars.colours = outcome_colours(n);
    Curve target;
    target.id = "target";
    target.label = "target $y$";
    target.colour = {Role::Ink};
    target.width = 2.4;
    Arrows pull;
    pull.id = "pull";
    pull.label = "pull $-(p - y)$";
    pull.colours = {{Role::Accent}};
    pull.width = 2;
    for (std::size_t k = 0; k < n; ++k) {
        const double at = static_cast<double>(k + 1);
        target.x.insert(target.x.end(), {at - 0.36, at + 0.36, nan});
        target.y.insert(target.y.end(), {r.y[k], r.y[k], nan});
        pull.x.push_back(at);
        pull.y.push_back(r.p[k]);
        pull.u.push_back(0);
        pull.v.push_back(r.y[k] - r.p[k]);
    }
    panel.marks = {std::move(bars), std::move(target), std::move(pull)};
    for (std::size_t k = 0; k < n; ++k) {
        const double at = static_cast<double>(k + 1);
        panel.add(Handle{fmt::format("probability-{}", k + 1), "probability of " + names[k], at - 0.18,
                         r.p[k], MoveLogitByProbability{"logits", "temperature", k},
                         series(static_cast<int>(k))});
        panel.add(Handle{fmt::format("target-{}", k + 1),
                         "target of " + names[k],
                         at + 0.3,
                         r.y[k],
                         MoveShare{"target", k},
                         {Role::Ink},
                         HandleShape::Bar});
    }
    return panel;
}

// The end of the loss axis: 1, 2, 5, 10, ... so that the bar, not the axis, moves with the loss.
double reach(double loss) {
    double end = 2;
    for (int i = 0; std::isfinite(loss) && loss > 0.98 * end; ++i) end *= i % 3 == 0 ? 2.5 : 2;
    return end;
}

Panel loss_panel(const Computed& r) {
    Panel panel{.id = "loss", .title = "loss $L = H(y) + KL(y‖p)$", .cell = {2, 1, 1, 1}};
    const bool naive = naive_fails(r);
    panel.y.range = naive ? Interval{-1.55, 0.55} : Interval{-0.55, 0.55};
    if (naive)
        panel.y.ticks = {{0, "stable"}, {-1, "naive"}};
    else
        panel.y.visible = false;
    panel.x.range = Interval{0, reach(r.loss)};
    panel.x.label = "nats";
    Bars bars;
    bars.id = "parts";
    bars.lying = true;
    bars.width = 0.8;
    bars.position = {0, 0};
    bars.base = {0, r.entropy};
    bars.value = {r.entropy, r.entropy + r.kl};
    bars.colours = {{Role::Muted, 0, 0.55}, {Role::Accent, 0, 0.85}};
    // A number beside a narrow part would stand on the other part.
    const bool room = r.entropy > 0.16 * panel.x.range->high;
    bars.texts = {room ? "$H(y)$ = " + readable(r.entropy, 4) : "", "$KL$ = " + readable(r.kl, 4)};
    panel.add(std::move(bars));
    if (naive) {
        panel.add(TextMark{.id = "naive",
                           .x = 0,
                           .y = -1,
                           .text = "  −log of exp and sum as written: " + readable(r.naive_loss, 4),
                           .anchor = Anchor::Left,
                           .colour = {Role::Warning}});
    }
    return panel;
}

std::string caption(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    if (saturated(r))
        return "The softmax puts all probability on one class: the point sits in a corner, where moving the "
               "logits a little no longer moves p.";
    const Vector& g = r.gradient;
    const auto down = static_cast<std::size_t>(std::max_element(g.begin(), g.end()) - g.begin());
    const auto up = static_cast<std::size_t>(std::min_element(g.begin(), g.end()) - g.begin());
    if (g[down] * in.temperature < 5e-4)
        return "Prediction and target agree: the gradient is the difference of the bars, and here it "
               "vanishes.";
    return fmt::format(
        "The gradient is the difference of the bars over $T$: descent pushes {} down by {} and pulls {} up "
        "by {}.",
        names[down], brief(g[down], 2), names[up], brief(-g[up], 2));
}

Notices notices(const Inputs& in, const Computed& r) {
    Notices out;
    if (saturated(r)) {
        double largest = 0;
        for (const double g : r.gradient) largest = std::max(largest, std::abs(g));
        out.push_back(
            {"saturated", Severity::Warning,
             fmt::format("Saturated: the largest probability {}, so the flow on the simplex stands still "
                         "(the largest "
                         "logit gradient is {}).",
                         r.rest > 0 ? "differs from 1 by " + readable(r.rest, 2) : "is 1 to the last bit",
                         readable(largest, 3))});
    }
    if (naive_fails(r)) {
        const double top = *std::max_element(in.logits.begin(), in.logits.end()) / in.temperature;
        out.push_back(
            {"naive-overflow", Severity::Failure,
             fmt::format(
                 "The naive formula gives {}: exp({}) is beyond the range of doubles (exp overflows at "
                 "709.78 and vanishes at −745.13). The stable one gives {}.",
                 readable(r.naive_loss, 4), readable(top, 4), readable(r.loss, 6))});
    }
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    const std::vector<std::string> names = class_names(in);
    Figure figure;
    figure.column_weights = {0.66, 1.34};
    figure.row_weights = {1, 0.8, naive_fails(r) ? 0.32 : 0.12};
    figure.add(logit_panel(in, names));
    figure.add(probability_panel(in, r, names));
    figure.add(simplex_panel(in, r, names));
    figure.add(loss_panel(r));
    double norm = 0;
    for (const double g : r.gradient) norm = std::hypot(norm, g);
    figure.readouts = {{"loss", "loss", "$L$", r.loss, ""},
                       {"probabilities", "probabilities", "$p$", r.p, ""},
                       {"gradient", "gradient", "$∂L/∂z$", r.gradient, ""},
                       {"gradient-norm", "length of the gradient", "$‖∂L/∂z‖$", norm, ""},
                       {"entropy", "entropy of the target", "$H(y)$", r.entropy, ""},
                       {"kl", "Kullback-Leibler divergence", "$KL(y‖p)$", r.kl, ""},
                       {"naive-loss", "loss by the naive formula", "naive $L$", r.naive_loss, ""},
                       {"gradient-check", "gradient check", "", r.check, ""}};
    if (!naive_fails(r)) figure.readouts.erase(6);
    figure.notices = notices(in, r);
    figure.caption = caption(in, r, names);
    if (in.logits.size() <= 3) figure.inactive.push_back("triangle");
    if (!in.contours || r.corners.size() < 3)
        figure.inactive.insert(figure.inactive.end(), {"level-rule", "levels"});
    if (r.corners.size() < 3) figure.inactive.insert(figure.inactive.end(), {"contours", "field"});
    return figure;
}

Readouts probe(const Inputs& in, const Computed& r, const std::string& panel, double x, double y) {
    const auto classes = [&](double at) {
        const double k = std::round(at);
        return k >= 1 && k <= static_cast<double>(in.logits.size()) ? static_cast<std::size_t>(k) - 1
                                                                    : in.logits.size();
    };
    if (panel == "logits" || panel == "probabilities") {
        const std::size_t k = classes(x);
        if (k == in.logits.size()) return {};
        const std::string i = std::to_string(k + 1);
        return {{"z", "logit", "$z_{" + i + "}$", in.logits[k], ""},
                {"p", "probability", "$p_{" + i + "}$", r.p[k], ""},
                {"y", "target", "$y_{" + i + "}$", r.y[k], ""}};
    }
    if (panel == "loss")
        return {{"entropy", "entropy of the target", "$H(y)$", r.entropy, ""},
                {"kl", "Kullback-Leibler divergence", "$KL(y‖p)$", r.kl, ""},
                {"loss", "loss", "$L$", r.loss, ""}};
    if (panel != "simplex") return {};
    if (r.corners.size() == 2) {
        if (x < 0 || x > 1) return {};
        const double loss =
            -(r.y[0] > 0 ? r.y[0] * std::log(1 - x) : 0) - (r.y[1] > 0 ? r.y[1] * std::log(x) : 0);
        return {{"loss", "loss", "$L$", loss, ""}, {"p", "probabilities", "$p$", Vector{1 - x, x}, ""}};
    }
    const math::Barycentric b = math::to_barycentric({x, y});
    if (std::min({b[0], b[1], b[2]}) < 0) return {};
    double loss = r.held;
    Vector p;
    for (std::size_t c = 0; c < 3; ++c) {
        const double target = r.y[r.corners[c]];
        if (target > 0) loss -= target * std::log(b[c]);
        p.push_back(r.share * b[c]);
    }
    return {{"loss", "loss", "$L$", loss, ""}, {"p", "probabilities of the shown classes", "$p$", p, ""}};
}

}  // namespace lossfield::viz::softmax_cross_entropy
