#include "app/command/panel_choice.hpp"

#include <fmt/format.h>

#include "viz/text/errors.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {

const PanelChoice range_choice{"--view", viz::has_range, "has no range to choose"},
    camera_choice{"--camera", viz::is_in_space, "is not seen in space"},
    pointer_choice{"--pointer", viz::has_range, "has no coordinates"},
    lead_choice{"--lead", [](const viz::Panel&) { return true; }, ""};

std::string panel_fault(const viz::Figure& figure, const PanelChoice& choice, const std::string& id) {
    const viz::Panel* panel = viz::find_panel(figure, id);
    if (panel == nullptr) return "unknown panel " + viz::in_quotes(id);
    return choice.fits(*panel) ? "" : fmt::format("the panel {} {}", viz::in_quotes(id), choice.lacks);
}

void check_panel(const viz::Figure& figure, const PanelChoice& choice, const std::string& id) {
    const std::string fault = panel_fault(figure, choice, id);
    if (fault.empty()) return;
    std::vector<std::string> fit;
    for (const auto& panel : figure.panels)
        if (choice.fits(panel)) fit.push_back(panel.id);
    throw viz::InputError(fmt::format("{}: {}{}{}", choice.option, fault, viz::nearest(id, fit),
                                      fit.empty() ? "" : "; give " + viz::one_of(fit)));
}

}  // namespace lossfield::app
