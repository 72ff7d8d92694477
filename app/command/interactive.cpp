#include <algorithm>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/given.hpp"
#include "app/command/options.hpp"
#include "app/shell/window.hpp"
#include "viz/files/version.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {

namespace {

// A misspelt word may be meant for a lab or for a command.
void check_lab(const viz::Catalog& labs, const std::string& id) {
    std::vector<std::string> known, command_names;
    for (const auto& lab : labs) known.push_back(lab.id);
    if (std::find(known.begin(), known.end(), id) != known.end()) return;
    for (const auto& command : commands()) command_names.push_back(command.name);
    if (std::find(command_names.begin(), command_names.end(), id) != command_names.end())
        throw viz::InputError(fmt::format("{}: a command comes before all options", id));
    known.insert(known.end(), command_names.begin(), command_names.end());
    throw viz::InputError(
        fmt::format("unknown lab or command {}{}; give a lab (`lossfield list` names them) or {}",
                    viz::in_quotes(id), viz::nearest(id, known), viz::one_of(command_names)));
}

// What the window shows of how a figure is made. The pointer is where it is.
void show_as(const viz::FigureOptions& figure, WindowOptions& options) {
    if (!options.theme) options.theme = figure.theme;
    options.picture = {static_cast<int>(figure.width), static_cast<int>(figure.height)};
    if (options.view.lead.empty()) options.view.lead = figure.panel;
    options.view.pointer.reset();
}

}  // namespace

int run_interactive(const viz::Catalog& labs, const Arguments& arguments) {
    std::optional<std::string> id, theme, size, ui_scale;
    bool version = false;
    GivenValues given;
    WindowOptions options;
    Usage usage{"Opens the window",
                "lossfield",
                {{"LAB", "", "the lab's id, or a figure or saved state to start from", &id}}};
    add_values(usage.options, given);
    usage.options.insert(
        usage.options.end(),
        {{"--theme", "T", "light, dark or print", &theme},
         {"--size", "WxH", "the window's size in logical pixels", &size},
         {"--ui-scale", "S", "pixels per logical pixel; otherwise the monitor's", &ui_scale},
         {"--reduced-motion", "",
          "no animated camera moves, now and at later starts (M switches); also LOSSFIELD_REDUCED_MOTION=1",
          &options.reduced_motion},
         {"--probe", "FILE", "write the window's state here after each settled frame", &options.probe_file},
         {"--version", "", "print the version", &version}});
    const bool word = !arguments.empty() && !arguments.front().starts_with('-');
    if (word && !names_file(labs, arguments.front())) check_lab(labs, arguments.front());
    if (!parse(usage, arguments)) return 0;
    if (version) {
        print("lossfield " + viz::program_version() + "\n");
        return 0;
    }

    const char* still = std::getenv("LOSSFIELD_REDUCED_MOTION");
    if (still != nullptr && std::string(still) == "1") options.reduced_motion = true;
    if (theme) options.theme = viz::parse_theme(*theme);
    if (size) {
        const Size window = parse_size(*size);
        options.width = window.width;
        options.height = window.height;
    }
    if (ui_scale) options.ui_scale = parse_real("--ui-scale", *ui_scale, {0.5, 4});
    if (id && names_file(labs, *id)) {
        if (given.state)
            throw viz::InputError(fmt::format("two files to start from: {} and {}", *id, *given.state));
        given.state = std::exchange(id, std::nullopt);
    }
    if (!id && given.any() && !given.state)
        throw viz::InputError("values without a lab: name it first, as in `lossfield LAB --set ...`");
    if (id) check_lab(labs, *id);
    if (given.any()) {
        const viz::Lab& lab = chosen_lab(labs, "lossfield", id.value_or(""), given);
        Start start = resolve(lab, given);
        id = lab.id;
        options.clean = true;
        options.values = std::move(start.values);
        options.view = std::move(start.view);
        options.pins = std::move(start.pins);
        if (start.figure) show_as(*start.figure, options);
        complain(start.notes);
    }
    options.lab = id;
    return run_window(labs, options);
}

}  // namespace lossfield::app
