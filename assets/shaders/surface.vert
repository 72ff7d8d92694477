#version 330 core
// A surface's nodes in box coordinates, seen by a parallel projection.
layout(location = 0) in vec3 position;

uniform mat4 projection;
uniform vec4 texel;  // from the ground to the texture: factors, offsets

noperspective out vec2 place;
noperspective out float height;

void main() {
    gl_Position = projection * vec4(position, 1.0);
    height = position.z;
    place = position.xy * texel.xy + texel.zw;
}
