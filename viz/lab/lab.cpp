#include "viz/lab/lab.hpp"

#include "viz/text/words.hpp"

namespace lossfield::viz {

Values defaults(const Lab& lab) {
    Values values;
    values.reserve(lab.parameters.size());
    for (const auto& parameter : lab.parameters) values.push_back(parameter.fallback);
    return values;
}

std::size_t index_of(const Lab& lab, const std::string& parameter_id) {
    try {
        return index_of(lab.parameters, parameter_id);
    } catch (const InputError& e) {
        throw InputError(lab.id + ": " + e.what());
    }
}

const Preset& find_preset(const Lab& lab, const std::string& id) {
    std::vector<std::string> known;
    for (const auto& preset : lab.presets) {
        if (preset.id == id) return preset;
        known.push_back(preset.id);
    }
    throw InputError(lab.id + ": unknown preset " + in_quotes(id) + nearest(id, known) +
                     (known.empty() ? "; it has none" : "; give " + one_of(known)));
}

}  // namespace lossfield::viz
