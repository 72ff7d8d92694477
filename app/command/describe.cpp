#include <utility>

#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/given.hpp"
#include "app/command/options.hpp"
#include "viz/files/report.hpp"
#include "viz/files/state.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/json_text.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::app {

namespace {

std::string parameter_lines(const viz::Parameter& parameter) {
    auto value = viz::format_value(parameter, parameter.fallback);
    if (value.empty()) value = "(empty)";
    std::string text = fmt::format("  {} = {}{}{}\n      {}", parameter.id, value,
                                   parameter.unit.empty() ? "" : " ", parameter.unit, parameter.label);
    if (!parameter.help.empty()) text += ": " + parameter.help;
    text += "\n      " + viz::accepted(parameter) + "\n";
    for (const auto& option : parameter.options)
        text += fmt::format("        {}: {}\n", option.id, option.label);
    return text;
}

std::string sheet(const viz::Lab& lab, const viz::Json& description) {
    std::string text = fmt::format("{} ({})\n{}\n\nParameters\n", lab.title, lab.topic, lab.formula);
    for (const auto& parameter : lab.parameters) text += parameter_lines(parameter);
    if (!lab.presets.empty()) text += "\nPresets\n";
    for (const auto& preset : lab.presets)
        text +=
            fmt::format("  {}: {}{}\n", preset.id, preset.title, preset.failure ? " (shows a failure)" : "");
    text += "\nPanels\n";
    for (const auto& panel : description["panels"])
        text += fmt::format("  {}: {}\n", panel["id"].get<std::string>(), panel["title"].get<std::string>());
    if (!description["handles"].empty()) text += "\nHandles\n";
    for (const auto& handle : description["handles"])
        text +=
            fmt::format("  {}: {}\n", handle["id"].get<std::string>(), handle["label"].get<std::string>());
    return text;
}

std::string view_lines(const viz::View& view) {
    std::string text;
    if (view.step) text += fmt::format("  step {}\n", *view.step);
    if (!view.lead.empty()) text += fmt::format("  {} leads\n", view.lead);
    for (const auto& [panel, r] : view.ranges)
        text += fmt::format("  {} from {} to {} and from {} to {}\n", panel, viz::shortest(r.x.low),
                            viz::shortest(r.x.high), viz::shortest(r.y.low), viz::shortest(r.y.high));
    for (const auto& [panel, c] : view.cameras)
        text += fmt::format("  {} from azimuth {}, elevation {}, zoom {}\n", panel, viz::shortest(c.azimuth),
                            viz::shortest(c.elevation), viz::shortest(c.zoom));
    if (view.pointer)
        text += fmt::format("  the pointer in {} at {}, {}\n", view.pointer->panel,
                            viz::shortest(view.pointer->x), viz::shortest(view.pointer->y));
    return text;
}

std::string figure_line(const viz::FigureOptions& figure) {
    std::string text =
        fmt::format("{}x{}, scale {}, theme {}", viz::shortest(figure.width), viz::shortest(figure.height),
                    viz::shortest(figure.scale), viz::theme_name(figure.theme));
    if (!figure.panel.empty()) text += fmt::format(", the panel {} alone", figure.panel);
    if (const auto without = viz::omission_names(figure.without); !without.empty())
        text += fmt::format(", without {}", fmt::join(without, ", "));
    return text + "\n";
}

// What a file holds: the lab, how the figure is made, the values that are not the defaults, the view.
std::string state_sheet(const viz::Lab& lab, const viz::State& state) {
    std::string text = fmt::format("{} ({})", lab.title, lab.id);
    if (!state.program.empty()) text += ", made by lossfield " + state.program;
    text += "\n";
    if (state.figure) text += figure_line(*state.figure);
    std::string values;
    for (std::size_t i = 0; i < lab.parameters.size(); ++i)
        if (state.values[i] != lab.parameters[i].fallback)
            values += fmt::format("  {} = {}\n", lab.parameters[i].id,
                                  viz::format_value(lab.parameters[i], state.values[i]));
    text +=
        values.empty() ? "\nAll values are the defaults\n" : "\nValues that are not the defaults\n" + values;
    const std::string view = view_lines(state.view);
    return view.empty() ? text : text + "\nView\n" + view;
}

int describe_state(const viz::Catalog& labs, const std::string& id, GivenValues& given, bool json) {
    const viz::Lab& lab = chosen_lab(labs, "describe", id, given);
    const auto read = viz::read_state(lab, given.state_json, *given.state, viz::defaults(lab));
    print(json ? viz::write_state(lab, read.state) : state_sheet(lab, read.state));
    complain(read.notes(*given.state));
    return 0;
}

}  // namespace

int run_describe(const viz::Catalog& labs, const Arguments& arguments) {
    std::string id;
    bool json = false;
    GivenValues given;
    const Usage usage{
        "A lab's parameters, presets, panels and handles, or what a figure or saved state holds",
        "lossfield describe",
        {{"LAB", "", "the lab's id, or a figure (PNG, SVG, PDF) or saved state (JSON)", &id},
         {"--state", "FILE", "the figure or saved state", &given.state},
         {"--json", "", "as JSON, of a file the state itself", &json}}};
    if (!parse(usage, arguments)) return 0;
    if (!given.state && !id.empty() && names_file(labs, id)) given.state = std::exchange(id, {});
    if (given.state) return describe_state(labs, id, given, json);
    const viz::Lab& lab = named_lab(labs, "describe", id);
    const auto description = viz::describe_json(lab);
    print(json ? viz::json_text(description) + "\n" : sheet(lab, description));
    return 0;
}

}  // namespace lossfield::app
