#version 330 core
// A surface's nodes in box coordinates, seen by a parallel projection.
layout(location = 0) in vec3 position;
layout(location = 1) in vec2 texel;

uniform mat4 projection;

noperspective out vec2 place;
noperspective out float height;

void main() {
    gl_Position = projection * vec4(position, 1.0);
    height = position.z;
    place = texel;
}
