#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/options.hpp"
#include "viz/files/report.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/json_text.hpp"

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

}  // namespace

int run_describe(const viz::Catalog& labs, const Arguments& arguments) {
    std::string id;
    bool json = false;
    const Usage usage{"A lab's parameters, presets, panels and handles",
                      "lossfield describe",
                      {{"LAB", "", "the lab's id", &id}, {"--json", "", "as JSON", &json}}};
    if (!parse(usage, arguments)) return 0;
    const viz::Lab& lab = named_lab(labs, "describe", id);
    const auto description = viz::describe_json(lab);
    print(json ? viz::json_text(description) + "\n" : sheet(lab, description));
    return 0;
}

}  // namespace lossfield::app
