#include "viz/files/version.hpp"

namespace lossfield::viz {

std::string program_version() { return LOSSFIELD_VERSION; }

}  // namespace lossfield::viz
