#include "app/command/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/lab/settings.hpp"
#include "viz/text/numbers.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {

using viz::in_quotes;
using viz::InputError;
using viz::Kind;

namespace {

bool can_be_swept(const viz::Parameter& p) {
    return p.kind == Kind::Real || p.kind == Kind::Whole || p.kind == Kind::Vector;
}

bool whole(const viz::Parameter& p) { return p.kind == Kind::Whole || p.whole_entries; }

std::string name_of(const viz::Parameter& p, const Sweep& sweep) {
    return sweep.entry ? fmt::format("{}[{}]", p.id, *sweep.entry + 1) : p.id;
}

// What may be swept here, for an error.
std::string choices(const viz::Lab& lab) {
    std::vector<std::string> swept;
    for (const auto& p : lab.parameters)
        if (can_be_swept(p)) swept.push_back(p.kind == Kind::Vector ? p.id + "[k]" : p.id);
    return swept.empty() ? "nothing: the lab has no number" : viz::one_of(swept);
}

// "logits[2]" to its id and its entry.
std::pair<std::string, std::optional<std::size_t>> cut_entry(const std::string& name) {
    const auto bracket = name.find('[');
    if (bracket == std::string::npos) return {name, std::nullopt};
    const auto k =
        name.back() == ']'
            ? viz::parse_number(std::string_view(name).substr(bracket + 1, name.size() - bracket - 2))
            : std::nullopt;
    if (!k || *k < 1 || *k > 1e6 || *k != std::floor(*k))
        throw InputError(fmt::format("--sweep: {} is not of the form ID[k] with k from 1", in_quotes(name)));
    return {name.substr(0, bracket), static_cast<std::size_t>(*k) - 1};
}

double value_at(const viz::Parameter& p, const viz::Interval& range, std::size_t i, std::size_t count) {
    const auto step = static_cast<double>(i);
    if (whole(p)) {
        const double all = std::floor(range.length()) + 1;
        const double stride = std::max(1.0, std::floor(all / static_cast<double>(count)));
        return range.low + std::fmod(step * stride, all);
    }
    const double part = count > 1 ? step / static_cast<double>(count - 1) : 0;
    if (i + 1 == count && i > 0) return range.high;
    if (p.spacing == viz::Spacing::Linear || range.low <= 0) return range.low + part * range.length();
    return range.low * std::pow(range.high / range.low, part);
}

}  // namespace

Sweep parse_sweep(const viz::Lab& lab, const viz::Values& values, const std::string& text) {
    const auto equals = text.find('=');
    const auto dots = equals == std::string::npos ? equals : text.find("..", equals);
    if (equals == 0 || dots == std::string::npos)
        throw InputError(fmt::format("--sweep: {} is not of the form ID=A..B", in_quotes(text)));
    Sweep sweep;
    const auto [id, entry] = cut_entry(text.substr(0, equals));
    sweep.parameter = viz::index_of(lab, id);
    sweep.entry = entry;
    const viz::Parameter& p = lab.parameters[sweep.parameter];
    if (!can_be_swept(p) || (p.kind == Kind::Vector) != entry.has_value())
        throw InputError(fmt::format("--sweep: {} is not one number; give {}", in_quotes(name_of(p, sweep)),
                                     choices(lab)));
    if (entry) {
        const auto length = std::get<viz::Vector>(values[sweep.parameter]).size();
        if (*entry >= length)
            throw InputError(fmt::format("--sweep: {} does not exist; give an entry from 1 to {}",
                                         in_quotes(name_of(p, sweep)), length));
    }
    const auto low = viz::parse_number(std::string_view(text).substr(equals + 1, dots - equals - 1));
    const auto high = viz::parse_number(std::string_view(text).substr(dots + 2));
    const bool fits = low && high && *low < *high && p.hard.contains(*low) && p.hard.contains(*high) &&
                      (!whole(p) || (*low == std::floor(*low) && *high == std::floor(*high)));
    if (!fits)
        throw InputError(fmt::format(
            "--sweep: {} is not a range of {}; give A..B with A below B, {} from {} to {}",
            in_quotes(text.substr(equals + 1)), name_of(p, sweep), whole(p) ? "whole numbers" : "both",
            viz::shortest(p.hard.low), viz::shortest(p.hard.high)));
    sweep.range = {*low, *high};
    return sweep;
}

Sweep usual_sweep(const viz::Lab& lab, const viz::Figure& figure) {
    for (const Kind kind : {Kind::Real, Kind::Whole, Kind::Vector})
        for (std::size_t i = 0; i < lab.parameters.size(); ++i)
            if (lab.parameters[i].kind == kind && viz::has_effect(figure, lab.parameters[i].id))
                return {i, kind == Kind::Vector ? std::optional<std::size_t>(0) : std::nullopt,
                        lab.parameters[i].soft};
    throw InputError(
        fmt::format("lossfield profile: {} has no number to change from frame to frame", lab.id));
}

std::string sweep_text(const viz::Lab& lab, const Sweep& sweep) {
    return fmt::format("{}={}..{}", name_of(lab.parameters[sweep.parameter], sweep),
                       viz::shortest(sweep.range.low), viz::shortest(sweep.range.high));
}

std::vector<viz::Values> swept(const viz::Lab& lab, const viz::Values& values, const Sweep& sweep,
                               std::size_t count) {
    const viz::Parameter& p = lab.parameters[sweep.parameter];
    std::vector<viz::Values> all(count, values);
    for (std::size_t i = 0; i < count; ++i) {
        const double v = value_at(p, sweep.range, i, count);
        viz::Value& value = all[i][sweep.parameter];
        if (sweep.entry) {
            std::get<viz::Vector>(value).at(*sweep.entry) = v;
        } else if (p.kind == Kind::Whole) {
            value = static_cast<long long>(v);
        } else {
            value = v;
        }
        try {
            viz::check_values(lab, all[i]);
        } catch (const InputError& e) {
            throw InputError(
                fmt::format("--sweep: at {}={}: {}", name_of(p, sweep), viz::shortest(v), e.what()));
        }
    }
    return all;
}

}  // namespace lossfield::app
