#include "viz/comparison/pins.hpp"

#include <stop_token>

namespace lossfield::viz {

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
