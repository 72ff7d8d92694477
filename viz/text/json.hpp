// A JSON value: of nlohmann::json what this program uses of it, by the same names, behind declarations. Its templates cost a
// compiler more than all else in a unit, so json.cpp alone includes them.
// Members of objects keep their order. Numbers are whole (long long) or real; 1 and 1.0 are equal.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <iosfwd>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lossfield::viz {

// Why a text could not be read, and behind which byte it was clear; of a key that stands twice in an object, the key.
struct JsonError : std::runtime_error {
    enum class Reason { Syntax, LargeNumber, Depth, KeyTwice };
    Reason reason;
    std::size_t byte;
    JsonError(Reason why, std::size_t where, const std::string& words);
};

class Json {
  public:
    struct Member;

    Json();  // null
    Json(bool value);
    Json(int value);
    Json(long value);
    Json(long long value);
    Json(std::size_t value);
    Json(double value);
    Json(const char* text);
    Json(std::string text);
    Json(const std::vector<double>& numbers);
    Json(const std::vector<std::string>& texts);
    // {{"a", 1}, {"b", 2}} is an object: all entries are pairs that begin with a text. Anything else is an array.
    Json(std::initializer_list<Json> entries);
    [[nodiscard]] static Json array();
    [[nodiscard]] static Json array(std::initializer_list<Json> entries);
    [[nodiscard]] static Json object();

    Json(const Json& other);
    Json(Json&& other) noexcept;
    Json& operator=(const Json& other);
    Json& operator=(Json&& other) noexcept;
    ~Json();

    // Throws JsonError; nothing nests deeper than `deepest` in what is returned.
    [[nodiscard]] static Json parse(std::string_view text, int deepest = 100);
    // On one line, or indented by so many spaces. Broken UTF-8 is replaced, non-finite numbers are null.
    [[nodiscard]] std::string dump(int indent = -1) const;

    [[nodiscard]] bool is_null() const;
    [[nodiscard]] bool is_boolean() const;
    [[nodiscard]] bool is_number() const;
    [[nodiscard]] bool is_number_integer() const;
    [[nodiscard]] bool is_number_float() const;
    [[nodiscard]] bool is_string() const;
    [[nodiscard]] bool is_array() const;
    [[nodiscard]] bool is_object() const;
    [[nodiscard]] bool is_structured() const;  // an array or an object

    // As bool, int, long long, std::size_t, double, std::string, std::vector<double> or rows of them; numbers are converted.
    // Throws std::invalid_argument where the value is of another kind.
    template <class T>
    [[nodiscard]] T get() const;

    // Entries or members; 0 for null and 1 for a plain value.
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const;

    // Entries of an array; null becomes one where something is added. Nothing to walk along in all that is no array.
    [[nodiscard]] std::vector<Json>::const_iterator begin() const;
    [[nodiscard]] std::vector<Json>::const_iterator end() const;
    [[nodiscard]] const Json& operator[](std::size_t index) const;
    [[nodiscard]] Json& operator[](std::size_t index);
    [[nodiscard]] const Json& at(std::size_t index) const;
    [[nodiscard]] const Json& back() const;
    [[nodiscard]] Json& back();
    void push_back(Json entry);

    // Members of an object, none in all that is no object. [] adds what is missing, and to null as well; at() and a constant []
    // throw std::out_of_range.
    [[nodiscard]] const std::vector<Member>& items() const;
    [[nodiscard]] std::vector<Member>& items();
    [[nodiscard]] bool contains(std::string_view key) const;
    [[nodiscard]] const Json* find(std::string_view key) const;  // nullptr where there is none
    [[nodiscard]] const Json& at(std::string_view key) const;
    [[nodiscard]] const Json& operator[](std::string_view key) const;
    [[nodiscard]] Json& operator[](std::string_view key);

    friend bool operator==(const Json& a, const Json& b);

  private:
    std::variant<std::nullptr_t, bool, long long, double, std::string, std::vector<Json>, std::vector<Member>>
        value_;
};

struct Json::Member {
    std::string key;
    Json value;
    friend bool operator==(const Member& a, const Member& b);
};

std::ostream& operator<<(std::ostream& out, const Json& json);

// A text as JSON writes it, in quotes; broken UTF-8 is replaced.
[[nodiscard]] std::string json_quoted(std::string_view text);

}  // namespace lossfield::viz
