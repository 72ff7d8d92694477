#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "viz/inputs/resolvable.hpp"
#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

std::string range_in_words(const Interval& range) {
    return fmt::format("from {} to {}", shortest(range.low), shortest(range.high));
}

std::string count_in_words(std::size_t least, std::size_t most) {
    return least == most ? std::to_string(least) : fmt::format("{} to {}", least, most);
}

std::vector<std::string> option_ids(const Parameter& parameter) {
    std::vector<std::string> ids;
    for (const auto& option : parameter.options) ids.push_back(option.id);
    return ids;
}

bool is_whole(double v) { return v == std::floor(v); }

// What is wrong with the value, without name and accepted form; empty when it is fine.
struct Fault {
    const Parameter& parameter;

    [[nodiscard]] std::string number(double v, const std::string& place) const {
        if (!std::isfinite(v)) return fmt::format("{}{} is not a finite number", place, shortest(v));
        if (!parameter.hard.contains(v)) return fmt::format("{}{} is out of range", place, shortest(v));
        return {};
    }
    [[nodiscard]] std::string length(std::size_t n, const std::string& what) const {
        if (n < parameter.min_length) return fmt::format("too few {} ({})", what, n);
        if (n > parameter.max_length) return fmt::format("too many {} ({})", what, n);
        return {};
    }
    [[nodiscard]] bool knows(const std::string& label) const {
        const auto& labels = parameter.labels;
        return labels.empty() || std::find(labels.begin(), labels.end(), label) != labels.end();
    }
    [[nodiscard]] std::string single_class(double v) const {
        if (is_whole(v) && v >= 1 && v <= static_cast<double>(parameter.max_length)) return {};
        return fmt::format("{} is not a class", shortest(v));
    }

    std::string operator()(double v) const { return number(v, ""); }
    std::string operator()(long long v) const { return number(static_cast<double>(v), ""); }
    std::string operator()(bool) const { return {}; }
    std::string operator()(const std::string& text) const {
        if (parameter.kind == Kind::Text) {
            return is_plain_line(text) ? std::string()
                                       : in_quotes(text) + " holds a control character or broken UTF-8";
        }
        const auto ids = option_ids(parameter);
        if (std::find(ids.begin(), ids.end(), text) != ids.end()) return {};
        return in_quotes(text) + " is not an option" + nearest(text, ids);
    }
    std::string operator()(const Vector& v) const {
        if (parameter.takes_class() && v.size() == 1) return single_class(v[0]);
        if (auto fault = length(v.size(), "entries"); !fault.empty()) return fault;
        for (std::size_t i = 0; i < v.size(); ++i) {
            const auto place = fmt::format("entry {}: ", i + 1);
            if (auto fault = number(v[i], place); !fault.empty()) return fault;
            if (parameter.whole_entries && !is_whole(v[i]))
                return fmt::format("{}{} is not a whole number", place, shortest(v[i]));
            if (parameter.distribution && (v[i] < 0 || v[i] > 1))
                return fmt::format("{}{} is not a probability", place, shortest(v[i]));
        }
        return {};
    }
    std::string operator()(const Points& points) const {
        if (auto fault = length(points.size(), "points"); !fault.empty()) return fault;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto place = fmt::format("point {}: ", i + 1);
            for (const double v : {points[i].x, points[i].y})
                if (auto fault = number(v, place); !fault.empty()) return fault;
            if (points[i].label.find(';') != std::string::npos || !is_plain_line(points[i].label))
                return fmt::format("{}the label {} holds a ; or a control character", place,
                                   in_quotes(points[i].label));
            if (!knows(points[i].label))
                return place + (points[i].label.empty() ? "it has no label"
                                                        : in_quotes(points[i].label) + " is not a label");
        }
        return {};
    }
    std::string operator()(const Matrix& m) const {
        if (m.rows * m.columns != m.entries.size())
            return fmt::format("{} entries do not fill {} x {}", m.entries.size(), m.rows, m.columns);
        if (auto fault = length(m.rows, "rows"); !fault.empty()) return fault;
        if (auto fault = length(m.columns, "columns"); !fault.empty()) return fault;
        for (std::size_t i = 0; i < m.entries.size(); ++i) {
            const auto place = fmt::format("row {}, column {}: ", i / m.columns + 1, i % m.columns + 1);
            if (auto fault = number(m.entries[i], place); !fault.empty()) return fault;
        }
        return {};
    }
    std::string operator()(const Domain& d) const {
        for (const double v : {d.x.low, d.x.high, d.y.low, d.y.high})
            if (auto fault = number(v, ""); !fault.empty()) return fault;
        const auto fault = range_fault(d);
        if (fault.empty()) return {};
        return fmt::format("{},{},{},{} {}", shortest(d.x.low), shortest(d.x.high), shortest(d.y.low),
                           shortest(d.y.high), fault.substr(0, fault.find("; give")));
    }
    std::string operator()(Automatic) const { return {}; }
};

bool holds_kind(Kind kind, const Value& value) {
    switch (kind) {
        case Kind::Real:
            return std::holds_alternative<double>(value);
        case Kind::Whole:
            return std::holds_alternative<long long>(value);
        case Kind::Toggle:
            return std::holds_alternative<bool>(value);
        case Kind::Choice:
        case Kind::Text:
            return std::holds_alternative<std::string>(value);
        case Kind::Vector:
            return std::holds_alternative<Vector>(value);
        case Kind::Points:
            return std::holds_alternative<Points>(value);
        case Kind::Matrix:
            return std::holds_alternative<Matrix>(value);
        case Kind::Domain:
            return std::holds_alternative<Domain>(value) || std::holds_alternative<Automatic>(value);
    }
    return false;
}

}  // namespace

std::string accepted(const Parameter& parameter) {
    const auto range = range_in_words(parameter.hard);
    const auto count = count_in_words(parameter.min_length, parameter.max_length);
    switch (parameter.kind) {
        case Kind::Real:
            return "a number " + range;
        case Kind::Whole:
            return "a whole number " + range;
        case Kind::Toggle:
            return "on or off";
        case Kind::Choice:
            return one_of(option_ids(parameter));
        case Kind::Text:
            return "one line of text";
        case Kind::Vector: {
            const auto length =
                parameter.length_of.empty() ? count : "as many as " + parameter.length_of + " has";
            if (parameter.distribution && !parameter.takes_class())
                return fmt::format("probabilities with sum 1 separated by commas ({})", count);
            if (parameter.distribution)
                return fmt::format("a class (1, 2, ...) or probabilities with sum 1 separated by commas ({})",
                                   length);
            return fmt::format("{}numbers {} separated by commas ({})",
                               parameter.whole_entries ? "whole " : "", range, length);
        }
        case Kind::Points:
            if (!parameter.labels.empty())
                return fmt::format("{} points x,y,label separated by ; with coordinates {} and the label {}",
                                   count, range, one_of(parameter.labels));
            return fmt::format("{} points x,y or x,y,label separated by ; with coordinates {}", count, range);
        case Kind::Matrix:
            return fmt::format("{} rows of {} numbers {}, entries separated by commas, rows by ;", count,
                               count, range);
        case Kind::Domain:
            return fmt::format("auto or x0,x1,y0,y1 with x0 < x1 and y0 < y1, {}", range);
    }
    throw std::logic_error("accepted: unknown kind");
}

std::optional<std::string> problem_of(const Parameter& parameter, const Value& value) {
    const std::string fault = holds_kind(parameter.kind, value) ? std::visit(Fault{parameter}, value)
                                                                : std::string("a value of another kind");
    if (fault.empty()) return std::nullopt;
    return fmt::format("{}: {}; give {}", parameter.id, fault, accepted(parameter));
}

Vector as_distribution(const Vector& target, std::size_t n) {
    if (target.size() != 1) return target;
    Vector p(n, 0.0);
    p.at(static_cast<std::size_t>(target[0]) - 1) = 1;
    return p;
}

}  // namespace lossfield::viz
