#include <algorithm>

#include <fmt/format.h>

#include "viz/inputs/values.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::viz {

namespace {

struct Line {
    std::size_t number = 0;  // counted from 1
    std::vector<std::string> fields;
};

// The strongest separator found: a line with ; may hold decimal commas, which are then refused, not misread.
char separator_of(const std::string& line) {
    for (const char c : {';', '\t', ','})
        if (line.find(c) != std::string::npos) return c;
    return ' ';
}

std::vector<std::string> fields_of(const std::string& line) {
    const char separator = separator_of(line);
    std::vector<std::string> fields(1);
    bool inside_quotes = false;
    for (const char c : line) {
        if (c == '"') {
            inside_quotes = !inside_quotes;
        } else if (c == separator && !inside_quotes) {
            if (separator != ' ' || !fields.back().empty()) fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    for (auto& field : fields) {
        const auto first = field.find_first_not_of(" \t");
        field =
            first == std::string::npos ? "" : field.substr(first, field.find_last_not_of(" \t") - first + 1);
    }
    if (fields.size() > 1 && fields.back().empty()) fields.pop_back();
    return fields;
}

bool begins_like_number(const std::string& field) {
    return !field.empty() && std::string_view("0123456789+-.").find(field[0]) != std::string_view::npos;
}

// Empty lines, # comments and a header line (no field begins like a number) are left out.
std::vector<Line> lines_of(const std::string& csv) {
    std::vector<Line> lines;
    bool first = true;
    std::size_t start = csv.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (std::size_t number = 1; start < csv.size(); ++number) {
        const std::size_t end = std::min(csv.find_first_of("\r\n", start), csv.size());
        const std::string line = csv.substr(start, end - start);
        start = end + (csv.compare(end, 2, "\r\n") == 0 ? 2 : 1);
        if (line.find_first_not_of(" \t") == std::string::npos || line.starts_with('#')) continue;
        auto fields = fields_of(line);
        const bool header = first && std::none_of(fields.begin(), fields.end(), begins_like_number);
        first = false;
        if (!header) lines.push_back({number, std::move(fields)});
    }
    return lines;
}

// Says where a file's content does not fit.
struct Place {
    const Parameter& parameter;
    const std::string& where;

    [[noreturn]] void refuse(const Line& line, const std::string& what) const {
        throw InputError(fmt::format("{}: line {}: {}; {} is {}", where, line.number, what, parameter.id,
                                     accepted(parameter)));
    }
    [[nodiscard]] double number(const Line& line, std::size_t field) const {
        if (const auto v = parse_number(line.fields[field])) return *v;
        refuse(line, in_quotes(line.fields[field]) + " is not a number");
    }
};

Vector read_vector(const Place& place, const std::vector<Line>& lines) {
    Vector entries;
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.fields.size(); ++i) entries.push_back(place.number(line, i));
    return entries;
}

Points read_points(const Place& place, const std::vector<Line>& lines) {
    Points points;
    for (const auto& line : lines) {
        if (line.fields.size() < 2 || line.fields.size() > 3)
            place.refuse(line,
                         fmt::format("{} columns where x, y and perhaps a label belong", line.fields.size()));
        points.push_back({place.number(line, 0), place.number(line, 1),
                          line.fields.size() == 3 ? line.fields[2] : std::string()});
    }
    return points;
}

Matrix read_matrix(const Place& place, const std::vector<Line>& lines) {
    Matrix matrix;
    for (const auto& line : lines) {
        if (matrix.rows == 0) matrix.columns = line.fields.size();
        if (line.fields.size() != matrix.columns)
            place.refuse(line, fmt::format("{} columns after {}", line.fields.size(), matrix.columns));
        for (std::size_t i = 0; i < matrix.columns; ++i) matrix.entries.push_back(place.number(line, i));
        ++matrix.rows;
    }
    return matrix;
}

Value read(const Place& place, const std::vector<Line>& lines) {
    switch (place.parameter.kind) {
        case Kind::Vector:
            return read_vector(place, lines);
        case Kind::Points:
            return read_points(place, lines);
        case Kind::Matrix:
            return read_matrix(place, lines);
        default:
            throw InputError(fmt::format("{}: not read from a file ({}); give {}", place.parameter.id,
                                         place.where, accepted(place.parameter)));
    }
}

}  // namespace

Value value_from_csv(const Parameter& parameter, const std::string& csv, const std::string& where) {
    Value value = read({parameter, where}, lines_of(csv));
    if (const auto problem = problem_of(parameter, value)) throw InputError(where + ": " + *problem);
    return value;
}

}  // namespace lossfield::viz
