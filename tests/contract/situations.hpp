// What the contract test looks at: every lab of the catalog and the specimen, each as it starts, with every preset and
// with random values that the lab accepts.
#pragma once

#include <string>
#include <vector>

#include "viz/compose/compose.hpp"
#include "viz/lab/lab.hpp"

namespace lossfield::tests {

struct Situation {
    std::string name{};  // "default", "preset cold", "random 7"
    viz::Values values{};
    bool failure = false;
    bool random = false;
};

[[nodiscard]] std::vector<const viz::Lab*> all_labs();

// The start, the presets and `random_count` random ones; the same each time.
[[nodiscard]] std::vector<Situation> situations(const viz::Lab& lab, int random_count);

[[nodiscard]] bool accepts(const viz::Lab& lab, const viz::Values& values);
// Full, but for labs that say it takes long.
[[nodiscard]] viz::Detail tried_detail(const viz::Lab& lab);
[[nodiscard]] viz::Figure figure_of(const viz::Lab& lab, const viz::Values& values, viz::Detail detail);
[[nodiscard]] viz::Figure figure_of(const viz::Lab& lab, const viz::Values& values);
// Takes the 3-D scenes out of a list and tells their numbers.
[[nodiscard]] std::string take_scenes(viz::DisplayList& list);

[[nodiscard]] const viz::FontSet& fonts();

// The page that a file shows, with title, formula, caption and readouts.
[[nodiscard]] viz::Page full_page(const viz::Lab& lab, double width, double height);

// The values as `--set` would give them, for messages.
[[nodiscard]] std::string told(const viz::Lab& lab, const viz::Values& values);

}  // namespace lossfield::tests
