#include "viz/comparison/pins.hpp"

#include <stop_token>

#include "viz/lab/settings.hpp"

namespace lossfield::viz {

Pinned drawn(const Lab& lab, const Pin& pin, const Values& live, Detail detail) {
    const Values values = with_ranges_of(settled(lab, live), pin.values);
    View view;
    view.step = pin.view.step;
    return {pin.name, lab.draw(values, lab.compute(values, detail, std::stop_token()), view)};
}

std::vector<Pinned> drawn(const Lab& lab, const std::vector<Pin>& pins, const Values& live, Detail detail) {
    std::vector<Pinned> all;
    for (const Pin& pin : pins) all.push_back(drawn(lab, pin, live, detail));
    return all;
}

}  // namespace lossfield::viz
