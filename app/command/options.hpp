// What all commands read and write: arguments, single options, the two output streams.
#pragma once

#include <string>

#include "app/command/command_line.hpp"
#include "viz/files/text_file.hpp"

namespace CLI {
class App;
}

namespace lossfield::app {

// Reads the arguments after a command's name. False when help was asked for and printed. Throws InputError,
// for an unknown option with the nearest one there is.
[[nodiscard]] bool parse(CLI::App& app, const Arguments& arguments);

// The lab that a command is told to work on; throws InputError when none is named or there is no such lab.
[[nodiscard]] const viz::Lab& named_lab(const viz::Catalog& labs, const std::string& command,
                                        const std::string& id);

// "1280x800"; 200 to 16384 logical pixels a side.
struct Size {
    int width = 0;
    int height = 0;
};
[[nodiscard]] Size parse_size(const std::string& text);

// `what` is named in errors.
[[nodiscard]] double parse_real(const std::string& what, const std::string& text, const viz::Interval& range);
[[nodiscard]] long long parse_whole(const std::string& what, const std::string& text,
                                    const viz::Interval& range);

// To stdout; throws OutputError when that cannot take it.
void print(const std::string& text);
// One line to stderr that begins with the program's name.
void complain(const std::string& sentence);
void complain(const std::vector<std::string>& sentences);

}  // namespace lossfield::app
