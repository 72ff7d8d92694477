#include "viz/lab/lab.hpp"

#include "viz/text/words.hpp"

namespace lossfield::viz {

Values defaults(const Lab& lab) {
    Values values;
    values.reserve(lab.parameters.size());
    for (const auto& parameter : lab.parameters) values.push_back(parameter.fallback);
    return values;
}

Values values_of(const List<Binding>& bindings, const void* inputs) {
    Values values;
    values.reserve(bindings.size());
    for (const Binding& b : bindings) values.push_back(b.get(inputs));
    return values;
}

void set_inputs(const List<Binding>& bindings, void* inputs, const Values& values) {
    for (std::size_t i = 0; i < bindings.size(); ++i) bindings[i].set(inputs, values[i]);
}

Values settled(const List<Binding>& bindings, const void* inputs) {
    Values values = values_of(bindings, inputs);
    for (std::size_t i = 0; i < bindings.size(); ++i)
        if (bindings[i].shown)
            values[i] = bindings[i].shown(static_cast<const char*>(inputs) + bindings[i].part);
    return values;
}

std::vector<Parameter> declared(const List<Binding>& bindings, const void* inputs) {
    std::vector<Parameter> parameters;
    for (const Binding& b : bindings) {
        parameters.push_back(b.parameter);
        if (parameters.back().group.empty()) parameters.back().group = "Input";
        parameters.back().fallback = b.get(inputs);
    }
    return parameters;
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
