#include "tests/support/claims.hpp"

#include <stdexcept>

#include "tests/contract/situations.hpp"
#include "tests/support/random_values.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::tests {

using namespace viz;

namespace {

// Random values within what the sliders cover.
Values usual_values(Lab lab, Random& random) {
    for (Parameter& p : lab.parameters)
        if (p.soft.low < p.soft.high) p.hard = p.soft;
    return random_values(lab, random);
}

// A preset with a few parameters changed.
Values near_preset(const Lab& lab, Random& random) {
    Values values =
        lab.presets.empty() ? defaults(lab) : lab.presets[random.below(lab.presets.size())].values;
    const Values other = usual_values(lab, random);
    for (std::size_t i = random.below(3) + 1; i > 0; --i) {
        const std::size_t k = random.below(values.size());
        values[k] = other[k];
    }
    return values;
}

}  // namespace

const Value& Said::value(const std::string& parameter) const { return values[index_of(lab, parameter)]; }

Domain Said::range(const std::string& parameter) const {
    return std::get<Domain>(settled(lab, values)[index_of(lab, parameter)]);
}

double Said::number(const std::string& readout) const {
    for (const Readout& r : figure.readouts)
        if (r.id == readout) return std::get<double>(r.value);
    throw std::logic_error("no readout " + readout + " at " + told());
}

bool Said::in_caption(const std::string& words) const {
    return figure.caption.find(words) != std::string::npos;
}

std::string Said::notice(const std::string& id) const {
    for (const Notice& n : figure.notices)
        if (n.id == id) return n.text;
    return {};
}

std::string Said::told() const { return name + ": " + tests::told(lab, values); }

void put(const Lab& lab, Values& values, const char* parameter, Value value) {
    values[index_of(lab, parameter)] = std::move(value);
}

Said shown(const Lab& lab, const char* preset) {
    const Preset& found = find_preset(lab, preset);
    return {lab, preset, found.values, figure_of(lab, found.values, Detail::Full)};
}

void at_settings(const Lab& lab, int random_count, const std::function<void(const Said&)>& check,
                 const std::function<void(Values&)>& adjust) {
    const auto look = [&](std::string name, Values values) {
        const Figure figure = figure_of(lab, values, Detail::Full);
        check({lab, std::move(name), std::move(values), figure});
    };
    look("default", defaults(lab));
    for (const Preset& p : lab.presets) look("preset " + p.id, p.values);
    Random random(20260117);
    for (int i = 1; i <= random_count; ++i)
        for (int tries = 0;; ++tries) {
            if (tries == 10000) throw std::logic_error(lab.id + ": random values are never accepted");
            Values values = i % 3 == 0   ? near_preset(lab, random)
                            : i % 3 == 1 ? usual_values(lab, random)
                                         : random_values(lab, random);
            if (adjust) adjust(values);
            if (!accepts(lab, values)) continue;
            look("random " + std::to_string(i), std::move(values));
            break;
        }
}

}  // namespace lossfield::tests
