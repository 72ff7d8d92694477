#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

// "a,b," gives three parts, the last one empty; at most `limit` parts, the last one with the rest.
std::vector<std::string_view> parts_of(std::string_view text, char separator, std::size_t limit = 0) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = parts.size() + 1 == limit ? std::string_view::npos : text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

[[noreturn]] void refuse(const Parameter& parameter, const std::string& what, const std::string& hint = "") {
    throw InputError(fmt::format("{}: {}{}; give {}", parameter.id, what, hint, accepted(parameter)));
}

// "0.8", or "1/3", which decimals cannot write.
std::optional<double> number_or_fraction(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return parse_number(text);
    const auto above = parse_number(text.substr(0, slash)), below = parse_number(text.substr(slash + 1));
    if (!above || !below || !std::isfinite(*above / *below)) return std::nullopt;
    return *above / *below;
}

double number_or_refuse(const Parameter& parameter, std::string_view text, const std::string& place) {
    if (const auto v = number_or_fraction(text)) return *v;
    refuse(parameter, fmt::format("{}{} {}", place, in_quotes(trimmed(text)), why_no_number(text)));
}

Vector parse_vector(const Parameter& parameter, const std::string& text) {
    Vector entries;
    for (const auto part : parts_of(text, ','))
        entries.push_back(number_or_refuse(parameter, part, fmt::format("entry {}: ", entries.size() + 1)));
    return entries;
}

Points parse_points(const Parameter& parameter, const std::string& text) {
    Points points;
    if (trimmed(text).empty()) return points;
    for (const auto part : parts_of(text, ';')) {
        const auto place = fmt::format("point {}: ", points.size() + 1);
        const auto fields = parts_of(part, ',', 3);
        if (fields.size() < 2) refuse(parameter, place + in_quotes(part) + " has no second coordinate");
        points.push_back({number_or_refuse(parameter, fields[0], place),
                          number_or_refuse(parameter, fields[1], place),
                          fields.size() < 3 ? std::string() : std::string(fields[2])});
    }
    return points;
}

Matrix parse_matrix(const Parameter& parameter, const std::string& text) {
    Matrix matrix;
    for (const auto row : parts_of(text, ';')) {
        ++matrix.rows;
        const auto fields = parts_of(row, ',');
        if (matrix.rows == 1) matrix.columns = fields.size();
        if (fields.size() != matrix.columns) {
            refuse(parameter, fmt::format("row {} has {} {}, row 1 has {}", matrix.rows, fields.size(),
                                          fields.size() == 1 ? "entry" : "entries", matrix.columns));
        }
        for (const auto field : fields)
            matrix.entries.push_back(
                number_or_refuse(parameter, field, fmt::format("row {}: ", matrix.rows)));
    }
    return matrix;
}

Value parse_domain(const Parameter& parameter, const std::string& text) {
    if (text == automatic_word) return Automatic{};
    const Vector v = parse_vector(parameter, text);
    if (v.size() != 4) refuse(parameter, fmt::format("{} has {} numbers", in_quotes(text), v.size()));
    return Domain{{v[0], v[1]}, {v[2], v[3]}};
}

Value parsed(const Parameter& parameter, const std::string& text) {
    switch (parameter.kind) {
        case Kind::Real:
            return number_or_refuse(parameter, text, "");
        case Kind::Whole: {
            const double v = number_or_refuse(parameter, text, "");
            if (v != std::floor(v) || std::abs(v) > 9007199254740992.0)
                refuse(parameter, in_quotes(text) + " is not a whole number");
            return static_cast<long long>(v);
        }
        case Kind::Toggle:
            if (text == "on" || text == "off") return text == "on";
            refuse(parameter, in_quotes(text) + " is neither", nearest(text, {"on", "off"}));
        case Kind::Choice:
        case Kind::Text:
            return text;
        case Kind::Vector:
            return parse_vector(parameter, text);
        case Kind::Points:
            return parse_points(parameter, text);
        case Kind::Matrix:
            return parse_matrix(parameter, text);
        case Kind::Domain:
            return parse_domain(parameter, text);
    }
    throw std::logic_error("parse_value: unknown kind");
}

std::string formatted(const Points& points) {
    std::string text;
    for (const auto& p : points) {
        if (!text.empty()) text += ';';
        text += joined({p.x, p.y});
        if (!p.label.empty()) text.append(1, ',').append(p.label);
    }
    return text;
}

std::string formatted(const Matrix& m) {
    std::string text;
    for (std::size_t r = 0; r < m.rows; ++r) {
        if (r > 0) text += ';';
        const auto row = m.entries.begin() + static_cast<std::ptrdiff_t>(r * m.columns);
        text += joined(Vector(row, row + static_cast<std::ptrdiff_t>(m.columns)));
    }
    return text;
}

}  // namespace

Value parse_value(const Parameter& parameter, const std::string& text) {
    Value value = parsed(parameter, text);
    if (const auto problem = problem_of(parameter, value)) throw InputError(*problem);
    return value;
}

std::string format_value(const Parameter& parameter, const Value& value) {
    switch (parameter.kind) {
        case Kind::Real:
            return shortest(std::get<double>(value));
        case Kind::Whole:
            return std::to_string(std::get<long long>(value));
        case Kind::Toggle:
            return std::get<bool>(value) ? "on" : "off";
        case Kind::Choice:
        case Kind::Text:
            return std::get<std::string>(value);
        case Kind::Vector:
            return joined(std::get<Vector>(value));
        case Kind::Points:
            return formatted(std::get<Points>(value));
        case Kind::Matrix:
            return formatted(std::get<Matrix>(value));
        case Kind::Domain: {
            const auto d = domain_in(value);
            return d ? joined({d->x.low, d->x.high, d->y.low, d->y.high}) : automatic_word;
        }
    }
    throw std::logic_error("format_value: unknown kind");
}

}  // namespace lossfield::viz
