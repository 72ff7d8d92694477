#include "viz/lab/settings.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

constexpr double sum_tolerance = 1e-9;

void check_distribution(const Parameter& parameter, const Vector& v) {
    if (v.size() == 1) return;
    const double sum = std::accumulate(v.begin(), v.end(), 0.0);
    if (std::abs(sum - 1) <= sum_tolerance) return;
    // Ten digits show every sum that is refused, and no rounding of the sum itself.
    throw InputError(
        fmt::format("{}: the probabilities sum to {:.10g}; give {}", parameter.id, sum, accepted(parameter)));
}

void check_length(const Parameter& parameter, const Vector& v, const Parameter& leader, std::size_t n) {
    if (parameter.distribution && v.size() == 1) {
        if (v[0] <= static_cast<double>(n)) return;
        throw InputError(
            fmt::format("{}: {} is not a class; give a class from 1 to {} (the entries of {}) or {} "
                        "probabilities with sum 1",
                        parameter.id, shortest(v[0]), n, leader.id, n));
    }
    if (v.size() == n) return;
    throw InputError(fmt::format("{}: {} entries where {} has {}; give as many as {} has{}", parameter.id,
                                 v.size(), leader.id, n, leader.id,
                                 parameter.distribution ? fmt::format(" or a class from 1 to {}", n) : ""));
}

void check_places(const Parameter& parameter, const Vector& v, const Parameter& whose, std::size_t length) {
    if (length < v.size()) return;
    for (std::size_t i = 0; i < v.size(); ++i) {
        const bool twice = std::find(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(i), v[i]) !=
                           v.begin() + static_cast<std::ptrdiff_t>(i);
        if (!twice && v[i] >= 1 && v[i] <= static_cast<double>(length)) continue;
        throw InputError(fmt::format("{}: {} {}; give {} different numbers from 1 to {}, the length of {}",
                                     parameter.id, shortest(v[i]), twice ? "comes twice" : "does not exist",
                                     v.size(), length, whose.id));
    }
}

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

void check_values(const Lab& lab, const Values& values) {
    if (values.size() != lab.parameters.size())
        throw InputError(
            fmt::format("{}: {} values for {} parameters", lab.id, values.size(), lab.parameters.size()));
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const auto problem = problem_of(lab.parameters[i], values[i])) throw InputError(*problem);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& parameter = lab.parameters[i];
        if (parameter.kind != Kind::Vector) continue;
        const auto& v = std::get<Vector>(values[i]);
        if (!parameter.length_of.empty()) {
            const auto leader = index_of(lab, parameter.length_of);
            check_length(parameter, v, lab.parameters[leader], std::get<Vector>(values[leader]).size());
        }
        if (parameter.distribution) check_distribution(parameter, v);
        if (!parameter.places_in.empty()) {
            const auto there = index_of(lab, parameter.places_in);
            check_places(parameter, v, lab.parameters[there], std::get<Vector>(values[there]).size());
        }
    }
    if (!lab.check) return;
    if (const auto problem = lab.check(values)) throw InputError(lab.id + ": " + *problem);
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
    const Values before = values;
    std::vector<bool> set(values.size(), false);
    for (const auto& [parameter, value] : settings) {
        const std::size_t i = index_of(lab, parameter);
        values[i] = value, set[i] = true;
    }
    for (std::size_t i = 0; i < values.size(); ++i)
        if (lab.parameters[i].kind == Kind::Domain && !set[i] && refitted(lab, i, before, values))
            values[i] = Automatic{};
    return values;
}

Values settled(const Lab& lab, const Values& values) { return lab.settled ? lab.settled(values) : values; }

Values with_ranges_of(const Values& settled, Values values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::holds_alternative<Automatic>(values[i])) values[i] = settled[i];
    return values;
}

bool refitted(const Lab& lab, std::size_t domain, const Values& before, const Values& after) {
    for (std::size_t i = 0; i < after.size(); ++i)
        if (lab.parameters[i].refits == lab.parameters[domain].id && before[i] != after[i]) return true;
    return false;
}

std::optional<Formerly> formerly(const Lab& lab, const std::string& id, const Values& values) {
    std::optional<Formerly> found;
    const auto stands = [&](const FormerId::Choice& c) {
        return values[index_of(lab, c.parameter)] == Value(c.option);
    };
    for (std::size_t i = 0; i < lab.parameters.size(); ++i)
        for (const FormerId& former : lab.parameters[i].former) {
            if (former.id != id) continue;
            found = {i, std::all_of(former.where.begin(), former.where.end(), stands)};
            if (found->applies) return found;
        }
    return found;
}

Values carried_over(const Lab& from, const Values& values, const Lab& to,
                    const std::vector<Setting>& settings) {
    Values carried = defaults(to);
    for (std::size_t i = 0; i < to.parameters.size(); ++i) {
        const Parameter& parameter = to.parameters[i];
        const auto means_the_same = [&](const Parameter& p) {
            return p.identity == parameter.identity || p.identity.empty() || parameter.identity.empty();
        };
        const auto same =
            std::find_if(from.parameters.begin(), from.parameters.end(), [&](const Parameter& p) {
                return p.id == parameter.id && p.kind == parameter.kind && means_the_same(p);
            });
        if (same == from.parameters.end()) continue;
        const Value& value = values[static_cast<std::size_t>(same - from.parameters.begin())];
        if (!problem_of(parameter, value)) carried[i] = value;
    }
    const auto stays = [&](const Parameter& choice, const Value& chosen) {
        const auto there = std::find_if(from.parameters.begin(), from.parameters.end(),
                                        [&](const Parameter& p) { return p.id == choice.id; });
        return there != from.parameters.end() &&
               values[static_cast<std::size_t>(there - from.parameters.begin())] == chosen;
    };
    for (std::size_t i = 0; i < carried.size(); ++i)
        for (std::size_t k = 0; k < carried.size() && to.parameters[i].kind == Kind::Domain; ++k)
            if (to.parameters[k].refits == to.parameters[i].id && !stays(to.parameters[k], carried[k]))
                carried[i] = Automatic{};
    return with_settings(to, std::move(carried), settings);
}

}  // namespace lossfield::viz
