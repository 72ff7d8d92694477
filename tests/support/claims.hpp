// Holding sentences against numbers: a lab at its defaults, its presets and many random settings, and what its figure says there.
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "viz/lab/lab.hpp"

namespace lossfield::tests {

struct Said {
    const viz::Lab& lab;
    std::string name{};  // "preset cold", "random 7"
    viz::Values values{};
    viz::Figure figure{};

    [[nodiscard]] const viz::Value& value(const std::string& parameter) const;
    // The range of a domain, chosen or automatic.
    [[nodiscard]] viz::Domain range(const std::string& parameter) const;
    [[nodiscard]] double number(const std::string& readout) const;
    [[nodiscard]] bool in_caption(const std::string& words) const;
    // The text of the notice, empty where there is none.
    [[nodiscard]] std::string notice(const std::string& id) const;
    // The settings as the command line takes them, for messages.
    [[nodiscard]] std::string told() const;
};

template <class T>
[[nodiscard]] const T& get(const Said& said, const char* parameter) {
    return std::get<T>(said.value(parameter));
}
[[nodiscard]] inline const std::string& word(const Said& said, const char* parameter) {
    return get<std::string>(said, parameter);
}
[[nodiscard]] inline double real(const Said& said, const char* parameter) {
    return get<double>(said, parameter);
}
[[nodiscard]] inline const viz::Vector& list(const Said& said, const char* parameter) {
    return get<viz::Vector>(said, parameter);
}

void put(const viz::Lab& lab, viz::Values& values, const char* parameter, viz::Value value);
[[nodiscard]] Said shown(const viz::Lab& lab, const char* preset);

// Defaults, presets, then `random_count` settings the lab accepts: in turn within the soft ranges and within the hard ones, every
// third a preset with one to three parameters changed. `adjust` may move a setting to where a claim is likely (empty: none).
void at_settings(const viz::Lab& lab, int random_count, const std::function<void(const Said&)>& check,
                 const std::function<void(viz::Values&)>& adjust = {});

}  // namespace lossfield::tests
