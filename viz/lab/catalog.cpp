#include "viz/lab/catalog.hpp"

#include "viz/text/words.hpp"

namespace lossfield::viz {

const Lab& find_lab(const Catalog& labs, const std::string& id) {
    std::vector<std::string> known;
    for (const auto& lab : labs) {
        if (lab.id == id) return lab;
        known.push_back(lab.id);
    }
    throw InputError("unknown lab " + in_quotes(id) + nearest(id, known) + "; `lossfield list` names them");
}

}  // namespace lossfield::viz
