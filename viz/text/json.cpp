#include "viz/text/json.hpp"

#include <algorithm>
#include <ostream>
#include <type_traits>
#include <utility>

namespace lossfield::viz {

namespace {

const std::vector<Json> nothing;
const std::vector<Json::Member> nobody;

bool is_pair(const Json& json) { return json.is_array() && json.size() == 2 && json[0].is_string(); }

[[noreturn]] void no(const char* wanted, const Json& json) {
    throw std::invalid_argument("JSON: " + json.dump().substr(0, 60) + " is no " + wanted);
}

}  // namespace

JsonError::JsonError(Reason why, std::size_t where, const std::string& words)
    : std::runtime_error(words), reason(why), byte(where) {}

Json::Json() : value_(nullptr) {}
Json::Json(bool value) : value_(value) {}
Json::Json(int value) : value_(static_cast<long long>(value)) {}
Json::Json(long value) : value_(static_cast<long long>(value)) {}
Json::Json(long long value) : value_(value) {}
Json::Json(std::size_t value) : value_(static_cast<long long>(value)) {}
Json::Json(double value) : value_(value) {}
Json::Json(const char* text) : value_(std::string(text)) {}
Json::Json(std::string text) : value_(std::move(text)) {}
Json::Json(const std::vector<double>& numbers) : value_(std::vector<Json>(numbers.begin(), numbers.end())) {}
Json::Json(const std::vector<std::string>& texts) : value_(std::vector<Json>(texts.begin(), texts.end())) {}
Json::Json(std::initializer_list<Json> entries) : value_(std::vector<Json>(entries)) {
    if (!std::all_of(entries.begin(), entries.end(), is_pair)) return;
    value_ = std::vector<Member>();
    for (const Json& entry : entries) items().push_back({entry[0].get<std::string>(), entry[1]});
}
Json Json::array() { return array({}); }
Json Json::array(std::initializer_list<Json> entries) {
    Json json;
    json.value_ = std::vector<Json>(entries);
    return json;
}
Json Json::object() {
    Json json;
    json.value_ = std::vector<Member>();
    return json;
}

Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;
Json::~Json() = default;

bool Json::is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
bool Json::is_boolean() const { return std::holds_alternative<bool>(value_); }
bool Json::is_number() const { return is_number_integer() || is_number_float(); }
bool Json::is_number_integer() const { return std::holds_alternative<long long>(value_); }
bool Json::is_number_float() const { return std::holds_alternative<double>(value_); }
bool Json::is_string() const { return std::holds_alternative<std::string>(value_); }
bool Json::is_array() const { return std::holds_alternative<std::vector<Json>>(value_); }
bool Json::is_object() const { return std::holds_alternative<std::vector<Member>>(value_); }
bool Json::is_structured() const { return is_array() || is_object(); }

template <class T>
T Json::get() const {
    if constexpr (std::is_same_v<T, bool>) {
        if (const auto* truth = std::get_if<bool>(&value_)) return *truth;
        no("truth value", *this);
    } else if constexpr (std::is_arithmetic_v<T>) {
        if (const auto* whole = std::get_if<long long>(&value_)) return static_cast<T>(*whole);
        if (const auto* real = std::get_if<double>(&value_)) return static_cast<T>(*real);
        no("number", *this);
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (const auto* text = std::get_if<std::string>(&value_)) return *text;
        no("text", *this);
    } else {
        if (!is_array()) no("array", *this);
        T all;
        for (const Json& entry : *this) all.push_back(entry.get<typename T::value_type>());
        return all;
    }
}
template bool Json::get() const;
template int Json::get() const;
template long long Json::get() const;
template std::size_t Json::get() const;
template double Json::get() const;
template std::string Json::get() const;
template std::vector<double> Json::get() const;
template std::vector<std::vector<double>> Json::get() const;

std::size_t Json::size() const {
    if (is_array()) return std::get<std::vector<Json>>(value_).size();
    if (is_object()) return items().size();
    return is_null() ? 0 : 1;
}
bool Json::empty() const { return size() == 0; }

std::vector<Json>::const_iterator Json::begin() const {
    return is_array() ? std::get<std::vector<Json>>(value_).begin() : nothing.begin();
}
std::vector<Json>::const_iterator Json::end() const {
    return is_array() ? std::get<std::vector<Json>>(value_).end() : nothing.end();
}
const Json& Json::at(std::size_t index) const {
    if (!is_array()) no("array", *this);
    return std::get<std::vector<Json>>(value_).at(index);
}
const Json& Json::operator[](std::size_t index) const { return at(index); }
Json& Json::operator[](std::size_t index) { return const_cast<Json&>(at(index)); }
const Json& Json::back() const { return at(size() - 1); }
Json& Json::back() { return (*this)[size() - 1]; }
void Json::push_back(Json entry) {
    if (is_null()) *this = array();
    if (!is_array()) no("array", *this);
    std::get<std::vector<Json>>(value_).push_back(std::move(entry));
}

const std::vector<Json::Member>& Json::items() const {
    return is_object() ? std::get<std::vector<Member>>(value_) : nobody;
}
std::vector<Json::Member>& Json::items() {
    if (is_null()) *this = object();
    if (!is_object()) no("object", *this);
    return std::get<std::vector<Member>>(value_);
}
bool Json::contains(std::string_view key) const { return find(key) != nullptr; }
const Json* Json::find(std::string_view key) const {
    const auto found =
        std::find_if(items().begin(), items().end(), [&](const Member& m) { return m.key == key; });
    return found == items().end() ? nullptr : &found->value;
}
const Json& Json::at(std::string_view key) const {
    if (const Json* found = find(key)) return *found;
    throw std::out_of_range("JSON: no member " + json_quoted(key));
}
const Json& Json::operator[](std::string_view key) const { return at(key); }
Json& Json::operator[](std::string_view key) {
    if (const Json* found = find(key)) return const_cast<Json&>(*found);
    items().push_back({std::string(key), {}});
    return items().back().value;
}

bool operator==(const Json& a, const Json& b) {
    if (a.is_number() && b.is_number() && a.is_number_integer() != b.is_number_integer())
        return a.get<double>() == b.get<double>();
    return a.value_ == b.value_;
}
bool operator==(const Json::Member& a, const Json::Member& b) { return a.key == b.key && a.value == b.value; }

std::ostream& operator<<(std::ostream& out, const Json& json) { return out << json.dump(); }

}  // namespace lossfield::viz
