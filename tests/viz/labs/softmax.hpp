// The lab softmax-cross-entropy and a way to what is in its figures, for its tests.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>

#include "tests/contract/situations.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::viz::softmax_lab {

inline const Lab& lab() { return find_lab(catalog(), "softmax-cross-entropy"); }

inline Values with(std::initializer_list<std::pair<const char*, Value>> given) {
    Values values = defaults(lab());
    for (const auto& [id, value] : given) values[index_of(lab(), id)] = value;
    check_values(lab(), values);
    return values;
}

inline const Readout* find_readout(const Figure& f, const std::string& id) {
    const auto found =
        std::find_if(f.readouts.begin(), f.readouts.end(), [&](const Readout& r) { return r.id == id; });
    return found == f.readouts.end() ? nullptr : &*found;
}
inline double number(const Figure& f, const std::string& id) {
    return std::get<double>(find_readout(f, id)->value);
}
inline Vector numbers(const Figure& f, const std::string& id) {
    return std::get<Vector>(find_readout(f, id)->value);
}

template <class M>
const M* find_mark(const Figure& f, const std::string& panel, const std::string& id) {
    for (const Mark& m : find_panel(f, panel)->marks)
        if (m.id() == id) return std::get_if<M>(&m);
    return nullptr;
}

inline const Handle& handle(const Figure& f, const std::string& id) {
    for (const Panel& p : f.panels)
        for (const Handle& h : p.handles)
            if (h.id == id) return h;
    throw std::logic_error("no handle " + id);
}

}  // namespace lossfield::viz::softmax_lab
