// A lab is a value: declared parameters, a pure compute, a pure draw, presets. Window, command line, files and tests see only
// this erased form; a lab's own source sees only its typed Inputs and Computed (make_lab joins the two).
//   compute(Inputs, Detail, stop_token) -> Computed   numbers; may take time, gives up soon after a request to stop
//   draw(Inputs, Computed, View) -> Figure            cheap, pure; Computed is always the one of these Inputs
//   probes: panel -> (Inputs, Computed, x, y) -> Readouts   optional, pure, <= 1 ms: the true values under the pointer; where they
//                                                          change with the playhead (Inputs, Computed, View, x, y)
//   settled(Values) -> Values                         automatic ranges as those that are shown; see settings.hpp
//   check(Inputs) -> sentence                         optional: what parameters demand of each other; nothing when fine
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "viz/figure/figure.hpp"
#include "viz/figure/view.hpp"
#include "viz/inputs/parameter.hpp"

namespace lossfield::viz {

// Drag: what can be had within a frame; full: the whole thing. Command line and tests always use full.
enum class Detail { Drag, Full };

using Result = std::shared_ptr<const void>;

struct Preset {
    std::string id{};
    std::string title{};
    std::string sentence{};  // what it shows
    Values values{};         // all of them: defaults plus its own
    bool failure = false;
};

struct Lab {
    std::string id{};
    std::string topic{};
    std::string title{};
    std::string formula{};                // LaTeX
    std::vector<std::string> formulas{};  // LaTeX of further formulas its figures use
    std::vector<Parameter> parameters{};
    std::vector<Preset> presets{};
    std::function<Result(const Values&, Detail, std::stop_token)> compute;
    std::function<Figure(const Values&, const Result&, const View&)> draw;
    std::function<Readouts(const Values&, const Result&, const View&, const std::string&, double, double)>
        probe;
    std::function<Values(const Values&)> settled;
    std::function<std::optional<std::string>(const Values&)> check;
    bool progressive = false;
};

template <class Inputs>
struct PresetOf {
    std::string id{};
    std::string title{};
    std::string sentence{};
    Inputs inputs{};
    bool failure = false;
};
inline constexpr bool failure = true;

// A preset as what it changes of the defaults: preset("held", "Collinear, but held", "...", [](Inputs& in) { in.lambda = 2; })
template <class Change>
[[nodiscard]] auto preset(std::string id, std::string title, std::string sentence, Change change,
                          bool fails = false) {
    const auto of = [&]<class Inputs>(void (*plain)(Inputs&)) {
        PresetOf<Inputs> made{std::move(id), std::move(title), std::move(sentence), {}, fails};
        plain(made.inputs);
        return made;
    };
    return of(+change);
}

// The true values at a place of one panel: of the numbers alone, or of them at the step that is shown.
template <class Inputs, class Computed>
struct ProbeOf {
    using Still = Readouts (*)(const Inputs&, const Computed&, double x, double y);
    using AtStep = Readouts (*)(const Inputs&, const Computed&, const View&, double x, double y);
    std::string panel{};
    std::variant<Still, AtStep> values{};
};

template <class Inputs, class Computed>
struct Declaration {
    std::string id{};
    std::string topic{};
    std::string title{};
    std::string formula{};
    std::vector<std::string> formulas{};
    Parameters<Inputs> parameters{};
    std::vector<PresetOf<Inputs>> presets{};
    Computed (*compute)(const Inputs&, Detail, std::stop_token) = nullptr;
    Figure (*draw)(const Inputs&, const Computed&, const View&) = nullptr;
    std::vector<ProbeOf<Inputs, Computed>> probes{};
    std::optional<std::string> (*check)(const Inputs&) = nullptr;
    // Full takes long: new values are shown in drag detail first.
    bool progressive = false;
};

[[nodiscard]] Values defaults(const Lab& lab);

// Between the values of all parameters and the Inputs that hold them.
[[nodiscard]] Values values_of(const List<Binding>& bindings, const void* inputs);
void set_inputs(const List<Binding>& bindings, void* inputs, const Values& values);
// The values of these Inputs with the range that is shown in place of each automatic one.
[[nodiscard]] Values settled(const List<Binding>& bindings, const void* inputs);
// The parameters with their defaults.
[[nodiscard]] std::vector<Parameter> declared(const List<Binding>& bindings, const void* inputs);

template <class Inputs, class Computed>
[[nodiscard]] Lab make_lab(Declaration<Inputs, Computed> d) {
    const auto bindings = std::make_shared<const List<Binding>>(d.parameters.all());
    const auto typed = [bindings](const Values& values) {
        Inputs in;
        set_inputs(*bindings, &in, values);
        return in;
    };
    const auto as_computed = [](const Result& r) -> const Computed& {
        return *static_cast<const Computed*>(r.get());
    };
    Lab lab;
    lab.id = std::move(d.id);
    lab.topic = std::move(d.topic);
    lab.title = std::move(d.title);
    lab.formula = std::move(d.formula);
    lab.formulas = std::move(d.formulas);
    lab.progressive = d.progressive;
    lab.settled = [bindings, typed](const Values& v) {
        const Inputs in = typed(v);
        return settled(*bindings, &in);
    };
    const Inputs unchanged;
    lab.parameters = declared(*bindings, &unchanged);
    for (PresetOf<Inputs>& p : d.presets)
        lab.presets.push_back({std::move(p.id), std::move(p.title), std::move(p.sentence),
                               values_of(*bindings, &p.inputs), p.failure});
    lab.compute = [typed, f = d.compute](const Values& v, Detail detail, std::stop_token stop) -> Result {
        return std::make_shared<const Computed>(f(typed(v), detail, std::move(stop)));
    };
    lab.draw = [typed, as_computed, f = d.draw](const Values& v, const Result& r, const View& view) {
        Figure figure = f(typed(v), as_computed(r), view);
        notice_empty_level_sets(figure);
        return figure;
    };
    if (!d.probes.empty()) {
        using Probe = ProbeOf<Inputs, Computed>;
        lab.probe = [typed, as_computed, probes = std::move(d.probes)](
                        const Values& v, const Result& r, const View& view, const std::string& panel,
                        double x, double y) {
            for (const Probe& probe : probes) {
                if (probe.panel != panel) continue;
                if (const auto* still = std::get_if<typename Probe::Still>(&probe.values))
                    return (*still)(typed(v), as_computed(r), x, y);
                return std::get<typename Probe::AtStep>(probe.values)(typed(v), as_computed(r), view, x, y);
            }
            return Readouts{};
        };
    }
    if (d.check != nullptr) lab.check = [typed, f = d.check](const Values& v) { return f(typed(v)); };
    return lab;
}

// Position of a parameter in the lab's list; throws InputError naming the nearest known id.
[[nodiscard]] std::size_t index_of(const Lab& lab, const std::string& parameter_id);

// Throws InputError naming the nearest known preset.
[[nodiscard]] const Preset& find_preset(const Lab& lab, const std::string& id);

}  // namespace lossfield::viz
