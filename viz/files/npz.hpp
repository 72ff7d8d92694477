// Named arrays as an .npz of numpy: a zip archive of one .npy each, "NAME.npy". Numbers are little-endian float64, texts '<U'
// of as many signs as the longest has. Nothing is compressed and nothing tells the time, so equal arrays give equal bytes.
#pragma once

#include <string>
#include <vector>

#include "viz/files/arrays.hpp"

namespace lossfield::viz {

// One array in the format of numpy.save, version 1.0.
[[nodiscard]] std::string npy(const Array& array);

// Throws OutputError for more than an archive without extensions holds: 65535 arrays or 4 GiB.
[[nodiscard]] std::string npz(const std::vector<Array>& arrays);

}  // namespace lossfield::viz
