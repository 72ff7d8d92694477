#include "viz/inputs/parameter.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "viz/inputs/list_definitions.hpp"
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

template <class T>
const T& at(const void* inputs, std::ptrdiff_t offset) {
    return *reinterpret_cast<const T*>(static_cast<const char*>(inputs) + offset);
}

template <class T>
void put(void* inputs, std::ptrdiff_t offset, T value) {
    *reinterpret_cast<T*>(static_cast<char*>(inputs) + offset) = std::move(value);
}

}  // namespace

Parameter complete(std::string id, Kind kind, Words words, Traits traits) {
    if (words.label.empty()) words.label = label_from(id);
    traits.hard = hard_range(kind, traits);
    return {std::move(words), std::move(traits), std::move(id), kind, {}, {}};
}

Binding bound(Stored stored, std::ptrdiff_t offset, std::string id, Kind kind, Words words, Traits traits) {
    return {complete(std::move(id), kind, std::move(words), std::move(traits)), stored, offset, {}, {}, 0};
}

Binding bound_choice(std::ptrdiff_t offset, std::string id, Words words, Traits traits,
                     std::vector<Option> options, std::vector<int> enumerators) {
    traits.options = std::move(options);
    return {complete(std::move(id), Kind::Choice, std::move(words), std::move(traits)),
            Stored::Enumerator,
            offset,
            std::move(enumerators),
            {},
            0};
}

Value Binding::get(const void* inputs) const {
    switch (stored) {
        case Stored::Double:
            return at<double>(inputs, offset);
        case Stored::Int:
            return static_cast<long long>(at<int>(inputs, offset));
        case Stored::Bool:
            return at<bool>(inputs, offset);
        case Stored::String:
            return at<std::string>(inputs, offset);
        case Stored::NumberList:
            return at<Vector>(inputs, offset);
        case Stored::PointList:
            return at<Points>(inputs, offset);
        case Stored::Matrix:
            return at<Matrix>(inputs, offset);
        case Stored::Domain:
            return domain_value(at<std::optional<Domain>>(inputs, offset));
        case Stored::Enumerator:
            break;
    }
    // An enumeration is another type than int, so its bytes are read.
    int enumerator = 0;
    std::memcpy(&enumerator, static_cast<const char*>(inputs) + offset, sizeof enumerator);
    const auto found = std::find(enumerators.begin(), enumerators.end(), enumerator);
    if (found == enumerators.end())
        throw std::logic_error(parameter.id + ": no option for enumerator " + std::to_string(enumerator));
    return parameter.options[static_cast<std::size_t>(found - enumerators.begin())].id;
}

void Binding::set(void* inputs, const Value& value) const {
    switch (stored) {
        case Stored::Double:
            return put(inputs, offset, std::get<double>(value));
        case Stored::Int:
            return put(inputs, offset, static_cast<int>(std::get<long long>(value)));
        case Stored::Bool:
            return put(inputs, offset, std::get<bool>(value));
        case Stored::String:
            return put(inputs, offset, std::get<std::string>(value));
        case Stored::NumberList:
            return put(inputs, offset, std::get<Vector>(value));
        case Stored::PointList:
            return put(inputs, offset, std::get<Points>(value));
        case Stored::Matrix:
            return put(inputs, offset, std::get<Matrix>(value));
        case Stored::Domain:
            return put(inputs, offset, domain_in(value));
        case Stored::Enumerator:
            break;
    }
    const auto& id = std::get<std::string>(value);
    for (std::size_t i = 0; i < enumerators.size(); ++i)
        if (parameter.options[i].id == id) {
            std::memcpy(static_cast<char*>(inputs) + offset, &enumerators[i], sizeof(int));
            return;
        }
    throw std::logic_error(parameter.id + ": no option " + in_quotes(id));
}

std::size_t index_of(const std::vector<Parameter>& parameters, const std::string& id) {
    std::vector<std::string> known;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].id == id) return i;
        known.push_back(parameters[i].id);
    }
    throw InputError("unknown parameter " + in_quotes(id) + nearest(id, known) + "; give " + one_of(known));
}

template class List<Binding>;

}  // namespace lossfield::viz
