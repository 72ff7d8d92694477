#version 330 core
// Strokes and points, laid out in pixels.
layout(location = 0) in vec3 position;  // pixels from the upper left; depth
layout(location = 1) in vec2 within;    // pixels from the stroke's start, along and across; or from the middle
layout(location = 2) in vec3 form;      // radius, length, shape
layout(location = 3) in vec4 colour;
layout(location = 4) in vec4 ground;

uniform vec2 size;  // of the framebuffer

noperspective out vec2 at;
flat out vec3 what;
flat out vec4 ink;
flat out vec4 back;

void main() {
    gl_Position = vec4(position.xy / size * vec2(2.0, -2.0) + vec2(-1.0, 1.0), position.z, 1.0);
    at = within;
    what = form;
    ink = colour;
    back = ground;
}
