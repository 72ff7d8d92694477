// The spelling of SVG: numbers, attributes, paths.
#pragma once

#include <string>

#include "viz/display/display_list.hpp"

namespace lossfield::viz::svg {

// Rounded to 1/100, without zeros at the end. A value that is not finite is a mistake of the caller
// (std::logic_error).
[[nodiscard]] std::string number(double value);

// For element content and attributes; characters that XML 1.0 does not allow become the replacement sign.
[[nodiscard]] std::string escaped(const std::string& text);

// All with a space in front. Values of attributes are written as they are.
[[nodiscard]] std::string attribute(const char* name, const std::string& value);
[[nodiscard]] std::string attribute(const char* name, double value);
[[nodiscard]] std::string frame(const Rect& r);
[[nodiscard]] std::string paint(const char* what, Rgba c);  // what: fill, stroke or color

// Path data of straight lines; neighbours that round to the same place are written once.
void append_path(std::string& path, const Vec2* begin, const Vec2* end, bool closed);

[[nodiscard]] std::string base64(const std::string& bytes);

}  // namespace lossfield::viz::svg
