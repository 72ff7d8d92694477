#include "app/gl/program.hpp"

#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <glad/gl.h>

namespace lossfield::app {
namespace {

template <class GetLength, class GetLog>
[[noreturn]] void fail(const char* what, unsigned name, GetLength get_length, GetLog get_log) {
    GLint length = 0;
    get_length(name, GL_INFO_LOG_LENGTH, &length);
    std::string log(static_cast<std::size_t>(length) + 1, '\0');
    get_log(name, length, nullptr, log.data());
    throw std::runtime_error(fmt::format("{}: {}", what, log.c_str()));
}

unsigned compiled(GLenum kind, const char* text) {
    const unsigned shader = glCreateShader(kind);
    glShaderSource(shader, 1, &text, nullptr);
    glCompileShader(shader);
    GLint done = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &done);
    if (done == 0) fail("a shader cannot be compiled", shader, glGetShaderiv, glGetShaderInfoLog);
    return shader;
}

}  // namespace

GlProgram::GlProgram(const char* vertex_text, const char* fragment_text) {
    const unsigned vertex = compiled(GL_VERTEX_SHADER, vertex_text);
    const unsigned fragment = compiled(GL_FRAGMENT_SHADER, fragment_text);
    name_ = glCreateProgram();
    glAttachShader(name_, vertex);
    glAttachShader(name_, fragment);
    glLinkProgram(name_);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    GLint done = 0;
    glGetProgramiv(name_, GL_LINK_STATUS, &done);
    if (done == 0) fail("a shader program cannot be linked", name_, glGetProgramiv, glGetProgramInfoLog);
}

GlProgram::~GlProgram() { glDeleteProgram(name_); }

void GlProgram::use() const { glUseProgram(name_); }

int GlProgram::uniform(const char* name) const {
    const int at = glGetUniformLocation(name_, name);
    if (at < 0) throw std::logic_error(fmt::format("no uniform '{}' in a shader program", name));
    return at;
}

}  // namespace lossfield::app
