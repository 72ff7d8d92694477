#include "tests/contract/situations.hpp"

#include <algorithm>
#include <stdexcept>
#include <stop_token>

#include "tests/support/mechanism_specimen.hpp"
#include "tests/support/random_values.hpp"
#include "tests/support/space_specimen.hpp"
#include "tests/support/specimen.hpp"
#include "viz/files/render.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/catalog.hpp"
#include "viz/lab/settings.hpp"
#include "viz/text/numbers.hpp"

namespace lossfield::tests {

using namespace viz;

std::vector<const Lab*> all_labs() {
    std::vector<const Lab*> labs;
    for (const Lab& lab : catalog()) labs.push_back(&lab);
    labs.push_back(&specimen());
    labs.push_back(&space_specimen());
    labs.push_back(&mechanism_specimen());
    return labs;
}

bool accepts(const Lab& lab, const Values& values) {
    try {
        check_values(lab, values);
        return true;
    } catch (const InputError&) {
        return false;
    }
}

std::vector<Situation> situations(const Lab& lab, int random_count) {
    std::vector<Situation> all{{"default", defaults(lab), false, false}};
    for (const Preset& p : lab.presets) all.push_back({"preset " + p.id, p.values, p.failure, false});
    Random random(20240229);
#ifdef LOSSFIELD_FEW_RANDOM_VALUES
    random_count = std::min(random_count, 3);
#endif
    for (int i = 1; i <= random_count; ++i) {
        Values values = random_values(lab, random);
        for (int tries = 0; !accepts(lab, values); ++tries) {
            if (tries == 10000) throw std::logic_error(lab.id + ": random values are never accepted");
            values = random_values(lab, random);
        }
        all.push_back({"random " + std::to_string(i), std::move(values), false, true});
    }
    return all;
}

Figure figure_of(const Lab& lab, const Values& values, Detail detail) {
    return lab.draw(values, lab.compute(values, detail, std::stop_token()), View{});
}

Figure figure_of(const Lab& lab, const Values& values) { return figure_of(lab, values, tried_detail(lab)); }

Detail tried_detail(const Lab& lab) { return lab.progressive ? Detail::Drag : Detail::Full; }

std::string take_scenes(DisplayList& list) {
    Vector numbers;
    for (const Prim& prim : list.prims) {
        const auto* p = std::get_if<ScenePrim>(&prim);
        if (p == nullptr) continue;
        for (const SceneSurface& s : p->scene->surfaces) {
            numbers.insert(numbers.end(), s.mesh.height.begin(), s.mesh.height.end());
            numbers.insert(numbers.end(), s.levels.begin(), s.levels.end());
            numbers.insert(numbers.end(), {s.cut, s.line_width, s.scale.low, s.scale.high});
            for (const Vec3& v : s.nodes) numbers.insert(numbers.end(), {v.x, v.y, v.z});
            if (!s.nodes.empty()) numbers.insert(numbers.end(), s.field.values.begin(), s.field.values.end());
        }
        for (const SceneLine& line : p->scene->lines)
            for (const Vec3& v : line.points) numbers.insert(numbers.end(), {v.x, v.y, v.z});
        for (const ScenePoint& point : p->scene->points)
            numbers.insert(numbers.end(), {point.at.x, point.at.y, point.at.z, point.size});
    }
    std::erase_if(list.prims, [](const Prim& p) { return std::holds_alternative<ScenePrim>(p); });
    return joined(numbers);
}

const FontSet& fonts() {
    static const FontSet set;
    return set;
}

Page full_page(const Lab& lab, double width, double height) {
    RenderOptions options;
    options.width = width;
    options.height = height;
    return file_page(lab, options);
}

std::string told(const Lab& lab, const Values& values) {
    std::string text = lab.id;
    for (std::size_t i = 0; i < values.size(); ++i)
        text += " --set " + lab.parameters[i].id + "='" + format_value(lab.parameters[i], values[i]) + "'";
    return text;
}

}  // namespace lossfield::tests
