// Arguments read by CLI11. No other unit knows it.
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/command/options.hpp"
#include "viz/text/words.hpp"

namespace lossfield::app {

using viz::in_quotes;
using viz::InputError;

namespace {

struct Adding {
    CLI::App& app;
    const Option& option;

    void operator()(bool* flag) const { app.add_flag(option.name, *flag, option.help); }
    void operator()(std::string* text) const { named(app.add_option(option.name, *text, option.help)); }
    void operator()(std::optional<std::string>* text) const {
        named(app.add_option(option.name, *text, option.help));
    }
    void operator()(std::vector<std::string>* texts) const {
        named(app.add_option(option.name, *texts, option.help))->allow_extra_args(false);
    }

  private:
    CLI::Option* named(CLI::Option* added) const {
        return option.value.empty() ? added : added->type_name(option.value);
    }
};

}  // namespace

bool parse(const Usage& usage, const Arguments& arguments) {
    CLI::App app(usage.summary, usage.name);
    for (const Option& option : usage.options) std::visit(Adding{app, option}, option.into);

    // Errors begin with the program's name anyway.
    const auto space = app.get_name().find(' ');
    const auto command = space == std::string::npos ? "" : app.get_name().substr(space + 1) + ": ";
    app.allow_extras();
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        print(app.help());
        return false;
    } catch (const CLI::ParseError& e) {
        throw InputError(command + e.what());
    }
    const auto extras = app.remaining();
    if (extras.empty()) return true;
    const auto option =
        std::find_if(extras.begin(), extras.end(), [](const auto& s) { return s.starts_with('-'); });
    if (option == extras.end())
        throw InputError(fmt::format("{}unexpected {}", command, in_quotes(extras.front())));
    std::vector<std::string> known;
    for (const CLI::Option* o : app.get_options())
        if (!o->get_positional())
            known.push_back(o->get_lnames().empty() ? "-" + o->get_snames()[0] : "--" + o->get_lnames()[0]);
    const auto name = option->substr(0, option->find('='));
    throw InputError(fmt::format("{}unknown option {}{}; give {}", command, in_quotes(name),
                                 viz::nearest(name, known), viz::one_of(known)));
}

}  // namespace lossfield::app
