// Whole files, read and written.
#pragma once

#include <string>

namespace lossfield::viz {

// Throws InputError.
[[nodiscard]] std::string read_text_file(const std::string& path);

// Writes beside the target and renames, so a failure leaves the old file. Throws OutputError.
void write_file(const std::string& path, const std::string& bytes);

}  // namespace lossfield::viz
