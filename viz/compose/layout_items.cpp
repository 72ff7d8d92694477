#include "viz/compose/layout_items.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "viz/compose/parts.hpp"

namespace lossfield::viz {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// What of a panel's width : height is of use.
constexpr double flattest_plot = 3, slimmest_plot = 0.8;
constexpr double lead_weight = 5;  // of the panel that leads, the others having 1
constexpr double table_row = 24, table_column = 84, least_table = 110;
constexpr Insets usual_insets{42, 7, 30, 25}, usual_of_triangle{24, 24, 34, 26}, usual_of_box{0, 0, 26, 0};
constexpr double usual_words = 0.18;  // of the page's height

Domain usual_range(const Panel& panel) {
    constexpr double clearly = 1.45, wide = 1.8;
    const Domain d = fitted_range(panel);
    const double ratio = d.x.length() / d.y.length();
    return {{0, ratio > clearly ? wide : 1}, {0, ratio * clearly < 1 ? wide : 1}};
}

}  // namespace

LayoutItem item_of(const Plan& plan, const std::string& lead) {
    const Panel& panel = *plan.panel;
    const Insets& in = plan.insets;
    LayoutItem item{plan.place, in.left + in.right, in.top + in.bottom, slimmest_plot, flattest_plot};
    if (panel.id == lead) item.weight = lead_weight;
    const auto keep = [&](double ratio) { item.narrowest = item.widest = ratio; };
    switch (panel.kind) {
        case PanelKind::Simplex:
            keep(2 / std::sqrt(3.0));
            break;
        case PanelKind::Axes:
            if (panel.equal_aspect) {
                const Domain& d = plan.frame.range;
                const double ratio = d.x.length() / d.y.length();
                keep(ratio > 0 ? std::clamp(ratio, 0.1, 10.0) : 1);  // no range is planned yet
            }
            break;
        case PanelKind::Bars:
            break;
        case PanelKind::Space:
            item.narrowest = 0.9, item.widest = 1.5;
            break;
        case PanelKind::Matrix: {
            item.narrowest = 0, item.widest = infinite;
            const Matrix& entries = panel.table->entries;
            item.enough_width = table_column * static_cast<double>(entries.columns + 1);
            item.down += least_table;
            item.enough_height =
                std::max(1.0, table_row * static_cast<double>(entries.rows + 2) - least_table);
            break;
        }
        case PanelKind::Sheet:
            item.weight = 0;
            break;  // what its words need
    }
    return item;
}

LayoutItem usual_item(const Panel& panel, const std::string& lead, const Canvas& canvas) {
    Plan usual;
    usual.panel = &panel;
    usual.place = panel.cell;
    const bool flat = panel.kind == PanelKind::Axes || panel.kind == PanelKind::Bars;
    usual.insets = panel.kind == PanelKind::Simplex ? usual_of_triangle : flat ? usual_insets : usual_of_box;
    if (panel.kind == PanelKind::Sheet) usual.insets.bottom = usual_words * canvas.page_height();
    usual.frame.range = usual_range(panel);
    return item_of(usual, lead);
}

}  // namespace lossfield::viz
