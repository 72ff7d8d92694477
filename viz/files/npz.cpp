#include "viz/files/npz.hpp"

#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

#include "viz/text/errors.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::viz {

namespace {

void put(std::string& bytes, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xffU);
}
void put_16(std::string& bytes, std::size_t value) { put(bytes, value, 2); }
void put_32(std::string& bytes, std::size_t value) { put(bytes, value, 4); }

// "(3, 4)", "(3,)", "()"
std::string shape_text(const std::vector<std::size_t>& shape) {
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i) text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return text + (shape.size() == 1 ? ",)" : ")");
}

std::string npy_header(const std::string& type, const std::vector<std::size_t>& shape) {
    std::string words =
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape_text(shape) + ", }";
    constexpr std::size_t before = 10, aligned = 64;
    words.append(aligned - (before + words.size() + 1) % aligned, ' ');
    words += '\n';
    std::string header = "\x93NUMPY";
    put_16(header, 1);  // version 1.0
    put_16(header, words.size());
    return header + words;
}

// What the local header and the directory of an archive tell alike of a stored file. [APPNOTE.TXT, 4.4]
std::string file_facts(const std::string& name, const std::string& bytes) {
    constexpr std::size_t version = 20, utf8_names = 1U << 11U, stored = 0, midnight = 0,
                          first_day_1980 = 0x21;
    std::string facts;
    put_16(facts, version);
    put_16(facts, utf8_names);
    put_16(facts, stored);
    put_16(facts, midnight);
    put_16(facts, first_day_1980);
    put_32(facts, crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
    put_32(facts, bytes.size());
    put_32(facts, bytes.size());
    put_16(facts, name.size());
    put_16(facts, 0);  // no extra field
    return facts;
}

}  // namespace

std::string npy(const Array& array) {
    if (const auto* numbers = std::get_if<Vector>(&array.entries)) {
        std::string bytes = npy_header("<f8", array.shape);
        bytes.reserve(bytes.size() + 8 * numbers->size());
        for (const double v : *numbers) put(bytes, std::bit_cast<std::uint64_t>(v), 8);
        return bytes;
    }
    std::vector<std::u32string> texts;
    std::size_t longest = 1;
    for (const std::string& text : std::get<std::vector<std::string>>(array.entries)) {
        texts.push_back(from_utf8(text));
        longest = std::max(longest, texts.back().size());
    }
    std::string bytes = npy_header("<U" + std::to_string(longest), array.shape);
    for (std::u32string& text : texts) {
        text.resize(longest, U'\0');
        for (const char32_t c : text) put_32(bytes, c);
    }
    return bytes;
}

std::string npz(const std::vector<Array>& arrays) {
    std::string files, directory;
    for (const Array& array : arrays) {
        const std::string name = array.name + ".npy", bytes = npy(array), facts = file_facts(name, bytes);
        const std::size_t at = files.size();
        files += "PK\x03\x04";
        files += facts + name + bytes;
        directory += "PK\x01\x02";
        put_16(directory, 20);  // made by a program of this version
        directory += facts;
        put_16(directory, 0);  // no comment
        put_16(directory, 0);  // first disk
        put_16(directory, 0);  // attributes
        put_32(directory, 0);
        put_32(directory, at);
        directory += name;
    }
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max(),
                          most_arrays = std::numeric_limits<std::uint16_t>::max();
    if (arrays.size() > most_arrays || files.size() + directory.size() > most)
        throw OutputError("an .npz holds at most 65535 arrays and 4 GiB, and these are more");
    const std::size_t directory_at = files.size();
    files += directory;
    files += "PK\x05\x06";
    put_32(files, 0);  // this disk is the first and only one
    put_16(files, arrays.size());
    put_16(files, arrays.size());
    put_32(files, directory.size());
    put_32(files, directory_at);
    put_16(files, 0);  // no comment
    return files;
}

}  // namespace lossfield::viz
