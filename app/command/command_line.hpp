// The command line as a contract: words in, one exit code out.
//   0: done, results on stdout;  2: usage or input;  3: a file could not be written;  4: no display or
//   OpenGL; 1: a fault of the program itself
// Errors are one line on stderr that names the thing, what was given and what is accepted; stdout is then
// empty.
#pragma once

#include <string>
#include <vector>

#include "viz/lab/catalog.hpp"

namespace lossfield::app {

using Arguments = std::vector<std::string>;

// Runs `arguments` (without the program's name) on the given labs; returns the exit code.
[[nodiscard]] int run_command_line(const viz::Catalog& labs, const Arguments& arguments);

}  // namespace lossfield::app
