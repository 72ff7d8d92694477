#include <algorithm>

#include <fmt/format.h>

#include "app/command/commands.hpp"
#include "app/command/options.hpp"
#include "viz/files/report.hpp"
#include "viz/text/json_text.hpp"

namespace lossfield::app {

namespace {

std::string sheet(const viz::Catalog& labs) {
    std::size_t widest = 0;
    std::vector<std::string> topics;
    for (const auto& lab : labs) {
        widest = std::max(widest, lab.id.size());
        if (std::find(topics.begin(), topics.end(), lab.topic) == topics.end()) topics.push_back(lab.topic);
    }
    std::string text;
    for (const auto& topic : topics) {
        text += topic + "\n";
        for (const auto& lab : labs)
            if (lab.topic == topic) text += fmt::format("  {:<{}}  {}\n", lab.id, widest, lab.title);
    }
    return text;
}

}  // namespace

int run_list(const viz::Catalog& labs, const Arguments& arguments) {
    bool json = false;
    if (!parse({"The labs by topic", "lossfield list", {{"--json", "", "as JSON", &json}}}, arguments))
        return 0;
    print(json ? viz::json_text(viz::list_json(labs)) + "\n" : sheet(labs));
    return 0;
}

}  // namespace lossfield::app
