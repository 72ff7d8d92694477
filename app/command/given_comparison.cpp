#include "app/command/given_comparison.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "viz/comparison/repeat.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::app {

using viz::in_quotes;
using viz::InputError;

namespace {

constexpr std::size_t most_sweeps = 2;

viz::Pin pin_of_file(const viz::Lab& lab, const std::string& path, std::vector<std::string>& notes) {
    const std::string json = viz::state_in(viz::read_text_file(path), path);
    auto read = viz::read_state(lab, json, path, viz::defaults(lab));
    for (auto& note : read.notes(path)) notes.push_back(std::move(note));
    const std::string name = std::filesystem::path(path).stem().string();
    return {viz::is_pin_name(name) ? name : "pinned", std::move(read.state.values),
            std::move(read.state.view)};
}

viz::Pin pin_of(const viz::Lab& lab, const std::string& what, Drawn& drawn) {
    if (const auto equals = what.find('='); equals != std::string::npos) {
        const std::string id = what.substr(0, equals);
        const viz::Value value =
            viz::parse_value(lab.parameters[viz::index_of(lab, id)], what.substr(equals + 1));
        viz::View view;
        view.step = drawn.view.step;
        return {viz::is_pin_name(what) ? what : id, viz::with_settings(lab, drawn.values, {{id, value}}),
                view};
    }
    const bool preset = std::any_of(lab.presets.begin(), lab.presets.end(),
                                    [&](const viz::Preset& p) { return p.id == what; });
    std::error_code error;
    if (!preset && std::filesystem::exists(what, error)) return pin_of_file(lab, what, drawn.notes);
    const viz::Preset& found = viz::find_preset(lab, what);
    return {viz::is_pin_name(found.title) ? found.title : found.id, found.values, {}};
}

std::vector<viz::Pin> pins_of(const viz::Lab& lab, const std::vector<std::string>& given, Drawn& drawn) {
    if (given.size() > viz::most_pins)
        throw InputError(fmt::format("{} are too many; give at most {}", given.size(), viz::most_pins));
    std::vector<viz::Pin> pins;
    for (const std::string& what : given) {
        pins.push_back(pin_of(lab, what, drawn));
        viz::check_values(lab, pins.back().values);
    }
    return pins;
}

}  // namespace

void add_comparison(std::vector<Option>& options, GivenComparison& given) {
    options.insert(
        options.end(),
        {{"--sweep", "ID=V1,V2,...",
          "small multiples: the panel at each value; twice: a grid, from left to right and from top to "
          "bottom",
          &given.sweeps},
         {"--columns", "N", "of one sweep's pictures", &given.columns},
         {"--pin", "WHAT", "another state behind the live one: a preset, ID=VALUE or a file; up to three",
          &given.pins},
         {"--beside", "", "the leading panel of each pinned state beside the live one", &given.beside}});
}

void compare_given(const viz::Lab& lab, const GivenComparison& given, const Start& start,
                   viz::RenderOptions& options, Drawn& drawn) {
    if (!given.sweeps.empty() && !given.pins.empty())
        throw InputError("--sweep and --pin compare in two ways; give one of them");
    if (given.sweeps.size() > most_sweeps) throw InputError("--sweep: give it once or twice");
    if (!given.sweeps.empty()) options.sweeps = given.sweeps, options.columns = 0;
    options.pins =
        given.pins.empty() ? start.pins : of_option("--pin", [&] { return pins_of(lab, given.pins, drawn); });
    if (!given.pins.empty()) options.sweeps.clear(), options.beside = false;
    if (given.beside) options.beside = true;
    if (given.beside && options.pins.empty())
        throw InputError("--beside: there is no pinned state; give --pin");
    if (given.columns) {
        if (options.sweeps.empty())
            throw InputError("--columns: there is no --sweep whose pictures could stand in columns");
        options.columns = static_cast<int>(
            parse_whole("--columns", *given.columns, {1, static_cast<double>(viz::most_columns)}));
    }
    if (options.sweeps.empty() && options.pins.empty()) return;
    if (!given.sweeps.empty() || !given.pins.empty()) {
        drawn.figure = of_option(given.pins.empty() ? "--sweep" : "--pin",
                                 [&] { return viz::file_figure(lab, drawn.values, drawn.view, options); });
        return;
    }
    try {
        drawn.figure = viz::file_figure(lab, drawn.values, drawn.view, options);
    } catch (const InputError& e) {
        drawn.notes.push_back(fmt::format("{}: {}; the live state is shown alone", start.file, e.what()));
        options.sweeps.clear(), options.pins.clear();
    }
}

}  // namespace lossfield::app
