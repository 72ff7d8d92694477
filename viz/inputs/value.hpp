// The values a person can change: what sliders, handles, `--set` and saved files carry.
//   real, whole, toggle, choice (id of an option), text, vector, points, matrix, domain
// A Values list holds one Value per declared parameter of a lab, in declared order.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "viz/text/errors.hpp"

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

// The value of a domain that nobody has chosen: the lab says what is shown, and its panel moves with the other values.
struct Automatic {
    bool operator==(const Automatic&) const = default;
};

struct DataPoint {
    double x = 0;
    double y = 0;
    std::string label{};  // empty: none
    bool operator==(const DataPoint&) const = default;
};

using Vector = std::vector<double>;

// Numbers that never change again and that all copies share: a field goes from a result into several marks, and
// copying a figure copies none of it.
class Numbers {
  public:
    Numbers() : all_(std::make_shared<const Vector>()) {}
    Numbers(Vector all) : all_(std::make_shared<const Vector>(std::move(all))) {}
    operator const Vector&() const { return *all_; }
    [[nodiscard]] const Vector& all() const { return *all_; }
    [[nodiscard]] std::size_t size() const { return all_->size(); }
    [[nodiscard]] bool empty() const { return all_->empty(); }
    double operator[](std::size_t i) const { return (*all_)[i]; }
    [[nodiscard]] Vector::const_iterator begin() const { return all_->begin(); }
    [[nodiscard]] Vector::const_iterator end() const { return all_->end(); }
    // Whether both are the very same numbers in memory.
    [[nodiscard]] bool same_as(const Numbers& other) const { return all_ == other.all_; }

  private:
    std::shared_ptr<const Vector> all_;
};

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
using AnyValue =
    std::variant<double, long long, bool, std::string, Vector, Points, Matrix, Domain, Automatic>;

// A class of its own, so that copying and destroying values is compiled once (value.cpp), not in every lab.
class Value : public AnyValue {
  public:
    Value();
    Value(double value);
    Value(long long value);
    Value(bool value);
    Value(std::string value);
    Value(const char* value);
    Value(Vector value);
    Value(Points value);
    Value(Matrix value);
    Value(Domain value);
    Value(Automatic value);
    Value(const Value& other);
    Value(Value&& other) noexcept;
    Value& operator=(const Value& other);
    Value& operator=(Value&& other) noexcept;
    ~Value();
    bool operator==(const Value& other) const;
};

using Values = std::vector<Value>;

// A domain and its value; none: automatic.
[[nodiscard]] Value domain_value(const std::optional<Domain>& domain);
[[nodiscard]] std::optional<Domain> domain_in(const Value& value);

}  // namespace lossfield::viz
