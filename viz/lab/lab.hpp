// A lab is a value: declared parameters, a pure compute, a pure draw, presets. Window, command line, files
// and tests see only this erased form; a lab's own source sees only its typed Inputs and Result (make_lab
// joins the two).
//   compute(Inputs, Detail, stop_token) -> Result   numbers; may take time, gives up soon after a stop
//   request draw(Inputs, Result, View) -> Figure            cheap, pure; Result is always the one computed
//   from these Inputs probe(Inputs, Result, panel, x, y) -> Readouts  optional, pure, <= 1 ms: the true
//   values under the pointer check(Inputs) -> sentence                       optional: what parameters demand
//   of each other; nothing when fine
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
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
    std::function<std::vector<Readout>(const Values&, const Result&, const std::string&, double, double)>
        probe;
    std::function<std::optional<std::string>(const Values&)> check;
    bool progressive = false;
};

template <class Inputs>
struct PresetOf {
    std::string id{};
    std::string title{};
    std::string sentence{};
    Inputs inputs;
    bool failure = false;
};

template <class Inputs, class Computed>
struct Declaration {
    std::string id{};
    std::string topic{};
    std::string title{};
    std::string formula{};
    std::vector<std::string> formulas{};
    std::vector<Binding<Inputs>> parameters{};
    std::vector<PresetOf<Inputs>> presets{};
    Computed (*compute)(const Inputs&, Detail, std::stop_token) = nullptr;
    Figure (*draw)(const Inputs&, const Computed&, const View&) = nullptr;
    std::vector<Readout> (*probe)(const Inputs&, const Computed&, const std::string&, double,
                                  double) = nullptr;
    std::optional<std::string> (*check)(const Inputs&) = nullptr;
    // Full takes long: new values are shown in drag detail first.
    bool progressive = false;
};

[[nodiscard]] Values defaults(const Lab& lab);

template <class Inputs, class Computed>
[[nodiscard]] Lab make_lab(Declaration<Inputs, Computed> d) {
    const auto bindings = std::make_shared<const std::vector<Binding<Inputs>>>(std::move(d.parameters));
    const auto typed = [bindings](const Values& values) {
        Inputs in;
        for (std::size_t i = 0; i < bindings->size(); ++i) (*bindings)[i].set(in, values[i]);
        return in;
    };
    const auto erased = [bindings](const Inputs& in) {
        Values values;
        for (const auto& b : *bindings) values.push_back(b.get(in));
        return values;
    };
    Lab lab;
    lab.id = std::move(d.id);
    lab.topic = std::move(d.topic);
    lab.title = std::move(d.title);
    lab.formula = std::move(d.formula);
    lab.formulas = std::move(d.formulas);
    Inputs unchanged;
    lab.progressive = d.progressive;
    for (const auto& b : *bindings) {
        lab.parameters.push_back(b.parameter);
        lab.parameters.back().fallback = b.get(unchanged);
    }
    for (const auto& p : d.presets)
        lab.presets.push_back({p.id, p.title, p.sentence, erased(p.inputs), p.failure});
    lab.compute = [typed, f = d.compute](const Values& v, Detail detail, std::stop_token stop) -> Result {
        return std::make_shared<const Computed>(f(typed(v), detail, std::move(stop)));
    };
    lab.draw = [typed, f = d.draw](const Values& v, const Result& r, const View& view) {
        Figure figure = f(typed(v), *static_cast<const Computed*>(r.get()), view);
        notice_empty_level_sets(figure);
        return figure;
    };
    if (d.probe != nullptr) {
        lab.probe = [typed, f = d.probe](const Values& v, const Result& r, const std::string& panel, double x,
                                         double y) {
            return f(typed(v), *static_cast<const Computed*>(r.get()), panel, x, y);
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
