#include "app/session/pin_name.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "viz/inputs/values.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::app {
namespace {

std::string plain_name(const viz::Lab& lab, const viz::Values& values, const std::vector<viz::Pin>& pins) {
    for (const viz::Preset& preset : lab.presets)
        if (preset.values == values && viz::is_pin_name(preset.title)) return preset.title;
    const viz::Values before = pins.empty() ? viz::defaults(lab) : pins.back().values;
    if (values == viz::defaults(lab)) return "at first";
    std::string name;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const viz::Parameter& p = lab.parameters[i];
        if (values[i] == before[i] || p.kind == viz::Kind::Domain) continue;
        if (!name.empty()) return "pinned";
        name = fmt::format("{} = {}", p.id, viz::format_value(p, values[i]));
    }
    return viz::is_pin_name(name) ? name : "pinned";
}

}  // namespace

std::string pin_name(const viz::Lab& lab, const viz::Values& values, const std::vector<viz::Pin>& pins) {
    const std::string name = plain_name(lab, values, pins);
    const auto taken = [&](const std::string& n) {
        return std::any_of(pins.begin(), pins.end(), [&](const viz::Pin& pin) { return pin.name == n; });
    };
    std::string distinct = name;
    for (int n = 2; taken(distinct); ++n) distinct = fmt::format("{} ({})", name, n);
    return distinct;
}

}  // namespace lossfield::app
