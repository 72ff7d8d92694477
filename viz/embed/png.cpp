// The chunks of a PNG are walked along without a look at the pixels.
#include <zlib.h>

#include <cstdint>

#include "viz/embed/embed.hpp"
#include "viz/text/errors.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz::embed {
namespace {

constexpr std::size_t signature_size = 8, frame_size = 12;  // length, type and checksum of a chunk

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t k = 0; k < 4; ++k) number = number << 8 | static_cast<unsigned char>(bytes[at + k]);
    return number;
}

[[noreturn]] void damaged() { throw InputError("the chunk of its state is damaged"); }

std::string inflated(std::string_view packed) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) throw InputError("there is not enough memory to unpack its state");
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text;
    int status = Z_OK;
    while (status == Z_OK && text.size() <= longest_text) {
        char piece[1 << 15];
        stream.next_out = reinterpret_cast<Bytef*>(piece);
        stream.avail_out = sizeof piece;
        status = inflate(&stream, Z_NO_FLUSH);
        text.append(piece, sizeof piece - stream.avail_out);
    }
    inflateEnd(&stream);
    if (text.size() > longest_text) refuse_long_text();
    if (status != Z_STREAM_END) damaged();
    return text;
}

// What is left behind the next zero byte.
std::string_view behind_zero(std::string_view bytes) {
    const auto zero = bytes.find('\0');
    if (zero == std::string_view::npos) damaged();
    return bytes.substr(zero + 1);
}

// These chunks are Latin-1, but tools also put UTF-8 into them as it is.
std::string from_latin1(const std::string& text) {
    if (to_utf8(from_utf8(text)) == text) return text;
    std::u32string letters;
    for (const char c : text) letters += static_cast<unsigned char>(c);
    return to_utf8(letters);
}

// `data` begins behind the keyword and its zero byte.
std::string text_of(std::string_view type, std::string_view data) {
    if (type == "tEXt") return from_latin1(std::string(data));
    const bool international = type == "iTXt";
    const std::size_t head = international ? 2 : 1;  // whether it is packed, and how
    if (data.size() < head || data[head - 1] != 0) damaged();
    const bool packed = !international || data[0] != 0;
    data.remove_prefix(head);
    if (international) data = behind_zero(behind_zero(data));  // language, keyword in that language
    const std::string text = packed ? inflated(data) : std::string(data);
    return international ? text : from_latin1(text);
}

}  // namespace

std::optional<std::string> text_in_png(std::string_view png) {
    std::optional<std::string> found;
    const std::string keyword = std::string(png_keyword) + '\0';
    for (png.remove_prefix(signature_size);;) {
        const std::size_t length = png.size() < frame_size ? 0 : number_at(png, 0);
        if (png.size() < frame_size || length > png.size() - frame_size)
            throw InputError("the PNG file is cut short or damaged");
        const std::string_view type = png.substr(4, 4), data = png.substr(8, length);
        if (type == "IEND") return found;
        const bool text = type == "iTXt" || type == "zTXt" || type == "tEXt";
        if (text && !found && data.starts_with(keyword)) {
            const auto* checked = reinterpret_cast<const Bytef*>(type.data());
            if (crc32(0, checked, static_cast<uInt>(4 + length)) != number_at(png, 8 + length)) damaged();
            found = text_of(type, data.substr(keyword.size()));
        }
        png.remove_prefix(length + frame_size);
    }
}

}  // namespace lossfield::viz::embed
