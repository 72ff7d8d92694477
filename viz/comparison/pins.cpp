#include "viz/comparison/pins.hpp"

#include <stop_token>

#include "viz/text/words.hpp"

namespace lossfield::viz {
namespace {

constexpr std::size_t longest_name = 60;

}  // namespace

bool is_pin_name(const std::string& name) {
    return !name.empty() && name.size() <= longest_name && is_plain_line(name) &&
           name.find_first_of("$_^") == std::string::npos;
}

Pinned drawn(const Lab& lab, const Pin& pin, Detail detail) {
    View view;
    view.step = pin.view.step;
    return {pin.name, lab.draw(pin.values, lab.compute(pin.values, detail, std::stop_token()), view)};
}

std::vector<Pinned> drawn(const Lab& lab, const std::vector<Pin>& pins, Detail detail) {
    std::vector<Pinned> all;
    for (const Pin& pin : pins) all.push_back(drawn(lab, pin, detail));
    return all;
}

}  // namespace lossfield::viz
