// A text that travels inside a picture's file: in a PNG an iTXt chunk, in an SVG the element <metadata>, in a PDF an
// attached file. Programs in between may pack or move it; it is found wherever the format allows it.
//   text_in_...   nothing where the file carries none; InputError, a sentence without the file's name, where the file is
//                 damaged or carries more than `longest_text`
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lossfield::viz::embed {

inline constexpr const char* png_keyword = "Lossfield state";
inline constexpr const char* pdf_attachment = "lossfield.json";
inline constexpr std::size_t longest_text = std::size_t{16} << 20;  // bytes, unpacked

// What a file is by its first bytes, whatever it is called.
enum class Carrier { None, Png, Svg, Pdf };
[[nodiscard]] Carrier carrier_of(std::string_view bytes);

[[nodiscard]] std::optional<std::string> text_in_png(std::string_view png);
[[nodiscard]] std::optional<std::string> text_in_svg(std::string_view svg);
[[nodiscard]] std::optional<std::string> text_in_pdf(std::string_view pdf);

// The PDF with the text attached; the same text gives the same bytes. Throws OutputError.
[[nodiscard]] std::string with_attachment(const std::string& pdf, const std::string& text);

// Throws InputError.
[[noreturn]] void refuse_long_text();

}  // namespace lossfield::viz::embed
