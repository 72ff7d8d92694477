#include <CLI/CLI.hpp>

#include "app/version.hpp"

int main(int argc, char** argv) {
    CLI::App program{"See and drag the mathematics of losses and optimizers", "lossfield"};
    program.set_version_flag("--version", lossfield::app::version_line());
    CLI11_PARSE(program, argc, argv);
}
