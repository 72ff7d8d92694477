#include "app/command/version.hpp"

namespace lossfield::app {

std::string version_line() { return "lossfield " LOSSFIELD_VERSION; }

}  // namespace lossfield::app
