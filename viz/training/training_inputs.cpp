#include "viz/training/training_inputs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "viz/fragments/marks.hpp"
#include "viz/fragments/samples.hpp"

namespace lossfield::viz {
namespace {

constexpr double headroom = 10;  // of a run that diverges, in its first value

std::vector<std::string> taken_ids() {
    std::vector<std::string> ids;
    for (std::size_t k = 0; k < math::optimizer_count; ++k)
        if (math::trains(math::default_optimizer(k)))
            ids.push_back(std::string(math::facts(math::default_optimizer(k)).id) + "-rate");
    for (const char* id : {"momentum",
                           "nesterov-momentum",
                           "qhm-momentum",
                           "beta1",
                           "beta2",
                           "lion-beta2",
                           "epsilon",
                           "adadelta-epsilon",
                           "bias-correction",
                           "square-decay",
                           "mean-share",
                           "adamw-decay",
                           "temperature",
                           "meta",
                           "schedule",
                           "schedule-factor",
                           "schedule-every",
                           "schedule-total",
                           "schedule-floor",
                           "warm-up",
                           "seed"})
        ids.emplace_back(id);
    return ids;
}

std::string why_not(std::size_t number) {
    const math::Optimizer& optimizer = math::default_optimizer(number);
    const math::Needs& needs = math::facts(optimizer).needs;
    const std::string title = optimizer_title(number);
    if (needs.hessian) return title + " needs the Hessian, and here only gradients are computed.";
    if (needs.metric) return title + " needs a Fisher metric, which these parameters have not.";
    if (needs.positive) return title + " needs positive parameters, and these have any sign.";
    if (needs.matrix) return title + " needs parameters that are a 2 × 2 matrix.";
    return title + " works on landscapes of at most four coordinates, not on models.";
}

// The highest finite value that the panel holds.
double top_of(const Vector& values) {
    const bool lost = std::any_of(values.begin(), values.end(), [](double v) { return !std::isfinite(v); });
    double top = 0;
    for (const double v : values)
        if (std::isfinite(v)) top = std::max(top, v);
    const double first = values.empty() || !std::isfinite(values.front()) ? 0 : values.front();
    return (lost || top > 100 * first) && first > 0 ? std::min(top, headroom * first) : top;
}

}  // namespace

std::array<double, math::optimizer_count> training_rates(double descent, double move) {
    std::array<double, math::optimizer_count> rates{};
    rates.fill(descent);
    using enum OptimizerKind;
    for (const OptimizerKind kind : {Adam, AdamW, AmsGrad, NAdam, RmsProp, Lion, SignDescent})
        rates[number_of(kind)] = move;
    rates[number_of(AdaGrad)] = 10 * move;
    rates[number_of(Adadelta)] = 1;
    return rates;
}

bool can_train(const TrainingInputs& in) {
    return math::trains(math::default_optimizer(number_of(in.optimizer)));
}

math::TrainingRules rules_of(const TrainingInputs& in) {
    const OptimizerKind kind = can_train(in) ? in.optimizer : OptimizerKind::GradientDescent;
    math::TrainingRules chosen{optimizer_of(in, number_of(kind)), schedule_of(in)};
    chosen.noise.seed = static_cast<std::uint64_t>(in.seed);
    return chosen;
}

std::uint64_t steps_of(const TrainingInputs& in) {
    return can_train(in) ? static_cast<std::uint64_t>(in.steps) : 0;
}

Parameters<TrainingInputs> training_parameters() {
    Parameters<TrainingInputs> all = group<TrainingInputs>(
        "Training",
        {choice(&TrainingInputs::optimizer, "optimizer", {"Optimizer", "", "what takes the steps"},
                optimizer_options(), {.restarts = true}),
         whole(&TrainingInputs::steps, "steps", {"Steps", "", "how many are taken; 0: the start alone"},
               {.soft = {1, 1000}, .hard = {0, 5000}, .spacing = Spacing::LogWithZero, .restarts = true})});
    Parameters<TrainingInputs> taken(optimizer_parameters(taken_ids()));
    for (Binding& b : taken)
        if (b.parameter.id.ends_with("-rate")) b.parameter.group = "Training";
    all.add(std::move(taken));
    return all;
}

void fit_training_parameters(Figure& figure, const TrainingInputs& in, bool random) {
    std::array<bool, math::optimizer_count> used{};
    used[number_of(in.optimizer)] = can_train(in);
    Figure hides;
    hide_optimizer_parameters(hides, in, used);
    const std::vector<std::string> taken = taken_ids();
    for (const std::string& id : hides.hidden) {
        const bool seed = id == taken.back();
        if (seed ? !random : std::find(taken.begin(), taken.end(), id) != taken.end())
            figure.hidden.push_back(id);
    }
    for (std::size_t k = 0; k < math::optimizer_count; ++k)
        if (!math::trains(math::default_optimizer(k)))
            figure.unfit.push_back({"optimizer", math::facts(math::default_optimizer(k)).id, why_not(k)});
    if (can_train(in)) return;
    figure.notices.push_back(
        {"cannot-train", Severity::Warning, why_not(number_of(in.optimizer)) + " No step is taken."});
    figure.inactive.emplace_back("steps");
    figure.inactive.emplace_back("schedule");
}

Panel course_panel(std::string id, std::string title, std::string label, const Vector& values, long long step,
                   Colour colour) {
    Panel panel{.id = std::move(id), .title = std::move(title)};
    const double last = values.empty() ? 0 : static_cast<double>(values.size() - 1);
    panel.x = {.label = "step", .range = Interval{0, std::max(1.0, last)}};
    panel.y = {.label = std::move(label), .range = Interval{0, axis_end(top_of(values))}};
    panel.add(vertical_rule("now", static_cast<double>(step), {Role::Muted}, Dash::Dashed));
    add_course(panel, "course", "", values, colour);
    return panel;
}

void add_course(Panel& panel, std::string id, std::string label, const Vector& values, Colour colour,
                Dash dash) {
    panel.y.range = holding(*panel.y.range, axis_end(top_of(values)));
    // Of a run without a step a curve shows nothing.
    if (values.size() == 1) panel.add(point(id + "-start", 0, values[0], colour));
    Vector steps(values.size());
    std::iota(steps.begin(), steps.end(), 0.0);
    panel.add(curve(std::move(id), std::move(label), std::move(steps), values, colour, 2, dash));
}

}  // namespace lossfield::viz
