#include "app/command/command_line.hpp"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/options.hpp"

namespace lossfield::app {

namespace {

std::string help_text() {
    std::string text =
        "See and drag the mathematics of machine-learning losses and optimizers.\n\n"
        "  lossfield [LAB|FILE] [VALUES] [--theme T] [--size WxH] [--ui-scale S] [--probe FILE]\n"
        "      opens the window: on the last lab, on LAB or on what FILE shows; with VALUES it starts from "
        "these\n";
    for (const auto& command : commands())
        text += fmt::format("  lossfield {} {}\n      {}\n", command.name, command.synopsis, command.summary);
    return text +
           "  lossfield --version | --help\n\n"
           "VALUES  [--state FILE] [--preset ID] [--set ID=VALUE]...\n"
           "        Defaults, over them the state file, the preset (all values), each --set.\n"
           "        FILE is a figure of this program (PNG, SVG, PDF) or a saved state (JSON); LAB may then "
           "be left out.\n"
           "        VALUE is a number 0.8 or 1/3, a vector 2,0.5,-1, a matrix 1,0;0,1,\n"
           "        points 0,1;2,3,label, an option's id, on or off, a text, or @FILE.csv for a vector, "
           "points or matrix;\n"
           "        @FILE.csv:sales,TV takes columns by name or number (x, y, label).\n"
           "VIEW    [--at STEP] [--view PANEL=x0,x1,y0,y1] [--camera PANEL=azimuth,elevation]\n"
           "        [--pointer PANEL=x,y] [--lead PANEL]\n\n"
           "Exit code: 0 done, 2 usage or input, 3 a file could not be written, 4 no display or OpenGL.\n"
           "`lossfield COMMAND --help` lists a command's options.\n";
}

// The first word is a command, or the lab or an option of the window.
int dispatch(const viz::Catalog& labs, const Arguments& arguments) {
    if (!arguments.empty()) {
        for (const auto& command : commands())
            if (command.name == arguments.front())
                return command.run(labs, {arguments.begin() + 1, arguments.end()});
    }
    if (std::any_of(arguments.begin(), arguments.end(),
                    [](const auto& a) { return a == "--help" || a == "-h"; })) {
        print(help_text());
        return 0;
    }
    return run_interactive(labs, arguments);
}

std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20; }, ' ');
    return text;
}

}  // namespace

int run_command_line(const viz::Catalog& labs, const Arguments& arguments) {
    try {
        return dispatch(labs, arguments);
    } catch (const viz::InputError& e) {
        complain(one_line(e.what()));
        return 2;
    } catch (const viz::OutputError& e) {
        complain(one_line(e.what()));
        return 3;
    } catch (const std::exception& e) {
        complain(one_line(fmt::format("a fault of the program itself: {}", e.what())));
        return 1;
    }
}

const std::vector<Command>& commands() {
    static const std::vector<Command> all = {
        {"list", "[--json]", "the labs by topic", run_list},
        {"describe", "LAB|FILE [--json]",
         "a lab's parameters, presets, panels and handles; what a figure shows", run_describe},
        {"eval", "[LAB] [VALUES] [VIEW] [--threads N] [--csv DIR]", "a lab's numbers as JSON", run_eval},
        {"render",
         "[LAB] [VALUES] [VIEW] -o FILE.{png,svg,pdf} [--size WxH] [--scale S]\n"
         "                   [--theme light|dark|print] [--panel ID] [--without WHAT,...]\n"
         "                   [--for NAME] [--font-size P] [--dpi D] [--line-weight F] [--transparent]\n"
         "                   [--handles] [--text text|outlines|embedded]\n"
         "                   [--sweep ID=V1,V2,...]... [--columns N] [--pin WHAT]... [--beside]\n"
         "                   [--font FILE]",
         "a lab's picture as a file", run_render},
        {"profile", "[LAB] [VALUES] [--frames N] [--sweep ID=A..B] [--json]",
         "how long a lab's frames take when every frame changes a value", run_profile},
    };
    return all;
}

}  // namespace lossfield::app
