// The values a person can change: what sliders, handles, `--set` and saved files carry.
//   real, whole, toggle, choice (id of an option), text, vector, points, matrix, domain
// A Values list holds one Value per declared parameter of a lab, in declared order.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace lossfield::viz {

enum class Kind { Real, Whole, Toggle, Choice, Vector, Points, Matrix, Domain, Text };

struct Interval {
    double low = 0;
    double high = 0;
    bool operator==(const Interval&) const = default;
    [[nodiscard]] double length() const { return high - low; }
    [[nodiscard]] bool contains(double v) const { return v >= low && v <= high; }
};

// A panel's visible range in its own coordinates.
struct Domain {
    Interval x;
    Interval y;
    bool operator==(const Domain&) const = default;
};

struct DataPoint {
    double x = 0;
    double y = 0;
    std::string label{};  // empty: none
    bool operator==(const DataPoint&) const = default;
};

using Vector = std::vector<double>;
using Points = std::vector<DataPoint>;

// Row-major.
struct Matrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> entries{};
    bool operator==(const Matrix&) const = default;
    [[nodiscard]] double at(std::size_t r, std::size_t c) const { return entries[r * columns + c]; }
};

// Choice and text both hold a string; the parameter's kind tells them apart.
using Value = std::variant<double, long long, bool, std::string, Vector, Points, Matrix, Domain>;
using Values = std::vector<Value>;

// What a person gave cannot be used. The text is one sentence: what, where, what is accepted.
struct InputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A file could not be written.
struct OutputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace lossfield::viz
