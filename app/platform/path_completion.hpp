// Completes a file path as a shell does with Tab.
#pragma once

#include <string>

namespace lossfield::app {

// The longest text that all entries beginning like `path` share; a single folder ends with '/'. `path` itself
// where nothing begins like it. Reads the folder only.
[[nodiscard]] std::string completed_path(const std::string& path);

}  // namespace lossfield::app
