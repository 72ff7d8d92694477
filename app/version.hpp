// The program's name and version, and the versions of the libraries its window runs on: one line.
#pragma once

#include <string>

namespace lossfield::app {

std::string version_line();

}  // namespace lossfield::app
