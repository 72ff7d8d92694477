// A random table written in a random dialect is read back bit for bit.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <map>

#include "tests/support/random_values.hpp"
#include "viz/tables/table.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/utf8.hpp"

namespace lossfield::tests {
namespace table_round_trip_test {

using namespace viz::tables;

enum class Encoding { Utf8, Marked, Utf16Little, Utf16Big, Latin1 };

struct Dialect {
    std::string separator, decimal, thousands, line_end;
    Encoding encoding = Encoding::Utf8;
    bool header = false, true_minus = false, comments = false, quote_all = false;
};

template <class T>
const T& one(const std::vector<T>& all, Random& random) {
    return all[random.below(all.size())];
}

Dialect random_dialect(Random& random) {
    Dialect d;
    d.separator = one<std::string>({",", ";", "\t", " "}, random);
    d.decimal = one<std::string>({".", ","}, random);
    std::vector<std::string> marks{"", d.decimal == "." ? "," : ".", "'", "\u00A0"};
    if (d.separator != " ") marks.emplace_back(" ");
    d.encoding = static_cast<Encoding>(random.below(5));
    if (d.encoding != Encoding::Latin1) marks.insert(marks.end(), {"\u2019", "\u202F"});
    d.thousands = one(marks, random);
    d.line_end = one<std::string>({"\n", "\r\n", "\r"}, random);
    d.header = random.below(2) == 0;
    d.true_minus = d.encoding != Encoding::Latin1 && random.below(2) == 0;
    d.comments = random.below(3) == 0;
    d.quote_all = random.below(4) == 0;
    return d;
}

double random_number(Random& random) {
    switch (random.below(5)) {
        case 0:
            return static_cast<double>(random.below(100));
        case 1:
            return std::round(random.between(-2e6, 2e6)) / 4;
        case 2:
            return std::bit_cast<double>((random.bits() & 0x800F'FFFF'FFFF'FFFFULL) |
                                         ((1023 - 300 + random.below(600)) << 52));
        default:
            return random.between(-3000, 3000);
    }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string in_rfc_quotes(const std::string& text) { return '"' + replaced(text, "\"", "\"\"") + '"'; }

std::string written(double v, const Dialect& d) {
    std::string text = viz::shortest(v);
    if (text.find('e') == std::string::npos) {
        const auto point = std::min(text.find('.'), text.size());
        std::string whole = text.substr(0, point), fraction = text.substr(point);
        if (!fraction.empty()) fraction = d.decimal + fraction.substr(1);
        const std::size_t digits_from = whole[0] == '-' ? 1 : 0;
        for (std::size_t at = whole.size(); at > digits_from + 3;) at -= 3, whole.insert(at, "_");
        text = replaced(whole, "_", d.thousands) + fraction;
    } else {
        text = replaced(text, ".", d.decimal);
    }
    if (d.true_minus) text = replaced(text, "-", "−");
    return d.quote_all || text.find(d.separator) != std::string::npos ? in_rfc_quotes(text) : text;
}

std::string random_label(Random& random) {
    static const std::vector<std::string> pieces{"a", "b", ";", ",",  " ", "\"", "ü",
                                                 "Ø", "ß", "1", "\n", "#", "\t"};
    std::string text = "k";
    for (std::size_t n = random.below(6); n > 0; --n) text += one(pieces, random);
    return text;
}

std::string encoded(const std::string& text, Encoding encoding) {
    if (encoding == Encoding::Utf8) return text;
    if (encoding == Encoding::Marked) return "\xEF\xBB\xBF" + text;
    std::string bytes = encoding == Encoding::Utf16Little ? "\xFF\xFE"
                        : encoding == Encoding::Utf16Big  ? "\xFE\xFF"
                                                          : "";
    for (const char32_t c : viz::from_utf8(text)) {
        const char high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
        if (encoding == Encoding::Utf16Big) bytes += high;
        bytes += low;
        if (encoding == Encoding::Utf16Little) bytes += high;
    }
    return bytes;
}

struct Written {
    std::vector<std::vector<double>> rows;
    std::vector<std::string> labels, names;
    std::string bytes;
};

Written random_table(const Dialect& d, Random& random) {
    Written w;
    const std::size_t columns = 2 + random.below(4), rows = 2 + random.below(12);
    const bool labelled = random.below(2) == 0;
    std::string text;
    const auto comment = [&] {
        if (d.comments && random.below(3) == 0) text += "# 1;2,3" + d.line_end + d.line_end;
    };
    const auto cell = [&](const std::string& t) {
        const bool plain = t.find_first_of(" ,;\t\"\n#") == std::string::npos && !d.quote_all;
        return plain ? t : in_rfc_quotes(t);
    };
    if (d.header) {
        for (std::size_t c = 0; c < columns + (labelled ? 1 : 0); ++c) {
            w.names.push_back(random_label(random));
            text += (c == 0 ? "" : d.separator) + cell(w.names.back());
        }
        text += d.line_end;
    }
    for (std::size_t r = 0; r < rows; ++r) {
        comment();
        w.rows.emplace_back();
        for (std::size_t c = 0; c < columns; ++c) {
            // A half decides the mark.
            w.rows.back().push_back(r + c == 0 ? 0.5 : random_number(random));
            text += (c == 0 ? "" : d.separator) + written(w.rows.back().back(), d);
        }
        if (labelled) {
            w.labels.push_back(random_label(random));
            text += d.separator + cell(w.labels.back());
        }
        if (r + 1 < rows || random.below(2) == 0) text += d.line_end;
    }
    w.bytes = encoded(text, d.encoding);
    return w;
}

TEST(TableRoundTrip, EveryDialectGivesTheSameBits) {
    Random random(11);
    std::map<std::string, int> seen;
    for (int round = 0; round < 4000; ++round) {
        const Dialect d = random_dialect(random);
        ++seen[d.separator + d.decimal + d.thousands];
        const Written w = random_table(d, random);
        Table table;
        ASSERT_NO_THROW(table = read_table(w.bytes, "t")) << w.bytes;
        ASSERT_EQ(table.rows(), w.rows.size()) << w.bytes;
        ASSERT_EQ(table.columns.size(), w.rows[0].size() + (w.labels.empty() ? 0 : 1)) << w.bytes;
        EXPECT_EQ(table.header, d.header);
        for (std::size_t c = 0; c < w.names.size(); ++c) EXPECT_EQ(table.columns[c].name, w.names[c]);
        for (std::size_t r = 0; r < w.rows.size(); ++r)
            for (std::size_t c = 0; c < w.rows[r].size(); ++c)
                ASSERT_EQ(std::bit_cast<std::uint64_t>(table.columns[c].numbers[r]),
                          std::bit_cast<std::uint64_t>(w.rows[r][c]))
                    << w.bytes;
        if (!w.labels.empty()) {
            ASSERT_EQ(table.columns.back().cells, w.labels) << w.bytes;
        }
    }
    EXPECT_GT(seen.size(), 40U);
}

// A list has one column and takes any decimal mark.
TEST(TableRoundTrip, AListInAColumn) {
    Random random(12);
    for (int round = 0; round < 2000; ++round) {
        Dialect d = random_dialect(random);
        d.separator = "\n";
        if (d.thousands == " ") d.thousands = "";
        std::vector<double> list{0.5};
        std::string text = d.header ? "name" + d.line_end : "";
        for (std::size_t n = 1 + random.below(8); n > 0; --n) list.push_back(random_number(random));
        for (const double v : list) text += written(v, d) + d.line_end;
        const std::string bytes = encoded(text, d.encoding);
        Table table;
        ASSERT_NO_THROW(table = read_table(bytes, "t", Layout::List)) << bytes;
        ASSERT_EQ(table.columns.size(), 1U) << bytes;
        EXPECT_EQ(table.columns[0].numbers, list) << bytes;
    }
}

}  // namespace table_round_trip_test
}  // namespace lossfield::tests
