#include "tests/support/random_values.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace lossfield::tests {

using namespace viz;

namespace {

double number(const Parameter& parameter, Random& random) {
    auto [low, high] = parameter.hard;
    // Of a range over many decades mostly what is near the slider's; else hardly any number were not huge.
    constexpr double near = 1000;
    const double reach = near * std::max(std::abs(parameter.soft.low), std::abs(parameter.soft.high));
    if (high >= 1e12 && low <= -1e12 && random.below(8) > 0) low = -reach, high = reach;
    double v = random.between(low, high);
    switch (random.below(6)) {
        case 0:
            v = low;
            break;
        case 1:
            v = high;
            break;
        case 2:
            v = std::clamp(random.between(parameter.soft.low, parameter.soft.high), low, high);
            break;
        case 3:
            v = std::clamp(0.0, low, high);
            break;
        default:
            break;
    }
    if (parameter.kind == Kind::Whole || parameter.whole_entries)
        v = std::clamp(std::round(v), std::ceil(low), std::floor(high));
    return v;
}

std::string words(Random& random, const std::string& without) {
    static const std::vector<std::string> pieces = {"a", "Z", "0", " ", ",", ";", "=", "'", "\"", "\\",
                                                    "@", "-", "$", "µ", "∇", "👍", "{", "}", "%",  "\u00a0"};
    std::string text;
    for (std::size_t n = random.below(9); n > 0; --n) {
        const auto& piece = pieces[random.below(pieces.size())];
        if (without.find(piece) == std::string::npos) text += piece;
    }
    return text;
}

std::string random_label(const Parameter& points, Random& random) {
    return points.labels.empty() ? words(random, ";") : points.labels[random.below(points.labels.size())];
}

Vector random_vector(const Parameter& parameter, Random& random, std::size_t n) {
    if (parameter.takes_class() && random.below(3) == 0) return {static_cast<double>(1 + random.below(n))};
    Vector v;
    for (std::size_t i = 0; i < n; ++i)
        v.push_back(parameter.distribution ? random.between(0, 1) : number(parameter, random));
    if (!parameter.distribution) return v;
    if (random.below(2) == 0) v[random.below(n)] = 0;
    double sum = 0;
    for (const double p : v) sum += p;
    if (sum == 0) v[0] = sum = 1;
    for (double& p : v) p /= sum;
    return v;
}

// As many different places from 1 to n as the list is long.
Value random_places(const Value& list, std::size_t n, Random& random) {
    Vector places;
    for (std::size_t k = 1; k <= n; ++k) places.push_back(static_cast<double>(k));
    for (std::size_t k = n; k > 1; --k) std::swap(places[k - 1], places[random.below(k)]);
    places.resize(std::get<Vector>(list).size());
    return places;
}

// Mostly few, so that many values are tried; now and then, where so many are taken, hundreds: more than a panel draws one by one.
std::size_t any_length(const Parameter& parameter, Random& random) {
    constexpr std::size_t few = 64, many = 500;
    const std::size_t most = parameter.max_length <= few ? parameter.max_length
                             : random.below(16) == 0     ? std::min(many, parameter.max_length)
                                                         : few;
    return parameter.min_length + random.below(most - parameter.min_length + 1);
}

}  // namespace

std::uint64_t Random::bits() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

std::size_t Random::below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }

double Random::between(double low, double high) {
    return std::clamp(std::lerp(low, high, static_cast<double>(bits() >> 11) * 0x1p-53), low, high);
}

Value random_value(const Parameter& parameter, Random& random, std::size_t length) {
    if (length == 0) length = any_length(parameter, random);
    switch (parameter.kind) {
        case Kind::Real:
            return number(parameter, random);
        case Kind::Whole:
            return static_cast<long long>(number(parameter, random));
        case Kind::Toggle:
            return random.below(2) == 0;
        case Kind::Choice:
            return parameter.options[random.below(parameter.options.size())].id;
        case Kind::Text:
            return words(random, "");
        case Kind::Vector:
            return random_vector(parameter, random, length);
        case Kind::Points: {
            Points points;
            for (std::size_t i = 0; i < length; ++i)
                points.push_back(
                    {number(parameter, random), number(parameter, random), random_label(parameter, random)});
            return points;
        }
        case Kind::Matrix: {
            Matrix m{length, any_length(parameter, random), {}};
            for (std::size_t i = 0; i < m.rows * m.columns; ++i)
                m.entries.push_back(number(parameter, random));
            return m;
        }
        case Kind::Domain: {
            if (random.below(4) == 0) return Automatic{};
            const double x = random.between(-10, 9), y = random.between(-10, 9);
            return Domain{{x, x + random.between(0.01, 1)}, {y, y + random.between(0.01, 1)}};
        }
    }
    throw std::logic_error("random_value: unknown kind");
}

Values random_values(const Lab& lab, Random& random) {
    Values values;
    for (const auto& parameter : lab.parameters) values.push_back(random_value(parameter, random));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& parameter = lab.parameters[i];
        if (parameter.length_of.empty()) continue;
        const auto& leader = std::get<Vector>(values[index_of(lab, parameter.length_of)]);
        values[i] = random_value(parameter, random, leader.size());
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto& parameter = lab.parameters[i];
        if (parameter.places_in.empty()) continue;
        const auto& there = std::get<Vector>(values[index_of(lab, parameter.places_in)]);
        if (there.size() >= std::get<Vector>(values[i]).size())
            values[i] = random_places(values[i], there.size(), random);
    }
    return values;
}

}  // namespace lossfield::tests
