// What is written beside a picture, by the same name: its numbers, a script that draws them, its place in a paper.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "viz/files/render.hpp"

namespace lossfield::viz {

struct Companions {
    bool csv = false, json = false, npz = false;
    bool python = false;  // with the .npz that it reads
    bool latex = false;
};

// "csv,npz", any of csv, json, npz; throws InputError for others.
[[nodiscard]] Companions parse_numbers(const std::string& list);

// (path, bytes) each, of the figure that the picture shows: STEM.PANEL.MARK.csv, STEM.json, STEM.npz, STEM.py, STEM.tex. Throws
// InputError where LaTeX could not include the picture.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> companion_files(
    const Companions& what, const Lab& lab, const Values& values, const View& view, const Figure& figure,
    const RenderOptions& options, const std::string& picture);

}  // namespace lossfield::viz
