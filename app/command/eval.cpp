#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/given.hpp"
#include "app/command/options.hpp"
#include "viz/files/npz.hpp"
#include "viz/files/report.hpp"
#include "viz/files/text_file.hpp"
#include "viz/inputs/values.hpp"
#include "viz/lab/threads.hpp"
#include "viz/text/json_text.hpp"

namespace lossfield::app {

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

// Every mark's, into the folder, which is made if need be.
void add_csv(const viz::Figure& figure, const std::string& folder, Files& files) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        throw viz::OutputError(fmt::format("{}: the folder cannot be made ({})", folder, error.message()));
    for (auto& [name, text] : viz::csv_files(figure))
        files.emplace_back((std::filesystem::path(folder) / name).string(), std::move(text));
}

}  // namespace

int run_eval(const viz::Catalog& labs, const Arguments& arguments) {
    std::string id, threads = "1";
    std::optional<std::string> csv, npz;
    GivenValues given_values;
    GivenView given_view;
    Usage usage{"A lab's numbers as JSON: values, readouts, notices and the columns of every mark",
                "lossfield eval",
                {{"LAB", "", "the lab's id", &id}}};
    add_values(usage.options, given_values);
    add_view(usage.options, given_view);
    usage.options.push_back(
        {"--threads", "N", "how many threads compute; the numbers are the same for any", &threads});
    usage.options.push_back(
        {"--csv", "DIR", "also write every mark as a CSV file into this folder, and readouts.csv", &csv});
    usage.options.push_back(
        {"--npz", "FILE", "also write all of it for numpy.load, in its own shapes", &npz});
    if (!parse(usage, arguments)) return 0;

    if (csv && csv->empty()) throw viz::InputError("--csv: no folder is named");
    if (npz && npz->empty()) throw viz::InputError("--npz: no file is named");
    const viz::Lab& lab = chosen_lab(labs, "eval", id, given_values);
    viz::set_thread_count(static_cast<unsigned>(parse_whole("--threads", threads, {1, 1024})));
    const Drawn drawn = draw_given(lab, resolve(lab, given_values), given_view);
    auto report = viz::eval_json(lab, drawn.values, drawn.figure);
    if (const auto& pointer = drawn.view.pointer; pointer && lab.probe) {
        report["probe"] = viz::readouts_json(
            lab.probe(drawn.values, drawn.result, drawn.view, pointer->panel, pointer->x, pointer->y));
    }
    const std::string text = viz::json_text(report) + "\n";
    Files files;
    if (npz) files.emplace_back(*npz, viz::npz(viz::arrays_of(lab, drawn.values, drawn.figure)));
    if (csv) add_csv(drawn.figure, *csv, files);
    viz::write_files(files);
    print(text);
    complain(drawn.notes);
    return 0;
}

}  // namespace lossfield::app
