// What can be asked for on the command line. Each command reads its own arguments and returns the exit code;
// errors are thrown as InputError and OutputError.
#pragma once

#include "app/command/command_line.hpp"

namespace lossfield::app {

struct Command {
    std::string name;
    std::string synopsis;  // what follows the name
    std::string summary;
    int (*run)(const viz::Catalog&, const Arguments&);
};
[[nodiscard]] const std::vector<Command>& commands();

// lossfield list [--json]
int run_list(const viz::Catalog& labs, const Arguments& arguments);
// lossfield describe LAB|FILE [--json]
int run_describe(const viz::Catalog& labs, const Arguments& arguments);
// lossfield eval [LAB] [VALUES] [VIEW] [--threads N] [--csv DIR] [--npz FILE]
int run_eval(const viz::Catalog& labs, const Arguments& arguments);
// lossfield render [LAB] [VALUES] [VIEW] -o FILE [--size WxH] [--scale S] [--theme T] [--panel ID] [--font
// FILE] [--numbers WHAT,...] [--python] [--latex]
int run_render(const viz::Catalog& labs, const Arguments& arguments);
// lossfield profile [LAB] [VALUES] [--frames N] [--sweep ID=A..B] [--json]
int run_profile(const viz::Catalog& labs, const Arguments& arguments);
// lossfield [LAB|FILE] [VALUES] [--theme T] [--size WxH] [--ui-scale S] [--probe FILE], and --version
int run_interactive(const viz::Catalog& labs, const Arguments& arguments);

}  // namespace lossfield::app
