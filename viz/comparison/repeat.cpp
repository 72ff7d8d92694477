#include "viz/comparison/repeat.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {
namespace {

constexpr const char* step_name = "step";
constexpr long long last_step = 1'000'000'000;

bool repeats(const Parameter& p) {
    return p.kind == Kind::Real || p.kind == Kind::Whole || p.kind == Kind::Choice ||
           p.kind == Kind::Toggle || p.kind == Kind::Vector;
}

std::vector<std::string> cut(const std::string& list) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= list.size();) {
        const std::size_t end = std::min(list.find(',', from), list.size());
        parts.push_back(list.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

std::string what_repeats(const Lab& lab) {
    std::vector<std::string> names;
    for (const Parameter& p : lab.parameters)
        if (repeats(p)) names.push_back(p.kind == Kind::Vector ? p.id + "[k]" : p.id);
    names.emplace_back(step_name);
    return one_of(names);
}

Value read_step(const std::string& text) {
    const auto step = parse_number(text);
    if (!step || *step != std::floor(*step) || *step < 0 || *step > static_cast<double>(last_step))
        throw InputError(
            fmt::format("step: {} is not a whole number from 0 to {}", in_quotes(text), last_step));
    return static_cast<long long>(*step);
}

Value read_entry(const Parameter& p, const Value& vector, std::size_t entry, const std::string& text) {
    const auto number = parse_number(text);
    if (!number) throw InputError(fmt::format("{}: {} {}", p.id, in_quotes(text), why_no_number(text)));
    if (!p.hard.contains(*number) || (p.whole_entries && *number != std::floor(*number)))
        throw InputError(fmt::format("{}[{}]: {} is not {} from {} to {}", p.id, entry + 1, in_quotes(text),
                                     p.whole_entries ? "a whole number" : "a number", shortest(p.hard.low),
                                     shortest(p.hard.high)));
    Vector tried = std::get<Vector>(vector);
    tried[entry] = *number;
    if (const auto problem = problem_of(p, tried)) throw InputError(*problem);
    return *number;
}

// "logits[2]" to its entry, from 0.
std::size_t entry_of(const std::string& name, std::size_t bracket, std::size_t length) {
    const auto k = name.back() == ']'
                       ? parse_number(std::string_view(name).substr(bracket + 1, name.size() - bracket - 2))
                       : std::nullopt;
    if (!k || *k != std::floor(*k) || *k < 1 || *k > static_cast<double>(length))
        throw InputError(fmt::format("{}: give an entry from [1] to [{}]", in_quotes(name), length));
    return static_cast<std::size_t>(*k) - 1;
}

}  // namespace

Repeat parse_repeat(const Lab& lab, const Values& values, const std::string& text) {
    const auto equals = text.find('=');
    if (equals == 0 || equals == std::string::npos)
        throw InputError(
            fmt::format("{} is not of the form ID=V1,V2,...; ID is {}", in_quotes(text), what_repeats(lab)));
    const std::string name = text.substr(0, equals);
    const std::vector<std::string> given = cut(text.substr(equals + 1));
    if (given.size() > most_repeated)
        throw InputError(fmt::format("{}: {} values are too many; give at most {}", in_quotes(name),
                                     given.size(), most_repeated));
    Repeat repeat;
    if (name == step_name) {
        for (const std::string& v : given) repeat.values.push_back(read_step(v));
        return repeat;
    }
    const auto bracket = name.find('[');
    repeat.parameter = index_of(lab, name.substr(0, bracket));
    const Parameter& p = lab.parameters[*repeat.parameter];
    const Value& now = values[*repeat.parameter];
    if (!repeats(p) || (p.kind == Kind::Vector) != (bracket != std::string::npos))
        throw InputError(
            fmt::format("{} cannot take several values; give {}", in_quotes(name), what_repeats(lab)));
    if (p.kind == Kind::Vector) repeat.entry = entry_of(name, bracket, std::get<Vector>(now).size());
    for (const std::string& v : given)
        repeat.values.push_back(repeat.entry ? read_entry(p, now, *repeat.entry, v) : parse_value(p, v));
    return repeat;
}

std::string repeat_text(const Lab& lab, const Repeat& repeat) {
    std::string text = repeat.parameter ? lab.parameters[*repeat.parameter].id : step_name;
    if (repeat.entry) text += fmt::format("[{}]", *repeat.entry + 1);
    for (std::size_t i = 0; i < repeat.values.size(); ++i) {
        text += i == 0 ? '=' : ',';
        const Value& v = repeat.values[i];
        if (!repeat.parameter)
            text += std::to_string(std::get<long long>(v));
        else if (repeat.entry)
            text += shortest(std::get<double>(v));
        else
            text += format_value(lab.parameters[*repeat.parameter], v);
    }
    return text;
}

void set_repeated(const Repeat& repeat, std::size_t i, Values& values, View& view) {
    const Value& v = repeat.values[i];
    if (!repeat.parameter)
        view.step = std::get<long long>(v);
    else if (repeat.entry)
        std::get<Vector>(values[*repeat.parameter])[*repeat.entry] = std::get<double>(v);
    else
        values[*repeat.parameter] = v;
}

std::string repeated_name(const Lab& lab, const Repeat& repeat) {
    if (!repeat.parameter) return step_name;
    const Parameter& p = lab.parameters[*repeat.parameter];
    const std::string name = p.symbol.empty() ? p.label : p.symbol;
    if (!repeat.entry) return name;
    const bool symbol = name.size() > 2 && name.front() == '$' && name.back() == '$';
    const std::size_t k = *repeat.entry + 1;
    return symbol ? fmt::format("{}_{{{}}}$", name.substr(0, name.size() - 1), k)
                  : fmt::format("{} {}", name, k);
}

std::string repeated_value(const Lab& lab, const Repeat& repeat, std::size_t i) {
    const Value& v = repeat.values[i];
    if (!repeat.parameter) return std::to_string(std::get<long long>(v));
    if (repeat.entry) return true_minus(shortest(std::get<double>(v)));
    const Parameter& p = lab.parameters[*repeat.parameter];
    if (p.kind != Kind::Choice)
        return p.kind == Kind::Toggle ? format_value(p, v) : true_minus(format_value(p, v));
    const auto option = std::find_if(p.options.begin(), p.options.end(),
                                     [&](const Option& o) { return o.id == std::get<std::string>(v); });
    return option->label;
}

}  // namespace lossfield::viz
