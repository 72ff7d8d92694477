// The picture of the softmax lab: logit bars, probabilities beside the target, and the loss as H(y) + KL. The simplex is in
// simplex.cpp.
#include "math/simplex/softmax.hpp"
#include "viz/fragments/outcomes.hpp"
#include "viz/labs/classification/softmax_cross_entropy/softmax_cross_entropy.hpp"
#include "viz/text/rich_text.hpp"

namespace lossfield::viz::softmax_cross_entropy {
namespace {

std::vector<std::string> class_names(const Inputs& in) {
    std::vector<std::string> names;
    std::string_view rest = in.names;
    for (std::size_t k = 1; k <= in.logits.size(); ++k) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string name(trimmed(rest.substr(0, end)));
        names.push_back(name.empty() ? fmt::format("class {}", k) : escaped(name));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return names;
}

Panel logit_panel(const Inputs& in, const std::vector<std::string>& names) {
    const std::size_t n = in.logits.size();
    const auto [low, high] = std::minmax_element(in.logits.begin(), in.logits.end());
    const Interval shown = round_range(ScaleKind::Linear, {std::min(-2.0, *low), std::max(2.0, *high)});
    // For the numbers at the bars' ends, below which there is the axis.
    const double air = 0.12 * shown.length(), below = 0.2 * shown.length();
    Panel panel = outcome_panel("logits", "logits $z$", {}, n, "z", {shown.low - below, shown.high + air});
    Bars bars = outcome_bars("logits", in.logits);
    // Shorter where many stand side by side.
    for (const double z : in.logits) bars.texts.push_back(readable(z, n > 6 ? 2 : 3));
    panel.add(std::move(bars));
    for (std::size_t k = 0; k < n; ++k)
        panel.add(outcome_handle("logit", "logit of " + names[k], k, in.logits[k], MoveEntry{"logits", k}));
    return panel;
}

Panel probability_panel(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    const std::size_t n = in.logits.size();
    Panel panel = outcome_panel("probabilities", "probabilities $p$", {1, 0, 2, 1}, n, "p", {0, 1.08});
    panel.y.ticks = {{0, "0"}, {0.2, "0.2"}, {0.4, "0.4"}, {0.6, "0.6"}, {0.8, "0.8"}, {1, "1"}};
    Curve target{.id = "target", .label = "target $y$", .colour = {Role::Ink}, .width = 2.4};
    Arrows pull{"pull", "pull $-(p - y)$", outcome_positions(n), r.p, Vector(n, 0.0)};
    pull.colours = {{Role::Accent}}, pull.width = 2;
    for (std::size_t k = 0; k < n; ++k) {
        const double at = static_cast<double>(k + 1);
        target.x.insert(target.x.end(), {at - 0.36, at + 0.36, nan});
        target.y.insert(target.y.end(), {r.y[k], r.y[k], nan});
        pull.v.push_back(r.y[k] - r.p[k]);
        panel.add(outcome_handle("probability", "probability of " + names[k], k, r.p[k],
                                 MoveLogitByProbability{"logits", "temperature", k}, -0.18));
        Handle share =
            outcome_handle("target", "target of " + names[k], k, r.y[k], MoveShare{"target", k}, 0.3);
        share.colour = {Role::Ink}, share.shape = HandleShape::Bar;
        panel.add(share);
    }
    panel.marks = {outcome_bars("probabilities", r.p), target, pull};
    return panel;
}

// The end of the loss axis: 1, 2, 5, 10, ... so that the bar, not the axis, moves with the loss.
double reach(double loss) {
    double end = 2;
    for (int i = 0; std::isfinite(loss) && loss > 0.98 * end; ++i) end *= i % 3 == 0 ? 2.5 : 2;
    return end;
}

Panel loss_panel(const Computed& r) {
    const bool naive = naive_fails(r);
    const double end = reach(r.loss);
    Panel panel{.id = "loss", .title = "loss $L = H(y) + KL(y‖p)$", .cell = {2, 1, 1, 1}};
    panel.x = {.label = "nats", .range = Interval{0, end}};
    panel.y = {.range = Interval{naive ? -1.55 : -0.55, 0.55}, .visible = naive};
    // A number beside a narrow part would stand on the other part.
    const bool room = r.entropy > 0.16 * end;
    Bars parts{"parts", "", {0, 0}, {0, r.entropy}, {r.entropy, r.entropy + r.kl}};
    parts.colours = {{Role::Muted, 0, 0.55}, {Role::Accent, 0, 0.85}};
    parts.width = 0.8, parts.lying = true;
    parts.texts = {room ? "$H(y)$ = " + readable(r.entropy, 4) : "", "$KL$ = " + readable(r.kl, 4)};
    panel.add(std::move(parts));
    if (!naive) return panel;
    panel.y.ticks = {{0, "stable"}, {-1, "naive"}};
    panel.add(words_at("naive", {0, -1}, "  −log of exp and sum as written: " + readable(r.naive_loss, 4),
                       Anchor::Left, {Role::Warning}));
    return panel;
}

// Where the saturated point is seen, where it is.
const char* place_of(const Computed& r) {
    if (!in_a_corner(r)) return "";
    return r.corners.size() == 2 ? ": the point sits at an end of the segment"
                                 : ": the point sits in a corner";
}

// Those whose entry is as large as the largest: "class 1 down by 0.3", "class 1 and class 3 down by 0.3 each".
std::string moved(const Vector& by, const char* way, const std::vector<std::string>& names) {
    const double most = *std::max_element(by.begin(), by.end());
    std::vector<std::size_t> all;
    for (std::size_t k = 0; k < by.size(); ++k)
        if (by[k] >= most * (1 - 1e-9)) all.push_back(k);
    const std::string others = all.size() == 2   ? " and " + names[all[1]]
                               : all.size() == 1 ? ""
                                                 : fmt::format(" and {} others", all.size() - 1);
    return fmt::format("{}{} {} by {}{}", names[all[0]], others, way, brief(most, 2),
                       all.size() > 1 ? " each" : "");
}

std::string caption(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    if (saturated(r))
        return fmt::format("The softmax gives {} all {}the probability{}. {}.", names[r.top],
                           one_to_the_last_bit(r) ? "" : "but " + readable(r.rest, 2) + " of ", place_of(r),
                           one_to_the_last_bit(r)
                               ? "In doubles $∂p/∂z$ is 0"
                               : fmt::format("The logits hardly move it: no $∂p_k/∂z_j$ exceeds {}",
                                             brief(r.rest / in.temperature, 2)));
    const Vector& g = r.gradient;
    if (agree(r))
        return fmt::format(
            "Prediction and target agree: no bar differs from its target by more than {}, and the gradient "
            "is "
            "that difference over $T$.",
            brief(difference(r), 2));
    return fmt::format(
        "The gradient is the difference of the bars over $T$: descent at rate 1 pushes {} and pulls {}.",
        moved(g, "down", names), moved(each(g, [](double v) { return -v; }), "up", names));
}

// Which exponential fails, and how.
std::string naive_reason(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    const auto [failure, k] = *r.naive_cause;
    const std::string e = fmt::format("exp({})", brief(in.logits[k] / in.temperature, 6));
    const double log_p = math::log_softmax(in.logits, in.temperature)[k];
    const std::string share = fmt::format("the share of {}, exp({}),", names[k], brief(log_p, 6));
    const char* then = r.y[k] > 0 ? "−log 0 is ∞" : "0 · log 0 is no number";
    switch (failure) {
        case math::NaiveFailure::Overflow:
            return e + " is beyond the range of doubles, which exp leaves at 709.78";
        case math::NaiveFailure::SumOverflow:
            return fmt::format("no exponential overflows, the largest being {}, but their sum does", e);
        case math::NaiveFailure::SumVanishes:
            return fmt::format(
                "{}, the largest exponential, is 0 as all below exp(−745.13), and 0/0 is no number", e);
        case math::NaiveFailure::Vanishes:
            return fmt::format("{} is 0 as all below exp(−745.13), and {}", e, then);
        case math::NaiveFailure::ShareVanishes:
            return fmt::format("{} is 0 as all below exp(−745.13), and {}", share, then);
        case math::NaiveFailure::Subnormal:
            return fmt::format("{} has lost digits as all below exp(−708.40)", e);
        case math::NaiveFailure::ShareSubnormal:
            break;
    }
    return share + " has lost digits as all below exp(−708.40)";
}

Notices notices(const Inputs& in, const Computed& r, const std::vector<std::string>& names) {
    Notices out;
    if (saturated(r)) {
        double largest = 0;
        for (const double g : r.gradient) largest = std::max(largest, std::abs(g));
        out.push_back(
            {"saturated", Severity::Warning,
             fmt::format(
                 "Saturated: the largest probability {}. Down the gradient of the logits, whose largest "
                 "entry is {}, $p$ moves at the speed {}.",
                 one_to_the_last_bit(r) ? "is 1 to the last bit" : "differs from 1 by " + readable(r.rest, 2),
                 brief(largest, 3), brief(r.flow_speed, 2))});
    }
    if (naive_fails(r)) {
        const std::string reason = r.naive_cause ? ": " + naive_reason(in, r, names) : "";
        out.push_back({"naive-overflow", Severity::Failure,
                       fmt::format("The naive formula gives {}{}. The stable one gives {}.",
                                   readable(r.naive_loss, 4), reason, readable(r.loss, 6))});
    }
    return out;
}

Readouts readouts(const Computed& r) {
    double norm = 0;
    for (const double g : r.gradient) norm = std::hypot(norm, g);
    Readouts out{{"loss", "loss", "$L$", r.loss, "nats"},
                 {"probabilities", "probabilities", "$p$", r.p},
                 {"gradient", "gradient", "$∂L/∂z$", r.gradient},
                 {"gradient-norm", "length of the gradient", "$‖∂L/∂z‖$", norm},
                 {"entropy", "entropy of the target", "$H(y)$", r.entropy, "nats"},
                 {"kl", "Kullback-Leibler divergence", "$KL(y‖p)$", r.kl, "nats"}};
    if (naive_fails(r))
        out.push_back({"naive-loss", "loss by the naive formula", "naive $L$", r.naive_loss, "nats"});
    out.push_back({"gradient-check", "gradient check", "", r.check});
    return out;
}

}  // namespace

Figure draw(const Inputs& in, const Computed& r, const View& /*view*/) {
    const std::vector<std::string> names = class_names(in);
    Figure figure{.panels = {logit_panel(in, names), probability_panel(in, r, names),
                             simplex_panel(in, r, names), loss_panel(r)},
                  .lead = "simplex",
                  .readouts = readouts(r),
                  .notices = notices(in, r, names),
                  .caption = caption(in, r, names)};
    const bool segment = r.corners.size() < 3;
    if (in.logits.size() <= 3) figure.inactive.push_back("triangle");
    if (!in.contours || segment) figure.inactive.insert(figure.inactive.end(), {"level-rule", "levels"});
    if (segment) figure.inactive.insert(figure.inactive.end(), {"contours", "field"});
    return figure;
}

Readouts probe_bars(const Inputs& in, const Computed& r, double x, double /*y*/) {
    const auto k = outcome_at(x, in.logits.size());
    if (!k) return {};
    return {{"z", "logit", fmt::format("$z_{{{}}}$", *k + 1), in.logits[*k]},
            {"p", "probability", fmt::format("$p_{{{}}}$", *k + 1), r.p[*k]},
            {"y", "target", fmt::format("$y_{{{}}}$", *k + 1), r.y[*k]}};
}

Readouts probe_loss(const Inputs& /*in*/, const Computed& r, double /*x*/, double /*y*/) {
    return {{"entropy", "entropy of the target", "$H(y)$", r.entropy},
            {"kl", "Kullback-Leibler divergence", "$KL(y‖p)$", r.kl},
            {"loss", "loss", "$L$", r.loss}};
}

}  // namespace lossfield::viz::softmax_cross_entropy
