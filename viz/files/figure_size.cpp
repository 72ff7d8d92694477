#include "viz/files/figure_size.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "viz/files/figure_options.hpp"
#include "viz/text/errors.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {
namespace {

constexpr double mm = pixels_per_inch / 25.4;

const std::vector<std::pair<std::string, double>>& units() {
    static const std::vector<std::pair<std::string, double>> known{{"mm", mm},
                                                                   {"cm", 10 * mm},
                                                                   {"in", pixels_per_inch},
                                                                   {"pt", pixels_per_inch / points_per_inch},
                                                                   {"px", 1}};
    return known;
}

const std::vector<std::pair<std::string, FigureSize>>& named() {
    static const std::vector<std::pair<std::string, FigureSize>> known{
        {"one-column", {85 * mm, 64 * mm, 8}},
        {"two-column", {178 * mm, 105 * mm, 8}},
        {"note", {160 * mm, 100 * mm, 10}},
        {"square", {120 * mm, 120 * mm, 9}},
        {"slide", {1280, 720, 16}}};
    return known;
}

// A number and its unit, which may be missing.
struct Length {
    double number = 0;
    std::optional<double> unit{};
};

std::optional<Length> length_of(std::string_view text) {
    Length length;
    text = trimmed(text);
    for (const auto& [name, pixels] : units())
        if (text.ends_with(name)) {
            length.unit = pixels;
            text.remove_suffix(name.size());
            break;
        }
    const auto number = parse_number(trimmed(text));
    if (!number) return std::nullopt;
    length.number = *number;
    return length;
}

// Where the two lengths part: at the first x that is no unit's.
std::size_t parting(const std::string& text) {
    std::size_t at = text.find('x');
    if (at != std::string::npos && at > 0 && text[at - 1] == 'p') at = text.find('x', at + 1);
    return at;
}

}  // namespace

FigureSize parse_figure_size(const std::string& text) {
    const auto x = parting(text);
    const auto a = x == std::string::npos ? std::nullopt : length_of(std::string_view(text).substr(0, x));
    const auto b = x == std::string::npos ? std::nullopt : length_of(std::string_view(text).substr(x + 1));
    if (!a || !b || (a->unit && !b->unit))
        throw InputError(fmt::format(
            "{} is not a size; give WxH in logical pixels such as 1280x800, or with units mm, cm, in, pt, px "
            "such as 85mmx60mm",
            in_quotes(text)));
    const double width = a->number * a->unit.value_or(b->unit.value_or(1)),
                 height = b->number * b->unit.value_or(1);
    if (!figure_sides.contains(width) || !figure_sides.contains(height))
        throw InputError(
            fmt::format("{} is not a size that a figure can have; its sides are from {} to {} logical pixels "
                        "({} mm to {} m)",
                        in_quotes(text), shortest(figure_sides.low), shortest(figure_sides.high),
                        brief(figure_sides.low / mm, 3), brief(figure_sides.high / mm / 1000, 2)));
    return {width, height, 0};
}

FigureSize named_figure_size(const std::string& name) {
    for (const auto& [known, size] : named())
        if (known == name) return size;
    throw InputError(fmt::format("{} is none of {}{}", in_quotes(name), one_of(figure_size_names()),
                                 nearest(name, figure_size_names())));
}

std::vector<std::string> figure_size_names() {
    std::vector<std::string> names;
    for (const auto& [name, size] : named()) names.push_back(name);
    return names;
}

}  // namespace lossfield::viz
