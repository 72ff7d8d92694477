// PNG files put together by hand, as other programs write them.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>

namespace lossfield::tests {

inline const std::string png_signature = "\x89PNG\r\n\x1a\n";

inline std::string big_endian(std::uint32_t number) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
    return bytes;
}

inline std::string png_chunk(const std::string& type, const std::string& data) {
    const std::string checked = type + data;
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
    return big_endian(static_cast<std::uint32_t>(data.size())) + checked +
           big_endian(static_cast<std::uint32_t>(sum));
}

// One grey pixel around these chunks.
inline std::string png_with(const std::string& chunks) {
    return png_signature + png_chunk("IHDR", std::string("\0\0\0\1\0\0\0\1\x08\0\0\0\0", 13)) + chunks +
           png_chunk("IDAT", std::string("x\x9c\x63\x60\0\0\0\2\0\1", 10)) + png_chunk("IEND", "");
}

inline std::string deflated(const std::string& text) {
    uLongf size = compressBound(text.size());
    std::string packed(size, '\0');
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
              text.size(), 9);
    packed.resize(size);
    return packed;
}

// The text under the keyword of states in each kind of chunk there is.
inline std::string itxt(const std::string& text) {
    return png_chunk("iTXt", std::string("Lossfield state\0\0\0en\0state\0", 27) + text);
}
inline std::string packed_itxt(const std::string& text) {
    return png_chunk("iTXt", std::string("Lossfield state\0\1\0\0\0", 20) + deflated(text));
}
inline std::string ztxt(const std::string& text) {
    return png_chunk("zTXt", std::string("Lossfield state\0\0", 17) + deflated(text));
}
inline std::string text_chunk(const std::string& text) {
    return png_chunk("tEXt", std::string("Lossfield state\0", 16) + text);
}

}  // namespace lossfield::tests
