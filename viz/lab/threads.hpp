// How many threads a computation may use: one setting for the whole process, the machine's number of cores at first.
// No number depends on it: what labs compute has the same bits for any number of threads.
#pragma once

namespace lossfield::viz {

[[nodiscard]] unsigned thread_count();
void set_thread_count(unsigned count);  // 0: as many as the machine has

}  // namespace lossfield::viz
