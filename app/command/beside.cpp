#include "app/command/beside.hpp"

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

namespace lossfield::app {

namespace {

const std::vector<std::string> formats{"csv", "json", "npz"};

std::vector<std::string> formats_given(const std::optional<std::string>& list) {
    std::vector<std::string> given;
    if (!list) return given;
    for (std::size_t from = 0; from <= list->size();) {
        const std::size_t end = std::min(list->find(',', from), list->size());
        const std::string name = list->substr(from, end - from);
        if (std::find(formats.begin(), formats.end(), name) == formats.end())
            throw viz::InputError(fmt::format("--numbers: {} is none of {}{}", viz::in_quotes(name),
                                              fmt::join(formats, ", "), viz::nearest(name, formats)));
        given.push_back(name);
        from = end + 1;
    }
    return given;
}

}  // namespace

void add_beside(std::vector<Option>& options, GivenBeside& given) {
    options.insert(
        options.end(),
        {{"--numbers", "WHAT,...",
          "also the numbers, beside the picture by its name: csv (a file a mark), json, npz (for numpy)",
          &given.numbers},
         {"--python", "", "also NAME.py, which draws the panel with matplotlib, and its NAME.npz",
          &given.python},
         {"--latex", "", "also NAME.tex, a figure with the picture, its caption and a label", &given.latex}});
}

void check_beside(const GivenBeside& given) { (void)formats_given(given.numbers); }

std::vector<std::pair<std::string, std::string>> files_beside(const GivenBeside& given, const viz::Lab& lab,
                                                              const Drawn& drawn,
                                                              const viz::RenderOptions& options,
                                                              const std::string& picture) {
    const std::filesystem::path path(picture);
    const auto named = [&](const std::string& end) {
        return (path.parent_path() / (path.stem().string() + end)).string();
    };
    const std::vector<std::string> wanted = formats_given(given.numbers);
    const auto is_wanted = [&](const char* format) {
        return std::find(wanted.begin(), wanted.end(), format) != wanted.end();
    };
    std::vector<std::pair<std::string, std::string>> files;
    if (given.latex)
        files.emplace_back(named(".tex"), viz::latex_figure(lab, drawn.figure, path.filename().string()));
    if (given.python) {
        const bool multiples = !options.sweeps.empty();  // their panels have names of their own, and ranges
        files.emplace_back(named(".py"),
                           viz::python_script(lab, drawn.figure, multiples ? viz::View{} : drawn.view,
                                              {multiples ? std::string() : options.panel, options.theme,
                                               path.stem().string() + ".npz"}));
    }
    if (given.python || is_wanted("npz"))
        files.emplace_back(named(".npz"), viz::npz(viz::arrays_of(lab, drawn.values, drawn.figure)));
    if (is_wanted("json"))
        files.emplace_back(named(".json"),
                           viz::json_text(viz::eval_json(lab, drawn.values, drawn.figure)) + "\n");
    if (is_wanted("csv"))
        for (auto& [name, text] : viz::csv_files(drawn.figure))
            files.emplace_back(named("." + name), std::move(text));
    return files;
}

}  // namespace lossfield::app
