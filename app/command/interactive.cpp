#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/given.hpp"
#include "app/command/options.hpp"
#include "app/command/version.hpp"
#include "app/shell/window.hpp"
#include "viz/files/state.hpp"
#include "viz/files/text_file.hpp"
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

}  // namespace

int run_interactive(const viz::Catalog& labs, const Arguments& arguments) {
    std::optional<std::string> id, theme, size, ui_scale;
    bool version = false;
    GivenValues given;
    WindowOptions options;
    Usage usage{"Opens the window", "lossfield", {{"LAB", "", "the lab's id", &id}}};
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
    if (!arguments.empty() && !arguments.front().starts_with('-')) check_lab(labs, arguments.front());
    if (!parse(usage, arguments)) return 0;
    if (version) {
        print(version_line() + "\n");
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
    if (!id && given.state) id = viz::lab_of_state(viz::read_text_file(*given.state), *given.state);
    if (!id && given.any())
        throw viz::InputError("values without a lab: name it first, as in `lossfield LAB --set ...`");
    if (id) check_lab(labs, *id);
    options.lab = id;
    options.clean = given.any();
    if (options.clean) {
        Start start = resolve(viz::find_lab(labs, *id), given);
        options.values = std::move(start.values);
        options.view = std::move(start.view);
        complain(start.notes);
    }
    return run_window(labs, options);
}

}  // namespace lossfield::app
