#include "tests/golden/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/data_folder.hpp"

namespace lossfield::tests {

using viz::Json;

namespace {

constexpr std::size_t enough = 20;

std::filesystem::path path_of(const std::string& name) {
    return data_folder().parent_path() / "golden" / name;
}

void compare(const Json& a, const Json& b, double relative, const std::string& where,
             std::vector<std::string>& out) {
    if (out.size() >= enough) return;
    const auto differ = [&] {
        out.push_back(
            fmt::format("{}: {} instead of {}", where, a.dump().substr(0, 80), b.dump().substr(0, 80)));
    };
    if (a.is_number() && b.is_number()) {
        const double x = a.get<double>(), y = b.get<double>();
        // 1e-12: zeros that are sums of numbers of either sign.
        if (!(std::abs(x - y) <= std::max(relative * std::abs(y), 1e-12))) differ();
    } else if (a.is_array() != b.is_array() || a.is_object() != b.is_object() ||
               (a.is_structured() && a.size() != b.size())) {
        differ();
    } else if (a.is_array()) {
        for (std::size_t i = 0; i < a.size(); ++i)
            compare(a[i], b[i], relative, fmt::format("{}[{}]", where, i), out);
    } else if (a.is_object()) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            const auto &x = a.items()[i], &y = b.items()[i];
            if (x.key != y.key)
                out.push_back(fmt::format("{}: member {} instead of {}", where, x.key, y.key));
            else
                compare(x.value, y.value, relative, where + "/" + x.key, out);
        }
    } else if (!(a == b)) {
        differ();
    }
}

// The number at `at`, or nothing; `end` is set behind it.
bool number_at(const std::string& text, std::size_t at, double& value, std::size_t& end) {
    const auto digit = [&](std::size_t i) {
        return i < text.size() && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    };
    const std::size_t first = text[at] == '-' ? at + 1 : at;
    if (!digit(first) && !(first < text.size() && text[first] == '.' && digit(first + 1))) return false;
    char* stop = nullptr;
    value = std::strtod(text.c_str() + at, &stop);
    end = static_cast<std::size_t>(stop - text.c_str());
    return std::isfinite(value);
}

}  // namespace

std::vector<std::string> json_differences(const Json& actual, const Json& expected, double relative) {
    std::vector<std::string> out;
    compare(actual, expected, relative, "", out);
    return out;
}

std::vector<std::string> text_differences(const std::string& actual, const std::string& expected,
                                          double tolerance) {
    std::vector<std::string> out;
    std::istringstream a(actual), b(expected);
    std::string x, y;
    for (int line = 1; out.size() < enough; ++line) {
        const bool more_a = static_cast<bool>(std::getline(a, x)),
                   more_b = static_cast<bool>(std::getline(b, y));
        if (!more_a && !more_b) break;
        if (more_a != more_b) {
            out.push_back(
                fmt::format("line {}: {}", line, more_a ? "one line too many" : "the text ends early"));
            break;
        }
        std::size_t i = 0, k = 0;
        while (i < x.size() && k < y.size()) {
            double v = 0, w = 0;
            std::size_t i_end = i + 1, k_end = k + 1;
            const bool numbers = number_at(x, i, v, i_end) && number_at(y, k, w, k_end);
            if (!numbers) i_end = i + 1, k_end = k + 1;
            if (numbers ? std::abs(v - w) > tolerance * (1 + 1e-9) : x[i] != y[k]) break;
            i = i_end, k = k_end;
        }
        if (i < x.size() || k < y.size())
            out.push_back(fmt::format("line {}: '{}' instead of '{}'", line,
                                      x.substr(i - std::min<std::size_t>(i, 20), 60),
                                      y.substr(k - std::min<std::size_t>(k, 20), 60)));
    }
    return out;
}

bool updating_goldens() {
    const char* wish = std::getenv("LOSSFIELD_UPDATE_GOLDENS");
    return wish != nullptr && std::string(wish) == "1";
}

std::string read_golden(const std::string& name) {
    std::ifstream file(path_of(name), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_golden(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(path_of(name).parent_path());
    std::ofstream(path_of(name), std::ios::binary) << text;
}

}  // namespace lossfield::tests
