#include "app/command/options.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "viz/files/figure_options.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::app {

using viz::in_quotes;
using viz::InputError;

const viz::Lab& named_lab(const viz::Catalog& labs, const std::string& command, const std::string& id) {
    if (id.empty()) throw viz::InputError(command + ": no lab; `lossfield list` names those there are");
    if (names_file(labs, id))
        throw viz::InputError(fmt::format("{}: {} is no lab; a figure or saved state is given as --state {}",
                                          command, in_quotes(id), id));
    return viz::find_lab(labs, id);
}

bool names_file(const viz::Catalog& labs, const std::string& word) {
    if (std::any_of(labs.begin(), labs.end(), [&](const viz::Lab& lab) { return lab.id == word; }))
        return false;
    std::error_code error;
    return word.find_first_of("/.") != std::string::npos || std::filesystem::is_regular_file(word, error);
}

constexpr viz::Interval window_sides{200, 16384};

Size parse_size(const std::string& text) {
    const auto x = text.find('x');
    const auto side = [&](std::string_view part) -> int {
        const double v = viz::parse_number(part).value_or(0);
        if (x != std::string::npos && v == std::floor(v) && window_sides.contains(v))
            return static_cast<int>(v);
        throw InputError(
            fmt::format("--size: {} is not a size; give WxH in whole logical pixels, each from 200 to 16384, "
                        "such as 1280x800",
                        in_quotes(text)));
    };
    return {side(std::string_view(text).substr(0, x)), side(std::string_view(text).substr(x + 1))};
}

double parse_real(const std::string& what, const std::string& text, const viz::Interval& range) {
    const auto v = viz::parse_number(text);
    if (v && range.contains(*v)) return *v;
    throw InputError(fmt::format("{}: {} is not a number from {} to {}", what, in_quotes(text),
                                 viz::shortest(range.low), viz::shortest(range.high)));
}

long long parse_whole(const std::string& what, const std::string& text, const viz::Interval& range) {
    const auto v = viz::parse_number(text);
    if (v && range.contains(*v) && *v == std::floor(*v)) return static_cast<long long>(*v);
    throw InputError(fmt::format("{}: {} is not a whole number from {} to {}", what, in_quotes(text),
                                 viz::shortest(range.low), viz::shortest(range.high)));
}

void print(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw viz::OutputError(fmt::format("stdout: cannot be written ({})", std::strerror(errno)));
}

void complain(const std::string& sentence) { std::fputs(("lossfield: " + sentence + "\n").c_str(), stderr); }

void complain(const std::vector<std::string>& sentences) {
    for (const auto& sentence : sentences) complain(sentence);
}

}  // namespace lossfield::app
