// What all commands read and write: arguments, single options, the two output streams.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/command/command_line.hpp"
#include "viz/files/text_file.hpp"

namespace lossfield::app {

// What a command takes: a word by its place (a name without dashes), a flag (into a bool) or an option with a value, which may
// be repeated where it goes into a list.
struct Option {
    std::string name;
    std::string value;  // as help calls the value of an option
    std::string help;
    std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*> into;
};

// How help begins, and what may be given. `name` is "lossfield" or "lossfield COMMAND".
struct Usage {
    std::string summary;
    std::string name;
    std::vector<Option> options;
};

// Reads the arguments after a command's name. False when help was asked for and printed. Throws InputError,
// for an unknown option with the nearest one there is.
[[nodiscard]] bool parse(const Usage& usage, const Arguments& arguments);

// The lab that a command is told to work on; throws InputError when none is named or there is no such lab.
[[nodiscard]] const viz::Lab& named_lab(const viz::Catalog& labs, const std::string& command,
                                        const std::string& id);

// Whether a word is a file instead of a lab: no lab's id, but a file's name or something that looks like a path.
[[nodiscard]] bool names_file(const viz::Catalog& labs, const std::string& word);

// Of the window: "1280x800", whole logical pixels.
struct Size {
    int width = 0;
    int height = 0;
};
[[nodiscard]] Size parse_size(const std::string& text);

// `what` is named in errors.
[[nodiscard]] double parse_real(const std::string& what, const std::string& text, const viz::Interval& range);
[[nodiscard]] long long parse_whole(const std::string& what, const std::string& text,
                                    const viz::Interval& range);

// What `read` reads; its errors name the option.
template <class Read>
auto of_option(const char* option, const Read& read) {
    try {
        return read();
    } catch (const viz::InputError& e) {
        throw viz::InputError(std::string(option) + ": " + e.what());
    }
}

// To stdout; throws OutputError when that cannot take it.
void print(const std::string& text);
// One line to stderr that begins with the program's name.
void complain(const std::string& sentence);
void complain(const std::vector<std::string>& sentences);

}  // namespace lossfield::app
