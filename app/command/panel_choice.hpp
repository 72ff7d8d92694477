// What can be chosen of some panels and not of others: a visible range, a camera, where the pointer is, which one leads.
#pragma once

#include <string>
#include <vector>

#include "viz/figure/figure.hpp"

namespace lossfield::app {

struct PanelChoice {
    const char* option;
    bool (*fits)(const viz::Panel&);
    const char* lacks;  // what is said of the others
};
extern const PanelChoice range_choice, camera_choice, pointer_choice, lead_choice;

// That the figure has no such panel, or that it is none to choose this of; empty where all is well.
[[nodiscard]] std::string panel_fault(const viz::Figure& figure, const PanelChoice& choice,
                                      const std::string& id);

// Throws InputError with the fault and the panels to give instead.
void check_panel(const viz::Figure& figure, const PanelChoice& choice, const std::string& id);

// Settings of a file by panel: those with a fault are left out with a note.
template <class PerPanel>
void leave_out_unfit(const viz::Figure& figure, const PanelChoice& choice, PerPanel& settings,
                     const std::string& file, std::vector<std::string>& notes) {
    std::erase_if(settings, [&](const auto& setting) {
        const std::string fault = panel_fault(figure, choice, setting.first);
        if (!fault.empty()) notes.push_back(file + ": " + fault + ", so it is left out");
        return !fault.empty();
    });
}

}  // namespace lossfield::app
