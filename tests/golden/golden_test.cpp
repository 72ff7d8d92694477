// Goldens: numbers of the start and of every preset of the labs; of softmax-cross-entropy also the composed page as SVG
// and one picture.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "tests/contract/situations.hpp"
#include "tests/golden/compare.hpp"
#include "viz/export/export.hpp"
#include "viz/files/report.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/text/json_text.hpp"

namespace lossfield::tests {
namespace golden_test {

using namespace viz;

constexpr std::size_t longest_list = 24;

struct Summary {
    std::size_t count = 0, other = 0;  // finite numbers; all else
    double low = std::numeric_limits<double>::infinity(), high = -low, sum = 0;

    void add(double v) { ++count, low = std::min(low, v), high = std::max(high, v), sum += v; }
};

// Long lists of numbers as count, extent and sum.
Json condensed(const Json& json) {
    if (json.is_array() && json.size() > longest_list) {
        Summary s;
        for (const auto& v : json) {
            if (v.is_number())
                s.add(v.get<double>());
            else
                ++s.other;
        }
        if (s.count > 0)
            return {
                {"numbers", s.count}, {"others", s.other}, {"min", s.low}, {"max", s.high}, {"sum", s.sum}};
    }
    if (!json.is_structured()) return json;
    Json out;
    for (const Json& entry : json) out.push_back(condensed(entry));
    for (const auto& [key, value] : json.items()) out[key] = condensed(value);
    return out.is_null() ? json : out;
}

// Numbers of a path as count, extent and mean.
std::string condensed_path(const std::string& path) {
    std::string spaced = path;
    std::replace_if(
        spaced.begin(), spaced.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; },
        ' ');
    std::istringstream in(spaced);
    Summary s;
    for (double v = 0; in >> v;) s.add(v);
    if (s.count <= longest_list) return path;
    return fmt::format("{} numbers from {:.2f} to {:.2f}, mean {:.2f}", s.count, s.low, s.high,
                       s.sum / static_cast<double>(s.count));
}

// An SVG whose long paths are summed up; of the field's many arrows only the number of them is kept.
std::string condensed_svg(const std::string& svg) {
    std::istringstream in(svg);
    std::string out, line;
    std::size_t skipped = 0;
    bool field = false;
    while (std::getline(in, line)) {
        if (line.rfind("<g id=", 0) == 0) field = line.find("-field\"") != std::string::npos;
        if (field && line.rfind("<path", 0) == 0) {
            ++skipped;
            continue;
        }
        if (skipped > 0) out += fmt::format("{} paths\n", skipped), skipped = 0;
        for (std::size_t at = line.find(" d=\""); at != std::string::npos; at = line.find(" d=\"", at + 4)) {
            const std::size_t start = at + 4, end = line.find('"', start);
            line.replace(start, end - start, condensed_path(line.substr(start, end - start)));
        }
        out += line + "\n";
    }
    return out;
}

// Mean colour of blocks of 10 x 10 pixels: red, green, blue, row after row.
Json blocks(const Raster& r) {
    Json rows = Json::array();
    for (int y = 0; y + 10 <= r.height; y += 10) {
        Json row = Json::array();
        for (int x = 0; x + 10 <= r.width; x += 10)
            for (const int shift : {16, 8, 0}) {
                int sum = 0;
                for (int i = 0; i < 100; ++i)
                    sum += static_cast<int>(
                        r.pixels[static_cast<std::size_t>((y + i / 10) * r.width + x + i % 10)] >> shift &
                        255U);
                row.push_back(std::lround(sum / 100.0));
            }
        rows.push_back(row);
    }
    return rows;
}

const Lab& lab() { return find_lab(catalog(), "softmax-cross-entropy"); }

// Null where there is none.
Json golden(const std::string& name) {
    const std::string text = read_golden(name);
    return text.empty() ? Json{} : Json::parse(text);
}

// Writes the golden where it is to be updated and differs, else says what differs.
void expect_none(const std::vector<std::string>& differences, const std::string& name,
                 const std::string& now) {
    if (differences.empty()) return;
    if (updating_goldens()) return write_golden(name, now);
    if (read_golden(name).empty())
        ADD_FAILURE() << "there is no golden " << name
                      << "; when the numbers are right, run this with LOSSFIELD_UPDATE_GOLDENS=1";
    else
        for (const std::string& d : differences) ADD_FAILURE() << name << ": " << d;
}

TEST(Golden, NumbersOfTheStartAndOfEveryPreset) {
    for (const Lab& of : catalog()) {
        for (const Situation& s : situations(of, 0)) {
            const std::string name = of.id + "-" + s.name.substr(s.name.find(' ') + 1) + ".json";
            const Json now = condensed(eval_json(of, s.values, figure_of(of, s.values)));
            expect_none(json_differences(now, golden(name), 1e-9), name, json_text(now) + "\n");
        }
    }
}

TEST(Golden, ComposedPages) {
    ASSERT_EQ(fonts().substitution(), "") << "the goldens are set in the preferred fonts";
    for (const char* preset : {"undecided", "overflow"}) {
        const std::string name = std::string("softmax-cross-entropy-") + preset + ".svg.txt";
        const Figure figure = figure_of(lab(), find_preset(lab(), preset).values);
        const Composition c =
            compose(figure, View{}, full_page(lab(), 1280, 800), theme(ThemeId::Light), fonts());
        const std::string now = condensed_svg(to_svg(c.list, fonts(), {}));
        expect_none(text_differences(now, read_golden(name), 0.02), name, now);
    }
}

TEST(Golden, PictureOfTheSimplex) {
    Page page = full_page(lab(), 400, 300);
    page.panel = "simplex", page.without = {true, true, true, true};
    const Composition c =
        compose(figure_of(lab(), defaults(lab())), View{}, page, theme(ThemeId::Dark), fonts());
    const Json now = blocks(rasterise(c.list, fonts(), 1));
    const std::string name = "softmax-cross-entropy-simplex.blocks.json";
    const Json then = golden(name);
    std::vector<std::string> differences;
    if (then.size() != now.size()) differences.push_back("another size");
    double sum = 0, worst = 0;
    std::size_t count = 0;
    for (std::size_t r = 0; r < now.size() && differences.empty(); ++r)
        for (std::size_t i = 0; i < now[r].size(); ++i) {
            const double d = std::abs(now[r][i].get<double>() - then.at(r).at(i).get<double>());
            sum += d, worst = std::max(worst, d), ++count;
        }
    if (!(sum < 0.5 * static_cast<double>(count)) || !(worst < 12))
        differences.push_back(
            fmt::format("differs by {} at the most, by {} in all {} blocks, of 255", worst, sum, count));
    expect_none(differences, name, json_text(now) + "\n");
}

// The comparison itself finds what it should.
TEST(Golden, ComparisonSeesDifferences) {
    const Json a = {{"x", {1.0, 2.0}}, {"s", "t"}};
    EXPECT_TRUE(json_differences(a, {{"x", {1.0, 2.0 + 1e-10}}, {"s", "t"}}, 1e-9).empty());
    EXPECT_EQ(json_differences(a, {{"x", {1.0, 2.0 + 1e-8}}, {"s", "t"}}, 1e-9).size(), 1U);
    EXPECT_EQ(json_differences(a, {{"x", {1.0}}, {"s", "u"}}, 1e-9).size(), 2U);
    EXPECT_EQ(json_differences(a, {{"y", {1.0, 2.0}}, {"s", "t"}}, 1e-9).size(), 1U);
    EXPECT_TRUE(text_differences("<a x=\"1.50\"/>", "<a x=\"1.51\"/>", 0.02).empty());
    EXPECT_EQ(text_differences("<a x=\"1.50\"/>", "<a x=\"1.53\"/>", 0.02).size(), 1U);
    EXPECT_EQ(text_differences("<a x=\"1\"/>\n<b/>", "<a x=\"1\"/>", 0.02).size(), 1U);
    EXPECT_EQ(text_differences("<a fill=\"#6e1048\"/>", "<a fill=\"#6e1047\"/>", 0.02).size(), 1U);
    EXPECT_EQ(text_differences("ab", "abc", 0.02).size(), 1U);
}

}  // namespace golden_test
}  // namespace lossfield::tests
