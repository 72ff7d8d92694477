// The program's version, "0.1.0".
#pragma once

#include <string>

namespace lossfield::viz {

[[nodiscard]] std::string program_version();

}  // namespace lossfield::viz
