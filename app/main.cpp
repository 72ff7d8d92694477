#include "app/command_line.hpp"

int main(int argc, char** argv) {
    return lossfield::app::run_command_line(lossfield::viz::catalog(), {argv + 1, argv + argc});
}
