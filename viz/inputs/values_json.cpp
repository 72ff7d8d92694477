#include <cmath>

#include <fmt/format.h>

#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

[[noreturn]] void refuse(const Parameter& parameter, const Json& given) {
    const auto text = json_shown(given);
    throw InputError(fmt::format("{}: {} is not {}", parameter.id, text, accepted(parameter)));
}

double number_from(const Parameter& parameter, const Json& given) {
    if (!given.is_number()) refuse(parameter, given);
    return given.get<double>();
}

Vector numbers_from(const Parameter& parameter, const Json& given) {
    if (!given.is_array()) refuse(parameter, given);
    Vector numbers;
    numbers.reserve(given.size());
    for (const auto& entry : given) numbers.push_back(number_from(parameter, entry));
    return numbers;
}

Points points_from(const Parameter& parameter, const Json& given) {
    if (!given.is_array()) refuse(parameter, given);
    Points points;
    for (const auto& entry : given) {
        if (!entry.is_array() || entry.size() < 2 || entry.size() > 3) refuse(parameter, entry);
        if (entry.size() == 3 && !entry[2].is_string()) refuse(parameter, entry);
        points.push_back({number_from(parameter, entry[0]), number_from(parameter, entry[1]),
                          entry.size() == 3 ? entry[2].get<std::string>() : std::string()});
    }
    return points;
}

Matrix matrix_from(const Parameter& parameter, const Json& given) {
    if (!given.is_array()) refuse(parameter, given);
    Matrix matrix;
    for (const auto& row : given) {
        const Vector entries = numbers_from(parameter, row);
        if (matrix.rows == 0) matrix.columns = entries.size();
        if (entries.size() != matrix.columns) refuse(parameter, row);
        matrix.entries.insert(matrix.entries.end(), entries.begin(), entries.end());
        ++matrix.rows;
    }
    return matrix;
}

Value read(const Parameter& parameter, const Json& given) {
    switch (parameter.kind) {
        case Kind::Real:
            return number_from(parameter, given);
        case Kind::Whole: {
            const double v = number_from(parameter, given);
            if (v != std::floor(v) || std::abs(v) > 9007199254740992.0) refuse(parameter, given);
            return static_cast<long long>(v);
        }
        case Kind::Toggle:
            if (!given.is_boolean()) refuse(parameter, given);
            return given.get<bool>();
        case Kind::Choice:
        case Kind::Text:
            if (!given.is_string()) refuse(parameter, given);
            return given.get<std::string>();
        case Kind::Vector:
            if (given.is_number()) return Vector{given.get<double>()};
            return numbers_from(parameter, given);
        case Kind::Points:
            return points_from(parameter, given);
        case Kind::Matrix:
            return matrix_from(parameter, given);
        case Kind::Domain: {
            if (given == automatic_word) return Automatic{};
            const Vector v = numbers_from(parameter, given);
            if (v.size() != 4) refuse(parameter, given);
            return Domain{{v[0], v[1]}, {v[2], v[3]}};
        }
    }
    throw std::logic_error("value_from_json: unknown kind");
}

}  // namespace

Json number_json(double v) { return std::isfinite(v) ? Json(v) : Json(shortest(v)); }

Json vector_json(const Vector& v) {
    Json numbers = Json::array();
    for (const double entry : v) numbers.push_back(number_json(entry));
    return numbers;
}

Json value_json(const Parameter& parameter, const Value& value) {
    switch (parameter.kind) {
        case Kind::Real:
            return number_json(std::get<double>(value));
        case Kind::Whole:
            return std::get<long long>(value);
        case Kind::Toggle:
            return std::get<bool>(value);
        case Kind::Choice:
        case Kind::Text:
            return std::get<std::string>(value);
        case Kind::Vector:
            // A distribution on one class is that class.
            if (parameter.distribution && std::get<Vector>(value).size() == 1)
                return number_json(std::get<Vector>(value).front());
            return vector_json(std::get<Vector>(value));
        case Kind::Points: {
            Json points = Json::array();
            for (const auto& p : std::get<Points>(value)) {
                points.push_back({number_json(p.x), number_json(p.y)});
                if (!p.label.empty()) points.back().push_back(p.label);
            }
            return points;
        }
        case Kind::Matrix: {
            const auto& m = std::get<Matrix>(value);
            Json rows = Json::array();
            for (std::size_t r = 0; r < m.rows; ++r) {
                Json row = Json::array();
                for (std::size_t c = 0; c < m.columns; ++c) row.push_back(number_json(m.at(r, c)));
                rows.push_back(std::move(row));
            }
            return rows;
        }
        case Kind::Domain: {
            const auto d = domain_in(value);
            if (!d) return automatic_word;
            return vector_json({d->x.low, d->x.high, d->y.low, d->y.high});
        }
    }
    throw std::logic_error("value_json: unknown kind");
}

Value value_from_json(const Parameter& parameter, const Json& given) {
    Value value = read(parameter, given);
    if (const auto problem = problem_of(parameter, value)) throw InputError(*problem);
    return value;
}

}  // namespace lossfield::viz
