# The window's libraries as two targets: lossfield_imgui (Dear ImGui on GLFW and OpenGL) and lossfield_glad.
if(LOSSFIELD_FETCH)
    include(FetchContent)
    set(GLFW_BUILD_DOCS OFF)
    set(GLFW_BUILD_EXAMPLES OFF)
    set(GLFW_BUILD_TESTS OFF)
    set(GLFW_BUILD_WAYLAND OFF)
    set(GLFW_INSTALL OFF)
    set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)  # lets the settings above reach GLFW's options
    FetchContent_Declare(glfw
        GIT_REPOSITORY https://github.com/glfw/glfw.git
        GIT_TAG 7b6aead9fb88b3623e3b3725ebb42670cbe4c579)  # 3.4
    FetchContent_Declare(imgui
        GIT_REPOSITORY https://github.com/ocornut/imgui.git
        GIT_TAG f1cc2ae15e53a861a874c3034aae6798fde194ab)  # 1.92.9b
    FetchContent_MakeAvailable(glfw imgui)
    add_library(lossfield_imgui STATIC
        "${imgui_SOURCE_DIR}/imgui.cpp"
        "${imgui_SOURCE_DIR}/imgui_draw.cpp"
        "${imgui_SOURCE_DIR}/imgui_tables.cpp"
        "${imgui_SOURCE_DIR}/imgui_widgets.cpp"
        "${imgui_SOURCE_DIR}/misc/cpp/imgui_stdlib.cpp"
        "${imgui_SOURCE_DIR}/backends/imgui_impl_glfw.cpp"
        "${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp")
    # Laid out as distributions do: backends/ and imgui_stdlib.h beside imgui.h.
    target_include_directories(lossfield_imgui SYSTEM PUBLIC "${imgui_SOURCE_DIR}" "${imgui_SOURCE_DIR}/misc/cpp")
    target_link_libraries(lossfield_imgui PUBLIC glfw ${CMAKE_DL_LIBS})
else()
    find_package(glfw3 3.3 REQUIRED)
    pkg_check_modules(imgui REQUIRED IMPORTED_TARGET imgui)
    add_library(lossfield_imgui INTERFACE)
    target_link_libraries(lossfield_imgui INTERFACE PkgConfig::imgui glfw)
endif()
target_link_libraries(lossfield_imgui INTERFACE OpenGL::GL)

set(LOSSFIELD_GLAD_API gl:core=3.3 CACHE STRING "APIs that glad loads, comma separated")
lossfield_glad_python(glad_python)
set(glad "${CMAKE_CURRENT_BINARY_DIR}/glad")
add_custom_command(
    OUTPUT "${glad}/src/gl.c" "${glad}/include/glad/gl.h"
    COMMAND "${glad_python}" -m glad --quiet --reproducible --out-path "${glad}" --api "${LOSSFIELD_GLAD_API}" c
    COMMENT "Generating the OpenGL loader"
    VERBATIM)
add_library(lossfield_glad STATIC "${glad}/src/gl.c" "${glad}/include/glad/gl.h")
target_include_directories(lossfield_glad SYSTEM PUBLIC "${glad}/include")
