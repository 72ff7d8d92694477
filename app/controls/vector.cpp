// Controls for a vector: one slider per entry; for a distribution the class that has it all, or every share.
#include <fmt/format.h>

#include <algorithm>

#include "app/controls/controls.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/settings.hpp"

namespace lossfield::app {
namespace {

constexpr std::size_t most_sliders_kept = 100;

void resize_buttons(Controls& c, std::size_t i, std::size_t length, float y) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    if (parameter.min_length == parameter.max_length || !parameter.length_of.empty()) return;
    Ui& ui = c.ui;
    const ImVec2 back = ImGui::GetCursorScreenPos();
    const float minus = ui.width("−", 14) + ui.px(12), x = back.x + c.width - 2 * minus - ui.px(4);
    const auto button = [&](const char* action, const char* sign, float at, bool enabled) {
        ImGui::SetCursorScreenPos(ImVec2(at, y));
        const Item item =
            ui.item(std::string(action) + "/" + parameter.id, ImVec2(minus, ui.px(20)), enabled);
        auto& list = *ImGui::GetWindowDrawList();
        const auto& theme = ui.theme();
        list.AddRect(item.min, item.max, packed(item.hovered && enabled ? theme.muted : theme.faint),
                     ui.px(4));
        ui.text_centred(ImVec2((item.min.x + item.max.x) / 2, item.min.y + ui.px(15)), sign, 14,
                        enabled ? theme.ink : faded(theme.muted, 0.4));
        if (item.hovered)
            ui.tooltip(action + parameter.id,
                       {std::string(action) + " an entry (" + std::to_string(length) + " now)"});
        return enabled && item.clicked;
    };
    const bool fewer = button("remove", "−", x, length > parameter.min_length);
    const bool more = button("add", "+", x + minus + ui.px(4), length < parameter.max_length);
    if (fewer || more)
        c.session.apply(viz::resized(c.session.lab(), c.session.values(), i, more ? length + 1 : length - 1));
    ImGui::SetCursorScreenPos(back);
}

// "$w, b$" names each entry, "$z$" with 2 becomes "$z_2$"; a symbol with a script of its own, or none, is followed by the number.
std::string entry_symbol(const viz::Parameter& parameter, std::size_t entry) {
    const std::string number = std::to_string(entry + 1);
    const std::string& symbol = parameter.symbol;
    if (symbol.find(", ") != std::string::npos) {
        std::size_t start = 1;  // after the first $
        for (std::size_t k = 0; k < entry && start < symbol.size(); ++k)
            start = std::min(symbol.find(", ", start), symbol.size() - 2) + 2;
        const std::size_t end = std::min(symbol.find(", ", start), symbol.size() - 1);
        return start < end ? fmt::format("${}$", symbol.substr(start, end - start)) : number;
    }
    const bool plain_symbol = symbol.size() > 2 && symbol.front() == '$' && symbol.back() == '$' &&
                              symbol.find_first_of("_^") == std::string::npos;
    return plain_symbol ? symbol.substr(0, symbol.size() - 1) + "_{" + number + "}$" : number;
}

void entry_sliders(Controls& c, std::size_t i, std::size_t count) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    const Track track = track_of(parameter);
    const auto one = [&](std::size_t k) {
        slider(c, {i, k}, track,
               {"slider/" + parameter.id + "/" + std::to_string(k + 1), parameter.label,
                entry_symbol(parameter, k), parameter.unit, parameter.help, true});
        return std::get<viz::Vector>(c.session.values()[i]).size() == count;
    };
    if (count <= most_sliders_kept) {
        for (std::size_t k = 0; k < count; ++k)
            if (!one(k)) return;
        return;
    }
    // Of very many only those in sight.
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(count));
    bool kept = true;
    while (clipper.Step())
        for (int k = clipper.DisplayStart; k < clipper.DisplayEnd && kept; ++k)
            kept = one(static_cast<std::size_t>(k));
}

std::size_t classes_of(const viz::Lab& lab, const viz::Values& values, std::size_t i) {
    const viz::Parameter& parameter = lab.parameters[i];
    if (parameter.length_of.empty()) return parameter.max_length;
    return std::get<viz::Vector>(values[viz::index_of(lab, parameter.length_of)]).size();
}

}  // namespace

void vector_control(Controls& c, std::size_t i) {
    const viz::Parameter& parameter = c.session.lab().parameters[i];
    const std::size_t length = std::get<viz::Vector>(c.session.values()[i]).size();
    const float top = ImGui::GetCursorScreenPos().y;
    control_label(c, parameter);
    resize_buttons(c, i, length, top + c.ui.px(1));
    entry_sliders(c, i, std::get<viz::Vector>(c.session.values()[i]).size());
    ImGui::Dummy(ImVec2(c.width, c.ui.px(4)));
}

void distribution_control(Controls& c, std::size_t i) {
    const viz::Lab& lab = c.session.lab();
    const viz::Parameter& parameter = lab.parameters[i];
    if (!parameter.takes_class()) {
        vector_control(c, i);
        return;
    }
    Ui& ui = c.ui;
    const viz::Vector now = std::get<viz::Vector>(c.session.values()[i]);
    const std::size_t classes = classes_of(lab, c.session.values(), i);
    const bool soft = now.size() > 1;
    std::vector<std::string> words;
    for (std::size_t k = 1; k <= classes; ++k) words.push_back("class " + std::to_string(k));
    words.emplace_back("soft");
    const auto sole = soft ? classes : static_cast<std::size_t>(now.empty() ? 1 : now[0]) - 1;

    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui.text(ImVec2(at.x, at.y + ui.px(18)), parameter.label, 13, ui.theme().ink);
    const float box = c.width * 0.52F;
    ImGui::SetCursorScreenPos(ImVec2(at.x + c.width - box, at.y + ui.px(1)));
    const auto picked = choice_box(ui, "choice/" + parameter.id, words, sole, box);
    if (ImGui::IsItemHovered() && !parameter.help.empty()) ui.tooltip(parameter.id, {parameter.help});
    if (picked) {
        viz::Values values = c.session.values();
        values[i] = *picked == classes ? viz::as_distribution(now, classes)
                                       : viz::Vector{static_cast<double>(*picked + 1)};
        c.session.apply(std::move(values));
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(c.width, ui.px(32)));
    if (soft) entry_sliders(c, i, now.size());
}

}  // namespace lossfield::app
