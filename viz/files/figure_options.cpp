#include "viz/files/figure_options.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "viz/inputs/values.hpp"
#include "viz/text/errors.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

constexpr const char* no_omission = "none";
constexpr std::pair<SvgText, const char*> svg_texts[]{
    {SvgText::Text, "text"}, {SvgText::Outlines, "outlines"}, {SvgText::Embedded, "embedded"}};

const std::vector<std::pair<std::string, bool Omissions::*>>& omissions() {
    static const std::vector<std::pair<std::string, bool Omissions::*>> known{
        {"title", &Omissions::title},       {"caption", &Omissions::caption},
        {"formulas", &Omissions::formulas}, {"numbers", &Omissions::numbers},
        {"legend", &Omissions::legend},     {"colour-bar", &Omissions::colour_bar}};
    return known;
}

void omit(const std::string& name, Omissions& without) {
    const auto found = std::find_if(omissions().begin(), omissions().end(),
                                    [&](const auto& known) { return known.first == name; });
    if (found == omissions().end()) {
        std::vector<std::string> names;
        for (const auto& [id, member] : omissions()) names.push_back(id);
        throw InputError(
            fmt::format("{} is none of {}{}", in_quotes(name), fmt::join(names, ", "), nearest(name, names)));
    }
    without.*(found->second) = true;
}

double number(const Json& json, const Interval& range) {
    const double v = json.is_number() ? json.get<double>() : 0;
    if (range.contains(v)) return v;
    throw InputError(fmt::format("{} is not a number from {} to {}", json_shown(json), shortest(range.low),
                                 shortest(range.high)));
}

bool flag(const Json& json) {
    if (json.is_boolean()) return json.get<bool>();
    throw InputError(json_shown(json) + " is neither true nor false");
}

std::string text(const Json& json) {
    if (json.is_string()) return json.get<std::string>();
    throw InputError(json_shown(json) + " is not a name");
}

void take(const std::string& key, const Json& value, FigureOptions& options, LeftOut& left_out) {
    if (key == "width") {
        options.width = number(value, figure_sides);
    } else if (key == "height") {
        options.height = number(value, figure_sides);
    } else if (key == "scale") {
        options.scale = number(value, figure_scales);
    } else if (key == "theme") {
        options.theme = parse_theme(text(value));
    } else if (key == "panel") {
        options.panel = text(value);
    } else if (key == "without") {
        if (!value.is_array()) throw InputError(json_shown(value) + " is not a list of names");
        for (const Json& name : value) omit(text(name), options.without);
    } else if (key == "sweeps") {
        if (!value.is_array()) throw InputError(json_shown(value) + " is not a list of sweeps");
        for (const Json& sweep : value) options.sweeps.push_back(text(sweep));
    } else if (key == "columns") {
        const double v = number(value, {1, most_columns});
        if (v != std::floor(v)) throw InputError(json_shown(value) + " is not a whole number");
        options.columns = static_cast<int>(v);
    } else if (key == "beside") {
        options.beside = flag(value);
    } else if (key == "type") {
        options.type = number(value, figure_types);
    } else if (key == "line-weight") {
        options.line_weight = number(value, line_weights);
    } else if (key == "transparent") {
        options.transparent = flag(value);
    } else if (key == "handles") {
        options.handles = flag(value);
    } else if (key == "text") {
        options.text = parse_svg_text(text(value));
    } else {
        left_out.unknown.push_back("figure." + key);
    }
}

}  // namespace

SvgText parse_svg_text(const std::string& name) {
    for (const auto& [way, known] : svg_texts)
        if (name == known) return way;
    throw InputError(fmt::format("{} is none of text, outlines or embedded{}", in_quotes(name),
                                 nearest(name, {"text", "outlines", "embedded"})));
}

std::string svg_text_name(SvgText way) { return svg_texts[static_cast<std::size_t>(way)].second; }

Omissions parse_omissions(const std::string& list) {
    Omissions without;
    if (list == no_omission) return without;
    for (std::size_t from = 0; from <= list.size();) {
        const std::size_t end = std::min(list.find(',', from), list.size());
        try {
            omit(list.substr(from, end - from), without);
        } catch (const InputError& e) {
            throw InputError(fmt::format("--without: {}", e.what()));
        }
        from = end + 1;
    }
    return without;
}

std::vector<std::string> omission_names(const Omissions& without) {
    std::vector<std::string> names;
    for (const auto& [name, member] : omissions())
        if (without.*member) names.push_back(name);
    return names;
}

Json figure_json(const FigureOptions& options) {
    const FigureOptions usual;
    Json json = {{"width", number_json(options.width)},
                 {"height", number_json(options.height)},
                 {"scale", number_json(options.scale)},
                 {"theme", theme_name(options.theme)}};
    if (!options.panel.empty()) json["panel"] = options.panel;
    if (const auto names = omission_names(options.without); !names.empty()) json["without"] = Json(names);
    if (!options.sweeps.empty()) json["sweeps"] = Json(options.sweeps);
    if (options.columns > 0) json["columns"] = options.columns;
    if (options.beside) json["beside"] = true;
    if (options.type > 0) json["type"] = number_json(options.type);
    if (options.line_weight != usual.line_weight) json["line-weight"] = number_json(options.line_weight);
    if (options.transparent) json["transparent"] = true;
    if (options.handles) json["handles"] = true;
    if (options.text != usual.text) json["text"] = svg_text_name(options.text);
    return json;
}

FigureOptions read_figure_options(const Json& json, LeftOut& left_out) {
    FigureOptions options;
    for (const auto& [key, value] : json.items()) {
        try {
            take(key, value, options, left_out);
        } catch (const InputError& e) {
            left_out.damaged.push_back(fmt::format("figure.{}: {}", key, e.what()));
        }
    }
    const double largest = options.scale * std::max(options.width, options.height);
    if (largest > most_pixels) {
        left_out.damaged.push_back(fmt::format("figure.scale: {} makes a side of {} pixels",
                                               shortest(options.scale), shortest(largest)));
        options.scale = FigureOptions().scale;
    }
    return options;
}

}  // namespace lossfield::viz
