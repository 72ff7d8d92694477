#include <csignal>
#include <cstdlib>  // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "app/command/command_line.hpp"

int main(int argc, char** argv) {
#ifdef __GLIBC__
    // Every frame frees lists of some hundred kilobytes and asks for as many again. Memory that goes back to the
    // system in between comes again page by page, which took a third of the time of composing.
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
    // A file that may not grow further is refused with a sentence like any other.
    std::signal(SIGXFSZ, SIG_IGN);
    return lossfield::app::run_command_line(lossfield::viz::catalog(), {argv + 1, argv + argc});
}
