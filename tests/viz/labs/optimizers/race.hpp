// The lab race and a way to what is in its figures, for its tests.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

#include "tests/support/support.hpp"
#include "tests/viz/labs/softmax.hpp"

namespace lossfield::viz::race_lab {

using softmax_lab::find_mark, softmax_lab::find_readout, softmax_lab::handle, softmax_lab::number,
    softmax_lab::numbers;

inline const Lab& lab() { return find_lab(catalog(), "race"); }

inline Values set(Values values, std::initializer_list<std::pair<const char*, Value>> given) {
    for (const auto& [id, value] : given) values[index_of(lab(), id)] = value;
    check_values(lab(), values);
    return values;
}
inline Values with(std::initializer_list<std::pair<const char*, Value>> given) {
    return set(defaults(lab()), given);
}

inline Figure figure_at(const Values& values, std::optional<long long> step = std::nullopt) {
    View view;
    view.step = step;
    return lab().draw(values, lab().compute(values, Detail::Full, std::stop_token()), view);
}

inline const Notice* find_notice(const Figure& f, const std::string& id) {
    const auto found =
        std::find_if(f.notices.begin(), f.notices.end(), [&](const Notice& n) { return n.id == id; });
    return found == f.notices.end() ? nullptr : &*found;
}

inline const SliderMark* limit_of(const Figure& f, const std::string& parameter) {
    const auto found = std::find_if(f.slider_marks.begin(), f.slider_marks.end(),
                                    [&](const SliderMark& m) { return m.parameter == parameter; });
    return found == f.slider_marks.end() ? nullptr : &*found;
}

inline std::string words_of(const Figure& f, std::size_t sheet) {
    const Sheet& s = find_panel(f, "sheets")->sheets.at(sheet);
    std::string all = s.title;
    for (const std::string& line : s.lines) all += "\n" + line;
    return all;
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace lossfield::viz::race_lab
