// Whole files, read and written.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace lossfield::viz {

// Throws InputError.
[[nodiscard]] std::string read_text_file(const std::string& path);

// Writes beside the target and renames, so a failure leaves the old file. Throws OutputError.
void write_file(const std::string& path, const std::string& bytes);

// (path, bytes) each: all of them, or none where one cannot be written. Devices and pipes come last, as nothing takes back what they
// were given.
void write_files(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace lossfield::viz
