#include "viz/figure/figure.hpp"

#include <algorithm>
#include <cmath>

#include "viz/figure/field.hpp"
#include "viz/text/words.hpp"

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

bool has_effect(const Figure& figure, const std::string& parameter) {
    const auto lists = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), parameter) != ids.end();
    };
    return !lists(figure.hidden) && !lists(figure.inactive) && why_unfit(figure, parameter).empty();
}

std::string why_unfit(const Figure& figure, const std::string& parameter, const std::string& option) {
    for (const Unfit& u : figure.unfit)
        if (u.parameter == parameter && u.option == option) return u.sentence;
    return {};
}

void notice_empty_level_sets(Figure& figure) {
    for (const Panel& panel : figure.panels)
        for (const Mark& mark : panel.marks) {
            const auto* contours = std::get_if<Contours>(&mark);
            if (contours == nullptr) continue;
            const Interval range = finite_range(values_of(contours->field));
            if (range.low < range.high) continue;
            const bool empty = std::isnan(range.low);
            figure.notices.push_back(
                {panel.id + "-" + contours->id + "-flat", Severity::Info,
                 empty
                     ? "There is no finite value to draw level lines of (" + panel.id + ")."
                     : "The value is the same everywhere, so there are no level lines (" + panel.id + ")."});
        }
}

}  // namespace lossfield::viz
