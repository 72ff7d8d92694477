#include "viz/files/companions.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "viz/files/arrays.hpp"
#include "viz/files/latex_figure.hpp"
#include "viz/files/npz.hpp"
#include "viz/files/python.hpp"
#include "viz/files/report.hpp"
#include "viz/text/json_text.hpp"
#include "viz/text/words.hpp"

namespace lossfield::viz {

Companions parse_numbers(const std::string& list) {
    static const std::vector<std::pair<std::string, bool Companions::*>> formats{
        {"csv", &Companions::csv}, {"json", &Companions::json}, {"npz", &Companions::npz}};
    Companions companions;
    for (std::size_t from = 0; from <= list.size();) {
        const std::size_t end = std::min(list.find(',', from), list.size());
        const std::string name = list.substr(from, end - from);
        const auto found =
            std::find_if(formats.begin(), formats.end(), [&](const auto& f) { return f.first == name; });
        if (found == formats.end())
            throw InputError(fmt::format("--numbers: {} is none of csv, json, npz{}", in_quotes(name),
                                         nearest(name, {"csv", "json", "npz"})));
        companions.*(found->second) = true;
        from = end + 1;
    }
    return companions;
}

std::vector<std::pair<std::string, std::string>> companion_files(const Companions& what, const Lab& lab,
                                                                 const Values& values, const View& view,
                                                                 const Figure& figure,
                                                                 const RenderOptions& options,
                                                                 const std::string& picture) {
    const std::filesystem::path path(picture);
    const std::string stem = path.stem().string();
    std::vector<std::pair<std::string, std::string>> files;
    const auto add = [&](const std::string& end, std::string bytes) {
        files.emplace_back((path.parent_path() / (stem + end)).string(), std::move(bytes));
    };
    if (what.latex) add(".tex", latex_figure(lab, figure, path.filename().string()));
    if (what.python) {
        const bool multiples =
            !options.sweeps.empty();  // their panels have names of their own, and hold their view
        add(".py", python_script(lab, figure, multiples ? View{} : view,
                                 {multiples ? std::string() : options.panel, options.theme, stem + ".npz"}));
    }
    if (what.python || what.npz) add(".npz", npz(arrays_of(lab, values, figure)));
    if (what.json) add(".json", json_text(eval_json(lab, values, figure)) + "\n");
    if (what.csv)
        for (auto& [name, text] : csv_files(figure)) add("." + name, std::move(text));
    return files;
}

}  // namespace lossfield::viz
