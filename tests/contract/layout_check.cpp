#include "tests/contract/layout_check.hpp"

#include <fmt/format.h>

#include "viz/display/formulas.hpp"

namespace lossfield::tests {

using namespace viz;

namespace {

constexpr double touching = 0.02;  // px; boxes may share an edge

struct Item {
    std::string name;
    Rect box;
    bool handle = false;  // handles may meet each other: where they do is the person's doing
};

bool meet(const Rect& a, const Rect& b) {
    return a.x + touching < b.right() && b.x + touching < a.right() && a.y + touching < b.bottom() &&
           b.y + touching < a.bottom();
}

std::string told(const Item& i) {
    return fmt::format("{} [{:.1f},{:.1f} {:.1f}x{:.1f}]", i.name, i.box.x, i.box.y, i.box.width,
                       i.box.height);
}

std::vector<Item> items(const Composition& page) {
    std::vector<Item> all;
    for (const TextFrame& t : page.texts) all.push_back({t.owner, t.box});
    for (const Prim& p : page.list.prims) {
        const auto* f = std::get_if<FormulaPrim>(&p);
        if (f == nullptr) continue;
        const Formula* known = find_formula(f->latex);
        if (known == nullptr) continue;
        const double height = known->height * f->size, depth = known->depth * f->size;
        all.push_back({"formula", {f->x, f->y - height + depth, known->width * f->size, height}});
    }
    for (const HandleFrame& h : page.handles)
        if (h.box.width > 0) all.push_back({"handle " + h.id, h.box, true});
    return all;
}

}  // namespace

std::vector<std::string> layout_faults(const Composition& page) {
    std::vector<std::string> faults;
    const std::vector<Item> all = items(page);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Rect& b = all[i].box;
        if (!(b.x >= -touching && b.y >= -touching && b.right() <= page.list.width + touching &&
              b.bottom() <= page.list.height + touching))
            faults.push_back(
                fmt::format("{} leaves the page of {}x{}", told(all[i]), page.list.width, page.list.height));
        for (std::size_t k = 0; k < i; ++k)
            if (!(all[i].handle && all[k].handle) && meet(b, all[k].box))
                faults.push_back(told(all[k]) + " meets " + told(all[i]));
    }
    return faults;
}

}  // namespace lossfield::tests
