#include "viz/inputs/value.hpp"

namespace lossfield::viz {

Value::Value() = default;
Value::Value(double value) : AnyValue(value) {}
Value::Value(long long value) : AnyValue(value) {}
Value::Value(bool value) : AnyValue(value) {}
Value::Value(std::string value) : AnyValue(std::move(value)) {}
Value::Value(const char* value) : AnyValue(std::string(value)) {}
Value::Value(Vector value) : AnyValue(std::move(value)) {}
Value::Value(Points value) : AnyValue(std::move(value)) {}
Value::Value(Matrix value) : AnyValue(std::move(value)) {}
Value::Value(Domain value) : AnyValue(value) {}
Value::Value(Automatic value) : AnyValue(value) {}
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

bool Value::operator==(const Value& other) const {
    return static_cast<const AnyValue&>(*this) == static_cast<const AnyValue&>(other);
}

Value domain_value(const std::optional<Domain>& domain) {
    return domain ? Value(*domain) : Value(Automatic{});
}

std::optional<Domain> domain_in(const Value& value) {
    const auto* domain = std::get_if<Domain>(&value);
    return domain != nullptr ? std::optional(*domain) : std::nullopt;
}

}  // namespace lossfield::viz
