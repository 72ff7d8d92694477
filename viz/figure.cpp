#include "viz/figure.hpp"

#include <algorithm>

#include "viz/words.hpp"

namespace lossfield::viz {

const Panel* find_panel(const Figure& figure, const std::string& id) {
    const auto found =
        std::find_if(figure.panels.begin(), figure.panels.end(), [&](const Panel& p) { return p.id == id; });
    return found == figure.panels.end() ? nullptr : &*found;
}

const Panel& known_panel(const Figure& figure, const std::string& id) {
    if (const Panel* panel = find_panel(figure, id)) return *panel;
    std::vector<std::string> known;
    for (const auto& panel : figure.panels) known.push_back(panel.id);
    throw InputError("unknown panel " + in_quotes(id) + nearest(id, known) + "; give " + one_of(known));
}

}  // namespace lossfield::viz
