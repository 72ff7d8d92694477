#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "viz/files/text_file.hpp"
#include "viz/text/errors.hpp"

namespace lossfield::viz {
namespace write_file_test {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class WriteFile : public testing::Test {
  protected:
    WriteFile() {
        std::string name = (fs::temp_directory_path() / "lossfield-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~WriteFile() override { fs::remove_all(folder_); }

    static std::string failure(const std::string& path, const std::string& bytes) {
        try {
            write_file(path, bytes);
        } catch (const OutputError& error) {
            return error.what();
        }
        return "no failure";
    }

    fs::path folder_;
};

TEST_F(WriteFile, WritesAndReplaces) {
    const fs::path path = folder_ / "a.svg";
    write_file(path.string(), "one");
    EXPECT_EQ(read(path), "one");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    write_file(path.string(), "two");
    EXPECT_EQ(read(path), "two");
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "nothing is left beside";
}

TEST_F(WriteFile, TakesTheLongestNameThatIsLegal) {
    for (const std::size_t length : {250U, 254U, 255U}) {
        const fs::path path = folder_ / (std::string(length - 4, 'n') + ".svg");
        write_file(path.string(), "one");
        EXPECT_EQ(read(path), "one") << length;
    }
    const fs::path path = folder_ / (std::string(252, 'n') + ".svg");
    EXPECT_EQ(failure(path.string(), "one"), "cannot write " + path.string() + ": File name too long");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 3) << "nothing is left beside";
}

TEST_F(WriteFile, ANameThatIsTooLongToReadIsRefusedInASentence) {
    const std::string path = (folder_ / std::string(300, 'n')).string();
    try {
        (void)read_text_file(path);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(error.what(), path + ": the file cannot be read (File name too long)");
    }
}

TEST_F(WriteFile, WithoutAFolderWritesWhereItStands) {
    const fs::path before = fs::current_path();
    fs::current_path(folder_);
    write_file("a.svg", "one");
    fs::current_path(before);
    EXPECT_EQ(read(folder_ / "a.svg"), "one");
}

TEST_F(WriteFile, FollowsALink) {
    write_file((folder_ / "real").string(), "old");
    fs::create_symlink(folder_ / "real", folder_ / "link");
    write_file((folder_ / "link").string(), "new");
    EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
    EXPECT_EQ(read(folder_ / "real"), "new");
}

TEST_F(WriteFile, SaysWhatIsWrong) {
    const std::string missing = (folder_ / "none" / "x.svg").string();
    EXPECT_EQ(failure(missing, "a"), "cannot write " + missing + ": no such folder");
    EXPECT_EQ(failure(folder_.string(), "a"), "cannot write " + folder_.string() + ": it is a folder");
    EXPECT_EQ(failure("/dev/full", "a"), "cannot write /dev/full: No space left on device");
    EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(WriteFile, FailureLeavesTheOldFile) {
    const fs::path path = folder_ / "a.svg";
    write_file(path.string(), "old");
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 1000;
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const std::string message = failure(path.string(), std::string(100000, 'x'));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_EQ(message, "cannot write " + path.string() + ": File too large");
    EXPECT_EQ(read(path), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1) << "nothing is left beside";
}

// A child that writes two files in turn under one name is killed at some moment.
TEST_F(WriteFile, KilledAtAnyMomentItIsTheOldFileOrTheNewOne) {
    const fs::path path = folder_ / "a.svg";
    const std::string one(300000, '1'), two(500000, '2');
    write_file(path.string(), one);
    std::minstd_rand moments(7);
    int ones = 0, twos = 0;
    for (int round = 0; round < 200; ++round) {
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0)
            for (bool first = false;; first = !first) write_file(path.string(), first ? one : two);
        ::usleep(std::uniform_int_distribution<useconds_t>(0, 20000)(moments));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
        const std::string content = read(path);
        ASSERT_TRUE(content == one || content == two) << content.size() << " bytes of neither file";
        ++(content == one ? ones : twos);
    }
    EXPECT_GT(ones, 20);
    EXPECT_GT(twos, 20);
}

TEST_F(WriteFile, OfSeveralFilesAllAreWrittenOrNone) {
    const fs::path a = folder_ / "a.svg", b = folder_ / "b.npz", c = folder_ / "c.py";
    write_file(a.string(), "old");
    fs::create_directory(c);
    try {
        write_files({{a.string(), "new"}, {b.string(), "new"}, {c.string(), "new"}});
        ADD_FAILURE() << "a folder was written";
    } catch (const OutputError& error) {
        EXPECT_NE(std::string(error.what()).find("c.py"), std::string::npos) << error.what();
    }
    EXPECT_EQ(read(a), "old");
    EXPECT_FALSE(fs::exists(b));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 2) << "nothing is left beside";
    fs::remove(c);
    write_files({{a.string(), "1"}, {b.string(), "2"}, {c.string(), "3"}});
    EXPECT_EQ(read(a) + read(b) + read(c), "123");
}

}  // namespace write_file_test
}  // namespace lossfield::viz
