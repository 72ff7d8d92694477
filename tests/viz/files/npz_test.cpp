// Read back byte by byte, as the formats say: zip [APPNOTE.TXT], npy [NEP 1].
#include "viz/files/npz.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <set>

#include "tests/contract/situations.hpp"
#include "tests/support/specimen.hpp"
#include "viz/files/report.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::tests {
namespace npz_test {

using namespace viz;

std::uint64_t number_at(const std::string& bytes, std::size_t at, int count) {
    std::uint64_t v = 0;
    for (int i = 0; i < count; ++i)
        v |=
            static_cast<std::uint64_t>(static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i))))
            << (8 * i);
    return v;
}

// Bit by bit. [ISO 3309]
std::uint64_t checksum(const std::string& bytes) {
    std::uint32_t sum = ~0U;
    for (const char c : bytes) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) sum = sum >> 1U ^ (sum % 2 == 1 ? 0xedb88320U : 0U);
    }
    return ~sum;
}

// The members by the directory at the end; each stands in its place too, whole and under the same name.
std::map<std::string, std::string> unzipped(const std::string& zip) {
    std::map<std::string, std::string> members;
    const std::size_t end = zip.size() - 22;
    EXPECT_EQ(zip.substr(end, 4), "PK\x05\x06");
    const std::size_t count = number_at(zip, end + 10, 2);
    std::size_t at = number_at(zip, end + 16, 4);
    EXPECT_EQ(at + number_at(zip, end + 12, 4), end);
    for (std::size_t k = 0; k < count; ++k) {
        EXPECT_EQ(zip.substr(at, 4), "PK\x01\x02");
        EXPECT_EQ(number_at(zip, at + 10, 2), 0u) << "stored";
        const std::size_t size = number_at(zip, at + 24, 4), name = number_at(zip, at + 28, 2),
                          place = number_at(zip, at + 42, 4);
        EXPECT_EQ(zip.substr(place, 4), "PK\x03\x04");
        EXPECT_EQ(zip.substr(place + 4, 26), zip.substr(at + 6, 26)) << "what both tell";
        EXPECT_EQ(zip.substr(place + 30, name), zip.substr(at + 46, name));
        const std::string bytes = zip.substr(place + 30 + name, size);
        if (size < 10'000) {
            EXPECT_EQ(number_at(zip, at + 16, 4), checksum(bytes));
        }
        EXPECT_TRUE(members.emplace(zip.substr(at + 46, name), bytes).second);
        at += 46 + name;
    }
    EXPECT_EQ(at, end);
    return members;
}

Array read(const std::string& name, const std::string& npy) {
    EXPECT_EQ(npy.substr(0, 8), std::string("\x93NUMPY\x01\x00", 8));
    const std::size_t length = number_at(npy, 8, 2);
    EXPECT_EQ((10 + length) % 64, 0u) << name;
    const std::string header = npy.substr(10, length);
    EXPECT_EQ(header.back(), '\n');
    const auto word = [&](const std::string& key) { return header.find(key) + key.size(); };
    Array array{name, {}, Vector{}};
    std::size_t entries = 1;
    for (std::size_t at = word("'shape': (");; ++at) {
        if (header.at(at) == ')') break;
        if (header[at] < '0' || header[at] > '9') continue;
        std::size_t used = 0;
        array.shape.push_back(std::stoul(header.substr(at), &used));
        entries *= array.shape.back();
        at += used - 1;
    }
    const std::string type = header.substr(word("'descr': '"), 2);
    const std::size_t begin = 10 + length;
    if (type == "<f") {
        EXPECT_EQ(npy.size(), begin + 8 * entries) << name;
        Vector numbers;
        for (std::size_t i = 0; i < entries; ++i)
            numbers.push_back(std::bit_cast<double>(number_at(npy, begin + 8 * i, 8)));
        array.entries = numbers;
        return array;
    }
    EXPECT_EQ(type, "<U") << name;
    const std::size_t longest = std::stoul(header.substr(word("'descr': '<U")));
    EXPECT_EQ(npy.size(), begin + 4 * longest * entries) << name;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < entries; ++i) {
        std::u32string text;
        for (std::size_t k = 0; k < longest; ++k)
            text += static_cast<char32_t>(number_at(npy, begin + 4 * (i * longest + k), 4));
        texts.push_back(to_utf8(text.substr(0, text.find(U'\0'))));
    }
    array.entries = texts;
    return array;
}

bool same(const Array& a, const Array& b) {
    if (a.name != b.name || a.shape != b.shape || a.entries.index() != b.entries.index()) return false;
    const auto* numbers = std::get_if<Vector>(&a.entries);
    if (numbers == nullptr) return a.entries == b.entries;
    const Vector& others = std::get<Vector>(b.entries);
    return numbers->size() == others.size() &&
           std::equal(numbers->begin(), numbers->end(), others.begin(), [](double x, double y) {
               return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
           });
}

Array first_with(const std::vector<Array>& arrays, const std::string& name) {
    for (const Array& array : arrays)
        if (array.name == name) return array;
    ADD_FAILURE() << name << " is missing";
    return {};
}

TEST(Npz, EveryLabComesBackBitByBit) {
    for (const Lab* lab : all_labs()) {
        const Values values = defaults(*lab);
        const Figure figure = figure_of(*lab, values, tried_detail(*lab));
        const std::vector<Array> arrays = arrays_of(*lab, values, figure);
        const std::string bytes = npz(arrays);
        EXPECT_TRUE(bytes == npz(arrays_of(*lab, values, figure))) << lab->id << ": other bytes";
        const auto members = unzipped(bytes);
        EXPECT_EQ(members.size(), arrays.size()) << lab->id << ": names are unique";
        for (const Array& array : arrays) {
            ASSERT_TRUE(members.contains(array.name + ".npy")) << lab->id << ": " << array.name;
            EXPECT_TRUE(same(read(array.name, members.at(array.name + ".npy")), array))
                << lab->id << ": " << array.name;
        }
    }
}

// Whatever columns the CSV has, but that fields have axes instead of a place a node.
TEST(Npz, ArraysHoldTheColumnsOfEveryMark) {
    for (const Lab* lab : all_labs()) {
        const Figure figure = figure_of(*lab, defaults(*lab), tried_detail(*lab));
        for (const Panel& panel : figure.panels)
            for (const Mark& mark : panel.marks) {
                const std::string prefix = panel.id + "." + mark.id() + ".";
                const std::vector<Array> arrays = arrays_of(panel, mark);
                const auto* contours = std::get_if<Contours>(&mark);
                const bool grid = std::holds_alternative<Heat>(mark) ||
                                  std::holds_alternative<Surface>(mark) ||
                                  (contours != nullptr && std::holds_alternative<GridField>(contours->field));
                for (const auto& [name, numbers] : columns_of(panel, mark).numbers) {
                    if (grid && name.starts_with("share-")) continue;
                    const Array array = first_with(arrays, prefix + name);
                    const Vector& own = std::get<Vector>(array.entries);
                    std::size_t entries = 1;
                    for (const std::size_t side : array.shape) entries *= side;
                    EXPECT_EQ(own.size(), entries) << lab->id << ": " << array.name;
                    if (!grid || (name != "x" && name != "y")) {
                        EXPECT_TRUE(same({"", {}, own}, {"", {}, numbers})) << lab->id << ": " << array.name;
                        continue;
                    }
                    const std::size_t columns = first_with(arrays, prefix + "value").shape.at(1);
                    for (std::size_t i = 0; i < numbers.size(); ++i)
                        ASSERT_EQ(numbers[i], own.at(name == "x" ? i % columns : i / columns))
                            << lab->id << ": " << array.name;
                }
            }
    }
}

TEST(Npz, ValuesReadoutsAndTablesKeepTheirShapes) {
    const Lab& lab = specimen();
    const Values values = defaults(lab);
    const std::vector<Array> arrays = arrays_of(lab, values, figure_of(lab, values));
    EXPECT_EQ(first_with(arrays, "parameters.rate").shape, std::vector<std::size_t>{});
    EXPECT_EQ(std::get<Vector>(first_with(arrays, "parameters.rate").entries), Vector{0.5});
    EXPECT_EQ(first_with(arrays, "parameters.weights").shape, (std::vector<std::size_t>{2, 2}));
    EXPECT_EQ(first_with(arrays, "parameters.data").shape, (std::vector<std::size_t>{2, 2}));
    EXPECT_EQ(std::get<std::vector<std::string>>(first_with(arrays, "parameters.data.labels").entries),
              (std::vector<std::string>{"", "b"}));
    EXPECT_EQ(std::get<std::vector<std::string>>(first_with(arrays, "parameters.mode").entries).size(), 1u);
    EXPECT_EQ(first_with(arrays, "readouts.gradient").shape, (std::vector<std::size_t>{3}));
    EXPECT_EQ(first_with(arrays, "table.table.entries").shape, (std::vector<std::size_t>{2, 2}));
}

TEST(Npz, WhatIsNoNumberAndWhatIsNoLatinSurvive) {
    const std::vector<Array> arrays{{"numbers", {2, 2}, Vector{std::nan(""), INFINITY, -INFINITY, -0.0}},
                                    {"texts", {2}, std::vector<std::string>{"", "∂L/∂z — 𝛼"}},
                                    {"nothing", {0}, Vector{}},
                                    {"no texts", {0}, std::vector<std::string>{}}};
    const auto members = unzipped(npz(arrays));
    for (const Array& array : arrays)
        EXPECT_TRUE(same(read(array.name, members.at(array.name + ".npy")), array)) << array.name;
}

TEST(Npz, TheHeadersAreThoseOfTheFormat) {
    const std::string bytes = npy({"a", {3}, Vector{1, 2, 3}});
    EXPECT_EQ(bytes.size(), 128u + 24u);
    EXPECT_EQ(bytes.substr(10, 60), "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }   ");
}

}  // namespace npz_test
}  // namespace lossfield::tests
