#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "viz/values.hpp"

namespace lossfield::viz {

namespace {

// The parameter that says how long the vectors sharing its length are.
std::size_t leader_of(const Lab& lab, std::size_t index) {
    while (!lab.parameters[index].length_of.empty()) index = index_of(lab, lab.parameters[index].length_of);
    return index;
}

Vector resized_distribution(Vector v, std::size_t length) {
    if (v.size() == 1) return {std::min(v[0], static_cast<double>(length))};
    v.resize(length, 0.0);
    const double sum = std::accumulate(v.begin(), v.end(), 0.0);
    if (sum > 0) {
        for (auto& p : v) p /= sum;
    } else {
        v.back() = 1;
    }
    return v;
}

// Places that no longer exist become the first ones that are not in the list yet.
void keep_places(Vector& places, std::size_t length) {
    if (length < places.size()) return;
    for (auto& place : places)
        for (double free = 1; place > static_cast<double>(length); ++free)
            if (std::find(places.begin(), places.end(), free) == places.end()) place = free;
}

}  // namespace

Vector as_distribution(const Vector& target, std::size_t n) {
    if (target.size() != 1) return target;
    Vector p(n, 0.0);
    p.at(static_cast<std::size_t>(target[0]) - 1) = 1;
    return p;
}

Values resized(const Lab& lab, const Values& values, std::size_t parameter_index, std::size_t length) {
    const std::size_t leader = leader_of(lab, parameter_index);
    Values result = values;
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto& parameter = lab.parameters[i];
        if (parameter.kind != Kind::Vector || leader_of(lab, i) != leader) continue;
        if (length < parameter.min_length || length > parameter.max_length) {
            throw InputError(fmt::format("{}: {} entries; give {} to {}", parameter.id, length,
                                         parameter.min_length, parameter.max_length));
        }
        auto& v = std::get<Vector>(result[i]);
        if (parameter.distribution) {
            v = resized_distribution(std::move(v), length);
        } else {
            v.resize(length, std::clamp(0.0, parameter.hard.low, parameter.hard.high));
        }
    }
    for (std::size_t i = 0; i < result.size(); ++i)
        if (!lab.parameters[i].places_in.empty() &&
            leader_of(lab, index_of(lab, lab.parameters[i].places_in)) == leader)
            keep_places(std::get<Vector>(result[i]), length);
    return result;
}

Values with_settings(const Lab& lab, Values values, const std::vector<Setting>& settings) {
    for (const auto& [parameter, value] : settings) values[index_of(lab, parameter)] = value;
    return values;
}

Values carried_over(const Lab& from, const Values& values, const Lab& to,
                    const std::vector<Setting>& settings) {
    Values carried = defaults(to);
    for (std::size_t i = 0; i < to.parameters.size(); ++i) {
        const Parameter& parameter = to.parameters[i];
        const auto same = std::find_if(
            from.parameters.begin(), from.parameters.end(),
            [&](const Parameter& p) { return p.id == parameter.id && p.kind == parameter.kind; });
        if (same == from.parameters.end()) continue;
        const Value& value = values[static_cast<std::size_t>(same - from.parameters.begin())];
        if (!problem_of(parameter, value)) carried[i] = value;
    }
    return with_settings(to, std::move(carried), settings);
}

}  // namespace lossfield::viz
