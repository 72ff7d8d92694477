// Ways to what is in a lab's figure, for the labs' tests.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>

#include "viz/lab/lab.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::viz::read_figure {

// The defaults with some values changed.
inline Values with(const Lab& lab, std::initializer_list<std::pair<const char*, Value>> given) {
    Values values = defaults(lab);
    for (const auto& [id, value] : given) values[index_of(lab, id)] = value;
    check_values(lab, values);
    return values;
}

inline const Readout& readout(const Figure& f, const std::string& id) {
    const auto found =
        std::find_if(f.readouts.begin(), f.readouts.end(), [&](const Readout& r) { return r.id == id; });
    if (found == f.readouts.end()) throw std::logic_error("no readout " + id);
    return *found;
}
inline double number(const Figure& f, const std::string& id) {
    return std::get<double>(readout(f, id).value);
}
inline Vector numbers(const Figure& f, const std::string& id) {
    return std::get<Vector>(readout(f, id).value);
}

// Null when there is none.
template <class M>
const M* find_mark(const Figure& f, const std::string& panel, const std::string& id) {
    for (const Mark& m : known_panel(f, panel).marks)
        if (m.id() == id) return std::get_if<M>(&m);
    return nullptr;
}

inline const Handle& handle(const Figure& f, const std::string& id) {
    for (const Panel& p : f.panels)
        for (const Handle& h : p.handles)
            if (h.id == id) return h;
    throw std::logic_error("no handle " + id);
}

}  // namespace lossfield::viz::read_figure
