// The program's name and version: "lossfield 0.1.0".
#pragma once

#include <string>

namespace lossfield::app {

[[nodiscard]] std::string version_line();

}  // namespace lossfield::app
