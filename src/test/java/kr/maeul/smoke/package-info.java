/**
 * The packaged jar, as somebody has it who built it and starts it: run by {@code mvn verify} once
 * it is there. Nothing in here reaches into the program; it is a process, its commands, and HTTP.
 */
package kr.maeul.smoke;
