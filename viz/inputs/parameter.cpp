#include "viz/inputs/parameter.hpp"

#include <algorithm>
#include <cctype>

#include "viz/text/words.hpp"

namespace lossfield::viz {

namespace {

std::string label_from(const std::string& id) {
    std::string label = id;
    std::replace(label.begin(), label.end(), '-', ' ');
    if (!label.empty()) label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
    return label;
}

Interval hard_range(Kind kind, const Traits& traits) {
    if (traits.hard != Interval{0, 0}) return traits.hard;
    if (kind == Kind::Points || kind == Kind::Matrix || kind == Kind::Domain) return {-1e9, 1e9};
    Interval range = traits.soft;
    if (traits.spacing == Spacing::LogWithZero) range.low = std::min(range.low, 0.0);
    return range;
}

}  // namespace

Parameter complete(std::string id, Kind kind, Traits traits) {
    if (traits.label.empty()) traits.label = label_from(id);
    if (traits.group.empty()) traits.group = "Input";
    traits.hard = hard_range(kind, traits);
    Parameter parameter;
    static_cast<Traits&>(parameter) = std::move(traits);
    parameter.id = std::move(id);
    parameter.kind = kind;
    return parameter;
}

std::size_t index_of(const std::vector<Parameter>& parameters, const std::string& id) {
    std::vector<std::string> known;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].id == id) return i;
        known.push_back(parameters[i].id);
    }
    throw InputError("unknown parameter " + in_quotes(id) + nearest(id, known) + "; give " + one_of(known));
}

}  // namespace lossfield::viz
